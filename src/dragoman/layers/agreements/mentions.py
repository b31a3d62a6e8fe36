"""Where a report names an accord, and what it says of it there: name, parties, when, where and by whom it was brought.

A mention counts when an accord exists: named, definite, or made, kept or broken by the verb it hangs on. "A deal" that
somebody seeks is none. A bare "the agreement" says nothing of its own and waits for a mention it can belong to.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.codes import AgreementKind, PlaceKind
from dragoman.layers.agreements.cues import (
    accord_nouns,
    is_no_accord,
    is_wished,
    mediation,
    qualifiers,
    signing_verbs,
    verb_of,
)
from dragoman.layers.grammar import agent_of, child, is_passive
from dragoman.layers.phrases import ancestors, conjuncts, doer_of, lemma, party_refs, sentence_near
from dragoman.layers.reading import Reading, tidy
from dragoman.layers.relevance import is_party
from dragoman.model.annotations import Timex
from dragoman.model.document import Span
from dragoman.model.records import ActorRef, PlaceRef

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Mention", "find_mentions"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of an accord. `bare`: nothing but "the deal"; `alone`: that is enough,
    as for "the truce". `marks`: places, years and numbers it is told apart by; `own_words`: nouns that say what sort
    it is ("asylum deal"). `another`: "an earlier accord"."""

    head: "Token"
    name: str
    span: Span
    clause: Span
    type: AgreementKind
    bare: bool
    alone: bool
    named: bool
    marks: frozenset[str] = frozenset()
    year: str | None = None
    parties: tuple[ActorRef, ...] = ()
    mediators: tuple[ActorRef, ...] = ()
    signed: Timex | None = None
    place: PlaceRef | None = None
    number: str | None = None
    own_words: frozenset[str] = frozenset()
    another: bool = False


def find_mentions(reading: Reading) -> Iterator[Mention]:
    """The mentions of accords in text order, those of wishes and of other people's business left out."""
    nouns = accord_nouns()
    for token, word in zip(reading.parse.words, reading.parse.lemmas, strict=True):
        if word == "fire" and token.i > 1 and token.nbor(-2).lower_ == "cease":
            word = "cease-fire"
        entry = nouns.get(word) or (nouns["cease-fire"] if token.lower_ == "ceasefires" else None)
        if entry is None or token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "amod", "nmod"):
            continue
        mention = _mention(reading, token, entry)
        if mention is not None:
            yield mention


def _mention(reading: Reading, head: "Token", entry: Mapping[str, Any]) -> Mention | None:
    words = _name_words(head)
    number = _number(head) if entry["type"] == "resolution" else None
    modifiers = [w for w in words if w.i < head.i]
    qualified = any(lemma(w) in qualifiers() for w in words if w != head)
    named = any(w.pos_ == "PROPN" and w != head for w in modifiers) or (
        head.text[:1].isupper() and len(words) > 1 and not reading.parse.upper_case
    )
    year = next((w.text for w in modifiers if re.fullmatch(r"(?:19|20)\d\d", w.text)), None)
    determiner = next((c.lower_ for c in head.children if c.dep_ in ("det", "poss", "predet")), "")
    owned = child(head, "poss") is not None
    definite = determiner in ("the", "this", "that", "these", "those", "both") or owned
    verb = verb_of(head)
    signer = verb is not None and lemma(verb) in signing_verbs()
    parties = _parties(reading, head, verb if signer else None)
    if entry["type"] == "resolution" and number is None:
        return None
    if lemma(head) == "cessation" and not any(lemma(w) == "hostility" for w in words):
        return None
    if not definite and not named and verb is None:
        return None
    if is_no_accord(reading, head, modifiers):
        return None
    if is_wished(head, definite or (named and determiner not in ("a", "an")), verb):
        return None
    if entry["type"] == "plan" and not (head.text[:1].isupper() or qualified or lemma(head) == "roadmap"):
        return None
    if lemma(head) in (
        "convention",
        "charter",
        "framework",
        "settlement",
        "arrangement",
        "understanding",
        "communique",
    ) and not (named or signer):
        return None
    telling = qualified or named or year is not None or number is not None or len(parties) > 1 or signer
    if not telling and not entry.get("alone") and not definite:
        return None
    if head.tag_ in ("NNS", "NNPS") and not (named or number or (definite and telling)):
        return None
    span = Span(words[0].idx, words[-1].idx + len(words[-1]))
    return Mention(
        head=head,
        name=tidy(span.of(reading.document.text)),
        span=span,
        clause=_clause(head, span, verb),
        type=_kind(entry, words),
        bare=not telling and not _has_own_words(words, head),
        alone=bool(entry.get("alone")),
        named=named or number is not None,
        marks=frozenset(w.lower_ for w in modifiers if w.pos_ == "PROPN" and not _is_generic(w)),
        year=year,
        parties=parties,
        mediators=_mediators(reading, head, verb, modifiers),
        signed=_signed(reading, head, verb, modifiers),
        place=_place(reading, head, verb, modifiers),
        number=number,
        own_words=frozenset(
            lemma(w) for w in modifiers if w.pos_ == "NOUN" and w.dep_ == "compound" and lemma(w) not in _ALL_SORTS
        ),
        another=any(c.lower_ in _ANOTHER for c in head.children) and determiner in ("", "a", "an", "another"),
    )


