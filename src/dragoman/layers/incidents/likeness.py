"""Whether a sentence may tell of an event, and whether it does: what speaks against it, and what ties it to it.

Other kinds of act, towns, days, sides and figures speak against it, where a report tells of each in full. What goes on,
takes up ("the attack") or shares a town, a day, a victim or a doer ties it.
"""

import re
from collections.abc import Collection

from dragoman.codes import FigureField
from dragoman.layers.incidents.event import Event, days_of, dead_of, kinds_of, meet
from dragoman.layers.incidents.frame import Frame

__all__ = ["alike", "is_of_another", "is_rare", "is_tied", "may_be", "same_toll"]

_ANSWER = re.compile(r"\b(?:retaliat|respon[ds]|return(?:ed|ing) fire|fought back|repel|repuls)")  # one fight
_BROAD = frozenset({"any", "kill"})  # families that go with others
_DEADLY = frozenset("gun blast bomb air shell fire execution clash".split())  # by which "killed" may have been
_APART_FROM_ATTACKS = frozenset({"abduct", "rob", "hijack"})
_ALONG = frozenset({"fire", "rape", "rob", "seize", "expel"})  # what is done in the course of an attack from near by
_FROM_AFAR = frozenset({"air", "shell"})


def _pairs(words: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair.split("-")) for pair in words.split())


# Kinds of act that are called by one another's names, or make up one fight.
_PAIRS = _pairs("gun-clash bomb-blast bomb-air bomb-shell bomb-sabotage blast-sabotage")
# Kinds that one attack may have side by side, where no second mention tells of it in full.
_LOOSE_PAIRS = _PAIRS | _pairs(
    "air-shell air-clash shell-clash blast-clash bomb-clash gun-blast gun-bomb gun-shell gun-execution gun-abduct "
    "abduct-execution"
)
_HARM = (FigureField.KILLED, FigureField.WOUNDED)
LEAD = 2  # sentences that may tell the same over again
GAP = 3  # sentences after which a mention must share something with an event to be of it


def is_tied(event: Event, frame: Frame, latest: int) -> bool:
    """Whether a mention goes on from an event, takes it up, or shares a town, a day, a victim or a doer with it.

    `latest` is the number of the sentence that told of any event last: what goes on without a word goes on from that.
    """
    near = frame.number - event.last <= GAP
    if (
        (frame.definite and not is_of_another(event, frame) and (near or not frame.of_weeks))
        or (event.last == 0 and not _is_another_site(event, frame))  # the report goes on from a headline
        or (frame.goes_on and (event.last == latest or frame.resumes or frame.earlier))
        or is_rare(event, frame)
        or (near and not _is_new(event, frame) and (event.last == latest or _shares_kind(event, frame)))
        or same_toll(event, frame)
    ):
        return True
    if event.towns & frame.towns or any(meet(a, b) for a in event.days for b in days_of(frame)):
        return True
    named = event.targets | event.doers
    return any(t.lower() in named for t in frame.targets) or any(b.ref.name in named for b in frame.blames)


def _shares_kind(event: Event, frame: Frame) -> bool:
    return bool((event.families & kinds_of(frame)) - _BROAD)


def _is_new(event: Event, frame: Frame) -> bool:
    """Whether a sentence tells of an act, its victims and its place anew: other numbers, in another place."""
    told, known = _harm_in([frame]), _harm_in(event.frames)
    if not (frame.acts and (told or frame.fresh)) or frame.resumes or frame.goes_on or told & known:
        return False
    return _is_another_site(event, frame) and not _is_part(event, told, known)


def is_rare(event: Event, frame: Frame) -> bool:
    """Whether an event is of a kind of which a report has seldom two: its own past is still it."""
    return bool(event.families & {"abduct", "hijack"} & kinds_of(frame))


def is_of_another(event: Event, frame: Frame) -> bool:
    """Whether a mention names its own victim: "the murder of Ada Obi" takes up no raid on farmers.

    Far from the event, so does one with another doer and another target: "the Turkish offensive against the Kurds".
    """
    if any(t.lower() in event.targets for t in frame.targets):
        return False
    far = frame.number - event.last > GAP
    apart = far and frame.blames and frame.targets and not any(b.ref.name in event.doers for b in frame.blames)
    return frame.named or bool(apart)


