"""Dates of the Islamic calendars: lunar ("12 Ramadan 1442") and solar, as in Iran and Afghanistan ("29 Bahman 1398").

Names of the months stand in `lexicons/times_hijri.toml`. A lunar month begins with the sighting of the moon, so that
its days here, by the tabular calendar, may be one off; the solar year begins with the equinox and is exact.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from dragoman.layers.times.calendar import add_days
from dragoman.layers.times.holidays import from_hijri
from dragoman.lexicon import read_patterns
from dragoman.model.annotations import Interval

__all__ = ["days_of_hijri", "find_hijri", "from_solar_hijri"]

_ERAS = {"AH": "lunar", "A.H.": "lunar", "SH": "solar", "AHS": "solar", "HS": "solar"}
# The solar year 1400 began on 21 March 2021.
_SOLAR_BASE, _SOLAR_START = 1400, date(2021, 3, 21)


@cache
def _months() -> Mapping[str, tuple[str, int, bool]]:
    """Name -> calendar, number of the month, and whether the name needs no year to be one."""
    return {
        name: (entry["calendar"], entry["number"], entry.get("alone", False))
        for entry in read_patterns("times_hijri")["month"]
        for name in entry["names"]
    }


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_months(), key=len, reverse=True)
    name = "|".join(
        re.escape(name).replace("'", "['’‘]?").replace(r"\ ", "[ -]").replace(r"\-", "[ -]") for name in names
    )
    number, era = r"1[2-5]\d\d", r"(?:AH|A\.H\.|SH|AHS|HS)(?!\w)"
    closing = rf"(?: {era})?(?!\w)"
    year = rf"(?:,? (?:of )?(?P<{{}}>{number}){closing})"
    return re.compile(
        rf"\b(?:(?P<day>\d\d?)(?:st|nd|rd|th)? (?:of )?(?P<one>{name})\b{year.format('year')}?|"
        rf"(?P<two>{name}) (?:(?P<later>\d\d?)(?:st|nd|rd|th)?(?!\w){year.format('last')}?|"
        rf"(?P<only>{number}){closing})|"
        rf"(?P<bare>{number}) (?P<era>{era}))",
        re.IGNORECASE,
    )


_BARE = re.compile(rf"1[2-5]\d\d (?:{'|'.join(map(re.escape, _ERAS))})")
_JOINED = str.maketrans({"'": "", "’": "", "‘": "", "-": " "})


@cache
def _plain_names() -> frozenset[str]:
    """The names of the months in small letters, without apostrophes and hyphens."""
    return frozenset(name.lower().translate(_JOINED) for name in _months())


def find_hijri(text: str) -> dict[int, tuple[int, str]]:
    """Start -> (end, "calendar:year:month:day") of the dates of the Islamic calendars in a text; parts may be empty."""
    found: dict[int, tuple[int, str]] = {}
    small = text.lower().translate(_JOINED)
    if not (any(name in small for name in _plain_names()) or _BARE.search(text)):  # far quicker than the pattern
        return found
    for match in _pattern().finditer(text):
        if match["bare"]:
            if match["era"] in _ERAS:
                found[match.start()] = (match.end(), f"{_ERAS[match['era']]}:{match['bare']}::")
            continue
        written = match["one"] or match["two"]
        name = re.sub("[’‘]", "'", written.lower())
        calendar, number, alone = _month_of(name)
        year = match["year"] or match["last"] or match["only"] or ""
        if written[0].isupper() and (year or alone):
            day = match["day"] or match["later"] or ""
            found[match.start()] = (match.end(), f"{calendar}:{year}:{number}:{day}")
    return found


@cache
def _month_of(name: str) -> tuple[str, int, bool]:
    """The month of a name, however its parts are joined."""
    bare = re.sub("[' -]", "", name)
    return next(month for known, month in _months().items() if re.sub("[' -]", "", known) == bare)


def from_solar_hijri(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a day of the solar calendar of Iran and Afghanistan; None where there is none such.

    >>> from_solar_hijri(1357, 11, 22)
    datetime.date(1979, 2, 11)
    """
    length = 31 if month <= 6 else 30 if month < 12 or _is_leap(year) else 29
    if not (1200 <= year <= 1500 and 1 <= month <= 12 and 1 <= day <= length):
        return None
    low, high = sorted((year, _SOLAR_BASE))
    days = 365 * (high - low) + sum(_is_leap(number) for number in range(low, high))
    start = add_days(_SOLAR_START, days if year > _SOLAR_BASE else -days)
    return add_days(start, (month - 1) * 30 + min(month - 1, 6) + day - 1) if start else None


def _is_leap(year: int) -> bool:
    """Leap years of the cycle of 33 years, which meets the equinox from 1206 to 1498 (1827 to 2119)."""
    return (25 * year + 11) % 33 < 8


def days_of_hijri(calendar: str, year: int, month: int, day: int) -> Interval | None:
    """The Gregorian days of a day, a month (`day` 0) or a year (`month` 0) of an Islamic calendar."""
    convert = from_solar_hijri if calendar == "solar" else _from_lunar
    first = convert(year, month or 1, day or 1)
    if day or first is None:
        return Interval(first, first) if first else None
    after = convert(year, month + 1, 1) if 0 < month < 12 else convert(year + 1, 1, 1)
    return Interval(first, add_days(after, -1)) if after else None


def _from_lunar(year: int, month: int, day: int) -> date | None:
    """As `from_hijri`; any month may have a thirtieth day, for the moon decides, not the tables."""
    return from_hijri(year, month, day) if 1 <= month <= 12 and 1 <= day <= 30 else None
