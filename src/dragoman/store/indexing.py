"""What a record is found by: the names in it, its words, its own date."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from dragoman.model.document import Evidence
from dragoman.model.records import (
    Actor,
    ActorRef,
    Agreement,
    AnyRecord,
    Commitment,
    Event,
    Incident,
    Meeting,
    Place,
    PlaceRef,
    Statement,
    When,
)

__all__ = ["Name", "leaves", "names", "own_date", "words"]

Name = tuple[str, str]  # ("actor" or "place", the name)


def own_date(record: AnyRecord) -> When | None:
    """When what the record tells took place (or is due), where the record says so in days."""
    match record:
        case Statement() | Meeting() | Event() | Incident():
            when = record.date
        case Agreement():
            when = record.signed
        case Commitment():
            when = record.deadline
        case Actor() | Place():
            when = None
    return when if when and (when.earliest or when.latest) else None


def names(record: AnyRecord, others: Mapping[str, AnyRecord]) -> set[Name]:
    """Every actor and place that a record names, with what else they are called in the report.

    `others` are the records of the report by id: an actor that a record refers to brings its aliases and its
    affiliation, so that a movement is found in what its spokesmen say.
    """
    found = set(_own_names(record))
    for ref in leaves(record):
        if isinstance(ref, ActorRef):
            found.add(("actor", ref.name))
            found.update(_own_names(others.get(ref.actor or "")))
        elif isinstance(ref, PlaceRef):
            found.add(("place", ref.name))
            found.update(_own_names(others.get(ref.place or "")))
    return {(sort, name) for sort, name in found if name.strip()}


def _own_names(record: AnyRecord | None) -> Iterator[Name]:
    match record:
        case Actor():
            for name in (record.name, *record.aliases, record.affiliation):
                if name:
                    yield "actor", name
        case Place():
            for name in (record.name, record.country, record.admin1):
                if name:
                    yield "place", name
        case Statement(organisation=str(name)):
            yield "actor", name
        case Meeting():
            for name in (record.venue, record.country):
                if name:
                    yield "place", name


def words(record: AnyRecord) -> str:
    """The record's words on lines of their own, those left out that stand in a line before; codes are no words."""
    lines: list[str] = []
    for leaf in (*record.evidence, *leaves(record)):
        if isinstance(leaf, Evidence):
            line = leaf.text
        elif isinstance(leaf, ActorRef | PlaceRef):
            line = leaf.name
        elif isinstance(leaf, str) and not isinstance(leaf, Enum):
            line = leaf
        else:
            continue
        if line and not any(line in earlier for earlier in lines):
            lines.append(line)
    return "\n".join(lines)


# Values that are asked for whole; the dates in a record say no more than its evidence does.
_WHOLE = frozenset({Evidence, ActorRef, PlaceRef, When})

_field_names: dict[type, tuple[str, ...]] = {}


def leaves(value: Any) -> Iterator[Any]:
    """The references, evidence and plain values inside a record, depth first."""
    kind = type(value)
    if kind is tuple:
        for element in value:
            yield from leaves(element)
    elif kind not in _WHOLE and (inner := _fields_of(kind)):
        for name in inner:
            yield from leaves(getattr(value, name))
    elif value is not None:
        yield value


def _fields_of(kind: type) -> tuple[str, ...]:
    """The names of a dataclass's fields, none for any other type; remembered, as this is asked of every value."""
    if kind not in _field_names:
        _field_names[kind] = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
    return _field_names[kind]
