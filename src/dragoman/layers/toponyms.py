"""Which words of a report are place names: the parser's entities, the gazetteer's names, demonyms, names by their kind.

This module finds; `place_resolution.py` says which place is meant.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dragoman.countries import country_named, country_of_capital, country_of_demonym
from dragoman.gazetteer import candidates_for
from dragoman.lexicon import read_patterns, read_table
from dragoman.model.document import Span
from dragoman.parse import Parse, span_of
from dragoman.word_case import capital_share, kind_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

__all__ = ["Found", "find_names", "preposition_before"]

LONGEST = 4  # words of a name that is looked up
SMALLEST = 50_000  # people of a town that a lone capitalised word may stand for, where nothing else says it is a place
MOSTLY_NAME = 0.4  # share of capitals in running text below which a word is a common one
CITY = 100_000  # the same for a name that the parser takes for a body or a product
EMBEDDED = 100_000  # the same inside a longer name, where more names are chance


@dataclass(frozen=True, slots=True)
class Found:
    """A place name in the text. `hint`: the kind its surroundings name (admin1, city); `lookup`: what to resolve."""

    span: Span
    lookup: str
    hint: str | None = None
    demonym: bool = False
    embedded: bool = False
    country: str | None = None


def find_names(parse: Parse) -> tuple[Found, ...]:
    """The place names in text order, none overlapping: the surer ways of finding first."""
    taken: dict[int, Found] = {}
    for way in (_abbreviations, _entities, _demonyms, _datelines, _named_by_kind, _gazetteer_names, _embedded):
        _take(taken, way(parse))
    people = _surnames(parse)
    if people:
        taken = {i: f for i, f in taken.items() if f.lookup not in people or _is_put_somewhere(parse, f)}
    _take(taken, _again(parse, tuple(taken.values())))
    return tuple(sorted(set(taken.values()), key=lambda f: f.span))


def _surnames(parse: Parse) -> frozenset[str]:
    """Words that are people here: last words of full names, and names that the parser mostly takes for a person's."""
    full: set[str] = set()
    lone: Counter[str] = Counter()
    for entity in map(_trim, parse.doc.ents):
        if len(entity) > 1 and entity.label_ == "PERSON" and all(token.text[:1].isupper() for token in entity):
            full.add(entity[-1].text)
        elif len(entity) == 1 and entity.label_ in ("PERSON", "GPE", "LOC"):
            lone[entity[0].text] += 1 if entity.label_ == "PERSON" else -1
    full.update(word for word, more in lone.items() if more > 0)
    return frozenset(word for word in full if not (country_named(word) or country_of_capital(word)))


def _is_put_somewhere(parse: Parse, found: Found) -> bool:
    return found.hint is not None or preposition_before(parse.tokens(found.span), _words_of("location"))


def _take(taken: dict[int, Found], found: Iterator[Found]) -> None:
    for one in found:
        letters = range(one.span.start, one.span.end)
        if not any(i in taken for i in letters):
            taken |= dict.fromkeys(letters, one)


# --- ways of finding ------------------------------------------------------------------------------------------------


def _entities(parse: Parse) -> Iterator[Found]:
    for entity in parse.doc.ents:
        tokens = _trim(entity)
        if not len(tokens) or _in_body_name(entity):
            continue
        words = _words(tokens)
        if entity.label_ in ("GPE", "LOC"):
            if words in _DIRECTIONS or (country_of_demonym(words) and not country_named(words)):
                continue
            if words in _actor_names() and not country_named(words):
                continue
            tokens = _core(tokens)
            yield Found(span_of(tokens), _words(tokens), _hint(tokens))
        elif entity.label_ in _MISTAKEN and (
            (preposition_before(tokens) and _is_place(words, 0)) or _is_well_known(tokens)
        ):
            yield Found(span_of(tokens), words, _hint(tokens))


def _demonyms(parse: Parse) -> Iterator[Found]:
    doc = parse.doc
    for token in doc:
        if not token.text[:1].isupper():
            continue
        pair = doc[token.i : token.i + 2]
        for tokens in (pair, pair[:1]):
            words = tokens.text
            if not _is_demonym(words) or (len(tokens) == 2 and not tokens[1].text[:1].isupper()):
                continue
            if country_named(words) and token.ent_type_ in ("GPE", "LOC"):
                continue
            if not _in_body_name(tokens):
                yield Found(span_of(tokens), words, demonym=True, country=country_of_demonym(words))
            break


