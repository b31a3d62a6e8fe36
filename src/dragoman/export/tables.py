"""CSV tables: a folder with one table per kind of record, one of the figures, one of the targets,
and one of the documents.

The columns follow the fields of the model. A date has its first and last day, its precision and its words; a place in
the text has its words, `_start` and `_end` in code points; a list stands in one cell, separated by "; ".
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, Unpack, get_type_hints

from dragoman.codes import Kind
from dragoman.errors import OutputError
from dragoman.export.columns import Cell, Column, columns_of, guard
from dragoman.export.files import writing
from dragoman.model.records import RECORD_TYPES, Figure, Target
from dragoman.store import Entry, Filters, RecordFile, StoredDocument

__all__ = ["export_tables"]

# What a reader wants first, before the fields of the kind; the fields that all kinds share come last.
_HEAD = ("id", "document", "outlet", "title", "url", "earliest", "latest", "dated")
_SHARED = ("modality", "negated", "attribution", "evidence", "confidence", "found_by", "by")

# The lists inside an incident that have tables of their own, a row an element.
_APART: dict[str, type] = {"figures": Figure, "targets": Target}

# Properties that a spreadsheet cannot work out for itself.
_DERIVED = {Kind.EVENT: ("quad",)}


def export_tables(record: RecordFile, out: Path, *, raw: bool = False, **filters: Unpack[Filters]) -> int:
    """Write `documents.csv`, `statements.csv` and so on into the folder `out`. Returns how many records were written.

    With filters, only the records that they leave, and the documents that these stand in.
    A text cell that a spreadsheet would take for a formula gets an apostrophe in front, unless `raw`. Raises
    OutputError where the folder or a file in it cannot be written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{out}: cannot be made a folder: {error.strerror or error}") from error
    narrowed = any(value is not None for value in filters.values())
    written, held = 0, set[str]()
    for kind in Kind:
        columns = _columns(RECORD_TYPES[kind])
        header = (*_HEAD, *_DERIVED.get(kind, ()), *(column.name for column in columns))
        rows = (_row(entry, columns) for entry in _noting(record.find(kind, **filters), held))
        written += _write(out / f"{kind}s.csv", header, rows, raw=raw)
    for name, of in _APART.items():
        columns = _columns(of)
        header = ("incident", "document", *(column.name for column in columns))
        _write(out / f"{name}.csv", header, _parts(record.find(Kind.INCIDENT, **filters), name, columns), raw=raw)
    documents = (_document_row(document) for document in record.documents() if not narrowed or document.id in held)
    _write(out / "documents.csv", _DOCUMENT, documents, raw=raw)
    return written


def _noting(entries: Iterable[Entry], held: set[str]) -> Iterator[Entry]:
    """The entries, the ids of their documents noted in `held`."""
    for entry in entries:
        held.add(entry.document.id)
        yield entry


def _columns(kind: type) -> tuple[Column, ...]:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    own = [name for name in names if name not in _SHARED and name not in _APART]
    shared = [name for name in _SHARED if name in names]
    return tuple(column for name in (*own, *shared) for column in columns_of(name, hints[name]))


def _row(entry: Entry, columns: Iterable[Column]) -> Iterator[Cell]:
    record, document = entry.record, entry.document
    yield from (record.id, document.id, document.outlet, document.title, document.url)
    yield from (entry.earliest, entry.latest, entry.dated)
    for name in _DERIVED.get(record.kind, ()):
        yield getattr(record, name)
    for column in columns:
        yield column.read(getattr(record, column.field))


def _parts(entries: Iterable[Entry], name: str, columns: tuple[Column, ...]) -> Iterator[Iterable[Cell]]:
    """The elements of one list of every incident, each with the incident and the document that it belongs to."""
    for entry in entries:
        for part in getattr(entry.record, name):
            cells = (column.read(getattr(part, column.field)) for column in columns)
            yield (entry.record.id, entry.document.id, *cells)


# --- documents -----------------------------------------------------------------------------------------------------

_DOCUMENT = (
    *("id", "title", "outlet", "url", "published", "earliest", "latest", "basis", "language", "genre", "unread"),
    *("length", "digest", "retrieved", "recorded_at", "coder"),
)


def _document_row(document: StoredDocument) -> Iterator[Cell]:
    dated = document.dated
    earliest, latest = (day.isoformat() if day else None for day in (dated.interval.earliest, dated.interval.latest))
    yield from (document.id, document.title, document.outlet, document.url, document.published, earliest, latest)
    yield from (dated.basis, document.language, document.genre, document.unread, document.length, document.digest)
    yield from (document.retrieved, document.recorded_at.isoformat(), document.coder)


# --- cells ---------------------------------------------------------------------------------------------------------


def _write(out: Path, header: Iterable[str], rows: Iterable[Iterable[Cell]], *, raw: bool) -> int:
    written = 0
    with writing(out, newline="") as stream:
        table = csv.writer(stream)
        table.writerow(header)
        for row in rows:
            table.writerow([_cell(cell, raw=raw) for cell in row])
            written += 1
    return written


def _cell(cell: Any, *, raw: bool) -> Cell:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        return str(cell) if raw else guard(str(cell))
    return cell  # type: ignore[no-any-return]
