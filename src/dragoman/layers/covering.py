"""Which of many spans, some of them within others, hold a stretch of the text: asked of every verb of a report."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from dragoman.model.document import Span

__all__ = ["Covering"]


class Covering:
    """Spans by number, in the order given.

    >>> Covering([Span(0, 9), Span(2, 5), Span(6, 8)]).holding(Span(3, 4))
    [0, 1]
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted((span.start, span.end, number) for number, span in enumerate(spans))
        self._starts = [start for start, _, _ in self._spans]
        self._reach = list(accumulate((end for _, end, _ in self._spans), max))  # how far the spans so far go

    def holding(self, stretch: Span) -> list[int]:
        """The numbers of the spans that contain a stretch, ascending."""
        found = []
        at = bisect_right(self._starts, stretch.start)
        while at and self._reach[at - 1] >= stretch.end:
            at -= 1
            _, end, number = self._spans[at]
            if end >= stretch.end:
                found.append(number)
        return sorted(found)
