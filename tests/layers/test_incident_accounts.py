"""Whole short reports: how many acts of violence they tell of, of what kind, and at what cost."""

import pytest

from dragoman import Document, extract
from dragoman.codes import PerpetratorStatus
from dragoman.model.records import Incident


def incidents(text: str, published: str = "2025-06-10") -> tuple[Incident, ...]:
    return extract(Document(text=text, published=published)).incidents


def bounds(incident: Incident, field: str) -> tuple[int | None, int | None] | None:
    count = getattr(incident, field)
    return (count.min, count.max) if count else None


def test_hours_part_two_attacks_of_one_sentence():
    told = incidents(
        "Gunmen stormed a village before dawn on Monday and killed 14 people, officials said, hours after a roadside "
        "bomb wounded four policemen in the capital."
    )
    assert {i.type: (bounds(i, "killed"), bounds(i, "wounded")) for i in told} == {
        "raid": ((14, 14), None),
        "bombing": (None, (4, 4)),
    }


def test_one_strike_and_another_are_two_by_the_same():
    told = incidents(
        "Israeli air strikes killed at least 31 Palestinians across the Gaza Strip on Sunday, medics said.\n\n"
        "One strike on a camp in Khan Younis killed 12 people, among them five children, and another on a house in "
        "Jabalia killed nine members of one family."
    )
    assert [(i.type, bounds(i, "killed")) for i in told[1:]] == [("air strike", (12, 12)), ("air strike", (9, 9))]
    assert {i.perpetrator.name for i in told if i.perpetrator} == {"Israel"}


def test_the_deadliest_since_names_an_older_attack():
    told = incidents(
        "A bomber killed nine people in Mogadishu on Monday. It was the deadliest attack in the city since July, when "
        "a bombing at a restaurant killed 37 people."
    )
    assert [(i.type, i.recalled, bounds(i, "killed")) for i in told][1:] == [("bombing", True, (37, 37))]


def test_a_headline_of_two_attacks_blames_each_on_its_own():
    told = incidents(
        "Bombing at market kills four; troops clash with militants\n\nMANILA - A bomb tore through a market in Marawi "
        "on Sunday, killing four people, officials said."
    )
    assert [i.perpetrator for i in told if i.type == "bombing"] == [None]


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        (
            "Rebels ambushed a convoy on Monday, killing 17 men and wounding more than 30, two army sources said.",
            "wounded",
            (31, None),
        ),
        (
            "A bomb killed nine in a shop. The toll rose to 11 after two of the wounded died, a doctor said.",
            "killed",
            (11, 11),
        ),
        (
            "A bomber killed at least 46 people at a mosque on Friday, police said. A clinic received about 20 bodies.",
            "killed",
            (46, None),
        ),
        (
            "Two policemen and a porter were killed in a clash with militants on Monday, police said. One militant was "
            "killed.",
            "killed",
            (4, 4),
        ),
        (
            "Drones hit a market in Kharkiv on Monday, killing two. The army shot down 97 of the drones.",
            "killed",
            (2, 2),
        ),
        ("Gunmen kidnapped the mayor on Monday and later murdered him.", "killed", (1, 1)),
    ],
)
def test_who_is_counted(text: str, field: str, expected: tuple[int, int | None]):
    assert bounds(incidents(text)[0], field) == expected


def test_a_recalled_kidnapping_of_its_own_year_is_its_own():
    told = incidents(
        "Guerrillas abducted three policemen on Tuesday near Puerto Rico. Contact was broken off after three "
        "Americans were kidnapped and killed in 1999.",
        "2001-02-14",
    )
    assert [i.recalled for i in told] == [False, True]


def test_the_army_beside_a_rebel_army_is_the_states():
    report = extract(
        Document(text="Soldiers clashed with New People's Army rebels on Tuesday. Three rebels died, the army said.")
    )
    assert [s.speaker.name for s in report.statements if s.speaker] == ["army"]


def test_a_body_claims_through_its_pronoun():
    (incident,) = incidents("The Arakan Army said on Monday it had captured a police outpost in Kyaukphyu.")
    assert incident.type == "occupation"
    assert [(a.who.name, a.status) for a in incident.responsibility] == [("Arakan Army", PerpetratorStatus.CLAIMED)]


def test_who_kills_the_attackers_began_nothing():
    (incident,) = incidents(
        "Front fighters ambushed a convoy near Gwoza on Sunday, killing 17 soldiers, officials said. The army put the "
        "toll at six dead and said its troops had killed 23 of the attackers."
    )
    assert incident.perpetrator
    assert incident.perpetrator.name == "Front fighters"
    assert bounds(incident, "attackers_killed") == (23, 23)


def test_a_second_raid_in_a_sentence_is_another_by_the_same():
    told = incidents(
        "Air strikes by the Saudi-led coalition killed 26 civilians in Zabid on Tuesday, and a second raid a day later "
        "hit a farmhouse in Haradh, killing seven people, officials said."
    )
    assert [(i.type, bounds(i, "killed")) for i in told] == [("air strike", (26, 26)), ("air strike", (7, 7))]
    assert len({i.perpetrator.name for i in told if i.perpetrator}) == 1


def test_a_suspect_is_suspected_whatever_he_is_called():
    (incident,) = incidents("Suspected Boko Haram militants killed 17 soldiers in Gwoza on Sunday.")
    assert incident.perpetrator_status is PerpetratorStatus.SUSPECTED


def test_armed_men_seize_persons_and_police_suspects():
    told = incidents("Armed men seized Paolo Ferretti, an aid worker, on Monday. Police seized three suspects.")
    assert [(i.type, i.target) for i in told] == [("kidnapping", "Paolo Ferretti")]


def test_who_foils_a_plot_plans_no_attack():
    report = extract(Document(text="Police said on Tuesday they had foiled a plot to bomb the city's market."))
    assert not any(e.actors for e in report.events)
    assert [i.stage.value for i in report.incidents] == ["foiled"]
