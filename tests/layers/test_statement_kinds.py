"""Statement kinds: the cue settles it, or else the main clause of what is said."""

import pytest

from dragoman.codes import StatementKind
from dragoman.layers.attribution.statement_kinds import kind_of_statement
from dragoman.lexicon import read_patterns
from dragoman.parse import parse

LEXICON = read_patterns("statement_kinds")
K = StatementKind


def kind(sentence, cue=None):
    """The kind of the statement in a sentence of the form SOURCE CUE CONTENT, split at the cue."""
    doc = parse(sentence).doc
    lemmas = {lemma for entry in LEXICON["cue"] + LEXICON["silence"] for lemma in entry["lemmas"]}
    head = next(t for t in doc if (t.text == cue if cue else t.lemma_ in lemmas or t.lemma_ in ("say", "tell")))
    negated = any(c.dep_ == "neg" for c in head.children)
    return kind_of_statement(head, negated, [doc[head.i + 1 : len(doc) - 1]], doc[: head.i])


@pytest.mark.parametrize(
    "entry", LEXICON["cue"] + LEXICON["content"] + LEXICON["predicate"], ids=lambda entry: entry["example"]
)
def test_every_entry_finds_its_example(entry):
    assert kind(entry["example"]) == entry["kind"]


@pytest.mark.parametrize(
    ("sentence", "cue", "expected"),
    [
        ("The ministry did not say where the men were held.", "say", K.NONDISCLOSURE),
        ("The consul declined to comment on the arrests.", "declined", K.NONDISCLOSURE),
        ("The consul declined the offer of a truce.", "declined", K.REFUSAL),
        ("The governor said the road was open.", "said", K.CLAIM),
        ("The governor said his men would open the road.", "said", K.PROMISE),
        ("The governor said they will not meet the rebels.", "said", K.REFUSAL),
        ("The governor said the rebels must leave.", "said", K.DEMAND),
        ("The governor said the army had not shelled the town.", "said", K.DENIAL),
        ("The governor said the rebels may return.", "said", K.ASSESSMENT),
    ],
)
def test_kind(sentence, cue, expected):
    assert kind(sentence, cue) == expected
