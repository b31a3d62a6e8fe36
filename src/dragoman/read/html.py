"""Saved web pages: the article without what stands around it, and what the page says of itself.

trafilatura finds the article. Only its extraction is used, never its downloads: those follow redirects into the
user's own network (its issue 910).
"""

import hashlib
import logging
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, BinaryIO

from dragoman.errors import InputError
from dragoman.model.document import Block, Document, Span
from dragoman.read.days import read_day
from dragoman.read.decode import decode
from dragoman.read.reading import ReadOptions, Received

__all__ = ["read_html"]

_CHARSET = re.compile(
    rb"(?:<meta[^>]{0,200}charset|<\?xml[^>]{0,80}encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_HEAD = 8_192  # where browsers look for the charset is 1,024; sites that put scripts first are forgiven

# Only days that the page gives are dates of publication: no guess from the text, no bound that moves with the clock.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2200-01-01"}

_LONGEST_PAGE = 20_000_000  # bytes; lxml would need some ten times as much memory


def read_html(stream: BinaryIO, source: str, options: ReadOptions) -> Iterator[Received]:
    """The one report of a web page. Raises InputError where the page holds no text, or cannot be decoded."""
    raw = stream.read()
    if len(raw) > _LONGEST_PAGE:
        raise InputError(f"a page of {len(raw):,} bytes; up to {_LONGEST_PAGE:,} are read")
    charset = _CHARSET.search(raw[:_HEAD])
    decoded = decode(raw, declared=charset[1].decode("ascii") if charset else None, encoding=options.encoding)
    page = _extract(decoded.text)
    blocks = _blocks(page.body) if page is not None and page.body is not None else []
    notes = decoded.notes
    if not blocks:
        blocks = _strip_tags(decoded.text)
        notes += ("no article found in the page: all its text was taken",)
    blocks = _without_clutter(blocks)
    if not blocks:
        raise InputError("no text found in the page")
    text, spans = _join(blocks)
    document = Document(
        text=text,
        title=options.title or _said(page, "title"),
        outlet=options.outlet or _said(page, "sitename"),
        url=options.url or _said(page, "url"),
        published=options.published or read_day(_said(page, "date")),
        digest=hashlib.sha256(raw).hexdigest(),
        blocks=spans,
    )
    yield Received(source, document, notes)


def _extract(text: str) -> Any:
    """What trafilatura makes of the page, or None where it finds no article."""
    try:
        from trafilatura import bare_extraction
    except ImportError as error:  # older pips forget an extra of one of its dependencies
        raise InputError(f"web pages cannot be read: {' '.join(str(error).split())}") from error
    _quieten()
    return bare_extraction(
        text.replace("\x00", " "), with_metadata=True, include_comments=False, date_extraction_params=_DATES
    )


@cache
def _quieten() -> None:
    """Keep trafilatura from writing to the error stream what we say ourselves."""
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).addHandler(logging.NullHandler())


def _said(page: Any, field: str) -> str | None:
    value = getattr(page, field, None)
    return (" ".join(value.split()) or None) if isinstance(value, str) else None


# --- the article's blocks ------------------------------------------------------------------------------------------

_LOCATORS = {"head": "heading", "p": "p", "item": "li", "quote": "quote", "row": "row", "code": "code"}
_PARTS = {"list": "item", "table": "row"}  # these hold blocks; the other elements are one block each


def _blocks(body: Any) -> list[tuple[str, str]]:
    """The paragraphs, headings, list items and table rows of trafilatura's tree, each with a name for its place."""
    found: list[tuple[str, str]] = []
    numbers: dict[str, int] = {}
    for element in body.iterchildren("*"):
        parts = list(element.iter(_PARTS[element.tag])) if element.tag in _PARTS else [element]
        for part in parts or [element]:
            words = _words(part)
            kind = _LOCATORS.get(part.tag, "p")
            numbers[kind] = numbers.get(kind, 0) + 1
            if words:
                found.append((f"{kind} {numbers[kind]}", words))
    return found


# What badly marked pages leave in their article. Comments end it; the others are short lines anywhere in it.
_COMMENTS = re.compile(
    r"(?:leave|post|add|write) a (?:comment|reply)\b|your e-?mail address will not be published|\d+ comments?\b|"
    r"comments?(?: \(\d+\))?:?$|join the (?:conversation|discussion)\b",
    re.IGNORECASE,
)
_CLUTTER = re.compile(
    r"(?:share (?:this|on|via)\b|related(?: articles?| stories| posts?| news)?\s*(?::|$)|read (?:also|more|next)\b"
    r"|see also\b|also read\b|sign up (?:for|to)\b|subscribe\b|follow us\b|advertisement\b|most (?:read|popular)\b|"
    r"tags?:|filed under\b|(?:copyright|©)\W|we use cookies\b|click here\b|all rights reserved\b)",
    re.IGNORECASE,
)
_SHORT = 160  # characters; a paragraph that begins "Read more than once ..." is longer


def _without_clutter(blocks: list[tuple[str, str]]) -> list[tuple[str, str]]:
    kept: list[tuple[str, str]] = []
    for locator, words in blocks:
        if kept and len(words) <= _SHORT and _COMMENTS.match(words):
            break
        if not (len(words) <= _SHORT and _CLUTTER.match(words)):
            kept.append((locator, words))
    return kept


def _words(element: Any) -> str:
    pieces: list[str] = [element.text or ""]
    for child in element.iterdescendants("*"):
        pieces += ["\n" if child.tag == "lb" else " " if child.tag in ("p", "cell", "item") else "", child.text or ""]
        pieces.append(child.tail or "")
    return _tidy("".join(pieces))


def _tidy(words: str) -> str:
    return "\n".join(line for line in (" ".join(line.split()) for line in words.split("\n")) if line)


def _join(blocks: list[tuple[str, str]]) -> tuple[str, tuple[Block, ...]]:
    """The blocks as one text, a blank line between them, and where each of them came to stand."""
    spans: list[Block] = []
    start = 0
    for locator, words in blocks:
        spans.append(Block(Span(start, start + len(words)), locator))
        start += len(words) + 2
    return "\n\n".join(words for _, words in blocks), tuple(spans)


# --- pages that trafilatura finds nothing in -----------------------------------------------------------------------


_HIDDEN = frozenset("script style template noscript head nav footer form button select svg".split())
_INLINE = frozenset("a abbr b bdi bdo cite code em font i mark q s small span strong sub sup time u".split())


def _strip_tags(text: str) -> list[tuple[str, str]]:
    """All the text of the page, a block for every element that is not part of a line."""
    # lxml, because html.parser takes a time that grows with the square of a broken page's length.
    from lxml import etree, html  # type: ignore[import-untyped, unused-ignore]

    # A page nested more than 2,000 deep is given up by libxml2, and has no text then.
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = html.document_fromstring(text.replace("\x00", " ").encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # comments only, or nothing
        return []
    blocks: list[list[str]] = [[]]
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else "b"  # comments and the like: their tails are text
        if event == "start":
            hidden += tag in _HIDDEN
        elif event == "end":
            hidden -= tag in _HIDDEN
        if tag not in _INLINE:
            blocks.append([])
        if not hidden:
            blocks[-1].append((element.text if event == "start" else element.tail) or "")
    joined = (" ".join("".join(block).split()) for block in blocks)
    return [(f"block {number}", words) for number, words in enumerate(filter(None, joined), 1)]
