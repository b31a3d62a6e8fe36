"""Texts with gold spans, made into what the encoder learns from: windows with a label for each word.

A head that a set says nothing about has no labels in that set's windows and learns nothing from them.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from tokenizers import Tokenizer

from dragoman.encoder.labels import CLASSES, PAIRS, SENTENCE_CLASSES, TAGS, bio
from dragoman.encoder.windows import Window, Word, cut_windows, sentences_of

__all__ = ["Example", "GoldText", "join_texts", "make_examples", "parsed_words"]

Span = tuple[int, int]
Sentences = list[list[tuple[Word, str]]]

ENTITIES = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "nationality",
}  # fmt: skip


@dataclass(slots=True)
class GoldText:
    """A text and what is known of it, in offsets of the text.

    `heads`: the span and word heads for which the text is fully annotated. `spans`: (head, label, span).
    `classes`: (head, label, span) for heads that are only asked at a span's first word.
    `pairs`: (relation, first span, second span); `joined`: the relations that are fully annotated.
    """

    id: str
    text: str
    heads: frozenset[str]
    spans: list[tuple[str, str, Span]] = field(default_factory=list)
    classes: list[tuple[str, str, Span]] = field(default_factory=list)
    pairs: list[tuple[str, Span, Span]] = field(default_factory=list)
    joined: dict[str, tuple[list[Span], list[Span]]] = field(default_factory=dict)
    quads: list[tuple[Span, int]] = field(default_factory=list)  # stretches of whole sentences of one quad


@dataclass(slots=True)
class Example:
    """A window with labels: for each head a class for each word (-100: not asked)."""

    text_id: str
    window: Window
    labels: dict[str, list[int]]
    pairs: list[tuple[int, int, int, int]]  # relation, word, word, 1 or 0
    quads: list[int]  # of each sentence, -100: not asked


def make_examples(golds: Iterable[GoldText], tokenizer: Tokenizer, cache: Path) -> list[Example]:
    """The windows of all texts. Parses are kept in `cache`, a file, from one run to the next."""
    held: dict[str, tuple[Sentences, list[tuple[str, Span]]]] = {}
    if cache.exists():
        held = pickle.loads(cache.read_bytes())
    known = len(held)
    examples: list[Example] = []
    for gold in golds:
        key = sha256(gold.text.encode()).hexdigest()
        if key not in held:
            held[key] = parsed_words(gold.text)
        examples += _examples(gold, *held[key], tokenizer)
    if len(held) > known:
        cache.parent.mkdir(parents=True, exist_ok=True)
        cache.write_bytes(pickle.dumps(held))
    return examples


def parsed_words(text: str) -> tuple[Sentences, list[tuple[str, Span]]]:
    """The words of each sentence as the parser sees them, and the entities that it names."""
    from dragoman.parse import parse

    doc = parse(text).doc
    entities = [(ENTITIES[e.label_], (e.start_char, e.end_char)) for e in doc.ents if e.label_ in ENTITIES]
    return sentences_of(doc), entities


def _examples(
    gold: GoldText, sentences: Sentences, entities: list[tuple[str, Span]], tokenizer: Tokenizer
) -> list[Example]:
    spans = list(gold.spans)
    heads = set(gold.heads)
    heads.add("entity")  # silver: the parser's own
    spans += [("entity", label, span) for label, span in entities]
    return [_example(gold, window, heads, spans) for window in cut_windows(sentences, tokenizer)]


def _example(gold: GoldText, window: Window, heads: set[str], spans: list[tuple[str, str, Span]]) -> Example:
    labels = {head: [0] * len(window.words) for head in sorted(heads)}
    for head, label, span in spans:
        touched = _touched(window, span)
        if head in TAGS:
            tags = bio(TAGS[head])
            if any(labels[head][at] for at in touched):
                continue
            for at in touched:
                labels[head][at] = tags.index(f"{'B' if at == touched[0] else 'I'}-{label}")
        else:
            for at in touched:
                labels[head][at] = CLASSES[head].index(label)
    for head, label, span in gold.classes:
        touched = _touched(window, span)
        if touched:
            labels.setdefault(head, [-100] * len(window.words))[touched[0]] = CLASSES[head].index(label)
    quads = [_quad_of(gold, window.words[begin].start) for begin, _ in window.sentences]
    return Example(gold.id, window, labels, _pairs(gold, window), quads)


def _quad_of(gold: GoldText, offset: int) -> int:
    known = (quad for span, quad in gold.quads if span[0] <= offset < span[1])
    return next((SENTENCE_CLASSES["quad"].index(str(quad)) for quad in known), -100)


def join_texts(golds: Sequence[GoldText]) -> GoldText:
    """Texts that are annotated alike as the paragraphs of one."""
    joined = GoldText("+".join(gold.id for gold in golds), "\n\n".join(gold.text for gold in golds), golds[0].heads)
    at = 0
    for gold in golds:

        def moved(span: Span, by: int = at) -> Span:
            return span[0] + by, span[1] + by

        joined.spans += [(head, label, moved(span)) for head, label, span in gold.spans]
        joined.classes += [(head, label, moved(span)) for head, label, span in gold.classes]
        joined.pairs += [(relation, moved(left), moved(right)) for relation, left, right in gold.pairs]
        joined.quads += [(moved(span), quad) for span, quad in gold.quads]
        for relation, (lefts, rights) in gold.joined.items():
            sides = joined.joined.setdefault(relation, ([], []))
            sides[0].extend(map(moved, lefts))
            sides[1].extend(map(moved, rights))
        at += len(gold.text) + 2
    return joined


def _touched(window: Window, span: Span) -> list[int]:
    return [at for at, word in enumerate(window.words) if word.start < span[1] and word.end > span[0]]


def _pairs(gold: GoldText, window: Window) -> list[tuple[int, int, int, int]]:
    firsts: dict[Span, int] = {}
    for lefts, rights in gold.joined.values():
        for span in (*lefts, *rights):
            touched = _touched(window, span)
            if touched and window.words[touched[0]].start <= span[0] < window.words[touched[0]].end:
                firsts[span] = touched[0]
    true = {(relation, firsts.get(a), firsts.get(b)) for relation, a, b in gold.pairs}
    found: set[tuple[int, int, int, int]] = set()
    for relation, (lefts, rights) in gold.joined.items():
        for left in {firsts[span] for span in lefts if span in firsts}:
            for right in {firsts[span] for span in rights if span in firsts}:
                found.add((PAIRS.index(relation), left, right, int((relation, left, right) in true)))
    return sorted(found)
