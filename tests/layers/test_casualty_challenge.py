"""Invented agency sentences of all regions and wordings, with what they tell of dead, hurt and others.

`casualty_challenge.csv`: "12" is 12 to 12, "12+" open, "3-5" a span, empty none, "?" not asked; `attackers` is asked
only where it is given; `others` and `spoken` hold figures ("missing 4", "killed 12 police") parted by semicolons. Set 1
was written before the rules were mended by it; sets 2 to 4 when they had been, and before they were read.
"""

import csv
from pathlib import Path

import pytest

from dragoman.layers.counts import sum_counts
from dragoman.model.document import Document
from dragoman.model.records import Extraction
from dragoman.pipeline import extract
from evaluation.toll_form import fresh

Row = dict[str, str]
Bounds = tuple[int, int | None] | None

TABLE = Path(__file__).parent / "casualty_challenge.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))


def bounds(cell: str) -> Bounds:
    if not cell:
        return None
    if cell.endswith("+"):
        return int(cell[:-1]), None
    low, _, high = cell.partition("-")
    return int(low), int(high or low)


def total(extraction: Extraction, field: str) -> Bounds:
    count = sum_counts([count for i in fresh(extraction) if (count := getattr(i, field))])
    return (count.min or 0, count.max) if count else None


def figures(cell: str) -> list[list[str]]:
    return [part.split() for part in cell.split(";") if part.strip()]


@pytest.mark.parametrize(
    "row", [pytest.param(r, id=r["text"][:60], marks=[pytest.mark.xfail] if r["missed"] else []) for r in ROWS]
)
def test_what_a_report_tells_of_the_harmed(row: Row) -> None:
    extraction = extract(Document(text=row["text"]), rules_only=True)
    asked = {"killed": row["killed"], "wounded": row["wounded"]}
    if row["attackers"]:
        asked["attackers_killed"] = row["attackers"]
    for field, cell in asked.items():
        if cell != "?":
            assert total(extraction, field) == bounds(cell), field
    told = [f for i in extraction.incidents for f in i.figures]
    for field, number in figures(row["others"]):
        assert (field, bounds(number)) in [(f.field, (f.count.min, f.count.max)) for f in told]
    for field, number, speaker in figures(row["spoken"]):
        names = [
            f.speaker.name.lower() for f in told if f.speaker and (f.field, f.count.min) == (field, bounds(number)[0])
        ]  # type: ignore[index]
        assert any(speaker.lower() in name for name in names)
