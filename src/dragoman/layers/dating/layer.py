"""When a report was written: what is given, what its header says, or what its own text lets one conclude.

A given day always wins. Else a header with a whole date. Else the text's cues are constraints over days: their
intersection is the answer, and where they leave a side open, it stays open.
"""

import math
import re
from collections.abc import Sequence
from datetime import date, timedelta

from dragoman.layers.dating.cues import Cue, find_cues
from dragoman.layers.dating.months import (
    MONTH_NAMES,
    find_day_of_year,
    find_month_cues,
    likely_months,
    weekday_dates,
)
from dragoman.layers.dating.weekdays import NAMES, WeekdayCue, find_weekday_cues, likely_weekdays
from dragoman.layers.times.calendar import add_days, interval_of, make_day, month_end
from dragoman.layers.times.forms import Found
from dragoman.layers.times.veto import find_expressions
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
# Within so many years a weekday with its date falls once or twice.
_FEW_YEARS = 3_700
# Posterior that the months told must reach: with odds of the other four sets, 99 of 100 answers held the true month.
_SURE_OF_MONTHS = 0.93
# Posterior that the weekdays told must reach: of the values tried the one at which, with odds of the other four sets,
# the worst of the five fares best (108 of 117 answers held the true day, in the worst 16 of 18).
_SURE = 0.92


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
    found = find_expressions(parse)
    cues = find_cues(parse, found)
    allowed, used = _intersect([*cues, fetched] if fetched else cues)
    low, high = _hull(allowed)
    weekday_cues = find_weekday_cues(parse, found)
    weekdays = likely_weekdays(weekday_cues, sure=_SURE)
    day = find_day_of_year(parse, found)
    if header and header.month and header.day:
        low, high, weekdays = _by_day(allowed, header.month, header.day, weekdays)
        used.append(Cue(((low, high),), f"{header.label}: {header.span.of(parse.text)}", header.span, sure=1.0))
    elif day:
        low, high, weekdays = _by_day(allowed, day.month, day.day, weekdays)
        told = f"{day.span.of(parse.text)}: written on {day.day} {MONTH_NAMES[day.month - 1]}"
        used.append(Cue(((low, high),), told, day.span, sure=0.95))
    else:
        allowed, by_days = _narrowed(parse, found, allowed)
        low, high = _hull(allowed)
        used += by_days
    reasons: Reasons = tuple((cue.reason, cue.span) for cue in used)
    if weekdays and not (header and header.month and header.day):
        reasons += _weekday_reasons(weekday_cues, weekdays)
        if low and high and (high - low).days > _SHORT:
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


def _by_day(
    allowed: Sequence[Range], month: int, number: int, weekdays: tuple[int, ...]
) -> tuple[date | None, date | None, tuple[int, ...]]:
    """A day without year, of a header or of "yesterday (17 October)": that day in each year that the text allows."""
    low, high = _hull(allowed)
    if low is None or high is None or (high - low).days > _LONGEST_SEARCH:
        return low, high, weekdays
    # A story may appear some days after its dateline.
    days = [make_day(year, month, number) for year in range(low.year, high.year + 1)]
    inside = [day for day in days if day and any((a or date.min) <= day <= (b or date.max) for a, b in allowed)]
    if not inside:
        return low, high, weekdays
    return inside[0], inside[-1] + timedelta(days=2), ()


def _narrowed(parse: Parse, found: Sequence[Found], allowed: list[Range]) -> tuple[list[Range], list[Cue]]:
    """What is left of the allowed days by weekdays with a date but no year, and by the months named without a year."""
    used: list[Cue] = []
    for span, ranges in weekday_dates(found):
        low, high = _hull(allowed)
        met = _meet(allowed, ranges)
        if low and high and (high - low).days <= _FEW_YEARS and met and _hull(met) != (low, high):
            allowed = met
            used.append(Cue(ranges, f"{span.of(parse.text)}: falls so in few years", span, sure=0.95))
    low, high = _hull(allowed)
    if low is None or high is None or (high - low).days > _LONGEST_SEARCH:
        return allowed, used
    cues = find_month_cues(parse, found)
    years = range(low.year, high.year + 1)
    every = {m: tuple((date(year, m, 1), month_end(year, m)) for year in years) for m in range(1, 13)}
    possible = [month for month, spans in every.items() if _meet(allowed, spans)]
    months = likely_months(cues, sure=_SURE_OF_MONTHS, possible=possible)
    parts = tuple(span for month in months for span in every[month])
    met = _meet(allowed, parts)
    if not met or _hull(met) == (low, high):
        return allowed, used
    told = ", ".join(MONTH_NAMES[month - 1] for month in months)
    named = {(cue.month, cue.kind): cue for cue in reversed(cues)}
    for place, cue in enumerate(sorted(named.values(), key=lambda cue: cue.span.start)):
        reason = f"{cue.span.of(parse.text)}: {cue.kind.split()[1]} the writing, which was in {told}"
        used.append(Cue(parts, reason, cue.span, sure=1.0 if place else 0.97))
    return met, used


def _shrunk(low: date, high: date, weekdays: tuple[int, ...]) -> tuple[date, date]:
    """The bounds moved inwards to the nearest possible weekdays."""
    while low.weekday() not in weekdays:
        low += timedelta(days=1)
    while high.weekday() not in weekdays:
        high -= timedelta(days=1)
    return low, high
