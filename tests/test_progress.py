"""The line that tells a run is alive: not where nothing can take it away, not for what takes no time."""

import io
import time

import pytest
from rich.console import Console

from dragoman import progress
from dragoman.progress import Progress


def slow(items):
    for item in items:
        time.sleep(0.05)
        yield item


@pytest.mark.parametrize(
    ("terminal", "patience", "shown"),
    [("xterm", 0.01, True), ("xterm", 5.0, False), ("dumb", 0.01, False), (None, 0.01, False)],
)
def test_the_line(monkeypatch, terminal, patience, shown):
    monkeypatch.setattr(progress, "PATIENCE", patience)
    out = io.StringIO()
    console = Console(file=out, force_terminal=terminal is not None, _environ={"TERM": terminal or "dumb"})
    assert list(Progress(console).each(slow([1, 2]))) == [1, 2]
    assert ("loading the parser" in out.getvalue()) == shown


def test_it_is_gone_when_an_error_comes(monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", 0.01)
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, _environ={"TERM": "xterm"})

    def failing():
        time.sleep(0.05)
        raise ValueError("no")
        yield

    with pytest.raises(ValueError, match="no"):
        list(Progress(console).each(failing()))
    assert out.getvalue().endswith("\x1b[2K")  # the line is erased
    assert "\x1b[?25h" in out.getvalue()  # and the cursor is back
