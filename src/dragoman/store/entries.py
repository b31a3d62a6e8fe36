"""What the record file gives back: documents as held, records with their document, search hits."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from dragoman.codes import Genre
from dragoman.model.annotations import Published
from dragoman.model.document import Block, Document, Span
from dragoman.model.records import AnyRecord

__all__ = ["Added", "Entry", "Failure", "Hit", "StoredDocument"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one `add`.

    `held`: the record had this document already, read by this coder or a newer one, and nothing was written.
    `records`: how many records of the document are current now. `replaced`: the coder whose reading this one
    superseded, None for a document that is new.
    """

    document: str
    held: bool
    records: int
    replaced: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument:
    """A document as the record holds it. `text` is None where only the header was asked for (see `length`).

    `published` is the date given from outside, `dated` what the present reading concludes from it and from the text;
    `unread` says why no records were made ("language: fr"). `recorded_at` is when it was first held, `coder` who read
    it last.
    """

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    retrieved: str | None
    digest: str | None
    dated: Published
    language: str
    genre: Genre | None
    unread: str | None
    length: int
    recorded_at: datetime
    coder: str
    text: str | None = field(default=None, repr=False)
    blocks: tuple[Block, ...] = ()

    @property
    def header(self) -> "StoredDocument":
        """The same without text and blocks."""
        return replace(self, text=None, blocks=())

    @property
    def document(self) -> Document:
        """The document that was read, with the same id. Raises ValueError on a header, which has no text."""
        if self.text is None:
            raise ValueError("a header has no text: ask RecordFile.document(id) for the whole document")
        return Document(
            text=self.text,
            title=self.title,
            outlet=self.outlet,
            url=self.url,
            published=self.published,
            retrieved=self.retrieved,
            digest=self.digest,
            blocks=self.blocks,
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One record and the header of its document.

    `earliest` and `latest` (ISO days, None = open) are the record's own date where `dated` is "own", and the report's
    where it is "report" (the record itself gives no date); `dated` is "none" where neither is known.
    `current` is False for a record that the present coder no longer finds and that nothing took the place of.
    """

    record: AnyRecord
    document: StoredDocument
    earliest: str | None = None
    latest: str | None = None
    dated: str = "none"
    current: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that a search found.

    `span` is the best place in the text, None where only the title has the words. `snippet` is the text around it (or
    the title) on one line, every character where it stood, with "…" where it was cut. `marks` are the words found, as
    spans of `snippet`: none where a statement is found by a name of its speaker that the text does not use.
    `statements` are the ids of this report's statements that hold all the words.
    """

    document: StoredDocument
    span: Span | None
    snippet: str
    marks: tuple[Span, ...]
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read, and why."""

    source: str
    reason: str
    recorded_at: datetime
