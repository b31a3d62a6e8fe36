"""The gazetteer: GeoNames' countries, divisions and cities by any of their names, offline.

Data: GeoNames (geonames.org, CC BY 4.0), built by `tools/gazetteer.py` into one read-only SQLite file beside this
module.
"""

import os
import sqlite3
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dragoman.errors import LexiconError
from dragoman.place_names import DIVISION_WORDS, place_key

__all__ = ["FILE", "LONGEST", "Candidate", "about", "candidates_for", "is_name"]

FILE = Path(__file__).with_name("gazetteer.sqlite")

LONGEST = 200  # characters; no place has a longer name
_ARTICLES = frozenset("al el ad ar as ash at az an".split())

_local = threading.local()  # an SQLite connection belongs to the thread, and to the process, that opened it


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may stand for. `kind` is country, region, admin1, admin2 or city; `country` ISO3.

    `main`: the name is the place's main one, not an alternate. `precision`: where it differs from the kind.
    """

    geonames: int | None
    name: str
    kind: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    population: int
    main: bool
    precision: str | None = None


@lru_cache(maxsize=50_000)
def candidates_for(name: str) -> tuple[Candidate, ...]:
    """The places of that name, most people first; empty where there are none.

    Raises LexiconError where the gazetteer was not built.
    """
    return next(filter(None, map(_named, _keys(name))), ())


@lru_cache(maxsize=50_000)
def is_name(words: str) -> bool:
    """Whether some place bears the name; the same as whether `candidates_for` finds any, and quicker."""
    keys = _keys(words)
    return bool(keys) and bool(
        _connection().execute(f"SELECT 1 FROM name WHERE key IN ({','.join('?' * len(keys))}) LIMIT 1", keys).fetchone()
    )


def _keys(name: str) -> tuple[str, ...]:
    """The keys under which a name may stand, the likelier first: as it is, without "province", without or with "al"."""
    key = place_key(name) if len(name) <= LONGEST else ""
    if not key:
        return ()
    first, _, rest = key.partition(" ")
    shorter, _, last = key.rpartition(" ")
    # "Qamishli" is Al Qamishli.
    keys = (key, shorter if last in DIVISION_WORDS else "", rest if first in _ARTICLES else f"al {key}")
    return tuple(filter(None, keys))


def _named(key: str) -> tuple[Candidate, ...]:
    rows = _connection().execute(
        "SELECT p.geonames, p.name, p.kind, p.country, p.admin1, p.lat, p.lon, p.population, n.main = 1 "
        "FROM name n JOIN place p ON p.id = n.place WHERE n.key = ? ORDER BY p.population DESC, p.id",
        (key,),
    )
    return tuple(Candidate(*row) for row in rows)


def about() -> dict[str, str]:
    """What the file says of itself: `stamp` and `credit`."""
    return dict(_connection().execute("SELECT key, value FROM about"))


def _connection() -> sqlite3.Connection:
    if getattr(_local, "process", None) != os.getpid():
        if not FILE.exists():
            raise LexiconError(f"{FILE.name} is missing: build it with `make gazetteer`, or install the package again")
        _local.connection = sqlite3.connect(f"{FILE.as_uri()}?mode=ro&immutable=1", uri=True)
        _local.process = os.getpid()
    connection: sqlite3.Connection = _local.connection
    return connection
