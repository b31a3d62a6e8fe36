"""The lexicon of armed groups, forces and movements: how many, of where, and that no name stands for two."""

from collections import Counter

import pytest

from dragoman.codes import Sector
from dragoman.layers.actors.layer import find_actors
from dragoman.lexicon import read_table
from dragoman.parse import parse
from dragoman.word_case import capital_share, formed_share, is_new

ARMED = (Sector.REB, Sector.PRM, Sector.MIL, Sector.CRM)


def _groups() -> list[dict[str, str]]:
    return [dict(r) for r in read_table("actors") if r["kind"] == "organisation" and r["sector"] in ARMED]


# Countries of each region, and how many groups and forces it must have at least.
REGIONS = {
    "South Asia": ("AFG PAK IND NPL BGD LKA", 130),
    "South-East Asia and the Pacific": ("MMR THA MYS PHL IDN TLS PNG KHM LAO VNM CHN JPN SLB NCL PRK", 110),
    "Europe, Caucasus, Central Asia": (
        "UKR RUS GEO AZE ARM SRB BIH HRV XKX MKD TUR TJK UZB KAZ GBR FRA ESP ITA DEU GRC CYP PRT BEL SWE",
        140,
    ),
    "Middle East": ("SYR IRQ LBN PSE ISR IRN YEM SAU OMN BHR", 190),
    "North Africa and the Horn": ("DZA TUN MAR ESH LBY EGY SDN SSD ETH ERI SOM DJI KEN", 130),
    "West and Central Africa": ("MLI BFA NER TCD NGA CMR CAF SEN GIN GNB SLE LBR CIV", 110),
    "Great Lakes and Southern Africa": ("COD COG RWA BDI UGA AGO MOZ ZWE ZAF NAM LSO MDG", 80),
    "Americas": (
        "COL MEX GTM SLV HND NIC PAN PER ECU VEN BOL BRA ARG CHL URY PRY HTI CUB PRI TTO JAM SUR CRI USA CAN GRD",
        190,
    ),
}


def test_there_are_many_of_every_region() -> None:
    groups = _groups()
    assert len(groups) >= 1_150
    countries = Counter(r["country"] for r in groups)
    for region, (codes, least) in REGIONS.items():
        assert sum(countries[code] for code in codes.split()) >= least, region
    for country in "AFG IND MMR PHL SYR IRQ LBY SDN SOM COD NGA MLI COL SLV GBR ETH CAF YEM LBN MEX HTI UKR".split():
        assert countries[country] >= 10, country


def test_each_says_whose_it_is_and_since_when() -> None:
    known = {r["iso3"] for r in read_table("countries")}
    for row in _groups():
        assert row["country"] in known or row["note"].startswith(("IMG", "IGO", "EUR", "UNO")) or not row["country"], (
            row
        )
        if row["from"] and row["to"]:
            assert int(row["from"]) <= int(row["to"]), row


def test_no_name_stands_for_two() -> None:
    owners: dict[str, set[str]] = {}
    for row in _groups():
        for alias in (row["name"], *row["aliases"].split(";")):
            if alias.strip():
                owners.setdefault(alias.strip().removeprefix("?"), set()).add(row["name"])
    assert not {alias: names for alias, names in owners.items() if len(names) > 1}


def is_common(low: str) -> bool:
    """Whether a word is known and mostly written small; not one formed from another, as "Contras" is."""
    return not is_new(low) and formed_share(low) is None and capital_share(low) < 0.3


def test_a_name_that_is_not_doubtful_is_one_actors() -> None:
    """Acronyms of two bodies, and common words, have a "?" wherever they stand."""
    owners: dict[str, set[str]] = {}
    for row in read_table("actors"):
        for name in filter(None, (name.strip() for name in (row["name"], *row["aliases"].split(";")))):
            owners.setdefault(name, set()).add(row["name"])
    sure = {name: rows for name, rows in owners.items() if not name.startswith("?")}
    assert not {name: rows for name, rows in sure.items() if len(rows) > 1}
    assert not {name: rows for name, rows in sure.items() if owners.get(f"?{name}", rows) != rows}
    words = [n for n in sure if n.isalpha() and n.istitle() and is_common(n.lower())]
    assert not words


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Fighters of Hurras al-Din shelled the village on Friday.", "Hurras al-Din", "SYR"),
        ("Cadres of the NDFB and the NLFT crossed the river.", "NLFT", "IND"),
        ("The All Burma Students' Democratic Front signed on Monday.", "All Burma Students' Democratic Front", "MMR"),
        ("Men of the Kamuina Nsapu militia killed four policemen.", "Kamuina Nsapu", "COD"),
        ("Lakurawa gunmen raided the town.", "Lakurawa", "NGA"),
        ("The Treasury Police searched the office.", "Treasury Police", "SLV"),
        ("A unit of the Belloso Battalion entered the town.", "Belloso Battalion", "SLV"),
        ("The ALFARO VIVE CARAJO group kidnapped a banker.", "ALFARO VIVE CARAJO", "ECU"),
        ("Pyu Saw Htee fighters burned the houses.", "Pyu Saw Htee", "MMR"),
        ("Los Choneros took over the prison.", "Choneros", "ECU"),
    ],
)  # fmt: skip
def test_a_group_is_known_with_its_country(text: str, words: str, country: str) -> None:
    found = [e for e in find_actors(parse(text)).entities if words in e.name]
    assert {e.country for e in found} == {country}
    assert not {e.sector for e in found}.isdisjoint((*ARMED, Sector.COP))
