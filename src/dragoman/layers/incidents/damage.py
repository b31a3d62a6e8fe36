"""What an act of violence did to the things it struck: destroyed, damaged, looted, or nothing."""

import re
from typing import TYPE_CHECKING

from dragoman.codes import Damage
from dragoman.layers.casualties.words import lemma_of
from dragoman.layers.grammar import child, object_of, subject_of
from dragoman.layers.incidents.frame import Frame
from dragoman.layers.incidents.lexicon import partitives
from dragoman.layers.incidents.target_words import damage_of_verb
from dragoman.layers.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["damage_of", "damage_said"]

# What a sentence says of damage without saying to what: "causing only material damage".
_UNHARMED = re.compile(
    r"\b(?:no|without|nor|(?:victims|casualties|injuries) or) "
    r"(?:(?:serious|major|significant|material|property|structural|other) )*damages?\b(?! (?:to|at|in)\b)",
    re.IGNORECASE,
)
_HARMED = re.compile(
    r"\b(?:material|property|structural|heavy|serious|severe|extensive|considerable|minor|slight|light|major|significant|"
    r"substantial|great|some|much) (?:(?:material|property|structural) )?damages?\b(?! (?:to|at|in)\b)",
    re.IGNORECASE,
)
_NEARLY = frozenset("partially partly almost nearly practically virtually".split())
_SUFFERING = ("suffer", "sustain", "receive")


def damage_said(reading: Reading, frame: Frame) -> Damage | None:
    """What a sentence says of damage at large, which is that of the things it names."""
    words = frame.span.of(reading.document.text)
    if "amage" not in words and "AMAGE" not in words:
        return None
    return Damage.NONE if _UNHARMED.search(words) else Damage.DAMAGED if _HARMED.search(words) else None


def damage_of(head: "Token") -> Damage | None:
    """What the words around a thing say became of it."""
    word = _first(head)
    for verb in _verbs_of(word):
        after = [token.lower_ for token in verb.doc[verb.i + 1 : verb.i + 6]]
        found = damage_of_verb(lemma_of(verb), after)
        if found is Damage.DESTROYED and any(c.lower_ in _NEARLY for c in verb.children):
            found = Damage.DAMAGED
        if found:
            return Damage.NONE if any(c.dep_ == "neg" for c in verb.children) else found
    return _of_noun(word)


def _first(head: "Token") -> "Token":
    """The first of a list, or the part that stands for the whole: "the front of the ministry was destroyed"."""
    word = head
    for _ in range(6):
        over = word.head
        if word.dep_ == "conj" and over.pos_ in ("NOUN", "PROPN"):
            word = over
        elif word.dep_ == "pobj" and over.lower_ == "of" and lemma_of(over.head) in partitives():
            word = over.head
        else:
            break
    return word


def _verbs_of(word: "Token") -> "list[Token]":
    """The verbs whose object a thing is, those coordinated with them included."""
    found = [c for c in word.children if c.dep_ in ("acl", "relcl", "amod") and c.tag_ in ("VBN", "VBD")]
    verb = word.head
    if verb.pos_ in ("VERB", "AUX") and word == object_of(verb):
        found.append(verb)
        found += [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and child(c, "dobj") is None]
    return found


def _of_noun(word: "Token") -> Damage | None:
    """ "Damage to the roof", "caused damage to the roof", "the roof suffered damage", "the destruction of the roof"."""
    over = word.head
    if word.dep_ == "pobj" and over.lower_ in ("to", "of"):
        nouns = [over.head, *(c for c in over.head.children if c.dep_ in ("dobj", "nsubjpass"))]
        for noun in nouns:
            if lemma_of(noun) == "damage":
                none = any(c.lower_ == "no" for c in noun.children) or any(c.dep_ == "neg" for c in noun.head.children)
                return Damage.NONE if none else Damage.DAMAGED
            if lemma_of(noun) == "destruction" and over.lower_ == "of":
                return Damage.DESTROYED
            if lemma_of(noun) == "fire" and over.lower_ == "to":
                return Damage.DAMAGED
    if lemma_of(over) in _SUFFERING and word == subject_of(over):
        own = object_of(over)
        if own is not None and lemma_of(own) == "damage":
            return Damage.NONE if any(c.lower_ == "no" for c in own.children) else Damage.DAMAGED
    return None
