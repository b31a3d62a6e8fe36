"""Events after PLOVER 2.0: who did, said or undertook what towards whom, once a report.

A trigger (verb, noun, predicate) gives type and mode, grammar the parties, the modality layer whether it happened. What
is planned, demanded, supposed or denied stays what it is and says so; PLOVER's folding of futures into other types is the
business of exports and of the evaluation.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dragoman.codes import EventMode, EventType, Modality, Sector
from dragoman.layers.event_grammar import agent_of, child, is_passive, object_of, prepositional, subject_of
from dragoman.layers.event_lexicon import noun_frames, word_class
from dragoman.layers.event_merging import merge_events
from dragoman.layers.event_modes import mode_of_attack
from dragoman.layers.event_operators import request_mode
from dragoman.layers.event_parties import Parties
from dragoman.layers.event_setting import clause_of, contexts_of, day_of, is_elsewhere, place_of, stance_of
from dragoman.layers.event_triggers import Trigger, classify, find_triggers
from dragoman.layers.reading import Reading, sentence_of
from dragoman.model.records import ActorRef, Event
from dragoman.parse import span_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["build_events", "find_events"]

_HARM = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.MOBILIZE})
_GIVING = frozenset(
    {
        EventType.AID,
        EventType.COOPERATE,
        EventType.SUPPORT,
        EventType.CONSULT,
        EventType.RETREAT,
        EventType.CONCEDE,
        EventType.AGREE,
    }
)
_ACCUSING = frozenset("accuse blame suspect charge denounce condemn criticize criticise".split())
_MEANS = frozenset("kill wound injure hit destroy strike target leave massacre damage".split())
_OVER_PLACES = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.RETREAT, EventType.MOBILIZE})
_FAR = frozenset(("relcl", "advcl", "acl", "pcomp"))
_UNREAL = (Modality.POSSIBLE, Modality.HYPOTHETICAL)
LEAST_UNREAL = 0.5  # the same where it is only supposed
LEAST = 0.35  # confidence below which a trigger is more often wrong than right


@dataclass(frozen=True, slots=True)
class _Roles:
    actors: list[ActorRef]
    recipients: list[ActorRef]
    subject: "Token | None"


def build_events(reading: Reading) -> tuple[Event, ...]:
    """The events of a report in text order, each once, with all its mentions as evidence."""
    return merge_events(find_events(reading))


def find_events(reading: Reading) -> list[Event]:
    """Every mention of an event, in text order."""
    doc = reading.parse.doc
    who = Parties(reading)
    report = Counter(token.lemma_.lower() for token in doc if token.is_alpha)
    words: dict[int, frozenset[str]] = {}
    found = []
    firms = sum(report[word] for word in word_class("business"))
    business = firms >= 4 and firms >= sum(report.values()) / 80
    triggers = find_triggers(doc, who)
    means = {noun.i: trigger for trigger in triggers if (noun := _attack_behind(trigger)) is not None}
    protests = {t.word.i for t in triggers if t.type is EventType.PROTEST}
    for trigger in triggers:
        if (
            trigger.word.head.i in protests
            and trigger.type in (EventType.REQUEST, EventType.ACCUSE)
            and trigger.word.dep_ != "conj"
        ):
            continue  # the topic of a protest
        over = trigger.word.head.head
        if trigger.word.dep_ == "pcomp" and over.lemma_.lower() in _ACCUSING and trigger.type not in _HARM:
            continue  # "accused them of backing": no more than an accusation
        if trigger.alone and trigger.word.i in means:
            continue  # "an attack that killed nine" is one event, told by the verb
        sent = trigger.word.sent
        if sent.start not in words:
            words[sent.start] = frozenset(t.lemma_.lower() for t in sent)
        if not is_elsewhere(words[sent.start], report) and not (business and not _of_state(who, trigger)):
            event = _build(reading, who, trigger, words[sent.start])
            if event is not None:
                found.append(event)
    return found


def _of_state(who: Parties, trigger: Trigger) -> bool:
    """Whether a government, an army or a movement takes part itself, as against firms of a country."""
    roles = _roles(who, trigger)
    records = [who.record(ref) for ref in roles.actors]
    return any(record is not None and record.sector not in (None, Sector.BUS) for record in records)


def _build(reading: Reading, who: Parties, trigger: Trigger, words: frozenset[str]) -> Event | None:
    roles = _roles(who, trigger)
    actors, recipients = roles.actors, roles.recipients
    if not _is_event(who, trigger, actors, recipients, words):
        return None
    modality, negated = stance_of(trigger)
    type_, mode = trigger.type, trigger.mode
    if type_ is EventType.ASSAULT and mode in (None, EventMode.EXPLOSIVES, EventMode.AERIAL, EventMode.FIREARMS):
        mode = mode_of_attack(trigger) or mode
    if negated and modality is Modality.ASSERTED and trigger.frame.operator in ("commit", "wish") and type_ in _GIVING:
        type_, mode, negated = (
            EventType.REJECT,
            request_mode(trigger.complement.type if trigger.complement else None),
            False,
        )
    if type_ in (EventType.CONCEDE, EventType.RETREAT) and _unless(trigger):
        type_, mode = EventType.THREATEN, EventMode.RELATIONS
    if negated and modality in (Modality.PLANNED, *_UNREAL) and type_ in _GIVING and not trigger.alone:
        # "will not release them" is a refusal, made now.
        type_, mode, modality, negated = EventType.REJECT, request_mode(type_), Modality.ASSERTED, False
    negated = negated or modality is Modality.DENIED
    sure = _confidence(trigger, bool(actors), bool(recipients) or (trigger.frame.mutual and len(actors) > 1))
    unreal = modality in _UNREAL or negated
    if unreal:
        sure = round(sure - 0.1, 2)
    if sure < (LEAST_UNREAL if unreal else LEAST):
        return None
    document = reading.document
    clause = clause_of(reading.parse, trigger, roles.subject)
    core = span_of(trigger.word)
    mutual = trigger.frame.mutual and type_ in (
        EventType.CONSULT,
        EventType.AGREE,
        EventType.COOPERATE,
        EventType.ASSAULT,
        EventType.SUPPORT,
    )
    if mutual and mode is not EventMode.VISIT and not trigger.frame.operator:
        actors, recipients = [*actors, *(r for r in recipients if r.name not in {a.name for a in actors})], []
    return Event(
        evidence=(document.evidence(clause),),
        confidence=sure,
        modality=modality,
        negated=negated,
        attribution=reading.asserted(core),
        type=type_,
        mode=mode,
        context=contexts_of(words),
        actors=tuple(actors),
        recipients=tuple(recipients),
        date=day_of(
            reading,
            clause,
            core,
            sentence_of(trigger.word),
            main=trigger.word.dep_ in ("ROOT", "ccomp") or trigger.word.head.dep_ == "ROOT",
        ),
        place=place_of(reading, clause, core),
    )


def _unless(trigger: Trigger) -> bool:
    """ "will withdraw unless": a threat."""
    words = (trigger.word, *([trigger.governed] if trigger.governed is not None else []))
    return any(
        c.dep_ == "mark" and c.lower_ == "unless"
        for w in words
        for a in w.children
        if a.dep_ == "advcl"
        for c in a.children
    )


@cache
def _violent_words() -> frozenset[str]:
    nouns = (
        lemma
        for lemma, frames in noun_frames().items()
        if frames[0].type is EventType.ASSAULT and lemma not in ("operation", "campaign")
    )
    return frozenset(nouns) | word_class("weapon") | word_class("missiles") | word_class("attackers")


def _is_event(
    who: Parties, trigger: Trigger, actors: list[ActorRef], recipients: list[ActorRef], words: frozenset[str]
) -> bool:
    """Whether somebody who counts in politics takes part; nouns alone must name both sides, or one of violence."""
    parties = [*actors, *recipients]
    if trigger.type is EventType.CONSULT and trigger.alone and not parties:
        return any(c.lower_ == "the" for c in trigger.word.children)  # kept only as a further mention
    if trigger.type is EventType.ASSAULT and not trigger.alone and not actors and trigger.word.lemma_ not in _VIOLENT:
        # "Nine people were killed" may be an accident; the sentence has to speak of violence.
        return bool(recipients) and bool(words & _violent_words()) and not words & word_class("hazard")
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
    if trigger.alone and trigger.type not in _HARM and len(parties) < 2 - (trigger.type is EventType.CONSULT):
        return False
    if trigger.type is EventType.MOBILIZE and not actors:
        return False
    if trigger.type not in _HARM and not actors and not trigger.alone and trigger.type is not EventType.RETREAT:
        return bool(recipients) and is_passive(trigger.word)
    return True


_VIOLENT = frozenset(
    "attack bomb shell bombard ambush kidnap abduct assassinate torture rape behead shoot raid storm".split()
)


def _confidence(trigger: Trigger, actor: bool, recipient: bool) -> float:
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


# --- parties ---------------------------------------------------------------------------------------------------------


def _roles(who: Parties, trigger: Trigger) -> _Roles:
    if trigger.alone:
        return _noun_roles(who, trigger)
    word, frame = trigger.word, trigger.frame
    state = word.lower_ in frame.lemmas and word.lemma_.lower() not in frame.lemmas  # "is opposed to"
    passive = is_passive(word) and not state and word.lower_ not in ("engaged", "involved")
    subject = subject_of(word)
    doer = agent_of(word) if passive else subject
    about_accord = doer is not None and frame.operator and doer.lemma_.lower() in word_class("accord")
    actors = [] if about_accord else who.named(doer, acting=True, loose=trigger.type is EventType.PROTEST)
    if not actors and (attack := _attack_behind(trigger)) is not None:
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
    named = {ref.actor or ref.name for ref in actors}
    recipients = [ref for ref in recipients if (ref.actor or ref.name) not in named]
    return _Roles(actors, recipients, doer if not passive else subject)


def _attack_behind(trigger: Trigger) -> "Token | None":
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


def _noun_roles(who: Parties, trigger: Trigger) -> _Roles:
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
    named = {ref.actor or ref.name for ref in actors}
    return _Roles(actors, [ref for ref in recipients if (ref.actor or ref.name) not in named], None)


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
    return _purpose(who, trigger) if trigger.type is EventType.PROTEST else []


def _purpose(who: Parties, trigger: Trigger) -> list[ActorRef]:
    """Against whom a protest is, by what it demands: "marched to demand the resignation of"."""
    words = [trigger.word, *([trigger.noun] if trigger.noun is not None else [])]
    for clause in (c for w in words for c in w.children if c.dep_ in ("advcl", "xcomp", "acl")):
        inner = classify(clause, who)
        # A protest within a protest ("marched to hold a rally to mark") would ask for its own purpose without end.
        told = inner is not None and inner.type is not EventType.PROTEST
        found = _roles(who, inner).recipients if inner is not None and told else who.named(object_of(clause))
        if found:
            return found
    return []


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
        speaker = {ref.actor or ref.name for ref in who.named(subject_of(trigger.word))}
        found = [ref for ref in found if (ref.actor or ref.name) not in speaker]
        if found and (trigger.frame.operator in ("request", "claim", "allow") or inner is None):
            return found
    if inner is not None:
        roles = _roles(who, inner)
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
    """The parties named before a noun: "US-Taliban talks", "PKK attack", but not the place of a "Cairo church attack"."""
    between = [
        c for c in noun.children if c.dep_ == "compound" and c.pos_ == "NOUN" and c.lower_ not in _KINDS_OF_ATTACK
    ]
    if between and noun_frames()[noun.lemma_.lower()][0].type is EventType.ASSAULT:
        return []
    return [ref for c in noun.children if c.dep_ in ("amod", "compound", "nmod") for ref in who.named(c)]


def _round(noun: "Token", slot: str) -> "list[Token]":
    """Where the parser hangs what belongs to a noun: on it, on what follows its "of", on the verb whose subject it is."""
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
