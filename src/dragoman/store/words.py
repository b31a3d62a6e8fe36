"""What a person types made a safe question to FTS5, and the place in a text that answers it."""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence

from dragoman.errors import UsageError
from dragoman.model.document import Span

__all__ = ["MOST_WORDS", "TOKENISER", "Finder", "one_line", "match_expression", "phrase", "snip", "terms"]

MOST_WORDS = 100
WIDTH = 200  # characters of a snippet: two lines of a terminal
BEFORE = 60  # of them before the first word found

PIECE = 20_000  # characters of a text looked through at once
MOST_SPANS = 2_000

TOKENISER = "porter unicode61 remove_diacritics 2"  # as in schema.sql

_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')


def terms(words: str) -> tuple[str, ...]:
    """The words and quoted phrases of what a person typed, each once; what holds no letter or digit is left out.

    Raises UsageError for more than 100.

    >>> terms('prisoners "peace talks" * -')
    ('prisoners', 'peace talks')
    """
    found = (quoted or word for quoted, word in _TERM.findall(_mend(words)))
    distinct = tuple(dict.fromkeys(term.strip() for term in found if any(c.isalnum() for c in term)))
    if len(distinct) > MOST_WORDS:
        raise UsageError(f"a search takes up to {MOST_WORDS} words, not {len(distinct)}; leave some out")
    return distinct


def match_expression(words: str) -> str:
    """The FTS5 expression that asks for all the terms; each is a string to FTS5, none an operator.

    >>> match_expression('cease-fire NEAR( "in Doha')
    '"cease-fire" "NEAR(" "in Doha"'
    """
    return " ".join(f'"{term}"' for term in terms(words)) or '""'  # "" matches nothing


def phrase(name: str) -> str:
    """The FTS5 expression for all words of a name, one after the other.

    >>> phrase('Abdul "the Lion" Qahar')
    '"Abdul  the Lion  Qahar"'
    """
    return '"' + _mend(name).replace('"', " ") + '"'


def _mend(words: str) -> str:
    """Without NUL, at which FTS5 would stop reading, and without halves of surrogate pairs, which have no UTF-8."""
    return words.replace("\0", " ").encode("utf-8", "replace").decode()


# --- the place in the text -----------------------------------------------------------------------------------------


class Finder:
    """Finds the words of one question in the texts that answer it, with the record's own tokeniser.

    A table in memory that holds one piece of text at a time: FTS5's own `highlight` over the record would drop what
    stands beside a NUL, and its time grows with the square of the number of hits.
    """

    def __init__(self, words: str) -> None:
        self._any = " OR ".join(f'"{term}"' for term in terms(words)) or '""'
        self._db = sqlite3.connect(":memory:", isolation_level=None)
        self._db.execute(f"CREATE VIRTUAL TABLE one USING fts5 (text, tokenize = '{TOKENISER}')")

    def __call__(self, text: str) -> tuple[Span, ...]:
        """The spans of the words, a phrase being one; of a long text those up to the 2,000th or a little more."""
        spans: list[Span] = []
        for piece in _pieces(text):
            spans += (Span(span.start + piece.start, span.end + piece.start) for span in self._find(piece.of(text)))
            if len(spans) >= MOST_SPANS:
                break
        return tuple(spans)

    def _find(self, text: str) -> Iterator[Span]:
        opened, closed = _marks_not_in(text)
        self._db.execute("DELETE FROM one")
        self._db.execute("INSERT INTO one VALUES (?)", (text.replace("\0", " "),))
        row = self._db.execute(
            "SELECT highlight(one, 0, ?, ?) FROM one WHERE one MATCH ?", (opened, closed, self._any)
        ).fetchone()
        return _read_marks(row[0], opened, closed) if row else iter(())

    def close(self) -> None:
        """Let go of the table."""
        self._db.close()


def _pieces(text: str) -> Iterator[Span]:
    """Stretches of about PIECE characters, cut at line ends where there are any, else at white space."""
    start = 0
    while start < len(text):
        end = start + PIECE
        if end < len(text):
            cut = max(text.rfind("\n", start, end), text.rfind(" ", end - 200, end))
            end = cut if cut > start else end
        yield Span(start, min(end, len(text)))
        start = end


def _marks_not_in(text: str) -> tuple[str, str]:
    """Two private-use characters that the text does not have."""
    used = set(text)
    free = (chr(code) for code in range(0xE000, 0xF8FF) if chr(code) not in used)
    return next(free), next(free)


def _read_marks(marked: str, opened: str, closed: str) -> Iterator[Span]:
    start = 0
    for before, mark in enumerate(re.finditer(f"[{opened}{closed}]", marked)):
        at = mark.start() - before
        if mark.group() == opened:
            start = at
        else:
            yield Span(start, at)


def snip(text: str, found: Sequence[Span]) -> tuple[Span, str, tuple[Span, ...]]:
    """The best place, the text around it on one line, and the words found as spans of that line.

    The best place is the first of those with most different words of the question within one snippet's width.
    `found` is in text order and not empty.

    >>> snip("Talks in Doha ended.", [Span(9, 13)])
    (Span(start=9, end=13), 'Talks in Doha ended.', (Span(start=9, end=13),))
    """
    best = found[_densest(text, found)]
    start = max(0, best.start - BEFORE)
    if start and not text[start - 1].isspace():
        start = next((i + 1 for i in range(start, best.start) if text[i].isspace()), best.start)
    end = max(min(len(text), start + WIDTH), best.end)
    if end < len(text) and not text[end].isspace():
        end = next((i for i in range(end, best.end, -1) if text[i].isspace()), end)
    head, tail = "…" if start else "", "…" if end < len(text) else ""
    shift = start - len(head)
    marks = tuple(Span(s.start - shift, s.end - shift) for s in found if s.start >= start and s.end <= end)
    return best, head + one_line(text[start:end]) + tail, marks


def one_line(text: str) -> str:
    """The text with line breaks and other unprintable characters as spaces, each where it stood."""
    return "".join(c if c.isprintable() else " " for c in text)


def _densest(text: str, found: Sequence[Span]) -> int:
    """Which of the spans begins the stretch with most different words, two counts kept as the window moves on."""
    words = [span.of(text).lower() for span in found]
    inside: Counter[str] = Counter()
    best, most, behind = 0, 0, 0
    for first, span in enumerate(found):
        while behind < len(found) and found[behind].end <= span.start + WIDTH - BEFORE:
            inside[words[behind]] += 1
            behind += 1
        if len(inside) > most:
            best, most = first, len(inside)
        if behind > first:
            inside[words[first]] -= 1
            inside += Counter()  # forget words that are no longer inside
        else:
            behind = first + 1
    return best
