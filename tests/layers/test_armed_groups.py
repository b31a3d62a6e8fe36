"""The lexicon of armed groups, forces and movements: how many, of where, and that no name stands for two."""

from collections import Counter

import pytest

from dragoman.codes import Sector
from dragoman.layers.actors import find_actors
from dragoman.lexicon import read_table
from dragoman.parse import parse

ARMED = (Sector.REB, Sector.PRM, Sector.MIL, Sector.CRM)


def _groups() -> list[dict[str, str]]:
    return [dict(r) for r in read_table("actors") if r["kind"] == "organisation" and r["sector"] in ARMED]


def test_there_are_many_of_every_region() -> None:
    groups = _groups()
    assert len(groups) >= 900
    countries = Counter(r["country"] for r in groups)
    for country in (
        "AFG",
        "IND",
        "MMR",
        "PHL",
        "SYR",
        "IRQ",
        "LBY",
        "SDN",
        "SOM",
        "COD",
        "NGA",
        "MLI",
        "COL",
        "SLV",
        "GBR",
    ):
        assert countries[country] >= 8, country


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
