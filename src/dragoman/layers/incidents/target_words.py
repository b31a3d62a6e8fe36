"""What the nouns for people say of them: civilian or armed, by office or by trade, one or many.

The words are those of `targets.toml`; what it lacks, `roles.toml` knows by its PLOVER sectors.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dragoman.codes import ActorKind, Damage, Sector, TargetStatus
from dragoman.layers.roles import Role, load_roles, singular
from dragoman.lexicon import read_patterns

__all__ = ["Sense", "damage_of_verb", "is_thing_noun", "sense_of", "status_of_sector"]

LONGEST = 4  # words in an entry of the lexicon
_ARMED = (TargetStatus.MILITARY, TargetStatus.POLICE, TargetStatus.FIGHTER)


@dataclass(frozen=True, slots=True)
class Sense:
    """What a noun says of those it stands for. `several`: it stands for people, also in the singular ("family")."""

    status: TargetStatus | None = None
    occupation: str | None = None
    several: bool = False


def sense_of(words: Sequence[str]) -> Sense | None:
    """What a phrase of lower-case words says by the noun that ends it, or None where that is nobody's.

    >>> sense_of(["two", "french", "bus", "drivers"])
    Sense(status=<TargetStatus.CIVILIAN: 'civilian'>, occupation='bus driver', several=False)
    >>> sense_of(["a", "retired", "colonel"]).status.value
    'civilian'
    """
    found = _longest(words)
    if found is None:
        return None
    sense, size = found
    before = words[: len(words) - size]
    told = next((status for word in reversed(before) if (status := _modifiers().get(word))), None)
    if told in _ARMED or (told and sense.status is None):
        sense = replace(sense, status=told)
    if sense.status in _armed() and not _former().isdisjoint(before):
        sense = replace(sense, status=TargetStatus.CIVILIAN)
    return sense


def _longest(words: Sequence[str]) -> tuple[Sense, int] | None:
    """The sense of the longest entry that ends the words, and how many words it has."""
    for size in range(min(LONGEST, len(words)), 0, -1):
        for last in dict.fromkeys((words[-1], singular(words[-1]))):
            noun = " ".join([*words[len(words) - size : -1], last])
            sense = _nouns().get(noun) or _of_role(load_roles().get(noun))
            if sense:
                return replace(sense, several=sense.several or noun in _several()), size
    return None


def _of_role(role: Role | None) -> Sense | None:
    if role is None:
        return None
    status = status_of_sector(role.sector)
    trade = role.kind is ActorKind.PERSON and role.sector not in _NO_TRADES
    return Sense(status, role.noun if trade else None, role.kind is not ActorKind.PERSON)


_NO_TRADES = (None, Sector.CVL, Sector.REB, Sector.UAF, Sector.CRM, Sector.OPP, Sector.REF)


def status_of_sector(sector: Sector | None) -> TargetStatus | None:
    """The status of those whose PLOVER sector is known."""
    return _sectors().get(sector) if sector else None


def is_thing_noun(lemma: str) -> bool:
    """Whether a noun that roles.toml has for a body means a thing where it is struck: "tank"."""
    return lemma in _listed("things")


def damage_of_verb(lemma: str, beside: Sequence[str]) -> Damage | None:
    """What became of the object of a verb, given the words right behind the verb ("burned down")."""
    for damage in (Damage.DESTROYED, Damage.LOOTED, Damage.DAMAGED):
        if lemma in read_patterns("targets")["damage"][damage]:
            return damage
    company = read_patterns("targets")["damage"]["with"].get(lemma, ())
    if any(word in company for word in beside):
        return Damage.DESTROYED
    return Damage.DAMAGED if lemma in ("burn", "set") and not _fire().isdisjoint((lemma, *beside)) else None


def _fire() -> frozenset[str]:
    return frozenset(read_patterns("targets")["damage"]["fire"])


@cache
def _nouns() -> Mapping[str, Sense]:
    found = {noun: Sense() for noun in read_patterns("targets")["anybody"]["nouns"]}
    for entry in read_patterns("targets")["status"]:
        status = TargetStatus(entry["status"])
        found |= {noun: Sense(status, noun if entry["occupation"] else None) for noun in entry["nouns"]}
    return found


@cache
def _listed(group: str) -> frozenset[str]:
    return frozenset(read_patterns("targets")[group]["nouns"])


def _several() -> frozenset[str]:
    return _listed("several")


@cache
def _modifiers() -> Mapping[str, TargetStatus]:
    return {word: TargetStatus(of) for of, words in read_patterns("targets")["modifiers"].items() for word in words}


@cache
def _sectors() -> Mapping[Sector, TargetStatus]:
    return {
        Sector(code): TargetStatus(of) for of, codes in read_patterns("targets")["sectors"].items() for code in codes
    }


@cache
def _former() -> frozenset[str]:
    return frozenset(read_patterns("targets")["former"]["words"])


@cache
def _armed() -> frozenset[TargetStatus]:
    return frozenset(map(TargetStatus, read_patterns("targets")["former"]["armed"]))
