"""Lists of records, single records and search results on a terminal; one report's screen is in `render.py`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any

from rich.table import Table
from rich.text import Text

from dragoman.codes import Kind
from dragoman.model.document import Evidence
from dragoman.model.records import Actor, ActorRef, Attestation, Place, PlaceRef, Record, Statement, When
from dragoman.render import console, day_words, gist_text, joined, plain, published_words, same_length, speaker_words
from dragoman.store import Entry, Hit

__all__ = ["list_table", "print_hits", "print_list", "print_record", "record_lines", "search_lines"]

ROWS = 40  # of a list on a terminal, where --limit does not say otherwise

# --- lists ---------------------------------------------------------------------------------------------------------


def print_list(kind: Kind | None, entries: Iterable[Entry], *, limit: int | None = None) -> None:
    """Print entries as a table, and how many were left out."""
    found = list(entries)
    out = console()
    table = list_table(kind, found, rows=limit or ROWS)
    if not found:
        out.print(Text("nothing found", "dim"))
        return
    out.print(table)
    grouped = kind in (Kind.ACTOR, Kind.PLACE)
    total = len({getattr(e.record, "name", "") for e in found}) if grouped else len(found)
    if total > table.row_count:
        out.print(Text(f"… and {total - table.row_count:,} more: --limit N, or --format json for all", "dim"))


def print_record(entry: Entry, text: str | None, attestations: Sequence[Attestation]) -> None:
    """Print a record in full."""
    out = console()
    for line in record_lines(entry, text, attestations):
        out.print(line)


def print_hits(hits: Sequence[Hit]) -> None:
    """Print what a search found."""
    out = console()
    for line in search_lines(hits) if hits else [Text("nothing found", "dim")]:
        out.print(line)


def list_table(kind: Kind | None, entries: Sequence[Entry], *, rows: int = ROWS) -> Table:
    """The first entries: actors and places once each with the number of their reports, the rest line by line."""
    if kind is Kind.ACTOR:
        return _grouped(entries, ("actor", "what", "country", "sector", "reports"), _actor_cells, rows)
    if kind is Kind.PLACE:
        return _grouped(entries, ("place", "what", "country", "coordinates", "reports"), _place_cells, rows)
    table = _table(("date", "who", "what", "report", "id"))
    for entry in entries[:rows]:
        record = entry.record
        when = Text(day_words(entry.earliest, entry.latest), "" if entry.dated == "own" else "dim")
        document = entry.document
        report = plain(document.outlet or document.title) or document.id[:8]
        table.add_row(when, *_who_what(record), Text(report, "dim"), Text(record.id[:8], "dim"))
    return table


def _table(columns: Sequence[str]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    widths = {"date": 24, "who": 24, "report": 18, "actor": 34, "place": 30}
    for name in columns:
        fixed = name in ("date", "id", "reports", "country", "sector")
        table.add_column(
            name, max_width=widths.get(name), no_wrap=fixed, justify="right" if name == "reports" else "left"
        )
    return table


def _who_what(record: Record) -> tuple[Text, Text]:
    if isinstance(record, Statement):
        return Text(speaker_words(record), "cyan"), gist_text(record)
    name = getattr(record, "name", None)
    return Text(plain(name) if name else str(record.kind), "cyan"), Text(plain(record.evidence[0].text))


def _grouped(entries: Iterable[Entry], columns: Sequence[str], cells: Any, rows: int) -> Table:
    """One row a name, those in most reports first."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(getattr(entry.record, "name", ""), []).append(entry)
    table = _table(columns)
    for group in sorted(groups.values(), key=lambda g: -len({e.document.id for e in g}))[:rows]:
        table.add_row(*cells([e.record for e in group]), str(len({e.document.id for e in group})))
    return table


def _actor_cells(actors: Sequence[Actor]) -> tuple[Text | str, ...]:
    about = ", ".join(filter(None, (_first(actors, "role"), _first(actors, "affiliation")))) or str(actors[0].type)
    return Text(plain(actors[0].name), "cyan"), plain(about), _first(actors, "country"), _first(actors, "sector")


