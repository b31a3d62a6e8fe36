"""Who does an act of violence, by the grammar of its verb or noun."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.codes import ActorKind, FigureField, PerpetratorStatus, Sector
from dragoman.layers.casualties.layer import Toll
from dragoman.layers.casualties.words import lemma_of
from dragoman.layers.grammar import agent_of, coordinated, is_passive, object_of, prepositional, subject_of
from dragoman.layers.incidents.lexicon import perpetrator_words, verbs_of
from dragoman.layers.incidents.phrases import HEDGED, UNKNOWN, phrase_of, whole_phrase
from dragoman.layers.reading import Reading
from dragoman.model.document import Span
from dragoman.model.records import ActorRef
from dragoman.parse import span_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Blame", "blames", "blames_of", "both_sides", "harmers", "side_of"]

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
_AGAINST = (Sector.REB, Sector.UAF, Sector.CRM)
_OF_STATES = (Sector.MIL, Sector.GOV, Sector.COP, Sector.SPY)
_REBELS = frozenset("rebel militant terrorist insurgent guerrilla jihadist bandit extremist gunmen".split())
_TROOPS = frozenset("regime government army troop soldier police coalition warplane jet aircraft military".split())
_COLLECTIVE = frozenset("group band squad column number unit dozen score hundred gang party bunch pair couple".split())
_SERIES = frozenset("series number wave string barrage round spate salvo".split())
_SKIPPED = frozenset("PRON DET".split())
_LOOSE = frozenset("terrorist criminal armed military police air group subversive suicide force drone jet".split())
_ORGANISED = frozenset("organization organisation network faction".split())


@dataclass(frozen=True, slots=True)
class Blame:
    """Somebody an act is laid to, on what footing, and the span of the words.

    `speaker`: who lays it to them, where a verb of blaming tells.
    """

    ref: ActorRef
    status: PerpetratorStatus
    span: Span
    named: bool
    speaker: ActorRef | None = None


# --- who ------------------------------------------------------------------------------------------------------------


def blames(reading: Reading, token: "Token") -> Iterator[Blame]:
    """Those whom the grammar of a verb or noun of violence makes its doers."""
    head: Token | None
    if token.pos_ in ("VERB", "AUX"):
        head = agent_of(token) if is_passive(token) else subject_of(token)
        if token.tag_ == "VB" and (plot := token.head if token.dep_ == "acl" else object_of(token.head)) is not None:
            head = next(prepositional(plot, "by"), head)  # "foiled a plot by rebels to bomb the court"
        if head is not None and token.dep_ == "acl" and _is_place(reading, head):
            head = None  # "in a car headed for Arica killing the driver"
        if token.dep_ == "advcl" and is_passive(token.head) and not any(c.dep_ == "nsubj" for c in token.children):
            head = agent_of(token.head)  # "a helicopter was shot down, killing five"
        heads = [head] if head is not None and not _is_count(head) else []
        if head is None and token.tag_ == "VBG":
            heads += prepositional(token, "by")  # "killed in shelling by the rebels"
    else:
        heads = [
            *prepositional(token, "by"),
            *(c for c in token.children if c.dep_ in ("poss", "compound", "amod", "nmod")),
            *_doers_of(token),
        ]
        done, verb = token, token.head
        if token.dep_ == "pobj" and lemma_of(verb.head) in _SERIES:
            done, verb = verb.head, verb.head.head  # "launched a series of raids"
        if done.dep_ in ("dobj", "nsubjpass") and verb.lemma_.lower() in verbs_of("doing"):
            doer = agent_of(verb) if is_passive(verb) else subject_of(verb)
            heads += [doer] if doer is not None else []
    for found in heads:
        for part in coordinated(found)[:6]:
            if part.dep_ in ("compound", "amod", "nmod") and token.pos_ not in ("VERB", "AUX"):
                state = _state(reading, part, token)
                if state:
                    yield state
                    continue
            yield from blames_of(reading, part)


def _doers_of(noun: "Token") -> "Iterator[Token]":
    """Those by whom an attack was "launched", "carried out", a bomb "dropped"."""
    for verb in noun.children:
        if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD") and lemma_of(verb) in verbs_of("doing"):
            doer = agent_of(verb)
            if doer is not None:
                yield doer


def _is_place(reading: Reading, head: "Token") -> bool:
    return any(t.place and not t.metonym and t.span.overlaps(span_of(head)) for t in reading.toponyms)


def both_sides(reading: Reading, clash: "Token") -> Iterator[Blame]:
    """Who fights: "clashes between the army and the rebels", "clashed with the rebels"."""
    told = clash.head if clash.dep_ == "nsubj" and clash.head.pos_ == "VERB" else clash  # "clashes erupted between"
    for head in (*prepositional(clash, "between"), *(prepositional(told, "between") if told is not clash else ())):
        for part in coordinated(head)[:6]:
            yield from blames_of(reading, part)
    for head in prepositional(clash, "with"):
        yield from blames_of(reading, head)


def harmers(reading: Reading, toll: Toll) -> Iterator[Blame]:
    """Who kills or wounds those whom a figure counts, where the grammar of its word tells."""
    if toll.agent is None or not toll.told or toll.field not in (FigureField.KILLED, FigureField.WOUNDED):
        return
    head = reading.parse.doc[toll.agent]
    if not _is_count(head) and not _is_place(reading, head):
        for part in coordinated(head)[:6]:
            yield from blames_of(reading, part)


def side_of(reading: Reading, blame: Blame) -> str | None:
    """Whether somebody fights for a state or against one ("state", "rebel"); None where that is not plain."""
    record = reading.record_of(blame.ref)
    words = {w.lower().removesuffix("s") for w in blame.ref.words.split()}
    for side, sectors, names in (("rebel", _AGAINST, _REBELS), ("state", _OF_STATES, _TROOPS)):
        if (record and record.sector in sectors) or words & names:
            return side
    return None


def _is_count(noun: "Token") -> bool:
    """ "One person killed": a bare number of people does not act, whatever the parser makes of it."""
    before = [c for c in noun.lefts if c.dep_ not in ("det", "advmod", "quantmod") and c.ent_type_ != "DATE"]
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


def blames_of(reading: Reading, head: "Token") -> "Iterator[Blame]":
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
            if word.i > 1 and word.nbor(-2).lower_ == "anti":
                continue  # "the anti-Daesh coalition"
            record = reading.actor_record(span_of(word))
            if record and record.type is ActorKind.ORGANISATION and record.sector in _BODIES:
                status = blame.status if blame else PerpetratorStatus.NAMED
                span = span_of(word)
                yield Blame(ActorRef(record.name, word.text, record.id), status, span, True)


def _is_label(name: "Token") -> bool:
    """ "Mexico: Mayor survives attack": what a headline begins with."""
    return name.is_sent_start is True and name.i + 1 < name.sent.end and name.nbor().text == ":"


def _blame(reading: Reading, head: "Token") -> Blame | None:
    span = span_of(head)
    record = reading.actor_record(span)
    stands_for = head.dep_ in ("nsubj", "agent") and record is not None and record.type is ActorKind.ORGANISATION
    if (head.pos_ in _SKIPPED and not stands_for) or head.ent_type_ in ("DATE", "TIME") or _is_label(head):
        return None
    words = {c.lower_ for name in (head, *head.lefts) for c in name.children} | {head.left_edge.lower_}
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
