"""The encoder run over a parse: one pass, and what each head says of the text.

One window is one run of the network, without padding: the eight-bit network scales by all it is given, so that a
neighbour would change the answer. The same text therefore gives the same output in any order and any process.
"""

import os
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.encoder.decode import decode_spans, softmax
from dragoman.encoder.labels import CLASSES, COLUMNS, PAIRS, SENTENCE_CLASSES, TAGS
from dragoman.encoder.weights import MANIFEST, NETWORK, TOKENIZER, WEIGHTS, digest_of, read_manifest
from dragoman.encoder.windows import Window, cut_windows, sentences_of
from dragoman.errors import ModelError
from dragoman.model.document import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from dragoman.parse import Parse

__all__ = [
    "DECODING",
    "Encoder",
    "LabelledSpan",
    "Labels",
    "by_window",
    "label",
    "load_encoder",
    "load_tokenizer",
    "shipped_encoder",
    "within",
]

DECODING = 1  # raise when the same weights would be read otherwise


@dataclass(frozen=True, slots=True)
class Encoder:
    """Loaded weights. `digest` is their SHA-256; `runtime` names onnxruntime's version and that of the decoding."""

    session: Any
    tokenizer: "Tokenizer"
    digest: str
    runtime: str


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """Words that a head marked. `window` and `word` (its first) are where `Labels` finds it again."""

    span: Span
    label: str
    confidence: float
    window: int
    word: int


class Labels:
    """What the heads say of one text. Nothing is decoded before it is asked for."""

    def __init__(
        self, windows: list[Window], columns: list["NDArray[np.float32]"], pairs: list["NDArray[np.float32]"]
    ) -> None:
        self.windows = windows
        self._columns = columns
        self._pairs = pairs
        self._spans: dict[str, list[LabelledSpan]] = {}
        self._starts = [(w.start, n, at) for n, window in enumerate(windows) for at, w in enumerate(window.words)]

    def spans(self, head: str) -> list[LabelledSpan]:
        """The spans of one of `TAGS`, in text order; read off the scores once."""
        if head not in self._spans:
            self._spans[head] = self._decode(head)
        return self._spans[head]

    def _decode(self, head: str) -> list[LabelledSpan]:
        found = []
        for number, (window, columns) in enumerate(zip(self.windows, self._columns, strict=True)):
            for tagged in decode_spans(columns[:, COLUMNS[head]], TAGS[head]):
                span = Span(window.words[tagged.start].start, window.words[tagged.end - 1].end)
                found.append(LabelledSpan(span, tagged.label, tagged.confidence, number, tagged.start))
        return found

    def runs(self, head: str) -> list[LabelledSpan]:
        """The stretches of words of one of `CLASSES` that are of one kind, "nothing" left out, in text order."""
        if head not in self._spans:
            self._spans[head] = self._find_runs(head)
        return self._spans[head]

    def _find_runs(self, head: str) -> list[LabelledSpan]:
        found = []
        for number, (window, columns) in enumerate(zip(self.windows, self._columns, strict=True)):
            chances = softmax(columns[:, COLUMNS[head]])
            best = chances.argmax(axis=1).tolist()
            start = 0
            for end in range(1, len(best) + 1):
                if end < len(best) and best[end] == best[start]:
                    continue
                if best[start]:
                    span = Span(window.words[start].start, window.words[end - 1].end)
                    sure = float(chances[start:end, best[start]].mean())
                    found.append(LabelledSpan(span, CLASSES[head][best[start]], sure, number, start))
                start = end
        return found

    def class_chances(self, head: str, offset: int) -> dict[str, float]:
        """The probability of each of `CLASSES` at the word that holds a character; empty between words."""
        place = self.word_at(offset)
        if place is None:
            return {}
        row = softmax(self._columns[place[0]][place[1], COLUMNS[head]])
        return dict(zip(CLASSES[head], map(float, row), strict=True))

    def word_at(self, offset: int) -> tuple[int, int] | None:
        """Window and position of the word that holds a character of the text."""
        at = bisect_right(self._starts, (offset, len(self.windows), 0)) - 1
        if at < 0:
            return None
        _, window, word = self._starts[at]
        return (window, word) if offset < self.windows[window].words[word].end else None

    def tag_chance(self, head: str, label: str, offset: int) -> float:
        """The probability that the word at a character is (part of) a span with this label; 0 between words."""
        place = self.word_at(offset)
        if place is None:
            return 0.0
        tags = 1 + 2 * TAGS[head].index(label)
        row = softmax(self._columns[place[0]][place[1], COLUMNS[head]])
        return float(row[tags] + row[tags + 1])

    def joined(self, relation: str, left: LabelledSpan, right: LabelledSpan) -> float:
        """The probability that two spans of one window belong together; 0 for spans of different windows."""
        if left.window != right.window:
            return 0.0
        firsts = self.windows[left.window].firsts
        score = self._pairs[left.window][PAIRS.index(relation), firsts[left.word], firsts[right.word]]
        return float(1 / (1 + np.exp(-score)))

    def sentence_chances(self, head: str) -> list[tuple[Span, dict[str, float]]]:
        """Each sentence with the probability of each of `SENTENCE_CLASSES`."""
        found = []
        for window, columns in zip(self.windows, self._columns, strict=True):
            for begin, end in window.sentences:
                row = softmax(columns[begin:end, COLUMNS[head]].mean(axis=0))
                span = Span(window.words[begin].start, window.words[end - 1].end)
                found.append((span, dict(zip(SENTENCE_CLASSES[head], map(float, row), strict=True))))
        return found


