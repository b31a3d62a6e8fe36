"""Truecasing: rows are sentences in capitals and how a reader would write them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.parse import mend
from dragoman.truecase import is_upper_case, truecase, truecase_lines
from dragoman.word_case import capital_share, formed_share, is_new, looks_acronym, written
from tests import HANGS


@pytest.mark.parametrize(
    "sentence",
    [
        "The rebels freed four policemen near Bogota on Tuesday.",
        "President Andres Pastrana met the guerrillas; the president did not speak.",
        "Gen. Hernando Castaneda said two soldiers died.",  # no sentence begins after Gen.
        "Defense Minister Luis Arango denied it.",
        "Manuel Ostrovia was freed. Ostrovia's wife wept.",  # a name learned from the given name before it
        "A spokesman of the FARC declined to comment.",
        "The U.S. embassy in San Salvador was closed.",
        "He was born in El Salvador and lives in San Vicente del Caguan.",
        "They signed it in May 1999, on 3 May, and may sign again.",
        "They said the White House and the United Nations had agreed.",
        "It isn't over, and we'll see.",
        "The talks open at 9 p.m. in Geneva.",
        "The guerrillas of the 15th front attacked.",
        "It was the Popular Front of Karunda (PFK) that attacked, and the PFK admitted it.",
        "The III brigade fired.",
        "The army said that \"the door is open\" to talks.",
        "\"The door is open,\" said the minister.",
        "He told US officials that the US had left us alone.",
        "The UN and the WHO asked who had fired in DR Congo.",
        "Dr Patrick O'Neill went to Ndjamena.",
        "Alias Tirofijo was not there.",
        "Counterattacks and kidnappings went on.",  # formed from small words
    ],
)  # fmt: skip
def test_sentence(sentence):
    assert truecase(sentence.upper()) == sentence


def test_names_a_front_by_its_acronym():
    assert "Popular Front" in truecase("IT WAS THE POPULAR FRONT OF KARUNDA (PFK) THAT ATTACKED.")


def test_wrapped_lines_do_not_begin_sentences():
    text = (
        "   THE DELEGATES OF THE GOVERNMENT AND OF THE GUERRILLAS MET AGAIN\n"
        "TODAY AND AGREED TO GO ON.\n\n   THEY DID NOT SAY WHEN."
    )
    assert truecase(text) == (
        "   The delegates of the government and of the guerrillas met again\n"
        "today and agreed to go on.\n\n   They did not say when."
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("REBELS FREE HOSTAGES\nThe rebels freed two.", "Rebels free hostages\nThe rebels freed two."),
        ("KUNDUZ, Afghanistan - A bomb.", "Kunduz, Afghanistan - A bomb."),
        ("SAN VICENTE DEL CAGUAN (AP) - Talks resumed.", "San Vicente del Caguan (AP) - Talks resumed."),
        ("LOS POZOS, Colombia - They met.", "Los Pozos, Colombia - They met."),
        ("UNITED NATIONS - The UN met.", "United Nations - The UN met."),
        ("MONUSCO, the mission, left.", "MONUSCO, the mission, left."),  # acronyms stay
        ("FARC, ELN, AUC\nThe three met.", "FARC, ELN, AUC\nThe three met."),
        ("The M23 and the FDLR fought.", "The M23 and the FDLR fought."),
        ("OKELLO: So they stay?", "OKELLO: So they stay?"),  # a speaker's label is for the transcript's reader
        ("", ""),
    ],
)
def test_only_lines_in_capitals(text, wanted):
    assert truecase_lines(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("THE DELEGATES OF THE TWO SIDES MET AGAIN IN LOS POZOS.", True),
        ("FARC", False),  # too short to tell
        ("The delegates of the two sides met again in Los Pozos.", False),
        ("THE DELEGATES OF BOTH SIDES MET AGAIN IN LOS POZOS [words indistinct]", True),
    ],
)
def test_is_upper_case(text, wanted):
    assert is_upper_case(text) is wanted


def test_mend_truecases_and_keeps_offsets():
    text = "“TALKS OPEN IN DOHA,” SAYS ENVOY\n\nThe envoy said so."
    assert mend(text) == '"Talks open in Doha," says envoy  The envoy said so.'


def test_words():
    assert capital_share("pastrana") > 0.9
    assert capital_share("government") < 0.1
    assert formed_share("kidnappings") is not None
    assert is_new("zzyzwick")
    assert looks_acronym("fmln")
    assert looks_acronym("xvii")
    assert not looks_acronym("mr")
    assert written("eln", capital=False) == "ELN"


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("ABCDE .,()[]'\"\n-İßŉǰ"))))
def test_length_never_changes(text):
    assert len(truecase(text)) == len(truecase_lines(text)) == len(mend(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    ["A" * 50_000, "A." * 25_000, "AB " * 16_000, "AB-" * 16_000 + "(", "(" * 50_000, "\n" * 50_000, ". " * 25_000,
     "AB, " * 12_000, "AB (AB) " * 6_000, '"' * 50_000, "ABC.\n" * 10_000],
)  # fmt: skip
def test_linear(text):
    begun = time.process_time()
    truecase_lines(text)
    assert time.process_time() - begun < HANGS
