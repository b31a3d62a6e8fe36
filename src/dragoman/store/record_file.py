"""The record file: everything read so far, in one SQLite file that can be mailed, searched and asked."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from dragoman.codes import Kind
from dragoman.model.document import Document
from dragoman.model.records import Attestation, Extraction
from dragoman.store.entries import Added, Entry, Failure, Hit, StoredDocument

__all__ = ["RecordFile", "open_record"]

Day = str | date  # an ISO day, month ("2021-08") or year, or a date


def _now() -> datetime:
    return datetime.now(UTC)


def open_record(path: str | Path, *, create: bool = True, clock: Callable[[], datetime] = _now) -> "RecordFile":
    """The record at `path`, made if it is not there; close it or use it in a `with`.

    Raises RecordError where `create` is False and there is no file, where the file is not a Dragoman record or was
    made by a newer Dragoman, and where it cannot be read or written. `clock` tells when things are recorded.
    """
    raise NotImplementedError


class RecordFile:
    """An open record file. Use it in one thread; other threads and processes open the same path themselves.

    Ids may be shortened to any beginning that only one thing has. Dates in filters are ISO days, months ("2021-08")
    or years, or `date`s, both ends included; a thing is within them when its interval of days touches them.
    """

    path: Path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        raise NotImplementedError

    # --- writing ---------------------------------------------------------------------------------------------------

    def add(self, extraction: Extraction) -> Added:
        """Keep one reading: all of it or, where anything is wrong, nothing. When this returns, it is on the disk.

        The same document read by the same coder (or an older one) changes nothing. A newer coder's reading takes the
        place of the old one: old attestations are marked superseded, old ids lead to the new records that share their
        words, and a record that an analyst has decided on stays as it was decided.
        """
        raise NotImplementedError

    def record_failure(self, source: str, reason: str) -> None:
        """Note that `source` (a path, a link) could not be read; noting the same again changes nothing."""
        raise NotImplementedError

    # --- documents -------------------------------------------------------------------------------------------------

    def holds(self, document: Document) -> bool:
        """Whether the document is in the record, whichever coder read it."""
        raise NotImplementedError

    def failures(self) -> tuple[Failure, ...]:
        """The sources that could not be read, oldest first."""
        raise NotImplementedError

    def documents(
        self,
        *,
        outlet: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        unread: bool | None = None,
    ) -> Iterator[StoredDocument]:
        """Headers in order of date, undated last. `unread=True`: only what was kept without being read."""
        raise NotImplementedError

    def document(self, id: str) -> StoredDocument:
        """The whole document, text included. Raises NotHeldError, or RecordError where several ids begin so."""
        raise NotImplementedError

    # --- records ---------------------------------------------------------------------------------------------------

    def find(
        self,
        kind: Kind | None = None,
        *,
        actor: str | None = None,
        place: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        text: str | None = None,
        document: str | None = None,
        limit: int | None = None,
    ) -> Iterator[Entry]:
        """Current records (of one kind, or of all) in order of date, undated last, then as they stand in the text.

        `actor` and `place` are whole words of a name, whatever the case and the accents: "taliban" finds "Afghan
        Taliban", the statements of a spokesman whose organisation it is, and whatever else names it. `text` is as in
        `search`, over the record's own words. `document` is an id.
        """
        raise NotImplementedError

    def timeline(
        self,
        *,
        actor: str | None = None,
        place: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        limit: int | None = None,
    ) -> Iterator[Entry]:
        """Statements, meetings, events, incidents, agreements and commitments in order of their own date.

        What gives no date of its own stands at its report's date, with `Entry.dated` == "report".
        """
        raise NotImplementedError

    def get(self, id: str) -> Entry:
        """The record with this id, or the one that took its place in a later reading.

        Raises NotHeldError where nothing has the id, RecordError with the candidates where several begin so.
        """
        raise NotImplementedError

    def attestations(self, id: str, *, superseded: bool = True) -> tuple[Attestation, ...]:
        """Every value of every field of a record as each reading found it, oldest first.

        Those of records that this one took the place of are among them. `superseded=False`: the present reading's.
        """
        raise NotImplementedError

    def counts(self) -> dict[Kind, int]:
        """How many current records there are of every kind."""
        raise NotImplementedError

    def actors(self, **filters: object) -> Iterator[Entry]:
        """`find` for one kind; so are `places`, `meetings`, `statements`, `events`, `incidents`, `agreements` and
        `commitments`."""
        raise NotImplementedError

    # --- words -----------------------------------------------------------------------------------------------------

    def search(self, words: str, *, limit: int = 20) -> tuple[Hit, ...]:
        """Reports that hold all the words, best first; "words in quotation marks" must stand together.

        Whatever the case, accents and inflection (English): "releases" finds "released". Any string is safe; one
        without a word finds nothing. Raises UsageError for more than 100 words.
        """
        raise NotImplementedError
