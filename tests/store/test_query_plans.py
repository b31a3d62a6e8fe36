"""Every common question goes by an index: no table is read from end to end, no list of unknown length is sorted."""

import pytest

from dragoman.codes import Kind
from dragoman.store.query import find_documents, find_records
from dragoman.store.search import _REPORTS, _STATEMENTS


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (find_documents(), "documents_by_day"),
        (find_documents(outlet="Lakeside Wire"), "documents_by_outlet"),
        (find_documents(since="2024", until="2024-02"), "documents_by_day"),
        (find_documents(unread=True), "documents_unread"),
        (find_records(Kind.STATEMENT), "records_by_kind"),
        (find_records(Kind.STATEMENT, limit=20), "records_by_kind"),
        (find_records(Kind.STATEMENT, since="2024", until="2024-02"), "records_by_kind"),
        (find_records(), "records_by_day"),
        (find_records(dated=True), "records_by_day"),
        (find_records(dated=True, since="2024", limit=20), "records_by_day"),
        ((_STATEMENTS, (1, "x")), "records_by_document"),
    ],
)
def test_in_order_of_an_index(record, query, index):
    plan = explain(record, query)
    assert f"INDEX {index}" in plan
    assert "SCAN r\n" not in plan
    assert "SCAN documents\n" not in plan


@pytest.mark.parametrize(
    "query",
    [
        find_documents(),
        find_documents(since="2024"),
        find_records(Kind.STATEMENT),
        find_records(Kind.STATEMENT, since="2024"),
        find_records(dated=True),
        (_REPORTS, ("x", 20)),
    ],
)
def test_no_sorting(record, query):
    assert "TEMP B-TREE" not in explain(record, query)


@pytest.mark.parametrize(
    "query",
    [
        find_records(Kind.STATEMENT, actor=(1, 2)),
        find_records(dated=True, actor=(1, 2), since="2024"),
        find_records(dated=True, place="Lakeside", limit=10),
        find_records(text="prisoners"),
        find_records(Kind.STATEMENT, text="prisoners", actor=(1, 2)),
        find_records(document=1),
    ],
)
def test_few_rows_are_found_before_they_are_sorted(record, query):
    plan = explain(record, query)
    assert "SEARCH r USING INTEGER PRIMARY KEY" in plan or "records_by_document" in plan
    assert "SCAN names\n" not in plan
    assert "SCAN named\n" not in plan


def explain(record, query):
    sql, values = query
    return "".join(f"{row[3]}\n" for row in record._db.execute(f"EXPLAIN QUERY PLAN {sql}", values))
