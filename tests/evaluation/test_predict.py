"""The way from an extraction to a scorer's figure: what a predictor may see, forms, floors, overlap."""

import dataclasses
import json
from datetime import date
from pathlib import Path

import pytest

from dragoman.codes import Directness, EventType, Modality, Precision, StatementKind
from dragoman.lexicon import read_table
from dragoman.model.annotations import Interval, Published
from dragoman.model.document import Document, Span
from dragoman.model.records import ActorRef, Coder, Count, Event, Extraction, Incident, Statement, When
from evaluation.floors import Floors, judge, read_floors, with_floors, write_floors
from evaluation.gold import blind, gold_folder, read_items, read_jsonl, write_jsonl
from evaluation.goldsets import GOLD_SETS
from evaluation.overlap import Shared, Text, shared_runs
from evaluation.own_lexicon import own_lexicon
from evaluation.predict import main as predict_main
from evaluation.predict import predict
from evaluation.record_form import iso_partial, record_form
from evaluation.run import _restore_ids
from evaluation.score import Measured, score
from evaluation.tracks import FORMS, NOT_YET, TRACKS, document_of, published_form

NEEDS_GOLD = pytest.mark.skipif(
    not gold_folder().is_dir(), reason=f"no gold at {gold_folder()} (set DRAGOMAN_GOLD): the scorers cannot be run"
)

TEXT = (
    "The mediator said on 4 May 2019 that both delegations would return to Oslo. "
    '"We have a draft," she told reporters in Geneva.'
)


def item(**others: object) -> dict[str, object]:
    return {"id": "a", "text": TEXT, **others}


def extraction(**layers: object) -> Extraction:
    return Extraction(
        document=Document(text=TEXT),
        coder=Coder("0", "none", "0" * 8),
        language="en",
        published=Published(Interval(None, None)),
        **layers,  # type: ignore[arg-type]
    )


# --- what a predictor sees ------------------------------------------------------------------------------------------


def test_blind_hides_ids_labels_and_order() -> None:
    items = [{"id": f"PLOVER-AGREE-{n}", "text": f"text {n}", "events": ["AGREE"], "source": "AFP"} for n in range(9)]
    seen, real = blind(items)
    assert {key for one in seen for key in one} == {"id", "text"}
    assert not any("AGREE" in one["id"] for one in seen)
    assert [one["text"] for one in seen] != [one["text"] for one in items]
    assert sorted(real.values()) == sorted(one["id"] for one in items)
    for one in seen:
        assert real[one["id"]].endswith(one["text"].removeprefix("text "))
    assert blind(items) == (seen, real)


@pytest.mark.parametrize(
    ("track", "given", "published"),
    [
        ("times", {"dct": "2019-05-06"}, "2019-05-06"),
        ("events", {"date": "20190506"}, "2019-05-06"),
        ("attribution", {"date": "2019-05-06"}, "2019-05-06"),
        ("figures", {"published": "2019-05-06"}, "2019-05-06"),
        ("dating", {"dct": "2019-05-06", "title": "x", "outlet": "y"}, None),  # the very thing that is asked for
        ("places", {"date": None}, None),
    ],
)
def test_document_of(track: str, given: dict[str, str], published: str | None) -> None:
    document = document_of(track, item(**given))
    assert document.published == published
    if track == "dating":
        assert document == Document(text=TEXT)


def test_texts_keep_their_newlines(tmp_path: Path) -> None:
    (tmp_path / "r1.txt").write_bytes(b"One.\r\nTwo.\n")
    assert read_items(tmp_path) == [{"id": "r1", "text": "One.\r\nTwo.\n"}]


# --- predictions ----------------------------------------------------------------------------------------------------


def test_every_gold_set_has_a_track() -> None:
    assert {gold_set.track for gold_set in GOLD_SETS} == set(TRACKS)
    assert not set(FORMS) & set(NOT_YET)


@pytest.mark.parametrize("track", sorted(FORMS))
def test_predictions_are_plain_and_lie_in_the_text(track: str) -> None:
    first, second = predict(track, [item(), item(id="b", text="")])
    assert (first["id"], second["id"]) == ("a", "b")
    assert json.loads(json.dumps(first)) == first
    for start, end in _spans(first):
        assert 0 <= start < end <= len(TEXT)


def _spans(plain: object) -> list[tuple[int, int]]:
    """All the offsets anywhere in a prediction."""
    if isinstance(plain, dict):
        own = [(plain["start"], plain["end"])] if isinstance(plain.get("start"), int) else []
        return own + [pair for value in plain.values() for pair in _spans(value)]
    if isinstance(plain, list):
        if len(plain) == 2 and all(isinstance(value, int) for value in plain):
            return [(plain[0], plain[1])]
        return [pair for value in plain for pair in _spans(value)]
    return []


