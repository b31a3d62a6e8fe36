"""Which words are place names, which place each stands for, and whether something happened there."""

import pytest

from dragoman.codes import NoMatch, NoPlace
from dragoman.layers.places.layer import build_layer, build_places, find_places
from dragoman.lexicon import read_patterns
from dragoman.model.document import Document
from dragoman.parse import parse


def found(text):
    """(words, country, kind) of each toponym that is no demonym."""
    return [
        (t.span.of(text), t.place and t.place.country, t.place and str(t.place.kind))
        for t in find_places(parse(text))
        if not t.demonym
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The talks opened in Doha on Monday.", [("Doha", "QAT", "city")]),
        ("Fighting was reported in Raqqa, Syria.", [("Raqqa", "SYR", "city"), ("Syria", "SYR", "country")]),
        ("A bus was stopped near Athens, Ga., at noon.", [("Athens", "USA", "city"), ("Ga.", "USA", "admin1")]),
        ("Guns were heard in Helmand province.", [("Helmand", "AFG", "admin1")]),
        ("The convoy left Darfur for Chad.", [("Darfur", "SDN", "region"), ("Chad", "TCD", "country")]),
        ("He studied at Aleppo University.", [("Aleppo", "SYR", "city")]),
        ("The ministry in London, England, said no.", [("London", "GBR", "city"), ("England", "GBR", "admin1")]),
        ("GOMA, Congo (Agency) - The road was closed.", [("GOMA", "COD", "city"), ("Congo", "COD", "country")]),
        ("Shells hit the village of Kumbuya.", [("Kumbuya", None, None)]),  # in no gazetteer, named by its kind
        ("The Taliban said no.", []),  # there is a Taliban in Turkey
        ("Men of Islamic State in Khorasan Province said no.", []),  # a part of a body's name
        ("Gold fell and Mr. Paris sold.", []),
        (
            "Lena Lincoln left her house in Nairobi. Lincoln was seen at noon.",
            [("Nairobi", "KEN", "city")],
        ),  # a surname
        ("Floods hit northeast Nigeria.", [("Nigeria", "NGA", "country")]),
        ("Voters in Enugu State waited.", [("Enugu State", "NGA", "admin1")]),
        ("Prices rose across the European Union.", [("European Union", None, "region")]),
        (
            "Shells hit Abu al-Duhur near Idlib.",
            [("Abu al-Duhur", None, None), ("Idlib", "SYR", "city")],
        ),  # there is an Abu in India
        (
            "Dozens Killed in Battle for Manbij\n\nManbij was quiet.",
            [("Manbij", "SYR", "city")] * 2,
        ),  # a Battle in England
        ("", []),
    ],
)
def test_names_and_places(text, expected):
    assert found(text) == expected


def test_a_name_beside_others_in_one_country_is_not_put_elsewhere():
    text = "Gunmen raided Boni near Mopti in Mali on Sunday, residents of Boni said."
    places = {t.span.of(text): t.place and t.place.country for t in find_places(parse(text)) if not t.demonym}
    assert places == {"Boni": None, "Mopti": "MLI", "Mali": "MLI"}  # Bonn is called Boni, too


@pytest.mark.parametrize(
    ("text", "country"),
    [
        (
            "Russian troops left Georgia. The president in Tbilisi thanked Armenia and Azerbaijan. Georgia was calm.",
            "GEO",
        ),
        (
            "Georgia and Alabama closed schools. Atlanta in Georgia and Savannah were flooded, said Georgia police.",
            "USA",
        ),
    ],
)
def test_the_company_decides(text, country):
    first = find_places(parse(text))
    assert {t.place.country for t in first if t.span.of(text) == "Georgia"} == {country}


@pytest.mark.parametrize(
    ("text", "word", "admin1"),
    [
        # Springfields are many: the one near the other places is meant.
        (
            "Police in Chicopee and Holyoke, near Springfield, closed a road to Westfield.",
            "Springfield",
            "Massachusetts",
        ),
        ("Police in Bolivar and Ozark, near Springfield, closed a road to Nixa.", "Springfield", "Missouri"),
    ],
)
def test_what_is_near_decides(text, word, admin1):
    assert {t.place.admin1 for t in find_places(parse(text)) if t.span.of(text) == word} == {admin1}


