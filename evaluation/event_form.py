"""Events as the PLOVER and CAMEO gold sets write them: one event a sentence, futures folded into other types.

The record keeps what a sentence says (a visit that is planned is a CONSULT, planned); PLOVER's manual has no such mode
in use and calls it AGREE, so it is mapped here. Where gold has one event a sentence, the most confident is given.
"""

import re
from dataclasses import replace

from dragoman.codes import ActorKind, EventType, Modality, PlaceKind, Sector
from dragoman.countries import country_of_capital, country_of_demonym
from dragoman.encoder.labels import CAMEO_QUADS
from dragoman.layers.actors.lexicon import body_code
from dragoman.layers.events.parties import country_of_words
from dragoman.layers.roles import role_of_words
from dragoman.model.annotations import Toponym
from dragoman.model.records import ActorRef, Event, Extraction
from evaluation.gold import Item

__all__ = ["actors_form", "events_form", "folded", "quad_form"]

_TO_AGREE = frozenset({EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE, EventType.AID})
_CONFLICT = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.PROTEST, EventType.MOBILIZE})
_FORCE = frozenset({EventType.ASSAULT})
_AHEAD = frozenset({Modality.PLANNED, Modality.POSSIBLE, Modality.HYPOTHETICAL})


LATER = 0.5  # what an event at the very end of the text loses against one at its beginning


def events_form(extraction: Extraction) -> Item:
    """The most confident event, with its parties as codes and texts."""
    chosen = _chosen(extraction)
    if chosen is None:
        return {"events": []}
    event, kind = chosen
    sources, targets = parties(event)
    return {
        "events": [
            {
                "type": str(kind),
                "source": _codes(sources, event, extraction) or _unknown(event, extraction),
                "target": _codes(targets, event, extraction),
                "source_text": [_text(ref) for ref in sources],
                "target_text": [_text(ref) for ref in targets],
            }
        ]
    }


def parties(event: Event) -> tuple[tuple[ActorRef, ...], tuple[ActorRef, ...]]:
    """Sources and targets: where all parties act alike, the first is the source of a pair with each of the others."""
    if (
        not event.recipients
        and len(event.actors) > 1
        and event.type
        in (
            EventType.CONSULT,
            EventType.AGREE,
            EventType.COOPERATE,
            EventType.ASSAULT,
            EventType.SUPPORT,
            EventType.RETREAT,
        )
    ):
        return event.actors[:1], event.actors[1:]
    return event.actors, event.recipients


def _chosen(extraction: Extraction) -> tuple[Event, EventType] | None:
    """The most confident event that PLOVER would write down, and the type it would write.

    One without an actor it does not write, unless force was used: then the actor is unidentified.
    """
    kinds = [
        (event, kind)
        for told in extraction.events
        if (told.actors or told.type in _FORCE) and (event := _as_said(extraction, told)) and (kind := folded(event))
    ]
    return max(kinds, key=lambda pair: (_weight(extraction, pair[0]), -pair[0].evidence[0].span.start), default=None)


def _weight(extraction: Extraction, event: Event) -> float:
    """How likely the sentence was put in the set for this event: news stands first, what it refers to behind."""
    return event.confidence - LATER * event.evidence[0].span.start / max(1, len(extraction.document.text))


_OWN_WORDS = re.compile(r"(?:they|he|she|it|we|its|their|his)\b", re.IGNORECASE)


def _as_said(extraction: Extraction, event: Event) -> Event | None:
    """An act of violence on the word of a state or monitor that speaks first is its accusation.

    PLOVER and CAMEO code "X said that Y attacked" by what X does; "Y attacked, officials said" by what Y does.
    """
    speaker = event.attribution.speaker if event.attribution else None
    if speaker is None or event.type not in _CONFLICT or event.modality is not Modality.ASSERTED:
        return event
    start = event.evidence[0].span.start
    if not -1 < extraction.document.text.find(speaker.words) < start:
        return event
    record = next((actor for actor in extraction.actors if actor.id == speaker.actor), None)
    if record is None or speaker.actor in {ref.actor for ref in event.actors}:
        return event
    state = record.type is ActorKind.COUNTRY or (record.country is not None and record.sector is None)
    if not state and record.sector not in (Sector.NGO, Sector.IGO):
        return event
    blamed = event.actors or event.recipients
    return replace(event, type=EventType.ACCUSE, mode=None, actors=(speaker,), recipients=blamed)


