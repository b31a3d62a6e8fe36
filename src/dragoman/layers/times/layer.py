"""Time expressions of a report as TIMEX3 (TimeML 1.2.1): spans, types, values, and the days they cover.

Rules only: words are put into classes (`times.words`), forms find the expressions (`times.forms`), readings give the
values (`times.readings`, `times.periods`, `times.spans`) against the day of writing, the last time told of and the
tense of the governing verb (`times.tense`). Where the day of writing is not known, every expression is read against two
days, and what differs is left open.
"""

import re
from collections.abc import Mapping
from datetime import date

from dragoman.codes import Precision, TimexType
from dragoman.layers.times.anchor import Anchor, Reading
from dragoman.layers.times.calendar import interval_of
from dragoman.layers.times.deadlines import with_due_days
from dragoman.layers.times.forms import Found
from dragoman.layers.times.periods import PERIOD_READINGS
from dragoman.layers.times.ranges import with_borrowed
from dragoman.layers.times.readings import DATE_READINGS
from dragoman.layers.times.spans import SPAN_READINGS
from dragoman.layers.times.tense import direction
from dragoman.layers.times.veto import find_expressions, put_right
from dragoman.layers.times.words import Word, read_words_of
from dragoman.model.annotations import Interval, Published, Timex
from dragoman.model.document import Span
from dragoman.parse import Parse

__all__ = ["find_times"]

_READINGS = {**DATE_READINGS, **PERIOD_READINGS, **SPAN_READINGS}

# Two days that agree in nothing: year, month, day, weekday, week and quarter differ.
_SOMEDAY = (date(1923, 2, 6), date(2078, 8, 20))

# Words before a duration that belong to it, and the TIMEX3 modifier they stand for.
_BOUNDS: Mapping[str, str] = {
    "more than": "MORE_THAN", "over": "MORE_THAN", "longer than": "MORE_THAN",
    "less than": "LESS_THAN", "fewer than": "LESS_THAN", "under": "LESS_THAN",
    "at least": "EQUAL_OR_MORE", "no less than": "EQUAL_OR_MORE",
    "up to": "EQUAL_OR_LESS", "at most": "EQUAL_OR_LESS", "no more than": "EQUAL_OR_LESS",
    "about": "APPROX", "around": "APPROX", "some": "APPROX", "approximately": "APPROX", "roughly": "APPROX",
    "nearly": "EQUAL_OR_LESS", "almost": "EQUAL_OR_LESS", "just over": "MORE_THAN", "just under": "LESS_THAN",
}  # fmt: skip
_BOUND = re.compile(r"\b(" + "|".join(sorted(_BOUNDS, key=len, reverse=True)) + r")\s+$", re.IGNORECASE)
# Words before a date that narrow it.
_EDGE = re.compile(
    r"\b((?:the |an? )?(very )?(end|beginning|start|close|middle) of |(?:the )?(early|late|mid)(?: |-)|"
    r"(earlier|later) (?:on |in )?|mid)$",
    re.IGNORECASE,
)
_EDGES: Mapping[str, str] = {
    "end": "END", "close": "END", "beginning": "START", "start": "START", "middle": "MID", "early": "START",
    "late": "END", "mid": "MID", "earlier": "START", "later": "END",
}  # fmt: skip
_OPEN_END = re.compile(r" (?:or|and) (later|beyond|earlier)\b", re.IGNORECASE)


def find_times(parse: Parse, *, published: Published) -> tuple[Timex, ...]:
    """The time expressions of a text, in text order, none overlapping.

    Relative ones are anchored on `published.day`; where only an interval or nothing is known of the writing, their
    values keep an X for what is open ("XXXX-10-17"), and `interval` covers the days that remain possible.
    """
    found = with_borrowed([put_right(parse, match) for match in find_expressions(parse)], read_words_of(parse))
    if not found:
        return ()
    sides: dict[int, int] = {}

    def side(word: Word) -> int:
        if word.start not in sides:
            sides[word.start] = direction(parse, word.start)
        return sides[word.start]

    early, late = _days_of_writing(published)
    first = _read_all(parse, found, Anchor(early, side))
    second = first if early == late else _read_all(parse, found, Anchor(late, side))
    bounded = published.interval.earliest is not None and published.interval.latest is not None
    times = (
        _timex(parse, match, one, two, bounded=bounded)
        for match, one, two in zip(found, first, second, strict=True)
        if one and two
    )
    return tuple(times)


