"""Lists of records and search results on a terminal; one report's screen is in `render.py`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from dragoman.codes import FigureField, Kind
from dragoman.model.records import Actor, Place, Record
from dragoman.render import gist_text, record_text
from dragoman.store import Entry, Hit
from dragoman.terminal import console, joined
from dragoman.wording import (
    asserted_words,
    day_words,
    event_words,
    mark_words,
    meeting_place,
    names,
    perpetrator_words,
    place_words,
    plain,
    published_words,
    same_length,
    speaker_words,
    toll_words,
    who_words,
)

__all__ = ["list_table", "print_hits", "print_list", "search_lines"]

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


def print_hits(hits: Sequence[Hit]) -> None:
    """Print what a search found."""
    out = console()
    for line in search_lines(hits) if hits else [Text("nothing found", "dim")]:
        out.print(line)


def list_table(kind: Kind | None, entries: Sequence[Entry], *, rows: int = ROWS) -> Table:
    """The first entries: actors and places once each with the number of their reports, the rest line by line.

    With no kind, the timeline: one line of the terminal for each.
    """
    if kind is Kind.ACTOR:
        return _grouped(entries, ("actor", "what", "country", "sector", "reports"), _actor_cells, rows)
    if kind is Kind.PLACE:
        return _grouped(entries, ("place", "what", "country", "coordinates", "reports"), _place_cells, rows)
    if kind is None:
        return _timeline(entries[:rows])
    columns, cells = _COLUMNS[kind]
    table = _table(("date", *columns, "report", "id"))
    for entry in entries[:rows]:
        document = entry.document
        report = plain(document.outlet or document.title) or document.id[:8]
        table.add_row(_dated(entry), *cells(entry.record), Text(report, "dim"), Text(entry.record.id[:8], "dim"))
    return table


def _timeline(entries: Iterable[Entry]) -> Table:
    table = _table(("date", "kind", "what", "id"), one_line=True)
    for entry in entries:
        record = entry.record
        words = record_text(entry, dated=False)
        table.add_row(_dated(entry), Text(str(record.kind), "dim"), words, Text(record.id[:8], "dim"))
    return table


def _dated(entry: Entry) -> Text:
    """The date, dimmed where it is the report's; "by" before a deadline."""
    due = "by " if entry.record.kind is Kind.COMMITMENT and entry.dated == "own" else ""
    return Text(due + day_words(entry.earliest, entry.latest), "" if entry.dated == "own" else "dim")


def _table(columns: Sequence[str], *, one_line: bool = False) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0), expand=one_line)
    widths = {"date": 24, "who": 24, "report": 18, "actor": 34, "place": 30, "parties": 34, "type": 22, "name": 34}
    for name in columns:
        fixed = name in ("date", "id", "reports", "country", "sector", "status", "kind")
        table.add_column(
            name,
            max_width=widths.get(name),
            ratio=1 if one_line and not fixed else None,  # the words give way, never the date
            no_wrap=fixed or one_line,
            overflow="ellipsis" if one_line else "fold",
            justify="right" if name == "reports" else "left",
        )
    return table


# --- the cells of each kind ----------------------------------------------------------------------------------------


def _said_cells(record: Any) -> tuple[Text, ...]:
    return Text(speaker_words(record), "cyan"), gist_text(record)


def _meeting_cells(record: Any) -> tuple[Text, ...]:
    about = "; ".join(filter(None, (plain(record.round), *map(plain, record.agenda))))
    about += "".join(f"; not {plain(topic)}" for topic in record.not_about)
    place = meeting_place(record)
    status = Text(str(record.status), "" if record.status == "held" else "yellow")
    return Text(who_words(record), "cyan"), Text(place), status, Text(about.removeprefix("; "))


def _event_cells(record: Any) -> tuple[Text, ...]:
    parties = names(record.actors) + (f" → {names(record.recipients)}" if record.recipients else "")
    marks, said = Text(mark_words(record), "yellow"), Text(asserted_words(record), "dim")
    return Text(event_words(record)), Text(parties, "cyan"), marks, said


def _incident_cells(record: Any) -> tuple[Text, ...]:
    who, place = Text(perpetrator_words(record), "cyan"), Text(place_words(record.place))
    killed = toll_words(record, FigureField.KILLED) or toll_words(record, FigureField.CASUALTIES)
    marks = ", ".join(filter(None, (mark_words(record), "recalled" if record.recalled else "")))
    kind = Text.assemble(plain(record.type), (f" ({marks})" if marks else "", "yellow"))
    return kind, who, place, Text(killed), Text(toll_words(record, FigureField.WOUNDED))


def _agreement_cells(record: Any) -> tuple[Text, ...]:
    return Text(plain(record.name), "cyan"), Text(names(record.parties, " - ")), Text(str(record.type))


def _commitment_cells(record: Any) -> tuple[Text, ...]:
    action = plain(record.action) + (f" ({plain(record.condition)})" if record.condition else "")
    status = "" if record.status == "none" else str(record.status)
    return Text(str(record.type)), Text(who_words(record), "cyan"), Text(action), Text(status, "yellow")


_COLUMNS: dict[Kind, tuple[tuple[str, ...], Callable[[Any], tuple[Text, ...]]]] = {
    Kind.STATEMENT: (("who", "what"), _said_cells),
    Kind.MEETING: (("parties", "where", "status", "about"), _meeting_cells),
    Kind.EVENT: (("event", "who → whom", "mark", "on whose word"), _event_cells),
    Kind.INCIDENT: (("type", "by", "where", "killed", "wounded"), _incident_cells),
    Kind.AGREEMENT: (("name", "parties", "kind"), _agreement_cells),
    Kind.COMMITMENT: (("type", "who", "action", "status"), _commitment_cells),
}


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
