"""Whether a meeting was held, goes on, is planned or proposed, or was called off."""

import re
from functools import cache
from typing import TYPE_CHECKING

from dragoman.codes import MeetingStatus, Modality
from dragoman.layers.commitments.topics import particle_lemma
from dragoman.layers.grammar import is_passive
from dragoman.layers.meetings.places import meeting_words
from dragoman.layers.modality import modality_of
from dragoman.layers.phrases import lemma
from dragoman.layers.reading import Reading
from dragoman.lexicon import read_patterns

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["status_of"]

S = MeetingStatus
_READY = frozenset({"ready", "poised", "due", "set", "prepared", "prepare", "gather", "head", "travel", "arrive"})
_HAPPENS = frozenset({"take", "hold", "happen", "occur", "go", "convene", "meet"})


def status_of(reading: Reading, head: "Token", verb: "Token | None", around: "list[Token]") -> MeetingStatus | None:
    """The status that the words around a mention give it; None where there is none ("no talks")."""
    if any(c.lower_ in ("no", "any", "neither") for c in head.children if c.dep_ == "det"):
        return None
    if head.dep_ == "pobj" and head.head.lower_ == "without":
        return None
    modifiers = {c.lower_ for c in head.children if c.dep_ in ("amod", "compound")}
    following = re.split(r"[,.;:]", head.doc[head.i + 1 : head.i + 4].text.lower())[0]
    if any(words in following for words in _words("ongoing")):
        return S.ONGOING  # "the dialogue already under way in Doha"
    if modifiers & _words("planned"):
        return _called_off(verb) or S.PLANNED
    if modifiers & _words("proposed"):
        return S.PROPOSED
    if verb is None:
        if head.dep_ == "pobj" and (
            head.head.lower_ == "before" or lemma(head.head.head) in ("ahead", "eve", "preparation")
        ):
            return S.PLANNED
        return S.PLANNED if any(_lies_ahead(clause) for clause in around if clause.dep_ in ("acl", "relcl")) else S.HELD
    if head != verb and head.dep_ in ("dobj", "nsubjpass") and particle_lemma(verb) in meeting_words("refusing"):
        return None
    if _called_off(verb) and (head.dep_ in ("dobj", "nsubjpass", "nsubj") or head == verb):
        return S.CANCELLED
    clauses = [c for c in around if c.dep_ in ("acl", "relcl") and c != verb]
    if any(_lies_ahead(clause) for clause in clauses):
        return S.PLANNED
    if head.dep_ == "pobj" and head.head.lower_ in ("for", "to") and lemma(head.head.head) in _READY:
        return S.PLANNED
    if lemma(verb) == "be" and any(c.dep_ in ("acomp", "xcomp") and _is_ahead(c) for c in verb.children):
        return S.PLANNED  # "talks are due to be held"
    modality, negated = modality_of(verb)
    if negated and (head == verb or head.dep_ in ("nsubj", "nsubjpass", "dobj")):
        if head != verb and lemma(verb) in _HAPPENS and head.dep_ in ("nsubj", "nsubjpass"):
            return S.CANCELLED if modality is Modality.ASSERTED else None
        if head == verb or lemma(verb) in ("hold", "have"):
            return None
        return S.PLANNED if modality is Modality.PLANNED else S.HELD  # "will not attend the conference"
    if modality is Modality.PLANNED or (verb.dep_ == "xcomp" and lemma(verb.head) == "be"):  # "are to meet"
        return S.PLANNED
    if modality in (Modality.DEMANDED, Modality.HYPOTHETICAL, Modality.POSSIBLE):
        return S.PROPOSED
    return _by_verb(head, verb)


def _is_ahead(word: "Token") -> bool:
    return lemma(word) in _lemmas("planned") or word.lower_ in _words("planned")


def _by_verb(head: "Token", verb: "Token") -> MeetingStatus:
    following = verb.doc[verb.i : min(verb.i + 4, len(verb.doc))].text.lower()
    if any(words in following for words in _words("ongoing")):
        return S.ONGOING
    if head != verb and head.dep_ == "dobj" and lemma(verb) in _lemmas("proposed"):
        return S.PROPOSED  # "are demanding talks"
    if head.dep_ == "dobj" and lemma(verb) in ("continue", "pursue") and verb.tag_ in ("VBZ", "VBP"):
        return S.ONGOING
    if verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.lower_ in ("is", "are", "'re", "'s") for c in verb.children):
        return S.PLANNED if lemma(verb) in ("prepare", "plan") else S.ONGOING
    if (
        head != verb
        and head.dep_ in ("nsubj", "nsubjpass")
        and lemma(verb) in _lemmas("ongoing")
        and verb.tag_ in ("VBZ", "VBP")
    ):
        return S.ONGOING
    if verb.tag_ in ("VBZ", "VBP") and lemma(verb) in ("see", "begin", "start", "open", "resume", "end", "run"):
        return S.ONGOING
    governs = head != verb and (
        head.dep_ in ("dobj", "nsubjpass") or (head.dep_ == "pobj" and head.head.lower_ in ("for", "to", "on", "of"))
    )
    if governs and (lemma(verb) in _lemmas("proposed") or particle_lemma(verb) in _lemmas("proposed")):
        return S.PROPOSED
    if governs and lemma(verb) in _lemmas("planned") and (is_passive(verb) or head.dep_ != "pobj"):
        return S.PLANNED
    return S.HELD


def _lies_ahead(clause: "Token") -> bool:
    """ "to be held in Doha", "which will be hosted by the bloc", "scheduled for Friday"."""
    if any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children):
        return True
    return modality_of(clause)[0] is Modality.PLANNED or lemma(clause) in _lemmas("planned")


def _called_off(verb: "Token | None") -> MeetingStatus | None:
    if verb is None:
        return None
    called = lemma(verb) in _lemmas("cancelled") or particle_lemma(verb) in _lemmas("cancelled")
    return S.CANCELLED if called and modality_of(verb)[0] is Modality.ASSERTED else None


@cache
def _lemmas(status: str) -> frozenset[str]:
    return frozenset(word for e in read_patterns("meetings")["status"] if e["status"] == status for word in e["lemmas"])


@cache
def _words(status: str) -> frozenset[str]:
    return frozenset(
        word for e in read_patterns("meetings")["status"] if e["status"] == status for word in e.get("words", ())
    )
