"""What a headline or a teaser tells, set behind the report's own telling of it.

A headline may be all that names a deed, and then it stands. Where the body tells the same, the body is the evidence.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from dragoman.model.records import Commitment, Record, Statement
from dragoman.parse import Parse

__all__ = ["lead_with_body", "without_repeats"]

R = TypeVar("R", bound=Record)
Told = TypeVar("Told", Statement, Commitment)

SHARED = 0.5  # of the headline's longer words; it is shorter than the sentence that it sums up
STEM = 5  # letters by which "withdraw" and "withdrawal" are one word

_WORD = re.compile(r"[^\W\d_]{4,}")


def lead_with_body(parse: Parse, records: Sequence[R]) -> tuple[R, ...]:
    """The records, those told in headline and body with their evidence in the body first; no two get one id."""
    taken = {record.id for record in records}
    led = []
    for record in records:
        body = [e for e in record.evidence if not parse.is_headline(e.span)]
        if body and body[0] != record.evidence[0]:
            moved = replace(record, evidence=(*body, *(e for e in record.evidence if e not in body)))
            if moved.id not in taken:
                taken.add(moved.id)
                record = moved
        led.append(record)
    return tuple(sorted(led, key=lambda r: (r.evidence[0].span, r.id)))


def without_repeats(parse: Parse, records: Sequence[Told]) -> tuple[Told, ...]:
    """The records without those that stand in a headline and that the same party says or owes again in the body."""
    body = [record for record in records if not parse.is_headline(record.evidence[0].span)]
    if len(body) == len(records):
        return tuple(records)
    return tuple(r for r in records if r in body or not any(_is_told_by(r, other) for other in body))


def _is_told_by(headline: Told, body: Told) -> bool:
    said, again = (_stems(_words_of(record)) for record in (headline, body))
    return _is_one(headline, body) and bool(said) and len(said & again) >= SHARED * len(said)


def _is_one(headline: Told, body: Told) -> bool:
    """Whether two name one party; a headline may name none, or a body for its speaker."""
    first, second = (r.speaker if isinstance(r, Statement) else r.obligor for r in (headline, body))
    if first is None or second is None or first.actor == second.actor is not None:
        return True
    return bool(_stems(first.name) & _stems(second.name))


def _words_of(record: Statement | Commitment) -> str:
    return record.gist if isinstance(record, Statement) else record.action


def _stems(words: str) -> set[str]:
    return {word[:STEM].lower() for word in _WORD.findall(words)}
