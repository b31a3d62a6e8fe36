"""Minutes in points: the form says who sat at the table."""

import pytest

from dragoman.codes import CommitmentModality, MeetingStatus
from dragoman.model.document import Document
from dragoman.pipeline import extract

MINUTES = """Minutes of the joint ceasefire commission, second session
Date: 3 March 2021
Place: Lusaka

Present: Anne Moyo (government), Peter Banda (People's Front), Sara Lind (African Union, chair)
Absent: the Northern Alliance

- The chair opened the session at 09:30.
- The government undertook to open the road to Kasama by 20 March.
- The People's Front complained that soldiers had searched two of its camps.
- Next session: 24 March.
"""


def names(refs):
    return [ref.name for ref in refs]


def test_who_sat_at_the_table():
    held, ahead = extract(Document(text=MINUTES)).meetings
    assert held.status is MeetingStatus.HELD
    assert names(held.parties) == ["government", "People's Front"]
    assert {"Anne Moyo", "Peter Banda", "Sara Lind"} <= set(names(held.participants))
    assert names(held.absent) == ["Northern Alliance"]
    assert names(held.mediators)[0] == "African Union"
    assert (held.city.name, held.date.value, held.round) == ("Lusaka", "2021-03-03", "second session")
    assert ahead.status is MeetingStatus.PLANNED
    assert ahead.date.value == "2021-03-24"


def test_what_was_undertaken():
    (promise,) = extract(Document(text=MINUTES)).commitments
    assert promise.type is CommitmentModality.PROMISE
    assert promise.obligor.name == "government"
    assert promise.deadline.value == "2021-03-20"


@pytest.mark.parametrize(
    "text",
    [
        "Minutes of the attack, told by those who fled\n\nThe rebels came to Lusaka at dawn, residents said.",
        "Minutes of\nPresent: \nAbsent:",
        "Present: the minister (government)\nThe army shelled the port.",
        "Minutes of the council\nPresent: " + "((((a, b;" * 5_000,
    ],
)
def test_what_is_not_minutes_is_read_as_it_stands(text):
    assert not [m for m in extract(Document(text=text)).meetings if m.participants]
