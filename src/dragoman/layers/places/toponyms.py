"""Which words of a report are place names: the gazetteer's names, the parser's entities, demonyms, names by their kind.

This module finds what may be a name; `toponym_judgement.py` says how likely it is one here, `place_resolution.py` which
place is meant.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from dragoman.codes import NoPlace
from dragoman.countries import country_named, country_of_demonym
from dragoman.datelines import is_agency, town_of
from dragoman.gazetteer import Candidate, candidates_for, is_name
from dragoman.layers.places.toponym_judgement import Signs, judge, signs_of, surnames_of
from dragoman.layers.places.toponym_words import (
    DIRECTIONS,
    actor_names,
    area_of_demonym,
    capitalised_run,
    core_of,
    division_abbreviated,
    ending_words,
    goes_on,
    hint_of,
    in_body_name,
    is_capital_of_title,
    is_hyphened,
    is_region,
    kind_words,
    plain,
    preposition_before,
    trim,
    words_of,
)
from dragoman.layers.times.holidays import is_holiday
from dragoman.model.annotations import RejectedName
from dragoman.model.document import Span
from dragoman.own_places import NO_PLACES, OwnPlaces
from dragoman.parse import Parse, span_of

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Tokens

__all__ = ["Found", "Names", "candidate_names", "find_names"]

LONGEST = 6  # words of a name
ACRONYM = 5  # letters
LIKELY = 0.7  # from here on words are a place name: F1 on texts of ours held back is best here, and level from 0.5 on
LIKELY_SAID = 0.15  # the same after "the village of" and before "province"; a choice: unknown villages matter to us
SURE = 0.95  # how likely a name is that needs no judging: an abbreviation after a comma, a demonym, a dateline
_CONNECTORS = frozenset(
    "of the and de do da del la le les al el di du en sur upon on in der am an an- i ez e o - ' 's /".split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """A place name in the text. `hint`: the kind its surroundings name (admin1, city); `lookup`: what to resolve.

    `likely`: how likely the words are a place name here, from 0 to 1. `own`: the user's places of that name.
    `dateline`: where an agency's report was sent from.
    """

    span: Span
    lookup: str
    hint: str | None = None
    demonym: bool = False
    embedded: bool = False
    country: str | None = None
    likely: float = SURE
    own: tuple[Candidate, ...] = ()
    dateline: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """The place names of a report and the names that some place bears but that are none here, in text order."""

    found: tuple[Found, ...]
    rejected: tuple[RejectedName, ...]


def find_names(parse: Parse, own: OwnPlaces = NO_PLACES) -> Names:
    """The place names, none overlapping: the surer ways of finding first."""
    judged, rejected = _judged(parse)
    long = [found for found in judged if " " in found.lookup]  # "European Union" before "European"
    taken = bytearray(len(parse.text))
    ways = (_own_names(parse, own), _datelines(parse), _abbreviations(parse), long, _demonyms(parse), judged)
    found = sorted((one for way in ways for one in _take(taken, way)), key=lambda f: f.span)
    return Names(tuple(found), tuple(name for name in rejected if not any(taken[name.span.start : name.span.end])))


def _take(taken: bytearray, found: Iterable[Found]) -> Iterator[Found]:
    """Those of the names that stand on letters not yet taken, which they take."""
    for one in found:
        letters = slice(one.span.start, one.span.end)
        if len(one.span) and not any(taken[letters]):
            taken[letters] = b"\1" * len(one.span)
            yield one


# --- names that need no judging ------------------------------------------------------------------------------------


def _own_names(parse: Parse, own: OwnPlaces) -> Iterator[Found]:
    """The user's names, the longest first where several begin at one word; a name begins with a capital or a digit."""
    if not own.longest:
        return
    for token in parse.doc:
        if token.text[:1].islower() or token.is_punct or token.is_space:
            continue
        for length in range(
            min(2 * own.longest + 1, len(parse.doc) - token.i), 0, -1
        ):  # hyphens are words of their own
            tokens = parse.doc[token.i : token.i + length]
            places = own.named(tokens.text) if not tokens[-1].is_punct else ()
            if places and not in_body_name(tokens):
                yield Found(span_of(tokens), plain(tokens), likely=1.0, own=places)
                break