def _is_demonym(words: str) -> bool:
    return bool(country_of_demonym(words) or area_of_demonym(words))


def _named_by_kind(parse: Parse) -> Iterator[Found]:
    """ "the town of X", "X province", where X is capitalised, known or not."""
    kinds = _kind_words()
    doc = parse.doc
    for token in doc:
        kind = kinds.get(token.lemma_.lower())
        if not kind:
            continue
        if token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "of":
            name = _capitalised_run(doc[token.i + 2], forward=True)
        elif token.i and token.text.islower():
            name = _capitalised_run(doc[token.i - 1], forward=False)
        else:
            continue
        if name is not None and not _is_demonym(name.text) and not _in_body_name(name):
            yield Found(span_of(name), _words(name), kind)


def _gazetteer_names(parse: Parse) -> Iterator[Found]:
    """Runs of capitalised words that the gazetteer knows, outside of people's and bodies' names."""
    for run in _runs(parse):
        at = run.start
        while at < run.end:
            for length in range(min(LONGEST + 2, run.end - at), 0, -1):
                tokens = parse.doc[at : at + length]
                if _is_hyphened(parse.doc, tokens.start) or (
                    tokens.end < len(parse.doc) and _is_hyphened(parse.doc, tokens.end)
                ):
                    continue  # a piece of a hyphened name
                words = _words(tokens)
                if any(t.ent_type_ in _NAMES_OF_OTHERS for t in tokens):
                    continue
                if tokens[0].is_sent_start and length == 1 and tokens[0].tag_ not in ("NNP", "NNPS"):
                    continue
                if _names_another_thing(words) or _in_body_name(tokens):
                    continue
                if _is_place(words, 500 if preposition_before(tokens) else SMALLEST):
                    yield Found(span_of(tokens), words, _hint(tokens))
                    at += length - 1
                    break
            at += 1


def _datelines(parse: Parse) -> Iterator[Found]:
    """A city in capitals that opens a paragraph: "BEIRUT (Agency) -", "GOMA, Congo -"."""
    for paragraph in parse.paragraphs:
        match = _DATELINE.match(parse.text, paragraph.start, paragraph.end)
        if match and candidates_for(match.group(1)):
            yield Found(Span(*match.span(1)), match.group(1).title())


_DATELINE = re.compile(r"([A-Z][A-Z'’. -]{2,30}[A-Z])(?=,? ?(?:\(|--?|–|—)|, [A-Z][a-z])")
_MISTAKEN = ("FAC", "PERSON", "ORG", "PRODUCT", "WORK_OF_ART", "NORP")  # what the parser takes unknown towns for
_NAMES_OF_OTHERS = ("PERSON", "ORG", "FAC", "WORK_OF_ART", "EVENT", "LAW", "DATE", "PRODUCT")
_DIRECTIONS = frozenset("North South East West Central Northern Southern Eastern Western Centre Center".split())


def _embedded(parse: Parse) -> Iterator[Found]:
    """Places inside the names of institutions: "Aleppo University", "the Colorado Supreme Court"."""
    holders = _words_of("holder")
    for entity in parse.doc.ents:
        if entity.label_ not in ("ORG", "FAC", "EVENT", "LAW", "PERSON") or _in_body_name(entity):
            continue
        held = any(token.text in holders for token in entity) or (
            entity.end < len(parse.doc) and parse.doc[entity.end].text in holders
        )
        for start in range(entity.start, entity.end):
            for length in (3, 2, 1):
                tokens = parse.doc[start : min(start + length, entity.end)]
                words = tokens.text
                if tokens[0].text in holders or not all(t.text[:1].isupper() for t in tokens):
                    continue
                if country_named(words) if not held else _is_place(words, EMBEDDED) and not _names_another_thing(words):
                    yield Found(span_of(tokens), words, embedded=True)
                    break


def _again(parse: Parse, found: Iterable[Found]) -> Iterator[Found]:
    """Further mentions of the places found, where the parser sees a person or a body: "the Kunduz Traders Union"."""
    known = {
        f.lookup
        for f in found
        if not (f.demonym or f.embedded) and candidates_for(f.lookup) and not _names_another_thing(f.lookup)
    }
    openings = {name.split(" ", 1)[0] for name in known}
    for token in parse.doc:
        if token.text not in openings:
            continue
        for length in range(LONGEST, 0, -1):
            tokens = parse.doc[token.i : token.i + length]
            words = _words(tokens)
            if words in known and not _in_body_name(tokens) and not _is_of_person(tokens):
                yield Found(span_of(tokens), words, _hint(tokens), embedded=_is_inside(tokens))
                break


