"""Ridge logistic regression by Newton's method, for tables small enough to be solved whole."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["newton"]

STEPS = 25  # more change nothing


def newton(x: NDArray[np.float64], y: NDArray[np.float64], ridge: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weights of the columns of `x` for the labels `y` (0 or 1).

    `ridge` is the penalty of each column.
    """
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - chances) - ridge * weights
        weights += np.linalg.solve((x * (chances * (1 - chances))[:, None]).T @ x + np.diag(ridge), gradient)
    return weights
