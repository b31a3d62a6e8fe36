"""What of a report's incidents goes into the terms of MUC-4."""

import pytest

from dragoman.model.document import Document, Span
from dragoman.pipeline import extract
from evaluation.muc import muc_form
from evaluation.muc_fillers import Filler, fillers, is_wanted
from evaluation.muc_marks import Mark, marks_of

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


def _words(text: str, role: str, marks: tuple[Mark, ...] = ()) -> set[str]:
    extraction = extract(Document(text=text), rules_only=True)
    records = list(extraction.incidents)
    return {f.words for r in records for f in fillers(extraction, r, records, marks) if f.role == role}


def test_a_body_of_the_lexicon_is_found_inside_another_name() -> None:
    text = "Lima, 2 Jun 1990 -- Shining Path guerrillas murdered a mayor in Puno today, police said."
    assert "shining path" in {w.lower() for w in _words(text, "perp_org")}


def test_what_the_encoder_marks_is_a_candidate_of_the_nearest_incident() -> None:
    text = "Lima, 2 Jun 1990 -- Gunmen murdered a mayor in Puno today. The old mill was found burned."
    start = text.index("old mill")
    mark = Mark("phys_target", "old mill", Span(start, start + 8), 0.9)
    assert "old mill" not in _words(text, "phys_target")
    assert "old mill" in _words(text, "phys_target", (mark,))


def test_marks_are_the_encoders_alone() -> None:
    assert marks_of(extract(Document(text=TEXT), rules_only=True)) == ()
