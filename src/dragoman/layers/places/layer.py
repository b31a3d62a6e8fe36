"""Places: the names of places in a report, what each stands for, and whether something happened there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.codes import NoMatch, PlaceKind
from dragoman.layers.places.candidates import candidates_of
from dragoman.layers.places.resolution import resolve
from dragoman.layers.places.toponym_words import words_of
from dragoman.layers.places.toponyms import Found, find_names
from dragoman.model import annotations
from dragoman.model.annotations import RejectedName, Toponym
from dragoman.model.document import Document, Span
from dragoman.model.records import Place
from dragoman.own_places import read_places
from dragoman.parse import Parse

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["PlaceLayer", "build_layer", "build_places", "find_places"]

_AT = frozenset("in at near outside inside around across throughout within".split())
_PLACE_NOUNS = frozenset(
    "town city village district province region capital county area suburb governorate territory camp port state "
    "neighbourhood neighborhood municipality department outskirts north south east west centre center part".split()
)


@dataclass(frozen=True, slots=True)
class PlaceLayer:
    """The toponyms of a report in text order, and the names that some place bears but that are none here."""

    toponyms: tuple[Toponym, ...]
    rejected: tuple[RejectedName, ...]


def find_places(parse: Parse, *, own: Path | None = None) -> tuple[Toponym, ...]:
    """The toponyms of a report in text order, each with its place where one is good enough."""
    return build_layer(parse, own=own).toponyms


def build_layer(parse: Parse, *, own: Path | None = None) -> PlaceLayer:
    """The toponyms and the rejected names of a report; `own` is the user's file of places."""
    names = find_names(parse, read_places(own))
    found = names.found
    gaps = [parse.text[a.span.end : b.span.start] for a, b in pairwise(found)]
    places = resolve(found, gaps)
    toponyms = [_toponym(parse, f, place, score) for f, (place, score) in zip(found, places, strict=True)]
    return PlaceLayer(
        tuple(
            replace(toponym, setting=False) if i and _holds(toponyms[i - 1], toponym, gaps[i - 1]) else toponym
            for i, toponym in enumerate(toponyms)
        ),
        names.rejected,
    )


def _holds(inner: Toponym, outer: Toponym, gap: str) -> bool:
    """Whether a name only says where the one before it lies: "Oslo, Norway", "Kunduz, in the northern province of"."""
    if inner.place is None or outer.place is None or inner.place.country != outer.place.country:
        return False
    if outer.place.kind not in (PlaceKind.COUNTRY, PlaceKind.ADMIN1) or inner.place.kind in (
        outer.place.kind,
        "country",
    ):
        return False
    small = {"in", "the", "of", "part", "'s"} | _PLACE_NOUNS
    words = gap.removeprefix(",").lower().split()
    return gap.startswith(",") and all(word in small or word.endswith("ern") for word in words)


def _toponym(parse: Parse, found: Found, place: annotations.Place | None, score: float) -> Toponym:
    head: Token = parse.tokens(found.span).root
    metonym = not found.demonym and _is_metonym(head, place)
    return Toponym(
        span=found.span,
        place=place,
        score=round(found.likely * score, 3) if place else round(found.likely, 3),
        demonym=found.demonym,
        metonym=metonym,
        embedded=found.embedded,
        setting=not (found.demonym or metonym)
        and ((not found.embedded and _is_setting(head, place)) or _names_an_act(head, place)),
        no_match=None if place else NoMatch.UNLIKELY if candidates_of(found) else NoMatch.UNKNOWN,
    )


def _is_metonym(head: "Token", place: annotations.Place | None) -> bool:
    """Whether the name acts: "Washington said", "talks between Kigali and Kinshasa", "Kabul's envoy"."""
    if place is None or place.kind not in (PlaceKind.COUNTRY, PlaceKind.CITY):
        return False
    word = head
    while word.dep_ == "conj" and word.head.pos_ == "PROPN":
        word = word.head
    if word.dep_ == "nsubj" and word.head.pos_ == "VERB":
        return True
    return word.dep_ == "pobj" and word.head.lower_ in ("between", "by", "with")


def _is_setting(head: "Token", place: annotations.Place | None) -> bool:
    """Whether something is said to happen there: the name, or "the town of" it, hangs on "in" or "at" below an act."""
    word = head
    for _ in range(4):  # "in the towns of X and Y in the province of Z" is as deep as reports go
        if word.dep_ in ("conj", "appos", "compound", "nmod") and word.head.pos_ in ("PROPN", "NOUN"):
            word = word.head
        elif word.dep_ == "pobj" and word.head.lower_ == "of" and word.head.head.lemma_.lower() in _PLACE_NOUNS:
            word = word.head.head
        else:
            break
    if word.dep_ != "pobj":
        return False
    preposition, governor = word.head.lower_, word.head.head
    act = governor.lemma_.lower()
    if preposition in _AT:
        return governor.pos_ == "VERB" or (governor.pos_ in ("NOUN", "PROPN") and act in words_of("act"))
    if preposition == "to":
        return governor.pos_ == "VERB" and act in words_of("motion")
    # "attacks on Aleppo", "the siege of Homs"; a country attacked is a party rather than a place.
    return preposition in ("on", "of", "against") and act in words_of("assault") and not _is_country(place)


def _names_an_act(head: "Token", place: annotations.Place | None) -> bool:
    """Whether an act is called after the town: "the Doha talks"; a country so used is what the act is about."""
    return (
        place is not None
        and place.kind is PlaceKind.CITY
        and head.dep_ == "compound"
        and head.head.lemma_.lower() in words_of("act")
    )


def _is_country(place: annotations.Place | None) -> bool:
    return place is not None and place.kind is PlaceKind.COUNTRY


# --- records --------------------------------------------------------------------------------------------------------


def build_places(document: Document, toponyms: Sequence[Toponym]) -> tuple[Place, ...]:
    """One record a place, with all its mentions; demonyms and names without a place make none of their own."""
    groups: dict[object, list[Toponym]] = {}
    for toponym in toponyms:
        if toponym.demonym:
            continue
        place = toponym.place
        key = (place.name, place.country, place.lat, place.lon) if place else toponym.span.of(document.text).lower()
        groups.setdefault(key, []).append(toponym)
    return tuple(_record(document, group) for group in groups.values() if group[0].place or group[0].setting)


def _record(document: Document, mentions: Sequence[Toponym]) -> Place:
    main = next((m for m in mentions if m.setting), mentions[0])
    others = [m.span for m in mentions if m is not main]
    place = main.place
    spans: list[Span] = [main.span, *others]
    return Place(
        evidence=tuple(document.evidence(span) for span in spans),
        confidence=round(main.score, 2),
        name=main.span.of(document.text),
        type=place.kind if place else PlaceKind.SITE,
        country=place.country if place else None,
        admin1=place.admin1 if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        geonames=place.geonames if place else None,
        precision=place.precision if place else None,
        setting=any(m.setting for m in mentions),
    )
