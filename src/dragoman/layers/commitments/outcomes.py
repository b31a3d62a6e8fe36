"""What a report says became of a commitment: a pledge whose breach or fulfilment stands elsewhere in it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman.codes import CommitmentModality, CommitmentStatus
from dragoman.model.records import Commitment

__all__ = ["is_owed", "with_outcomes"]

M = CommitmentModality
_OWED = (M.PROMISE, M.OBLIGATION)
_TOLD = (M.BREACH, M.FULFILMENT)
ALIKE = 0.5  # share of the shorter action's words in the other
_STOP = frozenset("the a an of to in on for and its their his her all any with from by at be not".split())


def with_outcomes(records: Sequence[Commitment]) -> tuple[Commitment, ...]:
    """The records, those owed with the status that the reported breaches and fulfilments of like acts give them."""
    told = [record for record in records if record.type in _TOLD]
    return tuple(_with_outcome(record, told) if record.type in _OWED else record for record in records)


def is_owed(deed: Commitment, other: Commitment) -> bool:
    """Whether another commitment is the duty that a deed fulfils: of the same party, about the same."""
    if other.type not in (*_OWED, M.DEMAND) or other.topic != deed.topic or other.obligor is None:
        return False
    return deed.obligor is None or _bare(deed.obligor.name) == _bare(other.obligor.name)


def _with_outcome(record: Commitment, told: Sequence[Commitment]) -> Commitment:
    statuses = {other.status for other in told if _is_same_act(record, other)}
    if not statuses:
        return record
    if len(statuses) > 1 or CommitmentStatus.DISPUTED in statuses:
        return replace(record, status=CommitmentStatus.DISPUTED)
    return replace(record, status=statuses.pop())


def _is_same_act(owed: Commitment, told: Commitment) -> bool:
    """The same obligor, and the same accord or half of the action's words."""
    one, other = owed.obligor, told.obligor
    if one is None or other is None or _bare(one.name) != _bare(other.name):
        return False
    if owed.topic is not None and owed.topic == told.topic == "ceasefire":
        return True
    mine, theirs = _words(owed.action), _words(told.action)
    return bool(mine and theirs) and len(mine & theirs) >= ALIKE * min(len(mine), len(theirs))


def _bare(name: str) -> str:
    return name.lower().removeprefix("the ")


def _words(action: str) -> frozenset[str]:
    return frozenset(word[:5] for word in re.findall(r"\w+", action.lower()) if word not in _STOP)
