"""One record an event: mentions of the same act in headline, lead and later are one, with several spans of evidence."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman.codes import EventType, FoundBy
from dragoman.layers.events.parties import party_key
from dragoman.model.records import ActorRef, Event, When

__all__ = ["merge_events"]

_MANY = 12  # mentions of one event that are kept as evidence


def merge_events(events: Sequence[Event]) -> tuple[Event, ...]:
    """Events in text order, mentions of one folded into the fullest of them."""
    groups: list[list[Event]] = []
    by_type: dict[EventType, list[int]] = {}
    for event in events:
        known = by_type.setdefault(event.type, [])
        # The nearest mentions first: a report comes back to what it has just told.
        home = next((n for n in reversed(known[-30:]) if all(_same(event, other) for other in groups[n][:4])), None)
        if home is None:
            known.append(len(groups))
            groups.append([event])
        else:
            groups[home].append(event)
    merged = [_fold(group) for group in groups if any(event.actors or event.recipients for event in group)]
    return tuple(sorted(merged, key=lambda e: e.evidence[0].span))


def _same(one: Event, other: Event) -> bool:
    if one.negated != other.negated:
        return False
    if not (one.actors or one.recipients) or not (other.actors or other.recipients):
        return _days_agree(one.date, other.date)  # "the talks", somebody's who have been named
    if one.modality != other.modality and not (one.type is EventType.CONSULT and _sketchy(one, other)):
        return False
    if not _days_agree(one.date, other.date):
        return False
    if one.mode and other.mode and one.mode != other.mode and one.type is not EventType.ASSAULT:
        return False
    actors, recipients = _overlap(one.actors, other.actors), _overlap(one.recipients, other.recipients)
    if one.type in _HARM and one.place and other.place and one.place.name != other.place.name:
        return False
    if one.type is EventType.CONSULT and not one.recipients and not other.recipients:
        return actors is not False and (actors is True or bool(one.actors or other.actors))
    if actors is False or recipients is False:
        return False
    return actors is True or recipients is True


_PHRASE = re.compile(r"(?<=\w) (?:in|of|from|at|with|who|near|aboard) ")
_HARM = (EventType.ASSAULT, EventType.COERCE)


def _sketchy(one: Event, other: Event) -> bool:
    """Whether one is "the talks" in passing, with a party or none: it takes the modality of the other."""
    return min(len(one.actors) + len(one.recipients), len(other.actors) + len(other.recipients)) < 2


def _heads(refs: Sequence[ActorRef]) -> set[str]:
    """The nouns of unnamed victims: "13 off-duty soldiers" and "soldiers" are the same men."""
    return {_PHRASE.split(ref.name)[0].split()[-1].lower() for ref in refs if ref.name[:1].islower()}


def _overlap(ones: Sequence[ActorRef], others: Sequence[ActorRef]) -> bool | None:
    """Whether two lists share a party; None where one is empty and they may."""
    if not ones or not others:
        return None
    return any(_meets(one, other) for one in ones for other in others)


def _meets(one: ActorRef, other: ActorRef) -> bool:
    """The same actor; or people under the same noun, unless not as many ("nine policemen", "two policemen")."""
    if party_key(one) == party_key(other):
        return True
    if not _heads((one,)) & _heads((other,)):
        return False
    counts = [set(_COUNT.findall(ref.words.lower())) for ref in (one, other)]
    return not (counts[0] and counts[1]) or bool(counts[0] & counts[1])


_COUNT = re.compile(
    r"\d[\d,]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|scores|hundreds)\b"
)


def _days_agree(one: When | None, other: When | None) -> bool:
    if one is None or other is None:
        return True
    if one.earliest and one.latest and other.earliest and other.latest:
        return one.earliest <= other.latest and other.earliest <= one.latest
    return not (one.value and other.value) or one.value[:7] == other.value[:7] or "X" in one.value + other.value


def _fold(group: Sequence[Event]) -> Event:
    """The fullest mention, with what only the others tell."""
    best = max(
        group,
        key=lambda e: (bool(e.actors) + bool(e.recipients) + bool(e.date), e.confidence, -e.evidence[0].span.start),
    )
    others = [e for e in group if e is not best]
    if not others:
        return best
    return replace(
        best,
        evidence=(
            *best.evidence,
            *(span for e in others[: _MANY - 1] for span in e.evidence if span not in best.evidence),
        ),
        actors=best.actors or next((e.actors for e in others if e.actors), ()),
        recipients=best.recipients
        or next((e.recipients for e in others if e.recipients and best.actors != e.recipients), ()),
        date=best.date or next((e.date for e in others if e.date), None),
        place=best.place or next((e.place for e in others if e.place), None),
        mode=best.mode or next((e.mode for e in others if e.mode), None),
        attribution=best.attribution if all(e.attribution for e in group) else None,
        confidence=max(e.confidence for e in group),
        found_by=best.found_by if all(e.found_by is best.found_by for e in group) else FoundBy.BOTH,
    )
