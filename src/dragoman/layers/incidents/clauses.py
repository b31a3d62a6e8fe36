"""Sentences that tell of two attacks: "killed nine in Homs and four in Hama", "planes bombed X while rebels shelled Y".

A clause with its own subject is read as a sentence of its own where what it tells conflicts with what the rest tells:
other towns, the other side as the doer. Figures of one verb, each with its own place, give a frame each.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.codes import FigureField
from dragoman.layers.casualties.layer import Toll
from dragoman.layers.casualties.words import lemma_of, victim_groups
from dragoman.layers.counts import find_quantities
from dragoman.layers.incidents.acts import find_acts
from dragoman.layers.incidents.frame import Frame
from dragoman.layers.incidents.lexicon import verbs_of
from dragoman.layers.incidents.places import setting_of
from dragoman.layers.reading import Reading
from dragoman.model.document import Span
from dragoman.model.records import PlaceRef

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

__all__ = ["brings_up", "by_figures", "clauses_of", "conflict", "goes_on", "is_of_another_hour"]

_HARM = (FigureField.KILLED, FigureField.WOUNDED)
_ANOTHER = frozenset({"another", "one", "others"})
_FURTHER = frozenset("another second third fourth separate different further".split())
_LOOSE = frozenset({"raid", "attack", "killing"})  # what an air strike is called when it is told again
_REACH = 15  # words from "another" to what it did
_UNITS = frozenset({"hour", "minute", "day", "week", "month", "year"})
_SUBJECTS = ("nsubj", "nsubjpass")
_BESIDE = frozenset({"while", "as", "whereas"})
_PART_OF = re.compile(r"\b(?:including|among (?:them|the)|of (?:them|whom|these|which)|total)\b", re.IGNORECASE)
_JOINTS = frozenset({"and", ",", "another", "while", ";"})
_JOINT = re.compile(r";|\band\b|\banother\b|\bwhile\b")
_BETWEEN = _BESIDE | {"and", ",", ";", "but", "after", "before"}
_IN = frozenset("in at near outside around across inside".split())


def clauses_of(sentence: "SpacySpan") -> "list[SpacySpan]":
    """A sentence in two, where a later clause with words of violence has a subject of its own; else whole."""
    deeds = [token for _, token in find_acts(list(sentence)[:250])]
    if len(deeds) < 2:
        return [sentence]
    for word in sentence:
        if word.text == ";" and deeds[0].i < word.i < deeds[-1].i:
            return [sentence.doc[sentence.start : word.i], sentence.doc[word.i + 1 : sentence.end]]
    for word in sentence[1:-3]:
        if word.lower_ != "another" or word.nbor().pos_ != "ADP" or deeds[0].i > word.i:
            continue
        if any(word.i < d.i < word.i + _REACH and d.tag_ == "VBD" for d in deeds):
            return [sentence.doc[sentence.start : word.i], sentence.doc[word.i : sentence.end]]
    for verb in sentence:
        if verb.i == sentence.root.i or verb.pos_ != "VERB" or not (_stands_beside(verb) or is_of_another_hour(verb)):
            continue
        start = min(c.left_edge.i for c in verb.children if c.dep_ in _SUBJECTS)
        end = verb.right_edge.i + 1
        inside = [d for d in deeds if start <= d.i < end]
        before = [d for d in deeds if d.i < start]
        if inside and before and end >= sentence.end - 8:
            cut = start
            while cut - 1 > sentence.start and _is_between(sentence.doc[cut - 1]):
                cut -= 1
            return [sentence.doc[sentence.start : cut], sentence.doc[start : sentence.end]]
    return [sentence]


def _is_between(word: "Token") -> bool:
    return word.lower_ in _BETWEEN or lemma_of(word) in _UNITS


def _stands_beside(verb: "Token") -> bool:
    """Whether a verb heads a clause beside another, with its own subject ("while rebels shelled")."""
    own = any(c.dep_ in _SUBJECTS and (c.pos_ in ("NOUN", "PROPN") or c.lower_ in _ANOTHER) for c in verb.children)
    beside = verb.dep_ == "conj" or (
        verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _BESIDE for c in verb.children)
    )
    tells = lemma_of(verb) in verbs_of("telling")  # "but the rebels claimed": a rival account of one fight
    return own and beside and not tells and verb.head.pos_ in ("VERB", "AUX")


def is_of_another_hour(verb: "Token") -> bool:
    """Whether a clause is of a deed some time before or after the rest ("hours after a bomb wounded four")."""
    own = any(c.dep_ in _SUBJECTS and c.pos_ in ("NOUN", "PROPN") for c in verb.children)
    apart = any(c.dep_ == "mark" and c.lower_ in ("after", "before") for c in verb.children)
    return own and apart and any(c.dep_ == "npadvmod" and lemma_of(c) in _UNITS for c in verb.children)


def brings_up(clause: "SpacySpan") -> bool:
    """Whether a clause begins with an attack that it sets beside the first: "a second raid hit a farmhouse"."""
    return any(word.lower_ in _FURTHER for word in clause[:3]) and bool(find_acts(list(clause[:8])))


def goes_on(one: Frame, two: Frame, second: "SpacySpan") -> Frame:
    """The second of two clauses, which has its kind of act from the first: "one strike killed two and another four"."""
    if brings_up(second) and {act.type for act, _ in two.acts} <= _LOOSE:
        afar = [(act, span) for act, span in one.acts if act.family == "air"][:1]
        return replace(two, acts=afar or two.acts)
    if second[0].lower_ not in _ANOTHER or second[0].pos_ == "NOUN":
        return two
    kinds = [(act, span) for act, span in one.acts if act.family != "kill"][:1]
    return replace(two, acts=[*kinds, *two.acts])


def conflict(one: Frame, two: Frame) -> bool:
    """Whether what two clauses tell cannot be of one attack: each names its own town, or each its own side's deed."""
    if one.towns and two.towns:
        return not one.towns & two.towns
    sides = one.sides, two.sides
    opposed = all(len(s) == 1 and None not in s for s in sides) and sides[0] != sides[1]
    return opposed and all(f.towns or f.targets or any(t.told for t in f.tolls) for f in (one, two))