def _place_cells(places: Sequence[Place]) -> tuple[Text | str, ...]:
    place = next((p for p in places if p.lat is not None), places[0])
    where = f"{place.lat:.2f}, {place.lon:.2f}" if place.lat is not None and place.lon is not None else ""
    return Text(plain(place.name), "cyan"), str(place.type), place.country or "", where


def _first(records: Sequence[Record], name: str) -> str:
    return next((str(value) for record in records if (value := getattr(record, name))), "")


# --- one record ----------------------------------------------------------------------------------------------------

_AROUND = 120  # characters of the report shown on either side of the words


def record_lines(entry: Entry, text: str | None, attestations: Sequence[Attestation]) -> Iterator[Text]:
    """A record in full: its words in the report, its fields, where it stands, who read it."""
    record = entry.record
    yield Text.assemble(
        (f"{record.kind} {record.id}", "bold"), ("" if entry.current else "  (no longer found)", "yellow")
    )
    yield Text()
    for evidence in record.evidence[:3]:
        yield _in_context(evidence, text)
    if len(record.evidence) > 3:
        yield Text(f"  … and {len(record.evidence) - 3} more places", "dim")
    yield Text()
    for name, value in _values(record):
        yield _field(name, value)
    if days := day_words(entry.earliest, entry.latest):
        yield _field("dated", days + (" (the report's own date)" if entry.dated == "report" else ""))
    document = entry.document
    about = [plain(document.title), plain(document.outlet), published_words(document.dated), plain(document.url)]
    yield _field("report", joined([*about, document.id[:8]]))
    coders = dict.fromkeys(attestation.coder for attestation in attestations)
    if coders:
        yield _field("read by", "; ".join(coders))


def _field(name: str, value: str | Text) -> Text:
    return Text.assemble((f"{name:14}", "cyan"), value)


def _in_context(evidence: Evidence, text: str | None) -> Text:
    """The words in bold, with what stands around them in the report."""
    if text is None:
        return Text(f"  “{plain(evidence.text)}”")
    start, end = evidence.span.start, evidence.span.end
    before = ("… " if start > _AROUND else "") + plain(text[max(0, start - _AROUND) : start])
    after = plain(text[end : end + _AROUND]) + (" …" if end + _AROUND < len(text) else "")
    words = (plain(evidence.text), "bold")
    gap = " " if text[end : end + 1].isspace() else ""
    return Text.assemble(("  " + before + (" " if before else ""), "dim"), words, (gap + after, "dim"))


def _values(record: Record) -> Iterator[tuple[str, str]]:
    """The fields that hold anything, as words."""
    shared = ("evidence", "by", "confidence")
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name not in shared and value not in (None, (), False, "", "asserted"):
            yield field.name, _value_words(value)
    yield "confidence", f"{record.confidence:.2f}"


def _value_words(value: Any) -> str:
    match value:
        case tuple():
            return "; ".join(_value_words(element) for element in value)
        case Evidence():
            return f"“{plain(value.text)}”"
        case ActorRef() | PlaceRef():
            return plain(value.name) + ("" if value.words == value.name else f" (“{plain(value.words)}”)")
        case When():
            return f"{day_words(value.earliest, value.latest) or value.value or ''} (“{plain(value.words)}”)".strip()
        case _:
            return plain(str(value))


# --- search --------------------------------------------------------------------------------------------------------


def search_lines(hits: Iterable[Hit]) -> Iterator[Text]:
    """Each report with its title, the words found in their surroundings, and its id."""
    for hit in hits:
        document = hit.document
        snippet = Text(same_length(hit.snippet))
        for mark in hit.marks:
            snippet.stylize("bold green", mark.start, mark.end)
        if document.title:
            yield Text(plain(document.title), "bold")
        yield snippet
        pieces = [plain(document.outlet), published_words(document.dated), f"report {document.id[:8]}"]
        if hit.statements:
            pieces.append("said in " + ", ".join(id[:8] for id in hit.statements[:3]))
        yield joined(pieces, "dim")
        yield Text()
