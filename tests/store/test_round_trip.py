import json
from io import StringIO

import pytest
from hypothesis import HealthCheck, given, settings

from dragoman.codes import Stage
from dragoman.export import write_jsonl
from dragoman.model.jsonable import record_from_jsonable, to_jsonable
from dragoman.model.records import RECORD_TYPES, Incident
from dragoman.store import open_record
from tests.factory import make_document, make_extraction, make_incident
from tests.strategies import documents_with_records

SETTINGS = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("any") / "any.db"


@SETTINGS
@given(documents_with_records())
def test_what_goes_in_comes_out(path, case):
    """Any record of any kind over any text, through the file and the JSON lines."""
    document, records = case
    kept = {record.id: record for record in records}
    with open_record(path) as record:
        added = record.add(make_extraction(document, *records))
        if not added.held:  # hypothesis may draw a document twice
            assert added.records == len(records)
            check(record, document, kept)


def check(record, document, kept):
    assert record.document(document.id).document == document
    assert {entry.record.id: entry.record for entry in record.find(document=document.id)} == kept
    for id in kept:
        assert record.get(id).record == kept[id]
        for attestation in record.attestations(id):
            for piece in attestation.evidence:
                assert piece.span.of(document.text) == piece.text
    lines = StringIO()
    assert write_jsonl(record.find(document=document.id), lines) == len(kept)
    objects = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert {line["id"]: _record_of(line) for line in objects} == kept


def _record_of(line):
    names = {"kind", *RECORD_TYPES[line["kind"]].__dataclass_fields__}
    return record_from_jsonable({name: value for name, value in line.items() if name in names})


def test_an_incident_of_an_older_version_opens():
    incident = make_incident(make_document())
    plain = to_jsonable(incident)
    for name in ("stage", "targets", "site", "within"):
        del plain[name]
    older = record_from_jsonable(plain)
    assert isinstance(older, Incident)
    assert (older.target, older.targets, older.stage) == (incident.target, (), Stage.CARRIED_OUT)
