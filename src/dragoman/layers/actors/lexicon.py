"""The actor lexicon: who is known by which names, and where those names stand in a text.

`lexicons/actors.csv` first, then the rows of the user's own file, which beat ours. An alias marked "?" is doubtful: it
needs a further word for it, from the parser or from another name of the same entry in the text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from dragoman.codes import ActorKind, Sector
from dragoman.errors import LexiconError
from dragoman.layers.tree import Range, Tree
from dragoman.lexicon import read_table

__all__ = ["Alias", "Entry", "body_code", "is_acronym", "load_actors", "match_lexicon"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the actor lexicon. `years` bound its life or office; `note` may begin with a PLOVER body code."""

    name: str
    kind: ActorKind
    country: str | None
    sector: Sector | None
    years: tuple[int | None, int | None]
    note: str


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of an entry."""

    words: str
    entry: Entry
    doubtful: bool


_Index = Mapping[str, tuple[Alias, ...]]

_FIRST = re.compile(r"\w+")


@cache
def load_actors(own: Path | None = None) -> tuple[_Index, _Index]:
    """The actor lexicon with the user's rows over ours: aliases by their first word, as written and in lower case.

    Raises LexiconError where a row of the user's file has an unknown kind or sector or lacks a name.
    """
    aliases: dict[str, Alias] = {}
    for label, rows in (("actors.csv", read_table("actors")), (str(own), read_table("actors", own) if own else ())):
        for number, row in enumerate(rows, 1):
            entry = _entry(row, f"{label}, row {number}")
            for words in (entry.name, *filter(None, (a.strip() for a in row.get("aliases", "").split(";")))):
                bare = words.removeprefix("?")
                aliases[bare] = Alias(bare, entry, words != bare)
                if is_acronym(bare) and bare.isalpha() and bare.isupper() and 4 <= len(bare) <= 8:  # "Farc", "Sadc"
                    aliases.setdefault(bare.capitalize(), Alias(bare.capitalize(), entry, True))
                if "'" in bare:  # some sites lose their apostrophes
                    aliases.setdefault(bare.replace("'", ""), Alias(bare.replace("'", ""), entry, words != bare))
    exact: dict[str, list[Alias]] = {}
    folded: dict[str, list[Alias]] = {}
    for alias in sorted(aliases.values(), key=lambda a: -len(a.words)):
        first = _FIRST.match(alias.words)
        if first:
            exact.setdefault(first.group(), []).append(alias)
            if len(alias.words) > 7 or " " in alias.words:
                folded.setdefault(first.group().lower(), []).append(alias)
    return {k: tuple(v) for k, v in exact.items()}, {k: tuple(v) for k, v in folded.items()}


def _entry(row: Mapping[str, str], where: str) -> Entry:
    try:
        return Entry(
            name=row["name"].removeprefix("?"),
            kind=ActorKind(row.get("kind") or "organisation"),
            country=row.get("country") or None,
            sector=Sector(row["sector"]) if row.get("sector") else None,
            years=(int(row["from"]) if row.get("from") else None, int(row["to"]) if row.get("to") else None),
            note=row.get("note", ""),
        )
    except KeyError as error:
        raise LexiconError(f"{where}: there is no column {error} in its first line") from error
    except ValueError as error:
        raise LexiconError(f"{where}: {error}") from error


def body_code(name: str) -> str | None:
    """The PLOVER code that stands in place of a country for a body of none: UNO, EUR, IGO, IMG or NGO.

    >>> body_code("UNHCR"), body_code("EU"), body_code("Taliban")
    ('UNO', 'EUR', None)
    """
    first = _FIRST.match(name)
    known = load_actors()[0].get(first.group(), ()) if first else ()
    note = next((alias.entry.note for alias in known if alias.words == name), "")
    return note.split()[0] if note[:3] in ("UNO", "EUR", "IGO", "IMG", "NGO") else None


def match_lexicon(tree: Tree, text: str, own: Path | None) -> list[tuple[Range, Alias]]:
    """The names of the lexicon in a text, longest first where they begin alike, none overlapping."""
    found: list[tuple[Range, Alias]] = []
    word = 0
    while word < len(tree):
        range_ = None
        for alias in _aliases_from(tree.words[word], own):
            range_ = _alias_at(tree, text, word, tree.starts[word], alias)
            if range_:
                found.append((range_, alias))
                break
        word = range_[1] if range_ else word + 1
    return found


@lru_cache(maxsize=20_000)
def _aliases_from(word: str, own: Path | None) -> tuple[Alias, ...]:
    """The aliases that may begin with a word, or with its part before a hyphen."""
    exact, folded = load_actors(own)
    first = _FIRST.match(word)
    return (*exact.get(first.group(), ()), *folded.get(first.group().lower(), ())) if first else ()


def _alias_at(tree: Tree, text: str, word: int, start: int, alias: Alias) -> Range | None:
    """The words that an alias covers from `start` on, which must end where a word (or its part before "-") ends."""
    end = start + len(alias.words)
    here = text[start:end]
    if here != alias.words:
        written = here[:1].isupper() or alias.words.count(" ") > 1  # wire copy in capitals may have lost its own
        if not written or here.lower() != alias.words.lower():
            return None
    if text[end : end + 1].isalnum() or text[end : end + 2] == "-K":
        return None
    last = word
    while last < len(tree) and tree.ends[last] < end:
        last += 1
    return (word, last + 1) if last < len(tree) else None


def is_acronym(word: str) -> bool:
    """Whether a word has two capitals or more.

    >>> is_acronym("M23"), is_acronym("UNITA"), is_acronym("Renamo")
    (False, True, False)
    """
    return len(word) > 1 and sum(c.isupper() for c in word) > 1
