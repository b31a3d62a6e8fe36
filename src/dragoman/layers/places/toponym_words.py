"""Help with the words around place names: what leads to a name, what it belongs to, what it is called after.

`toponyms.py` finds names with it, `toponym_judgement.py` weighs them.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from dragoman.gazetteer import candidates_for
from dragoman.lexicon import read_patterns, read_table
from dragoman.word_case import capital_share, is_new

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

    from dragoman.parse import Parse

__all__ = [
    "DIRECTIONS",
    "actor_names",
    "area_of_demonym",
    "capitalised_run",
    "core_of",
    "division_abbreviated",
    "ending_words",
    "goes_on",
    "hint_of",
    "in_body_name",
    "is_capital_of_title",
    "is_hyphened",
    "is_region",
    "kind_words",
    "plain",
    "preposition_before",
    "trim",
    "words_of",
]

LONGEST = 4  # words of a name that is looked up
DIRECTIONS = frozenset("North South East West Central Northern Southern Eastern Western Centre Center".split())


# What joins the words of Arabic names: "Abu al-Duhur", "Deir ez-Zor".
_ARTICLES = frozenset("al el ad ar as at az ash ed er es ez esh ul bin ibn abu umm".split())
_SMALL = 0.3  # of a word's uses with a capital, at most, for it to be a common word


def goes_on(tokens: "Tokens") -> bool:
    """Whether a name is but the beginning of one with an article in it: "Abu" of "Abu al-Duhur"."""
    doc, end = tokens.doc, tokens.end
    if end + 1 >= len(doc) or not doc[end - 1].whitespace_:
        return False
    article, _, rest = doc[end].text.partition("-")
    joined = bool(rest) or doc[end + 1].text == "-" or doc[end + 1].text[:1].isupper()
    return joined and article.lower() in _ARTICLES


def is_capital_of_title(parse: "Parse", tokens: "Tokens") -> bool:
    """Whether a common word has its capital from a headline in title case alone: "in Battle for Manbij"."""
    word = tokens[0]
    if len(tokens) > 1 or is_new(word.lower_) or capital_share(word.lower_) > _SMALL:
        return False
    sentence = word.sent
    long = [t.text for t in sentence if len(t) > 3 and t.is_alpha]
    titled = len(long) > 3 and sum(t[0].isupper() for t in long) >= 0.8 * len(long)
    if not titled or any(t.text in (".", "?", "!") for t in sentence[-3:]):
        return False
    elsewhere = re.findall(rf"(?<=[\w,] ){re.escape(word.text)}\b", parse.mended)
    return len(elsewhere) <= len(re.findall(rf"(?<=[\w,] ){re.escape(word.text)}\b", sentence.text))


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
        and tokens.doc[at].lower_ in (prepositions or words_of("preposition"))
        and tokens.doc[at].dep_ in ("prep", "agent", "pcomp")
    )


def is_region(words: str) -> bool:
    """Whether the words are the name of an area of our own table: Darfur, the European Union."""
    return any(c.kind == "region" for c in candidates_for(words))


@cache
def actor_names() -> frozenset[str]:
    """The names and bynames of the actors we know: no places, whatever the gazetteer has."""
    rows = read_table("actors")
    return frozenset(name for row in rows for name in (row["name"], *row["aliases"].split(";")) if name)


def hint_of(tokens: "Tokens") -> str | None:
    """The kind that the words beside a name give it: "X province", "the town of X"."""
    kinds, doc = kind_words(), tokens.doc
    if tokens.end < len(doc) and doc[tokens.end].lemma_.lower() in kinds:
        return kinds[doc[tokens.end].lemma_.lower()]
    if tokens.start > 1 and doc[tokens.start - 1].lower_ == "of":
        return kinds.get(doc[tokens.start - 2].lemma_.lower())
    return kinds.get(tokens[-1].lemma_.lower()) if len(tokens) > 1 else None


def trim(tokens: "Tokens") -> "Tokens":
    """Without the article, small words at the ends, and a possessive."""
    while len(tokens) and (tokens[0].lower_ in ("the", "a", "an") or not tokens[0].text[:1].isalnum()):
        tokens = tokens[1:]
    while len(tokens) > 1 and tokens[-1].text in kind_words():  # "Helmand province", but "Orange County"
        tokens = tokens[:-1]
    while len(tokens) and (tokens[-1].text in ("'s", "'") or not tokens[-1].text[-1:].isalnum()):
        if tokens[-1].text.endswith(".") and len(tokens[-1]) > 1:
            break
        tokens = tokens[:-1]
    return tokens


def core_of(tokens: "Tokens") -> "Tokens":
    """The known name in a longer one: "Georgia" in "Northeast Georgia"; the whole where none is known."""
    if candidates_for(plain(tokens)):
        return tokens
    core = tokens
    while len(core) > 1 and core[0].lower_ in words_of("leading"):
        core = core[1:]
    for end in range(len(core), 0, -1):
        if end < len(core) and core[end].text not in words_of("trailing"):
            break
        if candidates_for(plain(core[:end])):
            return core[:end]
    return tokens


def plain(tokens: "Tokens") -> str:
    """The words with single spaces."""
    return re.sub(r"\s+", " ", tokens.text).strip()


def is_hyphened(doc: "Doc | Sequence[Token]", at: int) -> bool:
    """Whether a token is a hyphen between two words without spaces, or the word after such a hyphen."""
    hyphen = at if doc[at].text == "-" else at - 1
    between = 0 < hyphen < len(doc) - 1 and doc[hyphen].text == "-"
    return between and not doc[hyphen].whitespace_ and not doc[hyphen - 1].whitespace_


def capitalised_run(token: "Token", *, forward: bool) -> "Tokens | None":
    """The capitalised proper nouns from a token on, or up to it, at most LONGEST; None where it is none."""
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


def in_body_name(tokens: "Tokens") -> bool:
    """Whether the name belongs to a body that is called after a place: "Islamic State in Khorasan"."""
    before = tokens.doc[max(0, tokens.start - 4) : tokens.end].text
    return any(word in before for word in words_of("body"))


@cache
def kind_words() -> dict[str, str]:
    """Words that say what a place is, to the kind they say."""
    return {word: entry["kind"] for entry in read_patterns("places")["kind"] for word in entry["words"]}


@cache
def words_of(table: str) -> frozenset[str]:
    """The words of a table of `places.toml`."""
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


def division_abbreviated(words: str, *, after_comma: bool = False) -> tuple[str, str] | None:
    """The name and country of the division that an abbreviation with a point stands for ("S.C.", "Mass."), or None.

    After a comma "CA" and "BC" are divisions as well.
    """
    return _abbreviation_table().get(words) if after_comma or words.endswith(".") else None


@cache
def _abbreviation_table() -> dict[str, tuple[str, str]]:
    return {row["abbreviation"]: (row["name"], row["country"]) for row in read_table("place_abbreviations")}


@cache
def ending_words() -> frozenset[str]:
    """Last words of longer names: of institutions that hold a place's name (University), of parts of places (Coast)."""
    return words_of("holder") | words_of("trailing")
