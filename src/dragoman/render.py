"""One report's record on a terminal, in a screen: who said what, actors, places, dates.

Words from reports are made harmless before they are printed: a report cannot move the cursor, change the terminal's
title or turn the line around. Lists, single records and search results are in `listing.py`.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from rich.console import Console
from rich.text import Text

from dragoman.codes import TimexType
from dragoman.intake import Outcome, as_entries, as_stored
from dragoman.model.annotations import Published
from dragoman.model.records import Actor, Extraction, Place, Statement
from dragoman.store import Entry, StoredDocument

__all__ = [
    "SCREEN",
    "Sheet",
    "console",
    "day_words",
    "fold",
    "gist_text",
    "joined",
    "plain",
    "print_line",
    "print_sheet",
    "published_words",
    "same_length",
    "sheet_lines",
    "speaker_words",
]

R = TypeVar("R", Actor, Place)

SCREEN = 25  # lines that one report's record may take

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def console(*, stderr: bool = False) -> Console:
    """Where to print: no colours in a pipe, or where NO_COLOR is set; 80 columns in a pipe."""
    return Console(stderr=stderr, highlight=False, soft_wrap=False, markup=False, emoji=False)


# Controls, and the marks that turn text around; tabs and line breaks are white space and go with it.
_HARMFUL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(words: str | None) -> str:
    """The words on one line, without anything that a terminal would obey.

    >>> plain("a\\n b\\x1b[2J")
    'a b[2J'
    """
    return " ".join(_HARMFUL.sub("", words or "").split())


def same_length(words: str) -> str:
    """As `plain`, but every character stays where it is."""
    return _HARMFUL.sub(" ", words).replace("\n", " ").replace("\r", " ").replace("\t", " ")


# --- days ----------------------------------------------------------------------------------------------------------


def day_words(earliest: str | date | None, latest: str | date | None) -> str:
    """An interval of days as people write it.

    >>> day_words("2021-10-09", "2021-10-09"), day_words("2021-10-09", "2021-10-11")
    ('9 Oct 2021', '9-11 Oct 2021')
    >>> day_words("2021-09-27", "2021-10-03"), day_words("2021-12-30", "2022-01-02")
    ('27 Sep - 3 Oct 2021', '30 Dec 2021 - 2 Jan 2022')
    >>> day_words("1990-01-01", "1999-12-31"), day_words("2021-10-09", None)
    ('1990 - 1999', 'from 9 Oct 2021')
    >>> day_words("2021-10-01", "2021-10-31"), day_words("2021-01-01", "2021-12-31"), day_words(None, "2021-10-09")
    ('Oct 2021', '2021', 'until 9 Oct 2021')
    """
    first = date.fromisoformat(earliest) if isinstance(earliest, str) else earliest
    last = date.fromisoformat(latest) if isinstance(latest, str) else latest
    if first is None or last is None:
        return f"from {_day(first)}" if first else f"until {_day(last)}" if last else ""
    if first == last:
        return _day(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} - {last.year}"
    if first.year != last.year:
        return f"{_day(first)} - {_day(last)}"
    if first.month != last.month:
        return f"{first.day} {_MONTHS[first.month - 1]} - {_day(last)}"
    if (first.day, last.day) == (1, _length_of_month(last)):
        return f"{_MONTHS[first.month - 1]} {first.year}"
    return f"{first.day}-{_day(last)}"


def _length_of_month(day: date) -> int:
    return monthrange(day.year, day.month)[1]


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_BASIS = {"given": "", "dateline": " (dateline)", "text": " (from the text)", "none": ""}


def published_words(published: Published) -> str:
    """When a report was written, and whether that was concluded from the dateline or the text; "" where unknown."""
    words = day_words(published.interval.earliest, published.interval.latest)
    return words + _BASIS.get(published.basis, "") if words else ""


# --- one report ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one screen shows of a report. `days` are the days it names, each with its words."""

    header: StoredDocument
    entries: Sequence[Entry]
    source: str = ""
    opening: str = ""
    days: tuple[tuple[str, str], ...] = ()

    @classmethod
    def stored(cls, document: StoredDocument, entries: Sequence[Entry]) -> "Sheet":
        """The sheet of a report that the record holds; of the days it names, only those of its records are known."""
        days: dict[str, str] = {}
        for entry in entries:
            when = getattr(entry.record, "date", None)
            if entry.dated == "own" and when:
                days.setdefault(day_words(entry.earliest, entry.latest), plain(when.words))
        return cls(document.header, entries, document.id[:8], _opening(document.text or ""), tuple(days.items()))

    @classmethod
    def of(cls, extraction: Extraction, source: str, *, only: Sequence[str] = ()) -> "Sheet":
        """The sheet of a report that was just read, with the kinds of record in `only`, or all."""
        text = extraction.document.text
        days: dict[str, str] = {}
        for timex in extraction.timexes:
            if timex.type is TimexType.DATE and timex.interval:
                days.setdefault(day_words(timex.interval.earliest, timex.interval.latest), plain(timex.span.of(text)))
        return cls(
            as_stored(extraction),
            tuple(e for e in as_entries(extraction) if not only or e.record.kind in only),
            plain(source),
            _opening(text),
            () if only else tuple(days.items()),
        )


