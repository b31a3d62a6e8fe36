import csv
from dataclasses import fields

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.codes import Kind
from dragoman.export import EXPORTERS
from dragoman.export.columns import columns_of, guard
from dragoman.model.records import RECORD_TYPES, ActorRef, Asserted, Count
from dragoman.store import open_record
from tests.factory import (
    find_evidence,
    make_actor,
    make_document,
    make_event,
    make_extraction,
    make_incident,
    make_place,
    make_records,
    make_statement,
    make_when,
)
from tests.strategies import documents_with_records

TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")


def read(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def export(record, out, **options):
    EXPORTERS["csv"](record, out, **options)
    return {file.stem: read(file) for file in out.iterdir()}


def test_a_table_for_every_kind_and_the_documents(record, tmp_path):
    document = make_document()
    record.add(make_extraction(document, *make_records(document)))
    tables = export(record, tmp_path / "tables")
    assert set(tables) == {"documents", "figures", "targets", *(f"{kind}s" for kind in Kind)}
    assert {name: len(rows) for name, rows in tables.items()} == dict.fromkeys(tables, 1)
    assert {rows[0].get("document") or rows[0]["id"] for rows in tables.values()} == {document.id}


@pytest.mark.parametrize("kind", list(Kind))
def test_every_field_has_a_column(record, tmp_path, kind):
    EXPORTERS["csv"](record, tmp_path / "tables")
    header = (tmp_path / "tables" / f"{kind}s.csv").read_text("utf-8").splitlines()[0].split(",")
    assert len(set(header)) == len(header)
    for field in fields(RECORD_TYPES[kind]):
        apart = field.name in ("figures", "targets")  # tables of their own
        assert apart or any(c == field.name or c.startswith(f"{field.name}_") for c in header)


def test_a_statement_in_columns(record, tmp_path):
    document = make_document()
    police = ActorRef("Hill Police", "police", "f" * 20)
    statement = make_statement(
        document,
        speaker=police,
        date=make_when("on Tuesday", "2024-03-12"),
        attribution=Asserted(police, via=ActorRef("Lakeside Wire", "Wire")),
    )
    statement = type(statement)(
        **{f.name: getattr(statement, f.name) for f in fields(statement)}
        | {"content": (find_evidence(document, "his men"), find_evidence(document, "by Friday"))}
    )
    record.add(make_extraction(document, statement))
    (row,) = export(record, tmp_path / "tables")["statements"]
    expected = {
        "id": statement.id,
        "outlet": "Lakeside Wire",
        "earliest": "2024-03-12",
        "dated": "own",
        "cue": "said",
        "cue_start": "16",
        "cue_end": "20",
        "content": "his men […] by Friday",
        "content_start": "37",
        "content_more": "68-77",
        "speaker": "Hill Police",
        "speaker_words": "police",
        "speaker_id": "f" * 20,
        "date_earliest": "2024-03-12",
        "date_precision": "day",
        "date_words": "on Tuesday",
        "attribution": "Hill Police",
        "attribution_via": "Lakeside Wire",
        "negated": "false",
        "role": "",
        "evidence_start": "0",
    }
    assert {name: row[name] for name in expected} == expected
    start, end = int(row["cue_start"]), int(row["cue_end"])
    assert document.text[start:end] == row["cue"]


def test_figures_have_a_table_of_their_own(record, tmp_path):
    document = make_document()
    incident = make_incident(document)
    record.add(make_extraction(document, incident))
    (row,) = export(record, tmp_path / "tables")["figures"]
    assert (row["incident"], row["field"], row["count_min"], row["count_max"], row["count_words"]) == (
        incident.id, "killed", "4", "", "at least four",
    )  # fmt: skip


def test_targets_have_a_table_of_their_own(record, tmp_path):
    document = make_document()
    incident = make_incident(document)
    record.add(make_extraction(document, incident))
    tables = export(record, tmp_path / "tables")
    (row,) = tables["targets"]
    assert (row["incident"], row["words"], row["kind"], row["count_min"], row["damage"], row["evidence_start"]) == (
        incident.id, "people", "people", "4", "", str(incident.evidence[0].span.start),
    )  # fmt: skip
    assert (tables["incidents"][0]["target"], tables["incidents"][0]["stage"]) == ("people", "carried out")


def test_lists_and_derived_columns(record, tmp_path):
    document = make_document()
    actors = (ActorRef("a", "a", "1"), ActorRef("b", "b"))
    record.add(make_extraction(document, make_event(document, actors=actors), make_actor(document, aliases=("x", "y"))))
    tables = export(record, tmp_path / "tables")
    assert (tables["events"][0]["actors"], tables["events"][0]["actors_id"]) == ("a; b", "1; ")
    assert tables["events"][0]["quad"] == "verbal cooperation"
    assert tables["actors"][0]["aliases"] == "x; y"


def test_numbers_stay_numbers(record, tmp_path):
    document = make_document()
    record.add(make_extraction(document, make_place(document, lat=-4.3, lon=-15.25, geonames=7)))
    (row,) = export(record, tmp_path / "tables")["places"]
    assert (row["lat"], row["lon"], row["geonames"]) == ("-4.3", "-15.25", "7")


@pytest.mark.parametrize("trigger", [*TRIGGERS, "＝", "＋", "－", "＠"])
def test_a_cell_that_would_be_a_formula_is_guarded(record, tmp_path, trigger):
    words = f"{trigger}HYPERLINK"
    document = make_document(f"The envoy said {words} so.", title=words, outlet=words)
    record.add(make_extraction(document, make_actor(document, words)))
    (row,) = export(record, tmp_path / "tables")["actors"]
    for column in ("name", "evidence", "title", "outlet"):
        assert row[column] == "'" + words
    (row,) = export(record, tmp_path / "raw", raw=True)["actors"]
    assert row["name"] == words


def test_harmless_cells_are_left_alone():
    for text in ("", "a=b", "'x", " =1", "Lakeside - 12 March"):
        assert guard(text) == text


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents_with_records())
def test_no_text_cell_starts_a_formula_whatever_the_record(tmp_path_factory, case):
    document, records = case
    folder = tmp_path_factory.mktemp("any")
    with open_record(folder / "any.db") as record:
        record.add(make_extraction(document, *records))
        tables = export(record, folder / "tables")
    assert sum(len(tables[f"{kind}s"]) for kind in Kind) == len(records)
    for rows in tables.values():
        for row in rows:
            for name, cell in row.items():
                assert not cell.startswith(TRIGGERS) or _is_number(cell), (name, cell)


def _is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


@given(st.text())
def test_guard_is_undone_by_taking_the_apostrophe_off(text):
    guarded = guard(text)
    assert guarded in (text, "'" + text)
    assert not guarded.startswith(TRIGGERS)


def test_a_type_without_columns_of_its_own_becomes_json():
    (column,) = columns_of("odd", dict[str, int])
    assert column.read({"a": 1}) == '{"a":1}'
    assert column.read(None) is None


def test_optional_values_are_empty_cells():
    assert [c.read(None) for c in columns_of("killed", Count | None)] == [None] * 4
