"""JSON lines: one object a record, with its document's header and its evidence."""

from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any, Unpack

import msgspec

from dragoman.export.files import writing
from dragoman.model.jsonable import to_jsonable
from dragoman.store import Entry, Filters, RecordFile, StoredDocument

__all__ = ["document_header", "entry_object", "export_jsonl", "write_jsonl"]


# JSON allows these inside a string, but many readers would end the line there (`str.splitlines` among them).
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def export_jsonl(record: RecordFile, out: Path, *, raw: bool = False, **filters: Unpack[Filters]) -> int:
    """Write the current records to the file `out`; `raw` makes no difference. Returns how many were written."""
    with writing(out) as stream:
        return write_jsonl(record.find(**filters), stream)


def write_jsonl(entries: Iterable[Entry], stream: IO[str]) -> int:
    """Write entries to an open stream (`sys.stdout`, say), one JSON object a line. Returns how many."""
    written = 0
    for entry in entries:
        stream.write(msgspec.json.encode(entry_object(entry)).decode().translate(_LINE_ENDS) + "\n")
        written += 1
    return written


def entry_object(entry: Entry) -> dict[str, Any]:
    """A record as a line has it: `kind`, `id`, its fields, then when it is dated and the `document` it stands in."""
    return {
        **to_jsonable(entry.record),
        "dated": {"earliest": entry.earliest, "latest": entry.latest, "by": entry.dated},
        "document": document_header(entry.document),
    }


def document_header(document: StoredDocument) -> dict[str, Any]:
    """A document without its text. `published` is the given date, `dated` what the reading makes of it."""
    interval = document.dated.interval
    return {
        "id": document.id,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "published": document.published,
        "dated": msgspec.to_builtins(interval) | {"basis": document.dated.basis},
        "language": document.language,
        "genre": document.genre,
        "coder": document.coder,
    }
