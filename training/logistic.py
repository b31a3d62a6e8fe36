"""Ridge logistic regression by Newton's method: of tables that are solved whole, and of rows of a few signs of many."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Signs", "Table", "fit_signs", "newton", "table_of"]

STEPS = 25  # more change nothing
INNER = 30  # steps of conjugate gradients in one of Newton's
CLOSE = 1e-3  # of the first gradient's length: nearer makes no difference in two decimals

Signs = Mapping[str, float]
Floats = NDArray[np.float64]


def newton(x: Floats, y: Floats, ridge: Floats) -> Floats:
    """The weights of the columns of `x` for the labels `y` (0 or 1).

    `ridge` is the penalty of each column.
    """
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - chances) - ridge * weights
        weights += np.linalg.solve((x * (chances * (1 - chances))[:, None]).T @ x + np.diag(ridge), gradient)
    return weights


@dataclass(frozen=True, eq=False)
class Table:
    """Rows of signs, each value with its row and column; `names` are the columns."""

    names: tuple[str, ...]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: Floats
    height: int

    def times(self, weights: Floats) -> Floats:
        """A number for each row."""
        return np.bincount(self.rows, self.values * weights[self.columns], self.height)

    def turned(self, numbers: Floats) -> Floats:
        """A number for each column."""
        return np.bincount(self.columns, self.values * numbers[self.rows], len(self.names))


def table_of(rows: Sequence[Signs], *, often: int) -> Table:
    """The signs that at least `often` rows have."""
    counts = Counter(name for row in rows for name, value in row.items() if value)
    at = {name: i for i, name in enumerate(sorted(name for name, number in counts.items() if number >= often))}
    known = [[(at[name], value) for name, value in row.items() if value and name in at] for row in rows]
    return Table(
        names=tuple(at),
        rows=np.repeat(np.arange(len(rows)), [len(row) for row in known]),
        columns=np.array([column for row in known for column, _ in row], np.int64),
        values=np.array([value for row in known for _, value in row], float),
        height=len(rows),
    )


def fit_signs(table: Table, labels: Sequence[bool], *, ridge: float, only: NDArray[np.bool_] | None = None) -> Floats:
    """The weights of a table's columns; `only` says which rows are learned from."""
    y = np.array(labels, float)
    asked = np.ones(table.height) if only is None else only.astype(float)
    weights = np.zeros(len(table.names))
    first = 0.0
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-table.times(weights)))
        gradient = table.turned(asked * (y - chances)) - ridge * weights
        length = float(np.sqrt(gradient @ gradient))
        first = first or length
        if length <= CLOSE * first:
            break
        step = _solve(table, asked * chances * (1 - chances), ridge, gradient)
        weights += _shortened(table, y, asked, ridge, weights, step)
    return weights


def _shortened(table: Table, y: Floats, asked: Floats, ridge: float, weights: Floats, step: Floats) -> Floats:
    """As much of a step as makes the fit no worse: whole steps can lead away where nearly all labels are alike."""

    def loss(at: Floats) -> float:
        scores = table.times(at)
        return float(asked @ (np.logaddexp(0, scores) - y * scores) + ridge / 2 * (at @ at))

    before = loss(weights)
    while loss(weights + step) > before and float(np.abs(step).max()) > CLOSE:
        step = step / 2
    return step


def _solve(table: Table, curve: Floats, ridge: float, gradient: Floats) -> Floats:
    """Newton's step, by conjugate gradients."""
    step = np.zeros_like(gradient)
    left = gradient.copy()
    direction = left.copy()
    length = left @ left
    enough = 0.01 * length
    for _ in range(INNER):
        bent = table.turned(curve * table.times(direction)) + ridge * direction
        far = length / (direction @ bent)
        step += far * direction
        left -= far * bent
        shorter = left @ left
        if shorter <= enough:
            break
        direction = left + shorter / length * direction
        length = shorter
    return step
