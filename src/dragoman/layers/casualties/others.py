"""Those an incident harms without killing or wounding them: abducted, missing, displaced, arrested, released.

Only numbers that stand in the words count, and only where grammar ties them to the verb: here a wrong number costs more
than a missing one.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from dragoman.codes import FigureField, Modality
from dragoman.layers.casualties.layer import Toll
from dragoman.layers.casualties.sentence import Sentence
from dragoman.layers.casualties.words import MEASURED, lemma_of
from dragoman.layers.grammar import object_of, prepositional, subject_of
from dragoman.layers.modality import modality_of
from dragoman.lexicon import read_patterns
from dragoman.model.document import Span
from dragoman.model.records import Count
from dragoman.parse import span_of

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

__all__ = ["find_other_tolls"]

_HINT = re.compile(
    r"kidnap|abduct|missing|unaccounted|displac|uproot|fle[ed]|arrest|detain|seiz|freed|releas|hostage|captive|homes?\b",
    re.IGNORECASE,
)
_GONE = frozenset({"missing", "unaccounted"})
REACH = 9  # words on either side of a verb in which the word that it needs is sought
_LONGEST = 250  # words of a sentence that are read
DENSEST = 12  # such words in a sentence; what has more is litter


def find_other_tolls(sentence: "SpacySpan", text: str) -> list[Toll]:
    """The figures of a sentence that count neither dead nor wounded; what is denied, planned or feared is left out."""
    if not _HINT.search(sentence.text):
        return []
    read = Sentence(sentence[:_LONGEST], text)
    if not read.quantities:
        return []
    words = [t for t in read.tokens if lemma_of(t) in _verbs() or t.lower_ in _GONE][:DENSEST]
    return [toll for word in words if _is_meant(read, word) for toll in _tolls(read, word)]


def _is_meant(read: Sentence, word: "Token") -> bool:
    """Whether a verb of many senses has the word beside it that it needs: "took 15 workers hostage"."""
    needs = _verbs().get(lemma_of(word), (None, "", frozenset()))[2]
    at = word.i - read.offset
    return not needs or not needs.isdisjoint(read.words[max(0, at - REACH) : at + REACH + 1])


def _tolls(read: Sentence, word: "Token") -> Iterator[Toll]:
    field, side, _ = _verbs().get(lemma_of(word), (FigureField.MISSING, "subject", None))
    if field is FigureField.MISSING:
        heads = [word.head] if word.dep_ == "amod" else [subject_of(word.head), subject_of(word)]
    elif word.pos_ != "VERB":
        return
    else:
        heads = [object_of(word) if side == "object" else subject_of(word)]
    modality, negated = modality_of(word)
    if negated or modality is not Modality.ASSERTED:
        return
    at = word.i - read.offset
    bare = next((q for q in read.quantities if q.end == at and q.exact and q.count.min), None)
    if field is not FigureField.MISSING and side == "object" and bare and word.tag_ in ("VBN", "VBD"):
        heads = [read.tokens[bare.end - 1]]  # "13 killed in raid, 20 abducted"
    head = next((h for h in heads if h is not None), None)
    if head is None or head.ent_type_ in ("DATE", "TIME"):
        return
    if lemma_of(head) in MEASURED:  # "a total of 276 pupils"
        head = next(prepositional(head, "of"), head)
    compounds = {head.i, *(c.i for c in head.children if c.dep_ == "compound")}  # "took 15 workers hostage"
    for q in read.quantities:
        first, last = read.tokens[q.start], read.tokens[q.end - 1]
        noun = read.noun_of(q)
        counts = (noun is not None and noun + read.offset in compounds) or first.i <= head.i <= last.i
        if not counts or not q.count.min or (q.count.max == 1 and not q.exact):
            continue
        count = Count(q.count.min, q.count.max, q.count.approx, text_of(read, first, last))
        span = Span(first.idx, last.idx + len(last.text)).cover(span_of(word))
        whom = text_of(read, read.tokens[q.end], head) if head.i > last.i else None
        yield Toll(field, count, span, word.i, whom)
        return


def text_of(read: Sentence, first: "Token", last: "Token") -> str:
    """The words from one token to another, as they stand in the text."""
    return read.text[first.idx : last.idx + len(last.text)][:80]


@cache
def _verbs() -> dict[str, tuple[FigureField, str, frozenset[str]]]:
    return {
        lemma: (FigureField(entry["field"]), entry["side"], frozenset(entry.get("with", ())))
        for entry in read_patterns("casualties")["other"]
        for lemma in entry["lemmas"]
    }
