"""A line on the terminal that tells a long run is alive; silent where the error stream is no terminal."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Timer
from typing import TypeVar

from rich.console import Console

__all__ = ["Progress"]

T = TypeVar("T")

PATIENCE = 0.3  # seconds before the line is shown: what fails at once is told alone


class Progress:
    """Shows what is being done while the caller waits for the next item, and is gone while the caller prints it."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._shows = console.is_terminal and not console.is_dumb_terminal  # a dumb one could not take the line away
        self._began = time.monotonic()
        self.done = 0

    def each(self, items: Iterable[T]) -> Iterator[T]:
        """The items; the line stands there only while one is being made."""
        stream = iter(items)
        while True:
            with self._shown():
                try:
                    item = next(stream)
                except StopIteration:
                    return
            self.done += 1
            yield item

    @contextmanager
    def _shown(self) -> Iterator[None]:
        if not self._shows:
            yield
            return
        status = self._console.status(self._words(), spinner="dots")
        waiting = Timer(PATIENCE, status.start)
        waiting.daemon = True
        waiting.start()
        try:
            yield
        finally:
            waiting.cancel()
            waiting.join()  # it may be about to show the line
            status.stop()

    def _words(self) -> str:
        if not self.done:
            return "loading the parser and reading the first report"
        rate = self.done / max(0.001, time.monotonic() - self._began)
        return f"{self.done:,} report{'s' if self.done > 1 else ''}, {rate:.1f} a second"
