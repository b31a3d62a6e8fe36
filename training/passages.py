"""Our own training data, read: blocks of text with what they tell, each span found in its text.

`training/data/README.md` is the description of the format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.codes import MODES, CommitmentModality, EventType, StatementKind

__all__ = ["DATA", "Fault", "Passage", "Telling", "read_folder", "read_passages"]

DATA = Path(__file__).parent / "data"

EVENT_MODALITIES = {"asserted", "planned", "possible", "hypothetical", "demanded", "denied", "historical"}
COUNT_SENSES = {
    "killed", "wounded", "casualties", "abducted", "missing", "arrested", "displaced", "released",
    "attackers_killed", "attackers_wounded", "part", "former", "recalled", "other",
}  # fmt: skip
MEETING_STATUSES = {"held", "ongoing", "planned", "proposed", "cancelled", "denied"}
ROLES: dict[str, set[str]] = {
    "event": {"actor", "recipient", "place", "time"},
    "attribution": {"source", "content", "addressee"},
    "commitment": {"obligor", "beneficiary", "deadline", "condition", "asserted_by"},
    "incident": {"perpetrator", "target", "victim", "weapon", "place"},
    "count": {"whom"},
    "meeting": {"party", "mediator", "host", "absent", "venue", "place", "time"},
}
LABELS_WANTED = {"event": 2, "attribution": 1, "commitment": 1, "incident": 0, "count": 1, "meeting": 1}

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a data file that does not follow the format."""

    file: str
    line: int
    problem: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.problem}"


