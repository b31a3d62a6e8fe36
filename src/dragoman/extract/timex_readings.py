"""The readings of dates: from the words of a match to a TIMEX3 value (TimeML 1.2.1, section 2.2.2)."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from dragoman.codes import TimexType
from dragoman.extract.calendar import add_days, add_months, make_day, quarter_of, season_of, week_value
from dragoman.extract.holidays import holiday_day
from dragoman.extract.timex_anchor import Anchor, Reading, first, number_of, pick, values
from dragoman.extract.timex_words import LETTERS, Word

__all__ = ["DATE_READINGS", "read_day", "weekday_day"]

DATE = TimexType.DATE
TIME = TimexType.TIME

# A past verb does not govern a day ahead, nor a future one a day behind: the wrong side is as bad as most of a year.
_WRONG_SIDE = 250


def _date(value: str | None) -> Reading | None:
    return Reading(DATE, value) if value else None


def iso(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """2021-10-09, 9/10/2021 (day and month told apart only where one of them is above 12)."""
    word = first(words, "iso")
    if word is None:
        return read_day(words, anchor)
    text = str(word.value)
    if "-" in text:
        year, month, day = (int(part) for part in text.partition("T")[0].split("-"))
        made = make_day(year, month, day)
        clock = text.partition("T")[2]
        if made is None:
            return None
        return Reading(TIME, f"{made}T{clock[:5]}") if clock else _date(str(made))
    one, two, year = (int(part) for part in re.split("[/.]", text))
    year = _full_year(year) if year < 100 else year
    readings = {str(day) for day in (make_day(year, one, two), make_day(year, two, one)) if day}
    if len(readings) == 1:
        return _date(readings.pop())
    return _date(f"{year:04d}-XX-XX") if readings else None


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
    if len(days) == 2 and not years:
        years = [_full_year(days[1])]
    number = int(month.value)
    if years:
        made = make_day(years[0], number, days[0])
        return _date(str(made)) if made else None
    weekday = first(words, "weekday")
    side = -1 if first(words, "last") else anchor.direction(month)
    made = nearest_day(anchor, number, days[0], side, weekday)
    return _date(str(made)) if made else None


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
    if not years and (spoken := _spoken(pick(words, "word"))):
        years = [spoken]
    if years:
        return _date(f"{years[0]:04d}-{number:02d}") if years[0] else None
    day = anchor.day
    named = _relative_year(words, anchor)
    if named is not None:
        return _date(f"{named:04d}-{number:02d}")
    rel = first(words, "last", "next", "this", "that", "same")
    if rel and rel.kind == LETTERS["last"]:
        return _date(f"{day.year - (number >= day.month):04d}-{number:02d}")
    if rel and rel.kind == LETTERS["next"]:
        return _date(f"{day.year + (number <= day.month):04d}-{number:02d}")
    if rel:
        return _date(f"{day.year:04d}-{number:02d}")
    side = anchor.direction(name)
    away = (number - day.month) % 12  # months ahead
    if side > 0:
        ahead = True
    elif side < 0:
        ahead = away == 0
    else:
        ahead = away <= 3
    year = day.year + (number < day.month) if ahead else day.year - (number > day.month)
    return _date(f"{year:04d}-{number:02d}")


def year(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "2015", "fiscal 2020", "the year two thousand"."""
    years = values(words, "year")
    if not years:
        number = number_of(pick(words, "word"))
        if number is None or not 1000 <= number < 2200:
            return None
        years = [int(number)]
    return _date(f"{years[0]:04d}")


