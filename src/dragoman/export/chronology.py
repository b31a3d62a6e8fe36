"""A chronology in Markdown: what happened in order of date, each line with its source, the sources quoted at the end.

Meetings, incidents, agreements, commitments and key statements. Key are those by which somebody named promises,
demands, refuses, denies or warns; one that a commitment in the chronology tells already is left out. What a report says
is escaped: it makes no links, headings or HTML.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO, Unpack
from urllib.parse import quote

from dragoman.codes import Kind, StatementKind
from dragoman.export.files import writing
from dragoman.model.document import Span
from dragoman.model.records import AnyRecord, Statement
from dragoman.store import Entry, Filters, RecordFile, StoredDocument
from dragoman.wording import asserted_words, day_words, mark_words, plain, published_words, what_words, who_words

__all__ = ["export_chronology", "markdown", "write_chronology"]

_KINDS = frozenset({Kind.MEETING, Kind.INCIDENT, Kind.AGREEMENT, Kind.COMMITMENT})
_KEY = frozenset(StatementKind) - {StatementKind.CLAIM, StatementKind.ASSESSMENT, StatementKind.NONDISCLOSURE}

_LABELS = {
    Kind.MEETING: "Meeting",
    Kind.INCIDENT: "Incident",
    Kind.AGREEMENT: "Agreement",
    Kind.COMMITMENT: "Commitment",
    Kind.STATEMENT: "Statement",
}

_LONGEST = 400  # characters of one quotation


def export_chronology(record: RecordFile, out: Path, *, raw: bool = False, **filters: Unpack[Filters]) -> int:
    """Write the chronology to the file `out`; `raw` makes no difference. Returns how many records it tells."""
    with writing(out) as stream:
        return write_chronology(record, stream, **filters)


def write_chronology(record: RecordFile, stream: IO[str], **filters: Unpack[Filters]) -> int:
    """Write the chronology to an open stream. Returns how many records it tells."""
    told = _told(list(record.timeline(**filters)))
    numbers: dict[str, int] = {}
    for entry in told:
        numbers.setdefault(entry.document.id, len(numbers) + 1)
    stream.write("# Chronology\n\n")
    stream.write(f"{_number(len(told), 'entry', 'entries')} from {_number(len(numbers), 'report', 'reports')}.\n")
    year = ""
    for entry in told:
        if (heading := _year(entry)) != year:
            stream.write(f"\n## {heading}\n\n")
            year = heading
        stream.write(f"- {_line(entry)} [{numbers[entry.document.id]}]\n")
    if told:
        stream.write("\n## Sources\n\n")
        for line in _sources(record, told, numbers):
            stream.write(line + "\n")
    return len(told)


def _number(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


# --- what is told --------------------------------------------------------------------------------------------------


def _told(entries: list[Entry]) -> list[Entry]:
    kept = [entry for entry in entries if entry.record.kind in _KINDS or _is_key(entry.record)]
    owed: dict[str, list[Span]] = {}
    for entry in kept:
        if entry.record.kind is Kind.COMMITMENT:
            owed.setdefault(entry.document.id, []).append(entry.record.evidence[0].span)
    return [
        entry
        for entry in kept
        if not isinstance(entry.record, Statement)
        or not any(entry.record.evidence[0].span.overlaps(span) for span in owed.get(entry.document.id, ()))
    ]


def _is_key(record: AnyRecord) -> bool:
    return isinstance(record, Statement) and record.type in _KEY and record.speaker is not None


def _year(entry: Entry) -> str:
    """The heading that an entry stands under; the record lists those of loosely dated reports last."""
    if entry.dated == "own":
        return (entry.earliest or entry.latest or "")[:4]
    if not entry.earliest or not entry.latest:
        return _DATELESS
    days = date.fromisoformat(entry.latest) - date.fromisoformat(entry.earliest)
    return entry.earliest[:4] if days.days <= _LOOSE else _DATELESS


_DATELESS = "Without a date"
_LOOSE = 366  # days; as `day` in the record's tables


def _line(entry: Entry) -> str:
    """One entry: its date and whose date that is, its marks, what it tells, who asserts it."""
    record = entry.record
    day = day_words(entry.earliest, entry.latest)
    if day and entry.dated == "own":
        day = f"by {day}" if record.kind is Kind.COMMITMENT else day
    elif day:
        day = f"reported {day}"
    label = _LABELS[record.kind] + (f" ({marks})" if (marks := mark_words(record)) else "")
    between = ", " if isinstance(record, Statement) else " "
    said = asserted_words(record)
    return "".join(
        (
            f"**{markdown(day)}** " if day else "",
            f"{label}: {markdown(who_words(record))}{between}{markdown(what_words(record))}".rstrip(),
            f" (according to {markdown(said)})" if said else "",
        )
    )


# --- the sources ---------------------------------------------------------------------------------------------------


def _sources(record: RecordFile, told: list[Entry], numbers: dict[str, int]) -> Iterator[str]:
    """Each report once, in order of number, and under it the words that the lines rest on, each once."""
    groups: dict[str, list[Entry]] = {id: [] for id in numbers}
    for entry in told:
        groups[entry.document.id].append(entry)
    for n, group in zip(numbers.values(), groups.values(), strict=True):
        yield f"{n}. {_source(record, group[0].document)}"
        quoted = dict.fromkeys(
            (piece.span.start, plain(piece.text)) for entry in group for piece in entry.record.evidence[:3]
        )
        for _, words in sorted(quoted):
            yield f"    - “{markdown(_shortened(words))}”"


def _source(record: RecordFile, document: StoredDocument) -> str:
    """Outlet, title (or how the report begins), date, address, and the id by which `dragoman show` finds it."""
    opening = "" if document.title else record.document(document.id).text or ""
    heading = plain(document.title) or next((plain(line) for line in opening[:2000].splitlines() if line.strip()), "")
    title = f"“{markdown(_shortened(heading, 120))}”" if heading else ""
    day = published_words(document.dated) or "undated"
    pieces = (
        markdown(plain(document.outlet)),
        title,
        markdown(day),
        _address(document.url),
        f"report {document.id[:8]}",
    )
    return ", ".join(filter(None, pieces))


def _shortened(words: str, longest: int = _LONGEST) -> str:
    if len(words) <= longest:
        return words
    cut = words.rfind(" ", 0, longest)
    return (words[:cut] if cut > 0 else words[:longest]) + " …"


def _address(url: str | None) -> str:
    """A link for addresses of the web; any other is only text."""
    words = plain(url)
    if re.match(r"https?://[^/\s]", words, re.IGNORECASE):
        return f"<{quote(words, safe=_URL_SAFE)}>"
    return markdown(words)


_URL_SAFE = "!#$%&'()*+,/:;=?@[]~-._"

# Marks of Markdown and its dialects, and what makes a list or a heading at the beginning of a line.
_SPECIAL = re.compile(r"[\\`*_{}\[\]#|~$^]|^[-+=]")


def markdown(words: str) -> str:
    r"""Words that mean themselves in Markdown and in HTML.

    >>> markdown("<b>*2* [x](y)")
    '&lt;b&gt;\\*2\\* \\[x\\](y)'
    """
    words = _SPECIAL.sub(r"\\\g<0>", words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    return _LINKING.sub(lambda found: f"{found[1]}&#{ord(found[2])};", words)


# What many readers of Markdown make a link of by itself.
_LINKING = re.compile(r"\b(https?|ftp|mailto|xmpp|www)([:.])", re.IGNORECASE)
