"""The words of a text that time expressions are made of, one class letter a word, so that forms are regular
expressions over a short string. Words and classes stand in `lexicons/times.toml`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from dragoman.layers.times.hijri import find_hijri
from dragoman.layers.times.holidays import find_holidays
from dragoman.lexicon import read_patterns
from dragoman.parse import Parse
from dragoman.read.days import MONTHS

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["LETTERS", "Word", "Words", "read_words_of", "token_at"]

# One letter for each class; "_" is a stretch of other words, "|" a paragraph's end.
LETTERS: dict[str, str] = {
    "month": "M", "weekday": "W", "weekdays": "V", "unit": "u", "units": "U", "day": "D", "dayth": "d", "year": "Y",
    "number": "N", "word": "n", "ordinal": "o", "decades": "S", "part": "p", "season": "s", "quarter": "Q",
    "weekend": "w", "last": "L", "next": "X", "adverb": "g", "few": "F", "early": "b", "edge": "x", "half": "H",
    "every": "E", "sets": "z", "fiscal": "f", "zone": "Z", "ampm": "i", "single": "K", "clock": "c", "iso": "0",
    "holiday": "h", "a": "a", "the": "t", "this": "T", "that": "y", "same": "m", "of": "O", "in": "I", "and": "&",
    "to": "~", "or": "R", "on": "1", "at": "2", "from": "3", "for": "4", "old": "5", "so": "6", "ad": "7", "bc": "8",
    "period": "P", "ref_noun": "r", "year_word": "9", "comma": ",", "hyphen": "=", "slash": "/", "dot": ".",
    "coded": "B", "possessive": "'", "long": "G", "near": "v", "age": "A", "hijri": "J", "beyond": "C", "often": "q",
}  # fmt: skip

_TOKEN = re.compile(
    r"\n[^\S\n]*\n|"
    r"\d{4}-\d\d?-\d\d?(?:T\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)|"
    r"\d{4}-W\d\d(?:-[1-7])?(?!\w)|"
    r"(?<![\d/])\d{4}/\d\d?/\d\d?(?![\d/])|"
    r"(?<![\d/.])\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)(?![\d/.]\d)|"
    r"\b(?:Q[1-4]|[1-4]Q|H[12]|[12]H)\b|"
    r"\d+(?:[:.,]\d+)*|"
    r"[apAP]\.\s?[mM]\b\.?|"
    r"[^\W\d_]+|"
    r"['’]\d0s\b|['’]\d\d(?!\w)|['’]s?(?!\w)|[,\-‐‑–/.&$£€#%()]"
)
_AMPM = re.compile(r"\s?([ap])\.?\s?m\b\.?", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)(?::[0-5]\d)?")
# "The day before, they had fled": at the end of a clause these tell a distance as "earlier" and "later" do.
_HANGING: Mapping[str, tuple[str, str | int]] = {"before": (LETTERS["adverb"], -1), "after": (LETTERS["adverb"], 1)}
_BEFORE_LAST_DAY = re.compile(
    r"(?:before last|after next) (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|month|year|night|spring|summer|"
    r"autumn|fall|winter|" + "|".join(month + "[a-z]*" for month in MONTHS) + r")\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,.;:)]|\s*\Z")
_OFFSET = re.compile(r"([+\-−–])(\d\d?)(?::?([0-5]\d))?(?![\d:])")
_DASHED = re.compile(r"(\d\d?)-(" + "|".join(MONTHS) + r")[a-z]*-(\d{4}|\d\d)(?![\w-])", re.IGNORECASE)
_YEAR_MONTH = re.compile(r"-(0[1-9]|1[0-2])(?![\w/-])")
_YEAR_BEFORE = re.compile(r"(?<![\d/.,-])(1[89]\d\d|20\d\d)([-–/])$")
# What stands before a year of two digits: "the summer of '69".
_BEFORE_SHORT_YEAR = frozenset("of in since until before after".split()) | frozenset(MONTHS)
_ZULU = re.compile(r"Z(?!\w)")
_CODED = re.compile(r"[QH]\d|\d[QH]")
_FOUR = re.compile(r"([01]\d|2[0-4])([0-5]\d)")
_SAID_AS_TIME = re.compile(r"Z\b|(?P<hours>\s?(?:hours|hrs)\b)(?:\slocal time\b)?|\slocal time\b")
_BEFORE_TIME = frozenset("at by from until till since before after around".split())
_BEFORE_DATE = _BEFORE_TIME | frozenset("in of on to dated".split())
_DATE_TIME = re.compile(
    r"([0-3]\d)([01]\d|2[0-3])([0-5]\d)Z ?(" + "|".join(MONTHS) + r") ?(\d{4}|\d\d)\b", re.IGNORECASE
)
# Abbreviated months and weekdays own their full stop.
_ABBREVIATED = re.compile(r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)")
_SHORT_DAY_AFTER = re.compile(r"[.,]{1,2} ?(?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))")
_MONEY = frozenset("$£€#")
# What may stand before "May" or "March" the month, and before "Sat" or "Mar".
_BEFORE_MONTH = frozenset(
    "in since of by last this next early late mid until till from through to and or for during before after between "
    "each every on the".split()
)
_DOUBTFUL_MONTHS = frozenset({"may", "march", "mar", "jan", "dec", "sep", "august"})
_VERBS = frozenset({"VB", "VBD", "VBP", "VBZ", "VBN", "VBG", "MD"})
_ALSO_VERBS = frozenset(
    {"last", "past", "fall", "spring", "second", "close", "start", "end", "following", "coming", "turn"}
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a time expression: its place, its class letter, and the value the lexicon gives it."""

    start: int
    end: int
    text: str
    kind: str
    value: str | int


