import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings

from dragoman.export import EXPORTERS
from dragoman.model.jsonable import record_from_jsonable
from dragoman.model.records import RECORD_TYPES
from dragoman.store import open_record
from tests.factory import make_extraction
from tests.strategies import documents_with_records


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(documents_with_records())
def test_what_goes_in_comes_out(case):
    """Any record of any kind over any text, through the file, a reopening and the JSON lines."""
    document, records = case
    given = {record.id: record for record in records}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "any.db"
        with open_record(path) as record:
            assert record.add(make_extraction(document, *records)).records == len(records)
        with open_record(path, create=False) as record:
            assert record.document(document.id).document == document
            assert {entry.record.id: entry.record for entry in record.find()} == given
            for id in given:
                assert record.get(id).record == given[id]
                for attestation in record.attestations(id):
                    for piece in attestation.evidence:
                        assert piece.span.of(document.text) == piece.text
            assert EXPORTERS["jsonl"](record, Path(folder) / "any.jsonl") == len(records)
            EXPORTERS["csv"](record, Path(folder) / "tables")
        lines = [json.loads(line) for line in (Path(folder) / "any.jsonl").read_text("utf-8").splitlines()]
        assert {line["id"]: _record_of(line) for line in lines} == given


def _record_of(line):
    names = {"kind", *RECORD_TYPES[line["kind"]].__dataclass_fields__}
    return record_from_jsonable({name: value for name, value in line.items() if name in names})
