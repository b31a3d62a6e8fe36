"""Speed and size: `python -m benchmarks.run` prints a table and writes benchmarks/results/DATE-PROCESSOR.json.

One process alternates, text by text, between spaCy's own full pipeline and `dragoman.extract`, by the rules alone and
with the encoder, and counts the processor's time, not the clock's: a busy machine slows all alike, so that the ratios
stand where seconds do not. The command line is timed by the clock, as a user meets it, in processes of its own.
"""

import importlib
import importlib.util
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from spacy.language import Language

from benchmarks.machine import describe_machine, slug
from dragoman.model.document import Document
from dragoman.parse import MODEL_NAMES
from dragoman.pipeline import extract
from evaluation.gold import gold_folder, read_jsonl

__all__ = ["main"]

HOME = Path(__file__).resolve().parents[1]
RESULTS = Path(__file__).with_name("results")

ROUNDS = 3
GOLD_TEXTS = 20  # longer news texts than the examples, where the gold is at hand

COMMAND = (sys.executable, "-m", "dragoman.cli")


def main() -> int:
    """Exit status 1 where the command line failed."""
    machine = describe_machine()  # first: the load that counts is the others'
    texts = _texts()
    print(f"{len(texts)} texts, {ROUNDS} rounds", file=sys.stderr)
    figures = _extract_against_spacy(texts)
    try:
        figures |= _command_line()
    except subprocess.SubprocessError as error:
        print(f"benchmarks.run: {error}", file=sys.stderr)
        return 1
    _print(figures, machine)
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{date.today().isoformat()}-{slug(machine['cpu'])}.json"
    path.write_text(json.dumps({"machine": machine, "figures": figures}, indent=1) + "\n", encoding="utf-8")
    print(path.relative_to(HOME), file=sys.stderr)
    return 0


def _texts() -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted((HOME / "examples").glob("*.txt"))]
    gold = gold_folder() / "attribution" / "dev.jsonl"
    if gold.exists():
        texts += [item["text"] for item in read_jsonl(gold)[:GOLD_TEXTS]]
    return texts


# --- in this process ------------------------------------------------------------------------------------------------


def _extract_against_spacy(texts: Sequence[str]) -> dict[str, Any]:
    readers: dict[str, Callable[[str], Any]] = {
        "spacy": _own_pipeline(),
        "rules_only": lambda text: extract(Document(text=text), rules_only=True),
        "extract": lambda text: extract(Document(text=text)),
    }
    for text in texts:  # all see every text once before the clock runs: caches are full, as in a long run
        for read in readers.values():
            read(text)
    seconds = {name: [0.0] * ROUNDS for name in readers}
    for at in range(ROUNDS):
        for text in texts:
            for name, read in readers.items():
                seconds[name][at] += _seconds(read, text)
    words = sum(len(text.split()) for text in texts)
    return {
        "texts": len(texts),
        "words": words,
        **_ratios("ratio", seconds["extract"], seconds["spacy"]),
        **_ratios("ratio_rules_only", seconds["rules_only"], seconds["spacy"]),
        **{f"{name}_words_per_cpu_second": round(words / min(spent)) for name, spent in seconds.items()},
    }


def _ratios(name: str, ours: Sequence[float], theirs: Sequence[float]) -> dict[str, Any]:
    ratios = [b / a for a, b in zip(theirs, ours, strict=True)]
    return {
        name: round(statistics.median(ratios), 3),
        f"{name}_range": [round(min(ratios), 3), round(max(ratios), 3)],
    }


def _own_pipeline() -> Language:
    """spaCy's pipeline as it comes, whatever `dragoman.parse` leaves out of it."""
    name = next(name for name in MODEL_NAMES if importlib.util.find_spec(name))
    nlp: Language = importlib.import_module(name).load()
    return nlp


def _seconds(read: Callable[[str], Any], text: str) -> float:
    began = time.process_time()
    read(text)
    return time.process_time() - began


# --- as a user meets it ---------------------------------------------------------------------------------------------


def _command_line() -> dict[str, Any]:
    example = sorted((HOME / "examples").glob("*.txt"))[0]
    helps = [_until_end("--help") for _ in range(5)]
    firsts = [_until_first_line("read", str(example)) for _ in range(3)]
    return {
        "help_seconds": round(min(helps), 3),
        "first_record_seconds": round(min(firsts), 2),
        "peak_mb": _peak_mb("read", str(HOME / "examples")),
        "gazetteer_seconds": round(min(_gazetteer_seconds() for _ in range(3)), 3),
    }


FIRST_PLACE = """
import time
began = time.perf_counter()
from dragoman.gazetteer import candidates_for
assert candidates_for("Goma")
print(time.perf_counter() - began)
"""


def _gazetteer_seconds() -> float:
    """From the import of the gazetteer to its first answer, in a fresh process; the interpreter's start left out."""
    return float(subprocess.run([sys.executable, "-c", FIRST_PLACE], capture_output=True, check=True).stdout)


def _until_end(*arguments: str) -> float:
    began = time.perf_counter()
    subprocess.run([*COMMAND, *arguments], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def _until_first_line(*arguments: str) -> float:
    began = time.perf_counter()
    with _running(*arguments) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        seconds = time.perf_counter() - began
        process.stdout.read()
    if process.returncode or not line.startswith(b"{"):
        raise subprocess.SubprocessError(f"dragoman {' '.join(arguments)}: no record came ({process.returncode})")
    return seconds


@contextmanager
def _running(*arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    with subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.PIPE) as process:
        yield process


def _peak_mb(*arguments: str) -> int:
    """Peak resident memory of a command, in MB; of its own process, as `wait4` tells it."""
    process = subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.SubprocessError(f"dragoman {' '.join(arguments)} ended with {process.returncode}")
    per_mb = 2**20 if sys.platform == "darwin" else 2**10  # ru_maxrss: bytes there, KB here
    return round(usage.ru_maxrss / per_mb)


# --- telling --------------------------------------------------------------------------------------------------------

_AIMS = {
    "ratio": "1.6",
    "ratio_rules_only": "1.1",
    "first_record_seconds": "4",
    "help_seconds": "0.3",
    "peak_mb": "700",
}


def _print(figures: dict[str, Any], machine: dict[str, Any]) -> None:
    table = Table(
        title=f"{machine['cpu']}, {machine['cores']} cores, load {machine['load_average']}, Python {machine['python']}"
    )
    table.add_column("figure")
    table.add_column("value", justify="right")
    table.add_column("at most", justify="right")
    for name, value in figures.items():
        table.add_row(name.replace("_", " "), str(value), _AIMS.get(name, ""))
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main())
