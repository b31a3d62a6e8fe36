"""What a time expression is read against: the day of writing, the last time told of, and the tense around the words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.codes import TimexType
from dragoman.layers.times.calendar import interval_of
from dragoman.layers.times.words import LETTERS, Word
from dragoman.model.annotations import Interval

__all__ = ["Anchor", "Reading", "first", "number_of", "pick", "relative_year", "values"]


@dataclass(frozen=True, slots=True)
class Reading:
    """Type and value of one expression.

    `told` is the calendar value that later expressions may lean on, where it is not the value ("": none).
    `interval` is given where the value is coarser than what is meant, `undated` where the value keeps something when
    the day of writing is not known ("XXXX-WXX-5" of a Friday), `readings` where the words mean either of several days.
    """

    type: TimexType
    value: str
    mod: str | None = None
    told: str | None = None
    interval: Interval | None = None
    undated: str | None = None
    readings: tuple[Interval, ...] = ()


@dataclass(slots=True)
class Anchor:
    """The state of one pass over a text, in text order.

    `day` is the day of writing; `told` the last calendar value that the narrative reached, `quarter` the last quarter.
    """

    day: date
    direction: Callable[[Word], int]
    told: str | None = None
    quarter: str | None = None

    @property
    def told_day(self) -> date:
        """The first day of the last time told of, or the day of writing."""
        if self.told:
            interval, _ = interval_of(self.told)
            if interval and interval.earliest:
                return interval.earliest
        return self.day

    def hear(self, reading: Reading) -> None:
        """Take note of what was read, for the expressions that follow."""
        value = reading.value if reading.told is None else reading.told
        if reading.type in (TimexType.DATE, TimexType.TIME) and value[:4].isdigit():
            self.told = value
        if value[4:6] == "-Q":
            interval, _ = interval_of(value)
            ended = interval is not None and interval.latest is not None and interval.latest < self.day
            # Reports compare quarters that have ended; one ahead is spoken of in passing.
            if ended or self.quarter is None:
                self.quarter = value


def pick(words: Sequence[Word], *kinds: str) -> list[Word]:
    """The words of the given classes, in order."""
    letters = "".join(LETTERS[kind] for kind in kinds)
    return [word for word in words if word.kind in letters]


def first(words: Sequence[Word], *kinds: str) -> Word | None:
    """The first word of the given classes."""
    found = pick(words, *kinds)
    return found[0] if found else None


def values(words: Sequence[Word], *kinds: str) -> list[int]:
    """The whole numbers that words of the given classes stand for."""
    return [int(word.value) for word in pick(words, *kinds)]


def number_of(words: Sequence[Word]) -> float | None:
    """The number that the number words among `words` make, or None where they make none.

    Tens and ones add up, "hundred" and "thousand" multiply, "1/2" and "half" add a half.
    """
    total, current, seen = 0.0, 0.0, False
    numbers = [w for w in words if w.kind in _NUMERIC]
    for index, word in enumerate(numbers):
        value = _plain(word)
        if value is None:
            return None
        after_slash = index >= 1 and _slash_between(words, numbers[index - 1], word)
        if after_slash and value:
            current = current - _last(numbers, index) + _last(numbers, index) / value
            continue
        if value in (100, 1000) and word.kind == LETTERS["word"]:
            current = (current or 1) * value
        elif value == 12 and word.text.lower() == "dozen":
            current = (current or 1) * 12
        else:
            current += value
        if value == 1000:
            total, current = total + current, 0.0
        seen = True
    return total + current if seen else None


_NUMERIC = LETTERS["number"] + LETTERS["day"] + LETTERS["year"] + LETTERS["word"]


def _plain(word: Word) -> float | None:
    if isinstance(word.value, int):
        return float(word.value)
    text = word.value.replace(",", "")
    # Beyond a dozen digits it is no count of anything in a report.
    if len(text) > 12 or ":" in text or text.count(".") > 1:
        return None
    try:
        return float(text)
    except ValueError:
        return None


def _slash_between(words: Sequence[Word], left: Word, right: Word) -> bool:
    return any(w.kind == LETTERS["slash"] and left.end <= w.start < right.start for w in words)


def _last(numbers: Sequence[Word], index: int) -> float:
    return _plain(numbers[index - 1]) or 0.0


def relative_year(words: Sequence[Word], anchor: Anchor) -> int | None:
    """The year that "of 2020", "last year's", "of this year", "the following year" name."""
    years = values(words, "year")
    if years:
        return years[0]
    rels = pick(words, "last", "next", "this", "that", "same")
    unit = first(words, "unit")
    if unit and unit.value == "Y" and rels:
        of_told = rels[-1].text.lower() in ("following", "previous", "preceding", "that", "same")
        base = anchor.told_day if of_told else anchor.day
        return base.year + {LETTERS["last"]: -1, LETTERS["next"]: 1}.get(rels[-1].kind, 0)
    return None
