"""How a newer reading of a document takes the place of the old one: which old record went where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.codes import Kind
from dragoman.model.document import Span

__all__ = ["Place", "Plan", "plan_rereading"]


@dataclass(frozen=True, slots=True)
class Place:
    """What of a record decides where it goes: its id, its kind, its main span."""

    id: str
    kind: Kind
    span: Span


@dataclass(frozen=True, slots=True)
class Plan:
    """`stand_in`: the decided old record under which a new one is kept. `redirects`: from vanished ids to new ones.

    `dropped` are the old records that nothing in the new reading shares words with.
    """

    stand_in: Mapping[str, str]
    redirects: Mapping[str, str]
    dropped: frozenset[str]


def plan_rereading(old: Iterable[Place], new: Iterable[Place], decided: frozenset[str]) -> Plan:
    """Where every old record of a document goes now that the document was read again.

    A record keeps its place when the new reading has one with the same id. One that an analyst decided on keeps it
    always, and a new record that overlaps it best is kept under its id. Every other leads to the new record of its
    kind whose main span it shares most with.
    """
    old, new = list(old), list(new)
    known, fresh = {place.id for place in old}, {place.id for place in new}
    stand_in: dict[str, str] = {}
    for kept in old:
        if kept.id in decided and kept.id not in fresh:
            best = _best(kept, [p for p in new if p.id not in stand_in and p.id not in known])
            if best:
                stand_in[best.id] = kept.id
    redirects = dict(stand_in)
    dropped = set()
    for gone in old:
        if gone.id in fresh or gone.id in decided:
            continue
        best = _best(gone, new)
        if best:
            redirects[gone.id] = stand_in.get(best.id, best.id)
        else:
            dropped.add(gone.id)
    return Plan(stand_in, redirects, frozenset(dropped))


def _best(place: Place, others: Iterable[Place]) -> Place | None:
    """The one of the same kind that shares most of the words of both; the first of equals; None if none does."""
    alike = [(_share(place.span, other.span), other) for other in others if other.kind == place.kind]
    share, best = max(alike, key=lambda pair: pair[0], default=(0.0, None))
    return best if share > 0 else None


def _share(one: Span, other: Span) -> float:
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(common, 0) / len(one.cover(other)) if len(one.cover(other)) else 0.0