def by_window(spans: Sequence[LabelledSpan]) -> dict[int, list[LabelledSpan]]:
    """The spans of each window, in text order: only those of one window can be joined."""
    windows: dict[int, list[LabelledSpan]] = {}
    for span in spans:
        windows.setdefault(span.window, []).append(span)
    return windows


def within(spans: Sequence[LabelledSpan], stretch: Span) -> list[LabelledSpan]:
    """Those of the spans of one head, in text order, that lie in a stretch of the text."""
    first = bisect_left(spans, stretch.start, key=lambda found: found.span.start)
    last = bisect_left(spans, stretch.end, lo=first, key=lambda found: found.span.start)
    return [found for found in spans[first:last] if stretch.contains(found.span)]


@cache
def load_encoder(folder: Path = WEIGHTS) -> Encoder:
    """The encoder in a folder. Raises ModelError where there are no weights or they are not the manifest's."""
    import onnxruntime

    file = folder / NETWORK
    if not file.exists():
        raise ModelError(f"no encoder weights at {file}: read with --rules-only, or make them with: make train")
    manifest, digest = read_manifest(folder), digest_of(folder)
    columns = {name: [part.start, part.stop] for name, part in COLUMNS.items()}
    if digest != manifest["sha256"] or columns != manifest["columns"] or list(PAIRS) != manifest["pairs"]:
        raise ModelError(f"{file} does not fit its {MANIFEST} or this version of Dragoman: install it anew")
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = settings.inter_op_num_threads = 1
    settings.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(file), settings, providers=["CPUExecutionProvider"])
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    return Encoder(
        session,
        load_tokenizer(folder / TOKENIZER),
        digest,
        f"onnxruntime {onnxruntime.__version__}, decoding {DECODING}",
    )


def load_tokenizer(file: Path) -> "Tokenizer":
    """A tokenizer that neither cuts nor pads: `windows` does what cutting there is."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def shipped_encoder() -> Encoder | None:
    """The encoder that came with Dragoman; None where its weights are not there, and the rules read alone."""
    return load_encoder() if (WEIGHTS / NETWORK).exists() else None


def label(parse: "Parse", encoder: Encoder) -> Labels:
    """What the encoder's heads say of a parsed text."""
    windows = cut_windows(sentences_of(parse.doc), encoder.tokenizer)
    columns, pairs = [], []
    for window in windows:
        scores, joins = encoder.session.run(None, {"pieces": np.array([window.pieces], dtype=np.int64)})
        columns.append(scores[list(window.firsts)])
        pairs.append(joins)
    return Labels(windows, columns, pairs)
