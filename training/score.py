"""Scores each head by itself on dev texts, of one training or of several.

    python -m training.score                       the shipped weights
    python -m training.score build/x/weights       others
    python -m training.score build/a build/b build/c several seeds: mean, lowest and highest of each figure

Span heads and heads of single words: exact F1; classes at gold triggers, quads and pairs: accuracy. What the model card
says of the weights stands there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.encoder.decode import decode_spans, spans_of_path
from dragoman.encoder.labels import CLASSES, COLUMNS, TAGS
from dragoman.encoder.tagger import Encoder, load_encoder
from dragoman.encoder.weights import WEIGHTS
from training.examples import Example, make_examples
from training.sets import SETS, dev_golds, own_golds

__all__ = ["GOLD", "Answer", "Score", "asks_every_word", "read_set", "score_heads"]

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT.parent / "shared" / "eval"


@dataclass(frozen=True, slots=True)
class Answer:
    """One window: what is known of it, and the encoder's scores (a row for each word; of each pair asked)."""

    example: Example
    columns: NDArray[np.float32]
    pairs: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """One figure of one head in percent. `n`: how many gold spans, words or pairs it rests on."""

    set: str
    head: str
    figure: str
    value: float
    n: int

    @property
    def key(self) -> tuple[str, str, str]:
        """What the same figure of other weights has too."""
        return self.set, self.head, self.figure


def main(arguments: list[str]) -> None:
    """Print a line for each figure: of one training as it comes, of several beside each other at the end."""
    folders = [Path(argument) for argument in arguments] or [WEIGHTS]
    by_folder = []
    for folder in folders:
        scores = []
        for score in score_heads(load_encoder(folder), GOLD):
            scores.append(score)
            if len(folders) == 1:
                print(line_of([score]), flush=True)
        by_folder.append({score.key: score for score in scores})
    if len(folders) > 1:
        print(f"{'set':8} {'head':20} {'figure':12} {'mean':>5} {'low':>5} {'high':>5}      n  each")
        for key in by_folder[0]:
            print(line_of([scores[key] for scores in by_folder if key in scores]))


def line_of(scores: Sequence[Score]) -> str:
    """A figure of one training, or the mean, the lowest and the highest of several, with each."""
    values = [score.value for score in scores]
    first = scores[0]
    head = f"{first.set:8} {first.head:20} {first.figure:12}"
    if len(values) == 1:
        return f"{head} {values[0]:5.1f}  {first.n:6}"
    mean = sum(values) / len(values)
    each = " ".join(f"{value:.1f}" for value in values)
    return f"{head} {mean:5.1f} {min(values):5.1f} {max(values):5.1f} {first.n:6}  {each}"


def score_heads(encoder: Encoder, gold_folder: Path) -> Iterator[Score]:
    """The figures of each head on each set that is there; says which is not."""
    for name in (*SETS, "own"):
        try:
            answers = list(read_set(name, encoder, gold_folder))
        except FileNotFoundError:
            print(f"{name}: not there", flush=True)
            continue
        yield from _score_set(name, answers)


def read_set(name: str, encoder: Encoder, gold_folder: Path) -> Iterator[Answer]:
    """The encoder's scores on the dev texts of one of `SETS`, or on our own passages that are held back ("own")."""
    golds = own_golds(held_back=True) if name == "own" else dev_golds(name, gold_folder)
    cache = ROOT / "build" / "training" / f"parsed-{name}-dev.pickle"
    for example in make_examples(golds, encoder.tokenizer, cache):
        firsts = list(example.window.firsts)
        columns, pairs = encoder.session.run(None, {"pieces": np.array([example.window.pieces], dtype=np.int64)})
        asked = (float(pairs[relation, firsts[a], firsts[b]]) for relation, a, b, _ in example.pairs)
        yield Answer(example, columns[firsts], tuple(asked))


def asks_every_word(head: str) -> bool:
    """Whether a head says of every word what it is, "nothing" among the answers; the others are asked at triggers."""
    return head in TAGS or (CLASSES[head][0] == "none" and head != "mode")


# --- one set --------------------------------------------------------------------------------------------------------

Found = set[tuple[int, int, str]]


def _score_set(name: str, answers: Sequence[Answer]) -> Iterator[Score]:
    spans: dict[str, list[tuple[Found, Found]]] = {}
    right: dict[str, list[bool]] = {}
    for answer in answers:
        for head, labels in answer.example.labels.items():
            if asks_every_word(head):
                spans.setdefault(head, []).append(_found(head, labels, answer.columns))
            else:
                best = answer.columns[:, COLUMNS[head]].argmax(axis=1)
                right.setdefault(head, []).extend(bool(best[at] == n) for at, n in enumerate(labels) if n >= 0)
        right.setdefault("quad", []).extend(_quads(answer))
        right.setdefault("pairs", []).extend(
            (score > 0) == bool(true) for score, (*_, true) in zip(answer.pairs, answer.example.pairs, strict=True)
        )
    for head, both in spans.items():
        yield Score(name, head, "exact F1", *_f1(both))
        if len(TAGS.get(head, ())) > 1:
            for label in TAGS[head]:
                yield Score(name, head, label, *_f1([(_of(label, gold), _of(label, said)) for gold, said in both]))
    for head, hits in right.items():
        if hits:
            yield Score(name, head, "accuracy", 100 * sum(hits) / len(hits), len(hits))


def _found(head: str, labels: Sequence[int], columns: NDArray[np.float32]) -> tuple[Found, Found]:
    """The gold's spans and the encoder's; of heads of single words, the words that are something."""
    scores = columns[:, COLUMNS[head]]
    if head in TAGS:
        gold = {(start, end, TAGS[head][label]) for start, end, label in spans_of_path(labels)}
        return gold, {(s.start, s.end, s.label) for s in decode_spans(scores, TAGS[head])}
    best = scores.argmax(axis=1).tolist()
    return _words(head, labels), _words(head, best)


def _words(head: str, labels: Iterable[int]) -> Found:
    return {(at, at + 1, CLASSES[head][label]) for at, label in enumerate(labels) if label}


def _quads(answer: Answer) -> Iterator[bool]:
    for (begin, end), quad in zip(answer.example.window.sentences, answer.example.quads, strict=True):
        if quad >= 0:
            yield int(answer.columns[begin:end, COLUMNS["quad"]].mean(axis=0).argmax()) == quad


def _of(label: str, found: Found) -> Found:
    return {one for one in found if one[2] == label}


def _f1(both: Sequence[tuple[Found, Found]]) -> tuple[float, int]:
    """F1 in percent, and the number of gold spans."""
    total = sum(len(gold) + len(said) for gold, said in both)
    hits = sum(len(gold & said) for gold, said in both)
    return 200 * hits / total if total else 0.0, sum(len(gold) for gold, _ in both)


if __name__ == "__main__":
    main(sys.argv[1:])
