"""Incidents: one frame an event, with its roles, and nothing where there is none."""

import time

import pytest

from dragoman.codes import PerpetratorStatus
from dragoman.layers.incident_frames import find_acts
from dragoman.lexicon import read_patterns
from dragoman.model.document import Document
from dragoman.model.records import Incident
from dragoman.parse import parse
from dragoman.pipeline import extract
from tests import HANGS


def incidents_of(text: str, published: str | None = None) -> tuple[Incident, ...]:
    return extract(Document(text=text, published=published)).incidents


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("A suicide bomber killed nine worshippers in Kunduz on Friday.", "suicide bombing"),
        ("Gunmen kidnapped two engineers on the road to the mine.", "kidnapping"),
        ("An air strike hit a clinic in Idlib, killing six patients.", "air strike"),
        ("Rebels ambushed an army convoy near Goma on Monday.", "ambush"),
        ("The militia massacred the herders of the valley.", "massacre"),
        ("A car bomb exploded outside the ministry in Kabul.", "car bombing"),
    ],
)
def test_type(text: str, type_: str) -> None:
    assert [i.type for i in incidents_of(text)] == [type_]


def test_later_mentions_join_the_first() -> None:
    text = (
        "A bomb exploded at a market in Mosul on Monday, killing 12 people.\n\n"
        "The blast also wounded 30 shoppers, police said.\n\n"
        "Islamic State claimed responsibility for the attack."
    )
    (incident,) = incidents_of(text, "2016-05-10")
    assert len(incident.evidence) == 3
    assert incident.perpetrator is not None
    assert incident.perpetrator.name == "Islamic State"
    assert incident.perpetrator_status is PerpetratorStatus.CLAIMED
    assert incident.place is not None
    assert incident.place.name == "Mosul"


def test_a_recalled_attack_is_its_own() -> None:
    text = (
        "Gunmen attacked a church in Jos on Sunday, killing 20 worshippers.\n\n"
        "Last year 13 people were killed in a bombing in the town of Kano."
    )
    incidents = incidents_of(text, "2014-06-02")
    assert [i.recalled for i in incidents] == [False, True]
    assert incidents[0].killed is not None
    assert incidents[0].killed.min == 20


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A strong earthquake killed at least 400 people in the province on Sunday.",
        "The striker attacked from the left and shot into the goal.",
        "The minister said an attack would be a mistake.",
        "A bus crash killed 12 pilgrims near the pass.",
    ],
)
def test_no_incident(text: str) -> None:
    assert not incidents_of(text)


def test_a_toll_of_a_period_that_is_all_a_report_tells_is_kept_in_doubt() -> None:
    (incident,) = incidents_of("Seventeen attacks since January have killed 92 people.")
    assert incident.confidence < 0.5


def test_cumulative_tolls_beside_an_event_are_left_out() -> None:
    text = "Gunmen killed three farmers in Bria on Monday.\n\nSeventeen attacks since January have killed 92 people."
    (incident,) = incidents_of(text)
    assert incident.killed is not None
    assert incident.killed.min == 3


@pytest.mark.parametrize("entry", read_patterns("incidents")["act"], ids=lambda e: e["type"])
def test_every_act_is_found_in_its_example(entry: dict[str, str]) -> None:
    found = find_acts(list(parse(entry["example"]).doc))
    assert (entry["type"], entry["word"]) in {(act.type, token.text) for act, token in found}


def test_evidence_is_of_the_text_and_lists_stay_bounded() -> None:
    text = "\n\n".join(f"Gunmen killed {n} people in an attack on village number {n}." for n in range(2, 60))
    incidents = incidents_of(text)
    assert len(incidents) <= 40
    assert all(e.text == text[e.span.start : e.span.end] for i in incidents for e in i.evidence)


def test_a_sentence_without_end_takes_no_time() -> None:
    text = "Gunmen killed " + "two men and " * 4000 + "fled."
    parsed = parse(text)
    began = time.process_time()
    find_acts(list(parsed.doc))
    assert time.process_time() - began < HANGS
