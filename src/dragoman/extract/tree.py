"""A parse as plain lists: what the attribution layer asks of every word, read from spaCy once.

Asking a spaCy token costs more than the work done with the answer; lists make the layer a small part of the parse.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.extract.quotations import Quotation
from dragoman.model.document import Span
from dragoman.parse import Parse

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Range", "Tree", "build_tree"]

Range = tuple[int, int]  # tokens from the first up to, not including, the second


@dataclass(frozen=True, slots=True)
class Tree:
    """The words of a text by position: forms, grammar, where each stands.

    `left` and `right` are the outermost words of a word's subtree (`right` included); `quoted` is the number of the
    quotation a word stands in, or -1; `sentence` and `paragraph` are numbers from 0, `stops` the sentences as ranges,
    `blocks` the paragraphs, `quotes` the quotations.
    """

    words: list[str]
    lower: list[str]
    lemmas: list[str]
    tags: list[str]
    pos: list[str]
    deps: list[str]
    heads: list[int]
    entities: list[str]
    starts: list[int]
    ends: list[int]
    kids: list[list[int]]
    left: list[int]
    right: list[int]
    sentence: list[int]
    paragraph: list[int]
    quoted: list[int]
    stops: list[Range]
    blocks: list[Range]
    quotes: list[Range]

    def __len__(self) -> int:
        return len(self.words)

    def child(self, word: int, *deps: str) -> int | None:
        """The first dependent of `word` with one of the relations."""
        for kid in self.kids[word]:
            if self.deps[kid] in deps:
                return kid
        return None

    def subtree(self, word: int) -> Range:
        """The words of a subtree, gaps closed."""
        return self.left[word], self.right[word] + 1

    def span(self, tokens: Range) -> Span:
        """The offsets of a range of words."""
        return Span(self.starts[tokens[0]], self.ends[tokens[1] - 1])


def build_tree(parse: Parse, quotations: Sequence[Quotation]) -> Tree:
    """The tree of a parse; words of white space hang where spaCy hung them and have no form."""
    tokens: list[Token] = list(parse.doc)
    starts = [t.idx for t in tokens]
    words = [t.text for t in tokens]
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    heads = [t.head.i for t in tokens]
    kids: list[list[int]] = [[] for _ in tokens]
    for word, head in enumerate(heads):
        if word != head:
            kids[head].append(word)
    sentence, stops = _sentences(tokens)
    paragraph, blocks = _number(starts, parse.paragraphs)
    quoted, quotes = _number(starts, [q.span for q in quotations])
    return Tree(
        words=words,
        lower=[w.lower() for w in words],
        lemmas=[t.lemma_.lower() for t in tokens],
        tags=[t.tag_ for t in tokens],
        pos=[t.pos_ for t in tokens],
        deps=[t.dep_ for t in tokens],
        heads=heads,
        entities=[t.ent_type_ for t in tokens],
        starts=starts,
        ends=ends,
        kids=kids,
        left=[t.left_edge.i for t in tokens],
        right=[t.right_edge.i for t in tokens],
        sentence=sentence,
        paragraph=paragraph,
        quoted=quoted,
        stops=stops,
        blocks=blocks,
        quotes=quotes,
    )


def _sentences(tokens: "Sequence[Token]") -> tuple[list[int], list[Range]]:
    numbers: list[int] = []
    firsts: list[int] = []
    for i, token in enumerate(tokens):
        if token.is_sent_start or i == 0:
            firsts.append(i)
        numbers.append(len(firsts) - 1)
    return numbers, list(zip(firsts, [*firsts[1:], len(tokens)], strict=True))


def _number(starts: Sequence[int], spans: Sequence[Span]) -> tuple[list[int], list[Range]]:
    """For each word the number of the span it stands in (-1: none), and each span as a range of words."""
    numbers = [-1] * len(starts)
    ranges: list[Range] = []
    at = 0
    for number, span in enumerate(spans):
        while at < len(starts) and starts[at] < span.start:
            at += 1
        first = at
        while at < len(starts) and starts[at] < span.end:
            numbers[at] = number
            at += 1
        ranges.append((first, at))
    return numbers, ranges
