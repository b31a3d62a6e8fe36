"""The user's own places: villages, camps and quarters that the gazetteer lacks or has elsewhere, from a CSV file.

Columns: name, lat, lon, country, kind, precision; also aliases (names between semicolons) and admin1. Only name, lat
and lon must be filled. A name in this file means this place, whatever the gazetteer has.
"""

import csv
import io
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeVar

from dragoman.codes import PlaceKind, PlacePrecision
from dragoman.countries import countries, country_named, iso3_codes
from dragoman.errors import LexiconError
from dragoman.gazetteer import LONGEST, Candidate
from dragoman.place_names import place_key

__all__ = ["NO_PLACES", "OwnPlaces", "places_beside", "read_places"]

_EXPORTED = b"id,document,"  # how a table of `export csv` begins

K = TypeVar("K", bound=StrEnum)

NEEDED = ("name", "lat", "lon")
COLUMNS = (*NEEDED, "country", "kind", "precision", "aliases", "admin1")


@dataclass(frozen=True, slots=True)
class OwnPlaces:
    """Places by the key of any of their names; `longest` is the number of words of the longest name."""

    by_key: Mapping[str, tuple[Candidate, ...]] = field(default_factory=dict)
    longest: int = 0

    def named(self, words: str) -> tuple[Candidate, ...]:
        """The user's places of that name."""
        return self.by_key.get(place_key(words), ()) if len(words) <= LONGEST else ()


NO_PLACES = OwnPlaces()


def places_beside(record: Path) -> Path | None:
    """The user's own `places.csv` beside a record, if there is one: a table that `export csv` wrote is none."""
    path = record.with_name("places.csv")
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return None if file.read(len(_EXPORTED)) == _EXPORTED else path


@cache
def read_places(path: Path | None) -> OwnPlaces:
    """The places of a user's file; none without a file.

    Raises LexiconError that says file and line, what was met and what was wanted.
    """
    if path is None:
        return NO_PLACES
    by_key: dict[str, tuple[Candidate, ...]] = {}
    longest = 0
    for place, names in _rows(path):
        for name in names:
            key = place_key(name)
            by_key[key] = (*by_key.get(key, ()), place)
            longest = max(longest, len(key.split()))
    return OwnPlaces(by_key, longest)


def _rows(path: Path) -> list[tuple[Candidate, tuple[str, ...]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    reader = csv.reader(io.StringIO(text), strict=True)
    header: list[str] = []
    rows = []
    try:
        for cells in reader:
            where = f"{path}, line {reader.line_num}"
            if not any(cell.strip() for cell in cells) or cells[0].startswith("#"):
                continue
            if not header:
                header = _header([cell.strip().lower() for cell in cells], where)
                continue
            if len(cells) != len(header):
                raise LexiconError(f"{where}: {len(cells)} cells where the header has {len(header)}")
            rows.append(_row({column: cell.strip() for column, cell in zip(header, cells, strict=True)}, where))
    except csv.Error as error:
        raise LexiconError(f"{path}, line {reader.line_num}: {error}") from error
    if not header:
        raise LexiconError(f"{path}: empty; the first line must name the columns: {','.join(COLUMNS)}")
    return rows


def _header(columns: list[str], where: str) -> list[str]:
    for column in columns:
        if column not in COLUMNS:
            raise LexiconError(f'{where}: unknown column "{column}"; wanted are {", ".join(COLUMNS)}')
        if columns.count(column) > 1:
            raise LexiconError(f'{where}: the column "{column}" stands twice')
    missing = [column for column in NEEDED if column not in columns]
    if missing:
        raise LexiconError(f"{where}: no column {', '.join(missing)}; the first line must name the columns")
    return columns


def _row(row: Mapping[str, str], where: str) -> tuple[Candidate, tuple[str, ...]]:
    names = tuple(filter(None, (row["name"], *(alias.strip() for alias in row.get("aliases", "").split(";")))))
    if not row["name"]:
        raise LexiconError(f"{where}: no name")
    for name in names:
        if not place_key(name) or len(name) > LONGEST:
            raise LexiconError(f'{where}: "{name[:40]}" is no name; wanted are 1 to {LONGEST} characters with a letter')
    kind = _one_of(PlaceKind, row.get("kind", ""), PlaceKind.SITE, f"{where}: kind")
    precision = _one_of(PlacePrecision, row.get("precision", ""), PlacePrecision(kind), f"{where}: precision")
    place = Candidate(
        geonames=None,
        name=row["name"],
        kind=str(kind),
        country=_country(row.get("country", ""), where),
        admin1=row.get("admin1") or None,
        lat=_degrees(row["lat"], 90, f"{where}: lat"),
        lon=_degrees(row["lon"], 180, f"{where}: lon"),
        population=0,
        main=True,
        precision=str(precision),
    )
    return place, names


def _one_of(codes: type[K], word: str, default: K, where: str) -> K:
    if not word:
        return default
    try:
        return codes(word.lower())
    except ValueError:
        raise LexiconError(f'{where} is "{word}"; wanted is one of {", ".join(codes)}') from None


def _degrees(word: str, most: int, where: str) -> float:
    try:
        degrees = float(word)
    except ValueError:
        degrees = math.nan
    if not -most <= degrees <= most:
        raise LexiconError(f'{where} is "{word}"; wanted are degrees from -{most} to {most}, such as 12.5')
    return degrees


def _country(word: str, where: str) -> str | None:
    if not word:
        return None
    code = word.upper()
    found = code if code in countries() else iso3_codes().get(code) or country_named(word)
    if not found:
        raise LexiconError(f'{where}: country is "{word}"; wanted is a name or a code of ISO 3166, such as COD')
    return found
