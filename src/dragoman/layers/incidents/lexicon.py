"""The words of violence as the incident layer asks for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.lexicon import read_patterns

__all__ = [
    "Act",
    "acts_by_means",
    "deadly_acts",
    "no_targets",
    "noun_acts",
    "owned_words",
    "partitives",
    "perpetrator_words",
    "quiet_words",
    "suspects",
    "things",
    "unreal",
    "venues",
    "verb_acts",
    "verbs_of",
    "victim_words",
    "weapon_words",
]


@dataclass(frozen=True, slots=True)
class Act:
    """A kind of violence. `rank`: the lower, the more it says (a "car bombing" beside an "attack")."""

    type: str
    family: str
    weak: bool
    rank: int


@cache
def verb_acts() -> Mapping[str, Act]:
    """Acts by the lemma of a verb."""
    return {lemma: act for act, entry in _acts() for lemma in entry.get("verbs", ())}


@cache
def deadly_acts() -> Mapping[str, Act]:
    """Acts by the lemma of a verb that is one only where it ends in death."""
    return {lemma: act for act, entry in _acts() for lemma in entry.get("deadly", ())}


@cache
def noun_acts() -> Mapping[str, Act]:
    """Acts by a noun or a compound ("car bomb")."""
    return {words: act for act, entry in _acts() for words in entry.get("nouns", ())}


@cache
def acts_by_means() -> Mapping[str, Act]:
    """Acts by what they are done with, where no word tells how ("rocket")."""
    return {word: act for act, entry in _acts() for word in entry.get("means", ())}


@cache
def _acts() -> tuple[tuple[Act, Mapping[str, list[str]]], ...]:
    entries = read_patterns("incidents")["act"]
    return tuple((Act(e["type"], e["family"], e.get("weak", False), rank), e) for rank, e in enumerate(entries))


@cache
def weapon_words() -> tuple[frozenset[str], frozenset[str]]:
    """Weapons, and those of them that need an act of violence to be one."""
    entry = read_patterns("incidents")["weapons"]
    return frozenset(entry["words"]), frozenset(entry["loose"])


@cache
def perpetrator_words() -> frozenset[str]:
    """Head nouns of those who may do violence."""
    return frozenset(read_patterns("incidents")["perpetrators"]["people"])


@cache
def quiet_words(kind: str) -> frozenset[str]:
    """Words of accidents and disasters ("accident"), of sport and business ("sport")."""
    return frozenset(read_patterns("incidents")["quiet"][kind])


@cache
def things() -> frozenset[str]:
    """Buildings, vehicles and works, by lemma."""
    return frozenset(read_patterns("incidents")["targets"]["things"])


@cache
def owned_words() -> frozenset[str]:
    """Those that are quoted with their owner ("the offices of the company")."""
    return frozenset(read_patterns("incidents")["targets"]["owned"])


@cache
def partitives() -> frozenset[str]:
    """Parts and amounts that stand for the whole ("the front of the ministry")."""
    return frozenset(read_patterns("incidents")["targets"]["parts"])


@cache
def no_targets() -> frozenset[str]:
    """What cannot be attacked: times, areas, deeds."""
    return frozenset(read_patterns("incidents")["targets"]["none"])


@cache
def venues() -> frozenset[str]:
    """Grounds and quarters that are where something happens, and never what is struck."""
    return frozenset(read_patterns("incidents")["targets"]["venues"])


@cache
def verbs_of(kind: str) -> frozenset[str]:
    """Words around an act, by what they say of it ("throwing", "happening", "damage")."""
    return frozenset(read_patterns("incidents")["verbs"][kind])


@cache
def suspects() -> frozenset[str]:
    """What those who are held for an act are called ("suspect", "mastermind")."""
    return frozenset(read_patterns("incidents")["perpetrators"]["suspects"])


@cache
def victim_words() -> frozenset[str]:
    """What those an act was done to are called beside the groups of the casualty lexicon ("victim", "dead")."""
    return frozenset(read_patterns("incidents")["targets"]["victims"])


@cache
def unreal(kind: str) -> frozenset[str]:
    """Words that say of an act that it lies ahead, was prevented, or is none ("verbs", "nouns", "targets")."""
    return frozenset(read_patterns("incidents")["unreal"][kind])
