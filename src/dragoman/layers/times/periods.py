"""The readings of calendar periods: seasons, quarters, weekends, "last month", "the week", "the end of the year"."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dragoman.codes import TimexType
from dragoman.layers.times.anchor import Anchor, Reading, first, pick, relative_year, values
from dragoman.layers.times.calendar import (
    add_days,
    add_months,
    after_duration,
    interval_of,
    make_day,
    month_end,
    quarter_of,
    season_of,
    week_value,
)
from dragoman.layers.times.readings import as_date, holiday, month, read_day, spoken
from dragoman.layers.times.words import LETTERS, Word
from dragoman.model.annotations import Interval

__all__ = ["PERIOD_READINGS", "shifted"]

DATE = TimexType.DATE


def season(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "last winter", "this summer", "spring 2020"."""
    name = first(words, "season")
    if name is None:
        return None
    code = str(name.value)
    named = values(words, "year") or [year for year in (spoken(pick(words, "word")),) if year]
    if named:
        return as_date(f"{named[0]:04d}-{code}")
    rel = first(words, "last", "next", "this", "that", "same")
    if rel is None and len(words) == 1:
        return None
    now = {"WI": 0, "SP": 1, "SU": 2, "FA": 3}
    here, there = now[season_of(anchor.day)], now[code]
    base = anchor.day.year
    if rel and rel.kind == LETTERS["last"] and not first(words, "this"):
        # A winter bears the year of its December.
        return as_date(f"{base - (there >= here or code == 'WI'):04d}-{code}")
    if rel and rel.kind == LETTERS["next"]:
        return as_date(f"{base + (there <= here):04d}-{code}")
    if rel and rel.kind in LETTERS["that"] + LETTERS["same"]:
        return as_date(f"{anchor.told_day.year:04d}-{code}")
    return as_date(f"{base - (anchor.direction(name) < 0 and there > here):04d}-{code}")


