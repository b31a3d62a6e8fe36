"""Attributions: who is said to say, want or hold what, as PolNeAR defines it (Newell, Margolin and Ruths, LREC 2018).

Every word that could be a cue is read in every frame it stands in (`frames`, `quoted_frames`), each reading
gets its source (`sources`) and a probability (`cues`); here the best reading of each word is kept, and of
readings that lie in one another only the outermost.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.codes import Directness
from dragoman.layers.attribution.cues import CueLexicon, describe, is_hopeless, is_speech, load_cues, probability_of
from dragoman.layers.attribution.encoded import encoded_attributions, join_attributions, weigh
from dragoman.layers.attribution.frames import Frame, find_frames
from dragoman.layers.attribution.quotations import find_quotations
from dragoman.layers.attribution.quoted_frames import chain_quotations, find_labels, find_quoted_frames, lead_quotations
from dragoman.layers.attribution.sources import Source, find_source, find_via
from dragoman.layers.tree import Range, Tree, build_tree
from dragoman.model.annotations import Attribution
from dragoman.model.document import Span
from dragoman.parse import Parse

if TYPE_CHECKING:
    from dragoman.encoder.tagger import Labels

__all__ = ["Candidate", "find_attributions", "list_candidates"]

ENOUGH = 0.4  # probability from which a reading is kept; best on a part of the training set that gave no weights


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of one word, complete."""

    frame: Frame
    source: Source
    content: tuple[Range, ...]
    features: list[str]


def find_attributions(parse: Parse, labels: "Labels | None" = None) -> tuple[Attribution, ...]:
    """The attributions of a text in the order of their cues; none lies in the content of another.

    With the encoder's `labels`, a reading counts by what rules and encoder give it together; the encoder's source is
    taken where it has one; and what it is sure of and the rules have not is added.
    """
    if not len(parse.doc):
        return ()
    lexicon = load_cues()
    tree, candidates = list_candidates(parse, lexicon)
    scored = [(probability_of(lexicon, c.frame, c.features), c) for c in candidates]
    if labels is None:
        return tuple(_build(parse, tree, score, c) for score, c in choose(tree, scored))
    scored = [(weigh(labels, tree.span((c.frame.head, c.frame.head + 1)), score), c) for score, c in scored]
    found = [_build(parse, tree, score, c) for score, c in choose(tree, scored)]
    return join_attributions(parse, tree, found, encoded_attributions(labels))


def list_candidates(parse: Parse, lexicon: CueLexicon) -> tuple[Tree, list[Candidate]]:
    """All readings of all words, before any is weighed."""
    quotations = find_quotations(parse.text, parse.paragraphs)
    tree = build_tree(parse, quotations)
    continues, closed = [q.continues for q in quotations], [q.closed for q in quotations]
    chain, leads = chain_quotations(tree, continues, closed), lead_quotations(tree, continues, closed)
    frames = [
        *find_frames(tree, lexicon.skip, lexicon.nouns),
        *find_quoted_frames(tree, chain, leads),
        *find_labels(tree, parse.text),
    ]
    candidates = []
    for frame in frames:
        if is_hopeless(lexicon, tree, frame):
            continue
        content = tidy_content(tree, frame)
        if content:
            source = find_source(tree, frame)
            candidates.append(Candidate(frame, source, content, describe(tree, frame, source, content)))
    return tree, candidates


def _without_source(tree: Tree, content: tuple[Range, ...], source: Source) -> tuple[Range, ...]:
    """The content cut before a source that stands at its end, with no comma between ("killed three a witness said")."""
    if source.tokens is None:
        return content
    first, last = source.tokens
    return tuple(
        (start, _last_word(tree, start, first)) if start < first and last == end else (start, end)
        for start, end in content
    )


def _last_word(tree: Tree, start: int, end: int) -> int:
    """Where a range ends without the commas at its end."""
    while end > start + 1 and tree.words[end - 1] == ",":
        end -= 1
    return end


def choose(tree: Tree, scored: Sequence[tuple[float, Candidate]]) -> list[tuple[float, Candidate]]:
    """The best reading of each word that is good enough, without those that lie in another's content."""
    best: dict[int, tuple[float, Candidate]] = {}
    for score, candidate in scored:
        head = candidate.frame.head
        if score >= ENOUGH and (head not in best or score > best[head][0]):
            best[head] = (score, candidate)
    owner = [-1] * len(tree)
    kept: list[tuple[float, Candidate]] = []
    for score, candidate in sorted(best.values(), key=lambda item: -_size(item[1])):
        if owner[candidate.frame.head] >= 0:
            continue
        number = len(kept)
        kept.append((score, candidate))
        for start, end in candidate.content:
            owner[start:end] = [number] * (end - start)
    return sorted(kept, key=lambda item: item[1].frame.head)


