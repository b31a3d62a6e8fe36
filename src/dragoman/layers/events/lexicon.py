"""The event lexicon: which words tell of which PLOVER event, in which company, and who then is who.

Four kinds of entries, in `lexicons/plover_verbs.toml`, `plover_operators.toml` and `plover_nouns.toml`: verbs with what
stands about them; operators, whose type depends on what they govern ("agreed to withdraw"); nouns; and adjectives.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.codes import EventMode, EventType
from dragoman.lexicon import read_patterns

__all__ = [
    "GENERIC_NOUN",
    "GENERIC_VERB",
    "Frame",
    "adjective_frames",
    "may_tell",
    "noun_frames",
    "verb_frames",
    "word_class",
    "word_classes",
]

SURE = 0.8  # confidence of an entry that does not say its own


@dataclass(frozen=True, slots=True)
class Frame:
    """One entry of the lexicon.

    `object`: the lemmas of which the object must be one ("#people": or it names somebody), of a noun what stands after
    "of", "to" or "on"; `people`: it must name somebody; `needs_object`: there must
    be one. `prep`, `particle`: one of these words must stand beside the verb. `recipient`: where the recipient may
    stand, best first. `mutual`: all parties act alike. `swapped`: the subject is the recipient. `operator`: the family
    whose rules give the type. `bare`: a noun that tells of an event without a verb.
    """

    lemmas: tuple[str, ...]
    type: EventType | None
    mode: EventMode | None
    object: frozenset[str]
    barred: frozenset[str]
    subject: frozenset[str]
    people: bool
    needs_object: bool
    no_object: bool
    prep: frozenset[str]
    particle: frozenset[str]
    recipient: tuple[str, ...]
    actor: tuple[str, ...]
    mutual: bool
    swapped: bool
    operator: str | None
    bare: bool
    sure: float

    @property
    def conditions(self) -> int:
        """How much the entry asks for; the more, the sooner it is tried."""
        asked = (self.object, self.prep, self.particle, self.people, self.needs_object, self.no_object, self.subject)
        return sum(map(bool, asked)) + bool(self.subject) + bool(self.particle)


def _frame(entry: Mapping[str, Any], recipient: tuple[str, ...]) -> Frame:
    wanted = entry.get("object", ())
    listed = wanted not in ("any", "people", "none", ())
    lemmas: frozenset[str] = word_classes(wanted) if listed else frozenset()
    return Frame(
        lemmas=tuple(entry["lemmas"]),
        type=EventType(entry["type"]) if "type" in entry else None,
        mode=EventMode(entry["mode"]) if "mode" in entry else None,
        object=lemmas,
        barred=word_classes(entry.get("not", ())),
        subject=word_classes(entry.get("subject", ())),
        people=wanted == "people",
        needs_object=wanted not in ((), "none"),
        no_object=wanted == "none",
        prep=frozenset(entry.get("prep", ())),
        particle=frozenset(entry.get("particle", ())),
        recipient=tuple(entry.get("recipient", recipient)),
        actor=tuple(entry.get("actor", ("by", "poss", "of", "from", "name"))),
        mutual=entry.get("mutual", False),
        swapped=entry.get("swapped", False),
        operator=entry.get("operator"),
        bare=entry.get("bare", True),
        sure=entry.get("sure", SURE),
    )


_VERB_WAYS = ("object", "dative", "against", "on", "at", "to", "with")  # where a recipient may stand
_NOUN_WAYS = ("against", "on", "at", "with", "of", "in")


def word_classes(names: str | Iterable[str]) -> frozenset[str]:
    """The lemmas of classes named with "@", and of words that stand for themselves."""
    listed = (names,) if isinstance(names, str) else tuple(names)
    return frozenset(w for name in listed for w in (word_class(name[1:]) if name.startswith("@") else (name,)))


@cache
def word_class(name: str) -> frozenset[str]:
    """The lemmas of a class of `lexicons/plover_words.toml`."""
    return frozenset(read_patterns("plover_words")["class"][name])


@cache
def verb_frames() -> Mapping[str, tuple[Frame, ...]]:
    """The frames of each verb, the most demanding first; operators among them."""
    return _by_lemma(
        [
            *(_frame(entry, _VERB_WAYS) for entry in read_patterns("plover_verbs")["verb"]),
            *(_frame(entry, ()) for entry in read_patterns("plover_operators")["verb"]),
        ]
    )


@cache
def noun_frames() -> Mapping[str, tuple[Frame, ...]]:
    """The frames of each noun."""
    return _by_lemma([_frame(entry, _NOUN_WAYS) for entry in read_patterns("plover_nouns")["noun"]])


@cache
def adjective_frames() -> Mapping[str, tuple[Frame, ...]]:
    """The frames of predicates that are no verbs ("ready to", "opposed to")."""
    return _by_lemma([_frame(entry, ()) for entry in read_patterns("plover_operators")["adjective"]])


@cache
def may_tell(lemma: str, kind: EventType) -> bool:
    """Whether a word tells of events of a type in any company.

    >>> may_tell("bombing", EventType.ASSAULT), may_tell("bombing", EventType.AID), may_tell("walk", EventType.PROTEST)
    (True, False, False)
    """
    frames = (*verb_frames().get(lemma, ()), *noun_frames().get(lemma, ()), *adjective_frames().get(lemma, ()))
    return any(frame.operator or (frame.type is kind and not frame.particle) for frame in frames)


def _by_lemma(frames: Iterable[Frame]) -> Mapping[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = {}
    for frame in frames:
        for lemma in frame.lemmas:
            found.setdefault(lemma, []).append(frame)
    return {lemma: tuple(sorted(listed, key=lambda f: -f.conditions)) for lemma, listed in found.items()}


# Of words that the lexicon does not have.
GENERIC_VERB = _frame({"lemmas": ()}, _VERB_WAYS)
GENERIC_NOUN = _frame({"lemmas": ()}, _NOUN_WAYS)
