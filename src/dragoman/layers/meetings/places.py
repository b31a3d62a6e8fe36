"""Where and when a meeting is, and which round of talks: what hangs on the words that tell of it."""

import re
from functools import cache
from typing import TYPE_CHECKING

from dragoman.codes import PlaceKind, PlacePrecision
from dragoman.countries import countries
from dragoman.layers.grammar import child
from dragoman.layers.phrases import ancestors, in_dateline, lemma, noun_phrase, sentence_near
from dragoman.layers.reading import Reading
from dragoman.lexicon import read_patterns
from dragoman.model.annotations import Place, Timex, Toponym
from dragoman.model.records import PlaceRef

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_dates", "find_round", "find_towns", "find_venue", "is_town", "meeting_words", "place_ref_of"]


def meeting_words(kind: str, field: str = "lemmas") -> frozenset[str]:
    """All words of one kind of entry of the lexicon."""
    return _meeting_words(kind, field)


@cache
def _meeting_words(kind: str, field: str) -> frozenset[str]:
    return frozenset(word for entry in read_patterns("meetings")[kind] for word in entry.get(field, ()))


def is_town(place: Place) -> bool:
    """Whether a meeting "in" the place is in a town: the town, or the district of its name."""
    return place.kind in (PlaceKind.CITY, PlaceKind.ADMIN2)


def find_towns(reading: Reading, around: "list[Token]", head: "Token") -> "list[Toponym]":
    """Where it meets: places behind "in" and "at" that hang on the meeting or its verb, and towns in its name."""
    near = sentence_near(head)
    positions = {word.i for word in around}
    found = []
    for toponym in reading.toponyms:
        if not near.contains(toponym.span) or toponym.demonym or toponym.place is None or toponym.metonym:
            continue
        if in_dateline(reading, toponym.span.start):
            continue
        root = reading.parse.tokens(toponym.span).root
        if root.dep_ in ("compound", "nmod") and root.head.i == head.i and is_town(toponym.place):
            found.append(toponym)
            continue
        if not toponym.embedded and _hangs(root, positions, _AT):
            found.append(toponym)
    if not found:
        found = _capitals(reading, around)
    return sorted(found, key=lambda t: (t.place is None or not is_town(t.place), t.span))


def _capitals(reading: Reading, around: "list[Token]") -> "list[Toponym]":
    """ "in the Qatari capital": the capital, by the name it goes by."""
    for host in around:
        for prep in host.children:
            inner = child(prep, "pobj") if prep.dep_ == "prep" and prep.lower_ == "in" else None
            if inner is None or lemma(inner) != "capital":
                continue
            span = noun_phrase(inner)
            country = next((t.place.country for t in reading.toponyms if t.place and span.contains(t.span)), None)
            if country and countries()[country].capitals:
                name = countries()[country].capitals[0]
                city = Place(name, PlaceKind.CITY, country, None, None, None, None, PlacePrecision.CITY)
                return [Toponym(span, city, 0.5)]
    return []


_AT = frozenset({"in", "at", "outside", "near", "to"})
_PASSED = frozenset(
    {
        "town",
        "city",
        "capital",
        "village",
        "visit",
        "hotel",
        "palace",
        "trip",
        "resort",
        "convent",
        "district",
        "suburb",
        "region",
        "province",
        "auspex",
        "auspices",
        "mediation",
        "sponsorship",
    }
)


def _hangs(root: "Token", positions: set[int], preps: frozenset[str]) -> bool:
    """Whether a place hangs on one of the words, by "in" or "at", through towns and hotels but no other noun."""
    word, prep = root, ""
    for above in ancestors(root, 7):
        if word.dep_ == "prep" or word.dep_ == "dative":
            prep = word.lower_ if word.lower_ in preps else prep or ("of" if word.lower_ == "of" else "-")
            if word.lower_ not in preps and word.lower_ not in ("of", "during", "for"):
                return False
        if above.i in positions:
            if prep == "to":
                return lemma(above) in ("move", "shift", "travel", "show", "come") or word.lower_ == "during"
            return prep in preps
        if (
            above.pos_ in ("NOUN", "PROPN")
            and word.dep_ == "prep"
            and not (above.dep_ == "pobj" and above.head.lower_ == "of" and above.head.head.i in positions)
            and lemma(above) not in _PASSED
            and above.ent_type_ not in ("GPE", "LOC", "FAC")
        ):
            return False
        if above.pos_ in ("VERB", "AUX"):
            return False
        word = above
    return False


