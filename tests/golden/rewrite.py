"""Whole records of a few example reports, as they were when somebody last read them.

python -m tests.golden.rewrite        (or: make golden; then read the diff)
"""

import json
from pathlib import Path

from dragoman.model.jsonable import to_jsonable
from dragoman.model.records import Extraction
from dragoman.pipeline import extract
from dragoman.read import read_path

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
REPORTS = (
    "doha-talks-2021-10-09.txt",
    "eln-communique-2020-03-29.txt",
    "san-vicente-wire-2001-02-14.txt",
    "kunduz-mosque-2021-10-08-meridian.txt",
    "football-cup-semifinal.txt",
)


def told(extraction: Extraction) -> str:
    """The record as JSON: words instead of offsets, no ids, nothing that says nothing."""
    lines = [{"published": str(extraction.published.interval), "genre": str(extraction.genre)}]
    lines += [_plain(to_jsonable(record)) for record in extraction.records]
    return "".join(json.dumps(line, ensure_ascii=False, indent=1) + "\n" for line in lines)


def _plain(value: object) -> object:
    if isinstance(value, dict):
        if {"document", "span", "text"} <= set(value):
            return value["text"]
        skipped = ("id", "actor", "place", "statement", "confidence", "by")
        pairs = {k: _plain(v) for k, v in value.items() if k not in skipped or isinstance(v, dict)}
        return {k: v for k, v in pairs.items() if v not in (None, [], "", "asserted") and v is not False}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def read(name: str) -> Extraction:
    """The extraction of an example report."""
    (received,) = read_path(EXAMPLES / name)
    return extract(received.document)


if __name__ == "__main__":
    for report in REPORTS:
        (HERE / f"{report}.json").write_text(told(read(report)), encoding="utf-8")
        print(report)
