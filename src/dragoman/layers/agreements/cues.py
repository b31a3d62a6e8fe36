"""Words for accords, and whether a mention is of one that exists: made, kept or broken, and not only sought."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from dragoman.codes import ActorKind, Modality
from dragoman.layers.grammar import child
from dragoman.layers.modality import modality_of
from dragoman.layers.phrases import ancestors, lemma
from dragoman.layers.reading import Reading
from dragoman.layers.relevance import is_party
from dragoman.lexicon import read_patterns
from dragoman.model.document import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["accord_nouns", "is_no_accord", "is_wished", "mediation", "qualifiers", "signing_verbs", "verb_of"]


def verb_of(head: "Token") -> "Token | None":
    """The verb that makes, keeps or breaks the accord: over it, or in a clause of its own ("signed in May")."""
    for clause in head.children:
        if clause.dep_ in ("acl", "relcl") and lemma(clause) in _does():
            return clause
    word = head
    for above in ancestors(head, 4):
        if above.pos_ in ("VERB", "AUX"):
            if lemma(above) not in _does() or _is_sought(above) or any(c.lower_ in _OVER for c in above.children):
                return None
            modality, negated = modality_of(above)
            return None if negated or modality not in (Modality.ASSERTED, Modality.DENIED) else above
        if word.dep_ not in ("dobj", "pobj", "prep", "nsubj", "nsubjpass", "conj", "attr", "agent"):
            return None
        word = above
    return None


def _is_sought(verb: "Token") -> bool:
    """ "refused to sign", "plans to sign": an infinitive tells of no deed but behind "managed to"."""
    if verb.tag_ == "VBG" and verb.dep_ == "pcomp":
        if verb.head.lower_ in ("to", "towards", "toward"):
            return True  # "could lead to their reaching a deal"
        if lemma(verb.head.head) in _supposed():
            return True  # "attempts at securing a truce"
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children) and lemma(verb.head) not in (
        "manage",
        "succeed",
        "help",
        "continue",
        "fail",
    )


def is_wished(head: "Token", definite: bool, verb: "Token | None") -> bool:
    """Whether the accord is only sought: "talks towards a truce", "called for a ceasefire", "no deal"."""
    if any(c.lower_ in _supposed() for c in head.children if c.dep_ == "amod"):
        return True
    determiner = next((c.lower_ for c in head.children if c.dep_ == "det"), "")
    if determiner in ("a", "an") and head.dep_ in ("dobj", "pobj"):
        over = next((above for above in ancestors(head, 3) if above.pos_ in ("VERB", "AUX")), None)
        if over is not None and _is_sought(over):
            return True
    if determiner in ("no", "any", "every", "another", "neither", "either"):
        return True
    over = next((above for above in ancestors(head, 3) if above.pos_ in ("VERB", "AUX")), None)
    if not definite and over is not None and _is_unreal(over):
        return True  # "a deal whereby the army leaves could end the war"
    for above in ancestors(head, 3):
        if (
            above.pos_ in ("VERB", "NOUN", "ADP")
            and (lemma(above) in _supposed())
            and not (definite and above.pos_ != "ADP")
        ):
            return verb is None or verb.head != head
        if above.pos_ == "VERB":
            break
    if verb is None and not definite:
        return True
    return not definite and verb is not None and _is_unreal(verb)


def _is_unreal(verb: "Token") -> bool:
    modality, negated = modality_of(verb)
    return negated or modality not in (Modality.ASSERTED,)


_OVER = frozenset({"over", "dead", "ended", "void", "finished"})  # "declared the truce over"


def is_no_accord(reading: Reading, head: "Token", modifiers: "list[Token]") -> bool:
    """ "a big deal", a movement that calls itself a convention, the truce that another accord provides for."""
    if lemma(head) == "deal" and (
        any(w.lower_ in ("big", "great", "good") for w in modifiers)
        or any(c.lower_ in ("great", "good") and c.dep_ == "amod" for c in head.children)
    ):
        return True
    with_whom = next((child(c, "pobj") for c in head.rights if c.i == head.i + 1 and c.lower_ == "with"), None)
    if (
        lemma(head) == "deal"
        and with_whom is not None
        and child(head, "det") is None
        and not is_party(reading, with_whom)
    ):
        return True  # "helps the army deal with the gangs", a verb that the parser took for a noun
    record = reading.actor_record(Span(head.idx, head.idx + len(head)))
    if record is not None and record.type in (ActorKind.GROUP, ActorKind.ORGANISATION) and "movement" in head.sent.text:
        return True
    subject = child(head.head, "nsubj") if head.dep_ == "dobj" else None
    return subject is not None and lemma(subject) in accord_nouns() and lemma(head.head) in _PROVIDES


_PROVIDES = frozenset(
    {"stipulate", "include", "envisage", "foresee", "contain", "provide", "call", "require", "mandate"}
)


# --- the lexicon ------------------------------------------------------------------------------------------------------


@cache
def accord_nouns() -> dict[str, Mapping[str, Any]]:
    """The nouns of accords with their entries."""
    return {word: entry for entry in read_patterns("agreements")["noun"] for word in entry["lemmas"]}


@cache
def qualifiers() -> frozenset[str]:
    """Words that make a deal one between parties to a conflict."""
    return frozenset(word for entry in read_patterns("agreements")["qualifier"] for word in entry["lemmas"])


@cache
def _supposed() -> frozenset[str]:
    return frozenset(word for entry in read_patterns("agreements")["supposed"] for word in entry["lemmas"])


@cache
def _does() -> frozenset[str]:
    return frozenset(word for entry in read_patterns("agreements")["doing"] for word in entry["lemmas"])


@cache
def signing_verbs() -> frozenset[str]:
    """Verbs that have the parties as subjects."""
    return frozenset(
        word for entry in read_patterns("agreements")["doing"] if entry["signing"] for word in entry["lemmas"]
    )


@cache
def mediation() -> tuple[frozenset[str], frozenset[str]]:
    """Verbs of mediation, and their participles."""
    entries = read_patterns("agreements")["mediation"]
    return frozenset(w for e in entries for w in e["lemmas"]), frozenset(w for e in entries for w in e["participles"])
