"""Fits what the signs of `layers/places/toponym_judgement.py` are worth, and writes `lexicons/place_weights.csv`.

    python -m tools.place_weights

From our own labels alone (`tools/place_labels.py`). A logistic regression with a ridge gives the worth of a sign; a
second one, on what the first says of texts that it was not fitted on, how mentions of one name count for one another.
The second is fitted on the ordinary reports alone: how much "Jackson said" says of another Jackson depends on how many
people are called like the town they live in, and the other texts have far more of those than newspapers have. The
ridge is the one that does best on texts held back; from which share on words count as a place (`toponyms.LIKELY`) can
be read off what is printed.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.encoder.tagger import label, load_encoder
from dragoman.layers.actors.encoded import set_names
from dragoman.layers.places.toponym_judgement import Signs, signs_of, surnames_of
from dragoman.layers.places.toponym_words import plain
from dragoman.layers.places.toponyms import candidate_names
from dragoman.parse import Parse, parse
from tools.place_labels import Text, read_texts
from training.logistic import newton

TARGET = Path(__file__).parent.parent / "src" / "dragoman" / "lexicons" / "place_weights.csv"
RIDGES = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
LEAST = 5  # times that a sign must be seen
FOLDS = 10
OVERLAP = 0.3  # share of the shorter of two spans that makes them the same name
AGAIN = 1_000_000  # added to the number of a text that is read a second time; falls into the same fold
BOUND = 6.0  # as in the judgement: no single mention outweighs all others

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """A candidate: its signs, its name, the text it stands in, whether it is a place there, the kind of text."""

    signs: Signs
    name: str
    text: int
    place: bool
    report: bool
    ordinary: bool


# --- the labels ----------------------------------------------------------------------------------------------------


def read_cases(texts: Iterable[tuple[Text, Parse]]) -> tuple[list[Case], list[Case]]:
    """The candidates of all texts: read with entities, the parser's and the encoder's in turn, and without."""
    encoder = load_encoder()
    named: list[Case] = []
    bare: list[Case] = []
    for number, (text, parsed) in enumerate(texts):
        named += _cases(parsed, text, number)
        set_names(parsed, label(parsed, encoder))
        named += _cases(parsed, text, number + AGAIN)
        parsed.doc.set_ents([])
        bare += _cases(parsed, text, number)
    return named, bare


def _cases(parsed: Parse, text: Text, number: int) -> list[Case]:
    return [Case(*row[:2], number, row[2], text.report, text.ordinary) for row in _rows(parsed, text)]


def _rows(parsed: Parse, text: Text) -> Iterator[tuple[Signs, str, bool]]:
    surnames = surnames_of(parsed.doc)
    for tokens in candidate_names(parsed)[0]:
        start, end = tokens.start_char, tokens.end_char
        verdicts = [
            mark.place
            for mark in text.labels
            if min(mark.end, end) - max(mark.start, start) > OVERLAP * min(mark.end - mark.start, end - start)
        ]
        if verdicts or text.complete:
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
    folds = np.array([case.text % FOLDS for case in cases])
    held = {ridge: _held_back(matrix, places, folds, ridge) for ridge in RIDGES}
    ridge = min(RIDGES, key=lambda ridge: _loss(held[ridge], places))
    worth = _logistic(matrix, places, ridge)
    company = _company(cases, held[ridge])
    ordinary = np.array([case.ordinary for case in cases])
    shift, own, others = _logistic(company[ordinary], places[ordinary], ridge)
    print(f"ridge {ridge}, loss {_loss(held[ridge], places):.3f}")
    logits = company @ np.array([shift, own, others])
    for name, chosen in (
        ("all", folds >= 0),
        ("reports", np.array([case.report for case in cases])),
        ("ordinary", ordinary),
    ):
        _report(name, logits[chosen], places[chosen])
    fitted = {sign: float(worth[i]) for sign, i in column.items()}
    return fitted | {"always": float(worth[0]), "own": float(own), "others": float(others), "shift": float(shift)}


def _held_back(matrix: Numbers, places: Numbers, folds: Numbers, ridge: float) -> Numbers:
    """The log-odds of each case by a fit on the texts of the other folds."""
    logits = np.zeros(len(places))
    for k in range(FOLDS):
        rest = folds != k
        logits[~rest] = matrix[~rest] @ _logistic(matrix[rest], places[rest], ridge)
    return logits


def _loss(logits: Numbers, places: Numbers) -> float:
    return float(np.logaddexp(0, np.where(places > 0, -logits, logits)).mean())


def _report(name: str, logits: Numbers, places: Numbers) -> None:
    """Print the loss and F1 on texts held back by the share from which on words count as a place."""
    print(f"{name}: {len(places)} cases, {int(places.sum())} places, loss {_loss(logits, places):.3f}")
    shares = 1 / (1 + np.exp(-logits))
    for likely in np.arange(0.2, 0.85, 0.1):
        taken = shares >= likely
        hits = float(places[taken].sum())
        precision, recall = hits / max(float(taken.sum()), 1.0), hits / float(places.sum())
        f1 = 2 * precision * recall / (precision + recall)
        print(f"  from {likely:.1f} on: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")


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


def _logistic(matrix: Numbers, places: Numbers, ridge: float) -> Numbers:
    """The weights of a logistic regression; the first column is the constant, without a ridge."""
    ridges = np.full(matrix.shape[1], ridge)
    ridges[0] = 1e-6
    return newton(matrix, places, ridges)


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
    write([fit(cases) for cases in read_cases((text, parse(text.text)) for text in read_texts())])
