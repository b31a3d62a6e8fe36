"""The day that a file, a feed or a user gives for a report, as ISO."""

import re
from datetime import UTC, date, datetime
from typing import Any

__all__ = ["MONTHS", "read_day"]

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

_ISO = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?(?=$|[T\s])")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?$")
_DAY_FIRST = re.compile(r"(?:[A-Za-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})\b")
_MONTH_FIRST = re.compile(r"(?:[A-Za-z]+,?\s+)?([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?=$|[T\s])")
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?$|\d{13}$")


def read_day(words: Any) -> str | None:
    """The ISO day ("2021-10-09"), month or year, or None where the words are no date or may be two.

    "03/04/2021" may be March or April and is None; "13/04/2021" and "03.04.2021" are not in doubt. A number of nine
    to thirteen digits counts seconds (or milliseconds) from 1970, in UTC.

    >>> read_day("2021-10-09T06:30:00Z"), read_day("Sat, 9 Oct 2021 08:00 GMT"), read_day("Oct. 9, 2021")
    ('2021-10-09', '2021-10-09', '2021-10-09')
    >>> read_day("2021-10"), read_day("03/04/2021")
    ('2021-10', None)
    """
    text = str(words).strip() if isinstance(words, str | int | float) and not isinstance(words, bool) else ""
    if found := _COMPACT.match(text) or _ISO.match(text):
        return _from_iso(found)
    if found := _DAY_FIRST.match(text):
        return _checked(found[3], _month(found[2]), found[1])
    if found := _MONTH_FIRST.match(text):
        return _checked(found[3], _month(found[1]), found[2])
    if found := _NUMBERS.match(text):
        first, second = int(found[1]), int(found[3])
        if found[2] == "." or first > 12 or first == second:
            return _checked(found[4], second, first)
        return _checked(found[4], first, second) if second > 12 else None
    if _EPOCH.match(text):
        seconds = float(text)
        return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC).date().isoformat()
    return None


def _from_iso(found: re.Match[str]) -> str | None:
    year, month, day = (found[1], found[2], found[3]) if found.re is _COMPACT else (found[1], found[3], found[4])
    if day:
        return _checked(year, month, day)
    if month:
        return f"{year}-{int(month):02}" if 1 <= int(month) <= 12 else None
    return year


def _month(name: str) -> int:
    short = name[:3].lower()
    return MONTHS.index(short) + 1 if short in MONTHS else 0


def _checked(year: str | int, month: str | int, day: str | int) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
