"""Every kind of record on a terminal: lists, the timeline, single records, one report's screen, the demo."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman import demo, intake
from dragoman.cli import main
from dragoman.codes import (
    AgreementKind,
    CommitmentModality,
    CommitmentStatus,
    EventMode,
    EventType,
    FigureField,
    Kind,
    MeetingStatus,
    Modality,
    PerpetratorStatus,
    Stage,
)
from dragoman.model.annotations import Interval, Published
from dragoman.model.records import ActorRef, Asserted, Count, Figure, PlaceRef
from dragoman.render import SCREEN, Sheet, sheet_lines
from dragoman.store import open_record
from dragoman.wording import count_words, mark_words, what_words, who_words
from tests.factory import (
    find_evidence,
    make_actor,
    make_agreement,
    make_commitment,
    make_document,
    make_event,
    make_extraction,
    make_incident,
    make_meeting,
    make_place,
    make_records,
    make_statement,
    make_when,
)

POLICE, MEDIC = ActorRef("Hill Police", "police"), ActorRef("a medic", "a medic")
KINDS = [f"{kind}s" for kind in Kind]


def full_records(document):
    """One of every kind with as many fields as the text could give."""
    bomb = find_evidence(document, "A bomb killed at least four people")
    figures = (
        Figure(field=FigureField.KILLED, count=Count(4, None, words="at least four"), speaker=POLICE, evidence=(bomb,)),
        Figure(field=FigureField.KILLED, count=Count(9, 9, words="nine"), speaker=MEDIC, evidence=(bomb,)),
        Figure(field=FigureField.WOUNDED, count=Count(24, None, words="dozens"), evidence=(bomb,)),
    )
    return (
        make_actor(document),
        make_place(document),
        make_meeting(
            document,
            date=make_when("Tuesday", "2024-03-12"),
            venue="Old Mill",
            round="first since the truce",
            agenda=("prisoners",),
            not_about=("recognition",),
            mediators=(ActorRef("Norway", "Norway"),),
        ),
        make_statement(document, speaker="rebel envoy"),
        make_event(
            document,
            type=EventType.ASSAULT,
            mode=EventMode.DRONE,
            recipients=(ActorRef("rebels", "rebels"),),
            negated=True,
            modality=Modality.PLANNED,
            attribution=Asserted(POLICE),
        ),
        make_incident(
            document,
            figures=figures,
            perpetrator=ActorRef("Red Column", "it"),
            perpetrator_status=PerpetratorStatus.CLAIMED,
            place=PlaceRef("Lakeside", "Lakeside"),
            date=make_when("Monday", "2024-03-11"),
        ),
        make_agreement(
            document,
            type=AgreementKind.CEASEFIRE,
            parties=(ActorRef("government", "government"), ActorRef("rebels", "rebels")),
            signed=make_when("in 2020", "2020-01-01", "2020-12-31"),
        ),
        make_commitment(
            document,
            obligor=ActorRef("rebels", "his men"),
            deadline=make_when("by Friday", "2024-03-15"),
            condition="if the shelling stops",
            status=CommitmentStatus.DELAYED,
        ),
    )


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_RECORD", raising=False)


@pytest.fixture
def held():
    document = make_document()
    with open_record("r.db") as record:
        record.add(make_extraction(document, *full_records(document)))
    return document


def run(*arguments, width=160):
    result = CliRunner().invoke(main, [str(each) for each in arguments], env={"COLUMNS": str(width)})
    assert result.exit_code == 0, result.output
    return result.stdout


def table(*arguments, **given):
    return run(*arguments, "--format", "table", **given)


# --- lists ---------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (
            "meetings",
            ["12 Mar 2024", "government - rebels", "Old Mill, Lakeside", "held", "prisoners; not recognition"],
        ),
        ("events", ["ASSAULT drone", "government → rebels", "not, planned", "Hill Police"]),
        ("incidents", ["11 Mar 2024", "Red Column (claimed)", "Lakeside", "at least four (Hill Police);", "dozens"]),
        ("agreements", ["2020", "Lakeside Accord", "government - rebels", "ceasefire"]),
        ("commitments", ["by 15 Mar 2024", "promise", "leave Port Amity (if the shelling stops)", "delayed"]),
        ("statements", ["rebel envoy", "said"]),
        ("actors", ["rebel envoy", "person"]),
        ("places", ["Port Amity", "city"]),
    ],
)
def test_a_list_of_every_kind(kind, told):
    shown = " ".join(table(kind).split())
    for words in told:
        assert words in shown
    (row,) = map(json.loads, run(kind).splitlines())
    assert f"{row['kind']}s" == kind
    assert run(kind, "--since", "2030") == ""


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("width", [60, 200])
def test_the_timeline_is_a_line_each_in_order(width):
    shown = table("timeline", width=width).splitlines()
    kinds = [line.split("  ")[1].strip() if width == 60 else line for line in shown]
    assert len(kinds) == 1 + 6  # the heading; actors and places have no dates
    days = [row["dated"]["earliest"] for row in map(json.loads, run("timeline").splitlines())]
    assert days == sorted(days)


@pytest.mark.parametrize("kind", KINDS)
def test_only_any_kind(kind, monkeypatch):
    monkeypatch.setattr(intake, "load_extract", lambda **given: lambda d: make_extraction(d, *make_records(d)))
    Path("a.txt").write_text(make_document().text)
    rows = [json.loads(line) for line in run("read", "a.txt", "--only", kind).splitlines()]
    assert {f"{row['kind']}s" for row in rows} == {kind}


# --- one record ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(Kind))
def test_show_any_record(held, kind):
    record = next(r for r in full_records(held) if r.kind is kind)
    shown = table("show", record.id, width=300)
    sentence = next(s for s in held.text.split(". ") if record.evidence[0].text in s)
    assert sentence.rstrip(".") in shown
    assert "Lakeside Wire" in shown
    assert "Rebels to leave port" in shown


@pytest.mark.usefixtures("held")
def test_show_the_figures_of_each_account(held):
    incident = next(r for r in full_records(held) if r.kind is Kind.INCIDENT)
    shown = table("show", incident.id, width=300)
    assert "struck              at least four people" in shown
    assert "at least four - Hill Police “A bomb killed" in shown
    assert "nine - a medic" in shown
    assert "dozens - the report" in shown
    event = next(r for r in full_records(held) if r.kind is Kind.EVENT)
    assert "asserted by" in table("show", event.id)


# --- words ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count(46, None, words="at least 46"), "at least 46"),
        (Count(1, 1, words="a"), "one"),
        (Count(None, 5), "up to 5"),
        (Count(None, None), "some"),
        (Count(1200, 1200), "1,200"),
        (None, ""),
    ],
)
def test_counts(count, words):
    assert count_words(count) == words


def test_what_records_tell():
    document = make_document()
    told = {record.kind: f"{who_words(record)} {what_words(record)}" for record in full_records(document)}
    assert told[Kind.MEETING] == (
        "government - rebels met in Old Mill, Lakeside; first since the truce; on prisoners; not on recognition; "
        "mediated by Norway"
    )
    assert told[Kind.INCIDENT] == (
        "bombing in Lakeside by Red Column (claimed); killed at least four (Hill Police) / nine (a medic); "
        "wounded dozens"
    )
    assert told[Kind.AGREEMENT] == "Lakeside Accord ceasefire; government - rebels; signed 2020"
    assert told[Kind.COMMITMENT] == (
        "rebels promise: leave Port Amity; by 15 Mar 2024; if the shelling stops; reported delayed"
    )
    assert told[Kind.EVENT] == "government ASSAULT drone → rebels"
    event = next(r for r in full_records(document) if r.kind is Kind.EVENT)
    assert mark_words(event) == "not, planned"
    foiled = make_incident(document, stage=Stage.FOILED, modality=Modality.PLANNED)
    assert mark_words(foiled) == "foiled"
    cancelled = make_meeting(document, status=MeetingStatus.CANCELLED)
    assert what_words(cancelled) == "meeting cancelled in Lakeside"


@pytest.mark.parametrize("record", make_records(make_document()), ids=lambda r: str(r.kind))
def test_bare_records_have_words(record):
    assert who_words(record)
    assert what_words(record) or record.kind is Kind.AGREEMENT  # it may be all in the name


# --- one report ----------------------------------------------------------------------------------------------------


def sheet(document, *records):
    return [line.plain for line in sheet_lines(Sheet.of(make_extraction(document, *records), "a.txt"), 100)]


def test_the_whole_record_of_a_report_on_a_screen():
    document = make_document()
    shown = sheet(document, *full_records(document), make_actor(document, "his men", acts=False))
    labels = ["Meetings", "Incidents", "Agreements", "Commitments", "rebel envoy", "Events", "Actors", "Places"]
    found = [next(n for n, line in enumerate(shown) if line.startswith(label)) for label in labels]
    assert found == sorted(found)
    assert not any("his men" in line for line in shown if line.startswith("Actors"))
    assert any("/ nine (a medic)" in line for line in shown)


@pytest.mark.parametrize("number", [1, 3, 30])
def test_each_kind_gets_its_share(number):
    document = make_document(" ".join(f"Unit {n} of the rebels said it met them at gate {n}." for n in range(number)))
    records = []
    for n in range(number):
        words = f"Unit {n} of the rebels said it met them at gate {n}"
        records += [
            make_meeting(document, words, round="round " * 40),
            make_incident(document, words, weapon="gun", superlative="deadliest " * 30),
            make_agreement(document, words),
            make_commitment(document, words, action="leave " * 40),
            make_event(document, words),
            make_statement(document, words, speaker=f"Unit {n}"),
            make_actor(document, words, name=f"Unit {n}"),
            make_place(document, words, name=f"gate {n}"),
        ]
    shown = sheet(document, *records)
    assert len(shown) <= SCREEN
    assert all(len(line) <= 100 for line in shown)
    for label in ("Meetings", "Incidents", "Agreements", "Commitments", "Unit", "Events", "Actors", "Places"):
        assert any(line.startswith(label) for line in shown)
    if number == 30:
        assert len(shown) == SCREEN
        assert sum("more)" in line for line in shown) == 4


def test_a_report_with_one_kind_only():
    document = make_document()
    assert sheet(document, make_meeting(document))[3].startswith("Meetings    government - rebels")
    assert sheet(document)[-1] == "nothing to record"
    assert len(sheet(document, make_place(document))) == 4


# --- the demo ------------------------------------------------------------------------------------------------------


def test_the_demo_tells_a_process(monkeypatch):
    text = "The Taliban met envoys in Doha. A bomb killed nine. The Taliban said they would free prisoners by Friday. "
    october = Published(Interval(date(2021, 10, 9), date(2021, 10, 9)), basis="given")
    spring = Published(Interval(date(2020, 3, 1), date(2020, 3, 1)), basis="given")

    def find(document):
        taliban = ActorRef("Taliban", "The Taliban")
        return make_extraction(
            document,
            make_actor(document, "Taliban"),
            make_meeting(document, "The Taliban met envoys in Doha", parties=(taliban, ActorRef("Norway", "envoys"))),
            make_incident(
                document,
                "A bomb killed nine",
                figures=(Figure(field=FigureField.KILLED, count=Count(9, 9, words="nine"), speaker=POLICE),),
            ),
            make_statement(document, "The Taliban said they would free prisoners by Friday", speaker="Taliban"),
            make_commitment(
                document,
                "they would free prisoners by Friday",
                type=CommitmentModality.PROMISE,
                action="free prisoners",
                obligor=taliban,
            ),
            published=spring if "2020" in document.text else october,
        )

    monkeypatch.setattr(intake, "load_extract", lambda **given: find)
    monkeypatch.setattr(demo, "take_in", lambda *a, **given: intake.take_in(*a, extract=lambda: find, **given))
    Path("examples").mkdir()
    for name, more in (("doha-talks-2021-10-09.txt", ""), ("prisoners.txt", "In 2020.")):
        Path("examples", name).write_text(text + more)
    shown = run("demo", width=120)
    assert len(shown.splitlines()) <= 60
    for words in ("Taliban - Norway met in Lakeside", "nine (Hill Police) killed", "promise: free prisoners", "said"):
        assert words in shown
    assert run("demo", width=120).splitlines()[3:] == shown.splitlines()[3:]
