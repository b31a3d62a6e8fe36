"""Lines on a terminal: cut, folded, joined to fit a width."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

__all__ = ["LABEL", "console", "cut", "fold", "joined", "wrapped"]

LABEL = 12  # cells of the column that says what the lines beside it are


def console(*, stderr: bool = False) -> Console:
    """Where to print: no colours in a pipe, or where NO_COLOR is set; 80 columns in a pipe."""
    return Console(stderr=stderr, highlight=False, soft_wrap=False, markup=False, emoji=False)


_MEASURE = Console(width=400, highlight=False)


def fold(head: Text, body: Text, width: int, most: int) -> list[Text]:
    """The body beside its head on up to `most` lines, the last one cut."""
    room = max(20, width - head.cell_len)
    pieces = list(body.wrap(_MEASURE, room, no_wrap=False))
    for piece in pieces:
        piece.rstrip()
    if len(pieces) > most:
        last = Text(" ").join(pieces[most - 1 :])
        pieces = [*pieces[: most - 1], cut(last, room)]
    return [Text.assemble(head if n == 0 else " " * head.cell_len, piece) for n, piece in enumerate(pieces)]


def cut(text: Text, width: int) -> Text:
    """The text itself, cut to the width with an ellipsis."""
    text.truncate(max(1, width), overflow="ellipsis")
    return text


def joined(pieces: Iterable[str], style: str = "") -> Text:
    """The pieces that there are, with dots between them."""
    return Text(" · ".join(piece for piece in pieces if piece), style)


def wrapped(label: str, items: Sequence[Text], width: int, most: int) -> list[Text]:
    """The items after their label, as many as fit on `most` lines; how many were left out."""
    lines, left = [Text()], len(items)
    room = width - LABEL
    for item in items:
        last = len(lines) == most
        more = f" · … {left} more" if left > 1 else ""
        piece = Text.assemble(" · ", item) if lines[-1] else item.copy()
        if lines[-1] and lines[-1].cell_len + piece.cell_len > room - (len(more) if last else 0):
            if last:
                lines[-1].append(f" · … {left} more", "dim")
                break
            lines.append(item.copy())
        else:
            lines[-1] = Text.assemble(lines[-1], piece)
        left -= 1
    if not items:
        return []
    return [
        Text.assemble((f"{label if n == 0 else '':{LABEL}}", "bold"), cut(line, room)) for n, line in enumerate(lines)
    ]
