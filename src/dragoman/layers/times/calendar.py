"""Days, weeks and months: what a TIMEX3 value covers on the calendar, and the arithmetic of relative times."""

import re
from datetime import date, timedelta

from dragoman.codes import Precision
from dragoman.model.annotations import Interval

__all__ = [
    "add_days",
    "add_months",
    "after_duration",
    "interval_of",
    "make_day",
    "month_end",
    "quarter_of",
    "season_of",
    "week_value",
]

SEASONS = ("WI", "SP", "SU", "FA")

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(T.*)?")
_DURATION = re.compile(r"P(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_HALF = re.compile(r"(\d{4})-H([12])")
_SEASON = re.compile(r"(\d{4})-(WI|SP|SU|FA)")


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where there is none such (31 February, year 0).

    >>> make_day(2021, 2, 31) is None
    True
    """
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def add_days(day: date, number: int) -> date | None:
    """The day so many days on (or back), or None beyond the calendar."""
    try:
        return day + timedelta(days=number)
    except OverflowError:
        return None


def add_months(day: date, number: int) -> date | None:
    """The same day so many months on; the last of the month where that month is shorter.

    >>> add_months(date(2020, 1, 31), 1)
    datetime.date(2020, 2, 29)
    """
    months = day.year * 12 + day.month - 1 + number
    year, month = divmod(months, 12)
    last = month_end(year, month + 1)
    return last.replace(day=min(day.day, last.day)) if last else None


def after_duration(day: date, value: str, step: int = 1) -> date | None:
    """The day that lies a TIMEX3 duration on (`step` 1) or back (-1); None where the duration has no number.

    Months are counted by the calendar, hours round up to days.

    >>> after_duration(date(2020, 2, 29), "P135D")
    datetime.date(2020, 7, 13)
    """
    found = _DURATION.fullmatch(value)
    if found is None or not any(found.groups()):
        return None
    years, months, weeks, days, hours = (min(int(part or 0), 99_999) for part in found.groups())
    moved = add_months(day, step * (12 * years + months))
    return add_days(moved, step * (7 * weeks + days - -hours // 24)) if moved else None


def month_end(year: int, month: int) -> date | None:
    """The last day of a month."""
    first = make_day(year + month // 12, month % 12 + 1, 1)
    if first is None:
        return make_day(year, month, 31)
    return add_days(first, -1)


def quarter_of(day: date) -> tuple[int, int]:
    """Year and quarter (1-4) of a day."""
    return day.year, (day.month + 2) // 3


def season_of(day: date) -> str:
    """TimeML's season of a day of the northern year: WI, SP, SU or FA."""
    return SEASONS[day.month % 12 // 3]


def week_value(day: date) -> str:
    """The ISO week of a day.

    >>> week_value(date(1990, 3, 20))
    '1990-W12'
    """
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def interval_of(value: str) -> tuple[Interval | None, Precision | None]:
    """The days that a TIMEX3 value covers, and its precision; (None, None) for durations, sets and open values.

    >>> interval_of("2013-Q1")
    (Interval(earliest=datetime.date(2013, 1, 1), latest=datetime.date(2013, 3, 31)), <Precision.QUARTER: 'quarter'>)
    """
    if found := _DAY.fullmatch(value):
        day = make_day(int(found[1]), int(found[2]), int(found[3]))
        return _answer(day, day, _precision_of_time(found[4]))
    if found := _MONTH.fullmatch(value):
        return _months(int(found[1]), int(found[2]), 1, Precision.MONTH)
    if found := _WEEK.fullmatch(value):
        return _week(int(found[1]), int(found[2]), weekend=bool(found[3]))
    if found := _QUARTER.fullmatch(value):
        return _months(int(found[1]), int(found[2]) * 3 - 2, 3, Precision.QUARTER)
    if found := _HALF.fullmatch(value):
        return _months(int(found[1]), int(found[2]) * 6 - 5, 6, Precision.RANGE)
    if found := _SEASON.fullmatch(value):
        return _season(int(found[1]), found[2])
    if value.isdigit() and value.isascii() and 2 <= len(value) <= 4:
        return _years(value)
    return None, None


def _precision_of_time(time: str | None) -> Precision:
    if not time:
        return Precision.DAY
    return Precision.MINUTE if ":" in time or time[1:].isdigit() else Precision.DAY_PART


def _answer(first: date | None, last: date | None, precision: Precision) -> tuple[Interval | None, Precision | None]:
    if first is None or last is None:
        return None, None
    return Interval(first, last), precision


def _months(year: int, month: int, number: int, precision: Precision) -> tuple[Interval | None, Precision | None]:
    if not 1 <= month <= 12:
        return None, None
    return _answer(make_day(year, month, 1), month_end(year, month + number - 1), precision)


def _week(year: int, week: int, *, weekend: bool) -> tuple[Interval | None, Precision | None]:
    try:
        return _answer(
            date.fromisocalendar(year, week, 6 if weekend else 1),
            date.fromisocalendar(year, week, 7),
            Precision.RANGE if weekend else Precision.WEEK,
        )
    except ValueError:
        return None, None


def _season(year: int, season: str) -> tuple[Interval | None, Precision | None]:
    """Meteorological seasons; the winter of a year is taken to begin in the December before it or to end after it."""
    if season == "WI":
        return _answer(make_day(year - 1, 12, 1), month_end(year, 12 + 2), Precision.SEASON)
    return _months(year, SEASONS.index(season) * 3, 3, Precision.SEASON)


def _years(value: str) -> tuple[Interval | None, Precision | None]:
    width = 10 ** (4 - len(value))
    first = int(value) * width
    precision = {4: Precision.YEAR, 3: Precision.DECADE}.get(len(value), Precision.RANGE)
    return _answer(make_day(first, 1, 1), make_day(first + width - 1, 12, 31), precision)
