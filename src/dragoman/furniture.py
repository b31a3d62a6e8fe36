"""Page furniture: what a page puts round its report, and scraping leaves in its text.

Stamps, credits, captions, tags, links to other reports, buttons and notices stand in `lexicons/furniture.toml`, each
with an example. Headlines are known by where they stand, by the title where one is given, and by their capitals behind
a stamp. What is in doubt is text: a sentence that is lost costs more than litter that is read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from dragoman.countries import country_of_capital
from dragoman.lexicon import read_patterns
from dragoman.model.document import Span

__all__ = ["Furniture", "FurnitureKind", "find_furniture", "headline_of", "silence"]


class FurnitureKind(StrEnum):
    """What a stretch of furniture is: the kinds differ in what may still be made of them."""

    HEADLINE = "headline"  # the report's words, but the body tells it better
    DATELINE = "dateline"  # says when and where the report was written
    CREDIT = "credit"
    CAPTION = "caption"
    TAGS = "tags"
    LINKS = "links"
    SHARE = "share"
    NOTICE = "notice"


# These are not the report's own words; headlines and datelines are.
_SILENT = frozenset(FurnitureKind) - {FurnitureKind.HEADLINE, FurnitureKind.DATELINE}

LONGEST_LINE = 600  # characters of a line of furniture; boxes that sell a newsletter are the longest
LONGEST_HEADLINE = 200  # characters
TAIL = 400  # characters at the end of a text in which a footer may begin


@dataclass(frozen=True, slots=True, order=True)
class Furniture:
    """A stretch of a text that is furniture, without outer white space."""

    span: Span
    kind: FurnitureKind

    @property
    def silent(self) -> bool:
        """Whether no word of it is the report's."""
        return self.kind in _SILENT


@dataclass(frozen=True, slots=True)
class _Form:
    """One entry of the lexicon, as the head of its file explains. `follows`: None, "headline" or "list"."""

    kind: FurnitureKind
    where: str
    pattern: re.Pattern[str]
    needs: re.Pattern[str] | None
    loose: bool
    behind: bool
    follows: str | None


def find_furniture(text: str, paragraphs: Sequence[Span], title: str | None = None) -> tuple[Furniture, ...]:
    """The furniture of a text in text order, none overlapping; `title` helps to know a headline that is glued to it."""
    if not paragraphs:
        return ()
    head = list(_head(text, paragraphs, title))
    story = max((f.span.end for f in head), default=0)
    found = head + [f for f in _lines(text, paragraphs) if f.span.start >= story]
    found += [f for f in _inside(text) if f.span.start >= story]
    found += [f for f in _tail(text, paragraphs) if f.span.start >= story]
    kept: list[Furniture] = []
    for furniture in sorted(found, key=lambda f: (f.span.start, -len(f.span))):
        if not kept or furniture.span.start >= kept[-1].span.end:
            kept.append(furniture)
    return tuple(kept)


def silence(text: str, furniture: Sequence[Furniture]) -> str:
    """A text of the same length with spaces in place of what is not the report's."""
    pieces, at = [], 0
    for found in furniture:
        if found.silent:
            pieces += [text[at : found.span.start], " " * len(found.span)]
            at = found.span.end
    return "".join([*pieces, text[at:]])


def headline_of(text: str) -> str | None:
    """The headline that stands on the first line of a text, above a blank line or a dateline; None where none does.

    >>> headline_of("Convoy reaches besieged town\\n\\nA convoy reached the town on Friday.\\n")
    'Convoy reaches besieged town'
    """
    lines = text.lstrip().split("\n", 2)
    first = lines[0].strip()
    if len(lines) < 2 or not _is_headline(first):
        return None
    below = lines[1].strip()
    stamped = any(form.pattern.match(below) for form in _forms("head") if not form.behind)
    return first if stamped or not below else None


# --- the head: stamps, buttons, headline, town, in any order ----------------------------------------------------------


