"""The readings of durations, sets, distances ("three days ago") and times of day."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dragoman.codes import TimexType
from dragoman.layers.times.anchor import Anchor, Reading, first, number_of
from dragoman.layers.times.calendar import add_days, add_months, after_duration, week_value
from dragoman.layers.times.periods import shifted
from dragoman.layers.times.readings import read_day, weekday_day
from dragoman.layers.times.words import LETTERS, Word
from dragoman.model.annotations import Interval

__all__ = ["SPAN_READINGS", "duration_value"]

DURATION = TimexType.DURATION

# How each unit is written after "P": the designator and what one of it counts.
_DESIGNATORS: Mapping[str, tuple[str, int]] = {
    "TS": ("TS", 1), "TM": ("TM", 1), "TH": ("TH", 1), "D": ("D", 1), "N": ("D", 1), "NI": ("D", 1), "W": ("W", 1),
    "WE": ("WE", 1), "F": ("W", 2), "M": ("M", 1), "Q": ("Q", 1), "Y": ("Y", 1), "E": ("Y", 10), "C": ("Y", 100),
    "L": ("Y", 1000),
}  # fmt: skip
_VAGUE = {"E": "E", "C": "C", "L": "L"}
# Half of a unit in whole units of the next smaller kind.
_HALVES = {"Y": "6M", "D": "T12H", "TH": "30M", "TM": "30S", "W": "3D", "M": "2W"}


def duration_value(number: float | None, code: str) -> str | None:
    """The TIMEX3 value of so many units; None as number is "several" (PXD).

    >>> duration_value(2.5, "Y"), duration_value(None, "D"), duration_value(20, "TM")
    ('P2Y6M', 'PXD', 'PT20M')
    """
    if code not in _DESIGNATORS:
        return None
    letters, factor = _DESIGNATORS[code]
    time, letter = ("T", letters[1:]) if letters.startswith("T") else ("", letters)
    if number is None:
        return f"P{time}X{_VAGUE.get(code, letter)}"
    number *= factor
    whole = int(number)
    if number == whole:
        return f"P{time}{whole}{letter}"
    if number - whole == 0.5 and code in _HALVES:
        return (
            f"P{time}{whole}{letter}{_HALVES[code]}"
            if whole
            else f"P{_HALVES[code] if time == '' else 'T' + _HALVES[code]}"
        )
    return f"P{time}{number:g}{letter}"


def _unit(words: Sequence[Word]) -> Word | None:
    found = [word for word in words if word.kind in LETTERS["unit"] + LETTERS["units"] + LETTERS["quarter"]]
    if found:
        return found[0]
    return first(words, "part")


def _quantity(words: Sequence[Word]) -> float | None:
    """The number of a quantity, None where it is vague: "few", "several"; "a couple of" is two, "a" one."""
    few = first(words, "few")
    if few is not None and few.value == "X":
        return None
    if few is not None:
        return 2.0
    number = number_of(words)
    if number is None and words[0].kind == LETTERS["a"] and first(words, "units") and not first(words, "half"):
        return None  # "a decades-long war"
    halves = first(words, "half")
    if number is None:
        return 0.5 if halves and words[0].kind == LETTERS["half"] else 1.5 if halves else 1.0
    return number + 0.5 if halves else number


def _said_number(words: Sequence[Word]) -> bool:
    return any(word.kind in "NDYnaHF" for word in words)


def _unreadable(words: Sequence[Word]) -> bool:
    """Whether a number stands there that is beyond all counts: "99999999999999999999 days"."""
    return any(word.kind in "ND" for word in words) and number_of(words) is None


def duration(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "eleven days", "the first nine months", "a two-week"."""
    name = _unit(words)
    if name is None or (name.kind == LETTERS["part"] and name.value != "NI"):
        return None
    if name.value == "NI" and name.text.lower() != "nights":
        return None
    units = [word for word in words if word.kind in LETTERS["unit"] + LETTERS["units"]]
    if not _said_number(words) or _unreadable(words) or (name.kind != LETTERS["units"] and first(words, "year")):
        return None
    if len(units) == 2 and units[0].value != units[1].value:
        cut = words.index(units[0]) + 1
        one, two = duration(words[:cut], anchor), duration(words[cut:], anchor)
        return Reading(DURATION, _joined(one.value, two.value)) if one and two else one
    number = _quantity(words if len(units) < 2 else words[: words.index(units[0])])
    if number is not None and number > 9999 and name.value in ("D", "W", "M"):
        return None
    mod = "APPROX" if first(words, "few") and number == 2 else None
    value = duration_value(number, str(name.value))
    return Reading(DURATION, value, mod) if value else None


