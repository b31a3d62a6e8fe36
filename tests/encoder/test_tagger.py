from dataclasses import replace
from itertools import pairwise

import pytest

from dragoman.encoder.labels import COLUMNS, WIDTH
from dragoman.encoder.tagger import label, load_encoder, shipped_encoder
from dragoman.encoder.weights import WEIGHTS
from dragoman.errors import ModelError
from dragoman.parse import parse

TEXT = (
    "The rebels withdrew from the port on Monday, the mediator said. "
    '"We have kept our word," a commander told reporters in the capital.'
)
needs_weights = pytest.mark.skipif(not (WEIGHTS / "encoder.onnx").exists(), reason="no encoder weights here")


def test_columns_do_not_overlap():
    taken = sorted((part.start, part.stop) for part in COLUMNS.values())
    assert taken[0][0] == 0
    assert taken[-1][1] == WIDTH
    assert all(one[1] == other[0] for one, other in pairwise(taken))


def test_without_weights_there_is_an_error_that_says_what_to_do(tmp_path):
    with pytest.raises(ModelError, match="--rules-only"):
        load_encoder(tmp_path)


@needs_weights
def test_spans_are_words_of_the_text():
    labels = label(parse(TEXT), shipped_encoder())
    cues = [span.span.of(TEXT) for span in labels.spans("attribution") if span.label == "cue"]
    assert "said" in cues
    assert "told" in cues
    assert labels.tag_chance("attribution", "cue", TEXT.index("said")) > 0.5
    assert labels.tag_chance("attribution", "cue", TEXT.index("rebels")) < 0.5
    assert labels.tag_chance("attribution", "cue", len(TEXT) + 5) == 0


@needs_weights
def test_a_temperature_makes_less_sure_and_changes_no_answer():
    encoder = shipped_encoder()
    cooler = replace(encoder, sharpness=encoder.sharpness / 2)
    sure, unsure = (label(parse(TEXT), e) for e in (encoder, cooler))
    assert [(s.span, s.label) for s in sure.spans("attribution")] == [
        (s.span, s.label) for s in unsure.spans("attribution")
    ]
    said = TEXT.index("said")
    assert 0.5 < unsure.tag_chance("attribution", "cue", said) < sure.tag_chance("attribution", "cue", said)


@needs_weights
@pytest.mark.parametrize("text", ["", " \n ", "word", "x" * 5000, "\u202e\u0000 \U0001f600", "said " * 800])
def test_any_text_can_be_labelled(text):
    labels = label(parse(text), shipped_encoder())
    for head in ("attribution", "content", "timex"):
        assert all(0 <= span.span.start < span.span.end <= len(text) for span in labels.spans(head))


@needs_weights
def test_a_text_has_the_same_labels_after_others():
    encoder = shipped_encoder()
    first = label(parse(TEXT), encoder).sentence_chances("quad")
    label(parse("Police fired tear gas at students. " * 30), encoder)
    assert label(parse(TEXT), encoder).sentence_chances("quad") == first


@needs_weights
def test_chances_tell_what_a_word_tells_of():
    labels = label(parse(TEXT), shipped_encoder())
    chances = labels.class_chances("trigger", TEXT.index("withdrew"))
    assert sum(chances.values()) == pytest.approx(1)
    assert chances["RETREAT"] > 10 * labels.class_chances("trigger", TEXT.index("mediator"))["RETREAT"]
    assert labels.class_chances("trigger", TEXT.index(" the port")) == {}


@needs_weights
def test_runs_are_the_words_whose_likeliest_class_is_something():
    text = "Gunmen kidnapped two engineers and beat their driver, and police arrested a man who had threatened them."
    labels = label(parse(text), shipped_encoder())
    runs = labels.runs("trigger")
    assert runs
    for run in runs:
        chances = labels.class_chances("trigger", run.span.start)
        assert max(chances, key=lambda name: chances[name]) == run.label != "none"
