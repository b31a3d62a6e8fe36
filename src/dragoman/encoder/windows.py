"""A parse cut into windows for the encoder: whole sentences in word pieces, by the text alone.

A window holds as many whole consecutive sentences of one text as fit into `LONGEST` pieces. A sentence that is longer
is cut at a word. Nothing but the text decides where a window ends, so the same text always gives the same output.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from tokenizers import Tokenizer

__all__ = ["LONGEST", "Window", "Word", "cut_windows", "sentences_of"]

LONGEST = 126  # pieces, [CLS] and [SEP] aside
UNKNOWN, CLS, SEP = 100, 101, 102  # ids of the base encoder's vocabulary
MOST_PIECES = 12  # of one word: what is longer is litter, and its beginning tells as much


@dataclass(frozen=True, slots=True)
class Word:
    """A word for the encoder: its offsets, and the position of its token in the parse."""

    start: int
    end: int
    token: int


@dataclass(frozen=True, slots=True)
class Window:
    """Words that the encoder reads at once.

    `pieces` are vocabulary ids with [CLS] and [SEP]; `firsts[i]` is the place of word i's first piece in them;
    `sentences` are stretches of word positions, half open.
    """

    words: tuple[Word, ...]
    pieces: tuple[int, ...]
    firsts: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]


def sentences_of(doc: "Doc") -> list[list[tuple[Word, str]]]:
    """The words of each sentence, with the letters that the parser saw; white space left out."""
    sentences = []
    tokens = tuple(doc)
    for sentence in doc.sents:
        words = [
            (Word(token.idx, token.idx + len(token), token.i), token.text)
            for token in tokens[sentence.start : sentence.end]
            if not token.is_space
        ]
        if words:
            sentences.append(words)
    return sentences


def cut_windows(sentences: Sequence[Sequence[tuple[Word, str]]], tokenizer: "Tokenizer") -> list[Window]:
    """The windows of a text, in its order."""
    pieces = _pieces([word for sentence in sentences for _, word in sentence], tokenizer)
    windows: list[Window] = []
    held: list[list[tuple[Word, list[int]]]] = []
    size = 0
    at = 0
    for sentence in sentences:
        words = [(word, pieces[at + offset]) for offset, (word, _) in enumerate(sentence)]
        at += len(words)
        for part in _parts(words):
            length = sum(len(ids) for _, ids in part)
            if held and size + length > LONGEST:
                windows.append(_window(held))
                held, size = [], 0
            held.append(part)
            size += length
    if held:
        windows.append(_window(held))
    return windows


def _pieces(words: list[str], tokenizer: "Tokenizer") -> list[list[int]]:
    """The vocabulary ids of each word: at least one, at most `MOST_PIECES`."""
    distinct = list(dict.fromkeys(words))
    encoded = tokenizer.encode_batch(distinct, add_special_tokens=False)
    ids = {word: list(e.ids[:MOST_PIECES]) or [UNKNOWN] for word, e in zip(distinct, encoded, strict=True)}
    return [ids[word] for word in words]


def _parts(words: list[tuple[Word, list[int]]]) -> Iterator[list[tuple[Word, list[int]]]]:
    part: list[tuple[Word, list[int]]] = []
    size = 0
    for word, ids in words:
        if part and size + len(ids) > LONGEST:
            yield part
            part, size = [], 0
        part.append((word, ids))
        size += len(ids)
    if part:
        yield part


def _window(sentences: Iterable[list[tuple[Word, list[int]]]]) -> Window:
    words: list[Word] = []
    pieces = [CLS]
    firsts: list[int] = []
    bounds: list[tuple[int, int]] = []
    for sentence in sentences:
        begin = len(words)
        for word, ids in sentence:
            firsts.append(len(pieces))
            pieces += ids
            words.append(word)
        bounds.append((begin, len(words)))
    return Window(tuple(words), (*pieces, SEP), tuple(firsts), tuple(bounds))