def _opening(text: str) -> str:
    return next((line for line in text[:2000].splitlines() if line.strip()), "")


def print_sheet(sheet: Sheet) -> None:
    """Print the sheet on the standard output, a blank line after it."""
    out = console()
    for line in [*sheet_lines(sheet, out.width), Text()]:
        out.print(line, no_wrap=True, overflow="ellipsis", crop=True)


def print_line(outcome: Outcome) -> None:
    """Print one line on a report that was read in a longer run: its title, its date, how many of what."""
    if outcome.extraction is None:
        return
    sheet = Sheet.of(outcome.extraction, outcome.source)
    counts: dict[str, int] = {}
    for entry in sheet.entries:
        counts[f"{entry.record.kind}s"] = counts.get(f"{entry.record.kind}s", 0) + 1
    told = (
        ", ".join(f"{number} {kind}" for kind, number in counts.items()) or sheet.header.unread or "nothing to record"
    )
    out = console()
    title = _cut(Text(plain(sheet.header.title or sheet.opening)), max(20, out.width - len(told) - 14))
    day = day_words(sheet.header.dated.interval.earliest, sheet.header.dated.interval.latest)
    day = day if len(day) <= 11 else ""
    out.print(Text.assemble((f"{day:>11} ", "dim"), title, (f"  {told}", "dim")), no_wrap=True)


def sheet_lines(sheet: Sheet, width: int) -> list[Text]:
    """The report in at most SCREEN lines of `width` cells: who said what, actors, places, dates."""
    header = sheet.header
    said = [e.record for e in sheet.entries if isinstance(e.record, Statement)]
    lines = [
        _cut(Text(plain(header.title or sheet.opening) or "(no words)", "bold"), width),
        _cut(joined([plain(header.outlet), published_words(header.dated), sheet.source], "dim"), width),
    ]
    if header.unread:
        return [*lines, Text(f"kept, not read: {header.unread}", "yellow")]
    below = [
        *_wrapped("Actors", [_actor_words(actor) for actor in _most_named(sheet.entries, Actor)], width, 4),
        *_wrapped("Places", [_place_words(place) for place in _most_named(sheet.entries, Place)], width, 2),
        *_wrapped("Dates", [_day_words(words, day) for day, words in sheet.days], width, 2),
    ]
    if said:
        lines.append(Text())
        lines += _said_lines(said, width, SCREEN - len(lines) - len(below) - bool(below))
    if not said and not below:
        return [*lines, Text("nothing to record", "dim")]
    return [*lines, Text(), *below] if below else lines


def _most_named(entries: Sequence[Entry], kind: type[R]) -> list[R]:
    """The records of a kind, those with the most mentions first."""
    records = [entry.record for entry in entries if isinstance(entry.record, kind)]
    return sorted(records, key=lambda record: -len(record.evidence))


