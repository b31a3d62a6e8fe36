"""The SQLite file itself: made, opened, checked, and its errors told in words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from dragoman import __version__
from dragoman.errors import RecordError

__all__ = ["APPLICATION_ID", "FORMAT", "connect", "told", "transaction"]

# Written into the file's header ("DRGM"), where `file` and SQLite tools see whose it is.
APPLICATION_ID = 0x4452474D

# The format of the tables. A change of schema.sql raises it and adds a step that brings older files up to it.
FORMAT = 1

WAIT = 30.0  # seconds for another writer to finish; one report takes milliseconds


def connect(path: Path, *, create: bool, made: str) -> sqlite3.Connection:
    """An open connection to the record at `path`, its tables made where the file is new; `made` is the time of that.

    Raises RecordError where there is no such file and `create` is False, or where it is not a record we can read.
    """
    if not path.exists() and not create:
        raise RecordError(f"{path}: there is no such record. `dragoman read REPORTS --record {path}` makes one")
    if not path.parent.is_dir():
        raise RecordError(f"{path}: the folder {path.parent} does not exist; make it first")
    if path.is_dir():
        raise RecordError(f"{path}: is a folder; a record is a file, such as {path / 'record.db'}")
    with told(path):
        db = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
        try:
            _prepare(db, path, create=create, made=made)
        except BaseException:
            db.close()
            raise
    return db


def _prepare(db: sqlite3.Connection, path: Path, *, create: bool, made: str) -> None:
    if _is_new(db):
        if not create:
            raise RecordError(f"{path}: is empty, not a record; `dragoman read REPORTS --record {path}` fills it")
        db.execute("PRAGMA journal_mode = WAL")
        with transaction(db):
            if _is_new(db):  # another process may have been faster
                _make_tables(db, made)
    else:
        _check(db, path)
        db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")  # what was acknowledged survives a power cut
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA temp_store = MEMORY")


def _is_new(db: sqlite3.Connection) -> bool:
    tables: int = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    return tables == 0 and _pragma(db, "application_id") == 0


def _check(db: sqlite3.Connection, path: Path) -> None:
    if _pragma(db, "application_id") != APPLICATION_ID:
        raise RecordError(f"{path}: is an SQLite file, but not a Dragoman record; name another file")
    found = _pragma(db, "user_version")
    if found > FORMAT:
        raise RecordError(
            f"{path}: was made by a newer Dragoman (record format {found}; this one, {__version__}, reads up to "
            f"{FORMAT}). Install the newer version to open it"
        )


def _pragma(db: sqlite3.Connection, name: str) -> int:
    value: int = db.execute(f"PRAGMA {name}").fetchone()[0]
    return value


def _make_tables(db: sqlite3.Connection, made: str) -> None:
    statement = ""
    for line in (resources.files("dragoman.store") / "schema.sql").read_text(encoding="utf-8").splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""
    db.executemany(
        "INSERT INTO meta (key, value) VALUES (?, ?)",
        [("format", str(FORMAT)), ("made", made), ("made_by", f"dragoman {__version__}")],
    )
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {FORMAT}")


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All of what is written inside, or none of it."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        # SQLite has rolled back by itself after some errors (disk full among them).
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


_ADVICE = {
    sqlite3.SQLITE_FULL: "the disk is full; nothing of this report was written. Make room and read it again",
    sqlite3.SQLITE_BUSY: f"another process has been writing to it for more than {WAIT:.0f} seconds; try again later",
    sqlite3.SQLITE_NOTADB: "is not an SQLite file, so not a record; name another file",
    sqlite3.SQLITE_CORRUPT: "is damaged; restore a copy, or save what can be read with `sqlite3 FILE .recover`",
    sqlite3.SQLITE_READONLY: "may not be written to; check the rights of the file and its folder",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check the rights of the file and its folder",
    sqlite3.SQLITE_IOERR: "the disk refused to read or write; is it full? Nothing half-done was kept",
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raises SQLite's errors as RecordErrors that name the file and say what to do."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        advice = _ADVICE.get(code & 0xFF) if code is not None else None  # the low byte is the sort of error
        raise RecordError(f"{path}: {advice or 'SQLite refuses'} ({error})") from error
    except UnicodeEncodeError as error:
        raise RecordError(
            f"{path}: half of a surrogate pair ({error.object[error.start]!r} at character {error.start} of "
            f"{error.object[:40]!r}...) cannot be stored; replace it with U+FFFD when the text is decoded"
        ) from error
