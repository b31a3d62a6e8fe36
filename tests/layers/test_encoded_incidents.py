"""What the encoder's marks add to the sentences of an attack."""

from types import SimpleNamespace

import pytest

from dragoman.encoder.tagger import LabelledSpan
from dragoman.layers.incidents.encoded import fill_roles
from dragoman.layers.incidents.frame import Frame
from dragoman.layers.incidents.phrases import Struck
from dragoman.model.document import Document, Span
from dragoman.parse import parse

TEXT = "Petrol was poured over the granary at dawn and lit, and air raids went on."


def marks(*found):
    spans = [
        LabelledSpan(Span(TEXT.index(words), TEXT.index(words) + len(words)), label, sure, 0, 0)
        for words, label, sure in found
    ]
    return SimpleNamespace(spans=lambda head: spans)


@pytest.mark.parametrize(
    ("found", "targets", "weapons"),
    [
        ([("Petrol", "weapon", 0.9), ("granary", "target", 0.8)], ["granary"], ["Petrol"]),
        ([("granary", "target", 0.4)], [], []),  # not sure
        ([("air", "weapon", 0.9)], [], []),  # of the raids
        ([("dawn", "perpetrator", 0.9)], [], []),  # doers are the rules'
    ],
)
def test_what_no_sentence_tells_is_filled(found, targets, weapons):
    reading = SimpleNamespace(document=Document(text=TEXT), parse=parse(TEXT), actor_record=lambda span: None)
    frame = Frame(0, Span(0, len(TEXT)), [], [])
    assert fill_roles(reading, marks(*found), [frame]) == bool(targets or weapons)
    assert (frame.targets, frame.weapons) == (targets, weapons)


def test_what_the_rules_found_stays_alone():
    reading = SimpleNamespace(document=Document(text=TEXT), parse=parse(TEXT), actor_record=lambda span: None)
    first, second = (Frame(n, Span(0, len(TEXT)), [], [], struck=[Struck("barn", 0)] * (n == 0)) for n in (0, 1))
    assert not fill_roles(reading, marks(("granary", "target", 0.9)), [first, second])
    assert (first.targets, second.targets) == (["barn"], [])