def test_one_name_may_be_town_and_division():
    text = "He left Albany, New York, by train. The mayor of New York was there."
    kinds = [str(t.place.kind) for t in find_places(parse(text)) if t.span.of(text) == "New York"]
    assert kinds == ["admin1", "city"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Troops left Idlib province. The city of Idlib was quiet.", ["admin1", "city"]),
        ("Rebels burned two villages in Rutshuru territory. Rutshuru was calm.", ["admin2", "city"]),
        ("A fire burned in Washington state on Monday.", ["admin1"]),
    ],
)
def test_each_mention_is_of_the_kind_that_is_said(text, kinds):
    assert [str(t.place.kind) for t in find_places(parse(text))] == kinds


def test_an_apostrophe_may_be_lost():
    text = "They met near Syrias capital in Russias name."
    assert [t.place and t.place.name for t in find_places(parse(text))] == ["Syria", "Russia"]


def test_a_town_without_a_number_of_people_may_be_meant():
    text = "Shells hit Sinjar and Tal Afar in Iraq."
    assert [t.place.country for t in find_places(parse(text)) if t.span.of(text) == "Tal Afar"] == ["IRQ"]


def test_a_person_named_oftener_than_a_place_is_a_person():
    text = "Mr. Kunduzi spoke. Mr. Kunduzi left. General Kunduzi came. They wrote to Kunduzi in the town of Herat."
    assert [t.span.of(text) for t in find_places(parse(text))] == ["Herat"]


def test_a_place_found_once_is_found_in_names():
    text = "Shelling hit Kramatorsk at dawn. Dozens were treated, the Kramatorsk Doctors Union said."
    assert [(t.span.of(text), t.embedded) for t in find_places(parse(text))] == [
        ("Kramatorsk", False),
        ("Kramatorsk", True),
    ]


@pytest.mark.parametrize(
    ("text", "word", "demonym", "metonym", "setting"),
    [
        ("A bomb killed three in Kabul.", "Kabul", False, False, True),
        ("Kabul denied the report.", "Kabul", False, True, False),
        ("Talks between Kigali and Kinshasa stalled.", "Kinshasa", False, True, False),
        ("Clashes broke out in the towns of Rutshuru and Kiwanja.", "Kiwanja", False, False, True),
        ("Turkish planes flew over.", "Turkish", True, False, False),
        ("Latin American ministers came.", "Latin American", True, False, False),
        ("The attack on Kunduz went on.", "Kunduz", False, False, True),
        ("The mediators moved to Kampala.", "Kampala", False, False, True),
        ("The ministers met in Lusaka, Zambia.", "Zambia", False, False, False),  # it says where Lusaka is
        ("The Nairobi talks ended on Friday.", "Nairobi", False, False, True),
        ("The embassy of Norway was closed.", "Norway", False, False, False),
    ],
)
def test_what_a_name_does(text, word, demonym, metonym, setting):
    (toponym,) = [t for t in find_places(parse(text)) if t.span.of(text) == word]
    assert (toponym.demonym, toponym.metonym, toponym.setting) == (demonym, metonym, setting)


@pytest.mark.parametrize(
    "table",
    [
        "kind",
        "feature",
        "feature_first",
        "office",
        "preposition",
        "location",
        "holder",
        "act",
        "leading",
        "trailing",
        "assault",
        "motion",
        "landform",
        "people",
    ],
)
def test_every_entry_finds_its_example(table):
    for entry in read_patterns("places")[table]:
        assert entry["finds"] in [words for words, _, _ in found(entry["example"])]


