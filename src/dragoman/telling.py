"""What a run of `dragoman read` tells: records and a summary on the output, what went wrong on the error stream."""

from pathlib import Path

import click

from dragoman import render
from dragoman.export.jsonl import entry_object
from dragoman.intake import Outcome, State, Tally, as_entries
from dragoman.options import write_json

__all__ = ["print_outcome", "sum_up", "tell"]


def tell(outcome: Outcome, *, kept: bool) -> None:
    """What went wrong or was assumed, on the error stream."""
    for note in outcome.notes if outcome.state is not State.HELD else ():
        click.echo(f"{outcome.source}: note: {note}", err=True)
    if outcome.state is State.FAILED:
        click.echo(f"{outcome.source}: {outcome.reason}", err=True)
    elif outcome.state is State.UNREAD:
        click.echo(f"{outcome.source}: {'kept unread' if kept else 'not read'}: {outcome.reason}", err=True)


def print_outcome(outcome: Outcome, only: tuple[str, ...], *, table: bool, brief: bool) -> None:
    """The records of a report that was read, as JSON lines, as a screen or, in a longer run, as one line."""
    if outcome.state is State.HELD and table:
        click.echo(f"already held: {outcome.source}")
    elif outcome.state is State.HELD:
        click.echo(f"{outcome.source}: already held", err=True)
    if outcome.extraction is None:
        return
    if not table:
        entries = (e for e in as_entries(outcome.extraction) if not only or e.record.kind in only)
        write_json(map(entry_object, entries))
    elif brief:
        render.print_line(outcome)
    else:
        render.print_sheet(render.Sheet.of(outcome.extraction, outcome.source, only=only))


def sum_up(tally: Tally, record_path: Path | None, *, stopped: bool, to_stderr: bool) -> None:
    """How many reports met which end, and what was skipped."""
    if tally.skipped:
        names = ", ".join(Path(source).name for source in tally.skipped[:5])
        more = f" and {len(tally.skipped) - 5} more" if len(tally.skipped) > 5 else ""
        click.echo(f"skipped, no reader for: {names}{more}", err=True)
    total = sum(tally.states[state] for state in (State.READ, State.UNREAD, State.HELD, State.FAILED))
    if total > 1 or record_path or stopped:
        told = [f"{number:,} {state}" for state, number in tally.states.items() if number and state != State.SKIPPED]
        where = f" in {record_path}" if record_path else ""
        new = f"{tally.records:,} records" if tally.records else "nothing new"
        words = f"{'stopped: ' if stopped else ''}{', '.join(told) or 'no reports'}; {new}{where}"
        click.echo(words, err=to_stderr)
