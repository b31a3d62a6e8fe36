"""Days that a report bears as marks of its making: a stamp at its head, "amended on", a copyright line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.layers.calendar import interval_of
from dragoman.layers.timex_anchor import values
from dragoman.layers.timex_forms import Found
from dragoman.layers.timex_words import LETTERS
from dragoman.model.document import Span

__all__ = ["Stamp", "find_stamps", "is_mark"]

# A stamp stands before the story; on the training texts and on dated reports of four outlets, a full date in the
# first 300 characters that no word governs was the day of writing or its neighbour 130 times of 131.
_HEAD = 300
_FROM, _TO = timedelta(days=1), timedelta(days=2)
# What is amended is so mostly within days; one of ten told in one newspaper was after more than a year.
_SOON_AMENDED = timedelta(days=730)

_AMENDED = re.compile(
    r"\b(?:amended|corrected|clarified|updated|modified|revised)(?: (?:again|last|further))?:? (?:on |at )?$",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|\bcopyright)[\s:©]{0,4}$", re.IGNORECASE)
# A stamp follows the start, a line's end, a name, an address or a mark; a date of the story follows a word of it.
_GOVERNED = re.compile(r"(?:\b[a-z][\w'’-]*|\b(?:On|In|Since|By|From|Until|After|Before|The))[,;]? $")


@dataclass(frozen=True, slots=True)
class Stamp:
    """From when to when a report was written by one of its marks, and what the mark is."""

    low: date
    high: date
    kind: str
    span: Span


def is_mark(text: str, match: Found) -> bool:
    """Whether a date or year tells of the making of the page, not of the story: "amended on", a copyright line."""
    before = text[max(0, match.words[0].start - 40) : match.words[0].start]
    return bool(_AMENDED.search(before) or _COPYRIGHT.search(before))


def find_stamps(text: str, found: Sequence[Found]) -> Iterator[Stamp]:
    """The stamp at the head of a text and the day of its amendment, where it has them."""
    for match in found:
        day = _full_day(match)
        if day is None:
            continue
        start = match.words[0].start
        span = Span(start, match.words[-1].end)
        before = text[max(0, start - 40) : start]
        if _AMENDED.search(before):
            yield Stamp(day - _SOON_AMENDED, day, "amended after it was written", span)
        elif start < _HEAD and _is_free(text, match, before):
            yield Stamp(day - _FROM, day + _TO, "stands at the head", span)
            return


def _full_day(match: Found) -> date | None:
    years, months = values(match.words, "year"), values(match.words, "month")
    days = values(match.words, "day", "dayth")
    if match.reading not in ("date", "clock") or not (years and months and days) or years[0] < 1900:
        return None
    interval, _ = interval_of(f"{years[0]:04d}-{months[0]:02d}-{days[0]:02d}")
    return interval.earliest if interval else None


def _is_free(text: str, match: Found, before: str) -> bool:
    """Whether no word of the story governs a date: a weekday before it makes it one, unless it begins the line."""
    if match.reading == "clock" and not _COPYRIGHT.search(before):
        return False
    at_line_start = not before or before.rstrip(" ").endswith("\n")
    if match.words[0].kind == LETTERS["weekday"]:
        return at_line_start
    if _GOVERNED.search(before) or re.search(r"day,? $", before):
        return False
    # Nor does one that follows: "March 5, 2009, was the day".
    return not re.match(r",? (?:[a-z]\w*)", text[match.words[-1].end : match.words[-1].end + 20])
