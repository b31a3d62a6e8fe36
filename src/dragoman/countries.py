"""Countries by any of their names: short and long names, demonyms, capitals, ISO codes; facts from `countries.csv`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.lexicon import read_table

__all__ = [
    "Country",
    "countries",
    "country_name",
    "country_named",
    "country_of_capital",
    "country_of_demonym",
    "iso3_codes",
]


@dataclass(frozen=True, slots=True)
class Country:
    """A country: ISO 3166-1 codes, names, and GeoNames' point and id. Coordinates in degrees, None where unknown."""

    iso3: str
    iso2: str
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    lat: float | None
    lon: float | None
    geonames: int | None


def country_named(words: str) -> str | None:
    """The ISO3 code of the country that a name stands for, or None. Case matters only for abbreviations ("US").

    >>> country_named("the United States"), country_named("US"), country_named("us")
    ('USA', 'USA', None)
    """
    words = words.removeprefix("the ").removeprefix("The ").strip()
    by_name = _index("names")
    found = by_name.get(words)
    return found or (by_name.get(words.lower()) if len(words) > 4 else None)


def country_of_demonym(words: str) -> str | None:
    """The ISO3 code of the country whose people or adjective the word is, or None.

    >>> country_of_demonym("Congolese")
    'COD'
    """
    return _index("demonyms").get(words) or _index("demonyms").get(words.lower())


def country_of_capital(words: str) -> str | None:
    """The ISO3 code of the country whose seat of government a city is, or None.

    >>> country_of_capital("Kabul")
    'AFG'
    """
    return _index("capitals").get(words) or _index("capitals").get(words.lower())


def country_name(iso3: str) -> str:
    """The short English name of a country; the code itself where it is not known.

    >>> country_name("COD")
    'Democratic Republic of the Congo'
    """
    country = countries().get(iso3)
    return country.name if country else iso3


@cache
def iso3_codes() -> dict[str, str]:
    """ISO2 code to ISO3 code."""
    return {country.iso2: country.iso3 for country in countries().values() if country.iso2}


@cache
def countries() -> dict[str, Country]:
    """All countries by ISO3 code."""
    return {row["iso3"]: _country(row) for row in read_table("countries")}


def _country(row: Mapping[str, str]) -> Country:
    def listed(column: str) -> tuple[str, ...]:
        return tuple(item for item in row[column].split(";") if item)

    return Country(
        iso3=row["iso3"],
        iso2=row["iso2"],
        name=row["name"],
        aliases=listed("aliases"),
        demonyms=listed("demonyms"),
        capitals=listed("capital"),
        lat=float(row["lat"]) if row["lat"] else None,
        lon=float(row["lon"]) if row["lon"] else None,
        geonames=int(row["geonames"]) if row["geonames"] else None,
    )


@cache
def _index(kind: str) -> dict[str, str]:
    """Each name, and its lower-case form where it is no abbreviation, to ISO3; the first to claim a name has it."""
    index: dict[str, str] = {}
    for country in countries().values():
        names = {
            "names": (country.name, *country.aliases),
            "demonyms": country.demonyms,
            "capitals": country.capitals,
        }[kind]
        for name in names:
            index.setdefault(name, country.iso3)
            if len(name) > 4:
                index.setdefault(name.lower(), country.iso3)
    return index
