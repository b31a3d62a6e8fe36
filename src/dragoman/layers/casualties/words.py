"""The words that tell of the dead and the wounded, of whom a number may count, and of where a phrase ends."""

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from dragoman.codes import FigureField
from dragoman.lexicon import read_patterns

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "ADVERBS",
    "ATTACKERS",
    "DEEDS",
    "ITEMS",
    "KIN",
    "MEASURED",
    "NOBODY",
    "PARTS",
    "STOP_LEFT",
    "STOP_RIGHT",
    "group_of_words",
    "harm_nouns",
    "harm_verbs",
    "hints_at_harm",
    "lemma_of",
    "victim_groups",
]

_STEMS = tuple(
    "kill dead dying death slain slay murder assassin massacr slaughter execut behead decapit lynch martyr "
    "perish succumb wound injur hurt maim alive casualt fatalit toll corpse shot shoot hack stab annihilat "
    "hospital clinic electrocut mow strang bludgeon unharmed".split()
)
_WORDS = re.compile(r"die[sd]?\b|\blives\b|\blife\b|bod(?:y|ies)\b|gunn?(?:ed|ing) down")
ADVERBS = frozenset(
    "reportedly also later seriously critically severely gravely badly slightly instantly immediately "
    "allegedly already "
    "reported reportedly believed either thus then too fatally shot subsequently brutally recently lightly "
    "apparently "
    "originally initially earlier accidentally simultaneously cruelly summarily currently all both each "
    "confirmed".split()
)
PARTS = frozenset("including include includes among mostly especially particularly namely".split())
STOP_RIGHT = frozenset(
    "in on at when near by during after with from for as since before while where who which that because but outside "
    "inside over under between against until despite within across through yesterday today".split()
)
STOP_LEFT = frozenset(
    "that which who when where while after as because but said says reports reported if than before".split()
)
ITEMS = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
KIN = frozenset(
    "wife husband son daughter mother father brother sister child baby grandson granddaughter grandmother grandfather "
    "cousin nephew niece uncle aunt fiancee girlfriend boyfriend".split()
)
ATTACKERS = frozenset("attacker assailant raider hijacker ambusher".split())
DEEDS = frozenset("lynching beheading massacre slaughter slaying execution".split())  # of so many, else of nobody
MEASURED = frozenset(
    "death toll number total life body corpse killing murder loss minimum maximum group fatality injury "
    "assassination family crew team "
    "dozen hundred thousand score ten casualty figure remains wounding execution massacre".split()
)
NOBODY = frozenset(
    "vehicle car house building home tank helicopter plane aircraft animal cattle goat sheep horse dog "
    "rifle weapon attack drone missile rocket projectile jet warplane "
    "bomb explosion blast shot bullet kilogram stick incident occasion case day time place number part "
    "town village store "
    "camp truck bus tower base operation district province area country year month week hour attempt crime "
    "clash party "
    "camel livestock elephant cow bird gorilla street block room hospital position "
    "third quarter half majority minority".split()
)


def hints_at_harm(words: str) -> bool:
    """Whether words may tell of somebody killed or hurt: cheaply, as every sentence is asked."""
    small = words.lower()
    return any(stem in small for stem in _STEMS) or _WORDS.search(small) is not None


def lemma_of(token: "Token") -> str:
    """The lemma, names of ranks and plurals that the tagger took for names included ("Policemen", "Maoists")."""
    lemma: str = token.lemma_.lower()
    if lemma == "rap" and token.lower_.startswith(("rape", "rapi")):
        return "rape"
    if lemma.endswith("men") and len(lemma) > 4:
        return lemma[:-2] + "an"
    if token.tag_.startswith("NNP") and lemma.endswith("s") and lemma[:-1] in victim_groups():
        return lemma[:-1]
    return lemma


@cache
def harm_verbs() -> Mapping[str, tuple[str, FigureField, frozenset[str]]]:
    """The verbs of dying and wounding by lemma: where their victims stand, what they count, the words they need."""
    return {
        lemma: (entry["side"], FigureField(entry["field"]), frozenset(entry.get("with", ())))
        for entry in read_patterns("casualties")["harm"]
        for lemma in entry["lemmas"]
    }


@cache
def harm_nouns() -> Mapping[str, FigureField]:
    """The nouns of dying and wounding by lemma."""
    return {lemma: FigureField(e["field"]) for e in read_patterns("casualties")["noun"] for lemma in e["lemmas"]}


@cache
def victim_groups() -> Mapping[str, str]:
    """The group of victims by the lemma of a noun."""
    return {lemma: group for group, lemmas in read_patterns("casualties")["groups"].items() for lemma in lemmas}


def group_of_words(words: str) -> str:
    """The group of victims that a phrase names by its last word: "force", "armed", "generic", else "civil"."""
    last = (words.split() or [""])[-1].lower()
    for form in (last, last.removesuffix("s"), last[:-2] + "an" if last.endswith("men") else last):
        if form in victim_groups():
            return victim_groups()[form]
    return "civil"
