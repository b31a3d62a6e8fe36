"""What the encoder says of a dispatch's words as fillers of the key of 1992.

The shipped encoder learned from the training dispatches and tells more of them than of others. So the tables are fitted
on the word of encoders that had not seen the dispatch (`training/muc_fit.py`).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dragoman.encoder.labels import TAGS
from dragoman.encoder.tagger import Encoder, label
from dragoman.parse import Parse

__all__ = ["ROLES", "WordTags", "report_signs", "span_signs", "stretch_signs", "tag_words"]

Floats = NDArray[np.float64]
ROLES = TAGS["muc"]
LEAST = 0.002  # a chance is taken for no less than this, nor for more than one minus it
SCALE = 3.0  # log odds by this weigh about as much as a sign that is there or not
NEVER = math.log(LEAST / (1 - LEAST)) / SCALE
RANKS = (0, 3, 9)  # of a report's words, the likeliest first
FEW = 30  # words


@dataclass(frozen=True, eq=False)
class WordTags:
    """For each word and role how probable it is that a filler begins there, and that one goes on there."""

    begins: Floats
    insides: Floats

    @cached_property
    def chances(self) -> Floats:
        """How probable it is that a word is one of a filler."""
        return self.begins + self.insides

    @cached_property
    def odds(self) -> Floats:
        """The same as log odds."""
        return _log_odds(self.chances)


def tag_words(parse: Parse, encoder: Encoder | None) -> WordTags:
    """What the encoder says of each token; without one, nothing."""
    tags = np.zeros((len(parse.doc), 2 * len(ROLES)))
    if encoder is None:
        return WordTags(tags[:, 0::2], tags[:, 1::2])
    labels = label(parse, encoder)
    tags[[word.token for window in labels.windows for word in window.words]] = labels.chances("muc")[:, 1:]
    return WordTags(tags[:, 0::2], tags[:, 1::2])


def span_signs(tags: WordTags, spans: Sequence[tuple[int, int, int]]) -> dict[str, float]:
    """The signs of a phrase with all its places: first word, last word and the noun it is about."""
    odds = tags.odds
    none = np.zeros(len(ROLES))
    rows = []
    for first, last, root in spans:
        before = tags.chances[first - 1] if first else none
        after = tags.insides[last + 1] if last + 1 < len(odds) else none
        whole = _log(tags.begins[first]) + _log(tags.insides[first + 1 : last + 1]).sum(axis=0) + _log(1 - after)
        inside = odds[first : last + 1]
        rows.append(
            (
                odds[root], inside.min(axis=0), _log_odds(tags.begins[first]), whole, inside.mean(axis=0),
                -_log_odds(before), -_log_odds(after),
            )
        )  # fmt: skip
    best = np.array(rows).max(axis=0) / SCALE
    best[4] = np.array(rows)[:, 4].mean(axis=0) / SCALE
    names = ("root", "least", "begun", "whole", "mean", "not before", "not after")
    return {
        f"e:{name} {role}": float(value)
        for name, values in zip(names, best, strict=True)
        for role, value in zip(ROLES, values, strict=True)
    }


def stretch_signs(tags: WordTags, inside: NDArray[np.bool_]) -> dict[str, float]:
    """The signs of the sentences that tell of a record: the likeliest filler of each role, how many, which share."""
    held = tags.chances[inside]
    best = _log_odds(held.max(axis=0, initial=0.0)) / SCALE
    number = np.log1p(held.sum(axis=0))
    signs = {f"e:best {role}": float(value) for role, value in zip(ROLES, best, strict=True)}
    signs |= {f"e:number {role}": float(value) for role, value in zip(ROLES, number, strict=True)}
    return signs | {"e:share": float(held.sum() / (tags.chances.sum() + 0.1))}


def report_signs(tags: WordTags) -> dict[str, float]:
    """The signs of a report: its likeliest words in each role and in any, and how many there are."""
    likeliest = -np.sort(-tags.chances, axis=0)
    anything = -np.sort(-(1 - np.prod(1 - tags.chances, axis=1)))
    signs = {}
    for at, role in enumerate(ROLES):
        for rank in RANKS:
            signs[f"e:word {rank} {role}"] = _ranked(likeliest[:, at], rank)
        signs[f"e:number {role}"] = float(np.log1p(likeliest[:, at].sum()))
    for rank in (*RANKS, FEW):
        signs[f"e:word {rank}"] = _ranked(anything, rank)
    total = float(anything.sum())
    return signs | {"e:number": math.log1p(total) / 2, "e:share": 10 * total / max(1, len(anything))}


def _ranked(chances: Floats, rank: int) -> float:
    return float(_log_odds(chances[rank : rank + 1])[0]) / SCALE if rank < len(chances) else NEVER


def _log_odds(chances: Floats) -> Floats:
    kept = np.clip(chances, LEAST, 1 - LEAST)
    return np.log(kept / (1 - kept))


def _log(chances: Floats) -> Floats:
    return np.log(np.clip(chances, LEAST, 1))
