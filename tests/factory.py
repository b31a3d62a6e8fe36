"""Small makers of model objects, so that a test names only what it is about.

Words are given as text and found in the document: `make_statement(document, "He said so.", speaker="He")`.
"""

from datetime import date
from typing import Any

from dragoman.codes import (
    ActorKind,
    CommitmentModality,
    Directness,
    EventType,
    FigureField,
    PlaceKind,
    Precision,
    StatementKind,
    TargetKind,
)
from dragoman.model.annotations import Interval, Published
from dragoman.model.document import Document, Evidence, Span
from dragoman.model.records import (
    Actor,
    ActorRef,
    Agreement,
    AnyRecord,
    Coder,
    Commitment,
    Count,
    Event,
    Extraction,
    Figure,
    Incident,
    Meeting,
    Place,
    PlaceRef,
    Statement,
    Target,
    When,
)

TEXT = (
    "The rebel envoy said on Tuesday that his men would leave Port Amity by Friday. "
    "The government met the rebels in Lakeside and signed the Lakeside Accord. "
    "A bomb killed at least four people near the market."
)

CODER = Coder("1.0.0", "en_test 1", "0" * 64)


def make_document(text: str = TEXT, **given: Any) -> Document:
    return Document(text=text, **{"title": "Rebels to leave port", "outlet": "Lakeside Wire", **given})


def find_evidence(document: Document, words: str) -> Evidence:
    start = document.text.index(words)
    return document.evidence(Span(start, start + len(words)))


def make_when(words: str, earliest: str | None, latest: str | None = None) -> When:
    return When(words, earliest, earliest, latest or earliest, Precision.DAY)


def make_actor(document: Document, words: str = "rebel envoy", **given: Any) -> Actor:
    fields = {"name": words, "type": ActorKind.PERSON, **given}
    return Actor(evidence=(find_evidence(document, words),), **fields)


def make_place(document: Document, words: str = "Port Amity", **given: Any) -> Place:
    fields = {"name": words, "type": PlaceKind.CITY, **given}
    return Place(evidence=(find_evidence(document, words),), **fields)


def make_statement(
    document: Document,
    words: str | None = None,
    *,
    cue: str = "said",
    speaker: str | ActorRef | None = None,
    **given: Any,
) -> Statement:
    """By default the first sentence that has the cue; `content` is what follows it."""
    main = find_evidence(document, words or next(s for s in document.text.split(". ") if cue in s))
    start = main.span.start + main.text.index(cue)
    end = start + len(cue)
    content = document.evidence(Span(min(end + 1, main.span.end), main.span.end))
    fields = {"type": StatementKind.CLAIM, "directness": Directness.INDIRECT, "gist": content.text, **given}
    return Statement(
        evidence=(main,),
        cue=document.evidence(Span(start, end)),
        content=(content,),
        speaker=ActorRef(speaker, speaker) if isinstance(speaker, str) else speaker,
        **fields,
    )


def make_meeting(document: Document, words: str = "The government met the rebels in Lakeside", **given: Any) -> Meeting:
    fields = {
        "parties": (ActorRef("government", "The government"), ActorRef("rebels", "the rebels")),
        "city": PlaceRef("Lakeside", "Lakeside"),
        **given,
    }
    return Meeting(evidence=(find_evidence(document, words),), **fields)


def make_event(document: Document, words: str = "The government met the rebels", **given: Any) -> Event:
    fields = {"type": EventType.CONSULT, "actors": (ActorRef("government", "The government"),), **given}
    return Event(evidence=(find_evidence(document, words),), **fields)


def make_incident(document: Document, words: str = "A bomb killed at least four people", **given: Any) -> Incident:
    main = find_evidence(document, words)
    killed = Count(4, None, words="at least four")
    fields = {
        "type": "bombing",
        "figures": (Figure(field=FigureField.KILLED, count=killed, evidence=(main,)),),
        "killed": killed,
        "target": "people",
        "targets": (Target(words="people", kind=TargetKind.PEOPLE, count=killed, evidence=(main,)),),
        **given,
    }
    return Incident(evidence=(main,), **fields)


def make_agreement(document: Document, words: str = "Lakeside Accord", **given: Any) -> Agreement:
    return Agreement(evidence=(find_evidence(document, words),), **{"name": words, **given})


def make_commitment(
    document: Document, words: str = "his men would leave Port Amity by Friday", **given: Any
) -> Commitment:
    fields = {"type": CommitmentModality.PROMISE, "action": "leave Port Amity", **given}
    return Commitment(evidence=(find_evidence(document, words),), **fields)


def make_records(document: Document) -> tuple[AnyRecord, ...]:
    """One of every kind, over the text above."""
    return (
        make_actor(document),
        make_place(document),
        make_meeting(document),
        make_statement(document),
        make_event(document),
        make_incident(document),
        make_agreement(document),
        make_commitment(document),
    )


def make_published(earliest: str | None = "2024-03-12", latest: str | None = None) -> Published:
    first = date.fromisoformat(earliest) if earliest else None
    last = date.fromisoformat(latest) if latest else first
    return Published(Interval(first, last), basis="given" if first else "none")


def make_extraction(document: Document, *records: AnyRecord, coder: Coder = CODER, **given: Any) -> Extraction:
    """The reading of a document that yields these records, published on 12 March 2024 unless it is said otherwise."""
    kinds = {name: tuple(r for r in records if f"{r.kind}s" == name) for name in _KINDS}
    return Extraction(
        document=document, coder=coder, **{"language": "en", "published": make_published(), **kinds, **given}
    )


_KINDS = ("actors", "places", "meetings", "statements", "events", "incidents", "agreements", "commitments")
