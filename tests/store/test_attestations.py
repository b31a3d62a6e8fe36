import sqlite3
from datetime import UTC, datetime

import pytest

from dragoman.codes import FigureField, Modality, Stage
from dragoman.errors import NotHeldError
from dragoman.model.records import ActorRef, Asserted, Attestation, Count, Figure
from dragoman.store.attest import UNNAMED, attested
from tests.factory import (
    CODER,
    find_evidence,
    make_actor,
    make_agreement,
    make_commitment,
    make_document,
    make_extraction,
    make_incident,
    make_records,
    make_statement,
    make_when,
)

DOCUMENT = make_document()
POLICE = Asserted(ActorRef("Hill Police", "police"))


@pytest.mark.parametrize(
    ("record", "field", "expected"),  # expected: value, words, asserted by
    [
        (make_actor(DOCUMENT, aliases=("a", "b")), "aliases", [("a", "a", None), ("b", "b", None)]),
        (make_actor(DOCUMENT), "type", [("person", None, None)]),  # a code has no words
        (make_actor(DOCUMENT), "role", []),  # not said
        (make_actor(DOCUMENT), "evidence", []),
        (make_actor(DOCUMENT), "negated", []),
        (make_actor(DOCUMENT, negated=True), "negated", [(True, None, None)]),
        (make_actor(DOCUMENT, modality=Modality.PLANNED), "modality", [("planned", None, None)]),
        (make_commitment(DOCUMENT), "status", []),  # "none": the report says nothing of it
        (make_incident(DOCUMENT), "stage", []),  # carried out, as most are
        (make_incident(DOCUMENT, stage=Stage.FOILED), "stage", [("foiled", None, None)]),
        (make_statement(DOCUMENT), "cue", [("said", "said", None)]),
        (
            make_agreement(DOCUMENT, signed=make_when("in May", "2024-05-01", "2024-05-31"), attribution=POLICE),
            "signed",
            [
                (
                    {
                        "words": "in May",
                        "value": "2024-05-01",
                        "earliest": "2024-05-01",
                        "latest": "2024-05-31",
                        "precision": "day",
                    },
                    "in May",
                    "Hill Police",
                )
            ],
        ),
        (make_agreement(DOCUMENT, attribution=POLICE), "name", [("Lakeside Accord", "Lakeside Accord", "Hill Police")]),
        (
            make_agreement(DOCUMENT, attribution=Asserted(None)),
            "name",
            [("Lakeside Accord", "Lakeside Accord", UNNAMED)],
        ),
    ],
)
def test_attested_values(record, field, expected):
    found = [(value.value, value.words, value.asserted_by) for value in attested(record) if value.field == field]
    assert found == expected


def test_each_figure_stands_on_its_own_speakers_word():
    bomb, four = find_evidence(DOCUMENT, "A bomb killed"), find_evidence(DOCUMENT, "at least four people")
    figures = (
        Figure(field=FigureField.KILLED, count=Count(4, None, words="at least four"), evidence=(four,)),
        Figure(
            field=FigureField.KILLED, count=Count(9, 9), speaker=ActorRef("Hill Police", "police"), evidence=(bomb,)
        ),
    )
    incident = make_incident(DOCUMENT, figures=figures, attribution=Asserted(ActorRef("envoy", "he")))
    values = [value for value in attested(incident) if value.field == "figures"]
    assert [(v.value["count"]["min"], v.words, v.spans, v.asserted_by) for v in values] == [
        (4, "at least four", (four.span,), "envoy"),
        (9, None, (bomb.span,), "Hill Police"),
    ]


def test_each_target_stands_on_its_own_words():
    incident = make_incident(DOCUMENT)
    (value,) = [value for value in attested(incident) if value.field == "targets"]
    assert (value.value["kind"], value.words, value.spans) == ("people", "people", (incident.evidence[0].span,))


def test_attestations_come_back_whole(record):
    document = make_document()
    place = make_actor(document, "rebels", affiliation="River Front")
    record.add(make_extraction(document, place))
    rows = {row.field: row for row in record.attestations(place.id[:8])}
    assert rows["affiliation"] == Attestation(
        record=place.id,
        field="affiliation",
        value="River Front",
        words="River Front",
        evidence=place.evidence,
        asserted_by=None,
        recorded_at=datetime(2024, 3, 12, 8, 0, 2, tzinfo=UTC),
        coder=str(CODER),
    )
    assert set(rows) == {"name", "type", "affiliation", "acts"}
    with pytest.raises(NotHeldError):
        record.attestations("0" * 20)


# --- nothing is rewritten, whoever writes ---------------------------------------------------------------------------

DECISION = (
    "INSERT INTO decisions (origin, position, target, verdict, by, made, previous, hash)"
    " VALUES ('desk', 1, 'x', 'accept', 'Ana', '2024-03-12', '', 'h')"
)
LINK = (
    "INSERT INTO links (kind, left, right, score, reasons, by, made)"
    " VALUES ('same event', 'a', 'b', 0.9, '[]', 'machine', '2024-03-12')"
)


@pytest.mark.parametrize(
    ("statement", "complaint"),
    [
        ("UPDATE attestations SET value = '1'", "never changed"),
        ("UPDATE attestations SET asserted_by = 'me', superseded_by = 1", "never changed"),
        ("UPDATE attestations SET evidence = '[]', superseded_by = 1", "never changed"),
        ("UPDATE attestations SET superseded_by = NULL", "never changed"),
        ("DELETE FROM attestations", "never deleted"),
        ("INSERT OR REPLACE INTO attestations SELECT * FROM attestations", "never replaced"),
        ("UPDATE documents SET text = ''", "never changed"),
        ("UPDATE documents SET outlet = 'us'", "never changed"),
        ("DELETE FROM documents", "never deleted"),
        ("DELETE FROM records", "never deleted"),
        ("UPDATE decisions SET note = 'x'", "never changed"),
        ("DELETE FROM decisions", "never deleted"),
        (DECISION.replace("INSERT", "INSERT OR REPLACE"), "never replaced"),
        ("UPDATE links SET score = 1, withdrawn = '2024-03-13'", "never changed"),
        ("DELETE FROM links", "never deleted"),
        (LINK.replace("INSERT", "INSERT OR REPLACE"), "in force already"),
    ],
)
def test_triggers(record, statement, complaint):
    document = make_document()
    record.add(make_extraction(document, *make_records(document)))
    record._db.execute(DECISION)
    record._db.execute(LINK)
    before = list(record._db.iterdump())
    with pytest.raises(sqlite3.IntegrityError, match=complaint):
        record._db.execute(statement)
    assert list(record._db.iterdump()) == before


def test_an_attestation_is_superseded_once_and_a_link_withdrawn_once(record):
    document = make_document()
    record.add(make_extraction(document, *make_records(document)))
    record._db.execute(LINK)
    for statement in ("UPDATE attestations SET superseded_by = 1", "UPDATE links SET withdrawn = '2024-03-13'"):
        record._db.execute(statement)
        with pytest.raises(sqlite3.IntegrityError):
            record._db.execute(statement)
