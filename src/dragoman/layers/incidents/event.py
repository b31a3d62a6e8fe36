"""One event of a report, and what its sentences have told of it so far: where, when, how many, by whom."""

from dataclasses import dataclass, field
from datetime import timedelta

from dragoman.codes import FigureField
from dragoman.layers.incidents.frame import Frame
from dragoman.model.annotations import Interval

__all__ = ["Event", "days_of", "dead_of", "kinds_of", "meet"]

_SINCE_EVE = frozenset({"overnight", "today", "this morning", "at dawn", "dawn"})
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

    def add(self, frame: Frame) -> None:
        """Take a frame in."""
        if len(self.frames) == 1 and self.frames[0].number == 0 and self.towns & frame.towns:
            self.towns = set()  # a headline names the towns of all that is told: "attacks in Homs and Hama kill nine"
        self.frames.append(frame)
        self.families |= kinds_of(frame)
        if frame.summary:
            self.wide |= frame.towns
        else:
            self.towns |= frame.towns
            self.regions |= frame.regions
            self.sites |= frame.sites
        self.days = _narrowed(self.days, days_of(frame))
        self.dead |= set(dead_of(frame))

    @property
    def last(self) -> int:
        """The number of the sentence that told of it last."""
        return self.frames[-1].number

    @property
    def targets(self) -> set[str]:
        """Whom and what it struck, in small letters."""
        return {t.lower() for f in self.frames for t in f.targets}

    @property
    def doers(self) -> set[str]:
        """The names of those to whom it is laid."""
        return {b.ref.name for f in self.frames for b in f.blames}

    @property
    def sides(self) -> set[str | None]:
        """The sides of those to whom it is laid."""
        return {side for f in self.frames for side in f.sides}


def kinds_of(frame: Frame) -> set[str]:
    """The families of the acts that a frame tells of."""
    return {act.family for act, _ in frame.acts}


def dead_of(frame: Frame) -> list[int]:
    """The numbers of dead that a frame counts."""
    return [t.count.min for t in frame.tolls if t.told and t.field is FigureField.KILLED and t.count.min]


def days_of(frame: Frame) -> set[Interval]:
    """The times of a frame's acts that are short enough to tell one event from another."""
    return {
        _with_eve(t.interval, frame.words[t.span.start - frame.span.start : t.span.end - frame.span.start])
        for t in frame.timexes
        if t.interval
        and t.interval.earliest
        and t.interval.latest
        and (t.interval.latest - t.interval.earliest).days <= LONGEST
    }


def meet(one: Interval, two: Interval) -> bool:
    """Whether two times may be one, a night that begins on the day before included."""
    if not (one.earliest and one.latest and two.earliest and two.latest):
        return True
    return one.earliest <= two.latest and two.earliest <= one.latest


def _narrowed(days: set[Interval], others: set[Interval]) -> set[Interval]:
    """Days and other days, where they meet what they share: "last week", then "on Tuesday"."""
    found = set(days)
    for other in others:
        met = [day for day in found if meet(day, other)]
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
