"""Whether a time lies behind or ahead of the writing, from the verb that governs its words."""

from typing import TYPE_CHECKING

from dragoman.layers.times.words import token_at
from dragoman.parse import Parse
from dragoman.read.days import MONTHS

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["direction", "firm_direction"]

_AHEAD_MODALS = frozenset(
    {"will", "'ll", "wo", "would", "'d", "shall", "may", "might", "could", "should", "must", "can"}
)
# Verbs whose object lies ahead although they stand in the past: "the vote was scheduled for Friday".
_AHEAD_VERBS = frozenset("schedule plan expect slate intend postpone delay hope due propose".split())
_BEHIND = frozenset({"since", "after"})
_AHEAD = frozenset({"by", "effective"})
_UNTIL = frozenset({"until", "till", "through"})
# In the present these are of a day ahead: "the truce begins Sunday".
_TIMETABLE = frozenset(
    "begin start open close end expire meet arrive leave resume return visit travel depart hold convene vote".split()
)
# Chains of heads longer than this are parser errors.
_LONGEST = 12


def direction(parse: Parse, offset: int) -> int:
    """-1 where the governing verb is past, 1 where it points ahead, 0 where it does not tell."""
    token = token_at(parse, offset)
    if token is None:
        return 0
    before = parse.doc[token.i - 1].lower_ if token.i else ""
    told = _of_clause(token, owner=token.dep_ == "poss")
    lead = {parse.doc[i].lower_ for i in range(max(0, token.i - 4), token.i)}
    if before == "effective" or (before == "as" and "soon" in lead):
        return 1
    if lead & _UNTIL and not ("through" in lead and told <= 0):
        if told < 0 and token.lower_[:3] in MONTHS and not _is_pluperfect(token):
            return 0  # "there was a lull until December", "was put off until May"
        return -1 if told < 0 and _is_pluperfect(token) else 1  # "until Thursday they had not met"
    if before == "by" and _is_supposed(token):
        return 1
    if told == 0:
        return -1 if before in _BEHIND else 1 if before in _AHEAD else 0
    return told


def _is_supposed(token: "Token") -> bool:
    """ "threatened to attack if they had not left by Thursday": it has yet to come, whatever the tense."""
    for _ in range(_LONGEST):
        if token.pos_ in ("VERB", "AUX"):
            above = {child.lower_ for child in token.head.children if child.dep_ == "aux"}
            supposed = any(child.dep_ == "mark" and child.lower_ in ("if", "unless") for child in token.children)
            return supposed and "have" not in above  # "would have attacked if"
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def _of_clause(token: "Token", *, owner: bool) -> int:
    role = ""
    for _ in range(_LONGEST):
        if token.lower_ in ("due", "scheduled", "planned", "upcoming", "forthcoming"):
            return -1 if _had(token) or _had(token.head) else 1  # "had been due to expire"
        if token.pos_ in ("VERB", "AUX"):
            told = _of_verb(token)
            if told == 1 and owner and not role.startswith("nsubj"):
                return 0  # "to get around Wednesday's ruling": the ruling is not ahead for that
            if told is not None:
                return told
        if token.head.i == token.i:
            return 0
        role = token.dep_
        token = token.head
    return 0


def _had(verb: "Token") -> bool:
    return any(child.lower_ == "had" and child.dep_ in ("aux", "auxpass") for child in verb.children)


def _is_pluperfect(token: "Token") -> bool:
    for _ in range(_LONGEST):
        if token.pos_ in ("VERB", "AUX"):
            return _had(token)
        token = token.head
    return False


def _of_verb(verb: "Token") -> int | None:
    """The direction of one verb; None where its head decides."""
    aux = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    lowers = {child.lower_ for child in aux}
    if "could" in lowers and _is_denied(verb):
        return -1  # "could not be reached Tuesday"
    if lowers & _AHEAD_MODALS:
        # "could have met", "would have ended": the perfect puts it behind.
        return -1 if "have" in lowers and not lowers & {"will", "'ll"} else 1
    if any(child.lower_ == "had" for child in aux):
        return -1  # "had been scheduled to expire Friday"
    if verb.lemma_ in _AHEAD_VERBS and verb.tag_ in ("VBN", "VBD", "VBG"):
        return 1
    if "to" in lowers:
        return _of_infinitive(verb)
    if verb.tag_ == "VBD" or any(child.tag_ == "VBD" for child in aux):
        return -1
    if any(child.lemma_ == "have" for child in aux):
        return -1
    if (
        verb.tag_ == "VBN"
        and not aux
        and verb.lemma_ == "set"
        and any(child.lower_ == "for" for child in verb.children)
    ):
        return 1
    if verb.tag_ == "VBN":
        return 0 if aux else -1
    if verb.tag_ == "VBG":
        return 0 if aux else None
    if verb.tag_ == "MD":
        return 1
    return 1 if verb.tag_ in ("VBZ", "VBP") and verb.lemma_ in _TIMETABLE else 0


def _is_denied(verb: "Token") -> bool:
    """Whether a verb stands beside "not" or a subject with "no", "neither", "none"."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ == "neither":
            return True
        if child.dep_ in ("nsubj", "nsubjpass") and any(
            token.lower_ in ("neither", "no", "none", "nobody") for token in (child, *child.children)
        ):
            return True
    return False


# Verbs and nouns whose infinitive lies ahead of them: "agreed to meet", "a deadline to leave".
_AHEAD_HEADS = frozenset(
    "agree plan expect want hope vow promise decide intend pledge schedule threaten prepare offer refuse ask urge "
    "order call propose aim demand tell warn invite allow require decline need slate set ready due likely go be have "
    "wait able deadline decision agreement chance move bid effort commitment request proposal time way".split()
)


def _of_infinitive(verb: "Token") -> int | None:
    """Ahead where what governs it points ahead; a purpose ("flew there to meet them Friday") has its verb's time."""
    head = verb.head
    if head.i == verb.i:
        return 1
    if verb.dep_ in ("xcomp", "ccomp", "acl", "relcl", "conj"):
        if _had(head) or (head.pos_ == "ADJ" and _had(head.head)):
            return -1  # "had been due to expire Friday", "had agreed to meet Friday"
        return 1 if head.lemma_.lower() in _AHEAD_HEADS or head.tag_ in ("VBP", "VBZ") else None
    return None


def firm_direction(parse: Parse, offset: int) -> int:
    """-1 where the nearest verb above is finite and past, 1 where it has "will", 0 for all that leaves room.

    Stricter than `direction`: "expiring in 2013" and "filed in 2010" may lie ahead.
    """
    token = token_at(parse, offset)
    for _ in range(_LONGEST):
        if token is None:
            return 0
        if token.pos_ in ("VERB", "AUX"):
            aux = [child for child in token.children if child.dep_ in ("aux", "auxpass")]
            if any(child.lower_ in ("will", "'ll", "wo") for child in aux):
                return 1
            return -1 if token.tag_ == "VBD" or any(c.tag_ == "VBD" or c.lemma_ == "have" for c in aux) else 0
        if token.head.i == token.i:
            return 0
        token = token.head
    return 0
