"""Fit `evaluation/muc_fillers.toml`: which candidates for a role the key of 1992 holds, by logistic regression.

    python -m training.muc_fillers ../shared/eval/incidents/muc4_train.jsonl [../shared/eval/train_exclude.txt]

Reads the training dispatches alone. A candidate counts as held where the pooled gold roles hold its very words.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from dragoman.model.document import Document
from dragoman.model.records import Extraction
from dragoman.pipeline import extract
from evaluation.gold import Item, read_jsonl
from evaluation.muc import kept
from evaluation.muc_fillers import Filler, fillers
from evaluation.muc_marks import Mark, marks_of
from training.logistic import newton

RIDGE = 4.0
OFTEN = 6  # a word that stands in fewer candidates gets no weight
LEAST = 0.1  # smaller weights are noise and are left out
ROLES = ("perp_individual", "perp_org", "phys_target", "hum_target_name", "hum_target_desc", "instrument")
_ARTICLES = {"a", "an", "the"}

Row = tuple[Filler, bool]


def plain(words: str) -> str:
    """Words as the scorer compares them: lower case, no punctuation, no articles."""
    kept_letters = "".join(c for c in words.lower() if c.isalnum() or c.isspace())
    return " ".join(w for w in kept_letters.split() if w not in _ARTICLES)


def rows_of(item: Item, extraction: Extraction, marks: Sequence[Mark] = ()) -> Iterator[Row]:
    """The candidates of one dispatch, each with whether the key holds it."""
    records = kept(extraction)
    for record in records:
        for filler in fillers(extraction, record, records, marks):
            role = "hum_target" if filler.role.startswith("hum_target") else filler.role
            gold = {plain(words) for entity in item["grit_roles"].get(role, ()) for words in entity}
            if filler.role == "hum_target_desc":  # the pooled gold holds names only
                gold = {plain(w) for i in item["incidents"] for e in i["hum_target_desc"] for w in e}
            yield filler, plain(filler.words) in gold


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """The weights of one role: ridge logistic regression by Newton's method."""
    counts = Counter(name for filler, _ in rows for name in filler.signs)
    names = sorted(name for name, number in counts.items() if number >= OFTEN)
    at = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for i, (filler, _) in enumerate(rows):
        for name, value in filler.signs.items():
            if name in at:
                x[i, at[name]] = value
    y = np.array([float(held) for _, held in rows])
    weights = newton(x, y, np.array([0.01 if name == "any" else RIDGE for name in names]))
    found = {name: round(float(w), 2) for name, w in zip(names, weights, strict=True)}
    return {name: w for name, w in found.items() if abs(w) >= LEAST}


def write(path: Path, rows: Sequence[Row]) -> None:
    """The weights of all roles as TOML."""
    lines = [
        "# How much each sign speaks for a candidate that the 1992 key holds: log odds of ridge logistic regressions,",
        "# one a role, on muc4_train.jsonl. Written by training/muc_fillers.py.",
    ]
    for role in ROLES:
        weights = fit([row for row in rows if row[0].role == role])
        lines += ["", f"[{role}]", *(f'"{name}" = {w}' for name, w in weights.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Fit on the file named first, items named in the second left out."""
    excluded = Path(arguments[1]).read_text(encoding="utf-8") if len(arguments) > 1 else ""
    rows: list[Row] = []
    for item in read_jsonl(Path(arguments[0])):
        if f"\t{item['id']}\n" not in excluded:
            extraction = extract(Document(text=item["text"]))
            rows += rows_of(item, extraction, marks_of(extraction))
    write(Path(__file__).parents[1] / "evaluation" / "muc_fillers.toml", rows)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
