"""Adjectives and nouns that bind somebody: "ready to leave", "renewed its pledge", "a violation of the truce"."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from dragoman.codes import CommitmentModality, Modality
from dragoman.layers.commitments.frames import Frame, blamer_of, is_accord_noun, words_of
from dragoman.layers.grammar import agent_of, child, is_passive
from dragoman.layers.modality import is_negated, modality_of
from dragoman.layers.phrases import ancestors, doer_of, lemma
from dragoman.lexicon import read_patterns

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_by_noun"]

M = CommitmentModality


def find_by_noun(token: "Token") -> Iterator[Frame]:
    """The frames that an adjective or a noun makes; none of a word that binds nobody."""
    word, ready = lemma(token), _readies()
    if word in ready or token.lower_ in ready:
        yield from _ready_frames(token, ready.get(token.lower_) or ready[word])
    elif token.pos_ != "NOUN":
        return
    elif word in words_of("pledge"):
        yield from _pledge_frames(token)
    elif word in words_of("call"):
        yield from _call_frames(token)
    elif word in words_of("duty"):
        yield from _duty_frames(token)
    elif word in words_of("breach"):
        yield from _breach_frames(token)


def _ready_frames(word: "Token", modality: CommitmentModality) -> "Iterator[Frame]":
    """ "is ready to leave", "is supposed to leave", "was due to leave"."""
    over = word.head if word.dep_ in ("acomp", "oprd", "attr", "xcomp", "conj") else word
    acts = [
        c
        for host in {word, over}
        for c in host.children
        if c.dep_ in ("xcomp", "acl", "advcl")
        and c.i > word.i
        and any(a.dep_ == "aux" and a.lower_ == "to" for a in c.children)
    ]
    if not acts or (lemma(word) in words_of("cue") and word.pos_ == "VERB" and word.tag_ != "VBN"):
        return
    copula = over if over != word else word
    if not any(lemma(w) == "be" for w in (copula, *copula.children)):
        return
    held, negated = modality_of(copula)
    if held in (Modality.HYPOTHETICAL, Modality.POSSIBLE):
        return
    negated = negated or is_negated(word)
    if negated and modality is not M.PROMISE:
        return
    subject = child(copula, "nsubj", "nsubjpass") or doer_of(copula)
    act = acts[0]
    passive = is_passive(act)
    yield Frame(M.REFUSAL if negated else modality, word, act, agent_of(act) if passive else subject, topical=True)


_WISHES = frozenset({"willingness", "readiness", "desire", "intention", "offer", "determination"})
_KEPT = frozenset({"keep", "honour", "honor", "fulfil", "fulfill", "break", "meet"})


def _pledge_frames(noun: "Token") -> "Iterator[Frame]":
    act = child(noun, "acl", "ccomp", "relcl")
    if act is None and noun.dep_ == "dobj":  # "gave assurances that": the parser hangs the clause on the verb
        act = next((c for c in noun.head.children if c.dep_ == "ccomp" and c.i > noun.i), None)
    if act is None or act.i < noun.i or not (any(c.dep_ == "aux" for c in act.children)):
        act = next(
            (
                found
                for prep in noun.children
                if prep.dep_ == "prep" and prep.lower_ in ("to", "of")
                for found in [child(prep, "pcomp", "pobj")]
                if found is not None
            ),
            None,
        )
        if act is None:
            return
    elif act.dep_ == "relcl" and (
        ((subject := child(act, "nsubj")) is not None and subject.lower_ in ("that", "which"))
        or not any(c.lower_ in ("would", "will", "to") for c in act.children)
    ):
        return
    owner = child(noun, "poss")
    above = noun.head
    if noun.dep_ == "pobj" and above.lower_ in ("despite", "of", "to"):
        over = above.head
        broken = above.lower_ == "despite" or lemma(over) in ("violation", "breach", "contrary", "spite", "defiance")
        if broken:
            host = (
                next((a for a in ancestors(over) if a.pos_ in ("VERB", "AUX")), over)
                if over.pos_ not in ("VERB", "AUX")
                else over
            )
            doer = _own(act) or owner or doer_of(host)
            doer = doer_of(host) if doer is None or doer.pos_ == "PRON" else doer
            yield Frame(M.BREACH, noun, act, doer, alleged=False, topical=False)
        return
    if noun.dep_ == "nsubjpass" and lemma(above) in _KEPT:
        broken = lemma(above) == "break" or modality_of(above)[1]
        yield Frame(M.BREACH if broken else M.FULFILMENT, above, act, owner or agent_of(above), topical=False)
        return
    if noun.dep_ in ("dobj", "nsubjpass") and lemma(above) in words_of("pledge", "verbs"):
        held, negated = modality_of(above)
        if held in (Modality.ASSERTED, Modality.PLANNED) and not negated:
            subject = agent_of(above) if is_passive(above) else doer_of(above)
            passive = is_passive(act)
            yield Frame(
                M.PROMISE,
                noun,
                act,
                subject if passive else _own(act) or (owner if owner is not None and owner.pos_ != "PRON" else subject),
                topical=lemma(noun) in _WISHES or act.pos_ not in ("VERB", "AUX"),
                passive=passive,
            )


def _duty_frames(noun: "Token") -> "Iterator[Frame]":
    """ "has a responsibility to protect": the subject of the verb, or the owner of the duty."""
    act = next(
        (
            c
            for host in (noun, noun.head)
            for c in host.children
            if c.dep_ in ("acl", "relcl", "xcomp", "advcl")
            and c.i > noun.i
            and any(a.dep_ == "aux" and a.lower_ == "to" for a in c.children)
        ),
        None,
    )
    if act is None or noun.dep_ != "dobj" or lemma(noun.head) not in ("have", "bear", "share", "recall", "carry"):
        return
    held, negated = modality_of(noun.head)
    if negated or held is not Modality.ASSERTED:
        return
    yield Frame(M.OBLIGATION, noun, act, doer_of(noun.head) or child(noun, "poss"), topical=True)


def _call_frames(noun: "Token") -> "Iterator[Frame]":
    """ "made repeated calls for the rebels to leave", "renewed its appeal for a truce"."""
    verb = noun.head
    if noun.dep_ != "dobj" or lemma(verb) not in words_of("call", "verbs"):
        return
    held, negated = modality_of(verb)
    if negated or held not in (Modality.ASSERTED, Modality.PLANNED):
        return
    clause = next(
        (
            c
            for host in (noun, verb)
            for c in host.rights
            if c.pos_ == "VERB" and c.i > noun.i and any(m.dep_ == "mark" and m.lower_ == "for" for m in c.lefts)
        ),
        None,
    )
    wanted = next((child(c, "pobj") for c in noun.rights if c.dep_ == "prep" and c.lower_ == "for"), None)
    act = clause if clause is not None else wanted
    if act is not None:
        yield Frame(M.DEMAND, noun, act, _own(act) if clause is not None else None, doer_of(verb), topical=True)


def _own(act: "Token") -> "Token | None":
    found = child(act, "nsubj")
    return found if found is not None and found.lower_ not in ("that", "which", "who") else None


def _breach_frames(noun: "Token") -> "Iterator[Frame]":
    """ "violations of the truce by the militia", "accused the army of a breach of the accord"."""
    if not any(
        is_accord_noun(child(prep, "pobj"))
        for prep in noun.children
        if prep.dep_ == "prep" and prep.lower_ in ("of", "for")
    ):
        return
    if noun.dep_ == "pobj" and noun.head.lower_ == "in":  # "in violation of": the verb above tells the deed
        return
    held, negated = modality_of(noun.head) if noun.head.pos_ == "VERB" else (Modality.ASSERTED, False)
    if negated or held in (Modality.HYPOTHETICAL, Modality.POSSIBLE, Modality.PLANNED):
        return
    doer = _doer_of_breach(noun)
    blame = blamer_of(noun)
    yield Frame(
        M.BREACH,
        noun,
        noun,
        doer,
        blame,
        alleged=blame is not None and held is not Modality.DENIED,
        denied=held is Modality.DENIED,
    )


def _doer_of_breach(noun: "Token") -> "Token | None":
    owner = child(noun, "poss")
    if owner is not None:
        return owner
    for host in (noun, noun.head):
        for prep in host.children:
            if prep.dep_ in ("prep", "agent") and prep.lower_ == "by":
                found = child(prep, "pobj")
                if found is not None:
                    return found
    if noun.dep_ == "pobj" and noun.head.lower_ in ("of", "for") and lemma(noun.head.head) in ("accuse", "blame"):
        return child(noun.head.head, "dobj", "nsubjpass")
    if noun.dep_ == "dobj" and lemma(noun.head) in ("commit", "demonstrate", "show", "deny", "continue", "make"):
        return doer_of(noun.head)
    return None


@cache
def _readies() -> dict[str, CommitmentModality]:
    return {word: M(entry["modality"]) for entry in read_patterns("commitments")["ready"] for word in entry["lemmas"]}
