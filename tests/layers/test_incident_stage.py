"""How far an act of violence got, and that nothing counts as having happened that did not."""

import pytest

from dragoman.codes import Modality, Stage
from dragoman.layers.incidents.frames import read_acts
from dragoman.layers.incidents.stage import hints_at_stage, stage_of
from dragoman.lexicon import read_patterns
from dragoman.model.document import Document
from dragoman.model.records import Incident
from dragoman.parse import parse
from dragoman.pipeline import extract

DONE, ATTEMPTED, FOILED, THREATENED = Stage


def incidents_of(text: str) -> tuple[Incident, ...]:
    return extract(Document(text=text)).incidents


def stages_of(text: str) -> list[Stage]:
    return [incident.stage for incident in incidents_of(text)]


@pytest.mark.parametrize("entry", read_patterns("incidents")["stage"], ids=lambda e: e["example"])
def test_every_entry_tells_its_stage(entry):
    doc = parse(entry["example"]).doc
    assert hints_at_stage(entry["example"])
    told = {token.text: stage_of(token) for _, token in read_acts(entry["example"], list(doc))}
    assert told[entry["word"]] == entry["stage"]


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        ("Gunmen shot the mayor of Cali on Friday.", [DONE]),
        ("Gunmen attempted to assassinate the mayor in Cali.", [ATTEMPTED]),
        ("The minister escaped unhurt an attempt on his life.", [ATTEMPTED]),
        ("The bomb failed to explode.", [ATTEMPTED]),
        ("Rebels tried to storm the base and killed two soldiers.", [DONE]),  # somebody was hurt
        ("Security forces foiled a plot to bomb the parliament.", [FOILED]),
        ("A plan to assassinate the president was uncovered on Monday.", [FOILED]),
        ("The army prevented rebels from blowing up the bridge.", [FOILED]),
        ("The police stopped an attempt to kidnap the consul.", [FOILED]),
        ("A bomb was found before it exploded in a bank.", [FOILED]),
        ("Sappers defused a bomb outside the ministry.", [FOILED]),
        ("An explosive charge placed near the embassy was deactivated.", [FOILED]),
        ("The rebel group threatened to kill ten judges.", [THREATENED]),
        ("Judges received death threats after the ruling.", [THREATENED]),
        ("Three men plotted to blow up a train.", [THREATENED]),
        ("Gunmen threatened the teachers of the school on Friday.", [THREATENED]),
    ],
)
@pytest.mark.parametrize("capitals", [False, True], ids=["mixed case", "capitals"])
def test_stage(text, stages, capitals):
    assert stages_of(text.upper() if capitals else text) == stages


@pytest.mark.parametrize(
    "text",
    [
        "He denied plotting to kill the king.",
        "The rebels did not threaten to bomb the dam.",
        "The talks defused the crisis over the port.",
        "The union threatened the company with a strike.",
        "The drought threatens to kill the herds of the plain.",
        "The minister said that he would try to stop the attacks.",
        "The coach vowed to attack from the left.",
        "Officials fear an attack on the dam.",
        "The speech tried to justify an attack on the port.",
    ],
)
def test_what_is_denied_or_no_violence_has_no_stage(text):
    assert stages_of(text) == []


def test_what_did_not_happen_is_not_asserted():
    (incident,) = incidents_of("Security forces foiled a plot to blow up the parliament in Kabul on Monday.")
    assert incident.modality is Modality.PLANNED
    assert [target.words for target in incident.targets] == ["parliament"]
    assert incident.targets[0].damage is None
    assert incident.perpetrator is None  # who stopped it did not do it
    (incident,) = incidents_of("Gunmen attempted to assassinate the mayor in Cali.")
    assert incident.modality is Modality.ASSERTED


def test_who_was_meant_may_be_named_before():
    incidents = incidents_of("Governor Ana Ruiz arrived in Quito on Monday. Officials spoke of a plot to kill her.")
    assert [(i.stage, i.target) for i in incidents] == [(THREATENED, "Ana Ruiz")]


def test_nobody_is_killed_by_a_threat():
    incidents = incidents_of("The group threatened to kill ten judges.\n\nA judge was shot dead in Cali on Friday.")
    assert [(i.stage, i.killed and i.killed.min) for i in incidents] == [(THREATENED, None), (DONE, 1)]


def test_what_goes_on_about_a_foiled_bomb_is_no_bombing():
    text = "Police defused a bomb near the embassy in Lima on Monday.\n\nThe bomb weighed nine kilograms."
    assert stages_of(text) == [FOILED]


def test_two_incidents_of_one_sentence_have_ids_of_their_own():
    text = "A bomb wounded nine people at a bar in Lima on Friday and police defused another bomb near the embassy."
    incidents = incidents_of(text)
    assert {incident.stage for incident in incidents} == {DONE, FOILED}
    assert len({incident.id for incident in incidents}) == 2