@dataclass(frozen=True, slots=True)
class Telling:
    """One annotated line: the layer, its trigger, its labels and the spans of its roles."""

    layer: str
    trigger: Span
    labels: tuple[str, ...]
    roles: dict[str, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, the layers it is annotated for, and what it tells in them."""

    id: str
    text: str
    layers: frozenset[str]
    tellings: tuple[Telling, ...] = field(default=())

    def of(self, layer: str) -> list[Telling]:
        """The lines of one layer."""
        return [telling for telling in self.tellings if telling.layer == layer]


def read_folder(folder: Path = DATA) -> tuple[list[Passage], list[Fault]]:
    """All passages of a folder's `.txt` files, in the order of their names, and all faults."""
    passages: list[Passage] = []
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.txt")):
        found, wrong = read_passages(path)
        passages += found
        faults += wrong
    return passages, faults


def read_passages(path: Path) -> tuple[list[Passage], list[Fault]]:
    """The passages of one file. A block with a fault is left out and its faults are told."""
    lines = path.read_text(encoding="utf-8").splitlines()
    layers = _declared_layers(lines)
    if not layers:
        return [], [Fault(path.name, 1, f"the first line must be '# layers: ...' with some of {', '.join(ROLES)}")]
    passages: list[Passage] = []
    faults: list[Fault] = []
    for number, block in _blocks(lines):
        text = block[0].strip().replace("\\n", "\n")
        tellings, problems = _tellings(text, block[1:], layers)
        faults += [Fault(path.name, number + offset, problem) for offset, problem in problems]
        if not problems:
            passages.append(Passage(f"{path.stem}:{number}", text, layers, tuple(tellings)))
    return passages, faults


def _declared_layers(lines: list[str]) -> frozenset[str]:
    if not lines or not lines[0].startswith("# layers:"):
        return frozenset()
    named = lines[0].split(":", 1)[1].split()
    return frozenset(named) if set(named) <= set(ROLES) else frozenset()


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Each block with the number (from 1) of its first line."""
    block: list[str] = []
    start = 0
    for number, line in enumerate([*lines, ""], 1):
        if line.startswith("#"):
            continue
        if line.strip():
            if not block:
                start = number
            block.append(line)
        elif block:
            yield start, block
            block = []


def _tellings(text: str, lines: list[str], layers: frozenset[str]) -> tuple[list[Telling], list[tuple[int, str]]]:
    tellings: list[Telling] = []
    problems: list[tuple[int, str]] = []
    if text.startswith(">"):
        return [], [(0, "an annotation without a text above it")]
    if not lines:
        return [], [(0, "no annotation: write '> none' where there is nothing to tell")]
    for offset, line in enumerate(lines, 1):
        if not line.startswith(">"):
            problems.append((offset, "wanted a line that begins with '>'; is an empty line missing?"))
            continue
        if line[1:].strip().split(" ")[0] == "none":
            continue
        try:
            tellings.append(_telling(text, line, layers))
        except ValueError as error:
            problems.append((offset, str(error)))
    return tellings, problems


def _telling(text: str, line: str, layers: frozenset[str]) -> Telling:
    parts = [part.strip() for part in line[1:].split(" | ")]
    layer = parts[0]
    if layer not in layers:
        raise ValueError(f"layer {layer!r} is not among the layers that the file declares: {' '.join(sorted(layers))}")
    wanted = LABELS_WANTED[layer]
    if len(parts) < 2 + wanted:
        raise ValueError(f"{layer} wants a trigger and {wanted} label field(s), met {len(parts) - 1} fields")
    labels = _labels(layer, parts[2 : 2 + wanted])
    roles: dict[str, tuple[Span, ...]] = {}
    for part in parts[2 + wanted :]:
        role, equals, words = part.partition("=")
        if not equals or role not in ROLES[layer]:
            raise ValueError(f"{part!r} is no role of {layer} ({', '.join(sorted(ROLES[layer]))}), as role=words")
        roles[role] = (*roles.get(role, ()), find_span(text, words))
    return Telling(layer, find_span(text, parts[1]), labels, roles)


def _labels(layer: str, fields: list[str]) -> tuple[str, ...]:
    if layer == "event":
        return _event_labels(*fields)
    allowed = {
        "attribution": {kind.value for kind in StatementKind},
        "commitment": {modality.value for modality in CommitmentModality},
        "count": COUNT_SENSES,
        "meeting": MEETING_STATUSES,
    }.get(layer, set())
    for label in fields:
        if label not in allowed:
            raise ValueError(f"{label!r} is no label of {layer}: wanted one of {', '.join(sorted(allowed))}")
    return tuple(fields)


def _event_labels(code: str, modality: str) -> tuple[str, ...]:
    name, _, mode = code.partition(" ")
    try:
        kind = EventType(name)
    except ValueError:
        raise ValueError(f"{name!r} is no PLOVER type") from None
    if mode and mode not in {known.value for known in MODES[kind]}:
        raise ValueError(f"{mode!r} is no mode of {name}: wanted one of {', '.join(MODES[kind]) or 'none'}")
    if modality not in EVENT_MODALITIES:
        raise ValueError(f"{modality!r} is no modality: wanted one of {', '.join(sorted(EVENT_MODALITIES))}")
    return (name, mode, modality)


def find_span(text: str, words: str) -> Span:
    """Where the words stand: `phrase`, `phrase@2` for the second place, or `first..last` for a stretch."""
    words = words.strip()
    first, dots, last = words.partition("..")
    if dots and last and first and not last.startswith("."):
        start, end = _place(text, first, 0)
        _, end = _place(text, last, end)
        return start, end
    return _place(text, words, 0)


def _counted(words: str) -> tuple[str, int]:
    match = re.fullmatch(r"(.+)@(\d)", words, flags=re.DOTALL)
    return (match[1], int(match[2])) if match else (words, 1)


def _place(text: str, words: str, at: int) -> Span:
    """The nth place of the words at whole words where there is one, else anywhere."""
    phrase, nth = _counted(words)
    starts = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) if m.start() >= at]
    starts = starts or [m.start() for m in re.finditer(re.escape(phrase), text) if m.start() >= at]
    if not phrase or len(starts) < nth:
        raise ValueError(f"{words!r} does not stand in the text")
    return starts[nth - 1], starts[nth - 1] + len(phrase)
