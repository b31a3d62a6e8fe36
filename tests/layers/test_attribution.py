"""Attributions in sentences of ours: source, cue head, content; and what holds for any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.codes import Directness
from dragoman.layers.attribution.layer import find_attributions
from dragoman.lexicon import read_patterns
from dragoman.parse import parse

CUES = read_patterns("cues")


def find(text):
    """(source, head, content joined by " … ") of each attribution, words as in the text."""
    found = []
    for a in find_attributions(parse(text)):
        content = " … ".join(span.of(text) for span in a.content)
        found.append((a.source.of(text) if a.source else None, a.head.of(text), content))
    return found


@pytest.mark.parametrize("entry", CUES["cue"], ids=lambda e: e["example"])
def test_every_entry_finds_its_example(entry):
    assert entry["head"] in [head for _, head, _ in find(entry["example"])]


def test_things_that_say_nothing():
    entry = CUES["silent"]
    (found,) = find_attributions(parse(entry["example"]))
    assert found.source is None or found.source.of(entry["example"]) != "The raid"


@pytest.mark.parametrize("entry", CUES["deed"], ids=lambda e: e["example"])
def test_deeds_are_not_speech(entry):
    assert not any(a.speech for a in find_attributions(parse(entry["example"])))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said that the bridge was closed.", [("The mayor", "said", "that the bridge was closed")]),
        ("The mayor said on Monday it was closed.", [("The mayor", "said", "it was closed")]),
        ("The bridge is closed, said Mayor Ana Ruiz.", [("Mayor Ana Ruiz", "said", "The bridge is closed")]),
        (
            "“The bridge is closed,” Mayor Ana Ruiz said. “Nobody may cross.”",
            [("Mayor Ana Ruiz", "said", "“The bridge is closed,” … “Nobody may cross.”")],
        ),
        (
            "“The bridge,” said Mayor Ana Ruiz, “is closed until Friday.”",
            [("Mayor Ana Ruiz", "said", "“The bridge,” … “is closed until Friday.”")],
        ),
        ("The talks, he said, will go on.", [("he", "said", "The talks … will go on")]),
        (
            "According to the ministry, eleven wells were repaired.",
            [("the ministry", "According", "eleven wells were repaired")],
        ),
        (
            "Eleven wells were repaired, according to the ministry.",
            [("the ministry", "according", "Eleven wells were repaired")],
        ),
        (
            "The army said it had left the town, adding that nobody was hurt.",
            [("The army", "said", "it had left the town"), ("The army", "adding", "that nobody was hurt")],
        ),
        (
            "The minister said the road was safe and added that buses would run.",
            [("The minister", "said", "the road was safe"), ("The minister", "added", "that buses would run")],
        ),
        ("The group hopes to sign the text.", [("The group", "hopes", "to sign the text")]),
        ("The bishop condemned the raid.", [("The bishop", "condemned", "the raid")]),
        ("The union called for a strike.", [("The union", "called", "a strike")]),
        ("It is believed that nine people drowned.", [(None, "believed", "that nine people drowned")]),
        ("Her fear that he would return kept her awake.", [("Her", "fear", "that he would return")]),
        ("As the envoy put it, the door is open.", [("the envoy", "put", "the door is open")]),
        ("“There is no truth in it” — General Okello", [("General Okello", "—", "“There is no truth in it”")]),
        # a dateline is no speaker
        (
            "GOMA, May 3 (Reuters) - The rebels said they would not leave.",
            [("The rebels", "said", "they would not leave")],
        ),
        # the outermost only
        (
            "The mayor said that the police believe the man fled.",
            [("The mayor", "said", "that the police believe the man fled")],
        ),
        # the quotation that waits for its cue in the next paragraph
        (
            '"They came at night.\n\n"They took the cattle," Marie Uwase said.',
            [("Marie Uwase", "said", '"They came at night. … "They took the cattle,"')],
        ),
        # and the one that goes on after it
        (
            '"They came at night," Marie Uwase said.\n\n"They took all the cattle and the goats."',
            [("Marie Uwase", "said", '"They came at night," … "They took all the cattle and the goats."')],
        ),
    ],
)
def test_attributions(text, expected):
    assert find(text) == expected


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("“We are leaving,” the spokesman told Reuters by telephone.", "Reuters"),
        ("The governor told the state news agency that the well was dry.", "the state news agency"),
        ("The chief was quoted by the Daily Post as saying that the well was dry.", "the Daily Post"),
        ("In an interview with the BBC the president said that the war was over.", "the BBC"),
        ("The governor told the villagers that the well was dry.", None),
    ],
)
def test_via(text, via):
    found = find_attributions(parse(text))
    assert [a.via.of(text) if a.via else None for a in found] == [via]


@pytest.mark.parametrize(
    ("text", "directness"),
    [
        ("“Leave at once,” the officer said.", Directness.DIRECT),
        ("The officer said that they should leave.", Directness.INDIRECT),
        ("The officer said that they should “leave at once” or be fined.", Directness.MIXED),
    ],
)
def test_directness(text, directness):
    assert [a.directness for a in find_attributions(parse(text))] == [directness]


def test_relative_pronoun_has_an_antecedent():
    text = "The envoy, who said that the truce was holding, flew home."
    (found,) = find_attributions(parse(text))
    assert (found.source.of(text), found.antecedent.of(text)) == ("who", "The envoy")


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("The ministry did not say who fired.", True),
        ("The ministry never said that it was over.", True),
        ("The ministry said that nobody fired.", False),
    ],
)
def test_negation_of_the_cue(text, negated):
    assert [a.negated for a in find_attributions(parse(text))] == [negated]


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("The colonel denied that his men had fired.", True),
        ("Traders hope to reopen the market.", False),
        ("The minister released a statement on the drought.", True),
    ],
)
def test_speech(text, speech):
    assert speech in [a.speech for a in find_attributions(parse(text))]


def test_capitals_are_read_as_words_are():
    text = "THE MINISTER SAID THAT THE REBELS HAD LEFT THE TOWN. “WE ARE STAYING,” A REBEL LEADER TOLD REUTERS."
    assert find(text) == [
        ("THE MINISTER", "SAID", "THAT THE REBELS HAD LEFT THE TOWN"),
        ("A REBEL LEADER", "TOLD", "“WE ARE STAYING,”"),
    ]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="said that “”\"':—-\n .,AZx\u0000\u202eя😀", max_size=60))
def test_any_text(text):
    for attribution in find_attributions(parse(text)):
        for span in (attribution.cue, attribution.head, *attribution.content):
            assert 0 <= span.start < span.end <= len(text)
        assert attribution.cue.contains(attribution.head)
        assert not any(span.overlaps(attribution.head) for span in attribution.content)
        assert 0 <= attribution.confidence <= 1
