"""The names of incident types in other data sets."""

import pytest

from dragoman.layers.incident_types import field_codes
from dragoman.lexicon import read_patterns

ACLED = {
    "Battles", "Protests", "Riots", "Explosions/Remote violence", "Violence against civilians",
    "Strategic developments",
}  # fmt: skip


@pytest.mark.parametrize("type_", [entry["type"] for entry in read_patterns("incidents")["act"]])
def test_every_type_has_its_codes(type_: str) -> None:
    codes = field_codes(type_)
    assert codes.acled_event in ACLED
    assert codes.acled_sub_event
    assert codes.muc in {"ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "HIJACKING"}
    assert set(codes.ucdp) <= {1, 2, 3}


def test_the_toll_of_a_period_is_no_event_anywhere() -> None:
    assert field_codes("toll").acled_event is None
