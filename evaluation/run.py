"""Predict and score: `python -m evaluation.run [TRACK...]`; what is measured and how stands in docs/evaluation.md."""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from dragoman import __version__
from evaluation.ablation import ENCODED_TRACKS, Reader
from evaluation.floors import Floors, judge, read_floors, with_floors, write_floors
from evaluation.gold import Item, blind, fingerprint, gold_folder, read_items, read_jsonl, write_jsonl
from evaluation.goldsets import GOLD_SETS, GoldSet
from evaluation.own_lexicon import own_lexicon
from evaluation.page import write_page
from evaluation.predict import predict_file, reader_pool
from evaluation.score import Measured, ScorerError, score
from evaluation.tracks import NOT_YET, TRACKS

__all__ = ["main"]

OUT = Path(__file__).with_name("out")

WIDTH = 120  # columns of the table in a file or a pipe, where no terminal tells


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one gold set came to. `speed` is texts a second over all workers; None where nothing was read."""

    gold_set: GoldSet
    measured: tuple[Measured, ...]
    gold: dict[str, str]
    speed: float | None


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status: 0 all floors hold, 1 a figure fell below its floor or a scorer failed, 2 wrong use."""
    given = _parse_arguments(arguments)
    home = gold_folder()
    if not home.is_dir():
        print(f"evaluation.run: no gold at {home}; set DRAGOMAN_GOLD to its folder", file=sys.stderr)
        return 1
    chosen = [gold_set for gold_set in GOLD_SETS if not given.tracks or gold_set.track in given.tracks]
    reads = any(gold_set.track not in NOT_YET for gold_set in chosen)
    try:
        with reader_pool(given.workers if reads else 1) as pool:
            if given.ablate:
                _print_ablation(chosen, home, pool)
                return 0
            outcomes = [_run_set(gold_set, home, pool) for gold_set in chosen]
    except ScorerError as error:
        print(f"evaluation.run: {error}", file=sys.stderr)
        return 1
    floors = read_floors()
    rows = _plain(outcomes, floors)
    OUT.mkdir(exist_ok=True)
    (OUT / "results.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    if given.write_docs:
        write_page(rows, __version__)
    fell = _report(outcomes, floors)
    if given.update_floors or given.lower_floors:
        for outcome in outcomes:
            if outcome.gold_set.track not in NOT_YET:
                floors = with_floors(
                    floors, outcome.gold_set.key, outcome.measured, outcome.gold, lower=given.lower_floors
                )
        write_floors(floors)
        return 1 if fell and not given.lower_floors else 0
    return 1 if fell else 0


def _parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evaluation.run", description=__doc__)
    parser.add_argument("tracks", nargs="*", metavar="TRACK", help=f"one of {', '.join(TRACKS)} (default: all)")
    parser.add_argument("--workers", type=int, help="processes (default: one a processor)")
    parser.add_argument("--update-floors", action="store_true", help="raise floors to what was measured")
    parser.add_argument("--lower-floors", action="store_true", help="set floors to what was measured, down too")
    parser.add_argument(
        "--write-docs", action="store_true", help="put the figures into docs/evaluation.md (all tracks)"
    )
    parser.add_argument("--ablate", action="store_true", help="rules alone, encoder alone, both; floors are not judged")
    given = parser.parse_args(arguments)
    unknown = sorted(set(given.tracks) - set(TRACKS))
    if unknown:
        parser.error(f"no such track: {', '.join(unknown)} (there are {', '.join(TRACKS)})")
    if given.write_docs and given.tracks:
        parser.error("--write-docs wants all tracks: leave TRACK out")
    return given


# --- what each reader is worth -------------------------------------------------------------------------------------


def _print_ablation(chosen: Sequence[GoldSet], home: Path, pool: Executor | None) -> None:
    """A line for each figure, with a column for each reader; "-" where a reader has no layer for the track."""
    table = Table("set", "figure", *Reader, title="Who reads what (percent)")
    for gold_set in chosen:
        if gold_set.track in NOT_YET:
            continue
        values: dict[str, dict[Reader, float]] = {}
        for reader in Reader:
            if reader is Reader.ENCODER and gold_set.track not in ENCODED_TRACKS:
                continue
            for measured in _run_set(gold_set, home, pool, reader).measured:
                values.setdefault(measured.name, {})[reader] = measured.value
        for figure, by_reader in values.items():
            cells = [f"{by_reader[reader]:.1f}" if reader in by_reader else "-" for reader in Reader]
            table.add_row(gold_set.key, figure, *cells)
    Console(width=None if sys.stdout.isatty() else WIDTH).print(table)


# --- one set --------------------------------------------------------------------------------------------------------


def _run_set(gold_set: GoldSet, home: Path, pool: Executor | None, reader: Reader = Reader.BOTH) -> Outcome:
    print(f"{gold_set.key} ...", file=sys.stderr, flush=True)
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        items, gold = _gold(gold_set, home, folder)
        seen, real = blind(items)
        source, target = folder / "seen", folder / "predicted"
        _write_input(gold_set.track, seen, source)
        actors = own_lexicon(home / gold_set.actors if gold_set.actors else None, folder)
        began = time.monotonic()
        number = predict_file(gold_set.track, source, target, actors=actors, pool=pool, reader=reader)
        seconds = time.monotonic() - began
        _restore_ids(target, real)
        measured = score(gold_set.track, home, gold, target, options=gold_set.options)
    prints = {file: fingerprint(home / file) for file in gold_set.files}
    speed = None if gold_set.track in NOT_YET else number / seconds
    return Outcome(gold_set, tuple(measured), prints, speed)


def _gold(gold_set: GoldSet, home: Path, folder: Path) -> tuple[list[Item], Path]:
    """The items and the path that the scorer is to read; several files become one, with each item's `corpus` named."""
    first, *others = (home / file for file in gold_set.files)
    if not others:
        return read_items(first), first
    items = []
    for path in (first, *others):
        corpus = f"{path.parent.name}/{path.stem}"
        items += [{**item, "id": f"{corpus}:{item['id']}", "corpus": corpus} for item in read_jsonl(path)]
    joined = folder / "gold.jsonl"
    write_jsonl(joined, items)
    return items, joined


def _write_input(track: str, seen: Sequence[Item], source: Path) -> None:
    if track == "record":
        source.mkdir()
        for item in seen:
            (source / f"{item['id']}.txt").write_text(item["text"], encoding="utf-8", newline="")
    elif track == "links":
        source.mkdir()
        write_jsonl(source / "docs.jsonl", seen)
    else:
        write_jsonl(source, seen)


def _restore_ids(target: Path, real: dict[str, str]) -> None:
    """Put the gold's ids back: in the rows of a file, in the names of a folder's files.

    The one answer of `links` names documents inside of it; it is empty as yet.
    """
    if target.is_dir():
        for file in sorted(target.iterdir()):
            file.rename(target / f"{real[file.stem]}.json")
        return
    text = target.read_text(encoding="utf-8")
    if text.startswith('{"id"'):
        write_jsonl(target, [{**row, "id": real[row["id"]]} for row in map(json.loads, text.splitlines())])


# --- telling --------------------------------------------------------------------------------------------------------


def _report(outcomes: Sequence[Outcome], floors: Floors) -> int:
    """Print the table; how many figures fell below their floors."""
    table = Table(title=f"Dragoman {__version__} on development gold (percent)")
    for column in ("track", "set", "figure"):
        table.add_column(column, no_wrap=True)
    for column in ("P", "R", "value", "n", "texts/s", "floor"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    fell = 0
    for outcome in outcomes:
        for place, row in enumerate(outcome.measured):
            mark, verdict = _verdict(outcome, row, floors)
            fell += verdict == "below"
            head = (outcome.gold_set.track, outcome.gold_set.name) if place == 0 else ("", "")
            speed = f"{outcome.speed:.1f}" if outcome.speed and place == 0 else ""
            numbers = (_cell(row.precision), _cell(row.recall), _cell(row.value), f"{row.n:,}", speed, _cell(mark))
            table.add_row(*head, row.name, *numbers, verdict, style="red" if verdict == "below" else None)
        table.add_section()
    Console(width=None if sys.stdout.isatty() else WIDTH).print(table)
    for outcome in outcomes:
        for name in _changed(outcome, floors):
            print(f"evaluation.run: {name} is not the gold its floors were set on", file=sys.stderr)
    if fell:
        print(f"evaluation.run: {fell} figures below their floors", file=sys.stderr)
    return fell


def _verdict(outcome: Outcome, row: Measured, floors: Floors) -> tuple[float | None, str]:
    if outcome.gold_set.track in NOT_YET:
        return None, "not yet"
    mark = floors.marks.get(outcome.gold_set.key, {}).get(row.name)
    return mark, "other gold" if _changed(outcome, floors) else judge(row, mark)


def _changed(outcome: Outcome, floors: Floors) -> list[str]:
    return [name for name, digest in outcome.gold.items() if floors.gold.get(name, digest) != digest]


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _plain(outcomes: Sequence[Outcome], floors: Floors) -> list[Item]:
    """One row a figure, as results.json holds it."""
    rows = []
    for outcome in outcomes:
        for row in outcome.measured:
            mark, verdict = _verdict(outcome, row, floors)
            rows.append(
                {
                    "track": outcome.gold_set.track,
                    "set": outcome.gold_set.name,
                    **asdict(row),
                    "texts_per_second": round(outcome.speed, 2) if outcome.speed else None,
                    "floor": mark,
                    "verdict": verdict,
                    "gold": outcome.gold,
                }
            )
    return rows


if __name__ == "__main__":
    sys.exit(main())
