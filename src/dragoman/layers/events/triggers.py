"""The words of a report that tell of an event, with the lexicon's frame for them.

A verb is tried against its frames, then as a light verb of its object ("launched an attack"); what depends on its
complement is settled by `events.operators`. Nouns that no verb has taken stand alone where their entry allows it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dragoman.codes import EventMode, EventType
from dragoman.layers.events.lexicon import Frame, adjective_frames, noun_frames, verb_frames, word_class
from dragoman.layers.events.operators import resolve
from dragoman.layers.events.parties import Parties
from dragoman.layers.grammar import (
    agent_of,
    child,
    coordinated,
    in_litter,
    is_passive,
    object_of,
    prepositional,
    subject_of,
)
from dragoman.lexicon import read_patterns

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Trigger", "find_triggers"]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of an event. `noun`: the noun that bears the meaning; `complement`: what an operator governs.

    `suffers`: the subject suffers the act ("came under attack"). `alone`: a noun without a verb of its own.
    """

    word: "Token"
    frame: Frame
    type: EventType
    mode: EventMode | None = None
    noun: "Token | None" = None
    complement: "Trigger | None" = None
    governed: "Token | None" = None
    suffers: bool = False
    alone: bool = False

    @property
    def tokens(self) -> "list[Token]":
        """The words that are spent on it."""
        own = [self.word, *([self.noun] if self.noun is not None else [])]
        return own + (self.complement.tokens if self.complement else [])


def find_triggers(words: "Sequence[Token]", who: Parties) -> list[Trigger]:
    """The triggers of a text in text order; what an operator governs is no event of its own."""
    found = list(_duties(words, who))
    spent = {t.i for trigger in found for t in trigger.tokens}
    nouns: list[Token] = []
    verbs, adjectives, names = verb_frames(), adjective_frames(), noun_frames()
    for token in words:
        pos = token.pos_
        if token.dep_ == "amod" and pos == "VERB":
            continue  # "invading armies"
        lemma = _lemma_of(token) if pos == "VERB" else token.lemma_.lower()
        if pos == "VERB" and (lemma in verbs or lemma in _light() or lemma in _suffering() or lemma in _engaging()):
            if token.i in spent or in_litter(token):
                continue
            settled = token.lower_ in adjectives and token.tag_ == "VBN" and agent_of(token) is None  # "is opposed to"
            trigger = (_adjective(token, who) if settled else None) or classify(token, who)
        elif pos in ("ADJ", "VERB", "ADV") and lemma in adjectives:
            trigger = _adjective(token, who) if token.i not in spent else None
        elif pos == "AUX" and lemma in _engaging() and token.dep_ not in ("aux", "auxpass"):
            trigger = classify(token, who)
        else:
            if pos in ("NOUN", "PROPN") and lemma in names:
                nouns.append(token)
            continue
        if trigger is not None and not (trigger.noun is not None and trigger.noun.i in spent):
            found.append(trigger)
            spent.update(t.i for t in trigger.tokens)
            if trigger.complement is not None and trigger.frame.operator:
                spent.update(c.i for c in trigger.complement.word.children if c.dep_ == "conj")
    for token in nouns:
        if token.i not in spent and (trigger := _alone(token)) is not None:
            found.append(trigger)
    return sorted(found, key=lambda t: t.word.i)


def classify(word: "Token", who: Parties, depth: int = 0) -> Trigger | None:
    """What a verb tells of, if anything."""
    for frame in verb_frames().get(_lemma_of(word), ()):
        noun = _fits(frame, word, who)
        if noun is False:
            continue
        trigger = _operate(word, frame, who, depth) if frame.operator else _plain(word, frame, noun)
        if trigger is not None:
            return trigger
    return _light_verb(word, who, depth)


def _lemma_of(verb: "Token") -> str:
    """The verb's lemma; "staged" and "waged" are not of "stag" and "wag", as the lemmatiser has it."""
    lemma = verb.lemma_.lower()
    if lemma in verb_frames() or lemma in _light() or verb.tag_ not in ("VBD", "VBN", "VBG"):
        return lemma
    longer = f"{lemma}e"
    return longer if longer in verb_frames() or longer in _light() else lemma


def _plain(word: "Token", frame: Frame, noun: "Token | bool | None") -> Trigger | None:
    if frame.type is None:
        return None
    meaning = noun if frame.object and not isinstance(noun, bool) else None
    return Trigger(word, frame, frame.type, frame.mode, noun=meaning)


