"""How many, as words say it: "at least 46", "dozens", "between 20 and 30", "two brothers", "no one".

Bounds are inclusive, None = open. Vague words take the lower bound of our casualty gold ("dozens" is 24 or more),
not of ACLED (12): an export may go down, never back up. What counts nobody (years, ages, times,
money, distances, calibres, scores, numbers of units and roads) yields nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.model.records import Count

__all__ = ["MOST", "Quantity", "find_quantities", "normalise_count", "sum_counts"]

MOST = 20_000_000  # more than any single toll; longer figures are sums of money, ids or nonsense

_UNITS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_POWERS = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_VAGUE = {
    "some": 2, "few": 2, "couple": 2, "others": 2, "several": 3, "many": 3, "numerous": 3, "various": 3,
    "countless": 3, "handful": 3, "number": 3, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000,
    "tens": 20, "multiple": 2, "more": 1,
}  # fmt: skip
_NONE = frozenset({"no", "none", "nobody", "no-one"})
_ONE = frozenset({"a", "an", "another"})
_SOME = frozenset({"a", "large", "unknown", "undetermined", "unspecified"})  # "an unknown number of"
_GROUPS = {"dozen": 12, "score": 20}
_LOTS = {**_GROUPS, **_POWERS}  # "several dozen", "a few hundred"
_FRACTIONS = frozenset("third quarter fifth tenth thirds quarters fifths tenths".split())
_FURTHER = frozenset(
    "further additional estimated reported confirmed combined staggering extra".split()
)  # "a further six"
_ORDINALS = frozenset("third fourth fifth sixth seventh".split())
_SHARED_OUT = frozenset("of were are have".split())  # behind a fraction: "a third of them", "a third were women"
_NO_ONE_THING = (
    frozenset("number couple handful few lot total series minimum maximum majority fraction half".split()) | _FRACTIONS
)

_AT_LEAST = (
    "at least",
    "no fewer than",
    "no less than",
    "not less than",
    "not fewer than",
    "a minimum of",
    "minimum of",
)
_MORE = ("more than", "over", "above", "in excess of", "upwards of", "upward of", "well over", "greater than")
_UP_TO = ("up to", "as many as", "a maximum of", "at most", "no more than", "not more than", "as much as")
_LESS = ("fewer than", "less than", "under", "below")
_ABOUT = (
    "about", "around", "some", "approximately", "roughly", "nearly", "almost", "close to", "an estimated", "estimated",
    "circa", "near", "nearing", "just under", "just over", "an average of",
)  # fmt: skip
_BEFORE = tuple(
    sorted(
        ((tuple(words.split()), kind) for kind, group in (
            ("least", _AT_LEAST), ("more", _MORE), ("up", _UP_TO), ("less", _LESS), ("about", _ABOUT)
        ) for words in group),
        key=lambda pair: -len(pair[0]),
    )
)  # fmt: skip

_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr "
    "jun jul aug "
    "sep sept oct nov dec".split()
)
_MEASURES = frozenset(
    "year years yr yrs month months day days week weeks hour hours minute minutes second seconds decade "
    "decades century "
    "am pm a.m. p.m. a.m p.m gmt hrs percent per pct % cent km kilometre kilometres kilometer kilometers "
    "kms metre metres "
    "meter meters mile miles foot feet inch inches mm cm kg kilo kilos kilogram kilograms kilogrammes kgs "
    "pound pounds lb "
    "lbs ton tons tonne tonnes litre litres liter liters gram grams dollar dollars peso pesos euro euros "
    "rupee rupees "
    "calibre caliber degrees degree acres acre hectares times o'clock oclock bn barrels square point "
    "points goals votes "
    "runs wickets"
    .split()
)  # fmt: skip
_COUNTED_TIME = frozenset("year month day week hour minute yr".split())
_DATED_BY = frozenset("in since until by of from during for early late mid before after".split())
_MARKED = frozenset(
    "$ £ € ¥ # no. no nos nr number article resolution route room point page channel km us$ age aged flight chapter "
    "photo picture section paragraph brigade battalion regiment ward gate highway kilometre kilometer mile "
    "apartment sector".split()
)
_AFTER_AGE = frozenset({",", ";", ")", ".", ""})
OLDEST = 115  # years
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3}){1,3}|\d{1,9}")
_TOKEN = re.compile(r"[^\W\d][\w.']*|\d[\d,]*\d(?![\d.]*\w)|\d(?!\.?\w)|\d[\d,.]*\w*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stretch of words `[start, end)` that counts, and what it counts to. `exact`: digits or number words."""

    start: int
    end: int
    count: Count
    exact: bool = True


