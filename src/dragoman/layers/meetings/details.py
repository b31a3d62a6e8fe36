"""What else a mention of a meeting tells: what it is about and not about, who came, stayed away, hosted, mediated."""

import re
from typing import TYPE_CHECKING

from dragoman.layers.grammar import agent_of, child, is_passive
from dragoman.layers.meetings.mentions import Mention
from dragoman.layers.meetings.parties import can_meet
from dragoman.layers.meetings.places import meeting_words
from dragoman.layers.modality import is_negated
from dragoman.layers.phrases import conjuncts, doer_of, lemma, noun_phrase, party_refs
from dragoman.layers.reading import Reading, tidy
from dragoman.model.document import Span
from dragoman.model.records import ActorRef

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["absent_from", "agenda_of", "hosts_of", "mediators_of", "participants_of"]

LONG = 120  # characters of one item of an agenda
_ABOUT = frozenset({"on", "about", "over", "regarding", "concerning"})


def agenda_of(reading: Reading, mention: Mention) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the meeting is about, and what it is expressly not about, in the report's words."""
    about: list[str] = []
    not_about: list[str] = []
    for host in _hosts(mention):
        for prep in host.children:
            if prep.dep_ == "prep" and prep.lower_ in _ABOUT:
                negated = is_negated(host) or any(c.dep_ == "neg" for c in prep.children)
                for inner in prep.children:
                    if inner.dep_ in ("pobj", "pcomp") and inner.ent_type_ not in ("DATE", "TIME"):
                        (not_about if negated else about).extend(_items(reading, inner))
    for act in _acts(mention):
        thing = child(act, "dobj") or next(
            (
                child(c, "pobj", "pcomp")
                for c in act.children
                if c.dep_ == "prep" and c.lower_ in ("on", "with", "about", "around")
            ),
            None,
        )
        if (
            thing is not None
            and thing.pos_ in ("NOUN", "PROPN", "VERB")
            and thing.ent_type_ not in ("DATE", "TIME")
            and lemma(thing) not in meeting_words("noun")
        ):
            (not_about if is_negated(act) else about).extend(_items(reading, thing))
    return tuple(dict.fromkeys(about)), tuple(dict.fromkeys(not_about))


def _hosts(mention: Mention) -> "list[Token]":
    hosts = [mention.head]
    over = mention.head.head
    if mention.head.dep_ == "pobj" and over.lower_ == "of" and lemma(over.head) in ("round", "series"):
        hosts.append(over.head)
    inner = [child(c, "pobj") for c in mention.head.children if c.dep_ == "prep" and c.lower_ == "of"]
    hosts += [word for word in inner if word is not None and lemma(word) in meeting_words("noun")]
    if (
        mention.verb is not None
        and mention.head.dep_ in ("nsubj", "nsubjpass", "attr")
        and lemma(mention.verb) in ("be", "focus", "centre", "center")
    ):
        hosts.append(mention.verb)
    return hosts


def _acts(mention: Mention) -> "list[Token]":
    """The verbs of an agenda: "the talks will review X", "met to discuss X", "at the summit they discussed X"."""
    found = []
    verb = mention.verb
    for word in (*([verb] if verb is not None else []), *mention.head.children):
        if lemma(word) in meeting_words("agenda") and word.pos_ == "VERB":
            found.append(word)
    if verb is not None:
        found += [
            c for c in verb.children if c.dep_ in ("advcl", "xcomp", "conj") and lemma(c) in meeting_words("agenda")
        ]
    return found


def _items(reading: Reading, head: "Token") -> list[str]:
    """The items of an agenda: the phrases coordinated in it."""
    heads = conjuncts(head) if head.pos_ in ("NOUN", "PROPN") else [head]
    items = []
    for number, word in enumerate(heads):
        end = heads[number + 1].left_edge.i if number + 1 < len(heads) else head.right_edge.i + 1
        end = min([end, *(t.left_edge.i for t in word.rights if t.dep_ == "prep" and _is_time(child(t, "pobj")))])
        last = next(
            (
                i
                for i in range(end - 1, word.i - 1, -1)
                if any(c.isalnum() for c in word.doc[i].text) and word.doc[i].pos_ != "CCONJ"
            ),
            word.i,
        )
        first = word.left_edge
        span = Span(first.idx, max(word.doc[last].idx + len(word.doc[last]), word.idx + len(word)))
        if len(span) <= LONG:
            items.append(tidy(span.of(reading.document.text)))
    return items


