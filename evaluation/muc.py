"""Incidents in the terms of MUC-4: its types, its rule of what belongs, and its role fillers.

The task of 1992 (its document, version 7) wants terrorist or state violence on others than the military in nine Latin
American countries, recent and specific; fights between armed forces and guerrillas are no incidents there.
"""

from collections.abc import Sequence

from dragoman.layers.incident_types import field_codes
from dragoman.layers.incidents import TOLL
from dragoman.model.records import Count, Extraction, Incident
from evaluation.gold import Item
from evaluation.muc_fillers import fillers, is_wanted
from evaluation.muc_marks import Mark, marks_of
from evaluation.muc_relevance import FIGHTS, MILITARY, is_relevant

__all__ = ["kept", "muc_form"]


def muc_form(extraction: Extraction) -> Item:
    """The incidents that the task of 1992 would want, with the fillers that its key would hold."""
    records = kept(extraction)
    marks = marks_of(extraction) if records else ()
    return {"incidents": [_template(extraction, record, records, marks) for record in records]}


def kept(extraction: Extraction) -> list[Incident]:
    """The records that would have a template of their own."""
    return [record for record in extraction.incidents if _belongs(record)] if is_relevant(extraction) else []


def _belongs(record: Incident) -> bool:
    targets = (record.target or "").split("; ") if record.target else []
    if record.type == TOLL:
        return False
    if record.type in FIGHTS and not any(not MILITARY.search(t) for t in targets):
        return False
    return not targets or not all(MILITARY.search(t) for t in targets)


def _template(extraction: Extraction, record: Incident, among: Sequence[Incident], marks: Sequence[Mark]) -> Item:
    item: Item = {
        "type": field_codes(record.type).muc or "ATTACK",
        "perp_individual": [], "perp_org": [], "phys_target": [], "hum_target_name": [], "hum_target_desc": [],
        "instrument": [], "killed": _count(record.killed), "wounded": _count(record.wounded),
    }  # fmt: skip
    for filler in fillers(extraction, record, among, marks):
        if is_wanted(filler):
            item[filler.role].append(filler.words)
    return item


def _count(count: Count | None) -> Item | None:
    return {"min": count.min, "max": count.max} if count else None