_ANOTHER = frozenset({"earlier", "previous", "separate", "another", "similar", "second", "prior"})
_ALL_SORTS = frozenset({"peace", "ceasefire", "truce", "cease", "fire", "framework", "week", "day", "month", "hour"})


def _has_own_words(words: "list[Token]", head: "Token") -> bool:
    return any(w != head and w.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") for w in words)


def _is_generic(word: "Token") -> bool:
    return (
        lemma(word) in qualifiers()
        or lemma(word) in accord_nouns()
        or word.lower_ in ("final", "accord", "comprehensive", "united", "nations", "un", "security", "council")
    )


def _name_words(head: "Token") -> "list[Token]":
    """The words of the name: modifiers without the article, the head, "of principles", "on the cessation of ..."."""
    first = head.i
    for word in head.lefts:
        if word.dep_ in ("amod", "compound", "nummod", "nmod", "poss", "quantmod") and word.lower_ not in (
            "new",
            "any",
            "such",
            "its",
            "their",
            "his",
            "our",
            "same",
            "last",
            "first",
            "latest",
            "fragile",
            "shaky",
            "so-called",
            "long-awaited",
            "landmark",
            "historic",
            "original",
            "previous",
            "earlier",
            "separate",
            "recent",
        ):
            first = min(first, word.left_edge.i)
            while head.doc[first].pos_ in ("DET", "PUNCT") or head.doc[first].lower_ in ("the", "a", "an"):
                first += 1
            break
    last = head.i
    for word in head.rights:
        if word.i > last + 1:
            break
        if word.dep_ in ("nummod", "appos") and (word.like_num or word.text.isupper()):
            last = word.right_edge.i if word.dep_ == "nummod" else word.i
        elif word.dep_ == "prep" and word.lower_ in ("of", "on", "for"):
            inner = child(word, "pobj", "pcomp")
            if inner is not None and (
                lemma(inner) in qualifiers()
                or lemma(inner) in accord_nouns()
                or (inner.text[:1].isupper() and head.text[:1].isupper())
            ):
                last = inner.i
                of = next((c for c in inner.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
                if of is not None and child(of, "pobj") is not None and lemma(child(of, "pobj")) in qualifiers():  # type: ignore[arg-type]
                    last = child(of, "pobj").i  # type: ignore[union-attr]
    return list(head.doc[min(first, head.i) : last + 1])


def _number(head: "Token") -> str | None:
    """The number of a resolution, right behind the word."""
    following = head.doc[head.i + 1 : head.i + 3]
    return next((t.text for t in following if re.fullmatch(r"\d{2,4}(?:/\d+)?", t.text)), None)


def _kind(entry: Mapping[str, Any], words: "list[Token]") -> AgreementKind:
    text = " ".join(w.lower_ for w in words)
    if re.search(r"\b(?:truce|cease-?\s?fire|armistice|cessation)", text):
        return AgreementKind.CEASEFIRE
    if re.search(r"\b(?:final|comprehensive)\b", text):
        return AgreementKind.COMPREHENSIVE
    if "framework" in text:
        return AgreementKind.FRAMEWORK
    return AgreementKind(entry["type"])


# --- whose, when, where -------------------------------------------------------------------------------------------


def _parties(reading: Reading, head: "Token", verb: "Token | None") -> tuple[ActorRef, ...]:
    found: list[Token] = []
    owner = child(head, "poss")
    if owner is not None and is_party(reading, owner):
        found.append(owner)
    words = {w.lower_ for w in head.doc[head.left_edge.i : head.i]}
    if not words & mediation()[1]:  # not in "the US-Russian brokered truce"
        found += _hyphenated(head)
    for host in (head, verb):
        for prep in host.children if host is not None else ():
            if prep.dep_ == "prep" and prep.lower_ in ("between", "with", "among"):
                inner = child(prep, "pobj")
                if inner is not None:
                    found.append(inner)
    if verb is not None:
        subject = agent_of(verb) if is_passive(verb) or verb.dep_ == "acl" else doer_of(verb)
        alone = subject is not None and len(conjuncts(subject)) == 1
        if subject is not None and subject != head and not (alone and not found and lemma(verb) == "negotiate"):
            found.insert(0, subject)
    named = [word for first in found for word in conjuncts(first) if is_party(reading, word)]
    return party_refs(reading, [w for w in named if w != head])


def _hyphenated(head: "Token") -> "list[Token]":
    """The parties in "the US-Taliban agreement", "the Israeli-Syrian truce"."""
    words = list(head.doc[head.left_edge.i : head.i])
    for dash in words:
        if dash.text in ("-", "–") and words[0].i < dash.i:
            left, right = dash.nbor(-1), dash.nbor(1)
            if left.text[:1].isupper() and right.text[:1].isupper():
                return [left, right]
    return []


def _mediators(reading: Reading, head: "Token", verb: "Token | None", modifiers: "list[Token]") -> tuple[ActorRef, ...]:
    lemmas, participles = mediation()
    found = []
    clauses = [c for c in head.subtree if c.dep_ in ("acl", "relcl") and c.i > head.i and not _inside_clause(c, head)]
    for clause in (verb, *clauses):
        if clause is None or lemma(clause) not in lemmas:
            continue
        who = agent_of(clause) if is_passive(clause) or clause.dep_ in ("acl", "relcl") else doer_of(clause)
        alone = who is not None and len(conjuncts(who)) == 1 and clause == verb
        if who is not None and who != head and (lemma(clause) != "negotiate" or (alone and not is_passive(clause))):
            found.append(who)
    for word in modifiers:
        if word.lower_ in participles and word.i > 1:
            found += [word.nbor(-2)] if word.nbor(-1).text == "-" else _hyphenated(head)
    return party_refs(reading, found)


def _inside_clause(clause: "Token", head: "Token") -> bool:
    """Whether a clause stands in another clause about the accord."""
    return any(above.dep_ in ("acl", "relcl") for above in ancestors(clause) if above.i > head.i)


def _signed(reading: Reading, head: "Token", verb: "Token | None", modifiers: "list[Token]") -> Timex | None:
    """The date in the name, or beside a verb of signing."""
    hosts = {head.i, *(w.i for w in modifiers)}
    near = sentence_near(head)
    for timex in reading.timexes_in(near):
        root = reading.parse.tokens(timex.span).root
        if root.i in hosts or (root.head.i == head.i and root.i < head.i):
            return timex
        if (
            verb is not None
            and lemma(verb) in signing_verbs()
            and lemma(verb) not in ("observe", "endorse", "accept", "approve", "make")
        ) and verb == next((above for above in ancestors(root, 3) if above.pos_ in ("VERB", "AUX")), None):
            return timex
    return None


def _place(reading: Reading, head: "Token", verb: "Token | None", modifiers: "list[Token]") -> PlaceRef | None:
    """The town in the name, or where it was signed."""
    if modifiers:
        start = Span(modifiers[0].idx, head.idx)
        cities = {
            t.span for t in reading.toponyms if t.place and t.place.kind is PlaceKind.CITY and start.contains(t.span)
        }
        for ref, span in _refs(reading, start):
            if span in cities:
                return ref
    hosts = [head, verb] if verb is not None and lemma(verb) in signing_verbs() else [head]
    for host in hosts:
        for prep in host.children:
            if prep.dep_ == "prep" and prep.lower_ in ("in", "at"):
                clause = next((w for w in prep.subtree if w.dep_ in ("acl", "relcl", "pcomp") and w.i > prep.i), None)
                last = clause.left_edge if clause is not None else prep.right_edge
                refs = reading.place_refs(Span(prep.idx, last.idx + len(last)))
                if refs:
                    return refs[0]
    return None


def _refs(reading: Reading, span: Span) -> Iterator[tuple[PlaceRef, Span]]:
    by_start = {e.span.start: place for place in reading.places for e in place.evidence}
    for toponym in reading.toponyms:
        if span.contains(toponym.span) and not toponym.demonym:
            place = by_start.get(toponym.span.start)
            words = toponym.span.of(reading.document.text)
            yield PlaceRef(place.name if place else words, words, place.id if place else None), toponym.span


def _clause(head: "Token", span: Span, verb: "Token | None") -> Span:
    """The mention with the clause that tells of it: its own relative clause, or the verb of signing and its subject."""
    clause = next((c for c in head.children if c.dep_ in ("acl", "relcl")), None)
    if clause is not None and clause.right_edge.i - head.i < 25:
        last = clause.right_edge
        return span.cover(Span(last.idx, last.idx + len(last)))
    if verb is not None and lemma(verb) in signing_verbs() and abs(verb.i - head.i) < 25:
        span = span.cover(Span(verb.idx, verb.idx + len(verb)))
        subject = child(verb, "nsubj")
        if subject is not None and verb.i - subject.left_edge.i < 25:
            span = span.cover(Span(subject.left_edge.idx, subject.idx + len(subject)))
    return span
