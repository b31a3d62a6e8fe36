"""`dragoman demo`: reads the example reports of the repository and prints what they tell of one peace process."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from rich.text import Text

from dragoman import demo_sections
from dragoman.codes import Kind
from dragoman.demo_sections import MONTH
from dragoman.errors import InputError
from dragoman.intake import Outcome, State, Tally, take_in
from dragoman.model.records import Statement
from dragoman.progress import Progress
from dragoman.read import ReadOptions
from dragoman.render import gist_text
from dragoman.store import Entry, RecordFile, open_record
from dragoman.terminal import console, fold
from dragoman.wording import plain, speaker_words

__all__ = ["choose", "run_demo"]

# The file by which the examples are known from any other folder of that name.
_KNOWN = "doha-talks-2021-10-09.txt"

_SHOWN = 8  # statements; of one speaker and of one report, this many at most:
_OF_SPEAKER, _OF_REPORT = 2, 3


def run_demo(folder: Path) -> int:
    """Read `folder`/examples into `folder`/demo/record.db and print one process; how many reports failed.

    A second run reads nothing and prints the same. Raises InputError where there are no examples.
    """
    examples = folder / "examples"
    if not (examples / _KNOWN).is_file():
        raise InputError(
            f"no examples in {folder.resolve()}: they come with the repository, so run this in a clone of it. "
            "Reports of your own: dragoman read FILE"
        )
    path = folder / "demo" / "record.db"
    path.parent.mkdir(exist_ok=True)
    with open_record(path) as record:
        tally = _read(examples, record)
        _print_counts(record, tally, path)
        chosen = choose(record.find(Kind.STATEMENT, since=MONTH, until=MONTH))
        _print_process(record, chosen)
        _print_commands(chosen, path)
    return tally.states[State.FAILED]


def _read(examples: Path, record: RecordFile) -> Tally:
    tally = Tally()
    progress = Progress(console(stderr=True))
    outcomes: Iterable[Outcome] = take_in([str(examples)], ReadOptions(), record=record)
    for outcome in progress.each(outcomes):
        tally.count(outcome)
        if outcome.state is State.FAILED:
            console(stderr=True).print(Text(f"{outcome.source}: {outcome.reason}", "red"))
    return tally


def _print_counts(record: RecordFile, tally: Tally, path: Path) -> None:
    held, new = tally.states[State.HELD], tally.states[State.READ] + tally.states[State.UNREAD]
    days = [document.dated.day for document in record.documents()]
    years = sorted(day.year for day in days if day)
    out = console()
    out.print(Text(f"{new + held} example reports in {path}" + ("" if new else " (all held already)"), "bold"))
    counts = ", ".join(f"{number:,} {kind}s" for kind, number in record.counts().items() if number)
    span = f", from {years[0]} to {years[-1]}" if years else ""
    out.print(Text(f"{counts}{span}; every one with the words it rests on", "dim"))
    out.print()


def _print_process(record: RecordFile, chosen: list[tuple[Entry, Statement]]) -> None:
    """Who met, what was done and how the tolls differ, who owes what, who said what: a screen or two."""
    out = console()
    sections = (
        ("The United States and the Taliban, October 2021: who met", demo_sections.meeting_lines(record, out.width)),
        ("How many were killed: the accounts side by side", demo_sections.toll_lines(record, out.width)),
        ("The exchange of prisoners: what was promised, and what was reported of it",
         demo_sections.commitment_lines(record, out.width)),
        ("Who said what", _said_lines(chosen, out.width)),
    )  # fmt: skip
    for heading, lines in sections:
        if lines:
            out.print(Text(heading, "bold"))
            for line in lines:
                out.print(line, no_wrap=True, crop=True)
            out.print()


def _said_lines(chosen: list[tuple[Entry, Statement]], width: int) -> list[Text]:
    lines: list[Text] = []
    column = max((len(speaker_words(s)) for _, s in chosen), default=0)
    last = ""
    for entry, statement in chosen:
        day = demo_sections.day_of_month(entry)
        head = Text.assemble(
            (f"{day if day != last else '':>6}  ", "dim"), (f"{speaker_words(statement):{column}}  ", "cyan")
        )
        last = day
        lines += fold(head, gist_text(statement), width, 2)
    return lines


def _print_commands(chosen: list[tuple[Entry, Statement]], path: Path) -> None:
    out = console()
    out.print(Text("Try next", "bold"))
    for command, what in _commands(chosen, path):
        out.print(
            Text.assemble((f"  {command}", "green"), (f"   {what}", "dim")), no_wrap=True, overflow="ignore", crop=False
        )


def choose(entries: Iterable[Entry]) -> list[tuple[Entry, Statement]]:
    """A few statements, in order: those that quote somebody by name first, some of each report."""
    said = [(entry, entry.record) for entry in entries if isinstance(entry.record, Statement) and _is_of_month(entry)]
    ranked = sorted(range(len(said)), key=lambda n: said[n][1].directness == "indirect")
    taken: dict[str, int] = {}
    chosen: list[int] = []
    for n in ranked:
        entry, statement = said[n]
        name, report = speaker_words(statement), entry.document.id
        if statement.speaker is None or len(plain(statement.gist)) < 20 or len(chosen) == _SHOWN:
            continue
        if taken.get(name, 0) < _OF_SPEAKER and taken.get(report, 0) < _OF_REPORT:
            taken[name] = taken.get(name, 0) + 1
            taken[report] = taken.get(report, 0) + 1
            chosen.append(n)
    return [said[n] for n in sorted(chosen)]


def _is_of_month(entry: Entry) -> bool:
    """Whether it is dated inside the month, and not merely in a longer time that touches it."""
    return (entry.earliest or "")[:7] == (entry.latest or "")[:7] == MONTH


def _commands(chosen: list[tuple[Entry, Statement]], path: Path) -> list[tuple[str, str]]:
    """Commands to paste, as this one was called."""
    called = sys.argv[0] if os.sep in sys.argv[0] and not Path(sys.argv[0]).is_absolute() else "dragoman"
    shown = chosen[0][1].id[:8] if chosen else ""
    return [
        *([(f"{called} show {shown} --record {path}", "one record with its words in the report")] if shown else []),
        (f"{called} timeline --actor M23 --record {path}", "another process, day by day"),
        (f"{called} export chronology --actor M23 --record {path}", "the same as Markdown, with quoted sources"),
        (f"{called} search prisoners released --record {path}", "the full text of the reports"),
    ]
