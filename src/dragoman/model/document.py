"""A report as received, and the spans that point into it."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Block", "Document", "Evidence", "Span", "content_id"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch `[start, end)` of `Document.text`, in code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words of the span.

        >>> Span(4, 8).of("The talks")
        'talk'
        """
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies within this span; a span contains itself."""
        return self.start <= other.start and other.end <= self.end

    def cover(self, other: "Span") -> "Span":
        """The smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a record rests on: `document.text[span.start:span.end] == text`, always."""

    document: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """Where a stretch of the text stood in the file: `locator` is such as "p 3" (third <p>) or "page 2"."""

    span: Span
    locator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report: its text as decoded, newlines untouched, and what is known of it from outside.

    `published` is an ISO day (or "YYYY-MM", "YYYY") given by the file or the user, never one that was inferred:
    that stands in `Extraction.published`. `digest` is the SHA-256 of the raw bytes, where there were any.
    """

    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    retrieved: str | None = None
    digest: str | None = None
    blocks: tuple[Block, ...] = ()

    @property
    def id(self) -> str:
        """Hash of text, outlet, url and given date: two outlets' verbatim copies are two documents."""
        return _document_id(self.text, self.outlet or "", self.url or "", self.published or "")

    def evidence(self, span: Span) -> Evidence:
        """The evidence that `span` marks in this document."""
        return Evidence(self.id, span, span.of(self.text))


@lru_cache(maxsize=64)  # every piece of evidence asks for it, and texts are long
def _document_id(*parts: str) -> str:
    return content_id("document", *parts)


def content_id(*parts: str) -> str:
    """Twenty hexadecimal digits of the SHA-256 of the parts, which are kept apart by their lengths.

    >>> content_id("ab", "c") == content_id("a", "bc")
    False
    """
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        digest.update(f"{len(raw)}:".encode())
        digest.update(raw)
    return digest.hexdigest()[:20]
