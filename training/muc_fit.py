"""Fit the tables by which `evaluation/muc.py` gives what the key of 1992 holds, by ridge logistic regressions.

    python -m training.muc_fit ../shared/eval/incidents/muc4_train.jsonl ../shared/eval/train_exclude.txt build/training

Reads the training dispatches alone, those named in the second file left out, with the word of encoders that had not
seen them, which are kept in the folder named last (`training/unseen.py` tells how to train them). Three tables: which
dispatches count (`muc_relevance.csv`), which phrases fill which role (`muc_fillers.csv`), which incidents have a
template and of what type (`muc_templates.csv`). What one learns from another was judged without the dispatch itself.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.encoder.tagger import Encoder
from dragoman.model.document import Document
from dragoman.model.records import Extraction
from dragoman.pipeline import extract
from evaluation.gold import Item, read_jsonl
from evaluation.muc_fillers import ENOUGH
from evaluation.muc_relevance import relevance_signs, rule_type, second_signs
from evaluation.muc_signs import HEAD, Signs, is_plausible, signs_of_phrases
from evaluation.muc_templates import KEPT, template_records, template_signs
from evaluation.muc_weights import write_weights
from evaluation.muc_words import Words, plain, read_words
from training.logistic import Table, fit_signs, table_of
from training.unseen import unseen_encoders

FOLDS = 6
LEAST = 0.05  # smaller weights are left out of the files
TYPES = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY")
LIKELY = 0.3  # a dispatch that seems as relevant as this teaches what fills no role, whether or not it counts

Dispatch = tuple[Item, Extraction, Words]


@dataclass(frozen=True)
class Tuning:
    """How strongly weights are held back, and how many rows must have a sign; by cross-validation, coarsely."""

    ridge: float
    often: int


FIRST, SECOND = Tuning(1.0, 4), Tuning(3.0, 4)
FILLERS, KEEPING, TYPING = Tuning(3.3, 5), Tuning(3.3, 6), Tuning(1.1, 6)


def main(arguments: Sequence[str]) -> int:
    """Fit on the file named first, items named in the second left out, encoders in the folder named third."""
    file, excluding, folder = map(Path, arguments)
    excluded = excluding.read_text(encoding="utf-8")
    items = [item for item in read_jsonl(file) if f"\t{item['id']}\n" not in excluded]
    fit_all(list(read_dispatches(items, unseen_encoders(folder))))
    return 0


def read_dispatches(items: Sequence[Item], encoders: Sequence[Encoder]) -> Iterator[Dispatch]:
    """The dispatches as Dragoman reads them, with the number read on stderr."""
    for number, item in enumerate(items):
        extraction = extract(Document(text=item["text"]))
        yield item, extraction, read_words(item["text"], encoders[number % len(encoders)])
        if number % 100 == 99:
            print(f"{number + 1} of {len(items)} read", file=sys.stderr, flush=True)


def fit_all(dispatches: Sequence[Dispatch]) -> None:
    """Write the three tables."""
    relevances = fit_relevance(dispatches)
    fit_templates(dispatches, relevances)
    fit_fillers(dispatches, relevances)


def fit_relevance(dispatches: Sequence[Dispatch]) -> list[float]:
    """Write the table; the relevance of each dispatch as judged by what the others teach."""
    labels = [bool(item["incidents"]) for item, _, _ in dispatches]
    signs = [relevance_signs(extraction, words) for _, extraction, words in dispatches]
    first, judged = _fit_and_judge(signs, labels, FIRST)
    looks = [second_signs(chance, words) for chance, (_, _, words) in zip(judged, dispatches, strict=True)]
    second, judged = _fit_and_judge(looks, labels, SECOND)
    write_weights("relevance", {"first": first, "second": second})
    return judged


def _fit_and_judge(
    signs: Sequence[Signs], labels: Sequence[bool], tuning: Tuning
) -> tuple[dict[str, float], list[float]]:
    """The weights, and the chance of each row by weights that were fitted without its fold."""
    table = table_of(signs, often=tuning.often)
    weights = _rounded(table, fit_signs(table, labels, ridge=tuning.ridge))
    folds = np.arange(len(signs)) % FOLDS
    judged = np.zeros(len(signs))
    for fold in range(FOLDS):
        without = fit_signs(table, labels, ridge=tuning.ridge, only=folds != fold)
        judged[folds == fold] = (1 / (1 + np.exp(-table.times(without))))[folds == fold]
    return weights, [float(one) for one in judged]


# --- fillers ---------------------------------------------------------------------------------------------------------


def fit_fillers(dispatches: Sequence[Dispatch], relevances: Sequence[float]) -> None:
    """Write the table: a column a role."""
    phrases: list[tuple[Signs, frozenset[str]]] = []  # with the roles that they fill
    for (item, extraction, words), relevance in zip(dispatches, relevances, strict=True):
        gold = {role: _gold_words(item, role) for role in ENOUGH}
        if relevance > LIKELY or any(gold.values()):
            for key, signs in signs_of_phrases(extraction, words, relevance)[0].items():
                phrases.append((signs, frozenset(role for role, held in gold.items() if key in held)))
    held_heads = Counter(name for signs, roles in phrases if roles for name in signs if name.startswith(HEAD))
    heads = {name for name, number in held_heads.items() if number > 1}
    asked = [(_without(signs, heads), roles) for signs, roles in phrases if is_plausible(signs, heads)]
    table = table_of([signs for signs, _ in asked], often=FILLERS.often)
    found = {}
    for role in ENOUGH:
        weights = fit_signs(table, [role in roles for _, roles in asked], ridge=FILLERS.ridge)
        found[role] = dict.fromkeys(heads, 0.0) | _rounded(table, weights)
    write_weights("fillers", found)


def _without(signs: Signs, heads: set[str]) -> Signs:
    """The signs less the nouns that the keys do not hold."""
    return {name: value for name, value in signs.items() if not name.startswith(HEAD) or name in heads}


def _gold_words(item: Item, role: str) -> set[str]:
    """The pooled gold holds names of persons only: descriptions are those of the key."""
    if role == "hum_target_desc":
        entities = [entity for incident in item["incidents"] for entity in incident[role]]
    else:
        entities = item["grit_roles"].get(role.removesuffix("_name"), [])
    return {plain(words) for entity in entities for words in entity}


# --- templates -------------------------------------------------------------------------------------------------------


def fit_templates(dispatches: Sequence[Dispatch], relevances: Sequence[float]) -> None:
    """Write the table: whether an incident is kept, and a column a type."""
    rows: list[Signs] = []
    types: list[set[str]] = []  # those of the template that an incident is nearest to; none where it has none
    for (item, extraction, words), relevance in zip(dispatches, relevances, strict=True):
        rows += template_signs(extraction, words, relevance)
        types += aligned(item, extraction)
    table = table_of(rows, often=KEEPING.often)
    kept = np.array([bool(found) for found in types])
    found = {KEPT: _rounded(table, fit_signs(table, list(kept), ridge=KEEPING.ridge))}
    for kind in TYPES:
        labels = [kind in told for told in types]
        found[kind] = _rounded(table, fit_signs(table, labels, ridge=TYPING.ridge, only=kept))
    write_weights("templates", found)


def aligned(item: Item, extraction: Extraction) -> list[set[str]]:
    """For each incident of a report the types of the template that it stands for.

    One for one, the best pair first: a pair is good by its type and by each filler that the incident's sentences hold.
    """
    records = template_records(extraction)
    told = [f" {plain(' '.join(e.text for e in record.evidence))} " for record in records]
    pairs = []
    for number, template in enumerate(item["gtt_templates"]):
        types, fills = _types(template), _fills(template)
        for at, record in enumerate(records):
            good = (rule_type(record) in types) + 0.5 * sum(f" {words} " in told[at] for words in fills)
            if good:
                pairs.append((-good, at, number, types))
    found: list[set[str]] = [set() for _ in records]
    taken: set[int] = set()
    for _, at, number, types in sorted(pairs, key=lambda pair: pair[:3]):
        if not found[at] and number not in taken:
            found[at] = types
            taken.add(number)
    return found


def _types(template: dict[str, Any]) -> set[str]:
    return {kind.strip().upper() for kind in template["type"].split("/")}


def _fills(template: dict[str, Any]) -> set[str]:
    roles = [entities for role, entities in template.items() if isinstance(entities, list)]
    return {plain(words) for entities in roles for entity in entities for words in entity} - {""}


def _rounded(table: Table, weights: NDArray[np.float64]) -> dict[str, float]:
    pairs = zip(table.names, weights, strict=True)
    return {name: round(float(weight), 2) for name, weight in pairs if abs(weight) >= LEAST}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
