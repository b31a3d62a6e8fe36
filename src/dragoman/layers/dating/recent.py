"""How old the latest date of a text can be: reports seldom lie long after the last thing that they date in full."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.layers.times.anchor import values
from dragoman.layers.times.forms import Found
from dragoman.layers.times.tense import direction, firm_direction
from dragoman.layers.times.words import LETTERS, token_at
from dragoman.model.document import Span
from dragoman.parse import Parse

__all__ = ["Recent", "find_recent", "is_verbless"]

# Weights of a logistic regression for "the year of writing is the latest year told of as past, or one of the two after
# it", from 297 texts of the training parts of TimeBank/AQUAINT and PolNeAR.
_BASE = -0.84
_WEIGHTS = {
    "date": 1.11, "month": 0.94, "one near": 0.56, "two near": 1.21, "lead": 0.66, "verbless": 1.4, "twice": -0.27,
    "older": 0.26, "soon ahead": 0.75, "far ahead": -0.95,
}  # fmt: skip
# From this probability on, 10 of 11 texts of PolNeAR's training part and 141 of 142 dated reports on three wars, which
# had no part in the weights, were right.
_LEAST = 0.8
_YEARS_AFTER = 2

# "Raging since 2015" tells of what still goes on, however long after.
_SINCE = re.compile(r"\b(?:since|from)(?: the)? $", re.IGNORECASE)
_AHEAD_OF_WRITING = re.compile(r"\b(?:for|until|till|to|through|by|fiscal)[\s-]$", re.IGNORECASE)
_READINGS = frozenset({"date", "month", "year", "quarter", "season", "half", "part", "clock", "iso"})
# The year of a thing is that of its make: "a 2005 Ford".
_MAKE = re.compile(
    r"\s(?:(?:black|white|red|blue|green|gray|grey|silver|gold|tan|maroon|brown)\s)?(?:Acura|Audi|BMW|Buick|Cadillac|Chevrolet|"
    r"Chevy|Chrysler|Dodge|Fiat|Ford|GMC|Harley|Honda|Hyundai|Infiniti|Jeep|Kia|Lexus|Lincoln|Mazda|Mercedes|Mercury|"
    r"Mitsubishi|Nissan|Oldsmobile|Peugeot|Plymouth|Pontiac|Porsche|Renault|Saab|Saturn|Subaru|Suzuki|Toyota|"
    r"Volkswagen|Volvo|Yamaha)\b"
)
_LAST_YEAR = 2035


@dataclass(frozen=True, slots=True)
class Recent:
    """The latest year that a text tells of as past, and how sure it is that the writing is at most two years later."""

    low: date
    high: date
    sure: float
    span: Span


def find_recent(parse: Parse, found: Sequence[Found]) -> Recent | None:
    """The bound that the latest past year sets from above, or None where it tells too little."""
    named = [m for m in found if m.reading in _READINGS and _year(m) and not _MAKE.match(parse.text, m.words[-1].end)]
    past = [match for match in named if _is_past(parse, match)]
    if not past:
        return None
    latest = max(_year(match) for match in past)
    if latest > _LAST_YEAR:
        return None
    mentions = [match for match in past if _year(match) == latest and not _is_since(parse, match)]
    if not mentions:
        return None
    features = _features(parse, latest, mentions, past, named)
    odds = _BASE + sum(_WEIGHTS[feature] for feature in features)
    sure = 1 / (1 + math.exp(-odds))
    if sure < _LEAST:
        return None
    first = mentions[0]
    span = Span(first.words[0].start, first.words[-1].end)
    return Recent(date(latest, 1, 1), date(latest + _YEARS_AFTER, 12, 31), sure, span)


def _year(match: Found) -> int:
    years = values(match.words, "year")
    return years[0] if years and 1800 <= years[0] <= 2100 else 0


def _is_since(parse: Parse, match: Found) -> bool:
    start = match.words[0].start
    return bool(_SINCE.search(parse.text[max(0, start - 12) : start]))


def _is_past(parse: Parse, match: Found) -> bool:
    start = match.words[0].start
    if _AHEAD_OF_WRITING.search(parse.text[max(0, start - 14) : start]):
        return False
    return direction(parse, start) <= 0 and firm_direction(parse, start) <= 0


def _features(
    parse: Parse, latest: int, mentions: Sequence[Found], past: Sequence[Found], named: Sequence[Found]
) -> list[str]:
    kinds = {match.reading for match in mentions}
    near = {year for match in past if latest - 3 <= (year := _year(match)) < latest}
    furthest = max(_year(match) for match in named)
    third = parse.sentences[min(2, len(parse.sentences) - 1)].end
    told = {
        "date": bool(kinds & {"date", "clock", "part", "iso"}),
        "month": "month" in kinds,
        "one near": len(near) == 1,
        "two near": len(near) > 1,
        "lead": any(match.words[0].start < third for match in mentions),
        "verbless": any(is_verbless(parse, match) for match in mentions),
        "twice": len(mentions) > 1,
        "older": any(_year(match) < latest - 3 for match in named),
        "soon ahead": latest < furthest <= latest + 2,
        "far ahead": furthest > latest + 2,
    }
    return [name for name, is_so in told.items() if is_so]


def is_verbless(parse: Parse, match: Found) -> bool:
    """Whether no verb governs a date: it stands in a stamp, a signature or a caption."""
    if match.words[-1].kind == LETTERS["weekday"]:
        return False
    token = token_at(parse, match.words[0].start)
    for _ in range(8):
        if token is None or token.pos_ in ("VERB", "AUX"):
            return False
        if token.head.i == token.i:
            return True
        token = token.head
    return False
