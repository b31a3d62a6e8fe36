"""Time expressions as the dates of records."""

from dragoman.model.annotations import Timex
from dragoman.model.document import Document
from dragoman.model.records import When

__all__ = ["when_of"]


def when_of(document: Document, timex: Timex) -> When:
    """The date that a time expression gives a record; days stay None where the calendar does not fix them."""
    interval = timex.interval
    return When(
        words=timex.span.of(document.text),
        value=timex.value,
        earliest=interval.earliest.isoformat() if interval and interval.earliest else None,
        latest=interval.latest.isoformat() if interval and interval.latest else None,
        precision=timex.precision,
    )
