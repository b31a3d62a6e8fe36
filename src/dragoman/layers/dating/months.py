"""In which part of the year a report was written, from the months and days that it names without a year."""

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.layers.times.anchor import values
from dragoman.layers.times.calendar import add_days, make_day
from dragoman.layers.times.forms import Found
from dragoman.layers.times.tense import direction, firm_direction
from dragoman.layers.times.words import LETTERS, token_at
from dragoman.model.document import Span
from dragoman.parse import Parse

__all__ = [
    "MONTH_NAMES",
    "DayOfYear",
    "MonthCue",
    "find_day_of_year",
    "find_month_cues",
    "likely_months",
    "weekday_dates",
]

# How often the writing falls 0 to 11 months after a month named without a year, by what is named and its tense. From
# the sets of `dating.weekdays`, in the same way.
_ODDS = {
    "day behind": (0.343, 0.264, 0.131, 0.034, 0.033, 0.016, 0.032, 0.024, 0.017, 0.017, 0.039, 0.051),
    "day ahead": (0.347, 0.022, 0.022, 0.022, 0.022, 0.022, 0.039, 0.022, 0.048, 0.040, 0.090, 0.307),
    "month behind": (0.045, 0.231, 0.189, 0.108, 0.082, 0.107, 0.057, 0.038, 0.046, 0.039, 0.025, 0.033),
    "month ahead": (0.091, 0.045, 0.030, 0.103, 0.048, 0.025, 0.038, 0.054, 0.104, 0.094, 0.109, 0.259),
}
# Months of one text are not told of independently.
_DAMPING = 0.8
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MonthCue:
    """A month (1-12) or a day of one, named without a year; `kind` is "day" or "month" with "behind" or "ahead"."""

    month: int
    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """The day of writing without its year: "yesterday (17 October)" gives 18 October."""

    month: int
    day: int
    span: Span


_OTHER_YEAR = "".join(LETTERS[name] for name in ("last", "next", "that", "same", "year", "every", "unit"))
# "The October 7 attacks", "the Sept. 11 commission": names, not times of the story.
_NAMED = re.compile(
    r"^(?:,? \d{4}| ?[-–/]\d| (?:attacks?|attackers|commission|movement|revolution|massacre|uprising)\b)", re.IGNORECASE
)


def find_month_cues(parse: Parse, found: Sequence[Found]) -> list[MonthCue]:
    """The months and days of months that a text names without a year, with the tense around them."""
    cues = []
    for match in found:
        months = values(match.words, "month")
        if match.reading not in ("date", "month", "part", "clock") or len(months) != 1:
            continue
        if any(word.kind in _OTHER_YEAR for word in match.words):
            continue
        start = match.words[0].start
        span = Span(start, match.words[-1].end)
        if _NAMED.match(parse.text[span.end : span.end + 16]):
            continue
        side = firm_direction(parse, start) or direction(parse, start)
        if side:
            what = "day" if values(match.words, "day", "dayth") else "month"
            cues.append(MonthCue(months[0], f"{what} {'ahead' if side > 0 else 'behind'}", span))
    return cues


def likely_months(
    cues: Sequence[MonthCue], *, sure: float, possible: Collection[int] = range(1, 13)
) -> tuple[int, ...]:
    """The fewest possible months, at most six, that together are as likely as `sure`; none where it takes more."""
    named = dict.fromkeys((cue.month, cue.kind) for cue in cues)
    if not named:
        return ()
    scores = [0.0] * 13
    for month, kind in named:
        for ahead, odds in enumerate(_ODDS[kind]):
            scores[(month - 1 + ahead) % 12 + 1] += _DAMPING * math.log(odds)
    total = sum(math.exp(scores[month]) for month in possible)
    ranked = sorted(possible, key=lambda month: -scores[month])
    reached = 0.0
    for count, month in enumerate(ranked[:6], 1):
        reached += math.exp(scores[month]) / total
        if reached >= sure:
            return tuple(sorted(ranked[:count]))
    return ()


