"""The days of a deadline that is told as a duration: "within 135 days of the signing"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dragoman.codes import TimexType
from dragoman.layers.times.anchor import Anchor, Reading, first
from dragoman.layers.times.calendar import add_days, after_duration, interval_of, month_end
from dragoman.layers.times.forms import Found
from dragoman.model.annotations import Interval

__all__ = ["with_due_days"]

_WITHIN = re.compile(r"\bwithin (?:(?:a period of|the (?:next|first|following|coming)|at most|no more than) )?$", re.I)
_IN = re.compile(r"\b(?:in|over|no later than|not later than|at the latest) (?:the )?$", re.I)
_SIGNING = (
    r"(?:sign(?:ed|ing|s|ature)?|conclu(?:ded|sion)|entry into force|(?:came|comes|enters?|entered) into force|"
    r"(?:takes|took|taking) effect|effective date)"
)
_OF_SIGNING = re.compile(
    rf"\s(?:of|after|from|following)\s(?:(?:the|its|this|that|their|an?)\s)?(?:(?:date|day|time)\sof\s)?"
    rf"(?:(?:the|its|this)\s)?(?:{_SIGNING}|agreement|accord|deal|treaty|pact|ceremony)\b",
    re.I,
)
_SIGNED = re.compile(rf"\b{_SIGNING}\b", re.I)
_OF = re.compile(
    r"\s(?:of|after|from|following)\s(?:(?:the\s|its\s)?(?:signing|signature|conclusion|agreement|accord|deal)\s"
    r"(?:of\s(?:the\s|an?\s)?[\w-]{1,30}\s)?(?:signed\s)?(?:on|of)\s)?",
    re.I,
)
_STOP = re.compile(r"[.!?;]\s|\n")
_NEAR = 90
# Months and years may be counted from day to day, or as calendar months, which end with the month.
_IN_MONTHS = re.compile(r"P(?:\d+Y)?(?:\d+M)?")


def with_due_days(
    text: str, found: Sequence[Found], readings: Sequence[Reading | None], anchor: Anchor
) -> list[Reading | None]:
    """The readings, with the days of durations that are deadlines: from the date that follows ("of 29 February 2020"),
    the last day of a signing told of, or, where no signing is meant and the verb points ahead, the day of writing.
    """
    result = list(readings)
    signed: date | None = None
    for index, (match, reading) in enumerate(zip(found, readings, strict=True)):
        if reading is None:
            continue
        start, end = match.own[0].start, match.own[-1].end
        day = _day_of(reading)
        if day and _is_of_signing(text, found, index):
            signed = day
        if reading.type is not TimexType.DURATION:
            continue
        if text.startswith(" of ", end):
            reading = replace(reading, interval=_days_within(match, reading, _following(found, readings, index, 4)))
            result[index] = reading
        if reading.interval:
            continue
        before, after = text[max(0, start - 40) : start], text[end : end + 60]
        of_signing = _OF_SIGNING.match(after) is not None
        named = _day_that_follows(text, found, readings, index)
        if not _WITHIN.search(before) and not ((of_signing or named) and _IN.search(before)):
            continue
        base = named or signed or (anchor.day if not of_signing and anchor.direction(match.own[0]) > 0 else None)
        due = after_duration(base, reading.value) if base else None
        if base and due:
            by_month = month_end(due.year, due.month) if _IN_MONTHS.fullmatch(reading.value) else None
            either = (Interval(base, due), Interval(base, by_month)) if by_month and by_month > due else ()
            result[index] = replace(reading, interval=Interval(base, due), readings=either)
    return result


def _following(found: Sequence[Found], readings: Sequence[Reading | None], index: int, distance: int) -> Reading | None:
    """The reading of the next match, where it begins so many characters on."""
    near = index + 1 < len(found) and found[index + 1].own[0].start - found[index].own[-1].end == distance
    return readings[index + 1] if near else None


def _days_within(match: Found, reading: Reading, period: Reading | None) -> Interval | None:
    """The days of "the last ten days of Ramadan", "the first two weeks of June"; None for other parts."""
    whole = (period.interval or interval_of(period.value)[0]) if period else None
    ordinal = first(match.words, "ordinal")
    if whole is None or whole.earliest is None or whole.latest is None:
        return None
    if first(match.words, "last"):
        start = after_duration(add_days(whole.latest, 1) or whole.latest, reading.value, -1)
        return Interval(start, whole.latest) if start else None
    if ordinal and ordinal.value == 1:
        end = after_duration(add_days(whole.earliest, -1) or whole.earliest, reading.value)
        return Interval(whole.earliest, end) if end else None
    return None


def _day_of(reading: Reading) -> date | None:
    if reading.type is not TimexType.DATE or len(reading.value) != 10:
        return None
    interval, _ = interval_of(reading.value)
    return interval.earliest if interval else None


def _is_of_signing(text: str, found: Sequence[Found], index: int) -> bool:
    """Whether words of signing stand in the clause of a day, with no other time between."""
    start, end = found[index].own[0].start, found[index].own[-1].end
    low = max(start - _NEAR, found[index - 1].own[-1].end if index else 0)
    high = min(end + _NEAR, found[index + 1].own[0].start if index + 1 < len(found) else len(text))
    before, after = text[low:start], text[end:high]
    stops = list(_STOP.finditer(before))
    before = before[stops[-1].end() :] if stops else before
    stop = _STOP.search(after)
    return bool(_SIGNED.search(before) or _SIGNED.search(after[: stop.start()] if stop else after))


def _day_that_follows(text: str, found: Sequence[Found], readings: Sequence[Reading | None], index: int) -> date | None:
    """The day in "135 days after 29 February 2020"."""
    if index + 1 >= len(found):
        return None
    reading, following = readings[index + 1], found[index + 1].own[0].start
    end = found[index].own[-1].end
    if reading is None or following - end > _NEAR or not _OF.fullmatch(text, end, following):
        return None
    return _day_of(reading)
