"""Events in the form of the PLOVER gold: codes and texts of parties, futures folded, one event a sentence."""

from typing import Any

import pytest

from dragoman.model.document import Document
from dragoman.pipeline import extract
from evaluation.event_form import events_form


def told(sentence: str) -> Any:
    return events_form(extract(Document(text=sentence)))["events"][0]


@pytest.mark.parametrize(
    ("sentence", "kind", "sources", "targets"),
    [
        ("UN troops withdrew from the town of Kitgum in Uganda.", "RETREAT", ["UNOMIL"], None),
        ("UNITA rebels attacked Portuguese soldiers.", "ASSAULT", ["AGOREB"], ["PRTMIL"]),
        ("Norway opened an embassy in Kabul on Monday.", "SUPPORT", ["NORGOV"], ["AFGGOV"]),
        ("Kenyan troops shelled Mogadishu on Monday.", "ASSAULT", ["KENMIL"], ["SOMCVL"]),
        # Whoever has no country of his own acts where it happens; nobody known is an unidentified force.
        ("Prisoners rioted at a jail in Lima on Monday.", "PROTEST", ["PERCVL"], None),
        ("A car bomb killed three policemen in Mombasa, Kenya.", "ASSAULT", ["KENUAF"], None),
        ("Police in Hungary beat ethnic Romanians on Monday.", "ASSAULT", None, ["HUNCVL"]),
        # A capital before a future is a threat, an act of cooperation a promise.
        ("Kenya will send food to Chad.", "AGREE", ["KENGOV"], ["TCDGOV"]),
        ("Kenya will attack Chad.", "THREATEN", ["KENGOV"], ["TCDGOV"]),
    ],
)
def test_codes(sentence: str, kind: str, sources: list[str] | None, targets: list[str] | None) -> None:
    event = told(sentence)
    assert event["type"] == kind
    assert sources is None or event["source"] == sources
    assert targets is None or event["target"] == targets


def test_pronouns_are_told_by_the_name_they_stand_for() -> None:
    event = told("Kenya said it had expelled the Ethiopian ambassador.")
    assert event["source_text"] == ["Kenya"]


@pytest.mark.parametrize(
    "sentence",
    ["The Kenyan army did not attack Somali rebels.", "Kenya's parliament never expelled the envoy of Chad."],
)
def test_what_is_negated_is_not_written_down(sentence: str) -> None:
    assert events_form(extract(Document(text=sentence))) == {"events": []}
