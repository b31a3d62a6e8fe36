"""The day of an event: that of its own words, not of another deed, thing or deadline that the sentence names."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from dragoman.layers.events.lexicon import noun_frames
from dragoman.layers.phrases import ancestors
from dragoman.layers.reading import Reading, gap_between
from dragoman.model.annotations import Timex
from dragoman.model.document import Span
from dragoman.model.records import When
from dragoman.parse import span_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.layers.events.triggers import Trigger

__all__ = ["day_of", "is_own_day"]

STEPS = 12  # words above a date that are looked at; no phrase is nested deeper
_INSIDE = frozenset({"amod", "compound", "poss", "nummod", "nmod"})
_AHEAD = frozenset({"to", "will", "would", "shall", "must", "should"})
_NOT_THEN = frozenset({"by", "than", "until", "till"})  # a deadline, a comparison, an end
_BEFORE_OR_AFTER = frozenset({"before", "after", "since", "until", "till", "while", "whereas", "though", "although"})
_DATED_NOUNS = frozenset(  # things that bear a date of their own beside those that the lexicon knows as events
    "election coup genocide war treaty protocol resolution summit conference report referendum constitution crisis "
    "uprising rebellion revolution offensive conflict".split()
)


def day_of(reading: Reading, trigger: "Trigger", clause: Span, sentence: Span, *, main: bool) -> When | None:
    """The act's own day: the time expression of its clause nearest to the trigger, else that of the sentence.

    Left out are dates that belong to another noun ("the 1994 genocide"), to a clause inside or beside the act's own
    ("who was elected in May"), to a deadline ("by March") and to the telling ("officials said on Friday"). A
    subordinate act takes no day from elsewhere in the sentence, and none from the day of publication.
    """
    word = span_of(trigger.word)
    own = frozenset(t.i for t in trigger.tokens)
    for scope in (clause, *((sentence,) if main else ())):
        found = [t for t in reading.timexes_in(scope) if is_own_day(reading, trigger.word, own, t)]
        if found:
            return reading.when(min(found, key=lambda t: gap_between(t.span, word)))
    return None


def is_own_day(reading: Reading, act: "Token", own: Collection[int], timex: Timex) -> bool:
    """Whether grammar lets a date be that of the act that `act`, with the words at `own`, tells of.

    Where the tree says nothing against it, it is.
    """
    word: Token = reading.parse.tokens(timex.span).root
    for _ in range(STEPS):
        over = word.head
        if word.i in own or over == word:
            return True
        if word.lower_ in _NOT_THEN and word.dep_ in ("prep", "mark"):
            return over.i == act.i and any(c.lower_ in _AHEAD for c in over.children)  # "to withdraw by March"
        if over.i in own:
            return True if word.dep_ not in _CLAUSES else _at_that_time(word)
        if over.pos_ in ("NOUN", "PROPN") and not timex.span.contains(span_of(over)) and _bears(word, over):
            return _at_once(over, own) or _is_signed(over, act)
        if word.dep_ in ("acl", "relcl") and over.i in own and word.lemma_.lower() in _TAKING_PLACE:
            return True  # "the attack carried out on Monday"
        if word.pos_ in ("VERB", "AUX") and word.dep_ in _CLAUSES:
            return _is_over(word, act) or (word.dep_ == "advcl" and _at_that_time(word))
        if over.pos_ in ("VERB", "AUX") and _is_over(over, act):
            return not _tells(reading, over, act)
        word = over
    return True


_TAKING_PLACE = frozenset("carry launch occur happen take stage mount perpetrate conduct commit".split())
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "conj", "parataxis"})


def _bears(word: "Token", noun: "Token") -> bool:
    """Whether a noun has the date for its own: "the 1994 genocide", "a coup in May"."""
    if word.dep_ in _INSIDE:
        return True
    return word.dep_ == "prep" and (noun.lemma_.lower() in noun_frames() or noun.lemma_.lower() in _DATED_NOUNS)


def _at_once(noun: "Token", own: Collection[int]) -> bool:
    """ "warned them during his visit in March": what happens during something dated has its date."""
    over = noun.head
    return noun.dep_ == "pobj" and over.lower_ in _DURING and over.head.i in own


def _is_signed(noun: "Token", verb: "Token") -> bool:
    """ "signed the 1994 protocol": the year of a pact is that of its signing."""
    return noun.dep_ == "dobj" and noun.head == verb and verb.lemma_.lower() in _SIGNING


_DURING = frozenset({"during", "in", "at", "amid"})
_SIGNING = frozenset({"sign", "conclude", "adopt", "ratify", "seal"})


def _at_that_time(verb: "Token") -> bool:
    """Whether a clause tells of the same time: "when the town fell in May" does, "after it fell in May" does not."""
    if verb.dep_ in ("relcl", "acl", "ccomp", "parataxis"):
        return False
    if verb.dep_ == "conj":
        return not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
    return not any(c.lower_ in _BEFORE_OR_AFTER for c in verb.children if c.dep_ in ("mark", "prep", "advmod"))


def _is_over(verb: "Token", word: "Token") -> bool:
    return verb in ancestors(word, STEPS)


def _tells(reading: Reading, verb: "Token", word: "Token") -> bool:
    """Whether a verb only reports what a word tells of: its date is that of the telling."""
    if word.head == verb and word.dep_ in ("nsubj", "nsubjpass"):
        return False  # "clashes were reported on Friday"
    cue, told = span_of(verb), span_of(word)
    return any(
        a.speech and a.cue.contains(cue) and any(part.contains(told) for part in a.content)
        for a in reading.attributions
    )
