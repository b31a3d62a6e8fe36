"""Who is bound by a commitment, and whom the act is for."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.codes import ActorKind
from dragoman.layers.commitments.frames import Frame
from dragoman.layers.commitments.parts import Parts
from dragoman.layers.phrases import ancestors, coordinated_ref, lemma, noun_phrase
from dragoman.layers.reading import Reading, tidy
from dragoman.layers.relevance import is_party
from dragoman.layers.sides import is_generic
from dragoman.model.records import ActorRef

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["beneficiary_of", "obligor_of", "with_names"]


def obligor_of(reading: Reading, frame: Frame) -> ActorRef | None:
    """Who must or will act: the words' actor; "we" is who speaks, and so is "it" where nobody else stands behind it."""
    if frame.obligor is None:
        return None
    word = frame.obligor
    ref = coordinated_ref(reading, word)
    words = tidy(noun_phrase(word).of(reading.document.text))
    if word.lower_ in ("we", "i", "us"):
        asserted = reading.asserted(noun_phrase(frame.act))
        speaker = asserted.speaker if asserted else None
        if speaker is not None:
            return ActorRef(speaker.name, words, speaker.actor)
    if (
        ref is None
        and word.pos_ == "PRON"
        and word.lower_ not in ("that", "which", "who", "this", "what", "there", "these")
    ):
        speaker = _own_speaker(reading, word)
        return ActorRef(speaker.name, words, speaker.actor) if speaker else ActorRef(words, words)
    return ref


def _own_speaker(reading: Reading, pronoun: "Token") -> ActorRef | None:
    """ "The mission said it was ready": the body that says so, for a pronoun behind which nobody else was found."""
    clause = pronoun.head
    if pronoun.dep_ not in ("nsubj", "nsubjpass") or clause.dep_ != "ccomp":
        return None
    asserted = reading.asserted(noun_phrase(pronoun))
    speaker = asserted.speaker if asserted else None
    record = next((r for r in reading.actor_records if speaker and r.id == speaker.actor), None)
    person = record is not None and record.type is ActorKind.PERSON
    return speaker if record is not None and person == (pronoun.lower_ in ("he", "she")) else None


def with_names(ref: ActorRef | None, sides: Sequence[ActorRef]) -> ActorRef | None:
    """ "Both sides" by their names, where the report's sides are known; "neither side", too. "All parties" are more."""
    if ref is None or not sides or not is_generic(ref.name) or _MORE.search(ref.words):
        return ref
    return ActorRef(" and ".join(side.name for side in sides), ref.words)


_MORE = re.compile(r"\ball\b|\bwarring\b|^part(?:y|ies)", re.IGNORECASE)


# --- who gains --------------------------------------------------------------------------------------------------------

_TOWARDS = frozenset({"to", "for", "against"})
_CLAUSES = frozenset({"relcl", "acl", "advcl"})
_MOVES = frozenset(
    "go come return travel march advance move withdraw continue extend send deploy fly head cross retreat flee push "
    "get commit pull".split()
)


def _is_place(word: "Token") -> bool:
    return word.ent_type_ in ("GPE", "LOC", "FAC") or lemma(word) in ("country", "capital", "state", "nation", "front")


def beneficiary_of(reading: Reading, frame: Frame, parts: Parts) -> ActorRef | None:
    """Whom the act reaches or protects: who stands behind "to", "for" or "against" in the act, and can be somebody."""
    for word in parts.words:
        if word.dep_ in ("dative",) and word.pos_ in ("NOUN", "PROPN") and is_party(reading, word):
            return reading.actor_ref(noun_phrase(word))
        if (
            word.dep_ not in ("pobj", "dobj")
            or word == frame.obligor
            or not (is_party(reading, word) or _is_people(word))
        ):
            continue
        above = word.head
        if above.lower_ == "to" and lemma(above.head) in _MOVES and (_is_place(word) or above.head == frame.act):
            continue  # "march to the capital"
        if (
            (word.dep_ == "pobj" and above.lower_ in _TOWARDS)
            or (
                word.dep_ == "dobj"
                and above != frame.act
                and above.pos_ == "VERB"
                and lemma(above) in ("threaten", "attack", "protect", "harm")
            )
        ) and not any(a.dep_ in _CLAUSES and a.i > frame.act.i for a in ancestors(word, 4) if a != frame.act):
            return reading.actor_ref(noun_phrase(word))
    return None


def _is_people(word: "Token") -> bool:
    return lemma(word) in (
        "civilian",
        "people",
        "population",
        "victim",
        "family",
        "resident",
        "refugee",
        "villager",
        "child",
        "woman",
        "ally",
    )
