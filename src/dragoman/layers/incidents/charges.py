"""Who is charged with violence in words: who claims it, is blamed, accused or suspected, and who denies it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from dragoman.codes import ActorKind, PerpetratorStatus
from dragoman.layers.casualties.words import lemma_of
from dragoman.layers.grammar import agent_of, coordinated, is_passive, object_of, prepositional, subject_of
from dragoman.layers.incidents.lexicon import noun_acts, verb_acts, verbs_of
from dragoman.layers.incidents.phrases import person_at, whole_phrase
from dragoman.layers.incidents.roles import Blame, blames_of
from dragoman.layers.incidents.stance import is_definite
from dragoman.layers.modality import is_negated
from dragoman.layers.reading import Reading
from dragoman.model.records import ActorRef
from dragoman.parse import span_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["claims"]

_CLAIM = frozenset("claim admit assume acknowledge accept".split())
_BLAME = frozenset("blame accuse attribute suspect".split())
_HELD = frozenset("charge warrant responsible guilty mastermind involve implicate hold".split())
_DENY = frozenset("deny reject dismiss refute".split())
_ACCUSING = frozenset("blame accuse suspect charge implicate hold".split())  # verbs whose subject is who says so
_ACCUSATIONS = frozenset("accusation allegation charge claim".split())
_PARTS = frozenset("role part hand link complicity".split())
_SUSPECTING = frozenset("suspect charge warrant implicate".split())
_AFTER = frozenset({"blame", "suspect"})  # what for, the sentences before have told
_ONES = frozenset("forces troops fighters planes soldiers".split())  # "denied that its planes had bombed"
_CHARGED = (PerpetratorStatus.ALLEGED, PerpetratorStatus.SUSPECTED)


def claims(reading: Reading, sentence: "list[Token]") -> Iterator[Blame]:
    """Who "claimed responsibility", is "blamed", "accused", "charged", "responsible" or "denied" it in a sentence.

    Only where violence is what they are blamed for: who is accused of backing a side has attacked nobody.
    """
    for token in sentence:
        lemma = token.lemma_.lower()
        if token.pos_ not in ("VERB", "NOUN", "ADJ") or lemma not in _CLAIM | _BLAME | _DENY | _HELD:
            continue
        at = token.i - sentence[0].i
        head, status = _claimed(token, lemma, {t.lower_ for t in sentence[max(0, at - 8) : at + 9]})
        if head is None or is_negated(token) or any(c.lower_ == "no" for c in head.children):
            continue
        if status in _CHARGED and not _is_charge(token, sentence):
            continue
        speaker = _accuser(reading, token) if status in _CHARGED else None
        if status in _CHARGED and _is_denied(token):
            status, speaker = PerpetratorStatus.DENIED, None
        for part in coordinated(head)[:12]:
            spoken_for = None if status in _CHARGED else _spoken_for(reading, part)
            for blame in [spoken_for] if spoken_for else blames_of(reading, part):
                own = None if status in _CHARGED else blame.speaker or blame.ref
                yield replace(blame, status=status, speaker=speaker or own)


def _spoken_for(reading: Reading, head: "Token") -> Blame | None:
    """The body for which a named spokesman claims or denies: "M23 spokesman Willy Ngoma"."""
    person = person_at(reading, head)
    if person is None:
        return None
    for word in head.subtree:
        if word.i >= head.i:
            return None
        record = reading.actor_record(span_of(word))
        if record and record.type is not ActorKind.PERSON and record.name[:1].isupper():
            speaker = ActorRef(person.name, head.text, person.id)
            return Blame(
                ActorRef(record.name, word.text, record.id), PerpetratorStatus.NAMED, span_of(word), True, speaker
            )
    return None


def _accuser(reading: Reading, token: "Token") -> ActorRef | None:
    """Who blames, accuses or suspects somebody: the subject of the verb, or what follows "by"."""
    if token.pos_ != "VERB" or lemma_of(token) not in _ACCUSING:
        return None
    head = agent_of(token) if is_passive(token) else subject_of(token)
    if head is None:
        return None
    ref = reading.actor_ref(span_of(head))
    return ActorRef(whole_phrase(head, reading.document.text), ref.words) if ref and not ref.actor else ref


def _claimed(token: "Token", lemma: str, near: set[str]) -> "tuple[Token | None, PerpetratorStatus]":
    """Whom a word of claiming, blaming, charging or denying makes the doer."""
    responsible = "responsibility" in near or "credit" in near or "behind" in near
    if lemma in _CLAIM and token.pos_ == "VERB":
        own = object_of(token)
        if (responsible and not _clause_under(token)) or (own is not None and lemma_of(own) in noun_acts()):
            return (agent_of(token) if is_passive(token) else subject_of(token)), PerpetratorStatus.CLAIMED
        return None, PerpetratorStatus.CLAIMED
    if lemma in _DENY:
        denies = responsible or "involvement" in near or (token.pos_ == "VERB" and _is_own_denial(token))
        return subject_of(token) if denies else None, PerpetratorStatus.DENIED
    head = None
    if lemma in ("blame", "accuse", "suspect", "charge", "implicate", "hold") and token.pos_ == "VERB":
        if lemma != "hold" or "responsible" in near:
            head = object_of(token)
        on = next(prepositional(token, "on"), None)
        if on is None and head is not None and lemma == "blame":
            on = next(prepositional(head, "on"), None)  # the parser takes "on the rebels" for part of "the attack"
        head = on if lemma == "blame" and on is not None else head
    elif lemma == "attribute":
        head = next(prepositional(token, "to"), None)
    elif lemma == "warrant":
        head = next(prepositional(token, "for", "against"), None)
        if head is None and token.head.pos_ == "VERB":
            head = next(prepositional(token.head, "for", "against"), None)
    elif lemma in ("responsible", "guilty") and token.pos_ == "ADJ":
        head = subject_of(token.head) if token.dep_ in ("acomp", "attr", "oprd") else subject_of(token)
    elif lemma in ("mastermind", "involve") and token.pos_ == "VERB":
        head = object_of(token) if lemma == "involve" and is_passive(token) else subject_of(token)
    return head, PerpetratorStatus.SUSPECTED if lemma in _SUSPECTING else PerpetratorStatus.ALLEGED


def _is_own_denial(verb: "Token") -> bool:
    """ "denied bombing the market", "denied that it had fired": a deed of its own; of another's it says nothing."""
    for word in verb.children:
        if word.dep_ == "dobj" and (lemma_of(word) in _ACCUSATIONS or _is_any_part(word)):
            return True
        own = next((c for c in word.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if word.dep_ in ("ccomp", "xcomp", "pcomp", "dobj") and lemma_of(verb) == "deny" and _is_violent(word):
            return own is None or own.pos_ == "PRON" or own.lower_ in _ONES
    return False


def _is_any_part(noun: "Token") -> bool:
    """ "denied any role", with or without in what."""
    bare = not any(c.dep_ == "prep" for c in noun.children)
    return lemma_of(noun) in _PARTS and (bare or _is_violent(noun))


def _is_denied(token: "Token") -> bool:
    """ "rejected accusations that its troops were involved"."""
    word = token
    for _ in range(4):
        over = word.head
        if over == word or word.dep_ == "relcl" or _goes_on_above(word):
            return False
        if word.dep_ in ("dobj", "ccomp") and lemma_of(over) in _DENY:
            return True
        word = over
    return False


def _goes_on_above(verb: "Token") -> bool:
    """ "denied it had fired and accused the rebels": what is joined to a pluperfect goes on from the verb above."""
    over = verb.head
    return (
        verb.dep_ == "conj" and verb.tag_ == "VBD" and over.tag_ == "VBN" and any(c.lower_ == "had" for c in over.lefts)
    )


def _clause_under(verb: "Token") -> bool:
    """Whether a verb of claiming has a clause for its object: "claimed that M23 was behind it" claims nothing."""
    return any(
        c.dep_ == "ccomp" and any(g.dep_ in ("nsubj", "nsubjpass") and g.pos_ != "PRON" for g in c.children)
        for c in verb.children
    )


def _is_charge(token: "Token", sentence: "list[Token]") -> bool:
    """Whether what somebody is blamed for is violence; where it is not said, whether the sentence tells of any."""
    preps = [c for c in token.children if c.dep_ == "prep" and c.lower_ in ("of", "for", "with", "in")]
    what = [c for p in preps for c in p.children if c.dep_ in ("pcomp", "pobj")]
    if not what:
        return lemma_of(token) in _AFTER or _of_violence(sentence)
    return any(_is_violent(word) for head in what for word in (head, *_joined(head)))


def _joined(head: "Token") -> "list[Token]":
    found = [head]
    for word in found[:8]:
        found += [c for c in word.children if c.dep_ == "conj"]
    return found[1:9]


def _is_violent(word: "Token") -> bool:
    """Whether a word names a deed of violence, itself or by its object ("carrying out the attack")."""
    verbs, nouns = verb_acts(), noun_acts()
    if word.pos_ in ("VERB", "AUX"):
        lemma = lemma_of(word)
        if lemma in verbs or lemma in verbs_of("harming") or lemma in verbs_of("crimes"):
            return True
        if lemma not in verbs_of("doing") and lemma not in ("be", "take", "order", "have", "participate"):
            return False
        inner = [c for c in word.children if c.dep_ in ("dobj", "attr")]
        inner += [*prepositional(word, "behind", "in", "of", "for")]
        return any(_is_violent(c) for c in inner)
    if lemma_of(word) in nouns or lemma_of(word) in verbs_of("crimes"):
        return True
    if lemma_of(word) in _last_words() and is_definite(word):
        return True  # "the strike"
    under = list(prepositional(word, "in", "for", "of", "to"))
    return lemma_of(word) in (
        "involvement",
        "participation",
        "complicity",
        "part",
        "role",
        "responsibility",
        "number",
        "series",
        "campaign",
        "wave",
        "author",
    ) and any(_is_violent(c) for c in under)


@cache
def _last_words() -> frozenset[str]:
    """What an act of two words is called when it is spoken of again: "strike" of "air strike"."""
    return frozenset(words.split()[-1] for words in noun_acts() if " " in words)


def _of_violence(sentence: "list[Token]") -> bool:
    """Whether a sentence names a deed that somebody can be charged with."""
    verbs, nouns = verb_acts(), noun_acts()
    return any(lemma_of(t) in nouns or t.lemma_.lower() in verbs or lemma_of(t) == "crime" for t in sentence)
