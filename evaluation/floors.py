"""Floors: figures that must not fall, each pinned beside the fingerprint of the gold it was measured on."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.score import Measured

__all__ = ["FLOORS", "Floors", "judge", "read_floors", "with_floors", "write_floors"]

FLOORS = Path(__file__).with_name("floors.toml")

SLACK = 0.3  # points below what was measured: another processor's rounding moves a span or two

Marks = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Floors:
    """By set ("places/lgl") its floors by figure, and by gold file its SHA-256."""

    marks: Marks = field(default_factory=dict)
    gold: dict[str, str] = field(default_factory=dict)


def read_floors(path: Path = FLOORS) -> Floors:
    """The floors of a file; none where there is no file."""
    if not path.exists():
        return Floors()
    plain = tomllib.loads(path.read_text(encoding="utf-8"))
    return Floors(plain.get("floors", {}), plain.get("gold", {}))


def write_floors(floors: Floors, path: Path = FLOORS) -> None:
    """A TOML file, sorted, so that a change reads well."""
    lines = [
        "# Figures that must not fall (percent; counts for false alarms, where the mark is a ceiling), set by",
        "# `python -m evaluation.run --update-floors`, lowered only by --lower-floors; see docs/evaluation.md.",
        "",
        "[gold]  # SHA-256 of the gold when its floors were set",
        *(f'"{name}" = "{digest}"' for name, digest in sorted(floors.gold.items())),
    ]
    for key, marks in sorted(floors.marks.items()):
        lines += ["", f'[floors."{key}"]', *(f'"{name}" = {mark:g}' for name, mark in sorted(marks.items()))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def judge(measured: Measured, mark: float | None) -> str:
    """ "ok", "below", or "-" where there is no floor."""
    if mark is None or not measured.guarded:
        return "-"
    return "ok" if _holds(measured, mark) else "below"


def _holds(measured: Measured, mark: float) -> bool:
    return measured.value <= mark if measured.less else measured.value >= mark


def with_floors(
    floors: Floors, key: str, measured: Sequence[Measured], gold: Mapping[str, str], *, lower: bool = False
) -> Floors:
    """The floors after a run of one set.

    Floors are only raised, and only on the gold they were set on; `lower` sets them to what was measured, whatever
    they were, and takes over the new gold.
    """
    changed = any(floors.gold.get(name, digest) != digest for name, digest in gold.items())
    if changed and not lower:
        return floors
    held = {} if lower else floors.marks.get(key, {})
    marks = dict(held)
    for row in measured:
        mark = _mark(row)
        if not row.guarded or (mark == 0 and not row.less):  # a share of nothing guards nothing
            continue
        if row.name not in held or _better(row, mark, held[row.name]):
            marks[row.name] = mark
    return Floors({**floors.marks, key: marks}, {**floors.gold, **gold})


def _mark(row: Measured) -> float:
    return row.value if row.less else max(0.0, min(row.enough, round(row.value - SLACK, 1)))


def _better(row: Measured, mark: float, held: float) -> bool:
    return mark < held if row.less else mark > held
