"""Actors in the making: what the phrases read so far say of each."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.codes import ActorKind, Sector
from dragoman.layers.actors.lexicon import Entry
from dragoman.layers.actors.mentions import Mention
from dragoman.layers.roles import sector_of_modifiers, singular
from dragoman.layers.tree import Tree

__all__ = ["GOVERNMENT", "MACHINES", "MILITARY", "Cluster", "State", "focus_of", "new", "put", "touch"]

GOVERNMENT = frozenset("government authority regime state administration leadership".split())
MILITARY = frozenset("army military troop force".split()) | {"armed forces", "armed force"}
# What a force fights with: its owner acts, and without one nobody does.
MACHINES = frozenset(
    "warplane warship jet aircraft artillery armada tank gunship helicopter plane drone submarine vessel".split()
) | {"war plane", "fighter jet", "air force plane"}
_FEMALE = re.compile(
    r"\b(mrs|ms|miss|madame|lady|queen|princess|spokeswoman|congresswoman|chairwoman|businesswoman|mother|wife|daughter|sister|woman|girl)\b",
    re.I,
)
_MALE = re.compile(
    r"\b(mr|sir|king|prince|emir|spokesman|congressman|chairman|businessman|father|husband|son|brother|man|boy|monsignor|bishop|priest|pope|imam|sheikh|mullah|ayatollah)\b",
    re.I,
)


@dataclass(slots=True)
class Cluster:
    """An actor in the making: its mentions by position, and what they say of it."""

    kind: ActorKind
    mentions: list[int] = field(default_factory=list)
    entry: Entry | None = None
    country: str | None = None
    sector: Sector | None = None
    owner: int | None = None  # the cluster it belongs to or speaks for
    nouns: set[str] = field(default_factory=set)  # head nouns and role words, lower case
    modifiers: frozenset[str] = frozenset()
    words: set[str] = field(default_factory=set)  # words of its names, lower case
    plural: bool = False
    gender: str = ""


@dataclass(slots=True)
class State:
    """What the pass has seen so far. `chosen` holds each mention's cluster, `keys` the clusters to be found again."""

    tree: Tree
    mentions: Sequence[Mention]
    clusters: list[Cluster] = field(default_factory=list)
    keys: dict[tuple[object, ...], int] = field(default_factory=dict)
    chosen: list[int | None] = field(default_factory=list)
    by_word: dict[int, int] = field(default_factory=dict)  # word -> mention
    recent: list[int] = field(default_factory=list)  # clusters, the one mentioned last at the end
    focus: str | None = None  # the country that the report is mostly about


def focus_of(mentions: Sequence[Mention], share: float = 0.5, *, towns: Sequence[str] = ()) -> str | None:
    """The country that such a share of a report's names of countries, their people and towns stand for, if any does.

    `towns`: the country of each mention of a town, an area or the like. Without them where they leave it open.
    """
    countries = Counter(m.named.country for m in mentions if m.named and m.named.country and m.named.entry is None)
    for found in (countries + Counter(towns), countries):
        country, times = next(iter(found.most_common(1)), (None, 0))
        if times >= 2 and times >= share * found.total():
            return country
    return None


def touch(state: State, number: int) -> None:
    """Note that an actor has just been mentioned."""
    if state.recent and state.recent[-1] == number:
        return
    if number in state.recent[-40:]:
        state.recent.remove(number)
    state.recent.append(number)


def put(state: State, i: int, number: int) -> None:
    """Give mention `i` to an actor, with what the mention says of it."""
    cluster, mention = state.clusters[number], state.mentions[i]
    state.chosen[i] = number
    cluster.mentions.append(i)
    tree = state.tree
    if mention.role and mention.role_words:
        words = [tree.lower[w] for w in range(*mention.role_words)]
        cluster.nouns.update((mention.role.noun, singular(words[-1])))
        cluster.modifiers |= frozenset(words)
        general = mention.role.sector is None or mention.role.noun == "official"
        told = sector_of_modifiers(words[:-1]) if general else None
        cluster.sector = cluster.sector or told or mention.role.sector
    if mention.form == "name":
        cluster.words.update(tree.lower[w] for w in range(*mention.name))
    if not cluster.gender:
        phrase = " ".join(tree.lower[max(mention.words[0] - 1, 0) : mention.words[1]])
        cluster.gender = "she" if _FEMALE.search(phrase) else "he" if _MALE.search(phrase) else ""


def new(state: State, key: tuple[object, ...] | None, **values: object) -> int:
    """The number of the actor under `key`, made from `values` where there is none; without a key always a new one."""
    if key is not None and key in state.keys:
        return state.keys[key]
    state.clusters.append(Cluster(**values))  # type: ignore[arg-type]
    if key is not None:
        state.keys[key] = len(state.clusters) - 1
    return len(state.clusters) - 1