def test_one_record_a_place_with_all_its_mentions():
    document = Document(text="Talks opened in Doha on Monday. The envoy left Doha on Tuesday.")
    (place,) = build_places(document, find_places(parse(document.text)))
    assert (place.name, place.country, place.setting, len(place.evidence)) == ("Doha", "QAT", True, 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prices fell in Niger, Nigeria and Togo.", ["NER", "NGA", "TGO"]),  # a list: none contains the one before
        ("He flew from China to New South Wales.", ["CHN", "AUS"]),  # the longest name, not Wales
        ("Fighting went on in Qamishli.", ["SYR"]),  # the gazetteer has Al Qamishli
        ("The S.C. coast and Mass. towns were flooded.", ["USA", "USA"]),
        ("The town council of Kenema, Sierra Leone, met.", ["SLE", "SLE"]),
        ("The border town of Elegu was closed.", [None]),  # too small for the gazetteer, yet a place
        ("Fighting went on in Donbas, Kashmir, Tigray, Gaza and the Sahel.", ["UKR", None, "ETH", "PSE", None]),
    ],
)
def test_countries_of_names(text, expected):
    assert [t.place and t.place.country for t in find_places(parse(text)) if not t.demonym] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The UN said no in May.",
        "The university and the hospital, University and Hospital, were shut on Monday.",
        "Islamic State in Khorasan claimed it.",
    ],
)
def test_what_is_no_place(text):
    assert find_places(parse(text)) == ()


@pytest.mark.parametrize(
    ("text", "word", "reason"),
    [
        ("Mr. Paris sold his boat.", "Paris", NoPlace.PERSON),
        ("The Taliban said no.", "Taliban", NoPlace.ACTOR),
        ("Islamic State in Khorasan claimed it.", "Khorasan", NoPlace.BODY),
        ("The Board of Education knows.", "Education", NoPlace.BODY),
        ("The Front for the Liberation of Palestine agreed.", "Liberation", NoPlace.BODY),
        ("Doctors in Bangkok treat HIV.", "HIV", NoPlace.BODY),
    ],
)
def test_why_a_name_is_no_place(text, word, reason):
    rejected = {name.span.of(text): name.reason for name in build_layer(parse(text)).rejected}
    assert rejected[word] is reason


@pytest.mark.parametrize(
    ("text", "word", "no_match"),
    [
        ("Shells hit the village of Kumbuya.", "Kumbuya", NoMatch.UNKNOWN),
        ("The talks opened in Doha on Monday.", "Doha", None),
    ],
)
def test_why_a_place_has_no_point(text, word, no_match):
    (toponym,) = [t for t in find_places(parse(text)) if t.span.of(text) == word]
    assert (toponym.place is None, toponym.no_match) == (no_match is not None, no_match)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Boats were held on the Wilsons River on Sunday.", "Wilsons River"),
        ("Two drowned in Lake Constance near Bregenz.", "Lake Constance"),
    ],
)
def test_features_have_their_whole_name(text, name):
    assert name in [words for words, _, _ in found(text)]


def test_a_name_is_no_surer_than_its_words_and_its_place_together():
    (toponym,) = find_places(parse("Police closed the road to Springfield."))
    (sure,) = find_places(parse("The talks opened in Doha on Monday."))
    assert toponym.score < sure.score <= 1


@pytest.mark.parametrize(
    "text",
    [
        "The talks opened in Doha. Fighting was reported near Raqqa, Syria, and in Helmand province.",
        "A bomb killed three in Kabul, and the mayor of Goma, Congo, fled to Bukavu.",
    ],
)
def test_names_are_found_without_the_parsers_entities(text):
    parsed = parse(text)
    before = [t.span for t in find_places(parsed)]
    parsed.doc.set_ents([])
    assert [t.span for t in find_places(parsed)] == before


@pytest.mark.parametrize(
    "name",
    [
        "X" + "a" * 10_000,
        "Kаbul",  # with a Cyrillic letter: in no gazetteer
        "A. " * 4_000,
        "\u202eKabul\u202c" * 50,
    ],
)
def test_odd_names_raise_nothing_and_get_no_point_made_up(name):
    for toponym in find_places(parse(f"Two died in {name}.")):
        assert toponym.place is None or toponym.span.of(name) != name
