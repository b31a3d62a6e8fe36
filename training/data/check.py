"""Checks the training data: spans, labels, twins, and the balance of what is told.

python training/data/check.py                      every file
python training/data/check.py training/data/x.txt  one file
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from training.passages import DATA, Passage, read_passages

TWINS = 0.6  # share of words that two passages may have in common


def main(names: list[str]) -> int:
    """Print faults, twins and balance; 1 where there is a fault."""
    paths = [Path(name) for name in names] or sorted(DATA.glob("*.txt"))
    passages: list[Passage] = []
    faults: list[str] = []
    for path in paths:
        found, wrong = read_passages(path)
        passages += found
        faults += [str(fault) for fault in wrong]
    faults += twins(passages)
    print("\n".join(faults[:60]))
    print_balance(passages)
    print(f"{len(passages)} passages, {len(faults)} faults")
    return 1 if faults else 0


def twins(passages: list[Passage]) -> list[str]:
    """Passages that share most of their words with an earlier one."""
    by_word: dict[str, list[int]] = {}
    bags: list[set[str]] = []
    told: list[str] = []
    for number, passage in enumerate(passages):
        bag = set(re.findall(r"\w+", passage.text.lower()))
        shared = Counter(other for word in bag for other in by_word.get(word, ()))
        for other, common in shared.most_common(3):
            if common / len(bag | bags[other]) > TWINS:
                told.append(f"{passage.id}: nearly the same words as {passages[other].id}")
        bags.append(bag)
        for word in bag:
            by_word.setdefault(word, []).append(number)
    return told


def print_balance(passages: list[Passage]) -> None:
    """How often each label is told, and how many trigger words tell it."""
    labels: Counter[str] = Counter()
    words: dict[str, set[str]] = {}
    for passage in passages:
        labels["texts in capitals"] += passage.text.isupper()
        labels["texts with nothing told"] += not passage.tellings
        for telling in passage.tellings:
            trigger = passage.text[slice(*telling.trigger)].lower()
            for name in balance_names(telling.layer, telling.labels):
                labels[name] += 1
                words.setdefault(name, set()).add(trigger)
    for name in sorted(labels):
        print(f"{name:40} {labels[name]:5}   {len(words.get(name, ())):4} different triggers")


def balance_names(layer: str, labels: tuple[str, ...]) -> list[str]:
    """The names under which one annotated line is counted."""
    if layer == "event":
        kind, mode, modality = labels
        return [f"event {kind}", f"event modality {modality}", *([f"event {kind} {mode}"] if mode else [])]
    return [f"{layer} {label}" for label in labels] or [layer]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
