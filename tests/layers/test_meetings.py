"""Meetings: every entry of the lexicon, several meetings of one report apart, all mentions of one together."""

import pytest

import dragoman
from dragoman.codes import MeetingStatus
from dragoman.lexicon import read_patterns
from dragoman.model.document import Document
from dragoman.pipeline import extract

S = MeetingStatus
LEXICON = read_patterns("meetings")
ENTRIES = [entry for entries in LEXICON.values() for entry in entries if "finds" in entry]


def meetings(text, published="2024-05-15"):
    """The meetings of a text; it was written on a Wednesday."""
    return extract(Document(text=text, published=published)).meetings


def parts(record):
    """The parts of a meeting that the lexicon's examples speak of."""
    return {
        "city": record.city.name if record.city else None,
        "status": str(record.status),
        "venue": record.venue,
        "absent": "; ".join(ref.words.removeprefix("The ").removeprefix("the ") for ref in record.absent),
        "agenda": "; ".join(record.agenda),
    }


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["example"])
def test_every_entry_finds_its_example(entry):
    (record,) = meetings(entry["example"])
    found = parts(record)
    assert {key: found[key] for key in entry["finds"]} == entry["finds"]


@pytest.mark.parametrize("entry", LEXICON["not_meeting"], ids=lambda entry: entry["example"])
def test_no_meeting(entry):
    assert meetings(entry["example"]) == ()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The rebels and the government held talks in Oslo on Monday.", S.HELD),
        ("The rebels and the government will meet in Oslo next week.", S.PLANNED),
        ("The rebels and the government are meeting in Oslo.", S.ONGOING),
        ("The rebels and the government are to hold a second round of talks in Oslo on Friday.", S.PLANNED),
        (
            "Talks between the rebels and the government, to be held in Oslo on Friday, will review the truce.",
            S.PLANNED,
        ),
        ("The summit in Luanda on Sunday was called off.", S.CANCELLED),
        ("The rebel delegation failed to show up in Caracas for the talks.", S.CANCELLED),
        ("The meeting in Goma on Monday did not take place.", S.CANCELLED),
        ("Norway proposed talks in Oslo between the rebels and the government.", S.PROPOSED),
    ],
)
def test_status(text, status):
    (record,) = meetings(text)
    assert record.status is status


def test_the_whole_of_one_meeting():
    text = (
        "The second round of talks between the Sudanese government and the rebels opened in Jeddah on Monday. "
        "The talks, mediated by Saudi Arabia, will focus on a truce. The talks are not about sharing power. "
        "The rebel commander did not attend the meeting."
    )
    (record,) = meetings(text)
    assert {ref.words for ref in record.parties} >= {"the rebels"}
    assert (record.city.name, record.country, record.round) == ("Jeddah", "SAU", "second round")
    assert record.date.earliest == record.date.latest == "2024-05-13"
    assert [ref.words for ref in record.mediators] == ["Saudi Arabia"]
    assert record.agenda == ("a truce",)
    assert record.not_about == ("sharing power",)
    assert [ref.words for ref in record.absent] == ["The rebel commander"]
    assert len(record.evidence) > 2


@pytest.mark.parametrize(
    ("text", "cities"),
    [
        (
            "Talks between the army and the rebels began in Oslo last month and moved to Havana on Monday.",
            ["Oslo", "Havana"],
        ),
        ("The army and the rebels agreed on this at the meetings in Amman and Cairo.", ["Amman", "Cairo"]),
        (
            "The rebels met the minister in Juba on Monday. On Tuesday they met the president in Nairobi.",
            ["Juba", "Nairobi"],
        ),
    ],
)
def test_several_meetings(text, cities):
    assert [record.city.name for record in meetings(text)] == cities


@pytest.mark.parametrize(
    "text",
    [
        "Peace talks have dragged on for years, the rebels said.",  # a process
        "The rebels want dialogue.",
        "The rebels met the deadline.",
        "No meeting was held in Goma on Monday.",
        "The two leaders never met.",
        "The rebels broke off the talks in January.",
    ],
)
def test_a_process_is_no_meeting(text):
    assert meetings(text) == ()


def test_a_dateline_is_no_venue_and_no_date():
    (record,) = meetings("OSLO, May 14 (Wire) - The army and the rebels met in the Kenyan capital on Monday.")
    assert (record.city.name, record.date.words) == ("Nairobi", "Monday")


def test_business_meetings_are_none():
    assert meetings("The board met investors in London on Monday and held talks with its rival in Leeds. " * 15) == ()


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The presidents of Kenya and Chad held talks in Oslo on Monday about the war.", ["Kenya", "Chad"]),
        ("Leaders spoke at an African Union summit in Ethiopia on Monday about the rebel attacks.", ["African Union"]),
        ("A meeting of the African Union was held in Accra on Monday to end the war.", ["African Union"]),
        ("The rebels will travel to Oslo on Friday for talks to end the war.", ["rebels"]),
        (
            "During a meeting with rebel leaders in Oslo on Monday, Kenya promised a ceasefire.",
            ["Kenya", "rebel leaders in Oslo"],
        ),
    ],
)
def test_who_sits_at_the_table(text, parties):
    (record,) = meetings(text)
    assert [ref.name.removeprefix("The ") for ref in record.parties] == parties


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The rebels and the army continue talks in Oslo on the ceasefire.", S.ONGOING),
        ("The rebels are demanding talks in Oslo with the government on a ceasefire.", S.PROPOSED),
    ],
)
def test_what_goes_on_and_what_is_wanted(text, status):
    assert [m.status for m in meetings(text)] == [status]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (  # whom the parser hangs on the town
            "At a summit in Nairobi on Monday, which included Kenya's president and Chad's foreign minister, "
            "leaders called for a truce.",
            {"Kenya's president", "Chad's foreign minister"},
        ),
        (
            "The truce was agreed by Joe Banda and Mary Phiri at a summit in Oslo on Monday.",
            {"Joe Banda", "Mary Phiri"},
        ),
        ("A summit of the African Union on the war was held in Accra on Monday.", {"African Union"}),
        (
            "The truce was agreed by Omar Bello and his Chadian counterpart, Idriss Saleh, at a summit in Accra.",
            {"Omar Bello", "Idriss Saleh"},
        ),
    ],
)
def test_who_was_at_the_summit(text, parties):
    (record,) = meetings(text)
    assert {ref.name for ref in record.parties} == parties