def _joined(one: str, two: str) -> str:
    """ "two years and three months".

    >>> _joined("P2Y", "P3M"), _joined("P1D", "PT6H"), _joined("PT1H", "PT20M")
    ('P2Y3M', 'P1DT6H', 'PT1H20M')
    """
    return one + (two[2:] if one.startswith("PT") and two.startswith("PT") else two[1:])


def quarters_of(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "a quarter of an hour", "three quarters of a year"; "two days of a week" are two days."""
    number = number_of(words) or 1.0
    value = {"TH": f"PT{15 * number:g}M", "Y": f"P{3 * number:g}M"}.get(str(words[-1].value))
    if not words[1].text.lower().startswith("quarter") or value is None or not 1 <= number <= 3:
        return duration(words[:2], anchor)
    return Reading(DURATION, value)


def duration_range(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "two to three weeks": the lower bound, as TimeBank has it."""
    name = _unit(words)
    cut = next((i for i, word in enumerate(words) if word.kind in "~R="), len(words))
    number = number_of(words[:cut])
    if name is None or number is None:
        return None
    value = duration_value(number, str(name.value))
    return Reading(DURATION, value, "EQUAL_OR_MORE") if value else None


def bare_units(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "(for) months", "day-long", "years-old"."""
    name = _unit(words)
    one = 1.0 if name is not None and name.kind == LETTERS["unit"] else None
    value = duration_value(one, str(name.value)) if name else None
    return Reading(DURATION, value) if value else None


def stretch(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "the past two weeks", "the next few days", "recent years"."""
    if not _said_number(words):
        rel = first(words, "last", "next")
        name = _unit(words)
        if rel is None or name is None or rel.text.lower() not in ("recent", "coming", "past", "previous"):
            return None
        if rel.kind == LETTERS["next"]:
            return Reading(TimexType.DATE, "FUTURE_REF")
        value = duration_value(None, str(name.value))
        return (
            Reading(TimexType.DATE, "PAST_REF") if name.value in ("Y", "Q") or not value else Reading(DURATION, value)
        )
    read = duration(words, anchor)
    return replace(read, interval=_days_of_stretch(words, read.value, anchor)) if read else None


def _days_of_stretch(words: Sequence[Word], value: str, anchor: Anchor) -> Interval | None:
    """The days of "the past two weeks": up to the writing; of "the following two weeks": from the time told of."""
    rel = first(words, "last", "next")
    if rel is None:
        return None
    step = -1 if rel.kind == LETTERS["last"] else 1
    base = anchor.told_day if rel.text.lower() in ("following", "previous", "preceding", "ensuing") else anchor.day
    end = after_duration(base, value, step)
    return Interval(min(base, end), max(base, end)) if end else None


def ago(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "three days ago" from the day of writing, "a month earlier" from the last time told of."""
    adverb, name = first(words, "adverb"), _unit(words)
    low = adverb.text.lower() if adverb else "hence"
    if name is None or (name.kind == LETTERS["part"] and name.value != "NI"):
        return None
    step = -1 if low in ("ago", "earlier", "before") else 1
    cut = words.index(adverb or first(words, "from") or name)
    of_day = _day_of(words[cut + 1 :], anchor)
    if of_day is not None and low in ("ago", "hence") and (adverb is None or name.value in ("W", "M", "Y")):
        moved = after_duration(of_day, duration_value(_quantity(words[:cut]), str(name.value)) or "", step)
        return Reading(TimexType.DATE, str(moved)) if moved else None
    words = words[: cut + 1]
    vague = first(words, "few")
    if (vague and vague.value == "X") or (not _said_number(words) and name.kind == LETTERS["units"]):
        if low in ("before", "after"):
            return None
        return Reading(TimexType.DATE, "PAST_REF" if step < 0 else "FUTURE_REF")
    number = None if _unreadable(words) else _quantity(words)
    if number is None or number > 5000:
        return None
    base = anchor.day if low in ("ago", "hence") else anchor.told_day
    code = str(name.value)
    if code == "Y" and number == 1 and anchor.quarter and low in ("ago", "earlier"):
        return Reading(TimexType.DATE, f"{int(anchor.quarter[:4]) - 1:04d}{anchor.quarter[4:]}", told=anchor.told or "")
    value = _moved(base, code, number * step)
    if value and name.value == "NI":
        return Reading(TimexType.TIME, f"{value}TNI")
    return Reading(TimexType.DATE, value, told=value if low != "ago" or code != "Y" else "") if value else None


def _moved(base: date, code: str, number: float) -> str | None:
    """The value so many units away: days and weeks to the day or week, months and years to the month and the year."""
    whole = int(number)
    if code.startswith("T"):
        return str(base) if abs(whole) < 24 and code == "TH" else None
    if code in ("D", "N", "NI"):
        made = add_days(base, whole)
        return str(made) if made else None
    if code in ("W", "F"):
        made = add_days(base, round(number * (14 if code == "F" else 7)))
        return week_value(made) if made else None
    if code in ("E", "C"):
        return shifted(base, "Y", round(number * (10 if code == "E" else 100)))
    if code == "Y" and number != whole:
        made = add_months(base, round(number * 12))
        return f"{made.year:04d}-{made.month:02d}" if made else None
    return shifted(base, code, whole)


def every(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "every day", "each July", "Mondays", "every Friday night"."""
    day, month, part = first(words, "weekday", "weekdays"), first(words, "month"), first(words, "part")
    suffix = f"T{part.value}" if part and str(part.value).isalpha() else ""
    if day is not None:
        return Reading(TimexType.SET, f"XXXX-WXX-{day.value}{suffix}")
    if month is not None:
        return Reading(TimexType.SET, f"XXXX-{int(month.value):02d}")
    if first(words, "weekend"):
        return Reading(TimexType.SET, "XXXX-WXX-WE")
    if part is not None:
        return Reading(TimexType.SET, f"XXXX-XX-XX{suffix}")
    name = _unit(words)
    head = first(words, "every")
    number = 2.0 if head and head.value == "other" else _quantity(words) or 1.0
    value = duration_value(number, str(name.value)) if name else None
    return Reading(TimexType.SET, value) if value else None


def sets(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "daily"; the Daily of a newspaper's name is none."""
    if words[0].text[0].isupper() and words[0].text != words[0].text.upper():
        return None
    return Reading(TimexType.SET, str(words[0].value))


def _day_of(words: Sequence[Word], anchor: Anchor) -> date | None:
    """The day that the words of a time of day name, if they name one."""
    if first(words, "month"):
        read = read_day(words, anchor)
        return date.fromisoformat(read.value) if read and len(read.value) == 10 else None
    if name := first(words, "weekday"):
        return weekday_day(words, name, anchor)
    if word := first(words, "single"):
        value = str(word.value).partition("T")[0]
        return add_days(anchor.day, int(value)) if value.lstrip("-").isdigit() else None
    return None


def part(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "Friday night", "yesterday afternoon", "this morning", "last night", "noon Saturday"."""
    name = first(words, "part")
    if name is None:
        return None
    day = _day_of(words, anchor)
    if day is None:
        if first(words, "single", "month", "weekday"):
            return None
        day = add_days(anchor.day, -1) if first(words, "last") else anchor.day
    early, weekday = first(words, "early"), first(words, "weekday")
    undated = f"XXXX-WXX-{weekday.value}T{name.value}" if weekday and not first(words, "month") else None
    zone = _zone(words) if ":" in str(name.value) else ""
    return Reading(TimexType.TIME, f"{day}T{name.value}{zone}", str(early.value) if early else None, undated=undated)


def bare_part(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "the evening": of the day told of; "the next morning": of the day after."""
    name = first(words, "part")
    if name is None or words[0].kind not in "tybx":
        return None
    if words[0].kind == LETTERS["early"] and len(words) < 2:
        return None
    day = anchor.told_day if anchor.told and len(anchor.told) >= 10 else anchor.day
    if first(words, "next"):
        day = add_days(day, 1) or day
    early = first(words, "early")
    if name.text.lower().endswith("s") or ":" in str(name.value):
        return None
    return Reading(TimexType.TIME, f"{day}T{name.value}", str(early.value) if early else None)


def noon(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "noon", "midnight"; other parts of the day alone tell no time."""
    value = str(words[0].value)
    if ":" not in value:
        return None
    day = anchor.told_day if anchor.told and len(anchor.told) >= 10 else anchor.day
    return Reading(TimexType.TIME, f"{day}T{value}{_zone(words)}")


def clock(words: Sequence[Word], anchor: Anchor) -> Reading | None:
    """ "9:30 a.m. Thursday", "yesterday at 14:30 GMT", "1430 GMT"."""
    start = next((i for i, w in enumerate(words) if w.kind == LETTERS["clock"] or _before_zone(words, i)), None)
    if start is None and words[-1].kind == LETTERS["part"]:
        start = 0  # "five in the morning"
    if start is None:
        return None
    past = words[start].kind == LETTERS["half"]  # "half past nine"
    told = _clock_value(words[start + 2 if past else start])
    half = first(words[start:], "ampm")
    if told is None or (past and words[start + 1].text.lower() != "past"):
        return None
    if half is not None and not 1 <= told[0] <= 12:
        return None
    hour, minute = told[0], 30 if past else told[1]
    part_of_day = first(words, "part")
    if half is not None and half.value != "o'clock":
        hour = hour % 12 + (12 if half.value == "pm" else 0)
    elif part_of_day and hour < 12 and part_of_day.value in ("AF", "EV", "NI"):
        hour += 12
    if hour * 60 + minute > 24 * 60 or minute > 59:
        return None
    rest = [*words[:start], *words[start + 1 :]]
    day = _day_of(rest, anchor) or (anchor.told_day if anchor.told and len(anchor.told) >= 10 else anchor.day)
    zone = "Z" if words[start].text.endswith("Z") else _zone(words)
    return Reading(TimexType.TIME, f"{day}T{hour:02d}:{minute:02d}{zone}")


def _zone(words: Sequence[Word]) -> str:
    """The offset from UTC as ISO 8601 writes it, where the words name a time zone; that of the place stays unsaid."""
    zone = first(words, "zone")
    return str(zone.value) if zone else ""


def _before_zone(words: Sequence[Word], index: int) -> bool:
    """Whether a bare number is a clock time: "a.m." or a zone follows it; or "half past" opens one."""
    follows = words[index + 1].kind if index + 1 < len(words) else ""
    if words[index].kind == LETTERS["half"]:
        return follows == LETTERS["last"]
    return words[index].kind in "DYNn" and follows in (LETTERS["ampm"], LETTERS["zone"]) and follows != ""


def _clock_value(word: Word) -> tuple[int, int] | None:
    text = word.text.strip()
    if word.kind == LETTERS["word"]:
        return (int(word.value), 0) if 1 <= int(word.value) <= 12 else None
    if word.kind == LETTERS["clock"]:
        hour, _, minute = str(word.value).partition(":")
        return int(hour), int(minute)
    if text.isdigit() and len(text) in (3, 4):
        return int(text[:-2]), int(text[-2:])
    return (int(text), 0) if text.isdigit() and len(text) <= 2 else None


SPAN_READINGS: Mapping[str, Callable[[Sequence[Word], Anchor], Reading | None]] = {
    "duration": duration,
    "duration_range": duration_range,
    "bare_units": bare_units,
    "quarters_of": quarters_of,
    "stretch": stretch,
    "ago": ago,
    "every": every,
    "sets": sets,
    "part": part,
    "bare_part": bare_part,
    "noon": noon,
    "clock": clock,
}
