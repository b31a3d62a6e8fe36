"""What the key of 1992 could hold of one incident, role by role, and whether it would.

The layer names everybody and everything an attack was done by, to and with, and the report names more beside. The
key holds less: no bands without a word on who they are, no soldiers, no weapon that was only found. What its analysts'
decisions on the training dispatches come to are the weights in `muc_fillers.toml`, fitted by `training/muc_fillers.py`.
"""

import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from dragoman.model.records import Extraction, Incident
from evaluation.muc_candidates import candidates
from evaluation.muc_marks import Mark
from evaluation.muc_relevance import MILITARY, relevance

__all__ = ["Filler", "fillers", "is_wanted"]

# In three-fold cross-validation on the training dispatches .25 is best for the rules alone (F1: 41 pooled,
# 39 by incident). The encoder's marks add to that, but it learned from the same dispatches.
ENOUGH = 0.25
LEAD = 900  # characters


@dataclass(frozen=True, slots=True)
class Filler:
    """A string that may fill a role, with what speaks for it and against it; truth counts 1."""

    role: str
    words: str
    signs: Mapping[str, float] = field(default_factory=dict)


def fillers(
    extraction: Extraction, record: Incident, among: Sequence[Incident] = (), marks: Sequence[Mark] = ()
) -> Iterator[Filler]:
    """All that a record and its report could give the key; what has several sources bears the signs of all.

    `among` are the report's incidents that have templates: what stands outside them all goes to one of them.
    """
    about = _about(extraction, record)
    found: dict[tuple[str, str], tuple[str, dict[str, float]]] = {}
    for role, words, more in candidates(extraction, record, among or (record,), marks):
        if words:
            _, signs = found.setdefault((role, words.lower()), (words, {}))
            signs.update({name: max(value, signs.get(name, 0.0)) for name, value in more.items()})
    for (role, _), (words, more) in found.items():
        yield Filler(role, words, _signs(extraction, words) | about | more)


def is_wanted(filler: Filler) -> bool:
    """Whether the key would hold it, by the weights of its role."""
    weights = _weights()[filler.role]
    score = sum(weights.get(name, 0.0) * value for name, value in filler.signs.items())
    return 1 / (1 + math.exp(-score)) > ENOUGH


# --- signs ----------------------------------------------------------------------------------------------------------


def _about(extraction: Extraction, record: Incident) -> dict[str, float]:
    """What the incident and the report say about all its fillers."""
    odds = relevance(extraction)
    place = extraction.incidents.index(record)
    return {
        "any": 1.0,
        "relevant": math.log(odds / (1 - odds)) if 0 < odds < 1 else 0.0,
        "recalled": float(record.recalled),
        "frames": min(6, len(record.evidence)) / 6,
        "later": min(4, place) / 4,
        "many": min(6, len(extraction.incidents)) / 6,
        "killed": float(record.killed is not None),
        "soldiers": float(bool(record.target) and bool(MILITARY.search(record.target or ""))),
        f"type_{record.type}": 1.0,
    }


def _signs(extraction: Extraction, words: str) -> dict[str, float]:
    """What the words themselves say: their last word, how often and how early they stand in the report."""
    text = extraction.document.text.lower()
    low = words.lower()
    parts = low.split(" of ")[0].split()
    count = text.count(low)
    return {
        f"head_{_singular(parts[-1])}" if parts else "head_": 1.0,
        f"start_{parts[0]}" if len(parts) > 1 else "bare": 1.0,
        "lead": float(0 <= text.find(low) < LEAD),
        "often": min(5, count) / 5,
        "absent": float(count == 0),
        "long": min(6, len(parts)) / 6,
        "soldier": float(bool(MILITARY.search(words))),
    }


def _singular(word: str) -> str:
    return word[:-2] + "an" if word.endswith("men") else word.removesuffix("s")


@cache
def _weights() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
