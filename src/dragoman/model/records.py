"""The record: what an analyst would keep of a report, each entry with the words it rests on.

All records are frozen; a correction is a new record. A field that the text leaves open is None or empty. Names of
actors inside a record are `ActorRef`s: the name the report's actor goes by, the words that stand at this point, and
the id of the `Actor` record. `docs/record.md` explains every field.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, ClassVar, TypeVar

from dragoman.codes import (
    QUADS,
    ActorKind,
    AgreementKind,
    Bearing,
    By,
    CommitmentModality,
    CommitmentStatus,
    Context,
    Directness,
    EventMode,
    EventType,
    FoundBy,
    Genre,
    Kind,
    LinkKind,
    Medium,
    MeetingStatus,
    Modality,
    PerpetratorStatus,
    PlaceKind,
    PlacePrecision,
    QuadClass,
    Sector,
    Stage,
    StatementKind,
    Verdict,
)
from dragoman.model.annotations import Attribution, Published, RejectedName, SentenceLabel, Timex, Toponym
from dragoman.model.document import Document, Evidence, content_id
from dragoman.model.values import ActorRef, Asserted, Count, Figure, PlaceRef, Responsibility, Target, When

__all__ = [
    "RECORD_TYPES",
    "Actor",
    "ActorRef",
    "Agreement",
    "AnyRecord",
    "Asserted",
    "Attestation",
    "Coder",
    "Commitment",
    "Count",
    "Decision",
    "Event",
    "Extraction",
    "Figure",
    "Incident",
    "Link",
    "Meeting",
    "Place",
    "PlaceRef",
    "Process",
    "Record",
    "Responsibility",
    "Statement",
    "Target",
    "When",
    "one_a_span",
]

R = TypeVar("R", bound="Record")


# --- records -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What all records share. The first evidence is the main one: with the kind, it makes the id."""

    kind: ClassVar[Kind]
    evidence: tuple[Evidence, ...]
    confidence: float = 1.0
    by: By = By.MACHINE
    found_by: FoundBy = FoundBy.RULES
    modality: Modality = Modality.ASSERTED
    negated: bool = False
    attribution: Asserted | None = None

    @property
    def id(self) -> str:
        """Hash of document, kind and main span; never of values, so that a better coder version keeps it."""
        main = self.evidence[0]
        return _record_id(self.kind, main.document, main.span.start, main.span.end)


@lru_cache(maxsize=4096)  # every reference to an actor or a place asks for it
def _record_id(kind: Kind, document: str, start: int, end: int) -> str:
    return content_id(kind, document, str(start), str(end))


def one_a_span(records: Iterable[R]) -> tuple[R, ...]:
    """The records of one kind in text order, of those with one main span, and so one id, the surest."""
    kept: dict[str, R] = {}
    for record in records:
        held = kept.get(record.id)
        if held is None or record.confidence > held.confidence:
            kept[record.id] = record
    return tuple(sorted(kept.values(), key=lambda r: (r.evidence[0].span, r.id)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Record):
    """A person, organisation, country or group that speaks, acts or is acted on."""

    kind: ClassVar[Kind] = Kind.ACTOR
    name: str
    type: ActorKind
    aliases: tuple[str, ...] = ()
    role: str | None = None
    affiliation: str | None = None
    country: str | None = None
    sector: Sector | None = None
    wikidata: str | None = None
    acts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Record):
    """A place named in the report. `setting`: something happened or will happen there."""

    kind: ClassVar[Kind] = Kind.PLACE
    name: str
    type: PlaceKind
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    precision: PlacePrecision | None = None
    setting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """Talks, a visit or a round of negotiations, once for all its mentions in the report."""

    kind: ClassVar[Kind] = Kind.MEETING
    parties: tuple[ActorRef, ...] = ()
    participants: tuple[ActorRef, ...] = ()
    absent: tuple[ActorRef, ...] = ()
    mediators: tuple[ActorRef, ...] = ()
    hosts: tuple[ActorRef, ...] = ()
    venue: str | None = None
    city: PlaceRef | None = None
    country: str | None = None
    date: When | None = None
    round: str | None = None
    agenda: tuple[str, ...] = ()
    not_about: tuple[str, ...] = ()
    status: MeetingStatus = MeetingStatus.HELD


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Record):
    """Who said what: one cue, its speaker, and the content in the report's words."""

    kind: ClassVar[Kind] = Kind.STATEMENT
    type: StatementKind
    cue: Evidence
    content: tuple[Evidence, ...]
    gist: str
    directness: Directness
    speaker: ActorRef | None = None
    source: Evidence | None = None
    role: str | None = None
    organisation: str | None = None
    addressee: str | None = None
    medium: Medium | None = None
    date: When | None = None
    via: ActorRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """A political event in PLOVER terms."""

    kind: ClassVar[Kind] = Kind.EVENT
    type: EventType
    mode: EventMode | None = None
    context: tuple[Context, ...] = ()
    actors: tuple[ActorRef, ...] = ()
    recipients: tuple[ActorRef, ...] = ()
    date: When | None = None
    place: PlaceRef | None = None

    @property
    def quad(self) -> QuadClass:
        """The PLOVER quad class of the type."""
        return QUADS[self.type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Record):
    """An act of violence, with every figure that the report gives, each on its own speaker's word.

    `target` holds the words of `targets`, joined. What was foiled or only threatened is not asserted but planned.
    """

    kind: ClassVar[Kind] = Kind.INCIDENT
    type: str
    perpetrator: ActorRef | None = None
    perpetrator_status: PerpetratorStatus | None = None
    target: str | None = None
    weapon: str | None = None
    date: When | None = None
    place: PlaceRef | None = None
    figures: tuple[Figure, ...] = ()
    killed: Count | None = None
    wounded: Count | None = None
    attackers_killed: Count | None = None
    superlative: str | None = None
    perpetrators: tuple[ActorRef, ...] = ()
    recalled: bool = False
    responsibility: tuple[Responsibility, ...] = ()
    stage: Stage = Stage.CARRIED_OUT
    targets: tuple[Target, ...] = ()
    site: str | None = None
    within: tuple[PlaceRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Record):
    """An accord, truce, plan or resolution that the report relies on."""

    kind: ClassVar[Kind] = Kind.AGREEMENT
    name: str
    aliases: tuple[str, ...] = ()
    parties: tuple[ActorRef, ...] = ()
    mediators: tuple[ActorRef, ...] = ()
    signed: When | None = None
    place: PlaceRef | None = None
    type: AgreementKind = AgreementKind.OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Record):
    """Who must, will or will not do what, by when, on what condition, and what the report says became of it."""

    kind: ClassVar[Kind] = Kind.COMMITMENT
    type: CommitmentModality
    action: str
    obligor: ActorRef | None = None
    beneficiary: ActorRef | None = None
    deadline: When | None = None
    condition: str | None = None
    agreement: str | None = None
    topic: str | None = None
    status: CommitmentStatus = CommitmentStatus.NONE


