"""Which sentences of a report tell of one act of violence, and which of another, an earlier one, or a period.

A mention joins the last event it may belong to (like acts, no other town, no other time) unless its words set it apart
("elsewhere", "another bomb"). What is recalled is an event of its own where a date or a figure tells it; the toll of a
period or a war is a toll and no event.
"""

import re
from collections.abc import Sequence

from dragoman.codes import FigureField
from dragoman.layers.incidents.event import Event, dead_of, kinds_of
from dragoman.layers.incidents.frame import Frame
from dragoman.layers.incidents.likeness import is_rare, is_tied, may_be, same_toll

__all__ = ["find_incidents"]

_ON_TOWNS = frozenset({"attack", "raid", "clash", "siege"})  # what is done to, and in, a town as a whole
_HARM = (FigureField.KILLED, FigureField.WOUNDED)
_NEAR = 4  # events back to which a mention with a toll of its own may belong
_FROM_AFAR = frozenset({"air", "shell"})
_ONE_OF = re.compile(
    r"^(?:one|another)\b|\b(?:one|another|a (?:second|third|fourth)) (?:air ?|drone |missile )?(?:strike|raid)\b",
    re.IGNORECASE,
)
_RECENT = 30  # events back to which a mention may belong


def find_incidents(frames: Sequence[Frame]) -> list[Event]:
    """The events of a report in the order of their first mention, tolls of periods among them."""
    fresh = [f for f in frames if not f.recalled and not f.cumulative]
    only = not any(f.acts or any(t.told for t in f.tolls) for f in fresh)
    events: list[Event] = []
    for frame in frames:
        if frame.cumulative:
            if any(t.told for t in frame.tolls):
                _put(frame, [e for e in events if e.toll and _is_like_sum(e, frame)], events, toll=True)
        elif frame.loose and (events or frame.at_large):
            continue
        elif frame.recalled and not only:
            if frame.tolls or (frame.act and not frame.act.weak and (frame.targets or frame.blames)):
                old = [e for e in events if not e.toll and (e.recalled or (is_rare(e, frame) and not frame.timexes))]
                _put(frame, old, events, recalled=True)
        else:
            near = [
                e for e in events if not e.toll and (not e.recalled or is_rare(e, frame) or _is_just_told(e, frame))
            ]
            _put(frame, near, events, recalled=frame.recalled)
    _take_out_sums(events)
    return [event for event in events if event.toll or _is_event(event)]


def _is_just_told(event: Event, frame: Frame) -> bool:
    """Whether a sentence takes up what the one before it recalled: "that attack was a mistake"."""
    return frame.definite and not frame.tolls and event.last == frame.number - 1


def _put(
    frame: Frame, candidates: Sequence[Event], events: list[Event], *, recalled: bool = False, toll: bool = False
) -> None:
    """Give a mention to the event it tells of, or make it one of its own."""
    again = any(same_toll(event, frame) for event in candidates[-_RECENT:])
    # What a report on one event tells is of it, if nothing speaks against it.
    alone = sum(not e.toll for e in events) == 1
    latest = max((e.last for e in events if not e.toll), default=0)
    untied = False
    if not (frame.apart and (frame.tolls or frame.acts)) or frame.definite or again:
        for back, event in _in_turn(frame, candidates):
            if back >= _NEAR and not again and event.dead and any(t.told for t in frame.tolls):
                continue  # far down a list, another toll is another attack
            if not may_be(event, frame):
                continue
            if toll or is_tied(event, frame, latest) or (alone and not frame.anchored):
                event.add(frame)
                return
            untied = True
    plain = not frame.at_large and any(not act.weak for act, _ in frame.acts)
    in_full = plain and bool(frame.blames and frame.places)
    known = frame.taken_up or (untied and not (frame.anchored or in_full))
    if (frame.acts or frame.tolls) and not known:
        event = Event([], recalled, toll)
        _have_doers(frame, candidates)
        event.add(frame)
        events.append(event)


