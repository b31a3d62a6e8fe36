"""Scores each head by itself on dev texts: what training prints, and what the model card holds.

    python -m training.score                    the shipped weights
    python -m training.score build/x/weights    others

Span heads: exact F1 of (label, span) and F1 of spans that overlap; classes: accuracy at gold triggers; pairs: accuracy.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from dragoman.encoder.decode import decode_spans, spans_of_path
from dragoman.encoder.labels import CLASSES, COLUMNS, TAGS
from dragoman.encoder.tagger import Encoder, load_encoder
from dragoman.encoder.weights import WEIGHTS
from training.examples import Example, make_examples
from training.sets import SETS, dev_golds, own_golds

__all__ = ["score_heads"]

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> None:
    """Print a line for each set and head."""
    folder = Path(arguments[0]) if arguments else WEIGHTS
    for line in score_heads(load_encoder(folder), ROOT.parent / "shared" / "eval"):
        print(line, flush=True)


def score_heads(encoder: Encoder, gold_folder: Path) -> Iterator[str]:
    """A line for each head of each set that is there."""
    for name in (*SETS, "own"):
        try:
            golds = own_golds(held_back=True) if name == "own" else dev_golds(name, gold_folder)
        except FileNotFoundError:
            yield f"{name}: not there"
            continue
        cache = ROOT / "build" / "training" / f"parsed-{name}-dev.pickle"
        yield from _score_set(name, make_examples(golds, encoder.tokenizer, cache), encoder)


def _score_set(name: str, examples: list[Example], encoder: Encoder) -> Iterator[str]:
    spans: dict[str, list[tuple[set, set]]] = {}
    right: dict[str, list[bool]] = {}
    for example in examples:
        pieces = np.array([example.window.pieces], dtype=np.int64)
        columns, pairs = encoder.session.run(None, {"pieces": pieces})
        columns = columns[list(example.window.firsts)]
        for head, labels in example.labels.items():
            if head in TAGS:
                said = {(s.start, s.end, s.label) for s in decode_spans(columns[:, COLUMNS[head]], TAGS[head])}
                spans.setdefault(head, []).append(
                    ({(start, end, TAGS[head][label]) for start, end, label in spans_of_path(labels)}, said)
                )
            elif CLASSES[head][0] == "none" and head != "mode":
                best = columns[:, COLUMNS[head]].argmax(axis=1)
                told = {(at, label) for at, label in enumerate(labels) if label}
                spans.setdefault(head, []).append((told, {(at, int(label)) for at, label in enumerate(best) if label}))
            else:
                asked = [at for at, label in enumerate(labels) if label >= 0]
                best = columns[:, COLUMNS[head]].argmax(axis=1)
                right.setdefault(head, []).extend(bool(best[at] == labels[at]) for at in asked)
        if any(quad >= 0 for quad in example.quads):
            right.setdefault("quad", []).append(
                int(columns[:, COLUMNS["quad"]].mean(axis=0).argmax()) == example.quads[0]
            )
        for relation, a, b, true in example.pairs:
            score = pairs[relation, example.window.firsts[a], example.window.firsts[b]]
            right.setdefault("pairs", []).append((score > 0) == bool(true))
    for head, both in spans.items():
        exact = _f1((len(gold & said) for gold, said in both), both)
        parts = [f"{name:8} {head:20} exact F1 {100 * exact:5.1f}"]
        if head in TAGS:
            parts += [f"{label} {100 * _of_label(both, label):.1f}" for label in TAGS[head]]
        yield "  ".join(parts)
    for head, answers in right.items():
        yield f"{name:8} {head:20} accuracy {100 * sum(answers) / max(1, len(answers)):5.1f}  ({len(answers)})"


def _of_label(both: list[tuple[set, set]], label: str) -> float:
    kept = [({s for s in gold if s[2] == label}, {s for s in said if s[2] == label}) for gold, said in both]
    return _f1((len(gold & said) for gold, said in kept), kept)


def _f1(hits: Iterable[int], both: list[tuple[set, set]]) -> float:
    total = sum(len(gold) + len(said) for gold, said in both)
    return 2 * sum(hits) / total if total else 0.0


if __name__ == "__main__":
    main(sys.argv[1:])