# --- a day beside "today" or "last night" --------------------------------------------------------------------------

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
_DATE = (
    rf"(?:(?:\w{{6,9}}day,? )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTHS})\b|"
    rf"(?:\w{{6,9}}day,? )?(?P<month2>{_MONTHS})\.? (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))(?!,? \d{{4}})"
)
_NEAR = r"(?P<near>today|tonight|yesterday|last night|this (?:morning|afternoon|evening))"
_BESIDE = (
    re.compile(rf"\b{_NEAR}(?:,| \(|, on| on| –| -) ?{_DATE}", re.IGNORECASE),
    re.compile(rf"\b{_DATE}(?:,| \() ?{_NEAR}\b", re.IGNORECASE),
)
_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_BACK = {"yesterday": 1, "last night": 1}


def find_day_of_year(parse: Parse, found: Sequence[Found]) -> DayOfYear | None:
    """The day of writing without its year, from a day of a month that stands beside "today" or "yesterday", or that
    tells of the same thing as "last night" does: "last night's meeting", "they met on 17 October".
    """
    for pattern in _BESIDE:
        for match in pattern.finditer(parse.text):
            month = _NAMES.index((match["month"] or match["month2"])[:3].lower()) + 1
            told = _moved(month, int(match["day"] or match["day2"]), _BACK.get(match["near"].lower(), 0))
            if told:
                return DayOfYear(*told, Span(*match.span()))
    nights = [_stems(parse, match.start()) for match in _LAST_NIGHT.finditer(parse.text)]
    for dated in found if nights else ():
        months, days = values(dated.words, "month"), values(dated.words, "day", "dayth")
        if dated.reading != "date" or len(months) != 1 or len(days) != 1 or values(dated.words, "year"):
            continue
        if firm_direction(parse, dated.words[0].start) >= 0:
            continue
        stems = _stems(parse, dated.words[0].start)
        span = Span(dated.words[0].start, dated.words[-1].end)
        for others in nights:
            told = _moved(months[0], days[0], 1)
            if told and stems & others:
                return DayOfYear(*told, span)
    return None


_LAST_NIGHT = re.compile(r"\b(?:last night|yesterday)\b", re.IGNORECASE)
# What is done on any day: that two clauses share it does not make them one thing.
_COMMON = frozenset("say tell make take have hold give come call want work will would year mont week day time".split())


def _stems(parse: Parse, offset: int) -> frozenset[str]:
    """The beginnings of the words that an expression dates: its noun, the verb above it, that verb's object."""
    token = token_at(parse, offset)
    found: list[str] = []
    for _ in range(6):
        if token is None or token.head.i == token.i:
            break
        token = token.head
        if token.pos_ in ("NOUN", "VERB"):
            found.append(token.lemma_.lower())
        if token.pos_ == "VERB":
            found += [c.lemma_.lower() for c in token.children if c.dep_ in ("dobj", "nsubjpass") and c.pos_ == "NOUN"]
            break
    return frozenset(word[:4] for word in found if len(word) >= 4) - _COMMON


def _moved(month: int, day: int, days: int) -> tuple[int, int] | None:
    """The day of the year so many days on; of a year without 29 February."""
    first = make_day(2001, month, day)
    moved = add_days(first, days) if first else None
    return (moved.month, moved.day) if moved else None


# --- "Friday, 12 March": one year in six ---------------------------------------------------------------------------

_NEXT = timedelta(days=180)
_FIRST_YEAR, _LAST_YEAR = 1980, 2035


def weekday_dates(found: Sequence[Found]) -> list[tuple[Span, tuple[tuple[date, date], ...]]]:
    """For each weekday with day and month but no year: the half years on either side of that day, in each year in
    which it falls on that weekday.
    """
    dated = []
    for match in found:
        months, days = values(match.words, "month"), values(match.words, "day", "dayth")
        weekdays = values(match.words, "weekday")
        if match.reading != "date" or not (len(months) == len(days) == len(weekdays) == 1):
            continue
        if values(match.words, "year"):
            continue
        fits = [make_day(year, months[0], days[0]) for year in range(_FIRST_YEAR, _LAST_YEAR + 1)]
        ranges = tuple((day - _NEXT, day + _NEXT) for day in fits if day and day.isoweekday() == weekdays[0])
        dated.append((Span(match.words[0].start, match.words[-1].end), ranges))
    return dated