def _have_doers(frame: Frame, candidates: Sequence[Event]) -> None:
    """ "One strike on X killed two": of several strikes told before, and so by whom those were."""
    if frame.blames or not _ONE_OF.search(frame.words):
        return
    kinds = kinds_of(frame) & _FROM_AFAR
    same = next((e for e in reversed(candidates) if e.families & kinds and e.doers), None)
    if same is not None:
        frame.blames = [b for f in same.frames for b in f.blames]


def _in_turn(frame: Frame, candidates: Sequence[Event]) -> list[tuple[int, Event]]:
    """The events that a mention may be of, the likeliest first, and how many were told of since.

    "The raid on Bria" is the one on Bria, "the shelling" the last that was told as shelling.
    """
    towns = frame.towns if frame.definite else frozenset()
    kinds = kinds_of(frame) if frame.definite else set()
    in_order = sorted(candidates[-_RECENT:], key=lambda event: (event.last, not event.frames[-1].apart))
    nearest = enumerate(reversed(in_order))
    bare = bool(dead_of(frame)) and not frame.acts  # "a nurse counted 19 bodies": of what killed
    far = frame.number - max((event.last for event in candidates), default=0) > 1
    return sorted(
        nearest,
        key=lambda at: (not at[1].towns & towns, not at[1].families & kinds, bare and far and not at[1].dead),
    )


def _take_out_sums(events: list[Event]) -> None:
    """Take what a headline sums up out of the first of the attacks that it sums up, where these are told one by one."""
    for event in events[:1]:
        others = [min(e.dead) for e in events[1:] if e.dead and not (e.toll or e.recalled)]
        head = [f for f in event.frames if f.number <= 1 and dead_of(f)]
        rest = [f for f in event.frames if f not in head]
        own = {n for f in rest for n in dead_of(f)}
        sums = {sum(others) + min(own, default=0)} | ({sum(others)} if len(others) > 1 else set())
        if others and head and set(dead_of(head[0])) & sums and any(f.acts for f in rest):
            _strip(head)
    for event in [e for e in events if e.wide]:
        parts = [e for e in events if e is not event and not (e.toll or e.recalled) and e.towns & event.wide]
        rest = [f for f in event.frames if not f.summary]
        if parts and any(f.acts for f in rest):
            _strip([f for f in event.frames if f.summary], deeds=True)
        elif len(parts) > 1:
            events.remove(event)


def _strip(frames: Sequence[Frame], *, deeds: bool = False) -> None:
    """Take out of sentences what they count and whom they name; with `deeds`, what was done and with what."""
    for frame in frames:
        frame.tolls, frame.struck = [], []
        if deeds:
            frame.acts, frame.weapons = [], []


def _is_like_sum(event: Event, frame: Frame) -> bool:
    """Whether two tolls may be of one period: those of a month and of a war are far apart."""
    one = [n for f in event.frames for n in dead_of(f)]
    two = dead_of(frame)
    return not (one and two) or any(a <= 2 * b and b <= 2 * a for a in one for b in two)


def _is_event(event: Event) -> bool:
    """Whether there is enough to call it one: a plain act, or a weak one with somebody or something it is done to."""
    strong = [act for f in event.frames for act, _ in f.acts if not act.weak]
    tolls = [t for f in event.frames for t in f.tolls]
    if strong:
        more = (f.targets or f.blames or f.weapons or f.places or f.timexes or f.others for f in event.frames)
        return bool(tolls) or any(more)
    acting = [f for f in event.frames if f.acts]
    if acting and all(f.of_weeks for f in acting) and not event.days and not any(t.told for t in tolls):
        return False  # "since the army's offensive in the north"
    if acting:
        counted = any((t.told or t.count.max == 1) and t.field in _HARM for t in tolls)
        counted = counted or any(f.acts and f.others for f in event.frames)  # "the attack drove 300 from their homes"
        told = any(
            (f.acts and f.targets and (f.blames or f.timexes or f.towns))
            or (f.towns and (f.blames or f.timexes) and any(act.type in _ON_TOWNS for act, _ in f.acts))
            for f in event.frames
        )
        return counted or told or any(f.acts and f.blames and f.tolls for f in event.frames)
    return any(f.bodies for f in event.frames) and bool(tolls)
