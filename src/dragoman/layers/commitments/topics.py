"""What a commitment is about, near to the provisions that PA-X and PAM code, and which acts tell of one kept."""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from dragoman.layers.phrases import lemma
from dragoman.lexicon import read_patterns

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["OTHER", "is_done_act", "is_pledged", "particle_lemma", "topic_of"]

OTHER = "other"  # binding, but of no topic of its own
HEAD, NOUN, VERB = 3, 2, 1  # the act's own verb tells more than what it is done to, other verbs less


def topic_of(act: "Token", tokens: "Iterable[Token]") -> str | None:
    """The topic whose words weigh most in the act; "other" for acts that only bind; None for acts of no such kind."""
    nouns, verbs, order = _words()
    weights: dict[str, int] = {}
    barred = _contrary().get(lemma(act), frozenset())
    for token in tokens:
        table, weight = (verbs, VERB) if token.pos_ in ("VERB", "AUX") else (nouns, NOUN)
        if token == act and table is verbs:
            weight = HEAD
        for topic in set(table.get(lemma(token), ())) - barred:
            weights[topic] = weights.get(topic, 0) + weight
    if not weights:
        return None
    return max(weights, key=lambda topic: (topic != OTHER, weights[topic], -order[topic]))


def is_done_act(verb: "Token", subject: "Token | None", thing: "Token | None") -> bool:
    """Whether a verb with its object tells of an act that peace processes owe: captives freed, arms handed over."""
    for things, itself in _done().get(particle_lemma(verb), ()):
        if thing is not None and _is_one_of(thing, things):
            return True
        alone = thing is None or lemma(verb) in _LEAVES  # "troops left the town"; not "troops abandoned the town"
        if itself and alone and subject is not None and _is_one_of(subject, things):
            return True
    return False


_LEAVES = frozenset({"leave", "vacate", "evacuate"})


def _is_one_of(word: "Token", things: frozenset[str]) -> bool:
    """Whether the word is one of the things, or counts them: "the last of their captives", "a handful of rifles"."""
    for _ in range(4):
        if lemma(word) in things:
            return True
        inner = next(
            (c for prep in word.rights if prep.dep_ in ("prep", "cc") for c in prep.children if c.dep_ == "pobj"), None
        )
        inner = inner or next((c for c in word.rights if c.dep_ in ("pobj", "conj")), None)
        if inner is None or word.pos_ not in ("NUM", "NOUN", "DET", "PRON", "ADJ", "ADP", "SCONJ"):
            return False
        word = inner
    return False


def is_pledged(thing: "Token | None") -> bool:
    """Whether a thing is said to have been promised: "the land it pledged to farmers"."""
    return thing is not None and any(
        c.dep_ in ("relcl", "acl") and lemma(c) in ("pledge", "promise", "vow", "owe", "agree") for c in thing.subtree
    )


_AWAY = frozenset({"back", "aside", "away", "over", "down", "up", "out"})


def particle_lemma(verb: "Token") -> str:
    """The lemma of a verb with its particle: "hand over", "rule out"."""
    for child in verb.children:
        if child.dep_ == "prt" or (
            child.dep_ == "advmod" and (child.tag_ in ("RP", "IN") or child.lower_ in _AWAY) and child.i > verb.i
        ):
            return f"{lemma(verb)} {child.lower_}"
    return lemma(verb)


@cache
def _words() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]], dict[str, int]]:
    nouns: dict[str, tuple[str, ...]] = {}
    verbs: dict[str, tuple[str, ...]] = {}
    order: dict[str, int] = {}
    for number, entry in enumerate(read_patterns("commitment_topics")["topic"]):
        order[entry["name"]] = number
        for table, words in ((nouns, entry["nouns"]), (verbs, entry["verbs"])):
            for word in words:
                table[word] = (*table.get(word, ()), entry["name"])
    return nouns, verbs, order


@cache
def _contrary() -> dict[str, frozenset[str]]:
    """The topics that an act's own verb speaks against: troops that are sent are no withdrawal."""
    table: dict[str, frozenset[str]] = {}
    for entry in read_patterns("commitment_topics")["topic"]:
        for verb in entry.get("not_by", ()):
            table[verb] = table.get(verb, frozenset()) | {entry["name"]}
    return table


@cache
def _done() -> dict[str, tuple[tuple[frozenset[str], bool], ...]]:
    table: dict[str, tuple[tuple[frozenset[str], bool], ...]] = {}
    for entry in read_patterns("commitment_topics")["topic"]:
        for verb in entry.get("done", ()):
            table[verb] = (*table.get(verb, ()), (frozenset(entry["of"]), entry.get("by", False)))
    return table
