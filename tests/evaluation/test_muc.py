"""What of a report's incidents goes into the terms of MUC-4."""

import pytest

from dragoman.model.document import Document
from dragoman.pipeline import extract
from evaluation.muc import muc_form
from evaluation.muc_fillers import Filler, fillers, is_wanted

TEXT = (
    "Bogota, 3 May 1990 -- Four unidentified men murdered judge Luis Vega in Cali today and a car bomb exploded in "
    "front of a bank, police said. The National Liberation Army claimed responsibility for the murder."
)


def test_an_attack_on_civilians_has_a_template() -> None:
    form = muc_form(extract(Document(text=TEXT)))
    assert form["incidents"]
    assert {"type", "perp_individual", "perp_org", "phys_target", "hum_target_name", "instrument"} <= set(
        form["incidents"][0]
    )
    assert any("Luis Vega" in i["hum_target_name"] for i in form["incidents"])


@pytest.mark.parametrize("text", ["", "Soldiers clashed with rebels near Cali.", "The talks went on in Lima today."])
def test_no_template(text: str) -> None:
    assert muc_form(extract(Document(text=text))) == {"incidents": []}


def test_a_filler_is_named_once_a_role() -> None:
    extraction = extract(Document(text=TEXT))
    for record in extraction.incidents:
        found = [(f.role, f.words.lower()) for f in fillers(extraction, record)]
        assert len(found) == len(set(found))


def test_what_speaks_for_nothing_is_not_wanted() -> None:
    assert not is_wanted(Filler("hum_target_name", "Luis Vega", {"any": 1.0, "beside": 1.0}))
