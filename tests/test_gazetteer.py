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
    ],
)
def test_candidates(name, kind, country):
    assert (kind, country) in {(c.kind, c.country) for c in candidates_for(name)}


@pytest.mark.parametrize("name", ["", "Kumbuyaburg", "'", "\x00", "x" * 10_000, "🙂"])
def test_no_candidates(name):
    assert candidates_for(name) == ()


def test_the_data_are_credited():
    assert "GeoNames" in about()["credit"]


def test_threads_have_connections_of_their_own():
    with ThreadPoolExecutor(4) as pool:
        names = ["Goma", "Bukavu", "Kunduz", "Cali"] * 5
        assert all(pool.map(candidates_for, names))
