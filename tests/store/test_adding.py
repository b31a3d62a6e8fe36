from datetime import UTC, datetime

import pytest

from dragoman.codes import Kind
from dragoman.errors import RecordError
from dragoman.model.document import Block, Evidence, Span
from tests.factory import (
    make_actor,
    make_document,
    make_extraction,
    make_place,
    make_published,
    make_records,
    make_statement,
)


def dump(record):
    return list(record._db.iterdump())


def test_one_of_every_kind(record):
    document = make_document(url="https://news.example/1", blocks=(Block(Span(0, 9), "p 1"),), digest="d" * 64)
    extraction = make_extraction(document, *make_records(document))
    added = record.add(extraction)
    assert (added.document, added.held, added.records, added.replaced) == (document.id, False, 8, None)
    assert record.counts() == dict.fromkeys(Kind, 1)
    assert {entry.record.id: entry.record for entry in record.find()} == {r.id: r for r in extraction.records}
    assert record.document(document.id).document == document


def test_a_second_run_changes_nothing(record):
    document = make_document()
    record.add(make_extraction(document, *make_records(document)))
    record.record_failure("a.pdf", "no text")
    before = dump(record)
    again = record.add(make_extraction(document, *make_records(document)))
    record.record_failure("a.pdf", "no text")
    assert (again.held, again.records) == (True, 8)
    assert dump(record) == before


def test_the_same_words_of_two_outlets_are_two_documents(record):
    for outlet in ("Lakeside Wire", "Harbour Post"):
        document = make_document(outlet=outlet)
        assert not record.add(make_extraction(document, *make_records(document))).held
    assert len(list(record.documents())) == 2
    assert record.counts()[Kind.STATEMENT] == 2


def test_an_unread_document_is_kept(record):
    document = make_document("Les rebelles quitteront le port vendredi.")
    record.add(make_extraction(document, language="fr", unread="language: fr"))
    (header,) = record.documents(unread=True)
    assert (header.language, header.unread, header.text, header.length) == ("fr", "language: fr", None, 41)
    assert list(record.documents(unread=False)) == []
    assert record.search("vendredi")[0].document.id == document.id


def test_two_records_of_one_id_are_one_with_both_attested(record):
    document = make_document()
    first, second = make_place(document, country="AAA"), make_place(document, country="BBB")
    assert record.add(make_extraction(document, first, second)).records == 1
    assert record.get(first.id).record == first
    assert [a.value for a in record.attestations(first.id) if a.field == "country"] == ["AAA", "BBB"]


@pytest.mark.parametrize(
    "evidence",
    [
        lambda document: Evidence(document.id, Span(0, 3), "the"),  # the text has "The"
        lambda document: Evidence("0" * 20, Span(0, 3), "The"),
        lambda document: Evidence(document.id, Span(0, 9_999), "The"),
    ],
)
def test_evidence_that_is_not_in_the_text_is_refused_with_the_whole_reading(record, evidence):
    document = make_document()
    wrong = make_actor(document, aliases=("envoy",))
    wrong = type(wrong)(evidence=(*wrong.evidence, evidence(document)), name="x", type=wrong.type)
    with pytest.raises(RecordError, match="nothing of this reading was kept"):
        record.add(make_extraction(document, make_place(document), wrong))
    assert not record.holds(document)
    assert sum(record.counts().values()) == 0


def test_half_a_surrogate_pair_is_refused_in_words(record):
    document = make_document("He said \ud83d so.")
    with pytest.raises(RecordError, match="half of a surrogate pair at character 8"):
        record.add(make_extraction(document))
    assert list(record.documents()) == []


def test_nul_bytes_survive(record):
    document = make_document("The envoy\0 said he\0would go. The talks began.\0", title="N\0L")
    statement = make_statement(document, "The envoy\0 said he\0would go.", speaker="The envoy\0")
    record.add(make_extraction(document, statement))
    assert record.document(document.id).document == document
    assert record.get(statement.id).record == statement
    assert next(record.statements(actor="envoy")).record == statement
    (hit,) = record.search("talks")
    assert hit.span.of(document.text) == "talks"


def test_failures_are_kept_in_order(record):
    record.record_failure("b.pdf", "encrypted")
    record.record_failure("a\udcff.txt", "not text")  # a file name that is not UTF-8
    assert [(f.source, f.reason) for f in record.failures()] == [("b.pdf", "encrypted"), ("a\\udcff.txt", "not text")]
    assert record.failures()[0].recorded_at == datetime(2024, 3, 12, 8, 0, 2, tzinfo=UTC)


def test_documents_are_filtered_by_outlet_and_date(record):
    for outlet, first, last in [
        ("Lakeside Wire", "2024-03-12", None),
        ("Harbour Post", "2024-01-01", "2024-01-31"),  # some day in January
        ("Hill Times", None, None),
        ("Old Gazette", "2001-01-01", "2022-12-31"),  # some time in these years: the list ends with such
    ]:
        record.add(make_extraction(make_document(outlet=outlet), published=make_published(first, last)))

    def outlets(**filters):
        return [header.outlet for header in record.documents(**filters)]

    assert outlets() == ["Harbour Post", "Lakeside Wire", "Hill Times", "Old Gazette"]
    assert outlets(until="2010") == ["Old Gazette"]
    assert outlets(outlet="lakeside wire") == ["Lakeside Wire"]
    assert outlets(since="2024-01-15", until="2024-02") == ["Harbour Post"]
    assert outlets(since="2024") == ["Harbour Post", "Lakeside Wire"]
    assert outlets(since="2025") == []
