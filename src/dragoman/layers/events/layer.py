"""Events after PLOVER 2.0: who did, said or undertook what towards whom, once a report.

A trigger (verb, noun, predicate) gives type and mode, grammar the parties, the modality layer whether it happened. What
is planned, demanded, supposed or denied stays what it is and says so; PLOVER's folding of futures into other types is
the business of exports and of the evaluation.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dragoman.codes import EventMode, EventType, FoundBy, Modality, Sector
from dragoman.layers.events.dates import day_of
from dragoman.layers.events.encoded import EncodedEvent, EncodedEvents
from dragoman.layers.events.judgement import HARM, confidence_of, is_event
from dragoman.layers.events.lexicon import GENERIC_NOUN, GENERIC_VERB, may_tell, word_class
from dragoman.layers.events.merging import merge_events
from dragoman.layers.events.modes import mode_of_attack
from dragoman.layers.events.operators import request_mode
from dragoman.layers.events.parties import Parties, party_key
from dragoman.layers.events.roles import attack_behind, roles_of
from dragoman.layers.events.setting import clause_of, contexts_of, is_about_sport, place_of, speaks_of_sport, stance_of
from dragoman.layers.events.triggers import Trigger, find_triggers
from dragoman.layers.grammar import object_of
from dragoman.layers.reading import Reading
from dragoman.layers.relevance import is_about_conflict
from dragoman.model.document import Span
from dragoman.model.records import ActorRef, Event, one_a_span
from dragoman.parse import span_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["build_events", "find_events"]

_GIVING = frozenset(map(EventType, "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT".split()))
_TOGETHER = frozenset(map(EventType, "CONSULT AGREE COOPERATE ASSAULT SUPPORT".split()))
_VAGUE = (None, EventMode.EXPLOSIVES, EventMode.AERIAL, EventMode.FIREARMS)  # the means may tell more
_ACCUSING = frozenset("accuse blame suspect charge denounce condemn criticize criticise".split())
_ASIDES = frozenset({"backed", "supported"})
_UNREAL = (Modality.POSSIBLE, Modality.HYPOTHETICAL)
LEAST_UNREAL = 0.5  # the same where it is only supposed
MOST = 40  # triggers in one sentence; what has more is litter or a list
LEAST = 0.3  # confidence below which a trigger is more often wrong than right


def build_events(reading: Reading) -> tuple[Event, ...]:
    """The events of a report in text order, each once, with all its mentions as evidence."""
    return one_a_span(merge_events(find_events(reading)))


def find_events(reading: Reading) -> list[Event]:
    """Every mention of an event, in text order."""
    doc = reading.parse.doc
    who = Parties(reading)
    lemmas = reading.parse.lemmas
    report = Counter(lemma for token, lemma in zip(reading.parse.words, lemmas, strict=True) if token.is_alpha)
    firms = sum(report[word] for word in word_class("business"))
    business = firms >= 4 and firms >= sum(report.values()) / 80
    sentences = [(sent.end, span_of(sent), frozenset(lemmas[sent.start : sent.end])) for sent in doc.sents]
    learned = EncodedEvents(reading, reading.labels, who) if reading.labels is not None else None
    sport = is_about_sport(report)
    told: Counter[int] = Counter()
    found: list[Event] = []
    triggers = list(_leading(find_triggers(reading.parse.words, who)))
    if learned is not None and is_about_conflict(reading):
        # Of words that the lexicon does not have, two in three that the encoder is sure of are no events in reports.
        triggers += [t for t in learned.beyond(triggers) if may_tell(t.word.lemma_.lower(), t.type)]
    for trigger in triggers:
        number = bisect_right(sentences, trigger.word.i, key=lambda sentence: sentence[0])
        _, sentence, words = sentences[number]
        told[number] += 1
        if told[number] > MOST or sport or speaks_of_sport(words) or (business and not _of_state(who, trigger)):
            continue
        event = _build(reading, who, learned, trigger, sentence, words)
        if event is not None:
            found.append(event)
    return sorted(found, key=lambda event: event.evidence[0].span)


def _leading(triggers: Sequence[Trigger]) -> Iterator[Trigger]:
    """The triggers without those that only tell more of another one."""
    told = {noun.i for trigger in triggers if (noun := attack_behind(trigger)) is not None}
    protests = {t.word.i for t in triggers if t.type is EventType.PROTEST}
    for trigger in triggers:
        word = trigger.word
        topic = trigger.type in (EventType.REQUEST, EventType.ACCUSE) and word.dep_ != "conj"
        if topic and word.head.i in protests:
            continue
        if word.dep_ == "pcomp" and word.head.head.lemma_.lower() in _ACCUSING and trigger.type not in HARM:
            continue  # "accused them of backing": no more than an accusation
        if trigger.type is EventType.SUPPORT and _is_aside(word):
            continue  # "the rebels, backed by Chad, took the town": who stands behind them is no news
        if trigger.alone and word.i in told:
            continue  # "an attack that killed nine" is one event, told by the verb
        yield trigger


def _is_aside(word: "Token") -> bool:
    """Whether a participle only says who stands behind somebody; it is then no verb of a clause of its own."""
    if word.lower_ not in _ASIDES or word.tag_ not in ("VBN", "VBD"):
        return False
    return word.dep_ not in ("ROOT", "relcl") and not any(
        c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass", "dobj") for c in word.children
    )


def _of_state(who: Parties, trigger: Trigger) -> bool:
    """Whether a government, an army or a movement takes part itself, as against firms of a country."""
    records = [who.record(ref) for ref in roles_of(who, trigger).actors]
    return any(record is not None and record.sector not in (None, Sector.BUS) for record in records)


def _build(
    reading: Reading,
    who: Parties,
    learned: EncodedEvents | None,
    trigger: Trigger,
    sentence: Span,
    words: frozenset[str],
) -> Event | None:
    roles = roles_of(who, trigger)
    actors, recipients = roles.actors, roles.recipients
    encoded = learned.at(trigger) if learned is not None else None
    added = trigger.frame in (GENERIC_NOUN, GENERIC_VERB)
    if added and learned is not None and encoded is not None:
        actors, recipients = _completed(learned, encoded, actors, recipients, added=True)
    if not is_event(who, trigger, actors, recipients, words):
        return None
    if not added and learned is not None and encoded is not None:
        # Only now: whether the rules see an event must not hang on whom the encoder ties to their word.
        actors, recipients = _completed(learned, encoded, actors, recipients, added=False)
    if added and encoded is not None:
        kind, mode, modality = encoded.type, encoded.mode, encoded.modality
        negated = modality is Modality.DENIED
    else:
        kind, mode, modality, negated = _told(trigger)
        if mode is None and encoded is not None and encoded.type is kind:
            mode = encoded.mode
    if mode is EventMode.ABDUCT and _takes_a_place(trigger):
        mode = None
    sure = confidence_of(trigger, bool(actors), bool(recipients) or (trigger.frame.mutual and len(actors) > 1))
    if modality in _UNREAL or negated:
        sure = round(sure - 0.1, 2)
    if learned is not None:
        sure = learned.weighed(trigger, sure)
    if sure < (LEAST_UNREAL if modality in _UNREAL or negated else LEAST):
        return None
    mutual = trigger.frame.mutual and kind in _TOGETHER and not trigger.frame.operator
    if mutual and mode is not EventMode.VISIT:
        actors, recipients = [*actors, *(r for r in recipients if r.name not in {a.name for a in actors})], []
    word = trigger.word
    core = span_of(word)
    clause = clause_of(reading.parse, trigger, roles.subject)
    main = word.dep_ in ("ROOT", "ccomp") or word.head.dep_ == "ROOT"
    return Event(
        evidence=(reading.document.evidence(clause),),
        confidence=sure,
        found_by=FoundBy.ENCODER if added else FoundBy.BOTH if encoded else FoundBy.RULES,
        modality=modality,
        negated=negated,
        attribution=reading.asserted(core),
        type=kind,
        mode=mode,
        context=contexts_of(words),
        actors=tuple(actors),
        recipients=tuple(recipients),
        date=day_of(reading, trigger, clause, sentence, main=main),
        place=place_of(reading, clause, core),
    )


def _takes_a_place(trigger: Trigger) -> bool:
    """ "captured the town": nobody is abducted."""
    thing = object_of(trigger.word)
    return thing is not None and (thing.ent_type_ in ("GPE", "LOC") or thing.lemma_.lower() in word_class("territory"))


def _completed(
    learned: EncodedEvents,
    encoded: EncodedEvent,
    actors: list[ActorRef],
    recipients: list[ActorRef],
    *,
    added: bool,
) -> tuple[list[ActorRef], list[ActorRef]]:
    """The parties with the encoder's where the rules have none; of its own trigger its parties come first."""
    tied_actors, tied_recipients = learned.parties(encoded)
    if added:
        actors, recipients = tied_actors or actors, tied_recipients or recipients
    together = len(actors) > 1 and not recipients
    actors = actors or _without(tied_actors, recipients)
    recipients = recipients if recipients or together else tied_recipients
    return actors, _without(recipients, actors)


def _without(refs: list[ActorRef], taken: list[ActorRef]) -> list[ActorRef]:
    keys = set(map(party_key, taken))
    return [ref for ref in refs if party_key(ref) not in keys]


def _told(trigger: Trigger) -> tuple[EventType, EventMode | None, Modality, bool]:
    """Type, mode, modality and negation. A future that is refused is a refusal now; "unless" makes a threat."""
    modality, negated = stance_of(trigger)
    kind, mode = trigger.type, trigger.mode
    if kind is EventType.ASSAULT and mode in _VAGUE:
        mode = mode_of_attack(trigger) or mode
    if kind in (EventType.CONCEDE, EventType.RETREAT) and _unless(trigger):
        kind, mode = EventType.THREATEN, EventMode.RELATIONS
    if negated and kind in _GIVING and not trigger.alone:
        if modality is Modality.ASSERTED and trigger.frame.operator in ("commit", "wish"):
            return (
                EventType.REJECT,
                request_mode(trigger.complement.type if trigger.complement else None),
                modality,
                False,
            )
        if modality in (Modality.PLANNED, *_UNREAL):
            return EventType.REJECT, request_mode(kind), Modality.ASSERTED, False
    return kind, mode, modality, negated or modality is Modality.DENIED


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
