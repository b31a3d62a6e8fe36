"""Writing one reading into the record: the document, its records, their attestations and the names in them."""

import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import fields

import msgspec

from dragoman.codes import Kind
from dragoman.errors import RecordError
from dragoman.model.annotations import Published
from dragoman.model.document import Document, Evidence, Span
from dragoman.model.records import RECORD_TYPES, AnyRecord, Coder, Extraction
from dragoman.store.attest import attested
from dragoman.store.entries import Added
from dragoman.store.indexing import leaves, names, own_date, words
from dragoman.store.reread import Place, Plan, plan_rereading
from dragoman.store.sqlite import transaction

__all__ = ["add"]


def add(db: sqlite3.Connection, extraction: Extraction, *, now: str) -> Added:
    """Keep one reading, or nothing where the document was read by this coder or a newer one; see `RecordFile.add`."""
    _check_text(extraction.document)
    document = extraction.document.id
    with transaction(db):
        before = db.execute("SELECT n, coder FROM documents WHERE id = ?", (document,)).fetchone()
        if before and not _is_news(db, before[0], extraction.coder):
            return Added(document, True, _current(db, before[0]))
        _check_evidence(extraction, document)
        if before:
            n = before[0]
            _update_document(db, n, extraction)
        else:
            n = _insert_document(db, extraction, now)
        reading = _insert_reading(db, n, extraction, now)
        records = {record.id: record for record in reversed(extraction.records)}  # the first of one id stands
        plan, decided = _plan(db, n, records) if before else (None, frozenset[str]())
        if plan:
            _retire(db, n, plan, reading, records)
        rows = _write_records(db, n, reading, extraction, records, plan, decided)
        _write_attestations(db, reading, extraction.records, rows)
        return Added(document, False, _current(db, n), before[1] if before else None)


def _current(db: sqlite3.Connection, n: int) -> int:
    count: int = db.execute("SELECT count(*) FROM records WHERE document = ? AND current", (n,)).fetchone()[0]
    return count


# --- checks --------------------------------------------------------------------------------------------------------


def _check_text(document: Document) -> None:
    """Raise RecordError where the text cannot be kept as it is; half of a surrogate pair has no UTF-8."""
    for name in ("text", "title", "outlet", "url"):
        content = getattr(document, name) or ""
        try:
            content.encode("utf-8")
        except UnicodeEncodeError as error:
            raise RecordError(
                f"document {document.id}: its {name} has half of a surrogate pair at character {error.start}, which "
                f"no file can hold; read it with such halves replaced by U+FFFD"
            ) from error


def _check_evidence(extraction: Extraction, document: str) -> None:
    """Raise RecordError where evidence is not what the text has there: a coder's mistake that must not be kept."""
    text = extraction.document.text
    for record in extraction.records:
        if not record.evidence:
            raise RecordError(f"document {document}: a {record.kind} has no evidence; nothing of this reading was kept")
        for piece in leaves(record):
            if isinstance(piece, Evidence) and (piece.document != document or piece.span.of(text) != piece.text):
                raise RecordError(
                    f"document {document}: {record.kind} {record.id} quotes {piece.text[:60]!r} at "
                    f"{piece.span.start}-{piece.span.end}, where the text has {piece.span.of(text)[:60]!r}; "
                    f"nothing of this reading was kept"
                )


def _is_news(db: sqlite3.Connection, document: int, coder: Coder) -> bool:
    """Whether this coder has not read the document, and none of a later version has."""
    read = db.execute("SELECT coder, version FROM readings WHERE document = ?", (document,)).fetchall()
    return all(name != str(coder) and _version(version) <= _version(coder.version) for name, version in read)


def _version(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])


# --- the document and its reading ----------------------------------------------------------------------------------


def _present(extraction: Extraction) -> tuple[str | None, ...]:
    """The columns of a document that a newer reading changes, from `language` to `coder`."""
    earliest, latest = _days(extraction.published)
    return (
        extraction.language,
        extraction.genre,
        extraction.unread,
        earliest,
        latest,
        _json(extraction.published),
        str(extraction.coder),
    )


def _insert_document(db: sqlite3.Connection, extraction: Extraction, now: str) -> int:
    document = extraction.document
    given = (document.id, document.title, document.outlet, document.url, document.published, document.retrieved)
    row = db.execute(
        "INSERT INTO documents (id, title, outlet, url, given, retrieved, digest, length, recorded_at,"
        " language, genre, unread, earliest, latest, dated, coder, blocks, text)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *given,
            document.digest,
            len(document.text),
            now,
            *_present(extraction),
            _json(document.blocks),
            document.text,
        ),
    )
    assert row.lastrowid is not None
    return row.lastrowid


def _update_document(db: sqlite3.Connection, n: int, extraction: Extraction) -> None:
    db.execute(
        "UPDATE documents SET language = ?, genre = ?, unread = ?, earliest = ?, latest = ?, dated = ?, coder = ?"
        " WHERE n = ?",
        (*_present(extraction), n),
    )


def _insert_reading(db: sqlite3.Connection, document: int, extraction: Extraction, now: str) -> int:
    row = db.execute(
        "INSERT INTO readings (document, coder, version, recorded_at, language, unread, dated)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            document,
            str(extraction.coder),
            extraction.coder.version,
            now,
            extraction.language,
            extraction.unread,
            _json(extraction.published),
        ),
    )
    assert row.lastrowid is not None
    return row.lastrowid


