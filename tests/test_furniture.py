"""What a page puts round its report is known, and no sentence is taken for it."""

import time

import pytest

from dragoman.furniture import FurnitureKind, find_furniture, headline_of, silence
from dragoman.lexicon import read_patterns
from dragoman.parse import find_paragraphs

ENTRIES = read_patterns("furniture")["furniture"]
IDS = [f"{number}-{entry['kind']}" for number, entry in enumerate(ENTRIES, 1)]


def marked(text, title=None):
    return {f.span.of(text): f.kind for f in find_furniture(text, find_paragraphs(text), title)}


def padded(entry):
    """An example, behind a report where it belongs to the end of one."""
    return f"{STORY} {entry['example']}" if entry["where"] == "tail" else entry["example"]


STORY = (
    "The drivers had waited for a week at the bridge, and nobody knew when the road would be opened to them again. " * 3
)


@pytest.mark.parametrize("entry", ENTRIES, ids=IDS)
def test_each_form_finds_its_example(entry):
    assert marked(padded(entry)).get(entry["marks"]) == FurnitureKind(entry["kind"])


@pytest.mark.parametrize("entry", [e for e in ENTRIES if "keeps" in e], ids=lambda e: e["keeps"][:40])
def test_each_form_leaves_a_sentence_in_like_words(entry):
    for text in (entry["keeps"], f"The town was quiet.\n\n{entry['keeps']}\n\nIt rained.", f"{STORY} {entry['keeps']}"):
        silent = [f for f in find_furniture(text, find_paragraphs(text)) if f.silent]
        assert not [f for f in silent if f.span.of(text) in entry["keeps"]]


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        (  # a headline above the text
            "Convoy reaches besieged town\n\nA convoy reached the town on Friday.",
            None,
            {"Convoy reaches besieged town": "headline"},
        ),
        (  # glued behind a stamp, known by its capitals
            "03-05-2019 Convoy of Thirty Trucks Reaches Besieged Town. A convoy reached the town on Friday.",
            None,
            {"03-05-2019": "dateline", "Convoy of Thirty Trucks Reaches Besieged Town.": "headline"},
        ),
        (  # known by the title; a stop may be missing, and apostrophes
            "Friday 3 May 2019 18:41 Convoy reaches Kalorias besieged town The drivers had waited for a week.",
            "Convoy reaches Kaloria’s besieged town | The Daily Courier",
            {"Friday 3 May 2019 18:41": "dateline", "Convoy reaches Kalorias besieged town": "headline"},
        ),
        (  # a lead that begins with the words of the title
            "Convoy reaches besieged town after a week of talks, drivers said.",
            "Convoy reaches besieged town",
            {},
        ),
        (  # a lead printed as teaser and as text
            "3 May 2019 A convoy of thirty trucks reached the besieged town on Friday "
            "A convoy of thirty trucks reached the besieged town on Friday a driver said.",
            None,
            {
                "3 May 2019": "dateline",
                "A convoy of thirty trucks reached the besieged town on Friday": "headline",
            },
        ),
        (  # towns behind a stamp
            "Last updated at May 032019 BEIRUT A convoy reached the town.",
            None,
            {"Last updated at May 032019": "dateline", "BEIRUT": "dateline"},
        ),
        ("3 May 2019 NATO Secretary General Anders Lind spoke.", None, {"3 May 2019": "dateline"}),
        ("NATO The word stood on every wall of the town.", None, {}),
        (  # other reports below a label
            "The talks went on.\n\nRelated stories:\n\nRebels leave talks\n\nNobody had agreed by Friday.",
            None,
            {"Related stories:": "links", "Rebels leave talks": "links"},
        ),
        ("The two leaders are related.\n\nImage is all they have, he said.", None, {}),
        ("He asked for the tags. Tags for the sacks were missing.", None, {}),
        ("They met Gen. Nora Lindqvist", None, {}),
        ("", None, {}),
    ],
)
def test_marks(text, title, expected):
    assert marked(text, title) == expected


def test_silence_keeps_the_length_and_what_is_told():
    text = "Convoy reaches town\n\nA convoy came. Image: AFP/Getty Images\n\nRead more\n\nIt carried food."
    quiet = silence(text, find_furniture(text, find_paragraphs(text)))
    assert len(quiet) == len(text)
    assert quiet.split() == "Convoy reaches town A convoy came. It carried food.".split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Convoy reaches besieged town\n\nA convoy came.", "Convoy reaches besieged town"),
        ("Convoy reaches besieged town\n3 May 2019\nA convoy came.", "Convoy reaches besieged town"),
        ("Convoy reaches besieged town\nand turns back\n\nA convoy came.", None),
        ("A convoy reached the town on Friday.\n\nIt carried food.", None),
        ("Convoy reaches besieged town", None),
        ("KABUL —\n\nA convoy came.", None),
    ],
)
def test_headline_of(text, expected):
    assert headline_of(text) == expected


@pytest.mark.parametrize(
    "unit",
    [" ", "\n", "a ", "A ", "A. ", "said. Tags A ", "Image: ", "A/", "12 May 2019 ", "Read more: A ", "a.\n\nA/AFP "],
)
def test_no_form_hangs(unit):
    text = (unit * 50_000)[:50_000]
    began = time.process_time()
    find_furniture(text, find_paragraphs(text), "A title of some words")
    assert time.process_time() - began < 2
