"""Modality and negation of the word in brackets."""

import re

import pytest

from dragoman.codes import Modality
from dragoman.layers.modality import modality_of
from dragoman.lexicon import read_patterns
from dragoman.model.document import Span
from dragoman.parse import parse

LEXICON = read_patterns("modality")


def modality(sentence):
    """The modality of the word in brackets."""
    marked = re.search(r"\[(\w+)\]", sentence)
    text = sentence.replace("[", "").replace("]", "")
    tokens = parse(text).tokens(Span(marked.start(), marked.end() - 2))
    return modality_of(tokens[0])


@pytest.mark.parametrize("entry", LEXICON["governor"] + LEXICON["auxiliary"], ids=lambda e: e["example"])
def test_every_entry_finds_its_example(entry):
    sentence = entry["example"].replace(entry["word"], f"[{entry['word']}]", 1)
    assert modality(sentence) == (Modality(entry["modality"]), entry.get("negated", False))


@pytest.mark.parametrize(
    ("sentence", "expected", "negated"),
    [
        ("The ministers [met] in Addis Ababa on Sunday.", Modality.ASSERTED, False),
        ("The ministers did not [meet] in Addis Ababa.", Modality.ASSERTED, True),
        ("The ministers will not [meet] before June.", Modality.PLANNED, True),
        ("The army did not even once [attack] the town.", Modality.ASSERTED, True),
        ("Not surprisingly, the army has [attacked] the town.", Modality.ASSERTED, False),
        ("No envoy [attended] the session.", Modality.ASSERTED, True),
        ("If the rebels [attack] the airport, the army will respond.", Modality.HYPOTHETICAL, False),
        ("Talks to be [held] in Luanda were announced.", Modality.PLANNED, False),
        ("The general told his men to [fire] at the crowd.", Modality.DEMANDED, False),
        ("The general told reporters that rebels [fired] first.", Modality.ASSERTED, False),  # a report, not an order
        ("The group refused to [sign] the text.", Modality.ASSERTED, True),
        ("The group did not refuse to [sign] the text.", Modality.ASSERTED, False),
    ],
)
def test_modality(sentence, expected, negated):
    assert modality(sentence) == (expected, negated)