@dataclass(frozen=True, slots=True)
class Words:
    """The class string of a text and, for each of its letters, the word (None for stretches of other words)."""

    letters: str
    words: tuple[Word | None, ...]


@cache
def _classes() -> Mapping[str, tuple[str, str | int]]:
    """Word -> (class letter, value)."""
    lexicon = read_patterns("times")
    found: dict[str, tuple[str, str | int]] = {}
    for name, words in lexicon["function"].items():
        for word in words:
            found.setdefault(word, (LETTERS[name], word))
    for name, values in lexicon["values"].items():
        for word, value in values.items():
            found[word] = (LETTERS[name], value)
    # Words of two classes take the one that the forms ask for most; the other is told by the neighbours.
    found["night"] = (LETTERS["part"], "NI")
    found["nights"] = (LETTERS["part"], "NI")
    found["second"] = (LETTERS["ordinal"], 2)
    found["middle"] = (LETTERS["edge"], "MID")
    return found


@cache
def _phrases() -> re.Pattern[str]:
    """The entries of more than one word, or with an apostrophe."""
    names = sorted((word for word in _classes() if " " in word or "'" in word[1:-2]), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(names).replace("'", "['’]") + r")\b", re.IGNORECASE)


@lru_cache(maxsize=2)  # dating and times ask for the same words, one after the other
def read_words_of(parse: Parse) -> Words:
    """The time words of a text in order."""
    letters: list[str] = []
    words: list[Word | None] = []
    for word in _classified(parse):
        if word is None:
            if letters and letters[-1] != "_":
                letters.append("_")
                words.append(None)
        else:
            letters.append(word.kind)
            words.append(word)
    return Words("".join(letters), tuple(words))


def _classified(parse: Parse) -> Iterator[Word | None]:
    """Every word with its class, None for words that have none."""
    text = parse.text
    classes = _classes()
    before = ""
    position = 0
    named: dict[int, tuple[int, str, str | int]] = {
        m.start(): (m.end(), *classes[m.group().lower().replace("’", "'")])
        for m in _phrases().finditer(text)
        if not _BEFORE_LAST_DAY.match(text, m.start())
    }
    named |= {start: (end, LETTERS["holiday"], name) for start, (end, name) in find_holidays(text).items()}
    named |= {start: (end, LETTERS["hijri"], name) for start, (end, name) in find_hijri(text).items()}
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start < position:
            continue
        raw = match.group()
        low = raw.lower()
        if start in named:
            position, kind, name = named[start]
            before = str(name)
            yield Word(start, position, text[start:position], kind, name)
            continue
        if _CODED.fullmatch(raw):
            word: Word | None = Word(start, end, raw, LETTERS["coded"], "".join(sorted(raw, reverse=True)))
        elif raw[0].isdigit() and raw[0].isascii():
            word = _number(text, start, end, raw, before)
        elif raw[0] == "\n":
            word = Word(start, end, raw, "|", "")
        elif raw[0] in "'’" and raw[1:2].isdigit():
            word = _short_year(text, start, end, raw, before)
        else:
            if len(low) > 1 and low[1] == ".":
                low = low[0] + "m"
            hanging = _HANGING.get(low) if _CLAUSE_END.match(text, end) else None
            word = _known(parse, start, end, raw, before, hanging or classes.get(low))
        before = low
        if word:
            position = word.end
        yield word


