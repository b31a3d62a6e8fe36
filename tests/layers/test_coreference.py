"""Who is meant: pronouns, descriptions, surnames, source phrases. Sentences of our own."""

import pytest

from dragoman.layers.actors.coreference import actor_at
from dragoman.layers.actors.layer import find_actors
from dragoman.model.document import Span
from dragoman.parse import parse


def named_by(text: str, words: str, *, nth: int = 0) -> str | None:
    """The name of the actor that the nth occurrence of some words stands for."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    layer = find_actors(parse(text))
    actor = actor_at(layer, Span(start, start + len(words)))
    return None if actor is None else layer.entities[actor].name


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        # source phrases: the head counts, not a modifier
        ("Taliban spokesman Karim Walizada said so.", "Taliban spokesman Karim Walizada", "Karim Walizada"),
        (
            "Karim Walizada, a spokesman for the Taliban, said so.",
            "Karim Walizada, a spokesman for the Taliban",
            "Karim Walizada",
        ),
        (
            "The Taliban's spokesman, Karim Walizada, said so.",
            "The Taliban's spokesman, Karim Walizada,",
            "Karim Walizada",
        ),
        (
            "A spokesman for the French Foreign Ministry said so.",
            "A spokesman for the French Foreign Ministry",
            "spokesman for the French Foreign Ministry",
        ),
        ("US officials said the talks were useful.", "US officials", "US officials"),
        (
            "According to the Geneva-based Centre for Humanitarian Dialogue, talks resumed.",
            "the Geneva-based Centre for Humanitarian Dialogue",
            "Centre for Humanitarian Dialogue",
        ),
        (
            "A senior official who asked not to be named said so.",
            "A senior official who asked not to be named",
            "senior official",
        ),
        (
            "A report by Amnesty International said the camp was full.",
            "A report by Amnesty International",
            "Amnesty International",
        ),
        ("Kabul said it would send a team.", "Kabul", "Afghanistan"),
        ("Witnesses said the bridge was gone.", "Witnesses", "Witnesses"),
        ("The bishops issued a statement on Monday. The statement called for calm.", "The statement", "bishops"),
        ("A statement was read on the radio. The statement called for calm.", "The statement", None),
        # surnames and acronyms
        ("Daniel Okoro arrived. Later Okoro spoke.", "Okoro spoke", "Daniel Okoro"),
        ("The Farra Liberation Movement (FLM) signed. The FLM will disarm.", "The FLM", "Farra Liberation Movement"),
        # definite descriptions
        ("Hamas rejected the plan. The group said it had not been asked.", "The group", "Hamas"),
        ("The FARC freed two men. The rebels called it a gesture.", "The rebels", "FARC"),
        (
            "Army spokesman Jean Kabongo denied it. The spokesman said the road was open.",
            "The spokesman",
            "Jean Kabongo",
        ),
        (
            "The Defence Ministry blamed the weather. The ministry said nobody was hurt.",
            "The ministry",
            "Defence Ministry",
        ),
        (
            "The Colombian government agreed. The government will send five people.",
            "The government",
            "Colombian government",
        ),
        # pronouns
        ("Foreign Minister Elena Brandt spoke on Monday. She said the talks would go on.", "She", "Elena Brandt"),
        ("President Adamu Bello met the envoys. He promised a truce.", "He", "Adamu Bello"),
        ("The rebels left the town. They said they would return.", "They", "rebels"),
        ("Rwanda denied the report. It said its troops were at home.", "It", "Rwanda"),
        ("It is likely that it will rain.", "It", None),
        ("He said nothing.", "He", None),
        ("Residents who fled the camp spoke of hunger.", "who", "Residents"),
        # the subject of the sentence, not of what it reports
        ("Eight prisoners said that other detainees had died. They said they were beaten.", "They", "prisoners"),
        # nobody does a thing to "them" who is themselves
        ("The protesters demanded the withdrawal of UN troops, accusing them of idleness.", "them", "UN troops"),
        (
            "A bomber struck the market. A witness named Ahmad Salim spoke of smoke. He was wounded.",
            "He",
            "Ahmad Salim",
        ),
    ],
)
def test_actor_at(text: str, words: str, name: str | None) -> None:
    assert named_by(text, words) == name


def test_two_spokesmen_are_kept_apart() -> None:
    text = "A spokesman for the army denied it. A spokesman for the church confirmed it."
    assert named_by(text, "A spokesman for the army") != named_by(text, "A spokesman for the church")


def test_nobody_in_an_empty_span() -> None:
    layer = find_actors(parse("The army left."))
    assert actor_at(layer, Span(0, 0)) is None
    assert actor_at(layer, Span(9, 13)) is None
