"""From files to documents.

    for reading in read_path(Path("reports")):
        match reading:
            case Received(source, document): ...
            case ReadFailure(source, reason): ...
            case Skipped(source): ...

One bad file or row is a ReadFailure with its reason; the others are read.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import InputError
from dragoman.read.folder import walk_folder
from dragoman.read.html import read_html
from dragoman.read.plain import read_plain
from dragoman.read.reading import Reader, ReadFailure, Reading, ReadOptions, Received, Skipped, source_name
from dragoman.read.tables import parse_columns, read_csv, read_jsonl

__all__ = [
    "READERS",
    "ReadFailure",
    "ReadOptions",
    "Reading",
    "Received",
    "Skipped",
    "parse_columns",
    "read_path",
    "read_stream",
]

READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".json": read_jsonl,
    ".csv": read_csv,
    ".tsv": read_csv,
}

_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"")


def read_path(path: Path, options: ReadOptions | None = None, *, suffix: str | None = None) -> Iterator[Reading]:
    """The reports of a file, or of all files of a folder that a reader is for; raises nothing for a bad file.

    A file that was named itself is read whatever its suffix: as what it looks like, or as `suffix` says.
    """
    options = options or ReadOptions()
    if not path.is_dir():
        yield from _read_file(path, options, suffix or path.suffix)
        return
    for file in walk_folder(path):
        if isinstance(file, InputError):
            yield ReadFailure(source_name(path), str(file))
        elif suffix or file.suffix.lower() in READERS:
            yield from _read_file(file, options, suffix or file.suffix)
        else:
            yield Skipped(source_name(file), file.suffix.lower())


def read_stream(
    stream: BinaryIO, source: str, options: ReadOptions | None = None, *, suffix: str | None = None
) -> Iterator[Reading]:
    """The reports of an open file, read as `suffix` says or as what it looks like; raises nothing for a bad one."""
    try:
        reader = READERS.get((suffix or "").lower())
        if reader is None:
            raw = stream.read()
            stream, reader = io.BytesIO(raw), READERS[_looks_like(raw[:4096])]
        yield from reader(stream, source, options or ReadOptions())
    except InputError as error:
        yield ReadFailure(source, str(error))
    except OSError as error:
        yield ReadFailure(source, _reason(error))


def _read_file(path: Path, options: ReadOptions, suffix: str) -> Iterator[Reading]:
    source = source_name(path)
    try:
        stream = path.open("rb")
    except OSError as error:
        yield ReadFailure(source, _reason(error))
        return
    except ValueError as error:  # a NUL in the name
        yield ReadFailure(source, str(error))
        return
    with stream:
        yield from read_stream(stream, source, options, suffix=suffix)


def _looks_like(head: bytes) -> str:
    if _PAGE.match(head):
        return ".html"
    return ".jsonl" if _OBJECT.match(head) else ".txt"


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
