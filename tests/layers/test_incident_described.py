"""Whom and what an incident struck, described by the words for them."""

import pytest

from dragoman.codes import Damage, TargetKind, TargetStatus
from dragoman.layers.incidents.target_words import damage_of_verb, sense_of
from dragoman.lexicon import read_patterns
from dragoman.model.document import Document
from dragoman.model.records import Target
from dragoman.parse import parse
from dragoman.pipeline import extract


def targets_of(text: str) -> dict[str, Target]:
    """The targets of all incidents of a text by their words."""
    incidents = extract(Document(text=text)).incidents
    for incident in incidents:
        assert (incident.target or "") == "; ".join(target.words for target in incident.targets)
    return {target.words: target for incident in incidents for target in incident.targets}


@pytest.mark.parametrize("entry", read_patterns("targets")["status"], ids=lambda e: e["example"])
def test_every_status_is_that_of_its_example(entry):
    words = [token.lower_ for token in parse(entry["example"]).doc]
    sense = sense_of(words[: words.index(entry["word"].lower()) + 1])
    assert sense is not None
    assert sense.status == entry["status"]
    assert bool(sense.occupation) == entry["occupation"]


@pytest.mark.parametrize(
    ("words", "status", "occupation"),
    [
        ("three army engineers", "military", "engineer"),
        ("a retired police officer", "civilian", "police officer"),
        ("the former president", "official", "president"),
        ("two rebel leaders", "fighter", None),
        ("nine people", None, None),  # anybody
        ("a human rights lawyer", "civilian", "human rights lawyer"),
        ("the opposition candidate", "politician", "candidate"),
        ("unarmed men", "civilian", None),
        ("a security guard", "guard", "security guard"),
    ],
)
def test_what_a_noun_says(words, status, occupation):
    sense = sense_of(words.split())
    assert sense is not None
    assert (sense.status, sense.occupation) == (status, occupation)


def test_what_is_no_noun_for_people_says_nothing():
    assert sense_of(["the", "warehouse"]) is None


@pytest.mark.parametrize(
    ("lemma", "beside", "damage"),
    [
        ("raze", [], Damage.DESTROYED),
        ("burn", ["down"], Damage.DESTROYED),
        ("burn", [], Damage.DAMAGED),
        ("set", ["on", "fire"], Damage.DAMAGED),
        ("set", ["up"], None),
        ("shatter", [], Damage.DAMAGED),
        ("loot", [], Damage.LOOTED),
        ("visit", [], None),
    ],
)
def test_what_a_verb_does_to_a_thing(lemma, beside, damage):
    assert damage_of_verb(lemma, beside) is damage


CASES = [
    (
        "Gunmen kidnapped two French engineers and their Filipino driver near the mine on Monday.",
        [("French engineers", "people", 2, "civilian", "FRA", "engineer", None),
         ("Filipino driver", "person", 1, "civilian", "PHL", "driver", None)],
    ),
    (
        "A car bomb exploded outside the Swiss embassy in Kabul, killing three guards. "
        "The blast destroyed a bakery and damaged several houses.",
        [("Swiss embassy", "thing", 1, None, "CHE", None, None),
         ("guards", "people", 3, "guard", None, "guard", None),
         ("bakery", "thing", 1, None, None, None, "destroyed"),
         ("houses", "thing", 3, None, None, None, "damaged")],
    ),
    (
        "A mine killed two UN peacekeepers and an American adviser near Gao.",
        [("UN peacekeepers", "people", 2, "peacekeeper", None, "peacekeeper", None),
         ("American adviser", "person", 1, "civilian", "USA", "adviser", None)],
    ),
    (
        "Rebels abducted members of the security forces near Pasto.",
        [("members of the security forces", "people", 2, "military", None, None, None)],
    ),
    (
        "Israeli warplanes bombed a warehouse in Tyre, causing heavy damage but no casualties.",
        [("warehouse", "thing", 1, None, None, None, "damaged")],
    ),
    (
        "A bomb exploded near a school in Baga, causing neither casualties nor damage.",
        [("school", "thing", 1, None, None, None, "none")],
    ),
    (
        "Militants ambushed an army convoy near Bama, killing 12 soldiers.",
        [("army convoy", "thing", 1, None, None, None, None),
         ("soldiers", "people", 12, "military", None, "soldier", None)],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
@pytest.mark.parametrize("capitals", [False, True], ids=["mixed case", "capitals"])
def test_targets(text, expected, capitals):
    found = {words.lower(): target for words, target in targets_of(text.upper() if capitals else text).items()}
    for words, kind, least, status, nationality, occupation, damage in expected:
        target = found[words.lower()]
        assert (target.kind, target.count and target.count.min) == (kind, least)
        assert (target.status, target.nationality) == (status, nationality)
        assert (target.occupation, target.damage) == (occupation, damage)


def test_who_has_a_name():
    found = targets_of("Unidentified men shot the human rights lawyer Rosa Diaz outside her home in Quito on Tuesday.")
    target = found["Rosa Diaz"]
    assert (target.kind, target.name, target.status) == (TargetKind.PERSON, "Rosa Diaz", TargetStatus.CIVILIAN)
    assert target.actor is not None
    assert target.actor.actor
    assert target.occupation == "human rights lawyer"


def test_who_somebody_is_may_stand_elsewhere():
    text = (
        "Rebels released the Norwegian anthropologist Knut Berg on Sunday.\n\n"
        "Knut Berg was kidnapped near Tame in May.\n\nThe rebels shelled a residence of Canadian advisers in Tame."
    )
    found = targets_of(text)
    assert (found["Knut Berg"].nationality, found["Knut Berg"].occupation) == ("NOR", "anthropologist")
    assert found["residence of Canadian advisers"].nationality == "CAN"


def test_names_in_a_list_take_what_the_noun_before_them_says():
    found = targets_of("Three journalists - Omar Haddad, Lena Kraus and Jo Park - were killed by a shell in Aleppo.")
    assert {target.occupation for target in found.values()} == {"journalist"}


def test_two_mentions_say_what_they_say_together():
    found = targets_of("Gunmen attacked a mill near Bama on Friday.\n\nThe mill was destroyed in the attack.")
    assert found["mill"].damage is Damage.DESTROYED
    assert len(found["mill"].evidence) == 2
