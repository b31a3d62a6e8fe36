"""What the layers mark in a text: offsets and values, no spaCy objects, no cross-references but spans."""

from dataclasses import dataclass
from datetime import date

from dragoman.codes import (
    ActorKind,
    Directness,
    FoundBy,
    Modality,
    NoMatch,
    NoPlace,
    PlaceKind,
    PlacePrecision,
    Precision,
    Sector,
    TimexType,
)
from dragoman.model.document import Span

__all__ = [
    "ActorEntity",
    "ActorLayer",
    "ActorMention",
    "Attribution",
    "Interval",
    "LabelledParty",
    "Place",
    "Published",
    "RejectedName",
    "SentenceLabel",
    "Timex",
    "Toponym",
]


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `earliest` to `latest`, both included; None = open on that side."""

    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class Timex:
    """A TimeML time expression.

    `value` is the TIMEX3 value ("2021-10-08", "P2W", "PRESENT_REF", "XXXX-10-17" where the year is not known).
    `interval` holds the days it covers: of a duration, those from and to which it runs, where the text tells one of
    them ("within 135 days of the signing"); None for sets and whatever cannot be placed on the calendar. `readings`
    are the days under each reading where the words have more than one: "3/5/2020"; "within 14 months", which end on
    the same day of the month or with the month.
    """

    span: Span
    type: TimexType
    value: str
    interval: Interval | None = None
    precision: Precision | None = None
    mod: str | None = None
    readings: tuple[Interval, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """When a report was written: a given day, or what its dateline or its text lets one conclude.

    `weekdays` are the possible days of the week (Monday 0), where the text narrows them. `basis` is "given",
    "dateline", "text" or "none"; `reasons` are one line each, with the span of the words where there are any.
    """

    interval: Interval
    weekdays: tuple[int, ...] = ()
    basis: str = "none"
    reasons: tuple[tuple[str, Span | None], ...] = ()
    confidence: float = 0.0

    @property
    def day(self) -> date | None:
        """The day, where it is fixed."""
        return self.interval.earliest if self.interval.earliest == self.interval.latest else None


@dataclass(frozen=True, slots=True)
class Place:
    """A located place. `country` is ISO 3166-1 alpha-3, `geonames` the GeoNames id; coordinates in degrees."""

    name: str
    kind: PlaceKind
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonames: int | None
    precision: PlacePrecision


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name in the text and the place it stands for; `place` is None where none is good: `no_match` says why.

    `score`: how likely the words are a place name here and, with a place, this one: of names with a score of 0.9,
    nine in ten. It was fitted on ordinary reports of our own.
    `demonym`: "Turkish", "Israelis". `metonym`: the name stands for a government or an institution ("Washington
    said"). `embedded`: part of a longer name ("Aleppo University"). `setting`: something happened or will happen there.
    """

    span: Span
    place: Place | None
    score: float
    demonym: bool = False
    metonym: bool = False
    embedded: bool = False
    setting: bool = False
    no_match: NoMatch | None = None


@dataclass(frozen=True, slots=True)
class RejectedName:
    """Words that some place bears and that are no place name here; `score`: how likely they are one all the same."""

    span: Span
    reason: NoPlace
    score: float


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Words that stand for an actor, and which of the report's actors that is.

    `actor` is the position in the tuple of actors that `find_actors` returns, or None where the words are understood
    to name somebody who cannot be told ("a witness" stays its own actor; an unresolved "they" is None).
    `span` covers the whole phrase ("Taliban spokesman Suhail Shaheen"), `name` the name or head noun in it.
    """

    span: Span
    name: Span
    form: str  # "name", "description" or "pronoun"
    actor: int | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution relation, as PolNeAR defines it: source, cue, content.

    `content` holds one span per quoted or reported part, in text order. `source` is None in "it was reported that".
    `head` is the word of the cue that carries its meaning. `negated`: "did not say". `via` is the span of a relaying
    source ("X, quoted by the agency Y"). `speech`: the cue tells of saying or writing, not of an attitude ("hopes to").
    `antecedent`: what the source stands for, where it is a relative pronoun ("the envoy, who said"). `found_by`: which
    reader marks the cue.
    """

    cue: Span
    head: Span
    content: tuple[Span, ...]
    source: Span | None = None
    directness: Directness = Directness.INDIRECT
    negated: bool = False
    modality: Modality = Modality.ASSERTED
    via: Span | None = None
    speech: bool = True
    confidence: float = 1.0
    antecedent: Span | None = None
    found_by: FoundBy = FoundBy.RULES


@dataclass(frozen=True, slots=True)
class LabelledParty:
    """Words that the encoder takes for a party to what a sentence tells: source, target, or reciprocal (both)."""

    span: Span
    role: str
    confidence: float


@dataclass(frozen=True, slots=True)
class SentenceLabel:
    """What the encoder makes of a sentence as a whole.

    `quad`: CAMEO's class (0 a statement or no event, 1 verbal cooperation, 2 material cooperation, 3 verbal conflict,
    4 material conflict), which parts some types otherwise than PLOVER 2.0.
    """

    span: Span
    quad: int
    confidence: float
    parties: tuple[LabelledParty, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorEntity:
    """One of a report's actors, with all its mentions. `country` is ISO 3166-1 alpha-3."""

    name: str
    kind: ActorKind
    mentions: tuple[Span, ...]
    aliases: tuple[str, ...] = ()
    role: str | None = None
    affiliation: str | None = None
    country: str | None = None
    sector: Sector | None = None
    acts: bool = True  # speaks, acts or is acted on, as against a name in passing
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class ActorLayer:
    """The actors of a report and every mention of them, in text order."""

    entities: tuple[ActorEntity, ...]
    mentions: tuple[ActorMention, ...]
