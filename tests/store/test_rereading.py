from dataclasses import replace

import pytest

from dragoman.codes import Kind
from dragoman.model.document import Span
from dragoman.store.reread import Place, plan_rereading
from tests.factory import CODER, make_actor, make_document, make_extraction, make_place, make_published, make_statement

NEWER = replace(CODER, version="1.1.0")


def places(words):
    """ "a:0-5 b:3-9" as places; a kind may follow: "a:0-5:actor"."""
    found = []
    for word in words.split():
        id, span, *kind = word.split(":")
        start, end = span.split("-")
        found.append(Place(id, Kind(kind[0]) if kind else Kind.STATEMENT, Span(int(start), int(end))))
    return found


@pytest.mark.parametrize(
    ("old", "new", "decided", "stand_in", "redirects", "dropped"),
    [
        ("a:0-9", "a:0-9", "", {}, {}, ""),
        ("a:0-9", "b:0-8", "", {}, {"a": "b"}, ""),
        ("a:0-9", "b:9-12", "", {}, {}, "a"),  # half open: they share nothing
        ("a:0-9", "b:0-9:actor", "", {}, {}, "a"),  # another kind
        ("a:0-9", "b:0-4 c:4-9", "", {}, {"a": "c"}, ""),  # to the one that shares most
        ("a:0-4 b:5-9", "c:0-9", "", {}, {"a": "c", "b": "c"}, ""),
        ("a:0-9 b:5-9", "a:0-9", "", {}, {"b": "a"}, ""),  # to one that was there before
        ("a:0-9", "", "", {}, {}, "a"),
        ("a:0-9", "b:0-8", "a", {"b": "a"}, {"b": "a"}, ""),  # what was decided stays
        ("a:0-9", "a:0-9", "a", {}, {}, ""),
        ("a:0-9", "", "a", {}, {}, ""),
        ("a:0-9 x:0-7", "b:0-8", "a", {"b": "a"}, {"b": "a", "x": "a"}, ""),
        ("a:0-9 b:2-9", "c:1-9", "a b", {"c": "a"}, {"c": "a"}, ""),  # one new record stands for one decided
        ("a:3-3", "b:3-3", "", {}, {}, "a"),  # no words to share
    ],
)
def test_plan(old, new, decided, stand_in, redirects, dropped):
    plan = plan_rereading(places(old), places(new), frozenset(decided.split()))
    assert (plan.stand_in, plan.redirects, plan.dropped) == (stand_in, redirects, frozenset(dropped.split()))


DOCUMENT = make_document()
SENTENCE = "The rebel envoy said on Tuesday that his men would leave Port Amity by Friday."


def test_a_newer_coder_takes_the_place_of_the_old_one(record):
    envoy = make_actor(DOCUMENT, "rebel envoy", role="envoy")
    market = make_place(DOCUMENT, "market")
    record.add(make_extraction(DOCUMENT, envoy, make_place(DOCUMENT), market))

    wider = make_actor(DOCUMENT, "The rebel envoy", name="envoy")
    port = make_place(DOCUMENT, country="XPA")
    added = record.add(make_extraction(DOCUMENT, wider, port, coder=NEWER, published=make_published("2024-03-14")))
    assert (added.held, added.records, added.replaced) == (False, 2, str(CODER))

    assert [entry.record for entry in record.find()] == [wider, port]
    assert record.get(envoy.id).record == wider  # the old id still leads somewhere
    assert record.get(port.id).record.country == "XPA"  # the same id, read anew
    gone = record.get(market.id)
    assert (gone.record, gone.current) == (market, False)
    assert next(record.documents()).coder == str(NEWER)
    assert next(record.find()).earliest == "2024-03-14"


def test_old_attestations_are_marked_and_kept(record):
    old, new = make_actor(DOCUMENT, role="envoy"), make_actor(DOCUMENT, "The rebel envoy", role="rebel envoy")
    record.add(make_extraction(DOCUMENT, old))
    record.add(make_extraction(DOCUMENT, new, coder=NEWER))
    roles = [a for a in record.attestations(new.id) if a.field == "role"]
    assert [(a.record, a.value, a.coder, a.superseded_by) for a in roles] == [
        (old.id, "envoy", str(CODER), 2),
        (new.id, "rebel envoy", str(NEWER), None),
    ]
    assert record.attestations(old.id) == record.attestations(new.id)
    assert {a.coder for a in record.attestations(new.id, superseded=False)} == {str(NEWER)}