def _known(
    parse: Parse, start: int, end: int, raw: str, before: str, known: tuple[str, str | int] | None
) -> Word | None:
    """The word with its class, unless its case, its neighbours or its tag speak against it."""
    if known is None:
        return None
    kind, value = known
    low = raw.lower()
    if kind == "M" and not _is_month(parse, start, end, raw, before):
        return None
    if kind == "W" and len(low) < 6 and not _is_short_weekday(parse.text, end, raw):
        return None
    if kind == "i" and before and not before[-1].isdigit():
        return None
    if kind == "Z":
        if raw.islower() and not parse.upper_case:
            return None
        if value == "Z" and (offset := _OFFSET.match(parse.text, end)):
            if int(offset[2]) > 14:
                return None
            sign = "+" if offset[1] == "+" else "-"
            end, value = offset.end(), f"{sign}{int(offset[2]):02d}:{offset[3] or '00'}"
            raw = parse.text[start:end]
    if low in _ALSO_VERBS and _tag(parse, start) in _VERBS and low not in ("coming", "following"):
        return None
    if kind in "MW" and parse.text[end : end + 1] == "." and _ABBREVIATED.fullmatch(low):
        end += 1
    return Word(start, end, raw, kind, value)


def _is_month(parse: Parse, start: int, end: int, raw: str, before: str) -> bool:
    low = raw.lower()
    if not raw[0].isupper():
        return False
    if low not in _DOUBTFUL_MONTHS and not parse.upper_case:
        return True
    follows = parse.text[end : end + 6].lstrip(". ,")[:1]
    if follows.isdigit() or (before[:1].isdigit() and low != "mar"):
        return True
    if low not in _DOUBTFUL_MONTHS:
        return True
    if low in ("mar", "jan", "dec", "sep"):
        return before in _BEFORE_MONTH and parse.text[end : end + 1] == "."
    if before not in _BEFORE_MONTH and before not in ("-", "mid"):
        return False
    return _tag(parse, start) not in _VERBS and (low != "august" or not _tag(parse, start).startswith("J"))


def _is_short_weekday(text: str, end: int, raw: str) -> bool:
    """Whether "Sat" or "Mon" is a day: with a full stop or comma and a month or number after it."""
    return raw[0].isupper() and _SHORT_DAY_AFTER.match(text[end : end + 8]) is not None


