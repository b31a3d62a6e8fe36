"""Asking the record: documents and records by kind, name, date, words and id; every question goes by an index."""

import calendar
import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

import msgspec

from dragoman.codes import Genre, Kind
from dragoman.countries import country_named
from dragoman.errors import NotHeldError, RecordError, UsageError
from dragoman.model.annotations import Published
from dragoman.model.document import Block, Evidence, Span
from dragoman.model.records import RECORD_TYPES, AnyRecord, Attestation
from dragoman.store.entries import Entry, StoredDocument
from dragoman.store.words import match_expression, phrase

__all__ = [
    "Day",
    "attestations",
    "counts",
    "document_by_id",
    "document_row",
    "documents",
    "entry_by_id",
    "find_documents",
    "find_records",
    "first_day",
    "last_day",
    "read_document",
    "read_entries",
]

Day = str | date  # an ISO day, month ("2021-08") or year, or a date
Query = tuple[str, tuple[Any, ...]]

DATELESS = (Kind.ACTOR, Kind.PLACE)

# --- dates ---------------------------------------------------------------------------------------------------------

_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)


def first_day(day: Day | None) -> str | None:
    """The ISO day on which `day` begins. Raises UsageError for what is no day, month or year.

    >>> first_day("2021-08")
    '2021-08-01'
    """
    return _parts(day)[0] if day is not None else None


def last_day(day: Day | None) -> str | None:
    """The ISO day on which `day` ends. Raises UsageError for what is no day, month or year.

    >>> last_day("2021-02")
    '2021-02-28'
    """
    return _parts(day)[1] if day is not None else None


def _parts(day: Day) -> tuple[str, str]:
    if isinstance(day, datetime):
        day = day.date()
    if isinstance(day, date):
        return day.isoformat(), day.isoformat()
    try:
        found = _DAY.fullmatch(day.strip())
        if found is None:
            raise ValueError
        year, month, of_month = int(found[1]), int(found[2] or 0), int(found[3] or 0)
        first = date(year, month or 1, of_month or 1)
        last = date(year, month or 12, of_month or calendar.monthrange(year, month or 12)[1])
    except ValueError:
        raise UsageError(f"{day!r} is no date; write 2021-10-09, 2021-10 or 2021") from None
    return first.isoformat(), last.isoformat()


# Until when a record is known to hold, and from when: an open side ("since 2011", "by Friday") reaches to the day of
# the report where that lies there, else no farther than the day that is told.
_KNOWN_LATEST = (
    "coalesce(r.latest, max(r.earliest, coalesce((SELECT d.latest FROM documents AS d"
    " WHERE d.n = r.document AND r.dated = 'own'), r.earliest)))"
)
_KNOWN_EARLIEST = (
    "coalesce(r.earliest, min(r.latest, coalesce((SELECT d.earliest FROM documents AS d"
    " WHERE d.n = r.document AND r.dated = 'own'), r.latest)))"
)


def _within(
    since: Day | None,
    until: Day | None,
    *,
    earliest: str = "coalesce(earliest, latest)",
    latest: str = "coalesce(latest, earliest)",
) -> Query:
    """The condition that the known days touch the given ones; what has no date at all does not.

    Raises UsageError where the given days end before they begin.
    """
    where, values = "", []
    if since is not None and until is not None and (first_day(since) or "") > (last_day(until) or ""):
        raise UsageError(f"nothing lies between: since {since} begins after until {until} ends")
    if since is not None:
        where += f" AND {latest} >= ?"
        values.append(first_day(since))
    if until is not None:
        where += f" AND {earliest} <= ?"
        values.append(last_day(until))
    return where, tuple(values)


# --- documents -----------------------------------------------------------------------------------------------------

_HEADER = (
    "n, id, title, outlet, url, given, retrieved, digest, length, recorded_at, language, genre, unread, dated, coder"
)


def find_documents(
    *, outlet: str | None = None, since: Day | None = None, until: Day | None = None, unread: bool | None = None
) -> Query:
    """The query behind `RecordFile.documents`."""
    where, values = _within(since, until)
    if outlet is not None:
        where += " AND outlet = ?"
        values += (outlet,)
    if unread is not None:
        where += " AND unread IS NOT NULL" if unread else " AND unread IS NULL"
    return f"SELECT {_HEADER} FROM documents WHERE TRUE{where} ORDER BY day, n", values


def documents(db: sqlite3.Connection, query: Query) -> Iterator[StoredDocument]:
    """The headers that a query of `find_documents` selects."""
    for row in db.execute(*query):
        yield _header(row)


def document_by_id(db: sqlite3.Connection, id: str) -> StoredDocument:
    """The whole document. Raises NotHeldError, or RecordError where several ids begin so."""
    return read_document(db, document_row(db, id))


