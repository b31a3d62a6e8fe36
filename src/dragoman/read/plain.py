"""Plain text files: the text is the report, and a headline on its first line is its title, too."""

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from dragoman.furniture import headline_of
from dragoman.model.document import Document
from dragoman.read.decode import decode
from dragoman.read.reading import ReadOptions, Received

__all__ = ["read_plain"]


def read_plain(stream: BinaryIO, source: str, options: ReadOptions) -> Iterator[Received]:
    """The one report of a text file, newlines untouched. Raises InputError: see `decode`."""
    raw = stream.read()
    decoded = decode(raw, encoding=options.encoding)
    document = Document(
        text=decoded.text,
        title=options.title or headline_of(decoded.text),
        outlet=options.outlet,
        url=options.url,
        published=options.published,
        digest=hashlib.sha256(raw).hexdigest(),
    )
    yield Received(source, document, decoded.notes)