def place_ref_of(reading: Reading, toponym: Toponym) -> PlaceRef:
    """The town as a reference to its record, where the report has one."""
    for place in reading.places:
        if any(e.span.start == toponym.span.start for e in place.evidence):
            return PlaceRef(place.name, toponym.span.of(reading.document.text), place.id)
    words = toponym.span.of(reading.document.text)
    capital = toponym.place is not None and toponym.place.geonames is None and toponym.place.kind is PlaceKind.CITY
    name = toponym.place.name if capital and toponym.place else words
    known = next((place for place in reading.places if place.name == name), None)
    return PlaceRef(name, words, known.id if known else None)


def find_dates(reading: Reading, around: "list[Token]") -> "list[Timex]":
    """The dates that hang on the meeting or its verb; days before years and times of day.

    The day on which talks were called for, called off or broke down is not theirs.
    """
    positions = {word.i for word in around}
    apart = [word for word in around if word.pos_ == "VERB" and lemma(word) in _OTHER_DAY and _has_thing(word, around)]
    found = []
    for timex in reading.timexes_in(sentence_near(around[0])):
        if in_dateline(reading, timex.span.start):
            continue
        root = reading.parse.tokens(timex.span).root
        word = root
        if root.dep_ == "pobj" and root.head.lower_ in ("until", "till", "since"):
            continue
        for above in ancestors(root, 5):
            if above.i in positions and above in apart:
                break
            if above.i in positions:
                found.append(timex)
                break
            if above.pos_ in ("VERB", "AUX") or (
                above.pos_ in ("NOUN", "PROPN")
                and word.dep_ == "prep"
                and above.ent_type_ not in ("DATE", "TIME", "GPE", "FAC", "LOC")
            ):
                break
            word = above
    return sorted(found, key=lambda t: (t.interval is None and "XXXX-" not in t.value, t.span.start))


_OTHER_DAY = frozenset(
    "propose offer suggest invite request seek demand urge call want consider ask hope cancel postpone suspend scrap "
    "delay shelve announce agree confirm welcome reject refuse decline criticise criticize praise condemn receive "
    "mediate".split()
)


def _has_thing(verb: "Token", around: "list[Token]") -> bool:
    """Whether one of the words is what the verb is about: its subject, its object, or behind "for"."""
    return any(
        (word.head == verb and word.dep_ in ("nsubj", "nsubjpass", "dobj"))
        or (word.dep_ == "pobj" and word.head.head == verb and word.head.lower_ in ("for", "to", "on", "of"))
        for word in around
    )


_ORDINALS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth 1st 2nd 2d 3rd 3d 4th 5th final last".split()
)
_SINCE = re.compile(r"\b(first|second|third|fourth)\b[^.;:\n]{0,60}?\bsince\b[^.;:,\n]{3,90}", re.IGNORECASE)


def find_round(reading: Reading, head: "Token", hosts: "list[Token]") -> tuple[str | None, str | None]:
    """Which round it is: the ordinal, and the words ("second round", "first since the troops left")."""
    for host in hosts:
        for word in host.lefts:
            if word.lower_ in _ORDINALS and word.dep_ in ("amod", "nummod", "compound"):
                since = _SINCE.match(reading.document.text[word.idx : word.idx + 180])
                if since:
                    return word.lower_, re.sub(r"\s+", " ", since.group())
                return (
                    (word.lower_, f"{word.text} {host.text}") if word.lower_ not in ("final", "last") else (None, None)
                )
    if head.dep_ in ("nsubj", "attr", "nsubjpass"):
        after = reading.document.text[head.idx : min(head.sent.end_char, head.idx + 220)]
        since = _SINCE.search(after)
        if since and since.start() < 80:
            return since.group(1).lower(), re.sub(r"\s+", " ", since.group())
    return None, None


def find_venue(reading: Reading, around: "list[Token]") -> str | None:
    """The building it meets in, without the article."""
    for host in around:
        for prep in host.children:
            if prep.dep_ == "prep" and prep.lower_ in ("at", "in", "inside"):
                inner = child(prep, "pobj")
                if inner is not None and lemma(inner) in meeting_words("venue"):
                    words = noun_phrase(inner).of(reading.document.text)
                    return re.sub(r"^(?:the|a|an) ", "", re.sub(r"\s+", " ", words), flags=re.IGNORECASE)
    return None
