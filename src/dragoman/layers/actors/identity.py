"""Which names mean the same: by lexicon entry, country, acronym, surname, or one name within the other."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.codes import ActorKind, Sector
from dragoman.countries import country_named, country_of_demonym
from dragoman.layers.actors.clusters import State, new, put
from dragoman.layers.actors.mentions import Mention
from dragoman.layers.actors.name_words import Name
from dragoman.layers.roles import role_of_words, sector_of_name, singular
from dragoman.layers.tree import Tree

__all__ = ["tie_names"]

_TOLD = frozenset(
    "warn tell accuse urge ask blame criticise criticize condemn assure inform sanction call press pressure "
    "thank".split()
)


def tie_names(state: State, pairs: Sequence[tuple[Name, Name]]) -> None:
    """Give every named mention to its actor. `pairs`: names that the text says mean the same."""
    same: dict[str, str] = {}
    for long, short in pairs:
        same[_text(state.tree, short)] = _text(state.tree, long)
    people, bodies = _full_names(state, same), _bodies(state)
    forces = _forces(state)
    for i, mention in enumerate(state.mentions):
        key = _key(state, mention, same, people, bodies) if mention.form == "name" else None
        if key is None or mention.named is None:
            continue
        name = mention.named
        if key[0] == "organisation" and (country := _army_of(str(key[1]))):
            key, name = forces.get(country, ("military", country)), replace(name, country=country)
        kind = {"country": ActorKind.COUNTRY, "people": ActorKind.GROUP}.get(
            str(key[0]), name.kind or ActorKind.ORGANISATION
        )
        entry = name.entry if key[0] != "person" or not name.entry or key[1] == name.entry.name.lower() else None
        sector = entry.sector if entry else Sector.CVL if key[0] in ("people", "group") else None
        if sector is None and kind is ActorKind.ORGANISATION:
            sector = sector_of_name(_text(state.tree, name))
        number = new(
            state, key, kind=kind, entry=entry, country=name.country if entry or not name.entry else None, sector=sector
        )
        cluster = state.clusters[number]
        if cluster.entry is None and entry:
            cluster.entry, cluster.sector = entry, entry.sector
            cluster.country = cluster.country or entry.country
        cluster.plural = cluster.plural or mention.plural
        put(state, i, number)
        if entry and entry.country and forces.get(entry.country) == key:
            state.keys.setdefault(("military", entry.country), number)


_ARMY = re.compile(r"(.+?)(?: 's)? (?:(?:national|regular|arab|federal) )?(?:army|military|armed forces|forces|troops)")


def _army_of(text: str) -> str | None:
    """The country whose forces as a whole a name calls by it: "sudan army", "syrian arab army", "chadian forces"."""
    found = _ARMY.fullmatch(text)
    if not found:
        return None
    words = found[1].removesuffix(" 's").title()
    return country_of_demonym(words) or country_named(words)


def _forces(state: State) -> dict[str, tuple[object, ...]]:
    """The keys of the armed forces of states that the text names as the lexicon does, by country: "FARDC"."""
    named = (m.named.entry for m in state.mentions if m.named and m.named.entry)
    return {
        entry.country: ("entry", entry.name)
        for entry in named
        if entry.country and entry.sector is Sector.MIL and _OF_A_STATE.search(entry.name)
    }


_OF_A_STATE = re.compile(r"\b(?:Armed Forces|Army|Defen[cs]e Forces?|Military|Tatmadaw)\b")


def _text(tree: Tree, name: Name) -> str:
    return " ".join(tree.lower[name.words[0] : name.words[1]]).removeprefix("the ")


def _key(
    state: State,
    mention: Mention,
    same: Mapping[str, str],
    people: Mapping[str, str],
    bodies: Mapping[str, tuple[object, ...]],
) -> tuple[object, ...] | None:
    name, tree = mention.named, state.tree
    assert name is not None
    text = _text(tree, name)
    for _ in range(3):
        text = same.get(text, text)
    if name.kind is ActorKind.COUNTRY:
        if not name.adjective:
            return "country", name.country
        heads = tree.deps[mention.head] not in ("amod", "compound", "nmod")
        if not heads or (tree.pos[mention.head] == "ADJ" and not mention.definite):
            return None
        states = mention.definite and tree.deps[mention.head] == "nsubj"
        return ("country" if states else "people"), name.country
    if name.kind is None:
        return ("country", name.country) if name.capital and _is_metonym(tree, mention) else None
    if name.kind is ActorKind.PERSON:
        return "person", people.get(text, text)
    if name.kind is ActorKind.GROUP:
        if name.entry is None and tree.deps[mention.head] in ("amod", "compound", "nmod"):
            return None
        return "group", singular(text)
    if name.entry:
        return "entry", name.entry.name
    if " " not in text and (whole := _only_whole(bodies, text)):
        return whole
    return bodies.get(text, ("organisation", text))


def _is_metonym(tree: Tree, mention: Mention) -> bool:
    """Whether a capital stands for its government: it says, wants or agrees, or is told."""
    dep, over = tree.deps[mention.head], tree.heads[mention.head]
    if dep == "nsubj" and tree.pos[over] in ("VERB", "AUX"):
        return True
    if dep == "dobj" and tree.lemmas[over] in _TOLD:
        return True
    return (dep == "pobj" and tree.lower[over] in ("with", "between", "by", "against")) or (
        dep == "conj"
        and any(tree.deps[over] == d for d in ("nsubj", "pobj"))
        and tree.lower[tree.heads[over]] in ("with", "between")
    )


def _full_names(state: State, same: Mapping[str, str]) -> dict[str, str]:
    """Every form of a person's name in the text -> the fullest one that it can stand for."""
    forms: Counter[str] = Counter()
    entries: dict[str, str] = {}
    for mention in state.mentions:
        if mention.named and mention.named.kind is ActorKind.PERSON:
            text = _text(state.tree, mention.named)
            forms[text] += 1
            if mention.named.entry:
                entries[text] = mention.named.entry.name.lower()
    holding: dict[str, list[str]] = {}
    for form in forms:
        for word in set(form.split()):
            holding.setdefault(word, []).append(form)
    full: dict[str, str] = {}
    for form in forms:
        words = form.split()
        longer = [f for f in holding[words[-1]] if len(f) > len(form) and _stands_in(words, f.split())]
        best = max(longer, key=lambda f: (f.split()[-1] == words[-1], forms[f], len(f)), default=form)
        full[form] = same.get(best, best)
    for form in forms:  # chains: "Odongo" -> "Peter Odongo" -> "Peter Odongo Lanek"; then the lexicon's own name
        for _ in range(3):
            full[form] = full.get(full[form], full[form])
    for form, entry in entries.items():
        root = full[form]
        if root != form and root not in entries:
            continue  # "Assad" beside "Rifaat al-Assad" is not the president
        for other in forms:
            if full[other] == root:
                full[other] = entry
    return full


