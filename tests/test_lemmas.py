"""Remembered lemmas are the pipeline's own."""

import pytest

from dragoman.lemmas import PIPES, Lemmas, through_pipes
from dragoman.parse import load_model

TEXTS = [
    "There were talks, he said; there are none now. Were there any? The rebels have had enough.",
    "I'm gonna go. Let's see: it ain't so, y'all gotta come. C'm on.",
    "He left the left bank. They leaves leaves. The better offers better serve it.",
    "  \n\nSaw the saw, didn't you? \U0001f642 2.5m of 1,200 men “fought” on 4 May.",
    "There",
    "",
]


@pytest.fixture(scope="module")
def nlp():
    return load_model().nlp


def parsed(nlp, text):
    with nlp.select_pipes(disable=list(PIPES)):
        return nlp(text)


def values(doc):
    return [(t.text, t.tag_, t.pos_, t.lemma_, str(t.morph), t.dep_) for t in doc]


def test_the_same_as_the_pipes_whatever_came_before(nlp):
    for texts in (TEXTS, TEXTS[::-1]):
        lemmas = Lemmas(nlp)
        for text in texts:
            assert values(lemmas.set_on(parsed(nlp, text))) == values(through_pipes(parsed(nlp, text), nlp))