def _head(text: str, paragraphs: Sequence[Span], title: str | None) -> Iterator[Furniture]:
    at = paragraphs[0].start
    stamped = False
    headlines = 0
    for _ in range(8):
        form, end = _form_at(text, at, paragraphs, stamped or headlines > 0)
        if form is not None:
            yield Furniture(_stripped(text, at, end), form.kind)
            stamped = True
        elif headlines < 2 and (end := _headline_end(text, at, paragraphs, title, stamped)) > at:
            yield Furniture(_stripped(text, at, end), FurnitureKind.HEADLINE)
            headlines += 1
        elif (stamped or headlines) and (end := _town_end(text, at)) > at:
            yield Furniture(_stripped(text, at, end), FurnitureKind.DATELINE)
        else:
            return
        at = end + len(text[end:]) - len(text[end:].lstrip())


def _form_at(text: str, at: int, paragraphs: Sequence[Span], behind: bool) -> tuple[_Form | None, int]:
    line = next((p for p in paragraphs if p.start == at), None)
    form = _form_of(line.of(text), first=line is paragraphs[0]) if line else None
    if line is not None and form is not None:
        return form, line.end
    for form in _forms("head"):
        if (behind or not form.behind) and (match := form.pattern.match(text, at)) and match.end() > at:
            return form, match.end()
    return None, at


def _headline_end(text: str, at: int, paragraphs: Sequence[Span], title: str | None, stamped: bool) -> int:
    """Where a headline that begins at an offset ends; the offset itself where none begins."""
    if title and (end := _end_of_title(text, at, title)) > at:
        return end
    place = next((number for number, p in enumerate(paragraphs) if p.start <= at < p.end), None)
    if place == 0 and len(paragraphs) > 1 and _is_headline(text[at : paragraphs[0].end]):
        return paragraphs[0].end
    if stamped and (match := _SENTENCE.match(text, at)) and _is_capitalised(match[1]):
        return match.end()
    return _end_of_repeated(text, at)


_SENTENCE = re.compile(r"([^.!?\n]{20,200})[.!?]+(?=\s)")
_WORD = re.compile(r"[^\W_]+")
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May".split())
REPEATED = 50  # characters; a lead that is printed twice, as teaser and as text, repeats more than that


def _is_headline(line: str) -> bool:
    """Whether a first line has the looks of a headline: short, of some words, no stop at its end."""
    words = line.split()
    return (
        len(line) <= LONGEST_HEADLINE
        and len(words) >= 3
        and line.rstrip("\"”’'")[-1:] not in ".:;,!…-–—_*"
        and line[:1] not in "\"“'‘(-*•"
        and not line.isupper()
    )


def _end_of_title(text: str, at: int, title: str) -> int:
    """Where the title ends that a text repeats; a lead that begins with the same words goes on in small letters."""
    words = _WORD.findall(title.rsplit(" | ", 1)[0].replace("'", "").replace("’", ""))
    if len(words) < 4:
        return at
    place = at
    for word in words:
        found = _next_word(text, place)
        if found is None or found[0].lower() != word.lower():
            return at
        place = found[1]
    match = _AFTER_TITLE.match(text, place)
    following = _WORD.match(text, match.end()) if match else None
    return at if match is None or (following and following[0] in _DAYS) else match.start("gap")


_AFTER_TITLE = re.compile(r"[\"”'’]?[.!?]?(?P<gap>\s+|\Z)(?=[A-Z\d\"“'‘(]|\Z)")


def _next_word(text: str, at: int) -> tuple[str, int] | None:
    match = _WORD_BEHIND.match(text, at)
    return (match[1].replace("'", "").replace("’", ""), match.end()) if match else None


_WORD_BEHIND = re.compile(r"[\W_]{0,4}((?:[^\W_]|(?<=\w)['’](?=\w))+)")


