import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.model.document import Span
from dragoman.model.records import ActorRef
from dragoman.store.words import Finder, match_expression, snip, terms
from tests import HANGS
from tests.factory import make_document, make_extraction, make_statement
from tests.strategies import TEXTS

REPORTS = {
    "Wire": ("Rebels to leave port", "The rebel envoy said that prisoners would be released. Peace talks go on."),
    "Post": ("Market reopens", "Traders came back to the market. Talks about peace were not on their minds."),
    "Times": ("Été à Lakeside", "Le cessez-le-feu tient. العربية نص قصير. 𝔘nusual 😀 letters."),
}


@pytest.fixture
def filled(record):
    for outlet, (title, text) in REPORTS.items():
        document = make_document(text, outlet=outlet, title=title)
        statements = [make_statement(document, speaker=ActorRef("Tom Okoro", "envoy"))] if "said" in text else []
        record.add(make_extraction(document, *statements))
    return record


@pytest.mark.parametrize(
    ("words", "outlets"),
    [
        ("talks", "Wire Post"),
        ("talks peace", "Wire Post"),
        ("TALK", "Wire Post"),  # inflection and case
        ('"peace talks"', "Wire"),
        ('"peace talks', "Wire"),  # the closing mark forgotten
        ('"talks about" traders', "Post"),
        ("talks prisoners", "Wire"),
        ("talks harvest", ""),
        ("ete", "Times"),  # accents, title only
        ("العربية", "Times"),
        ("cessez-le-feu", "Times"),
        ("okoro", "Wire"),  # whom the envoy was resolved to
        ("rebels", "Wire"),
        ('"', ""),
        ("", ""),
        ("* - \0 😀", ""),
        ("talks *", "Wire Post"),
        ("talks NOT peace", "Post"),  # NOT is a word like any other
        ("title: talks", ""),
        ("NEAR(talks peace)", ""),
        ("talk*", "Wire Post"),
        ("talks) OR (x", ""),
        ("talks\0peace", "Wire Post"),  # NUL parts words
        ("\ud83d talks", "Wire Post"),
        ("{title text}: talks", ""),
    ],
)
def test_search(filled, words, outlets):
    assert {hit.document.outlet for hit in filled.search(words)} == set(outlets.split())


def test_ten_thousand_characters_are_safe(filled):
    assert filled.search("a" * 10_000) == ()
    assert filled.search('"' + "peace " * 2_000) == ()
    assert filled.search("talks " * 2_000)  # one word
    with pytest.raises(UsageError, match="up to 100 words, not 1700"):
        filled.search(" ".join(f"w{n}" for n in range(1_700)))


@given(st.text(max_size=60) | st.text(alphabet='"*()^:+-{}NEAROT \0\ud800', max_size=60))
def test_any_string_can_be_searched_for(words):
    match_expression(words)
    find = Finder(words)
    find("The talks went NEAR( nothing.")
    find.close()


def test_limit(filled):
    assert len(filled.search("talks", limit=1)) == 1
    assert filled.search("talks", limit=0) == ()


def test_a_hit_says_where_it_stands(filled):
    hit = filled.search("prisoner releases")[0]
    text = REPORTS["Wire"][1]
    assert hit.span.of(text) == "prisoners"
    assert [mark.of(hit.snippet) for mark in hit.marks] == ["prisoners", "released"]
    assert hit.document.text is None
    assert [filled.get(id).record.kind for id in hit.statements] == ["statement"]


def test_a_hit_in_the_title_alone_shows_the_title(filled):
    (hit,) = filled.search("reopened")
    assert (hit.span, hit.snippet) == (None, "Market reopens")
    assert [mark.of(hit.snippet) for mark in hit.marks] == ["reopens"]


def test_a_hit_by_a_name_that_the_text_does_not_use_shows_the_statement(filled):
    (hit,) = filled.search("Okoro")
    assert hit.span.of(REPORTS["Wire"][1]) == "The rebel envoy said that prisoners would be released"
    assert (hit.marks, len(hit.statements)) == ((), 1)


def test_titles_count_for_more(record):
    for outlet, title in (("A", "Weather"), ("B", "Talks")):
        record.add(make_extraction(make_document("The talks went on. " * 3, outlet=outlet, title=title)))
    assert [hit.document.outlet for hit in record.search("talks")] == ["B", "A"]


# --- places in the text ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Peace talks, then more talks.", "talks", ["talks", "talks"]),
        ("Peace talks, then more talks.", '"peace talks"', ["Peace talks"]),
        ("a\0talks\0b", "talks", ["talks"]),
        ("\ue000talks\ue001 \ue002", "nothing", []),
        ("x \ue000 talks \ue001", "talks", ["talks"]),  # characters that might serve as marks
        ("😀😀 talks", "talks", ["talks"]),
        ("Der Friede hält", "halt", ["hält"]),
    ],
)
def test_finder(text, words, found):
    assert [span.of(text) for span in Finder(words)(text)] == found


@given(TEXTS, st.data())
def test_the_finder_finds_words_where_they_are(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    word = text[start : data.draw(st.integers(start + 1, len(text)))]
    for span in Finder(word)(text):
        best, line, marks = snip(text, [span])
        assert 0 <= span.start < span.end <= len(text)
        assert best == span
        assert line.isprintable()
        assert len(marks) == 1


@pytest.mark.parametrize(
    ("text", "spans", "snippet"),
    [
        ("Talks in Doha ended.", [(0, 5)], "Talks in Doha ended."),
        ("Talks\n\nin Doha\x00.", [(0, 5)], "Talks  in Doha ."),
        ("a " * 200 + "talks " + "b " * 200, [(400, 405)], "…" + "a " * 30 + "talks " + ("b " * 67).strip() + "…"),
        ("talks " + "x" * 500, [(0, 5)], "talks " + "x" * 194 + "…"),  # as in a script without spaces
        ("x" * 500, [(0, 500)], "x" * 500),
    ],
)
def test_snip(text, spans, snippet):
    assert snip(text, [Span(*span) for span in spans])[1] == snippet


def test_the_snippet_is_where_most_words_stand():
    text = "talks " + "x " * 300 + "peace talks in Doha"
    spans = [Span(0, 5), Span(606, 611), Span(612, 617), Span(621, 625)]
    best, line, marks = snip(text, spans)
    assert best == spans[1]
    assert [mark.of(line) for mark in marks] == ["peace", "talks", "Doha"]


def test_a_long_text_full_of_hits_is_quick():
    text = "talks peace " * 50_000
    began = time.process_time()
    found = Finder("talks peace")(text)
    snip(text, found)
    assert time.process_time() - began < HANGS


@pytest.mark.parametrize("between", ["x" * 25_000, "x\n" * 15_000, "x " * 15_000])
def test_a_long_text_is_looked_through_to_its_end(between):
    text = f"{between} peace talks {between} talks"
    assert [span.of(text) for span in Finder('talks "peace talks"')(text)] == ["peace talks", "talks"]


def test_terms_are_distinct():
    assert terms('a "b c" a "b c"  c') == ("a", "b c", "c")
