"""The readings of dates: from the words of a match to a TIMEX3 value (TimeML 1.2.1, section 2.2.2)."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from dragoman.codes import TimexType
from dragoman.layers.times.anchor import Anchor, Reading, first, number_of, pick, relative_year, values
from dragoman.layers.times.calendar import add_days, add_months, interval_of, make_day
from dragoman.layers.times.hijri import days_of_hijri
from dragoman.layers.times.holidays import holiday_days
from dragoman.layers.times.words import LETTERS, Word
from dragoman.model.annotations import Interval

__all__ = ["DATE_READINGS", "as_date", "month", "read_day", "spoken", "weekday_day"]

DATE = TimexType.DATE
TIME = TimexType.TIME

# A past verb does not govern a day ahead, nor a future one a day behind: the wrong side is as bad as most of a year.
_WRONG_SIDE = 250

_ZONE = re.compile(r"(?:Z|[+-]\d\d:?\d\d)$")


def as_date(value: str | None) -> Reading | None:
    """A date of that value; None where there is none."""
    return Reading(DATE, value) if value else None


def iso(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """2021-10-09, 9/10/2021 (day and month told apart only where one of them is above 12)."""
    word = first(words, "iso")
    if word is None:
        return read_day(words, anchor)
    text = str(word.value)
    if "W" in text or len(text) == 7:  # a week or a month, with the day of the week if told
        made = _iso_week_day(text) if text.count("-") == 2 else None
        return as_date(str(made)) if made else as_date(text if interval_of(text)[0] else None)
    if "-" in text or text[4:5] == "/":
        year, month, day = (int(part) for part in re.split("[-/]", text.partition("T")[0]))
        made = make_day(year, month, day)
        clock = text.partition("T")[2]
        if made is None:
            return None
        zone = _ZONE.search(clock)
        return Reading(TIME, f"{made}T{clock[:5]}{zone.group() if zone else ''}") if clock else as_date(str(made))
    one, two, year = (int(part) for part in re.split("[/.]", text))
    year = _full_year(year) if year < 100 else year
    if "." in text:
        made = make_day(year, two, one)  # with full stops the day is first everywhere
        return as_date(str(made)) if made else None
    readings = sorted({day for day in (make_day(year, one, two), make_day(year, two, one)) if day})
    if len(readings) == 1:
        return as_date(str(readings[0]))
    if not readings:
        return None
    # Both days stay possible: the interval reaches from one to the other.
    either = tuple(Interval(day, day) for day in readings)
    return Reading(DATE, f"{year:04d}-XX-XX", interval=Interval(readings[0], readings[-1]), readings=either)


def _iso_week_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _full_year(two: int) -> int:
    """The year that two digits stand for: 1970 to 2069."""
    return two + (2000 if two < 70 else 1900)


def read_day(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "29 February 2020", "Friday, Oct. 8", "10 Jan 90", "the eighth of May"."""
    month = first(words, "month")
    if month is None:
        return None
    years = values(words, "year")
    days = values(words, "day", "dayth")
    if not days:
        days = [sum(values(words, "ordinal", "word"))]
    short = values(words, "number")
    if (len(days) == 2 or short) and not years:
        years = [_full_year(days[1] if len(days) == 2 else short[0] % 100)]
    number = int(month.value)
    if years:
        made = make_day(years[0], number, days[0])
        return as_date(str(made)) if made else None
    weekday = first(words, "weekday")
    side = -1 if first(words, "last") else anchor.direction(month)
    made = nearest_day(anchor, number, days[0], side, weekday)
    return as_date(str(made)) if made else None


def nearest_day(anchor: Anchor, month: int, day: int, side: int, weekday: Word | None = None) -> date | None:
    """The day without year: of three years the nearest on the side that the tense tells, and on the weekday named."""
    best: tuple[int, date] | None = None
    for year in range(anchor.day.year - 1, anchor.day.year + 2):
        made = make_day(year, month, day)
        if made is None:
            continue
        away = (made - anchor.day).days
        cost = abs(away) + (_WRONG_SIDE if away * side < 0 else 0)
        if weekday is not None and made.isoweekday() != weekday.value:
            cost += 2 * _WRONG_SIDE
        if best is None or cost < best[0]:
            best = (cost, made)
    return best[1] if best else None


