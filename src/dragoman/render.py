"""One report's record on a terminal, in a screen: what happened, who said what, actors, places, dates.

Each kind of record gets its share of the lines. Lists and search results are in `listing.py`, single records in
`detail.py`; the words for records are in `wording.py`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from rich.text import Text

from dragoman.codes import Kind, TimexType
from dragoman.intake import Outcome, as_entries, as_stored
from dragoman.model.records import Actor, Event, Extraction, Place, Statement
from dragoman.store import Entry, StoredDocument
from dragoman.terminal import LABEL, console, cut, fold, joined, wrapped
from dragoman.wording import (
    day_words,
    event_words,
    mark_words,
    plain,
    published_words,
    speaker_words,
    what_words,
    when_words,
    who_words,
)

__all__ = ["SCREEN", "Sheet", "gist_text", "print_line", "print_sheet", "record_text", "sheet_lines"]

R = TypeVar("R", Actor, Place)

SCREEN = 25  # lines that one report's record may take
_MANY = 40  # records: with so many, places and dates take a line each

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
    title = cut(Text(plain(sheet.header.title or sheet.opening)), max(20, out.width - len(told) - 14))
    day = day_words(sheet.header.dated.interval.earliest, sheet.header.dated.interval.latest)
    day = day if len(day) <= 11 else ""
    out.print(Text.assemble((f"{day:>11} ", "dim"), title, (f"  {told}", "dim")), no_wrap=True)


def sheet_lines(sheet: Sheet, width: int) -> list[Text]:
    """The report in at most SCREEN lines of `width` cells."""
    header = sheet.header
    lines = [
        cut(Text(plain(header.title or sheet.opening) or "(no words)", "bold"), width),
        cut(joined([plain(header.outlet), published_words(header.dated), sheet.source], "dim"), width),
    ]
    if header.unread:
        return [*lines, Text(f"kept, not read: {header.unread}", "yellow")]
    events = [e.record for e in sheet.entries if isinstance(e.record, Event)]
    reasons = header.dated.reasons if header.dated.basis == "text" else ()
    rows = 2 if len(sheet.entries) < _MANY else 1
    below = [
        *wrapped("Events", [_event_text(event) for event in events], width, 2),
        *wrapped(
            "Actors", [_actor_words(actor) for actor in _most_named(sheet.entries, Actor) if actor.acts], width, 3
        ),
        *wrapped("Places", [_place_words(place) for place in _most_named(sheet.entries, Place)], width, rows),
        *wrapped("Written", [Text(plain(reason)) for reason, _ in reasons], width, rows),
        *wrapped("Dates", [_day_words(words, day) for day, words in sheet.days], width, rows),
    ]
    above = _shared_out(sheet.entries, width, SCREEN - len(lines) - len(below) - 2 * bool(below) - (not below))
    if not above and not below:
        return [*lines, Text("nothing to record", "dim")]
    lines += [Text(), *above] if above else []
    return [*lines, Text(), *below] if below else lines


def _most_named(entries: Sequence[Entry], kind: type[R]) -> list[R]:
    """The records of a kind, those with the most mentions first."""
    records = [entry.record for entry in entries if isinstance(entry.record, kind)]
    return sorted(records, key=lambda record: -len(record.evidence))


# --- a share of the lines for each kind ----------------------------------------------------------------------------

# The kinds that take lines of their own, in the order in which they stand; and how many lines one of each may take.
_ABOVE = {
    Kind.MEETING: ("Meetings", 2),
    Kind.INCIDENT: ("Incidents", 2),
    Kind.AGREEMENT: ("Agreements", 1),
    Kind.COMMITMENT: ("Commitments", 1),
}


def _shared_out(entries: Sequence[Entry], width: int, room: int) -> list[Text]:
    """Meetings, incidents, agreements and commitments, then who said what, on `room` lines."""
    groups = {kind: [e for e in entries if e.record.kind is kind] for kind in _ABOVE}
    said = [e.record for e in entries if isinstance(e.record, Statement)]
    done = any(groups.values())
    wants = [_wanted(group, width, _ABOVE[kind][1]) for kind, group in groups.items()]
    shares = _shares([*wants, 2 * len(said)], room - (done and bool(said)))
    lines: list[Text] = []
    for (kind, group), share in zip(groups.items(), shares[:-1], strict=True):
        lines += _section(_ABOVE[kind][0], group, width, share, _ABOVE[kind][1])
    if said:
        # What the others left over goes to what was said.
        used = len(lines) + bool(lines)
        lines += [Text()] * bool(lines) + _said_lines(said, width, room - used)
    return lines


def _shares(wants: Sequence[int], room: int) -> list[int]:
    """Lines dealt out one by one in turn, the last kind two at a time, until none is wanted or left.

    >>> _shares([2, 9, 0, 30], 12)
    [2, 4, 0, 6]
    """
    shares = [0] * len(wants)
    turns = [*range(len(wants)), len(wants) - 1]
    while room > 0 and any(share < want for share, want in zip(shares, wants, strict=True)):
        for n in turns:
            if room > 0 and shares[n] < wants[n]:
                shares[n] += 1
                room -= 1
    return shares


def _section(label: str, entries: Sequence[Entry], width: int, share: int, most: int) -> list[Text]:
    """As many entries as fit the share, the surest first chosen, then as in the text; how many were left out."""
    if not entries or share < 1:
        return []
    kept = sorted(sorted(range(len(entries)), key=lambda n: -entries[n].record.confidence)[:share])
    spare = share - len(kept)
    lines: list[Text] = []
    for n in kept:
        head = Text(f"{label if not lines else '':{LABEL}}", "bold")
        left = len(entries) - len(kept) if n == kept[-1] else 0
        more = Text(f"  (+{left} more)" if left else "", "dim")
        pieces = fold(head, record_text(entries[n]), width - more.cell_len, 1 + min(most - 1, spare))
        spare -= len(pieces) - 1
        lines += [*pieces[:-1], Text.assemble(pieces[-1], more)]
    return lines


def _wanted(entries: Sequence[Entry], width: int, most: int) -> int:
    """How many lines the entries would take."""
    head = Text(" " * LABEL)
    return sum(len(fold(head, record_text(entry), width, most)) for entry in entries)


def record_text(entry: Entry, *, dated: bool = True) -> Text:
    """One record on one line: its own date if it has one, its marks, whom it is about, what it tells."""
    record = entry.record
    if isinstance(record, Statement):
        return Text.assemble((speaker_words(record) + " ", "cyan"), gist_text(record))
    own = entry.dated == "own" and record.kind not in (Kind.COMMITMENT, Kind.AGREEMENT)  # these say it themselves
    day = day_words(entry.earliest, entry.latest) if own else when_words(getattr(record, "date", None))
    marks = mark_words(record)
    return Text.assemble(
        (f"{day}  " if day and dated else "", "dim"),
        (f"{marks}: " if marks else "", "yellow"),
        (who_words(record), "cyan"),
        f" {what_words(record)}".rstrip(),
    )


def _dispensable(statement: Statement) -> tuple[bool, bool, bool]:
    return statement.speaker is None, len(statement.gist) < _TELLING, statement.directness == "indirect"


_TELLING = 30  # characters of a gist that is likely to tell something by itself


def _said_lines(said: Sequence[Statement], width: int, room: int) -> list[Text]:
    """As many statements as there is room for, in the order of the text; with few of them, each in two lines.

    Where there are too many, those that nobody is named for go first, then the shortest, then what is not quoted.
    """
    if room < 1:
        return []
    shown = said
    if len(said) > room:
        kept = sorted(range(len(said)), key=lambda n: _dispensable(said[n]))[: room - 1]
        shown = [said[n] for n in sorted(kept)]
    each = 2 if 2 * len(said) <= room else 1
    column = min(30, max((len(speaker_words(s)) for s in shown), default=0))
    lines: list[Text] = []
    for statement in shown:
        head = Text(cut(Text(speaker_words(statement)), column).plain.ljust(column) + "  ", "cyan")
        lines += fold(head, gist_text(statement), width, each)
    if len(shown) < len(said):
        lines.append(Text(f"… and {len(said) - len(shown)} more statements (--format json has all)", "dim"))
    return lines


# --- words for single things ---------------------------------------------------------------------------------------

_QUOTED = re.compile(r"[\"“„«][^\"“”„«»]{1,400}[\"”»]")


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


def _event_text(event: Event) -> Text:
    marks = mark_words(event)
    who = ", ".join(plain(ref.name) for ref in event.actors[:2])
    whom = ", ".join(plain(ref.name) for ref in event.recipients[:2])
    return Text.assemble(
        (f"{marks} " if marks else "", "yellow"),
        event_words(event),
        (f" {who}" + (f" → {whom}" if whom else ""), "dim"),
    )
