"""Lexicon files as plain rows: TOML for patterns, CSV for big flat tables, each checked as it is read.

Files lie in `dragoman/lexicons/`; their origin and licence stand in `lexicons/SOURCES.md`. The layers turn the rows
into what they need; this module knows only files.
"""

import csv
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from dragoman.errors import LexiconError

__all__ = ["read_patterns", "read_table", "read_words"]

_HOME = resources.files("dragoman") / "lexicons"


@cache
def read_patterns(name: str) -> Mapping[str, Any]:
    """The content of `lexicons/<name>.toml`. Raises LexiconError where the file is missing or is not TOML."""
    file = _HOME / f"{name}.toml"
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{name}.toml: {error}") from error


@cache
def read_table(name: str, path: Path | None = None) -> tuple[Mapping[str, str], ...]:
    """The rows of `lexicons/<name>.csv`, or of the user's file at `path`, by column name; cells are stripped.

    Lines that begin with `#` are remarks. Raises LexiconError naming file and line where a row has too many or too
    few cells.
    """
    label = str(path) if path else f"{name}.csv"
    try:
        text = path.read_text(encoding="utf-8-sig") if path else (_HOME / f"{name}.csv").read_text(encoding="utf-8")
    except OSError as error:
        raise LexiconError(f"{label}: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        raise LexiconError(f"{label}: cannot be read as UTF-8 text: {error}; save it as UTF-8") from error
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line and not line.startswith("#")]
    if not lines:
        raise LexiconError(f"{label}: no header line; the first line names the columns")
    reader = csv.reader([line for _, line in lines], strict=True)
    try:
        header = next(reader)
        rows = []
        for (number, _), cells in zip(lines[1:], reader, strict=True):
            if len(cells) != len(header):
                raise LexiconError(f"{label}, line {number}: {len(cells)} cells where the header has {len(header)}")
            rows.append({column: cell.strip() for column, cell in zip(header, cells, strict=True)})
    except csv.Error as error:
        raise LexiconError(f"{label}: {error}") from error
    return tuple(rows)


@cache
def read_words(name: str) -> frozenset[str]:
    """The lines of `lexicons/<name>.txt`, without remarks and blank lines."""
    file = _HOME / f"{name}.txt"
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as error:
        raise LexiconError(f"{name}.txt: {error}") from error
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
