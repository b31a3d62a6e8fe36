"""Incidents in the terms of MUC-4: its types, its rule of what belongs, and its role fillers.

The task of 1992 (its document, version 7) wants terrorist or state violence on others than the military in nine Latin
American countries, recent and specific; fights between armed forces and guerrillas are no incidents there.
"""

import re
from collections import Counter

from dragoman.codes import ActorKind, Sector
from dragoman.model.records import ActorRef, Count, Extraction, Incident
from evaluation.gold import Item
from evaluation.muc_relevance import FIGHTS, MILITARY, THING, is_relevant

__all__ = ["muc_form"]

TYPES = {
    "suicide bombing": "BOMBING", "car bombing": "BOMBING", "bombing": "BOMBING", "kidnapping": "KIDNAPPING",
    "arson": "ARSON", "robbery": "ROBBERY", "hijacking": "HIJACKING", "sabotage": "BOMBING",
}  # fmt: skip
_BANDS = re.compile(
    r"\b(?:guerrillas?|rebels?|terrorists?|men|man|gunmen|individuals?|persons?|soldiers?|"
    r"troops|traffickers|commandos?|group)$",
    re.I,
)

_BODIES = re.compile(r"\b(?:forces?|military|army|police|squads?|cartels?|mafias?|government|regime)$", re.I)


def muc_form(extraction: Extraction) -> Item:
    """The incidents that the task of 1992 would want."""
    kept = [record for record in extraction.incidents if _belongs(record)] if is_relevant(extraction) else []
    return {"incidents": [_template(extraction, record) for record in kept]}


def _belongs(record: Incident) -> bool:
    targets = (record.target or "").split("; ") if record.target else []
    if record.type in FIGHTS and not any(not MILITARY.search(t) for t in targets):
        return False
    return not targets or not all(MILITARY.search(t) for t in targets)


def _template(extraction: Extraction, record: Incident) -> Item:
    people = sorted({a.name for a in extraction.actors if a.type is ActorKind.PERSON and " " in a.name})
    item: Item = {
        "type": TYPES.get(record.type, "ATTACK"),
        "perp_individual": [], "perp_org": [], "phys_target": [], "hum_target_name": [], "hum_target_desc": [],
        "instrument": (record.weapon or "").split("; ") if record.weapon else [],
        "killed": _count(record.killed), "wounded": _count(record.wounded),
    }  # fmt: skip
    bodies = {a.id for a in extraction.actors if a.type in (ActorKind.ORGANISATION, ActorKind.COUNTRY)}
    persons = {a.id: a.name for a in extraction.actors if a.type is ActorKind.PERSON}
    for ref in record.perpetrators:
        body = (ref.actor in bodies and not _BANDS.search(ref.words)) or bool(_BODIES.search(ref.words))
        item["perp_org" if body else "perp_individual"].append(
            _body_words(extraction, ref) if body else _full(persons.get(ref.actor or ""), ref.words)
        )
    if not item["perp_org"]:
        item["perp_org"] = _rebels_near(extraction, record)
    for target in (record.target or "").split("; ") if record.target else []:
        if THING.search(target.split(" of ")[0]):
            item["phys_target"].append(target)
        elif name := next((p for p in people if p == target or target.endswith(" " + p)), None):
            item["hum_target_name"].append(name)
        else:
            item["hum_target_desc"].append(target)
    return item


def _full(name: str | None, words: str) -> str:
    """A person's words, or the whole name where they are only a part of it."""
    return name if name and len(name) > len(words) else words


def _body_words(extraction: Extraction, ref: ActorRef) -> str:
    """A body as the text calls it: by its name where it is written out, else by its commonest form there."""
    actor = next((a for a in extraction.actors if a.id == ref.actor), None)
    if actor is None or actor.name.lower() in extraction.document.text.lower():
        return ref.name
    forms = Counter(e.text for e in actor.evidence)
    return max(forms, key=lambda form: (forms[form], form), default=ref.words)


def _rebels_near(extraction: Extraction, record: Incident) -> list[str]:
    """The one rebel body that the sentences of an incident name, where no other is blamed, as the key has it."""
    spans = [e.span for e in record.evidence]
    near = [
        actor.name
        for actor in extraction.actors
        if actor.sector in (Sector.REB, Sector.CRM, Sector.PRM) and actor.type is ActorKind.ORGANISATION
        if any(span.contains(e.span) for span in spans for e in actor.evidence)
    ]
    return near[:1] if len(near) == 1 else []


def _count(count: Count | None) -> Item | None:
    return {"min": count.min, "max": count.max} if count else None
