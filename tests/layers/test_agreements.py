"""Agreements: every entry of the lexicon, one accord under all its names, and what is only wished for."""

import pytest

from dragoman.codes import AgreementKind
from dragoman.lexicon import read_patterns
from dragoman.model.document import Document
from dragoman.pipeline import extract

LEXICON = read_patterns("agreements")
NAMED = [entry for kind in ("noun", "qualifier", "doing", "mediation") for entry in LEXICON[kind] if "finds" in entry]


def agreements(text):
    """The agreements of a text."""
    return extract(Document(text=text)).agreements


def names(refs):
    return {ref.words for ref in refs}


@pytest.mark.parametrize("entry", NAMED, ids=lambda entry: entry["example"])
def test_every_entry_finds_its_example(entry):
    assert [record.name for record in agreements(entry["example"])] == [entry["finds"]]


@pytest.mark.parametrize(
    ("text", "name", "kind", "parties", "signed", "place"),
    [
        (
            "The government and the rebels signed a peace accord in Lome on 7 July 1999.",
            "peace accord",
            AgreementKind.OTHER,
            {"The government", "the rebels"},
            "7 July 1999",
            "Lome",
        ),
        (
            "The 2015 Algiers agreement between Bamako and the northern rebels has gone unheeded.",
            "2015 Algiers agreement",
            AgreementKind.OTHER,
            {"Bamako", "the northern rebels"},
            "2015",
            "Algiers",
        ),
        (
            "The government of Chad and the Farra Front signed a peace treaty in Accra.",
            "peace treaty",
            AgreementKind.TREATY,
            {"The government of Chad", "the Farra Front"},
            None,
            "Accra",
        ),
        (  # the day on which it starts is not that of its making
            "The rebel coalition declared a truce, starting Tuesday.",
            "truce",
            AgreementKind.CEASEFIRE,
            {"The rebel coalition"},
            None,
            None,
        ),
        (
            "A truce between the two gangs took effect on Monday, the police said.",
            "truce",
            AgreementKind.CEASEFIRE,
            {"the two gangs"},
            None,
            None,
        ),
        (
            "UN Security Council Resolution 1701 calls for the withdrawal of armed groups.",
            "UN Security Council Resolution 1701",
            AgreementKind.RESOLUTION,
            {"Security Council"},
            None,
            None,
        ),
    ],
)
def test_one_agreement(text, name, kind, parties, signed, place):
    (record,) = agreements(text)
    assert (record.name, record.type, names(record.parties)) == (name, kind, parties)
    assert (record.signed.words if record.signed else None) == signed
    assert (record.place.name if record.place else None) == place


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (  # one accord, four names
            "The government and the rebels signed a peace agreement in Lome in 1999. The Lome agreement gave the "
            "rebels four ministries. The accord was broken within a year, and the 1999 deal is dead, he said.",
            [{"peace agreement", "Lome agreement", "accord", "1999 deal"}],
        ),
        (  # other towns, other accords
            "The Minsk agreement collapsed. The Geneva agreement replaced it.",
            [{"Minsk agreement"}, {"Geneva agreement"}],
        ),
        (  # a truce is not the accord
            "The truce has held since May. The Arusha accord was signed in 2000.",
            [{"truce"}, {"Arusha accord"}],
        ),
    ],
)
def test_names_of_one_accord_are_together(text, names):
    assert [{record.name, *record.aliases} for record in agreements(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "The envoy called for a ceasefire.",
        "The rebels and the army are holding talks towards a truce.",
        "No agreement was reached, the rebels said.",
        "A deal would end the war.",
        "The proposed agreement was put to the rebels.",
        "The troops had a plan.",
    ],
)
def test_wishes_are_no_agreements(text):
    assert agreements(text) == ()


def test_what_two_parties_agreed_without_a_name():
    (record,) = agreements("Kampala and Kigali agreed to reopen the border in the last week of May.")
    assert record.name == "agreement to reopen the border"


def test_business_deals_are_none():
    assert agreements("The brewer signed an agreement with its rival. The deal is worth 40 million euros. " * 12) == ()


def test_no_accord_is_signed_after_the_report():
    text = (
        "Rebels attacked the army on Monday. The war goes on despite the peace agreement signed on March 23 between "
        "the rebels and the government."
    )
    (record,) = extract(Document(text=text, published="2025-01-31")).agreements
    assert record.signed is None or record.signed.earliest <= "2025-01-31"


def test_agreeing_to_talk_on_is_no_accord():
    assert agreements("The rebels and the army agreed to meet again in Oslo next week to end the war.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "The media are making such a big deal about the war.",
        "The rebels refused to sign a peace deal.",
        "A deal whereby the army enters the town and the rebels leave could offer a way out of the war.",
        "Several attempts at securing a long-lasting truce with the rebels have failed.",
        "Ministers had plans to sign a Kenyan trade deal before the war.",
        "The envoy urged an immediate ceasefire in the war.",
        "The flights could not resume without the army and the rebels agreeing to stop the war.",
        "The force will help the army deal with the gangs in the war.",
    ],
)
def test_what_is_only_sought_or_said(text):
    assert extract(Document(text=text)).agreements == ()


@pytest.mark.parametrize(
    ("text", "parties", "mediators"),
    [
        (
            "A ceasefire between the army and the rebels brokered by Kenya and Chad has been violated.",
            {"army", "rebels"},
            {"Kenya", "Chad"},
        ),
        ("The truce had been negotiated by Kenya alone. Kenya negotiated the truce.", set(), {"Kenya"}),
    ],
)
def test_a_broker_is_no_party(text, parties, mediators):
    (record,) = extract(Document(text=text)).agreements
    assert {ref.name.removeprefix("the ").removeprefix("The ") for ref in record.parties} == parties
    assert {ref.name for ref in record.mediators} == mediators


def test_an_earlier_accord_is_another():
    text = (
        "The peace deal aims to end the war. The deal builds on an earlier agreement signed in Luanda in October 2019. "
        "The deal was signed in Doha."
    )
    places = {a.place.name if a.place else None for a in extract(Document(text=text)).agreements}
    assert {"Luanda", "Doha"} <= places