def test_who_attended_stands_in_the_next_sentence():
    (record,) = meetings("The bloc hosted a summit on the war in Accra on Monday. Sami Deby and Omar Traore attended.")
    assert {ref.name for ref in record.participants} == {"Sami Deby", "Omar Traore"}


def test_who_says_it_will_stay_away_is_absent():
    (record,) = meetings("The rebel coalition said it would not attend the talks planned for Monday in Accra.")
    assert [ref.name for ref in record.absent] == ["rebel coalition"]


def test_due_in_the_capital():
    (record,) = meetings("A new round of talks on the war is due to be held in Kenya's capital, Nairobi, on Monday.")
    assert (record.status, record.city.name, record.agenda) == (S.PLANNED, "Nairobi", ("the war",))


def test_a_day_is_no_agenda():
    (record,) = meetings("The rebels and the army held talks in Oslo on the withdrawal on Friday.")
    assert record.agenda == ("the withdrawal",)


def test_two_movements_lend_no_talks_their_name():
    text = (
        "The Taliban killed three soldiers in Afghanistan. The Haqqani Network killed ten. The Taliban and the Haqqani "
        "Network have fought Afghanistan's army for years. The peace talks in Oslo on Monday were tense."
    )
    assert all(not record.parties for record in meetings(text))


def test_the_day_of_a_call_is_not_the_day_of_the_talks():
    (record,) = meetings("The rebels on Sunday called for talks with the government.")
    assert (record.status, record.date) == (S.PROPOSED, None)


def test_who_stays_away_is_not_at_the_table():
    (record,) = meetings("Kenya's president did not attend a summit on the war in Luanda on Monday.")
    assert record.parties == ()
    assert [ref.name for ref in record.absent] == ["Kenya's president"]


@pytest.mark.parametrize(
    "text",
    [
        "The soldiers were killed in an encounter with the rebels on Monday.",
        "Warplanes targeted gatherings of the militants near Goma on Monday.",
        "The army started a new round of clashes with the rebels on Monday.",
        "The bomber fired on a gathering of rebels near Goma on Monday.",
    ],
)
def test_a_battle_is_no_meeting(text):
    assert meetings(text) == ()


def test_a_summit_and_other_talks_are_two():
    text = (
        "Southern leaders will hold a summit on the war on Friday in Harare. Kenya has cancelled aid talks with Chad."
    )
    assert [record.status for record in meetings(text) if record.city] == [S.PLANNED]


def test_what_is_under_way():
    (record,) = meetings("The army speaks of a dialogue already under way in Doha to end the war.")
    assert record.status is S.ONGOING


def test_an_opinion_does_not_lend_its_sides_to_all_talks():
    text = (
        "Opinion | By Ann Lee\n\nI fear that the United States and Iran agree on nothing in this war. "
        "Talks on Syria resume in Oslo today."
    )
    assert all("Iran" not in ref.name for record in meetings(text) for ref in record.parties)


def test_a_counterpart_who_is_named_meets():
    text = "Foreign Minister Musalia Mudavadi met his Ugandan counterpart Jeje Odongo in Kampala on Friday."
    extraction = dragoman.extract(dragoman.Document(text=text, published="2024-11-20"))
    (meeting,) = extraction.meetings
    assert {party.name for party in meeting.parties} == {"Musalia Mudavadi", "Jeje Odongo"}
    assert any(event.type == "CONSULT" and event.recipients for event in extraction.events)


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("The Kalorian Front will not attend Moreno's conference in Lima on Monday.", "Kalorian Front"),
        ("The peace conference in Lima on Monday was boycotted by the Kalorian Front.", "Kalorian Front"),
        ("The summit in Lima on Monday, boycotted by the Kalorian Front, ended early.", "Kalorian Front"),
        ("The opposition will stay away from the peace conference in Lima on Monday.", "opposition"),
        ("The Kalorian Front pulled out of the talks in Lima on Monday.", "Kalorian Front"),
        ("Talks were held in Lima on Monday without the Kalorian Front.", "Kalorian Front"),
    ],
)
def test_who_stays_away_is_no_party(text, absent):
    (meeting,) = extract(Document(text=f"{text} The army shelled rebel positions.")).meetings
    assert [ref.name.removeprefix("The ") for ref in meeting.absent] == [absent]
    assert not {ref.name for ref in meeting.absent} & {ref.name for ref in meeting.parties}


@pytest.mark.parametrize("text", ["The rebels ruled out talks with the government in Lima on Monday."])
def test_what_is_refused_is_no_meeting(text):
    assert extract(Document(text=f"{text} The army shelled rebel positions.")).meetings == ()
