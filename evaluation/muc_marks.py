"""What the encoder's head for the key of 1992 marks in a report: spans by role, each with how sure it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.encoder.tagger import LabelledSpan, label, load_encoder
from dragoman.model.document import Span
from dragoman.model.records import Extraction
from dragoman.parse import parse

__all__ = ["Mark", "marks_in", "marks_of"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words marked as a filler of a role; `hum_target` is not yet parted into names and descriptions."""

    role: str
    words: str
    span: Span
    confidence: float


def marks_of(extraction: Extraction) -> tuple[Mark, ...]:
    """The marks of a report that was read with the encoder; none where it was read by the rules alone."""
    if extraction.coder.encoder is None or extraction.unread:
        return ()
    text = extraction.document.text
    return marks_in(text, label(parse(text), load_encoder()).spans("muc"))


def marks_in(text: str, spans: Iterable[LabelledSpan]) -> tuple[Mark, ...]:
    """The spans of the head as marks."""
    return tuple(Mark(s.label, " ".join(s.span.of(text).split()), s.span, s.confidence) for s in spans)