def _demonyms(parse: Parse) -> Iterator[Found]:
    forms = [token.text for token in parse.words]
    for token, form in zip(parse.words, forms, strict=True):
        if not form[:1].isupper():
            continue
        following = forms[token.i + 1] if token.i + 1 < len(forms) else ""
        for length in (2, 1) if following[:1].isupper() else (1,):
            words = form if length == 1 else token.text_with_ws + following
            if not _is_demonym(words):
                continue
            if country_named(words) and token.ent_type_ in ("GPE", "LOC"):
                continue
            tokens = parse.doc[token.i : token.i + length]
            if not in_body_name(tokens):
                yield Found(span_of(tokens), words, demonym=True, country=country_of_demonym(words))
            break


def _is_demonym(words: str) -> bool:
    return bool(country_of_demonym(words) or area_of_demonym(words))


def _datelines(parse: Parse) -> Iterator[Found]:
    for paragraph in parse.paragraphs:
        town = town_of(parse.text, paragraph.start, paragraph.end)
        if town and candidates_for(town.of(parse.text)):
            yield Found(town, town.of(parse.text).title(), dateline=True)


_ABBREVIATED = re.compile(r"(?<=, )(?:[A-Z][a-z]{0,9}\. ?){0,3}(?:[A-Z][a-z]{0,9}\.|[A-Z]{2})(?=[\s,.;:)–—-]|$)")


def _abbreviations(parse: Parse) -> Iterator[Found]:
    for match in _ABBREVIATED.finditer(parse.text):
        row = division_abbreviated(match.group().strip(), after_comma=True)
        if row and parse.text.endswith("Washington, ", 0, match.start()):
            yield Found(Span(match.start() - len("Washington, "), match.end()), "Washington D.C.", "city")
        elif row:
            yield Found(Span(match.start(), match.end()), row[0], "admin1", country=row[1])


# --- names that are judged -----------------------------------------------------------------------------------------


def _judged(parse: Parse) -> tuple[list[Found], list[RejectedName]]:
    found, barred = candidate_names(parse)
    surnames = surnames_of(parse.words)
    names = [plain(tokens) for tokens in found]
    signs = [signs_of(tokens, name, surnames) for tokens, name in zip(found, names, strict=True)]
    shares = judge(signs, names, entities=bool(parse.doc.ents))
    places = []
    rejected = [RejectedName(span_of(tokens), reason, 0.0) for tokens, reason in barred]
    judged = list(zip(found, names, signs, shares, strict=True))
    people = _people(judged)
    for tokens, name, here, share in judged:
        if name not in people and share >= (LIKELY_SAID if here & _SAID else LIKELY):
            embedded = bool(here & _EMBEDDED) or _is_inside(tokens)
            places.append(Found(span_of(tokens), _looked_up(name), hint_of(tokens), embedded=embedded, likely=share))
        elif _is_known(name):
            rejected.append(RejectedName(span_of(tokens), _reason(tokens, here), round(share, 3)))
    return places, sorted(rejected, key=lambda name: name.span)


def _people(judged: "Sequence[tuple[Tokens, str, Signs, float]]") -> frozenset[str]:
    """Names that are a person's wherever else they stand: rejected as one oftener than taken for a place."""
    votes: Counter[str] = Counter()
    for tokens, name, here, share in judged:
        if share >= LIKELY:
            votes[name] -= 1
        elif _reason(tokens, here) is NoPlace.PERSON:
            votes[name] += 1
    return frozenset(name for name, count in votes.items() if count > 0)


def _looked_up(name: str) -> str:
    """The name to look up: without "Township" or "Island", or the s of a lost apostrophe ("Syrias war"), where the
    gazetteer knows it only so.
    """
    if name.endswith("s") and len(name) > ACRONYM and not _is_known(name) and _is_known(name[:-1]):
        return name[:-1]
    shorter, _, last = name.rpartition(" ")
    return shorter if last in words_of("trailing") and not _is_known(name) and _is_known(shorter) else name


