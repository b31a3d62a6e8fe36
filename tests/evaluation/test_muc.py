"""What of a report's incidents goes into the terms of MUC-4."""

import numpy as np
import pytest

from dragoman.model.document import Document
from dragoman.pipeline import extract
from evaluation.muc import muc_form
from evaluation.muc_bodies import armed_bodies
from evaluation.muc_encoded import ROLES, WordTags, report_signs, span_signs, stretch_signs
from evaluation.muc_fillers import ENOUGH, Filler, select
from evaluation.muc_signs import signs_of_phrases
from evaluation.muc_templates import KEPT, template_records, template_signs
from evaluation.muc_weights import weights_of
from evaluation.muc_words import Place, phrases, plain, read_words

TEXT = (
    "Bogota, 3 May 1990 -- Four unidentified men murdered judge Luis Vega in Cali today and a car bomb exploded in "
    "front of a bank, police said. The National Liberation Army claimed responsibility for the murder."
)


def test_an_attack_on_civilians_has_a_template() -> None:
    form = muc_form(extract(Document(text=TEXT)))
    assert form["incidents"]
    assert {"type", "perp_individual", "perp_org", "phys_target", "hum_target_name", "instrument"} <= set(
        form["incidents"][0]
    )
    assert any("Luis Vega" in words for i in form["incidents"] for words in i["hum_target_name"])


@pytest.mark.parametrize("text", ["", "Soldiers clashed with rebels near Cali.", "The talks went on in Lima today."])
def test_no_template(text: str) -> None:
    assert muc_form(extract(Document(text=text))) == {"incidents": []}


def test_every_beginning_of_a_noun_chunk_is_a_phrase_alone_and_with_what_is_linked_to_it() -> None:
    found = phrases(read_words("Police saw a group of armed men in Cali.", None))
    assert {"group", "group of armed men", "armed men", "men", "armed men in cali"} <= set(found)
    assert not {"of armed men", "group of", "saw group"} & set(found)


def test_what_stands_before_a_noun_is_a_phrase_too() -> None:
    found = phrases(read_words("A dynamite attack destroyed the mayor's house.", None))
    assert {"dynamite", "mayor", "mayors house"} <= set(found)
    assert found["dynamite"][0].root == found["dynamite"][0].last


@pytest.mark.parametrize(
    ("words", "compared"),
    [("The Ministers' car", "ministers car"), ("car-bomb", "carbomb"), ("an  ANDEAN bank", "andean bank")],
)
def test_plain(words: str, compared: str) -> None:
    assert plain(words) == compared


def test_signs_tell_what_is_done_to_a_phrase() -> None:
    words = read_words(TEXT, None)
    signs, places = signs_of_phrases(extract(Document(text=TEXT), rules_only=True), words, 0.5)
    assert {"g=dobj|murder", "all proper"} <= set(signs["luis vega"])
    assert "h=man" in signs["four unidentified men"]
    assert "cut" in signs["unidentified men"]
    assert words.of(places["luis vega"][0]) == "Luis Vega"


def test_a_name_tells_of_its_longer_and_shorter_forms() -> None:
    text = "Judge Luis Vega was murdered in Cali. Vega had been threatened."
    signs, _ = signs_of_phrases(extract(Document(text=text), rules_only=True), read_words(text, None), 0.5)
    assert {"end of a longer name", "short for a longer name"} <= set(signs["vega"])
    assert "has a short name" in signs["luis vega"]


def _tags(rows: list[tuple[float, float]]) -> WordTags:
    """Chances of a weapon alone, a word a row: begun there and going on there."""
    begins, insides = np.zeros((len(rows), len(ROLES))), np.zeros((len(rows), len(ROLES)))
    begins[:, -1], insides[:, -1] = zip(*rows, strict=True)
    return WordTags(begins, insides)


def test_what_the_encoder_says_of_a_phrase_tells_where_it_begins_and_ends() -> None:
    tags = _tags([(0.0, 0.0), (0.9, 0.0), (0.1, 0.8), (0.0, 0.1)])  # "a car bomb exploded"
    whole, part = span_signs(tags, [(1, 2, 2)]), span_signs(tags, [(2, 2, 2)])
    assert whole["e:whole instrument"] > part["e:whole instrument"]
    assert part["e:not before instrument"] < 0 < whole["e:not before instrument"]
    assert whole["e:root instrument"] > 0 > whole["e:root phys_target"]


def test_without_an_encoder_nothing_is_said() -> None:
    tags = read_words(TEXT, None).encoded
    assert not tags.chances.any()
    assert set(report_signs(_tags([(0.0, 0.0)]))) == set(report_signs(tags))
    assert stretch_signs(tags, np.zeros(len(tags.chances), bool))["e:share"] == 0


def test_an_armed_body_is_found_inside_another_name() -> None:
    assert "shining path" in armed_bodies("Shining Path guerrillas murdered a mayor in Puno.")
    assert not armed_bodies("The path to the mill was shining.")


def test_of_phrases_that_say_the_same_the_likeliest_is_kept() -> None:
    def filler(words: str, first: int, chance: float) -> Filler:
        last = first + words.count(" ")
        return Filler("perp_individual", words, (Place(first, last, last),), chance)

    chosen = select([filler("four armed men", 0, 0.3), filler("armed men", 1, 0.5), filler("a sniper", 20, 0.4)])
    assert [f.words for f in chosen] == ["armed men", "a sniper"]


def test_each_incident_has_its_signs() -> None:
    extraction = extract(Document(text=TEXT), rules_only=True)
    records = template_records(extraction)
    assert len(records) == len(template_signs(extraction, read_words(TEXT, None), 0.5))


def test_the_tables_have_the_answers_that_are_asked_for() -> None:
    assert set(weights_of("fillers")) == set(ENOUGH)
    assert KEPT in weights_of("templates")
    assert set(weights_of("relevance")) == {"first", "second"}
