"""Who does an act of violence, by grammar and by what is claimed, blamed and charged."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.codes import ActorKind, PerpetratorStatus, Sector
from dragoman.layers.casualty_words import lemma_of
from dragoman.layers.event_grammar import agent_of, coordinated, is_passive, object_of, prepositional, subject_of
from dragoman.layers.incident_lexicon import noun_acts, perpetrator_words, verb_acts, verbs_of
from dragoman.layers.incident_phrases import HEDGED, UNKNOWN, phrase_of, whole_phrase
from dragoman.layers.modality import is_negated
from dragoman.layers.reading import Reading
from dragoman.model.document import Span
from dragoman.model.records import ActorRef
from dragoman.parse import span_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Blame", "blames", "claims"]

_ARMED = (
    Sector.REB,
    Sector.MIL,
    Sector.PRM,
    Sector.UAF,
    Sector.CRM,
    Sector.GOV,
    Sector.COP,
    Sector.SPY,
    Sector.PTY,
    Sector.OPP,
)
_BODIES = (Sector.REB, Sector.MIL, Sector.PRM, Sector.UAF, Sector.CRM, Sector.COP, Sector.PTY, Sector.OPP, None)
_COLLECTIVE = frozenset("group band squad column number unit dozen score hundred gang party bunch pair couple".split())
_SKIPPED = frozenset("PRON DET".split())
_LOOSE = frozenset("terrorist criminal armed military police air group subversive suicide force drone jet".split())
_ORGANISED = frozenset("organization organisation network faction".split())
_CLAIM = frozenset("claim admit assume acknowledge accept".split())
_BLAME = frozenset("blame accuse attribute suspect".split())
_HELD = frozenset("charge warrant responsible guilty mastermind involve implicate hold".split())
_DENY = frozenset("deny reject dismiss refute".split())


@dataclass(frozen=True, slots=True)
class Blame:
    """Somebody an act is laid to, on what footing, and the span of the words."""

    ref: ActorRef
    status: PerpetratorStatus
    span: Span
    named: bool


# --- who ------------------------------------------------------------------------------------------------------------


def blames(reading: Reading, token: "Token") -> Iterator[Blame]:
    """Those whom the grammar of a verb or noun of violence makes its doers."""
    head: Token | None
    if token.pos_ in ("VERB", "AUX"):
        head = agent_of(token) if is_passive(token) else subject_of(token)
        if token.dep_ == "advcl" and is_passive(token.head) and not any(c.dep_ == "nsubj" for c in token.children):
            head = agent_of(token.head)  # "a helicopter was shot down, killing five"
        heads = [head] if head is not None and not _is_count(head) else []
    else:
        heads = [
            *prepositional(token, "by"),
            *(c for c in token.children if c.dep_ in ("poss", "compound", "amod", "nmod")),
        ]
        verb = token.head
        if token.dep_ in ("dobj", "nsubjpass") and verb.lemma_.lower() in verbs_of("doing"):
            doer = agent_of(verb) if is_passive(verb) else subject_of(verb)
            heads += [doer] if doer is not None else []
    for found in heads:
        for part in coordinated(found)[:6]:
            if part.dep_ in ("compound", "amod", "nmod") and token.pos_ not in ("VERB", "AUX"):
                state = _state(reading, part, token)
                if state:
                    yield state
                    continue
            yield from _blamed(reading, part)


def _is_count(noun: "Token") -> bool:
    """ "One person killed": a bare number of people does not act, whatever the parser makes of it."""
    before = [c for c in noun.lefts if c.dep_ not in ("det", "advmod", "quantmod")]
    return lemma_of(noun) in ("person", "people") and bool(before) and all(c.dep_ == "nummod" for c in before)


def _state(reading: Reading, word: "Token", noun: "Token") -> Blame | None:
    """The state whose name stands before an act that only armies do: "Turkish air strikes", no "Kenyan bombings"."""
    arms = {lemma_of(noun), *(lemma_of(c) for c in noun.children if c.dep_ == "compound")}
    if not arms & verbs_of("army"):
        return None
    record = reading.actor_record(span_of(word))
    if lemma_of(word) == "government":
        ref = ActorRef(record.name if record else word.text, word.text, record.id if record else None)
        return Blame(ref, PerpetratorStatus.NAMED, span_of(word), True)
    adjective = word.tag_ == "JJ" or word.ent_type_ == "NORP" or word.text.isupper()  # "Turkish", "US", not "Syria"
    if record and record.type is ActorKind.COUNTRY and adjective:
        return Blame(ActorRef(record.name, word.text, record.id), PerpetratorStatus.NAMED, span_of(word), True)
    for toponym in reading.toponyms:
        if toponym.demonym and toponym.place and toponym.span == span_of(word):
            return Blame(ActorRef(toponym.place.name, word.text), PerpetratorStatus.NAMED, span_of(word), True)
    return None


def _blamed(reading: Reading, head: "Token") -> "Iterator[Blame]":
    """Somebody and the body behind: "members of the Front", "Front guerrillas"."""
    inner = next(prepositional(head, "of", "from", "with"), None)
    if inner is not None and lemma_of(head) in _COLLECTIVE and lemma_of(inner) in perpetrator_words():
        head = inner
        inner = next(prepositional(head, "of", "from"), None)
    blame = _blame(reading, head)
    if blame:
        yield blame
    behind = [inner] if inner is not None else []
    behind += [
        c
        for c in head.children
        if c.dep_ in ("compound", "amod", "nmod", "appos") and c.pos_ in ("PROPN", "NOUN", "ADJ")
    ]
    if lemma_of(head) in perpetrator_words():
        for word in behind:
            record = reading.actor_record(span_of(word))
            if record and record.type is ActorKind.ORGANISATION and record.sector in _BODIES:
                status = blame.status if blame else PerpetratorStatus.NAMED
                span = span_of(word)
                yield Blame(ActorRef(record.name, word.text, record.id), status, span, True)


def _blame(reading: Reading, head: "Token") -> Blame | None:
    if head.pos_ in _SKIPPED or head.ent_type_ in ("DATE", "TIME"):
        return None
    span = span_of(head)
    record = reading.actor_record(span)
    words = {c.lower_ for c in head.children}
    status = PerpetratorStatus.NAMED
    if words & HEDGED or "allegedly" in {c.lower_ for c in head.head.children}:
        status = PerpetratorStatus.SUSPECTED if words & HEDGED else PerpetratorStatus.ALLEGED
    if words & UNKNOWN:
        status = PerpetratorStatus.UNKNOWN
    band = lemma_of(head) in perpetrator_words() and head.pos_ == "NOUN"
    phrase = phrase_of(head, reading.document.text, names=not band)
    if head.dep_ in ("compound", "amod", "nmod") and head.lower_ in _LOOSE:
        return None  # a "terrorist attack" says nothing of who did it
    if (
        band
        and head.dep_ in ("compound", "amod")
        and head.tag_ in ("NN", "JJ")
        and head.lower_ in ("guerrilla", "rebel", "militant", "insurgent")
    ):
        phrase += "S" if phrase.isupper() else "s"
    if record and (
        record.sector in _ARMED
        or record.type is ActorKind.COUNTRY
        or (record.type is ActorKind.PERSON and record.sector is None)
    ):
        if head.dep_ in ("compound", "amod", "nmod") and (
            record.type is ActorKind.PERSON or record.sector is Sector.GOV or record.type is ActorKind.COUNTRY
        ):
            return None  # "the Oqueli killing", "Salvadoran bombings"
        named = record.type is not ActorKind.GROUP and record.name.lower() != phrase.lower()
        quoted = whole_phrase(head, reading.document.text) if band else phrase
        return Blame(ActorRef(record.name, quoted, record.id), status, span, named or record.sector is Sector.REB)
    outlawed = lemma_of(head) in _ORGANISED and any(c.lower_ in _LOOSE for c in head.children)  # "terrorist networks"
    if lemma_of(head) in perpetrator_words() or outlawed:
        return Blame(ActorRef(phrase, whole_phrase(head, reading.document.text)), status, span, False)
    return None


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
        if status is PerpetratorStatus.SUSPECTED and not _is_charge(token, sentence):
            continue
        if status is PerpetratorStatus.SUSPECTED and _is_denied(token):
            status = PerpetratorStatus.DENIED
        for part in coordinated(head)[:12]:
            for blame in _blamed(reading, part):
                yield Blame(blame.ref, status, blame.span, blame.named)


def _claimed(token: "Token", lemma: str, near: set[str]) -> "tuple[Token | None, PerpetratorStatus]":
    """Whom a word of claiming, blaming, charging or denying makes the doer."""
    responsible = "responsibility" in near or "credit" in near or "behind" in near
    if lemma in _CLAIM and token.pos_ == "VERB":
        own = object_of(token)
        if (responsible and not _clause_under(token)) or (own is not None and lemma_of(own) in noun_acts()):
            return (agent_of(token) if is_passive(token) else subject_of(token)), PerpetratorStatus.CLAIMED
        return None, PerpetratorStatus.CLAIMED
    if lemma in _DENY and (responsible or "involvement" in near):
        return subject_of(token), PerpetratorStatus.DENIED
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
    return head, PerpetratorStatus.SUSPECTED


def _is_denied(token: "Token") -> bool:
    """ "rejected accusations that its troops were involved"."""
    word = token
    for _ in range(4):
        over = word.head
        if over is word or word.dep_ == "relcl":
            return False
        if word.dep_ in ("dobj", "ccomp") and lemma_of(over) in _DENY:
            return True
        word = over
    return False


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
        return _of_violence(sentence)
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


def _of_violence(sentence: "list[Token]") -> bool:
    """Whether a sentence names a deed that somebody can be charged with."""
    verbs, nouns = verb_acts(), noun_acts()
    return any(lemma_of(t) in nouns or t.lemma_.lower() in verbs or lemma_of(t) == "crime" for t in sentence)
