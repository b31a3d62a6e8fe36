"""The user's own places: what a file may hold, and what is said of one that may not."""

import pytest

from dragoman.errors import LexiconError
from dragoman.layers.places.layer import find_places
from dragoman.own_places import NO_PLACES, places_beside, read_places
from dragoman.parse import parse


def written(tmp_path, text):
    file = tmp_path / "places.csv"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("row", "country", "kind", "precision"),
    [
        ("Camp Kumbuya,-1.5,29.2,COD,site,", "COD", "site", "site"),
        ("Kumbuya,-1.5,29.2,cd,city,admin2", "COD", "city", "admin2"),  # ISO2; a point that is only the district's
        ("Kumbuya,-1.5,29.2,Uganda,,", "UGA", "site", "site"),
        ("Kumbuya,-1.5,29.2,,region,", None, "region", "region"),
    ],
)
def test_rows(tmp_path, row, country, kind, precision):
    places = read_places(written(tmp_path, f"# ours\nname,lat,lon,country,kind,precision\n{row}\n"))
    (place,) = places.named(row.split(",")[0].upper())
    assert (place.country, place.kind, place.precision) == (country, kind, precision)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", "", "empty"),
        ("name,lat\nA,1\n", "line 1", "no column lon"),
        ("name,lat,lon,colour\n", "line 1", 'unknown column "colour"'),
        ("name,lat,lon,lat\n", "line 1", "twice"),
        ("name,lat,lon\nKumbuya,1,2\nKasubi,north,2\n", "line 3", 'lat is "north"'),
        ("name,lat,lon\nKumbuya,1,181\n", "line 2", 'lon is "181"'),
        ("name,lat,lon\nKumbuya,nan,2\n", "line 2", 'lat is "nan"'),
        ("name,lat,lon\nKumbuya,1\n", "line 2", "2 cells where the header has 3"),
        ("name,lat,lon\n,1,2\n", "line 2", "no name"),
        ("name,lat,lon\n...,1,2\n", "line 2", '"..." is no name'),
        (f"name,lat,lon\n{'x' * 10_000},1,2\n", "line 2", "is no name"),
        ("name,lat,lon,country\nKumbuya,1,2,Atlantis\n", "line 2", 'country is "Atlantis"'),
        ("name,lat,lon,kind\nKumbuya,1,2,hamlet\n", "line 2", 'kind is "hamlet"; wanted is one of country'),
        ("name,lat,lon,precision\nKumbuya,1,2,good\n", "line 2", 'precision is "good"'),
        ('name,lat,lon\n"Kumbuya,1,2\n', "line 2", "unexpected end of data"),
    ],
)
def test_errors_say_where_and_what(tmp_path, text, line, says):
    with pytest.raises(LexiconError) as raised:
        read_places(written(tmp_path, text))
    assert "places.csv" in str(raised.value)
    assert line in str(raised.value)
    assert says in str(raised.value)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(LexiconError, match="cannot be read"):
        read_places(tmp_path / "none.csv")


def test_no_file_no_places():
    assert read_places(None) == NO_PLACES


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Shells fell on Camp Kumbuya-Nord at dawn.", "Camp Kumbuya-Nord"),
        ("Goma was quiet.", "Goma"),  # the user's Goma, not the gazetteer's
        ("They met at the Old Mill.", "Old Mill"),
    ],
)
def test_own_names_are_found_and_win(tmp_path, text, words):
    own = written(
        tmp_path,
        "name,lat,lon,country,aliases\nCamp Kumbuya-Nord,-1.5,29.2,COD,\nGoma,-1.25,29.25,COD,Gomaville;Old Mill\n",
    )
    (toponym,) = find_places(parse(text), own=own)
    assert toponym.span.of(text) == words
    assert toponym.place is not None
    assert (toponym.place.country, str(toponym.place.precision), toponym.score) == ("COD", "site", 1.0)


def test_an_exported_table_beside_the_record_is_not_the_users_own(tmp_path):
    record, beside = tmp_path / "talks.db", tmp_path / "places.csv"
    assert places_beside(record) is None
    beside.write_text("name,lat,lon\nPort Amity,1.5,2.5\n")
    assert places_beside(record) == beside
    beside.write_text("id,document,outlet,title\nabc,def,,\n")
    assert places_beside(record) is None