def read_document(db: sqlite3.Connection, n: int) -> StoredDocument:
    """The whole document in row `n`."""
    row = db.execute(f"SELECT {_HEADER}, blocks, text FROM documents WHERE n = ?", (n,)).fetchone()
    blocks = msgspec.json.decode(row[-2], type=tuple[Block, ...])
    return _header(row, text=row[-1], blocks=blocks)


def document_row(db: sqlite3.Connection, id: str) -> int:
    """The row of a document by its id or the beginning of it."""
    found = db.execute(
        "SELECT n, id, title FROM documents WHERE id >= ? AND id < ? ORDER BY id LIMIT 11", _id_range(id)
    ).fetchall()
    if not found:
        raise NotHeldError(f"no document has an id that begins with {id!r}; `dragoman search WORDS` finds reports")
    if len(found) > 1:
        raise RecordError(_ambiguous(id, [f"{other} {title or ''}".strip() for _, other, title in found]))
    n: int = found[0][0]
    return n


def _header(row: tuple[Any, ...], *, text: str | None = None, blocks: tuple[Block, ...] = ()) -> StoredDocument:
    return StoredDocument(
        id=row[1],
        title=row[2],
        outlet=row[3],
        url=row[4],
        published=row[5],
        retrieved=row[6],
        digest=row[7],
        length=row[8],
        recorded_at=datetime.fromisoformat(row[9]),
        language=row[10],
        genre=Genre(row[11]) if row[11] else None,
        unread=row[12],
        dated=msgspec.json.decode(row[13], type=Published),
        coder=row[14],
        text=text,
        blocks=blocks,
    )


# --- records -------------------------------------------------------------------------------------------------------

_ENTRY = "r.kind, r.document, r.record, r.earliest, r.latest, r.dated, r.current"


def find_records(
    kind: Kind | None = None,
    *,
    actor: Sequence[int] | None = None,
    place: str | None = None,
    since: Day | None = None,
    until: Day | None = None,
    text: str | None = None,
    document: int | None = None,
    limit: int | None = None,
    dated: bool = False,
) -> Query:
    """The query behind `RecordFile.find` and `timeline`; `dated` leaves out the kinds that have no dates.

    `actor`: rows of `names`, as `names_called` gives them.
    """
    where, values = _within(since, until, earliest=_KNOWN_EARLIEST, latest=_KNOWN_LATEST)
    if kind is not None:
        # Few records have a given name, word or document: `+` keeps SQLite from going through all of the kind instead.
        narrow = actor is not None or place is not None or text is not None
        where += " AND +r.kind = ?" if narrow else " AND r.kind = ?"
        values += (str(kind),)
    if dated:
        where += f" AND +r.kind NOT IN ({', '.join(repr(str(kind)) for kind in DATELESS)})"
    if document is not None:
        where += " AND r.document = ?"
        values += (document,)
    if actor is not None:
        where += " AND r.n IN (SELECT record FROM named WHERE name IN (SELECT value FROM json_each(?)))"
        values += (json.dumps(list(actor)),)
    if place is not None:
        where += (
            " AND r.n IN (SELECT record FROM named WHERE name IN (SELECT n FROM names WHERE sort = 'place'"
            " AND n IN (SELECT rowid FROM name_words WHERE name_words MATCH ?)))"
        )
        code = country_named(place) or country_named(place.title())  # places are kept with the code of their country
        values += (f"{phrase(place)} OR {phrase(code)}" if code else phrase(place),)
    if text is not None:
        where += " AND r.n IN (SELECT rowid FROM record_words WHERE record_words MATCH ?)"
        values += (match_expression(text),)
    query = f"SELECT {_ENTRY} FROM records AS r WHERE r.current = 1{where}"
    query += " ORDER BY r.day, r.document, r.span_start, r.earliest, r.latest, r.kind, r.n"
    return (query, values) if limit is None else (query + " LIMIT ?", (*values, max(limit, 0)))


def read_entries(db: sqlite3.Connection, query: Query) -> Iterator[Entry]:
    """The entries that a query of `find_records` selects, the headers of their documents read once for many."""
    headers: dict[int, StoredDocument] = {}
    for kind, document, record, earliest, latest, dated, current in db.execute(*query):
        if document not in headers:
            if len(headers) > 5_000:  # a flat memory however long the list
                headers.clear()
            row = db.execute(f"SELECT {_HEADER} FROM documents WHERE n = ?", (document,)).fetchone()
            headers[document] = _header(row)
        yield Entry(_record(kind, record), headers[document], earliest, latest, dated, bool(current))


