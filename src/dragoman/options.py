"""What the commands of `cli.py` share: options, the record they ask, how errors are told, JSON on the output."""

import difflib
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dragoman.errors import DragomanError, UsageError

if TYPE_CHECKING:
    from dragoman.store import RecordFile

__all__ = [
    "INTERRUPTED",
    "Commands",
    "as_table",
    "filter_options",
    "format_option",
    "in_utf8",
    "narrow_options",
    "one_of",
    "open_existing",
    "record_option",
    "suggest",
    "write_json",
]

F = TypeVar("F", bound=Callable[..., Any])

INTERRUPTED = 130  # the exit code of a program that Ctrl-C stopped


# --- wrong words, and how errors are told --------------------------------------------------------------------------


def suggest(what: str, word: str, known: Iterable[str]) -> str:
    """What to say of a word that is none of the known ones."""
    names = sorted(known)
    near = difflib.get_close_matches(word.lower(), names, n=1)
    return f'unknown {what} "{word}".' + (f' Did you mean "{near[0]}"?' if near else "") + f" ({', '.join(names)})"


def one_of(what: str, known: Mapping[str, str]) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """A callback for an option that takes one of a few words, or several; it gives what the words stand for."""

    def convert(word: str) -> str:
        if word.lower() not in known and word.lower() not in known.values():
            raise click.BadParameter(suggest(what, word, known))
        return known.get(word.lower(), word.lower())

    def callback(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
        return tuple(map(convert, value)) if isinstance(value, tuple) else value and convert(value)

    return callback


class Commands(click.Group):
    """Names the nearest command for a misspelt one, and tells Dragoman's own errors in one line."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments, or an error that says where the options of commands stand."""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            where = "The options of a command stand behind it: dragoman read REPORTS --record FILE."
            raise click.UsageError(f"{error.format_message()} {where}", ctx) from error

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """The command, or an error that names the nearest one."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            ctx.fail(suggest("command", args[0], self.commands))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; errors of ours go to the error stream, without a traceback."""
        try:
            return super().invoke(ctx)
        except DragomanError as error:
            click.echo(f"dragoman {ctx.invoked_subcommand}: {error}", err=True)
            ctx.exit(2 if isinstance(error, UsageError) else 1)
        except KeyboardInterrupt:
            click.echo("stopped", err=True)
            ctx.exit(INTERRUPTED)


# --- options that several commands take ----------------------------------------------------------------------------


def format_option(command: F) -> F:
    """Adds --format."""
    return click.option(
        "--format",
        "form",
        callback=one_of("format", {"table": "table", "json": "json"}),
        metavar="table|json",
        help="A table for people or JSON lines; by default a table on a terminal, JSON lines in a pipe.",
    )(command)


def record_option(command: F) -> F:
    """Adds --record, for commands that ask an existing record."""
    return click.option(
        "--record",
        "record_path",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="The record file; by default $DRAGOMAN_RECORD, or the one *.db in this folder.",
    )(command)


def filter_options(command: F) -> F:
    """Adds what the commands that list records take."""
    return record_option(format_option(narrow_options(command)))


def narrow_options(command: F) -> F:
    """Adds the filters."""
    for name, metavar, words in (
        ("--limit", "N", "At most so many (1 or more)."),
        ("--text", "WORDS", "Whose own words hold all of these."),
        ("--until", "DATE", "Dated until this day, month or year (2021-10-09, 2021-10, 2021)."),
        (
            "--since",
            "DATE",
            "Dated since this day, month or year. An interval counts where it touches; what tells no day goes by its "
            'report\'s; an open side ("since 2011", "by Friday") reaches to the day of its report.',
        ),
        ("--place", "NAME", "That name this place or a place in it: whole words, whatever the case and accents."),
        (
            "--actor",
            "NAME",
            "That name this actor: whole words of a name, whatever the case and accents. Any full name, alias or "
            "acronym of an actor finds all the others of it (RSF, Rapid Support Forces); a movement also finds what "
            "its spokesmen say.",
        ),
    ):
        kind: Any = click.IntRange(min=1) if name == "--limit" else str
        command = click.option(name, metavar=metavar, type=kind, help=words)(command)
    return command


def as_table(form: str | None) -> bool:
    """Whether to print for people."""
    return form == "table" or (form is None and sys.stdout.isatty())


def open_existing(path: Path | None) -> "RecordFile":
    """The record that is named, or that $DRAGOMAN_RECORD names, or the only one in this folder."""
    from dragoman.store import open_record

    if path is None and os.environ.get("DRAGOMAN_RECORD"):
        path = Path(os.environ["DRAGOMAN_RECORD"])
    if path is None:
        found = sorted(Path().glob("*.db"))
        if not found:
            raise UsageError(
                "which record? There is no *.db file in this folder: give --record FILE or set DRAGOMAN_RECORD. "
                "To make one: dragoman read REPORTS --record FILE"
            )
        if len(found) > 1:
            names = ", ".join(str(file) for file in found[:6])
            raise UsageError(f"which record? This folder has {len(found)} ({names}): give --record FILE")
        path = found[0]
    return open_record(path, create=False)


def write_json(rows: Iterable[Any]) -> None:
    """One JSON object a line on the standard output, in UTF-8 whatever the locale."""
    import msgspec

    in_utf8()
    for row in rows:
        sys.stdout.write(msgspec.json.encode(row).decode() + "\n")
    sys.stdout.flush()


def in_utf8() -> None:
    """From here on the standard output is UTF-8, whatever the locale."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