def _is_capitalised(words: str) -> bool:
    """Whether nearly all longer words are written large, as American headlines are."""
    longer = [word for word in words.split() if len(word) >= 4 and word[0].isalpha()]
    large = sum(word[0].isupper() for word in longer)
    return len(longer) >= 4 and large >= 0.8 * len(longer) and not words.isupper()


def _end_of_repeated(text: str, at: int) -> int:
    """Where the text begins again with the words that stand at an offset; the offset where it does not."""
    opening = text[at : at + REPEATED]
    again = text.find(opening, at + REPEATED, at + 700) if len(opening) == REPEATED else -1
    first = text[at:again].strip(" .\n")
    return again if again > at and text.startswith(first, again) else at


_TOWN = re.compile(
    r"(?:[A-Z][A-Za-z'’-]+(?: [A-Z][A-Za-z'’-]+)?(?:, [A-Z][a-z]+)? ?\([A-Z][\w ]{1,30}\) ?(?:[-–—]+ ?)?(?=[A-Z\"“\d])|"
    r"([A-Z][A-Z'’-]+(?: [A-Z][A-Z'’-]+)?) ?(?:[-–—]+ ?)?(?=[A-Z\"“\d][a-z\d ])|"
    r"([A-Z][a-z]+)- (?=[A-Z]))"
)


def _town_end(text: str, at: int) -> int:
    """Where a town ends that stands before the first sentence: "KABUL (Agency) ", "KABUL ", "Kabul- "."""
    match = _TOWN.match(text, at)
    town = match and (match[1] or match[2])
    if match is None or (town and not country_of_capital(town.title())):
        return at
    return match.end()


# --- lines of their own -----------------------------------------------------------------------------------------------


def _lines(text: str, paragraphs: Sequence[Span]) -> Iterator[Furniture]:
    linked = False
    for number, paragraph in enumerate(paragraphs):
        line = paragraph.of(text)
        form = _form_of(line, first=number == 0)
        if form is not None:
            yield Furniture(paragraph, form.kind)
            linked = form.kind is FurnitureKind.LINKS and line.endswith(":")
        elif linked and len(line) <= 100 and line[-1] not in '.!?"”:':
            yield Furniture(paragraph, FurnitureKind.LINKS)  # headlines of other reports below "Related stories:"
        else:
            linked = False


def _form_of(line: str, *, first: bool) -> _Form | None:
    """The form of a line. A first line that begins like a caption or a link is a headline."""
    if len(line) > LONGEST_LINE:
        return None
    for form in _forms("line"):
        if first and form.kind in (FurnitureKind.CAPTION, FurnitureKind.LINKS, FurnitureKind.TAGS):
            continue
        if form.pattern.fullmatch(line) and (form.needs is None or form.needs.search(line)):
            return form
    return None


# --- inside and behind the text ---------------------------------------------------------------------------------------

_SENTENCE_END = re.compile(r"(?:[.!?][\"”’)\]]{0,2}|[\"”)\]])\s+\Z")
# Behind a sentence, not behind "Gen." or "U.S.".
_LAST_SENTENCE_END = re.compile(r"(?:[a-z]{4}|\d\d|[a-z.!?][\"”)])[.!?]?(?<=[.!?\"”)])[\"”’)]{0,2}[^\S\n]+(?=\S)")


def _inside(text: str) -> Iterator[Furniture]:
    for form in _forms("inside"):
        for match in form.pattern.finditer(text):
            start, end = match.span()
            line = text.rfind("\n", 0, start) + 1
            before = text[max(line, start - 8) : start]
            if not (form.loose or not before.strip() or _SENTENCE_END.search(before)):
                continue
            if form.follows == "list":
                stop = _list_end(text, end)
                if stop == end:
                    continue
                end = stop
            elif form.follows == "headline":
                end = _title_run_end(text, end)
            yield Furniture(_stripped(text, start, end), form.kind)


