"""The documentation keeps up with the code."""

import dataclasses
import re
from pathlib import Path

import pytest

from dragoman.model import annotations, document, records

ROOT = Path(__file__).parent.parent

DOCUMENTED = {
    "Document": document.Document,
    "Extraction": records.Extraction,
    "Published": annotations.Published,
    "Toponym": annotations.Toponym,
    "RejectedName": annotations.RejectedName,
    **{cls.__name__: cls for cls in records.RECORD_TYPES.values()},
    "Attestation": records.Attestation,
}


def section(text, heading):
    """The text from a heading to the next one of any level."""
    found = re.search(rf"^##+ {heading}\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"docs/record.md has no section {heading!r}"
    return found.group(1)


@pytest.mark.parametrize("name", DOCUMENTED)
def test_every_field_is_documented(name):
    shared = {f.name for f in dataclasses.fields(records.Record)}
    fields = {f.name for f in dataclasses.fields(DOCUMENTED[name])}
    if name != "Record" and issubclass(DOCUMENTED[name], records.Record):
        fields -= shared
    words = set(re.findall(r"`(\w+)`", section((ROOT / "docs/record.md").read_text(), name)))
    assert fields <= words


def test_the_shared_fields_are_documented():
    words = set(re.findall(r"`(\w+)`", section((ROOT / "docs/record.md").read_text(), "What all records share")))
    assert {f.name for f in dataclasses.fields(records.Record)} <= words


@pytest.mark.parametrize("cls", [records.ActorRef, records.PlaceRef, records.When, records.Count, records.Asserted,
                                 records.Figure, records.Target, records.Link, records.Process,
                                 records.Decision])  # fmt: skip
def test_every_value_is_documented(cls):
    rows = [
        line for line in (ROOT / "docs/record.md").read_text().splitlines() if line.startswith(f"| {cls.__name__} |")
    ]
    words = {word for row in rows for word in re.findall(r"`(\w+)`", row)}
    assert {f.name for f in dataclasses.fields(cls)} <= words
