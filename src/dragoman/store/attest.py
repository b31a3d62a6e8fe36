"""What a record attests: one value a row, with its words, its evidence and who asserts it."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import Any

import msgspec

from dragoman.codes import CommitmentStatus, Modality, Stage
from dragoman.model.document import Evidence, Span
from dragoman.model.records import ActorRef, AnyRecord, Asserted, Figure, Responsibility, Target

__all__ = ["UNNAMED", "Value", "attested"]

# Who asserts what "was reported" by nobody in particular; None would say: the outlet itself.
UNNAMED = "unnamed"

# How sure the machine is, which reader found a record and whose word it is say nothing about the world; the evidence
# stands in every row.
_NOT_ATTESTED = frozenset({"evidence", "confidence", "by", "found_by"})

# What a record is taken to be where nothing is said of it.
_USUAL = (Modality.ASSERTED, CommitmentStatus.NONE, Stage.CARRIED_OUT)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of one field. `value` is plain JSON data."""

    field: str
    value: Any
    words: str | None
    spans: tuple[Span, ...]
    asserted_by: str | None


def attested(record: AnyRecord) -> Iterator[Value]:
    """The values of a record, field by field, lists element by element; what says nothing is left out."""
    whose = _speaker(record.attribution)
    for field in fields(record):
        if field.name in _NOT_ATTESTED:
            continue
        content = getattr(record, field.name)
        for value in content if isinstance(content, tuple) else (content,):
            if _says_nothing(value):
                continue
            words = _words(value)
            yield Value(
                field.name,
                value.text if isinstance(value, Evidence) else msgspec.to_builtins(value),
                words,
                _spans(value, words, record.evidence),
                _speaker_of_account(value) or whose,
            )


def _says_nothing(value: Any) -> bool:
    return value is None or value is False or value == "" or value in _USUAL


def _words(value: Any) -> str | None:
    if isinstance(value, Evidence):
        return value.text
    if isinstance(value, str):
        return None if isinstance(value, Enum) else value
    if isinstance(value, Figure):
        return value.count.words or None
    if isinstance(value, Responsibility):
        return value.who.words
    if isinstance(value, Asserted):
        return value.speaker.words if value.speaker else None
    return (getattr(value, "words", None) or None) if is_dataclass(value) else None


def _spans(value: Any, words: str | None, evidence: tuple[Evidence, ...]) -> tuple[Span, ...]:
    """The value's own evidence, or the piece of the record's that has its words, or else all of it."""
    if isinstance(value, Evidence):
        return (value.span,)
    if isinstance(value, Figure | Responsibility | Target) and value.evidence:
        return tuple(piece.span for piece in value.evidence)
    if words:
        for piece in evidence:
            if words in piece.text:
                return (piece.span,)
    return tuple(piece.span for piece in evidence)


def _speaker(attribution: Asserted | None) -> str | None:
    if attribution is None:
        return None
    ref: ActorRef | None = attribution.speaker or attribution.via
    return ref.name if ref else UNNAMED


def _speaker_of_account(value: Any) -> str | None:
    return value.speaker.name if isinstance(value, Figure | Responsibility) and value.speaker else None
