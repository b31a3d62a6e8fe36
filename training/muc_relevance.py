"""Fit `evaluation/muc_relevance.toml`: which reports the key of 1992 counts, by logistic regression.

    python -m training.muc_relevance ../shared/eval/incidents/muc4_train.jsonl [../shared/eval/train_exclude.txt]

Reads the training dispatches alone. The words are those that the file holds; their weights and those of the signs in
the records are fitted anew. A dispatch counts where its key has an incident that is not optional.
"""

import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from dragoman.model.document import Document
from dragoman.model.records import Extraction
from dragoman.pipeline import extract
from evaluation.gold import read_jsonl
from evaluation.muc_relevance import signs_of
from training.logistic import newton

RIDGE = 8.0
OFTEN = 6  # a sign of fewer dispatches gets no weight
LEAST = 0.1  # smaller weights are noise and are left out
PARTS = ("record", "words", "lead")
FILE = Path(__file__).parents[1] / "evaluation" / "muc_relevance.toml"

Signs = Mapping[tuple[str, str], float]


def signs(extraction: Extraction, words: Mapping[str, Sequence[str]]) -> Signs | None:
    """The signs of a report by part and name; None where it has no incident to be judged by."""
    found = signs_of(extraction)
    if found is None:
        return None
    record, told, lead = found
    return {
        **{("record", name): float(value) for name, value in record.items()},
        **{("words", word): 1.0 for word in words["words"] if word in told},
        **{("lead", word): 1.0 for word in words["lead"] if word in lead},
    }


def fit(rows: Sequence[tuple[Signs, bool]]) -> tuple[float, dict[tuple[str, str], float]]:
    """The bias and the weights."""
    names = sorted({name for row, _ in rows for name in row})
    names = [name for name in names if sum(bool(row.get(name)) for row, _ in rows) >= OFTEN]
    x = np.array([[1.0, *(row.get(name, 0.0) for name in names)] for row, _ in rows])
    y = np.array([float(counts) for _, counts in rows])
    weights = newton(x, y, np.array([0.01, *(RIDGE for _ in names)]))
    return float(weights[0]), {
        n: round(float(w), 2) for n, w in zip(names, weights[1:], strict=True) if abs(w) >= LEAST
    }


def write(path: Path, rows: Sequence[tuple[Signs, bool]]) -> None:
    """The weights as TOML."""
    bias, weights = fit(rows)
    lines = [
        "# How much each sign speaks for a dispatch that the 1992 key counts as terrorist or state violence: log odds",
        "# of a ridge logistic regression on muc4_train.jsonl, those of train_exclude.txt left out. `words`: in the",
        "# sentences of an incident; `lead`: in the first 900 characters; `record`: what the incidents are.",
        "# Written by training/muc_relevance.py.",
        "",
        f"bias = {bias:.2f}",
    ]
    for part in PARTS:
        lines += ["", f"[{part}]", *(f'"{name}" = {w}' for (of, name), w in weights.items() if of == part)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Fit on the file named first, items named in the second left out."""
    excluded = Path(arguments[1]).read_text(encoding="utf-8") if len(arguments) > 1 else ""
    words = tomllib.loads(FILE.read_text(encoding="utf-8"))
    rows = []
    for item in read_jsonl(Path(arguments[0])):
        if f"\t{item['id']}\n" not in excluded:
            found = signs(extract(Document(text=item["text"])), words)
            if found is not None:
                rows.append((found, any(not incident.get("optional") for incident in item["incidents"])))
    write(FILE, rows)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
