"""Bounds on the day of writing from office holders: "President X said on Tuesday" was written in X's term."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dragoman.layers.times.words import token_at
from dragoman.lexicon import read_table
from dragoman.model.document import Span
from dragoman.parse import Parse

__all__ = ["Tenure", "bare_name", "find_tenures", "spellings_of"]

# How reports write the titles of `lexicons/offices.csv` that they write in more than one way.
_ALSO = {
    "secretary general": "secretary-general", "un chief": "secretary-general", "u.n. chief": "secretary-general",
    "nato chief": "secretary-general", "arab league chief": "secretary-general",
    "speaker": "house speaker", "speaker of the house": "house speaker",
    "gov.": "governor", "premier": "prime minister", "taoiseach": "prime minister", "vice-president": "vice president",
    "secretary of defense": "defense secretary", "defence secretary": "defense secretary",
    "defence minister": "defense minister", "external affairs minister": "foreign minister",
    "secretary of the treasury": "treasury secretary", "secretary of the interior": "interior secretary",
    "secretary of agriculture": "agriculture secretary", "secretary of commerce": "commerce secretary",
    "secretary of labor": "labor secretary", "secretary of education": "education secretary",
    "secretary of energy": "energy secretary", "secretary of transportation": "transportation secretary",
    "health secretary": "health and human services secretary", "hhs secretary": "health and human services secretary",
    "secretary of health and human services": "health and human services secretary",
    "secretary of homeland security": "homeland security secretary",
    "national security advisor": "national security adviser",
    "federal reserve chairman": "fed chairman", "fed chair": "fed chairman", "federal reserve chair": "fed chairman",
    "un ambassador": "ambassador to the united nations", "u.n. ambassador": "ambassador to the united nations",
    "ambassador to the un": "ambassador to the united nations",
    "ambassador to the u.n.": "ambassador to the united nations",
    "envoy": "special envoy", "special representative of the secretary-general": "special representative",
    "human rights chief": "high commissioner for human rights", "rights chief": "high commissioner for human rights",
    "refugee chief": "high commissioner for refugees", "aid chief": "humanitarian chief",
    "emergency relief coordinator": "humanitarian chief", "foreign affairs chief": "foreign policy chief",
    "high representative": "foreign policy chief", "imf chief": "managing director", "imf head": "managing director",
    "labor leader": "labour leader", "secretary of state for northern ireland": "northern ireland secretary",
    "chancellor of the exchequer": "chancellor", "chief prosecutor": "prosecutor",
    "republican nominee": "presidential candidate", "democratic nominee": "presidential candidate",
    "gop nominee": "presidential candidate", "republican candidate": "presidential candidate",
    "democratic candidate": "presidential candidate", "gop candidate": "presidential candidate",
    "republican front-runner": "presidential candidate", "democratic front-runner": "presidential candidate",
    "gop front-runner": "presidential candidate",
    "presidential front-runner": "presidential candidate", "presidential frontrunner": "presidential candidate",
    "presidential hopeful": "presidential candidate", "presidential contender": "presidential candidate",
}  # fmt: skip
_CAPITAL = "A-Z\u00c0-\u00de"
_WORD = rf"[{_CAPITAL}][\w'’.-]{{0,40}}"  # a longer run of letters is no name
_OTHERS = (
    r"(?<!eputy )(?<!ssistant )(?<!ssociate )(?<!nder )(?<!hadow )(?<!ice )(?<!ice-)(?<!cting )(?<!then-)"
    r"(?<!Lt\. )(?<!Lt )(?<!ieutenant )"
    r"(?<!nominee for )(?<!candidate for )"
)


@cache
def _holders_named() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A title and the capitalised name after it, and a name with its title after a comma.

    Titles of candidates are written small.
    """
    titles = {row["title"] for row in read_table("offices")} | set(_ALSO)
    ordered = sorted(titles, key=len, reverse=True)
    small = "|".join(re.escape(t) for t in ordered if t.startswith("presidential"))  # also after a party's name
    great = "|".join(re.escape(t) for t in ordered if not t.startswith("presidential"))
    letters = "".join(sorted({first for title in titles for first in (title[0], title[0].upper())}))
    begins = rf"\b(?=[{letters}])"  # first, so that most places in a text are done with at once
    name = rf"(?P<name>{_WORD}(?: (?:{_WORD}|al-\w+|el-\w+|de|da|bin|von|der|van)){{0,4}})"
    before = re.compile(
        rf"{begins}{_OTHERS}(?P<title>(?i:{great})|{small})"
        rf"(?: (?:of|for|to) (?:the )?{_WORD}(?: (?:and )?{_WORD}){{0,2}},| for {_WORD})?,? "
        rf"(?:Sen\. |Gov\. |Senator |Governor )?{name}"
    )
    after = re.compile(
        rf"\b{name}, (?:who is )?(?:the |its |their )?(?P<former>(?:former|then|ex|late|deposed|ousted)[ -])?"
        rf"(?:(?:{_WORD}|of) ){{0,3}}{_OTHERS}\b(?P<title>(?i:{great}))\b(?! for )"
    )
    return before, after


