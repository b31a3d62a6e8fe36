"""Whether a report tells of what the task of 1992 calls an incident, judged by the report's own incidents and words.

The task's rule (terrorist or state violence on others than the military, recent, specific, in nine countries) leaves
much to its analysts; the weights in `muc_relevance.csv` are what their decisions on the training dispatches come to,
fitted by `training/muc_fit.py`.
"""

import math
import re
from collections.abc import Sequence

from dragoman.codes import ActorKind
from dragoman.encoder.decode import log_odds
from dragoman.layers.incidents.layer import TOLL
from dragoman.layers.incidents.types import field_codes
from dragoman.model.records import Extraction, Incident
from evaluation.muc_encoded import report_signs
from evaluation.muc_weights import EXTREME, chance, weights_of
from evaluation.muc_words import Words

__all__ = ["FIGHTS", "MILITARY", "THING", "relevance", "relevance_signs", "rule_type", "second_signs"]

FIGHTS = ("clash", "air strike", "occupation", "forced expulsion")
MILITARY = re.compile(
    r"\b(?:soldiers?|troops?|guerrillas?|rebels?|barracks|battalion|brigade|garrison|army|patrol|combatants?|sergeant|"
    r"lieutenant|military|terrorists?|units?|forces|positions?|insurgents?|subversives?|helicopters?)\b",
    re.IGNORECASE,
)
THING = re.compile(
    r"\b(?:office|car|store|building|house|embassy|restaurant|system|facilit|bank|residence|transport|home|pipeline|"
    r"hotel|"
    r"bus|pylon|tower|vehicle|headquarters|station|pole|installation|bridge|church|property|branch|factory|"
    r"plane|exchange|"
    r"corporation|ministry|center|company|institute|warehouse|structure|post|market|school|club|farm|dealership|booth|"
    r"enterprise|hall|truck|transformer|line|shop|theater|premises|boat|firm|pipe|road|train|plant|newspaper|hospital|"
    r"university|museum|aircraft|helicopter|airport|refinery|substation|power|palace|consulate|cathedral|chapel|mill|"
    r"railway|supermarket|court|jail|prison)(?:s|es|ies|y)?$",
    re.IGNORECASE,
)
_COUNTRIES = frozenset({"ARG", "BOL", "CHL", "COL", "ECU", "SLV", "GTM", "HND", "PER"})
_WEIGHT = 3.0  # of the words together, beside the signs of the records


def relevance(extraction: Extraction, words: Words) -> float:
    """How probable it is that the key holds an incident of the report, by its records and words and by the encoder."""
    table = weights_of("relevance")
    first = chance(table["first"], relevance_signs(extraction, words))
    return chance(table["second"], second_signs(first, words))


def relevance_signs(extraction: Extraction, words: Words) -> dict[str, float]:
    """The signs in a report's records, in its words and in those of the sentences that tell of its incidents."""
    incidents = [i for i in extraction.incidents if i.type not in (*FIGHTS, TOLL)]
    signs = {"any": 1.0, "fights alone": float(not incidents)}
    if incidents:
        signs |= {name: 2 * float(value) for name, value in _signs(extraction, incidents).items()}
    told = [e.span for i in extraction.incidents for e in i.evidence]
    lemmas = [(lemma, at) for lemma, at in zip(words.lemmas, words.starts, strict=True) if any(map(str.isalpha, lemma))]
    inside = {lemma for lemma, at in lemmas if any(span.start <= at < span.end for span in told)}
    for kind, among in (("d", {lemma for lemma, _ in lemmas}), ("t", inside)):
        signs |= dict.fromkeys((f"{kind}:{lemma}" for lemma in among), _WEIGHT / math.sqrt(len(among) or 1))
    return signs


def second_signs(first: float, words: Words) -> dict[str, float]:
    """The signs of a second look: the relevance by records and words, and what the encoder says."""
    return {"second": 1.0, "first": log_odds(first, least=EXTREME) / 2} | report_signs(words.encoded)


def rule_type(record: Incident) -> str:
    """The type of 1992 by our own type alone."""
    return field_codes(record.type).muc or "ATTACK"


def _targets(incidents: Sequence[Incident]) -> list[str]:
    return [t for i in incidents for t in (i.target or "").split("; ") if t]


def _signs(extraction: Extraction, incidents: Sequence[Incident]) -> dict[str, float]:
    """The signs in the records; truth counts 1."""
    targets = _targets(incidents)
    military = [t for t in targets if MILITARY.search(t)]
    people = {a.name for a in extraction.actors if a.type is ActorKind.PERSON}
    places = {i.place.place for i in incidents if i.place}
    countries = {p.country for p in extraction.places if p.id in places and p.country}
    text = extraction.document.text
    told = sum(len(e.text) for i in incidents for e in i.evidence)
    fights = sum(len(i.evidence) for i in extraction.incidents if i.type == "clash")
    days = [i.date for i in incidents if i.date]
    signs: dict[str, float] = {
        "maxframes": min(8, max(len(i.evidence) for i in incidents)) / 8,
        "placelat": bool(countries & _COUNTRIES),
        "placeother": bool(countries - _COUNTRIES),
        "tgt": bool(targets),
        "civ": len(targets) > len(military),
        "milonly": bool(targets) and len(military) == len(targets),
        "person": any(t in people for t in targets),
        "thing": any(THING.search(t) for t in targets),
        "killed": any(i.killed and not i.recalled for i in incidents),
        "dated": bool(days),
        "dayed": any(d.earliest and d.earliest == d.latest for d in days),
        "named": any(i.perpetrator for i in incidents),
        "strong": any(i.confidence > 0.6 for i in incidents),
        "early": any(i.evidence[0].span.start < 700 for i in incidents),
        "weapon": any(i.weapon for i in incidents),
        "long": min(5000, len(text)) / 5000,
        "share": told / max(1, len(text)),
        "clashshare": fights / (fights + sum(len(i.evidence) for i in extraction.incidents if i.type == "clash") + 1),
        "fresh": any(not i.recalled and i.date for i in incidents),
    }
    return signs | {f"t_{i.type}": 1.0 for i in incidents}
