"""Fits what the signs of `layers/toponym_judgement.py` are worth, and writes `lexicons/place_weights.csv`.

    python -m tools.place_weights

From our own passages alone (`training/data/places`, described in `training/data/README.md`). A logistic regression
with a ridge gives the worth of a sign; a second one, on what the first says of texts that it was not fitted on, how
mentions of one name count for one another. The ridge, and from which share on words count as a place
(`toponyms.LIKELY`), are those that do best on texts held back; both are printed.
"""

import csv
import hashlib
import re
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
from training.logistic import newton
from training.passages import DATA, read_folder

TARGET = Path(__file__).parent.parent / "src" / "dragoman" / "lexicons" / "place_weights.csv"
PLACES = DATA / "places"
RIDGES = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
LEAST = 5  # times that a sign must be seen
FOLDS = 10
OVERLAP = 0.3  # share of the shorter of two spans that makes them the same name
BOUND = 6.0  # as in the judgement: no single mention outweighs all others

Numbers = NDArray[np.float64]
Labels = list[tuple[int, int, bool]]  # beginning, end, whether it is a place


@dataclass(frozen=True, slots=True)
class Case:
    """A candidate: its signs, its name, the text it stands in, whether it is a place there."""

    signs: Signs
    name: str
    text: int
    place: bool


# --- the labels ----------------------------------------------------------------------------------------------------


def read_texts() -> list[tuple[str, Labels, bool]]:
    """Each labelled text, its labels, and whether every place in it is labelled."""
    marked = [(*read_marked(line), True) for line in _lines(PLACES / "passages.txt")]
    return [(text, labels, False) for text, labels in _of_passages()] + marked


def _lines(file: Path) -> list[str]:
    return [line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def read_marked(line: str) -> tuple[str, Labels]:
    """The text without its braces, and the places that stood in them."""
    parts = re.split(r"[{}]", line)
    at, labels = 0, []
    for number, part in enumerate(parts):
        if number % 2:
            labels.append((at, at + len(part), True))
        at += len(part)
    return "".join(parts), labels


def _of_passages() -> list[tuple[str, Labels]]:
    """The passages of the other files with their labels; says how many labels no longer fit a text."""
    texts = {hashlib.sha256(p.text.encode()).hexdigest()[:12]: p.text for p in read_folder()[0]}
    found: dict[str, Labels] = defaultdict(list)
    rows = list(csv.DictReader(_lines(PLACES / "labels.tsv"), delimiter="\t"))
    for row in rows:
        text = texts.get(row["text"], "")
        start, end = int(row["start"]), int(row["end"])
        if text[start:end].split() == row["words"].split() and end > start:
            found[text].append((start, end, row["place"] == "1"))
    print(f"{len(rows) - sum(map(len, found.values()))} of {len(rows)} labels fit no text and are left out")
    return list(found.items())


def read_cases(texts: Sequence[tuple[str, Labels, bool]]) -> tuple[list[Case], list[Case]]:
    """The candidates of all texts: read with the parser's entities, and without."""
    columns: tuple[list[Case], list[Case]] = ([], [])
    for number, (text, labels, complete) in enumerate(texts):
        parsed = parse(text)
        for cases in columns:
            cases += [Case(*row[:2], number, row[2]) for row in _rows(parsed, labels, complete)]
            parsed.doc.set_ents([])
    return columns


def _rows(parsed: Parse, labels: Labels, complete: bool) -> Iterator[tuple[Signs, str, bool]]:
    surnames = surnames_of(parsed.doc)
    for tokens in candidate_names(parsed):
        start, end = tokens.start_char, tokens.end_char
        verdicts = [place for s, e, place in labels if min(e, end) - max(s, start) > OVERLAP * min(e - s, end - start)]
        if verdicts or complete:
            yield signs_of(tokens, plain(tokens), surnames), plain(tokens), any(verdicts)


# --- the fit -------------------------------------------------------------------------------------------------------


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
    weights = _weights(places)
    folds = np.array([case.text % FOLDS for case in cases])
    held = {ridge: _held_back(matrix, places, weights, folds, ridge) for ridge in RIDGES}
    ridge = min(RIDGES, key=lambda ridge: _loss(held[ridge], places, weights))
    worth = _logistic(matrix, places, weights, ridge)
    company = _company(cases, held[ridge])
    shift, own, others = _logistic(company, places, weights, ridge)
    if others < 0:  # too few names stand twice to tell: a mention never speaks against the others
        company[:, 2] = 0
        shift, own, others = _logistic(company, places, weights, ridge)
    _report(_held_back(company, places, weights, folds, ridge), places, weights, ridge)
    fitted = {sign: float(worth[i]) for sign, i in column.items()}
    return fitted | {"always": float(worth[0]), "own": float(own), "others": float(others), "shift": float(shift)}


def _weights(places: Numbers) -> Numbers:
    """Places count as much as all else together: the passages were made up, their share of places means nothing."""
    share = places.mean()
    return np.where(places > 0, 0.5 / share, 0.5 / (1 - share))


def _held_back(matrix: Numbers, places: Numbers, weights: Numbers, folds: Numbers, ridge: float) -> Numbers:
    """The log-odds of each case by a fit on the texts of the other folds."""
    logits = np.zeros(len(places))
    for k in range(FOLDS):
        rest = folds != k
        logits[~rest] = matrix[~rest] @ _logistic(matrix[rest], places[rest], weights[rest], ridge)
    return logits


def _loss(logits: Numbers, places: Numbers, weights: Numbers) -> float:
    return float((weights * np.logaddexp(0, np.where(places > 0, -logits, logits))).mean())


def _report(logits: Numbers, places: Numbers, weights: Numbers, ridge: float) -> None:
    """Print the ridge, the loss and F1 on texts held back by the share from which on words count as a place."""
    print(f"{len(places)} cases, {int(places.sum())} places; ridge {ridge}, loss {_loss(logits, places, weights):.3f}")
    shares = 1 / (1 + np.exp(-logits))
    for likely in np.arange(0.1, 0.75, 0.05):
        taken = shares >= likely
        hits = float((weights * places)[taken].sum())
        print(f"  from {likely:.2f} on: F1 {2 * hits / float(weights[taken].sum() + (weights * places).sum()):.3f}")


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


def _logistic(matrix: Numbers, places: Numbers, weights: Numbers, ridge: float) -> Numbers:
    """The weights of a logistic regression; the first column is the constant, without a ridge."""
    ridges = np.full(matrix.shape[1], ridge)
    ridges[0] = 1e-6
    return newton(matrix, places, ridges, weights)


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
    write([fit(cases) for cases in read_cases(read_texts())])
