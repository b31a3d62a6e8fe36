"""Words that our own files share with gold texts: `python -m evaluation.overlap [--all]`.

Nothing that the package ships or is tested with may be copied from a gold text: not training sentences, not lexicon
examples, not example reports, not test sentences. Runs of five or more words that stand in one of ours and in a gold
text (train files aside) are found; a run that three or more texts use (train files count here: they are English, too)
is a set phrase ("said in a statement on Monday") and passes. In training data every run is flagged; elsewhere what
looks like copying: seven words or more, or six that are half of a sentence. `--all` lists the shorter ones, too,
which are mostly chance.
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.gold import gold_folder, read_items, read_jsonl

__all__ = ["Shared", "Text", "main", "shared_runs"]

RUN = 5  # words; the length that the gold's READMEs use
COMMON = 3  # texts that must share a run for it to be a set phrase
LONG = 7  # words; shorter runs in prose of our own are mostly chance
HALF = 0.5  # of a text of ours

HOME = Path(__file__).resolve().parents[1]

_WORD = re.compile(r"\w+(?:['’]\w+)?")


@dataclass(frozen=True, slots=True)
class Text:
    """A text and where it stands. `train`: it may be learned from, and only helps to tell set phrases."""

    place: str
    words: str
    train: bool = False


@dataclass(frozen=True, slots=True)
class Shared:
    """A run of words, where it stands in ours and in the gold, and how many words our text has."""

    place: str
    gold: str
    run: str
    of: int

    @property
    def flagged(self) -> bool:
        """Whether it looks like copying, or stands in training data."""
        words = self.run.count(" ") + 1
        return self.place.startswith("training/data") or words >= LONG or (words > RUN and words >= HALF * self.of)


def main(arguments: list[str] | None = None) -> int:
    """Exit status 1 where anything of ours looks copied from a gold text."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.overlap", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--all", action="store_true", help="list the short runs, too")
    given = parser.parse_args(arguments)
    home = gold_folder()
    if not home.is_dir():
        print(f"evaluation.overlap: no gold at {home}; set DRAGOMAN_GOLD to its folder", file=sys.stderr)
        return 1
    ours = [*_own_texts(HOME)]
    found = list(shared_runs(ours, _gold_texts(home)))
    flagged = [shared for shared in found if shared.flagged]
    for shared in found if given.all else flagged:
        mark = "copied?" if shared.flagged else "short  "
        print(f'{mark}  {shared.place}  ~  {shared.gold}: "{shared.run}"')
    print(f"{len(ours):,} texts of ours, {len(found)} shared runs, {len(flagged)} to look at", file=sys.stderr)
    return 1 if flagged else 0


def shared_runs(ours: Iterable[Text], gold: Iterable[Text]) -> Iterator[Shared]:
    """Every longest shared run, in the order of `ours`; set phrases left out."""
    ours = list(ours)
    wanted = {gram for text in ours for gram in _grams(_split(text.words))}
    held: dict[tuple[str, ...], list[Text]] = {}
    for text in gold:
        for gram in set(_grams(_split(text.words))) & wanted:
            held.setdefault(gram, []).append(text)
    told = {}
    for gram, texts in held.items():
        place = next((text.place for text in texts if not text.train), None)
        if place and len(texts) < COMMON:
            told[gram] = place
    for text in ours:
        yield from _runs(text, told)


def _runs(text: Text, told: dict[tuple[str, ...], str]) -> Iterator[Shared]:
    words = _split(text.words)
    runs: list[tuple[int, int, str]] = []
    for at, gram in enumerate(_grams(words)):
        if gram not in told:
            continue
        if runs and at <= runs[-1][1] - RUN + 1:
            runs[-1] = (runs[-1][0], at + RUN, runs[-1][2])
        else:
            runs.append((at, at + RUN, told[gram]))
    for start, end, place in runs:
        yield Shared(text.place, place, " ".join(words[start:end]), len(words))


def _split(words: str) -> list[str]:
    return [word.replace("’", "'") for word in _WORD.findall(words.lower())]


def _grams(words: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


# --- their texts ----------------------------------------------------------------------------------------------------


def _gold_texts(home: Path) -> Iterator[Text]:
    """Every gold text once, held in one set or in several; those of train files last, marked."""
    seen: set[str] = set()
    folders = sorted(path.parent for path in home.glob("record/*/README.md"))
    files = sorted(home.rglob("*.jsonl"), key=lambda path: ("train" in path.name, path))
    for path in [*folders, *files]:
        for item in read_items(path) if path.is_dir() else read_jsonl(path):
            text = item.get("text", "")
            start = " ".join(_split(text)[:30])
            if text and start not in seen:
                seen.add(start)
                yield Text(f"{path.relative_to(home)} {item['id']}", text, train="train" in path.name)


# --- our texts ------------------------------------------------------------------------------------------------------


def _own_texts(home: Path) -> Iterator[Text]:
    """Training data, example reports, lexicon examples, and the string literals of code and tests.

    The lexicons' tables are left out: names and codes are facts, and stand in any text.
    """
    for folder in ("examples", "training/data"):
        for path in sorted(p for p in (home / folder).rglob("*") if p.is_file()):
            yield from _lines(home, path)
    for path in sorted((home / "src").rglob("lexicons/*.toml")):
        yield from _lines(home, path)
    for folder in ("tests", "src", "training"):
        for path in sorted((home / folder).rglob("*.py")):
            yield from _literals(home, path)
    for path in sorted((home / "tests").rglob("*")):
        if path.suffix in {".json", ".jsonl", ".txt", ".html", ".csv"}:
            yield from _lines(home, path)


def _lines(home: Path, path: Path) -> Iterator[Text]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:  # a PDF, an archive
        return
    for number, line in enumerate(text.splitlines(), 1):
        yield Text(f"{path.relative_to(home)}:{number}", line)


def _literals(home: Path, path: Path) -> Iterator[Text]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), filename=str(path))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield Text(f"{path.relative_to(home)}:{node.lineno}", node.value)


if __name__ == "__main__":
    sys.exit(main())
