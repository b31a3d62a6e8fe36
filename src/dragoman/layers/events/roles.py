"""Who acts and who is acted on in an event: the parties that a trigger's frame looks for, at the places it names."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.codes import EventMode, EventType
from dragoman.layers.events.lexicon import noun_frames, word_class
from dragoman.layers.events.parties import Parties, is_everybody, party_key
from dragoman.layers.events.triggers import Trigger, classify
from dragoman.layers.grammar import agent_of, child, is_passive, object_of, prepositional, subject_of
from dragoman.model.records import ActorRef

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Roles", "attack_behind", "roles_of"]

_MEANS = frozenset("kill wound injure hit destroy strike target leave massacre damage".split())
_OVER_PLACES = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.RETREAT, EventType.MOBILIZE})


@dataclass(frozen=True, slots=True)
class Roles:
    """The parties of an event; `subject` is the word where its clause begins."""

    actors: list[ActorRef]
    recipients: list[ActorRef]
    subject: "Token | None"


def roles_of(who: Parties, trigger: Trigger) -> Roles:
    """The parties of what a trigger tells of; whoever acts is not acted on as well."""
    if trigger.alone:
        return _noun_roles(who, trigger)
    word, frame = trigger.word, trigger.frame
    state = word.lower_ in frame.lemmas and word.lemma_.lower() not in frame.lemmas  # "is opposed to"
    passive = is_passive(word) and not state and word.lower_ not in ("engaged", "involved")
    subject = subject_of(word)
    doer = agent_of(word) if passive else subject
    if word.tag_ == "VB" and word.dep_ == "xcomp" and word.head.lemma_.lower() in _STOPPING:
        doer = None  # who "foiled a plot to bomb" a market did not bomb it
    about_accord = doer is not None and frame.operator and doer.lemma_.lower() in word_class("accord")
    actors = [] if about_accord else who.named(doer, acting=True, loose=trigger.type is EventType.PROTEST)
    if passive and not actors and frame.mode is EventMode.HEAVY_WEAPONS:  # "shells were fired from"
        actors = [ref for found in prepositional(word, "from") for ref in who.named(found)]
    if not actors and (attack := attack_behind(trigger)) is not None:
        actors = _first(who, attack, ("by", "with", "poss", "name"), loose=False)
    light = trigger.noun is not None and not frame.object and not frame.operator
    if light and not actors and trigger.noun is not None:
        actors = _first(who, trigger.noun, frame.actor, loose=False)
    recipients = _recipients(who, trigger, passive)
    if trigger.suffers or frame.swapped:
        if trigger.suffers:
            recipients = (
                _first(who, trigger.noun, ("by", "from", "of"), loose=False) if trigger.noun is not None else []
            )
        actors, recipients = recipients, actors
    if passive and not actors and trigger.type is EventType.RETREAT and frame.mode in _OF_ONE_S_OWN:
        actors, recipients = recipients, []  # "the guerrillas have been disarmed": who yields acts
    return Roles(actors, _others(recipients, actors), doer if not passive else subject)


_STOPPING = frozenset("foil thwart avert disrupt uncover prevent stop".split())
_OF_ONE_S_OWN = (EventMode.DISARM, EventMode.WITHDRAW)


def _others(refs: list[ActorRef], actors: list[ActorRef]) -> list[ActorRef]:
    """The parties that are not among the actors, nor mean them all ("between the two countries")."""
    taken = set(map(party_key, actors))
    return [ref for ref in refs if party_key(ref) not in taken and not (actors and is_everybody(ref.words))]


def attack_behind(trigger: Trigger) -> "Token | None":
    """The attack that kills: the subject of the verb, or what somebody is killed in or by."""
    if trigger.alone or trigger.type is not EventType.ASSAULT or trigger.word.lemma_ not in _MEANS:
        return None
    word = trigger.word
    doer = agent_of(word) if is_passive(word) else subject_of(word)
    for noun in ([doer] if doer is not None else []) + list(prepositional(word, "in", "by", "during")):
        frames = noun_frames().get(noun.lemma_.lower())
        if frames and frames[0].type is EventType.ASSAULT:
            return noun
    return None


def _noun_roles(who: Parties, trigger: Trigger) -> Roles:
    noun, frame = trigger.word, trigger.frame
    actors = _first(who, noun, frame.actor, loose=False)
    recipients = _first(who, noun, frame.recipient, loose=frame.type is EventType.ASSAULT)
    verb = noun.head
    if noun.dep_ in ("nsubj", "nsubjpass") and verb.lemma_.lower() in (
        "kill",
        "wound",
        "injure",
        "hit",
        "target",
        "destroy",
        "strike",
        "leave",
    ):
        recipients = who.named(object_of(verb), loose=True) or recipients
    return Roles(actors, _others(recipients, actors), None)


def _recipients(who: Parties, trigger: Trigger, passive: bool) -> list[ActorRef]:
    frame, word = trigger.frame, trigger.word
    loose = trigger.type in (EventType.ASSAULT, EventType.COERCE)
    for slot in frame.recipient:
        match slot:
            case "object":
                found = who.named(
                    object_of(word), loose=loose and (not frame.object or trigger.type is EventType.ASSAULT), where=True
                )
            case "dative":
                found = [ref for c in word.children if c.dep_ == "dative" and c.pos_ != "ADP" for ref in who.named(c)]
            case "owner":
                found = _owners(who, object_of(word))
            case "comp":
                found = _of_complement(who, trigger)
            case _ if (
                frame.operator
                and trigger.complement is not None
                and trigger.complement.alone
                and trigger.complement.word.head.lower_ == slot
            ):
                found = []  # "ready for talks in Qatar": the talks have been asked
            case _:
                found = _at_preposition(who, trigger, slot, passive)
        if found:
            return found
    if trigger.type is EventType.PROTEST:
        return _purpose(who, trigger)
    return _warned(who, trigger) if trigger.type is EventType.THREATEN else []


def _warned(who: Parties, trigger: Trigger) -> list[ActorRef]:
    """Whom a threat is to move: the subject of its condition ("will attack if Chad does not withdraw")."""
    for word in (trigger.word, *([trigger.governed] if trigger.governed is not None else [])):
        for clause in word.children:
            marks = {c.lower_ for c in clause.children if c.dep_ == "mark"}
            if clause.dep_ == "advcl" and marks & {"if", "unless"}:
                return who.named(subject_of(clause), acting=True)
    return []


def _purpose(who: Parties, trigger: Trigger) -> list[ActorRef]:
    """Against whom a protest is, by what it demands or rejects: "marched to demand the resignation of"."""
    words = [trigger.word, *([trigger.noun] if trigger.noun is not None else [])]
    for clause in (c for w in words for c in w.children if c.dep_ in ("advcl", "xcomp", "acl")):
        inner = classify(clause, who)
        # A protest within a protest ("marched to hold a rally to mark") would ask for its own purpose without end.
        told = inner is not None and inner.type is not EventType.PROTEST
        found = roles_of(who, inner).recipients if inner is not None and told else who.named(object_of(clause))
        if found := found or _first_named(who, clause, _AIMED):
            return found
    for noun in (n for w in words for n in prepositional(w, "in") if n.lemma_.lower() in _DEFIANCE):
        if found := _first_named(who, noun, _AIMED):
            return found
    return []


_AIMED = ("against", "at", "for", "over", "of", "to")
_DEFIANCE = frozenset({"protest", "defiance", "opposition", "rejection", "response"})


def _first_named(who: Parties, head: "Token", preps: tuple[str, ...]) -> list[ActorRef]:
    """The parties in the first of the phrases at a word that names any."""
    return next((found for p in preps for word in prepositional(head, p) if (found := who.named(word))), [])


def _owners(who: Parties, thing: "Token | None") -> list[ActorRef]:
    """Whose the object is: its possessor, a people or name before it."""
    if thing is None:
        return []
    owner = child(thing, "poss")
    if owner is not None:
        return who.named(owner)
    return [ref for c in thing.children if c.dep_ in ("amod", "compound", "nmod") for ref in who.named(c)][:2]


def _at_preposition(who: Parties, trigger: Trigger, slot: str, passive: bool) -> list[ActorRef]:
    if slot == "by" and passive:
        return []
    loose = trigger.type is EventType.ASSAULT
    around = [trigger.word]
    if (thing := trigger.noun if trigger.noun is not None else object_of(trigger.word)) is not None:
        around.append(thing)
    for head in around:
        for found in prepositional(head, slot):
            refs = who.named(found, loose=loose and found.pos_ == "NOUN", where=trigger.type in _OVER_PLACES)
            if refs:
                return refs
    return []


def _of_complement(who: Parties, trigger: Trigger) -> list[ActorRef]:
    """Whom a demanded, promised or refused act concerns: who is to do it where that is another, else its recipient."""
    governed, inner = trigger.governed, trigger.complement
    if governed is None:
        return []
    own = child(governed, "nsubj", "nsubjpass")
    if own is not None:
        found = who.named(own)
        found = _others(found, who.named(subject_of(trigger.word)))
        if found and (trigger.frame.operator in ("request", "claim", "allow") or inner is None):
            return found
    if inner is not None:
        roles = roles_of(who, inner)
        if trigger.frame.operator == "request" and inner.alone:
            return roles.actors or roles.recipients
        return roles.recipients or (roles.actors if inner.alone else [])
    return (
        who.named(object_of(governed))
        or [
            ref
            for prep in ("to", "with", "for", "on", "against", "from", "at")
            for word in prepositional(governed, prep)
            for ref in who.named(word)
        ][:2]
    )


_KINDS_OF_ATTACK = frozenset(
    "air drone missile rocket suicide bomb car mortar artillery ground military terror terrorist gun knife".split()
)


def _before(who: Parties, noun: "Token") -> list[ActorRef]:
    """The parties named before a noun: "US-Taliban talks", "PKK attack", not the place of a "Cairo church attack"."""
    between = [
        c for c in noun.children if c.dep_ == "compound" and c.pos_ == "NOUN" and c.lower_ not in _KINDS_OF_ATTACK
    ]
    frames = noun_frames().get(noun.lemma_.lower())
    if between and frames and frames[0].type is EventType.ASSAULT:
        return []
    return [ref for c in noun.children if c.dep_ in ("amod", "compound", "nmod") for ref in who.named(c)]


def _round(noun: "Token", slot: str) -> "list[Token]":
    """Where the parser hangs what belongs to a noun: on it, on what follows its "of", on the verb it is subject of."""
    heads = [noun, *(p for c in noun.children if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj")]
    if noun.dep_ in ("nsubj", "nsubjpass") and noun.head.pos_ == "VERB" and slot != "by":
        heads.append(noun.head)
    return heads


def _first(who: Parties, noun: "Token", slots: tuple[str, ...], *, loose: bool) -> list[ActorRef]:
    """The parties at the first of the places round a noun that holds any."""
    for slot in slots:
        if slot == "poss":
            found = who.named(child(noun, "poss"))
        elif slot == "name":
            found = _before(who, noun)
        else:
            found = [
                ref
                for head in _round(noun, slot)
                for word in prepositional(head, slot)
                for ref in who.named(word, loose=loose, where=True)
            ]
        if found:
            return found
    return []
