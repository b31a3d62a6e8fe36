"""The two sides of a report: who talks, agrees or fights with whom most often in it.

Reports on a peace process name its sides once and speak of "the talks" and "the accord" ever after; where a sentence
names no parties, these are meant.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.codes import ActorKind, Genre, Sector
from dragoman.layers.events.parties import party_key
from dragoman.layers.grammar import child
from dragoman.layers.phrases import conjuncts, doer_of, lemma, party_refs
from dragoman.layers.reading import Reading
from dragoman.layers.relevance import is_party
from dragoman.model.records import ActorRef

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_generic", "main_sides", "sides_of"]

_JOINT = frozenset(
    "agree sign meet talk negotiate hold resume reach begin open conclude exchange conduct continue".split()
)
_TOGETHER = _JOINT | frozenset(
    "sit differ gather trade accept return say blame remain seek want need clinch seal".split()
)
_SHARED = frozenset(
    "talk negotiation dialogue deal agreement accord truce ceasefire meeting contact pact treaty peace "
    "round process summit swap exchange".split()
)


def main_sides(reading: Reading, genre: Genre | None) -> tuple[ActorRef, ...]:
    """The sides where a report is plainly about two, empty where it is not: news that pairs them more than all others.

    Opinions and explainers tell of many talks and accords; what one is between must be told there.
    """
    return () if genre in (Genre.OPINION, Genre.EXPLAINER) else sides_of(reading, plain=True)


def sides_of(reading: Reading, *, plain: bool = False) -> tuple[ActorRef, ...]:
    """The pair named together most often, the earliest of equals; `plain`: only one that most pairings are of."""
    counts: Counter[tuple[str, str]] = Counter()
    times: Counter[tuple[str, str]] = Counter()
    refs: dict[str, ActorRef] = {}
    bodies = {r.id for r in reading.actor_records if r.type is not ActorKind.PERSON}
    for pair in _all_pairs(reading):
        keys = tuple(sorted(party_key(ref) for ref in pair))
        counts[keys[0], keys[1]] += 1 + sum(
            ref.actor in bodies for ref in pair
        )  # bodies have sides, people speak for them
        times[keys[0], keys[1]] += 1
        for ref in pair:
            refs.setdefault(party_key(ref), ref)
    if not counts:
        return _rebels_and_state(reading, alone=plain)
    best = max(counts, key=lambda keys: counts[keys])
    mediators = {r.id for r in reading.actor_records if r.sector is Sector.IGO}
    if plain and (2 * times[best] <= times.total() or mediators & set(best)):
        return ()
    return tuple(refs[key] for key in best)


_GENERIC = re.compile(
    r"(?:the |both |two |all |warring |rival |neither |each |of |these )*"
    r"(?:sides?|part(?:y|ies)|delegations?|delegation members|negotiators|mediators"
    r"|delegates|protagonists|leaders|rivals)",
    re.IGNORECASE,
)


def is_generic(name: str) -> bool:
    """Whether words mean the sides without naming them: "both sides", "the parties".

    >>> is_generic("the two sides"), is_generic("the Tigrayan side")
    (True, False)
    """
    return _GENERIC.fullmatch(name) is not None


def _rebels_and_state(reading: Reading, *, alone: bool) -> tuple[ActorRef, ...]:
    """The armed movement named most, and the state or government of its country: who talks where nobody is paired.

    `alone`: only where no other movement is named half as often; in a war of many, any of them may be meant.
    """
    rebels = [
        r for r in reading.actor_records if r.sector is Sector.REB and r.type is not ActorKind.PERSON and r.country
    ]
    if not rebels:
        return ()
    rebel = max(rebels, key=lambda r: (len(r.evidence), -r.evidence[0].span.start))
    if alone and any(r is not rebel and 2 * len(r.evidence) >= len(rebel.evidence) for r in rebels):
        return ()
    states = [
        r
        for r in reading.actor_records
        if r.country == rebel.country
        and (r.type is ActorKind.COUNTRY or (r.sector is Sector.GOV and r.type is not ActorKind.PERSON))
    ]
    issuer = reading.communique.issuer if reading.communique else None
    speaks = issuer is not None and any(e.span.overlaps(issuer) for e in rebel.evidence)
    if not states or (len(rebel.evidence) < 2 and not speaks):
        return ()
    state = max(states, key=lambda r: (r.sector is Sector.GOV, len(r.evidence)))
    return tuple(ActorRef(r.name, r.evidence[0].text, r.id) for r in (rebel, state))


@lru_cache(maxsize=1)  # meetings, agreements and commitments ask for those of the same report in turn
def _all_pairs(reading: Reading) -> tuple[tuple[ActorRef, ActorRef], ...]:
    return tuple(_pairs(reading))


def _pairs(reading: Reading) -> Iterator[tuple[ActorRef, ActorRef]]:
    for token, word in zip(reading.parse.words, reading.parse.lemmas, strict=True):
        found: list[Token] = []
        dep = token.dep_
        if dep == "pobj" and token.head.lower_ == "between":
            found = conjuncts(token)
        elif dep == "pobj" and token.head.lower_ == "with" and lemma(token.head.head) in _SHARED:
            other = _counterpart(token.head.head)
            found = [*conjuncts(other), token] if other is not None else []
        elif dep == "conj" and token.head.dep_ in ("nsubj", "nsubjpass") and lemma(token.head.head) in _TOGETHER:
            found = conjuncts(token.head)
        elif word in _JOINT and token.pos_ == "VERB":
            subject = doer_of(token)
            with_whom = next(
                (child(c, "pobj") for c in token.children if c.dep_ == "prep" and c.lower_ == "with"), None
            )
            found = conjuncts(subject) if subject is not None and with_whom is not None else []
            found += [with_whom] if with_whom is not None else []
        if len(found) != 2 or not all(is_party(reading, head) for head in found):
            continue
        refs = tuple(dict.fromkeys(_body_of(reading, ref) for ref in party_refs(reading, found)))
        if len(refs) == 2 and all(ref.actor for ref in refs):
            yield refs[0], refs[1]


def _body_of(reading: Reading, ref: ActorRef) -> ActorRef:
    """The body a person speaks for, where it is an actor of the report: an envoy's side is the state that sent him."""
    record = reading.record_of(ref)
    if record is None or record.type is not ActorKind.PERSON:
        return ref
    names = {name for name in (record.affiliation, record.country) if name}
    for other in reading.actor_records:
        if other.type is ActorKind.PERSON:
            continue
        if names & {other.name, *other.aliases} or (other.type is ActorKind.COUNTRY and other.country in names):
            return ActorRef(other.name, ref.words, other.id)
    return ref


def _counterpart(noun: "Token") -> "Token | None":
    """Who has talks or a deal "with" somebody: the owner of the noun, or the subject of its verb."""
    owner = child(noun, "poss")
    if owner is not None:
        return owner
    word = noun
    while word.dep_ in ("pobj", "prep", "conj") and word.head != word:
        word = word.head
    return (
        doer_of(word.head if word.dep_ in ("dobj", "nsubjpass") else word)
        if word.head.pos_ == "VERB" or word.pos_ == "VERB"
        else None
    )
