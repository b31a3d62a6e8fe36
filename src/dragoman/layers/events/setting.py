"""About an event: its modality, the words that tell of it, its place and contexts; and what is no event."""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from dragoman.codes import Context, EventType, Modality
from dragoman.layers.events.lexicon import word_class
from dragoman.layers.events.triggers import Trigger
from dragoman.layers.grammar import child
from dragoman.layers.modality import modality_of
from dragoman.layers.reading import Reading, gap_between
from dragoman.lexicon import read_patterns
from dragoman.model.document import Span
from dragoman.model.records import PlaceRef
from dragoman.parse import Parse, span_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["clause_of", "contexts_of", "is_about_sport", "place_of", "speaks_of_sport", "stance_of"]

LONGEST = 250  # characters of evidence: a clause, not a paragraph
NEAR = 60  # characters round a trigger in which a place without "in" or "at" still belongs to it

_APART = frozenset(("relcl", "advcl", "parataxis", "ccomp", "punct", "cc", "conj"))
_AHEAD = frozenset("upcoming planned forthcoming future next proposed scheduled expected prospective imminent".split())
_SUPPOSED = frozenset("possible potential hypothetical threatened alleged fake mock simulated averted eventual".split())
_RISKS = frozenset(
    "risk threat fear possibility plan prospect danger chance event case proposal call demand appeal offer invitation "
    "hope readiness willingness lack absence need refusal idea intention attempt effort".split()
)


def stance_of(trigger: Trigger) -> tuple[Modality, bool]:
    """Modality and negation of what a trigger tells of."""
    word = trigger.word
    claim = _claimed_in(word)
    if claim is not None:
        return claim
    if not trigger.alone:
        governor = word.head if word.pos_ == "ADJ" and word.dep_ in ("acomp", "attr", "oprd") else word
        return _stance_of_verb(governor)
    words = {c.lower_ for c in word.children}
    if words & _AHEAD:
        return Modality.PLANNED, False
    if words & _SUPPOSED:
        return Modality.HYPOTHETICAL, False
    if word.dep_ in ("nsubj", "nsubjpass") and word.head.pos_ in ("VERB", "AUX"):
        modality, negated = modality_of(word.head)
        if word.head.lemma_.lower() not in _HELD and trigger.type is not EventType.CONSULT:
            # "the raid did not hit them", "the raid will be looked into": there was a raid
            return (modality if modality is Modality.HYPOTHETICAL else Modality.ASSERTED), "no" in words
        return modality, negated or "no" in words
    ahead = child(word, "relcl", "acl")
    if ahead is not None and ahead.lemma_.lower() in _HELD and modality_of(ahead)[0] is not Modality.ASSERTED:
        return modality_of(ahead)
    over = word.head
    if word.dep_ == "pobj" and over.head.lemma_.lower() in (_RISKS if over.head.pos_ in _NOUNS else _BRACED):
        return Modality.HYPOTHETICAL, False
    return Modality.ASSERTED, "no" in words or "without" in (over.lower_,)


_NOUNS = ("NOUN", "PROPN")
_BRACED = frozenset({"prepare", "prepared", "ready", "brace", "braced"})  # "for an attack"


def _stance_of_verb(verb: "Token") -> tuple[Modality, bool]:
    modality, negated = modality_of(verb)
    over = verb.head
    aux = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if over.lemma_.lower() in _TRYING and verb.dep_ in ("xcomp", "acl", "pcomp"):
        return modality_of(over) if over.pos_ == "VERB" else (Modality.ASSERTED, False)
    told = verb if verb.dep_ != "conj" else over
    if (
        modality is Modality.HYPOTHETICAL
        and "would" in aux
        and told.dep_ == "ccomp"
        and told.head.tag_ in ("VBD", "VBN")
    ):
        return Modality.PLANNED, negated  # "said it would" is "says it will", told afterwards
    if "to" in aux and verb.dep_ == "xcomp" and over.pos_ in ("ADJ", "AUX") and modality is Modality.ASSERTED:
        return Modality.HYPOTHETICAL, negated  # "it is hard to negotiate with them"
    if "to" in aux and verb.dep_ in ("advcl", "acl"):
        done = over.lemma_.lower() in _LAUNCHING or over.head.lemma_.lower() in _LAUNCHING
        return Modality.ASSERTED if done else Modality.PLANNED, negated  # a purpose, or what was launched
    subject = child(verb, "nsubj", "nsubjpass") or child(over, "nsubj")
    if subject is not None and any(c.lower_ in ("no", "neither", "none") for c in subject.children):
        negated = True
    return modality, negated


_LAUNCHING = frozenset("launch conduct stage mount carry send dispatch use".split())
_TRYING = frozenset(("try", "attempt"))  # an attempt on somebody's life is an attack
_HELD = frozenset(
    "hold begin start resume take open continue schedule plan stage host conduct convene happen occur launch carry "
    "impose lift follow come go expect end cease stop reimpose".split()
)


