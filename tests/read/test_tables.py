import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.read import ReadFailure, ReadOptions, Received, parse_columns, read_stream


def read(raw, suffix, **options):
    raw = raw if isinstance(raw, bytes) else raw.encode()
    return list(read_stream(io.BytesIO(raw), "in", ReadOptions(**options), suffix=suffix))


def texts(readings):
    return [r.document.text if isinstance(r, Received) else f"! {r.reason}" for r in readings]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ("text,title,published,outlet,url", ("T", "H", "2021-10-09", "O", "u")),
        ("body,headline,date,source,link", ("T", "H", "2021-10-09", "O", "u")),
        ("Article_Text,Headline,Publish Date,Publisher,Article-URL", ("T", "H", "2021-10-09", "O", "u")),
        ("content,x,y,z,w", ("T", None, None, None, None)),
    ],
)
def test_columns_are_guessed(columns, expected):
    (reading,) = read(f"{columns}\nT,H,9 October 2021,O,u\n", ".csv")
    d = reading.document
    assert (d.text, d.title, d.published, d.outlet, d.url) == expected


def test_columns_are_named():
    (reading,) = read("a,b,text\nwords,head,no\n", ".csv", columns=parse_columns("text=a, title=b"))
    assert (reading.document.text, reading.document.title) == ("words", "head")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("text", "not FIELD=COLUMN"),
        ("text=", "not FIELD=COLUMN"),
        ("txt=body", 'Did you mean "text"'),
        ("q=b", "no field"),
    ],
)
def test_a_mapping_that_is_none(words, reason):
    with pytest.raises(UsageError, match=reason):
        parse_columns(words)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter):
    assert texts(read(delimiter.join(["text", "title"]) + "\n" + delimiter.join(["T", "H"]), ".csv")) == ["T"]


def test_newlines_in_a_cell_are_untouched():
    assert texts(read(b'text,title\r\n"One.\r\n\r\nTwo.",H\r\n', ".csv")) == ["One.\r\n\r\nTwo."]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("text,title\nA,a\nB\nC,c\n", ["A", "! 1 cells where the header has 2", "C"]),
        ("text,title\nA,a\n,b\nC,c\n", ["A", '! "text" is empty', "C"]),
        ("text,title\nA,a\n\n\nC,c\n", ["A", "C"]),
        (b"text,title\nA,a\nCaf\xe9 closed,b\nC,c\n", ["A", "Café closed", "C"]),
        (b"text,title\nA,a\n\xff\x81\xff\x81,b\nC,c\n", ["A", "! neither UTF-8", "C"]),
        ('text,title\nA,a\nB,"b\n', ["A", "! not CSV"]),
        ("headline,summary\nH,S\n", ["! no column for the text among headline, summary"]),
        ("", ["! empty"]),
        ("\n\n", ["! empty"]),
        (b"\x00\x01\x00\x00" * 30, ["! not text"]),
    ],
)
def test_bad_rows_of_csv(raw, expected):
    found = texts(read(raw, ".csv"))
    assert len(found) == len(expected)
    for one, wanted in zip(found, expected, strict=True):
        assert one.startswith(wanted)


def test_a_named_column_that_is_not_there():
    (reading,) = read("body,head\nA,a\n", ".csv", columns={"text": "boddy"})
    assert reading.reason == 'no column "boddy" among body, head. Did you mean "body"?'


def test_csv_as_spreadsheets_save_it():
    assert texts(read("text\ttitle\nÉtat\tH\n".encode("utf-16"), ".csv")) == ["État"]
    assert texts(read("\ufefftext;title\nÉtat;H\n", ".csv")) == ["État"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "B"', "not JSON: Expecting"),
        ("[1, 2]", "a JSON array where an object"),
        ('"B"', "a JSON string where an object"),
        ('{"headline": "B"}', "no text of a report among its fields (headline)"),
        ('{"text": 3}', '"text" is not text but number'),
        ('{"text": null}', '"text" is not text but null'),
        ('{"text": " "}', '"text" is empty'),
        ("[" * 100_000, "JSON"),
        ('{"text": ' + "1" * 5000 + "}", "JSON"),
    ],
    ids=lambda value: value[:20],
)
def test_a_bad_line_of_json(line, reason):
    before, bad, after = read('{"text": "A"}\n' + line + '\n{"text": "C"}\n', ".jsonl")
    assert texts([before, after]) == ["A", "C"]
    assert isinstance(bad, ReadFailure)
    assert bad.source == "in, line 2"
    assert reason in bad.reason


def test_json_as_one_array():
    rows = [{"text": "A", "date": "2021-10-09"}, 3, {"text": "C", "source": {"id": None, "name": "Radio One"}}]
    found = read(json.dumps(rows, indent=1), ".json")
    assert texts(found)[::2] == ["A", "C"]
    assert found[1].reason.startswith("a JSON number where an object with the text of a report was wanted")
    assert found[0].document.published == "2021-10-09"
    assert found[2].document.outlet == "Radio One"


def test_one_object_over_several_lines_is_one_report():
    assert texts(read(json.dumps({"text": "A", "tags": [1, 2]}, indent=2), ".json")) == ["A"]
    (broken,) = read('{\n  "text": "A",\n  "tags": [\n', ".json")
    assert (broken.source, "not JSON" in broken.reason) == ("in", True)


@pytest.mark.parametrize(
    ("content", "suffix", "reason"),
    [
        ('{"a": 1}\n{"b": 2}\n{"c": 3}\n', ".jsonl", "no report in 3 lines or items; line 1: no text of a report"),
        ("[1, 2, 3, 4]", ".json", "no report in 4 lines or items; item 1: a JSON number where an object"),
        ("[]", ".json", ""),
        ('{\n "name": "x",\n "list": [\n  1\n ]\n}\n', ".json", "no text of a report among its fields (name, list)"),
        ("text,title\n,a\n,b\n", ".csv", 'no report in 2 lines or items; line 2: "text" is empty'),
    ],
)
def test_a_file_without_a_report_is_told_once(content, suffix, reason):
    found = read(content, suffix)
    assert len(found) <= 1
    assert all(failure.source == "in" and failure.reason.startswith(reason) for failure in found)


def test_half_a_surrogate_pair_is_replaced():
    (reading,) = read('{"text": "a \\ud83d b", "title": "\\udc00"}\n', ".jsonl")
    assert reading.document.text == "a \ufffd b"
    assert reading.document.title == "\ufffd"
    assert reading.notes


def test_a_date_that_may_be_two_is_left_out_and_told():
    (reading,) = read('{"text": "A", "date": "03/04/2021"}\n', ".jsonl")
    assert reading.document.published is None
    assert "03/04/2021" in reading.notes[0]


def test_what_the_user_says_stands_before_the_row():
    (reading,) = read('{"text": "A", "date": "2021-01-01"}\n', ".jsonl", published="2022", outlet="Mine")
    assert (reading.document.published, reading.document.outlet) == ("2022", "Mine")


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
@given(
    raw=st.one_of(st.binary(max_size=200), st.text(alphabet='{}[]":,text\n\r;\x001é\\', max_size=80).map(str.encode))
)
def test_any_bytes_are_rows_or_refused(suffix, raw):
    for reading in read(raw, suffix):
        assert isinstance(reading, ReadFailure) or reading.document.text.strip()
