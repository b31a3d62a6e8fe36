import re

import pytest

from dragoman.codes import StatementKind
from dragoman.export import EXPORTERS
from dragoman.export.chronology import markdown
from dragoman.model.records import ActorRef, Asserted
from tests.factory import (
    make_agreement,
    make_commitment,
    make_document,
    make_event,
    make_extraction,
    make_incident,
    make_meeting,
    make_published,
    make_records,
    make_statement,
    make_when,
)


@pytest.fixture
def export(record, tmp_path):
    def write(**filters):
        written = EXPORTERS["chronology"](record, tmp_path / "c.md", **filters)
        text = (tmp_path / "c.md").read_text("utf-8")
        entries, _, sources = text.partition("\n## Sources\n")
        lines = [line for line in entries.splitlines() if line.startswith("- ")]
        assert written == len(lines)
        return lines, sources

    return write


def test_lines_in_order_of_date_with_their_sources(record, export):
    first = make_document(url="https://lakeside.example/port")
    second = make_document(first.text + " More.", title=None, outlet=None)
    record.add(
        make_extraction(
            first,
            make_meeting(first, date=make_when("Tuesday", "2024-03-12")),
            make_incident(first, date=make_when("in 2023", "2023-05-01", "2023-05-31")),
            make_event(first),
            make_commitment(first, obligor=ActorRef("rebels", "men"), deadline=make_when("by Friday", "2024-03-15")),
        )
    )
    record.add(make_extraction(second, make_agreement(second), make_meeting(second, negated=True)))
    lines, sources = export()
    assert lines == [
        "- **May 2023** Incident: bombing killed at least four [1]",
        "- **12 Mar 2024** Meeting: government - rebels met in Lakeside [1]",
        "- **reported 12 Mar 2024** Meeting (not): government - rebels met in Lakeside [2]",
        "- **reported 12 Mar 2024** Agreement: Lakeside Accord [2]",
        "- **by 15 Mar 2024** Commitment: rebels promise: leave Port Amity; by 15 Mar 2024 [1]",
    ]
    assert f"1. Lakeside Wire, “Rebels to leave port”, 12 Mar 2024, <https://lakeside.example/port>, report {first.id[:8]}" in sources  # fmt: skip # noqa: E501
    assert "2. “The rebel envoy said on Tuesday" in sources  # a report without a title, by how it begins
    assert "    - “The government met the rebels in Lakeside”" in sources
    assert "    - “A bomb killed at least four people”" in sources


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"type": StatementKind.DENIAL, "speaker": "envoy"}, True),
        ({"type": StatementKind.WARNING, "speaker": "envoy"}, True),
        ({"type": StatementKind.CLAIM, "speaker": "envoy"}, False),
        ({"type": StatementKind.DENIAL, "speaker": None}, False),  # nobody named
    ],
)
def test_key_statements(record, export, given, told):
    document = make_document()
    record.add(make_extraction(document, make_statement(document, **given)))
    assert len(export()[0]) == told


def test_a_promise_is_told_once(record, export):
    document = make_document()
    statement = make_statement(document, speaker="envoy", type=StatementKind.PROMISE)
    record.add(make_extraction(document, statement, make_commitment(document)))
    assert ["Commitment" in line for line in export()[0]] == [True]


def test_reports_that_nothing_dates_come_last(record, export, tmp_path):
    loose, dated = make_document(), make_document(make_document().text + " More.")
    record.add(make_extraction(loose, make_meeting(loose), published=make_published("2012-04-01", "2020-01-01")))
    record.add(make_extraction(dated, make_meeting(dated)))
    export()
    assert re.findall("(?m)^## (.*)", (tmp_path / "c.md").read_text("utf-8")) == ["2024", "Without a date", "Sources"]


def test_filters(record, export):
    document = make_document()
    record.add(make_extraction(document, *make_records(document)))
    assert len(export(actor="rebels")[0]) == 1
    assert export(since="2030") == ([], "")


def test_who_asserts_it(record, export):
    document = make_document()
    said = Asserted(ActorRef("police", "police"), via=ActorRef("Radio One", "radio"))
    record.add(make_extraction(document, make_incident(document, attribution=said)))
    assert "(according to police via Radio One) [1]" in export()[0][0]


@pytest.mark.parametrize(
    "words",
    ["<script>alert(1)</script>", "![x](http://a.example/i)", "[x](javascript:alert(1))", "# H", "*b* _c_ `d`", "- li"],
)
def test_a_report_writes_no_markdown_and_no_html(record, export, words):
    document = make_document(f"{words} The envoy met us.", title=words, outlet=words, url=words)
    meeting = make_meeting(document, f"{words} The envoy met us", parties=(ActorRef(words, words),), agenda=(words,))
    record.add(make_extraction(document, meeting))
    lines, sources = export()
    text = "\n".join([*lines, sources])
    assert not re.search(r"<(?!https?://)", text)
    assert not re.search(r"(?<!\\)[`_]|\]\(", text.replace("\\](", ""))
    assert not re.search(r"(?m)^\s*(1\.|-) [#-]", text)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.example/b c<d>", "<https://a.example/b%20c%3Cd%3E>"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("http://", "http&#58;//"),
        (None, ""),
    ],
)
def test_addresses(record, export, url, shown):
    document = make_document(url=url)
    record.add(make_extraction(document, make_meeting(document)))
    assert f"12 Mar 2024, {shown}".rstrip(", ") in export()[1]


def test_words_are_the_same_when_rendered():
    assert markdown("see www.a.example & b") == "see www&#46;a.example &amp; b"