def _days_of_writing(published: Published) -> tuple[date, date]:
    low, high = published.interval.earliest, published.interval.latest
    return (low, high) if low and high else _SOMEDAY


def _read_all(parse: Parse, found: list[Found], anchor: Anchor) -> list[Reading | None]:
    readings: list[Reading | None] = []
    for match in found:
        reading = _READINGS[match.reading](match.words, anchor)
        if reading:
            anchor.hear(reading)
        readings.append(reading)
    return with_due_days(parse.text, found, readings, anchor)


def _timex(parse: Parse, match: Found, one: Reading, two: Reading, *, bounded: bool) -> Timex:
    """The annotation of one match, from its readings against the earliest and the latest day of writing."""
    span, mod = _extent(parse, match, one.type)
    value = one.value if one.value == two.value else one.undated or _common(one.value, two.value)
    interval, precision = _covered(one)
    other, _ = _covered(two)
    if one.value != two.value or interval != other:
        whole = Interval(interval.earliest, other.latest) if interval and other else None
        interval, precision = (whole, Precision.RANGE) if bounded and whole else (None, None)
    readings = one.readings if one.readings == two.readings else ()
    return Timex(span, one.type, value, interval, precision, mod or one.mod, readings)


def _covered(reading: Reading) -> tuple[Interval | None, Precision | None]:
    if reading.interval:
        return reading.interval, Precision.RANGE
    if reading.type in (TimexType.DATE, TimexType.TIME):
        return interval_of(reading.value)
    return None, None


def _common(one: str, two: str) -> str:
    """What two values share, an X for every character of the parts that differ.

    >>> _common("2020-10-17", "2021-10-17")
    'XXXX-10-17'
    """
    (left, _, part), (right, _, other) = one.partition("T"), two.partition("T")
    lefts, rights = left.split("-"), right.split("-")
    if len(lefts) != len(rights) or part != other:
        return "XXXX"
    kept = [a if a == b else _open(a) for a, b in zip(lefts, rights, strict=True)]
    return "-".join(kept) + (f"T{part}" if part else "")


def _open(component: str) -> str:
    return re.sub(r"\d", "X", component)


def _extent(parse: Parse, match: Found, kind: TimexType) -> tuple[Span, str | None]:
    """Where the expression begins and ends, with the words before it that narrow or bound it."""
    words = match.own
    if match.reading == "second_day":
        return Span(words[0].start, words[-1].end), None
    start = words[1].start if words[0].kind in "4I" and len(words) > 1 else words[0].start
    end = words[-1].end
    text = parse.text
    while end > start and text[end - 1] in ",- ":
        end -= 1
    lead = text[max(0, start - 24) : start]
    if kind is TimexType.DURATION or match.reading == "ago":
        if len(words) > 1 and words[0].kind in "at" and _is_attributive(match):
            return Span(words[1].start, end), None
        bound = _BOUND.search(lead)
        if bound and not (words[0].kind in "tT" and bound[1].lower() == "over"):
            return Span(start - len(bound.group()), end), _BOUNDS[bound[1].lower()]
        return Span(start, end), None
    if match.reading in ("year_ago", "quarter") and words[0].kind in "at" and _is_attributive(match):
        start = words[1].start
    edge = _EDGE.search(lead) if match.reading not in ("single", "reference") or words[0].text[-1] == "y" else None
    if edge:
        word = (edge[3] or edge[4] or edge[5] or "mid").lower()
        if edge[5] and match.reading not in ("unit", "the_unit"):
            return Span(start, end), _EDGES[word]
        return Span(start - len(edge.group()), end), _EDGES[word]
    return Span(start, end), None


def _is_attributive(match: Found) -> bool:
    """Whether an expression stands before a noun, so that its article belongs to the noun: "a two-year truce"."""
    letters = match.letters
    if match.reading == "year_ago":
        return letters[-1] not in "QP"
    if match.reading == "quarter":
        return letters.endswith("=Q")
    if letters == "aU":
        return True  # "a decades-long war"
    if match.reading != "duration" or letters[-1] not in "uQ5":
        return False
    return "=" in letters or (letters[0] in "at" and letters[1:2] in "nDNYF" and match.words[1].value not in (1, "1"))