def _claimed_in(word: "Token") -> tuple[Modality, bool] | None:
    """ "rejected accusations that it had shelled": denied; "the allegation that": possible."""
    for _ in range(3):
        over = word.head
        if over == word:
            return None
        if word.dep_ in ("acl", "relcl", "ccomp", "pcomp") or (word.dep_ == "pobj" and over.lower_ == "of"):
            noun = over.head if over.dep_ == "prep" else over
            if noun.lemma_.lower() in word_class("allegation") and noun.pos_ == "NOUN":
                denied = noun.dep_ == "dobj" and noun.head.lemma_.lower() in _DENYING
                return (Modality.DENIED, True) if denied else None
        word = over
    return None


_DENYING = frozenset("reject deny dismiss refute rebuff repudiate".split())


# --- where it stands -------------------------------------------------------------------------------------------------


def clause_of(parse: Parse, trigger: Trigger, subject: "Token | None") -> Span:
    """The clause of a trigger, from its subject to the end of what it governs, at most LONGEST characters."""
    word = trigger.word
    doc = word.doc
    if trigger.alone:
        return _noun_phrase(parse, word)
    first = min(
        [
            word.i,
            *(
                c.left_edge.i
                for c in word.children
                if c.dep_ in ("aux", "auxpass", "neg", "advmod", "nsubj", "nsubjpass")
            ),
        ]
    )
    if subject is not None and subject.sent == word.sent and subject.i < word.i:
        near = doc[subject.i].left_edge.i
        if doc[word.i].idx - doc[near].idx <= LONGEST:
            first = min(first, near)
    last = max(word.i, *(t.i for t in trigger.tokens))
    if trigger.governed is not None:
        last = max(last, trigger.governed.right_edge.i)
        first = min(first, trigger.governed.left_edge.i)
    for c in word.children:
        keep = c.dep_ not in _APART or (trigger.governed is not None and c.i == trigger.governed.i)
        if keep and c.right_edge.i > last:
            last = c.right_edge.i
    end = doc[last].idx + len(doc[last])
    return _clip(parse, Span(doc[first].idx, end), span_of(word))


def _noun_phrase(parse: Parse, noun: "Token") -> Span:
    last = noun.i
    for c in noun.children:
        if c.dep_ in ("prep", "acl", "compound", "npadvmod", "nmod") and c.right_edge.i > last:
            last = c.right_edge.i
    first = min(
        [
            noun.i,
            *(c.left_edge.i for c in noun.children if c.dep_ in ("amod", "compound", "poss", "det", "nummod", "nmod")),
        ]
    )
    verb = noun.head
    if noun.dep_ in ("nsubj", "nsubjpass") and verb.pos_ in ("VERB", "AUX"):
        last = max([last, verb.i, *(c.right_edge.i for c in verb.children if c.dep_ not in _APART and c.i > verb.i)])
    doc = noun.doc
    return _clip(parse, Span(doc[first].idx, doc[last].idx + len(doc[last])), span_of(noun))


def _clip(parse: Parse, span: Span, core: Span) -> Span:
    """The span without spaces at its ends, cut to LONGEST round the core at word boundaries."""
    start, end = span.start, span.end
    text = parse.text
    if end - start > LONGEST:
        start = max(start, core.start - LONGEST // 2)
        end = min(end, max(core.end, start + LONGEST))
        end = max(core.end, text.rfind(" ", core.end, end)) if end < span.end else end
        start = min(core.start, text.find(" ", start) + 1) if start > span.start else start
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Span(start, max(start + 1, end - (len(words) - len(words.rstrip()))))


def place_of(reading: Reading, clause: Span, word: Span) -> PlaceRef | None:
    """The place in the clause at which something happens, nearest to the trigger."""
    inside = reading.settings_in(clause)
    if not inside:
        return None
    nearest = min(inside, key=lambda t: gap_between(t.span, word))
    refs = reading.place_refs(nearest.span)
    return refs[0] if refs else None


# --- what it is about ------------------------------------------------------------------------------------------------


def contexts_of(sentence_words: frozenset[str]) -> tuple[Context, ...]:
    """The PLOVER contexts that the words of a sentence point to, strongest first, at most three."""
    counts = Counter(context for word in sentence_words for context in _contexts().get(word, ()))
    return tuple(context for context, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3])


@cache
def _contexts() -> Mapping[str, tuple[Context, ...]]:
    found: dict[str, list[Context]] = {}
    for name, words in read_patterns("plover_words")["context"].items():
        for word in words:
            found.setdefault(word, []).append(Context(name))
    return {word: tuple(contexts) for word, contexts in found.items()}


def speaks_of_sport(sentence_words: frozenset[str]) -> bool:
    """Whether a sentence is about sport, where attack and defeat are no violence."""
    return len(sentence_words & word_class("sport")) >= 2


def is_about_sport(report: Counter[str]) -> bool:
    """Whether a report, given by how often each word stands in it, is about sport."""
    hits = sum(report[word] for word in word_class("sport"))
    return hits >= 4 and hits >= sum(report.values()) / 60
