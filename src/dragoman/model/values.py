"""What the fields of records hold: actors, places, dates and counts as a report words them, figures and targets."""

from dataclasses import dataclass

from dragoman.codes import Damage, FigureField, PerpetratorStatus, Precision, TargetKind, TargetStatus
from dragoman.model.document import Evidence

__all__ = ["ActorRef", "Asserted", "Count", "Figure", "PlaceRef", "Responsibility", "Target", "When"]


@dataclass(frozen=True, slots=True)
class ActorRef:
    """An actor as a record names it: its name in the report, the words at this point, and the `Actor` record's id."""

    name: str
    words: str
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """A place as a record names it: its name, the words at this point, and the `Place` record's id."""

    name: str
    words: str
    place: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A date as an interval of ISO days, both included, with the words it came from.

    `earliest` and `latest` are None where the calendar day cannot be known; `value` is the TIMEX3 value, which may
    still say something ("XXXX-10-17", "XXXX-WXX-5").
    """

    words: str
    value: str | None = None
    earliest: str | None = None
    latest: str | None = None
    precision: Precision | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many, as the words say it: bounds are inclusive, None = open ("at least 46" is 46 to None)."""

    min: int | None
    max: int | None
    approx: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Asserted:
    """Who asserts what a record says, and who relays it; a record without one is in the outlet's own voice."""

    speaker: ActorRef | None
    via: ActorRef | None = None
    statement: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One account of one number: what it counts, how many, of whom, on whose word and when."""

    field: FigureField
    count: Count
    whom: str | None = None
    speaker: ActorRef | None = None
    when: When | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """One account of who did it: whom an act is laid to, on what footing and on whose word (None: the outlet's own)."""

    who: ActorRef
    status: PerpetratorStatus
    speaker: ActorRef | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Whom or what an act of violence struck, or was to strike, as the words for them tell.

    `actor` is a person or body with a name, or whom the report knows as an actor; things may have a name alone.
    """

    words: str
    kind: TargetKind
    name: str | None = None
    actor: ActorRef | None = None
    count: Count | None = None
    status: TargetStatus | None = None
    nationality: str | None = None
    occupation: str | None = None
    damage: Damage | None = None
    evidence: tuple[Evidence, ...] = ()
