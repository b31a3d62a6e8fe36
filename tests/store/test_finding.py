from datetime import date, datetime, timedelta

import pytest

from dragoman.codes import Kind, Precision
from dragoman.errors import NotHeldError, RecordError, UsageError
from dragoman.model.annotations import Interval, Published
from dragoman.model.records import ActorRef, Asserted, When
from dragoman.store.query import first_day, last_day
from tests.factory import (
    make_actor,
    make_agreement,
    make_commitment,
    make_document,
    make_event,
    make_extraction,
    make_incident,
    make_meeting,
    make_place,
    make_published,
    make_records,
    make_statement,
    make_when,
)


@pytest.fixture
def filled(record):
    """Three reports; the first has an actor with an affiliation."""
    first = make_document()
    envoy = make_actor(first, name="Tomás Okoro", affiliation="River Front", aliases=("Old Tom",))
    record.add(
        make_extraction(
            first,
            envoy,
            make_place(first, country="XPA"),
            make_statement(first, speaker=ActorRef("Tomás Okoro", "rebel envoy", envoy.id)),
            make_meeting(first, date=make_when("on Monday", "2024-03-11")),
            make_incident(first, attribution=Asserted(ActorRef("Hill Police", "police"))),
            make_agreement(first, signed=make_when("in January", "2024-01-01", "2024-01-31")),
            make_commitment(first, deadline=make_when("by Friday", "2024-03-15")),
        )
    )
    second = make_document("The minister said nothing of it.", outlet="Harbour Post")
    record.add(
        make_extraction(second, make_statement(second, speaker="minister"), published=make_published("2023-05-01"))
    )
    third = make_document("Nobody said when.", outlet="Hill Times")
    record.add(make_extraction(third, make_statement(third), published=make_published(None)))
    return record


def test_statements_come_in_order_of_date_undated_last(filled):
    found = [(entry.document.outlet, entry.earliest, entry.dated) for entry in filled.statements()]
    assert found == [
        ("Harbour Post", "2023-05-01", "report"),
        ("Lakeside Wire", "2024-03-12", "report"),
        ("Hill Times", None, "none"),
    ]


def test_the_timeline_goes_by_the_records_own_dates(filled):
    found = [(entry.record.kind, entry.earliest, entry.dated) for entry in filled.timeline()]
    assert found == [
        (Kind.STATEMENT, "2023-05-01", "report"),
        (Kind.AGREEMENT, "2024-01-01", "own"),
        (Kind.MEETING, "2024-03-11", "own"),
        (Kind.STATEMENT, "2024-03-12", "report"),
        (Kind.INCIDENT, "2024-03-12", "report"),
        (Kind.COMMITMENT, "2024-03-15", "own"),
        (Kind.STATEMENT, None, "none"),
    ]


@pytest.mark.parametrize(
    ("filters", "kinds"),
    [
        ({"actor": "River Front"}, "actor statement"),  # by affiliation
        ({"actor": "river front"}, "actor statement"),
        ({"actor": "tomas okoro"}, "actor statement"),  # without the accent
        ({"actor": "Old Tom"}, "actor statement"),  # by another name
        ({"actor": "Front"}, "actor statement"),  # one word of the name
        ({"actor": "Fron"}, ""),  # but whole words
        ({"actor": "Hill Police"}, "incident"),  # on whose word
        ({"actor": "government"}, "meeting"),
        ({"actor": '"Front'}, "actor statement"),
        ({"actor": ""}, ""),
        ({"actor": "*"}, ""),
        ({"actor": 'NEAR("a" OR'}, ""),
        ({"place": "lakeside"}, "meeting"),
        ({"place": "XPA"}, "place"),
        ({"place": "River Front"}, ""),  # no place
        ({"actor": "government", "place": "Lakeside"}, "meeting"),
        ({"actor": "minister", "place": "Lakeside"}, ""),
        ({"since": "2024-03-13"}, "commitment"),
        ({"since": "2024-01-15", "until": "2024-01-20"}, "agreement"),  # touches the interval
        ({"since": date(2024, 3, 15), "until": datetime(2024, 3, 15, 12)}, "commitment"),
        ({"until": "2023"}, "statement"),
        ({"text": "bomb killing"}, "incident"),  # inflected
        ({"text": '"leave Port Amity"', "since": "2024-03-15"}, "commitment"),
        ({"text": "***"}, ""),
        ({"limit": 1}, "statement"),
        ({"limit": 0}, ""),
        ({"limit": -3}, ""),
    ],
)
def test_filters(filled, filters, kinds):
    assert " ".join(sorted(entry.record.kind for entry in filled.find(**filters))) == kinds


