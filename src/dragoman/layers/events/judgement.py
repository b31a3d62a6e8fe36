"""Whether a trigger with its parties makes a political event, and how sure that is."""

from functools import cache

from dragoman.codes import EventMode, EventType
from dragoman.layers.events.lexicon import noun_frames, word_class
from dragoman.layers.events.parties import Parties
from dragoman.layers.events.triggers import Trigger
from dragoman.layers.grammar import is_passive
from dragoman.model.records import ActorRef

__all__ = ["HARM", "confidence_of", "is_event"]

HARM = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.MOBILIZE})
_FAR = frozenset(("relcl", "advcl", "acl", "pcomp"))


@cache
def _violent_words() -> frozenset[str]:
    nouns = (
        lemma
        for lemma, frames in noun_frames().items()
        if frames[0].type is EventType.ASSAULT and lemma not in ("operation", "campaign")
    )
    return frozenset(nouns) | word_class("weapon") | word_class("missiles") | word_class("attackers")


def is_event(
    who: Parties, trigger: Trigger, actors: list[ActorRef], recipients: list[ActorRef], words: frozenset[str]
) -> bool:
    """Whether somebody who counts in politics takes part; nouns alone must name both sides, or one of violence."""
    parties = [*actors, *recipients]
    if trigger.type is EventType.CONSULT and trigger.alone and not parties:
        return any(c.lower_ == "the" for c in trigger.word.children)  # kept only as a further mention
    if trigger.type is EventType.ASSAULT and not trigger.alone and not actors and trigger.word.lemma_ not in _VIOLENT:
        # "Nine people were killed" may be an accident; the sentence has to speak of violence.
        return bool(recipients) and bool(words & _violent_words()) and not words & word_class("hazard")
    if trigger.frame.operator == "warn" and not recipients:
        return False  # a warning to nobody is a forecast
    if trigger.type is EventType.PROTEST and actors:
        return True
    if not any(who.is_political(ref) for ref in parties):
        return False
    if (
        trigger.type is EventType.CONSULT
        and trigger.mode is EventMode.VISIT
        and not (actors and recipients)
        and not trigger.alone
    ):
        return False
    if trigger.alone and trigger.type not in HARM and len(parties) < 2 - (trigger.type is EventType.CONSULT):
        return False
    if trigger.type is EventType.MOBILIZE and not actors:
        return False
    if trigger.type not in HARM and not actors and not trigger.alone and trigger.type is not EventType.RETREAT:
        return bool(recipients) and is_passive(trigger.word)
    return True


_VIOLENT = frozenset(
    "attack bomb shell bombard ambush kidnap abduct assassinate torture rape behead shoot raid storm".split()
)


def confidence_of(trigger: Trigger, actor: bool, recipient: bool) -> float:
    """From 0.05 to 0.95: the entry's own, less what is missing and how deep in the sentence it stands."""
    sure = trigger.frame.sure
    if trigger.alone:
        sure -= 0.15
    if not actor:
        sure -= 0.1
    if not recipient:
        sure -= 0.1
    word = trigger.word
    if trigger.type is EventType.CONSULT and trigger.mode is not EventMode.VISIT and not recipient:
        sure -= 0.1
    if trigger.type is EventType.MOBILIZE and any(
        c.dep_ in ("advcl", "xcomp") and c.tag_ == "VB" for c in word.children
    ):
        sure -= 0.15  # sent to do something: what they are to do is the event
    if word.dep_ == "advcl" and word.tag_ == "VB" and word.head.lemma_ in ("send", "dispatch", "deploy"):
        return round(min(0.95, max(0.05, sure)), 2)
    if word.dep_ == "conj":
        sure -= 0.05
    if trigger.type is EventType.ASSAULT and trigger.frame.mutual and not recipient:
        sure -= 0.15
    for _ in range(3):
        if word.dep_ in _FAR:
            sure -= 0.2
            break
        word = word.head
    return round(min(0.95, max(0.05, sure)), 2)
