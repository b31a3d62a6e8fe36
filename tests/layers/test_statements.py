"""Statements as the whole reading builds them: who speaks and when. Sentences of our own."""

import pytest

from dragoman import Document, extract


def statements(text: str):
    return extract(Document(text=text, published="2024-05-10")).statements


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "UN Under-Secretary-General for Political Affairs, Rosa Lindqvist, said that the front was near.",
            "Rosa Lindqvist",
        ),
        ("The WFP sent trucks. WFP's Mr. Okello said that the road was cut.", "Okello"),
        ("Aid group, Relief International, has accused the army of looting.", "Relief International"),
        (
            "Aid group, Relief International, left. The NGO said the abuse may amount to a crime.",
            "Relief International",
        ),
        ("The Sweden-based Tambo Observatory said three men were killed.", "Tambo Observatory"),
        # no mention covers "the Observatory"; it is the body whose name has the word
        ("The Tambo Observatory for Peace counts raids. Ten died according to the Observatory.", "Tambo Observatory"),
        ("“Nobody came to attack”, declared Sunday evening the rebel spokesman Jean Mbeki.", "Jean Mbeki"),
        ("The town needs to open its gates, Jean Mbeki tells the Daily Courier.", "Jean Mbeki"),
        # scraped texts without commas: neither the dead nor the planes nor the house tell
        ("A raid killed at least 24 people the Tambo Observatory for Rights said.", "Tambo Observatory for Rights"),
        ("The planes carried out ten raids near Lima the interior ministry said.", "interior ministry"),
        ("A second rocket hit a house in the old town killing three brothers KANA said.", "KANA"),
        ("The army has more than doubled military spending the finance ministry said.", "finance ministry"),
        ("A series of raids by army jets in a day killed forty men, the defence ministry said.", "defence ministry"),
        ('"The president finds it right to resume strikes on Lima" spokesman Dmitry Sato said.', "Dmitry Sato"),
    ],
)
def test_speaker(text, speaker):
    last = statements(text)[-1].speaker
    assert last is not None
    assert last.name.startswith(speaker)


def test_reports_from_a_country_are_not_its_word():
    found = statements("Latest reports from the hills of western Kenya indicate that the fighting goes on.")
    assert all(s.speaker is None or s.speaker.name != "Kenya" for s in found)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya: What role does gold play in the war?",
        "The fighting claimed some 300 lives.",
        "An official who asked not to be named met the envoy.",
    ],
)
def test_nothing_is_said(text):
    assert not statements(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The army said Monday its men had left.", "Monday"),
        ("In a statement released on Tuesday, the army said the town had fallen.", "Tuesday"),
        ("He met the envoy on Friday and said the road was open.", "Friday"),
        ("The envoy Rosa Lindqvist, speaking on Monday at a school in Oslo, said the talks had failed.", "Monday"),
        ("On Sunday the minister said the road was open.", "Sunday"),
        # of another clause, of a noun, of what is said
        ("Kenya accuses Chad of backing the front, composed of men who deserted a decade ago.", None),
        ("Since the war began six years ago, the bloc has insisted that the president must go.", None),
        ("The army said rebels had killed prisoners since 2019, adding that they tortured others.", None),
    ],
)
def test_day_of_speaking(text, words):
    date = statements(text)[-1].date
    assert (date.words if date else None) == words
