"""With what an attack was made, where the verb does not say: "killed by a car bomb", "killed in an air strike"."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from dragoman.codes import EventMode
from dragoman.layers.events.triggers import Trigger
from dragoman.layers.grammar import child, prepositional
from dragoman.lexicon import read_patterns

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["mode_of_attack"]

_THROUGH = ("by", "in", "with", "from", "during", "using")


def mode_of_attack(trigger: Trigger) -> EventMode | None:
    """The mode that the means of an attack give: its subject or agent, "in" or "with" what, the words before a noun."""
    word = trigger.word
    heads = [trigger.noun] if trigger.noun is not None else []
    heads += [
        c
        for c in (child(word, "nsubj"), child(word, "dobj") if word.lemma_ in ("use", "fire") else None)
        if c is not None
    ]
    heads += prepositional(word, *_THROUGH)
    found = [mode for head in heads for mode in _modes_of(head)]
    return min(found, key=list(_means().values()).index, default=None)


def _modes_of(head: "Token") -> list[EventMode]:
    means = _means()
    words = [head, *(c for c in head.children if c.dep_ in ("compound", "amod", "nmod"))]
    return [means[w.lemma_.lower()] for w in words if w.lemma_.lower() in means]


@cache
def _means() -> Mapping[str, EventMode]:
    """Words to modes; earlier ones win ("suicide car bomb")."""
    return {word: EventMode(name) for name, words in read_patterns("plover_words")["means"].items() for word in words}
