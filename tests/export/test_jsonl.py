import io
import json

import pytest

from dragoman.errors import OutputError
from dragoman.export import EXPORTERS, write_jsonl
from dragoman.model.jsonable import to_jsonable
from tests.factory import make_document, make_extraction, make_records, make_statement


def test_one_line_a_record_with_its_document(record, tmp_path):
    document = make_document(url="https://news.example/1")
    records = make_records(document)
    record.add(make_extraction(document, *records))
    out = tmp_path / "out.jsonl"
    assert EXPORTERS["jsonl"](record, out) == 8
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert {line["id"] for line in lines} == {r.id for r in records}
    for line in lines:
        made = next(r for r in records if r.id == line["id"])
        plain = json.loads(json.dumps(to_jsonable(made)))
        assert {name: line[name] for name in plain} == plain
        assert line["dated"] == {"earliest": "2024-03-12", "latest": "2024-03-12", "by": "report"}
        assert line["document"]["id"] == document.id
        assert line["document"]["outlet"] == "Lakeside Wire"
        assert line["document"]["url"] == "https://news.example/1"
        for piece in line["evidence"]:
            assert document.text[piece["span"]["start"] : piece["span"]["end"]] == piece["text"]


def test_a_line_holds_no_line_end_of_any_sort(record):
    document = make_document("The envoy said\u2028 one\u2029 two\x85 three\r\n four.")
    record.add(make_extraction(document, make_statement(document)))
    stream = io.StringIO()
    write_jsonl(record.find(), stream)
    (line,) = stream.getvalue().splitlines()
    assert json.loads(line)["evidence"][0]["text"] == document.text


def test_an_empty_record_gives_an_empty_file(record, tmp_path):
    assert EXPORTERS["jsonl"](record, tmp_path / "out.jsonl") == 0
    assert (tmp_path / "out.jsonl").read_bytes() == b""


def test_a_failed_export_leaves_the_old_file(record, tmp_path, monkeypatch):
    document = make_document()
    record.add(make_extraction(document, *make_records(document)))
    out = tmp_path / "out.jsonl"
    out.write_text("old")
    monkeypatch.setattr("dragoman.export.jsonl.entry_object", lambda entry: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        EXPORTERS["jsonl"](record, out)
    assert out.read_text() == "old"
    assert sorted(file.name for file in tmp_path.iterdir() if "out" in file.name) == ["out.jsonl"]


def test_where_nothing_can_be_written_it_says_so(record, tmp_path):
    with pytest.raises(OutputError, match="cannot be written"):
        EXPORTERS["jsonl"](record, tmp_path / "none" / "out.jsonl")
    with pytest.raises(OutputError, match="cannot be made a folder"):
        EXPORTERS["csv"](record, tmp_path / "test.db")
