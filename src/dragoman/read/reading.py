"""What comes of a source: a report, a reason why it is none, or a file that was passed over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

from dragoman.model.document import Document

__all__ = ["ReadFailure", "ReadOptions", "Reader", "Reading", "Received", "Skipped", "source_name"]


@dataclass(frozen=True, slots=True)
class Received:
    """A report as it was received. `source` names file and row; `notes` say what was assumed to read it."""

    source: str
    document: Document
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """A file, or one row of a file, that is no report, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file in a folder that no reader is for."""

    source: str
    suffix: str


Reading = Received | ReadFailure | Skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What the user says of the reports: it stands before what the files say.

    `columns` maps `text`, `title`, `published`, `outlet` and `url` to the columns of a table; what it leaves out is
    guessed. `encoding` is that of files which are neither UTF-8 nor marked.
    """

    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None


class Reader(Protocol):
    """Reads one open file. Yields as it goes; raises InputError where the file as a whole is of no use."""

    def __call__(self, stream: BinaryIO, source: str, options: ReadOptions) -> Iterator[Reading]:
        """The reports of the file, and the rows that are none."""
        ...


def source_name(path: Path) -> str:
    """The path as text that can be printed and stored, whatever bytes its name is made of."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
