"""Incidents: one frame an event, who did it and on whose word, to whom, with what, when, where, and every figure.

Sentences are read one by one (`frames`) and put together here: a mention joins the last event it may belong to
(like acts, no other town, no other day) unless its words set it apart ("elsewhere", "another bomb"). An older attack
that is recalled is its own incident where a date or a figure tells it, else it is left out. Tolls of a period are none.
"""

from collections.abc import Sequence
from dataclasses import replace

from dragoman.codes import FigureField, FoundBy, Modality, PerpetratorStatus, PlacePrecision, Stage, TimexType
from dragoman.layers.casualties.figures import figures_of, find_accounts, sum_of_field
from dragoman.layers.casualties.layer import Toll, find_tolls
from dragoman.layers.casualties.totals import attackers_of
from dragoman.layers.casualties.words import lemma_of
from dragoman.layers.events.parties import party_key
from dragoman.layers.incidents.described import describe_targets
from dragoman.layers.incidents.encoded import fill_roles
from dragoman.layers.incidents.event import Event
from dragoman.layers.incidents.frame import Frame
from dragoman.layers.incidents.frames import find_frames
from dragoman.layers.incidents.kinds import kind_of, main_first
from dragoman.layers.incidents.lexicon import noun_acts, verbs_of
from dragoman.layers.incidents.merging import find_incidents
from dragoman.layers.incidents.places import TOWN
from dragoman.layers.incidents.responsibility import find_blames, main_blame, responsibility
from dragoman.layers.incidents.roles import Blame
from dragoman.layers.incidents.sites import site_of, wider_places
from dragoman.layers.incidents.stage import UNDONE
from dragoman.layers.incidents.undone import find_undone, without_sequels
from dragoman.layers.reading import Reading, gap_between
from dragoman.model.document import Span
from dragoman.model.records import Incident, PlaceRef, When
from dragoman.parse import span_of

__all__ = ["TOLL", "build_incidents"]

TOLL = "toll"  # the type of what is no incident, but what a period or a war has cost
MOST = 100  # incidents of one report; a list of more is a list, and keeps its first ones
MOST_TARGETS = 30  # named in one record
BESIDE = 12  # characters between who tells and the word of telling
MENTIONS = 60  # sentences of one event that are kept; a list of fifty attacks that reads as one goes no further


def build_incidents(reading: Reading) -> tuple[Incident, ...]:
    """The incidents of a report in the order of their first mention."""
    tellers = _sources_beside_cues(reading)
    frames = find_frames(reading, [t for t in find_tolls(reading.parse) if not _counts_any_of(reading, t, tellers)])
    done = find_incidents(frames)
    undone = find_undone(reading, done)
    events = [*without_sequels(done, undone), *undone]
    events = sorted(events, key=lambda event: event.frames[0].number)[:MOST]
    filled = [reading.labels is not None and fill_roles(reading, reading.labels, event.frames) for event in events]
    built = [(_build(reading, event), both) for event, both in zip(events, filled, strict=True)]
    return tuple(replace(i, found_by=FoundBy.BOTH) if both else i for i, both in built if i is not None)


def _sources_beside_cues(reading: Reading) -> list[Span]:
    spoken = [(a.source, a.cue) for a in reading.attributions if a.speech and a.source]
    return [source for source, cue in spoken if gap_between(source, cue) <= BESIDE]


def _counts_any_of(reading: Reading, toll: Toll, tellers: Sequence[Span]) -> bool:
    """Whether a figure counts those who tell: "wounding more than 30, two security sources said"."""
    number = Span(toll.number, toll.number + 1)
    trigger = span_of(reading.parse.doc[toll.trigger])
    return toll.number >= 0 and any(t.contains(number) and not t.overlaps(trigger) for t in tellers)


# --- the record -----------------------------------------------------------------------------------------------------


def _towns(reading: Reading, places: Sequence[PlaceRef], *, wide: bool = False) -> list[PlaceRef]:
    """Those of the places that are no larger than a district; with `wide`, provinces too."""
    precisions = (*TOWN, PlacePrecision.ADMIN1) if wide else TOWN
    exact = {p.id for p in reading.places if p.precision in precisions}
    return [p for p in places if p.place in exact]


