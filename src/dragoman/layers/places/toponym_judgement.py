"""How likely capitalised words are a place name here: signs in and around them, weighed as counted over news.

The signs are facts that anybody can check (a preposition of place before, a given name before, a well-known town); what
each is worth stands in `lexicons/place_weights.csv`, fitted by `tools/place_weights.py`. One column holds for parses
with entities, the other for parses without: the parser's recogniser is slow, and places can do without it.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from dragoman.countries import country_named, country_of_capital, country_of_demonym
from dragoman.gazetteer import candidates_for, is_name
from dragoman.layers.places.toponym_words import DIRECTIONS, ending_words, kind_words, words_of
from dragoman.lexicon import read_table
from dragoman.word_case import capital_share, kind_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

__all__ = ["Signs", "judge", "signs_of"]

Signs = frozenset[str]

_COUNTED = frozenset("pobj compound nsubj nsubjpass poss appos conj ROOT npadvmod dobj attr nmod amod".split())
_OTHER_PREPOSITIONS = frozenset("from to into of on by for with against via through between over off than".split())
_SIZES = (5_000, 20_000, 50_000, 100_000, 500_000)


def signs_of(tokens: "Tokens", words: str, surnames: tuple[frozenset[str], frozenset[str]]) -> Signs:
    """The signs for and against a stretch of words being a place name."""
    return frozenset(
        (*_of_name(words), *_of_parse(tokens), *_before(tokens), *_after(tokens), *_of_person(tokens, surnames))
    )


@lru_cache(maxsize=20_000)
def _of_name(words: str) -> tuple[str, ...]:
    """Signs of the words by themselves: what the gazetteer and the counts of capitals know of them."""
    signs = []
    candidates = candidates_for(words)
    kinds = {c.kind for c in candidates if c.main}
    if country_named(words):
        signs.append("is a country")
    elif "region" in kinds:
        signs.append("is a region")
    elif "admin1" in kinds:
        signs.append("is a division")
    elif not candidates:
        signs.append("is unknown")
    elif not kinds:
        signs.append("is an alternate name")
    elif kinds == {"admin2"}:
        signs.append("is a district")
    if country_of_capital(words):
        signs.append("is a capital")
    people = max((c.population for c in candidates if c.kind == "city"), default=0)
    signs.append(f"people {sum(people >= size for size in _SIZES)}")
    size = len(words.split())
    signs.append("one word" if size == 1 else "two words" if size == 2 else "more words")
    low = words.lower()
    if size == 1:
        share = capital_share(low)
        signs.append("mostly small" if share < 0.4 else "often small" if share < 0.8 else "mostly capital")
    if words.isupper():
        signs.append("capitals, short" if len(words) < 6 else "capitals")
    kind = kind_of(low) if size == 1 else kind_of(low.split()[0])
    if kind:
        signs.append(f"list: {kind}" if size == 1 else f"list, first: {kind}")
    if words.split()[-1:] and words.split()[-1] in ending_words():
        signs.append("ends in a kind")
    if size > 1 and (words.split()[-1] in words_of("feature") or words.split()[0] in words_of("feature_first")):
        signs.append("is a feature")
    return tuple(signs)


def _of_parse(tokens: "Tokens") -> Iterator[str]:
    root = tokens.root
    yield f"tag {tokens[-1].pos_}"
    yield f"role {root.dep_ if root.dep_ in _COUNTED else 'other'}"
    first, last = tokens[0], tokens[-1]
    if not first.ent_type_ and not last.ent_type_:
        yield "entity none"
        return
    label = first.ent_type_ or last.ent_type_
    doc = tokens.doc
    ends = tokens.end >= len(doc) or doc[tokens.end].ent_iob_ != "I" or doc[tokens.end].text in ("'s", "'")
    begins = first.ent_iob_ == "B" or (tokens.start > 0 and doc[tokens.start - 1].lower_ == "the")
    yield f"entity {label}" if begins and ends else f"in entity {label}" if begins else f"late in entity {label}"


def _before(tokens: "Tokens") -> Iterator[str]:
    doc, at = tokens.doc, tokens.start - 1
    if tokens[0].is_sent_start or at < 0:
        yield "opens"
        return
    word = doc[at]
    if word.lower_ in ("the", "nearby") or word.lower_ in words_of("leading"):
        yield "after the" if word.lower_ == "the" else "after a direction"
        at -= 1
        word = doc[at] if at >= 0 else word
    low = word.lower_.rstrip(".")
    if low in words_of("location"):
        yield "after in"
    elif low == "of" and at > 0 and doc[at - 1].lemma_.lower() in kind_words():
        yield "after a kind of"
    elif low == "of" and at > 0 and doc[at - 1].text in words_of("holder"):
        yield "after a holder of"
    elif low in _OTHER_PREPOSITIONS:
        yield f"after {low}"
    elif low in (",", "and", "or", "(", "-"):
        yield f"after {low}"
        neighbour = doc[at - 1].text if at > 0 else ""
        if neighbour[:1].isupper() and (candidates_for(neighbour) or country_named(neighbour)):
            yield "after a place and sign"
            yield from _leads_list(doc, at - 1)
    elif kind_of(low) in ("title", "given"):
        yield f"after a {kind_of(low)}"
    elif word.text[:1].isupper() and not word.is_sent_start:
        yield "after a demonym" if country_of_demonym(word.text) else "after a capital"
    elif word.text[:1].isupper():
        yield "after an opening"


def _leads_list(doc: "Doc", at: int) -> Iterator[str]:
    """What leads a list of names: "in A, B and C", "the towns of A and B"."""
    for before in range(at, max(at - REACH, 0), -1):
        word = doc[before]
        if word.text[:1].isupper() or word.text in (",", "and", "-"):
            continue
        if word.lower_ in words_of("location"):
            yield "in a list after in"
        elif word.lower_ == "of" and doc[before - 1].lemma_.lower() in kind_words():
            yield "after a kind of"
        return


REACH = 12  # words of a list that are looked back over


def _after(tokens: "Tokens") -> Iterator[str]:
    doc, at = tokens.doc, tokens.end
    if at >= len(doc) or doc[at].is_sent_start:
        yield "closes"
        return
    word = doc[at]
    if word.text in words_of("holder"):
        yield "before a holder"
    elif word.text.islower() and word.lemma_.lower() in kind_words():
        yield "before a kind"
    elif word.text[:1].isupper():
        yield "before a surname" if kind_of(word.lower_) == "surname" else "before a capital"
    elif word.lower_ in ("'s", "and", "or", "-", "("):
        yield f"before {word.lower_}"
    elif word.text == "," and at + 1 < len(doc):
        following = doc[at + 1]
        if following.text[:1].isupper():
            known = candidates_for(following.text) or country_named(following.text)
            yield "before comma and place" if known else "before comma and capital"
        elif following.like_num:
            yield "before comma and number"
        else:
            yield "before comma"
    elif word.pos_ in ("VERB", "AUX"):
        yield "before verb"
    elif word.is_punct:
        yield "before point"
    elif word.like_num:
        yield "before number"


def _of_person(tokens: "Tokens", surnames: tuple[frozenset[str], frozenset[str]]) -> Iterator[str]:
    people, closing = surnames
    if len(tokens) == 1:
        if tokens[0].text in people:
            yield "is a surname here"
        if tokens[0].text in closing:
            yield "closes a longer name here"


# --- what the signs are worth --------------------------------------------------------------------------------------


def judge(signs: Sequence[Signs], names: Sequence[str], *, entities: bool) -> list[float]:
    """How likely each is a place, from 0 to 1; mentions of one name strengthen and weaken one another."""
    weights = _weights(entities)
    own = [weights["always"] + sum(weights.get(sign, 0.0) for sign in each) for each in signs]
    return [_share(x) for x in _together(own, names, weights)]


def _together(own: Sequence[float], names: Sequence[str], weights: Mapping[str, float]) -> Iterator[float]:
    totals: dict[str, tuple[float, int]] = {}
    for name, x in zip(names, own, strict=True):
        total, count = totals.get(name, (0.0, 0))
        totals[name] = total + max(-6.0, min(6.0, x)), count + 1
    for name, x in zip(names, own, strict=True):
        total, count = totals[name]
        others = (total - max(-6.0, min(6.0, x))) / (count - 1) if count > 1 else 0.0
        yield weights["own"] * x + weights["others"] * others + weights["shift"]


def _share(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


@cache
def _weights(entities: bool) -> dict[str, float]:
    column = "with" if entities else "without"
    return {row["sign"]: float(row[column]) for row in read_table("place_weights") if row[column]}


def surnames_of(words: "Iterable[Token]") -> tuple[frozenset[str], frozenset[str]]:
    """Words after a given name or a title in the report, and words that close any longer name that is no place's."""
    people, closing = set(), set()
    previous = None
    for token in words:
        word = token.text
        if previous is not None and word[:1].isupper() and word.isalpha() and not token.is_sent_start:
            low = previous.lower_.rstrip(".")
            if kind_of(low) in ("given", "title"):
                people.add(word)
            elif previous.text[:1].isupper() and previous.pos_ == "PROPN" and _is_no_part(previous.text):
                closing.add(word)
        previous = token
    return frozenset(people), frozenset(closing)


@lru_cache(maxsize=20_000)
def _is_no_part(word: str) -> bool:
    """Whether a capitalised word before another tells a person or a body rather than a longer place name."""
    return not (
        word.lower() in words_of("leading")
        or word in ending_words() | DIRECTIONS
        or country_of_demonym(word)
        or is_name(word)
    )
