"""Dragoman reads news reports and keeps the record: who said what, who met whom, who promised what.

>>> import dragoman
>>> report = dragoman.Document(text="The envoy said on Friday that the talks would resume.")
>>> extraction = dragoman.extract(report)  # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

from dragoman.model.document import Document

if TYPE_CHECKING:
    from dragoman.pipeline import extract
    from dragoman.store import open_record

__all__ = ["Document", "__version__", "extract", "open_record"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # spaCy takes two seconds to import, so what needs it is imported when it is first asked for.
    if name == "extract":
        from dragoman.pipeline import extract

        return extract
    if name == "open_record":
        from dragoman.store import open_record

        return open_record
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
