"""What the encoder makes of events, joined with the rules' own.

The rules know the words of their lexicon and the grammar round them; the encoder knows what such words look like, and
marks for each what type, mode and modality it tells of, and who acts and is acted on. So an event of the rules is
weighed by both; its empty sides are filled with the parties that the encoder ties to its trigger; and what the rules
have no word for, and the encoder is sure of, is added, with the grammar's parties where the encoder ties none.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.codes import MODES, EventMode, EventType, Modality
from dragoman.encoder.decode import log_odds
from dragoman.encoder.tagger import LabelledSpan, Labels, by_window
from dragoman.layers.events.lexicon import GENERIC_NOUN, GENERIC_VERB
from dragoman.layers.events.parties import Parties, unique_parties
from dragoman.layers.events.triggers import Trigger
from dragoman.layers.reading import Reading
from dragoman.model.document import Span
from dragoman.model.records import ActorRef

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["EncodedEvent", "EncodedEvents"]

TIED = 0.5  # probability from which a party belongs to a trigger
# Of the log odds. A fit on our own held-back passages would trust the encoder more (0.43, 0.42, 0.56), but a frame of
# the lexicon that fits says more in reports than in passages that were written to be unlike one another.
RULES, TYPE, BIAS = 1.0, 0.3, 0.4
LEAST = 0.05  # nobody is surer than this, or than one minus it
MODE = 0.5  # probability from which a mode is told
# Probability from which a trigger that the rules do not have is an event: the best F1 on the same passages is at 0.35,
# but in real reports most of those below 0.6 were none.
SURE = 0.6


@dataclass(frozen=True, slots=True)
class EncodedEvent:
    """A trigger as the encoder has it."""

    trigger: LabelledSpan
    type: EventType
    mode: EventMode | None
    modality: Modality
    sure: float


class EncodedEvents:
    """The events of a report as the encoder has them, by the words that tell of them."""

    def __init__(self, reading: Reading, labels: Labels, who: Parties) -> None:
        self._reading = reading
        self._labels = labels
        self._who = who
        self._parties = by_window(labels.spans("party"))
        self._at: dict[int, EncodedEvent] = {}
        self._found = [_event(labels, run) for run in labels.runs("trigger")]
        for event in self._found:
            for token in reading.parse.tokens(event.trigger.span):
                self._at[token.i] = event

    def at(self, trigger: Trigger) -> EncodedEvent | None:
        """The encoder's trigger that shares a word with one of the rules; one of the same type before others."""
        shared = [self._at[token.i] for token in trigger.tokens if token.i in self._at]
        return next((e for e in shared if e.type is trigger.type), shared[0] if shared else None)

    def beyond(self, triggers: Sequence[Trigger]) -> list[Trigger]:
        """What only the encoder has and is sure of, in the shape of the rules' triggers."""
        spent = {token.i for trigger in triggers for token in trigger.tokens}
        found = []
        for event in self._found:
            tokens = self._reading.parse.tokens(event.trigger.span)
            if event.sure < SURE or any(token.i in spent for token in tokens):
                continue
            if len(tokens) and tokens.root.pos_ in ("VERB", "NOUN", "PROPN"):
                found.append(_as_trigger(tokens.root, event))
        return found

    def weighed(self, trigger: Trigger, sure: float) -> float:
        """The probability that a trigger of the rules is right, by their own confidence and the encoder's."""
        by_word = [self._labels.class_chances("trigger", token.idx) for token in trigger.tokens]
        chance = max((chances.get(trigger.type.value, 0.0) for chances in by_word), default=0.0)
        total = RULES * log_odds(sure, least=LEAST) + TYPE * log_odds(chance, least=LEAST) + BIAS
        return round(min(0.95, max(0.05, 1 / (1 + math.exp(-total)))), 2)

    def parties(self, event: EncodedEvent) -> tuple[list[ActorRef], list[ActorRef]]:
        """Whom the encoder ties to a trigger: those who act, and those who are acted on."""
        sides: dict[str, list[ActorRef]] = {"trigger-actor": [], "trigger-recipient": []}
        for party in self._parties.get(event.trigger.window, ()):
            chances = {relation: self._labels.joined(relation, event.trigger, party) for relation in sides}
            best = max(chances, key=lambda relation: chances[relation])
            if chances[best] >= TIED:
                sides[best] += self._refs(party.span)
        return unique_parties(sides["trigger-actor"]), unique_parties(sides["trigger-recipient"])

    def _refs(self, span: Span) -> list[ActorRef]:
        tokens = self._reading.parse.tokens(span)
        found = self._who.named(tokens.root, loose=True, acting=True) if len(tokens) else []
        inside = [ref for ref in found if ref.words in span.of(self._reading.document.text)]
        return inside or found[:1]


def _event(labels: Labels, run: LabelledSpan) -> EncodedEvent:
    kind = EventType(run.label)
    modes = labels.class_chances("mode", run.span.start)
    allowed = {mode: modes[mode.value] for mode in MODES[kind]}
    mode = max(allowed, key=lambda m: allowed[m], default=None)
    modalities = labels.class_chances("modality", run.span.start)
    # What is told as background of another time did happen; its date says when.
    modalities["asserted"] += modalities.pop("historical")
    return EncodedEvent(
        trigger=run,
        type=kind,
        mode=mode if mode is not None and allowed[mode] >= MODE else None,
        modality=Modality(max(modalities, key=lambda name: modalities[name])),
        sure=run.confidence,
    )


def _as_trigger(word: "Token", event: EncodedEvent) -> Trigger:
    alone = word.pos_ in ("NOUN", "PROPN")
    return Trigger(word, GENERIC_NOUN if alone else GENERIC_VERB, event.type, event.mode, alone=alone)