def folded(event: Event) -> EventType | None:
    """The type after PLOVER's folding of auxiliary modes; None where it writes nothing down (negated, demanded).

    Manual 2.0: future CONSULT, SUPPORT, COOPERATE and AID are AGREE, future RETREAT is CONCEDE, a conflict that its
    actor holds out is THREATEN.
    """
    if event.negated or event.modality in (Modality.DENIED, Modality.DEMANDED):
        return None
    if event.modality in _AHEAD:
        if event.type in _TO_AGREE:
            return EventType.AGREE
        if event.type is EventType.RETREAT:
            return EventType.CONCEDE
        if event.type in _CONFLICT:
            return EventType.THREATEN if event.actors else None
    return event.type


# --- codes -----------------------------------------------------------------------------------------------------------

_BODIES = (
    (re.compile(r"\b(?:UN\b|U\.N\.|United Nations|Security Council|UNHCR|UNICEF|IAEA)"), "UNO"),
    (re.compile(r"\b(?:EU|EC|European (?:Union|Community|Commission|Parliament|Council))\b"), "EUR"),
)


def _body(words: str) -> str | None:
    """The code of an international body that a phrase names."""
    return next((code for pattern, code in _BODIES if pattern.search(words)), None)


_PRONOUN = re.compile(r"(?:he|she|it|they|we|i|you|him|her|them|us|his|its|their|our|my|who|which)", re.IGNORECASE)


def _text(ref: ActorRef) -> str:
    """The words that name a party: gold has the name that a pronoun stands for."""
    return ref.name if _PRONOUN.fullmatch(ref.words) else ref.words


def _codes(refs: tuple[ActorRef, ...], event: Event, extraction: Extraction) -> list[str]:
    return [code for ref in refs if (code := _code(ref, event, extraction))]


def _unknown(event: Event, extraction: Extraction) -> list[str]:
    """PLOVER's code for whoever attacks unseen: the country where it happens, and UAF, an unidentified armed force."""
    where = _country_round(event, extraction) if event.type is EventType.ASSAULT else None
    return [f"{where}{Sector.UAF}"] if where else []


def _code(ref: ActorRef, event: Event, extraction: Extraction) -> str:
    """Country or body and sector as one string ("USAMIL"); empty where neither is known.

    People and bodies without a country of their own get that of a name or town in their phrase, else that of where
    they act: gold codes a sentence by itself, and most of them tell of one country's affairs.
    """
    record = next((actor for actor in extraction.actors if actor.id == ref.actor), None) if ref.actor else None
    if record is None:
        return _code_of_words(ref, event, extraction)
    sector = record.sector
    names = (record.name, *record.aliases, *(() if record.country else (ref.words,)))
    body = next((code for words in names if (code := _body(words) or body_code(words))), None)
    if body:
        own = role.sector if sector is Sector.IGO and (role := role_of_words(ref.words)) else sector
        return body + ("" if own in (Sector.IGO, Sector.NGO, Sector.REB, None) else str(own))
    if record.country:
        return record.country + (str(sector) if sector else "")
    if sector in (Sector.IGO, Sector.NGO):
        return str(sector)
    if record.type is ActorKind.ORGANISATION and sector is Sector.BUS:
        return "MNC"
    own_words = "" if record.type is ActorKind.GROUP and country_of_demonym(record.name) else ref.words
    country = country_of_words(own_words) or _place_in(own_words, extraction) or _country_round(event, extraction)
    return f"{country or '---'}{sector or ''}" if country or sector else ""


