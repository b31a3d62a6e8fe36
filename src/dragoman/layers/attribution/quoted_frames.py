"""Candidates for attributions whose content is quoted or set off: quotations, transcripts, labels, dashes.

A paragraph is read as quotations with stretches of narration between them. A word of the narration next to a quotation
may be its cue; quotations that stand as sentences of their own go on with the one before, over paragraphs too.
"""

import re
from collections.abc import Iterator

from dragoman.layers.attribution.frames import FINAL, Frame
from dragoman.layers.tree import Range, Tree

__all__ = ["chain_quotations", "find_labels", "find_quoted_frames", "lead_quotations", "stands_alone"]

GAP = 40  # words of narration beside a quotation in which its cue is looked for
LONGEST_CHAIN = 30
_DASHES = frozenset(["-", "--", "—", "–", "―"])
_NAME = re.compile(r"[A-Z][\w.'’-]*(?:\s+[A-Z(][\w.'’)-]*){0,4}$")


def find_quoted_frames(tree: Tree, chain: list[int], leads: list[int]) -> Iterator[Frame]:
    """The frames of the verbs beside each quotation, a quotation at a time."""
    for number, (start, end) in enumerate(tree.quotes):
        if end - start < 2:
            continue
        before, after = _gap_before(tree, number), _gap_after(tree, number)
        content = (*_lead(tree, number, leads), *_content(tree, number, chain))
        verbs = _verbs(tree, before)
        for rank, verb in enumerate(reversed(verbs[-4:])):
            yield Frame(verb, f"quote<{min(rank, 2)}", content, verb)
        verbs = _verbs(tree, after)
        follows = number + 1 < len(tree.quotes) and tree.quotes[number + 1][0] == after[1] and chain[number] < 0
        for rank, verb in enumerate(verbs[:3]):
            yield Frame(verb, f"quote>{min(rank, 2)}", content, verb)
            if follows and tree.quotes[number + 1][1] - tree.quotes[number + 1][0] > 1:
                both = (*content, *_content(tree, number + 1, chain))
                yield Frame(verb, f"quote<>{min(rank, 2)}", both, verb)
        yield from _dashed(tree, number, content)


def chain_quotations(tree: Tree, continues: list[bool], closed: list[bool]) -> list[int]:
    """For each quotation the next one that merely goes on with it, or -1."""
    following = [-1] * len(tree.quotes)
    for number in range(1, len(tree.quotes)):
        start, end = tree.quotes[number]
        last = tree.quotes[number - 1]
        if start >= end or last[0] >= last[1] or not stands_alone(tree, number):
            continue
        here, there = tree.paragraph[start], tree.paragraph[last[0]]
        if here == there:
            following[number - 1] = number
            continue
        opens = here == there + 1 and start == tree.blocks[here][0]
        if opens and (continues[number] or not closed[number - 1] or _fills(tree, number)):
            following[number - 1] = number
    return following


def lead_quotations(tree: Tree, continues: list[bool], closed: list[bool]) -> list[int]:
    """For each quotation the one in the paragraph before that waits for the same cue, or -1."""
    leads = [-1] * len(tree.quotes)
    for number in range(1, len(tree.quotes)):
        last = tree.quotes[number - 1]
        waits = continues[number] and not closed[number - 1] and last[0] < last[1]
        if waits and last[0] == tree.blocks[tree.paragraph[last[0]]][0]:
            leads[number] = number - 1
    return leads


def _lead(tree: Tree, number: int, leads: list[int]) -> tuple[Range, ...]:
    content: list[Range] = []
    while leads[number] >= 0 and len(content) < LONGEST_CHAIN:
        number = leads[number]
        content.append(tree.quotes[number])
    return tuple(reversed(content))


def stands_alone(tree: Tree, number: int) -> bool:
    """Whether a quotation is a sentence of its own: no narration belongs to it on either side."""
    start, end = tree.quotes[number]
    before, after = _gap_before(tree, number), _gap_after(tree, number)
    if before[1] > before[0] or end - start < 4:
        return False
    return after[1] <= after[0] or _inner_end(tree, number) in FINAL