_ADMINISTRATION = re.compile(r"\bthe (?P<name>Reagan|Bush|Clinton|Obama|Trump|Biden) (?P<head>administration)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\bago\b|\b(?:when|then|while) (?:he|she|President)\b")
_NO_LONGER = re.compile(
    r"\b(?i:former|ex|late|deposed|ousted|toppled|overthrown|onetime|one-time)[ -](?:[A-Z][\w.'’-]* ){0,2}$|"
    r"\b(?i:the|a) then[- ](?:[A-Z][\w.'’-]* ){0,2}$|\bthen-(?:[A-Z][\w.'’-]* ){0,2}$"
)
# "A President Trump would", "the prospect of President Trump".
_SUPPOSED = re.compile(r"\b(?i:an?|prospects? of|enter|potential|possible|future) $")
# Holders that reports name by surname alone without ever giving the whole name.
_ALONE = frozenset({"reagan", "bush", "clinton", "obama", "trump", "biden", "gorbachev", "yeltsin", "putin"})
# An elected head is called by the title before taking office; one who leaves, for some days after.
_ELECT = timedelta(days=80)
_AFTER, _LEAVING = timedelta(days=14), timedelta(days=90)
_LEAVES = re.compile(
    r"\b(?:resign\w*|quit\w*|sacked|sacking|fired|firing|dismiss\w*|step\w* down|oust\w*|depart\w*|replac\w*|outgoing|"
    r"success(?:or|ion)|succeed\w*)\b",
    re.IGNORECASE,
)
# "Obama's national security adviser" may be said long after.
_OF_PRESIDENT = re.compile(r"\b(?:Reagan|Bush|Clinton|Obama|Trump|Biden)['’]s? (?:[a-z]+ )?$")
_NEAR = re.compile(
    r"\b(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|today|yesterday|tomorrow|tonight|"
    r"this (?:week|month))\b"
)


@dataclass(frozen=True, slots=True)
class Tenure:
    """What one mention says: the terms (from, to) that the writing may fall into; `to` is None where it only follows.

    `former`: the text says that the term is over, so that `terms` begin at its end. `near`: the sentence tells of
    these days; `firm`: by a weekday or "today". Where it is neither, the term may be one recalled.
    """

    terms: tuple[tuple[date, date | None], ...]
    name: str
    former: bool
    span: Span
    near: bool = True
    office: str = ""
    firm: bool = False


