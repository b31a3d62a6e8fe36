"""What promising, threatening, refusing and demanding amount to, given what is promised, threatened and so on."""

from typing import TYPE_CHECKING

from dragoman.codes import EventMode, EventType
from dragoman.layers.events.lexicon import Frame
from dragoman.layers.grammar import agent_of, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.layers.events.triggers import Trigger

__all__ = ["resolve", "threat_mode"]

_Settled = tuple[EventType, EventMode | None]

_CONFLICT = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.PROTEST, EventType.MOBILIZE, EventType.THREATEN}
)
_YIELDING = frozenset({EventType.RETREAT, EventType.CONCEDE})
_VERBAL = frozenset({EventType.REJECT, EventType.REQUEST, EventType.ACCUSE})
_TELLING = frozenset(
    "say comment disclose confirm elaborate identify name reveal speculate answer give specify provide tell".split()
)
_SHOWING_UP = frozenset("show appear attend turn arrive come meet".split())


def resolve(frame: Frame, word: "Token", governed: "Token | None", inner: "Trigger | None") -> _Settled | None:
    """Type and mode of an operator with what it governs; None where the two make no event."""
    kind = inner.type if inner else None
    negated = governed is not None and any(c.dep_ == "neg" for c in governed.children)
    match frame.operator:
        case "commit":
            return _commit(frame, governed, inner, negated)
        case "wish":
            if governed is not None and any(c.dep_ == "nsubj" for c in governed.children) and governed.tag_ == "VB":
                return EventType.REQUEST, request_mode(kind)
            return _commit(frame, governed, inner, negated) if kind else None
        case "threaten":
            return EventType.THREATEN, threat_mode(inner)
        case "warn" if governed is not None and (_is_advice(governed, negated) or word_is_claim(governed)):
            return None
        case "warn":
            return EventType.THREATEN, threat_mode(inner)
        case "allow":
            own = governed is not None and any(c.dep_ in ("nsubj", "nsubjpass") for c in governed.children)
            if own and word.lemma_ == "let" and governed is not None and governed.lemma_ in ("go", "leave"):
                return EventType.RETREAT, EventMode.RELEASE
            return (EventType.CONCEDE, None) if own else None
        case "refuse" if inner is None and governed is not None and governed.lemma_.lower() in _TELLING:
            return None  # "declined to comment" tells nothing, it refuses nobody
        case "refuse":
            return (EventType.REJECT, request_mode(kind)) if governed is not None else None
        case "fail":
            shows = governed is not None and governed.lemma_.lower() in _SHOWING_UP
            if shows or kind is EventType.CONSULT:
                return EventType.REJECT, EventMode.MEET
            return (EventType.REJECT, None) if kind in (EventType.AGREE, EventType.RETREAT) else None
        case "request" if word.lemma_ == "insist" and not _insists(word, governed):
            return None
        case "request":
            return EventType.REQUEST, request_mode(kind)
        case "announce":
            if inner is not None and inner.alone:
                return (EventType.CONCEDE, None) if kind in _YIELDING else (inner.type, inner.mode)
            return _commit(frame, governed, inner, negated)
        case "decide":
            if kind in _CONFLICT:
                return EventType.THREATEN, threat_mode(inner)
            return (
                None if inner is None else (EventType.CONCEDE, None) if kind in _YIELDING else (inner.type, inner.mode)
            )
        case "consider":
            return (EventType.CONCEDE, None) if kind in _YIELDING else None
        case "claim":
            other = governed is not None and any(
                c.dep_ in ("nsubj", "nsubjpass") and c.pos_ != "PRON" for c in governed.children
            )
            blamed = other and inner is not None and (not is_passive(inner.word) or agent_of(inner.word) is not None)
            return (EventType.ACCUSE, EventMode.ALLEGE) if blamed and kind in _CONFLICT else None
        case "plot":
            return (EventType.THREATEN, threat_mode(inner)) if kind in _CONFLICT else None
        case "soon":
            return (inner.type, inner.mode) if inner else None
    return None


def _is_advice(governed: "Token", negated: bool) -> bool:
    """ "warned them to stay indoors"; but "warned them not to come" is a threat."""
    return not negated and any(c.dep_ == "aux" and c.lower_ == "to" for c in governed.children)


def _insists(word: "Token", governed: "Token | None") -> bool:
    """Whether one insists that something be done, not that it is so, nor just goes on talking."""
    if governed is None or governed.dep_ != "ccomp":
        return governed is not None or any(c.lower_ == "on" for c in word.children)
    return governed.tag_ == "VB" or any(c.lower_ in ("should", "must", "be") for c in governed.children)


def _commit(frame: Frame, governed: "Token | None", inner: "Trigger | None", negated: bool) -> _Settled | None:
    if inner is None or inner.type in _YIELDING:
        if inner is None:
            if governed is not None and word_is_claim(governed):
                return None  # "analysts agree that it is late"
            return (frame.type, None) if frame.type else None
        return (EventType.REJECT, EventMode.YIELD) if negated else (EventType.CONCEDE, None)
    if negated:
        return (EventType.CONCEDE, None) if inner.type in _CONFLICT else (EventType.REJECT, request_mode(inner.type))
    if inner.type in _CONFLICT:
        braced = inner.alone and inner.word.dep_ == "pobj"  # "prepared for an attack"
        return None if braced else (EventType.THREATEN, threat_mode(inner))
    if inner.type in _VERBAL:
        return inner.type, inner.mode
    return EventType.AGREE, None


def word_is_claim(governed: "Token") -> bool:
    """Whether a clause says how things are, not what is to be done."""
    own = any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in governed.children)
    return own and governed.dep_ == "ccomp" and not any(c.tag_ == "MD" for c in governed.children)


def request_mode(kind: EventType | None) -> EventMode | None:
    """What is asked for or refused: help, a meeting, giving in, or another policy."""
    if kind in (EventType.AID, EventType.COOPERATE, EventType.SUPPORT):
        return EventMode.ASSIST
    if kind is EventType.CONSULT:
        return EventMode.MEET
    return EventMode.YIELD if kind in _YIELDING else EventMode.CHANGE


def threat_mode(inner: "Trigger | None") -> EventMode | None:
    """What is threatened."""
    if inner is None:
        return None
    match inner.type, inner.mode:
        case ((EventType.ASSAULT | EventType.MOBILIZE), _):
            return EventMode.VIOLENCE
        case EventType.COERCE, EventMode.ARREST:
            return EventMode.ARREST
        case _, (EventMode.DEPORT | EventMode.EXPEL):
            return EventMode.EXPEL
        case EventType.SANCTION, (EventMode.DISCONTINUE | EventMode.WITHDRAW):
            return EventMode.RELATIONS
        case ((EventType.RETREAT | EventType.REJECT), _):
            return EventMode.RELATIONS
        case ((EventType.COERCE | EventType.SANCTION | EventType.PROTEST), _):
            return EventMode.RESTRICT
    return None
