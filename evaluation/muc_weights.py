"""Tables of weights: how much each sign speaks for each answer, as log odds."""

import csv
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

__all__ = ["EXTREME", "chance", "weights_of", "write_weights"]

FOLDER = Path(__file__).parent
EXTREME = 0.02  # an estimate is taken for no surer than this, nor than one minus it


def chance(weights: Mapping[str, float], signs: Mapping[str, float]) -> float:
    """How probable an answer is."""
    score = sum(weights.get(name, 0.0) * value for name, value in signs.items())
    return 1 / (1 + math.exp(-score))


@cache
def weights_of(table: str) -> Mapping[str, Mapping[str, float]]:
    """A table `muc_TABLE.csv`: for each answer the weights of its signs."""
    with (FOLDER / f"muc_{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        answers: dict[str, dict[str, float]] = {name: {} for name in (rows.fieldnames or ())[1:]}
        for row in rows:
            for name, weights in answers.items():
                weights[row["sign"]] = float(row[name] or 0.0)
    return answers


def write_weights(table: str, answers: Mapping[str, Mapping[str, float]]) -> None:
    """Write such a table, signs in alphabetical order."""
    with (FOLDER / f"muc_{table}.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["sign", *answers])
        for sign in sorted({sign for weights in answers.values() for sign in weights}):
            values = (weights.get(sign, 0.0) for weights in answers.values())
            out.writerow([sign, *(f"{value:.2f}" if value else "" for value in values)])
    weights_of.cache_clear()
