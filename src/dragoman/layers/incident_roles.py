"""Who does an act of violence, to whom or what, and with what, by grammar."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.codes import ActorKind, PerpetratorStatus, Sector
from dragoman.layers.casualty_words import lemma_of
from dragoman.layers.event_grammar import agent_of, coordinated, is_passive, object_of, prepositional, subject_of
from dragoman.layers.incident_lexicon import perpetrator_words, weapon_words
from dragoman.layers.reading import Reading, tidy
from dragoman.model.document import Span
from dragoman.model.records import ActorRef

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Blame", "blames", "claims", "damaged", "name_of", "phrase_of", "targets", "weapons"]

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
_COLLECTIVE = frozenset(
    "group band squad column number unit dozen member score hundred gang party bunch pair couple".split()
)
_AT = ("on", "against", "at", "in", "near", "outside", "of", "beside", "inside", "under", "upon")
_HEDGED = frozenset("suspected alleged presumed supposed apparent".split())
_UNKNOWN = frozenset("unidentified unknown masked".split())
_SKIPPED = frozenset("PRON DET".split())
_LOOSE = frozenset("terrorist criminal armed military police air group subversive suicide force drone jet".split())
_OF_WHOM = frozenset("headquarters office branch house home residence facility station building embassy".split())
_CLAIM = frozenset("claim admit assume acknowledge accept".split())
_BLAME = frozenset("blame accuse attribute suspect".split())
_DENY = frozenset("deny reject".split())
_DAMAGE = frozenset("damage destroy hit target wreck demolish blow topple derail shatter torch raze gut".split())
_NO_TARGET = frozenset(
    "attack incident operation murder death killing bombing assassination explosion time day place "
    "responsibility way part number "
    "morning night evening today yesterday front result fact case crime act action area zone region city "
    "town village capital "
    "department province district country territory sector neighborhood hour moment occasion campaign war weekend "
    "week month year".split()
)


@dataclass(frozen=True, slots=True)
class Blame:
    """Somebody an act is laid to, on what footing, and the span of the words."""

    ref: ActorRef
    status: PerpetratorStatus
    span: Span
    named: bool


def phrase_of(head: "Token", text: str, *, names: bool = True) -> str:
    """A noun with what stands before it, without articles, numbers and hedges: "urban guerrillas", "U.S. Embassy".

    Without `names`, bodies before it are left out too ("Front guerrillas" are "guerrillas").
    """
    start = head.i
    for child in head.children:
        if child.i < head.i and child.dep_ in ("compound", "amod", "nmod", "poss") and head.i - child.i <= 6:
            if (
                child.lower_ in _HEDGED | _UNKNOWN
                or child.tag_ in ("PRP$", "JJS", "JJR")
                or (child.dep_ == "amod" and child.lower_ in ("several", "other", "many", "new"))
            ):
                continue
            if not names and child.pos_ == "PROPN":
                continue
            hyphened = child.i and child.nbor(-1).text == "-"
            left = child.left_edge.i if hyphened or child.dep_ in ("compound", "poss") else child.i
            start = min(start, left)
    doc = head.doc
    while start < head.i and (doc[start].pos_ in ("DET", "NUM", "PUNCT", "PRON") or doc[start].lower_ in _HEDGED):
        start += 1
    return tidy(text[doc[start].idx : head.idx + len(head.text)])


# --- who ------------------------------------------------------------------------------------------------------------


def blames(reading: Reading, token: "Token") -> Iterator[Blame]:
    """Those whom the grammar of a verb or noun of violence makes its doers."""
    head: Token | None
    if token.pos_ in ("VERB", "AUX"):
        head = agent_of(token) if is_passive(token) else subject_of(token)
        heads = [head] if head is not None else []
    else:
        heads = [
            *prepositional(token, "by"),
            *(c for c in token.children if c.dep_ in ("poss", "compound", "amod", "nmod")),
        ]
        verb = token.head
        if token.dep_ in ("dobj", "nsubjpass") and verb.lemma_.lower() in (
            "carry",
            "launch",
            "commit",
            "stage",
            "perpetrate",
            "conduct",
            "make",
            "mount",
            "execute",
            "plant",
            "place",
            "throw",
            "hurl",
            "set",
        ):
            doer = agent_of(verb) if is_passive(verb) else subject_of(verb)
            heads += [doer] if doer is not None else []
    for found in heads:
        for part in coordinated(found)[:6]:
            yield from _blamed(reading, part)


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
            record = reading.actor_record(Span(word.idx, word.idx + len(word.text)))
            if record and record.type is ActorKind.ORGANISATION and record.sector in _BODIES:
                status = blame.status if blame else PerpetratorStatus.NAMED
                span = Span(word.idx, word.idx + len(word.text))
                yield Blame(ActorRef(record.name, word.text, record.id), status, span, True)


def _blame(reading: Reading, head: "Token") -> Blame | None:
    if head.pos_ in _SKIPPED or head.ent_type_ in ("DATE", "TIME"):
        return None
    span = Span(head.idx, head.idx + len(head.text))
    record = reading.actor_record(span)
    words = {c.lower_ for c in head.children}
    status = PerpetratorStatus.NAMED
    if words & _HEDGED or "allegedly" in {c.lower_ for c in head.head.children}:
        status = PerpetratorStatus.SUSPECTED if words & _HEDGED else PerpetratorStatus.ALLEGED
    if words & _UNKNOWN:
        status = PerpetratorStatus.UNKNOWN
    band = lemma_of(head) in perpetrator_words() and head.pos_ == "NOUN"
    phrase = phrase_of(head, reading.document.text, names=not band)
    if head.dep_ in ("compound", "amod", "nmod") and head.lower_ in _LOOSE:
        return None  # a "terrorist attack" says nothing of who did it
    if (
        band
        and head.dep_ == "compound"
        and head.tag_ == "NN"
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
        return Blame(ActorRef(record.name, phrase, record.id), status, span, named or record.sector is Sector.REB)
    if lemma_of(head) in perpetrator_words():
        return Blame(ActorRef(phrase, phrase), status, span, False)
    return None


def claims(reading: Reading, sentence: "list[Token]") -> Iterator[Blame]:
    """Who "claimed responsibility", is "blamed", "accused", "suspected" or "denied" it in a sentence."""
    for token in sentence:
        lemma = token.lemma_.lower()
        if token.pos_ not in ("VERB", "NOUN") or lemma not in _CLAIM | _BLAME | _DENY | {"responsible"}:
            continue
        near = {t.lower_ for t in sentence[max(0, token.i - sentence[0].i - 8) : token.i - sentence[0].i + 9]}
        responsible = "responsibility" in near or "credit" in near or "behind" in near
        if lemma in _CLAIM and responsible:
            head, status = (agent_of(token) if is_passive(token) else subject_of(token)), PerpetratorStatus.CLAIMED
        elif lemma in _DENY and (responsible or "involvement" in near):
            head, status = subject_of(token), PerpetratorStatus.DENIED
        elif lemma in ("blame", "accuse", "suspect") and token.pos_ == "VERB":
            head, status = object_of(token), PerpetratorStatus.SUSPECTED
            on = next(prepositional(token, "on"), None)
            head = on if lemma == "blame" and on is not None else head
        elif lemma == "attribute":
            head, status = next(prepositional(token, "to"), None), PerpetratorStatus.SUSPECTED
        else:
            continue
        for part in coordinated(head)[:4] if head is not None else ():
            for blame in _blamed(reading, part):
                yield Blame(blame.ref, status, blame.span, blame.named)


# --- whom and what ---------------------------------------------------------------------------------------------------


def targets(token: "Token", text: str) -> Iterator["Token"]:
    """The head words of what a verb or noun of violence is done to."""
    heads: list[Token] = []
    if token.pos_ in ("VERB", "AUX"):
        if token.lemma_.lower() in ("explode", "detonate"):
            heads = list(
                prepositional(token, "at", "in", "near", "outside", "inside", "under", "on", "beside", "of", "behind")
            )
        else:
            own = object_of(token)
            heads = [own] if own is not None else []
    else:
        heads = list(prepositional(token, "on", "against", "of", "at", "outside"))
        if lemma_of(token) in ("murder", "killing", "assassination", "kidnapping", "abduction", "death", "execution"):
            heads += [c for c in token.children if c.dep_ in ("poss", "compound") and c.pos_ == "PROPN"]
        verb = token.head
        if token.dep_ == "nsubj" and verb.lemma_.lower() in (
            "hit",
            "strike",
            "target",
            "kill",
            "destroy",
            "damage",
            "rip",
            "tear",
            "wound",
        ):
            own = object_of(verb)
            heads += [own] if own is not None else list(prepositional(verb, "through", "at"))
        if token.dep_ == "dobj" and verb.lemma_.lower() in ("survive", "escape"):
            own = subject_of(verb)
            heads += [own] if own is not None else []
        if verb.lemma_.lower() in ("explode", "detonate", "go", "place", "plant", "throw", "hurl", "set"):
            heads += list(
                prepositional(
                    verb, "at", "in", "near", "outside", "inside", "under", "of", "against", "beside", "behind"
                )
            )
    for head in heads:
        inner = (
            next(prepositional(head, "of"), None)
            if head.lemma_.lower() in ("front", "number", "group", "home", "dozen", "score")
            else None
        )
        for part in coordinated(inner if inner is not None and head.lemma_ != "home" else head)[:8]:
            if is_target(part):
                yield part


def damaged(token: "Token") -> "Iterator[Token]":
    """What a verb of damage in a sentence of violence is done to."""
    if token.pos_ == "VERB" and token.lemma_.lower() in _DAMAGE:
        own = object_of(token)
        for part in coordinated(own)[:8] if own is not None else ():
            if is_target(part):
                yield part


def name_of(reading: Reading, head: "Token") -> str:
    """What a target is called: a person by name, through a title or a description; else the phrase."""
    appos = next((c for c in head.children if c.dep_ == "appos" and c.ent_type_ == "PERSON"), None)
    for word in (head, appos):
        if word is not None:
            record = reading.actor_record(Span(word.idx, word.idx + len(word.text)))
            if record and record.type is ActorKind.PERSON and record.name[:1].isupper():
                return record.name
    phrase = phrase_of(head, reading.document.text)
    of = next((c for c in head.children if c.lower_ == "of" and c.dep_ == "prep"), None)
    if of is not None and lemma_of(head) in _OF_WHOM and " " not in phrase:
        owner = next((c for c in of.children if c.dep_ == "pobj"), None)
        if owner is not None and owner.i - head.i <= 8:
            return tidy(reading.document.text[head.idx : owner.idx + len(owner.text)])
    return phrase


def is_target(head: "Token") -> bool:
    """Whether a word may be what is attacked: no pronoun, time, town or abstraction."""
    if head.pos_ not in ("NOUN", "PROPN") or head.ent_type_ in (
        "DATE",
        "TIME",
        "GPE",
        "CARDINAL",
        "LOC",
        "MONEY",
        "PERCENT",
    ):
        return False
    return head.lemma_.lower() not in _NO_TARGET and len(head.text) > 2


def weapons(sentence: "list[Token]", text: str, violent: bool) -> Iterator[str]:
    """The weapons that a sentence names, in the words of the text."""
    words, loose = weapon_words()
    for token in sentence:
        if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound":
            continue
        lemma = re.sub(r"s$", "", lemma_of(token))
        before = token.nbor(-1).lemma_.lower() if token.i > token.sent.start else ""
        pair = f"{before} {lemma}"
        if pair in words or lemma in words:
            if (
                lemma in loose
                and pair not in words
                and not (violent and token.head.lower_ in ("with", "by", "using", "fired", "from"))
            ):
                continue
            yield phrase_of(token, text)
