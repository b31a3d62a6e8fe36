"""Phrases around a head word: who is meant, without what is said about him, and which words hang together."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dragoman.layers.events.parties import party_key
from dragoman.layers.grammar import subject_of
from dragoman.layers.reading import Reading, tidy
from dragoman.model.document import Span
from dragoman.model.records import ActorRef

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "ancestors",
    "conjuncts",
    "coordinated_ref",
    "doer_of",
    "in_dateline",
    "lemma",
    "noun_phrase",
    "party_refs",
    "ref_of",
    "sentence_near",
]

_BEFORE = frozenset({"det", "amod", "compound", "nummod", "poss", "quantmod", "nmod", "predet", "advmod", "case"})
_CONJUNCTS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
FAR = 600
MANY = 12  # parties in a list; longer lists are those of signatories and guests


def lemma(token: "Token") -> str:
    """The lemma in small letters."""
    return str(token.lemma_).lower()


def noun_phrase(head: "Token") -> Span:
    """The shortest phrase that names what the head word names: modifiers before it, "of" phrases after it.

    "members of the front" is whole; apposition, relative clauses and other prepositions are left out.
    """
    first, last = head, head
    for word in head.lefts:
        if word.dep_ in _BEFORE:
            first = word.left_edge
            break
    for word in head.rights:
        if word.dep_ == "prep" and word.lower_ == "of" and head.pos_ != "PROPN":
            inner = next((c for c in word.children if c.dep_ == "pobj"), None)
            if inner is not None:
                end = noun_phrase(inner)
                return Span(first.idx, end.end)
    return Span(first.idx, last.idx + len(last))


def conjuncts(head: "Token") -> "list[Token]":
    """The head and the nouns coordinated with it, in text order."""
    found = [head]
    for word in found:
        if len(found) > MANY:
            break
        found += [c for c in word.children if c.dep_ == "conj" and c.pos_ in _CONJUNCTS]
    return sorted([*found, *_hung_on_owner(head)], key=lambda t: t.i)


def _hung_on_owner(head: "Token") -> "list[Token]":
    """The front in "the government of Chad and the front", which the parser coordinates with Chad."""
    of = next((c for c in head.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
    owner = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if owner is None or owner.pos_ != "PROPN" or any(c.dep_ == "det" for c in owner.children):
        return []
    return [c for c in owner.children if c.dep_ == "conj" and any(d.lower_ == "the" for d in c.lefts)]


def ref_of(reading: Reading, head: "Token | None") -> ActorRef | None:
    """Whom one head word names. A pronoun that nobody stands behind is nobody."""
    return reading.actor_ref(noun_phrase(head)) if head is not None else None


def coordinated_ref(reading: Reading, head: "Token | None") -> ActorRef | None:
    """Whom a phrase names, those coordinated with it included: "Russia and Turkey" are one obligor of two names."""
    if head is None:
        return None
    heads = conjuncts(head)
    if len(heads) == 1:
        return ref_of(reading, head)
    refs = [ref for word in heads if (ref := ref_of(reading, word))]
    if len(refs) < 2:
        return refs[0] if refs else None
    span = noun_phrase(heads[0]).cover(noun_phrase(heads[-1]))
    names = list(dict.fromkeys(ref.name for ref in refs))
    return ActorRef(
        f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0], tidy(span.of(reading.document.text))
    )


def doer_of(verb: "Token") -> "Token | None":
    """The subject of a verb; of two, which the parser finds where a dateline stands before the first, the nearer."""
    own = [c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")]
    return own[-1] if len(own) > 1 else subject_of(verb)


_DATELINE = re.compile(r"\s*[A-Z][^\n.!?]{1,90}?(?:--+|[\u2013\u2014]|\s-)\s")


def in_dateline(reading: Reading, offset: int) -> bool:
    """Whether a position lies in a paragraph's dateline ("HAVANA, June 9 (Agency) -"): no one acts there."""
    text = reading.document.text
    paragraph = reading.paragraph(Span(offset, offset + 1))
    head = text[paragraph.start : paragraph.start + 110]
    match = _DATELINE.match(head)
    if not match or paragraph.start + match.end() <= offset:
        return False
    first = re.match(r"\s*[\w'-]+", head)
    return "(" in match.group() or bool(first and first.group().strip().isupper())


def party_refs(reading: Reading, heads: "Iterable[Token]") -> tuple[ActorRef, ...]:
    """Those that the words and what is coordinated with them name, each once, in text order."""
    refs: dict[str, ActorRef] = {}
    for head in heads:
        for word in (named for one in conjuncts(head) for named in _spelled_out(one)):
            ref = None if in_dateline(reading, word.idx) else ref_of(reading, word)
            if ref:
                refs.setdefault(party_key(ref), ref)
    return tuple(refs.values())


def _spelled_out(word: "Token") -> "list[Token]":
    """ "the three powers - Russia, Iran and Turkey -", "the presidents of Kenya and Chad": what spells out a plural."""
    if word.tag_ == "NNS":
        of = next((c for c in word.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
        owners = [c for c in of.children if c.dep_ == "pobj"] if of is not None else []
        if owners and len(whose := conjuncts(owners[0])) > 1 and all(w.pos_ == "PROPN" for w in whose):
            return whose
        names = next((c for c in word.rights if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
        if names is not None and len(conjuncts(names)) > 1:
            return conjuncts(names)
    return [word]


def sentence_near(token: "Token") -> Span:
    """The sentence of a token as far as FAR characters on either side: longer ones are lists and litter."""
    sentence = token.sent
    return Span(max(sentence.start_char, token.idx - FAR), min(sentence.end_char, token.idx + FAR))


def ancestors(token: "Token", most: int = 12) -> "Iterator[Token]":
    """The words above a word, the nearest first."""
    word = token
    for _ in range(most):
        if word.head == word:
            return
        word = word.head
        yield word
