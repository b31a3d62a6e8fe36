"""The armed bodies of Latin America that the lexicon of actors knows, found wherever their names stand in a text."""

import re
from collections.abc import Mapping
from functools import cache

from dragoman.codes import Sector
from dragoman.layers.actors.lexicon import load_actors

__all__ = ["armed_bodies"]

_ARMED = (Sector.REB, Sector.CRM, Sector.PRM, Sector.MIL)
_LATIN = frozenset(
    "ARG BOL BRA CHL COL CRI CUB DOM ECU GTM HND HTI MEX NIC PAN PER PRI PRY SLV URY VEN".split()
)  # fmt: skip
_WORD = re.compile(r"\w+")
_MOST = 2  # acronyms that are shorter are words


def armed_bodies(text: str) -> frozenset[str]:
    """The forms in small letters by which a text names them, also inside other names ("Shining Path members")."""
    text = text.lower()
    found = set()
    end = 0
    for word in _WORD.finditer(text):
        if word.start() < end:
            continue
        for form in _names().get(word.group(), ()):
            after = word.start() + len(form)
            if text.startswith(form, word.start()) and not text[after : after + 1].isalnum():
                found.add(form)
                end = after
                break
    return frozenset(found)


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """The forms of all names by their first word, the longest first."""
    names: dict[str, set[str]] = {}
    for aliases in load_actors()[0].values():
        for alias in aliases:
            if alias.doubtful or alias.entry.sector not in _ARMED or alias.entry.country not in _LATIN:
                continue
            if len(alias.words) > _MOST and (first := _WORD.match(alias.words)):
                names.setdefault(first.group().lower(), set()).add(alias.words.lower())
    return {word: tuple(sorted(forms, key=lambda form: (-len(form), form))) for word, forms in names.items()}
