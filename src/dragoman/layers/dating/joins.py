"""The day of writing from one thing told of twice: by its date, and by how long it lies from the writing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.layers.times.anchor import values
from dragoman.layers.times.calendar import add_months, make_day, month_end
from dragoman.layers.times.forms import Found
from dragoman.layers.times.words import token_at
from dragoman.model.document import Span
from dragoman.parse import Parse
from dragoman.read.days import MONTHS

__all__ = ["Join", "find_joins"]


@dataclass(frozen=True, slots=True)
class Join:
    """From when to when a report was written if two of its expressions tell of one thing; `sure` that they do."""

    low: date
    high: date
    reason: str
    span: Span
    sure: float = 0.95


def find_joins(parse: Parse, found: Sequence[Found]) -> Iterator[Join]:
    """The bounds that two expressions of one thing set together."""
    yield from _years_of_one_thing(parse, found)
    yield from _months_of_one_thing(parse, found)
    yield from _anniversaries(parse.text)
    yield from _ages_of_wars(parse.text)
    yield from _compared(parse.text)


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


# --- "the 2020 accord", "the accord signed last year" --------------------------------------------------------------

_SAME = (
    frozenset({"agreement", "accord", "deal", "pact", "treaty"}),
    frozenset({"attack", "bombing", "assault", "blast", "raid", "massacre"}),
    frozenset({"truce", "ceasefire", "armistice"}),
    frozenset({"coup", "uprising", "revolution"}),
)
_STEP = {"last": 1, "this": 0, "next": -1}


def _years_of_one_thing(parse: Parse, found: Sequence[Found]) -> Iterator[Join]:
    named: dict[int, list[tuple[int, Span]]] = {}
    for match in found:
        if match.letters in ("Y", "tY"):
            word = match.words[-1]
            group = _group_above(parse, word.start, prenominal=True)
            if group is not None:
                named.setdefault(group, []).append((int(word.value), Span(word.start, word.end)))
    if not named:
        return
    for match in found:
        words = [word.text.lower() for word in match.words]
        if match.reading == "unit" and words[-1] == "year" and words[0] in _STEP:
            group = _group_above(parse, match.words[-1].start, prenominal=False)
            told = named.get(group, []) if group is not None else []
            if len({year for year, _ in told}) == 1:
                year, first = told[0]
                low, high = _year(year + _STEP[words[0]])
                span = first.cover(Span(match.words[0].start, match.words[-1].end))
                yield Join(low, high, f"{first.of(parse.text)} is {' '.join(words)}", span, 0.98)


def _group_above(parse: Parse, offset: int, *, prenominal: bool) -> int | None:
    """Which sort of thing the noun is that a year stands before, or whose clause "last year" dates."""
    token = token_at(parse, offset)
    for _ in range(6):
        if token is None or token.head.i == token.i:
            return None
        token = token.head
        nouns = [token] if token.pos_ in ("NOUN", "PROPN") else []
        if token.pos_ in ("VERB", "AUX") and not prenominal:
            nouns += [child for child in token.children if child.dep_ in ("dobj", "nsubjpass", "obj")]
            if token.dep_ in ("relcl", "acl"):
                nouns.append(token.head)
        for noun in nouns:
            for number, group in enumerate(_SAME):
                if noun.lemma_.lower() in group:
                    return number
        if prenominal and token.pos_ not in ("NOUN", "PROPN", "ADJ"):
            return None
    return None


# --- "June last year", "8 June 2011" -------------------------------------------------------------------------------


def _months_of_one_thing(parse: Parse, found: Sequence[Found]) -> Iterator[Join]:
    """A month "last year" that the text also names with its year, where no other year has it.

    A year told by its number is hardly ever "this year", so that "July this year" joins nothing.
    """
    dated: dict[int, list[tuple[int, Span]]] = {}
    for match in found:
        years, months = values(match.words, "year"), values(match.words, "month")
        if match.reading in ("date", "month") and len(years) == len(months) == 1:
            dated.setdefault(months[0], []).append((years[0], Span(match.words[0].start, match.words[-1].end)))
    for month, span in _months_last_year(parse.text):
        told = dated.get(month, [])
        if len({year for year, _ in told}) == 1:
            year, first = told[0]
            low, high = _year(year + 1)
            reason = f"{span.of(parse.text)} is {first.of(parse.text)}"
            yield Join(low, high, reason, first.cover(span), 0.93)


_MONTH_NAMES = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    "Nov(?:ember)?|Dec(?:ember)?"
)
_MONTH_LAST_YEAR = re.compile(
    rf"\b(?P<month>{_MONTH_NAMES})\.?(?: \d\d?(?:st|nd|rd|th)?,?)? (?:of )?last year\b|"
    rf"\blast year,? (?:in|on) (?P<month2>{_MONTH_NAMES})\b"
)


def _months_last_year(text: str) -> Iterator[tuple[int, Span]]:
    for match in _MONTH_LAST_YEAR.finditer(text):
        yield MONTHS.index((match["month"] or match["month2"])[:3].lower()) + 1, Span(*match.span())


# --- "the tenth anniversary of the 2011 uprising", "in 1991, 25 years ago" -----------------------------------------

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_NTH = rf"(?P<nth>\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)})"
_N = rf"(?P<n>\d{{1,3}}|{'|'.join(_NUMBERS)})"
_YEAR_WORD = r"(?P<year>(?:1[89]|20)\d\d)(?![\d,]\d|%)"
_DAY = rf"(?:(?:\d\d? )?(?:{_MONTH_NAMES})\.?(?: \d\d?,)? )?"
_ANNIVERSARY = re.compile(
    rf"\b{_NTH}[- ](?:year )?anniversary (?:of|since) (?:[\w'’-]+ ){{0,6}}?{_DAY}{_YEAR_WORD}", re.I
)
_AGO = re.compile(
    rf"\b{_N} years ago,? (?:in|on) {_DAY}{_YEAR_WORD}|"
    rf"\b(?:in|on) {_DAY}{_YEAR_WORD.replace('year', 'year2')},? {_N.replace('<n>', '<n2>')} years ago\b",
    re.IGNORECASE,
)
_IN_SINCE = re.compile(
    rf"\b(?:in|over|during) the (?:past |last )?{_N} years since (?:the )?{_DAY}{_YEAR_WORD}", re.IGNORECASE
)
# A day of remembrance is planned in the year before and spoken of some weeks after.
_PLANNED, _RECALLED = timedelta(days=300), timedelta(days=90)
# "Ten years ago" rounds.
_ROUNDED = timedelta(days=183)


def _number(word: str) -> int:
    word = word.lower()
    if word in _ORDINALS:
        return _ORDINALS.index(word) + 1
    return _NUMBERS.index(word) + 1 if word in _NUMBERS else int(re.sub(r"\D", "", word))


def _anniversaries(text: str) -> Iterator[Join]:
    small = text.lower()
    for match in _ANNIVERSARY.finditer(text) if "anniversary" in small else ():
        year = int(match["year"]) + _number(match["nth"])
        if year <= _LAST:
            low, high = _year(year)
            yield Join(low - _PLANNED, high + _RECALLED, f"{match.group()}: in {year}", Span(*match.span()), 0.92)
    for pattern, words in ((_AGO, "years ago"), (_IN_SINCE, "years since")):
        for match in pattern.finditer(text) if words in small else ():
            groups = match.groupdict()
            start, number = groups["year"] or groups.get("year2"), groups["n"] or groups.get("n2")
            year = int(start or 0) + _number(number or "0")
            if 1900 < year <= _LAST:
                low, high = _year(year)
                reason = f"{match.group()}: about {year}"
                yield Join(low - _ROUNDED, high + _ROUNDED, reason, Span(*match.span()), 0.92)


_LAST = 2035


# --- "the five-year-old war", "the war, which began in March 2011" -------------------------------------------------

_WARS = r"(?:wars?|conflicts?|uprising|insurgency|rebellion|revolt|insurrection|hostilities|fighting)"
_OF_SO_MANY = re.compile(
    rf"\b(?P<round>nearly|almost|more than|over)? ?{_N}[- ]year(?:[- ](?:old|long))? (?:[a-z]+ ){{0,2}}{_WARS}\b|"
    rf"\b{_WARS}\b[^.;]{{0,60}}\b(?:in|into|entered|entering|enters) its {_NTH} year\b",
    re.IGNORECASE,
)
_SINCE = re.compile(
    rf"\b{_WARS}\b(?:,? (?:that|which))?(?: first)? (?:began|started|erupted|broke out|begun|flared)\b[^.;]{{0,40}}?"
    rf"\b(?P<month>{_MONTH_NAMES})?\.? ?{_YEAR_WORD}|"
    rf"\bsince (?:the )?(?:(?P<month2>{_MONTH_NAMES})\.? )?{_YEAR_WORD.replace('year', 'year2')} "
    rf"(?:[a-z-]+ )?{_WARS}\b",
    re.IGNORECASE,
)


def _ages_of_wars(text: str) -> Iterator[Join]:
    """The one war of a text by its age and its beginning; nothing where two beginnings or two ages are told."""
    aged = {(m["n"] or m["nth"] or "").lower(): m for m in _OF_SO_MANY.finditer(text)}
    if len(aged) != 1:
        return
    begun = {(m["year"] or m["year2"], (m["month"] or m["month2"] or "")[:3].lower()): m for m in _SINCE.finditer(text)}
    if len({year for year, _ in begun}) != 1:
        return
    (year, month), first = max(begun.items(), key=lambda item: item[0][1] != "")
    (word, match), *_ = aged.items()
    number = _number(word)
    start = make_day(int(year), MONTHS.index(month) + 1 if month else 1, 1)
    end = month_end(int(year), MONTHS.index(month) + 1 if month else 12)
    if start is None or end is None or not 0 < number <= 60:
        return
    low, high = (number - 1, number) if match["nth"] else (number, number + 1)
    earliest, latest = add_months(start, 12 * low), add_months(end, 12 * high)
    if earliest and latest and latest.year <= _LAST:
        if not match["nth"]:
            earliest -= _ROUNDED
        reason = f"{match.group().strip()}: {first.group()}"
        span = Span(*first.span()).cover(Span(*match.span()))
        yield Join(earliest, latest + timedelta(days=31), reason, span, 0.92)


# --- "compared with the same period of 2012" -----------------------------------------------------------------------

_COMPARED = re.compile(
    r"\b(?:compared (?:with|to)|over|than|from|against|on) the (?:same|corresponding) "
    rf"(?:period|months?|time|quarter|weeks?) "
    rf"(?:of|in) {_YEAR_WORD}",
    re.IGNORECASE,
)
_REPORTED = timedelta(days=120)


def _compared(text: str) -> Iterator[Join]:
    """Figures are set beside those of the year before, and reported within months."""
    found = list(_COMPARED.finditer(text))
    if found:
        match = max(found, key=lambda m: int(m["year"]))
        low, high = _year(int(match["year"]) + 1)
        yield Join(low, high + _REPORTED, f"{match.group()}: the year before", Span(*match.span()), 0.92)
