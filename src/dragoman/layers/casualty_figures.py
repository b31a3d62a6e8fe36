"""The accounts of one event's figures: who gives each, which are told twice, and the figures of its record.

An account is a toll with its speaker. What one speaker says again of the same people in the same bounds is one figure
with several places in the text; what a headline, a lead and a last paragraph repeat stands once in the record.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from dragoman.codes import FigureField
from dragoman.layers.casualties import Toll
from dragoman.layers.casualty_speakers import speaker_of
from dragoman.layers.casualty_totals import OWN, Account, parts_of_total, total_of
from dragoman.layers.incident_frames import Frame
from dragoman.layers.incident_stance import own_times
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
    return found


def sum_of_field(
    accounts: Sequence[Account], field: FigureField, episodes: Collection[int] = ()
) -> tuple[Count | None, list[Account]]:
    """What the accounts of a field come to, and those of them that are the parts of a total told before."""
    own = [a for a in accounts if a.toll.field is field]
    parts = parts_of_total([a for a in own if a.toll.told and not a.toll.part])
    if own and all(a.toll.old for a in own):
        own = [replace(a, toll=replace(a.toll, old=False)) for a in own]
    own = [replace(a, toll=replace(a.toll, old=False)) if a in parts else a for a in own]
    return total_of(own, episodes=episodes), parts


def figures_of(reading: Reading, accounts: Sequence[Account], frames: Sequence[Frame]) -> tuple[Figure, ...]:
    """The figures of a record: the numbered accounts of dead and wounded, and those who were harmed otherwise."""
    dead_and_hurt = [a for a in accounts if a.toll.told and not a.toll.part]
    others = [Account(t, speaker_of(reading, t), f.number) for f in frames for t in f.others]
    return tuple(_figure(reading, a) for a in (*dead_and_hurt, *others))


def _is_repeat(account: Account, other: Account) -> bool:
    one, two = account.toll, other.toll
    same = (one.field, one.count.words, one.told) == (two.field, two.count.words, two.told)
    return same and one.told and account.sentence == other.sentence and one.span.overlaps(two.span)


def _account(reading: Reading, frame: Frame, toll: Toll, before: ActorRef | None) -> Account:
    speaker = speaker_of(reading, toll, before)
    if speaker and toll.whom and _OWN.search(toll.whom):
        toll = replace(toll, group=f"{OWN}{speaker.name}")  # "nine of its soldiers": nobody else's
    if frame.earlier and speaker and not toll.update:
        toll = replace(toll, old=True)
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
