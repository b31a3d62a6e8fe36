"""Whose the planes and guns are that a report makes the doers of an attack: their owner is the perpetrator.

"Russian jets" are Russia's, "the coalition's drones" the coalition's; planes that nobody is said to own name nobody.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.codes import PerpetratorStatus
from dragoman.layers.casualties.words import lemma_of
from dragoman.layers.grammar import is_passive, object_of, prepositional, subject_of
from dragoman.layers.incidents.lexicon import noun_acts, perpetrator_words, verbs_of
from dragoman.layers.incidents.roles import Blame
from dragoman.layers.reading import Reading, tidy
from dragoman.model.document import Span
from dragoman.model.records import Actor, ActorRef
from dragoman.parse import span_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["owner_blames", "with_owners"]

_OWNING = ("of", "from", "by")
_MADE = ("made", "built", "type", "style", "era", "designed", "supplied")  # whose make they are says not whose they are
_KINDS = frozenset("fighter war combat attack military helicopter bomber".split())  # "fighter jets", "war planes"
_REBELS = frozenset("rebel militant insurgent jihadist guerrilla terrorist opposition".split())


def with_owners(reading: Reading, blames: Iterable[Blame]) -> Iterator[Blame]:
    """The blames, those of planes and guns given to their owners, or to nobody."""
    for blame in blames:
        head = _arms_at(reading, blame)
        if head is None:
            yield _without_praise(reading, blame)
            continue
        owner = _owner_named(reading, blame) or _owner_before(reading, head) or _owner_behind(reading, head)
        if owner:
            yield replace(blame, ref=owner, named=blame.named or owner.actor is not None)


def owner_blames(reading: Reading, verb: "Token") -> Iterator[Blame]:
    """Whose planes and guns do what a verb tells: "army helicopters hit a market", "rebel shells fell on it"."""
    if verb.pos_ != "VERB" or not (object_of(verb) is not None or lemma_of(verb) in verbs_of("landing")):
        return
    head = subject_of(verb)
    struck = verb.dep_ == "advcl" and is_passive(verb.head)  # "a helicopter was shot down, killing four"
    if head is None or struck or verb.dep_ == "relcl" or is_passive(verb) or lemma_of(head) not in verbs_of("arms"):
        return
    owner = _owner_before(reading, head) or _owner_behind(reading, head)
    if owner:
        yield Blame(owner, PerpetratorStatus.NAMED, span_of(head), owner.actor is not None)


def _arms_at(reading: Reading, blame: Blame) -> "Token | None":
    """The planes or guns that a blame names, by its own word or further on in the name."""
    head = reading.parse.tokens(blame.span).root
    ahead = head.doc[head.i : head.i + 5] if _is_of_arms(blame.ref.name) else head.doc[head.i : head.i + 1]
    return next((word for word in ahead if lemma_of(word) in verbs_of("arms")), None)


def _is_of_arms(name: str) -> bool:
    """Whether a name is that of planes or guns: "Russian jets" may be an actor of the report, too."""
    return name.split()[-1].lower().removesuffix("s") in verbs_of("arms")


def _without_praise(reading: Reading, blame: Blame) -> Blame:
    """A doer that stands before the act, without what is said of the act: "intense regime shelling" is the regime's."""
    head = reading.parse.tokens(blame.span).root
    said = blame.ref.name.split()
    first = head.i - len(said) + 1
    said, first = _without_time(reading, head, said, first)
    of_act = head.i + 1 < len(head.doc) and {lemma_of(head.nbor()), head.nbor().lower_} & noun_acts().keys()
    while len(said) > 1 and of_act and first >= 0 and _is_praise(head.doc[first], said[0]):
        said.pop(0)
        first += 1
    name = " ".join(said)
    return blame if name == blame.ref.name else replace(blame, ref=replace(blame.ref, name=name, words=name))


def _without_time(reading: Reading, head: "Token", said: list[str], first: int) -> tuple[list[str], int]:
    """A name without the day that the parser takes for a part of it: "Last Monday regime forces"."""
    while len(said) > 1 and 0 <= first < head.i and head.doc[first].text == said[0]:
        span = span_of(head.doc[first])
        if not any(t.span.contains(span) for t in reading.timexes):
            break
        said, first = said[1:], first + 1
    return said, first


def _is_praise(word: "Token", said: str) -> bool:
    return word.text == said and word.pos_ == "ADJ" and word.text.islower()


def _owner_named(reading: Reading, blame: Blame) -> ActorRef | None:
    """Whose a name itself says that they are: "its planes" are known as "the army's planes"."""
    owner, mark, _ = blame.ref.name.rpartition("'s ")
    record = next((a for a in reading.actor_records if mark and a.name == owner), None)
    return ActorRef(record.name, blame.ref.words, record.id) if record else None


def _owner_before(reading: Reading, head: "Token") -> ActorRef | None:
    """Whose name or noun stands before: "Syrian army helicopters", "the regime's artillery"."""
    words = [w for w in head.doc[max(head.left_edge.i, head.i - 7) : head.i] if w.pos_ not in ("DET", "NUM")]
    while words and (words[-1].lower_ in _KINDS or not _may_own(reading, words[-1])):
        words.pop()
    run: list[Token] = []
    for word in reversed(words):
        if run and word.i != run[-1].i - 1:
            break
        if not (_may_own(reading, word) or word.text in ("-", "'") or (word.pos_ == "PROPN" and run)):
            break
        run.append(word)
    return _ref(reading, run[-1], run[0]) if run else None


def _owner_behind(reading: Reading, head: "Token") -> ActorRef | None:
    """Whose they are said to be behind: "planes of the coalition", "aircraft from the Syrian regime"."""
    for word in prepositional(head, *_OWNING):
        if _may_own(reading, word):
            first = next((c for c in word.lefts if c.pos_ not in ("DET", "NUM")), word)
            return _ref(reading, first, word)
    return None


def _may_own(reading: Reading, word: "Token") -> bool:
    """Whether a word names who may have planes: an army, a side, a state, or somebody the report knows."""
    if lemma_of(word) in verbs_of("arms") or word.lower_.rpartition("-")[2] in _MADE:
        return False
    if lemma_of(word) in perpetrator_words() | {"government", "opposition"} or word.lower_.endswith(
        ("-led", "-backed")
    ):
        return True
    if any(t.demonym and t.span.contains(span_of(word)) for t in reading.toponyms):
        return not any(word.nbor(k).lower_ in _MADE for k in (1, 2) if word.i + k < len(word.doc))
    return _record_at(reading, span_of(word)) is not None


def _ref(reading: Reading, first: "Token", last: "Token") -> ActorRef:
    """Words as a reference: to whom they name, to the country of a demonym, else as they stand."""
    words = Span(first.idx, last.idx + len(last.text)).of(reading.document.text)
    small = words.lower()
    named = (a for a in reading.actor_records if small == a.name.lower() or small in map(str.lower, a.aliases))
    record = next(named, None) or _record_at(reading, span_of(last))
    if record:
        return ActorRef(record.name, words, record.id)
    for toponym in reading.toponyms:
        if toponym.demonym and toponym.place and toponym.span.of(reading.document.text) == words:
            return ActorRef(toponym.place.name, words)
    plural = "s" if first == last and last.lower_ in _REBELS else ""
    return ActorRef(tidy(words) + plural, words)


def _record_at(reading: Reading, span: Span) -> Actor | None:
    """The actor at a span, where it is not the planes themselves."""
    record = reading.actor_record(span)
    return None if record is None or _is_of_arms(record.name) else record
