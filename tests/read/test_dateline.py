"""Datelines and date lines at the head of a report."""

import time
from datetime import date

import pytest

from dragoman.read.dateline import find_dateline
from tests import HANGS


@pytest.mark.parametrize(
    ("text", "place", "day", "agency"),
    [
        ("BAGHDAD, 10 January 2021 (Reuters) - Talks went on.", "BAGHDAD", date(2021, 1, 10), "Reuters"),
        ("SAN SALVADOR, 10 JAN 90 (DPA) -- [TEXT] A bomb went off.", "SAN SALVADOR", date(1990, 1, 10), "DPA"),
        ("DOHA, Qatar (AP) - The sides met.", "DOHA, Qatar", None, "AP"),
        ("GENEVA (AFP) — The sides met.", "GENEVA", None, "AFP"),
        ("WASHINGTON, August 8 (Xinhua) -- The sides met.", "WASHINGTON", None, "Xinhua"),
        ("JUBA, South Sudan — The sides met.", "JUBA, South Sudan", None, None),
        ("Truce holds\n\nADEN, March 3, 2020 (WAM) -- The truce held.", "ADEN", date(2020, 3, 3), "WAM"),
        ("Truce holds\n22 February 2021 Share Save\nThe truce held.", None, date(2021, 2, 22), None),
        ("Truce holds\nPublished On 9 Oct 2021\nThe truce held.", None, date(2021, 10, 9), None),
        ("Truce holds\nPosted: Tuesday, October 12, 2021 6:30 AM ET\nThe truce held.", None, date(2021, 10, 12), None),
        ("2021-10-09\nThe truce held.", None, date(2021, 10, 9), None),
        ("Truce holds\nLast updated: 3 May 2020 10:15 GMT\nIt held.", None, date(2020, 5, 3), None),
    ],
)
def test_header(text, place, day, agency):
    found = find_dateline(text)
    assert (found.place, found.date, found.agency) == (place, day, agency)


def test_a_publication_comes_before_an_update():
    found = find_dateline("Published On 9 Oct 2021\nLast updated 11 Oct 2021\nThe truce held.")
    assert (found.label, found.date) == ("published", date(2021, 10, 9))


def test_a_day_without_year_keeps_its_parts():
    found = find_dateline("WASHINGTON, August 8 (Xinhua) -- The sides met.")
    assert (found.year, found.month, found.day) == (None, 8, 8)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The sides met in Doha.",
        "On 9 October 2021 the sides met in Doha.",  # a sentence, not a date line
        "9 October 2021 was a bad day for the town.",
        "May 3",
        "A\n" * 40 + "Published On 9 Oct 2021",  # too far down
    ],
)
def test_no_header(text):
    assert find_dateline(text) is None


@pytest.mark.parametrize(
    "text", ["31 February 2021\nIt rained.", "LIMA, 45 May 1990 (AFP) -- It rained.", "0000-00-00\n"]
)
def test_days_that_do_not_exist(text):
    found = find_dateline(text)
    assert found is None or found.date is None


@pytest.mark.parametrize(
    "text", ["A " * 25_000, "[x] " * 12_500, "Jan 1 2020" + " at" * 15_000, "A.'-" * 12_500, "by " * 17_000]
)
def test_long_lines_take_no_time(text):
    started = time.process_time()
    find_dateline(text)
    assert time.process_time() - started < HANGS
