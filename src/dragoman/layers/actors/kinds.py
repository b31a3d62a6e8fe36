"""The kind of a name by what the whole text says of it: person, body or place, where the parser wavers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from dragoman.codes import ActorKind
from dragoman.layers.actors.lexicon import is_acronym
from dragoman.layers.actors.name_words import ORGANISATION_WORDS, Name, is_title, leads, speaks_of_one
from dragoman.layers.tree import Tree
from dragoman.lexicon import read_table

__all__ = ["settle_kinds"]

_PLACING = frozenset("in near at around outside inside across throughout".split())
_SETTLEMENTS = frozenset(
    "village town city province region district territory area capital port island county suburb neighbourhood "
    "neighborhood municipality locality valley airport camp villages towns".split()
)


def settle_kinds(tree: Tree, names: Sequence[Name]) -> list[Name]:
    """Give names that the parser labels now so, now so, the kind that the text as a whole speaks for."""
    surnames: set[str] = set()
    single = {tree.words[n.words[0]] for n in names if n.kind is ActorKind.PERSON and n.words[1] - n.words[0] == 1}
    for name in names:
        if name.kind is ActorKind.PERSON and name.words[1] - name.words[0] > 1:
            surnames.update(w for w in tree.words[name.words[0] : name.words[1]] if len(w) > 2)
    settled = []
    for name in names:
        before = name.words[0] - 1
        size = name.words[1] - name.words[0]
        last = tree.words[name.words[1] - 1]
        plain = name.entry is None and not name.adjective and name.kind in (None, ActorKind.ORGANISATION)
        if plain and not ORGANISATION_WORDS.search(" ".join(tree.words[name.words[0] : name.words[1]])):
            led = before >= 0 and speaks_of_one(tree, before) and not leads(tree, name.words[1])
            if (
                (size == 1 and last in surnames and not last.isupper())
                or (size in (2, 3) and last in single)
                or (led and 1 <= size <= 4 and not is_acronym(last))
            ):
                name = replace(name, kind=ActorKind.PERSON, country=None, capital=False)
        settled.append(name)
    return _without_places(tree, _of_one_kind(tree, settled))


def _of_one_kind(tree: Tree, names: Sequence[Name]) -> list[Name]:
    """The names, where a word is now a person, now a body, all of the kind that it is more often."""
    votes: dict[str, Counter[ActorKind | None]] = {}
    for name in names:
        if name.entry is None and name.words[1] - name.words[0] == 1:
            votes.setdefault(_phrase(tree, name), Counter())[name.kind] += 1
    mixed = {
        words: found.most_common(1)[0][0]
        for words, found in votes.items()
        if found[ActorKind.PERSON] and found[ActorKind.ORGANISATION] and not is_acronym(words)
    }
    return [
        replace(n, kind=mixed[_phrase(tree, n)])
        if n.entry is None and n.kind in (ActorKind.PERSON, ActorKind.ORGANISATION) and _phrase(tree, n) in mixed
        else n
        for n in names
    ]


def _without_places(tree: Tree, names: Sequence[Name]) -> list[Name]:
    """The names, those without a kind that stand where something is: the parser takes small towns for people.

    One "in X" is enough for a single word that is nobody's surname and follows no title; else most must be so.
    """
    where: dict[str, list[bool]] = {}
    people: set[str] = set()
    for name in names:
        before = name.words[0] - 1
        if name.kind is ActorKind.PERSON and (
            name.words[1] - name.words[0] > 1 or (before >= 0 and is_title(tree, before) and tree.pos[before] != "ADJ")
        ):
            people.update(tree.words[name.words[0] : name.words[1]])
        if name.entry is None and name.kind in (ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.GROUP):
            where.setdefault(_phrase(tree, name), []).append(_is_placed(tree, name))
    places = {
        words
        for words, found in where.items()
        if not ORGANISATION_WORDS.search(words)
        and (
            2 * sum(found) > len(found)
            or (any(found) and " " not in words and words not in people and not is_acronym(words))
        )
    } | _known_places()
    return [
        replace(n, kind=None)
        if n.entry is None
        and not n.adjective
        and n.kind is not ActorKind.COUNTRY
        and _phrase(tree, n) in places
        and _phrase(tree, n) not in people
        else n
        for n in names
    ]


def _is_placed(tree: Tree, name: Name) -> bool:
    """Whether what stands beside a name says that it is a place: "in X", "the village of X", "X province"."""
    before, after = name.words[0] - 1, name.words[1]
    if before > 0 and tree.lower[before] == "the":
        before -= 1
    if before >= 0 and tree.lower[before] in _PLACING:
        return True
    if before > 0 and tree.lower[before] == "of" and tree.lower[before - 1] in _SETTLEMENTS:
        return True
    return after < len(tree) and tree.lower[after] in _SETTLEMENTS


@cache
def _known_places() -> frozenset[str]:
    return frozenset(row["name"] for row in read_table("truecase_names") if row["kind"] == "place")


def _phrase(tree: Tree, name: Name) -> str:
    return " ".join(tree.words[name.words[0] : name.words[1]])