def _fits(frame: Frame, word: "Token", who: Parties) -> "Token | bool | None":
    """The object, or None where the frame asks for none; False where the frame does not fit."""
    if frame.type is EventType.CONSULT and word.lemma_ == "meet" and is_passive(word):
        return False  # "was met with resistance"
    thing = object_of(word)
    if frame.no_object and thing is not None:
        return False
    if frame.needs_object and thing is None:
        return False
    if thing is not None:
        lemmas = _lemmas(thing, who)
        if frame.barred & lemmas or (frame.object and not frame.object & lemmas):
            return False
        if frame.people and not who.is_somebody(thing):
            return False
    if frame.prep and not any(
        c.lower_ in frame.prep for c in word.children if c.dep_ in ("prep", "prt", "advmod", "agent", "dative")
    ):
        return False
    if frame.particle and not any(
        c.lower_ in frame.particle and (c.dep_ == "prt" or not list(c.lefts)) for c in word.children
    ):
        return False
    if frame.barred and any(
        frame.barred & _lemmas(p, who) for p in prepositional(word, "against", "with", "for", "to", "on")
    ):
        return False
    doer = agent_of(word) if is_passive(word) else subject_of(word)
    if frame.subject and not (doer is not None and frame.subject & _lemmas(doer, who)):
        return False
    if frame.type is EventType.ASSAULT and doer is not None and _is_hazard(doer):
        return False
    return thing if thing is not None else None


def _lemmas(head: "Token", who: Parties) -> set[str]:
    """The lemmas of a phrase's head, of its coordinated parts and of what a quantity counts.

    "#official", "#people" and "#place" say what the head stands for.
    """
    found: set[str] = set()
    for word in coordinated(head):
        found.add(word.lemma_.lower())
        if who.is_quantity(word):
            found.update(part.lemma_.lower() for part in prepositional(word, "of"))
        found.update(c.lemma_.lower() for c in word.children if c.dep_ in ("compound", "amod"))
        if who.is_official(word):
            found.add("#official")
        if word.ent_type_ in ("GPE", "LOC"):
            found.add("#place")
        if who.is_somebody(word):
            found.add("#people")
    return found


def _is_hazard(word: "Token") -> bool:
    return word.lemma_.lower() in word_class("hazard")


def _operate(word: "Token", frame: Frame, who: Parties, depth: int) -> Trigger | None:
    governed = _governed(word, frame, who)
    inner = None
    if governed is not None and depth < 3:
        inner = classify(governed, who, depth + 1) if governed.pos_ in ("VERB", "AUX") else None
        if inner is None and governed.pos_ in ("VERB", "AUX", "ADJ"):
            inner = next((_adjective(c, who, depth + 1) for c in governed.children if c.dep_ == "acomp"), None)
        if inner is None and governed.pos_ in ("NOUN", "PROPN"):
            inner = _alone(governed, spare=False)
    settled = resolve(frame, word, governed, inner)
    if settled is None or (frame.operator == "threaten" and governed is None and _is_endangered(object_of(word), who)):
        return None
    return Trigger(word, frame, settled[0], settled[1], complement=inner, governed=governed)


def _is_endangered(thing: "Token | None", who: Parties) -> bool:
    """Whether a thing, not somebody, is threatened: "threatened the supply routes"; but "threatened reprisals"."""
    return thing is not None and not who.is_somebody(thing) and thing.lemma_.lower() not in _THREATENED_WITH


_THREATENED_WITH = frozenset(
    "action reprisal retaliation consequence measure force war response revenge escalation punishment move step".split()
)


def _governed(word: "Token", frame: Frame, who: Parties) -> "Token | None":
    """What an operator governs: a clause, a gerund after a preposition, or a noun that tells of an event."""
    clause = child(word, "xcomp", "ccomp")
    if clause is not None and clause.i > word.i:
        return clause
    thing = object_of(word)
    if thing is not None and thing.lemma_.lower() in noun_frames():
        return thing
    if thing is not None:
        inner = child(thing, "acl", "relcl")
        if inner is not None and inner.tag_ == "VB":
            return inner
    for c in word.children:
        if c.dep_ in ("prep", "advcl", "dative"):
            if c.dep_ == "advcl" and c.tag_ == "VB" and c.i > word.i:
                return c
            for p in c.children:
                if p.dep_ == "pcomp" or (p.dep_ == "pobj" and p.lemma_.lower() in noun_frames()):
                    return p
                if (
                    p.dep_ == "pobj"
                    and frame.operator == "request"
                    and (to := child(p, "acl", "relcl")) is not None
                    and to.tag_ == "VB"
                ):
                    return to
    return None


def _adjective(word: "Token", who: Parties, depth: int = 0) -> Trigger | None:
    """ "is ready to", "remains opposed to": a predicate, with its frame."""
    if word.dep_ not in ("acomp", "attr", "ROOT", "conj", "oprd", "advcl", "ccomp", "xcomp", "amod", "relcl", "acl"):
        return None
    for frame in adjective_frames().get(word.lemma_.lower(), adjective_frames().get(word.lower_, ())):
        if frame.operator:
            trigger = _operate(word, frame, who, depth)
            if trigger is not None and trigger.governed is not None:
                return trigger
        elif frame.type is not None and any(True for _ in prepositional(word, *frame.recipient)):
            return Trigger(word, frame, frame.type, frame.mode)
    return None


