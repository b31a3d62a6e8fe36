"""Incidents in the terms of MUC-4: its types, its rule of what belongs, and its role fillers.

The task of 1992 (its document, version 7) wants terrorist or state violence on others than the military in nine Latin
American countries, recent and specific; fights between armed forces and guerrillas are no incidents there.
"""

import re

from dragoman.codes import ActorKind
from dragoman.model.records import Count, Extraction, Incident
from evaluation.gold import Item

__all__ = ["muc_form"]

TYPES = {
    "suicide bombing": "BOMBING", "car bombing": "BOMBING", "bombing": "BOMBING", "kidnapping": "KIDNAPPING",
    "arson": "ARSON", "robbery": "ROBBERY", "hijacking": "HIJACKING", "sabotage": "BOMBING",
}  # fmt: skip
_MILITARY = re.compile(
    r"\b(soldiers?|troops?|guerrillas?|rebels?|barracks|battalion|brigade|garrison|army|patrol|combatants?|sergeant|lieutenant|military|terrorists?|units?|forces|positions?|insurgents?|subversives?)\b",
    re.I,
)
_THING = re.compile(
    r"\b(office|car|store|building|house|embassy|restaurant|system|facilit|bank|residence|transport|home|pipeline|hotel|bus|pylon|tower|vehicle|headquarters|"
    r"station|pole|installation|bridge|church|property|branch|factory|plane|exchange|corporation|ministry|center|company|institute|warehouse|structure|post|market|"
    r"school|club|farm|dealership|booth|enterprise|hall|truck|transformer|line|shop|theater|premises|boat|firm|pipe|road|train|plant|newspaper|hospital|"
    r"university|museum|aircraft|helicopter|airport|refinery|substation|power|palace|consulate|cathedral|chapel|mill|railway|supermarket|court|jail|prison|residences?)"
    r"(?:s|es|ies|y)?$", re.I,
)  # fmt: skip


def muc_form(extraction: Extraction) -> Item:
    """The incidents that the task of 1992 would want."""
    kept = [record for record in extraction.incidents if _belongs(record)]
    return {"incidents": [_template(extraction, record) for record in kept]}


def _belongs(record: Incident) -> bool:
    if record.type in ("clash", "air strike", "occupation", "forced expulsion"):
        return False
    targets = (record.target or "").split("; ") if record.target else []
    if targets and all(_MILITARY.search(t) for t in targets):
        return False
    return True


def _template(extraction: Extraction, record: Incident) -> Item:
    people = {name.lower() for a in extraction.actors if a.type is ActorKind.PERSON for name in (a.name, *a.aliases)}
    item: Item = {
        "type": TYPES.get(record.type, "ATTACK"),
        "perp_individual": [], "perp_org": [], "phys_target": [], "hum_target_name": [], "hum_target_desc": [],
        "instrument": (record.weapon or "").split("; ") if record.weapon else [],
        "killed": _count(record.killed), "wounded": _count(record.wounded),
    }  # fmt: skip
    kinds = {a.id: a.type for a in extraction.actors}
    for ref in record.perpetrators:
        org = kinds.get(ref.actor or "") in (ActorKind.ORGANISATION, ActorKind.COUNTRY)
        item["perp_org" if org else "perp_individual"].append(ref.name if org else ref.words)
    for target in (record.target or "").split("; ") if record.target else []:
        if _THING.search(target):
            item["phys_target"].append(target)
        elif target.lower() in people or any(target.lower() in p or p in target.lower() for p in people):
            item["hum_target_name"].append(target)
        else:
            item["hum_target_desc"].append(target)
    return item


def _count(count: Count | None) -> Item | None:
    return {"min": count.min, "max": count.max} if count else None
