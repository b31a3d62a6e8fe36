"""Acts of violence that were not carried out: foiled, or only threatened, each in events of their own.

They are read as the others are, and kept apart from them, so that nothing counts as having happened that did not.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.codes import Stage
from dragoman.layers.events.setting import is_about_sport
from dragoman.layers.incidents.event import Event
from dragoman.layers.incidents.frame import Frame
from dragoman.layers.incidents.frames import is_quiet, read_acts, read_frame
from dragoman.layers.incidents.merging import find_incidents
from dragoman.layers.incidents.stage import UNDONE, hints_at_stage, is_disarmed, stage_of, stopper_of
from dragoman.layers.reading import Reading
from dragoman.model.document import Span
from dragoman.parse import span_of

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan

__all__ = ["find_undone", "without_sequels"]

FOLLOWING = 3  # sentences in which a report goes on about a bomb that was found


def find_undone(reading: Reading, done: Sequence[Event]) -> list[Event]:
    """The events that were foiled, then those that were threatened; `done` are those that were neither.

    Where one of these is told first in the same sentence, the act's own clause is the evidence.
    """
    frames = [f for n, s in enumerate(reading.parse.doc.sents) for f in _frames(reading, n, s)]
    if frames and is_about_sport(Counter(reading.parse.lemmas)):
        return []
    events = list(done)
    for stage in UNDONE:
        for event in find_incidents([f for f in frames if f.stage is stage]):
            first = event.frames[0]
            if any(first.span in [f.span for f in other.frames] for other in events):
                event.frames[0] = replace(first, span=_clause(reading, first))
            events.append(event)
    return events[len(done) :]


def _clause(reading: Reading, frame: Frame) -> Span:
    """The words that hang on the first act of a sentence, and the word that it hangs on."""
    act = reading.parse.tokens(frame.acts[0][1]).root
    doc = reading.parse.doc
    first, last = min(act.left_edge.i, act.head.i), max(act.right_edge.i, act.head.i)
    return span_of(doc[first : last + 1])


def without_sequels(done: Sequence[Event], undone: Sequence[Event]) -> list[Event]:
    """The `done` events but those that only go on about one that was not: "The bomb weighed nine kilos"."""
    return [event for event in done if not any(_goes_on(event, other) for other in undone)]


def _goes_on(event: Event, other: Event) -> bool:
    first = event.frames[0].number
    near = other.frames[0].number <= first <= other.last + FOLLOWING
    taken_up = all(frame.definite and not frame.tolls for frame in event.frames)
    return near and taken_up and bool(event.families & other.families)


def _frames(reading: Reading, number: int, sentence: "SpacySpan") -> Iterator[Frame]:
    """What a sentence tells of acts that were foiled, and of others that were threatened."""
    words = reading.parse.text_of(sentence)
    if not hints_at_stage(words):
        return
    tokens = list(reading.parse.words[sentence.start : sentence.end][:250])
    acts = read_acts(words, tokens)
    if is_quiet(tokens, acts):
        return
    for stage in UNDONE:
        deeds = [(act, token) for act, token in acts if stage_of(token) is stage]
        if not deeds:
            continue
        frame = read_frame(reading, number, sentence, deeds)
        found = [word for _, token in deeds if (word := stopper_of(token)) is not None]
        stoppers = [span_of(word.left_edge).cover(span_of(word)) for word in found]
        frame.blames = [b for b in frame.blames if not any(b.span.overlaps(span) for span in stoppers)]
        if frame.targets or frame.towns or (stage is Stage.FOILED and is_disarmed(words)):
            yield frame