@pytest.mark.parametrize("track", sorted(NOT_YET))
def test_tracks_to_come_predict_nothing_in_the_scorers_form(track: str) -> None:
    assert predict(track, [item(events=["label"])]) == [{"id": "a", **NOT_YET[track]}]


def test_labels_do_not_reach_the_predictions() -> None:
    plain = predict("times", [item()])
    assert predict("times", [item(timexes=[{"start": 0, "end": 3, "type": "DATE", "value": "1999"}])]) == plain


def test_predict_command_on_a_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "r1.txt").write_text(TEXT, encoding="utf-8")
    assert predict_main(["record", str(tmp_path / "in"), str(tmp_path / "out"), "--workers", "1"]) == 0
    record = json.loads((tmp_path / "out" / "r1.json").read_text(encoding="utf-8"))
    assert record["id"] == "r1"
    assert {"published", "meetings", "statements", "actors", "places"} <= set(record)


def test_own_lexicon(tmp_path: Path) -> None:
    plain = tmp_path / "mine.csv"
    assert own_lexicon(None, tmp_path) is None
    assert own_lexicon(plain, tmp_path) == plain
    given = tmp_path / "world.json"
    given.write_text('{"GONDOR TROOPS": ["GONMIL"], "GONDOR": ["GON"], "PALANTIR": ["GONXYZ"]}', encoding="utf-8")
    made = own_lexicon(given, tmp_path)
    rows = [(row["name"], row["country"], row["sector"]) for row in read_table("world", made)]
    assert rows == [("Gondor Troops", "GON", "MIL"), ("Gondor", "GON", ""), ("Palantir", "GON", "")]


# --- forms ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "iso"),
    [
        (None, ""),
        (When("on 4 May 2019", "2019-05-04", "2019-05-04", "2019-05-04"), "2019-05-04"),
        (When("in May 2019", "2019-05", "2019-05-01", "2019-05-31", Precision.MONTH), "2019-05"),
        (When("last year", "2018", "2018-01-01", "2018-12-31", Precision.YEAR), "2018"),
        (When("from 30 April to 2 May 2019", None, "2019-04-30", "2019-05-02", Precision.RANGE), "2019"),
        (When("over New Year", None, "2018-12-30", "2019-01-02", Precision.RANGE), ""),
        (When("on 4 May", "XXXX-05-04"), "--05-04"),
        (When("in May", "XXXX-05"), "--05"),
        (When("in 2019", "2019"), "2019"),
        (When("on Friday", "XXXX-WXX-5"), ""),
        (When("that spring", "XXXX-SP"), ""),
        (When("in 2019, some time", "2019-SP"), ""),  # a season has no month of its own
        (When("now", "PRESENT_REF"), ""),
        (When("by 2020", "2020", None, "2020-12-31"), "2020"),
    ],
)
def test_iso_partial(when: When | None, iso: str) -> None:
    assert iso_partial(when) == iso


def test_published_form() -> None:
    closed = Published(Interval(date(2019, 5, 1), date(2019, 5, 31)))
    assert published_form(closed) == {"earliest": "2019-05-01", "latest": "2019-05-31", "best": "2019-05-16"}
    assert published_form(Published(Interval(date(2019, 5, 1), None)))["best"] is None


def test_record_form_speaks_the_golds_language() -> None:
    document = Document(text=TEXT)
    said = document.evidence(Span(0, 75))
    speaker = ActorRef("mediator", "The mediator")
    statement = Statement(
        evidence=(said,),
        type=StatementKind.CLAIM,
        cue=document.evidence(Span(13, 17)),
        content=(),
        gist="both delegations would return",
        directness=Directness.INDIRECT,
        speaker=speaker,
        addressee="reporters",
        via=ActorRef("The Agency", "the agency"),
    )
    event = Event(evidence=(said,), type=EventType.CONSULT, modality=Modality.POSSIBLE, actors=(speaker,))
    incident = Incident(evidence=(said,), type="ambush", killed=Count(4, None))
    form = record_form(extraction(statements=(statement,), events=(event,), incidents=(incident,)))
    assert form["statements"][0]["addressee_or_medium"] == "reporters; The Agency"
    assert form["statements"][0]["speaker"] == "mediator"
    assert form["events"][0]["modality"] == "hypothetical"
    assert form["events"][0]["source"] == ["mediator"]
    assert form["incidents"][0]["killed"] == {"min": 4, "max": None}
    assert form["incidents"][0]["perpetrator_status"] == ""


# --- scorers --------------------------------------------------------------------------------------------------------


