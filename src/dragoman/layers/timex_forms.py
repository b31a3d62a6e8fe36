"""Where the time expressions of a text stand: the forms of `lexicons/times_forms.toml` over its class string."""

import re
from dataclasses import dataclass
from functools import cache

from dragoman.errors import LexiconError
from dragoman.layers.timex_words import LETTERS, Word, Words
from dragoman.lexicon import read_patterns

__all__ = ["Found", "find_forms", "with_second_days"]

_ATOM = re.compile(r"([A-Za-z_]+)|(\(|\)|\|)|([?*+]|\{\d+,\d+\})|(\s+)")


@dataclass(frozen=True, slots=True)
class Found:
    """One match: the name of its reading, its words, and where it begins and ends in the class string."""

    reading: str
    words: tuple[Word, ...]
    start: int
    end: int

    @property
    def letters(self) -> str:
        """The classes of its words."""
        return "".join(word.kind for word in self.words)


def compile_form(form: str, macros: dict[str, str]) -> str:
    """The regular expression over class letters that a form stands for.

    >>> compile_form("month YEAR?", {"YEAR": "( year )"})
    'M(?:Y)?'
    """
    parts: list[str] = []
    position = 0
    while position < len(form):
        atom = _ATOM.match(form, position)
        if atom is None:
            raise LexiconError(f"times_forms.toml: cannot read {form[position:]!r} in the form {form!r}")
        position = atom.end()
        name, bracket, repeat, _ = atom.groups()
        if name and name in macros:
            parts.append(compile_form(macros[name], macros))
        elif name and name in LETTERS:
            parts.append(re.escape(LETTERS[name]))
        elif name:
            raise LexiconError(f"times_forms.toml: no class or macro is called {name!r} (form {form!r})")
        elif bracket:
            parts.append("(?:" if bracket == "(" else bracket)
        elif repeat:
            parts.append(repeat)
    return "".join(parts)


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lexicon = read_patterns("times_forms")
    macros = lexicon["macro"]
    return tuple((form["reading"], re.compile(compile_form(form["form"], macros))) for form in lexicon["form"])


def find_forms(words: Words) -> list[Found]:
    """The matches in text order, none overlapping: of rivals the first, the longest, the form listed first."""
    candidates: list[tuple[int, int, int, str]] = []
    for order, (reading, pattern) in enumerate(_forms()):
        for match in pattern.finditer(words.letters):
            start, end = match.span()
            if end > start:
                candidates.append((start, -end, order, reading))
    candidates.sort()
    found: list[Found] = []
    position = 0
    for start, minus_end, _, reading in candidates:
        if start >= position:
            position = -minus_end
            inside = tuple(word for word in words.words[start:position] if word)
            found.append(Found(reading, inside, start, position))
    return found


_DAY_AFTER = re.compile(r"(?:[=~&R]|,&?)([Dd])(?![Uu=QpiZ/])")
_DAY_BEFORE = re.compile(r"([Dd])[=~&R]$")
_MONTH_FIRST = re.compile(r"(?:W,?)?M\.?t?[Dd]")
_DAY_FIRST = re.compile(r"(?:W,?)?t?[Dd]O?M(?:,?Y)?")


def with_second_days(found: list[Found], words: Words) -> list[Found]:
    """The matches and, beside a date, the other day of its month: "Oct. 9-10", "9 and 10 October".

    A second day's words are the day, then the month and the year that it borrows.
    """
    taken = {index for match in found for index in range(match.start, match.end)}
    extra = []
    for match in found:
        if match.reading != "date":
            continue
        month = next(word for word in match.words if word.kind == LETTERS["month"])
        years = [word for word in match.words if word.kind == LETTERS["year"]]
        other = None
        if _MONTH_FIRST.fullmatch(match.letters):
            other = _DAY_AFTER.match(words.letters, match.end)
        elif _DAY_FIRST.fullmatch(match.letters):
            other = _DAY_BEFORE.search(words.letters[max(0, match.start - 3) : match.start])
        if other is None:
            continue
        index = other.start(1) + (0 if other.re is _DAY_AFTER else max(0, match.start - 3))
        day = words.words[index]
        if day is not None and index not in taken:
            extra.append(Found("second_day", (day, month, *years), index, index + 1))
    return sorted([*found, *extra], key=lambda match: match.start) if extra else found