def _is_time(word: "Token | None") -> bool:
    return word is not None and word.ent_type_ in ("DATE", "TIME")


def mediators_of(reading: Reading, mention: Mention) -> tuple[ActorRef, ...]:
    """Who mediates: "mediated by the bishops", "under the mediation of", "brokered by"."""
    return _people(reading, _doers(mention, meeting_words("mediating")))


def hosts_of(reading: Reading, mention: Mention) -> tuple[ActorRef, ...]:
    """Who hosts: "hosted by Kenya", "Kenya will host the talks"."""
    return _people(reading, _doers(mention, meeting_words("hosting")))


def _people(reading: Reading, heads: "list[Token]") -> tuple[ActorRef, ...]:
    """Those of the words that name somebody who can come, host or mediate."""
    return party_refs(reading, [word for head in heads for word in conjuncts(head) if can_meet(reading, word)])


def _doers(mention: Mention, lemmas: frozenset[str]) -> "list[Token]":
    found = []
    hosts = (mention.head, *([mention.verb] if mention.verb is not None else []))
    clauses = [c for host in hosts for c in host.children if c.dep_ in ("acl", "relcl")]
    for clause in (mention.verb, *clauses):
        if clause is None or lemma(clause) not in lemmas or clause == mention.head:
            continue
        who = (
            agent_of(clause)
            if is_passive(clause) or agent_of(clause) is not None or clause.dep_ == "acl"
            else doer_of(clause)
        )
        if who is not None and clause.dep_ == "relcl" and who == clause.head and who.pos_ != "PROPN":
            before = clause.doc[max(clause.left_edge.i - 2, 0) : clause.left_edge.i]  # "troops from Chad, which hosted"
            who = next((word for word in before if word.pos_ == "PROPN"), who)
        if who is not None and who != mention.head:
            found.append(who)
    for phrase in mention.head.children:
        if phrase.dep_ == "prep" and phrase.lower_ == "under":
            inner = child(phrase, "pobj")
            if (
                inner is not None
                and lemma(inner) in ("mediation", "auspex", "auspices", "aegis", "chairmanship")
                and "mediate" in lemmas
            ):
                of = next(
                    (child(c, "pobj") for c in inner.children if c.dep_ == "prep" and c.lower_ == "of"), None
                ) or child(inner, "poss")
                found += [of] if of is not None else []
    return found


_LED = frozenset({"lead", "head", "represent", "chair"})
_TEAM = frozenset({"delegation", "team", "side", "mission"})


def participants_of(reading: Reading, mention: Mention) -> tuple[ActorRef, ...]:
    """Who is named as present: who attends, and who leads a delegation in the mention's sentence."""
    found = []
    for word in (*mention.head.sent, *_attending_next(mention.head)):
        if word.pos_ != "VERB":
            continue
        if lemma(word) in _ATTENDING and not is_negated(word):
            who = agent_of(word) if is_passive(word) or word.dep_ == "acl" else doer_of(word)
            found += [who] if who is not None and lemma(who) not in meeting_words("noun") else []
        elif lemma(word) in _LED:
            team = word.head if word.dep_ in ("acl", "relcl") else child(word, "dobj", "nsubjpass")
            if team is not None and lemma(team) in _TEAM:
                who = agent_of(word) if is_passive(word) or word.dep_ == "acl" else doer_of(word)
                found += [who] if who is not None and who != team else []
    return _people(reading, found)


_ATTENDING = frozenset({"attend", "participate"})