def _number(text: str, start: int, end: int, raw: str, before: str) -> Word | None:
    """A number by what it can be: an ISO date, a clock time, a day of the month, a year, or just a number."""
    if before in _MONEY or text[end : end + 1] == "%" or text[max(0, start - 1) : start].isalpha():
        return None  # a sum, a share, or a sign: "F16"
    if military := _military(text, start, end, raw, before):
        return military
    if dashed := _DASHED.match(text, start):
        value = f"{_full_year(dashed[3]):04d}-{MONTHS.index(dashed[2].lower()) + 1:02d}-{int(dashed[1]):02d}"
        return Word(start, dashed.end(), dashed.group(), LETTERS["iso"], value)
    if end_year := _end_year(text, start, end, raw):
        return Word(start, end, raw, LETTERS["year"], end_year)
    if len(raw) == 4 and before in _BEFORE_DATE and (month := _YEAR_MONTH.match(text, end)) and month[1] <= raw[2:]:
        return Word(start, month.end(), text[start : month.end()], LETTERS["iso"], raw + month.group())
    if re.fullmatch(r"\d{4}-.*|\d+/\d+/\d+|\d\d?\.\d\d?\.\d{4}", raw) or (
        before in _BEFORE_DATE and re.fullmatch(r"\d\d?\.\d\d?\.\d\d", raw)  # elsewhere the number of a version
    ):
        return Word(start, end, raw, LETTERS["iso"], raw)
    leading = raw[0] == "0" and len(raw) == 5 and before in _BEFORE_TIME  # "at 06.45"
    if (clock := _CLOCK.fullmatch(raw)) and (":" in raw or leading or _AMPM.match(text, end)):
        if ":" in raw and _ZULU.match(text, end):
            end, raw = end + 1, raw + "Z"
        return Word(start, end, raw, LETTERS["clock"], f"{int(clock[1]):02d}:{clock[2]}")
    if not raw.isdigit():
        return Word(start, end, raw, LETTERS["number"], raw)
    if ordinal := _ORDINAL.match(text, end):
        if not 1 <= int(raw[:4]) <= 31:
            return None  # "the 100th day" is no hundred days
        return Word(start, ordinal.end(), raw, LETTERS["dayth"], int(raw))
    if len(raw) == 4 and text[end : end + 1] == "s" and raw[3] == "0" and not text[end + 1 : end + 2].isalpha():
        return Word(start, end + 1, raw, LETTERS["decades"], int(raw))
    if len(raw) == 2 and raw[1] == "0" and text[end : end + 1] == "s" and not text[end + 1 : end + 2].isalpha():
        return Word(start, end + 1, raw, LETTERS["decades"], int(raw))
    if len(raw) == 4 and 1000 <= int(raw) <= 2199:
        return Word(start, end, raw, LETTERS["year"], int(raw))
    if len(raw) <= 2 and 1 <= int(raw) <= 31:
        return Word(start, end, raw, LETTERS["day"], int(raw))
    return Word(start, end, raw, LETTERS["number"], raw)


def _military(text: str, start: int, end: int, raw: str, before: str) -> Word | None:
    """Day and time at the head of a message ("101430Z JAN 90"), or a time of four digits: "0600 hours", "1430Z"."""
    if len(raw) == 6 and raw.isdigit() and (group := _DATE_TIME.match(text, start)):
        day, hour, minute, month, year = group.groups()
        value = f"{_full_year(year):04d}-{MONTHS.index(month.lower()) + 1:02d}-{day}T{hour}:{minute}Z"
        return Word(start, group.end(), group.group(), LETTERS["iso"], value)
    clock, said = _FOUR.fullmatch(raw), _SAID_AS_TIME.match(text, end)
    # "1500 hours" may be a duration.
    if clock and said and (raw[0] == "0" or before in _BEFORE_TIME or not said["hours"]):
        return Word(start, said.end(), text[start : said.end()], LETTERS["clock"], f"{clock[1]}:{clock[2]}")
    return None


def _full_year(written: str) -> int:
    """The year that two or four digits stand for: 1970 to 2069."""
    return int(written) + (0 if len(written) == 4 else 2000 if int(written) < 70 else 1900)


def _end_year(text: str, start: int, end: int, raw: str) -> int | None:
    """The second year of "2019-20" and "2019/20", or None."""
    if len(raw) != 2 or not raw.isdigit() or text[end : end + 1] in ("-", "/", "%"):
        return None
    begun = _YEAR_BEFORE.search(text[max(0, start - 6) : start])
    years = (int(raw) - int(begun[1])) % 100 if begun else 0
    # A slash also parts other numbers; over it only the next year is meant.
    return int(begun[1]) + years if begun and 0 < years <= (1 if begun[2] == "/" else 50) else None


def _short_year(text: str, start: int, end: int, raw: str, before: str) -> Word | None:
    """ "'69" after "of" or a month is a year (1940 to 2039), "'90s" a decade; else the mark opens a quotation."""
    if raw[-1] == "s":
        return Word(start, end, raw, LETTERS["decades"], int(raw[1:3]))
    number = int(raw[1:])
    if before[:3] in _BEFORE_SHORT_YEAR or before in _BEFORE_SHORT_YEAR:
        return Word(start, end, raw, LETTERS["year"], number + (1900 if number >= 40 else 2000))
    return _number(text, start + 1, end, raw[1:], before)


def token_at(parse: Parse, offset: int) -> "Token | None":
    """The spaCy token that holds an offset, found by bisection."""
    place = bisect_right(parse.words, offset, key=_offset_of)
    return parse.words[place - 1] if place else None


_offset_of = attrgetter("idx")


def _tag(parse: Parse, offset: int) -> str:
    token = token_at(parse, offset)
    return token.tag_ if token is not None else ""