def _size(candidate: Candidate) -> int:
    return sum(end - start for start, end in candidate.content)


# --- content -------------------------------------------------------------------------------------------------------

_EDGE = frozenset([",", ";", ":", "-", "--", "—", "–", ".", "…", "", "and", "but"])
_OPENING = frozenset([",", ";", ":", "-", "--", "—", "–", ".", "…", ""])
_MARKS = frozenset(['"', "''", "``", "“", "”"])


def tidy_content(tree: Tree, frame: Frame) -> tuple[Range, ...]:
    """The content without commas and stops at its edges, the cue's own words left out, quotations whole."""
    found: list[Range] = []
    for start, end in frame.content:
        start, end = _whole_quotations(tree, start, end, frame.head)
        if start <= frame.head < end:
            start, end = (frame.cue_end + 1, end) if frame.head - start < end - frame.head else (start, frame.head)
        while start < end and not tree.worded[start] and tree.words[start].strip() in _OPENING:
            start += 1
        while (
            end > start
            and (not tree.worded[end - 1] or len(tree.words[end - 1]) == 3)
            and tree.words[end - 1].strip() in _EDGE
        ):
            if tree.words[end - 1] == "." and tree.quoted[end - 1] >= 0:
                break  # the stop of a quotation is its own
            end -= 1
        if start < end and any(tree.worded[start : min(end, start + 9)]):
            if found and start < found[-1][1]:
                continue
            found.append((start, end))
    return tuple(found)


def _whole_quotations(tree: Tree, start: int, end: int, head: int) -> Range:
    if start >= end:
        return start, end
    number = tree.quoted[end - 1]
    if number >= 0 and tree.quoted[head] != number and tree.quotes[number][0] >= start:
        end = max(end, tree.quotes[number][1])
    elif (
        end < len(tree)
        and tree.words[end] in _MARKS
        and tree.quoted[end] >= 0
        and tree.quotes[tree.quoted[end]][1] == end + 1
    ):
        end += 1
    number = tree.quoted[start]
    if number >= 0 and tree.quoted[head] != number and 0 < start - tree.quotes[number][0] <= 2:
        start = tree.quotes[number][0]
    return start, end


# --- the annotation ------------------------------------------------------------------------------------------------


def _build(parse: Parse, tree: Tree, score: float, candidate: Candidate) -> Attribution:
    frame, source = candidate.frame, candidate.source
    via = find_via(tree, frame, source)
    return Attribution(
        cue=_cue(tree, candidate),
        head=tree.span((frame.head, frame.head + 1)),
        content=tuple(tree.span(tokens) for tokens in _without_source(tree, candidate.content, source)),
        source=tree.span(source.tokens) if source.tokens else None,
        antecedent=tree.span(source.antecedent) if source.antecedent else None,
        directness=_directness(tree, candidate.content),
        negated=_is_negated(tree, frame.head, source),
        via=tree.span(via) if via else None,
        speech=is_speech(tree, frame, candidate.content),
        confidence=round(score, 3),
    )


def _is_negated(tree: Tree, head: int, source: Source) -> bool:
    """ "did not say", "never said", "no official said"."""
    if any(tree.deps[k] == "neg" or tree.lower[k] == "never" for k in tree.kids[head]):
        return True
    return source.tokens is not None and tree.lower[source.tokens[0]] in ("no", "nobody", "none", "neither")


_IN_CUE = frozenset(["aux", "auxpass", "neg", "advmod", "prt"])


def _cue(tree: Tree, candidate: Candidate) -> Span:
    """The head with the auxiliaries, negation and adverbs before it, and the particle or preposition after it."""
    head = candidate.frame.head
    taken = {k for start, end in candidate.content for k in range(start, end)} | set(
        range(*(candidate.source.tokens or (0, 0)))
    )
    first = head
    while first and first - 1 not in taken and tree.heads[first - 1] == head and tree.deps[first - 1] in _IN_CUE:
        first -= 1
    last = head
    while last < candidate.frame.cue_end and last + 1 not in taken:
        last += 1
    return tree.span((first, last + 1))


def _directness(tree: Tree, content: tuple[Range, ...]) -> Directness:
    words = [k for start, end in content for k in range(start, end) if tree.words[k][:1].isalnum()]
    quoted = sum(tree.quoted[k] >= 0 for k in words)
    if not quoted:
        return Directness.INDIRECT
    return Directness.DIRECT if quoted >= 0.9 * len(words) else Directness.MIXED
