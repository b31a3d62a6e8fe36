"""Accounts of figures: told twice they stand once, an updated toll takes the place of the old, things do not speak."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.layers.casualties.layer import find_tolls
from dragoman.layers.casualties.others import find_other_tolls
from dragoman.model.document import Document
from dragoman.model.records import Figure, Incident
from dragoman.parse import parse
from dragoman.pipeline import extract


def incident_of(text: str) -> Incident:
    return next(i for i in extract(Document(text=text), rules_only=True).incidents if not i.recalled)


def told(incident: Incident) -> list[tuple[str, int | None, str | None, int]]:
    def name(figure: Figure) -> str | None:
        return figure.speaker.name if figure.speaker else None

    return [(f.field, f.count.min, name(f), len(f.evidence)) for f in incident.figures]


def test_a_figure_told_twice_by_one_speaker_stands_once():
    text = (
        "At least 24 people were killed when a bomb exploded in Kano on Monday. Shops were closed. "
        "At least 24 people were killed in the blast, which shook the old town."
    )
    assert told(incident_of(text)) == [("killed", 24, None, 2)]


def test_like_figures_of_other_people_stay_apart():
    text = "Two policemen and two soldiers were killed when gunmen attacked a post near Bor. Two others also died."
    incident = incident_of(text)
    assert [(f.count.min, f.whom) for f in incident.figures] == [(2, "policemen"), (2, "soldiers"), (2, "others")]
    assert incident.killed is not None
    assert incident.killed.min == 6


@pytest.mark.parametrize(
    ("text", "killed", "figures"),
    [
        ("Police said ten people were killed in the bombing in Kano. The death toll later rose to 12.", 12, {10, 12}),
        ("A bomb killed ten people in Kano. Two died overnight, bringing the toll to 12.", 12, {10, 2, 12}),
        ("The army said nine died in the blast. A hospital said the toll had risen to 14.", 14, {9, 14}),
        ("The ministry put the toll of the raid at 19, having earlier said 15 people had died.", 19, {19, 15}),
    ],
)
def test_an_updated_toll_takes_the_place_of_the_old(text: str, killed: int, figures: set[int]) -> None:
    incident = incident_of(text)
    assert incident.killed is not None
    assert (incident.killed.min, incident.killed.max) == (killed, killed)
    assert {f.count.min for f in incident.figures if f.field == "killed"} == figures


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Air strikes on a bakery killed at least 24 people the Hama Observatory for Rights said.", "Observatory"),
        ("Barrel bombs dropped by government planes killed 14 civilians in Douma a monitor said on Friday.", "monitor"),
        ("Rockets fired by rebels killed nine people on Sunday state television reported.", "television"),
        ("The attack killed seven people, including a journalist, local authorities and witnesses said.", "witnesses"),
        ("Police said 14 villagers were killed, five of them hacked to death.", "Police"),
        ("The blast killed 12. The army did not confirm it but doctors said 20 soldiers had died.", "doctors"),
        ("A UN inquiry has found that at least 60 people died in the massacre.", "UN"),
        ("A toll from the ministry put the number of dead in the bombing at 19.", "ministry"),
        (
            "The Hama Observatory for Rights said jets bombed a market. The monitoring group said 16 people died.",
            "Hama Observatory for Rights",
        ),
    ],
)
def test_who_gives_a_figure(text: str, speaker: str) -> None:
    names = [f.speaker.name for f in incident_of(text).figures if f.speaker]
    assert any(speaker in name for name in names)


@pytest.mark.parametrize(
    "text",
    [
        "Government planes killed ten people in Douma.",
        "The attack on the police station killed five people and the fighting went on, said nobody.",
        "Artillery fire on the camp killed three people.",
    ],
)
def test_things_and_the_dead_give_no_figure(text: str) -> None:
    names = {f.speaker.name.lower() for f in incident_of(text).figures if f.speaker}
    assert not names & {"planes", "government planes", "people", "the attack", "attack", "artillery fire", "camp"}


@pytest.mark.parametrize(
    "text",
    [
        "The clash left 99999999999999999999999 dead.",
        "-5 killed in attack on the village of Bor.",
        "Militants attacked the post: killed 3-2.",
        "The striker was injured in the 78th minute of the 2-2 draw.",
        "Turnout fell by 30 percent after the bombing that killed the candidate.",
        "Some 80% of the wounded in the attack were women.",
        "The bombing cost $400 million and killed the owner.",
        "He was paid 2,000 dollars to kill the judge in the attack.",
        "The 300-strong militia attacked the village, killing the chief.",
        "Route 66 was attacked; the ambush killed the driver.",
        "Flight 714 was shot down, killing the pilot.",
        "The Brigade 51 commander was killed in an ambush.",
        "The attack at kilometre 45 killed the driver.",
        "Resolution 2254 condemned the attack that killed the envoy.",
        "Gunmen killed the mayor on 12/05/2016.",
        "On 2016-05-12 a bomb killed the mayor.",
        "Chapter 3 describes the attack in which the family was killed.",
        "One in five of the wounded in the attack died.",
        "Ten houses were destroyed in the attack that killed the guard.",
        "Sixty cattle were killed in the attack.",
        "The bomb killed the driver of bus number 52.",
        "He was sentenced to 25 years for the attack that killed the guard.",
    ],
)
def test_numbers_that_count_nobody(text: str) -> None:
    assert [t for t in find_tolls(parse(text)) if t.told and t.count.min not in (0, 1)] == []
    assert all(t.count.max != 99999999999999999999999 for t in find_tolls(parse(text)))


def test_a_number_before_a_number_is_no_toll():
    (toll,) = find_tolls(parse("Get short URL 2440 Over 100 civilians have been killed in air strikes on the town."))
    assert (toll.count.min, toll.count.max) == (101, None)


WORDS = (
    "at least up to more than fewer about between 1 2 12 46 300 1,250 20 - 30 0 a an another third dozen dozens scores "
    "hundreds of no one none twice as many people soldiers rebels children the others killed wounded died dead injured "
    "were was have been and or , . ; : ( ) including among them whom toll rose from to bodies found bomb attack police "
    "said missing abducted fled in 2019 Bor himself lives lost their claimed casualties both each plus odd all but"
).split()


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join))
def test_no_words_make_an_impossible_toll(text: str) -> None:
    parsed = parse(text)
    tolls = [*find_tolls(parsed), *(t for s in parsed.doc.sents for t in find_other_tolls(s, text))]
    for toll in tolls:
        low, high = toll.count.min, toll.count.max
        assert low is not None
        assert low >= 0
        assert high is None or low <= high
        assert 0 <= toll.span.start < toll.span.end <= len(text)
        assert not toll.told or toll.count.words in text


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=30).map(lambda w: "A bomb killed " + " ".join(w)))
def test_no_words_make_an_impossible_incident(text: str) -> None:
    for incident in extract(Document(text=text), rules_only=True).incidents:
        counts = [incident.killed, incident.wounded, incident.attackers_killed, *(f.count for f in incident.figures)]
        assert all((c.min or 0) >= 0 and (c.max is None or (c.min or 0) <= c.max) for c in counts if c)
        for figure in incident.figures:
            assert figure.evidence
            assert all(text[e.span.start : e.span.end] == e.text for e in figure.evidence)
