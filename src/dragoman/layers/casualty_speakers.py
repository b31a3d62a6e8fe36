"""Who gives a figure, also where the sentence names its speaker last or makes the speaker the giver of the toll.

The attribution layer reads clauses. Figures stand in three more forms: "the monitor gave a toll of 31", "22 were killed
UNICEF said Wednesday" (scraped text has lost its commas), and "it rose to 82", by whom the toll before it was given.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.layers.casualties import Toll
from dragoman.layers.casualty_words import lemma_of
from dragoman.layers.event_grammar import subject_of
from dragoman.layers.reading import Reading
from dragoman.model.records import ActorRef
from dragoman.parse import span_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["speaker_of"]

_GIVING = frozenset("give put report count record raise revise update document register confirm cite".split())
_SAYING = frozenset("say tell report announce add state declare note confirm claim".split())
_AFTER = frozenset(
    "on late early in at earlier today yesterday later monday tuesday wednesday thursday friday saturday sunday a an "
    "the statement morning afternoon evening night and , . \" '".split()
)  # what may follow the last "said" of a sentence
LONGEST = 60  # words behind a figure in which its "said" is sought
_LONG = 9  # words of a speaker


def speaker_of(reading: Reading, toll: Toll, before: ActorRef | None = None) -> ActorRef | None:
    """Who gives a toll; None is the outlet. `before` gave the one before it, in this sentence or the last."""
    asserted = reading.asserted(toll.span)
    if asserted and asserted.speaker:
        return asserted.speaker
    sentence = list(reading.parse.doc[toll.trigger].sent)[:250]
    giver = _giver(reading, toll) or _last_said(reading, toll, sentence)
    if giver:
        return giver
    return before if toll.update else None


def _giver(reading: Reading, toll: Toll) -> ActorRef | None:
    """ "The monitor gave a toll of 31", "activists put the number at 40"."""
    trigger = reading.parse.doc[toll.trigger]
    word = trigger
    for _ in range(6):
        word = word.head
        if word.pos_ == "VERB" and lemma_of(word) in _GIVING:
            subject = subject_of(word)
            if subject is not None and subject.pos_ in ("NOUN", "PROPN", "PRON") and subject.i < trigger.i:
                return _named(reading, subject)
            return None
        if word.head == word or word.dep_ in ("relcl", "advcl"):
            return None
    return None


def _last_said(reading: Reading, toll: Toll, sentence: "Sequence[Token]") -> ActorRef | None:
    """ "... killing six, UNICEF said on Wednesday", "... killed ten civilians said the Observatory"."""
    behind = [t for t in sentence if t.i > toll.trigger and t.idx >= toll.span.end]
    said = [t for t in behind[:LONGEST] if lemma_of(t) in _SAYING and t.tag_ in ("VBD", "VBZ", "VBP")]
    if not said or any(lemma_of(t) in _SAYING and t.tag_ == "VBD" for t in sentence if t.i < toll.trigger):
        return None
    verb = said[0]
    rest = [t for t in behind if t.i > verb.i]
    head = _name_before(verb)
    if head is not None and (
        lemma_of(verb) == "tell" or all(t.lower_ in _AFTER or t.ent_type_ == "DATE" for t in rest)
    ):
        return _named(reading, head)
    if rest and (rest[0].pos_ in ("DET", "PROPN", "ADJ")) and lemma_of(verb) == "say" and verb.tag_ == "VBD":
        head = next((t for t in rest[:_LONG] if _ends_name(t)), None)
        return _named(reading, head) if head is not None else None
    return None


def _name_before(verb: "Token") -> "Token | None":
    """The noun that a verb of saying has before it, adverbs and auxiliaries between them left out."""
    word = verb
    while word.i > word.sent.start and word.nbor(-1).pos_ in ("ADV", "AUX"):
        word = word.nbor(-1)
    if word.i == word.sent.start:
        return None
    word = word.nbor(-1)
    return word if word.pos_ in ("NOUN", "PROPN") and word.ent_type_ not in ("DATE", "TIME", "CARDINAL") else None


def _ends_name(token: "Token") -> bool:
    last = token.i + 1 >= token.sent.end
    return token.pos_ in ("NOUN", "PROPN") and (last or token.nbor(1).pos_ not in ("NOUN", "PROPN", "PART", "ADP"))


def _named(reading: Reading, head: "Token") -> ActorRef | None:
    record = reading.actor_record(span_of(head))
    if record:
        return ActorRef(record.name, head.text, record.id)
    start = head
    while start.i > start.sent.start and head.i - start.i < _LONG and start.nbor(-1).pos_ in ("NOUN", "PROPN", "ADJ"):
        start = start.nbor(-1)
    words = reading.document.text[start.idx : head.idx + len(head.text)]
    return reading.actor_ref(span_of(head)) if head.pos_ == "PRON" else ActorRef(words, words)
