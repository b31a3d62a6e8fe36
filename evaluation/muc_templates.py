"""Which of a report's incidents have templates of their own in the key of 1992, and under what type.

The layer parts and joins attacks as a chronicle would; the analysts of 1992 parted by place, date, type and
perpetrator, and let go what the report tells in passing. Weights: `muc_templates.csv`, by `training/muc_fit.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.encoder.decode import log_odds
from dragoman.layers.incidents.layer import TOLL
from dragoman.model.records import Extraction, Incident
from evaluation.muc_encoded import stretch_signs
from evaluation.muc_relevance import FIGHTS, MILITARY, THING, rule_type
from evaluation.muc_weights import EXTREME, chance, weights_of
from evaluation.muc_words import Words

__all__ = ["KEPT", "Template", "template_records", "template_signs", "templates"]

KEPT = "kept"  # beside it the table has a column a type
# The best type F1 in cross-validation on the training dispatches, of .3 to .5 in steps.
ENOUGH = 0.45  # of a record
RELEVANT = 0.40  # of its report
SURE = 0.45  # a report that is as relevant as this has a template, come what may


@dataclass(frozen=True, slots=True)
class Template:
    """A type, and the record it comes from; None where the report has none."""

    type: str
    record: Incident | None


def templates(extraction: Extraction, words: Words, relevance: float) -> list[Template]:
    """The templates of a report, in the order of its incidents."""
    if relevance <= RELEVANT:
        return []
    records = template_records(extraction)
    table = weights_of("templates")
    judged = []
    for record, signs in zip(records, template_signs(extraction, words, relevance), strict=True):
        kind = max((name for name in table if name != KEPT), key=lambda name: chance(table[name], signs))
        judged.append((chance(table[KEPT], signs), Template(kind, record)))
    kept = [template for probability, template in judged if probability > ENOUGH]
    if kept or relevance <= SURE:
        return kept
    return [max(judged, key=lambda found: found[0])[1] if judged else Template("ATTACK", None)]


def template_records(extraction: Extraction) -> list[Incident]:
    """The incidents that could have templates: all but tolls of a period."""
    return [record for record in extraction.incidents if record.type != TOLL]


def template_signs(extraction: Extraction, words: Words, relevance: float) -> list[dict[str, float]]:
    """The signs of each of `template_records`."""
    records = template_records(extraction)
    found = []
    for at, record in enumerate(records):
        signs = _record_signs(record, records) | _order_signs(record, records[:at], records[at + 1 :])
        signs |= {f"w={lemma}": 0.5 for lemma in _lemmas(record, words)}
        signs |= {"any": 1.0, "relevant": log_odds(relevance, least=EXTREME) / 2, "incidents": min(6, len(records)) / 6}
        signs |= stretch_signs(words.encoded, words.inside(e.span for e in record.evidence))
        signs["late"] = record.evidence[0].span.start / max(1, len(words.text))
        found.append(signs)
    return found


def _record_signs(record: Incident, records: Sequence[Incident]) -> dict[str, float]:
    """What the record holds."""
    targets = _targets(record)
    military = bool(targets) and all(MILITARY.search(target) for target in targets)
    return {
        f"type={record.type}": 1.0,
        f"muc={rule_type(record)}": 1.0,
        "fight": float(record.type in FIGHTS),
        "fight alone": float(record.type in FIGHTS and (military or not targets)),
        "recalled": float(record.recalled),
        "sentences": min(6, len(record.evidence)) / 6,
        "most told": float(len(record.evidence) == max(len(other.evidence) for other in records)),
        "target": float(bool(targets)),
        "military": float(military),
        "thing": float(any(THING.search(target) for target in targets)),
        "perpetrator": float(bool(record.perpetrators)),
        "weapon": float(bool(record.weapon)),
        "killed": float(record.killed is not None),
        "place": float(record.place is not None),
        "date": float(record.date is not None),
        "confidence": record.confidence,
    }


def _order_signs(record: Incident, earlier: Sequence[Incident], later: Sequence[Incident]) -> dict[str, float]:
    """What is new in it beside the incidents before it."""
    kind = rule_type(record)
    before = [rule_type(other) for other in earlier]
    signs = {
        f"rank={min(3, len(earlier))}": 1.0,
        "only": float(not earlier and not later),
        "same type before": min(4, before.count(kind)) / 4,
        "type before": float(kind in before),
        "new type": float(bool(before) and kind not in before),
        "type later": float(kind in map(rule_type, later)),
    }
    if earlier:
        places = {other.place.place for other in earlier if other.place}
        days = {other.date.earliest for other in earlier if other.date}
        targets = {target for other in earlier for target in _targets(other)}
        if record.place:
            signs["same place" if record.place.place in places else "new place"] = 1.0
        if record.date:
            signs["same day" if record.date.earliest in days else "new day"] = 1.0
        signs["new target"] = float(bool(_targets(record)) and targets.isdisjoint(_targets(record)))
    return signs


def _targets(record: Incident) -> list[str]:
    return [target for target in (record.target or "").split("; ") if target]


def _lemmas(record: Incident, words: Words) -> set[str]:
    """The nouns, verbs and adjectives of its sentences."""
    spans = [e.span for e in record.evidence]
    return {
        lemma
        for lemma, kind, at in zip(words.lemmas, words.classes, words.starts, strict=True)
        if kind in ("NOUN", "VERB", "ADJ") and any(span.start <= at < span.end for span in spans)
    }
