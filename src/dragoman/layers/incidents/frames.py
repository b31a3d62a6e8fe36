"""What each sentence tells of violence, before the sentences that tell of one event are put together."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.codes import ActorKind, FigureField, PerpetratorStatus, Stage
from dragoman.layers.casualties.layer import Toll
from dragoman.layers.casualties.others import find_other_tolls
from dragoman.layers.casualties.words import lemma_of, victim_groups
from dragoman.layers.events.setting import is_about_sport
from dragoman.layers.grammar import is_passive, object_of, prepositional
from dragoman.layers.incidents.acts import find_acts, is_violent
from dragoman.layers.incidents.charges import claims
from dragoman.layers.incidents.clauses import brings_up, by_figures, clauses_of, conflict, goes_on, is_of_another_hour
from dragoman.layers.incidents.done import is_done
from dragoman.layers.incidents.event import kinds_of
from dragoman.layers.incidents.frame import Frame
from dragoman.layers.incidents.lexicon import (
    Act,
    no_targets,
    perpetrator_words,
    quiet_words,
    suspects,
    verbs_of,
    victim_words,
)
from dragoman.layers.incidents.likeness import alike
from dragoman.layers.incidents.owners import owner_blames, with_owners
from dragoman.layers.incidents.phrases import Struck, person_at, struck_at
from dragoman.layers.incidents.places import places_of, setting_of
from dragoman.layers.incidents.roles import Blame, blames, both_sides, harmers, side_of
from dragoman.layers.incidents.stage import UNDONE, hints_at_stage, meant_acts, stage_of
from dragoman.layers.incidents.stance import (
    is_apart,
    is_at_large,
    is_backdrop,
    is_before,
    is_definite,
    is_earlier,
    is_going_on,
    is_indefinite,
    is_just_begun,
    is_long_past,
    is_of_a_campaign,
    is_of_a_period,
    is_of_a_war,
    is_of_weeks,
    is_recalled,
    is_sum,
    own_times,
)
from dragoman.layers.incidents.targets import (
    companions,
    damaged,
    is_weapon,
    listed,
    someone_meant,
    targets,
    victims,
    weapons,
)
from dragoman.layers.reading import Reading
from dragoman.model.records import ActorRef
from dragoman.parse import span_of

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

__all__ = ["find_frames", "is_quiet", "read_acts", "read_frame"]

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
_CAPTION = re.compile(  # what a photograph shows was told before, or elsewhere
    r"\b(?:in this (?:\w+ )?(?:photo|image|picture)|this photo|file (?:photo|picture)|"
    r"photo (?:taken|provided|released)|"
    r"(?:AP|Reuters|AFP|IHA) photo|Getty Images)\b",
    re.IGNORECASE,
)
_PLURAL = ("NNS", "NNPS")
LEAD = 3  # the last sentence that may sum up what a report tells
DENSEST = 20  # words of violence in a sentence; what has more is litter


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
        for frame in _told_in(reading, number, sentence, held.get(number, [])):
            frames += [part for rest in _parted(reading, frame) for part in by_figures(reading, rest)]
    return frames


def _told_in(reading: Reading, number: int, sentence: "SpacySpan", tolls: list[Toll]) -> list[Frame]:
    """What a sentence tells: one frame, or two where a later clause of it tells of another attack."""
    parts = clauses_of(sentence)
    if len(parts) > 1:
        cut = parts[1].start_char
        held = [t for t in tolls if t.span.start < cut], [t for t in tolls if t.span.start >= cut]
        one, two = (_frame(reading, number, part, own) for part, own in zip(parts, held, strict=True))
        if one and two and _is_of_another_hour(parts[1]):
            return [replace(two, apart=True), one]  # what follows goes on from the main clause
        beside = sentence.doc[parts[1].start - 1].text == ";" and one and two and not _share_kind(one, two)
        if one and two and (beside or brings_up(parts[1]) or conflict(one, two)):
            return [one, replace(goes_on(one, two, parts[1]), apart=True)]
    frame = _frame(reading, number, sentence, tolls)
    return [frame] if frame else []


def _share_kind(one: Frame, two: Frame) -> bool:
    return alike(kinds_of(one), kinds_of(two), apart=True)


def _is_of_another_hour(clause: "SpacySpan") -> bool:
    return any(is_of_another_hour(verb) for verb in clause if verb.pos_ == "VERB" and verb.head.i < clause.start)


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
    staged = hints_at_stage(words)
    if staged:
        tolls = [t for t in tolls if stage_of(reading.parse.doc[t.trigger]) is None]  # "threatened to kill ten judges"
    found = read_acts(words, tokens)
    about = list(claims(reading, tokens)) if any(w in small for w in _CLAIMS) else []
    named = _listed(reading, every, small)
    if not found and not tolls and not about and not named:
        return None
    if is_quiet(tokens, found) or (not tolls and _CAPTION.search(words)):
        return None
    asserted = [(act, token) for act, token in found if _is_told(reading, token, stage_of(token) if staged else None)]
    undone = {token for _, token in found} - {token for _, token in asserted}
    if found and not (asserted or tolls or about):
        return None
    frame = read_frame(reading, number, sentence, asserted, tolls=tolls, about=about)
    frame.others = find_other_tolls(sentence, reading.document.text)
    _take_listed(reading, frame, named)
    if asserted or about:
        heads = (head for token in tokens if token.head not in undone for head in damaged(token))
        frame.struck += [struck_at(reading, head) for head in heads]
    _judge(reading, frame, [token for _, token in asserted], words)
    return frame


def read_acts(words: str, tokens: "list[Token]") -> "list[tuple[Act, Token]]":
    """The words of violence in a sentence; those of an attempt or a threat that names no act among them."""
    found = find_acts(tokens)
    if hints_at_stage(words):
        found += [(act, token) for act, token in meant_acts(tokens) if stage_of(token)]
    return found[:DENSEST]


def is_quiet(tokens: "Sequence[Token]", found: "list[tuple[Act, Token]]") -> bool:
    """Whether a sentence is one of sport and business, or of an accident or disaster without plain violence."""
    lemmas = {lemma_of(t) for t in tokens}
    storming = {lemma_of(t) for t in tokens if t.pos_ == "VERB" and lemma_of(t) == "storm"}  # no weather
    accident = (lemmas - storming) & quiet_words("accident")
    return bool(lemmas & quiet_words("sport")) or (bool(accident) and not is_violent(found))


def _is_told(reading: Reading, act: "Token", stage: Stage | None) -> bool:
    """Whether an act is told of as done, or at least as begun."""
    begun = stage is Stage.ATTEMPTED or (stage not in UNDONE and is_done(act))
    return begun and not _is_quarrel(reading, act)


def read_frame(
    reading: Reading,
    number: int,
    sentence: "SpacySpan",
    acts: "Sequence[tuple[Act, Token]]",
    *,
    tolls: "Sequence[Toll]" = (),
    about: "Sequence[Blame]" = (),
) -> Frame:
    """What a sentence tells of acts and figures: who, to whom, with what, where and when."""
    words = reading.parse.text_of(sentence)
    told = [(act, span_of(token)) for act, token in acts]
    frame = Frame(number, span_of(sentence), told, list(tolls), words=words.lower())
    deeds = [token for _, token in acts]
    _take_parties(reading, frame, deeds, about)
    tokens = reading.parse.words[sentence.start : sentence.end][:250]
    frame.weapons = list(dict.fromkeys(weapons(list(tokens), reading.document.text, bool(acts))))
    _place_and_date(reading, frame, deeds)
    stages = {stage_of(token) or Stage.CARRIED_OUT for token in deeds} if hints_at_stage(words) else set()
    meant = [someone_meant(reading, token) for token in deeds] if stages else []
    frame.struck += [struck_at(reading, whom) for whom in meant if whom is not None]
    hurt = any(toll.told and toll.count.max != 0 for toll in tolls)
    frame.stage = stages.pop() if len(stages) == 1 and not hurt else Stage.CARRIED_OUT
    return frame


def _take_parties(reading: Reading, frame: Frame, deeds: "Sequence[Token]", about: "Sequence[Blame]") -> None:
    """Who does what the deeds and figures of a sentence tell of, and to whom; `about`: who is charged with it."""
    for token in deeds:
        if not is_backdrop(token):
            frame.blames += [*blames(reading, token), *owner_blames(reading, token)]
        frame.struck += [struck_at(reading, v) for head in targets(token) for v in victims(reading, head)]
        if is_passive(token):
            frame.struck += [struck_at(reading, head) for head in companions(reading, token)]
        if lemma_of(token) in verbs_of("two-sided"):
            frame.blames += both_sides(reading, token)
    doc = reading.parse.doc
    for toll in frame.tolls:
        frame.blames += harmers(reading, toll)
        if toll.field in (FigureField.KILLED, FigureField.WOUNDED) and not toll.part:
            heads = [doc[i] for i in toll.victims]
            frame.struck += [
                struck_at(reading, v)
                for head in heads
                if head.pos_ in ("NOUN", "PROPN") and lemma_of(head) not in no_targets()
                for v in victims(reading, head)
            ]
    struck = [span_of(doc[i]) for t in frame.tolls if t.told for i in t.victims]
    every = list(with_owners(reading, [*frame.blames, *about]))
    frame.blames = [b for b in every if b.span not in struck]  # "4 Troopers Killed in Attack": nobody is both
    frame.sides = frozenset(side_of(reading, b) for b in frame.blames)


def _place_and_date(reading: Reading, frame: Frame, deeds: "Sequence[Token]") -> None:
    """Where and when the deeds and figures of a sentence were."""
    triggers = [reading.parse.doc[t.trigger] for t in frame.tolls]
    doers = {b.ref.name for b in frame.blames}  # "Israel strikes Gaza"
    frame.places = tuple(p for p in places_of(reading, frame.span, [*deeds, *triggers]) if p.name not in doers)
    frame.towns, frame.regions, frame.sites = setting_of(reading, frame.places)
    several = len(frame.towns)
    frame.summary = frame.number <= LEAD and several > (1 if any(token.tag_ in _PLURAL for token in deeds) else 2)
    if not deeds and any(t.update for t in frame.tolls):
        return  # "this was updated to 82 on Sunday"
    named = reading.timexes_in(frame.span)
    counted = [reading.parse.doc[t.trigger] for t in frame.tolls if t.told]
    frame.timexes = own_times(reading, counted, named) or own_times(reading, [*deeds, *triggers], named)


def _judge(reading: Reading, frame: Frame, deeds: "Sequence[Token]", words: str) -> None:
    """How a sentence tells of its deeds: anew or taken up, of this event or another, of one day or a time."""
    doc, told = reading.parse.doc, [t for t in frame.tolls if t.told]
    taken_up = [is_definite(token) or _is_of_known(token) for token in deeds]
    frame.definite = bool(deeds) and all(taken_up) and not told
    frame.resumes = any(taken_up)
    frame.fresh = any(is_indefinite(token) for token in deeds)
    frame.of_weeks = bool(deeds) and all(is_of_weeks(token) for token in deeds)
    frame.earlier = is_earlier(words)
    updated = not deeds and any(t.update for t in frame.tolls)
    frame.goes_on = (
        frame.earlier or updated or any(t.also for t in frame.tolls) or (any(taken_up) and not frame.definite)
    )
    if any(t.attacking and t.told for t in frame.tolls) and all(act.family == "kill" for act, _ in frame.acts):
        frame.goes_on, frame.blames, frame.sides = True, [], frozenset()  # who killed the attackers began nothing
    frame.also = any(c.lower_ == "also" for token in deeds for c in token.children)
    frame.at_large = bool(deeds) and all(is_at_large(token) for token in deeds)
    frame.going_on = bool(deeds) and all(is_going_on(token) for token in deeds)
    frame.bodies = any(lemma_of(doc[t.trigger]) in ("body", "corpse") for t in frame.tolls)
    persons = {a.name for a in reading.actor_records if a.type is ActorKind.PERSON and a.name[:1].isupper()}
    frame.named = any(t in persons for t in frame.targets)
    frame.apart = is_apart(words)
    just_begun = is_just_begun(reading, words, reading.timexes_in(frame.span), frame.tolls)
    frame.cumulative = (is_of_a_period(words, frame.timexes) and not just_begun) or (
        not frame.timexes and any(is_of_a_campaign(doc[t.trigger], t) for t in told)
    )
    events = [*deeds, *(doc[t.trigger] for t in frame.tolls)]
    frame.long_past = is_long_past(reading, frame.timexes)
    before = bool(events) and not frame.timexes and all(is_before(word) for word in events)
    frame.recalled = is_recalled(reading, words, frame.timexes) or (before and not _is_said(reading, frame))


def _is_of_known(verb: "Token") -> bool:
    """ "Planted the bomb", "fired the shots": what was done with something told before."""
    done = object_of(verb) if verb.pos_ == "VERB" else None
    return done is not None and is_weapon(done) and is_definite(done)


def _is_quarrel(reading: Reading, token: "Token") -> bool:
    """ "The envoy clashed with Ada Obi": who clashes with a person does so in words."""
    if lemma_of(token) != "clash":
        return False
    return any(person_at(reading, head) for head in prepositional(token, "with"))


def _is_said(reading: Reading, frame: Frame) -> bool:
    """Whether somebody says so, by which "had been killed" is no earlier than what else is told."""
    spans = [span for _, span in frame.acts] + [t.span for t in frame.tolls]
    return any(reading.asserted(span) for span in spans)


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
            frame.struck.append(Struck(record.name, word.i))
