"""How a field of a record becomes columns of a table, by its type."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import msgspec

from dragoman.model.document import Evidence
from dragoman.model.records import ActorRef, Asserted, Count, PlaceRef, Responsibility, When

__all__ = ["Cell", "Column", "columns_of", "guard"]

Cell = str | int | float | None

SEPARATOR = "; "
GAP = " […] "  # between parts of one quotation that do not stand together

# Excel, LibreOffice and Google Sheets take a cell that begins so for a formula; the wide forms count in East Asian
# settings (OWASP, CSV injection; ASVS 1.2.10).
_TRIGGERS = tuple("=+-@\t\r\n\0＝＋－＠")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, the field that it shows and how its cell is read off the field's value."""

    name: str
    field: str
    read: Callable[[Any], Cell]


def guard(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would take it for a formula.

    >>> guard("=1+1"), guard("1+1")
    ("'=1+1", '1+1')
    """
    return "'" + text if text.startswith(_TRIGGERS) else text


def columns_of(field: str, hint: Any) -> tuple[Column, ...]:
    """The columns of a field whose type is `hint`; a type unknown here becomes one column of JSON."""
    hint = _without_none(hint)
    if get_origin(hint) is tuple:
        element = get_args(hint)[0]
        parts = _LISTS.get(element)
        if parts is None and isinstance(element, type) and issubclass(element, str):
            parts = {"": _joined}
    else:
        parts = _VALUES.get(hint)
        if parts is None and isinstance(hint, type) and issubclass(hint, str | int | float):
            parts = {"": _same}
    if parts is None:
        parts = {"": _json}
    return tuple(Column(field + suffix, field, _or_none(read)) for suffix, read in parts.items())


def _without_none(hint: Any) -> Any:
    if get_origin(hint) not in (Union, UnionType):
        return hint
    rest = [member for member in get_args(hint) if member is not NoneType]
    return rest[0] if len(rest) == 1 else hint


def _or_none(read: Callable[[Any], Cell]) -> Callable[[Any], Cell]:
    return lambda value: None if value is None else read(value)


def _same(value: Any) -> Cell:
    cell: Cell = value
    return cell


def _json(value: Any) -> Cell:
    return msgspec.json.encode(value).decode()


def _joined(values: Sequence[str]) -> Cell:
    return SEPARATOR.join(values)


def _names(refs: Sequence[ActorRef | PlaceRef]) -> Cell:
    return SEPARATOR.join(ref.name for ref in refs)


def _accounts(accounts: Sequence[Responsibility]) -> Cell:
    """ "Army: alleged (Medics' Union); Army: denied (Army)"."""
    told = (f"{a.who.name}: {a.status}" + (f" ({a.speaker.name})" if a.speaker else "") for a in accounts)
    return SEPARATOR.join(told)


def _more_spans(pieces: Sequence[Evidence]) -> Cell:
    return SEPARATOR.join(f"{piece.span.start}-{piece.span.end}" for piece in pieces[1:])


_Parts = dict[str, Callable[[Any], Cell]]

# Suffix of the column, and what stands in it.
_VALUES: dict[Any, _Parts] = {
    ActorRef: {"": lambda ref: ref.name, "_words": lambda ref: ref.words, "_id": lambda ref: ref.actor},
    PlaceRef: {"": lambda ref: ref.name, "_words": lambda ref: ref.words, "_id": lambda ref: ref.place},
    When: {
        "_earliest": lambda when: when.earliest,
        "_latest": lambda when: when.latest,
        "_precision": lambda when: when.precision,
        "_value": lambda when: when.value,
        "_words": lambda when: when.words,
    },
    Count: {
        "_min": lambda count: count.min,
        "_max": lambda count: count.max,
        "_approx": lambda count: count.approx,
        "_words": lambda count: count.words,
    },
    Evidence: {
        "": lambda piece: piece.text,
        "_start": lambda piece: piece.span.start,
        "_end": lambda piece: piece.span.end,
    },
    Asserted: {
        "": lambda asserted: asserted.speaker.name if asserted.speaker else "unnamed",
        "_via": lambda asserted: asserted.via.name if asserted.via else None,
        "_statement": lambda asserted: asserted.statement,
    },
}
_LISTS: dict[Any, _Parts] = {
    Responsibility: {"": _accounts},
    PlaceRef: {"": _names, "_id": lambda refs: SEPARATOR.join(ref.place or "" for ref in refs)},
    ActorRef: {"": _names, "_id": lambda refs: SEPARATOR.join(ref.actor or "" for ref in refs)},
    Evidence: {
        "": lambda pieces: GAP.join(piece.text for piece in pieces),
        "_start": lambda pieces: pieces[0].span.start if pieces else None,
        "_end": lambda pieces: pieces[0].span.end if pieces else None,
        "_more": _more_spans,
    },
}