def spoken_year(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "nineteen ninety-six"."""
    value = _spoken(pick(words, "word"))
    return _date(f"{value:04d}") if value else None


def _spoken(words: Sequence[Word]) -> int | None:
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
    return _date(f"{number // 10:03d}")


def century(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "the 19th century"; the 21st century is 20."""
    unit = first(words, "unit")
    number = sum(values(words, "dayth", "ordinal", "word"))
    if unit is None or unit.value != "C" or not 1 <= number <= 22:
        return None
    return _date(f"{number - 1:02d}")


def weekday(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "Thursday" by tense, "last Friday", "the following Monday"."""
    name = first(words, "weekday")
    if name is None:
        return None
    made = weekday_day(words, name, anchor)
    return _date(str(made)) if made else None


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


def single(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "today", "tonight", "now", "recently"."""
    value = str(words[0].value)
    if value.endswith("_REF"):
        return Reading(DATE, value)
    offset, _, part = value.partition("T")
    made = add_days(anchor.day, int(offset))
    if made is None:
        return None
    return Reading(TIME, f"{made}T{part}") if part else _date(str(made))


def reference(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "the future", "the past", "these days"."""
    low = words[-1].text.lower()
    if low == "days" and words[0].text.lower() == "these":
        return Reading(DATE, "PRESENT_REF")
    if low not in ("future", "past"):
        return None
    return Reading(DATE, "FUTURE_REF" if low == "future" else "PAST_REF")


def season(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "last winter", "this summer", "spring 2020"."""
    name = first(words, "season")
    if name is None:
        return None
    code = str(name.value)
    years = values(words, "year")
    if years:
        return _date(f"{years[0]:04d}-{code}")
    rel = first(words, "last", "next", "this", "that", "same")
    if rel is None and len(words) == 1:
        return None
    now = {"WI": 0, "SP": 1, "SU": 2, "FA": 3}
    here, there = now[season_of(anchor.day)], now[code]
    base = anchor.day.year
    if rel and rel.kind == LETTERS["last"] and not first(words, "this"):
        return _date(f"{base - (there >= here):04d}-{code}")
    if rel and rel.kind == LETTERS["next"]:
        return _date(f"{base + (there <= here):04d}-{code}")
    if rel and rel.kind in LETTERS["that"] + LETTERS["same"]:
        return _date(f"{anchor.told_day.year:04d}-{code}")
    return _date(f"{base - (anchor.direction(name) < 0 and there > here):04d}-{code}")


def _relative_year(words: Sequence[Word], anchor: Anchor) -> int | None:
    """The year that "of 2020", "last year's", "of this year" name."""
    years = values(words, "year")
    if years:
        return years[0]
    rels = pick(words, "last", "next", "this")
    if first(words, "unit") and rels:
        return anchor.day.year + {LETTERS["last"]: -1, LETTERS["next"]: 1}.get(rels[-1].kind, 0)
    return None


def quarter(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "the second quarter of 2020", "third-quarter": the last one that has begun, unless tense points ahead."""
    number = (values(words, "ordinal", "dayth") or [0])[0]
    if not 1 <= number <= 4:
        return None
    named = _relative_year(words, anchor)
    if named is None:
        here_year, here = quarter_of(anchor.day)
        side = anchor.direction(words[-1])
        # The quarter that has just ended is the one reported on, whatever the tense of the verb nearby.
        ahead = side > 0 and number != (here - 2) % 4 + 1
        named = here_year + (number < here) if ahead else here_year - (number > here)
        if side == 0 and number == here % 4 + 1:
            named = here_year + (number < here)
    return _date(f"{named:04d}-Q{number}")


def quarter_of_year(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "the 2020 quarter": the quarter of that year that the text is about; the year where it is about none."""
    named = values(words, "year")[0]
    part = f"{anchor.quarter[4:]}" if anchor.quarter and first(words, "quarter") else ""
    return _date(f"{named:04d}{part}")


def year_ago(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "the year-ago quarter", "year-earlier": the quarter told of, a year before; the year where there is none."""
    unit = first(words, "unit")
    if unit is None or unit.value != "Y" or str(first(words, "adverb").value) != "-1":  # type: ignore[union-attr]
        return None
    number = values(words, "ordinal")
    if number and 1 <= number[0] <= 4:
        here_year, here = quarter_of(anchor.day)
        value = f"{here_year - (number[0] > here) - 1:04d}-Q{number[0]}"
        return Reading(DATE, value, told="")
    if anchor.quarter:
        return Reading(DATE, f"{int(anchor.quarter[:4]) - 1:04d}{anchor.quarter[4:]}", told="")
    return Reading(DATE, f"{anchor.day.year - 1:04d}", told="")


def bare_quarter(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "the quarter": the last one told of, else the one that ended before the writing."""
    rel = first(words, "last", "next", "this")
    if first(words, "period") and (rel is None or rel.text.lower() != "latest"):
        return None
    here_year, here = quarter_of(anchor.day)
    count = here_year * 4 + here - 1
    if rel and rel.kind == LETTERS["next"]:
        count += 1
    elif rel and rel.text.lower() in ("last", "past"):
        count -= 1
    elif rel is None or rel.kind == LETTERS["last"]:
        if anchor.quarter:
            return _date(anchor.quarter)
        count -= 1
    return _date(f"{count // 4:04d}-Q{count % 4 + 1}")


def half(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "the second half of 2020"."""
    number = (values(words, "ordinal") or [0])[0]
    unit = first(words, "unit")
    if number not in (1, 2) or (unit and unit.value != "Y"):
        return None
    named = _relative_year(words, anchor) or anchor.day.year
    return _date(f"{named:04d}-H{number}")


def weekend(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "over the weekend": the one behind, unless tense or "this", "next" point ahead."""
    rel = first(words, "last", "next", "this", "that", "same")
    low = rel.text.lower() if rel else ""
    day = anchor.day
    if low in ("that", "same", "following"):
        day = add_days(anchor.told_day, 7 if low == "following" else 0) or day
    elif low in ("this", "next", "coming") or anchor.direction(words[-1]) > 0:
        day = day if low != "next" else add_days(day, 7) or day
    elif day.isoweekday() < 6 or low == "last":
        day = add_days(day, -7) or day
    return _date(f"{week_value(day)}-WE")


def unit(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "last month", "next year", "this week", "the following day", "that year"."""
    name = first(words, "unit")
    rel = first(words, "last", "next", "this", "that", "same")
    if name is None or rel is None:
        return None
    low = rel.text.lower()
    if low in ("latest", "recent") and name.value not in ("Y", "M", "W"):
        return None
    if words[-1].text.istitle() and len(words) > 1 and words[0].text.istitle():
        return None  # the name of a programme or a paper
    if low in ("last", "past") and words[0].kind == LETTERS["the"] and name.value in ("E", "C"):
        return Reading(TimexType.DURATION, "P10Y" if name.value == "E" else "P100Y")
    base = anchor.day
    if low in ("following", "previous", "preceding", "ensuing") or rel.kind in LETTERS["that"] + LETTERS["same"]:
        base = anchor.told_day
    if rel.kind == LETTERS["next"] and words[0].kind == LETTERS["the"] and low == "next":
        base = anchor.told_day
    step = int(rel.value) if rel.kind in LETTERS["last"] + LETTERS["next"] else 0
    return _date(shifted(base, str(name.value), step))


def shifted(base: date, code: str, step: int) -> str | None:
    """The value of the unit so many steps from the one that `base` lies in; None for units shorter than a day."""
    if code == "D":
        made = add_days(base, step)
        return str(made) if made else None
    if code in ("W", "F"):
        made = add_days(base, step * (14 if code == "F" else 7))
        return week_value(made) if made else None
    if code == "M":
        made = add_months(base.replace(day=1), step)
        return f"{made.year:04d}-{made.month:02d}" if made else None
    if code == "Q":
        count = base.year * 4 + quarter_of(base)[1] - 1 + step
        return f"{count // 4:04d}-Q{count % 4 + 1}" if count >= 4 else None
    width = {"Y": 1, "E": 10, "C": 100, "L": 1000}.get(code)
    if width is None:
        return None
    number = base.year // width + step
    return f"{number:0{5 - len(str(width))}d}" if 0 < number * width < 9999 else None


def the_unit(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "the week", "this month", "that day": the one of the last time told of, or that of the writing."""
    name = first(words, "unit")
    if name is None:
        return None
    head = words[0]
    if name.value in ("TS", "TM", "TH", "E", "C", "L", "F", "N"):
        width = {"E": "P10Y", "C": "P100Y"}.get(str(name.value))
        return Reading(TimexType.DURATION, width) if width else None
    base = anchor.told_day if head.kind == LETTERS["that"] else anchor.day
    if head.kind == LETTERS["the"] and name.value == "Y" and first(words, "fiscal") is None:
        return Reading(TimexType.DURATION, "P1Y", told=None)
    return _date(shifted(base, str(name.value), 0))


def current_unit(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "the current quarter": the one of the writing."""
    name = first(words, "unit", "quarter")
    if name is None or first(words, "single").text.lower() != "current":  # type: ignore[union-attr]
        return None
    return _date(shifted(anchor.day, str(name.value), 0))


def week_of(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "the week of March 6"."""
    name = first(words, "unit")
    read = read_day(words, anchor)
    if name is None or name.value != "W" or read is None:
        return None
    return _date(week_value(date.fromisoformat(read.value)))


def edge_unit(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "the end of the year", "earlier in the day": the unit of the writing, or the one told of after "that"."""
    if first(words, "quarter"):
        read = bare_quarter(pick(words, "the", "this", "quarter"), anchor)
        value = read.value if read else None
    else:
        name = first(words, "unit")
        base = anchor.told_day if first(words, "that") else anchor.day
        value = shifted(base, str(name.value), 0) if name else None
    edge = first(words, "edge", "adverb")
    if value is None or edge is None:
        return None
    mod = {"-1": "START", "1": "END"}.get(str(edge.value), str(edge.value))
    return Reading(DATE, value, mod)


def unit_end(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "year's end", "month-end"."""
    name, edge = first(words, "unit"), first(words, "edge")
    if name is None or edge is None or edge.value != "END" or len(words) < 2:
        return None
    value = shifted(anchor.day, str(name.value), 0)
    return Reading(DATE, value, "END") if value and name.value in ("Y", "M") else None


def holiday(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "Christmas Day", "Eid al-Fitr", "Ramadan 2020": of the year named, else of the nearest year that tense allows."""
    name = first(words, "holiday")
    if name is None:
        return None
    rel = first(words, "last", "next", "this")
    side = anchor.direction(name)
    if rel:
        side = {LETTERS["last"]: -2, LETTERS["next"]: 2}.get(rel.kind, side)
    best: tuple[int, str, str | None] | None = None
    for number in values(words, "year") or range(anchor.day.year - 1, anchor.day.year + 2):
        dated = holiday_day(str(name.value), number)
        if dated is None:
            continue
        value, day, mod = dated
        away = (day - anchor.day).days
        cost = abs(away) + (_WRONG_SIDE * abs(side) if away * side < 0 else 0)
        if best is None or cost < best[0]:
            best = (cost, value, mod)
    return Reading(DATE, best[1], best[2]) if best else None


DATE_READINGS: Mapping[str, Callable[[Sequence[Word], Anchor], Reading | None]] = {
    "iso": iso,
    "date": read_day,
    "month": month,
    "year": year,
    "spoken_year": spoken_year,
    "decade": decade,
    "century": century,
    "weekday": weekday,
    "single": single,
    "reference": reference,
    "season": season,
    "quarter": quarter,
    "quarter_of_year": quarter_of_year,
    "year_ago": year_ago,
    "edge_unit": edge_unit,
    "current_unit": current_unit,
    "week_of": week_of,
    "second_day": read_day,
    "bare_quarter": bare_quarter,
    "half": half,
    "weekend": weekend,
    "unit": unit,
    "the_unit": the_unit,
    "unit_end": unit_end,
    "holiday": holiday,
}
