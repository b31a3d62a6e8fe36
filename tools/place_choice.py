"""Fits what the signs of `layers/places/resolution.py` are worth, and writes `lexicons/place_choice.csv`.

    python -m tools.place_choice

From our own reports alone (`tools/place_labels.py`), which say of each name which place it is. A conditional logit:
the right place, or none where the gazetteer lacks it, against all others of that name. The company that names keep
depends on the weights, so it is seen anew with the weights of the round before.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.layers.places.resolution import SIGNS, Choice, choices, weigh
from dragoman.layers.places.toponyms import Found, find_names
from dragoman.parse import Parse, parse
from tools.place_labels import Label, Text, read_reports

TARGET = Path(__file__).parent.parent / "src" / "dragoman" / "lexicons" / "place_choice.csv"
RIDGES = (0.1, 0.5, 2.0)
FOLDS = 10
ROUNDS = 3  # of seeing the company anew
STEPS = 15

START = {"people": 1.0, "same-country": 1.0, "country": 10.0}  # where the first look at the company begins

Numbers = NDArray[np.float64]
Cases = list[tuple[Choice, Numbers]]


@dataclass(frozen=True, slots=True)
class Report:
    """The names found in a report that are labelled there, all names, and the text between them."""

    found: tuple[Found, ...]
    gaps: tuple[str, ...]
    labels: tuple[Label | None, ...]


def read_report(text: Text, parsed: Parse) -> Report:
    """The names of one report with their labels; None for those without an answer and for demonyms."""
    found = find_names(parsed).found
    gaps = tuple(text.text[a.span.end : b.span.start] for a, b in pairwise(found))
    return Report(found, gaps, tuple(None if f.demonym else _label_of(f, text.labels) for f in found))


def _label_of(found: Found, labels: Iterable[Label]) -> Label | None:
    same = (label for label in labels if label.start < found.span.end and found.span.start < label.end)
    return next((label for label in same if label.answer), None)


def cases_of(report: Report, weights: Numbers) -> Cases:
    """Each labelled name once: its choice, and which of it is right."""
    seen: dict[tuple[str, int], tuple[Choice, Numbers]] = {}
    for f, label, choice in zip(
        report.found, report.labels, choices(report.found, report.gaps, tuple(weights)), strict=True
    ):
        if label and label.answer:
            right = np.array([float(label.answer.fits(c.kind, c.country, c.admin1)) for c in choice.candidates])
            right = np.append(right, float(not right.any()))[
                : len(choice.signs)
            ]  # some names cannot be without a place
            if right.any():
                seen[f.lookup, id(choice)] = choice, right
    return list(seen.values())


def fit(reports: Sequence[Report], ridge: float) -> tuple[Numbers, list[Cases]]:
    """The weights, and the cases of each report as they look with the weights of the round before."""
    weights = np.array([START.get(sign, 0.0) for sign in SIGNS])
    for _ in range(ROUNDS):
        cases = [cases_of(report, weights) for report in reports]
        weights = _logit([case for each in cases for case in each], ridge)
    return weights, cases


def _logit(cases: Sequence[tuple[Choice, Numbers]], ridge: float) -> Numbers:
    """The conditional logit; of several right ones (the town and its district) it need not tell which."""
    tables = [(np.array(choice.signs), right) for choice, right in cases]
    weights = np.zeros(len(SIGNS))
    for _ in range(STEPS):
        gradient, curve = -ridge * weights, ridge * np.eye(len(SIGNS))
        for signs, right in tables:
            shares = _shares(signs @ weights)
            of_right = shares * right
            mean = shares @ signs
            gradient += (of_right / of_right.sum()) @ signs - mean
            curve += (signs * shares[:, None]).T @ signs - np.outer(mean, mean)
        weights = weights + np.linalg.solve(curve, gradient)
    return weights


def _shares(scores: Numbers) -> Numbers:
    odds = np.exp(scores - scores.max())
    shares: Numbers = np.maximum(odds / odds.sum(), 1e-12)
    return shares


def measure(cases: Cases, weights: Numbers) -> Counter[str]:
    """How many choices are right, how many names there are, and the loss, in thousandths."""
    counts: Counter[str] = Counter()
    for choice, right in cases:
        place, share = weigh(choice, tuple(weights))
        hit = int(right[choice.candidates.index(place) if place else -1])
        counts["names"] += 1
        counts["in the gazetteer"] += int(right[: len(choice.candidates)].any())
        counts["right"] += hit
        counts["put somewhere"] += place is not None
        counts["put somewhere and right"] += hit if place else 0
        counts["loss"] -= round(1000 * float(np.log((_shares(np.array(choice.signs) @ weights) * right).sum())))
        counts[f"share from {int(10 * share) / 10:.1f}"] += 1
        counts[f"share from {int(10 * share) / 10:.1f} and right"] += hit
    return counts


def held_back(cases: Sequence[Cases], ridge: float) -> Counter[str]:
    """The same over reports that the weights were not fitted on."""
    total: Counter[str] = Counter()
    for k in range(FOLDS):
        rest = [case for i, each in enumerate(cases) if i % FOLDS != k for case in each]
        total += measure([case for each in cases[k::FOLDS] for case in each], _logit(rest, ridge))
    return total


def write(weights: Numbers) -> None:
    """Write the weights in the order of the signs."""
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        file.write(
            "# What each sign is worth, in log-odds, for a place being the one meant, by tools/place_choice.py.\n"
        )
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["sign", "worth"])
        table.writerows((sign, f"{worth:.2f}") for sign, worth in zip(SIGNS, weights, strict=True))


def choose(reports: Sequence[Report]) -> Numbers:
    """The weights with the ridge that does best on reports held back; prints what that comes to."""
    _, cases = fit(reports, RIDGES[0])
    measured = {ridge: held_back(cases, ridge) for ridge in RIDGES}
    ridge = min(RIDGES, key=lambda ridge: measured[ridge]["loss"])
    print(f"ridge {ridge}")
    for what, count in sorted(measured[ridge].items()):
        print(f"  {what}: {count}")
    return fit(reports, ridge)[0]


if __name__ == "__main__":
    write(choose([read_report(text, parse(text.text)) for text in read_reports()]))
