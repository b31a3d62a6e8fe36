"""When a report of an election campaign was written: rivals are named side by side only while they run."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dragoman.lexicon import read_table
from dragoman.model.document import Span

__all__ = ["Campaign", "find_campaign"]

_WORDS = re.compile(
    r"\b(?:campaigns?|campaigning|nominees?|nomination|primary|primaries|caucus(?:es)?|debates?|polls?|polling|rally|"
    r"rallies|voters?|candidates?|ticket|running mate|delegates?|front-?runner|swing state|battleground)\b",
    re.IGNORECASE,
)
# A text that speaks of a campaign in passing has one or two of its words.
_ENOUGH = 4
# Rivals are spoken of as candidates some weeks before they declare themselves.
_BEFORE_DECLARING = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Campaign:
    """From when to when the rivals named ran against one another, and where they are named first."""

    start: date
    end: date
    names: tuple[str, ...]
    span: Span


@cache
def _candidates() -> Mapping[str, tuple[tuple[int, date, date], ...]]:
    """Name -> election year, first and last day of each candidacy."""
    found: dict[str, list[tuple[int, date, date]]] = defaultdict(list)
    for row in read_table("offices"):
        if row["title"] in ("presidential candidate", "presidential nominee") and row["end"]:
            start, end = date.fromisoformat(row["start"]), date.fromisoformat(row["end"])
            found[row["name"]].append((end.year + -end.year % 4, start, end))
    return {name: tuple(rows) for name, rows in found.items()}


@cache
def _elected() -> Mapping[int, str]:
    """Election year -> name of the president elected, as `offices.csv` has the inaugurations."""
    rows = [row for row in read_table("offices") if row["title"] == "president"]
    starts = [(date.fromisoformat(row["start"]), row["name"]) for row in rows]
    return {day.year - 1: name for day, name in starts if (day.month, day.day) == (1, 20) and day.year % 4 == 1}


@cache
def _names() -> re.Pattern[str]:
    names = sorted(_candidates(), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(name) for name in names) + r")\b", re.IGNORECASE)


def find_campaign(text: str) -> Campaign | None:
    """The campaign that a text reports, if any: two rivals or more by their whole names among words of a campaign.

    None where one of them is called president-elect, or president of the term that the election gave, or where the
    election is named by its year in the past.
    """
    first: dict[str, Span] = {}
    for match in _names().finditer(text):
        if match.group()[0].isupper():
            first.setdefault(match.group().lower(), Span(*match.span()))
    if len(first) < 2:
        return None
    by_year: dict[int, dict[str, tuple[date, date]]] = defaultdict(dict)
    for name in first:
        for year, start, end in _candidates()[name]:
            known = by_year[year].get(name)
            by_year[year][name] = (min(start, known[0]), max(end, known[1])) if known else (start, end)
    ranked = sorted(by_year, key=lambda year: -len(by_year[year]))
    best = ranked[0]
    rivals = by_year[best]
    if len(rivals) < 2 or (len(ranked) > 1 and len(by_year[ranked[1]]) == len(rivals)):
        return None
    if _is_over(text, best) or sum(1 for _ in _WORDS.finditer(text)) < _ENOUGH:
        return None
    start = max(low for low, _ in rivals.values()) - _BEFORE_DECLARING
    # Those who have given up are still spoken of until the vote.
    end = max(high for rows in _candidates().values() for year, _, high in rows if year == best)
    return Campaign(start, end, tuple(rivals), min((first[name] for name in rivals), key=lambda span: span.start))


def _is_over(text: str, year: int) -> bool:
    """Whether a text knows how the election ended or looks at it from elsewhen."""
    winner = _elected().get(year, "")
    surname = winner.split()[-1] if winner else "?"
    told = (
        rf"\bpresident(?:-elect)?,? (?:{re.escape(winner)}|{re.escape(surname)})\b|"
        rf"\b{re.escape(surname)} (?:administration|presidency)\b"
    )
    looked_back = (
        rf"\b(?:lost|won|failed|unsuccessful|ran|campaigned)\b[^.]{{0,80}}\b{year}\b|"
        rf"\b{year} (?:loss|defeat|victory|win)\b"
    )
    return bool(
        re.search(r"\bpresident-elect\b|\binaugurat", text, re.IGNORECASE)
        or re.search(looked_back, text)
        or (winner and re.search(told, text, re.IGNORECASE))
    )
