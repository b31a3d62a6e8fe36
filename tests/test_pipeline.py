"""The promises of `extract`: words under every span, no exception for any text, the same again and again."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dragoman
from dragoman.model.document import Evidence, Span
from dragoman.model.jsonable import from_jsonable, record_from_jsonable, to_jsonable
from dragoman.model.records import Extraction, Record

EXAMPLES = Path(__file__).parents[1] / "examples"
REPORT = """NAIROBI, Kenya, 4 May 2021 (Agency) - The mediator said on Tuesday that both sides would return.

“We have not walked out,” the rebels’ spokesman, Peter Odongo, told reporters. “The pause is technical.”

The Ministry of Defence denied that its planes had bombed Kitgum. It called the report “a fabrication”."""


def held(kind, value):
    """Every instance of `kind` that a value holds, however deep; what lies inside one is not looked at."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from held(kind, item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from held(kind, getattr(value, name))


def check(extraction: Extraction):
    """Words stand under every span, every record has its evidence, ids are unique within a kind."""
    document = extraction.document
    for found in held(Evidence, extraction.records):
        assert found.document == document.id
        assert document.text[found.span.start : found.span.end] == found.text != ""
    for span in held(Span, (extraction.timexes, extraction.toponyms, extraction.attributions, extraction.published)):
        assert 0 <= span.start < span.end <= len(document.text)
    for record in extraction.records:
        assert isinstance(record, Record)
        assert record.evidence
    ids = [record.id for record in extraction.records]
    assert len(ids) == len(set(ids))


FRAGMENTS = st.sampled_from(
    [
        "The envoy said ", "“No,” ", '"never', "he told the agency", " on Friday", ", according to Kabul", ".", "\n\n",
        "\n", " ", "\x00", "\u202eقال المتحدث\u202c", "e\u0301", "👩‍🚀", "\r\n", "WALLACE: ", "ISIS-K", "at least 46 ",
        "’", "«oui»", "\ufeff", "the group", "-- ", "THE FRONT DENIED IT. ", "that", "10 JAN 90",
        "\u00a0", "𝔘𝔫", "…", "\u2028",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(FRAGMENTS, max_size=25).map("".join), st.text(max_size=120))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS)
def test_any_text_keeps_its_words_under_its_spans(text):
    check(dragoman.extract(dragoman.Document(text=text)))


@pytest.mark.parametrize(
    "text",
    [
        "", " \n ", "\x00\x00", "Rebels reject talks", "REBELS REJECT TALKS\nARMY ADVANCES\nENVOY LEAVES",
        "word " * 10_000 + ".", "a" * 50_000, '"' * 5_000, "“" + "said, " * 2_000, "(" * 3_000, "\n" * 3_000,
        "The rebel army troops siege must leave " + "on 3 May 2021 rebel " * 1_000,
    ],
    ids=lambda text: f"{text[:12]!r} ({len(text)})",
)  # fmt: skip
def test_odd_texts(text):
    check(dragoman.extract(dragoman.Document(text=text)))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no words"),
        ("12 34 !?", "no words"),
        (
            "Le ministre a déclaré vendredi que les pourparlers reprendraient mardi à Genève.",
            "language: fr",
        ),
        ("said " * 61_000, "longer than"),
    ],
)
def test_what_is_kept_unread_says_why(text, reason):
    extraction = dragoman.extract(dragoman.Document(text=text))
    assert extraction.unread is not None
    assert extraction.unread.startswith(reason)
    assert extraction.records == ()


def test_a_report_yields_its_statements():
    extraction = dragoman.extract(dragoman.Document(text=REPORT))
    speakers = [s.speaker.name for s in extraction.statements if s.speaker]
    assert "Peter Odongo" in speakers
    assert [s.type for s in extraction.statements if s.cue.text == "denied"] == ["denial"]
    assert extraction.published.interval.earliest.isoformat() == "2021-05-04"


def test_the_same_again_and_in_threads():
    documents = [dragoman.Document(text=REPORT), dragoman.Document(text=REPORT.upper()), dragoman.Document(text="Yes.")]
    once = [dragoman.extract(document) for document in documents]
    with ThreadPoolExecutor(4) as pool:
        again = list(pool.map(dragoman.extract, documents[::-1]))
    assert again[::-1] == once


def test_another_lexicon_of_the_users_is_another_reading(tmp_path):
    own = tmp_path / "actors.csv"
    own.write_text("name,kind,country\nKitgum Elders,organisation,UGA\n", encoding="utf-8")
    document = dragoman.Document(text=REPORT)
    record = dragoman.open_record(tmp_path / "r.db")
    assert not record.add(dragoman.extract(document)).held
    assert not record.add(dragoman.extract(document, actors=own)).held
    assert record.add(dragoman.extract(document, actors=own)).held


def test_an_extraction_survives_json():
    extraction = dragoman.extract(dragoman.Document(text=REPORT))
    assert from_jsonable(to_jsonable(extraction), Extraction) == extraction
    for record in extraction.records:
        assert record_from_jsonable(to_jsonable(record)) == record


def test_the_same_text_gives_the_same_record_in_any_process():
    """Python hashes words anew in each process: a choice that rests on the order of a set would show."""
    code = (
        "from pathlib import Path; from dragoman import Document, extract;"
        "from dragoman.model.jsonable import to_jsonable;"
        f"texts = [p.read_text('utf-8') for p in sorted(Path({str(EXAMPLES)!r}).glob('*.txt'))[3:9]];"
        "print([to_jsonable(extract(Document(text=text)).records) for text in texts])"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1")
    ]
    assert len(runs[0]) > 10_000
    assert runs[0] == runs[1]
