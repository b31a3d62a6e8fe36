"""What the first layers found in one report: all that its records are built from."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.codes import TimexType
from dragoman.layers.communiques import Communique
from dragoman.layers.coreference import actor_at
from dragoman.layers.when import when_of
from dragoman.model.annotations import ActorLayer, Attribution, Published, Timex, Toponym
from dragoman.model.document import Document, Span
from dragoman.model.records import Actor, ActorRef, Asserted, Place, PlaceRef, When
from dragoman.parse import Parse, span_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.encoder.tagger import Labels

__all__ = ["Reading", "gap_between", "sentence_of", "tidy"]

_PRONOUNS = frozenset("he she it they we i you who which that this one him her them us our their his its".split())
_WE = frozenset("we our us".split())
_DATED = (TimexType.DATE, TimexType.TIME)


@dataclass(frozen=True, slots=True)
class Reading:
    """A report, its parse and its annotations. `actor_records` go by the positions of `actors.entities`."""

    document: Document
    parse: Parse
    published: Published
    timexes: tuple[Timex, ...]
    toponyms: tuple[Toponym, ...]
    actors: ActorLayer
    actor_records: tuple[Actor, ...]
    places: tuple[Place, ...]
    attributions: tuple[Attribution, ...]
    communique: Communique | None = None
    labels: "Labels | None" = None  # of the encoder; None where the rules read alone

    def actor_record(self, span: Span | None) -> Actor | None:
        """The actor that the words of a span name; in a communiqué "we" is its issuer."""
        if span is None:
            return None
        issuer = self.communique.issuer if self.communique else None
        if issuer and span.of(self.document.text).lower() in _WE:
            span = issuer
        index = actor_at(self.actors, span)
        return None if index is None else self.actor_records[index]

    def actor_ref(self, span: Span | None) -> ActorRef | None:
        """The same as a reference. Words that name nobody known stand for themselves, pronouns for nobody."""
        if span is None:
            return None
        words = span.of(self.document.text)
        record = self.actor_record(span)
        if record:
            return ActorRef(record.name, words, record.id)
        return None if words.lower() in _PRONOUNS else ActorRef(tidy(words), words)

    def place_refs(self, span: Span) -> tuple[PlaceRef, ...]:
        """The places named within a span, in text order, demonyms and embedded names left out."""
        by_start = {e.span.start: place for place in self.places for e in place.evidence}
        refs = []
        for toponym in self.toponyms:
            if span.contains(toponym.span) and not (toponym.demonym or toponym.embedded or toponym.metonym):
                place = by_start.get(toponym.span.start)
                words = toponym.span.of(self.document.text)
                refs.append(PlaceRef(place.name if place else words, words, place.id if place else None))
        return tuple(refs)

    def timexes_in(self, span: Span) -> tuple[Timex, ...]:
        """The dates and times of day within a span, in text order; "now" and "recently" left out."""
        return tuple(
            timex
            for timex in self.timexes
            if timex.type in _DATED and span.contains(timex.span) and not timex.value.endswith("_REF")
        )

    def when(self, timex: Timex) -> When:
        """A time expression as the date of a record."""
        return when_of(self.document, timex)

    def asserted(self, span: Span) -> Asserted | None:
        """Who says what a span says: the speaker of the narrowest attribution whose content covers it, or None."""
        covering = [a for a in self.attributions if a.speech and any(c.contains(span) for c in a.content)]
        if not covering:
            return None
        nearest = min(covering, key=lambda a: sum(map(len, a.content)))
        speaker = self.actor_ref(nearest.antecedent or nearest.source)
        via = self.actor_ref(nearest.via)
        return Asserted(speaker, via) if speaker or via else None

    def paragraph(self, span: Span) -> Span:
        """The paragraph in which a span begins; the span itself where it stands in none."""
        paragraphs = self.parse.paragraphs
        at = bisect_right(paragraphs, span.start, key=lambda p: p.start) - 1
        return paragraphs[at] if at >= 0 and span.start < paragraphs[at].end else span


def sentence_of(token: "Token") -> Span:
    """The sentence of a token, as offsets."""
    return span_of(token.sent)


def tidy(words: str) -> str:
    """Words on one line, without spaces and commas at the ends.

    >>> tidy(" the ministry\\nof defence,")
    'the ministry of defence'
    """
    return re.sub(r"\s+", " ", words).strip(" ,")


def gap_between(span: Span, other: Span) -> int:
    """The characters between two spans; negative where they overlap."""
    return max(other.start - span.end, span.start - other.end)