def by_figures(reading: Reading, frame: Frame) -> list[Frame]:
    """A frame for each figure with a place of its own, where one verb counts the victims of several places.

    Each has the sentence up to its place for its words.
    """
    for fields in (*((field,) for field in _HARM), _HARM):
        counted = [t for t in frame.tolls if t.field in fields and t.told and not t.part and t.number >= 0]
        if not counted or len(reading.place_refs(frame.span)) < 2:
            continue
        counted = sorted([*counted, *_unnamed(reading, frame, counted)], key=lambda t: t.number)
        zones = list(_zones(reading, frame, counted))
        names = [{p.name for p in places} for _, places in zones]
        if len(zones) > 1 and all(names) and not any(a & b for k, a in enumerate(names) for b in names[:k]):
            every = list({t.number: t for t in [*frame.tolls, *counted]}.values())
            return [_narrowed(reading, frame, zone, every, number) for number, zone in enumerate(zones)]
    return [frame]


def _unnamed(reading: Reading, frame: Frame, counted: Sequence[Toll]) -> Iterator[Toll]:
    """The figures that a sentence gives without their noun: "killed nine people in Homs and four in Hama"."""
    last = counted[-1]
    known = {t.number for t in frame.tolls}
    words = [w for w in reading.parse.tokens(frame.span) if w.idx > last.number]
    for quantity in find_quantities([w.lower_ for w in words]):
        first, end = words[quantity.start], quantity.end
        if first.idx in known or end >= len(words) or quantity.start < 1:
            continue
        joined = words[quantity.start - 1].lower_ in _JOINTS
        end += lemma_of(words[end]) in victim_groups() and end + 1 < len(words)
        if joined and words[end].lower_ in _IN and reading.place_refs(_until(words, end, 6)):
            span = Span(first.idx, words[end - 1].idx + len(words[end - 1].text))
            count = replace(quantity.count, words=span.of(reading.document.text))
            yield replace(last, count=count, span=span, number=first.idx, victims=(), whom=None, group="generic")


def _until(words: "Sequence[Token]", start: int, most: int) -> Span:
    """The span of some words, to the next comma or "and"."""
    end = start + 1
    while end < min(len(words), start + most) and words[end].lower_ not in (",", "and", ";"):
        end += 1
    return Span(words[start].idx, words[end - 1].idx + len(words[end - 1].text))


def _zones(reading: Reading, frame: Frame, counted: Sequence[Toll]) -> Iterator[tuple[Span, tuple[PlaceRef, ...]]]:
    """The stretch of a sentence that each figure has to itself, and the places it is put in there."""
    text = reading.document.text
    if _counts_parts(frame, counted, text):
        return
    for number, toll in enumerate(counted):
        end = counted[number + 1].number if number + 1 < len(counted) else frame.span.end
        stretch = Span(toll.number, end)
        places = tuple(p for p in reading.place_refs(stretch) if _is_put_in(stretch.of(text), p))
        if not number and not places:  # "In Homs nine were killed and four in Hama"
            places = tuple(
                p for p in reading.place_refs(Span(frame.span.start, toll.number)) if _is_put_in(frame.span.of(text), p)
            )
        yield stretch, places


def _counts_parts(frame: Frame, counted: Sequence[Toll], text: str) -> bool:
    """Whether a figure is a part of the one before it ("including nine in Idlib"); other verbs count anew."""
    start, verb = frame.span.start, -1
    for toll in counted:
        between = text[start : toll.number]
        if _PART_OF.search(between if toll.trigger == verb else _JOINT.split(between)[-1]):
            return True
        start, verb = toll.number, toll.trigger
    return False


def _is_put_in(words: str, place: PlaceRef) -> bool:
    """Whether something is said to be in, at or near a place."""
    before = words[: words.find(place.words)].lower().split()[-5:]
    return any(word in _IN for word in before)


def _without_joint(reading: Reading, span: Span) -> Span:
    """A stretch without the "and" and the comma that it ends on."""
    words = [*reading.parse.tokens(span)]
    while len(words) > 1 and words[-1].lower_ in _JOINTS:
        words.pop()
    return Span(span.start, words[-1].idx + len(words[-1].text))


def _narrowed(
    reading: Reading, frame: Frame, zone: tuple[Span, tuple[PlaceRef, ...]], tolls: Sequence[Toll], number: int
) -> Frame:
    """What a sentence tells of one of its figures."""
    stretch, places = zone
    span = _without_joint(reading, Span(frame.span.start, stretch.end))
    towns, regions, sites = setting_of(reading, places)
    return replace(
        frame,
        span=span,
        tolls=[t for t in tolls if stretch.start <= t.number < stretch.end],
        others=[t for t in frame.others if stretch.contains(t.span)],
        struck=[s for s in frame.struck if span.start <= reading.parse.doc[s.head].idx < span.end],
        places=places,
        towns=towns,
        regions=regions,
        sites=sites,
        words=frame.words[: len(span)],
        apart=frame.apart or number > 0,
        summary=False,
    )
