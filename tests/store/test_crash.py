"""What happens to the record when the process or the disk fails in the middle of writing."""

import os
import random
import re
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
        process = start_adder(path, kill * 10_000, (kill + 1) * 10_000)
        acknowledged.append(process.stdout.readline().strip())  # it is under way: from here on any moment will do
        time.sleep(chance.uniform(0, 0.05))
        process.send_signal(signal.SIGKILL)
        acknowledged += [line.strip() for line in process.stdout if line.endswith("\n")]
        process.communicate()
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
    path = tmp_path / "full.db"
    with open_record(path) as record:
        document = make_document()
        record.add(make_extraction(document, *make_records(document)))
    process = start_adder(path, 0, 10_000, path.stat().st_size + 2_000_000)
    told, complaint = process.communicate(timeout=60)
    assert process.returncode == 1
    assert re.match(f"RecordError: {path}: the disk (is full|refused)", complaint)
    acknowledged = told.split()
    assert len(acknowledged) > 10
    with open_record(path, create=False) as record:
        assert record._db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        headers = list(record.documents())
        assert {document.id, *acknowledged} == {header.id for header in headers}
        assert all(len(list(record.find(document=header.id))) == 8 for header in headers)
        again = make_document("After room was made. " + TEXT)
        assert record.add(make_extraction(again, *make_records(again))).records == 8


def start_adder(path, *numbers):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.adder", str(path), *map(str, numbers)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
    )


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