def _record(kind: str, raw: str) -> AnyRecord:
    return msgspec.json.decode(raw, type=RECORD_TYPES[Kind(kind)])


def counts(db: sqlite3.Connection) -> dict[Kind, int]:
    """How many current records there are of every kind."""
    found = dict(db.execute("SELECT kind, count(*) FROM records WHERE current = 1 GROUP BY kind"))
    return {kind: found.get(str(kind), 0) for kind in Kind}


# --- by id ---------------------------------------------------------------------------------------------------------


def entry_by_id(db: sqlite3.Connection, id: str) -> Entry:
    """The record with this id or the one that took its place. Raises NotHeldError, or RecordError where several do."""
    return next(read_entries(db, (f"SELECT {_ENTRY} FROM records AS r WHERE r.id = ?", (_present_id(db, id),))))


def _present_id(db: sqlite3.Connection, id: str) -> str:
    """The id that a full or shortened, present or former id leads to."""
    span = _id_range(id)
    known = db.execute(
        "SELECT id FROM records WHERE id >= ? AND id < ? UNION SELECT old FROM redirects WHERE old >= ? AND old < ?",
        (*span, *span),
    )
    targets: dict[str, None] = {}
    for (candidate,) in known:
        targets[_follow(db, candidate)] = None
        if len(targets) > 10:
            break
    if not targets:
        raise NotHeldError(f"no record has an id that begins with {id!r}; `dragoman search WORDS` finds reports")
    if len(targets) > 1:
        kinds = (db.execute("SELECT kind FROM records WHERE id = ?", (target,)).fetchone()[0] for target in targets)
        raise RecordError(_ambiguous(id, [f"{target} {kind}" for target, kind in zip(targets, kinds, strict=True)]))
    return next(iter(targets))


def _follow(db: sqlite3.Connection, id: str) -> str:
    """Where the redirects from an id end: at the first record that is current, or where they lead no further."""
    seen = {id}
    while True:
        row = db.execute("SELECT current FROM records WHERE id = ?", (id,)).fetchone()
        if row and row[0]:
            return id
        onward = db.execute("SELECT new FROM redirects WHERE old = ?", (id,)).fetchone()
        if onward is None or onward[0] in seen:
            return id
        id = onward[0]
        seen.add(id)


def _id_range(id: str) -> tuple[str, str]:
    beginning = id.strip().lower()
    if not re.fullmatch(r"[0-9a-f]{1,20}", beginning):
        raise NotHeldError(
            f"{id[:40]!r} is no id: ids are up to 20 of the digits 0-9 and a-f, as `dragoman` prints them"
        )
    return beginning, beginning + "g"  # "g" sorts after every hexadecimal digit


def _ambiguous(id: str, candidates: list[str]) -> str:
    more = "" if len(candidates) <= 10 else ", and more"
    return f"{id!r} is the beginning of several ids; write more of it: {', '.join(candidates[:10])}{more}"


# --- attestations --------------------------------------------------------------------------------------------------

_ATTESTATIONS = """
WITH RECURSIVE former (id) AS (
    VALUES (?1) UNION SELECT old FROM redirects JOIN former ON new = former.id
)
SELECT r.id, a.field, a.value, a.words, a.evidence, a.asserted_by, g.recorded_at, g.coder, a.superseded_by
FROM former JOIN records AS r ON r.id = former.id JOIN attestations AS a ON a.record = r.n
    JOIN readings AS g ON g.n = a.reading
WHERE ?2 OR a.superseded_by IS NULL
ORDER BY a.n
"""


def attestations(db: sqlite3.Connection, id: str, *, superseded: bool) -> tuple[Attestation, ...]:
    """The values of a record's fields, and of the records that it took the place of, as the readings found them."""
    present = _present_id(db, id)
    document, text = db.execute(
        "SELECT d.id, d.text FROM records AS r JOIN documents AS d ON d.n = r.document WHERE r.id = ?", (present,)
    ).fetchone()
    return tuple(
        Attestation(
            record=record,
            field=field,
            value=msgspec.json.decode(value),
            words=words,
            evidence=tuple(Evidence(document, span, span.of(text)) for span in _spans(evidence)),
            asserted_by=asserted_by,
            recorded_at=datetime.fromisoformat(recorded_at),
            coder=coder,
            superseded_by=superseded_by,
        )
        for record, field, value, words, evidence, asserted_by, recorded_at, coder, superseded_by in db.execute(
            _ATTESTATIONS, (present, superseded)
        )
    )


def _spans(raw: str) -> Iterator[Span]:
    for start, end in msgspec.json.decode(raw, type=tuple[tuple[int, int], ...]):
        yield Span(start, end)
