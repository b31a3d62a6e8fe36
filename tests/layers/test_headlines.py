"""What headline and body both tell rests on the body; furniture gives nothing."""

import pytest

from dragoman.model.document import Document
from dragoman.parse import parse
from dragoman.pipeline import extract

REPORT = """Gunmen kill nine soldiers at Kaloria border post

3 May 2019 Share Save Nora Lindqvist Reporter, Geneva Share Save

AFP Kalorian President Anders Moreno says the post was not guarded

Gunmen attacked a border post on Friday and killed nine soldiers, the army said.

ALSO READ: Rebels will release all prisoners, Lindqvist says

"We will withdraw from the post," General Ibrahim Sato told reporters.

Tags: Kaloria, army, talks in Oslo
"""


@pytest.fixture(scope="module")
def read():
    return extract(Document(text=REPORT, published="2019-05-03"))


def test_the_body_is_the_evidence(read):
    (incident,) = read.incidents
    assert incident.evidence[0].text.startswith("Gunmen attacked a border post")
    assert any("Kaloria border post" in e.text for e in incident.evidence[1:])


def test_furniture_says_and_promises_nothing(read):
    assert {s.speaker.name for s in read.statements} == {"army", "Ibrahim Sato"}
    assert not any("prisoners" in c.action for c in read.commitments)
    assert not any(m.city and m.city.name == "Oslo" for m in read.meetings)
    assert not {"Nora Lindqvist", "Lindqvist", "AFP Kalorian", "Oslo"} & {r.name for r in (*read.actors, *read.places)}


def test_what_a_headline_repeats_is_said_once():
    text = (
        "Moreno urges rebels to free captives\n\nPresident Moreno on Friday urged the rebels to free their captives.\n"
    )
    extraction = extract(Document(text=text, published="2019-05-03"))
    assert [s.cue.text for s in extraction.statements] == ["urged"]
    assert [c.evidence[0].text[:16] for c in extraction.commitments] == ["President Moreno"]


def test_what_a_headline_alone_tells_stays():
    text = "Moreno urges rebels to lay down arms\n\nShelling went on along the front line on Friday.\n"
    assert [s.cue.text for s in extract(Document(text=text)).statements] == ["urges"]


def test_sentences_end_where_furniture_begins():
    text = (
        "Published May 3 2019 SEND 12 soldiers were killed near the border on Friday. Tags Kaloria Army Borders "
        "The army said it was looking for the gunmen. Read Also"
    )
    assert [s.of(text) for s in parse(text).sentences if s.of(text).strip()] == [
        "Published May 3 2019",
        "12 soldiers were killed near the border on Friday.",
        "The army said it was looking for the gunmen.",
    ]
