"""Makes the heads as sure as they are right: one temperature a head, written into the weights' manifest.

    python -m training.calibrate                   the shipped weights
    python -m training.calibrate build/x/weights   others, after any training
    python -m training.calibrate --look            tables alone; nothing is fitted or written

Fitted by likelihood on the tenth of our own passages that no training sees. The public sets have no part that training
leaves out. So heads that learn from them alone (source and target of a sentence, MUC, times) keep temperature 1;
attribution, names and quads, which learn from both, take what our own passages say of them.

The tables show, for answers that a head is about this sure of, how sure it was and how many of 100 were right: on our
passages, then on dev sets, which are only looked at.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.encoder.decode import decode_spans, softmax, spans_of_path
from dragoman.encoder.labels import COLUMNS, PAIRS, TAGS
from dragoman.encoder.tagger import load_encoder
from dragoman.encoder.weights import MANIFEST, WEIGHTS, read_manifest
from training.score import GOLD, Answer, asks_every_word, read_set
from training.sets import SETS

__all__ = ["fit_temperature", "main", "questions"]

WORTH = 0.05  # a word counts where "nothing" is less likely than one minus this: of the others a head is rightly sure
PRIOR = 5.0  # nats that a temperature of e or 1/e costs: heads with few answers stay near 1
COLDEST, HOTTEST, STEPS = 0.5, 5.0, 60
STEP = 0.1  # of the tables

Question = tuple[NDArray[np.float64], int]  # the scores of the possible answers, and the number of the true one
Sure = tuple[float, bool]  # how sure a head is of an answer, and whether it is right


def main(arguments: list[str] | None = None) -> None:
    """Fit, write, and print how sure the heads are before and after."""
    parser = argparse.ArgumentParser(
        prog="python -m training.calibrate", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=WEIGHTS)
    parser.add_argument("--look", action="store_true", help="print tables alone")
    options = parser.parse_args(arguments)
    encoder = load_encoder(options.folder)
    own = list(read_set("own", encoder, GOLD))
    manifest = read_manifest(options.folder)
    temperatures: dict[str, float] = manifest.get("temperatures", {})
    if not options.look:
        print_tables("own, as trained", own, {})
        temperatures = {head: fit_temperature(asked) for head, asked in sorted(questions(own).items())}
        manifest["temperatures"] = temperatures
        (options.folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
        print("temperatures:", temperatures)
    print_tables("own", own, temperatures)
    for name in SETS:
        if (GOLD / SETS[name][2]).exists():
            print_tables(name, list(read_set(name, encoder, GOLD)), temperatures)


# --- fitting --------------------------------------------------------------------------------------------------------


def questions(answers: Sequence[Answer]) -> dict[str, list[Question]]:
    """What each head and each relation was asked: at every word worth asking, at triggers, sentences and pairs."""
    asked: dict[str, list[Question]] = {}
    for answer in answers:
        for head, labels in answer.example.labels.items():
            scores = answer.columns[:, COLUMNS[head]].astype(np.float64)
            worth = softmax(scores)[:, 0] < 1 - WORTH if asks_every_word(head) else np.ones(len(labels), dtype=bool)
            asked.setdefault(head, []).extend(
                (scores[at], label) for at, label in enumerate(labels) if label >= 0 and worth[at]
            )
        for (begin, end), quad in zip(answer.example.window.sentences, answer.example.quads, strict=True):
            if quad >= 0:
                mean = answer.columns[begin:end, COLUMNS["quad"]].astype(np.float64).mean(axis=0)
                asked.setdefault("quad", []).append((mean, quad))
        for score, (relation, _, _, true) in zip(answer.pairs, answer.example.pairs, strict=True):
            asked.setdefault(PAIRS[relation], []).append((np.array([0.0, score]), true))
    return {head: found for head, found in asked.items() if found}


def fit_temperature(asked: Sequence[Question]) -> float:
    """By which number the scores are to be divided so that the true answers are likeliest."""
    scores = np.array([question for question, _ in asked])
    truth = np.array([true for _, true in asked])

    def cost(temperature: float) -> float:
        chances = softmax((scores / temperature).astype(np.float32))[np.arange(len(truth)), truth]
        return float(-np.log(chances + 1e-9).sum()) + PRIOR * float(np.log(temperature)) ** 2

    return round(float(min(np.geomspace(COLDEST, HOTTEST, STEPS), key=cost)), 2)


# --- tables ---------------------------------------------------------------------------------------------------------


def print_tables(name: str, answers: Sequence[Answer], temperatures: dict[str, float]) -> None:
    """For each head: how sure and how right it is on the whole, what lies between, and the same by tenths."""
    print(f"\n{name}: sure / right of 100 (answers), by how sure")
    found: dict[str, list[Sure]] = {}
    for answer in answers:
        for head, sure in _told(answer, temperatures):
            found.setdefault(head, []).append(sure)
    for head, rows in sorted(found.items()):
        table = np.array(rows, dtype=np.float64)
        tenths = np.minimum((table[:, 0] / STEP).astype(int), 9)
        means = [(table[tenths == tenth].mean(axis=0), int((tenths == tenth).sum())) for tenth in sorted(set(tenths))]
        apart = sum(abs(sure - right) * n for (sure, right), n in means) / len(table)
        sure, right = table.mean(axis=0)
        cells = "  ".join(f"{100 * s:.0f}/{100 * r:.0f} ({n})" for (s, r), n in means)
        print(f"{head:20} {100 * sure:5.1f} {100 * right:5.1f}  apart {100 * apart:4.1f} | {cells}", flush=True)


def _told(answer: Answer, temperatures: dict[str, float]) -> Iterator[tuple[str, Sure]]:
    """Each answer that a head gives in a window, with how sure it is of it and whether it is right."""
    for head, labels in answer.example.labels.items():
        scores = answer.columns[:, COLUMNS[head]] / temperatures.get(head, 1.0)
        chances = softmax(scores)
        if head in TAGS:
            gold = {(start, end, TAGS[head][label]) for start, end, label in spans_of_path(labels)}
            for span in decode_spans(scores, TAGS[head]):
                yield f"{head} (spans)", (span.confidence, (span.start, span.end, span.label) in gold)
        for at, label in enumerate(labels):
            if label >= 0 and (not asks_every_word(head) or chances[at, 0] < 1 - WORTH):
                best = int(chances[at].argmax()) if not asks_every_word(head) else 1 + int(chances[at, 1:].argmax())
                yield head, (float(chances[at, best]), best == label)
    for question, true in questions([answer]).get("quad", []):
        chance = softmax((question / temperatures.get("quad", 1.0)).astype(np.float32))
        yield "quad", (float(chance.max()), int(chance.argmax()) == true)
    for score, (relation, _, _, true) in zip(answer.pairs, answer.example.pairs, strict=True):
        chance = 1 / (1 + float(np.exp(-score / temperatures.get(PAIRS[relation], 1.0))))
        yield PAIRS[relation], (max(chance, 1 - chance), (chance > 0.5) == bool(true))


if __name__ == "__main__":
    main()
