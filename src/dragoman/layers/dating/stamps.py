"""Days that a report bears as marks of its making: a stamp at its head or foot, "amended on", a copyright line, the
addresses that it cites.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.layers.times.anchor import values
from dragoman.layers.times.calendar import interval_of, make_day
from dragoman.layers.times.forms import Found
from dragoman.layers.times.words import LETTERS
from dragoman.model.document import Span

__all__ = ["Stamp", "find_stamps", "is_mark"]

# A stamp stands before the story; on the training texts and on dated reports of four outlets, a full date in the
# first 300 characters that no word governs was the day of writing or its neighbour 130 times of 131.
_HEAD = 300
_FOOT = 600
_PICTURE = re.compile(r"\b(?:photo|image|picture|graphic|map|video)", re.IGNORECASE)
_FROM, _TO = timedelta(days=1), timedelta(days=2)
# What is amended is so mostly within days; one of ten told in one newspaper was after more than a year.
_SOON_AMENDED = timedelta(days=730)

_AMENDED = re.compile(
    r"\b(?:amended|corrected|clarified|updated|modified|revised)(?: (?:again|last|further))?:? (?:on |at )?$",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|\bcopyright)[\s:©]{0,4}$", re.IGNORECASE)
_FIRST_PUBLISHED = re.compile(
    r"(?:^|[\n.|(•·-])\s{0,4}(?:(?:First |Originally )?(?:published|posted|filed|released)(?: on| at)?|"
    r"(?:date of publication|publication date)):? $",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"(?:©|\(c\)|\bcopyright)[\s:©]{0,4}(?:(?:19|20)\d\d ?[-–, ] ?)?(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
# The wires put the year of writing beside their name; a site's own line has the year in which the page was shown.
_WIRE = re.compile(
    r",? (?:by )?(?:The )?(?:Associated Press|AP\b|Reuters|AFP|Agence France|United Press|Deutsche Presse)"
)
_ADDRESS = re.compile(r"https?://[^\s/]{4,60}/[^\s]{0,80}?/?\b((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?=[/_.?&#-]|\b)")
# A stamp follows the start, a line's end, a name, an address or a mark; a date of the story follows a word of it.
_GOVERNED = re.compile(r"(?:\b[a-z][\w'’-]*|\b(?:On|In|Since|By|From|Until|After|Before|The))[,;]? $")


@dataclass(frozen=True, slots=True)
class Stamp:
    """From when to when a report was written by one of its marks, and what the mark is."""

    low: date | None
    high: date | None
    kind: str
    span: Span


def is_mark(text: str, match: Found) -> bool:
    """Whether a date or year tells of the making of the page, not of the story: "amended on", a copyright line."""
    before = text[max(0, match.words[0].start - 40) : match.words[0].start]
    return bool(_AMENDED.search(before) or _COPYRIGHT.search(before) or _FIRST_PUBLISHED.search(before))


def find_stamps(text: str, found: Sequence[Found]) -> Iterator[Stamp]:
    """The stamps at the head and the foot of a text, the day of its amendment, its copyright year and the latest
    address that it cites, where it has them.
    """
    headed = False
    for match in found:
        day = _full_day(match)
        if day is None:
            continue
        start = match.words[0].start
        span = Span(start, match.words[-1].end)
        before = text[max(0, start - 40) : start]
        if _AMENDED.search(before):
            yield Stamp(day - _SOON_AMENDED, day, "amended after it was written", span)
        elif _FIRST_PUBLISHED.search(before):
            yield Stamp(day - _FROM, day + _FROM, "published", span)
        elif start < _HEAD and _is_free(text, match, before):
            if not headed:
                yield Stamp(day - _FROM, day + _TO, "stands at the head", span)
            headed = True
    yield from _owned(text)
    yield from _addresses(text)


def _owned(text: str) -> Iterator[Stamp]:
    for match in _OWNED.finditer(text):
        is_inside = _HEAD < match.start() < len(text) - _FOOT
        if is_inside or _PICTURE.search(text, max(0, match.start() - 60), match.start()):
            continue
        year = int(match["year"])
        low = date(year, 1, 1) if _WIRE.match(text, match.end()) else None
        yield Stamp(low, date(year, 12, 31), "copyright", Span(*match.span()))


def _addresses(text: str) -> Iterator[Stamp]:
    """The latest day in an address that the text cites: it was written on that day or later."""
    cited = [(make_day(int(m[1]), int(m[2]), int(m[3])), Span(*m.span())) for m in _ADDRESS.finditer(text)]
    days = [(day, span) for day, span in cited if day]
    if days:
        day, last = max(days, key=lambda item: item[0])
        yield Stamp(day, None, "the day of an address cited", last)


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
