"""How far an act of violence got: carried out, attempted, foiled, or only threatened.

The words above an act decide: it was attempted if they "tried to bomb", threatened if there was "a plot to bomb", and
foiled if somebody "foiled a plot to bomb".
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from dragoman.codes import Modality, Stage
from dragoman.layers.casualties.words import lemma_of
from dragoman.layers.grammar import agent_of, child, is_passive, object_of, prepositional, subject_of
from dragoman.layers.incidents.lexicon import Act, noun_acts, perpetrator_words, verbs_of, weapon_words
from dragoman.layers.incidents.target_words import sense_of
from dragoman.layers.modality import modality_of
from dragoman.lexicon import read_patterns

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["UNDONE", "hints_at_stage", "is_disarmed", "meant_acts", "stage_of", "stopper_of"]

UNDONE = (Stage.FOILED, Stage.THREATENED)

DEEP = 6  # words above an act that are asked
_LINKS = ("of", "on", "against", "for", "to", "at", "with", "from")
_GOING_OFF = frozenset({"explode", "detonate", "go", "ignite", "fire"})
_DISARMING = frozenset("defuse deactivate disarm disable neutralize neutralise find discover locate".split())
_KEEPING = frozenset("prevent stop keep block".split())  # "from bombing the bridge"
_FINDING = _DISARMING | {"remove", "seize"}
_UNREAL = (Modality.DENIED, Modality.HYPOTHETICAL, Modality.DEMANDED)

_HINTS = re.compile(
    r"attempt|\b(?:tr(?:y|ies|ied)|seek|sought|bid|vow|swear|swore|plan|intend|plot|fail|threat|conspir)|foil|thwart|avert|"
    r"prevent|disrupt|frustrat|forestall|stopp?|uncover|unravel|dismantl|abort|botch|bungl|block|defus|deactivat|disarm|"
    r"disabl|neutrali|f[io]u?nd|discover|locat|controlled|unsuccessful|scare|did not|didn't|before it|before they",
    re.IGNORECASE,
)
_DISARMED = re.compile(r"defus|deactivat|disarm|neutrali|foil|thwart|controlled|before it|avert|prevent", re.IGNORECASE)


def hints_at_stage(words: str) -> bool:
    """Whether a sentence may tell of what was not carried out: cheaply, as every one with violence is asked."""
    return _HINTS.search(words) is not None


def is_disarmed(words: str) -> bool:
    """Whether a sentence tells more of a bomb than that it was found."""
    return _DISARMED.search(words) is not None


def stage_of(act: "Token") -> Stage | None:
    """How far the words say that an act got; None where they say nothing, or take back even that it was meant."""
    found = _own_stage(act)
    word = act
    for _ in range(DEEP):
        over = word.head
        told = _stage_above(word, over)
        if told:
            if _is_taken_back(over, told):
                return None
            found = told if found is None or told is Stage.FOILED else found
        if over == word or not (told or _is_within(word, over)):
            break
        word = over
    return found


def meant_acts(tokens: "Sequence[Token]") -> "Iterator[tuple[Act, Token]]":
    """Acts that no word of violence names: "an attempt on his life", "death threats", a "device" that was defused."""
    for token in tokens:
        lemma = lemma_of(token)
        if lemma == "attempt" and any(lemma_of(word) == "life" for word in prepositional(token, "on", "against")):
            yield noun_acts()["assassination"], token
        elif lemma == "threat" and any(c.dep_ == "compound" and c.lower_ == "death" for c in token.children):
            yield noun_acts()["killing"], token
        elif lemma == "threaten" and _is_of_people(token):
            yield noun_acts()["attack"], token
        elif token.pos_ == "VERB" and lemma in _DISARMING:
            bomb = object_of(token)
            if bomb is not None and _is_bomb(bomb) and lemma_of(bomb) not in noun_acts():
                yield noun_acts()["bombing"], bomb


def _is_of_people(verb: "Token") -> bool:
    """ "Gunmen threatened the teachers", "the judge was threatened": people by people, without a word for what with."""
    whom = object_of(verb) if verb.tag_ in ("VBD", "VBN") else None
    if whom is None or child(verb, "xcomp", "ccomp") is not None:
        return False
    if any(lemma_of(word) != "death" for word in prepositional(verb, "with")):
        return False
    doer = agent_of(verb) if is_passive(verb) else subject_of(verb)
    armed = is_passive(verb) if doer is None else lemma_of(doer) in perpetrator_words()
    return armed and (whom.ent_type_ == "PERSON" or sense_of([whom.lower_]) is not None)


def stopper_of(act: "Token") -> "Token | None":
    """Who stopped an act: the subject of "foil" or "defuse", who is no doer of it."""
    word = act
    for _ in range(DEEP):
        over = word.head
        if over == word:
            return None
        if over.pos_ == "VERB" and lemma_of(over) in _words("objects") | _words("plots"):
            return None if is_passive(over) else subject_of(over)
        word = over
    return None


def _own_stage(act: "Token") -> Stage | None:
    """What an act's own words say: "attempted murder", "the bomb did not explode", "was found before it exploded"."""
    for c in act.children:
        if c.dep_ in ("amod", "compound", "nmod") and (told := _words("adjectives").get(c.lower_)):
            return told
    if act.dep_ in ("nsubj", "nsubjpass") and act.head.pos_ == "VERB":  # the bomb that "failed to explode"
        clauses = (act.head, *(c for c in act.head.children if c.dep_ in ("xcomp", "advcl")))
        return next((told for verb in clauses if (told := _of_going_off(verb))), None)
    named = _words("nouns") | (_words("governors") if act.pos_ == "VERB" and lemma_of(act) == "threaten" else {})
    return _of_going_off(act) or named.get(lemma_of(act))


