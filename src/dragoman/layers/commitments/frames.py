"""What one word binds somebody to: the frame that all commitment cues fill, and the accords that can ask for an act."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dragoman.codes import CommitmentModality
from dragoman.layers.commitments.topics import OTHER, topic_of
from dragoman.layers.grammar import agent_of, child, is_passive
from dragoman.layers.phrases import ancestors, doer_of, lemma
from dragoman.lexicon import read_patterns

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "Frame",
    "accord_in",
    "accused_by",
    "blamer_of",
    "calls_from",
    "is_accord_noun",
    "is_announced_act",
    "is_hearsay",
    "is_in_question",
    "speaker_over",
    "words_of",
]


@dataclass(frozen=True, slots=True)
class Frame:
    """One act and what binds somebody to it.

    `act`: the head word of the act, a verb or a noun. `asserter`: who demands, accuses or denies, where the cue itself
    names him. `first`: where the action begins, if before the act's own words. `topical`: the cue is so common that
    only acts with a topic count. `accord`: an agreement asks for the act. `owed`: a deed that counts only where the
    report tells of the duty.
    """

    modality: CommitmentModality
    cue: "Token"
    act: "Token"
    obligor: "Token | None"
    asserter: "Token | None" = None
    first: int | None = None
    topical: bool = False
    accord: bool = False
    denied: bool = False
    alleged: bool = False
    passive: bool = False
    owed: bool = False


def words_of(kind: str, field: str = "lemmas") -> frozenset[str]:
    """All words of one kind of entry of the lexicon."""
    return _words_of(kind, field)


@cache
def _words_of(kind: str, field: str) -> frozenset[str]:
    return frozenset(word for entry in read_patterns("commitments")[kind] for word in entry[field])


def is_accord_noun(word: "Token | None") -> bool:
    """Whether a word means an accord, a law or a pledge: what can be kept, broken, and require something."""
    if word is None or word.pos_ not in ("NOUN", "PROPN"):
        return False
    if lemma(word) in ("cease", "fire"):
        return any("cease" in (lemma(word), w.lower_) for w in word.lefts) or word.lower_ == "cease"
    return lemma(word) in words_of("accord")


def accord_in(verb: "Token") -> bool:
    """Whether an accord asks for the act: "under the deal", or a clause of which an accord is the subject."""
    word = verb
    for above in (verb, *ancestors(verb, 5)):
        for c in above.children:
            if c.dep_ == "prep" and lemma(c) in ("under", "accord", "per", "by", "in", "as"):
                inner = _deep_object(c)
                if (
                    is_accord_noun(inner)
                    and inner is not None
                    and lemma(inner) not in ("plan", "term" if lemma(c) == "in" else "plan")
                ):
                    if lemma(c) in ("in", "by", "as") and not (above == word and c.i < above.i):
                        continue
                    return True
        if above != verb and above.pos_ in ("VERB", "AUX") and _is_accord_subject(child(above, "nsubj")):
            return True
        if above.dep_ not in ("ccomp", "conj", "xcomp", "aux") and above != verb:
            break
        word = above
    return False


_PARTS = frozenset({"one", "point", "article", "paragraph", "section", "clause", "provision", "part", "text", "item"})


def _is_accord_subject(subject: "Token | None") -> bool:
    """Whether the subject is an accord or a part of one: "one of the points of the agreement"."""
    if subject is None:
        return False
    return is_accord_noun(subject) or (
        lemma(subject) in _PARTS and any(is_accord_noun(word) for word in list(subject.subtree)[:14])
    )


def _deep_object(prep: "Token") -> "Token | None":
    """The object of a preposition, "to" and "of" looked through: "according to the terms of the deal"."""
    inner = child(prep, "pobj", "prep", "pcomp")
    for _ in range(3):
        if inner is None or inner.pos_ in ("NOUN", "PROPN"):
            break
        inner = child(inner, "pobj", "prep")
    if inner is not None and not is_accord_noun(inner):
        of = next((c for c in inner.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        return child(of, "pobj") if of is not None else inner
    return inner


def is_announced_act(cue: "Token", act: "Token") -> bool:
    """Whether what is announced is something to be done; "declared the truce over" ends one."""
    if any(c.lower_ in _OVER and c.i > act.i for host in (cue, act) for c in host.children):
        return False
    topic = topic_of(act, [act])
    return topic not in (None, "territory", OTHER) or lemma(act) in words_of("shell")


_OVER = frozenset({"over", "dead", "ended", "finished", "void", "null", "off", "collapsed"})


def is_in_question(cue: "Token") -> bool:
    """ "how do you expect them to leave?" """
    return cue.dep_ in ("ROOT", "conj", "ccomp") and any(word.text == "?" for word in cue.doc[cue.i : cue.sent.end])


# --- accusations ------------------------------------------------------------------------------------------------------


def accused_by(cue: "Token") -> "Token | None":
    """Who is accused, where the deed hangs on "accused X of", wherever the parser put the "of"."""
    gerund = cue.tag_ == "VBG"
    while gerund and cue.dep_ == "conj" and cue.head.pos_ == "VERB":
        cue = cue.head  # "accused it of shelling towns and breaking the truce", hung on either verb
    if gerund and lemma(cue) in _BLAMING:
        return child(cue, "dobj", "nsubjpass")
    if cue.dep_ != "pcomp" or cue.head.lower_ not in ("of", "for"):
        return None
    over = cue.head.head
    blame = over if lemma(over) in _BLAMING else over.head
    return child(blame, "dobj", "nsubjpass") if lemma(blame) in _BLAMING else None


def is_hearsay(cue: "Token") -> bool:
    """ "traded accusations of violating the truce" names no guilty party."""
    return any(
        lemma(a) in ("accusation", "allegation", "claim", "charge", "report", "blame") for a in ancestors(cue, 3)
    )


_BLAMING = frozenset({"accuse", "blame", "suspect", "condemn", "denounce", "criticise", "criticize", "rebuke"})


def blamer_of(cue: "Token") -> "Token | None":
    """Who accuses or denies, where the deed stands in his clause."""
    for above in ancestors(cue, 4):
        if lemma(above) in _BLAMING or lemma(above) in ("deny", "allege", "refute"):
            return doer_of(above) if not is_passive(above) else agent_of(above)
        if above.dep_ in ("relcl", "acl", "advcl"):
            break
    return None


# --- demands that the parser hangs elsewhere --------------------------------------------------------------------------


def calls_from(cue: "Token", act: "Token") -> "Token | None":
    """Who calls in "Calls for a truce from the leaders": a noun that the parser took for a verb."""
    if cue.tag_ != "VBZ" or doer_of(cue) is not None or lemma(cue) not in ("call", "demand", "appeal"):
        return None
    whose = [child(prep, "pobj") for host in (cue, act) for prep in host.children if prep.lower_ == "from"]
    return next((word for word in whose if word is not None), None)


def speaker_over(cue: "Token") -> "Token | None":
    """Who demands in "condemned the raids, calling on the bloc to act": the parser hangs "calling" on the raids."""
    noun = cue.head
    hung = cue.dep_ == "acl" and cue.tag_ == "VBG" and noun.dep_ == "dobj" and noun.tag_ in ("NNS", "NN")
    return doer_of(noun.head) if hung and noun.head.pos_ == "VERB" and lemma(noun.head) in _CONDEMNING else None


_CONDEMNING = frozenset("condemn denounce criticise criticize deplore decry blame".split())
