"""Which reader an attribution comes from."""

from dragoman.codes import FoundBy
from dragoman.encoder.tagger import label, shipped_encoder
from dragoman.layers.attribution.layer import find_attributions
from dragoman.parse import parse

TEXT = "The rebels had left the port, the mediator said on Monday."


def test_what_both_readers_mark_is_found_by_both() -> None:
    encoder = shipped_encoder()
    assert encoder is not None
    parsed = parse(TEXT)
    (alone,) = find_attributions(parsed)
    (joined,) = find_attributions(parsed, label(parsed, encoder))
    assert (alone.found_by, joined.found_by) == (FoundBy.RULES, FoundBy.BOTH)