def _is_inside(tokens: "Tokens") -> bool:
    """Whether the name is part of a longer name."""
    doc, last = tokens.doc, tokens[-1]
    before = (
        tokens.start > 0 and doc[tokens.start - 1].ent_type_ == tokens[0].ent_type_ != "" and tokens[0].ent_iob_ == "I"
    )
    after = tokens.end < len(doc) and doc[tokens.end].ent_iob_ == "I" and doc[tokens.end].text[:1].isupper()
    return bool(last.ent_type_) and (before or after)


def _is_of_person(tokens: "Tokens") -> bool:
    """Whether the name is a person's: after a title or a given name, or before a surname."""
    if tokens.start and kind_of(tokens.doc[tokens.start - 1].lower_.rstrip(".")) in ("title", "given"):
        return True
    return tokens[0].ent_type_ == "PERSON" and _is_inside(tokens)


_ABBREVIATED = re.compile(r"(?<=, )(?:[A-Z][a-z]*\. ?)*(?:[A-Z][a-z]*\.|[A-Z]{2})(?=[\s,.;:)–—-]|$)")


def _abbreviations(parse: Parse) -> Iterator[Found]:
    for match in _ABBREVIATED.finditer(parse.text):
        row = _abbreviation_table().get(match.group().strip())
        if row and parse.text.endswith("Washington, ", 0, match.start()):
            yield Found(Span(match.start() - len("Washington, "), match.end()), "Washington D.C.", "city")
        elif row:
            yield Found(Span(match.start(), match.end()), row[0], "admin1", country=row[1])


def division_abbreviated(words: str) -> tuple[str, str] | None:
    """The name and country of the division that an abbreviation with a point stands for ("S.C.", "Mass."), or None."""
    return _abbreviation_table().get(words) if words.endswith(".") else None


@cache
def _abbreviation_table() -> dict[str, tuple[str, str]]:
    return {row["abbreviation"]: (row["name"], row["country"]) for row in read_table("place_abbreviations")}


# --- help -----------------------------------------------------------------------------------------------------------


def preposition_before(tokens: "Tokens", prepositions: frozenset[str] | None = None) -> bool:
    """Whether a preposition of place stands before the name, or before the words that lead to it."""
    at = tokens.start - 1
    while at >= 0 and tokens.doc[at].lower_ in (
        "the",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "nearby",
    ):
        at -= 1
    return (
        at >= 0
        and tokens.doc[at].lower_ in (prepositions or _words_of("preposition"))
        and tokens.doc[at].dep_ in ("prep", "agent", "pcomp")
    )


def _is_place(words: str, least: int) -> bool:
    return any(c.kind in ("country", "region", "admin1") or c.population >= least for c in candidates_for(words))


def _is_well_known(tokens: "Tokens") -> bool:
    """Whether the parser must be wrong about a lone name that it takes for a person or a body: Kinshasa, Niger."""
    words = _words(tokens)
    if tokens.start and kind_of(tokens.doc[tokens.start - 1].lower_.rstrip(".")) == "title":
        return False
    if _names_another_thing(words):
        return False
    if country_named(words) or country_of_capital(words):
        return True
    return tokens[0].ent_type_ != "PERSON" and any(c.main and c.population >= CITY for c in candidates_for(words))


def _names_another_thing(words: str) -> bool:
    """Whether a capitalised name is likelier an actor, an acronym or a common word: Taliban, UN, Gold."""
    if country_named(words):
        return False
    if words in _DIRECTIONS or kind_of(words.lower()) in ("given", "surname", "title"):
        return True
    return words in _actor_names() or (words.isupper() and len(words) < 6) or capital_share(words.lower()) < MOSTLY_NAME


@cache
def _actor_names() -> frozenset[str]:
    rows = read_table("actors")
    return frozenset(name for row in rows for name in (row["name"], *row["aliases"].split(";")) if name)