def _reason(tokens: "Tokens", signs: Signs) -> NoPlace:
    """What speaks most against a name: it is a person's, a part of a body's, or nothing in particular."""
    labels = {token.ent_type_ for token in tokens}
    if signs & _PERSONAL or "PERSON" in labels:
        return NoPlace.PERSON
    return NoPlace.BODY if signs & _EMBEDDED or labels & {"ORG", "FAC"} else NoPlace.OTHER


_PERSONAL = frozenset(("is a surname here", "after a given", "after a title", "before a surname"))


_SAID = frozenset(("after a kind of", "before a kind"))  # "the village of X": it is said to be a place
_EMBEDDED = frozenset(("before a holder", "after a holder of"))


def _is_inside(tokens: "Tokens") -> bool:
    """Whether the name is part of a longer name that the parser has for a body's."""
    doc = tokens.doc
    if tokens[0].ent_type_ in ("GPE", "LOC", ""):
        return False
    after = tokens.end < len(doc) and doc[tokens.end].ent_iob_ == "I" and doc[tokens.end].text[:1].isupper()
    return after or (tokens[0].ent_iob_ == "I" and doc[tokens.start - 1].lower_ != "the")


def candidate_names(parse: Parse) -> tuple[list["Tokens"], list[tuple["Tokens", NoPlace]]]:
    """The stretches of words that may be place names, in text order, none overlapping; and what is none, with why."""
    taken: set[int] = set()
    found: list[Tokens] = []
    barred: list[tuple[Tokens, NoPlace]] = []
    for tokens in (
        *_features(parse),
        *_known_names(parse),
        *_entities(parse.doc),
        *_named_by_kind(parse),
        *_put_somewhere(parse),
    ):
        own = range(tokens.start, tokens.end)
        words = plain(tokens)
        if not len(tokens) or taken.intersection(own):
            continue
        reason = _bar(parse, tokens, words)
        if reason is None:
            taken.update(own)
            found.append(tokens)
        elif reason is not NoPlace.OTHER and _is_known(words):
            barred.append((tokens, reason))
    return sorted(found, key=lambda tokens: tokens.start), barred


def _bar(parse: Parse, tokens: "Tokens", words: str) -> NoPlace | None:
    """Why words are no place whatever the signs: part of a body's name, an actor, a month, a bare "University"."""
    if in_body_name(tokens) or is_agency(parse.mended, tokens.start_char, tokens.end_char):
        return NoPlace.BODY
    if country_named(words):
        return None
    if _is_subject(tokens, words):
        return NoPlace.BODY
    if len(tokens) == 1 and tokens[0].tag_ in ("NNS", "NNPS") and tokens[0].lemma_.lower() in words_of("landform"):
        return NoPlace.OTHER  # "Mountains of Colombia"
    if (
        words in DIRECTIONS
        or not _MONTHS.isdisjoint(words.split())
        or words.title() in ending_words()
        or _is_demonym(words)
    ):
        return NoPlace.OTHER
    if _is_acronym(parse, words) or _heads_a_phrase(tokens, words):
        return NoPlace.BODY
    if goes_on(tokens) or is_capital_of_title(parse, tokens):
        return NoPlace.OTHER
    if words.removesuffix("s") in words_of("people") or is_holiday(words):
        return NoPlace.OTHER
    if words not in actor_names() or (is_region(words) and preposition_before(tokens, words_of("location"))):
        return None  # "across the European Union"
    return NoPlace.ACTOR


def _is_acronym(parse: Parse, words: str) -> bool:
    """HIV is a town in Iran, and no town is written so."""
    short = words.isupper() and len(words) <= ACRONYM and not parse.upper_case
    return short and not division_abbreviated(words) and not is_region(words)


def _heads_a_phrase(tokens: "Tokens", words: str) -> bool:
    """ "the Liberation of Rwanda": with "the" before and "of" after it a town's name is a noun."""
    doc, start, end = tokens.doc, tokens.start, tokens.end
    if len(tokens) > 1 or not start or doc[start - 1].lower_ != "the" or end >= len(doc) or doc[end].lower_ != "of":
        return False
    return not any(c.kind in ("region", "admin1") and c.main for c in candidates_for(words))


