"""What the encoder makes of a sentence, lent to the events that the rules find in it: its quad class and its parties.

An event whose type is of the encoder's quad class is surer, one of another class less sure.

The rules read parties off the grammar of the trigger and miss those that stand farther off; the encoder marks whoever
acts and is acted on in the sentence, without saying in which of its events. So only the surest event of a sentence
takes them, and only for a side that the rules left empty. The encoder learned from a scheme in which whoever reports an
attack is its source, so nobody who speaks is taken: an agency that counts the dead has killed nobody.
"""

from collections.abc import Sequence
from dataclasses import replace

from dragoman.codes import Modality
from dragoman.encoder.labels import CAMEO_QUADS
from dragoman.encoder.tagger import LabelledSpan, within
from dragoman.layers.event_parties import Parties
from dragoman.layers.reading import Reading
from dragoman.model.document import Span
from dragoman.model.records import ActorRef, Event

__all__ = ["join_events"]

SURE = 0.7  # probability from which a span of the encoder counts
AGREEMENT = 0.3  # of confidence, between a class that is certain and one that is excluded


def join_events(
    reading: Reading, who: Parties, sentences: Sequence[Span], found: Sequence[tuple[int, Event]]
) -> list[Event]:
    """The events, weighed and with the empty sides filled. `found`: each with the number of its sentence, in order."""
    if reading.labels is None:
        return [event for _, event in found]
    chances = {span.start: by_quad for span, by_quad in reading.labels.sentence_chances("quad")}
    events = [_weighed(event, chances.get(sentences[number].start)) for number, event in found]
    main: dict[int, int] = {}
    for at, (number, event) in enumerate(found):
        if number not in main or event.confidence > events[main[number]].confidence:
            main[number] = at
    spoken = {offset for a in reading.attributions if a.source for offset in range(a.source.start, a.source.end)}
    spans = [
        span
        for span in reading.labels.spans("actors")
        if span.confidence >= SURE and spoken.isdisjoint(range(span.span.start, span.span.end))
    ]
    for number, at in main.items():
        events[at] = _completed(reading, who, events[at], within(spans, sentences[number]))
    return events


def _weighed(event: Event, chances: dict[str, float] | None) -> Event:
    """Only what is said to have happened: a plan or a demand is of another class than the deed."""
    if chances is None or event.modality is not Modality.ASSERTED or event.negated:
        return event
    sure = event.confidence + AGREEMENT * (chances[str(CAMEO_QUADS[event.type])] - 0.5)
    return replace(event, confidence=round(min(0.95, max(0.05, sure)), 2))


def _completed(reading: Reading, who: Parties, event: Event, spans: Sequence[LabelledSpan]) -> Event:
    taken = {ref.actor or ref.name.lower() for ref in (*event.actors, *event.recipients)}
    together = len(event.actors) > 1 and not event.recipients
    if not event.actors:
        event = replace(event, actors=_refs(reading, who, spans, ("source", "reciprocal"), taken))
    if not event.recipients and not together:
        event = replace(event, recipients=_refs(reading, who, spans, ("target",), taken))
    return event


def _refs(
    reading: Reading, who: Parties, spans: Sequence[LabelledSpan], roles: tuple[str, ...], taken: set[str]
) -> tuple[ActorRef, ...]:
    """What the spans in these roles name, without who is in the event already."""
    refs: list[ActorRef] = []
    for span in spans:
        tokens = reading.parse.tokens(span.span)
        if span.label in roles and len(tokens):
            refs += [
                ref
                for ref in who.named(tokens.root, loose=True, acting=True)
                if (ref.actor or ref.name.lower()) not in taken
            ]
    unique = {ref.actor or ref.name.lower(): ref for ref in refs}
    taken |= set(unique)
    return tuple(unique.values())
