"""Names of the encoder and times of the rules as the entities of a parse."""

from dragoman import Document, extract
from dragoman.codes import TimexType
from dragoman.encoder.tagger import label, shipped_encoder
from dragoman.layers.actors.encoded import set_names, set_times
from dragoman.model.annotations import Interval, Timex
from dragoman.model.document import Span
from dragoman.parse import parse

TEXT = "President Anna Berisha met leaders of the Kosovo Liberation Front in Tirana on Monday."


def named(parsed) -> dict[str, str]:
    return {entity.text: entity.label_ for entity in parsed.doc.ents}


def test_without_names_a_parse_has_no_entities() -> None:
    assert not parse(TEXT, names=False).doc.ents
    assert parse(TEXT).doc.ents


def test_the_encoder_names_persons_and_places() -> None:
    encoder = shipped_encoder()
    assert encoder is not None
    parsed = parse(TEXT, names=False)
    set_names(parsed, label(parsed, encoder))
    found = named(parsed)
    assert found["Anna Berisha"] == "PERSON"
    assert found["Tirana"] == "GPE"
    assert all(any(c.isupper() for c in words) for words in found)


def test_times_are_marked_where_no_name_stands() -> None:
    parsed = parse(TEXT, names=False)
    start = TEXT.index("Monday")
    monday = Timex(Span(start, start + 6), TimexType.DATE, "XXXX-WXX-1", Interval(None, None))
    set_times(parsed, (monday,))
    assert named(parsed) == {"Monday": "DATE"}
    set_times(parsed, (monday,))  # again: what is marked stays
    assert named(parsed) == {"Monday": "DATE"}


def test_a_record_has_its_names_with_and_without_the_encoder() -> None:
    for rules_only in (False, True):
        extraction = extract(Document(text=TEXT, published="2021-10-12"), rules_only=rules_only)
        assert {"Anna Berisha", "Tirana"} <= {r.name for r in (*extraction.actors, *extraction.places)}
