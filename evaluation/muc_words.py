"""A dispatch word by word, as the parser sees it, and the phrases in it that could fill a role."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.encoder.tagger import Encoder
from dragoman.model.document import Span
from dragoman.parse import parse
from evaluation.muc_encoded import WordTags, tag_words

__all__ = ["Place", "Words", "phrases", "plain", "read_words"]

DETERMINERS = frozenset("a an the this that these those his her its their my our".split())
LINKS = frozenset("of in from for at with to on against near".split())
LONGEST = 9  # words; no longer phrase is worth its wrong ones
TAILS = 3  # "the offices / of the firm / in the port / of Cali"
WITHIN = ("amod", "compound", "nummod", "poss", "nmod")
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_NUMBER = re.compile(r"\d")


class Place(NamedTuple):
    """Where a phrase stands: its first and last word and the noun that it is about."""

    first: int
    last: int
    root: int


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a text in parallel columns; `chunks` are its noun chunks: first word, word after the last, root.

    `encoded` is what the encoder says of them.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lower: tuple[str, ...]
    lemmas: tuple[str, ...]
    classes: tuple[str, ...]
    tags: tuple[str, ...]
    relations: tuple[str, ...]
    heads: tuple[int, ...]
    sentences: tuple[int, ...]
    chunks: tuple[tuple[int, int, int], ...]
    encoded: WordTags

    def of(self, place: Place) -> str:
        """The words at a place, as the text writes them."""
        return " ".join(self.text[self.starts[place.first] : self.ends[place.last]].split())

    def inside(self, spans: Iterable[Span]) -> NDArray[np.bool_]:
        """Which words begin in one of some stretches of the text."""
        starts = np.array(self.starts, np.int64)
        held = np.zeros(len(starts), bool)
        for span in spans:
            held |= (starts >= span.start) & (starts < span.end)
        return held

    def lemma(self, at: int) -> str:
        """The lemma of a word; all numbers are one."""
        return "#" if _NUMBER.match(self.lemmas[at]) else self.lemmas[at]


def read_words(text: str, encoder: Encoder | None) -> Words:
    """The words of a text."""
    parsed = parse(text, names=False)
    doc = parsed.doc
    tokens = tuple(doc)
    sentence, sentences = -1, []
    for token in tokens:
        sentence += bool(token.is_sent_start)
        sentences.append(max(sentence, 0))
    return Words(
        text=text,
        starts=tuple(t.idx for t in tokens),
        ends=tuple(t.idx + len(t) for t in tokens),
        lower=tuple(t.lower_ for t in tokens),
        lemmas=tuple(t.lemma_.lower() for t in tokens),
        classes=tuple(t.pos_ for t in tokens),
        tags=tuple(t.tag_ for t in tokens),
        relations=tuple(t.dep_ for t in tokens),
        heads=tuple(t.head.i for t in tokens),
        sentences=tuple(sentences),
        chunks=tuple((c.start, c.end, c.root.i) for c in doc.noun_chunks),
        encoded=tag_words(parsed, encoder),
    )


def plain(words: str) -> str:
    """Words as the scorer compares them: lower case, no punctuation, no articles.

    >>> plain("The ministers' car, a Ford")
    'ministers car ford'
    """
    letters = "".join(c for c in words.lower() if c.isalnum() or c.isspace() or ord(c) > 127)
    return " ".join(_ARTICLES.sub(" ", letters).split())


def phrases(words: Words) -> dict[str, list[Place]]:
    """The phrases by their plain words, each with all its places.

    The key takes "group of armed men" or "armed men" or "men": each beginning of a noun chunk counts, alone and with
    what is linked to it.
    """
    found: dict[str, list[Place]] = {}
    for place in sorted(set(_places(words))):
        key = plain(words.of(place))
        if key and key.count(" ") < LONGEST:
            found.setdefault(key, []).append(place)
    return found


def _places(words: Words) -> Iterator[Place]:
    begun = {start: root for start, _, root in words.chunks}
    for start, _, root in words.chunks:
        if words.classes[root] == "PRON" or not any(c.isalpha() for c in words.lower[root]):
            continue
        lasts = [root]
        while len(lasts) <= TAILS:
            link = lasts[-1] + 1
            linked = begun.get(link + 1)
            if linked is None or words.lower[link] not in LINKS or words.sentences[link] != words.sentences[root]:
                break
            lasts.append(linked)
        for first in range(start, root + 1):
            if words.lower[first] not in DETERMINERS and any(c.isalnum() for c in words.lower[first]):
                yield from (Place(first, last, root) for last in lasts)
                yield from (Place(first, last, last) for last in range(first, root) if _is_within(words, last))


def _is_within(words: Words, at: int) -> bool:
    """Whether a word ends a phrase inside a noun chunk ("dynamite attack", "the mayor's house")."""
    return words.relations[at] in WITHIN and words.classes[at] in ("NOUN", "PROPN", "ADJ")
