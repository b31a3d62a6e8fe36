"""Texts that speak for themselves: releases and communiqués in which "we" is whoever issues them.

No reporting verb stands in "We call for an open road", so attribution finds nothing; yet it is the issuer's
demand, on the record. A text counts as a communiqué when "we" is the subject of its own sentences, outside quotation
marks, and does with words what communiqués do: condemn, call on, declare, pledge.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dragoman.layers.attribution.quotations import find_quotations
from dragoman.layers.modality import is_negated
from dragoman.lexicon import read_patterns
from dragoman.model.annotations import Attribution
from dragoman.model.document import Span
from dragoman.parse import Parse, span_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Communique", "read_communique"]

# An opinion piece says "we" too, but not in every sixth sentence, and it does not declare or condemn in one.
SHARE = 1 / 6
LEAST = 2
HEADER = 3  # paragraphs at the top in which a communiqué names its issuer


@dataclass(frozen=True, slots=True)
class Communique:
    """The words that name the issuer, where there are any, and what "we" declare, in text order."""

    issuer: Span | None
    declarations: tuple[Attribution, ...]


def read_communique(parse: Parse) -> Communique | None:
    """The text as a communiqué, or None where it speaks about others."""
    quoted = [quotation.span for quotation in find_quotations(parse.text, parse.paragraphs)]
    roots = [sentence.root for sentence in parse.doc.sents]
    subjects = [(root, _subject(root)) for root in roots]
    own = [
        (root, subject)
        for root, subject in subjects
        if subject is not None and subject.lower_ == "we" and not _is_quoted(subject, quoted)
    ]
    if len(own) < max(LEAST, SHARE * len(roots)) or not any(root.lemma_ in _performatives() for root, _ in own):
        return None
    declarations = tuple(found for root, subject in own if (found := _declaration(root, subject)))
    return Communique(_issuer(parse, subjects), declarations)


def _subject(root: "Token") -> "Token | None":
    return next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass")), None)


def _is_quoted(token: "Token", quoted: Sequence[Span]) -> bool:
    return any(span.start <= token.idx < span.end for span in quoted)


def _declaration(root: "Token", subject: "Token") -> Attribution | None:
    """ "We | call | for an open road": source, cue, content."""
    if root.pos_ not in ("VERB", "AUX"):
        return None
    helpers = [c for c in root.children if c.dep_ in ("aux", "auxpass", "neg") and subject.i < c.i < root.i]
    first = min((c.i for c in helpers), default=root.i)
    cue = root.doc[first : root.i + 1]
    rest = [t for t in root.sent if t.i > root.i and not t.is_space]
    while rest and rest[-1].text in ".;:":
        rest.pop()
    if not rest:
        return None
    content = Span(rest[0].idx, rest[-1].idx + len(rest[-1]))
    return Attribution(
        cue=span_of(cue), head=span_of(root), content=(content,), source=span_of(subject), negated=is_negated(root)
    )


def _issuer(parse: Parse, subjects: "Sequence[tuple[Token, Token | None]]") -> Span | None:
    """Who "we" is: the subject of a declaration in the third person near the top, else the heading or the signature."""
    for root, subject in subjects[:4]:
        if subject is not None and subject.pos_ in ("PROPN", "NOUN") and root.lemma_ in _performatives():
            words = parse.doc[subject.left_edge.i : subject.i + 1]
            return span_of(words)
    for paragraph in (*parse.paragraphs[:HEADER], *parse.paragraphs[-1:]):
        tokens = parse.tokens(paragraph)
        if (
            len(tokens)
            and not any(t.pos_ in ("VERB", "AUX") for t in tokens)
            and any(t.pos_ == "PROPN" for t in tokens)
        ):
            return paragraph
    return None


@cache
def _performatives() -> frozenset[str]:
    return frozenset(lemma for entry in read_patterns("communiques")["performative"] for lemma in entry["lemmas"])
