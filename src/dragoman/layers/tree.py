"""A parse as plain lists: what the attribution layer asks of every word, read from spaCy once.

Asking a spaCy token costs more than the work done with the answer; lists make the layer a small part of the parse.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.layers.attribution.quotations import Quotation
from dragoman.model.document import Span
from dragoman.parse import Parse

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Range", "Tree", "build_tree"]

MOST_DEPENDENTS = 60  # no word of a sentence has more; the rest, in lists and litter, would cost time by the square

Range = tuple[int, int]  # tokens from the first up to, not including, the second


@dataclass(frozen=True, slots=True)
class Tree:
    """The words of a text by position: forms, grammar, where each stands.

    `worded`: it holds a letter or digit. `left` and `right` are the outermost words of a word's subtree (`right`
    included); `quoted` is the number of the quotation a word stands in, or -1; `sentence` and `paragraph` are numbers
    from 0; `stops` are the sentences as ranges, `blocks` the paragraphs, `quotes` the quotations.
    """

    words: list[str]
    lower: list[str]
    worded: list[bool]
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


@lru_cache(maxsize=2)  # attribution and actors ask for the same tree, one after the other
def build_tree(parse: Parse, quotations: tuple[Quotation, ...]) -> Tree:
    """The tree of a parse; words of white space hang where spaCy hung them and have no form."""
    tokens = parse.words
    starts = [t.idx for t in tokens]
    words = [t.text for t in tokens]
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    heads = [t.head.i for t in tokens]
    kids: list[list[int]] = [[] for _ in tokens]
    for word, head in enumerate(heads):
        if word != head:
            kids[head].append(word)
    for head, found in enumerate(kids):
        if len(found) > MOST_DEPENDENTS:
            kids[head] = sorted(_nearest(found, head))
    lemmas = list(parse.lemmas)
    tags = [t.tag_ for t in tokens]
    deps = [t.dep_ for t in tokens]
    left = [t.left_edge.i for t in tokens]
    right = [t.right_edge.i for t in tokens]
    _reattach(words, lemmas, tags, deps, heads, kids, left, right)
    sentence, stops = _sentences(tokens)
    paragraph, blocks = _number(starts, parse.paragraphs)
    quoted, quotes = _number(starts, [q.span for q in quotations])
    return Tree(
        words=words,
        lower=[w.lower() for w in words],
        worded=[w[:1].isalnum() or any(c.isalnum() for c in w) for w in words],
        lemmas=lemmas,
        tags=tags,
        pos=[t.pos_ for t in tokens],
        deps=deps,
        heads=heads,
        entities=[t.ent_type_ for t in tokens],
        starts=starts,
        ends=ends,
        kids=kids,
        left=left,
        right=right,
        sentence=sentence,
        paragraph=paragraph,
        quoted=quoted,
        stops=stops,
        blocks=blocks,
        quotes=quotes,
    )


def _nearest(words: Sequence[int], head: int) -> Sequence[int]:
    return sorted(words, key=lambda word: abs(word - head))[:MOST_DEPENDENTS]


_OUTER = frozenset(
    "say tell add note warn write state claim insist announce explain report stress argue deny vow".split()
)
_ADDING = frozenset(
    "add say note warn claim insist stress argue cite call describe accuse urge saying adding tell promise vow explain "
    "suggest predict blame point express promise quote demand threaten reiterate deny".split()
)


def _reattach(
    words: Sequence[str],
    lemmas: Sequence[str],
    tags: Sequence[str],
    deps: list[str],
    heads: list[int],
    kids: list[list[int]],
    left: Sequence[int],
    right: list[int],
) -> None:
    """Give a second cue back to the speaker: "A said he saw B and added ...", "A said B left, adding ...".

    The parser hangs it on the clause that is reported. A second verb in the tense of the first verb, or a participle
    of saying behind a comma, is the speaker's own.
    """
    for word in range(1, len(words)):
        inner = heads[word]
        if inner >= word or deps[word] not in ("conj", "advcl", "acl"):
            continue
        outer = _outer(lemmas, deps, heads, inner)
        if outer is None or not outer < inner:
            continue
        if deps[word] == "conj":
            own = any(deps[k] in ("nsubj", "nsubjpass", "aux", "auxpass") for k in kids[word])
            alike = tags[word] == tags[outer] and (tags[word] != tags[inner] or lemmas[word] in _ADDING)
            if own or not alike or heads[inner] != outer:
                continue
        elif tags[word] != "VBG" or lemmas[word] not in _ADDING or words[left[word] - 1] != ",":
            continue
        _move(word, outer, inner, deps, heads, kids, left, right)


def _outer(lemmas: Sequence[str], deps: Sequence[str], heads: Sequence[int], word: int) -> int | None:
    for _ in range(5):
        up = heads[word]
        if up == word:
            return None
        if deps[word] == "ccomp" and lemmas[up] in _OUTER:
            return up
        word = up
    return None


def _move(
    word: int,
    outer: int,
    inner: int,
    deps: list[str],
    heads: list[int],
    kids: list[list[int]],
    left: Sequence[int],
    right: list[int],
) -> None:
    """Hang `word` on `outer`; the clauses between end before it, unless they go on behind it."""
    end = left[word]
    for k in kids[inner]:
        if deps[k] == "cc" and k < word:
            end = min(end, k) if k == end - 1 else end
    between = inner
    while between != outer:
        if right[between] > right[word]:
            return
        between = heads[between]
    between = inner
    while between != outer:
        right[between] = end - 1
        between = heads[between]
    kids[inner] = [k for k in kids[inner] if k < end]
    kids[outer] = sorted([*kids[outer], word])
    heads[word] = outer
    if deps[word] == "acl":
        deps[word] = "advcl"


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