def _said_lines(said: Sequence[Statement], width: int, room: int) -> list[Text]:
    """As many statements as there is room for, in the order of the text; with few of them, each in two lines.

    Where there are too many, those that nobody is named for go first.
    """
    shown = said
    if len(said) > room:
        kept = sorted(range(len(said)), key=lambda n: said[n].speaker is None)[: room - 1]
        shown = [said[n] for n in sorted(kept)]
    each = 2 if 2 * len(said) <= room else 1
    column = min(30, max((len(speaker_words(s)) for s in shown), default=0))
    lines: list[Text] = []
    for statement in shown:
        head = Text(_cut(Text(speaker_words(statement)), column).plain.ljust(column) + "  ", "cyan")
        lines += fold(head, gist_text(statement), width, each)
    if len(shown) < len(said):
        lines.append(Text(f"… and {len(said) - len(shown)} more statements (--format json has all)", "dim"))
    return lines


def fold(head: Text, body: Text, width: int, most: int) -> list[Text]:
    """The body beside its head on up to `most` lines, the last one cut."""
    room = max(20, width - head.cell_len)
    pieces = list(body.wrap(_MEASURE, room, no_wrap=False))
    for piece in pieces:
        piece.rstrip()
    if len(pieces) > most:
        last = Text(" ").join(pieces[most - 1 :])
        pieces = [*pieces[: most - 1], _cut(last, room)]
    return [Text.assemble(head if n == 0 else " " * head.cell_len, piece) for n, piece in enumerate(pieces)]


_MEASURE = Console(width=400, highlight=False)


def _cut(text: Text, width: int) -> Text:
    text.truncate(max(1, width), overflow="ellipsis")
    return text


def joined(pieces: Iterable[str], style: str = "") -> Text:
    """The pieces that there are, with dots between them."""
    return Text(" · ".join(piece for piece in pieces if piece), style)


def _wrapped(label: str, items: Sequence[Text], width: int, most: int) -> list[Text]:
    """The items after their label, as many as fit on `most` lines; how many were left out."""
    lines, left = [Text()], len(items)
    room = width - 8
    for item in items:
        last = len(lines) == most
        more = f" · … {left} more" if left > 1 else ""
        piece = Text.assemble(" · ", item) if lines[-1] else item.copy()
        if lines[-1] and lines[-1].cell_len + piece.cell_len > room - (len(more) if last else 0):
            if last:
                lines[-1].append(f" · … {left} more", "dim")
                break
            lines.append(item.copy())
        else:
            lines[-1] = Text.assemble(lines[-1], piece)
        left -= 1
    if not items:
        return []
    return [Text.assemble((f"{label if n == 0 else '':8}", "bold"), _cut(line, room)) for n, line in enumerate(lines)]


# --- words for single things ---------------------------------------------------------------------------------------

_QUOTED = re.compile(r"[\"“„«][^\"“”„«»]{1,400}[\"”»]")


def speaker_words(statement: Statement) -> str:
    """The speaker's name."""
    return plain(statement.speaker.name) if statement.speaker else "(nobody named)"


def gist_text(statement: Statement) -> Text:
    """The cue and what is said; the words in quotation marks are dimmed."""
    gist = plain(statement.gist)
    if statement.directness == "direct" and gist[:1] not in '"“':
        gist = f"“{gist}”"
    negated = "not " if statement.negated and " not" not in statement.cue.text else ""
    colon = ":" if not gist[:1].islower() else ""  # "said: The talks ...", but "declined to say why"
    body = Text(gist, "dim" if statement.directness == "direct" else "")
    for quote in _QUOTED.finditer(gist):
        body.stylize("dim", *quote.span())
    return Text.assemble((f"{negated}{plain(statement.cue.text)}{colon} ", "green"), body)


def _actor_words(actor: Actor) -> Text:
    name = plain(actor.name)
    told = [words for words in (plain(actor.role), plain(actor.affiliation)) if words.lower() not in name.lower()]
    about = ", ".join(filter(None, (*told, actor.country)))
    return Text.assemble(name, (f" ({about})" if about else "", "dim"))


def _place_words(place: Place) -> Text:
    known = place.country if place.country and place.type != "country" else ""
    return Text.assemble(plain(place.name), (f" ({known})" if known else "", "dim"))


def _day_words(words: str, day: str) -> Text:
    return Text.assemble(day, ("" if words == day else f" ({words})", "dim"))