def _build(reading: Reading, event: Event) -> Incident | None:
    frames = event.frames[:MENTIONS]
    act = kind_of(frames)
    told = find_blames(reading, frames)
    blame = main_blame(told)
    accounts = find_accounts(reading, frames)
    main = frames[0]
    killed, parts = sum_of_field(accounts, FigureField.KILLED)
    wounded, _ = sum_of_field(accounts, FigureField.WOUNDED, {a.sentence for a in parts})
    accounts = [a for a in accounts if not a.toll.old or a.toll.told]
    attribution = reading.asserted(main.acts[0][1] if main.acts else main.span)
    doers = {b.ref.words.lower() for _, b in told}
    targets = describe_targets(reading, frames, doers)[:MOST_TARGETS]
    weapons = _ranked([w for f in frames for w in f.weapons])
    perpetrators = _unique([b for _, b in told])
    stage = _stage(frames)
    place = _place(reading, frames)
    return Incident(
        evidence=tuple(reading.document.evidence(f.span) for f in main_first(frames)),
        confidence=0.3 if event.toll else 0.7 if act and not act.weak else 0.5,
        attribution=attribution,
        type=TOLL if event.toll else act.type if act else "killing",
        perpetrator=blame.ref if blame else None,
        perpetrator_status=blame.status if blame else PerpetratorStatus.UNKNOWN,
        target="; ".join(target.words for target in targets) or None,
        weapon="; ".join(weapons[:4]) or None,
        date=_date(reading, frames),
        place=place,
        site=site_of(reading, main_first(frames)),
        within=wider_places(reading, frames, place),
        figures=figures_of(reading, accounts, frames),
        killed=killed,
        wounded=wounded,
        attackers_killed=attackers_of(accounts, {b.ref.name for b in perpetrators}),
        superlative=_superlative(reading, frames),
        perpetrators=tuple(b.ref for b in perpetrators),
        recalled=event.recalled,
        responsibility=responsibility(reading, told),
        targets=targets,
        stage=stage,
        modality=Modality.PLANNED if stage in UNDONE else Modality.ASSERTED,
    )


def _stage(frames: Sequence[Frame]) -> Stage:
    """How far an event got, as the first sentence that names its act tells; who is hurt by it was attacked."""
    if any(t.told and t.count.max != 0 for f in frames for t in f.tolls):
        return Stage.CARRIED_OUT
    return next((f.stage for f in frames if f.acts), frames[0].stage)


def _unique(blames: Sequence[Blame]) -> list[Blame]:
    seen: dict[str, Blame] = {}
    for blame in blames:
        if blame.status is not PerpetratorStatus.DENIED:
            seen.setdefault(party_key(blame.ref), blame)
    return list(seen.values())


def _ranked(words: Sequence[str]) -> list[str]:
    """Phrases in text order, repeats and bare repetitions ("pylons" beside "power pylons") taken out."""
    seen: dict[str, str] = {}
    for word in words:
        seen.setdefault(word.lower(), word)
    return [w for k, w in seen.items() if k and not any(k != other and other.endswith(" " + k) for other in seen)]


def _place(reading: Reading, frames: Sequence[Frame]) -> PlaceRef | None:
    """The finest place of the main sentence, the nearest behind its act; else of the first sentence that has one.

    A village that no gazetteer has says more than its province.
    """
    text = reading.document.text
    settings = {p.id for p in reading.places if p.setting}
    for frame in main_first(frames):
        villages = {t.span.of(text) for t in reading.settings_in(frame.span) if t.place is None}
        towns = _towns(reading, frame.places)
        named = [p for p in frame.places if p in towns or p.words in villages]
        named = named or _towns(reading, frame.places, wide=True)
        if named:
            return _nearest_behind(reading, frame, named)
    return next((p for frame in main_first(frames) for p in frame.places if p.place in settings), None)


def _nearest_behind(reading: Reading, frame: Frame, named: Sequence[PlaceRef]) -> PlaceRef:
    """Of the places that a sentence names, the nearest behind its act, else before it."""
    anchor = frame.acts[0][1].start if frame.acts else frame.span.start
    inside = [t.span for t in reading.toponyms if frame.span.contains(t.span)]
    spots = [
        (span.start < anchor, abs(span.start - anchor), number)
        for number, place in enumerate(named)
        for span in inside
        if span.of(reading.document.text) == place.words
    ]
    return named[min(spots)[2]] if spots else named[0]


def _date(reading: Reading, frames: Sequence[Frame]) -> When | None:
    """The date nearest to the first word of violence that has one in its sentence."""
    for frame in frames:
        anchor = frame.acts[0][1] if frame.acts else frame.tolls[0].span if frame.tolls else frame.span
        dated = [t for t in frame.timexes if t.interval or t.type is not TimexType.TIME]
        if dated:
            nearest = min(dated, key=lambda t: abs(t.span.start - anchor.start))
            return reading.when(nearest)
    return None


def _superlative(reading: Reading, frames: Sequence[Frame]) -> str | None:
    """ "the deadliest attack since ...", to the next comma or full stop; of an act of violence only."""
    text = reading.document.text
    for frame in frames:
        for token in reading.parse.tokens(frame.span):
            word = token.lower_
            most = word == "most" and token.head.lower_ in ("deadly", "lethal", "violent", "serious")
            if not (most or word in _SUPERLATIVES):
                continue
            noun = token.head.head if most else token.head
            if noun.pos_ != "NOUN" or not (lemma_of(noun) in noun_acts() or lemma_of(noun) in verbs_of("topping")):
                continue
            end = min((i for c in ",.;\n" if (i := text.find(c, token.idx)) > 0), default=frame.span.end)
            return text[token.idx : min(end, frame.span.end, token.idx + 160)]
    return None


_SUPERLATIVES = frozenset("deadliest bloodiest worst largest biggest heaviest fiercest gravest".split())
