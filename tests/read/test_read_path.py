import io
import os
from pathlib import Path

import pytest

from dragoman.read import READERS, ReadFailure, Received, Skipped, read_path, read_stream


def kinds(readings, root):
    return [(type(r).__name__, os.path.relpath(r.source, root)) for r in readings]


def test_a_folder_in_order_with_what_is_skipped(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text("hidden")
    (tmp_path / "b.txt").write_text("B.")
    (tmp_path / "a.HTML").write_text("<html><body><p>A text.</p></body></html>")
    (tmp_path / "c.docx").write_text("no")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "sub" / "d.txt").write_text("D.")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    found = list(read_path(tmp_path))
    assert kinds(found, tmp_path) == [
        ("Received", "a.HTML"),
        ("Received", "b.txt"),
        ("Skipped", "c.docx"),
        ("ReadFailure", "empty.txt"),
        ("Received", "sub/d.txt"),
    ]
    assert kinds(read_path(tmp_path), tmp_path) == kinds(found, tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to root")
def test_unreadable_files_and_folders(tmp_path):
    (tmp_path / "a.txt").write_text("A.")
    (tmp_path / "closed").mkdir()
    (tmp_path / "locked.txt").write_text("L.")
    (tmp_path / "closed").chmod(0)
    (tmp_path / "locked.txt").chmod(0)
    found = list(read_path(tmp_path))
    (tmp_path / "closed").chmod(0o700)
    assert [type(r) for r in found] == [Received, ReadFailure, ReadFailure]
    assert all("permission denied" in r.reason for r in found[1:])


def test_a_file_that_cannot_be_opened_does_not_stop_the_others(tmp_path, monkeypatch):
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(name.upper())
    opened = Path.open

    def refuse(self, *args, **kwargs):
        if self.name == "b.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    found = list(read_path(tmp_path))
    assert [type(r) for r in found] == [Received, ReadFailure, Received]
    assert found[1].reason == "permission denied"


@pytest.mark.parametrize(
    ("name", "raw", "text"),
    [
        ("report", b"Plain words.", "Plain words."),
        ("report.md", b"Plain words.", "Plain words."),
        ("report.aspx", b"<!DOCTYPE html><html><body><p>From a page.</p></body></html>", "From a page."),
        ("lines", b'{"text": "From a line."}\n', "From a line."),
    ],
)
def test_a_file_that_is_named_is_read_whatever_its_suffix(tmp_path, name, raw, text):
    (tmp_path / name).write_bytes(raw)
    (reading,) = read_path(tmp_path / name)
    assert reading.document.text == text


@pytest.mark.parametrize("name", ["no-such-file.txt", "no-such-folder/x", "a\x00b"])
def test_what_is_not_there(name):
    (reading,) = read_path(Path(name))
    assert isinstance(reading, ReadFailure)
    assert reading.reason


def test_a_named_binary_file_says_what_it_is(tmp_path):
    (tmp_path / "talks.pdf").write_bytes(b"%PDF-1.7 ...")
    (reading,) = read_path(tmp_path / "talks.pdf")
    assert "pdftotext" in reading.reason


def test_a_name_in_other_bytes_can_be_printed(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(path, "wb") as file:  # noqa: PTH123  (Path has no bytes)
            file.write(b"Words.")
    except OSError:
        pytest.skip("this file system wants names in UTF-8")
    (reading,) = read_path(tmp_path)
    assert reading.source.encode("utf-8").endswith("caf\ufffd.txt".encode())


@pytest.mark.parametrize("suffix", READERS)
def test_every_reader_gives_a_reason_for_nothing(suffix):
    (reading,) = read_stream(io.BytesIO(b""), "-", suffix=suffix)
    assert isinstance(reading, ReadFailure)
    assert reading.reason.startswith("empty")


def test_ten_megabytes_are_read():
    raw = b"The talks went on.\n" * 600_000
    (reading,) = read_stream(io.BytesIO(raw), "-")
    assert len(reading.document.text) == len(raw)


def test_skipped_files_tell_their_suffix(tmp_path):
    (tmp_path / "x.DB").write_bytes(b"")
    assert list(read_path(tmp_path)) == [Skipped(str(tmp_path / "x.DB"), ".db")]
