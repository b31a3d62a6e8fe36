"""Acts that a report leaves open: asked about, supposed, forced on somebody, or those of whoever may do them."""

from typing import TYPE_CHECKING

from dragoman.codes import CommitmentModality
from dragoman.layers.commitments.frames import Frame
from dragoman.layers.phrases import ancestors, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_left_open"]

M = CommitmentModality

_ASKING = frozenset({"whether", "how", "why"})
_SUPPOSING = frozenset({"if", "unless"})
_WHOEVER = frozenset({"any", "anyone", "anybody", "whoever", "every", "everyone", "those"})
_FORCING = frozenset({"force", "compel", "coerce", "make", "get"})


def is_left_open(frame: Frame) -> bool:
    """Whether nobody is said to be bound or to have acted: "did not say how aid would be sent", "any who break it"."""
    if any(_opens_question_or_case(word) for word in (frame.cue, frame.act)):
        return True
    if frame.modality in (M.PROMISE, M.FULFILMENT) and frame.cue.dep_ in ("xcomp", "ccomp"):
        return lemma(frame.cue.head) in _FORCING
    return frame.modality is M.BREACH and frame.cue.dep_ == "relcl" and _is_whoever(frame.cue.head)


def _opens_question_or_case(word: "Token") -> bool:
    """Whether a clause around the word opens with "whether", "how" or "if": it asks or supposes what is in it."""
    for clause in (word, *ancestors(word)):
        if clause.pos_ not in ("VERB", "AUX"):
            continue
        for opening in clause.lefts:
            asks = opening.lower_ in _ASKING and opening.dep_ in ("mark", "advmod")
            if asks or (opening.lower_ in _SUPPOSING and opening.dep_ == "mark"):
                return True
        if clause.dep_ == "ROOT":
            break
    return False


def _is_whoever(noun: "Token") -> bool:
    return lemma(noun) in _WHOEVER or any(c.lower_ in _WHOEVER for c in noun.lefts)