def _of_going_off(verb: "Token") -> Stage | None:
    """What became of a bomb that did not go off."""
    if verb.pos_ != "VERB" or lemma_of(verb) not in _GOING_OFF:
        return None
    modality, negated = modality_of(verb)
    if negated:
        return Stage.ATTEMPTED if modality is Modality.ASSERTED else None
    before = any(c.dep_ == "mark" and c.lower_ == "before" for c in verb.children)
    return Stage.FOILED if before and verb.dep_ == "advcl" and lemma_of(verb.head) in _FINDING else None


def _stage_above(word: "Token", over: "Token") -> Stage | None:
    """What a word says of the act that hangs on it."""
    lemma = lemma_of(over)
    if over.pos_ in ("VERB", "AUX"):
        if word.dep_ in ("xcomp", "ccomp", "advcl") and _is_infinitive(word):
            plot = child(over, "dobj", "nsubjpass")  # "foiled a plot to bomb", which the parser hangs on the verb
            if plot is not None and (told := _words("nouns").get(lemma_of(plot))):
                return (_words("objects") | _words("plots")).get(lemma, told)
            return _words("governors").get(lemma) if word.dep_ != "advcl" else None
        if word.dep_ == "prep":
            return Stage.FOILED if word.lower_ == "from" and lemma in _KEEPING else None
        if word.dep_ not in ("dobj", "nsubjpass") or (lemma in _DISARMING and not _is_bomb(word)):
            return None
        plots = _words("plots") if lemma_of(word) in _words("nouns") else {}
        return (_words("objects") | plots).get(lemma)
    noun = _words("nouns").get(lemma)
    if noun is None or over.pos_ not in ("NOUN", "PROPN"):
        return None
    infinitive = word.dep_ in ("acl", "relcl", "xcomp") and _is_infinitive(word)
    return noun if infinitive or word.dep_ in ("compound", "nmod", "amod") else None


def _is_within(word: "Token", over: "Token") -> bool:
    """Whether to ask what stands above a word: it is part of a phrase, coordinated, or a clause of an infinitive."""
    if word.dep_ in ("pobj", "pcomp"):
        return over.lower_ in _LINKS
    if word.dep_ == "prep":
        return lemma_of(over) in _words("nouns") or over.pos_ == "VERB"
    done = word.dep_ in ("dobj", "nsubjpass") and lemma_of(over) in verbs_of("doing")  # "to carry out an attack"
    return done or word.dep_ in ("conj", "compound", "appos")


def _is_infinitive(verb: "Token") -> bool:
    return verb.tag_ == "VBG" or any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _is_bomb(word: "Token") -> bool:
    """Whether what was defused is a bomb, and no crisis."""
    lemma = lemma_of(word).removesuffix("s")
    return lemma in weapon_words()[0] or any(lemma_of(c) in weapon_words()[0] for c in word.children)


def _is_taken_back(word: "Token", stage: Stage) -> bool:
    """ "Did not threaten to bomb", "would try to bomb", "tried to defuse a bomb": nothing was done, said or stopped."""
    verb = word if word.pos_ in ("VERB", "AUX") else word.head if word.head.pos_ in ("VERB", "AUX") else None
    if verb is None:
        return False
    modality, negated = modality_of(verb)
    open_still = stage is Stage.FOILED and modality is not Modality.ASSERTED
    return modality in _UNREAL or negated or open_still


@cache
def _words(role: str) -> dict[str, Stage]:
    """The words of one role in the lexicon, with the stage they tell of."""
    return {w: Stage(entry["stage"]) for entry in read_patterns("incidents")["stage"] for w in entry.get(role, ())}
