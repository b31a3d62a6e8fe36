"""Spans out of the scores of a BIO head: the best legal path, with a confidence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Tagged", "best_path", "decode_spans", "softmax", "spans_of_path"]

IMPOSSIBLE = -1e4


@dataclass(frozen=True, slots=True)
class Tagged:
    """A stretch of words (half open) with its label and the mean probability of its tags."""

    start: int
    end: int
    label: str
    confidence: float


def softmax(scores: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Probabilities along the last axis."""
    powers: NDArray[np.float32] = np.exp(scores - scores.max(axis=-1, keepdims=True))
    chances: NDArray[np.float32] = powers / powers.sum(axis=-1, keepdims=True)
    return chances


def decode_spans(scores: "NDArray[np.float32]", labels: tuple[str, ...]) -> list[Tagged]:
    """The spans of one head. `scores` has a row for each word and the columns O, B-, I- of each label in turn."""
    greedy = scores.argmax(axis=1).tolist()
    if not any(greedy):
        return []
    chances = softmax(scores)
    # The best tag of each word is the best path wherever it is legal, which is nearly always.
    path = greedy if _is_legal(greedy) else best_path(np.log(chances + 1e-9))
    return [
        Tagged(start, end, labels[label], float(chances[range(start, end), path[start:end]].mean()))
        for start, end, label in spans_of_path(path)
    ]


def spans_of_path(path: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Start, end (half open) and number of the label of each span in a row of tags (0 is O, 1 the first B, 2 its I)."""
    start = -1
    for at, tag in enumerate((*path, 0)):
        if start >= 0 and (tag == 0 or tag % 2 == 1):
            yield start, at, (path[start] - 1) // 2
            start = -1
        if tag % 2 == 1:
            start = at


def _is_legal(path: list[int]) -> bool:
    return all(
        tag % 2 or not tag or before in (tag, tag - 1) for before, tag in zip([0, *path[:-1]], path, strict=True)
    )


def best_path(scores: "NDArray[np.float32]") -> list[int]:
    """Viterbi over tags in which I-x follows only B-x or I-x."""
    count = scores.shape[1]
    allowed = np.zeros((count, count), dtype=np.float32)  # from, to
    for inside in range(2, count, 2):
        allowed[:, inside] = IMPOSSIBLE
        allowed[inside - 1, inside] = allowed[inside, inside] = 0
    total = scores[0].copy()
    total[2::2] += IMPOSSIBLE
    back = np.zeros(scores.shape, dtype=np.int64)
    for at in range(1, len(scores)):
        steps = total[:, None] + allowed
        back[at] = steps.argmax(axis=0)
        total = steps.max(axis=0) + scores[at]
    path = [int(total.argmax())]
    for at in range(len(scores) - 1, 0, -1):
        path.append(int(back[at][path[-1]]))
    return path[::-1]
