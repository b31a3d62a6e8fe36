"""The day of an event is its own: not that of a thing, a clause, a deadline or the telling beside it."""

import pytest

from dragoman.model.document import Document
from dragoman.pipeline import extract


def day(text, kind):
    """The date words of the first event of a type in a report of 20 May 2022."""
    found = extract(Document(text=text, published="2022-05-20")).events
    dates = [e.date.words if e.date else None for e in found if e.type == kind]
    assert dates, found
    return dates[0]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Rebels attacked the barracks on Monday.", "ASSAULT", "Monday"),
        ("On Monday, the army shelled two villages.", "ASSAULT", "Monday"),
        ("Nine soldiers were killed when the rebels took the town in March.", "ASSAULT", "March"),
        ("The minister condemned the rebels during a visit in March.", "ACCUSE", "March"),
        ("The two governments signed a ceasefire in April, which took effect in May.", "SUPPORT", "April"),
        ("Clashes between rebels and soldiers were reported on Monday in the hills.", "ASSAULT", "Monday"),
        # dates of something else
        ("The general, who was elected in April, attacked the rebels.", "ASSAULT", None),
        ("Rebels have seized two towns, officials said on Monday.", "ASSAULT", None),
        ("Kenya accused Sudan of violating the 2013 agreement.", "ACCUSE", None),
        ("The court condemned the killing of the bishop in the 1994 genocide.", "ACCUSE", None),
        ("Before the airport closed on Monday, the agency had sent medicine to the refugees.", "AID", None),
        ("The ministry called for a ceasefire, while Kenya on Sunday warned the rebels.", "REQUEST", None),
        ("Until last autumn the minister, he accused the rebels of murder.", "ACCUSE", None),
        ("The president ordered the peacekeepers to leave the country by the end of 2023.", "REQUEST", None),
    ],
)
def test_day(text, kind, words):
    assert day(text, kind) == words


@pytest.mark.parametrize(
    "text",
    [
        "The rebels, backed by Chad, captured the town of Abeche on Monday.",
        "The rebels - backed by Chad - captured the town of Abeche on Monday.",
    ],
)
def test_who_stands_behind_somebody_is_no_event(text):
    assert [e.type for e in extract(Document(text=text, published="2022-05-20")).events] == ["ASSAULT"]
