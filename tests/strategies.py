"""Hypothesis strategies: any document, and any record over it, built from the types of the model's fields."""

from dataclasses import fields
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from dragoman.model.document import Document, Evidence, Span
from dragoman.model.records import RECORD_TYPES, AnyRecord, Figure

# Whatever UTF-8 can hold: NUL, controls, right-to-left, combining characters, astral planes.
TEXTS = st.text(min_size=1, max_size=80)
DAYS = st.dates().map(lambda day: day.isoformat())


def documents() -> st.SearchStrategy[Document]:
    optional = st.none() | st.text(max_size=10)
    return st.builds(Document, text=TEXTS, title=optional, outlet=optional, url=optional)


@st.composite
def evidence_of(draw: st.DrawFn, document: Document) -> Evidence:
    start = draw(st.integers(0, len(document.text) - 1))
    return document.evidence(Span(start, draw(st.integers(start + 1, len(document.text)))))


def records_of(document: Document) -> st.SearchStrategy[AnyRecord]:
    return st.one_of([_dataclass(kind, document) for kind in RECORD_TYPES.values()])


@st.composite
def documents_with_records(draw: st.DrawFn) -> tuple[Document, list[AnyRecord]]:
    document = draw(documents())
    return document, draw(st.lists(records_of(document), max_size=4, unique_by=lambda record: record.id))


def _dataclass(kind: type, document: Document) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    given = {field.name: _value(field.name, hints[field.name], document) for field in fields(kind)}
    if kind is not Figure and "evidence" in given:
        given["evidence"] = st.lists(evidence_of(document), min_size=1, max_size=2).map(tuple)
    return st.builds(kind, **given)


def _value(name: str, hint: Any, document: Document) -> st.SearchStrategy[Any]:
    if get_origin(hint) in (Union, UnionType):
        inner = [_value(name, member, document) for member in get_args(hint) if member is not NoneType]
        return st.none() | st.one_of(inner)
    if get_origin(hint) is tuple:
        return st.lists(_value(name, get_args(hint)[0], document), max_size=2).map(tuple)
    if hint is Evidence:
        return evidence_of(document)
    if hint is float:
        return st.floats(allow_nan=False, allow_infinity=False)
    if hint is str:
        return DAYS if name in ("earliest", "latest") else st.text(max_size=8)
    if hint is int:
        return st.integers(-(2**53), 2**53)
    if hasattr(hint, "__dataclass_fields__"):
        return _dataclass(hint, document)
    return st.from_type(hint)
