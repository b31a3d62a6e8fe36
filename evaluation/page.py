"""The table of figures in docs/evaluation.md, rewritten from a run: `python -m evaluation.run --write-docs`."""

import re
from collections.abc import Iterable
from pathlib import Path

from evaluation.gold import Item

__all__ = ["PAGE", "figures_table", "write_page"]

PAGE = Path(__file__).resolve().parents[1] / "docs" / "evaluation.md"

_BLOCK = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)


def write_page(rows: Iterable[Item], version: str, path: Path = PAGE) -> None:
    """Put the table of `rows` (as in results.json) between the marks of the page."""
    text = path.read_text(encoding="utf-8")
    table = f"\nDragoman {version}, development gold.\n\n{figures_table(rows)}\n"
    path.write_text(_BLOCK.sub(lambda match: match[1] + table + match[2], text), encoding="utf-8")


def figures_table(rows: Iterable[Item]) -> str:
    """A Markdown table; tracks whose layer is not there yet say so."""
    lines = ["| track / set | figure | P | R | value | n |", "|---|---|---|---|---|---|"]
    held = ""
    for row in rows:
        key = f"{row['track']} / {row['set']}" + (" (not yet)" if row["verdict"] == "not yet" else "")
        cells = (_cell(row["precision"]), _cell(row["recall"]), _cell(row["value"]), f"{row['n']:,}")
        lines.append(f"| {key if key != held else ''} | {row['name']} | {' | '.join(cells)} |")
        held = key
    return "\n".join(lines) + "\n"


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"
