"""Which sentences of a report tell of one act of violence, and which of another, an earlier one, or a period.

A mention joins the last event it may belong to (like acts, no other town, no other time) unless its words set it apart
("elsewhere", "another bomb"). What is recalled is an event of its own where a date or a figure tells it; the toll of a
period or a war is a toll and no event.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from dragoman.codes import FigureField
from dragoman.layers.incident_frames import Frame
from dragoman.layers.incident_places import TOWN
from dragoman.layers.reading import Reading
from dragoman.model.annotations import Interval

__all__ = ["Event", "find_incidents"]

_SINCE_EVE = frozenset({"overnight", "today", "this morning", "at dawn", "dawn"})
_ANSWER = re.compile(r"\b(?:retaliat|respon[ds]|return(?:ed|ing) fire|fought back|repel|repuls)")  # one fight
_ON_TOWNS = frozenset({"attack", "raid", "clash", "siege"})  # what is done to, and in, a town as a whole
_BROAD = frozenset({"any", "kill"})  # families that go with others
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
    wide: set[str] = field(default_factory=set)  # towns of a summary, which are those of all that is told
    sites: set[str] = field(default_factory=set)

    def add(self, frame: Frame, exact: frozenset[str]) -> None:
        """Take a frame in; `exact` are the ids of places no larger than a district."""
        towns = _towns_of(frame, exact)
        if len(self.frames) == 1 and self.frames[0].number == 0 and self.towns & towns:
            self.towns = set()  # a headline names the towns of all that is told: "attacks in Homs and Hama kill nine"
        self.frames.append(frame)
        self.families |= {act.family for act, _ in frame.acts}
        if frame.summary:
            self.wide |= towns
        else:
            self.towns |= towns
            self.regions |= frame.regions
            self.sites |= frame.sites
        self.days = _narrowed(self.days, _days_of(frame))
        self.dead |= set(_dead_of(frame))


def find_incidents(reading: Reading, frames: Sequence[Frame]) -> list[Event]:
    """The events of a report in the order of their first mention, tolls of periods among them."""
    fresh = [f for f in frames if not f.recalled and not f.cumulative]
    only = not any(f.acts or any(t.told for t in f.tolls) for f in fresh)
    exact = frozenset(p.id for p in reading.places if p.precision in TOWN)
    events: list[Event] = []
    for frame in frames:
        if frame.cumulative:
            if any(t.told for t in frame.tolls):
                _put(exact, frame, [e for e in events if e.toll and _is_like_sum(e, frame)], events, toll=True)
        elif frame.loose and (events or frame.at_large):
            continue
        elif frame.recalled and not only:
            if frame.tolls or (frame.act and not frame.act.weak and (frame.targets or frame.blames)):
                old = [e for e in events if not e.toll and (e.recalled or _is_rare(e, frame))]
                _put(exact, frame, old, events, recalled=True)
        else:
            near = [e for e in events if not e.toll and (not e.recalled or _is_rare(e, frame))]
            _put(exact, frame, near, events, recalled=frame.recalled)
    _take_out_sums(exact, events)
    return [event for event in events if event.toll or _is_event(event)]


def _take_out_sums(exact: frozenset[str], events: list[Event]) -> None:
    """Take what a headline sums up out of the first of the attacks that it sums up, where these are told one by one."""
    for event in events[:1]:
        others = [min(e.dead) for e in events[1:] if e.dead and not (e.toll or e.recalled)]
        head = [f for f in event.frames if f.number <= 1 and _dead_of(f)]
        rest = [f for f in event.frames if f not in head]
        own = {n for f in rest for n in _dead_of(f)}
        sums = {sum(others) + min(own, default=0)} | ({sum(others)} if len(others) > 1 else set())
        if others and head and set(_dead_of(head[0])) & sums and any(f.acts for f in rest):
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
    one = [n for f in event.frames for n in _dead_of(f)]
    two = _dead_of(frame)
    return not (one and two) or any(a <= 2 * b and b <= 2 * a for a in one for b in two)


def _dead_of(frame: Frame) -> list[int]:
    return [t.count.min for t in frame.tolls if t.told and t.field is FigureField.KILLED and t.count.min]


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
        or (event.frames[-1].number == 0 and not _is_another_site(event, frame))  # the report goes on from a headline
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
    """Whether a mention names its own victim: "the murder of Ada Obi" takes up no raid on farmers.

    Far from the event, so does one with another doer and another target: "the Turkish offensive against the Kurds".
    """
    known = {t.lower() for f in event.frames for t in f.targets}
    if any(t.lower() in known for t in frame.targets):
        return False
    doers = {b.ref.name for f in event.frames for b in f.blames}
    far = frame.number - event.frames[-1].number > _GAP
    apart = far and frame.blames and frame.targets and not any(b.ref.name in doers for b in frame.blames)
    return frame.named or bool(apart)


def _may_be(exact: frozenset[str], event: Event, frame: Frame) -> bool:
    families = {act.family for act, _ in frame.acts}
    in_full = bool(frame.tolls or frame.town) and not frame.definite
    if families and event.families and not _like(families, event.families, apart=in_full):
        return frame.definite and all(act.weak for act, _ in frame.acts)
    apart = elsewhere, on_another_day = _apart_in(exact, event, frame)
    again = _strikes_again(event, frame) or _is_of_other_side(event, frame)
    elsewhere = elsewhere or (again and not frame.definite)
    taken_up = frame.definite and not on_another_day and not (elsewhere and _is_of_another(event, frame))
    if taken_up or _same_toll(event, frame, apart):
        return True
    return not ((elsewhere or on_another_day) and (families or frame.tolls))


def _apart_in(exact: frozenset[str], event: Event, frame: Frame) -> tuple[bool, bool]:
    """Whether a frame names other towns than an event, and other days."""
    towns, days = _towns_of(frame, exact), _days_of(frame)
    theirs = event.towns or event.wide
    elsewhere = bool(theirs and towns and not theirs & towns)
    if not (theirs and towns):
        elsewhere = bool(event.regions and frame.regions and not event.regions & frame.regions)
    return elsewhere, bool(event.days and days and not any(_meet(a, b) for a in event.days for b in days))


def _strikes_again(event: Event, frame: Frame) -> bool:
    """Whether a mention names another quarter than an event, and other numbers: one of several strikes on a town."""
    new = frame.also and any(not any(site in f.words for f in event.frames) for site in frame.sites)
    if frame.summary or frame.earlier or not (new or _is_another_site(event, frame)):
        return False
    known, told = (
        {(t.field, t.count.min or 0) for f in frames if not f.summary for t in f.tolls if t.told and t.field in _HARM}
        for frames in (event.frames, [frame])
    )
    fields = {field for field, _ in known} & {field for field, _ in told}
    if not fields or known & told:
        return False
    sums = event.frames[-1].number <= 1  # a lead, of which what follows may tell a part
    return not (sums and all(any(n <= m for f, m in known if f is field) for field, n in told if field in fields))


def _is_of_other_side(event: Event, frame: Frame) -> bool:
    """Whether a mention with a toll of its own is laid to rebels, and the event to a state, or the reverse."""
    if frame.goes_on or not any(t.told for t in frame.tolls) or _ANSWER.search(frame.words):
        return False
    one = {side for f in event.frames for side in f.sides}
    two = frame.sides
    return len(one) == 1 and len(two) == 1 and None not in one | two and one != two


def _is_another_site(event: Event, frame: Frame) -> bool:
    """Whether each names a quarter or village that the other does not."""
    return any(not any(site in f.words for f in event.frames) for site in frame.sites) and any(
        site not in frame.words for site in event.sites
    )


def _towns_of(frame: Frame, exact: frozenset[str]) -> set[str]:
    return {p.name for p in frame.places if p.place in exact}


def _days_of(frame: Frame) -> set[Interval]:
    """The times of a frame's acts that are short enough to tell one event from another."""
    return {
        _with_eve(t.interval, frame.words[t.span.start - frame.span.start : t.span.end - frame.span.start])
        for t in frame.timexes
        if t.interval
        and t.interval.earliest
        and t.interval.latest
        and (t.interval.latest - t.interval.earliest).days <= LONGEST
    }


