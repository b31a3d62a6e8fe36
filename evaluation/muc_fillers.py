"""Who and what the key of 1992 holds of a report, role by role: phrases that its analysts would have taken.

The layer of incidents names everybody and everything an attack was done by, to and with. The key holds less (no weapon
that was only found, no soldiers as targets) and more (whoever is accused anywhere in the report). What its analysts'
decisions on the training dispatches come to are the weights in `muc_fillers.csv`, fitted by `training/muc_fit.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.model.records import Extraction
from evaluation.muc_signs import is_plausible, signs_of_phrases
from evaluation.muc_weights import chance, weights_of
from evaluation.muc_words import Place, Words, plain

__all__ = ["ENOUGH", "Filler", "fillers", "select"]

# Half of the F1 to be had, which is where taking a filler or leaving it comes to the same. In cross-validation on the
# training dispatches the pooled figure is best at 0.22, that of incidents at 0.30, neither by more than half a point.
ENOUGH = dict.fromkeys(
    ("perp_individual", "perp_org", "phys_target", "hum_target_name", "hum_target_desc", "instrument"), 0.24
)


@dataclass(frozen=True, slots=True)
class Filler:
    """A phrase for a role, with all its places in the report and how probable it is that the key holds it."""

    role: str
    words: str
    places: tuple[Place, ...]
    chance: float


def fillers(extraction: Extraction, words: Words, relevance: float) -> list[Filler]:
    """The fillers of all roles, whichever incident they belong to."""
    signs, places = signs_of_phrases(extraction, words, relevance)
    wanted = []
    for role, weights in weights_of("fillers").items():
        asked = [key for key, found in signs.items() if is_plausible(found, weights)]
        likely = [_filler(role, words, places[key], chance(weights, signs[key])) for key in asked]
        wanted += select([filler for filler in likely if filler.chance >= ENOUGH[role]])
    return wanted


def select(likely: Sequence[Filler]) -> list[Filler]:
    """Those of one role without what says the same: phrases that overlap in the text or hold one another's words."""
    kept: list[Filler] = []
    for filler in sorted(likely, key=lambda f: (-f.chance, f.words)):
        if not any(_same(filler, other) for other in kept):
            kept.append(filler)
    return kept


def _filler(role: str, words: Words, places: Sequence[Place], probability: float) -> Filler:
    return Filler(role, words.of(places[0]), tuple(places), probability)


def _same(one: Filler, other: Filler) -> bool:
    if any(a.first <= b.last and b.first <= a.last for a in one.places for b in other.places):
        return True
    some, others = set(plain(one.words).split()), set(plain(other.words).split())
    return some <= others or others <= some
