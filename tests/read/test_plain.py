"""A text file is its own text; a headline on its first line is its title, too."""

import io

import pytest

from dragoman.model.document import Document
from dragoman.read.plain import read_plain
from dragoman.read.reading import ReadOptions


def read(text, **options):
    (received,) = read_plain(io.BytesIO(text.encode()), "a.txt", ReadOptions(**options))
    return received.document


@pytest.mark.parametrize(
    ("text", "options", "title"),
    [
        ("Convoy reaches besieged town\n\nA convoy came.\n", {}, "Convoy reaches besieged town"),
        ("Convoy reaches besieged town\r\n\r\nA convoy came.\r\n", {}, "Convoy reaches besieged town"),
        ("Convoy reaches besieged town\n\nA convoy came.\n", {"title": "Bread at last"}, "Bread at last"),
        ("A convoy reached the town.\n\nIt carried food.\n", {}, None),
        ("One line only", {}, None),
    ],
)
def test_title(text, options, title):
    assert read(text, **options).title == title


def test_text_and_id_are_those_of_the_file():
    text = "Convoy reaches besieged town\n\nA convoy came.\n"
    document = read(text, outlet="Daily Courier")
    assert document.text == text
    assert document.id == Document(text=text, outlet="Daily Courier").id