def _narrowed(days: set[Interval], others: set[Interval]) -> set[Interval]:
    """Days and other days, where they meet what they share: "last week", then "on Tuesday"."""
    found = set(days)
    for other in others:
        met = [day for day in found if _meet(day, other)]
        found -= set(met)
        found |= {_shared(day, other) for day in met} or {other}
    return found


def _shared(one: Interval, two: Interval) -> Interval:
    if not (one.earliest and one.latest and two.earliest and two.latest):
        return one
    return Interval(max(one.earliest, two.earliest), min(one.latest, two.latest))


def _with_eve(interval: Interval, words: str) -> Interval:
    """A time with the day before it for "overnight", and for a "today" that may have been said on that day."""
    if interval.earliest and words in _SINCE_EVE:
        return Interval(interval.earliest - timedelta(1), interval.latest)
    return interval


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
    return any(abs(a - b) <= (0 if any(apart) else 1) and a >= 10 for a in event.dead for b in _dead_of(frame))


def _like(one: set[str], two: set[str], *, apart: bool) -> bool:
    """Whether two mentions may be of one act by what they call it; `apart`: each tells of it in full."""
    for families, others in ((one - _BROAD, two - _BROAD), (two - _BROAD, one - _BROAD)):
        if families == {"air"} and others and not others & {"air", "blast"} and apart:
            return False  # planes and guns, and two of them
    if one & two:
        return True
    for families, others in ((one, two), (two, one)):
        if "any" in families and not others <= {"abduct", "rob", "hijack"}:
            return True
        if "kill" in families and others & {"gun", "blast", "air", "shell", "fire", "execution"}:
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
        told = any(
            (f.acts and f.targets and (f.blames or f.timexes or f.town))
            or (f.town and (f.blames or f.timexes) and any(act.type in _ON_TOWNS for act, _ in f.acts))
            for f in event.frames
        )
        return counted or told or any(f.acts and f.blames and f.tolls for f in event.frames)
    return any(f.bodies for f in event.frames) and bool(tolls)
