"""CSV tables: a folder with one table per kind of record, and one of the documents."""

from pathlib import Path

from dragoman.store import RecordFile

__all__ = ["export_tables"]


def export_tables(record: RecordFile, out: Path, *, raw: bool = False) -> int:
    """Write `documents.csv`, `statements.csv` and so on into the folder `out`. Returns how many records were written.

    A text cell that a spreadsheet would take for a formula gets an apostrophe in front, unless `raw`.
    """
    raise NotImplementedError
