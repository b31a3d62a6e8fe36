"""What an attack struck and with what, where the rules found nothing and the encoder is sure.

The rules read targets and weapons off the grammar round a word of violence, and miss them where grammar and lexicon do
not meet ("petrol was poured over the granary and lit"). The encoder marks them word by word. So a role that no sentence
of an event fills is filled from its marks in those sentences; what the rules have stays as it is. Doers stay theirs
altogether: in reports the encoder takes the struck for the strikers too often.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.encoder.tagger import Labels, within
from dragoman.layers.incidents.frame import Frame
from dragoman.layers.incidents.phrases import phrase_of, struck_at
from dragoman.layers.incidents.targets import is_target
from dragoman.layers.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["fill_roles"]

SURE = 0.65  # probability from which a mark fills a role
_STRUCK = ("target", "victim")


def fill_roles(reading: Reading, labels: Labels, frames: Sequence[Frame]) -> bool:
    """Give the frames of one event the targets and weapons that none of them has; whether there were any."""
    struck, armed = any(f.targets for f in frames), any(f.weapons for f in frames)
    filled = False
    for frame in frames if not (struck and armed) else ():
        for mark in within(labels.spans("incident"), frame.span):
            head: Token = reading.parse.tokens(mark.span).root
            if mark.confidence < SURE or not _stands_for_itself(head):
                continue
            if mark.label in _STRUCK and not struck and is_target(head):
                frame.struck.append(struck_at(reading, head))
                filled = True
            elif mark.label == "weapon" and not armed:
                frame.weapons.append(phrase_of(head, reading.document.text))
                filled = True
    return filled


def _stands_for_itself(head: "Token") -> bool:
    """Whether a mark is no part of another thing's name, as "air" is of an air strike."""
    return head.pos_ in ("NOUN", "PROPN") and head.dep_ not in ("compound", "amod", "nmod")
