"""Writers for formats of the field.

    from dragoman.export import EXPORTERS
    written = EXPORTERS["csv"](record, Path("tables"), raw=False)

Every exporter takes the open record, the file or folder to write and `raw` (for machines: no guard against formulas
in spreadsheets), and returns how many records it wrote. Files appear whole or not at all.
"""

from pathlib import Path
from typing import Protocol

from dragoman.export.jsonl import export_jsonl, write_jsonl
from dragoman.export.tables import export_tables
from dragoman.store import RecordFile

__all__ = ["EXPORTERS", "Exporter", "export_jsonl", "export_tables", "write_jsonl"]


class Exporter(Protocol):
    """Writes a whole record to a file or folder and returns the number of records written."""

    def __call__(self, record: RecordFile, out: Path, *, raw: bool = False) -> int:
        """Write the record to `out`."""


EXPORTERS: dict[str, Exporter] = {"jsonl": export_jsonl, "csv": export_tables}