def _fills(tree: Tree, number: int) -> bool:
    start, end = tree.quotes[number]
    block = tree.blocks[tree.paragraph[start]]
    return block[1] - end <= 1


def _content(tree: Tree, number: int, chain: list[int]) -> tuple[Range, ...]:
    content = [tree.quotes[number]]
    while chain[number] >= 0 and len(content) < LONGEST_CHAIN:
        number = chain[number]
        content.append(tree.quotes[number])
    return tuple(content)


def _inner_end(tree: Tree, number: int) -> str:
    start, end = tree.quotes[number]
    for k in range(end - 1, max(start, end - 4), -1):
        word = tree.words[k]
        if word.strip() and word not in ('"', "''", "'", "”", "’"):
            return word if word in FINAL or word[-1] not in ".?!" else word[-1]
    return ""


def _gap_before(tree: Tree, number: int) -> Range:
    start = tree.quotes[number][0]
    block = tree.blocks[tree.paragraph[start]] if tree.paragraph[start] >= 0 else (start, start)
    k = start
    while k > block[0] and start - k < GAP and tree.quoted[k - 1] < 0 and tree.words[k - 1] not in FINAL:
        k -= 1
    return k, start


def _gap_after(tree: Tree, number: int) -> Range:
    end = tree.quotes[number][1]
    last = tree.quotes[number][0]
    block = tree.blocks[tree.paragraph[last]] if tree.paragraph[last] >= 0 else (end, end)
    if _inner_end(tree, number) == "." and (end < len(tree) and tree.words[end][:1].isupper()):
        return end, end
    k = end
    while k < block[1] and k - end < GAP and tree.quoted[k] < 0 and tree.words[k] not in FINAL:
        k += 1
    return end, k


def _verbs(tree: Tree, gap: Range) -> list[int]:
    return [
        k
        for k in range(*gap)
        if tree.lower[k] != "according"
        and (tree.pos[k] == "VERB" or (tree.pos[k] == "AUX" and tree.deps[k] not in ("aux", "auxpass")))
    ]


def _dashed(tree: Tree, number: int, content: tuple[Range, ...]) -> Iterator[Frame]:
    """ "..." — Name, at the end of a paragraph."""
    end = tree.quotes[number][1]
    block = tree.blocks[tree.paragraph[tree.quotes[number][0]]] if tree.paragraph[tree.quotes[number][0]] >= 0 else None
    if (
        block
        and end + 1 < block[1]
        and block[1] - end <= 8
        and tree.words[end] in _DASHES
        and tree.words[end + 1][0].isupper()
    ):
        yield Frame(end, "dash", content, end)


def find_labels(tree: Tree, text: str) -> Iterator[Frame]:
    """The frames of colons behind a name or a source at the start of a paragraph: transcripts and headlines."""
    labels: dict[str, int] = {}
    found: list[tuple[int, int, str]] = []
    for number, (start, end) in enumerate(tree.blocks):
        colon = next((k for k in range(start + 1, min(end, start + 9)) if tree.words[k] == ":"), None)
        if colon is None or colon + 1 >= end or tree.quoted[colon] >= 0:
            continue
        label = text[tree.starts[start] : tree.starts[colon]].strip()
        if _NAME.match(label) or number == 0:
            labels[label] = labels.get(label, 0) + 1
            found.append((number, colon, label))
    for number, colon, label in found:
        end = tree.blocks[number][1]
        kind = "headline" if number == 0 else "capitals" if label.isupper() else "name"
        kind += '"' if tree.quoted[colon + 1] >= 0 else ""
        many = "+" if labels[label] > 1 or len(labels) > 4 else ""
        yield Frame(colon, f"label:{kind}{many}", ((colon + 1, end),), colon)