def normalise_count(phrase: str) -> Count | None:
    """How many people a phrase counts, or None if it counts nobody.

    >>> normalise_count("at least 46")
    Count(min=46, max=None, approx=False, words='at least 46')
    >>> normalise_count("the 46-year-old")
    """
    words = [m.group().lower() for m in _TOKEN.finditer(phrase)]
    found = find_quantities(words)
    if not found:
        return None
    count = found[0].count
    return Count(count.min, count.max, count.approx, phrase.strip())


def find_quantities(words: Sequence[str]) -> list[Quantity]:
    """The quantities in a sequence of lower-case words, in order, none overlapping another. Their `words` are empty."""
    found: list[Quantity] = []
    at = 0
    while at < len(words):
        quantity = _as_many(words, at, found) or _quantity(words, at, found[-1].end if found else 0)
        if quantity:
            found.append(quantity)
            at = max(quantity.end, at + 1)
        else:
            at += 1
    return found


def _as_many(words: Sequence[str], at: int, before: Sequence[Quantity]) -> Quantity | None:
    """ "Three died and as many were hurt", "twice as many": a number told by the one before it."""
    if words[at] != "as" or tuple(words[at + 1 : at + 2]) != ("many",) or tuple(words[at + 2 : at + 3]) == ("as",):
        return None
    known = before[-1] if before and before[-1].exact else None
    if known is None:
        return None
    times = 2 if at > known.end and words[at - 1] == "twice" else 1
    low, high = (known.count.min or 0) * times, known.count.max and known.count.max * times
    return Quantity(at - (times == 2), at + 2, Count(low, high, known.count.approx))


def sum_counts(counts: Sequence[Count]) -> Count | None:
    """What several counts of different people come to; open where one is open, approximate where one is."""
    if not counts:
        return None
    low = sum(c.min or 0 for c in counts)
    high = None if any(c.max is None for c in counts) else sum(c.max or 0 for c in counts)
    return Count(low, high, any(c.approx for c in counts), "; ".join(c.words for c in counts if c.words))


def _quantity(words: Sequence[str], at: int, floor: int) -> Quantity | None:
    """The quantity whose number begins at a word; its qualifier may begin before, but not before `floor`."""
    read = _number(words, at)
    if read is None:
        return _vague(words, at, floor)
    end, value = read
    if value > MOST or _counts_no_one(words, at, end):
        return None
    low, high, approx = value, value, False
    start = at
    second = _second(words, end, value)
    if second:
        end, high = second
        if _counts_no_one(words, at, end):
            return None
        start = at - 1 if at > floor and words[at - 1] in ("between", "from") else at
        return Quantity(start, end, Count(low, high))
    start, kind = _qualifier(words, at, floor)
    end, kind = _behind(words, end, kind)
    return Quantity(start, end, _bounded(value, kind, approx))


def _bounded(value: int, kind: str | None, approx: bool) -> Count:
    match kind:
        case "least":
            return Count(value, None)
        case "more":
            return Count(value + 1, None)
        case "up":
            return Count(min(1, value), value)
        case "less":
            return Count(min(1, value), max(value - 1, 0))
        case "about":
            return Count(value, value, True)
    return Count(value, value, approx)


