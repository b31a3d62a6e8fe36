"""Whether an act is reported as done, planned, possible, demanded, supposed or denied, and whether it is negated.

PLOVER names these auxiliary modes (future, hypothetical, negation) but no coder of the field writes them; they are what
keeps "the talks will resume" out of a table of talks that were held.
"""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from dragoman.codes import Modality
from dragoman.lexicon import read_patterns

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["modality_of"]

LISTED = 40  # verbs in a row that may hang on one condition; more are litter
_CLAUSE = frozenset({"xcomp", "ccomp", "pcomp", "acl"})
_CONDITION = frozenset({"if", "unless", "should", "provided", "lest"})
_NO = frozenset({"no", "neither", "nobody", "none", "nor"})


def modality_of(token: "Token") -> tuple[Modality, bool]:
    """The modality of the act that `token` names, and whether it is negated.

    The nearest word that says anything decides: the act's own auxiliaries, then a condition around it, then the verbs
    it hangs on. Reporting verbs say nothing here: who asserts an act is attribution, not modality.
    """
    negated = is_negated(token)
    own = _from_auxiliaries(token)
    if own:
        return own, negated
    if _is_conditional(token):
        return Modality.HYPOTHETICAL, negated
    word = token
    for _ in range(3):  # "agreed to try to stop shelling" is as deep as reports go
        governor = word.head
        if governor == word or not (word.dep_ in _CLAUSE or (word.dep_ == "conj" and word.pos_ == governor.pos_)):
            break
        if word.dep_ != "conj":
            found = _governors().get(governor.lemma_.lower())
            if found and _governs(governor, word):
                modality, denies = found
                return modality, negated != (denies != is_negated(governor))
        above = _from_auxiliaries(governor)
        if above and word.dep_ in ("conj", "xcomp"):
            return above, negated
        word = governor
    # "talks to be held in Doha", "Rivals to meet" in headlines: an infinitive that nothing governs lies ahead.
    ahead = any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children) and token.dep_ not in ("xcomp", "advcl")
    return (Modality.PLANNED if ahead else Modality.ASSERTED), negated


def is_negated(token: "Token") -> bool:
    """Whether "not", "never", or a "no" on the subject or object negates the word itself."""
    for child in token.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "n't") or _is_negated_adverb(child, token):
            return True
        if child.dep_ in ("nsubj", "nsubjpass", "dobj") and (
            child.lower_ in _NO
            or any(word.dep_ in ("det", "preconj", "cc") and word.lower_ in _NO for word in child.children)
        ):
            return True
    return False


def _is_negated_adverb(word: "Token", verb: "Token") -> bool:
    """ "did not even once attack"; but "not only attacked", and "Not surprisingly, they attacked"."""
    if word.dep_ != "advmod" or word.lower_ in _ONLY or not any(c.dep_ == "neg" for c in word.children):
        return False
    return any(c.dep_ == "aux" and c.i < word.i < verb.i for c in verb.children)


_ONLY = frozenset({"only", "just", "merely", "simply"})


def _from_auxiliaries(token: "Token") -> Modality | None:
    for child in token.children:
        if child.dep_ in ("aux", "auxpass") and child.lower_ in _auxiliaries():
            return _auxiliaries()[child.lower_]
    if token.tag_ == "VBG" and any(c.lower_ == "going" for c in token.children):
        return Modality.PLANNED
    return None


def _is_conditional(token: "Token") -> bool:
    word = token
    for _ in range(LISTED):
        if word.dep_ not in ("conj", "xcomp", "auxpass"):
            break
        word = word.head
    return word.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _CONDITION for c in word.children)


def _governs(governor: "Token", word: "Token") -> bool:
    # "he told them that rebels attacked" reports; "he told them to attack" demands. A finite clause is a report for all
    # but the verbs of demanding and denying themselves.
    finite = any(c.dep_ in ("nsubj", "nsubjpass") for c in word.children) and not any(
        c.lower_ == "to" and c.dep_ == "aux" for c in word.children
    )
    return not finite or governor.lemma_.lower() in ("demand", "deny", "insist", "expect", "refute")


@cache
def _governors() -> Mapping[str, tuple[Modality, bool]]:
    return {
        lemma: (Modality(entry["modality"]), entry.get("negated", False))
        for entry in read_patterns("modality")["governor"]
        for lemma in entry["lemmas"]
    }


@cache
def _auxiliaries() -> Mapping[str, Modality]:
    return {
        lemma: Modality(entry["modality"])
        for entry in read_patterns("modality")["auxiliary"]
        for lemma in entry["lemmas"]
    }
