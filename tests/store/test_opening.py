import sqlite3

import pytest

from dragoman.errors import RecordError
from dragoman.store import open_record
from dragoman.store.sqlite import APPLICATION_ID, FORMAT
from tests.factory import make_document, make_extraction, make_records


def make_sqlite(path, *statements):
    db = sqlite3.connect(path)
    for statement in statements:
        db.execute(statement)
    db.commit()
    db.close()


def test_a_record_is_made_and_opened_again(tmp_path):
    document = make_document()
    with open_record(tmp_path / "a.db") as record:
        record.add(make_extraction(document, *make_records(document)))
    with open_record(str(tmp_path / "a.db"), create=False) as record:
        assert record.holds(document)
    assert [file.name for file in tmp_path.iterdir()] == ["a.db"]  # no -wal or -shm is left: the file can be mailed


@pytest.mark.parametrize(
    ("prepare", "complaint"),
    [
        (lambda path: None, "no such record"),
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: path.write_text("Talks resume in the capital.\n" * 99), "not an SQLite file"),
        (lambda path: make_sqlite(path, "CREATE TABLE t (x)"), "not a Dragoman record"),
        (
            lambda path: make_sqlite(
                path, f"PRAGMA application_id = {APPLICATION_ID}", f"PRAGMA user_version = {FORMAT + 1}"
            ),
            "newer Dragoman",
        ),
    ],
)
def test_what_is_no_record_is_refused_and_left_alone(tmp_path, prepare, complaint):
    path = tmp_path / "b.db"
    prepare(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(RecordError, match=complaint) as raised:
        open_record(path, create=False)
    assert str(path) in str(raised.value)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(RecordError, match=r"folder .* does not exist"):
        open_record(tmp_path / "none" / "c.db")


def test_a_foreign_file_is_refused_even_where_one_may_be_made(tmp_path):
    make_sqlite(tmp_path / "d.db", "CREATE TABLE t (x)")
    with pytest.raises(RecordError, match="not a Dragoman record"):
        open_record(tmp_path / "d.db")


def test_a_closed_record_says_so(tmp_path):
    record = open_record(tmp_path / "e.db")
    record.close()
    record.close()
    with pytest.raises(RecordError, match="was closed"):
        record.counts()


def test_another_process_sees_what_was_added(tmp_path):
    document = make_document()
    with open_record(tmp_path / "f.db") as writer, open_record(tmp_path / "f.db") as reader:
        writer.add(make_extraction(document, *make_records(document)))
        assert reader.holds(document)
        assert sum(reader.counts().values()) == 8


def test_it_is_durable(record):
    pragma = {name: record._db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
    assert pragma == {"journal_mode": "wal", "synchronous": 2}
