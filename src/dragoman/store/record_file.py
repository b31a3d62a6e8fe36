"""The record file: everything read so far, in one SQLite file that can be mailed, searched and asked."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypedDict, TypeVar, Unpack

from dragoman.codes import Kind
from dragoman.errors import RecordError
from dragoman.model.document import Document
from dragoman.model.records import Attestation, Coder, Extraction
from dragoman.store import adding, query
from dragoman.store.called import names_called, note_actors
from dragoman.store.entries import Added, Entry, Failure, Hit, StoredDocument
from dragoman.store.query import Day
from dragoman.store.search import search
from dragoman.store.sqlite import connect, told, transaction

__all__ = ["Filters", "RecordFile", "open_record"]

T = TypeVar("T")
Clock = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


def open_record(path: str | Path, *, create: bool = True, clock: Clock = _now) -> "RecordFile":
    """The record at `path`, made if it is not there; close it or use it in a `with`.

    Raises RecordError where `create` is False and there is no file, where the file is not a Dragoman record or was
    made by a newer Dragoman, and where it cannot be read or written. `clock` tells when things are recorded.
    """
    path = Path(path)
    return RecordFile(path, connect(path, create=create, made=_stamp(clock)), clock)


def _stamp(clock: Clock) -> str:
    return clock().isoformat(timespec="seconds")


class Filters(TypedDict, total=False):
    """What `find` may be narrowed by."""

    actor: str | None
    place: str | None
    since: Day | None
    until: Day | None
    text: str | None
    document: str | None
    limit: int | None


class RecordFile:
    """An open record file. Use it in one thread; other threads and processes open the same path themselves.

    Ids may be shortened to any beginning that only one thing has. Dates in filters are ISO days, months ("2021-08")
    or years, or `date`s, both ends included; a thing is within them when its known days touch them.
    """

    def __init__(self, path: Path, db: sqlite3.Connection, clock: Clock) -> None:
        """Use `open_record`."""
        self.path = path
        self._db = db
        self._clock = clock

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        self._db.close()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with told(self.path):
            try:
                yield self._db
            except sqlite3.ProgrammingError as error:
                if "closed database" in str(error):
                    raise RecordError(f"{self.path}: the record was closed; open it again") from error
                raise

    def _each(self, items: Iterable[T]) -> Iterator[T]:
        with self._open():
            yield from items

    # --- writing ---------------------------------------------------------------------------------------------------

    def add(self, extraction: Extraction) -> Added:
        """Keep one reading: all of it or, where anything is wrong, nothing. When this returns, it is on the disk.

        The same document read by the same coder (or an older one) changes nothing. A newer coder's reading takes the
        place of the old one: old attestations are marked superseded, old ids lead to the new records that share their
        words, and a record that an analyst has decided on stays as it was decided.

        Raises RecordError where the disk is full, where evidence is not what the text has at its place, and for text
        with half of a surrogate pair, which no file can hold.
        """
        with self._open() as db:
            return adding.add(db, extraction, now=_stamp(self._clock))

    def record_failure(self, source: str, reason: str) -> None:
        """Note that `source` (a path, a link) could not be read; noting the same again changes nothing."""
        source, reason = (words.encode("utf-8", "backslashreplace").decode() for words in (source, reason))
        with self._open() as db, transaction(db):
            db.execute(
                "INSERT INTO failures (source, reason, recorded_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                (source, reason, _stamp(self._clock)),
            )

    def note_actors(self, own: Path) -> None:
        """Keep the names of a user's lexicon of actors, by which the filter `actor` then finds them, too.

        Raises LexiconError where a row of the file has too many or too few cells.
        """
        with self._open() as db, transaction(db):
            note_actors(db, own)

    # --- documents -------------------------------------------------------------------------------------------------

    def holds(self, document: Document, *, coder: Coder | None = None) -> bool:
        """Whether the document is in the record: read by whomever, or by this coder."""
        with self._open() as db:
            if coder is None:
                return db.execute("SELECT 1 FROM documents WHERE id = ?", (document.id,)).fetchone() is not None
            read = "SELECT 1 FROM readings AS g JOIN documents AS d ON d.n = g.document WHERE d.id = ? AND g.coder = ?"
            return db.execute(read, (document.id, str(coder))).fetchone() is not None

    def failures(self) -> tuple[Failure, ...]:
        """The sources that could not be read, oldest first."""
        with self._open() as db:
            rows = db.execute("SELECT source, reason, recorded_at FROM failures ORDER BY n")
            return tuple(Failure(source, reason, datetime.fromisoformat(at)) for source, reason, at in rows)

    def documents(
        self,
        *,
        outlet: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        unread: bool | None = None,
    ) -> Iterator[StoredDocument]:
        """Headers in order of date; those not dated to within a year come last.

        `unread=True`: only what was kept without being read.
        """
        wanted = query.find_documents(outlet=outlet, since=since, until=until, unread=unread)
        return self._each(query.documents(self._db, wanted))

    def document(self, id: str) -> StoredDocument:
        """The whole document, text included. Raises NotHeldError, or RecordError where several ids begin so."""
        with self._open() as db:
            return query.document_by_id(db, id)

    # --- records ---------------------------------------------------------------------------------------------------

    def find(self, kind: Kind | None = None, **filters: Unpack[Filters]) -> Iterator[Entry]:
        """Current records (of one kind, or of all) in order of date, then as they stand in the text.

        What has no date of its own, and no report dated to within a year, comes last.

        Filters, each of which narrows: `actor` and `place` are whole words of a name, whatever the case and the
        accents: "taliban" finds "Afghan Taliban", the statements of a spokesman whose organisation it is, and
        whatever else names it. Where they are the whole name of an actor that the lexicon knows, or that the reports
        call otherwise besides, its other names find the same. `since` and `until` bound the date; a side that is open
        ("since 2011") reaches to the report's day. `text` is as in `search`, over the record's own words. `document`
        is an id. `limit` is how many at most.
        """
        return self._find(kind, filters, dated=False)

    def timeline(self, **filters: Unpack[Filters]) -> Iterator[Entry]:
        """Statements, meetings, events, incidents, agreements and commitments in order of their own date.

        What gives no date of its own stands at its report's date, with `Entry.dated` == "report". Filters as in
        `find`.
        """
        return self._find(None, filters, dated=True)

    def _find(self, kind: Kind | None, filters: Filters, *, dated: bool) -> Iterator[Entry]:
        document, actor = filters.get("document"), filters.get("actor")
        with self._open() as db:
            row = query.document_row(db, document) if document is not None else None
            called = names_called(db, actor) if actor is not None else None
        wanted = query.find_records(
            kind,
            actor=called,
            place=filters.get("place"),
            since=filters.get("since"),
            until=filters.get("until"),
            text=filters.get("text"),
            document=row,
            limit=filters.get("limit"),
            dated=dated,
        )
        return self._each(query.read_entries(self._db, wanted))

    def actors(self, **filters: Unpack[Filters]) -> Iterator[Entry]:
        """The actors, with the filters of `find`."""
        return self.find(Kind.ACTOR, **filters)

    def places(self, **filters: Unpack[Filters]) -> Iterator[Entry]:
        """The places, with the filters of `find`."""
        return self.find(Kind.PLACE, **filters)

    def meetings(self, **filters: Unpack[Filters]) -> Iterator[Entry]:
        """The meetings, with the filters of `find`."""
        return self.find(Kind.MEETING, **filters)

    def statements(self, **filters: Unpack[Filters]) -> Iterator[Entry]:
        """The statements, with the filters of `find`."""
        return self.find(Kind.STATEMENT, **filters)

    def events(self, **filters: Unpack[Filters]) -> Iterator[Entry]:
        """The events, with the filters of `find`."""
        return self.find(Kind.EVENT, **filters)

    def incidents(self, **filters: Unpack[Filters]) -> Iterator[Entry]:
        """The incidents, with the filters of `find`."""
        return self.find(Kind.INCIDENT, **filters)

    def agreements(self, **filters: Unpack[Filters]) -> Iterator[Entry]:
        """The agreements, with the filters of `find`."""
        return self.find(Kind.AGREEMENT, **filters)

    def commitments(self, **filters: Unpack[Filters]) -> Iterator[Entry]:
        """The commitments, with the filters of `find`."""
        return self.find(Kind.COMMITMENT, **filters)

    def get(self, id: str) -> Entry:
        """The record with this id, or the one that took its place in a later reading.

        Raises NotHeldError where nothing has the id, RecordError with the candidates where several begin so.
        """
        with self._open() as db:
            return query.entry_by_id(db, id)

    def attestations(self, id: str, *, superseded: bool = True) -> tuple[Attestation, ...]:
        """Every value of every field of a record as each reading found it, oldest first.

        Those of records that this one took the place of are among them. `superseded=False`: the present reading's.
        """
        with self._open() as db:
            return query.attestations(db, id, superseded=superseded)

    def counts(self) -> dict[Kind, int]:
        """How many current records there are of every kind."""
        with self._open() as db:
            return query.counts(db)

    # --- words -----------------------------------------------------------------------------------------------------

    def search(self, words: str, *, limit: int = 20) -> tuple[Hit, ...]:
        """Reports that hold all the words, best first; "words in quotation marks" must stand together.

        Whatever the case, accents and inflection (English): "releases" finds "released". Any string is safe; one
        without a word finds nothing. Raises UsageError for more than 100 words.
        """
        with self._open() as db:
            return search(db, words, limit=limit)
