"""The names of incident types in other data sets."""

import pytest

from dragoman.layers.incidents.types import field_codes
from dragoman.lexicon import read_patterns, read_table

# The sub-event types of ACLED by event type, the whole list of its codebook.
ACLED = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Protests": {"Excessive force against protesters", "Peaceful protest", "Protest with intervention"},
    "Riots": {"Mob violence", "Violent demonstration"},
    "Explosions/Remote violence": {
        "Air/drone strike", "Chemical weapon", "Grenade", "Remote explosive/landmine/IED",
        "Shelling/artillery/missile attack", "Suicide bomb",
    },
    "Violence against civilians": {"Abduction/forced disappearance", "Attack", "Sexual violence"},
    "Strategic developments": {
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Headquarters or base established",
        "Looting/property destruction", "Non-violent transfer of territory", "Other",
    },
}  # fmt: skip
UCDP = {1, 2, 3}
GTD = {
    "Assassination", "Armed Assault", "Bombing/Explosion", "Hijacking", "Hostage Taking (Barricade Incident)",
    "Hostage Taking (Kidnapping)", "Facility/Infrastructure Attack", "Unarmed Assault", "Unknown",
}  # fmt: skip
MUC = {"ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "HIJACKING"}
TYPES = [entry["type"] for entry in read_patterns("incidents")["act"]]


def test_the_lists_of_the_field_are_whole() -> None:
    assert len(ACLED) == 6
    assert sum(map(len, ACLED.values())) == 25
    assert len(GTD) == 9


@pytest.mark.parametrize("type_", TYPES)
def test_every_type_has_its_codes(type_: str) -> None:
    codes = field_codes(type_)
    assert codes.acled_sub_event in ACLED[codes.acled_event or ""]
    assert set(codes.ucdp) <= UCDP
    assert codes.gtd is None or codes.gtd in GTD
    assert codes.muc in MUC


def test_the_table_knows_no_other_type() -> None:
    assert {row["type"] for row in read_table("incident_types")} == {*TYPES, "toll"}


def test_the_toll_of_a_period_is_no_event_anywhere() -> None:
    assert field_codes("toll").acled_event is None
