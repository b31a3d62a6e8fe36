"""Countries by name, demonym and capital."""

import pytest

from dragoman.countries import countries, country_name, country_named, country_of_capital, country_of_demonym


@pytest.mark.parametrize(
    ("find", "words", "iso3"),
    [
        (country_named, "DR Congo", "COD"),
        (country_named, "Russian Federation", "RUS"),
        (country_named, "the UK", "GBR"),
        (country_named, "AFGHANISTAN", "AFG"),
        (country_named, "us", None),  # the pronoun
        (country_named, "Atlantis", None),
        (country_of_demonym, "Salvadoran", "SLV"),
        (country_of_demonym, "Afghans", "AFG"),
        (country_of_demonym, "Nigerien", "NER"),
        (country_of_demonym, "Nigerian", "NGA"),
        (country_of_capital, "Bogota", "COL"),
        (country_of_capital, "Bogotá", "COL"),
        (country_of_capital, "Goma", None),
    ],
)
def test_find(find, words, iso3):
    assert find(words) == iso3


def test_every_row_has_its_codes():
    for iso3, country in countries().items():
        assert len(iso3) == 3
        assert len(country.iso2) == 2
        assert country_named(country.name) == iso3
        assert country_name(iso3) == country.name