# --- names ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def named(record):
    """Reports that call actors otherwise, each with a statement of theirs."""
    for number, (speaker, *aliases) in enumerate(
        [
            ("Rapid Support Forces",),
            ("RSF",),
            ("RSF police",),
            ("Sudan",),
            ("South Sudan",),
            ("United States",),
            ("US", "Washington"),
            ("Taliban",),
            ("Tehrik-i-Taliban Pakistan",),
            ("Amadou Zerbo", "Le Sourd"),
            ("Le Sourd",),
            ("Oumar Diallo", "Diallo"),
            ("Awa Diallo", "Diallo"),
            ("army", "Hill Army"),
            ("Front of the Lakes", "army"),
            ("Lakes Defence League", "LDL"),
        ]
    ):
        document = make_document(f"{number}. The envoy of the {speaker} said nothing.")
        actor = make_actor(document, "envoy", name=speaker, aliases=tuple(aliases))
        said = make_statement(document, speaker=ActorRef(speaker, "envoy", actor.id))
        record.add(make_extraction(document, actor, said))
    return record


@pytest.mark.parametrize(
    ("names", "speakers"),
    [
        (("RSF", "Rapid Support Forces", "rapid support forces", "the RSF"), "RSF;RSF police;Rapid Support Forces"),
        (("Sudan", "Republic of the Sudan"), "Sudan"),
        (("US", "United States", "Washington", "america"), "US;United States"),
        (("Taliban", "Afghan Taliban"), "Taliban"),  # the Pakistani Taliban are others
        (("TTP", "Tehrik-i-Taliban Pakistan"), "Tehrik-i-Taliban Pakistan"),
        (("Amadou Zerbo", "Le Sourd", "le sourd"), "Amadou Zerbo;Le Sourd"),  # as one report says
        (("Diallo",), "Awa Diallo;Oumar Diallo"),
        (("Awa Diallo",), "Awa Diallo"),  # whose surname is others', too
        (("Front of the Lakes",), "Front of the Lakes"),  # "army" is no name
        (("Rapid",), "Rapid Support Forces"),  # one word of a name
        (("Lakes League", "supportforces", ""), ""),
    ],
)
def test_any_name_of_an_actor_finds_the_same(named, names, speakers):
    for name in names:
        found = {entry.record.speaker.name for entry in named.statements(actor=name)}
        assert ";".join(sorted(found)) == speakers, name


def test_names_of_a_users_lexicon_find_the_same_from_then_on(named, tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("name,aliases\nLakes Defence League,LDL;Lakers\nHarbour Guard,RSF police\n", encoding="utf-8")
    named.note_actors(own)
    assert [entry.record.speaker.name for entry in named.statements(actor="lakers")] == ["Lakes Defence League"]
    assert [entry.record.speaker.name for entry in named.statements(actor="Harbour Guard")] == ["RSF police"]


# --- dates ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("earliest", "latest", "report", "first", "last"),
    [
        ("2011-01-01", None, "2021-10-09", "2011-01-01", "2021-10-09"),  # since 2011
        (None, "2022-03-30", "2021-10-09", "2021-10-09", "2022-03-30"),  # by 30 March
        ("2022-01-01", None, "2021-10-09", "2022-01-01", "2022-01-01"),  # from January on: no end is known
        (None, "2010-12-31", "2021-10-09", "2010-12-31", "2010-12-31"),  # before 2011
        ("2011-01-01", None, None, "2011-01-01", "2011-01-01"),  # nobody knows when it was reported
        ("2011-01-01", "2011-12-31", "2021-10-09", "2011-01-01", "2011-12-31"),
        (None, None, "2021-10-09", "2021-10-09", "2021-10-09"),  # no day told: the report's
    ],
)
def test_an_open_side_reaches_to_the_day_of_the_report(record, earliest, latest, report, first, last):
    document = make_document()
    when = When("words", None, earliest, latest, Precision.DAY) if earliest or latest else None
    record.add(make_extraction(document, make_meeting(document, date=when), published=make_published(report)))

    def held(**filters):
        return len(list(record.meetings(**filters)))

    for day, expected in ((first, 1), (last, 1), (_shifted(last, 1), 0)):
        assert held(since=day) == expected, day
    for day, expected in ((last, 1), (first, 1), (_shifted(first, -1), 0)):
        assert held(until=day) == expected, day


