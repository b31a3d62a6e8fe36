"""Which sentences of a report tell of one act of violence, and which of another, an earlier one, or a period.

A mention joins the last event it may belong to (like acts, no other town, no other time) unless its words set it apart
("elsewhere", "another bomb"). What is recalled is an event of its own where a date or a figure tells it; the toll of a
period or a war is a toll and no event.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.codes import FigureField
from dragoman.layers.incident_frames import Frame
from dragoman.layers.incident_places import TOWN
from dragoman.layers.reading import Reading
from dragoman.model.annotations import Interval

__all__ = ["Event", "find_incidents"]

_HARM = (FigureField.KILLED, FigureField.WOUNDED)
_NEAR = 4  # events back to which a mention with a toll of its own may belong
_RECENT = 30  # events back to which a mention may belong
_GAP = 3  # sentences after which a mention must share something with an event to be of it
LONGEST = 40  # days of a time that sets one event apart from another; what is longer is a season


@dataclass(slots=True)
class Event:
    """Frames that tell of one event; with `toll`, of what a period or a war has cost."""

    frames: list[Frame]
    recalled: bool = False
    toll: bool = False
    families: set[str] = field(default_factory=set)
    towns: set[str] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)
    days: set[Interval] = field(default_factory=set)
    dead: set[int] = field(default_factory=set)

    def add(self, frame: Frame, exact: frozenset[str]) -> None:
        """Take a frame in; `exact` are the ids of places no larger than a district."""
        shared = self.towns & _towns_of(frame, exact)
        if len(self.frames) == 1 and self.frames[0].number == 0 and shared:
            self.towns = set()  # a headline names the towns of all that is told: "attacks in Homs and Hama kill nine"
        self.frames.append(frame)
        self.families |= {act.family for act, _ in frame.acts}
        self.towns |= _towns_of(frame, exact)
        self.regions |= frame.regions
        self.days |= _days_of(frame)
        killed = [t.count.min for t in frame.tolls if t.told and t.field is FigureField.KILLED]
        self.dead |= {number for number in killed if number}


def find_incidents(reading: Reading, frames: Sequence[Frame]) -> list[Event]:
    """The events of a report in the order of their first mention, tolls of periods among them."""
    fresh = [f for f in frames if not f.recalled and not f.cumulative]
    only = not any(f.acts or any(t.told for t in f.tolls) for f in fresh)
    exact = frozenset(p.id for p in reading.places if p.precision in TOWN)
    events: list[Event] = []
    for frame in frames:
        if frame.cumulative:
            if any(t.told for t in frame.tolls):
                _put(exact, frame, [e for e in events if e.toll], events, toll=True)
        elif frame.loose and (events or frame.at_large):
            continue
        elif frame.recalled and not only:
            if frame.tolls or (frame.act and not frame.act.weak and (frame.targets or frame.blames)):
                old = [e for e in events if not e.toll and (e.recalled or _is_rare(e, frame))]
                _put(exact, frame, old, events, recalled=True)
        else:
            near = [e for e in events if not e.toll and (not e.recalled or _is_rare(e, frame))]
            _put(exact, frame, near, events, recalled=frame.recalled)
    return [event for event in events if event.toll or _is_event(event)]


def _is_rare(event: Event, frame: Frame) -> bool:
    """Whether an event is of a kind of which a report has seldom two: its own past is still it."""
    return bool(event.families & {"abduct", "hijack"} & {act.family for act, _ in frame.acts})


def _put(
    exact: frozenset[str],
    frame: Frame,
    candidates: Sequence[Event],
    events: list[Event],
    *,
    recalled: bool = False,
    toll: bool = False,
) -> None:
    again = any(_same_toll(event, frame, _apart_in(exact, event, frame)) for event in candidates[-_RECENT:])
    alone = (
        sum(not e.toll for e in events) == 1
    )  # what a report on one event tells is of it, if nothing speaks against it
    untied = False
    if not (frame.apart and (frame.tolls or frame.acts)) or frame.definite or again:
        towns = _towns_of(frame, exact) if frame.definite else set()
        kinds = {act.family for act, _ in frame.acts} if frame.definite else set()
        nearest = enumerate(reversed(candidates[-_RECENT:]))
        # "the raid on Bria" is the one on Bria, "the shelling" the last that was told as shelling
        for back, event in sorted(nearest, key=lambda at: (not at[1].towns & towns, not at[1].families & kinds)):
            if back >= _NEAR and not again and event.dead and any(t.told for t in frame.tolls):
                continue  # far down a list, another toll is another attack
            if not _may_be(exact, event, frame):
                continue
            if toll or _is_tied(exact, event, frame) or (alone and not frame.anchored):
                event.add(frame, exact)
                return
            untied = True
    known = frame.taken_up or (untied and not frame.anchored)
    if (frame.acts or frame.tolls) and not known:
        event = Event([], recalled, toll)
        event.add(frame, exact)
        events.append(event)


def _is_tied(exact: frozenset[str], event: Event, frame: Frame) -> bool:
    """Whether a mention goes on from an event, takes it up, or shares a town, a day, a victim or a doer with it."""
    if (
        (frame.definite and not _is_of_another(event, frame))
        or frame.goes_on
        or _is_rare(event, frame)
        or frame.number - event.frames[-1].number <= _GAP
        or _same_toll(event, frame, (False, False))
    ):
        return True
    if event.towns & _towns_of(frame, exact) or any(_meet(a, b) for a in event.days for b in _days_of(frame)):
        return True
    named = {t.lower() for f in event.frames for t in f.targets} | {b.ref.name for f in event.frames for b in f.blames}
    return any(t.lower() in named for t in frame.targets) or any(b.ref.name in named for b in frame.blames)


def _is_of_another(event: Event, frame: Frame) -> bool:
    """Whether a mention names its own victim: "the murder of Ada Obi" takes up no raid on farmers."""
    known = {t.lower() for f in event.frames for t in f.targets}
    return frame.named and not any(t.lower() in known for t in frame.targets)


def _may_be(exact: frozenset[str], event: Event, frame: Frame) -> bool:
    families = {act.family for act, _ in frame.acts}
    if families and event.families and not _like(families, event.families):
        return frame.definite and all(act.weak for act, _ in frame.acts)
    apart = elsewhere, on_another_day = _apart_in(exact, event, frame)
    taken_up = frame.definite and not on_another_day and not (elsewhere and _is_of_another(event, frame))
    if taken_up or _same_toll(event, frame, apart):
        return True
    return not ((elsewhere or on_another_day) and (families or frame.tolls))


def _apart_in(exact: frozenset[str], event: Event, frame: Frame) -> tuple[bool, bool]:
    """Whether a frame names other towns than an event, and other days."""
    towns, days = _towns_of(frame, exact), _days_of(frame)
    elsewhere = bool(event.towns and towns and not event.towns & towns)
    if not (event.towns and towns):
        elsewhere = bool(event.regions and frame.regions and not event.regions & frame.regions)
    return elsewhere, bool(event.days and days and not any(_meet(a, b) for a in event.days for b in days))


def _towns_of(frame: Frame, exact: frozenset[str]) -> set[str]:
    return {p.name for p in frame.places if p.place in exact}


def _days_of(frame: Frame) -> set[Interval]:
    """The times of a frame's acts that are short enough to tell one event from another."""
    return {
        t.interval
        for t in frame.timexes
        if t.interval
        and t.interval.earliest
        and t.interval.latest
        and (t.interval.latest - t.interval.earliest).days <= LONGEST
    }