def _light_verb(word: "Token", who: Parties, depth: int) -> Trigger | None:
    lemma = _lemma_of(word)
    thing = object_of(word)
    if thing is not None and lemma in _suffering() and (frame := _noun_frame(thing)):
        return Trigger(word, frame, _typed(frame), frame.mode, noun=thing, suffers=True)
    if thing is not None and lemma in _light() and (frame := _noun_frame(thing)):
        clause = child(thing, "acl", "ccomp") if frame.type in _OPEN else None
        inner = classify(clause, who, depth + 1) if clause is not None and clause.pos_ == "VERB" and depth < 3 else None
        return Trigger(word, frame, _typed(frame), frame.mode, noun=thing, complement=inner, governed=clause)
    if lemma in _engaging():
        for noun in prepositional(word, *_through()):
            if frame := _noun_frame(noun):
                return Trigger(word, frame, _typed(frame), frame.mode, noun=noun)
        for noun in prepositional(word, "under"):
            if (frame := _noun_frame(noun)) and lemma in ("come", "be"):
                return Trigger(word, frame, _typed(frame), frame.mode, noun=noun, suffers=True)
        if lemma == "take" and thing is not None and thing.lemma_ == "part":
            for noun in (*prepositional(word, "in"), *prepositional(thing, "in")):
                if frame := _noun_frame(noun):
                    return Trigger(word, frame, _typed(frame), frame.mode, noun=noun)
    return None


_OPEN = frozenset({EventType.REQUEST, EventType.THREATEN})  # "a demand that X do": what follows is part of it


def _noun_frame(noun: "Token") -> Frame | None:
    """The frame of a noun, by itself or with the word before it ("hunger strike")."""
    frames = noun_frames()
    lemma = noun.lemma_.lower()
    if lemma in _second_words():
        for before in noun.children:
            if before.i < noun.i and (found := frames.get(f"{before.lemma_.lower()} {lemma}")):
                return found[0]
    return next((frame for frame in frames.get(lemma, ()) if _noun_fits(frame, noun)), None)


def _noun_fits(frame: Frame, noun: "Token") -> bool:
    if frame.object and not any(p.lemma_.lower() in frame.object for p in prepositional(noun, "of", "to", "on", "in")):
        return False
    if frame.prep and not any(True for _ in prepositional(noun, *frame.prep)):
        return noun.dep_ == "dobj" and any(True for _ in prepositional(noun.head, *frame.prep))
    return True


@cache
def _second_words() -> frozenset[str]:
    return frozenset(lemma.rpartition(" ")[2] for lemma in noun_frames() if " " in lemma)


def _typed(frame: Frame) -> EventType:
    if frame.type is None:
        raise ValueError(f"plover_nouns.toml: {frame.lemmas[0]} has no type")
    return frame.type


def _alone(noun: "Token", *, spare: bool = True) -> Trigger | None:
    """A noun without a verb of its own: "the attack on", "the talks between"; not as a modifier of another noun."""
    frame = _noun_frame(noun)
    if frame is None or (spare and (not frame.bare or noun.dep_ in ("compound", "nmod", "amod"))):
        return None
    return Trigger(noun, frame, _typed(frame), frame.mode, noun=noun, alone=True)


# --- duties: "X said that Y must" is a request of X to Y -------------------------------------------------------------

_DUTY = frozenset({"must", "should", "ought"})
_TELLING = frozenset(
    "say tell state announce declare reiterate insist stress add maintain argue warn note believe reaffirm".split()
)
_REQUEST = Frame(
    lemmas=("must",), type=EventType.REQUEST, mode=None, object=frozenset(), barred=frozenset(), subject=frozenset(),
    people=False, needs_object=False, no_object=False, prep=frozenset(), particle=frozenset(), recipient=("comp",),
    actor=(), mutual=False, swapped=False, operator="request", bare=False, sure=0.6,
)  # fmt: skip


def _duties(words: "Sequence[Token]", who: Parties) -> Iterator[Trigger]:
    for token in words:
        if token.tag_ == "MD" and token.lower_ in _DUTY:
            verb = token.head
            teller = verb.head
            if verb.dep_ == "ccomp" and teller.lemma_.lower() in _TELLING:
                inner = classify(verb, who)
                settled = resolve(_REQUEST, teller, verb, inner)
                if settled:
                    yield Trigger(teller, _REQUEST, settled[0], settled[1], complement=inner, governed=verb)


# --- word lists ------------------------------------------------------------------------------------------------------


@cache
def _light() -> frozenset[str]:
    return frozenset(read_patterns("plover_words")["light"]["verbs"])


@cache
def _suffering() -> frozenset[str]:
    return frozenset(read_patterns("plover_words")["light"]["passive"])


@cache
def _engaging() -> frozenset[str]:
    return frozenset(read_patterns("plover_words")["light"]["engage"])


@cache
def _through() -> tuple[str, ...]:
    return tuple(read_patterns("plover_words")["light"]["preps"])
