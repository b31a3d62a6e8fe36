"""Where a report tells of a meeting, and what it says of it there: who, where, when, which round, held or not.

Nouns ("the talks in Doha"), verbs ("met in Cairo") and absences ("failed to show up in Caracas") are mentions. One noun
with two towns ("the meetings in Cairo and Amman", "talks began in Oslo and moved to Havana") is two.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from dragoman.codes import MeetingStatus
from dragoman.layers.grammar import child
from dragoman.layers.meetings.parties import by_name, can_meet, parties_of
from dragoman.layers.meetings.places import (
    find_dates,
    find_round,
    find_towns,
    find_venue,
    is_town,
    meeting_words,
    place_ref_of,
)
from dragoman.layers.meetings.status import status_of
from dragoman.layers.phrases import ancestors, conjuncts, doer_of, lemma, noun_phrase, party_refs
from dragoman.layers.reading import Reading
from dragoman.layers.relevance import is_party
from dragoman.lexicon import read_patterns
from dragoman.model.annotations import Timex, Toponym
from dragoman.model.document import Span
from dragoman.model.records import ActorRef, PlaceRef

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Mention", "find_mentions"]

WIDEST = 300  # characters of evidence; longer clauses tell of other things too


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a meeting. `own`: it says enough to be a meeting by itself; `definite`: it takes up one told of.
    `sure`: a verb tells the status, which is else what it is of most meetings in the news: held.
    """

    head: "Token"
    verb: "Token | None"
    span: Span
    own: bool
    definite: bool
    status: MeetingStatus
    parties: tuple[ActorRef, ...] = ()
    place: Toponym | None = None
    place_ref: PlaceRef | None = None
    date: Timex | None = None
    round: str | None = None
    ordinal: str | None = None
    venue: str | None = None
    absent: tuple[ActorRef, ...] = ()
    sure: bool = True


def find_mentions(reading: Reading) -> Iterator[Mention]:
    """The mentions of meetings in text order."""
    nouns, verbs = _nouns(), meeting_words("verb")
    for token in reading.parse.doc:
        word = lemma(token)
        entry = nouns.get(word)
        if entry is not None and token.pos_ in ("NOUN", "PROPN"):
            if token.dep_ in ("compound", "nmod", "amod") or _means_else(token):
                continue
            yield from _noun_mentions(reading, token, process=bool(entry.get("process")))
        elif word in verbs and token.pos_ == "VERB" and token.dep_ != "amod":
            yield from _verb_mentions(reading, token)
        elif word in ("show", "turn", "appear") and token.pos_ == "VERB":
            yield from _absence_mentions(reading, token)


def _means_else(head: "Token") -> bool:
    if (
        lemma(head) in ("contact", "discussion", "consultation", "session", "conference", "gathering", "encounter")
        and child(head, "prep", "acl", "relcl", "amod", "compound") is None
    ):
        return True
    if lemma(head) in ("encounter", "gathering", "contact") and any(lemma(w) in _BATTLE for w in head.sent):
        return True  # "fell in an encounter with the rebels", "struck the militants' gatherings"
    words = [w.lower_ for w in head.doc[head.left_edge.i : head.i] if w.dep_ in ("compound", "amod", "nmod")]
    if lemma(head) == "round" and not any(
        c.dep_ == "prep" and c.lower_ == "of" and (of := child(c, "pobj")) is not None and lemma(of) in _nouns()
        for c in head.children
    ):
        return (
            any(c.dep_ == "prep" and c.lower_ == "of" for c in head.children)
            or not any(
                w in ("first", "second", "third", "fourth", "fifth", "sixth", "next", "last", "latest", "new", "final")
                for w in words
            )
            or any(w in _SPORT for w in words)
        )
    return any(word in meeting_words("not_meeting") for word in words)


_BATTLE = frozenset(
    "kill die fall fight clash shoot wound target strike bomb shell raid attack destroy fire explode detonate "
    "blow".split()
)
_SPORT = frozenset({"qualifying", "election", "electoral", "voting", "funding"})


# --- three sorts of mention -----------------------------------------------------------------------------------------