def _attending_next(head: "Token") -> "list[Token]":
    """The verb of the next sentence where it only says who was there: "A, B and C attended."""
    end = head.sent.end
    following = head.doc[end].sent if end < len(head.doc) else None
    if following is None or lemma(following.root) not in _ATTENDING:
        return []
    thing = child(following.root, "dobj", "prep")
    return [following.root] if thing is None or thing.i + 3 > following.end - 3 else []


def absent_from(reading: Reading, sentence: "Span", head: "Token") -> tuple[ActorRef, ...]:
    """Who is named as absent in a meeting's sentence: who boycotts, does not attend, or is "notably absent".

    `head`: the word of the meeting; who stays away from another one told of there is not absent from it.
    """
    entries = meeting_words("absence")
    found = []
    for word in reading.parse.tokens(sentence):
        if lemma(word) not in entries:
            continue
        subject = agent_of(word) if is_passive(word) and lemma(word) in _SHUNNING else _absentee(word)
        if subject is None or subject.lower_ in ("this", "that", "there"):
            continue
        if subject.lower_ == "it" and reading.actor_record(noun_phrase(subject)) is None:
            continue
        missed = child(word, "dobj")
        if missed is not None and missed != head and lemma(missed) in meeting_words("noun"):
            continue
        if word.dep_ == "xcomp" and lemma(word.head) in ("threaten", "consider", "plan", "intend"):
            continue
        if lemma(word) in ("absent", "no-show"):
            if any(lemma(w) == "be" for w in (word.head, *word.children)):
                found.append(subject)
        elif word.pos_ == "VERB" and _stays_away(word):
            found.append(subject)
    found += [who for host in (head, head.head) for c in host.children if (who := _left_out(c)) is not None]
    return _people(reading, found)


_SHUNNING = frozenset({"boycott", "skip", "shun", "snub"})
_COMING = frozenset({"participate", "take", "appear", "come", "travel", "go", "join"})


def _stays_away(verb: "Token") -> bool:
    """ "boycotted", "stayed away", "pulled out", "will not attend", "refused to take part in the talks"."""
    particles = {c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod", "prep")}
    if lemma(verb) in _SHUNNING:
        return not is_negated(verb)
    if (lemma(verb) in ("stay", "keep") and "away" in particles) or (
        lemma(verb) in ("pull", "walk") and "out" in particles
    ):
        return _names_meeting(verb) and not is_negated(verb)
    if not _is_denied(verb):
        return False
    return (
        lemma(verb) == "attend"
        or (lemma(verb) in ("show", "turn") and "up" in particles)
        or (lemma(verb) in _COMING and _names_meeting(verb))
    )


def _left_out(prep: "Token") -> "Token | None":
    """ "talks without the rebels"."""
    return child(prep, "pobj") if prep.dep_ == "prep" and prep.lower_ == "without" else None


def _absentee(word: "Token") -> "Token | None":
    """Who is absent: the subject, before or behind the verb ("Notably absent was the envoy")."""
    if lemma(word) in ("absent", "missing", "no-show"):
        over = word.head if lemma(word.head) == "be" else word
        people = [
            c
            for c in over.children
            if c.dep_ in ("nsubj", "attr", "nsubjpass") and c.pos_ in ("PROPN", "NOUN", "PRON") and c != word
        ]
        return people[0] if people else doer_of(word.head)
    return doer_of(word) or doer_of(word.head)


def _is_denied(word: "Token") -> bool:
    """ "did not attend", "will not be able to attend", "refused to attend"."""
    if is_negated(word):
        return True
    if word.dep_ != "xcomp":
        return False
    over = word.head
    if lemma(over) in ("fail", "refuse", "decline", "unable"):
        return True
    return lemma(over) in ("able", "allow", "permit") and (is_negated(over) or is_negated(over.head))


def _names_meeting(word: "Token") -> bool:
    return (
        re.search(
            r"\b(?:talks?|meeting|summit|negotiations|dialogue|round|conference)\b", word.sent.text, re.IGNORECASE
        )
        is not None
    )
