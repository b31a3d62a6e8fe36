"""What the first layers found in one report: all that its records are built from."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from dragoman.codes import ActorKind, TimexType
from dragoman.countries import country_of_capital
from dragoman.layers.actors.coreference import actor_at
from dragoman.layers.communiques import Communique
from dragoman.layers.covering import Covering
from dragoman.layers.when import when_of
from dragoman.model.annotations import ActorLayer, Attribution, Published, Timex, Toponym
from dragoman.model.document import Document, Span
from dragoman.model.records import Actor, ActorRef, Asserted, Place, PlaceRef, When
from dragoman.parse import Parse

if TYPE_CHECKING:
    from dragoman.encoder.tagger import Labels

__all__ = ["Reading", "gap_between", "tidy"]

_SHORT_NAME = re.compile(r"[Tt]he [A-Z][a-z]{4,}")  # of a body: "the Observatory"
_PRONOUNS = frozenset("he she it they we i you who which that this one him her them us our their his its".split())
_WE = frozenset("we our us".split())
_DATED = (TimexType.DATE, TimexType.TIME)


@dataclass(frozen=True, eq=False)
class Reading:
    """A report, its parse and its annotations. `actor_records` go by the positions of `actors.entities`.

    Each is equal to itself alone, so that what the layers find out about one can be remembered by it.
    """

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
        index = actor_at(self.actors, span, lambda: self._head_of(span))
        return self._called(span.of(self.document.text)) if index is None else self.actor_records[index]

    def _head_of(self, span: Span) -> int:
        """The offset of the head word of a phrase; -1 in a list, whose head the parser finds now first, now last."""
        tokens = self.parse.tokens(span)
        head: int = tokens.root.i
        return -1 if any(t.dep_ == "cc" and t.i < head for t in tokens) else int(tokens.root.idx)

    def _called(self, words: str) -> Actor | None:
        """Whom words that no mention covers name all the same: "the Observatory", a capital that acts."""
        if capital := country_of_capital(words):
            return next((r for r in self.actor_records if r.type is ActorKind.COUNTRY and r.country == capital), None)
        if not _SHORT_NAME.fullmatch(words):
            return None
        inside = re.compile(rf"\b{re.escape(words[4:])}\b")
        found = [r for r in self.actor_records if r.type is ActorKind.ORGANISATION and inside.search(r.name)]
        return found[0] if len(found) == 1 and found[0].name.count(" ") else None

    def actor_ref(self, span: Span | None) -> ActorRef | None:
        """The same as a reference. Words that name nobody known stand for themselves, pronouns for nobody."""
        if span is None:
            return None
        words = span.of(self.document.text)
        if words.lower().startswith("no "):
            return ActorRef(tidy(words), words)  # "No group claimed it": nobody did
        record = self.actor_record(span)
        if record:
            return ActorRef(record.name, words, record.id)
        return None if words.lower() in _PRONOUNS else ActorRef(tidy(words), words)

    def record_of(self, ref: ActorRef) -> Actor | None:
        """The record of the actor that a reference points to."""
        return self._by_id.get(ref.actor) if ref.actor else None

    @cached_property
    def _by_id(self) -> Mapping[str, Actor]:
        return {record.id: record for record in reversed(self.actor_records)}

    def place_refs(self, span: Span) -> tuple[PlaceRef, ...]:
        """The places named within a span, in text order, demonyms and embedded names left out."""
        refs = []
        for toponym in _within(span, self._naming):
            place = self._place_at.get(toponym.span.start)
            words = toponym.span.of(self.document.text)
            refs.append(PlaceRef(place.name if place else words, words, place.id if place else None))
        return tuple(refs)

    @cached_property
    def _naming(self) -> tuple[Toponym, ...]:
        return tuple(t for t in self.toponyms if not (t.demonym or t.embedded or t.metonym))

    @cached_property
    def _place_at(self) -> Mapping[int, Place]:
        return {e.span.start: place for place in self.places for e in place.evidence}

    def settings_in(self, span: Span) -> tuple[Toponym, ...]:
        """The names within a span of places where something happens, in text order."""
        return _within(span, self._settings)

    @cached_property
    def _settings(self) -> tuple[Toponym, ...]:
        return tuple(t for t in self.toponyms if t.setting)

    def timexes_in(self, span: Span) -> tuple[Timex, ...]:
        """The dates and times of day within a span, in text order; "now" and "recently" left out."""
        return _within(span, self._dated)

    @cached_property
    def _dated(self) -> tuple[Timex, ...]:
        return tuple(t for t in self.timexes if t.type in _DATED and not t.value.endswith("_REF"))

    def when(self, timex: Timex) -> When:
        """A time expression as the date of a record."""
        return when_of(self.document, timex)

    def asserted(self, span: Span) -> Asserted | None:
        """Who says what a span says: the speaker of the narrowest attribution whose content covers it, or None."""
        covering = [self._told[number] for number in self._telling.holding(span)]
        covering = [a for a in covering if not self._is_of_nobody(a)]
        if not covering:
            return None
        nearest = min(covering, key=lambda a: sum(map(len, a.content)))
        speaker = self.actor_ref(nearest.antecedent or nearest.source)
        via = self.actor_ref(nearest.via)
        return Asserted(speaker, via) if speaker or via else None

    def is_said(self, span: Span) -> bool:
        """Whether a span lies in what somebody is reported to say."""
        return bool(self._telling.holding(span))

    def _is_of_nobody(self, attribution: Attribution) -> bool:
        """ "No group has claimed the bombing that killed two": nobody says so."""
        source = attribution.source
        return source is not None and source.of(self.document.text).lower().startswith(
            ("no ", "nobody", "none ", "no-one")
        )

    @cached_property
    def _told(self) -> tuple[Attribution, ...]:
        """The attribution of each part of what is said or written, in the order of `attributions`."""
        return tuple(a for a in self.attributions if a.speech for _ in a.content)

    @cached_property
    def _telling(self) -> Covering:
        return Covering(part for a in self.attributions if a.speech for part in a.content)

    def paragraph(self, span: Span) -> Span:
        """The paragraph in which a span begins; the span itself where it stands in none."""
        paragraphs = self.parse.paragraphs
        at = bisect_right(paragraphs, span.start, key=lambda p: p.start) - 1
        return paragraphs[at] if at >= 0 and span.start < paragraphs[at].end else span


_Marked = TypeVar("_Marked", Timex, Toponym)


def _within(span: Span, marked: Sequence[_Marked]) -> tuple[_Marked, ...]:
    """Those of annotations in text order that lie within a span."""
    first = bisect_left(marked, span.start, key=lambda m: m.span.start)
    last = bisect_left(marked, span.end, lo=first, key=lambda m: m.span.start)
    return tuple(m for m in marked[first:last] if m.span.end <= span.end)


def tidy(words: str) -> str:
    """Words on one line, without spaces and commas at the ends.

    >>> tidy(" the ministry\\nof defence,")
    'the ministry of defence'
    """
    return re.sub(r"\s+", " ", words).strip(" ,")


def gap_between(span: Span, other: Span) -> int:
    """The characters between two spans; negative where they overlap."""
    return max(other.start - span.end, span.start - other.end)