AnyRecord = Actor | Place | Meeting | Statement | Event | Incident | Agreement | Commitment

RECORD_TYPES: dict[Kind, type[AnyRecord]] = {
    Kind.ACTOR: Actor,
    Kind.PLACE: Place,
    Kind.MEETING: Meeting,
    Kind.STATEMENT: Statement,
    Kind.EVENT: Event,
    Kind.INCIDENT: Incident,
    Kind.AGREEMENT: Agreement,
    Kind.COMMITMENT: Commitment,
}


# --- what one reading yields, and what the store keeps of it --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Coder:
    """What read a report: Dragoman's version, the parser model and the hash of its weights, and the encoder's.

    `encoder` is the SHA-256 of its weights and `runtime` what ran them; None where the rules read alone. `own` is the
    hash of the user's own actors and places; None where there were none.
    """

    version: str
    model: str
    weights: str
    encoder: str | None = None
    runtime: str | None = None
    own: str | None = None

    def __str__(self) -> str:
        learned = f"encoder {self.encoder[:8]} {self.runtime}" if self.encoder else "rules only"
        own = f" own lexicons {self.own[:8]}" if self.own else ""
        return f"dragoman {self.version} {self.model} {self.weights[:8]} {learned}{own}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that one reading of one document yields.

    `unread` says why a document was kept but not read ("language: fr", "longer than 300,000 characters"); then the
    layers are empty. The annotations (`timexes`, `toponyms`, `attributions`, `sentences`) are what the records were
    built from; `sentences` is empty where the rules read alone. `rejected_names`: no places, though some place is
    called so.
    """

    document: Document
    coder: Coder
    language: str
    published: Published
    unread: str | None = None
    genre: Genre | None = None
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    incidents: tuple[Incident, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    timexes: tuple[Timex, ...] = ()
    toponyms: tuple[Toponym, ...] = ()
    rejected_names: tuple[RejectedName, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    sentences: tuple[SentenceLabel, ...] = ()

    @property
    def records(self) -> tuple[AnyRecord, ...]:
        """All records, kind by kind."""
        return (
            *self.actors,
            *self.places,
            *self.meetings,
            *self.statements,
            *self.events,
            *self.incidents,
            *self.agreements,
            *self.commitments,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Attestation:
    """One value of one field of one record, as one reading found it. Never changed: a later reading supersedes it.

    `value` is plain JSON data; `words` are those of the text, where the value was read off words of its own.
    """

    record: str
    field: str
    value: Any
    words: str | None
    evidence: tuple[Evidence, ...]
    asserted_by: str | None
    recorded_at: datetime
    coder: str
    superseded_by: int | None = None


# --- the desk ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A tie between two records or documents, which can be withdrawn; the records stay as they are."""

    kind: LinkKind
    left: str
    right: str
    score: float
    reasons: tuple[str, ...]
    by: str
    made: datetime
    withdrawn: datetime | None = None
    bearing: Bearing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """What a desk follows: the parties, who mediates, the accords, where, and on whose word."""

    name: str
    parties: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    accords: tuple[str, ...] = ()
    territory: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    scope: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided of an entry, record, field or link; append-only, each chained to the one before."""

    target: str
    verdict: Verdict
    by: str
    made: datetime
    field: str | None = None
    value: Any = None
    note: str = ""
    previous: str = ""
