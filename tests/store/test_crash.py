"""What happens to the record when the process or the disk fails in the middle of writing."""

import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dragoman.errors import RecordError
from dragoman.store import open_record
from tests.factory import TEXT, make_document, make_extraction, make_records

ROOT = Path(__file__).parents[2]
KILLS = 50


def test_fifty_kills_lose_nothing_that_was_acknowledged(tmp_path):
    path = tmp_path / "killed.db"
    acknowledged = []
    chance = random.Random(7)
    for kill in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.store.adder", str(path), str(kill * 10_000), str((kill + 1) * 10_000)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        )
        acknowledged.append(process.stdout.readline().strip())  # it is under way: from here on any moment will do
        time.sleep(chance.uniform(0, 0.05))
        process.send_signal(signal.SIGKILL)
        acknowledged += [line.strip() for line in process.stdout if line.endswith("\n")]
        process.stdout.close()
        process.wait()
    with open_record(path, create=False) as record:
        assert record._db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert record._db.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in ("report_words", "record_words", "name_words"):
            record._db.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
        held = {header.id for header in record.documents()}
        assert len(acknowledged) >= KILLS
        assert set(acknowledged) <= held
        assert len(held) <= len(acknowledged) + KILLS  # at most one a run was kept and not yet told
        whole = record._db.execute(
            "SELECT count(*) FROM documents AS d WHERE (SELECT count(*) FROM records WHERE document = d.n) != 8"
        ).fetchone()
        assert whole == (0,)


def test_a_full_disk_is_told_and_leaves_nothing_half_done(tmp_path):
    """RLIMIT_FSIZE stands in for the full disk; in a child process, since a limit once lowered stays."""
    path = tmp_path / "full.db"
    with open_record(path) as record:
        document = make_document()
        record.add(make_extraction(document, *make_records(document)))
    child = os.fork()
    if child == 0:
        os._exit(_fill(path))
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    with open_record(path, create=False) as record:
        assert record._db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        for header in record.documents():
            assert len(list(record.find(document=header.id))) == 8
        again = make_document("After room was made. " + TEXT)
        assert record.add(make_extraction(again, *make_records(again))).records == 8


def _fill(path):
    """Exit status 0 when the limit was met with a RecordError and what was acknowledged before is there."""
    limit = path.stat().st_size + 400_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    told = []
    with open_record(path) as record:
        try:
            for number in range(10_000):
                document = make_document(f"Report {number}. " + TEXT * 20)
                record.add(make_extraction(document, *make_records(document)))
                told.append(document)
        except RecordError as error:
            named = str(path) in str(error) and "full" in str(error)
            return 0 if named and told and all(record.holds(document) for document in told) else 1
    return 2


def test_a_locked_record_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("dragoman.store.sqlite.WAIT", 0.05)
    path = tmp_path / "locked.db"
    with open_record(path) as record:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match="another process has been writing"):
            record.record_failure("a", "b")
        other.execute("ROLLBACK")
        other.close()
        record.record_failure("a", "b")


def test_a_damaged_record_is_told(tmp_path):
    path = tmp_path / "damaged.db"
    with open_record(path) as record:
        for number in range(40):
            document = make_document(f"Report {number}. {TEXT}")
            record.add(make_extraction(document, *make_records(document)))
    raw = bytearray(path.read_bytes())
    raw[8192:] = os.urandom(len(raw) - 8192)
    path.write_bytes(raw)
    with pytest.raises(RecordError, match="is damaged"), open_record(path) as record:  # noqa: PT012
        list(record.find())
        record.search("bomb")
