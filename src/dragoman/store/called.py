"""By which names a record has an actor: those asked for, those of the lexicon, those that its reports give him."""

import json
import re
import sqlite3
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.countries import countries
from dragoman.errors import LexiconError
from dragoman.lexicon import read_table
from dragoman.store.words import phrase

__all__ = ["names_called", "note_actors"]

_MOST = 2_000  # actors of the record looked at: what they are called besides is known long before
_ROUNDS = 3  # from a name to an acronym, from there to its other long form, and once more


@dataclass(frozen=True, slots=True)
class _Known:
    """An actor of the lexicon or a country. `doubtful` names are words or others' acronyms too, and count whole."""

    names: tuple[str, ...]
    doubtful: tuple[str, ...] = ()
    country: bool = False


def note_actors(db: sqlite3.Connection, own: Path) -> None:
    """Keep the names of a user's lexicon, so that the record is asked by them later. Raises LexiconError as it does."""
    held, rows = json.loads(_noted(db)), read_table("actors", own)
    if rows and "name" not in rows[0]:
        raise LexiconError(f"{own}: there is no column 'name' in its first line")
    held.update({row["name"]: row.get("aliases", "") for row in rows})
    db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('actors', ?)", (json.dumps(held),))


def _noted(db: sqlite3.Connection) -> str:
    row = db.execute("SELECT value FROM meta WHERE key = 'actors'").fetchone()
    return row[0] if row else "{}"


def names_called(db: sqlite3.Connection, words: str) -> list[int]:
    """The rows of `names` by which the record has an actor so called, in order.

    The words may stand anywhere in a name ("Front"). Where they are the whole of a name that the lexicon or the user's
    own has, its other names count alike, so that each finds the same; what is wholly another actor's name does not.
    And where the reports call an actor so, what else they call him and nobody else counts, as a whole name.
    """
    asked = _fold(words)
    if not asked:
        return []
    lexicon = _lexicon(_noted(db))
    known = lexicon.get(asked, ())
    whole = {asked, *(_fold(name) for entry in known for name in (*entry.names, *entry.doubtful))}
    whole = _with_reports(db, whole, known, lexicon)
    known += tuple(entry for name in whole for entry in lexicon.get(name, ()) if entry not in known)
    held = _rows_with(db, {words, *(name for entry in known for name in entry.names)})
    found = {n for n, name in held if not _is_anothers(_fold(name), known, lexicon)}
    return sorted(found | {n for n, _ in _rows_of(db, whole)})


def _fold(name: str) -> str:
    """A name without accents, case, marks and its article: "the Áb-Cd" and "ab cd" are one."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    return " ".join(re.findall(r"[^\W_]+", plain)).removeprefix("the ")


@cache
def _lexicon(noted: str) -> Mapping[str, tuple[_Known, ...]]:
    """Folded name -> the actors and countries that have it; `noted` are the user's own, name to aliases, as JSON."""
    entries = [_Known((state.name, *state.aliases), country=True) for state in countries().values()]
    ours = ((row["name"], row["aliases"]) for row in read_table("actors"))
    for main, aliases in (*ours, *json.loads(noted).items()):
        names = [main, *filter(None, (alias.strip() for alias in aliases.split(";")))]
        sure = tuple(name for name in names if not name.startswith("?"))
        entries.append(_Known(sure, tuple(name[1:] for name in names if name.startswith("?"))))
    index: dict[str, tuple[_Known, ...]] = {}
    for entry in entries:
        for name in {_fold(name) for name in (*entry.names, *entry.doubtful)}:
            index[name] = (*index.get(name, ()), entry)
    return index


def _is_anothers(name: str, known: Collection[_Known], lexicon: Mapping[str, tuple[_Known, ...]]) -> bool:
    """Whether a name is wholly that of an actor other than the known ones; of states only that of another state.

    So "Pakistani Taliban" is not the Taliban, and "Sudan" finds "Sudan Armed Forces" but not "South Sudan".
    """
    owners = lexicon.get(name, ())
    if not known or not owners or any(owner in known for owner in owners):
        return False
    return not any(entry.country for entry in known) or any(owner.country for owner in owners)


# --- what the reports say ------------------------------------------------------------------------------------------


def _with_reports(
    db: sqlite3.Connection, names: Iterable[str], known: Collection[_Known], lexicon: Mapping[str, tuple[_Known, ...]]
) -> set[str]:
    """Folded names, with the further ones that actors of the record so called have, and nobody else has."""
    found, new = set(names), set(names)
    for _ in range(_ROUNDS):
        also = {name for actor in _called(db, new) for name in actor} - found
        new = {name for name in also if not _is_anothers(name, known, lexicon) and _is_only(db, name, found)}
        if not new:
            break
        found |= new
    return found


def _is_only(db: sqlite3.Connection, name: str, found: AbstractSet[str]) -> bool:
    """Whether a name, not a description ("the army"), means none but the actors found wherever reports have it."""
    capitals = all(written != written.lower() for _, written in _rows_of(db, {name}))
    return capitals and all(actor[0] == name or not found.isdisjoint(actor) for actor in _called(db, {name}))


def _called(db: sqlite3.Connection, names: Collection[str]) -> list[tuple[str, ...]]:
    """The folded names, the main one first, of the record's actors that bear one of the given ones."""
    rows = db.execute(
        "SELECT DISTINCT json_extract(r.record, '$.name'), json_extract(r.record, '$.aliases') FROM named AS b"
        " JOIN records AS r ON r.n = b.record"
        " WHERE b.name IN (SELECT value FROM json_each(?)) AND +r.kind = 'actor' AND r.current = 1 LIMIT ?",
        (json.dumps([n for n, _ in _rows_of(db, names)]), _MOST),
    )
    actors = (tuple(map(_fold, (main, *json.loads(others or "[]")))) for main, others in rows)
    return [actor for actor in actors if not set(names).isdisjoint(actor)]  # an affiliation leads to a record, too


def _rows_of(db: sqlite3.Connection, names: Collection[str]) -> list[tuple[int, str]]:
    """The rows of `names` that are one of the folded names as a whole."""
    return [row for row in _rows_with(db, names) if _fold(row[1]) in names]


def _rows_with(db: sqlite3.Connection, names: Iterable[str]) -> list[tuple[int, str]]:
    """The rows of `names` in which one of the given names stands, as whole words."""
    asked = " OR ".join(sorted(phrase(name) for name in names if name))
    return db.execute(
        "SELECT n, name FROM names WHERE sort = 'actor'"
        " AND n IN (SELECT rowid FROM name_words WHERE name_words MATCH ?)",
        (asked or '""',),
    ).fetchall()
