"""Whether a word of violence tells of something that was done: not planned, feared, asked about or meant otherwise."""

from typing import TYPE_CHECKING

from dragoman.codes import Modality
from dragoman.layers.casualties.words import lemma_of
from dragoman.layers.grammar import object_of, prepositional
from dragoman.layers.incidents.lexicon import unreal
from dragoman.layers.modality import modality_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_done"]

_UNSURE = frozenset({"whether", "if"})
_LEST = frozenset({"if", "unless", "lest", "until"})
_KEEPING = frozenset("prevent stop keep save protect deter stave discourage dissuade".split())
_LAUNCHING = frozenset("launch conduct stage mount carry send dispatch use open detonate explode return".split())
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "aux", "auxpass"})
_UNREAL_VERBAL = (Modality.PLANNED, Modality.HYPOTHETICAL, Modality.DEMANDED)
_NOW = frozenset({"is", "are", "get", "gets"})
_OFF = ("of", "for", "about", "against", "to", "at", "on", "with", "from")
DEEP = 4  # nouns and prepositions above an act that are looked at


def is_done(token: "Token") -> bool:
    """Whether an act of violence is told of as done.

    It is not where it is planned, feared, prevented, asked about or denied, where it is a habit ("the rebels attack
    whenever they can"), or where the words mean no violence ("attacked the proposal").
    """
    modality, negated = modality_of(token)
    if modality is not Modality.ASSERTED or negated:
        return False
    if _is_figure_of_speech(token) or _is_feared(token):
        return False
    if token.pos_ in ("VERB", "AUX") or token.tag_.startswith("V"):
        return not (
            _is_order(token) or _is_asked(token) or _is_kept_off(token) or _is_purpose(token) or _is_habit(token)
        )
    return not _is_prospect(token)


def _is_feared(token: "Token") -> bool:
    """Whether it stands in a clause of fearing, warning, predicting or supposing: "agencies fear that he was shot"."""
    word = token
    for _ in range(2 * DEEP):
        over = word.head
        if over == word:
            return False
        if word.dep_ in ("ccomp", "acl") and lemma_of(over) in unreal("fearing"):
            return True
        if word.dep_ in ("ccomp", "acl") and over.pos_ == "NOUN" and any(c.lower_ == "no" for c in over.children):
            return True  # "there was no evidence that they had fired"
        if word.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _LEST for c in word.children):
            return True
        if word.dep_ == "relcl":
            return False
        word = over
    return False


def _is_asked(verb: "Token") -> bool:
    """ "It is not known whether they were killed"."""
    word = verb
    for _ in range(DEEP):
        if any(c.dep_ == "mark" and c.lower_ in _UNSURE for c in word.children) and word.dep_ != "relcl":
            return True
        if word.dep_ not in ("conj", "xcomp") or word.head == word:
            return False
        word = word.head
    return False


def _is_order(verb: "Token") -> bool:
    """ "Kill them": an imperative."""
    return verb.tag_ == "VB" and verb.dep_ in ("ROOT", "ccomp") and not any(c.dep_ in _SUBJECTS for c in verb.children)


def _is_kept_off(verb: "Token") -> bool:
    """ "to prevent them from being attacked", "the risk of being shot"."""
    if verb.dep_ == "acl" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return lemma_of(verb.head) in unreal("nouns") | unreal("verbs")  # "a promise to bomb", "a plan to storm"
    prep = verb.head
    if verb.dep_ != "pcomp" or prep.dep_ != "prep":
        return False
    if prep.lower_ == "about" or _is_ahead(prep.head):
        return True  # "talked about firing", "are preparing to help in storming"
    over = lemma_of(prep.head)
    return (prep.lower_ == "from" and over in _KEEPING) or over in unreal("nouns") or over in unreal("verbs")


def _is_ahead(word: "Token") -> bool:
    """Whether a verb is itself only planned, threatened or prepared: "preparing to help"."""
    return word.dep_ == "xcomp" and lemma_of(word.head) in unreal("verbs")


def _is_purpose(verb: "Token") -> bool:
    ahead = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    return ahead and verb.dep_ == "advcl" and verb.head.lemma_.lower() not in _LAUNCHING


def _is_habit(verb: "Token") -> bool:
    """A present tense below the headline tells what somebody does, not what happened."""
    if verb.sent.start == 0:
        return False
    auxiliaries = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if verb.tag_ == "VB" and "to" in auxiliaries and verb.dep_ == "xcomp":
        return verb.head.tag_ in ("VBP", "VBZ") and _is_habit(verb.head)  # "use helicopters to bomb towns"
    passive = verb.tag_ == "VBN" and bool(auxiliaries) and set(auxiliaries) <= _NOW
    if not passive and (verb.tag_ not in ("VBP", "VBZ") or auxiliaries):
        return False
    return verb.dep_ == "relcl" or verb.sent[-1].text in (".", '"', "'")


def _is_prospect(noun: "Token") -> bool:
    """Whether what a noun tells of lies ahead, is feared, planned, prevented, or is no act: "attack helicopters"."""
    if any(c.lower_ == "no" or c.lemma_.lower() in unreal("adjectives") for c in noun.children):
        return True
    if noun.dep_ == "compound":
        return lemma_of(noun.head) in unreal("heads")
    if _is_deplored(noun):
        return True
    if _is_mounting(noun):
        return True
    if noun.dep_ == "nsubj" and noun.head.pos_ in ("VERB", "AUX") and modality_of(noun.head)[0] in _UNREAL_VERBAL:
        return True
    return _is_governed(noun)


def _is_mounting(noun: "Token") -> bool:
    """ "The raids intensified in June": told of as a whole."""
    if noun.dep_ not in ("nsubj", "dobj") or noun.tag_ not in ("NNS", "NNPS"):
        return False
    return lemma_of(noun.head) in unreal("mounting") and not any(word.lower_ == "toll" for word in noun.subtree)


def _is_deplored(noun: "Token") -> bool:
    """ "Condemned attacks on hospitals", "outrage at attacks": whatever they are, none is told of."""
    if noun.tag_ not in ("NNS", "NNPS") or any(c.dep_ in ("det", "poss", "nummod") for c in noun.children):
        return False
    over = noun.head
    if noun.dep_ == "pobj":
        return lemma_of(over.head) in unreal("deploring")
    return noun.dep_ == "dobj" and lemma_of(over) in unreal("deploring")


def _is_governed(noun: "Token") -> bool:
    """Whether a word above a noun takes it back: "threatened an attack", "preparations for an assault"."""
    word = noun
    for _ in range(DEEP):
        over = word.head
        if word.dep_ in ("dobj", "nsubjpass", "oprd", "attr") and over.pos_ in ("VERB", "AUX"):
            if lemma_of(over) == "claim":
                return False  # "no group has claimed the blast": it happened all the same
            modality, negated = modality_of(over)
            return modality is not Modality.ASSERTED or negated or lemma_of(over) in unreal("verbs")
        if word.dep_ == "pobj" and over.lower_ in _OFF:
            above = over.head
            if above.pos_ in ("NOUN", "PROPN"):
                return lemma_of(above) in unreal("nouns")
            return above.pos_ in ("VERB", "ADJ") and lemma_of(above) in unreal("governors")
        if word.dep_ != "conj":
            return False
        word = over
    return False


def _is_figure_of_speech(token: "Token") -> bool:
    """ "attacked the proposal", "an assault on freedom", "verbal attacks"."""
    if token.pos_ in ("VERB", "AUX"):
        target = object_of(token)
    else:
        target = next(prepositional(token, "on", "against", "of"), None)
    return target is not None and lemma_of(target) in unreal("targets")
