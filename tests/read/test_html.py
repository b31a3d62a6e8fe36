import io
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.read import ReadFailure, ReadOptions, read_stream
from tests import HANGS

HEAD = """<!DOCTYPE html><html><head><title>Envoy hopes for truce - Radio Plain</title>
<meta property="og:site_name" content="Radio Plain"><meta property="og:title" content="Envoy hopes for truce">
<link rel="canonical" href="https://radio.example/truce">
<meta property="article:published_time" content="2020-05-12T06:00:00+00:00"></head>"""

BODY = """<body><div id="top"><a href="/">Home</a> <a href="/weather">Weather</a></div>
<div class="content"><h1>Envoy hopes for truce</h1>
<div>The envoy, Mariam Sow, said on Tuesday that she hoped for a truce &ldquo;before the rains&rdquo;. She spoke to
reporters in Bamako after meeting the rebels.</div>
<div>The rebels said they would answer within a week. Their spokesman, Idriss Barka, told Radio Plain that the
movement wanted guarantees in writing.</div>
<div>Share this: Facebook Twitter</div>
<div>Related: <a href="/a">Rebels seize bridge</a> <a href="/b">Aid convoy stopped</a></div>
<p>The government did not comment. An official who asked not to be named said the army would hold its positions.</p>
<div><h3>Leave a comment</h3><p>Your e-mail address will not be published.</p></div>
<div>1 Comment: Peter said: This is all lies and the envoy is a liar, everyone knows that in this town!</div>
</div><div id="footer">Copyright 2020 Radio Plain. All rights reserved.</div></body></html>"""


def read(page, **options):
    raw = page if isinstance(page, bytes) else page.encode()
    (reading,) = read_stream(io.BytesIO(raw), "page.html", ReadOptions(**options), suffix=".html")
    return reading


def test_the_article_without_what_stands_around_it():
    text = read(HEAD + BODY).document.text
    for words in ("“before the rains”", "guarantees in writing.", "hold its positions."):
        assert words in text
    for words in ("Weather", "Share this", "Aid convoy", "Leave a comment", "e-mail address", "liar", "Copyright", "<"):
        assert words not in text


def test_what_the_page_says_of_itself():
    document = read(HEAD + BODY).document
    assert document.title == "Envoy hopes for truce"
    assert document.outlet == "Radio Plain"
    assert document.url == "https://radio.example/truce"
    assert document.published == "2020-05-12"
    assert document.digest


def test_the_user_knows_better():
    document = read(HEAD + BODY, outlet="Mine", published="2020-05-13", title="T", url="https://x.example/").document
    assert (document.outlet, document.published, document.title, document.url) == (
        "Mine", "2020-05-13", "T", "https://x.example/",
    )  # fmt: skip


def test_no_date_is_made_up():
    assert read("<html><body>" + BODY.replace("2020", "long ago")).document.published is None


def test_every_block_has_its_place():
    document = read(HEAD + BODY).document
    assert "\n\n".join(block.span.of(document.text) for block in document.blocks) == document.text
    assert document.blocks[0].locator == "heading 1"


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("", "empty"),
        ("<html><body><script>var a = 1</script></body></html>", "no text found"),
        (b"\x00\x01\x02" * 50, "not text"),
        (b"%PDF-1.4", "PDF"),
    ],
)
def test_refused(page, reason):
    reading = read(page)
    assert isinstance(reading, ReadFailure)
    assert reason in reading.reason


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 200 + "The envoy said that the talks would resume." + "</div>" * 200,
        "<html><body><p>The envoy said that <b>the talks would resume",
        "<html><body><p>The envoy said\x00 that the talks would resume.</p>",
        "The envoy said that the talks would resume.",
    ],
    ids=["deep", "unclosed", "NUL", "no tags"],
)
def test_odd_pages_are_read(page):
    assert "the talks would resume" in read(page).document.text


def test_the_charset_that_the_page_declares():
    page = '<html><head><meta charset="iso-8859-2"></head><body><p>Sąd odrzucił zażalenie we wtorek.</p></body></html>'
    reading = read(page.encode("iso-8859-2"))
    assert reading.document.text == "Sąd odrzucił zażalenie we wtorek."
    assert reading.notes == ("read as iso-8859-2, as the page declares",)


def test_a_page_without_an_article_is_taken_whole_and_says_so(monkeypatch):
    monkeypatch.setattr("dragoman.read.html._extract", lambda text: None)
    page = "<nav>Home</nav>No <b>deal</b>,<!-- x --> says envoy.<p>Talks<br>end</p><script>a</script> Rebels &amp; co"
    reading = read(page)
    assert reading.document.text == "No deal, says envoy.\n\nTalks\n\nend\n\nRebels & co"
    assert "all its text was taken" in reading.notes[0]


@pytest.mark.parametrize(
    "piece", ["<", "<a ", "<!--", "</", "&#", '<a href="', "<p>x", "<li>", "<div>", "<br>", "<script>", "<meta charset"]
)
def test_broken_pages_take_no_time(piece):
    began = time.process_time()
    list(read_stream(io.BytesIO((piece * 8000).encode()), "page.html", suffix=".html"))
    assert time.process_time() - began < HANGS  # html.parser needs minutes for some of these


def test_the_error_stream_is_ours(capfd):
    read("<html><script>var a</script></html>")
    assert capfd.readouterr().err == ""


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(alphabet="<>/&;!-[]pabr ='\"\x00é", max_size=80).map(str.encode)))
def test_any_bytes_are_a_page_or_refused(raw):
    for reading in read_stream(io.BytesIO(raw), "page.html", suffix=".html"):
        assert isinstance(reading, ReadFailure) or reading.document.text.strip()
