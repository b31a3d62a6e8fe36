"""Words to counts: qualifiers, vague words, ranges, and the numbers that count nobody."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.layers.counts import find_quantities, normalise_count
from tests import HANGS


@pytest.mark.parametrize(
    ("phrase", "low", "high", "approx"),
    [
        ("four", 4, 4, False),
        ("at least 46", 46, None, False),
        ("more than 20", 21, None, False),
        ("over 1,200", 1201, None, False),
        ("no fewer than nine", 9, None, False),
        ("dozens", 24, None, False),
        ("scores", 40, None, False),
        ("several", 3, None, False),
        ("hundreds", 200, None, False),
        ("tens of thousands", 20_000, None, False),
        ("a dozen", 12, 12, False),
        ("at least a dozen", 12, None, False),
        ("half a dozen", 6, 6, False),
        ("two dozen", 24, 24, False),
        ("nearly 70", 70, 70, True),
        ("some 20", 20, 20, True),
        ("some villagers", 2, None, False),
        ("around thirteen", 13, 13, True),
        ("up to 24", 1, 24, False),
        ("as many as 200", 1, 200, False),
        ("fewer than ten", 1, 9, False),
        ("between 20 and 30", 20, 30, False),
        ("20 to 30", 20, 30, False),
        ("five or six", 5, 6, False),
        ("twenty-five", 25, 25, False),
        ("three hundred and six", 306, 306, False),
        ("half a million", 500_000, 500_000, False),
        ("50 or more", 50, None, False),
        ("131 at least", 131, None, False),
        ("two brothers", 2, 2, False),
        ("a shepherd", 1, 1, False),
        ("another three", 3, 3, False),
        ("both", 2, 2, False),
        ("no one", 0, 0, False),
        ("neither of the guards", 0, 0, False),
        ("several dozen", 36, None, False),
        ("a few hundred", 200, None, False),
        ("a couple of dozen", 24, None, False),
        ("many hundreds", 200, None, False),
        ("a further six", 6, 6, False),
        ("an estimated 20", 20, 20, True),
        ("a minimum of six", 6, None, False),
        ("an unknown number of villagers", 3, None, False),
        ("nobody", 0, 0, False),
    ],
)
def test_count(phrase: str, low: int, high: int | None, approx: bool) -> None:
    count = normalise_count(phrase)
    assert count is not None
    assert (count.min, count.max, count.approx) == (low, high, approx)
    assert count.words == phrase


@pytest.mark.parametrize(
    "phrase",
    [
        "in 2019",
        "the 46-year-old",
        "aged 12",
        "30 years",
        "12 May",
        "May 12",
        "0730",
        "10:30",
        "3-2",
        "-5",
        "2nd Battalion",
        "7.62",
        "60 percent",
        "$400",
        "No. 7",
        "12345678901234567890",
        "40 kilometres",
        "the valley",
        "two-thirds of them",
        "a third of them",
        "how many",
        "",
    ],
)
def test_counts_nobody(phrase: str) -> None:
    assert normalise_count(phrase) is None


@given(
    st.lists(st.sampled_from("at least 46 to and - a dozen of million 1,000 no one up three , x".split()), max_size=30)
)
def test_quantities_are_apart_and_in_order(words: list[str]) -> None:
    found = find_quantities(words)
    assert all(0 <= q.start < q.end <= len(words) for q in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(q.count.max is None or (q.count.min or 0) <= q.count.max for q in found)


@pytest.mark.parametrize("word", ["one", "-", "hundred", "at", "9", "and", "million"])
def test_long_litter_is_read_in_linear_time(word: str) -> None:
    began = time.process_time()
    find_quantities([word] * 10_000)
    assert time.process_time() - began < HANGS
