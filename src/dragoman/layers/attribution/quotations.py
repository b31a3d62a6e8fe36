"""Quotations: what stands in quotation marks, whatever the marks, closed or not, and paragraph by paragraph.

Marks are paired inside a paragraph, so that one stray mark spoils no more than its paragraph. A straight mark opens or
closes by its neighbours, and only where these leave it open by turns. Newspapers leave a quotation open at the end of a
paragraph and open it again in the next: such a paragraph `continues` the one before.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.model.document import Span

__all__ = ["Quotation", "find_quotations"]

_DOUBLE = re.compile(r"''|``|[\"“”„‟«»″]")
_OPENS = frozenset("“„«``")
_CLOSES = frozenset("”»")
_BEFORE_OPENING = frozenset(" \t\r\n\u00a0([{-–—/:…'‘")
_AFTER_CLOSING = frozenset(" \t\r\n\u00a0)]}-–—/.,;:!?…'’")
_SINGLE_OPENS = re.compile(r"(?<![\w.,!?’'])[‘'](?=[A-Za-z])")
_SINGLE_CLOSES = re.compile(r"(?<=[\w.,!?…])[’'](?=$|[\s,.;:!?)\]–—])")
_SENTENCE_STOP = re.compile(r"[.!?](?=\s)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks, the marks included.

    `closed`: its closing mark was found; one that was not ends with its paragraph, or with the sentence before the
    next opening mark. `continues`: it goes on with the quotation that the paragraph before left open.
    """

    span: Span
    closed: bool = True
    continues: bool = False


@lru_cache(maxsize=2)  # three layers ask for the same ones
def find_quotations(text: str, paragraphs: tuple[Span, ...]) -> tuple[Quotation, ...]:
    """The quotations of a text in text order; none overlap, none crosses a paragraph.

    >>> [q.span.of("He said “no”.") for q in find_quotations("He said “no”.", (Span(0, 13),))]
    ['“no”']
    """
    found: list[Quotation] = []
    left_open = False
    for paragraph in paragraphs:
        doubles = _pair_doubles(text, paragraph, left_open=left_open)
        left_open = bool(doubles) and not doubles[-1].closed and doubles[-1].span.end == paragraph.end
        found += sorted([*doubles, *_pair_singles(text, paragraph, doubles)], key=lambda q: q.span)
    return tuple(found)


def _pair_doubles(text: str, paragraph: Span, *, left_open: bool) -> list[Quotation]:
    found: list[Quotation] = []
    opened: int | None = None
    for mark in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        if _is_opening(text, mark, paragraph, is_open=opened is not None):
            if opened is not None:
                found += _unclosed(text, Span(opened, mark.start()), paragraph, left_open)
            opened = mark.start()
        elif opened is not None:
            found.append(Quotation(Span(opened, mark.end()), True, left_open and opened == paragraph.start))
            opened = None
        elif left_open and not found:  # the paragraph before was left open, and this one not opened again
            found.append(Quotation(Span(paragraph.start, mark.end()), True, True))
    if opened is not None:
        found.append(Quotation(Span(opened, paragraph.end), False, left_open and opened == paragraph.start))
    return found


def _is_opening(text: str, mark: re.Match[str], paragraph: Span, *, is_open: bool) -> bool:
    if mark.group() in ("“", "„", "«", "``"):
        return True
    if mark.group() in ("”", "»"):
        return False
    before = text[mark.start() - 1] if mark.start() > paragraph.start else " "
    after = text[mark.end()] if mark.end() < paragraph.end else " "
    opens = before in _BEFORE_OPENING and not after.isspace()
    closes = after in _AFTER_CLOSING and not before.isspace()
    return opens if opens != closes else not is_open


def _unclosed(text: str, span: Span, paragraph: Span, left_open: bool) -> list[Quotation]:
    """A quotation met by another opening mark: it ends with the last sentence before that, or is no quotation."""
    stops = [stop.end() for stop in _SENTENCE_STOP.finditer(text, span.start, span.end)]
    if not stops:
        return []
    return [Quotation(Span(span.start, stops[-1]), False, left_open and span.start == paragraph.start)]


def _pair_singles(text: str, paragraph: Span, doubles: Sequence[Quotation]) -> Iterator[Quotation]:
    """British style: single marks outside double ones. An apostrophe closes nothing where a better mark follows."""
    for gap in _gaps(paragraph, doubles):
        at = gap.start
        closings = [m.end() for m in _SINGLE_CLOSES.finditer(text, gap.start, gap.end)]
        for mark in _SINGLE_OPENS.finditer(text, gap.start, gap.end) if closings else ():
            if mark.start() < at:
                continue
            while closings and closings[0] <= mark.start() + 2:
                closings.pop(0)
            end = next((c for c in closings[:8] if text[c - 2] in ",.!?…"), None) or next(
                (c for c in closings[:8] if text[c - 2] != "s" or mark.group() == "‘"), None
            )
            if end:
                yield Quotation(Span(mark.start(), end))
                at = end


def _gaps(paragraph: Span, doubles: Sequence[Quotation]) -> Iterator[Span]:
    at = paragraph.start
    for quotation in doubles:
        if quotation.span.start > at:
            yield Span(at, quotation.span.start)
        at = quotation.span.end
    if at < paragraph.end:
        yield Span(at, paragraph.end)
