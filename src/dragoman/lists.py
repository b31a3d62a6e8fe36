"""The commands that list records: one for every kind, and the timeline of all that has a date."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.codes import Kind
from dragoman.options import as_table, filter_options, open_existing, write_json

if TYPE_CHECKING:
    from dragoman.store import Entry

__all__ = ["LIST_COMMANDS"]

# Name of the command, the kind it lists (None: all that has a date), what it says of itself, what to paste.
_LISTS: tuple[tuple[str, Kind | None, str, str], ...] = (
    (
        "timeline",
        None,
        "List the whole record in order of date: a line for each thing said and done.\n\n"
        "What gives no date of its own stands at the date of its report.",
        "--actor Taliban --since 2021-08 --until 2021-12",
    ),
    (
        "meetings",
        Kind.MEETING,
        "List who met whom, where, on what, and whether it took place.",
        "--actor Taliban --since 2021",
    ),
    (
        "statements",
        Kind.STATEMENT,
        "List who said what, in order of date.",
        "--actor Taliban --since 2021-08 --text recognition",
    ),
    (
        "events",
        Kind.EVENT,
        "List political events by their PLOVER types: who did what to whom, on whose word.",
        "--actor M23 --since 2022-11 --until 2022-12",
    ),
    (
        "incidents",
        Kind.INCIDENT,
        "List acts of violence, with the tolls of every account.\n\n"
        "Who did it is named by the report, claimed, suspected, alleged or denied. What was attempted, foiled or "
        "only threatened is marked so, and what the report looks back on is recalled. A toll is what a period or a "
        "war cost.",
        "--place Kunduz --since 2021-10",
    ),
    (
        "agreements",
        Kind.AGREEMENT,
        "List accords, truces and plans, with their parties.",
        "--actor Taliban",
    ),
    (
        "commitments",
        Kind.COMMITMENT,
        "List who must, will or will not do what by when, and what was reported of it.",
        "--actor M23 --text withdraw",
    ),
    (
        "actors",
        Kind.ACTOR,
        "List people, organisations, countries and groups.",
        "--text spokesman --limit 20",
    ),
    (
        "places",
        Kind.PLACE,
        "List places, with their countries and coordinates.",
        "--since 2022 --format json",
    ),
)


def _list(kind: Kind | None, record_path: Path | None, form: str | None, filters: dict[str, Any]) -> None:
    """Print the entries of one kind, or with None the timeline."""
    from dragoman.export.jsonl import entry_object
    from dragoman.listing import print_list

    limit = filters["limit"]
    if kind in (Kind.ACTOR, Kind.PLACE) and as_table(form):
        filters = {**filters, "limit": None}  # of names, not of mentions in reports: these are one row
    with open_existing(record_path) as record:
        entries: Iterable[Entry] = record.find(kind, **filters) if kind else record.timeline(**filters)
        if as_table(form):
            print_list(kind, entries, limit=limit)
        else:
            write_json(map(entry_object, entries))


class _List(click.Command):
    """Says which option a word without one may have been meant for."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments, of which a list has none."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            if "extra argument" not in error.message:
                raise
            how = "Lists are narrowed by options: --actor NAME, --place NAME, --text WORDS"
            raise click.UsageError(f"{error.message}. {how}", ctx) from error


def _command(name: str, kind: Kind | None, told: str, example: str) -> click.Command:
    def run(record_path: Path | None, form: str | None, **filters: Any) -> None:
        _list(kind, record_path, form, filters)

    help = f"{told}\n\n\b\nExample:\n    dragoman {name} {example}"
    return click.command(name, cls=_List, help=help)(filter_options(run))


LIST_COMMANDS: tuple[click.Command, ...] = tuple(_command(*row) for row in _LISTS)
