"""Incidents in the terms of MUC-4: its types, its rule of what belongs, and its role fillers.

The task of 1992 (its document, version 7) wants terrorist or state violence on others than the military in nine Latin
American countries, recent and specific; fights between armed forces and guerrillas are no incidents there.
"""

from collections.abc import Sequence

from dragoman.encoder.tagger import shipped_encoder
from dragoman.model.records import Count, Extraction
from evaluation.gold import Item
from evaluation.muc_fillers import Filler, fillers
from evaluation.muc_relevance import relevance
from evaluation.muc_templates import Template, templates
from evaluation.muc_words import Words, read_words

__all__ = ["muc_form"]

ROLES = ("perp_individual", "perp_org", "phys_target", "hum_target_name", "hum_target_desc", "instrument")


def muc_form(extraction: Extraction) -> Item:
    """The incidents that the task of 1992 would want, with the fillers that its key would hold."""
    if extraction.unread:
        return {"incidents": []}
    words = read_words(extraction.document.text, shipped_encoder() if extraction.coder.encoder else None)
    odds = relevance(extraction, words)
    wanted = templates(extraction, words, odds)
    items = [_template(template) for template in wanted]
    if items:
        for filler in fillers(extraction, words, odds):
            for at in _belongs_to(filler, wanted, words):
                items[at][filler.role].append(filler.words)
    return {"incidents": items}


def _template(template: Template) -> Item:
    record = template.record
    return {
        "type": template.type,
        **{role: [] for role in ROLES},
        "killed": _count(record.killed if record else None),
        "wounded": _count(record.wounded if record else None),
    }


def _belongs_to(filler: Filler, wanted: Sequence[Template], words: Words) -> list[int]:
    """The templates whose sentences hold a filler or stand nearest to it; an armed body is meant in them all."""
    if filler.role == "perp_org":
        return list(range(len(wanted)))
    gaps = [_gap(filler, template, words) for template in wanted]
    return [at for at, gap in enumerate(gaps) if gap == min(gaps)]


def _gap(filler: Filler, template: Template, words: Words) -> int:
    if template.record is None:
        return 0
    return min(
        max(e.span.start - words.ends[place.last], words.starts[place.first] - e.span.end, 0)
        for e in template.record.evidence
        for place in filler.places
    )


def _count(count: Count | None) -> Item | None:
    return {"min": count.min, "max": count.max} if count else None