@NEEDS_GOLD
@pytest.mark.parametrize("gold_set", GOLD_SETS, ids=lambda gold_set: gold_set.key)
def test_scorers_read_what_we_write(gold_set, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Every scorer is called as it wants to be: two texts at most, nothing found, and a figure comes back."""
    gold = gold_folder() / gold_set.files[0]
    items = read_items(gold)
    if gold.is_file():
        items = read_jsonl(gold)[:2]
        gold = tmp_path / "gold.jsonl"
        write_jsonl(gold, items)
    target = tmp_path / "predicted"
    if gold_set.track == "record":
        target.mkdir()
    elif gold_set.track == "links":
        target.write_text(json.dumps(NOT_YET["links"]), encoding="utf-8")
    else:
        empty = NOT_YET.get(gold_set.track) or FORMS[gold_set.track](extraction())
        write_jsonl(target, [{"id": one["id"], **empty} for one in items])
    measured = score(gold_set.track, gold_folder(), gold, target, options=gold_set.options)
    assert measured
    assert all(0 <= row.value <= 100 for row in measured if row.name != "width_days")


def test_ids_come_back(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    write_jsonl(rows, [{"id": "t00001", "quad": 0}])
    _restore_ids(rows, {"t00001": "real"})
    assert read_jsonl(rows) == [{"id": "real", "quad": 0}]
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "t00001.json").write_text("{}", encoding="utf-8")
    _restore_ids(folder, {"t00001": "real"})
    assert [file.name for file in folder.iterdir()] == ["real.json"]


# --- floors ---------------------------------------------------------------------------------------------------------

GOLD = {"x/dev.jsonl": "0" * 64}
F1 = Measured("F1", 61.4, 100)
ALARMS = Measured("false alarms", 2, 4, less=True)


@pytest.mark.parametrize(
    ("row", "mark", "verdict"),
    [
        (F1, 61.0, "ok"),
        (F1, 61.4, "ok"),
        (F1, 61.5, "below"),
        (F1, None, "-"),
        (dataclasses.replace(F1, guarded=False), 99.0, "-"),
        (ALARMS, 2, "ok"),
        (ALARMS, 1, "below"),
    ],
)
def test_judge(row: Measured, mark: float | None, verdict: str) -> None:
    assert judge(row, mark) == verdict


def test_floors_are_only_raised(tmp_path: Path) -> None:
    floors = with_floors(Floors(), "x/dev", [F1, ALARMS], GOLD)
    assert floors.marks["x/dev"] == {"F1": 61.1, "false alarms": 2}
    worse = [dataclasses.replace(F1, value=50.0), dataclasses.replace(ALARMS, value=3)]
    assert with_floors(floors, "x/dev", worse, GOLD) == floors
    better = [dataclasses.replace(F1, value=70.0), dataclasses.replace(ALARMS, value=0)]
    assert with_floors(floors, "x/dev", better, GOLD).marks["x/dev"] == {"F1": 69.7, "false alarms": 0}
    assert with_floors(floors, "x/dev", worse, GOLD, lower=True).marks["x/dev"] == {"F1": 49.7, "false alarms": 3}
    write_floors(floors, tmp_path / "floors.toml")
    assert read_floors(tmp_path / "floors.toml") == floors


def test_floors_that_are_not_set() -> None:
    rows = [
        Measured("nothing", 0.2, 9),
        Measured("unguarded", 50.0, 9, guarded=False),
        Measured("enough", 100.0, 9, enough=95.0),
    ]
    assert with_floors(Floors(), "x/dev", rows, GOLD).marks["x/dev"] == {"enough": 95.0}


def test_floors_stay_on_their_gold() -> None:
    floors = with_floors(Floors(), "x/dev", [F1], GOLD)
    other = {"x/dev.jsonl": "1" * 64}
    better = [dataclasses.replace(F1, value=99.0)]
    assert with_floors(floors, "x/dev", better, other) == floors
    assert with_floors(floors, "x/dev", better, other, lower=True).gold == other


# --- overlap --------------------------------------------------------------------------------------------------------


def test_shared_runs() -> None:
    gold = [
        Text("g1", "The envoy left the capital before the second round of talks had ended, he told us on Monday."),
        Text("g2", "Officials, he told us on Monday, were tired."),
        Text("g3", "It was late, he told us on Monday."),
        Text("train", "The convoy of the monitors was held at the river crossing.", train=True),
    ]
    ours = [
        Text("tests/a.py:1", "She left the capital before the second round of talks had begun, he told us on Monday."),
        Text("tests/a.py:2", "the convoy of the monitors was held"),  # stands in a train file only
    ]
    found = list(shared_runs(ours, gold))
    assert [(one.place, one.gold, one.run) for one in found] == [
        ("tests/a.py:1", "g1", "left the capital before the second round of talks had")
    ]
    assert found[0].flagged


@pytest.mark.parametrize(
    ("place", "run", "of", "flagged"),
    [
        ("tests/a.py:1", "in the end of the", 40, False),
        ("tests/a.py:1", "in the end of the", 6, False),  # five words are chance even where they are the sentence
        ("tests/a.py:1", "in the end of the war", 10, True),
        ("training/data/a.jsonl:1", "in the end of the", 40, True),
    ],
)
def test_flagged(place: str, run: str, of: int, flagged: bool) -> None:
    assert Shared(place, "g", run, of).flagged is flagged
