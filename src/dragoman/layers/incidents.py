"""Incidents: one frame an event, who did it and on whose word, to whom, with what, when, where, and every figure.

Sentences are read one by one (`incident_frames`) and put together here: a mention joins the last event it may belong to
(like acts, no other town, no other day) unless its words set it apart ("elsewhere", "another bomb"). An older attack
that is recalled is its own incident where a date or a figure tells it, else it is left out. Tolls of a period are none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dragoman.codes import FigureField, PerpetratorStatus, PlacePrecision, TimexType
from dragoman.layers.casualties import Toll, find_tolls
from dragoman.layers.casualty_totals import Account, attackers_of, parts_of_total, total_of
from dragoman.layers.incident_frames import Frame, find_frames
from dragoman.layers.incident_lexicon import Act
from dragoman.layers.incident_roles import Blame
from dragoman.layers.reading import Reading
from dragoman.model.annotations import Interval
from dragoman.model.records import Figure, Incident, PlaceRef, When

__all__ = ["build_incidents"]

_OWN = re.compile(r"\b(?:its|their|our)\b", re.IGNORECASE)
MOST = 100  # incidents of one report; a list of more is a list, and keeps its first ones
MOST_TARGETS = 30  # named in one record
MENTIONS = 60  # sentences of one event that are kept; a list of fifty attacks that reads as one goes no further
_NEAR = 4  # events back to which a mention with a toll of its own may belong
_RECENT = 30  # events back to which a mention may belong


@dataclass(slots=True)
class _Event:
    """Frames that tell of one event."""

    frames: list[Frame]
    recalled: bool = False
    families: set[str] = field(default_factory=set)
    towns: set[str] = field(default_factory=set)
    days: set[Interval] = field(default_factory=set)
    dead: set[int] = field(default_factory=set)

    def add(self, frame: Frame, exact: frozenset[str]) -> None:
        """Take a frame in; `exact` are the ids of places no larger than a district."""
        self.frames.append(frame)
        self.families |= {act.family for act, _ in frame.acts}
        self.towns |= _towns_of(frame, exact)
        self.days |= _days_of(frame)
        killed = [t.count.min for t in frame.tolls if t.told and t.field is FigureField.KILLED]
        self.dead |= {number for number in killed if number}


def build_incidents(reading: Reading) -> tuple[Incident, ...]:
    """The incidents of a report in the order of their first mention."""
    frames = find_frames(reading, find_tolls(reading.parse))
    events = _events(reading, frames)
    return tuple(incident for event in events[:MOST] if (incident := _build(reading, event)))


# --- which sentences tell of one event ------------------------------------------------------------------------------


def _events(reading: Reading, frames: Sequence[Frame]) -> list[_Event]:
    fresh = [f for f in frames if not f.recalled and not f.cumulative]
    only = not any(f.acts or any(t.told for t in f.tolls) for f in fresh)
    if only:  # then what went on for long is what the report tells, where it counts it
        frames = [f for f in frames if any(t.told for t in f.tolls) or not f.cumulative]
    events: list[_Event] = []
    exact = frozenset(p.id for p in reading.places if p.precision in _TOWN)
    for frame in frames:
        if (frame.cumulative and not only) or (frame.loose and events):
            continue
        if frame.recalled and not only:
            if frame.tolls or (frame.act and not frame.act.weak and (frame.targets or frame.blames)):
                _put(exact, frame, [e for e in events if e.recalled or _is_rare(e, frame)], events, recalled=True)
            continue
        _put(exact, frame, [e for e in events if not e.recalled or _is_rare(e, frame)], events, recalled=False)
    return [event for event in events if _is_event(event)]


def _is_rare(event: _Event, frame: Frame) -> bool:
    """Whether an event is of a kind of which a report has seldom two: its own past is still it."""
    return bool(event.families & {"abduct", "hijack"} & {act.family for act, _ in frame.acts})


def _put(
    exact: frozenset[str], frame: Frame, candidates: Sequence[_Event], events: list[_Event], *, recalled: bool
) -> None:
    again = any(_same_toll(exact, event, frame) for event in candidates[-_RECENT:])
    if not (frame.apart and (frame.tolls or frame.acts)) or frame.definite or again:
        for back, event in enumerate(reversed(candidates[-_RECENT:])):
            if back >= _NEAR and not again and event.dead and any(t.told for t in frame.tolls):
                continue  # far down a list, another toll is another attack
            if _may_be(exact, event, frame):
                event.add(frame, exact)
                return
    if frame.acts or frame.tolls:
        event = _Event([], recalled)
        event.add(frame, exact)
        events.append(event)


def _may_be(exact: frozenset[str], event: _Event, frame: Frame) -> bool:
    families = {act.family for act, _ in frame.acts}
    if families and event.families and not _like(families, event.families):
        return frame.definite and all(act.weak for act, _ in frame.acts)
    if frame.definite:
        return True
    if _same_toll(exact, event, frame):
        return True
    elsewhere, on_another_day = _apart_in(exact, event, frame)
    return not ((elsewhere and (families or frame.tolls)) or (on_another_day and families))


def _apart_in(exact: frozenset[str], event: _Event, frame: Frame) -> tuple[bool, bool]:
    """Whether a frame names other towns than an event, and other days."""
    towns, days = _towns_of(frame, exact), _days_of(frame)
    elsewhere = bool(event.towns and towns and not event.towns & towns)
    return elsewhere, bool(event.days and days and not event.days & days)


def _towns_of(frame: Frame, exact: frozenset[str]) -> set[str]:
    return {p.name for p in frame.places if p.place in exact}


def _days_of(frame: Frame) -> set[Interval]:
    return {t.interval for t in frame.timexes if t.interval and t.interval.earliest == t.interval.latest}


def _same_toll(exact: frozenset[str], event: _Event, frame: Frame) -> bool:
    """Whether a frame tells a number of dead that the event has already: ten or more are no chance.

    Of a list of attacks, each with town and day, some have like tolls: then the number proves nothing. Where only the
    town or the day is another, it must be the very number.
    """
    apart = _apart_in(exact, event, frame)
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


_TOWN = (PlacePrecision.CITY, PlacePrecision.SITE, PlacePrecision.ADMIN2)


def _towns(reading: Reading, places: Sequence[PlaceRef], *, wide: bool = False) -> list[PlaceRef]:
    """Those of the places that are no larger than a district; with `wide`, provinces too."""
    precisions = (*_TOWN, PlacePrecision.ADMIN1) if wide else _TOWN
    exact = {p.id for p in reading.places if p.precision in precisions}
    return [p for p in places if p.place in exact]


def _is_event(event: _Event) -> bool:
    """Whether there is enough to call it one: a plain act, or a weak one with somebody or something it is done to."""
    strong = [act for f in event.frames for act, _ in f.acts if not act.weak]
    tolls = [t for f in event.frames for t in f.tolls]
    if strong:
        return bool(tolls) or any(f.targets or f.blames or f.weapons or f.places for f in event.frames)
    acts = [act for f in event.frames for act, _ in f.acts]
    if acts and any(f.blames or tolls for f in event.frames):
        return bool(tolls) or any(f.blames and f.targets for f in event.frames)
    if acts:
        return any(t.told and t.field is FigureField.KILLED for t in tolls)
    return any(f.bodies for f in event.frames) and bool(tolls)


# --- the record -----------------------------------------------------------------------------------------------------


def _build(reading: Reading, event: _Event) -> Incident | None:
    frames = event.frames[:MENTIONS]
    act = _act(frames)
    blame, status = _perpetrator(frames)
    accounts = [_account(reading, f, t) for f in frames for t in f.tolls]
    main = frames[0]
    dead = [a for a in accounts if a.toll.field is FigureField.KILLED]
    if dead and all(a.toll.old for a in dead):
        dead = [replace(a, toll=replace(a.toll, old=False)) for a in dead]
    parts = parts_of_total([a for a in dead if a.toll.told and not a.toll.part])
    if not parts:
        accounts = [a for a in accounts if not a.toll.old or a.toll.told]
    else:
        accounts = [replace(a, toll=replace(a.toll, old=False)) if a in parts else a for a in accounts]
        dead = [a for a in accounts if a.toll.field is FigureField.KILLED]
    killed = total_of(dead)
    wounded = total_of(
        [a for a in accounts if a.toll.field is FigureField.WOUNDED], episodes={a.sentence for a in parts}
    )
    attribution = reading.asserted(main.acts[0][1] if main.acts else main.span)
    doers = {b.ref.words.lower() for f in frames for b in f.blames}
    targets = _ranked([t for f in frames for t in f.targets if t.lower() not in doers])
    weapons = _ranked([w for f in frames for w in f.weapons])
    perpetrators = _unique([b for f in frames for b in f.blames])
    return Incident(
        evidence=tuple(reading.document.evidence(f.span) for f in _main_first(frames)),
        confidence=0.3 if main.cumulative else 0.7 if act and not act.weak else 0.5,
        attribution=attribution,
        type=act.type if act else "killing",
        perpetrator=blame.ref if blame else None,
        perpetrator_status=status,
        target="; ".join(targets[:MOST_TARGETS]) or None,
        weapon="; ".join(weapons[:4]) or None,
        date=_date(reading, frames),
        place=_place(reading, frames),
        figures=tuple(_figure(reading, a) for a in accounts if a.toll.told and not a.toll.part),
        killed=killed,
        wounded=wounded,
        attackers_killed=attackers_of(accounts, {b.ref.name for b in perpetrators}),
        superlative=_superlative(reading, frames),
        perpetrators=tuple(b.ref for b in perpetrators),
        recalled=event.recalled,
    )


def _act(frames: Sequence[Frame]) -> Act | None:
    acts = [act for f in frames for act, _ in f.acts]
    first = [act for f in frames[:2] for act, _ in f.acts] or acts
    return min(first, key=lambda act: act.rank, default=None)


def _main_first(frames: Sequence[Frame]) -> list[Frame]:
    """The frames, the first that names an act with victims or a place in front (a headline says less)."""
    return sorted(frames, key=lambda f: (not f.acts, not any(t.told for t in f.tolls), f.number))


def _perpetrator(frames: Sequence[Frame]) -> tuple[Blame | None, PerpetratorStatus | None]:
    found = [b for f in frames for b in f.blames]
    if not found:
        return None, PerpetratorStatus.UNKNOWN
    claimed = [b for b in found if b.status is PerpetratorStatus.CLAIMED]
    named = [b for b in found if b.named and b.status is not PerpetratorStatus.DENIED and b.ref.name[:1].isupper()]
    best = (claimed or named or found)[0]
    return best, best.status


def _unique(blames: Sequence[Blame]) -> list[Blame]:
    seen: dict[str, Blame] = {}
    for blame in blames:
        if blame.status is not PerpetratorStatus.DENIED:
            seen.setdefault(blame.ref.actor or blame.ref.name.lower(), blame)
    return list(seen.values())


def _ranked(words: Sequence[str]) -> list[str]:
    """Phrases in text order, repeats and bare repetitions ("pylons" beside "power pylons") taken out."""
    seen: dict[str, str] = {}
    for word in words:
        seen.setdefault(word.lower(), word)
    return [w for k, w in seen.items() if k and not any(k != other and other.endswith(" " + k) for other in seen)]


def _account(reading: Reading, frame: Frame, toll: Toll) -> Account:
    asserted = reading.asserted(toll.span)
    speaker = asserted.speaker if asserted else None
    if speaker and toll.whom and _OWN.search(toll.whom):
        toll = replace(toll, group=f"own {speaker.name}")  # "nine of its soldiers": nobody else's
    if frame.earlier and speaker and not toll.update:
        toll = replace(toll, old=True)
    return Account(toll, speaker, frame.number, frame.places)


def _figure(reading: Reading, account: Account) -> Figure:
    toll = account.toll
    return Figure(
        field=toll.field,
        count=toll.count,
        whom=toll.whom,
        speaker=account.speaker,
        evidence=(reading.document.evidence(toll.span),),
    )


def _place(reading: Reading, frames: Sequence[Frame]) -> PlaceRef | None:
    """The finest place of the main sentence, the nearest behind its act; else of the first sentence that has one."""
    fallback = None
    settings = {p.id for p in reading.places if p.setting}
    for frame in _main_first(frames):
        named = _towns(reading, frame.places, wide=True)
        if named:
            by_start = {e.span.start: p.id for p in reading.places for e in p.evidence}
            anchor = frame.acts[0][1].start if frame.acts else frame.span.start
            ids = [p.place for p in named]
            spots = [
                (at < anchor, abs(at - anchor), pid)
                for at, pid in by_start.items()
                if pid in ids and frame.span.start <= at < frame.span.end
            ]
            if spots:
                return named[ids.index(min(spots)[2])]
            return named[0]
        fallback = fallback or next((p for p in frame.places if p.place in settings), None)
    return fallback


def _date(reading: Reading, frames: Sequence[Frame]) -> When | None:
    """The date nearest to the first word of violence that has one in its sentence."""
    for frame in frames:
        anchor = frame.acts[0][1] if frame.acts else frame.tolls[0].span if frame.tolls else frame.span
        dated = [t for t in frame.timexes if t.interval or t.type is not TimexType.TIME]
        if dated:
            nearest = min(dated, key=lambda t: abs(t.span.start - anchor.start))
            return reading.when(nearest)
    return None


_SUPERLATIVES = (
    "deadliest",
    "bloodiest",
    "worst",
    "most deadly",
    "largest",
    "biggest",
    "heaviest",
    "most lethal",
    "fiercest",
)


def _superlative(reading: Reading, frames: Sequence[Frame]) -> str | None:
    """ "the deadliest attack since ...", to the next comma or full stop."""
    text = reading.document.text
    for frame in frames:
        words = frame.span.of(text)
        for word in _SUPERLATIVES:
            at = words.lower().find(word)
            if at >= 0:
                end = min((i for i in (words.find(c, at) for c in ",.;\n") if i > 0), default=len(words))
                return words[at : min(end, at + 160)]
    return None