def _tail(text: str, paragraphs: Sequence[Span]) -> Iterator[Furniture]:
    """Footers behind the last sentence, the last found first: each may uncover another."""
    end = paragraphs[-1].end
    for _ in range(3):
        found = next(_footers(text, max(paragraphs[0].start, end - TAIL), end), None)
        if found is None:
            return
        yield found
        end = found.span.start - len(text[: found.span.start]) + len(text[: found.span.start].rstrip())


def _footers(text: str, start: int, end: int) -> Iterator[Furniture]:
    for stop in _LAST_SENTENCE_END.finditer(text, start, end):
        for form in _forms("tail"):
            rest = text[stop.end() : end]
            if form.pattern.fullmatch(rest) and (form.needs is None or form.needs.search(rest)):
                yield Furniture(Span(stop.end(), end), form.kind)


# What a sentence begins with and a headline has not in capitals.
_OPENERS = frozenset(
    "The A An At In On It He She They We This That These Those There As But And For Since While When According "
    "Meanwhile One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Dozens Hundreds Thousands Some "
    "Several Many More Most Nearly About Around Both All Another Its His Her Their Sixteen Twenty Thirty Forty "
    "Fifty".split()
)
_SMALL = frozenset("of in to as after for on and at by with from the a an into over vs is are be not no but or".split())
_GRAMMAR = _SMALL | frozenset("was were has have had will would said says say who which that did been".split())
_JOINING = frozenset("of and for the".split())
_TOKEN = re.compile(r"\S+")
MOST_TAGS = 18  # words


def _title_run_end(text: str, at: int) -> int:
    """Where a capitalised headline ends that begins at an offset: at a stop, or where a sentence surely begins."""
    for count, match in enumerate(_TOKEN.finditer(text, at, at + LONGEST_HEADLINE)):
        word = match[0]
        if count >= 3 and word in _OPENERS:
            return match.start()
        if word[0].islower() and word not in _SMALL:
            return at
        if word[-1] in ".!?" and len(word) > 4:
            return match.end() if count >= 2 else at
    return at


def _list_end(text: str, at: int) -> int:
    """Where a list of tags ends: before what begins a sentence, or before the last capital in front of its grammar.

    Small words within a name ("Army of Conquest") are no grammar. Too long a list is none.
    """
    words = [(m[0], m.start()) for m in _TOKEN.finditer(text, at, at + 300)][:MOST_TAGS]
    capital = at
    for number, (word, start) in enumerate(words):
        if number and word in _OPENERS:
            return start
        if word[-1] in ".!?":
            return at
        if _is_large(word):
            capital = start
        elif word in _GRAMMAR:
            joins = _is_large(words[number - 1][0]) and number + 1 < len(words) and _is_large(words[number + 1][0])
            if not (joins and word in _JOINING):
                return capital
    return len(text.rstrip()) if len(words) < MOST_TAGS else at


def _is_large(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word.startswith(("al-", "el-"))


# --- the lexicon ------------------------------------------------------------------------------------------------------


@cache
def _forms(where: str) -> tuple[_Form, ...]:
    lexicon = read_patterns("furniture")
    parts: dict[str, str] = {}
    for name, part in lexicon["parts"].items():
        parts[name] = _filled(part, parts)
    return tuple(
        _Form(
            kind=FurnitureKind(entry["kind"]),
            where=where,
            pattern=re.compile(_filled(entry["pattern"], parts), re.IGNORECASE if entry.get("anycase") else 0),
            needs=re.compile(entry["needs"], re.IGNORECASE if entry.get("anycase") else 0)
            if "needs" in entry
            else None,
            loose=entry.get("loose", False),
            behind=entry.get("behind", False),
            follows=next((name for name in ("headline", "list") if entry.get(name)), None),
        )
        for entry in lexicon["furniture"]
        if entry["where"] == where
    )


def _filled(pattern: str, parts: dict[str, str]) -> str:
    for name, part in parts.items():
        pattern = pattern.replace("{" + name + "}", part)
    return pattern


def _stripped(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))
