"""The two sides of a report: who talks, agrees or fights with whom most often in it.

Reports on a peace process name its sides once and speak of "the talks" and "the accord" ever after; where a sentence
names no parties, these are meant.
"""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.layers.event_grammar import child, subject_of
from dragoman.layers.phrases import conjuncts, lemma, party_refs
from dragoman.layers.reading import Reading
from dragoman.layers.relevance import is_party
from dragoman.model.records import ActorRef

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["sides_of"]

_JOINT = frozenset(
    "agree sign meet talk negotiate hold resume reach fight clash begin open conclude exchange conduct continue".split()
)
_SHARED = frozenset(
    "talk negotiation dialogue deal agreement accord truce ceasefire war conflict meeting contact pact treaty peace fighting "
    "round process summit clash swap exchange confrontation".split()
)


def sides_of(reading: Reading) -> tuple[ActorRef, ...]:
    """The pair named together most often, the earliest of equals; empty where no two parties are."""
    counts: Counter[tuple[str, str]] = Counter()
    refs: dict[str, ActorRef] = {}
    for pair in _pairs(reading):
        keys = tuple(sorted(ref.actor or ref.name for ref in pair))
        counts[keys[0], keys[1]] += 1
        for ref in pair:
            refs.setdefault(ref.actor or ref.name, ref)
    if not counts:
        return ()
    best = max(counts, key=lambda keys: counts[keys])
    return tuple(refs[key] for key in best)


def _pairs(reading: Reading) -> Iterator[tuple[ActorRef, ActorRef]]:
    for token in reading.parse.doc:
        found: list[Token] = []
        if token.dep_ == "pobj" and token.head.lower_ == "between":
            found = conjuncts(token)
        elif token.dep_ == "pobj" and token.head.lower_ == "with" and lemma(token.head.head) in _SHARED:
            other = _counterpart(token.head.head)
            found = [*conjuncts(other), token] if other is not None else []
        elif token.pos_ == "VERB" and lemma(token) in _JOINT:
            subject = child(token, "nsubj")
            with_whom = next(
                (child(c, "pobj") for c in token.children if c.dep_ == "prep" and c.lower_ == "with"), None
            )
            found = conjuncts(subject) if subject is not None else []
            found += [with_whom] if with_whom is not None else []
        if len(found) != 2 or not all(is_party(reading, word) for word in found):
            continue
        refs = party_refs(reading, found)
        if len(refs) == 2 and all(ref.actor for ref in refs):
            yield refs[0], refs[1]


def _counterpart(noun: "Token") -> "Token | None":
    """Who has talks or a deal "with" somebody: the owner of the noun, or the subject of its verb."""
    owner = child(noun, "poss")
    if owner is not None:
        return owner
    word = noun
    while word.dep_ in ("pobj", "prep", "conj") and word.head != word:
        word = word.head
    return (
        subject_of(word.head if word.dep_ in ("dobj", "nsubjpass") else word)
        if word.head.pos_ == "VERB" or word.pos_ == "VERB"
        else None
    )
