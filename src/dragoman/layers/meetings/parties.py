"""Who sits at the table of a meeting, as the words around one mention of it tell."""

from typing import TYPE_CHECKING

from dragoman.codes import ActorKind
from dragoman.layers.grammar import agent_of, child, is_passive
from dragoman.layers.meetings.places import meeting_words
from dragoman.layers.phrases import ancestors, conjuncts, doer_of, lemma, noun_phrase, party_refs
from dragoman.layers.reading import Reading
from dragoman.layers.relevance import is_party
from dragoman.model.records import ActorRef

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["by_name", "can_meet", "parties_of"]

_GATHERING = frozenset({"include", "involve", "bring", "gather", "unite"})
_GOING = frozenset({"travel", "go", "fly", "come", "arrive", "head", "gather", "meet", "assemble", "return"})
_LEFT_OUT = frozenset({"DATE", "TIME"})


def can_meet(reading: Reading, word: "Token") -> bool:
    """Whether a word names somebody who can sit at a table: a party, a body, a person."""
    record = reading.actor_record(noun_phrase(word))
    return is_party(reading, word) or (record is not None and record.type is not ActorKind.COUNTRY)


def parties_of(
    reading: Reading, hosts: "list[Token]", verb: "Token | None", around: "list[Token]"
) -> tuple[ActorRef, ...]:
    """The parties that one mention names. `hosts`: its nouns ("round", "talks"); `around`: these and their verbs."""
    found = [*_owners(reading, hosts), *_partners(hosts, around), *_guests(hosts)]
    if verb is not None and lemma(verb) in meeting_words("holding"):
        subject = agent_of(verb) if is_passive(verb) else doer_of(verb)
        if subject is not None and subject not in hosts:
            found.insert(0, subject)
    else:
        found = [*_comers(hosts), *found]
    people = [by_name(word) for head in found for word in conjuncts(head)]
    return party_refs(reading, [word for word in people if can_meet(reading, word)])


def by_name(word: "Token") -> "Token":
    """The name that stands beside a noun: "his guest, Idriss Saleh"."""
    name = child(word, "appos") if word.pos_ == "NOUN" else None
    return name if name is not None and name.pos_ == "PROPN" else word


def _owners(reading: Reading, hosts: "list[Token]") -> "list[Token]":
    """ "the US-Taliban talks", "their meeting", "the African Union summit", "a summit of the bloc"."""
    found: list[Token] = []
    for host in hosts:
        words = host.doc[host.left_edge.i : host.i]
        for dash in words:
            if (
                dash.text in ("-", "\u2013")
                and dash.i > words[0].i
                and dash.nbor(-1).text[:1].isupper()
                and dash.nbor(1).text[:1].isupper()
            ):
                found += [dash.nbor(-1), dash.nbor(1)]
        owner = child(host, "poss")
        if owner is not None and can_meet(reading, owner) and owner.ent_type_ not in _LEFT_OUT:
            found.append(owner)
        of = next((child(c, "pobj") for c in host.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        if of is not None and of not in hosts and lemma(of) not in meeting_words("noun"):
            found.append(of)
        if not found:
            found += [c for c in host.children if c.dep_ in ("compound", "nmod") and _is_body(reading, c)]
    return found


def _is_body(reading: Reading, word: "Token") -> bool:
    """Whether a name before the noun is who meets: "an African Union summit", "a Kagame meeting"; not "Oslo talks"."""
    record = reading.actor_record(noun_phrase(word)) if word.pos_ == "PROPN" else None
    if record is None or record.type is ActorKind.COUNTRY:
        return False
    return record.name.split()[-1].lower() not in meeting_words("noun")  # "the African Union summit" taken whole


def _partners(hosts: "list[Token]", around: "list[Token]") -> "list[Token]":
    """ "between A and B", "with A"; "by A" of the noun itself."""
    return [
        inner
        for host in around
        for prep in host.children
        if prep.dep_ == "prep"
        and prep.lower_ in ("between", "with", "among", "involving", "by")
        and (prep.lower_ != "by" or host in hosts)
        and (inner := child(prep, "pobj")) is not None
    ]


def _guests(hosts: "list[Token]") -> "list[Token]":
    """ "a summit which included the two presidents"."""
    found = [
        guest
        for host in hosts
        for clause in host.subtree  # the parser hangs it on the town of the meeting as well
        if clause.dep_ in ("relcl", "acl")
        and lemma(clause) in _GATHERING
        and (guest := child(clause, "dobj")) is not None
    ]
    for host in hosts:  # "a summit at which, where, when A and B clashed"
        for clause in host.subtree:
            subject = child(clause, "nsubj") if clause.dep_ in ("relcl", "advcl") else None
            if (
                subject is not None
                and clause.left_edge.lower_ in ("where", "when", "at", "in", "during")
                and len(conjuncts(subject)) > 1
            ):
                found.append(subject)
    return found


def _comers(hosts: "list[Token]") -> "list[Token]":
    """Who speaks at a meeting with somebody, or goes to it: "after talks with B, A said", "A flew in for talks"."""
    host = hosts[-1] if lemma(hosts[-1]) in ("series", "day") else hosts[0]
    above = next((word for word in ancestors(host, 5) if word.pos_ == "VERB"), None)
    if host.dep_ != "pobj" or above is None:
        return []
    with_whom = any(c.dep_ == "prep" and c.lower_ == "with" for h in hosts for c in h.children)
    direct = host.head.head == above
    goes = (
        host.head.lower_ in ("for", "to")
        and lemma(above) in _GOING
        and (
            direct or host.head.head.pos_ == "PROPN"
        )  # "flew to Oslo for talks"; not "met in preparation for the talks"
    )
    at = direct and host.head.lower_ in ("in", "at", "during", "after", "before", "following", "for")
    who = agent_of(above) if is_passive(above) else doer_of(above)
    if who is None or who in hosts:
        return []
    together = direct and host.head.lower_ in ("at", "during", "in") and _are_named(who)
    return [who] if goes or (with_whom and at) or together else []


def _are_named(who: "Token") -> bool:
    """ "A and B agreed it at a summit", "A and his guest, B": two or more by name were there."""
    return len([w for w in conjuncts(who) if w.pos_ == "PROPN" or child(w, "appos") is not None]) > 1
