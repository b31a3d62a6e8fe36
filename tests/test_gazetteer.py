"""Looking places up by any of their names."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from dragoman.gazetteer import about, candidates_for


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Raqqa", "city", "SYR"),  # an alternate name
        ("Ar-Raqqah", "city", "SYR"),
        ("الرقة", "city", "SYR"),
        ("North Kivu", "admin1", "COD"),
        ("Nangarhar Province", "admin1", "AFG"),
        ("Nangarhar", "admin1", "AFG"),
        ("New South Wales", "admin1", "AUS"),
        ("Ivory Coast", "country", "CIV"),
        ("Bogota", "city", "COL"),
        ("Donbas", "region", "UKR"),
        ("St. Petersburg", "city", "RUS"),
        ("Hodeidah", "city", "YEM"),  # a spelling of the news
        ("Bunagana", "city", "COD"),  # not in the list of towns of 500 people
        ("Torkham", "site", "AFG"),
        ("Lake Constance", "region", None),
        ("Republic of Congo", "country", "COG"),
    ],
)
def test_candidates(name, kind, country):
    assert (kind, country) in {(c.kind, c.country) for c in candidates_for(name)}


@pytest.mark.parametrize("name", ["", "Kumbuyaburg", "'", "\x00", "x" * 10_000, "🙂"])
def test_no_candidates(name):
    assert candidates_for(name) == ()


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Helmand", "AFG", 31, 64),
        ("Laâyoune-Sakia El Hamra", "MAR", 27, -12.5),  # the list has it at Rabat
        ("Darfur", "SDN", 13, 25),
        ("North Kivu", "COD", -1, 29),
        ("Tigray", "ETH", 14, 39),
        ("Gaza Strip", "PSE", 31.4, 34.3),
        ("Nagorno-Karabakh", "AZE", 39.8, 46.8),
        ("Transnistria", "MDA", 47, 29.5),
        ("Crimea", "UKR", 45, 34.4),
        ("Kashmir", None, 34, 75),
    ],
)
def test_areas_lie_where_they_lie(name, country, lat, lon):
    area = next(c for c in candidates_for(name) if c.country == country and c.kind in ("region", "admin1"))
    assert abs(area.lat - lat) < 1.5
    assert abs(area.lon - lon) < 1.5


@pytest.mark.parametrize(("name", "called"), [("Belgorod", "Belgorod"), ("Amhara", "Amhara"), ("Tigray", "Tigray")])
def test_divisions_have_their_english_names(name, called):
    assert called in {c.name for c in candidates_for(name) if c.kind == "admin1"}


def test_the_data_are_credited():
    assert "GeoNames" in about()["credit"]


def test_threads_have_connections_of_their_own():
    with ThreadPoolExecutor(4) as pool:
        names = ["Goma", "Bukavu", "Kunduz", "Cali"] * 5
        assert all(pool.map(candidates_for, names))
