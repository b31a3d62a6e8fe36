"""When a report was written: what is given, what its header says, or what its own text lets one conclude.

A given day always wins. Else a header with a whole date. Else the text's cues are constraints over days: their
intersection is the answer, and where they leave a side open, it stays open.
"""

import math
import re
from collections.abc import Sequence
from datetime import date, timedelta

from dragoman.layers.calendar import add_days, interval_of, make_day
from dragoman.layers.dating_cues import Cue, find_cues, time_words
from dragoman.layers.dating_weekdays import NAMES, WeekdayCue, find_weekday_cues, likely_weekdays
from dragoman.model.annotations import Interval, Published
from dragoman.model.document import Document, Span
from dragoman.parse import Parse
from dragoman.read.dateline import Dateline, find_dateline
from dragoman.read.days import MONTHS

__all__ = ["date_report"]

Range = tuple[date | None, date | None]
Reasons = tuple[tuple[str, Span | None], ...]

_GIVEN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d.*)?")
_URL = re.compile(
    r"[/=_-](?P<year>(?:19|20)\d\d)(?P<mark>[/-]?)(?P<month>\d\d|[a-z]{3})(?P=mark)(?P<day>\d\d)(?=[/_.?&#-]|$)",
    re.IGNORECASE,
)

# A year-long answer narrowed to days of one month and weekday is looked through day by day; longer ones are left.
_LONGEST_SEARCH = 1_500
# Posterior that the weekdays told must reach; on the training texts nine in ten are then right.
_SURE = 0.85


def date_report(document: Document, parse: Parse | None) -> Published:
    """When a report was written, with the reasons; `Interval(None, None)` where nothing tells.

    `parse` None: only what is given, the address and the header are used.
    """
    given = read_given(document.published)
    if given:
        return Published(given, basis="given", reasons=((f"given: {document.published}", None),), confidence=1.0)
    header = find_dateline(document.text)
    if header and header.date:
        reason = (f"{header.label}: {header.span.of(document.text)}", header.span)
        return Published(Interval(header.date, header.date), basis="dateline", reasons=(reason,), confidence=0.95)
    by_address = _of_address(document.url)
    if by_address:
        return by_address
    fetched = _fetched(document.retrieved)
    if parse is None:
        return Published(Interval(None, fetched.ranges[0][1]) if fetched else Interval(None, None))
    return _of_text(parse, header, fetched)


def read_given(given: str | None) -> Interval | None:
    """The days of an ISO day, month or year, or of a time stamp; None where it is none of these.

    >>> read_given("2021-10")
    Interval(earliest=datetime.date(2021, 10, 1), latest=datetime.date(2021, 10, 31))
    """
    text = (given or "").strip()
    match = _GIVEN.fullmatch(text) or _COMPACT.fullmatch(text)
    if match is None:
        return None
    value = "-".join(part for part in match.groups()[:3] if part)
    return interval_of(value)[0]


def _of_address(url: str | None) -> Published | None:
    match = _URL.search(url or "")
    if match is None:
        return None
    month = match["month"].lower()
    number = int(month) if month.isdigit() else MONTHS.index(month) + 1 if month in MONTHS else 0
    day = make_day(int(match["year"]), number, int(match["day"]))
    if day is None:
        return None
    reason = (f"address: {match.group().strip('/=_-')}", None)
    return Published(Interval(day, day), basis="dateline", reasons=(reason,), confidence=0.9)


# --- from the text -------------------------------------------------------------------------------------------------


def _fetched(retrieved: str | None) -> Cue | None:
    """What was fetched on a day was written by then; a day's grace for the world's clocks."""
    interval = read_given(retrieved)
    if interval is None or interval.latest is None:
        return None
    return Cue(((None, add_days(interval.latest, 1)),), f"fetched: {retrieved}", None, 6)


