"""The command line: `dragoman read`, `show`, `search`, `statements` and the others.

Only click and the standard library are imported at the top, so that `--help` comes at once; every command imports what
it needs. The library raises; only this module and `options.py` print errors and exit (0 fine, 1 something failed,
2 wrong use).
"""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from dragoman import __version__
from dragoman.codes import Kind
from dragoman.errors import UsageError
from dragoman.lists import LIST_COMMANDS
from dragoman.options import (
    INTERRUPTED,
    Commands,
    as_table,
    format_option,
    in_utf8,
    narrow_options,
    one_of,
    open_existing,
    record_option,
    suggest,
    write_json,
)

if TYPE_CHECKING:
    from dragoman.read import ReadOptions
    from dragoman.store import Filters

__all__ = ["main"]

# The kinds of record by the words that people may use for them.
KINDS = {f"{kind}s": str(kind) for kind in Kind}
FORMS = {"txt": ".txt", "html": ".html", "jsonl": ".jsonl", "csv": ".csv"}


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="dragoman")
def main() -> None:
    """Read news reports and keep the record: who said what, who met whom, who promised what.

    \b
    Example:
        dragoman read reports/ --record talks.db
    """


# --- read ----------------------------------------------------------------------------------------------------------


# fmt: off
@main.command()
@click.argument("reports", nargs=-1, required=True)
@click.option("--record", "record_path", type=click.Path(path_type=Path), metavar="FILE",
              help="Keep what is read in this record file; without it the records are only printed.")
@click.option("--published", metavar="DATE", help="The day (or month, or year) the report was published.")
@click.option("--outlet", metavar="NAME", help="Who published it.")
@click.option("--url", metavar="URL", help="Where it was found (for one report).")
@click.option("--title", metavar="TEXT", help="Its headline (for one report).")
@click.option("--map", "columns", metavar="FIELD=COLUMN,...", default="",
              help="Columns of JSON lines and CSV: text=body,title=headline,published=date,outlet=source,url=link.")
@click.option("--only", multiple=True, callback=one_of("kind", KINDS), metavar="KIND",
              help="Print only one kind of record, such as meetings or statements (may be repeated).")
@click.option("--as", "suffix", callback=one_of("kind of file", FORMS), metavar="txt|html|jsonl|csv",
              help="Read the files as this, whatever their names say.")
@click.option("--encoding", metavar="NAME", help="The encoding of files that are not UTF-8, such as cp1251.")
@click.option("--actors", type=click.Path(path_type=Path), metavar="FILE",
              help="A lexicon of actors of your own, columns as in lexicons/actors.csv.")
@click.option("--places", type=click.Path(path_type=Path), metavar="FILE",
              help="Places of your own: name,lat,lon,country,kind,precision; or places.csv beside the record.")
@click.option("--model", envvar="DRAGOMAN_MODEL", metavar="NAME", help="The spaCy model to use (or $DRAGOMAN_MODEL).")
@click.option("--rules-only", is_flag=True, help="Read by the rules alone, without the encoder: faster, finds less.")
@click.option("--again", is_flag=True, help="Read anew what the record holds already.")
@format_option
def read(
    reports: tuple[str, ...],
    record_path: Path | None,
    only: tuple[str, ...],
    suffix: str | None,
    actors: Path | None,
    places: Path | None,
    model: str | None,
    rules_only: bool,
    again: bool,
    form: str | None,
    **given: str | None,
) -> None:
    """Read reports and print their records, or keep them.

    REPORTS are files (.txt, .html, .jsonl, .csv), folders, or - for the standard input. A report that the record
    holds already is not read again.

    \b
    Example:
        dragoman read doha.txt --published 2021-10-09 --only statements
        dragoman read reports/ --record talks.db
    """
    from functools import partial

    from dragoman import intake, telling
    from dragoman.own_places import places_beside
    from dragoman.progress import Progress
    from dragoman.store import open_record
    from dragoman.terminal import console

    options = _read_options(reports, given)
    several = len(reports) > 1 or Path(reports[0]).is_dir() or suffix in (".jsonl", ".csv")
    table = as_table(form)
    tally = intake.Tally()
    record = open_record(record_path) if record_path else None
    places = places or (places_beside(record_path) if record_path else None)
    extract = partial(intake.load_extract, actors=actors, places=places, model=model, rules_only=rules_only)
    progress = Progress(console(stderr=True))
    if record and actors:
        record.note_actors(actors)
    try:
        outcomes = intake.take_in(reports, options, extract=extract, record=record, suffix=suffix, again=again)
        for outcome in progress.each(outcomes):
            tally.count(outcome)
            telling.tell(outcome, kept=record is not None)
            telling.print_outcome(outcome, only, table=table, brief=several and record is not None)
        stopped = False
    except KeyboardInterrupt:
        stopped = True
    finally:
        if record:
            record.close()
    telling.sum_up(tally, record_path, stopped=stopped, to_stderr=not table)
    sys.exit(INTERRUPTED if stopped else int(tally.failed))
# fmt: on