def _noun_mentions(reading: Reading, head: "Token", *, process: bool) -> Iterator[Mention]:
    if lemma(head) == "round":
        inner = next((child(c, "pobj") for c in head.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        hosts = [head, *([inner] if inner is not None else [])]
    elif head.dep_ == "pobj" and head.head.lower_ == "of" and lemma(head.head.head) in ("round", "series", "day"):
        if lemma(head.head.head) == "round":
            return  # told of as the round
        hosts = [head, head.head.head]
    else:
        hosts = [head]
    verb = _verb_over(hosts[-1] if lemma(hosts[-1]) in ("series", "day") else hosts[0])
    clauses = [c for host in hosts for c in host.children if c.dep_ in ("acl", "relcl")]
    around = [*hosts, *clauses, *([verb] if verb is not None else []), *_held_under(verb)]
    mention = _mention(reading, head, verb, around, hosts, process=process)
    if mention is None:
        return
    towns = find_towns(reading, around, head)
    yield from _one_a_town(reading, mention, towns)
    for moved in _moves(verb):
        there = find_towns(reading, [moved], moved)
        if there:
            dates = find_dates(reading, [moved])
            last = moved.right_edge
            yield replace(
                mention,
                head=moved,
                verb=moved,
                span=Span(moved.idx, last.idx + len(last)),
                own=True,
                definite=False,
                date=dates[0] if dates else None,
                place=there[0],
                place_ref=place_ref_of(reading, there[0]),
                round=None,
                ordinal=None,
            )


def _mention(
    reading: Reading, head: "Token", verb: "Token | None", around: "list[Token]", hosts: "list[Token]", *, process: bool
) -> Mention | None:
    status = status_of(reading, head, verb, around)
    if status is None:
        return None
    parties = parties_of(reading, hosts, verb, around)
    dates = find_dates(reading, around)
    ordinal, round_ = find_round(reading, head, hosts)
    determiner = next((c.lower_ for host in hosts for c in host.children if c.dep_ in ("det", "poss")), "")
    venue = find_venue(reading, around)
    towns = find_towns(reading, around, head)
    held = verb is not None and lemma(verb) in meeting_words("holding") | meeting_words("hosting")
    telling = bool(dates or towns or round_ or venue)
    broken = (
        process and verb is not None and lemma(verb) in ("break", "freeze", "stall", "abandon", "derail", "undermine")
    )
    wanted = status is MeetingStatus.PROPOSED and verb is not None and head.dep_ in ("dobj", "pobj")
    own = (telling and not broken) or (len(parties) > 1 and (not process or held or wanted))
    if process and held and verb is not None and verb.dep_ in ("relcl", "advcl"):
        own = own and telling and not any(c.lower_ == "since" for c in verb.children)
    return Mention(
        head=head,
        verb=verb,
        span=_evidence(head, verb, hosts),
        own=own,
        definite=determiner in ("the", "this", "these", "their", "its", "'s")
        or not (determiner or held or len(parties) > 1),
        status=status,
        parties=parties,
        date=dates[0] if dates else None,
        round=round_,
        ordinal=ordinal,
        venue=venue,
        sure=status is not MeetingStatus.HELD or (verb is not None and lemma(verb) not in _VAGUE),
    )


_VAGUE = frozenset(
    {"be", "have", "say", "tell", "describe", "see", "seem", "remain", "appear", "call", "represent", "make", "come"}
)


def _one_a_town(reading: Reading, mention: Mention, towns: "list[Toponym]") -> Iterator[Mention]:
    if not towns:
        yield mention
        return
    cities = [t for t in towns if t.place and is_town(t.place)]
    joined = [t for t in cities[1:] if _is_coordinated(reading, cities[0], t)]
    first = cities[0] if cities else towns[0]
    yield replace(mention, place=first, place_ref=place_ref_of(reading, first))
    for town in joined:
        yield replace(
            mention,
            place=town,
            place_ref=place_ref_of(reading, town),
            span=Span(mention.head.idx, town.span.end),
            round=None,
            ordinal=None,
        )


def _is_coordinated(reading: Reading, one: Toponym, other: Toponym) -> bool:
    word = reading.parse.tokens(other.span).root
    return word.dep_ == "conj" and word.head == reading.parse.tokens(one.span).root


def _held_under(verb: "Token | None") -> "list[Token]":
    """The holding in "talks are due to be held in Oslo", which has the place and the day."""
    if verb is None or lemma(verb) != "be":
        return []
    return [c for ahead in verb.rights if ahead.dep_ == "acomp" for c in ahead.children if c.dep_ == "xcomp"]


def _moves(verb: "Token | None") -> "list[Token]":
    """ "began in Oslo and moved to Havana": a second verb of the talks with a place of its own."""
    if verb is None:
        return []
    return [
        c
        for c in verb.children
        if c.dep_ == "conj"
        and c.pos_ == "VERB"
        and child(c, "nsubj", "nsubjpass") is None
        and lemma(c) in ("move", "shift", "continue", "resume", "reconvene", "transfer")
    ]


def _verb_mentions(reading: Reading, verb: "Token") -> Iterator[Mention]:
    """ "The president met the rebel leader in Cairo on Sunday"."""
    subject = doer_of(verb)
    if subject is None:
        return
    thing = child(verb, "dobj")
    thing = by_name(thing) if thing is not None else None
    if thing is not None and (thing.pos_ not in ("PROPN", "NOUN", "PRON") or not can_meet(reading, thing)):
        return  # "met the deadline"
    partners = [thing] if thing is not None else []
    partners += [
        found
        for prep in verb.children
        if prep.dep_ == "prep" and prep.lower_ == "with"
        for found in [child(prep, "pobj")]
        if found is not None
    ]
    people = [word for head in (subject, *partners) for word in conjuncts(head) if can_meet(reading, word)]
    parties = party_refs(reading, people)
    plural = subject.tag_ in ("NNS", "NNPS") or len(conjuncts(subject)) > 1 or (subject.lower_ == "they")
    if len(parties) < 2 and not (plural and parties):
        return
    if not any(is_party(reading, word) for word in people):
        return
    status = status_of(reading, verb, verb, [verb])
    if status is None:
        return
    towns, dates = find_towns(reading, [verb, *partners], verb), find_dates(reading, [verb, *partners])
    mention = Mention(
        head=verb,
        verb=verb,
        span=_evidence(verb, verb, [verb]),
        own=len(parties) > 1 or bool(towns or dates),
        definite=False,
        status=status,
        parties=parties,
        date=dates[0] if dates else None,
        venue=find_venue(reading, [verb]),
    )
    yield from _one_a_town(reading, mention, towns)


def _absence_mentions(reading: Reading, verb: "Token") -> Iterator[Mention]:
    """ "The delegation failed to show up in Caracas": a meeting that was not held."""
    failed = verb.dep_ == "xcomp" and lemma(verb.head) == "fail"
    if not failed and not any(c.dep_ == "neg" for c in verb.children):
        return
    if lemma(verb) != "appear" and not any(c.lower_ == "up" for c in verb.children):
        return
    subject = doer_of(verb)
    if subject is None or not is_party(reading, subject):
        return
    towns, dates = find_towns(reading, [verb], verb), find_dates(reading, [verb, verb.head])
    last = towns[0].span.end if towns else verb.idx + len(verb)
    span = Span(subject.left_edge.idx, max(last, verb.idx + len(verb)))
    yield Mention(
        head=verb,
        verb=verb,
        span=span if len(span) <= WIDEST else Span(verb.idx, last),
        own=bool(towns),
        definite=True,
        status=MeetingStatus.CANCELLED,
        parties=party_refs(reading, [subject]),
        place=towns[0] if towns else None,
        place_ref=place_ref_of(reading, towns[0]) if towns else None,
        date=dates[0] if dates else None,
        absent=party_refs(reading, [subject]),
    )


# --- who, and by which verb ------------------------------------------------------------------------------------------


# Behind these the meeting has its own time: what the verb tells came before or after it.
_APART = frozenset({"after", "following", "since", "before", "despite", "without", "ahead", "until"})


def _verb_over(head: "Token") -> "Token | None":
    """The verb that tells of the meeting: over it, as its subject, object or in a phrase of time or place."""
    word = head
    for above in ancestors(head, 5):
        if above.pos_ in ("VERB", "AUX"):
            return above
        if above.dep_ == "prep" and above.lower_ in _APART:
            return None
        if word.dep_ not in (
            "nsubj",
            "nsubjpass",
            "dobj",
            "pobj",
            "prep",
            "attr",
            "conj",
            "pcomp",
            "appos",
            "agent",
            "compound",
            "nmod",
        ):
            return None
        word = above
    return None


def _evidence(head: "Token", verb: "Token | None", hosts: "list[Token]") -> Span:
    """The clause of the meeting, where it is short; else the noun with what hangs on it, else the noun alone."""
    wholes = [verb] if verb is not None and lemma(verb) not in ("say", "tell", "report", "add", "announce") else []
    for whole in (*wholes, hosts[-1] if hosts[-1].i <= head.i else hosts[0]):
        first, last = whole.left_edge, whole.right_edge
        span = Span(first.idx, last.idx + len(last))
        if len(span) <= WIDEST:
            return span
    if verb is not None and verb.i < head.i and head.idx + len(head) - verb.idx <= WIDEST:
        return Span(verb.idx, head.idx + len(head))
    return noun_phrase(head)


@cache
def _nouns() -> dict[str, Mapping[str, Any]]:
    return {word: entry for entry in read_patterns("meetings")["noun"] for word in entry["lemmas"]}