def test_filters_and_words_follow_the_newer_reading(record):
    old, new = make_statement(DOCUMENT, speaker="envoy"), make_statement(DOCUMENT, speaker="Tom", gist="withdrawal")
    record.add(make_extraction(DOCUMENT, old))
    record.add(make_extraction(DOCUMENT, new, coder=NEWER))
    assert list(record.find(actor="envoy")) == []
    assert [entry.record for entry in record.find(actor="tom", text="withdrawal")] == [new]
    record._db.execute("INSERT INTO record_words (record_words) VALUES ('integrity-check')")


@pytest.mark.parametrize("coder", [CODER, NEWER, replace(CODER, version="1.0.9"), replace(CODER, version="0.9")])
def test_what_is_older_or_was_here_before_changes_nothing(record, coder):
    record.add(make_extraction(DOCUMENT, make_actor(DOCUMENT)))
    record.add(make_extraction(DOCUMENT, make_place(DOCUMENT), coder=NEWER))
    before = list(record._db.iterdump())
    assert record.add(make_extraction(DOCUMENT, make_actor(DOCUMENT), coder=coder)).held
    assert list(record._db.iterdump()) == before


def test_who_read_a_document_can_be_asked(record):
    record.add(make_extraction(DOCUMENT))
    assert [record.holds(DOCUMENT), record.holds(DOCUMENT, coder=CODER), record.holds(DOCUMENT, coder=NEWER)] == [
        True,
        True,
        False,
    ]


def test_another_model_of_the_same_version_is_news(record):
    record.add(make_extraction(DOCUMENT, make_actor(DOCUMENT)))
    assert not record.add(
        make_extraction(DOCUMENT, make_actor(DOCUMENT), coder=replace(CODER, model="en_other 2"))
    ).held


def test_ids_lead_on_through_many_readings(record):
    words = ["envoy", "rebel envoy", "The rebel envoy", "envoy"]  # the last finds the first again
    made = []
    for number, phrase in enumerate(words):
        made.append(make_actor(DOCUMENT, phrase))
        record.add(make_extraction(DOCUMENT, made[-1], coder=replace(CODER, version=f"1.{number}")))
        for actor in made:
            assert record.get(actor.id).record == made[-1]
    assert sum(record.counts().values()) == 1
    assert len([a for a in record.attestations(made[0].id) if a.field == "name"]) == 4


def test_a_former_id_can_be_shortened_too(record):
    old, new = make_actor(DOCUMENT, "envoy"), make_actor(DOCUMENT, "rebel envoy")
    record.add(make_extraction(DOCUMENT, old))
    record.add(make_extraction(DOCUMENT, new, coder=NEWER))
    assert record.get(old.id[:12]).record == new


def test_what_an_analyst_decided_stays(record):
    decided, other = make_statement(DOCUMENT, SENTENCE, speaker="envoy"), make_actor(DOCUMENT, "market")
    record.add(make_extraction(DOCUMENT, decided, other))
    for position, target in enumerate((decided.id, other.id)):
        record._db.execute(
            "INSERT INTO decisions (origin, position, target, verdict, by, made, previous, hash)"
            " VALUES ('desk', ?, ?, 'accept', 'Ana', '2024-03-12', '', ?)",
            (position, target, target),
        )
    shorter = make_statement(DOCUMENT, SENTENCE.removesuffix(" by Friday."), speaker="Tom")
    record.add(make_extraction(DOCUMENT, shorter, coder=NEWER))
    assert {entry.record.id: entry.record for entry in record.find()} == {decided.id: decided, other.id: other}
    assert record.get(shorter.id).record == decided
    speakers = [(a.value["name"], a.coder) for a in record.attestations(decided.id) if a.field == "speaker"]
    assert speakers == [("envoy", str(CODER)), ("Tom", str(NEWER))]  # the new reading is there to compare


def test_a_document_that_became_readable(record):
    record.add(make_extraction(DOCUMENT, language="xx", unread="language: xx"))
    record.add(make_extraction(DOCUMENT, make_actor(DOCUMENT), coder=NEWER))
    assert next(record.documents()).unread is None
    assert record._db.execute("SELECT coder, unread FROM readings ORDER BY n").fetchall() == [
        (str(CODER), "language: xx"),
        (str(NEWER), None),
    ]
