"""Where an act of violence was, closer and wider than its place: the venue, the district, the province, the country."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dragoman.codes import PlacePrecision
from dragoman.layers.casualties.words import lemma_of
from dragoman.layers.grammar import object_of
from dragoman.layers.incidents.frame import Frame
from dragoman.layers.incidents.lexicon import partitives, venues
from dragoman.layers.incidents.phrases import name_of, phrase_of
from dragoman.layers.incidents.targets import is_thing
from dragoman.layers.reading import Reading
from dragoman.model.records import Place, PlaceRef

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["site_of", "wider_places"]

_INSIDE = ("in", "at", "on", "inside")  # left out: "a market", but "outside the ministry"
_NEAR = ("outside", "near", "opposite", "behind", "beside")
_VEHICLES = frozenset(
    "car bus truck vehicle motorcycle helicopter plane boat taxi convoy train ambulance minibus".split()
)
_WIDER = (PlacePrecision.ADMIN2, PlacePrecision.ADMIN1, PlacePrecision.COUNTRY)
_REACH = 60  # characters behind a village that no gazetteer has in which its province may stand


def site_of(reading: Reading, frames: Sequence[Frame]) -> str | None:
    """The venue in the report's words, by the first of the frames that has one."""
    return next((found for frame in frames for found in _sites(reading, frame)), None)


def _sites(reading: Reading, frame: Frame) -> Iterator[str]:
    for _, span in frame.acts:
        act = reading.parse.tokens(span).root
        over = [act.head] if act.pos_ == "NOUN" and act.head.pos_ == "VERB" else []
        struck = object_of(act) if act.pos_ == "VERB" else None
        if struck is not None and lemma_of(struck) in venues() and (quarter := _quarter(reading, struck)):
            yield quarter  # "shelled the Shafaq district"
        for word in (act, *over):
            yield from (site for prep in word.children if (site := _venue(reading, prep)))


def _venue(reading: Reading, prep: "Token") -> str | None:
    """The venue that a preposition leads to: "near the Swiss embassy", "market"; vehicles and towns are none."""
    if prep.dep_ != "prep" or prep.lower_ not in (*_INSIDE, *_NEAR):
        return None
    head = next((c for c in prep.children if c.dep_ == "pobj"), None)
    before = prep.lower_ if prep.lower_ in _NEAR else ""
    if head is not None and lemma_of(head) in partitives() and (of := _of(head)) is not None:
        before = f"{prep.lower_} {head.lower_} of" if lemma_of(head) == "front" else before
        head = of
    site = _named(reading, head) if head is not None else None
    if site is None or not before:
        return site
    article = next((c.text for c in (head or prep).children if c.dep_ == "det"), "")
    return " ".join(filter(None, (before, article, site)))


def _named(reading: Reading, head: "Token") -> str | None:
    """What a venue is called; None for times, towns and vehicles."""
    if head.ent_type_ in ("DATE", "TIME") or lemma_of(head) in _VEHICLES:
        return None
    if lemma_of(head) in venues():
        return _quarter(reading, head)
    return name_of(reading, head) if is_thing(head) else None


def _quarter(reading: Reading, head: "Token") -> str | None:
    """What a quarter or a ground is called; "districts" alone say nothing."""
    phrase = phrase_of(head, reading.document.text)
    return None if head.tag_ == "NNS" and " " not in phrase else phrase


def _of(head: "Token") -> "Token | None":
    return next((p for c in head.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"), None)


def wider_places(reading: Reading, frames: Sequence[Frame], place: PlaceRef | None) -> tuple[PlaceRef, ...]:
    """The wider places that the sentences put a place in, from the nearest to the widest."""
    if place is None:
        return ()
    known = {record.id: record for record in reading.places}
    own = known.get(place.place or "")
    found: dict[str, tuple[int, PlaceRef]] = {}
    for frame in frames:
        for ref in frame.places:
            wider = known.get(ref.place or "")
            if wider is None or ref.name == place.name or wider.precision not in _WIDER:
                continue
            if _holds(wider, own) if own and own.country else _stands_behind(reading, frame, place, ref):
                found.setdefault(ref.name, (_WIDER.index(wider.precision), ref))
    return tuple(ref for _, ref in sorted(found.values(), key=lambda pair: pair[0]))


def _holds(wider: Place, own: Place) -> bool:
    """Whether the gazetteer lets one place lie in another."""
    if wider.country != own.country or own.precision not in (*_WIDER, PlacePrecision.CITY, PlacePrecision.SITE):
        return False
    if own.precision in _WIDER and _WIDER.index(own.precision) >= _WIDER.index(wider.precision):
        return False
    if wider.precision is PlacePrecision.COUNTRY:
        return True
    return own.admin1 is not None and own.admin1 in (wider.admin1, wider.name)


def _stands_behind(reading: Reading, frame: Frame, place: PlaceRef, ref: PlaceRef) -> bool:
    """Whether a name stands right behind that of a village: "Sarmin, in Idlib province"."""
    words = frame.span.of(reading.document.text)
    at = words.find(place.words)
    behind = words.find(ref.words, at + len(place.words)) if at >= 0 else -1
    return at >= 0 and 0 <= behind - at - len(place.words) <= _REACH
