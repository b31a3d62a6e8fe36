"""The words for those who do violence, for those it is done to, and for its means, cut as a reader would quote them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.codes import ActorKind
from dragoman.layers.casualties.words import lemma_of
from dragoman.layers.grammar import prepositional
from dragoman.layers.incidents.lexicon import owned_words
from dragoman.layers.reading import Reading, tidy
from dragoman.model.records import Actor
from dragoman.parse import span_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["HEDGED", "UNKNOWN", "Struck", "name_of", "person_at", "phrase_of", "struck_at", "whole_phrase"]

HEDGED = frozenset("suspected alleged presumed supposed apparent".split())
UNKNOWN = frozenset("unidentified unknown masked".split())
_NO_START = ("DET", "NUM", "PUNCT", "PRON")
_BEFORE = ("compound", "amod", "nmod", "poss")
_VAGUE = frozenset("several other many new".split())
_LONGEST = 12  # words of an owner: "the headquarters of the National Federation of ..."


@dataclass(frozen=True, slots=True)
class Struck:
    """Whom or what an act struck: what they are called, and the position of the head word."""

    words: str
    head: int


def struck_at(reading: Reading, head: "Token") -> Struck:
    """Whom or what a head word names, as a target is called."""
    return Struck(name_of(reading, head), head.i)


def phrase_of(head: "Token", text: str, *, names: bool = True) -> str:
    """A noun with what stands before it, without articles, numbers and hedges: "urban guerrillas", "U.S. Embassy".

    Without `names`, bodies before it are left out too ("Front guerrillas" are "guerrillas").
    """
    start = head.i
    for child in head.children:
        if child.i < head.i and child.dep_ in _BEFORE and head.i - child.i <= 6:
            vague = child.dep_ == "amod" and child.lower_ in _VAGUE
            if vague or child.lower_ in HEDGED | UNKNOWN or child.tag_ in ("PRP$", "JJS", "JJR"):
                continue
            if not names and child.pos_ == "PROPN":
                continue
            hyphened = child.i and child.nbor(-1).text == "-"
            whole = hyphened or child.dep_ in ("compound", "poss") or child.text.istitle()  # "South African soldiers"
            left = child.left_edge.i if whole else child.i
            start = min(start, left)
    doc = head.doc
    while start < head.i and (doc[start].pos_ in _NO_START or doc[start].lower_ in HEDGED or _is_date(doc[start])):
        start += 1
    return tidy(text[doc[start].idx : head.idx + len(head.text)] + _rest(head))


def _rest(head: "Token") -> str:
    """The rest of a word that the parser cuts off its head: the "-by" of "passers-by"."""
    behind = head.doc[head.i + 1 : head.i + 3].text
    return "-by" if head.lower_ in ("passer", "passers") and behind.lower() == "-by" else ""


def whole_phrase(head: "Token", text: str) -> str:
    """A noun with all that stands before it but articles and hedges: "two unidentified men", "heavily armed men".

    Of members, the body they are members of stands with them.
    """
    doc = head.doc
    start = max(head.left_edge.i, head.i - 7, head.sent.start)
    for at in range(head.i - 1, start - 1, -1):
        if doc[at].is_punct and doc[at].text not in ("-", "'", "."):
            start = at + 1
            break
    while start < head.i and (
        doc[start].pos_ in ("DET", "PUNCT", "PRON", "ADP", "SCONJ") or _is_hedge(doc[start]) or _is_date(doc[start])
    ):
        start += 1
    end = head.idx + len(head.text)
    inner = next(prepositional(head, "of"), None) if lemma_of(head) == "member" else None
    if inner is not None and inner.i - head.i <= 6:
        end = inner.idx + len(inner.text)
    return tidy(text[doc[start].idx : end])


def _is_date(word: "Token") -> bool:
    """Whether a word belongs to a date that the parser takes for a part of the phrase: "Last Monday soldiers"."""
    return word.ent_type_ in ("DATE", "TIME")


def _is_hedge(word: "Token") -> bool:
    return word.lower_ in HEDGED | {"at", "least", "about", "some", "approximately", "apparently", "more", "than"}


def person_at(reading: Reading, word: "Token") -> Actor | None:
    """The named person whom a word names, if any."""
    record = reading.actor_record(span_of(word))
    if record and record.type is ActorKind.PERSON and record.name[:1].isupper():
        return record
    return None


def name_of(reading: Reading, head: "Token") -> str:
    """What a target is called: a person by name; a house, an office with its owner; else the phrase."""
    person = person_at(reading, head)
    if person:
        return person.name
    phrase = phrase_of(head, reading.document.text)
    of = next((c for c in head.children if c.lower_ == "of" and c.dep_ == "prep"), None)
    owner = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if owner is None or lemma_of(head) not in owned_words():
        return phrase
    end = owner
    further = next((c for c in owner.children if c.lower_ == "of" and c.dep_ == "prep"), None)
    if further is not None and lemma_of(owner) not in owned_words():
        end = next((c for c in further.children if c.dep_ == "pobj"), owner)
    if end.i - head.i > _LONGEST:
        return phrase
    return tidy(f"{phrase} {reading.document.text[of.idx : end.idx + len(end.text)]}") if of is not None else phrase
