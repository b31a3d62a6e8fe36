"""Where the time expressions of a text stand: the forms of `lexicons/times_forms.toml` over its class string."""

import re
from dataclasses import dataclass
from functools import cache

from dragoman.errors import LexiconError
from dragoman.layers.times.words import LETTERS, Word, Words
from dragoman.lexicon import read_patterns

__all__ = ["Found", "find_forms"]

_ATOM = re.compile(r"([A-Za-z_]+)|(\(|\)|\|)|([?*+]|\{\d+,\d+\})|(\s+)")


@dataclass(frozen=True, slots=True)
class Found:
    """One match: the name of its reading, its words, and where it begins and ends in the class string.

    The last `lent` words stand elsewhere: the month of "9" in "9-10 October".
    """

    reading: str
    words: tuple[Word, ...]
    start: int
    end: int
    lent: int = 0

    @property
    def own(self) -> tuple[Word, ...]:
        """The words that it stands in."""
        return self.words[: len(self.words) - self.lent]

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
