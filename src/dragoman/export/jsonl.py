"""JSON lines: one object a record, with its document's header and its evidence."""

from collections.abc import Iterable
from pathlib import Path
from typing import IO

from dragoman.store import Entry, RecordFile

__all__ = ["export_jsonl", "write_jsonl"]


def export_jsonl(record: RecordFile, out: Path, *, raw: bool = False) -> int:
    """Write every current record to the file `out`; `raw` makes no difference. Returns how many were written."""
    raise NotImplementedError


def write_jsonl(entries: Iterable[Entry], stream: IO[str]) -> int:
    """Write entries to an open stream (`sys.stdout`, say), one JSON object a line. Returns how many."""
    raise NotImplementedError
