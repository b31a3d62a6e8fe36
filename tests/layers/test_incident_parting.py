"""Which sentences tell of one attack and which of two, what an attack is called, and whose the planes are."""

import pytest

from dragoman.model.document import Document
from dragoman.model.records import Incident
from dragoman.pipeline import extract


def incidents_of(text: str) -> tuple[Incident, ...]:
    return extract(Document(text=text, published="2016-05-10")).incidents


def places_and_dead(text: str) -> list[tuple[str | None, int | None]]:
    return [(i.place and i.place.name, i.killed and i.killed.min) for i in incidents_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shelling killed nine people in Goma and four in Bukavu.", [("Goma", 9), ("Bukavu", 4)]),
        (
            "The air raids killed 31 civilians in Homs and 12 in neighbouring Hama province, the monitor said.",
            [("Homs", 31), ("Hama", 12)],
        ),
        (
            "Bombs killed 12 soldiers in Mosul, seven in Kirkuk and three policemen in Tikrit.",
            [("Mosul", 12), ("Kirkuk", 7), ("Tikrit", 3)],
        ),
        (
            "Russian jets bombed Douma, killing six people, while rebels shelled Latakia.",
            [("Douma", 6), ("Latakia", None)],
        ),
        # parts of a total are not attacks of their own
        ("Shelling killed 13 people on Friday, including nine in Idlib and four in Saraqeb.", [("Idlib", 13)]),
        ("Shelling killed nine people in Goma and wounded four in the city.", [("Goma", 9)]),
    ],
)
def test_one_sentence_of_two_attacks(text, expected):
    assert places_and_dead(text) == expected


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        # an execution is no air strike, whatever stands between them
        (
            "Planes attacked a depot in Raqqa on Monday, killing five men. Islamic State executed nine prisoners.",
            ["air strike", "killing"],
        ),
        (
            "Barrel bombs fell on Saraqeb on Monday, wounding ten people. A helicopter was shot down near the town, "
            "killing all four on board.",
            ["air strike", "shooting"],
        ),
        # one attack under two names
        ("An explosion rocked Kabul on Monday. The car bomb killed nine people.", ["car bombing"]),
        ("Gunmen ambushed a convoy near Goma on Monday, killing six. The rebels burned two trucks.", ["ambush"]),
        # brought up anew, with numbers of its own
        (
            "Air strikes on Homs killed five people on Sunday. The strikes began at dawn. Rescuers dug for survivors. "
            "The envoy condemned an attack on an aid convoy that killed 20 drivers.",
            ["air strike", "attack"],
        ),
    ],
)
def test_kinds_that_conflict_are_two_attacks(text, kinds):
    assert [i.type for i in incidents_of(text)] == kinds


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # the word nearest to the victims, not the one that says most
        ("The air strikes killed nine people in Homs, where a car bomb had exploded in the morning.", "air strike"),
        ("Nine people were killed in an attack with rocket shells on Homs on Monday.", "shelling"),
        ("Army jets bombed a market in Homs on Monday, killing nine.", "air strike"),
        ("Jet strikes on Homs killed nine people on Monday.", "air strike"),
    ],
)
def test_what_an_attack_is_called(text, kind):
    assert incidents_of(text)[0].type == kind


@pytest.mark.parametrize(
    ("text", "perpetrator"),
    [
        ("Russian warplanes bombed a school in Idlib on Monday, killing nine pupils.", "Russia"),
        ("The coalition's drones struck a convoy near Raqqa on Monday, killing nine.", "coalition"),
        ("Helicopters of the Syrian army bombed a market in Homs on Monday, killing nine.", "Syrian army"),
        ("The army aircraft pounded positions in Palmyra on Monday, killing nine rebels.", "army"),
        ("A Russian helicopter was shot down near Homs on Monday, killing nine people.", None),
        ("Nine people were killed by shells in Homs on Monday, amid the rebel offensive.", None),
        ("The anti-Daesh coalition killed nine fighters near Raqqa on Monday.", "anti-Daesh coalition"),
        ("The army launched a series of air strikes on Homs on Monday, killing nine.", "army"),
        ("Fighter jets bombed a market in Homs on Monday, killing nine.", None),
        ("Russian-made helicopters bombed a market in Homs on Monday, killing nine.", None),
        ("Nine people were killed in Homs on Monday by heavy regime shelling.", "regime"),
    ],
)
def test_whose_planes_they_are(text, perpetrator):
    (incident,) = incidents_of(text)
    assert (incident.perpetrator.name if incident.perpetrator else None) == perpetrator


def test_what_an_army_does_for_weeks_is_no_attack():
    assert not incidents_of("The envoy spoke of the Turkish offensive in Afrin and of the fighting around Homs.")


def test_a_day_before_is_another_attack():
    text = (
        "Shelling killed seven people in Homs on Wednesday. The shelling comes a day after eight people were killed in "
        "a similar attack on the city."
    )
    assert [i.killed.min for i in incidents_of(text) if i.killed] == [7, 8]


def test_where_a_helicopter_came_from_is_not_where_it_was_shot_down():
    (incident,) = incidents_of("A helicopter was shot down in Idlib on Monday after delivering food to Aleppo.")
    assert incident.place.name == "Idlib"


def test_a_week_of_strikes_is_a_toll():
    (toll,) = incidents_of("Seven days of air strikes have left 75 civilians dead, the monitor said.")
    assert toll.type == "toll"


def test_what_takes_up_a_recalled_attack_is_of_it():
    recalled = incidents_of(
        "Gunmen killed nine farmers in Bria on Monday. A year ago, a bombing killed 40 people in Bangui. "
        "The bombing was the work of a militia."
    )[-1]
    assert recalled.recalled
    assert len(recalled.evidence) == 2