def _fold(words: str) -> str:
    """Small letters without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", words.lower()) if not unicodedata.combining(c))


def bare_name(name: str) -> str:
    """A whole name as the table has it: small, without accents, full stops at the ends of words and "Jr."."""
    words = (word.strip(".,'").removesuffix("'s") for word in _fold(name).replace("’", "'").split())
    return " ".join(word for word in words if word and word not in ("jr", "sr", "ii", "iii"))


def _without_initials(name: str) -> str:
    first, *middle, last = name.split()
    return " ".join([first, *(word for word in middle if len(word) > 1), last])


@cache
def _actors() -> Mapping[str, tuple[str, ...]]:
    """Name -> the spellings of a person in `actors.csv`."""
    return {
        bare_name(row["name"]): tuple(alias.removeprefix("?") for alias in row["aliases"].split(";") if alias)
        for row in read_table("actors")
        if row["kind"] == "person"
    }


def spellings_of(names: str) -> tuple[str, ...]:
    """The spellings of a holder: those of the row and those that `actors.csv` has, the names of one word last."""
    own = names.split(";")
    every = dict.fromkeys(bare_name(name) for name in (*own, *_actors().get(bare_name(own[0]), ())))
    return tuple(sorted(every, key=lambda name: " " not in name))


@cache
def _holders() -> Mapping[tuple[str, str], tuple[tuple[str, date, date | None, str], ...]]:
    """(title, surname) -> whole name, term and office of each holder; the office where one at a time holds it."""
    found: dict[tuple[str, str], list[tuple[str, date, date | None, str]]] = defaultdict(list)
    for row in read_table("offices"):
        start = date.fromisoformat(row["start"])
        end = date.fromisoformat(row["end"]) if row["end"] else None
        office = f"{row['title']} of {row['country']}" if row["title"] in _SINGLE else ""
        for name in spellings_of(row["name"]):
            found[row["title"], name.split()[-1]].append((name, start, end, office))
    return {key: tuple(sorted(rows, key=lambda row: row[1])) for key, rows in found.items()}


# Offices that one person holds at a time in a country.
_SINGLE = frozenset({"president", "prime minister", "chancellor"})


def find_tenures(parse: Parse) -> list[Tenure]:
    """The office holders that a text names with their titles.

    Of two holders of one office the earlier is recalled, unless the sentence tells of these days.
    """
    every = list(_every_tenure(parse))
    latest: dict[str, date] = {}
    for tenure in every:
        if tenure.near and not tenure.former and tenure.office:
            latest[tenure.office] = max(latest.get(tenure.office, date.min), tenure.terms[-1][0])
    return [t for t in every if t.former or t.firm or t.terms[-1][0] + _ELECT >= latest.get(t.office, date.min)]


def _every_tenure(parse: Parse) -> Iterator[Tenure]:
    """The office holders that a text names with their titles.

    A term's end bounds the writing only where the holder is told of as in office these days: in a sentence with a
    weekday or "today", or as the subject of a verb in the present; its beginning always does. Surnames alone count
    where the whole name stands in the text, too, or no other holder bears them.
    """
    lower = _fold(parse.text)
    before, after = _holders_named()
    for pattern in (before, after):
        for match in pattern.finditer(parse.text):
            yield from _of_match(parse, match, lower)
    for match in _ADMINISTRATION.finditer(parse.text):
        surname = match["name"].lower()
        holders = _holders().get(("president", surname))
        if holders and _is_told_of_now(parse, match.end("head") - 1) and not _is_called_former(surname, lower):
            terms = tuple(dict.fromkeys((start, end) for _, start, end, _ in holders))
            yield Tenure(terms, match["name"], False, Span(*match.span()), office="president of USA")


def _is_called_former(surname: str, lower: str) -> bool:
    return bool(re.search(rf"\b(?:former|ex|late)[ -](?:\w+ ){{0,3}}{re.escape(surname)}\b", lower))


def _of_match(parse: Parse, match: re.Match[str], lower: str) -> Iterator[Tenure]:
    words = match["name"].split()
    title = match["title"].lower()
    is_small = match["title"][0].islower() and not title.startswith(("presidential", "vice "))
    title = _ALSO.get(title, title)
    is_apart = match.start("title") > match.end("name")  # "Juan Santos, the president"
    for size in range(len(words), 1 if is_small or is_apart else 0, -1):
        given = bare_name(" ".join(words[:size]))
        holders = _holders().get((title, given.split()[-1])) if given else None
        if not holders:
            continue
        named = [h for h in holders if h[0] == given or (size == 1 and _known(h[0], lower))]
        if not named and size > 2:  # "Andrew M. Cuomo", but not "George W. Bush"
            named = [h for h in holders if h[0] == _without_initials(given)]
        if not named:
            continue
        surname, office = given.split()[-1], named[0][3]
        before = parse.text[max(0, match.start() - 40) : match.start()]
        if _SUPPOSED.search(before):
            return
        former = bool(_NO_LONGER.search(before))
        former = former or (is_apart and bool(match["former"]))
        near = not former and _is_in_office(parse, match, surname, lower)
        span = Span(match.start(), max(match.end("title"), match.start("name") + len(" ".join(words[:size]))))
        after = _LEAVING if _is_leaving(parse, match.start("name")) else _AFTER
        spans = tuple(dict.fromkeys((start, end + after if end and not former else end) for _, start, end, _ in named))
        if not former and not near and not _is_recalled(parse, match, surname, lower):
            yield Tenure(spans, match["name"], False, span, near=False, office=office)
        if not former and not near and (size == 1 or title.startswith("presidential ")):
            return  # "President X" of a supposition, or a candidate long past
        terms = tuple(_term(start, end, former=former, near=near) for start, end in spans)
        if None not in terms:
            kept = tuple(t for t in terms if t)
            firm = near and bool(_NEAR.search(parse.tokens(span).sent.text))
            yield Tenure(kept, match["name"], former, span, office=office, firm=firm)
        return


def _is_in_office(parse: Parse, match: re.Match[str], surname: str, lower: str) -> bool:
    """Whether a mention tells of the holder as in office when the report was written."""
    if _OF_PRESIDENT.search(parse.text[max(0, match.start("title") - 30) : match.start("title")]):
        return False
    if _is_called_former(surname, lower) or _WHOLE_TERM.search(parse.tokens(Span(*match.span("name"))).sent.text):
        return False
    return _is_told_of_now(parse, match.start("name"))


def _is_leaving(parse: Parse, offset: int) -> bool:
    token = token_at(parse, offset)
    return token is not None and bool(_LEAVES.search(token.sent.text))


# Who speaks of a term as a whole looks back on it.
_WHOLE_TERM = re.compile(
    r"\b(?:his|her) (?:presidency|tenure|term|legacy)\b|\b(?:two|both|three) terms\b|\byears in office\b", re.IGNORECASE
)
_RECALLING = re.compile(
    r"(?:\b(?:under|since|like|era|fallen|killed|assassinated)|\b(?:administrations?|government|presidency|rule|fall|"
    r"death|overthrow|ouster|assassination|murder|killing|days|time|tenure|aides?|official|reign) "
    r"(?:of|to|in|under)(?: \w+)?|\bformer (?:[\w-]+ ){1,5}(?:for|to|under|of|in)(?: the)?|"
    r"\b(?:photo(?:graph)?|picture|portrait|statue|memory|memoirs?|book) (?:of|by)(?: \w+)?) $",
    re.IGNORECASE,
)
_RECALLED = re.compile(
    r"['’]?s? (?:tenure|presidency|era|administration|death|fall|overthrow|assassination|first term)\b"
)


def _is_recalled(parse: Parse, match: re.Match[str], surname: str, lower: str) -> bool:
    """Whether a mention may be of a term long over: a year or "ago" beside it, "under President X"."""
    if _OF_PRESIDENT.search(parse.text[max(0, match.start("title") - 30) : match.start("title")]):
        return True
    if re.search(rf"\b(?:former|ex|late|then)[ -](?:\w+ ){{0,3}}{re.escape(surname)}\b", lower):
        return True
    token = token_at(parse, match.start("name"))
    if token is None or _YEAR.search(token.sent.text) or _WHOLE_TERM.search(token.sent.text):
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


def _known(name: str, lower: str) -> bool:
    return name.split()[-1] in _ALONE or name in lower


def _term(start: date, end: date | None, *, former: bool, near: bool) -> tuple[date, date | None] | None:
    if former:
        return (end, None) if end else None
    return (start, end) if near else (start - _ELECT, None)
