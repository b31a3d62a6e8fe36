"""What sort of text a report is, and which of its records stand as news."""

from dataclasses import replace
from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.codes import EventType, Genre
from dragoman.layers.attribution.layer import find_attributions
from dragoman.layers.communiques import read_communique
from dragoman.layers.genre import _patterns, find_genre, keeps
from dragoman.lexicon import read_patterns
from dragoman.model.annotations import Interval, Published
from dragoman.model.document import Document, Evidence, Span
from dragoman.model.records import Event, When
from dragoman.parse import parse
from tests import HANGS

NEWS = """The army and the front signed a truce in Aldport on Friday, officials said.

General Tomas Aldren told reporters that his men would leave the mill by Sunday. "We will keep our word," he said.

The front's spokesman, Ivo Marr, said the accord held for one month. A diplomat said both sides were tired.

Four soldiers were killed last week, the ministry said. The talks began in May."""

OPINION = """The truce signed in Aldport is surely a sham, and we should say so. It asks nothing of those who
burnt the mills.

We have been here before. The lesson of the last three accords is that a promise without a guarantor is worthless, and
perhaps worse than none. Why must the valley pay again for the folly of its generals?

There is another way. The bishops are right: the government ought to open the road first. That is hardly too much to
ask.

Our ministers must choose. Unfortunately they prefer the illusion of peace to its reality."""

RELEASE = """Raid on the mission at Aldport

The Republic strongly condemns the raid on the mission at Aldport and expresses its deep concern for those who are held.

The Republic remains fully committed to supporting the talks and urges both sides to return to them."""

QUESTIONS = """The river war has lasted for nine years.

Who are the river militias?

They are farmers and former soldiers. They hold the northern bank.

Why did the truce fail?

Neither side trusted the other. The dam remains closed."""

NGO = """(Aldport, May 3, 2021) – Soldiers burnt eleven villages in April, Human Rights Watch said today.

Human Rights Watch interviewed forty people who had fled. The army denied that it was in the valley."""

MINUTES = """Okello: You have signed. What must come next?

Mbatha: We must open the road, and surely we will. I think the truth is that we are all tired.

Okello: Is that not an illusion?

Mbatha: Perhaps. We should ask ourselves. Our problem is trust, and we have little of it."""


def genre_of(text, **told):
    parsed = parse(text)
    return find_genre(
        Document(text=text, **told),
        parsed,
        communique=read_communique(parsed),
        attributions=find_attributions(parsed),
    )


@pytest.mark.parametrize(
    ("text", "told", "genre"),
    [
        (NEWS, {}, Genre.NEWS),
        (OPINION, {}, Genre.OPINION),
        (f"ALDPORT, 9 JUN 90 (RADIO VALLEY) -- {OPINION}", {}, Genre.NEWS),  # a speech that a monitor carries
        (RELEASE, {}, Genre.RELEASE),
        (QUESTIONS, {}, Genre.EXPLAINER),
        (NGO, {}, Genre.NGO_REPORT),
        (MINUTES, {}, Genre.NEWS),  # whoever speaks says "we", not the writer
        ("We condemn the raid. We call on the bishops to come. We will wait.", {}, Genre.COMMUNIQUE),
        ("Press release\n\nThe envoy will visit Aldport on 4 May.", {}, Genre.RELEASE),
        ("Analysis\n\nThe truce in Aldport holds because nobody can pay for war.", {}, Genre.OPINION),
        (NEWS, {"title": "Why the army signed"}, Genre.EXPLAINER),
        (NEWS, {"title": "Aldport truce | Letters"}, Genre.OPINION),
        (NEWS, {"title": "Front says how many men it lost"}, Genre.NEWS),
        (NEWS, {"title": "Army issues joint statement with front"}, Genre.NEWS),  # about one, not one
        (NEWS, {"title": "Statement by general angers front"}, Genre.NEWS),  # a reporter is at work
        (NEWS, {"url": "https://www.hrw.org/news/2021/05/03/aldport"}, Genre.NGO_REPORT),
        (NEWS, {"outlet": "Amnesty International"}, Genre.NGO_REPORT),
        (NEWS, {"outlet": "Ministry of Defence of the Republic"}, Genre.RELEASE),
        (NEWS, {"outlet": "Hamas"}, Genre.RELEASE),  # a party to the war, known to the actor lexicon
        (NEWS, {"url": "https://example.org/opinion/2021/05/03/aldport"}, Genre.OPINION),
        (NEWS.replace("truce", "“truce, as Human Rights Watch said,”"), {}, Genre.NEWS),
        (f"{QUESTIONS}\n\n• Ada Brandt is a fellow at the River Institute", {}, Genre.OPINION),
        ("", {}, Genre.NEWS),
        ("Truce", {}, Genre.NEWS),
        ("\n \n\x00", {}, Genre.NEWS),
    ],
)
def test_genre(text, told, genre):
    assert genre_of(text, **told) is genre


