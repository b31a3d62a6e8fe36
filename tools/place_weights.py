"""Fits what the signs of `layers/toponym_judgement.py` are worth, and writes `lexicons/place_weights.csv`.

    python -m tools.place_weights GWN.jsonl LGL.jsonl       (the development sets beside the repository)

Each set weighs the same by the root of its size. A logistic regression with a ridge gives the worth of a sign; a
second one, on what the first says of texts that it was not fitted on, how mentions of one name count for one another.
The file holds weights of signs alone: no word of the texts.
"""

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.layers.toponym_judgement import Signs, signs_of, surnames_of
from dragoman.layers.toponym_words import plain
from dragoman.layers.toponyms import candidate_names
from dragoman.parse import Parse, parse

TARGET = Path(__file__).parent.parent / "src" / "dragoman" / "lexicons" / "place_weights.csv"
RIDGE = 2.0
LEAST = 8  # times that a sign must be seen
FOLDS = 5
OVERLAP = 0.3  # share of the shorter of two spans that makes them the same name
BOUND = 6.0  # as in the judgement: no single mention outweighs all others

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """A candidate: its signs, its name, the text it stands in, whether people took it for a place, its weight."""

    signs: Signs
    name: str
    text: int
    place: bool
    weight: float


def read_cases(files: Sequence[Path], *, entities: bool) -> list[Case]:
    """The candidates of all texts."""
    cases: list[Case] = []
    for file in files:
        rows = []
        for line in file.read_text(encoding="utf-8").strip("\n").split("\n"):
            item = json.loads(line)
            parsed = parse(item["text"])
            if not entities:
                parsed.doc.set_ents([])
            rows.append(list(_rows(parsed, item["toponyms"])))
        weight = 1 / np.sqrt(sum(map(len, rows)))
        first = cases[-1].text + 1 if cases else 0
        cases += [Case(*row[:2], first + k, row[2], weight) for k, text in enumerate(rows) for row in text]
    return cases


def _rows(parsed: Parse, gold: Sequence[dict[str, int]]) -> Iterator[tuple[Signs, str, bool]]:
    surnames = surnames_of(parsed.doc)
    for tokens in candidate_names(parsed):
        start, end = tokens.start_char, tokens.end_char
        place = any(
            min(g["end"], end) - max(g["start"], start) > 0.3 * min(g["end"] - g["start"], end - start) for g in gold
        )
        yield signs_of(tokens, plain(tokens), surnames), plain(tokens), place


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """The worth of each sign that is seen often enough, and of the company of other mentions."""
    counts = Counter(sign for case in cases for sign in case.signs)
    signs = sorted(sign for sign, count in counts.items() if count >= LEAST)
    column = {sign: i for i, sign in enumerate(signs, 1)}
    matrix = np.zeros((len(cases), len(signs) + 1))
    matrix[:, 0] = 1
    for row, case in enumerate(cases):
        matrix[row, [column[sign] for sign in case.signs if sign in column]] = 1
    places = np.array([float(case.place) for case in cases])
    weights = np.array([case.weight for case in cases])
    weights /= weights.mean()
    fold = np.array([case.text % FOLDS for case in cases])
    unseen = np.zeros(len(cases))
    for k in range(FOLDS):
        unseen[fold == k] = matrix[fold == k] @ _logistic(matrix[fold != k], places[fold != k], weights[fold != k])
    worth = _logistic(matrix, places, weights)
    shift, own, others = _logistic(_company(cases, unseen), places, weights)
    fitted = {sign: float(worth[i]) for sign, i in column.items()}
    return fitted | {"always": float(worth[0]), "own": float(own), "others": float(others), "shift": float(shift)}


def _company(cases: Sequence[Case], logits: Numbers) -> Numbers:
    """A row a case: one, its own logit, the mean of the other mentions' in its text."""
    bounded = np.clip(logits, -BOUND, BOUND)
    totals: dict[tuple[int, str], float] = defaultdict(float)
    counts = Counter((case.text, case.name) for case in cases)
    for case, x in zip(cases, bounded, strict=True):
        totals[case.text, case.name] += float(x)
    rows = []
    for case, x, logit in zip(cases, bounded, logits, strict=True):
        key = case.text, case.name
        rows.append((1.0, logit, (totals[key] - x) / (counts[key] - 1) if counts[key] > 1 else 0.0))
    return np.array(rows)


def _logistic(matrix: Numbers, places: Numbers, weights: Numbers) -> Numbers:
    """The weights of a logistic regression by Newton's method; the first column is the constant, without a ridge."""
    worth = np.zeros(matrix.shape[1])
    ridge = np.full(matrix.shape[1], RIDGE)
    ridge[0] = 1e-6
    for _ in range(30):
        share = 1 / (1 + np.exp(-np.clip(matrix @ worth, -30, 30)))
        gradient = matrix.T @ (weights * (places - share)) - ridge * worth
        curve = (matrix * (weights * share * (1 - share))[:, None]).T @ matrix + np.diag(ridge)
        step = np.linalg.solve(curve, gradient)
        worth += step
        if np.abs(step).max() < 1e-6:
            break
    return worth


def write(columns: Sequence[dict[str, float]]) -> None:
    """Write both columns, signs in order."""
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        file.write(
            "# What each sign is worth, in log-odds, for words being a place name; fitted by tools/place_weights.py.\n"
        )
        file.write("# always, own, others, shift: the constant, and how mentions of one name count for one another.\n")
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["sign", "with", "without"])
        for sign in sorted(set().union(*columns)):
            table.writerow([sign, *(f"{c[sign]:.2f}" if sign in c else "" for c in columns)])


if __name__ == "__main__":
    given = [Path(name) for name in sys.argv[1:]]
    if not given:
        raise SystemExit(__doc__)
    write([fit(read_cases(given, entities=entities)) for entities in (True, False)])
