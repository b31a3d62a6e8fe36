import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.read.days import read_day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2021-10-09", "2021-10-09"),
        ("2021-10-09T23:30:00+04:00", "2021-10-09"),  # the day where it was published
        ("2021-10-09 08:00:00", "2021-10-09"),
        ("2021/10/9", "2021-10-09"),
        ("20211009", "2021-10-09"),
        ("20211009T080000Z", "2021-10-09"),
        (20211009, "2021-10-09"),
        ("2021-10", "2021-10"),
        ("2021", "2021"),
        ("9 October 2021", "2021-10-09"),
        ("9th Oct, 2021", "2021-10-09"),
        ("October 9, 2021 8:00 PM", "2021-10-09"),
        ("Saturday, October 9, 2021", "2021-10-09"),
        ("Sat, 09 Oct 2021 10:00:00 +0000", "2021-10-09"),
        ("25/12/2021", "2021-12-25"),
        ("12/25/2021", "2021-12-25"),
        ("03.04.2021", "2021-04-03"),
        ("04/04/2021", "2021-04-04"),
        ("03/04/2021", None),  # may be two days
        (1633737600, "2021-10-09"),
        (1633737600000, "2021-10-09"),
        ("2021-02-30", None),
        ("2021-13", None),
        ("soon", None),
        ("13", None),
        ("", None),
        (None, None),
        (True, None),
        ([2021], None),
        (float("nan"), None),
    ],
)
def test_read_day(words, day):
    assert read_day(words) == day


@given(st.one_of(st.text(), st.floats(), st.integers()))
def test_nothing_is_raised(words):
    read_day(words)
