"""The head of a wire story, "DOHA, Oct 9 (Agency) —": its town, its agency, and where the story begins behind it.

`read/dateline.py` reads the day from it; this module serves the parser and the places, which need no day.
"""

import re

from dragoman.model.document import Span

__all__ = ["is_agency", "story_start", "town_of"]

_TOWN = r"[A-Z][A-Z'’. -]{2,30}[A-Z]"
_DASH = r"(?:--?|–|—)"
_HEAD = re.compile(rf"{_TOWN}(?:, ?[\w. ,]{{2,30}})?(?: ?\([^()]{{2,40}}\))? ?{_DASH} ?(?=[A-Z\"“])")
_OPENING = re.compile(rf"({_TOWN})(?=,? ?(?:\(|{_DASH})|, [A-Z][a-z]|, \d{{1,2}} [A-Z])")
_BEFORE_AGENCY = re.compile(r"(?:[A-Z]{2}|\d)\)?,? ?\($")  # behind a date or a town in capitals
_AFTER_AGENCY = re.compile(rf"[^\n()]{{0,40}}\) ?{_DASH}")


def story_start(text: str, start: int, end: int) -> int | None:
    """Where the story begins in a paragraph that a dateline opens; None where none does.

    >>> story_start("DOHA, Oct 9 (Agency) — Officials met.", 0, 37)
    23
    """
    match = _HEAD.match(text, start, end)
    return match.end() if match else None


def town_of(text: str, start: int, end: int) -> Span | None:
    """The town in capitals that opens a paragraph: "BEIRUT (Agency) -", "GOMA, Congo -"; it may be no town."""
    match = _OPENING.match(text, start, end)
    return Span(*match.span(1)) if match else None


def is_agency(text: str, start: int, end: int) -> bool:
    """Whether a name stands in the brackets of a dateline: "DOHA, Oct 9 (Meridian News Agency) —"."""
    return bool(_BEFORE_AGENCY.search(text[max(0, start - 8) : start]) and _AFTER_AGENCY.match(text[end : end + 48]))
