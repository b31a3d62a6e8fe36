"""On what a commitment depends: clauses behind "if", "once" and "until", and what is given in exchange."""

import re
from functools import cache
from typing import TYPE_CHECKING

from dragoman.layers.reading import Reading, tidy
from dragoman.lexicon import read_patterns
from dragoman.model.document import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["LONG", "alternatives", "comma_before", "condition_words", "conditions_of"]

LONG = 60  # words of an act; what goes on longer is a parser's mistake


def conditions_of(act: "Token", cue: "Token") -> list[tuple[int, int]]:
    """Conditions as ranges of positions: clauses behind "if", "once", "until", and phrases like "in exchange for"."""
    found = []
    for host in (act, *_inner(act)) if act == cue else (act, cue, *_inner(act)):
        for word in host.children:
            left, right = int(word.left_edge.i), int(word.right_edge.i)
            opening = _opening(word, left, right)
            if host == cue and host != act and right > act.i > left:
                continue
            if word.dep_ in ("advcl", "prep", "mark", "pcomp") and opening in _markers() and _is_clause(word, opening):
                found.append((left, right))
    begin, end = act.i, min(act.sent.end, act.i + 2 * LONG)
    words = act.doc[begin:end]
    match = _trade().search(words.text)
    if match:
        at = words.start_char + match.start()
        token = next((t for t in words if t.idx >= at), None)
        if token is not None:
            found.append((int(token.i), _clause_end(token, end)))
    return found[:2]


def _inner(act: "Token") -> "list[Token]":
    """The verbs under an act: "ask its allies to surrender their weapons once the war is over"."""
    found = [c for c in act.rights if c.dep_ in ("xcomp", "ccomp")]
    return [*found, *(c for verb in found for c in verb.rights if c.dep_ in ("xcomp", "ccomp"))]


def _opening(word: "Token", left: int, right: int) -> str:
    first = word.doc[left]
    if first.lower_ in ("only", "even", "not", "just") and left < right:
        first = word.doc[left + 1]
    words = [t.lower_ for t in word.doc[first.i : first.i + 3]]
    if words[0] == "as" and len(words) == 3 and words[2] == "as":
        return " ".join(words)
    return "in case" if words[:2] == ["in", "case"] else words[0]


def _is_clause(word: "Token", opening: str) -> bool:
    """Whether a condition is one, not a date: it holds a verb, or an event noun behind "before" and "until"."""
    if opening == "after" and comma_before(word):
        return False  # "called for a truce, after fighting left scores dead" tells what led to it
    if word.dep_ == "advcl":
        return opening != "when" or word.tag_ not in ("VBG", "VBD")
    if opening in ("provided", "in case"):
        return True
    inner = next((c for c in word.children if c.dep_ in ("pobj", "pcomp")), None)
    return (
        inner is not None
        and inner.ent_type_ not in ("DATE", "TIME")
        and inner.pos_ not in ("PROPN", "NUM")
        and (inner.pos_ == "VERB" or word.lower_ in ("until", "before", "without"))
    )


def _clause_end(token: "Token", most: int) -> int:
    """Where a phrase of trade ends: with the subtree it opens, or at the next stop."""
    end = token.i
    for word in token.doc[token.i : most]:
        if word.text in (".", ";", ",") and word.i > token.i + 3:
            break
        end = word.i
    return int(end)


def condition_words(reading: Reading, conditions: list[tuple[int, int]]) -> str | None:
    """The first condition in the report's words."""
    if not conditions:
        return None
    left, right = conditions[0]
    doc = reading.parse.doc
    span = Span(doc[left].idx, doc[right].idx + len(doc[right]))
    return tidy(span.of(reading.document.text)).rstrip(".;") or None


@cache
def _markers() -> frozenset[str]:
    return frozenset(marker for entry in read_patterns("commitments")["condition"] for marker in entry["markers"])


def alternatives(kind: str) -> str:
    """The phrases of one kind of entry as a pattern, the longest first."""
    phrases = [phrase for entry in read_patterns("commitments")[kind] for phrase in entry["phrases"]]
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


@cache
def _trade() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('trade')})\b", re.IGNORECASE)


def comma_before(word: "Token") -> bool:
    """Whether a comma or dash stands before a phrase."""
    left = word.left_edge.i
    return bool(left and word.doc[left - 1].text in (",", "--", "—", "–"))
