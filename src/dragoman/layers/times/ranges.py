"""Ranges and lists whose members share a month or a year: "9-10 October", "from March to June 2020"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.layers.times.anchor import first
from dragoman.layers.times.forms import Found
from dragoman.layers.times.words import LETTERS, Word, Words

__all__ = ["with_borrowed"]

# After a comma alone a number counts something ("On May 3, 4 people died"), unless the list or the year goes on.
_DAY_AFTER = re.compile(r"(?:[=~&R]|,&|,(?=[Dd](?:,?Y|,?&|,[Dd]&)))([Dd])(,?Y)?(?![Uu=QpiZ/M])")
_DAY_BEFORE = re.compile(r"([Dd])[=~&R]$")
_MONTH_FIRST = re.compile(r"(?:W,?)?M\.?t?[Dd]")
_DAY_FIRST = re.compile(r"(?:W,?)?t?[Dd]O?M(?:,?Y)?")
# Between the ends of a range, or the last two of a list; a comma only before one that has borrowed itself.
_JOINTS = frozenset("=~&R")
_DATED = frozenset({"month", "date", "second_day"})
_LISTED = frozenset((",", ",&"))


def with_borrowed(found: Sequence[Found], words: Words) -> list[Found]:
    """The matches, with the days that borrow a month from the date beside them, and with the years that dates and
    months borrow from the other end of their range.
    """
    return _with_years(_with_second_days(found, words), words)


# --- days ----------------------------------------------------------------------------------------------------------


def _with_second_days(found: Sequence[Found], words: Words) -> list[Found]:
    taken = {index: match for match in found for index in range(match.start, match.end)}
    made: list[Found] = []
    dropped: set[int] = set()
    for match in found:
        if match.reading != "date":
            continue
        for old, new in _second_day(match, words):
            # A year after the second day, or "the 3rd" of it, stood as a match of its own.
            others = [taken[i] for i in range(new.start, new.end) if i in taken and taken[i] is not match]
            if old is None and any(other.reading not in ("year", "day_of_month") for other in others):
                break
            dropped.update(other.start for other in others)
            if old is not None:
                dropped.add(old.start)
            made.append(new)
    if not made:
        return list(found)
    fresh = {match.start for match in made}
    kept = [match for match in found if match.start not in dropped and match.start not in fresh]
    return sorted([*kept, *made], key=lambda match: match.start)


def _second_day(match: Found, words: Words) -> Iterator[tuple[Found | None, Found]]:
    """The other day of a date's month, and the date with the year that it borrows from that day (old and new)."""
    month = next(word for word in match.words if word.kind == LETTERS["month"])
    if _DAY_FIRST.fullmatch(match.letters):
        years = [word for word in match.words if word.kind == LETTERS["year"]]
        at = match.start - 2
        listed = _DAY_BEFORE.search(words.letters[max(0, match.start - 3) : match.start]) is not None
        while listed and (day := words.words[at]) is not None:
            yield None, Found("second_day", (day, month, *years), at, at + 1, 1 + len(years))
            listed = at >= 2 and words.letters[at - 1] == "," and words.letters[at - 2] in "Dd"
            at -= 2
        return
    after = _DAY_AFTER.match(words.letters, match.end) if _MONTH_FIRST.fullmatch(match.letters) else None
    while after:
        own = [word for word in words.words[after.start(1) : after.end()] if word]
        yield None, Found("second_day", (*own, month), after.start(1), after.end(), 1)
        if after[2]:
            yield match, replace(match, words=(*match.words, own[-1]), lent=1)
            return
        after = _DAY_AFTER.match(words.letters, after.end())


# --- years ---------------------------------------------------------------------------------------------------------


def _with_years(found: list[Found], words: Words) -> list[Found]:
    """Dates and months without a year take that of the next match, where nothing but "to", "and", "-" is between."""
    result: list[Found] = []
    following: Found | None = None
    for match in reversed(found):
        lent = _year_from(match, following, words) if following else None
        if lent is not None:
            match = replace(match, words=(*match.words, lent), lent=match.lent + 1)
        result.append(match)
        following = match
    return result[::-1]


def _year_from(match: Found, following: Found, words: Words) -> Word | None:
    """The year that a match borrows from the one that follows; the year before where its month comes later."""
    seasons = match.reading == following.reading == "season"
    if not seasons and (match.reading not in _DATED or following.reading not in ("month", "date")):
        return None
    years = [word for word in following.words if word.kind == LETTERS["year"]]
    if not years or first(match.words, "year", "last", "next", "this", "unit", "number"):
        return None
    between = words.letters[match.end : following.start]
    if between not in _JOINTS and not (between in _LISTED and following.lent):
        return None
    if seasons:
        return years[0]
    here, there = first(match.words, "month"), first(following.words, "month")
    if here is None or there is None:
        return None
    if int(here.value) <= int(there.value):
        return years[0]
    # "November and March 2020" tells no order, "from November to March 2020" does.
    return replace(years[0], value=int(years[0].value) - 1) if between in "=~" else None
