"""Texts in which "we" is whoever issues them."""

import pytest

from dragoman.layers.communiques import read_communique
from dragoman.lexicon import read_patterns
from dragoman.parse import parse

RELEASE = """Valley Front - General Command

We condemn the bombing of the mill. The army denies it, as it denies everything.

We will not attend the session of 4 May. We call on the bishops to come and see."""


def found(text):
    """(cue, content) of each declaration, and the issuer's words."""
    communique = read_communique(parse(text))
    if communique is None:
        return None
    pairs = [(d.cue.of(text), d.content[0].of(text), d.negated) for d in communique.declarations]
    return pairs, communique.issuer.of(text) if communique.issuer else None


def test_what_we_declare():
    pairs, issuer = found(RELEASE)
    assert pairs == [
        ("condemn", "the bombing of the mill", False),
        ("will not attend", "the session of 4 May", True),
        ("call", "on the bishops to come and see", False),
    ]
    assert issuer == "Valley Front - General Command"


@pytest.mark.parametrize("entry", read_patterns("communiques")["performative"], ids=lambda e: e["example"])
def test_every_entry_makes_its_example_a_communique(entry):
    pairs, _ = found(f"{entry['example']} We have waited for a year.")
    assert len(pairs) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The front said it condemned the bombing. The army said it would look into it.",
        "“We condemn the bombing,” she said. “We call on the bishops to come.”",  # quoted: somebody else's report
        "We went to the mill. We saw the wheel. It was raining.",  # no act by words
        "",
    ],
)
def test_what_is_no_communique(text):
    assert found(text) is None


def test_the_issuer_in_the_third_person():
    _, issuer = found("The Republic strongly condemns the raid. We call for calm. We pledge our help.")
    assert issuer == "The Republic"
