"""The encoder run over a parse: one pass, and what each head says of the text.

One window is one run of the network, without padding: the eight-bit network scales by all it is given, so that a
neighbour would change the answer. The same text therefore gives the same output in any order and any process.
"""

import json
import os
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import accumulate, groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.encoder.decode import softmax, spans_of_tags
from dragoman.encoder.labels import CLASSES, COLUMNS, PAIRS, SENTENCE_CLASSES, TAGS, WIDTH
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

DECODING = 2  # raise when the same weights would be read otherwise


@dataclass(frozen=True, slots=True)
class Encoder:
    """Loaded weights. `digest` is their SHA-256; `runtime` names onnxruntime's version and that of the decoding.

    Scores times `sharpness` (a factor a column) and `pair_sharpness` (one a relation) are log odds to be believed.
    """

    session: Any
    tokenizer: "Tokenizer"
    digest: str
    runtime: str
    sharpness: "NDArray[np.float32]"
    pair_sharpness: "NDArray[np.float32]"


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """Words that a head marked. `window` and `word` (its first) are where `Labels` finds it again."""

    span: Span
    label: str
    confidence: float
    window: int
    word: int


class Labels:
    """What the heads say of one text. Nothing is decoded before it is asked for, and then of the whole text at once."""

    def __init__(
        self, windows: list[Window], columns: list["NDArray[np.float32]"], pairs: list["NDArray[np.float32]"]
    ) -> None:
        self.windows = windows
        self._scores = np.concatenate(columns) if columns else np.zeros((0, WIDTH), dtype=np.float32)
        self._pairs = pairs
        self._firsts = [0, *accumulate(len(window.words) for window in windows)]  # the row where each window begins
        self._starts = [word.start for window in windows for word in window.words]
        self._ends = [word.end for window in windows for word in window.words]
        self._chances: dict[str, NDArray[np.float32]] = {}
        self._spans: dict[str, list[LabelledSpan]] = {}

    def spans(self, head: str) -> list[LabelledSpan]:
        """The spans of one of `TAGS`, in text order; read off the scores once."""
        if head not in self._spans:
            self._spans[head] = self._decode(head)
        return self._spans[head]

    def _decode(self, head: str) -> list[LabelledSpan]:
        likeliest = self._scores[:, COLUMNS[head]].argmax(axis=1).tolist()
        chances = self.chances(head)
        found = []
        for number, rows in self._rows():
            for tagged in spans_of_tags(likeliest[rows], chances[rows], TAGS[head]):
                found.append(self._span(number, tagged.start, tagged.end, tagged.label, tagged.confidence))
        return found

    def runs(self, head: str) -> list[LabelledSpan]:
        """The stretches of words of one of `CLASSES` that are of one kind, "nothing" left out, in text order."""
        if head not in self._spans:
            self._spans[head] = self._find_runs(head)
        return self._spans[head]

    def _find_runs(self, head: str) -> list[LabelledSpan]:
        chances = self.chances(head)
        likeliest = chances.argmax(axis=1).tolist()
        found = []
        for number, rows in self._rows():
            start = 0
            for kind, run in groupby(likeliest[rows]):
                end = start + len(list(run))
                if kind:
                    sure = float(chances[rows][start:end, kind].mean())
                    found.append(self._span(number, start, end, CLASSES[head][kind], sure))
                start = end
        return found

    def _rows(self) -> Iterator[tuple[int, slice]]:
        """The number of each window, and where its words are in `_scores`."""
        return enumerate(map(slice, self._firsts, self._firsts[1:]))

    def _span(self, window: int, start: int, end: int, label: str, confidence: float) -> LabelledSpan:
        words = self.windows[window].words
        return LabelledSpan(Span(words[start].start, words[end - 1].end), label, confidence, window, start)

    def chances(self, head: str) -> "NDArray[np.float32]":
        """The probabilities of a head's labels: a row for each word of the text."""
        if head not in self._chances:
            self._chances[head] = softmax(self._scores[:, COLUMNS[head]])
        return self._chances[head]

    def class_chances(self, head: str, offset: int) -> dict[str, float]:
        """The probability of each of `CLASSES` at the word that holds a character; empty between words."""
        row = self._row_at(offset)
        return {} if row is None else dict(zip(CLASSES[head], self.chances(head)[row].tolist(), strict=True))

    def _row_at(self, offset: int) -> int | None:
        """The row of the word that holds a character of the text."""
        row = bisect_right(self._ends, offset)
        return row if row < len(self._starts) and self._starts[row] <= offset else None

    def tag_chance(self, head: str, label: str, offset: int) -> float:
        """The probability that the word at a character is (part of) a span with this label; 0 between words."""
        row = self._row_at(offset)
        if row is None:
            return 0.0
        tags = 1 + 2 * TAGS[head].index(label)
        chances = self.chances(head)[row]
        return float(chances[tags] + chances[tags + 1])

    def joined(self, relation: str, left: LabelledSpan, right: LabelledSpan) -> float:
        """The probability that two spans of one window belong together; 0 for spans of different windows."""
        if left.window != right.window:
            return 0.0
        firsts = self.windows[left.window].firsts
        score = self._pairs[left.window][PAIRS.index(relation), firsts[left.word], firsts[right.word]]
        return float(1 / (1 + np.exp(-score)))

    def sentence_chances(self, head: str) -> list[tuple[Span, dict[str, float]]]:
        """Each sentence with the probability of each of `SENTENCE_CLASSES`."""
        spans, firsts, sizes = [], [], []
        for window, first in zip(self.windows, self._firsts, strict=False):
            for begin, end in window.sentences:
                spans.append(Span(window.words[begin].start, window.words[end - 1].end))
                firsts.append(first + begin)
                sizes.append(end - begin)
        if not spans:
            return []
        sums: NDArray[np.float32] = np.add.reduceat(self._scores[:, COLUMNS[head]], firsts, axis=0)
        means: NDArray[np.float32] = sums / np.array(sizes, dtype=np.float32)[:, None]
        rows = softmax(means).tolist()
        chances = [dict(zip(SENTENCE_CLASSES[head], row, strict=True)) for row in rows]
        return list(zip(spans, chances, strict=True))


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
    sharpness, pair_sharpness, calibration = _sharpness(manifest.get("temperatures", {}))
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = settings.inter_op_num_threads = 1
    settings.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(file), settings, providers=["CPUExecutionProvider"])
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    return Encoder(
        session,
        load_tokenizer(folder / TOKENIZER),
        digest,
        f"onnxruntime {onnxruntime.__version__}, decoding {DECODING}{calibration}",
        sharpness,
        pair_sharpness,
    )


def _sharpness(temperatures: dict[str, float]) -> tuple["NDArray[np.float32]", "NDArray[np.float32]", str]:
    """One over the temperature of each column and of each relation (1 where the manifest has none); their name."""
    columns = np.ones(WIDTH, dtype=np.float32)
    for head, part in COLUMNS.items():
        columns[part] = 1 / temperatures.get(head, 1.0)
    pairs = np.array([1 / temperatures.get(relation, 1.0) for relation in PAIRS], dtype=np.float32)
    name = sha256(json.dumps(temperatures, sort_keys=True).encode()).hexdigest()[:6]
    return columns, pairs[:, None, None], f", calibration {name}" if temperatures else ""


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
        columns.append(scores[list(window.firsts)] * encoder.sharpness)
        pairs.append(joins * encoder.pair_sharpness)
    return Labels(windows, columns, pairs)