def quarter(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "the second quarter of 2020", "third-quarter": the last one that has begun, unless tense points ahead."""
    number = (values(words, "ordinal", "dayth") or [0])[0]
    if not 1 <= number <= 4:
        return None
    named = relative_year(words, anchor)
    if named is None:
        here_year, here = quarter_of(anchor.day)
        side = anchor.direction(words[-1])
        # The quarter that has just ended is the one reported on, whatever the tense of the verb nearby.
        ahead = side > 0 and number != (here - 2) % 4 + 1
        named = here_year + (number < here) if ahead else here_year - (number > here)
        if side == 0 and number == here % 4 + 1:
            named = here_year + (number < here)
    return as_date(f"{named:04d}-Q{number}")


def quarter_of_year(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "the 2020 quarter": the quarter of that year that the text is about; the year where it is about none."""
    named = values(words, "year")[0]
    part = anchor.quarter[4:] if anchor.quarter and first(words, "quarter", "period") else ""
    return as_date(f"{named:04d}{part}")


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
            return as_date(anchor.quarter)
        count -= 1
    return as_date(f"{count // 4:04d}-Q{count % 4 + 1}")


def half(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "the second half of 2020", "the last half of the year"."""
    number = 2 if first(words[:2], "last") else (values(words, "ordinal") or [0])[0]
    unit = first(words, "unit")
    if number not in (1, 2) or (unit and unit.value != "Y"):
        return None
    named = relative_year(words, anchor) or anchor.day.year
    return as_date(f"{named:04d}-H{number}")


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
    return as_date(f"{week_value(day)}-WE")


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
    read = as_date(shifted(base, str(name.value), step))
    if read and low == "past" and name.value in ("Y", "M", "W"):  # "over the past year": up to the writing
        start = after_duration(base, f"P1{name.value}", -1)
        return replace(read, interval=Interval(start, base)) if start else read
    return read


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
    return as_date(shifted(base, str(name.value), 0))


def current_unit(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "the current quarter": the one of the writing."""
    name = first(words, "unit", "quarter")
    if name is None or first(words, "single").text.lower() != "current":  # type: ignore[union-attr]
        return None
    return as_date(shifted(anchor.day, str(name.value), 0))


def week_of(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "the week of March 6"."""
    name = first(words, "unit")
    read = read_day(words, anchor)
    if name is None or name.value != "W" or read is None:
        return None
    return as_date(week_value(date.fromisoformat(read.value)))


def coded(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "Q3 2020", "1H 2021"."""
    name, named = first(words, "coded"), relative_year(words, anchor)
    if name is None or named is not None:
        return as_date(f"{named:04d}-{name.value}") if name else None
    here_year, here = quarter_of(anchor.day)
    number = int(str(name.value)[1])
    ahead = anchor.direction(name) > 0
    return as_date(f"{here_year + (number < here) if ahead else here_year - (number > here):04d}-{name.value}")


def week_number(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "week 40 of 2021": the ISO week."""
    number, named = values(words, "day", "number"), values(words, "year")
    value = f"{named[0]:04d}-W{number[0]:02d}"
    return as_date(value if interval_of(value)[0] else f"{named[0]:04d}")


def beyond(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "the week before last", "the Friday after next"."""
    step = int(words[-1].value)
    day, name = first(words, "weekday"), first(words, "unit")
    if day is not None:
        back = (anchor.day.isoweekday() - int(day.value)) % 7
        made = add_days(anchor.day, -(back or 7) - 7 if step < 0 else 14 - back)
        return Reading(DATE, str(made), undated=f"XXXX-WXX-{day.value}") if made else None
    if first(words, "part"):
        made = add_days(anchor.day, step)
        return Reading(TimexType.TIME, f"{made}T{first(words, 'part').value}") if made else None  # type: ignore[union-attr]
    if name is None:
        made = add_days(anchor.day, 7 * step)
        return as_date(f"{week_value(made)}-WE") if made else None
    return as_date(shifted(anchor.day, str(name.value), step))


def nth_of_holiday(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "the last Friday of Ramadan", "the first day of Ramadan"."""
    cut = next(index for index, word in enumerate(words) if word.kind == LETTERS["of"])
    read = holiday(words[cut + 1 :], anchor)
    within = read.interval if read else None
    if read is None or within is None or within.earliest is None or within.latest is None:
        return read
    return _nth_day(words[:cut], within.earliest, within.latest, read.mod)


def nth_of_month(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "the first Monday of March 2020", "the last day of the month", "the second week of June": a week is seven days
    from the first on, or up to the last; its value is the ISO week of its middle.
    """
    cut = next(index for index, word in enumerate(words) if word.kind in LETTERS["of"] + LETTERS["in"])
    head, rest = words[:cut], words[cut + 1 :]
    within = month(rest, anchor) if first(rest, "month") else the_unit(rest, anchor)
    first_day = make_day(int(within.value[:4]), int(within.value[5:]), 1) if within and len(within.value) == 7 else None
    last_day = month_end(first_day.year, first_day.month) if first_day else None
    if first_day is None or last_day is None:
        return None
    return _nth_day(head, first_day, last_day)


def _nth_day(head: Sequence[Word], first_day: date, last_day: date, mod: str | None = None) -> Reading | None:
    number = -1 if first(head, "last") else (values(head, "ordinal", "dayth") or [0])[0]
    day, unit = first(head, "weekday"), first(head, "unit")
    if not (number == -1 or 1 <= number <= 5):
        return None
    if day is None and unit is not None and unit.value == "W":
        start = add_days(last_day, -6) if number < 0 else add_days(first_day, 7 * (number - 1))
        end = add_days(start, 6) if start else None
        if start is None or end is None or number == 5:
            return None
        return Reading(DATE, week_value(add_days(start, 3) or start), interval=Interval(start, min(end, last_day)))
    if day is None:
        made = last_day if number < 0 else add_days(first_day, number - 1)
        return Reading(DATE, str(made), mod) if made and unit is not None and unit.value == "D" else None
    if number < 0:
        made = add_days(last_day, -((last_day.isoweekday() - int(day.value)) % 7))
    else:
        made = add_days(first_day, (int(day.value) - first_day.isoweekday()) % 7 + 7 * (number - 1))
    return Reading(DATE, str(made), mod) if made and made <= last_day else None


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


PERIOD_READINGS: Mapping[str, Callable[[Sequence[Word], Anchor], Reading | None]] = {
    "season": season,
    "quarter": quarter,
    "quarter_of_year": quarter_of_year,
    "year_ago": year_ago,
    "bare_quarter": bare_quarter,
    "half": half,
    "weekend": weekend,
    "unit": unit,
    "the_unit": the_unit,
    "current_unit": current_unit,
    "coded": coded,
    "nth_of_month": nth_of_month,
    "nth_of_holiday": nth_of_holiday,
    "week_number": week_number,
    "beyond": beyond,
    "week_of": week_of,
    "edge_unit": edge_unit,
    "unit_end": unit_end,
}
