"""Actors of reports: names, roles, bodies, countries, who is left out. Sentences of our own."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dragoman
from dragoman.codes import ActorKind, PlaceKind, PlacePrecision, Sector
from dragoman.errors import LexiconError
from dragoman.layers.actors.layer import build_actors, find_actors
from dragoman.layers.actors.lexicon import load_actors
from dragoman.layers.roles import load_roles, role_of_words, singular
from dragoman.lexicon import read_patterns, read_table
from dragoman.model.annotations import ActorEntity, ActorLayer, Place, Toponym
from dragoman.model.document import Document, Span
from dragoman.parse import parse


@cache
def layer(text: str) -> ActorLayer:
    return find_actors(parse(text))


def entity(text: str, name: str) -> ActorEntity:
    found = [e for e in layer(text).entities if e.name == name or name in e.aliases]
    assert len(found) == 1, (name, [e.name for e in layer(text).entities])
    return found[0]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (
            "Taliban spokesman Karim Walizada told reporters that the road was open.",
            "Karim Walizada",
            {
                "kind": ActorKind.PERSON,
                "role": "spokesman",
                "affiliation": "Taliban",
                "country": "AFG",
                "sector": Sector.REB,
            },
        ),
        (
            "Foreign Minister Elena Brandt said the talks would go on.",
            "Elena Brandt",
            {"role": "Foreign Minister", "sector": Sector.GOV},
        ),
        (
            "Marco Bellini, the Italian ambassador to Niger, left on Sunday.",
            "Marco Bellini",
            {"role": "ambassador", "country": "ITA", "sector": Sector.GOV},
        ),
        (
            "Turkish Deputy Prime Minister Orhan Demir blamed the group.",
            "Orhan Demir",
            {"role": "Deputy Prime Minister", "affiliation": "Turkey", "country": "TUR", "sector": Sector.GOV},
        ),
        (
            "The envoy met Lucia Moreno of Human Rights Watch on Friday.",
            "Lucia Moreno",
            {"affiliation": "Human Rights Watch"},
        ),
        ("The brigade's commander, Colonel Pavel Novak, refused.", "Pavel Novak", {"sector": Sector.MIL}),
        (
            "Bishop Tomas Ruiz carried the letter to the guerrillas.",
            "Tomas Ruiz",
            {"role": "Bishop", "sector": Sector.REL},
        ),
        (
            "The M23 seized the town and Rwanda denied any part in it.",
            "M23",
            {"kind": ActorKind.ORGANISATION, "country": "COD", "sector": Sector.REB, "acts": True},
        ),
        (
            "The M23 seized the town and Rwanda denied any part in it.",
            "Rwanda",
            {"kind": ActorKind.COUNTRY, "country": "RWA", "sector": Sector.GOV, "acts": True},
        ),
        ("Fighting went on in northern Syria while Jordan urged calm.", "Syria", {"acts": False}),  # a place
        ("Hezbollah rejected the offer.", "Hezbollah", {"country": "LBN", "sector": Sector.REB}),
        (
            "The Colombian government sent a delegation.",
            "Colombian government",
            {"kind": ActorKind.ORGANISATION, "country": "COL", "sector": Sector.GOV, "acts": True},
        ),
        ("The Biden administration offered aid.", "Biden administration", {"country": "USA", "acts": True}),
        ("Police dispersed the crowd.", "Police", {"sector": Sector.COP, "acts": True}),
        (
            "A senior official who asked not to be named said so.",
            "senior official",
            {"kind": ActorKind.PERSON, "acts": False},
        ),
        ("Residents said the shelling had stopped.", "Residents", {"kind": ActorKind.GROUP, "sector": Sector.CVL}),
        ("Reuters reported that the convoy had turned back.", "Reuters", {"sector": Sector.JRN}),
        (
            "A spokesman for the French Foreign Ministry said the talks were useful.",
            "spokesman for the French Foreign Ministry",
            {"kind": ActorKind.PERSON, "role": "spokesman", "affiliation": "French Foreign Ministry", "country": "FRA"},
        ),
        # Peoples of another state live where they live; "Turkish Cypriots" on Cyprus.
        (
            "Bosnian Croats accepted the map, the mediator said.",
            "Bosnian Croats",
            {"kind": ActorKind.GROUP, "country": "BIH", "sector": Sector.CVL},
        ),
        ("Turkish Cypriots rejected the map, the mediator said.", "Cypriots", {"country": "CYP"}),
        ("Two ethnic Hungarians were beaten by policemen.", "Hungarians", {"country": None, "sector": Sector.CVL}),
        # Whose president somebody is, is known where the report does not say.
        ("President Reagan warned Libya again on Monday.", "Reagan", {"country": "USA", "sector": Sector.GOV}),
        ("Angela Merkel has warned Greece and Italy.", "Angela Merkel", {"country": "DEU"}),
        ("President Odongo warned Chad again on Monday.", "Odongo", {"country": None}),
        # The office that a report gives goes before a lexicon's.
        ("President Yoweri Museveni met Prime Minister Ismail Haniyeh.", "Ismail Haniyeh", {"sector": Sector.GOV}),
    ],
)
def test_entities(text: str, name: str, expected: Mapping[str, object]) -> None:
    found = entity(text, name)
    assert {field: getattr(found, field) for field in expected} == expected


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        (
            "The Farra Liberation Movement (FLM) signed. The FLM had fought for years.",
            "Farra Liberation Movement",
            {"FLM"},
        ),
        ("Daniel Okoro arrived on Monday. Okoro said little.", "Daniel Okoro", {"Okoro"}),
        ("The United States agreed. Washington said it would pay.", "United States", {"Washington"}),
        (
            "The Islamic State in Khorasan Province (ISIS-K) struck again. ISKP has grown.",
            "Islamic State in Khorasan Province",
            {"ISIS-K", "ISKP"},
        ),
        (
            "The US State Department declined to comment. The State Department said so twice.",
            "US State Department",
            {"State Department"},
        ),
        ('Luis Prado, alias "Tomas Vega", leads the team.', "Luis Prado", {"Tomas Vega"}),
    ],
)
def test_aliases(text: str, name: str, aliases: set[str]) -> None:
    assert set(entity(text, name).aliases) >= aliases


def test_a_namesake_is_not_the_president() -> None:
    text = "Lucia Assad runs a bakery. Assad said the flour had run out."
    found = entity(text, "Lucia Assad")
    assert (found.country, found.sector) == (None, None)


def test_one_entity_an_actor() -> None:
    text = (
        "The United States will send envoys. The US wants a truce, and Washington said so. "
        "The rebel Patriotic Front of Zhara (PFZ) accused the US of delay. The PFZ named three men."
    )
    assert len([e for e in layer(text).entities if e.country == "USA" and e.kind is ActorKind.COUNTRY]) == 1
    assert len([e for e in layer(text).entities if "PFZ" in (e.name, *e.aliases)]) == 1


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rebels took Goma on Monday. Shops in Goma were shut, and Goma was quiet.", "Goma"),
        ("The dead were buried in the village of Talkar. Talkar mourned.", "Talkar"),
    ],
)
def test_places_are_no_actors(text: str, place: str) -> None:
    assert place not in {e.name for e in layer(text).entities if e.acts}


def test_headlines_in_title_case_make_no_actors() -> None:
    text = "Rebel Chiefs Meet Envoy Over Frozen Truce Deal\n\nThe envoy met two rebel chiefs in Nairobi."
    assert not {e.name for e in layer(text).entities} & {"Rebel Chiefs Meet Envoy", "Frozen Truce Deal", "Truce Deal"}


def test_records_follow_the_entities_and_quote_the_text() -> None:
    text = "“We will wait,” said Amina Diallo, the group’s spokeswoman. She left.\nThe group has offices in Mali."
    document = Document(text=text)
    records = build_actors(document, layer(text))
    assert [r.name for r in records] == [e.name for e in layer(text).entities]
    for record in records:
        assert record.evidence
        for evidence in record.evidence:
            assert evidence.span.of(text) == evidence.text
            assert evidence.text.lower() not in ("she", "he", "it", "they")


def test_own_lexicon_beats_ours(tmp_path_factory: pytest.TempPathFactory) -> None:
    own = tmp_path_factory.mktemp("own") / "actors.csv"
    own.write_text(
        "name,aliases,kind,country,sector,from,to,note\n"
        "Orcs of Durthang,Durthang orcs,organisation,MOR,REB,,,\nHamas,,organisation,PSE,PTY,,,\n",
        encoding="utf-8",
    )
    entities = {e.name: e for e in find_actors(parse("Durthang orcs attacked Hamas."), own=own).entities}
    assert entities["Durthang orcs"].country == "MOR"
    assert entities["Hamas"].sector is Sector.PTY


def test_own_lexicon_names_its_bad_row(tmp_path_factory: pytest.TempPathFactory) -> None:
    own = tmp_path_factory.mktemp("bad") / "actors.csv"
    own.write_text("name,aliases,kind,country,sector,from,to,note\nX,,army,,,,,\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="row 1"):
        find_actors(parse("X attacked."), own=own)
    own = own.with_name("without.csv")
    own.write_text("group\nX\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="row 1: there is no column 'name'"):
        find_actors(parse("X attacked."), own=own)
    with pytest.raises(LexiconError, match=r"none\.csv: no such file"):
        find_actors(parse("X attacked."), own=own.with_name("none.csv"))


@pytest.mark.parametrize("text", ["", "x", "\n\n", "😀 \x00 said", "قال المتحدث", "(A)", "The (", "a" * 60_000])
def test_any_text(text: str) -> None:
    found = find_actors(parse(text))
    build_actors(Document(text=text), found)
    for mention in found.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from("the The spokesman of US Taliban ( ) FLM said , he they rebels - and Karim".split()),
        max_size=25,
    )
)
def test_any_words(words: list[str]) -> None:
    text = " ".join(words)
    found = find_actors(parse(text))
    assert all(m.actor is None or 0 <= m.actor < len(found.entities) for m in found.mentions)
    assert all(r.evidence for r in build_actors(Document(text=text), found))


# --- lexicons -------------------------------------------------------------------------------------------------------


def test_lexicon_rows() -> None:
    rows = read_table("actors")
    names = [n.removeprefix("?") for row in rows for n in (row["name"], *row["aliases"].split(";")) if n]
    assert len(names) == len(set(names))
    assert sum(row["kind"] == "organisation" and row["sector"] != "JRN" for row in rows) >= 250
    for row in rows:
        assert ActorKind(row["kind"])
        assert Sector(row["sector"])
        assert len(row["country"]) in (0, 3)
        assert all(not row[year] or row[year].isdigit() for year in ("from", "to"))
    assert load_actors(None)[0]["ISKP"]


@pytest.mark.parametrize("entry", [*read_patterns("roles")["role"], *read_patterns("roles")["body"]])
def test_role_examples(entry: Mapping[str, object]) -> None:
    words = str(entry["example"]).lower().rstrip(".").split()
    forms = {singular(" ".join(words[i : i + n])) for n in (1, 2, 3) for i in range(len(words))}
    assert forms & set(entry["nouns"]), entry["example"]  # type: ignore[call-overload]


def test_every_role_is_found_by_its_noun() -> None:
    for noun, role in load_roles().items():
        found = role_of_words(noun)
        assert found is not None, noun
        assert found.kind == role.kind, noun


def test_toponyms_settle_places_and_governments() -> None:
    text = "Talkar rejected the plan. Envoys met Robert Talkar in Zhara. Zhara was calm."
    zhara = Place("Zhara", PlaceKind.CITY, "SYR", None, None, None, None, PlacePrecision.CITY)
    spans = [Span(m.start(), m.end()) for m in re.finditer("Zhara", text)]
    located = [Toponym(span, zhara, 0.9) for span in spans]
    names = {e.name for e in find_actors(parse(text), toponyms=located).entities}
    assert "Zhara" not in names
    assert "Robert Talkar" in names
    speaking = [Toponym(Span(0, 6), replace(zhara, name="Talkar"), 0.9, metonym=True)]
    assert any(e.country == "SYR" for e in find_actors(parse(text), toponyms=speaking).entities)


def test_a_union_is_named_with_whose_it_is():
    extraction = dragoman.extract(dragoman.Document(text="A local medics' union said that 38 people had died."))
    assert "local medics' union" in {actor.name for actor in extraction.actors}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # one army, whatever it is called
            "Chad's army said on Tuesday that it had retaken the bridge. The Chadian army lost ten men. The Chad army "
            "denied it. The army left Zouar. Government forces shot at a car.",
            {"Chad": None, "Chad's army": Sector.MIL},
        ),
        (  # the lexicon's name for it
            "The Sudanese Armed Forces held Nyala, the Sudan army said. Sudan's army took the hill.",
            {"Sudan": None, "Sudanese Armed Forces": Sector.MIL},
        ),
        ("Intense regime shelling hit Douma and Aleppo in Syria.", {"Syria": None, "regime": Sector.GOV}),
        ("Artillery and warplanes pounded the town. A helicopter was hit.", {}),
        ("The Lakes Front said its drones had hit the port. Lakes Front artillery fired.", {"Lakes Front": None}),
    ],
)
def test_forces_and_what_they_fight_with(text: str, expected: dict[str, Sector | None]) -> None:
    found = {e.name: e.sector for e in find_actors(parse(text)).entities if e.kind is not ActorKind.GROUP}
    assert found.keys() == expected.keys()
    assert all(sector in (None, found[name]) for name, sector in expected.items())