KINDS = ("heading", "address", "byline", "obituary", "letter", "formula", "chapter")


@pytest.mark.parametrize(
    ("kind", "at"),
    [(kind, at) for kind in KINDS for at in range(len(read_patterns("genre")[kind]))],
)
def test_every_pattern_matches_its_example(kind, at):
    assert _patterns(kind)[at][0].search(read_patterns("genre")[kind][at]["example"])


@pytest.mark.parametrize("entry", read_patterns("genre")["judging"], ids=lambda e: e["example"])
def test_every_example_judges(entry):
    assert {word.strip(".,").lower() for word in entry["example"].split()} & set(entry["words"])


@pytest.mark.parametrize("line", ["Why " * 12_500, "(" * 50_000, "a-b " * 12_500, "wishes to " * 5_000, "1. " * 16_000])
def test_no_pattern_runs_away(line):
    start = process_time()
    for kind in KINDS:
        for pattern, _ in _patterns(kind):
            pattern.search(line)
    assert process_time() - start < HANGS


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200), st.text(max_size=80))
def test_any_text_has_a_genre(text, title):
    assert genre_of(text, title=title, outlet=title, url=title) in Genre


# --- what stands ----------------------------------------------------------------------------------------------------

PUBLISHED = Published(Interval(date(2021, 5, 10), date(2021, 5, 10)))
UNKNOWN = Published(Interval(None, None))


def event(words, when=None):
    return Event(evidence=(Evidence("d", Span(0, len(words)), words),), type=EventType.ASSAULT, date=when)


def day(first, last=None, value=None):
    return When("then", value or first, first, last or first)


@pytest.mark.parametrize(
    ("genre", "record", "published", "kept"),
    [
        (Genre.NEWS, event("The army shelled the mill"), PUBLISHED, True),
        (Genre.RELEASE, event("The army shelled the mill"), PUBLISHED, True),
        (None, event("The army shelled the mill"), PUBLISHED, True),
        (Genre.OPINION, event("The army shelled the mill"), PUBLISHED, False),
        (Genre.OPINION, event("The army shelled the mill today"), PUBLISHED, True),
        (Genre.OPINION, event("then shelled the mill", day("2021-05-07")), PUBLISHED, True),
        (Genre.OPINION, event("shelled the mill", day("2021-05-07")), PUBLISHED, False),  # the date stands elsewhere
        (Genre.EXPLAINER, event("then shelled the mill", day("2021-05-24")), PUBLISHED, True),
        (Genre.EXPLAINER, event("then shelled the mill", day("2021-05-25")), PUBLISHED, False),
        (Genre.OPINION, event("then shelled the mill", day("2021-04-01")), PUBLISHED, False),
        (Genre.OPINION, event("then shelled the mill", day("2021-01-01", "2021-12-31")), PUBLISHED, False),  # "in 2021"
        (Genre.OPINION, event("then shelled the mill", day("2021-05-07")), UNKNOWN, False),
        (Genre.OPINION, event("then shelled it", replace(day("2021-05-07"), earliest=None)), UNKNOWN, False),
        (Genre.OPINION, event("shelled it on Friday", When("on Friday", "XXXX-WXX-5")), UNKNOWN, True),
    ],
)
def test_what_stands(genre, record, published, kept):
    assert keeps(genre, record, published) is kept