def _number(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """End and value of the number that begins at a word: "46", "2,000", "twenty-five", "three hundred and six"."""
    word = words[at]
    if _DIGITS.fullmatch(word):
        value = int(word.replace(",", ""))
        end = at + 1
        if end < len(words) and words[end] in ("thousand", "million", "hundred"):
            value, end = value * _POWERS[words[end]], end + 1
        return end, value
    if word == "half" and words[at + 1 : at + 3] in (["a", "dozen"], ("a", "dozen")):
        return at + 3, 6
    if word == "half" and tuple(words[at + 1 : at + 3]) == ("a", "million"):
        return at + 3, 500_000
    if word == "a" and at > 1 and words[at - 1] == "of" and words[at - 2] in ("quarter", "third", "half"):
        return None
    if word not in _UNITS and word not in _TENS and not (word == "a" and at + 1 < len(words) and (
        words[at + 1] in _POWERS or words[at + 1] in _GROUPS
    )):  # fmt: skip
        return None
    if word == "zero":
        return at + 1, 0
    return _spelled(words, at)


def _spelled(words: Sequence[str], at: int) -> tuple[int, int]:
    total, part, end = 0, 0, at
    while end < len(words) and end - at < 12:
        word = words[end]
        if word in _UNITS and part % 10 == 0 and part % 100 != 10:
            part += _UNITS[word]
        elif word in _TENS and part % 100 == 0:
            part += _TENS[word]
        elif word == "a" and end == at:
            part = 1
        elif word == "hundred" and 0 < part < 100:
            part *= 100
        elif word in ("thousand", "million") and part:
            total, part = total + part * _POWERS[word], 0
        elif word in _GROUPS and part:
            part *= _GROUPS[word]
        elif word in ("-", "and") and end + 1 < len(words) and _goes_on(words[end + 1], part, word):
            pass
        else:
            break
        end += 1
    return end, total + part


def _goes_on(word: str, part: int, joint: str) -> bool:
    if joint == "-":
        return word in _UNITS and part % 100 in range(20, 100, 10)
    return part >= 100 and part % 100 == 0 and (word in _UNITS or word in _TENS)


def _second(words: Sequence[str], end: int, low: int) -> tuple[int, int] | None:
    """End and value of the upper bound in "20 to 30", "20-30", "between 20 and 30", "five or six"."""
    if end + 1 >= len(words) or words[end] not in ("to", "-", "–", "or", "and"):
        return None
    read = _number(words, end + 1)
    if read is None or not low < read[1] <= MOST:
        return None
    if words[end] == "and":
        at = end - 1
        while at > 0 and end - at < 8 and words[at] != "between":
            at -= 1
        return read if words[at] == "between" else None
    if words[end] == "or" and read[1] - low > max(2, low):
        return None
    return read


def _qualifier(words: Sequence[str], at: int, floor: int) -> tuple[int, str | None]:
    """Where the qualifier before a number begins, and its kind. The outer one of two counts ("at least some 20")."""
    start, kind = at, None
    for _ in range(2):
        for phrase, sort in _BEFORE:
            first = start - len(phrase)
            if first >= floor and tuple(words[first:start]) == phrase:
                start, kind = first, sort
                break
        else:
            break
    if start - 1 >= floor and words[start - 1] in ("the", "another", "all", "other", "these", "those", "additional"):
        start -= 1
    return start, kind


def _behind(words: Sequence[str], end: int, kind: str | None) -> tuple[int, str | None]:
    if tuple(words[end : end + 2]) == ("or", "more"):
        return end + 2, "least"
    if tuple(words[end : end + 2]) == ("at", "least"):
        return end + 2, "least"
    if end < len(words) and words[end] in ("+", "plus"):
        return end + 1, "least"
    if tuple(words[end : end + 2]) == ("-", "plus"):
        return end + 2, "least"
    if tuple(words[end : end + 2]) == ("-", "odd"):
        return end + 2, "about"  # "thirty-odd"
    return end, kind


def _vague(words: Sequence[str], at: int, floor: int) -> Quantity | None:
    word = words[at]
    follows = words[at + 1] if at + 1 < len(words) else ""
    if word in _NONE or (word == "no" and follows == "one"):
        if word == "no" and follows in ("longer", "more", "less", "fewer", ".", "doubt", "matter", "later"):
            return None
        return Quantity(at, at + 1 + (follows == "one"), Count(0, 0))
    if word in ("tens", "hundreds", "dozens", "scores", "thousands") and follows == "of" and at + 2 < len(words):
        power = {"thousands": 1_000, "hundreds": 100}.get(words[at + 2])
        if power:
            return Quantity(at, at + 3, Count(_VAGUE[word] * power, None), exact=False)
    if word == "many" and at and (words[at - 1] == "how" or (words[at - 1] == "as" and follows == "as")):
        return None
    if word in ("several", "few", "couple", "many"):
        more = at + 2 if follows == "of" else at + 1
        if words[more : more + 1] and words[more] in _LOTS:
            start, _ = _qualifier(words, at, floor)
            start -= start > floor and words[start - 1] == "a"
            return Quantity(start, more + 1, Count(_VAGUE[word] * _LOTS[words[more]], None), exact=False)
        if follows in ("dozens", "scores", "hundreds", "thousands"):
            return None  # "many hundreds": the second word counts
    if word == "neither" and follows == "of":
        return Quantity(at, at + 1, Count(0, 0))
    if word in _VAGUE and word not in ("number", "couple", "handful", "more", "others"):
        if word == "some" and _number(words, at + 1) is not None if at + 1 < len(words) else False:
            return None  # "some 20": the number takes it as its qualifier
        start, _ = _qualifier(words, at, floor)
        return Quantity(start, at + 1, Count(_VAGUE[word], None), exact=False)
    if word in ("number", "couple", "handful") and follows == "of" and at > floor and words[at - 1] in _SOME:
        return Quantity(at - 1, at + 2, Count(_VAGUE[word], None), exact=False)
    if word in ("dozen", "score") and at > floor and words[at - 1] not in ("per",):
        return Quantity(at, at + 1, Count(_GROUPS[word], None if word == "score" else _GROUPS[word]), exact=False)
    if word == "both":
        return Quantity(at, at + 1, Count(2, 2), exact=False)
    if word in _ONE and follows in _ORDINALS and words[at + 2 : at + 3] and words[at + 2] not in _SHARED_OUT:
        return Quantity(at, at + 2, Count(1, 1), exact=False)  # "a third died in hospital"
    if word in _ONE and follows and follows not in _NO_ONE_THING:
        if word == "another" and _number(words, at + 1):
            return None  # "another three": the number takes it
        if follows in _SOME or (follows in _FURTHER and at + 2 < len(words) and _number(words, at + 2)):
            return None  # "an unknown number", "a further six"
        return Quantity(at, at + 1, Count(1, 1), exact=False)
    return None


def _counts_no_one(words: Sequence[str], start: int, end: int) -> bool:
    """Whether the number between is a date, an age, a time, an amount, a measure, a score or a name."""
    before = words[start - 1] if start else ""
    after = words[end] if end < len(words) else ""
    later = words[end + 1] if end + 1 < len(words) else ""
    plain = end == start + 1 and words[start].isdigit()
    if before in _MARKED or before.endswith(("$", "£", "€")) or after in _MEASURES or before in ("/", "."):
        return True
    if after in _FRACTIONS or (after == "-" and later in _FRACTIONS):
        return True
    if after == "in" and tuple(words[end + 2 : end + 3]) == ("of",) and (later.isdigit() or later in _UNITS):
        return True  # "one in five of them"
    if after in ("-", "–") and (later in _COUNTED_TIME or later in _MEASURES or later in ("mm", "strong")):
        return True
    if before in ("-", "–", "+") or (before == ":" and plain and start > 1 and words[start - 2].isdigit()):
        return True  # "-5", "3-2", "0730-31", "10:30"
    if after in (":", "/") and later.isdigit():
        return True
    if after in ("-", "–") and later.isdigit() and int(later) <= int(re.sub(r"\D", "", words[end - 1]) or 0):
        return True
    if before == "and" and start > 2 and words[start - 3] in ("aged", "ages"):
        return True  # "two children, aged 6 and 2"
    if before in (",", "(") and after in _AFTER_AGE and plain and int(words[start]) <= OLDEST:
        return True  # "a teacher, 45, in Cali"
    if before in _MONTHS or after in _MONTHS:
        return before != "may" or after in _MONTHS or after in ("", ",", ".") or not plain
    if plain and len(words[start]) == 4:
        if before in _DATED_BY or words[start].startswith(("19", "20")):
            return True
        if words[start][0] in "012" and words[start][2] in "012345" and after in ("(", "gmt", "local", "hours"):
            return True
    return plain and words[start].startswith("0")
