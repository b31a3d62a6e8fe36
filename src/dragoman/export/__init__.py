"""Writers for formats of the field.

    from dragoman.export import EXPORTERS
    written = EXPORTERS["csv"](record, Path("tables"), raw=False, actor="Taliban")

Every exporter takes the open record, the file or folder to write, `raw` (for machines: no guard against formulas
in spreadsheets) and the filters of `RecordFile.find`, and returns how many records it wrote. Files appear whole or not
at all. `STREAMS` are the formats that can also go to an open stream, `sys.stdout` say.
"""

from collections.abc import Callable
from pathlib import Path
from typing import IO, Protocol, Unpack

from dragoman.export.chronology import export_chronology, write_chronology
from dragoman.export.jsonl import export_jsonl, write_jsonl
from dragoman.export.tables import export_tables
from dragoman.store import Filters, RecordFile

__all__ = [
    "EXPORTERS",
    "STREAMS",
    "Exporter",
    "export_chronology",
    "export_jsonl",
    "export_tables",
    "write_chronology",
    "write_jsonl",
]


class Exporter(Protocol):
    """Writes what the filters leave of a record to a file or folder and returns the number of records written."""

    def __call__(self, record: RecordFile, out: Path, *, raw: bool = False, **filters: Unpack[Filters]) -> int:
        """Write the record to `out`."""


EXPORTERS: dict[str, Exporter] = {"jsonl": export_jsonl, "csv": export_tables, "chronology": export_chronology}

STREAMS: dict[str, Callable[[RecordFile, IO[str], Filters], int]] = {
    "jsonl": lambda record, stream, filters: write_jsonl(record.find(**filters), stream),
    "chronology": lambda record, stream, filters: write_chronology(record, stream, **filters),
}
