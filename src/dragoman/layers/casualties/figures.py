"""The accounts of one event's figures: who gives each, which are told twice, and the figures of its record.

An account is a toll with its speaker. What one speaker says again of the same people in the same bounds is one figure
with several places in the text; what a headline, a lead and a last paragraph repeat stands once in the record.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from dragoman.codes import FigureField
from dragoman.layers.casualties.layer import Toll
from dragoman.layers.casualties.speakers import speaker_of
from dragoman.layers.casualties.totals import OWN, Account, parts_of_total, total_of
from dragoman.layers.incidents.frame import Frame
from dragoman.layers.incidents.stance import own_times
from dragoman.layers.reading import Reading, gap_between
from dragoman.model.records import ActorRef, Count, Figure
from dragoman.parse import span_of

__all__ = ["figures_of", "find_accounts", "sum_of_field"]

_OWN = re.compile(r"\b(?:its|their|our)\b", re.IGNORECASE)


def find_accounts(reading: Reading, frames: Sequence[Frame]) -> list[Account]:
    """The tolls of an event in text order with who gives them; what one sentence says twice stands once."""
    found: list[Account] = []
    for frame in sorted(frames, key=lambda f: f.number):
        for toll in sorted(frame.tolls, key=lambda t: t.span.start):
            last = found[-1] if found and found[-1].sentence >= frame.number - 1 else None
            account = _account(reading, frame, toll, last.speaker if last else None)
            if not any(_is_repeat(account, other) for other in found):
                found.append(account)
    earlier = {f.number for f in frames if f.earlier and not any(t.old for t in f.tolls)}
    return [_aged(a, [b for b in found if b.sentence not in earlier]) if a.sentence in earlier else a for a in found]


def _aged(account: Account, later: Sequence[Account]) -> Account:
    """What somebody "earlier said" is superseded where the same voice or the outlet tells another figure."""
    toll = account.toll
    newer = any(b.toll.field is toll.field and _is_one_voice(b.voice, account.voice) for b in later)
    return replace(account, toll=replace(toll, old=True)) if account.speaker and newer and not toll.update else account


def _is_one_voice(one: str, two: str) -> bool:
    """Whether two names may be of one speaker ("the source" of "a source at the ministry"), or one is the outlet."""
    words, others = set(one.lower().split()), set(two.lower().split())
    return words <= others or others <= words


def sum_of_field(
    accounts: Sequence[Account], field: FigureField, episodes: Collection[int] = ()
) -> tuple[Count | None, list[Account]]:
    """What the accounts of a field come to, and those of them that are the parts of a total told before."""
    own = [a for a in accounts if a.toll.field is field]
    if field is FigureField.KILLED and not own and _are_unhurt(accounts):
        return Count(0, 0), []
    parts = parts_of_total([a for a in own if a.toll.told and not a.toll.part])
    if own and all(a.toll.old for a in own):
        own = [replace(a, toll=replace(a.toll, old=False)) for a in own]
    own = [replace(a, toll=replace(a.toll, old=False)) if a in parts or a.sentence in episodes else a for a in own]
    return total_of(own, episodes=episodes), parts


def _are_unhurt(accounts: Sequence[Account]) -> bool:
    """Whether a report that says nothing of dead says that nobody was hurt."""
    hurt = [a.toll for a in accounts if a.toll.field is FigureField.WOUNDED]
    return bool(hurt) and all(toll.count.max == 0 for toll in hurt)


def figures_of(reading: Reading, accounts: Sequence[Account], frames: Sequence[Frame]) -> tuple[Figure, ...]:
    """The figures of a record: the numbered accounts of dead and wounded, and those who were harmed otherwise."""
    dead_and_hurt = [a for a in accounts if a.toll.told and not a.toll.part]
    others = [Account(t, speaker_of(reading, t), f.number) for f in frames for t in f.others]
    folded: dict[tuple[object, ...], Figure] = {}
    for account in (*dead_and_hurt, *others):
        figure, known = _figure(reading, account), folded.get(_sense(account))
        if known is not None:
            places = dict.fromkeys((*known.evidence, *figure.evidence))
            figure = replace(known, when=known.when or figure.when, evidence=tuple(places))
        folded[_sense(account)] = figure
    return tuple(folded.values())


def _sense(account: Account) -> tuple[object, ...]:
    """What two accounts must share to be one figure; further victims ("two others also died") are never the same."""
    toll = account.toll
    whom = "" if toll.group == "generic" else (toll.whom or "").lower()
    return toll.field, toll.count.min, toll.count.max, whom, account.voice, toll.number if toll.also else -1


def _is_repeat(account: Account, other: Account) -> bool:
    one, two = account.toll, other.toll
    return one.told and (one.field, one.number) == (two.field, two.number)


def _account(reading: Reading, frame: Frame, toll: Toll, before: ActorRef | None) -> Account:
    speaker = speaker_of(reading, toll, before)
    if speaker and toll.whom and _OWN.search(toll.whom):
        toll = replace(toll, group=f"{OWN}{speaker.name}")  # "nine of its soldiers": nobody else's
    if frame.also:
        toll = replace(toll, also=True)  # "they also shelled the port, killing three"
    return Account(toll, speaker, frame.number, frame.places)


def _figure(reading: Reading, account: Account) -> Figure:
    toll = account.toll
    trigger = reading.parse.doc[toll.trigger]
    times = own_times(reading, [trigger], reading.timexes_in(span_of(trigger.sent)))
    return Figure(
        field=toll.field,
        count=toll.count,
        whom=toll.whom,
        speaker=account.speaker,
        when=reading.when(min(times, key=lambda t: gap_between(t.span, toll.span))) if times else None,
        evidence=(reading.document.evidence(toll.span),),
    )
