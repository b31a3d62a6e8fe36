"""Bounds on the day of writing from office holders: "President X said on Tuesday" was written in X's term."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dragoman.layers.timex_words import token_at
from dragoman.lexicon import read_table
from dragoman.model.document import Span
from dragoman.parse import Parse

__all__ = ["Tenure", "find_tenures"]

# How reports write the titles of `lexicons/offices.csv` that they write in more than one way.
_ALSO = {
    "secretary general": "secretary-general", "speaker": "house speaker", "secretary of defense": "defense secretary",
    "defence secretary": "defense secretary", "federal reserve chairman": "fed chairman", "fed chair": "fed chairman",
    "federal reserve chair": "fed chairman", "secretary of homeland security": "homeland security secretary",
    "national security advisor": "national security adviser",
    "republican nominee": "presidential candidate", "democratic nominee": "presidential candidate",
    "gop nominee": "presidential candidate", "republican candidate": "presidential candidate",
    "democratic candidate": "presidential candidate", "gop candidate": "presidential candidate",
    "republican front-runner": "presidential candidate", "democratic front-runner": "presidential candidate",
    "gop front-runner": "presidential candidate",
    "presidential front-runner": "presidential candidate", "presidential frontrunner": "presidential candidate",
    "presidential hopeful": "presidential candidate", "presidential contender": "presidential candidate",
}  # fmt: skip


@cache
def _holder() -> re.Pattern[str]:
    """A title and the capitalised name after it; titles of candidates are written small."""
    titles = {row["title"] for row in read_table("offices")} | set(_ALSO)
    ordered = sorted(titles, key=len, reverse=True)
    small = "|".join(re.escape(t) for t in ordered if t.startswith("presidential"))  # also after a party's name
    great = "|".join(re.escape(t) for t in ordered if not t.startswith("presidential"))
    return re.compile(
        r"(?<!eputy )(?<!ssistant )(?<!ssociate )(?<!nder )(?<!hadow )(?<!then-)(?<!nominee for )(?<!candidate for )"
        rf"\b(?P<title>(?i:{great})|{small}),? (?:Sen\. |Gov\. |Senator |Governor )?"
        r"(?P<name>[A-Z][\w'’.-]*(?: (?:[A-Z][\w'’.-]*|al-\w+|el-\w+|de)){0,3})"
    )


_ADMINISTRATION = re.compile(r"\bthe (?P<name>Reagan|Bush|Clinton|Obama|Trump|Biden) (?P<head>administration)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\bago\b|\b(?:when|then|while) (?:he|she|President)\b")
_NO_LONGER = re.compile(r"\b(?:former|ex|late|deposed|ousted|then|toppled|overthrown)[ -](?:\w+ )?$", re.IGNORECASE)
# Holders that reports name by surname alone without ever giving the whole name.
_ALONE = frozenset({"reagan", "bush", "clinton", "obama", "trump", "biden", "gorbachev", "yeltsin", "putin"})
# An elected head is called by the title before taking office.
_ELECT = timedelta(days=80)
_NEAR = re.compile(
    r"\b(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|today|yesterday|tomorrow|tonight|"
    r"this (?:week|month))\b"
)


@dataclass(frozen=True, slots=True)
class Tenure:
    """What one mention says: the terms (from, to) that the writing may fall into; `to` is None where it only follows.

    `former`: the text says that the term is over, so that `terms` begin at its end. `near`: the sentence tells of
    these days. Where it is neither, the term may be one recalled.
    """

    terms: tuple[tuple[date, date | None], ...]
    name: str
    former: bool
    span: Span
    near: bool = True


@cache
def _holders() -> Mapping[tuple[str, str], tuple[tuple[str, date, date | None], ...]]:
    """(title, surname) -> whole name and term of each holder."""
    found: dict[tuple[str, str], list[tuple[str, date, date | None]]] = defaultdict(list)
    for row in read_table("offices"):
        start = date.fromisoformat(row["start"])
        end = date.fromisoformat(row["end"]) if row["end"] else None
        found[row["title"], row["name"].split()[-1]].append((row["name"], start, end))
    return {key: tuple(rows) for key, rows in found.items()}


def find_tenures(parse: Parse) -> Iterator[Tenure]:
    """The office holders that a text names with their titles.

    A term's end bounds the writing only where the holder is told of as in office these days: in a sentence with a
    weekday or "today", or as the subject of a verb in the present; its beginning always does. Surnames alone count
    where the whole name stands in the text, too, or no other holder bears them.
    """
    lower = parse.text.lower()
    for match in _holder().finditer(parse.text):
        yield from _of_match(parse, match, lower)
    for match in _ADMINISTRATION.finditer(parse.text):
        holders = _holders().get(("president", match["name"].lower()))
        if holders and _is_told_of_now(parse, match.end("head") - 1):
            terms = tuple((start, end) for _, start, end in holders)
            yield Tenure(terms, match["name"], False, Span(*match.span()))


def _of_match(parse: Parse, match: re.Match[str], lower: str) -> Iterator[Tenure]:
    words = [word.strip(".'’").removesuffix("'s").removesuffix("’s") for word in match["name"].lower().split()]
    title = match["title"].lower()
    if match["title"][0].islower() and not title.startswith(("presidential", "vice ")):
        return
    title = _ALSO.get(title, title)
    for size in range(len(words), 0, -1):
        holders = _holders().get((title, words[size - 1]))
        if not holders:
            continue
        given = " ".join(words[:size])
        named = [h for h in holders if _plain(h[0]) == given or (size == 1 and _known(h[0], lower))]
        if not named:
            continue
        former = bool(_NO_LONGER.search(parse.text[max(0, match.start() - 30) : match.start()]))
        near = not former and _is_in_office(parse, match, words[size - 1], lower)
        span = Span(match.start(), match.start("name") + len(match["name"]))
        if not former and not near and not _is_recalled(parse, match, words[size - 1], lower):
            yield Tenure(tuple((start, end) for _, start, end in named), match["name"], False, span, near=False)
        if not former and not near and (size == 1 or title.startswith("presidential ")):
            return  # "President X" of a supposition, or a candidate long past
        terms = tuple(_term(start, end, former=former, near=near) for _, start, end in named)
        if None not in terms:
            yield Tenure(tuple(t for t in terms if t), match["name"], former, span)
        return


def _is_in_office(parse: Parse, match: re.Match[str], surname: str, lower: str) -> bool:
    """Whether a mention tells of the holder as in office when the report was written."""
    if re.search(rf"\b(?:former|ex|late)[ -](?:\w+ ){{0,3}}{re.escape(surname)}\b", lower):
        return False
    return _is_told_of_now(parse, match.start("name"))


_RECALLING = re.compile(
    r"(?:\b(?:under|since|like|era|fallen|killed|assassinated)|\b(?:administrations?|government|presidency|rule|fall|"
    r"death|overthrow|ouster|assassination|murder|killing|days|time|tenure|aides?|official|reign) "
    r"(?:of|to|in|under)(?: \w+)?) $",
    re.IGNORECASE,
)
_RECALLED = re.compile(
    r"['’]?s? (?:tenure|presidency|era|administration|death|fall|overthrow|assassination|first term)\b"
)


def _is_recalled(parse: Parse, match: re.Match[str], surname: str, lower: str) -> bool:
    """Whether a mention may be of a term long over: a year or "ago" beside it, "under President X"."""
    if re.search(rf"\b(?:former|ex|late|then)[ -](?:\w+ ){{0,3}}{re.escape(surname)}\b", lower):
        return True
    token = token_at(parse, match.start("name"))
    if token is None or _YEAR.search(token.sent.text):
        return True
    start, end = match.start(), match.start("name") + len(match["name"])
    return bool(_RECALLING.search(parse.text[max(0, start - 40) : start]) or _RECALLED.match(parse.text, end))


def _is_told_of_now(parse: Parse, offset: int) -> bool:
    """Whether the sentence tells of these days, or the words are the subject of a verb in the present."""
    token = token_at(parse, offset)
    if token is None:
        return False
    if _NEAR.search(token.sent.text):
        return True
    while token.dep_ in ("compound", "flat", "nmod") and token.head.i != token.i:
        token = token.head
    verb = token.head
    if token.dep_ != "nsubj" or verb.pos_ not in ("VERB", "AUX"):
        return False
    aux = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if verb.tag_ == "VBZ" or any(child.tag_ == "VBZ" or child.lower_ in ("will", "'ll") for child in aux):
        return True
    # The story's own time is these days, unless the sentence or the one before names a year.
    start = max(0, token.sent.start_char - 150)
    return verb.tag_ == "VBD" and verb.dep_ == "ROOT" and not _YEAR.search(parse.text, start, token.sent.end_char)


def _plain(name: str) -> str:
    return name.removesuffix(".")


def _known(name: str, lower: str) -> bool:
    return name.split()[-1] in _ALONE or name in lower


def _term(start: date, end: date | None, *, former: bool, near: bool) -> tuple[date, date | None] | None:
    if former:
        return (end, None) if end else None
    return (start if near else start - _ELECT, end if near else None)