def _days(published: Published) -> tuple[str | None, str | None]:
    earliest, latest = published.interval.earliest, published.interval.latest
    return earliest.isoformat() if earliest else None, latest.isoformat() if latest else None


# --- a newer reading -----------------------------------------------------------------------------------------------


def _plan(db: sqlite3.Connection, document: int, records: Mapping[str, AnyRecord]) -> tuple[Plan, frozenset[str]]:
    """Where the old records go, and which of the document's ids an analyst has decided on."""
    old = [
        Place(id, Kind(kind), Span(start, end))
        for id, kind, start, end in db.execute(
            "SELECT id, kind, span_start, span_end FROM records WHERE document = ? AND current ORDER BY n", (document,)
        )
    ]
    decided = frozenset(
        id
        for (id,) in db.execute(
            "SELECT id FROM records WHERE document = ? AND id IN (SELECT target FROM decisions)", (document,)
        )
    )
    new = [Place(record.id, record.kind, record.evidence[0].span) for record in records.values()]
    return plan_rereading(old, new, decided), decided


def _retire(db: sqlite3.Connection, document: int, plan: Plan, reading: int, records: Mapping[str, AnyRecord]) -> None:
    """Mark what the older readings attested as superseded, and send their ids where the plan says."""
    db.execute(
        "UPDATE attestations SET superseded_by = ?"
        " WHERE superseded_by IS NULL AND record IN (SELECT n FROM records WHERE document = ?)",
        (reading, document),
    )
    vanished = [id for id in (*plan.redirects, *plan.dropped) if id not in plan.stand_in]
    db.executemany("UPDATE records SET current = 0 WHERE id = ?", [(id,) for id in vanished])
    db.executemany("DELETE FROM redirects WHERE old = ?", [(id,) for id in (*records, *plan.redirects)])
    db.executemany(
        "INSERT INTO redirects (old, new, reading) VALUES (?, ?, ?)",
        [(old, new, reading) for old, new in plan.redirects.items()],
    )


# --- records -------------------------------------------------------------------------------------------------------

_KEEP_RECORD = (
    "INSERT INTO records (id, kind, document, span_start, span_end, earliest, latest, dated, reading, words, record)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (id) DO UPDATE SET earliest = excluded.earliest, latest = excluded.latest, dated = excluded.dated,"
    " current = 1, reading = excluded.reading, words = excluded.words, record = excluded.record"
    " RETURNING n"
)


def _write_records(
    db: sqlite3.Connection,
    document: int,
    reading: int,
    extraction: Extraction,
    records: Mapping[str, AnyRecord],
    plan: Plan | None,
    decided: frozenset[str],
) -> dict[str, int]:
    """Write the records in the order in which they came; returns the row under which each id is kept."""
    report = _days(extraction.published)
    rows: dict[str, int] = {}
    for id, record in sorted(records.items(), key=lambda item: item[1].evidence[0].span):
        kept_as = plan.stand_in.get(id, id) if plan else id
        if kept_as in decided:
            rows[id] = db.execute("SELECT n FROM records WHERE id = ?", (kept_as,)).fetchone()[0]
            continue
        span = record.evidence[0].span
        dates = _dates(record, report)
        rows[id] = db.execute(
            _KEEP_RECORD,
            (id, record.kind, document, span.start, span.end, *dates, reading, words(record), _record_json(record)),
        ).fetchone()[0]
        _write_names(db, rows[id], names(record, records), again=plan is not None)
    return rows


def _dates(record: AnyRecord, report: tuple[str | None, str | None]) -> tuple[str | None, str | None, str]:
    """First and last day, and whose they are."""
    if when := own_date(record):
        return when.earliest, when.latest, "own"
    return *report, "report" if any(report) else "none"


def _write_names(db: sqlite3.Connection, record: int, found: Iterable[tuple[str, str]], *, again: bool) -> None:
    if again:
        db.execute("DELETE FROM named WHERE record = ?", (record,))
    for pair in sorted(found):
        row = db.execute("SELECT n FROM names WHERE sort = ? AND name = ?", pair).fetchone()
        name = row[0] if row else db.execute("INSERT INTO names (sort, name) VALUES (?, ?)", pair).lastrowid
        db.execute("INSERT OR IGNORE INTO named (name, record) VALUES (?, ?)", (name, record))


def _write_attestations(
    db: sqlite3.Connection, reading: int, records: Iterable[AnyRecord], rows: Mapping[str, int]
) -> None:
    db.executemany(
        "INSERT INTO attestations (record, reading, field, value, words, evidence, asserted_by)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                rows[record.id],
                reading,
                value.field,
                _json(value.value),
                value.words,
                _json([(span.start, span.end) for span in value.spans]),
                value.asserted_by,
            )
            for record in records
            for value in attested(record)
        ),
    )


def _record_json(record: AnyRecord) -> str:
    """The record's JSON, a quarter shorter for leaving out what is None or empty by default."""
    silent = _SILENT[record.kind]
    plain = msgspec.to_builtins(record)
    return _json({name: value for name, value in plain.items() if value not in (None, ()) or name not in silent})


# The fields whose default is None or empty: left out of the JSON they come back as that.
_SILENT = {
    kind: frozenset(field.name for field in fields(record) if field.default in (None, ()))
    for kind, record in RECORD_TYPES.items()
}


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