def _hint(tokens: "Tokens") -> str | None:
    """The kind that the words beside a name give it: "X province", "the town of X"."""
    kinds, doc = _kind_words(), tokens.doc
    if tokens.end < len(doc) and doc[tokens.end].lemma_.lower() in kinds:
        return kinds[doc[tokens.end].lemma_.lower()]
    if tokens.start > 1 and doc[tokens.start - 1].lower_ == "of":
        return kinds.get(doc[tokens.start - 2].lemma_.lower())
    return kinds.get(tokens[-1].lemma_.lower()) if len(tokens) > 1 else None


def _trim(tokens: "Tokens") -> "Tokens":
    """Without the article, small words at the ends, and a possessive."""
    while len(tokens) and (tokens[0].lower_ in ("the", "a", "an") or not tokens[0].text[:1].isalnum()):
        tokens = tokens[1:]
    while len(tokens) > 1 and tokens[-1].text in _kind_words():  # "Helmand province", but "Orange County"
        tokens = tokens[:-1]
    while len(tokens) and (tokens[-1].text in ("'s", "'") or not tokens[-1].text[-1:].isalnum()):
        if tokens[-1].text.endswith(".") and len(tokens[-1]) > 1:
            break
        tokens = tokens[:-1]
    return tokens


def _core(tokens: "Tokens") -> "Tokens":
    """The known name in a longer one: "Georgia" in "Northeast Georgia"; the whole where none is known."""
    if candidates_for(_words(tokens)):
        return tokens
    core = tokens
    while len(core) > 1 and core[0].lower_ in _words_of("leading"):
        core = core[1:]
    for end in range(len(core), 0, -1):
        if end < len(core) and core[end].text not in _words_of("trailing"):
            break
        if candidates_for(_words(core[:end])):
            return core[:end]
    return tokens


def _words(tokens: "Tokens") -> str:
    return re.sub(r"\s+", " ", tokens.text).strip()


def _runs(parse: Parse) -> "Iterator[Tokens]":
    """Stretches of capitalised words inside a sentence, at most twelve words each."""
    start = None
    for token in parse.doc:
        capital = token.text[:1].isupper() and token.pos_ in ("PROPN", "NOUN", "ADJ", "X")
        if start is not None and _is_hyphened(parse.doc, token.i):
            continue  # "KwaZulu-Natal" and "Mazar-i-Sharif" are one name
        breaks = not capital or token.is_sent_start or (start is not None and token.i - start >= 12)
        if start is not None and breaks:
            yield parse.doc[start : token.i]
            start = None
        if capital and start is None:
            start = token.i
    if start is not None:
        yield parse.doc[start:]


def _is_hyphened(doc: "Doc", at: int) -> bool:
    """Whether a token is a hyphen between two words without spaces, or the word after such a hyphen."""
    hyphen = at if doc[at].text == "-" else at - 1
    between = 0 < hyphen < len(doc) - 1 and doc[hyphen].text == "-"
    return between and not doc[hyphen].whitespace_ and not doc[hyphen - 1].whitespace_


def _capitalised_run(token: "Token", *, forward: bool) -> "Tokens | None":
    doc, step = token.doc, 1 if forward else -1
    end = token.i
    while (
        0 <= end < len(doc)
        and doc[end].text[:1].isupper()
        and doc[end].pos_ == "PROPN"
        and abs(end - token.i) < LONGEST
    ):
        end += step
    tokens = doc[token.i : end] if forward else doc[end + 1 : token.i + 1]
    return tokens if len(tokens) else None


def _in_body_name(tokens: "Tokens") -> bool:
    """Whether the name belongs to a body that is called after a place: "Islamic State in Khorasan"."""
    before = tokens.doc[max(0, tokens.start - 4) : tokens.end].text
    return any(word in before for word in _words_of("body"))


@cache
def _kind_words() -> dict[str, str]:
    return {word: entry["kind"] for entry in read_patterns("places")["kind"] for word in entry["words"]}


@cache
def _words_of(table: str) -> frozenset[str]:
    return frozenset(word for entry in read_patterns("places")[table] for word in entry["words"])


def area_of_demonym(words: str) -> str | None:
    """The area below or above countries that a demonym belongs to: "African" is Africa's.

    >>> area_of_demonym("Africans")
    'Africa'
    """
    return _area_demonyms().get(words)


@cache
def _area_demonyms() -> dict[str, str]:
    return {word: row["name"] for row in read_table("regions") for word in row["demonyms"].split(";") if word}