def _stands_in(short: Sequence[str], long: Sequence[str]) -> bool:
    if len(short) == 1:
        return len(short[0]) > 2 and short[0] in long[-3:]
    return short[-1] in long and all(w in long for w in short)


def _only_whole(bodies: Mapping[str, tuple[object, ...]], word: str) -> tuple[object, ...] | None:
    """The key of the one longer name in the text that a word is short for: "the Observatory"."""
    if not role_of_words(word) and word not in ("observatory", "watch"):
        return None
    found = {key for text, key in bodies.items() if " " in text and word in text.split()}
    return found.pop() if len(found) == 1 else None


def _bodies(state: State) -> dict[str, tuple[object, ...]]:
    """The names of bodies in the text, with their keys; a short one goes with the longer that only adds a word before.

    So "State Department" is the "US State Department" of the same text.
    """
    found: dict[str, tuple[object, ...]] = {}
    for mention in state.mentions:
        name = mention.named
        if name and name.kind is ActorKind.ORGANISATION:
            text = _text(state.tree, name)
            found[text] = ("entry", name.entry.name) if name.entry else ("organisation", text)
    for text in sorted(found, key=len):
        tail = text.partition(" ")[2]
        if " " in tail and tail in found and found[tail][0] == "organisation":
            found[tail] = found[text]
    return found