def _code_of_words(ref: ActorRef, event: Event, extraction: Extraction) -> str:
    """The code of words that name no actor of the report; towns are their people, a capital is its government."""
    capital = country_of_capital(ref.name)
    if capital and event.type not in _CONFLICT and event.type is not EventType.THREATEN:
        return f"{capital}{Sector.GOV}"
    country = country_of_words(ref.words) or _place_in(ref.words, extraction)
    role = role_of_words(ref.name)
    if role and role.sector:
        return f"{country or _country_round(event, extraction) or '---'}{role.sector}"
    town = any(
        t.place and t.place.kind is PlaceKind.CITY for t in extraction.toponyms if _word(t, extraction) in ref.words
    )
    return f"{country}{Sector.CVL if town else ''}" if country else ""


def _country_round(event: Event, extraction: Extraction) -> str | None:
    """The country where an event happens, else the only one that the sentence names."""
    place = next((p for p in extraction.places if event.place and p.id == event.place.place), None)
    return (place.country if place else None) or _only_country(extraction)


def _word(toponym: Toponym, extraction: Extraction) -> str:
    return toponym.span.of(extraction.document.text)


def _place_in(words: str, extraction: Extraction) -> str | None:
    """The country of a town that a phrase names."""
    return next((t.place.country for t in _located(extraction) if t.place and _word(t, extraction) in words), None)


def _only_country(extraction: Extraction) -> str | None:
    countries = {t.place.country for t in _located(extraction) if t.place}
    return countries.pop() if len(countries) == 1 else None


_AWAY = re.compile(r"(?:ethnic |anti-|pro-|non-)$", re.IGNORECASE)  # "ethnic Turks", "anti-Syrian": of another country


def _located(extraction: Extraction) -> list[Toponym]:
    """The names that tell in which country the sentence is."""
    text = extraction.document.text
    named = [t for t in extraction.toponyms if t.place and t.place.country]
    return [t for t in named if not _AWAY.search(text[max(0, t.span.start - 8) : t.span.start])]


# --- quad classes ----------------------------------------------------------------------------------------------------

_INTENT = re.compile(
    r"\b(?:agree|promis|pledg|vow|offer|willing|ready|prepared|will |would |plan|announc)", re.IGNORECASE
)
_APPEAL = re.compile(r"\b(?:urg|call|appeal|ask|encourag|request|want|seek|push)", re.IGNORECASE)


def quad_form(extraction: Extraction) -> Item:
    """The CAMEO quad class 0 to 4: the encoder's of the longest sentence, or the rules' of the most confident event.

    The set has one sentence an item. By the rules, appeals are neutral and promised concessions verbal.
    """
    if extraction.sentences:
        return {"quad": max(extraction.sentences, key=lambda s: len(s.span)).quad}
    chosen = _chosen(extraction)
    if chosen is None:
        return {"quad": 0}
    event, kind = chosen
    words = event.evidence[0].text
    if kind is EventType.REQUEST and _APPEAL.search(words):
        return {"quad": 0}
    if kind is EventType.CONCEDE and (event.modality in _AHEAD or _INTENT.search(words)):
        return {"quad": 1}
    return {"quad": CAMEO_QUADS[kind]}


# --- who acts on whom in a sentence ----------------------------------------------------------------------------------


def actors_form(extraction: Extraction) -> Item:
    """The encoder's parties; by the rules alone, the words of the parties of all events, where they stand."""
    parties = [
        {"start": party.span.start, "end": party.span.end, "role": party.role}
        for sentence in extraction.sentences
        for party in sentence.parties
    ]
    return {"actors": parties if extraction.sentences else _actors_of_events(extraction)}


def _actors_of_events(extraction: Extraction) -> list[Item]:
    text = extraction.document.text
    found: dict[tuple[int, int], str] = {}
    for event in extraction.events:
        evidence = event.evidence[0].span
        for role, refs in (("source", event.actors), ("target", event.recipients)):
            for ref in refs:
                start = text.find(ref.words, evidence.start)
                start = start if start >= 0 else text.find(ref.words)
                if start >= 0:
                    found.setdefault((start, start + len(ref.words)), role)
    return [{"start": start, "end": end, "role": role} for (start, end), role in sorted(found.items())]
