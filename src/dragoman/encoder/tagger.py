"""The encoder run over a parse: one pass, and what each head says of the text.

One window is one run of the network, without padding: the eight-bit network scales by all it is given, so that a
neighbour would change the answer. The same text therefore gives the same output in any order and any process.
"""

import json
import os
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.encoder.decode import decode_spans, softmax
from dragoman.encoder.labels import CLASSES, COLUMNS, PAIRS, SENTENCE_CLASSES, TAGS
from dragoman.encoder.windows import Window, cut_windows, sentences_of
from dragoman.errors import ModelError
from dragoman.model.document import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from dragoman.parse import Parse

__all__ = ["DECODING", "WEIGHTS", "Encoder", "LabelledSpan", "Labels", "label", "load_encoder", "shipped_encoder"]

WEIGHTS = Path(__file__).resolve().parent.parent / "weights"
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
    last: int


class Labels:
    """What the heads say of one text. Nothing is decoded before it is asked for."""

    def __init__(
        self, windows: list[Window], columns: list["NDArray[np.float32]"], pairs: list["NDArray[np.float32]"]
    ) -> None:
        self.windows = windows
        self._columns = columns
        self._pairs = pairs
        self._starts = [(w.start, n, at) for n, window in enumerate(windows) for at, w in enumerate(window.words)]

    def spans(self, head: str) -> list[LabelledSpan]:
        """The spans of one of `TAGS`, in text order."""
        found = []
        for number, (window, columns) in enumerate(zip(self.windows, self._columns, strict=True)):
            for tagged in decode_spans(columns[:, COLUMNS[head]], TAGS[head]):
                span = Span(window.words[tagged.start].start, window.words[tagged.end - 1].end)
                found.append(LabelledSpan(span, tagged.label, tagged.confidence, number, tagged.start, tagged.end - 1))
        return found

    def runs(self, head: str, *, least: float = 0.5) -> list[LabelledSpan]:
        """Neighbouring words of one sentence to which one of `CLASSES` gives the same class but the first ("none")."""
        found: list[LabelledSpan] = []
        for number, (window, columns) in enumerate(zip(self.windows, self._columns, strict=True)):
            chances = softmax(columns[:, COLUMNS[head]])
            best = np.where(1 - chances[:, 0] >= least, chances[:, 1:].argmax(axis=1) + 1, 0)
            for begin, end in window.sentences:
                at = begin
                while at < end:
                    stop = at + 1
                    while stop < end and best[stop] == best[at]:
                        stop += 1
                    if best[at]:
                        sure = float(1 - chances[at:stop, 0].mean())
                        span = Span(window.words[at].start, window.words[stop - 1].end)
                        found.append(LabelledSpan(span, CLASSES[head][best[at]], sure, number, at, stop - 1))
                    at = stop
        return found

    def word_at(self, offset: int) -> tuple[int, int] | None:
        """Window and position of the word that holds a character of the text."""
        at = bisect_right(self._starts, (offset, len(self.windows), 0)) - 1
        if at < 0:
            return None
        _, window, word = self._starts[at]
        return (window, word) if offset < self.windows[window].words[word].end else None

    def class_chances(self, head: str, offset: int) -> dict[str, float]:
        """The probability of each class of one of `CLASSES` at the word that holds a character; {} between words."""
        place = self.word_at(offset)
        if place is None:
            return {}
        row = softmax(self._columns[place[0]][place[1], COLUMNS[head]])
        return {label: float(chance) for label, chance in zip(CLASSES[head], row, strict=True)}

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


@cache
def load_encoder(folder: Path = WEIGHTS) -> Encoder:
    """The encoder in a folder. Raises ModelError where there are no weights or they are not the manifest's."""
    import onnxruntime
    from tokenizers import Tokenizer

    file = folder / "encoder.onnx"
    if not file.exists():
        raise ModelError(f"no encoder weights at {file}: read with --rules-only, or make them with: make train")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    digest = sha256(file.read_bytes()).hexdigest()
    columns = {name: [part.start, part.stop] for name, part in COLUMNS.items()}
    if digest != manifest["sha256"] or columns != manifest["columns"] or list(PAIRS) != manifest["pairs"]:
        raise ModelError(f"{file} does not fit its manifest.json or this version of Dragoman: install it anew")
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = settings.inter_op_num_threads = 1
    settings.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(file), settings, providers=["CPUExecutionProvider"])
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Encoder(session, tokenizer, digest, f"onnxruntime {onnxruntime.__version__}, decoding {DECODING}")


def shipped_encoder() -> Encoder | None:
    """The encoder that came with Dragoman; None where its weights are not there, and the rules read alone."""
    return load_encoder() if (WEIGHTS / "encoder.onnx").exists() else None


def label(parse: "Parse", encoder: Encoder) -> Labels:
    """What the encoder's heads say of a parsed text."""
    windows = cut_windows(sentences_of(parse.doc), encoder.tokenizer)
    columns, pairs = [], []
    for window in windows:
        scores, joins = encoder.session.run(None, {"pieces": np.array([window.pieces], dtype=np.int64)})
        columns.append(scores[list(window.firsts)])
        pairs.append(joins)
    return Labels(windows, columns, pairs)