def _is_subject(tokens: "Tokens", words: str) -> bool:
    """Whether a name is what an office is for: "the Board of Education"; the Office of Texas is the state's."""
    doc, at = tokens.doc, tokens.start
    of_office = at > 1 and doc[at - 1].lower_ == "of" and doc[at - 2].text in words_of("office")
    return of_office and not any(c.kind in ("region", "admin1") and c.main for c in candidates_for(words))


_MONTHS = frozenset(
    "January February March April May June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday "
    "Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sept. Sep. Oct. Nov. Dec.".split()
)


def _features(parse: Parse) -> Iterator["Tokens"]:
    """ "Wilsons River", "Lake Constance", "Yellowstone National Park": features of the land, known or not."""
    opening, closing = words_of("feature_first"), words_of("feature")
    for token in parse.words:
        word = token.text
        if word in closing and token.i and not token.is_sent_start:
            name = capitalised_run(token, forward=False)
            if name is not None and len(name) > 1 and not _end_of_known(parse, name.start) > name.end:
                yield name
        if word in opening and token.i + 1 < len(parse.words):
            name = capitalised_run(token.nbor(), forward=True)
            if name is not None and len(name) <= SHORT and not _end_of_known(parse, token.i) > name.end:
                yield parse.doc[token.i : name.end]


def _known_names(parse: Parse) -> Iterator["Tokens"]:
    """The longest names that the gazetteer knows, from left to right."""
    at = 0
    while at < len(parse.words):
        end = _end_of_known(parse, at) if parse.words[at].text[:1].isupper() else 0
        if end:
            yield parse.doc[at:end]
        at = end or at + 1


def _end_of_known(parse: Parse, at: int) -> int:
    """The end of the longest known name that begins at a token, or 0."""
    words, doc = parse.words, parse.doc
    if is_hyphened(words, at) and not words[at].is_sent_start:
        return 0
    forms = [words[at].text]
    for word in words[at + 1 : at + LONGEST]:
        form = word.text
        if word.is_sent_start or not (form[:1].isupper() or form in _CONNECTORS):
            break
        forms.append(form)
    for stop in range(at + len(forms), at, -1):
        if (
            forms[stop - at - 1][:1].isupper()
            and not (stop < len(words) and is_hyphened(words, stop))
            and _is_known(forms[0] if stop == at + 1 else doc[at:stop].text)
        ):
            return stop
    return 0


@lru_cache(maxsize=50_000)
def _is_known(words: str) -> bool:
    return bool(is_name(words) or country_named(words) or division_abbreviated(words))


def _entities(doc: "Doc") -> Iterator["Tokens"]:
    """What the parser takes for places, without articles and kinds."""
    for entity in doc.ents:
        if entity.label_ in ("GPE", "LOC"):
            tokens = trim(entity)
            if len(tokens):
                yield core_of(tokens)


def _named_by_kind(parse: Parse) -> Iterator["Tokens"]:
    """ "the town of X", "X province", where X is capitalised, known or not."""
    kinds, doc = kind_words(), parse.doc
    for token, lemma in zip(parse.words, parse.lemmas, strict=True):
        if not kinds.get(lemma):
            continue
        if token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "of":
            name = capitalised_run(doc[token.i + 2], forward=True)
        elif token.i and token.text.islower():
            name = capitalised_run(doc[token.i - 1], forward=False)
        else:
            continue
        if name is not None and not _is_demonym(name.text):
            yield name


def _put_somewhere(parse: Parse) -> Iterator["Tokens"]:
    """Unknown names after "in", "near" and the like, and the one that "and" joins to a name before."""
    for token, following in pairwise(parse.words):
        if not following.text[:1].isupper() or following.is_sent_start:
            continue
        joins = token.lower_ == "and" and token.i > 0 and token.nbor(-1).text[:1].isupper()
        if joins or token.lower_ in words_of("location"):
            name = capitalised_run(following, forward=True)
            if name is not None and len(name) <= SHORT:
                yield name


SHORT = 2  # words of a name that nobody knows