def may_be(event: Event, frame: Frame) -> bool:
    """Whether nothing speaks against a sentence's telling of an event."""
    if any(f.number == frame.number for f in event.frames):
        return False  # a sentence was parted because it tells of two
    families = kinds_of(frame)
    in_full = bool(frame.tolls or frame.towns) and not (frame.definite or frame.resumes)
    if families and event.families and not alike(families, event.families, apart=in_full):
        return frame.definite and all(act.weak for act, _ in frame.acts)
    elsewhere, on_another_day = _apart_in(event, frame)
    on_another_day = on_another_day or (frame.long_past and frame.fresh and not (event.days or event.recalled))
    again = _strikes_again(event, frame) or _is_of_other_side(event, frame) or _is_brought_up(event, frame)
    elsewhere = elsewhere or (again and not frame.definite)
    taken_up = frame.definite and not on_another_day and not (elsewhere and is_of_another(event, frame))
    if taken_up or same_toll(event, frame):
        return True
    return not ((elsewhere or on_another_day) and (families or frame.tolls))


def same_toll(event: Event, frame: Frame) -> bool:
    """Whether a frame tells a number of dead that the event has already: ten or more are no chance.

    Of a list of attacks, each with town and day, some have like tolls: then the number proves nothing. Where only the
    town or the day is another, it must be the very number.
    """
    apart = _apart_in(event, frame)
    if all(apart):
        return False
    return any(abs(a - b) <= (0 if any(apart) else 1) and a >= 10 for a in event.dead for b in dead_of(frame))


def _apart_in(event: Event, frame: Frame) -> tuple[bool, bool]:
    """Whether a frame names other towns than an event, and other days."""
    days = days_of(frame)
    theirs = event.towns or event.wide
    elsewhere = bool(theirs and frame.towns and not theirs & frame.towns)
    if not (theirs and frame.towns):
        elsewhere = bool(event.regions and frame.regions and not event.regions & frame.regions)
    return elsewhere, bool(event.days and days and not any(meet(a, b) for a in event.days for b in days))


def _strikes_again(event: Event, frame: Frame) -> bool:
    """Whether a mention names another quarter than an event, and other numbers: one of several strikes on a town."""
    new = frame.also and any(not any(site in f.words for f in event.frames) for site in frame.sites)
    if frame.summary or frame.earlier or not (new or _is_another_site(event, frame)):
        return False
    known, told = _harm_in([f for f in event.frames if not f.summary]), _harm_in([frame])
    fields = {field for field, _ in known} & {field for field, _ in told}
    if not fields or known & told:
        return False
    return not _is_part(event, {(field, n) for field, n in told if field in fields}, known)


def _is_brought_up(event: Event, frame: Frame) -> bool:
    """Whether a sentence brings up an act not told yet ("an attack on a convoy killed 20"), whose numbers are others.

    A lead and what follows it may both say "a bomb", and a total is told before its parts.
    """
    if not frame.fresh or frame.resumes or frame.goes_on or frame.number <= LEAD:
        return False
    told, known = _harm_in([frame]), _harm_in(event.frames)
    return any(f is g and n > m for f, n in told for g, m in known) and not told & known


def _is_part(
    event: Event, told: Collection[tuple[FigureField, int]], known: Collection[tuple[FigureField, int]]
) -> bool:
    """Whether numbers may be parts of what a lead tells as a whole."""
    return event.last <= 1 and bool(told) and all(any(n <= m for f, m in known if f is field) for field, n in told)


def _harm_in(frames: Collection[Frame]) -> set[tuple[FigureField, int]]:
    """The numbers of killed and wounded that frames tell."""
    return {(t.field, t.count.min or 0) for f in frames for t in f.tolls if t.told and t.field in _HARM}


def _is_of_other_side(event: Event, frame: Frame) -> bool:
    """Whether a mention with a toll of its own is laid to rebels, and the event to a state, or the reverse."""
    if frame.goes_on or not any(t.told for t in frame.tolls) or _ANSWER.search(frame.words):
        return False
    one, two = event.sides - {None}, frame.sides - {None}
    return len(one) == 1 and len(two) == 1 and one != two


def _is_another_site(event: Event, frame: Frame) -> bool:
    """Whether each names a quarter or village that the other does not."""
    return any(not any(site in f.words for f in event.frames) for site in frame.sites) and any(
        site not in frame.words for site in event.sites
    )


def alike(one: set[str], two: set[str], *, apart: bool) -> bool:
    """Whether two mentions may be of one act by what they call it; `apart`: each tells of it in full.

    What each calls it in particular decides, and only where one of them does not, "attack" and "killed".
    """
    if one - _BROAD and two - _BROAD:
        kinds, others = one - _BROAD, two - _BROAD
        if kinds & others:
            return True
        if not apart and (kinds | others) & _ALONG and not (kinds | others) & _FROM_AFAR:
            return True
        known = _PAIRS if apart else _LOOSE_PAIRS
        return any(frozenset({a, b}) in known for a in kinds for b in others)
    if one & two:
        return True
    for families, others in ((one, two), (two, one)):
        if "any" in families and not others <= _APART_FROM_ATTACKS:
            return True
        if "kill" in families and others & _DEADLY:
            return True
    return False