def _read_options(reports: tuple[str, ...], given: dict[str, str | None]) -> "ReadOptions":
    """The user's word on the reports, checked."""
    from dragoman.read import ReadOptions, parse_columns
    from dragoman.read.days import read_day

    if link := next((report for report in reports if "://" in report), None):
        raise UsageError(
            f"links are not read yet ({link}): save the page and read the file, or "
            f"curl -sL {shlex.quote(link)} | dragoman read - --url {shlex.quote(link)}"
        )
    if given["url"] or given["title"]:
        tables = (".jsonl", ".ndjson", ".json", ".csv", ".tsv")
        path = Path(reports[0])
        if len(reports) > 1 or path.is_dir() or path.suffix.lower() in tables:
            raise UsageError("--url and --title are of one report: name one file, or - for the standard input")
    published = read_day(given["published"]) if given["published"] else None
    if given["published"] and not published:
        raise UsageError(f'--published "{given["published"]}" is not a day, month or year, as in 2021-10-09 or 2021-10')
    if given["encoding"]:
        _check_encoding(given["encoding"])
    return ReadOptions(
        published=published,
        outlet=given["outlet"],
        url=given["url"],
        title=given["title"],
        columns=parse_columns(given["columns"] or ""),
        encoding=given["encoding"],
    )


def _check_encoding(name: str) -> None:
    try:
        "a".encode(name)
    except (LookupError, ValueError) as error:
        raise UsageError(f'--encoding: Python knows no encoding "{name}"') from error


# --- asking the record ---------------------------------------------------------------------------------------------

for command in LIST_COMMANDS:
    main.add_command(command)


@main.command()
@click.argument("id")
@record_option
@format_option
def show(id: str, record_path: Path | None, form: str | None) -> None:
    """Show one record or report, its words quoted.

    The beginning of an ID is enough.

    \b
    Example:
        dragoman show 4f1c09aa
    """
    from dragoman import render
    from dragoman.detail import print_record
    from dragoman.errors import NotHeldError
    from dragoman.export.jsonl import document_header, entry_object
    from dragoman.model.jsonable import to_jsonable

    with open_existing(record_path) as record:
        try:
            entry = record.get(id)
        except NotHeldError:
            stored = record.document(id)
            found = tuple(record.find(document=stored.id))
            if as_table(form):
                render.print_sheet(render.Sheet.stored(stored, found))
            else:
                write_json([{**document_header(stored), "text": stored.text, "unread": stored.unread}])
            return
        history = record.attestations(entry.record.id)
        if as_table(form):
            print_record(entry, record.document(entry.document.id).text, history)
        else:
            write_json([{**entry_object(entry), "attestations": [to_jsonable(each) for each in history]}])


@main.command()
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", default=20, help="At most so many reports, by default 20."
)
@record_option
@format_option
def search(words: tuple[str, ...], limit: int, record_path: Path | None, form: str | None) -> None:
    """Search the full text of the reports.

    Words in quotation marks must stand together.

    \b
    Example:
        dragoman search prisoners released
        dragoman search '"prisoner exchange" Kabul' --limit 5
    """
    from dragoman.export.jsonl import document_header
    from dragoman.listing import print_hits
    from dragoman.model.jsonable import to_jsonable

    with open_existing(record_path) as record:
        hits = record.search(" ".join(words), limit=limit)
        if as_table(form):
            print_hits(hits)
        else:
            write_json({**to_jsonable(hit), "document": document_header(hit.document)} for hit in hits)


# --- out of the record, and the rest -------------------------------------------------------------------------------


# fmt: off
@main.command()
@click.argument("format", metavar="jsonl|csv|chronology")
@click.option("--output", type=click.Path(path_type=Path), metavar="PATH",
              help="The file to write; for csv the folder. Without it the rest goes to the standard output.")
@click.option("--raw", is_flag=True, help="For machines: cells that look like formulas stay as they are.")
@narrow_options
@record_option
def export(format: str, output: Path | None, raw: bool, record_path: Path | None, **filters: Any) -> None:
    """Write the record, or a part of it, as jsonl, csv or a chronology.

    jsonl and chronology (Markdown, with numbered sources) are one file, or the standard output; csv is a folder of
    tables.

    \b
    Example:
        dragoman export csv --output tables/
        dragoman export chronology --actor M23 --since 2022-11 --output m23.md
    """
    from dragoman.export import EXPORTERS, STREAMS

    if format not in EXPORTERS:
        raise UsageError(suggest("format", format, EXPORTERS))
    with open_existing(record_path) as record:
        if output is None and format in STREAMS:
            in_utf8()
            STREAMS[format](record, sys.stdout, cast("Filters", filters))
            return
        if output is None:
            raise UsageError(f"{format} is written to a folder: say which with --output FOLDER")
        written = EXPORTERS[format](record, output, raw=raw, **cast("Filters", filters))
    click.echo(f"{written:,} records written to {output}")
# fmt: on


@main.command()
@click.option("--model", envvar="DRAGOMAN_MODEL", metavar="NAME", help="The spaCy model to look for first.")
@format_option
def doctor(model: str | None, form: str | None) -> None:
    """Show what is installed, what differs and what is missing.

    \b
    Example:
        dragoman doctor
    """
    from dataclasses import asdict

    from dragoman.doctor import examine, print_findings

    findings = examine(model)
    if as_table(form):
        print_findings(findings)
    else:
        write_json(asdict(finding) for finding in findings)
    sys.exit(int(any(finding.state == "missing" for finding in findings)))


@main.command()
def demo() -> None:
    """Read the example reports and print what they tell.

    The record is demo/record.db, in the folder of the repository.

    \b
    Example:
        dragoman demo
    """
    from dragoman.demo import run_demo

    sys.exit(int(run_demo(Path()) > 0))


if __name__ == "__main__":
    main()
