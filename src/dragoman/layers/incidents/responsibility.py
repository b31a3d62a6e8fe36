"""Who is held responsible for an incident, on what footing and on whose word: every account beside the others.

A report's own word or a neutral one names; whoever tells it of themselves claims it; what a verb of blaming says, or
one party to a fight says of another, is alleged.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.codes import PerpetratorStatus, Sector
from dragoman.layers.events.parties import party_key
from dragoman.layers.incidents.frame import Frame
from dragoman.layers.incidents.roles import Blame
from dragoman.layers.reading import Reading
from dragoman.model.records import ActorRef, Responsibility

__all__ = ["find_blames", "main_blame", "responsibility"]

_FIGHTING = (Sector.REB, Sector.MIL, Sector.PRM, Sector.UAF)
_ORDER = (PerpetratorStatus.CLAIMED, PerpetratorStatus.NAMED, PerpetratorStatus.ALLEGED, PerpetratorStatus.SUSPECTED)

Told = tuple[Frame, Blame]


def find_blames(reading: Reading, frames: Sequence[Frame]) -> list[Told]:
    """All to whom the sentences of an event lay it, in text order, each on its speaker's word, said once."""
    found: dict[tuple[str, str, PerpetratorStatus], Told] = {}
    for frame in sorted(frames, key=lambda f: f.number):
        for blame in frame.blames:
            told = _told(reading, blame)
            boast = told.status is PerpetratorStatus.CLAIMED and blame.status is PerpetratorStatus.NAMED
            if boast and found and any(t.told for t in frame.tolls):
                continue  # "it said it had killed 14 in pursuit": a deed of theirs, and not the one told before
            speaker = party_key(told.speaker) if told.speaker else ""
            found.setdefault((party_key(told.ref), speaker, told.status), (frame, told))
    louder = {(who, speaker) for who, speaker, status in found if status is not PerpetratorStatus.NAMED}
    return [
        t for (who, speaker, s), t in found.items() if s is not PerpetratorStatus.NAMED or (who, speaker) not in louder
    ]


def _told(reading: Reading, blame: Blame) -> Blame:
    """A blame with whoever says so, and what that makes of it."""
    if blame.speaker or blame.status in (PerpetratorStatus.CLAIMED, PerpetratorStatus.DENIED):
        return blame
    asserted = reading.asserted(blame.span)
    speaker = asserted.speaker if asserted else None
    if speaker is None or blame.status is not PerpetratorStatus.NAMED:
        return replace(blame, speaker=speaker)
    own = blame.ref.name.lower().startswith(speaker.name.lower() + "'s ")  # "said its planes had"
    if own or party_key(speaker) == party_key(blame.ref):
        return replace(blame, speaker=speaker, status=PerpetratorStatus.CLAIMED)
    if blame.named and _fights(reading, speaker):
        return replace(blame, speaker=speaker, status=PerpetratorStatus.ALLEGED)
    return replace(blame, speaker=speaker)


def _fights(reading: Reading, speaker: ActorRef) -> bool:
    record = reading.record_of(speaker)
    return record is not None and record.sector in _FIGHTING


def main_blame(told: Iterable[Told]) -> Blame | None:
    """Whom the record calls the perpetrator: who claims it, else is named, else alleged; a name before "gunmen"."""
    blames = sorted((blame for _, blame in told), key=lambda blame: blame.status is PerpetratorStatus.DENIED)
    known = [
        b
        for b in blames
        if b.status is PerpetratorStatus.CLAIMED or ((b.named or b.ref.actor) and b.ref.name[:1].isupper())
    ]
    known = [b for b in known if b.status in _ORDER]
    return min(known, key=lambda b: _ORDER.index(b.status), default=blames[0] if blames else None)


def responsibility(reading: Reading, told: Iterable[Told]) -> tuple[Responsibility, ...]:
    """The accounts as the record keeps them."""
    return tuple(
        Responsibility(
            who=blame.ref,
            status=blame.status,
            speaker=blame.speaker,
            evidence=(reading.document.evidence(frame.span),),
        )
        for frame, blame in told
    )