def _meet(one: Interval, two: Interval) -> bool:
    """Whether two times may be one, a night that begins on the day before included."""
    if not (one.earliest and one.latest and two.earliest and two.latest):
        return True
    return one.earliest <= two.latest and two.earliest <= one.latest


def _same_toll(event: Event, frame: Frame, apart: tuple[bool, bool]) -> bool:
    """Whether a frame tells a number of dead that the event has already: ten or more are no chance.

    Of a list of attacks, each with town and day, some have like tolls: then the number proves nothing. Where only the
    town or the day is another, it must be the very number.
    """
    if all(apart):
        return False
    theirs = {t.count.min for t in frame.tolls if t.told and t.field is FigureField.KILLED}
    return any(abs(a - b) <= (0 if any(apart) else 1) and a >= 10 for a in event.dead for b in theirs if b)


def _like(one: set[str], two: set[str]) -> bool:
    if one & two:
        return True
    for families, others in ((one, two), (two, one)):
        if "any" in families and not others <= {"abduct", "rob", "hijack"}:
            return True
        if "kill" in families and others & {"gun", "blast", "air", "shell", "fire"}:
            return True
        if "gun" in families and "clash" in others:
            return True
        if families <= {"blast"} and others & {"air", "shell"}:
            return True
    return False


def _is_event(event: Event) -> bool:
    """Whether there is enough to call it one: a plain act, or a weak one with somebody or something it is done to."""
    strong = [act for f in event.frames for act, _ in f.acts if not act.weak]
    tolls = [t for f in event.frames for t in f.tolls]
    if strong:
        return bool(tolls) or any(f.targets or f.blames or f.weapons or f.places or f.timexes for f in event.frames)
    if any(f.acts for f in event.frames):
        counted = any((t.told or t.count.max == 1) and t.field in _HARM for t in tolls)
        told = any(f.acts and f.targets and (f.blames or f.timexes or f.town) for f in event.frames)
        return counted or told or any(f.acts and f.blames and f.tolls for f in event.frames)
    return any(f.bodies for f in event.frames) and bool(tolls)