def _of_text(parse: Parse, header: Dateline | None, fetched: Cue | None) -> Published:
    found = time_words(parse)
    cues = find_cues(parse, found)
    allowed, used = _intersect([*cues, fetched] if fetched else cues)
    low, high = _hull(allowed)
    weekday_cues = find_weekday_cues(parse, found)
    weekdays = likely_weekdays(weekday_cues, sure=_SURE)
    reasons: Reasons = tuple((cue.reason, cue.span) for cue in used)
    if header and header.month and header.day:
        low, high, weekdays = _by_header(allowed, low, high, header, weekdays)
        reasons += ((f"{header.label}: {header.span.of(parse.text)}", header.span),)
    elif weekdays:
        reasons += _weekday_reasons(weekday_cues, weekdays)
        if low is None or high is None or (high - low).days > _SHORT:
            low, high = _shrunk(low, high, weekdays)
    if not reasons:
        return Published(Interval(None, None))
    confidence = round(math.prod(cue.sure for cue in used), 2) if low or high else 0.0
    return Published(Interval(low, high), weekdays, "text", reasons, confidence)


def _weekday_reasons(cues: Sequence[WeekdayCue], weekdays: tuple[int, ...]) -> Reasons:
    told = " or ".join(NAMES[day] for day in weekdays)
    seen = dict.fromkeys((cue.weekday, cue.side) for cue in cues)
    firsts = {key: next(cue for cue in cues if (cue.weekday, cue.side) == key) for key in seen}
    return tuple(
        (f"written on a {told}: {NAMES[weekday]} is {'ahead' if side > 0 else 'behind or the day'}", cue.span)
        for (weekday, side), cue in firsts.items()
    )


def _hull(ranges: Sequence[Range]) -> Range:
    """The first and the last day of all ranges, None where one of them is open."""
    lows, highs = [low for low, _ in ranges], [high for _, high in ranges]
    return (
        None if None in lows else min(day for day in lows if day),
        None if None in highs else max(day for day in highs if day),
    )


def _intersect(cues: Sequence[Cue]) -> tuple[list[Range], list[Cue]]:
    """The days that agree with the cues, taken by strength; a cue that contradicts the stronger ones is left out."""
    allowed: list[Range] = [(None, None)]
    used: list[Cue] = []
    for cue in sorted(cues, key=_order):
        met = _meet(allowed, cue.ranges)
        # A soft cue that barely touches what the stronger ones leave contradicts them.
        if met and cue.strength <= _SOFT and _width(met) < min(_SLIVER, _width(cue.ranges)):
            continue
        if met and met != allowed:
            allowed = met
            used.append(cue)
    return allowed, used


# Within so few days a weekday that may be wrong decides too much.
_SHORT = 28
_SOFT = 1
_SLIVER = 30


def _width(ranges: Sequence[Range]) -> int:
    """The days that ranges hold together; many where one is open."""
    return sum((high - low).days + 1 if low and high else 10**6 for low, high in ranges)


def _order(cue: Cue) -> tuple[int, int, int]:
    """Stronger cues first; of years behind the latest first, of years ahead the nearest."""
    low, high = cue.ranges[0]
    return -cue.strength, -(low.toordinal() if low else 0), high.toordinal() if high else 0


def _meet(left: Sequence[Range], right: Sequence[Range]) -> list[Range]:
    met = []
    for a_low, a_high in left:
        for b_low, b_high in right:
            low = max((day for day in (a_low, b_low) if day), default=None)
            high = min((day for day in (a_high, b_high) if day), default=None)
            if low is None or high is None or low <= high:
                met.append((low, high))
    return sorted(set(met), key=lambda r: (r[0] or date.min, r[1] or date.max))


def _by_header(
    allowed: Sequence[Range], low: date | None, high: date | None, header: Dateline, weekdays: tuple[int, ...]
) -> tuple[date | None, date | None, tuple[int, ...]]:
    """A header without year: its day in each year that the text allows."""
    if low is None or high is None or (high - low).days > _LONGEST_SEARCH or header.month is None or header.day is None:
        return low, high, weekdays
    # A story may appear some days after its dateline.
    days = [make_day(year, header.month, header.day) for year in range(low.year, high.year + 1)]
    inside = [day for day in days if day and any((a or date.min) <= day <= (b or date.max) for a, b in allowed)]
    if not inside:
        return low, high, weekdays
    return inside[0], inside[-1] + timedelta(days=2), ()


def _shrunk(low: date | None, high: date | None, weekdays: tuple[int, ...]) -> tuple[date | None, date | None]:
    """The bounds moved inwards to the nearest possible weekdays."""
    while low and low.weekday() not in weekdays:
        low += timedelta(days=1)
    while high and high.weekday() not in weekdays:
        high -= timedelta(days=1)
    return low, high
