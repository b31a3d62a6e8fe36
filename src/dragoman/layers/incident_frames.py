"""What each sentence tells of violence, before the sentences that tell of one event are put together."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from dragoman.codes import ActorKind, FigureField, Modality, PerpetratorStatus
from dragoman.layers.casualties import Toll
from dragoman.layers.casualty_others import find_other_tolls
from dragoman.layers.casualty_words import lemma_of, victim_groups
from dragoman.layers.event_grammar import agent_of, is_passive, object_of, prepositional, subject_of
from dragoman.layers.event_setting import is_about_sport
from dragoman.layers.incident_charges import claims
from dragoman.layers.incident_lexicon import (
    Act,
    deadly_acts,
    no_targets,
    noun_acts,
    perpetrator_words,
    quiet_words,
    suspects,
    verb_acts,
    verbs_of,
    victim_words,
)
from dragoman.layers.incident_phrases import name_of, person_at
from dragoman.layers.incident_places import TOWN, places_of
from dragoman.layers.incident_roles import Blame, blames
from dragoman.layers.incident_stance import (
    is_apart,
    is_at_large,
    is_definite,
    is_done,
    is_earlier,
    is_of_a_campaign,
    is_of_a_period,
    is_of_a_war,
    is_recalled,
    is_sum,
    own_times,
)
from dragoman.layers.incident_targets import companions, damaged, listed, targets, victims, weapons
from dragoman.layers.reading import Reading
from dragoman.model.annotations import Timex
from dragoman.model.document import Span
from dragoman.model.records import ActorRef, PlaceRef
from dragoman.parse import span_of

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

__all__ = ["TOWN", "Frame", "find_acts", "find_frames"]

_CLAIMS = (
    "responsib",
    "blame",
    "accus",
    "suspect",
    "attribut",
    "credit for",
    "charge",
    "warrant",
    "implicat",
    "involved",
    "mastermind",
    "deni",
    "deny",
    "allegation",
)
_HELD = frozenset("arrested captured detained accused alleged charged suspected".split())
DENSEST = 20  # words of violence in a sentence; what has more is litter


@dataclass(slots=True)
class Frame:
    """One sentence's account of violence.

    `definite`: it takes up something told before ("the blast"); `goes_on`: a part of it does ("confirmed the blast").
    `at_large`: it tells of violence in general ("fighting", "massacres").
    """

    number: int
    span: Span
    acts: list[tuple[Act, Span]]
    tolls: list[Toll]
    others: list[Toll] = field(default_factory=list)
    blames: list[Blame] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    weapons: list[str] = field(default_factory=list)
    places: tuple[PlaceRef, ...] = ()
    regions: frozenset[str] = frozenset()
    timexes: tuple[Timex, ...] = ()
    definite: bool = False
    goes_on: bool = False
    apart: bool = False
    recalled: bool = False
    cumulative: bool = False
    bodies: bool = False
    at_large: bool = False
    town: bool = False
    named: bool = False
    earlier: bool = False
    modality: Modality = Modality.ASSERTED

    @property
    def anchored(self) -> bool:
        """Whether it says when, where, how many or, by name, whom."""
        return bool(self.timexes or self.town or self.named or any(t.told for t in self.tolls))

    @property
    def loose(self) -> bool:
        """Whether it speaks of attacks at large: weak words or plurals, nobody counted, named, dated or struck."""
        weak = bool(self.acts) and all(act.weak for act, _ in self.acts)
        if self.at_large and not self.anchored:
            return True
        told = self.tolls or self.timexes or self.blames or self.targets or self.weapons or self.town
        return weak and not told

    @property
    def taken_up(self) -> bool:
        """Whether it only takes up what is known, or passes for known: "in the wake of the rebel offensive"."""
        weak = all(act.weak for act, _ in self.acts)
        return self.definite and weak and not (self.anchored or self.targets)

    @property
    def act(self) -> Act | None:
        """The act that says most."""
        return min((act for act, _ in self.acts), key=lambda act: act.rank, default=None)


def find_frames(reading: Reading, tolls: Sequence[Toll]) -> list[Frame]:
    """The frames of a report in text order; sentences of accident, disaster, sport and business left out."""
    # On a pitch men are shot past and balls bombed; a toll in such a report is of another kind.
    if not tolls and is_about_sport(Counter(reading.parse.lemmas)):
        return []
    frames: list[Frame] = []
    sentences = list(reading.parse.doc.sents)
    starts = [s.start_char for s in sentences]
    held: dict[int, list[Toll]] = {}
    for toll in tolls:
        held.setdefault(bisect_right(starts, toll.span.start) - 1, []).append(toll)
    for number, sentence in enumerate(sentences):
        frame = _frame(reading, number, sentence, held.get(number, []))
        frames += _parted(reading, frame) if frame else ()
    return frames


def _parted(reading: Reading, frame: Frame) -> list[Frame]:
    """A frame, and beside it one of what a period or a war has cost where its sentence tells that as well."""
    text = reading.document.text
    long = [t for t in frame.tolls if is_of_a_war(t) or is_sum(text[frame.span.start : frame.span.end], t, frame.span)]
    if not long or frame.cumulative:
        return [frame]
    rest = [t for t in frame.tolls if t not in long]
    cost = Frame(frame.number, frame.span, [], long, places=frame.places, cumulative=True)
    if not rest and not any(not act.weak and act.family != "kill" for act, _ in frame.acts):
        return [cost]
    return [replace(frame, tolls=rest), cost]


def _frame(reading: Reading, number: int, sentence: "SpacySpan", tolls: list[Toll]) -> Frame | None:
    every = reading.parse.words[sentence.start : sentence.end]
    tokens, words = list(every[:250]), reading.parse.text_of(sentence)
    small = words.lower()
    found = find_acts(tokens)[:DENSEST]
    about = list(claims(reading, tokens)) if any(w in small for w in _CLAIMS) else []
    named = _listed(reading, every, small)
    if not found and not tolls and not about and not named:
        return None
    lemmas = {lemma_of(t) for t in tokens}
    deeds = {lemma_of(t) for t in tokens if t.pos_ == "VERB" and lemma_of(t) == "storm"}  # no weather
    if lemmas & quiet_words("sport") or ((lemmas - deeds) & quiet_words("accident") and not _violent(found)):
        return None
    text = reading.document.text
    asserted = [(act, token) for act, token in found if is_done(token)]
    if found and not (asserted or tolls or about):
        return None
    frame = Frame(number, span_of(sentence), [(act, span_of(token)) for act, token in asserted], tolls)
    for _, token in asserted:
        frame.blames += blames(reading, token)
        frame.targets += [name_of(reading, v) for head in targets(token) for v in victims(reading, head)]
        if is_passive(token):
            frame.targets += [name_of(reading, head) for head in companions(reading, token)]
    _take_listed(reading, frame, named)
    if asserted or about:
        frame.targets += [name_of(reading, head) for token in tokens for head in damaged(token)]
    frame.others = find_other_tolls(sentence, text)
    frame.bodies = bool(lemmas & {"body", "corpse"})
    frame.blames += about
    for toll in tolls:
        if toll.field in (FigureField.KILLED, FigureField.WOUNDED) and not toll.part:
            frame.targets += [
                name_of(reading, v)
                for i in toll.victims
                if reading.parse.doc[i].pos_ in ("NOUN", "PROPN") and lemma_of(reading.parse.doc[i]) not in no_targets()
                for v in victims(reading, reading.parse.doc[i])
            ]
    struck = [span_of(reading.parse.doc[i]) for t in tolls if t.told for i in t.victims]
    frame.blames = [b for b in frame.blames if b.span not in struck]  # "4 Troopers Killed in Attack": nobody is both
    frame.weapons = list(dict.fromkeys(weapons(tokens, text, bool(asserted))))
    told_by = [*(token for _, token in asserted), *(reading.parse.doc[t.trigger] for t in tolls)]
    frame.places = places_of(reading, frame.span, told_by)
    towns = {p.id for p in reading.places if p.precision in TOWN}
    regions = {p.id: p.admin1 for p in reading.places if p.admin1}
    frame.regions = frozenset(regions[p.place] for p in frame.places if p.place in regions)
    named_times = reading.timexes_in(frame.span)
    counted = own_times(reading, (reading.parse.doc[t.trigger] for t in tolls if t.told), named_times)
    frame.timexes = counted or own_times(reading, told_by, named_times)
    frame.earlier = is_earlier(words)
    frame.definite = (
        bool(asserted) and all(is_definite(token) for _, token in asserted) and not any(t.told for t in tolls)
    )
    taken_up = any(is_definite(token) for _, token in asserted) and not frame.definite
    frame.goes_on = frame.earlier or any(t.also for t in tolls) or taken_up
    frame.at_large = bool(asserted) and all(is_at_large(token) for _, token in asserted)
    frame.town = any(place.place in towns for place in frame.places)
    persons = {a.name for a in reading.actor_records if a.type is ActorKind.PERSON and a.name[:1].isupper()}
    frame.named = any(t in persons for t in frame.targets)
    frame.apart = is_apart(words)
    frame.cumulative = is_of_a_period(words, frame.timexes) or (
        not frame.timexes and any(t.told and is_of_a_campaign(reading.parse.doc[t.trigger], t) for t in tolls)
    )
    frame.recalled = is_recalled(reading, words, frame.timexes)
    return frame


def _listed(reading: Reading, words: "Sequence[Token]", text: str) -> "list[tuple[Token, Token]]":
    """The persons that a sentence lists, where it is one that names the dead or those who are held for it."""
    return list(listed(reading, list(words[:400]))) if ":" in text or "identif" in text or "named" in text else []


def _take_listed(reading: Reading, frame: Frame, named: "Sequence[tuple[Token, Token]]") -> None:
    """Persons listed as victims are targets; those listed as suspects are blamed."""
    for word, opener in named:
        record = person_at(reading, word)
        if record is None:
            continue
        lemma = lemma_of(opener)
        if lemma in suspects() or (lemma in perpetrator_words() and any(c.lower_ in _HELD for c in opener.children)):
            ref = ActorRef(record.name, word.text, record.id)
            frame.blames.append(Blame(ref, PerpetratorStatus.SUSPECTED, span_of(word), True))
        elif lemma in victim_groups() or lemma in victim_words():
            frame.targets.append(record.name)


def _is_at_somebody(verb: "Token") -> bool:
    """ "Police fired at the crowd", and not "was fired on Monday"."""
    struck = prepositional(verb, "at", "on", "upon", "into")
    return not is_passive(verb) and any(word.ent_type_ not in ("DATE", "TIME") for word in struck)


def _ends_in_death(verb: "Token") -> bool:
    """ "hacked to death", "burned alive"."""
    return any(c.lower_ in ("alive", "dead") for c in verb.children) or any(
        word.lower_ == "death" for word in prepositional(verb, "to")
    )


def find_acts(tokens: "list[Token]") -> "list[tuple[Act, Token]]":
    """The words of violence in a sentence, with what each tells of, done or not."""
    found = []
    verbs, nouns = verb_acts(), noun_acts()
    for at, token in enumerate(tokens):
        lemma = lemma_of(token)
        act = _thrown(tokens, at, lemma)
        if act:
            found.append((act, token))
            continue
        if token.tag_[0] == "V":
            act = deadly_acts().get(lemma) if _ends_in_death(token) else None
            if lemma == "fire" and _is_at_somebody(token):
                act = verbs["shoot"]
            act = act or verbs.get(lemma)
            if act and act.weak and lemma in ("burn", "occupy", "loot", "torch") and object_of(token) is None:
                act = None  # "burning with anger"
            if lemma == "burn" and any(lemma_of(word) == "fire" for word in prepositional(token, "in")):
                act = None
            if (
                act
                and act.type == "killing"
                and lemma == "gun"
                and (at + 1 >= len(tokens) or tokens[at + 1].lower_ != "down")
            ):
                act = None
        elif token.tag_[0] in "NJ":
            pair = f"{tokens[at - 1].lower_} {lemma}" if at else lemma
            triple = f"{tokens[at - 2].lower_} {pair}" if at > 1 else pair
            act = nouns.get(triple) or nouns.get(pair) or nouns.get(lemma)
            if act and token.dep_ == "compound" and at + 1 < len(tokens) and lemma_of(tokens[at + 1]) in nouns:
                act = None  # "bomb" in "bomb attack"
        if act:
            found.append((act, token))
    return found


def _thrown(tokens: "list[Token]", at: int, lemma: str) -> Act | None:
    """ "hurled a hand grenade", "rockets fired by", "opened fire": the act is in what the verb is done to or with."""
    if tokens[at].tag_[0] != "V" or lemma not in _throwing():
        return None
    follows = {lemma_of(t) for t in tokens[at + 1 : at + 7]}
    if lemma == "open" and follows & {"fire", "firing"}:
        return noun_acts()["shooting"]
    own = object_of(tokens[at])
    follows |= {lemma_of(own)} if own is not None else set()
    if lemma in verbs_of("landing"):
        doer = agent_of(tokens[at]) if is_passive(tokens[at]) else subject_of(tokens[at])
        if doer is not None and lemma_of(doer) in _SHELLS:
            return noun_acts()["shelling"]
    if lemma in verbs_of("targeting"):
        return _targeted(tokens[at], follows)
    if lemma in _HURLING:
        if follows & {"grenade", "bomb", "dynamite", "explosive", "ied"}:
            return noun_acts()["bombing"]
        if follows & _SHELLS and lemma in ("fire", "launch"):
            return noun_acts()["shelling"]
    if lemma in ("blow", "set") and (follows & {"up"} if lemma == "blow" else {"fire", "ablaze"} & follows):
        return noun_acts()["bombing" if lemma == "blow" else "arson"]
    return None


_HURLING = frozenset("hurl throw lob toss plant place set fire launch".split())


@cache
def _throwing() -> frozenset[str]:
    return _HURLING | {"open", "blow"} | verbs_of("landing") | verbs_of("targeting")


_SHELLS = frozenset("rocket mortar missile shell projectile".split())
_AIRCRAFT = frozenset("jet warplane aircraft helicopter drone plane bomber".split())


def _targeted(verb: "Token", follows: set[str]) -> Act | None:
    """ "targeted the quarter with shells", "jets struck a school": what kind of attack the means or the doer make."""
    doer = agent_of(verb) if is_passive(verb) else subject_of(verb)
    means = {lemma_of(word) for word in prepositional(verb, "with", "using")}
    if (doer is not None and lemma_of(doer) in _AIRCRAFT) or means & _AIRCRAFT:
        return noun_acts()["air strike"]
    if (means | follows) & _SHELLS:
        return noun_acts()["shelling"]
    if lemma_of(verb) == "target" and doer is not None and lemma_of(doer) in perpetrator_words():
        return noun_acts()["attack"]
    return None


def _violent(found: "list[tuple[Act, Token]]") -> bool:
    return any(not act.weak and act.family not in ("any", "kill") for act, _ in found)
