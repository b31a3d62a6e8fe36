"""On which day a holiday of a given year falls; rules stand in `lexicons/times_holidays.toml`."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from dragoman.layers.times.calendar import add_days, make_day, month_end
from dragoman.lexicon import read_patterns

__all__ = ["find_holidays", "from_hijri", "holiday_days", "is_holiday"]


_NAME_AFTER = re.compile(r" [A-Z]")  # "Eid Ahmad" is a person


@cache
def _rules() -> Mapping[str, str]:
    return {name: entry["rule"] for entry in read_patterns("times_holidays")["holiday"] for name in entry["names"]}


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_rules(), key=len, reverse=True)
    body = "|".join(re.escape(name).replace("'", "['’]") for name in names)
    return re.compile(rf"\b(?:{body})\b", re.IGNORECASE)


def find_holidays(text: str) -> dict[int, tuple[int, str]]:
    """Start -> (end, name as in the lexicon) of the holidays that a text names, written with a capital."""
    small = text.lower().replace("’", "'")
    if not any(name in small for name in _rules()):  # far quicker than the pattern
        return {}
    return {
        match.start(): (match.end(), match.group().lower().replace("’", "'"))
        for match in _pattern().finditer(text)
        if match.group()[0].isupper() and not (match.group() == "Eid" and _NAME_AFTER.match(text, match.end()))
    }


def is_holiday(words: str) -> bool:
    """Whether the words are a holiday's name, as "Ramadan" is."""
    return words.lower().replace("’", "'") in _rules()


def holiday_days(name: str, year: int) -> tuple[tuple[str, date, str | None], ...]:
    """TIMEX3 value, first day and modifier of a holiday in a year: one each for what the name may mean, none where the
    year has none.

    A month of the Islamic calendar has the year as its value: TimeML has no value for it.

    >>> holiday_days("easter", 2021)
    (('2021-04-04', datetime.date(2021, 4, 4), None),)
    """
    rules = _rules().get(name, "").split(" or ") if 1600 <= year <= 2200 else ()
    return tuple(dated for rule in rules if rule and (dated := _dated(rule, year)))


def _dated(rule: str, year: int) -> tuple[str, date, str | None] | None:
    head, _, rest = rule.partition(" ")
    if head == "hijri":
        month, _, number = rest.partition("-")
        day = _hijri_in(year, int(month), int(number or 1))
        return (str(day) if number else f"{year:04d}", day, "APPROX") if day else None
    day = _gregorian(head, rest, year)
    return (str(day), day, None) if day else None


def _gregorian(head: str, rest: str, year: int) -> date | None:
    if head == "easter":
        return add_days(_easter(year), int(rest))
    if head == "orthodox":
        return add_days(_orthodox_easter(year), int(rest))
    if head in ("hebrew", "hanukkah"):
        new_year = _rosh_hashanah(year)
        # The month before Hanukkah's, Heshvan, has its thirtieth day only in years of 355 and 385 days.
        length = (_rosh_hashanah(year + 1) - new_year).days
        return add_days(new_year, int(rest) if rest else 84 if length in (355, 385) else 83)
    if head == "nowruz":
        # The equinox falls on 20 or 21 March by Tehran time: on the 20th in leap years and, since 2017, after them.
        return make_day(year, 3, 20 if year % 4 == 0 or (year % 4 == 1 and year >= 2017) else 21)
    if head == "election":
        first_monday = _nth(year, 11, 1, 1)
        return add_days(first_monday, 1) if first_monday else None
    if rest:
        weekday, number = rest.split()
        return _nth(year, int(head), int(weekday), int(number))
    return make_day(year, *(int(part) for part in head.split("-")))


def _nth(year: int, month: int, weekday: int, number: int) -> date | None:
    """The n-th such ISO weekday of a month; -1 is the last."""
    if number < 0:
        last = month_end(year, month)
        return add_days(last, -((last.isoweekday() - weekday) % 7)) if last else None
    first = date(year, month, 1)
    return add_days(first, (weekday - first.isoweekday()) % 7 + 7 * (number - 1))


def _easter(year: int) -> date:
    """Western Easter by the anonymous Gregorian rule (Nature, 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _orthodox_easter(year: int) -> date:
    """Eastern Easter: the Julian full moon and Sunday (Meeus 1991), moved by the calendars' distance."""
    moon = (19 * (year % 19) + 15) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + sunday + 114, 31)
    distance = year // 100 - year // 400 - 2
    return date.fromordinal(date(year, month, day + 1).toordinal() + distance)


def _rosh_hashanah(year: int) -> date:
    """The Jewish New Year of a Gregorian year, by the molad and its postponements (Reingold and Dershowitz 2018)."""
    before, here, after = (_elapsed(year + 3761 + step) for step in (-1, 0, 1))
    postponed = 2 if after - here == 356 else 1 if here - before == 382 else 0
    return date.fromordinal(here + postponed - 1373427)


def _elapsed(year: int) -> int:
    """Days from the epoch of the Jewish calendar to the molad of a year, moved off Sunday, Wednesday and Friday."""
    months = (235 * year - 234) // 19
    day = 29 * months + (12084 + 13753 * months) // 25920
    return day + ((3 * (day + 1)) % 7 < 3)


def from_hijri(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a day of the tabular Islamic calendar; the sighted one may differ by a day.

    >>> from_hijri(1442, 10, 1)
    datetime.date(2021, 5, 13)
    """
    julian = (11 * year + 3) // 30 + 354 * year + 30 * month - (month - 1) // 2 + day + 1948440 - 385
    try:
        return date.fromordinal(julian - 1721425)
    except (ValueError, OverflowError):
        return None


def _hijri_in(year: int, month: int, day: int) -> date | None:
    """The first such day of the Islamic calendar in a Gregorian year."""
    around = (year - 622) * 33 // 32
    for number in (around - 1, around, around + 1, around + 2):
        made = from_hijri(number, month, day)
        if made and made.year == year:
            return made
    return None