def _shifted(day, days):
    return date.fromisoformat(day) + timedelta(days=days)


def test_a_report_that_may_be_of_any_day_since_answers_no_later_question(record):
    document = make_document()
    undated = Published(Interval(date(2015, 3, 1), None), basis="text")
    record.add(make_extraction(document, make_statement(document), published=undated))
    assert list(record.statements(since="2016")) == []
    assert len(list(record.statements(since="2015"))) == 1
    assert len(list(record.statements())) == 1


def test_find_in_one_document(filled):
    (header,) = filled.documents(outlet="Harbour Post")
    assert [entry.document.id for entry in filled.find(document=header.id[:12])] == [header.id]
    with pytest.raises(NotHeldError):
        filled.find(document="0" * 20)


def test_wrong_dates_are_told_at_once(filled):
    with pytest.raises(UsageError, match="is no date; write 2021-10-09"):
        filled.find(since="yesterday")


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        (" 2024-02-03 ", "2024-02-03", "2024-02-03"),
        (date(2024, 2, 3), "2024-02-03", "2024-02-03"),
        (None, None, None),
    ],
)
def test_days(day, first, last):
    assert (first_day(day), last_day(day)) == (first, last)


@pytest.mark.parametrize("day", ["", "24", "2024-13", "2024-02-30", "0000", "2024-2-3", "٢٠٢٤", "2024-01-01; DROP"])
def test_no_days(day):
    with pytest.raises(UsageError):
        first_day(day)


# --- ids -----------------------------------------------------------------------------------------------------------


def test_get_by_the_beginning_of_an_id(record):
    document = make_document()
    records = make_records(document)
    record.add(make_extraction(document, *records))
    for made in records:
        shortest = next(n for n in range(1, 21) if sum(r.id.startswith(made.id[:n]) for r in records) == 1)
        assert record.get(made.id[:shortest]).record == made
        assert record.get(made.id.upper()).record == made


def test_an_ambiguous_beginning_lists_what_it_may_mean(record):
    document = make_document(" ".join(f"Place{n}" for n in range(40)))
    places = [make_place(document, f"Place{n}") for n in range(40)]
    record.add(make_extraction(document, *places))
    digit = next(digit for digit in "0123456789abcdef" if sum(p.id[0] == digit for p in places) > 1)
    with pytest.raises(RecordError, match="several ids") as raised:
        record.get(digit)
    listed = [place.id for place in places if f"{place.id} place" in str(raised.value)]
    assert listed == [place.id for place in places if place.id[0] == digit and place.id in listed]
    assert len(listed) == min(10, sum(p.id[0] == digit for p in places))


@pytest.mark.parametrize("id", ["", " ", "xyz", "%", "ab'", "0" * 21, "f" * 20])
def test_an_unknown_id_is_not_held(filled, id):
    with pytest.raises(NotHeldError):
        filled.get(id)
    with pytest.raises(NotHeldError):
        filled.document(id)


def test_a_header_has_no_text_and_says_so(filled):
    entry = next(filled.find())
    assert entry.document.text is None
    with pytest.raises(ValueError, match="a header has no text"):
        entry.document.document  # noqa: B018


def test_events_and_places_have_their_own_methods(record):
    document = make_document()
    record.add(make_extraction(document, make_event(document), make_place(document)))
    assert [e.record.kind for e in (*record.events(), *record.places(), *record.actors())] == [Kind.EVENT, Kind.PLACE]


@pytest.mark.parametrize("name", ["Mali", "MLI", "mali"])
def test_a_country_is_found_by_its_name_and_its_code(record, name):
    document = make_document()
    record.add(make_extraction(document, make_place(document, country="MLI")))
    assert [entry.record.name for entry in record.find(Kind.PLACE, place=name)] == ["Port Amity"]