def month(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "March 2019", "last November", "August" by tense."""
    name = first(words, "month")
    if name is None:
        return None
    number = int(name.value)
    years = values(words, "year")
    if not years and (said := spoken(pick(words, "word"))):
        years = [said]
    if years:
        return as_date(f"{years[0]:04d}-{number:02d}") if years[0] else None
    day = anchor.day
    named = relative_year(words, anchor)
    if named is not None:
        return as_date(f"{named:04d}-{number:02d}")
    rel = first(words, "last", "next", "this", "that", "same")
    if rel and rel.kind == LETTERS["last"]:
        return as_date(f"{day.year - (number >= day.month):04d}-{number:02d}")
    if rel and rel.kind == LETTERS["next"]:
        return as_date(f"{day.year + (number <= day.month):04d}-{number:02d}")
    if rel:
        return as_date(f"{day.year:04d}-{number:02d}")
    side = anchor.direction(name)
    away = (number - day.month) % 12  # months ahead
    if side > 0:
        ahead = True
    elif side < 0:
        ahead = away == 0
    else:
        ahead = away <= 3
    year = day.year + (number < day.month) if ahead else day.year - (number > day.month)
    return as_date(f"{year:04d}-{number:02d}")


def year(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "2015", "fiscal 2020", "the year two thousand"."""
    years = values(words, "year")
    if not years:
        number = number_of(pick(words, "word"))
        if number is None or not 1000 <= number < 2200:
            return None
        years = [int(number)]
    return as_date(f"{years[0]:04d}")


def spoken_year(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "nineteen ninety-six"."""
    value = spoken(pick(words, "word"))
    return as_date(f"{value:04d}") if value else None


def spoken(words: Sequence[Word]) -> int | None:
    """The year that number words tell in speech ("nineteen ninety-six"), or None."""
    if len(words) < 2:
        return None
    century, rest = int(words[0].value), [int(word.value) for word in words[1:]]
    if century == 2 and rest[0] == 1000:
        return 2000 + sum(rest[1:])
    if not 15 <= century <= 20 or sum(rest) > 99 or (len(rest) == 1 and rest[0] < 10):
        return None
    return century * 100 + sum(rest)


def decade(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "the 1990s", "the early '80s"."""
    word = first(words, "decades")
    if word is None:
        return None
    number = int(word.value)
    if number < 100:
        number += 1900 if number > anchor.day.year % 100 or number >= 20 else 2000
    return as_date(f"{number // 10:03d}")


def century(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "the 19th century"; the 21st century is 20."""
    unit = first(words, "unit")
    number = sum(values(words, "dayth", "ordinal", "word"))
    if unit is None or unit.value != "C" or not 1 <= number <= 22:
        return None
    return as_date(f"{number - 1:02d}")


def weekday(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "Thursday" by tense, "last Friday", "the following Monday"."""
    name = first(words, "weekday")
    if name is None:
        return None
    made = weekday_day(words, name, anchor)
    return Reading(DATE, str(made), undated=f"XXXX-WXX-{name.value}") if made else None


def weekday_day(words: Sequence[Word], name: Word, anchor: Anchor) -> date | None:
    """The day that a weekday stands for: in the week behind, up to the day of writing, unless tense points ahead."""
    rel = first(words, "last", "next", "this", "that", "same")
    number = int(name.value)
    low = rel.text.lower() if rel else ""
    if low in ("following", "previous", "preceding", "that", "same", "ensuing"):
        base = anchor.told_day
        back, ahead = (base.isoweekday() - number) % 7 or 7, (number - base.isoweekday()) % 7 or 7
        if low in ("that", "same"):
            return add_days(base, ahead % 7 if base.isoweekday() == number else -back)
        return add_days(base, ahead if low in ("following", "ensuing") else -back)
    back = (anchor.day.isoweekday() - number) % 7
    ahead = (7 - back) % 7
    if low in ("last", "past"):
        return add_days(anchor.day, -(back or 7))
    if low in ("next", "coming", "upcoming"):
        return add_days(anchor.day, ahead or 7)
    if low == "this" or anchor.direction(name) > 0:
        return add_days(anchor.day, ahead)
    return add_days(anchor.day, -back)


def weekday_of_week(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "Friday last week", "next week on Tuesday"; beside another unit the weekday stands for itself."""
    name, unit = first(words, "weekday"), first(words, "unit")
    rel = first(words, "last", "next", "this")
    if name is None or unit is None or rel is None:
        return None
    if unit.value != "W":
        return weekday([name], anchor)
    step = {LETTERS["last"]: -7, LETTERS["next"]: 7}.get(rel.kind, 0)
    made = add_days(anchor.day, step + int(name.value) - anchor.day.isoweekday())
    return Reading(DATE, str(made), undated=f"XXXX-WXX-{name.value}") if made else None


def weekdays_ago(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "two Fridays ago": the Friday before the last one."""
    name, number, adverb = first(words, "weekdays"), number_of(words), first(words, "adverb")
    if name is None or number is None or not 1 <= number < 60 or adverb is None or adverb.text.lower() != "ago":
        return None
    back = (anchor.day.isoweekday() - int(name.value)) % 7 or 7
    made = add_days(anchor.day, -back - 7 * (int(number) - 1))
    return Reading(DATE, str(made), undated=f"XXXX-WXX-{name.value}") if made else None


def day_of_month(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "the 14th": of the month told of, or the nearest that tense allows; "the 3rd of last month"."""
    day, unit = first(words, "dayth"), first(words, "unit")
    if day is None or (unit and unit.value != "M"):
        return None
    told = (
        anchor.told if anchor.told and len(anchor.told) >= 7 and first(words, "this", "last", "next") is None else None
    )
    base = anchor.told_day if told else anchor.day
    rel = first(words, "last", "next")
    step = int(rel.value) if rel else 0
    side = 0 if told else anchor.direction(day)
    best: tuple[int, date] | None = None
    for months in [step] if unit else range(-1, 2):
        month = add_months(base.replace(day=1), months)
        made = make_day(month.year, month.month, int(day.value)) if month else None
        if made is None:
            continue
        away = (made - base).days
        cost = abs(away) + (_WRONG_SIDE if away * side < 0 else 0)
        if told and made.month != base.month:
            cost += 15  # the month told of, unless the next one is much nearer
        if best is None or cost < best[0]:
            best = (cost, made)
    return as_date(str(best[1])) if best else None


def single(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "today", "tonight", "now", "recently"."""
    value = str(words[0].value)
    if value.endswith("_REF"):
        return Reading(DATE, value)
    offset, _, part = value.partition("T")
    made = add_days(anchor.day, int(offset))
    if made is None:
        return None
    return Reading(TIME, f"{made}T{part}") if part else as_date(str(made))


def reference(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "the future", "the past", "these days"."""
    low = words[-1].text.lower()
    if low == "days" and words[0].text.lower() == "these":
        return Reading(DATE, "PRESENT_REF")
    if low not in ("future", "past"):
        return None
    return Reading(DATE, "FUTURE_REF" if low == "future" else "PAST_REF")


def holiday(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "Christmas Day", "Eid al-Fitr", "Ramadan 2020": of the year named, else the nearest that tense allows."""
    name = first(words, "holiday")
    if name is None:
        return None
    rel = first(words, "last", "next", "this")
    side = anchor.direction(name)
    if rel:
        side = {LETTERS["last"]: -2, LETTERS["next"]: 2}.get(rel.kind, side)
    best: tuple[int, str, str | None, date] | None = None
    named = relative_year(words, anchor)
    for number in [named] if named else range(anchor.day.year - 1, anchor.day.year + 2):
        dated = holiday_days(str(name.value), number)
        if named and len(dated) > 1:
            days = tuple(Interval(day, day) for _, day, _ in dated)
            whole = Interval(days[0].earliest, days[-1].latest)
            return Reading(DATE, f"{named:04d}", dated[0][2], told="", interval=whole, readings=days)
        for value, day, mod in dated:
            away = (day - anchor.day).days
            cost = abs(away) + (_WRONG_SIDE * abs(side) if away * side < 0 else 0)
            if best is None or cost < best[0]:
                best = (cost, value, mod, day)
    if best is None:
        return None
    _, value, mod, day = best
    # A month of fasting has a year for its value; its days are those of the moon.
    month = Interval(day, add_days(day, 29)) if len(value) == 4 else None
    return Reading(DATE, value, mod, told=str(day) if month else None, interval=month)


def hijri(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "12 Ramadan 1442", "29 Bahman 1398", "1398 AH": the Gregorian day, or the first year with the days."""
    name = first(words, "hijri")
    if name is None:
        return None
    calendar, *parts = str(name.value).split(":")
    year, month, day = (int(part or 0) for part in parts)
    side, named = anchor.direction(name), values(words, "year")  # "12 Ramadan 2019"
    # The lunar year is eleven days short of the solar one.
    gregorian = named[0] if named else anchor.day.year
    around = gregorian - 621 if calendar == "solar" else (gregorian - 622) * 33 // 32 + 1
    best: tuple[int, Interval] | None = None
    for number in [year] if year else range(around - 2, around + 3):
        days = days_of_hijri(calendar, number, month, day)
        if days is None or days.earliest is None or (named and named[0] != days.earliest.year):
            continue
        away = (days.earliest - anchor.day).days
        cost = abs(away) + (_WRONG_SIDE if away * side < 0 else 0)
        if best is None or cost < best[0]:
            best = (cost, days)
    if best is None or best[1].earliest is None:
        return None
    start, mod = best[1].earliest, "APPROX" if calendar == "lunar" else None
    if day:
        return Reading(DATE, str(start), mod)
    return Reading(DATE, f"{start.year:04d}", mod, told=str(start), interval=best[1])


DATE_READINGS: Mapping[str, Callable[[Sequence[Word], Anchor], Reading | None]] = {
    "iso": iso,
    "date": read_day,
    "second_day": read_day,
    "month": month,
    "year": year,
    "spoken_year": spoken_year,
    "decade": decade,
    "century": century,
    "weekday": weekday,
    "weekday_of_week": weekday_of_week,
    "weekdays_ago": weekdays_ago,
    "day_of_month": day_of_month,
    "single": single,
    "reference": reference,
    "holiday": holiday,
    "hijri": hijri,
}
