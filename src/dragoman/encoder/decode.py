"""Spans out of the scores of a BIO head: the best legal path, with a confidence."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Tagged", "best_path", "decode_spans", "log_odds", "softmax", "spans_of_path", "spans_of_tags"]

IMPOSSIBLE = -1e4


@dataclass(frozen=True, slots=True)
class Tagged:
    """A stretch of words (half open) with its label and the probability of the least sure of its tags."""

    start: int
    end: int
    label: str
    confidence: float


def softmax(scores: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Probabilities along the last axis."""
    powers: NDArray[np.float32] = np.exp(scores - scores.max(axis=-1, keepdims=True))
    chances: NDArray[np.float32] = powers / powers.sum(axis=-1, keepdims=True)
    return chances


def log_odds(chance: float, *, least: float) -> float:
    """The log odds of a probability that is taken for no less than `least` and no more than one minus it."""
    kept = min(max(chance, least), 1 - least)
    return math.log(kept / (1 - kept))


def decode_spans(scores: "NDArray[np.float32]", labels: tuple[str, ...]) -> list[Tagged]:
    """The spans of one head. `scores` has a row for each word and the columns O, B-, I- of each label in turn."""
    return spans_of_tags(scores.argmax(axis=1).tolist(), softmax(scores), labels)


def spans_of_tags(likeliest: list[int], chances: "NDArray[np.float32]", labels: tuple[str, ...]) -> list[Tagged]:
    """The spans of one head by the likeliest tag of each word and the probabilities of all its tags."""
    if not any(likeliest):
        return []
    # The best tag of each word is the best path wherever it is legal, which is nearly always.
    path = likeliest if _is_legal(likeliest) else best_path(np.log(chances + 1e-9))
    return [
        Tagged(start, end, labels[label], float(chances[range(start, end), path[start:end]].min()))
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
    """Viterbi over tags in which I-x follows only B-x or I-x, so that all other tags have one best tag before them."""
    first, *others = scores.tolist()
    begins = range(1, len(first), 2)
    total = [score + IMPOSSIBLE * (tag > 0 and tag % 2 == 0) for tag, score in enumerate(first)]
    back: list[list[int]] = []
    for row in others:
        top = max(total)
        before = [total.index(top)] * len(row)
        for begin in begins:
            before[begin + 1] = begin if total[begin] >= total[begin + 1] else begin + 1
        total = [total[tag] + score for tag, score in zip(before, row, strict=True)]
        back.append(before)
    path = [total.index(max(total))]
    for before in reversed(back):
        path.append(before[path[-1]])
    return path[::-1]
