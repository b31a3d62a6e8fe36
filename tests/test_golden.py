"""A few whole reports keep their whole record; `make golden` rewrites it, to be read in the diff."""

import pytest

from tests.golden.rewrite import HERE, REPORTS, read, told


@pytest.mark.parametrize("report", REPORTS)
def test_the_record_is_as_it_was_read(report):
    assert told(read(report)) == (HERE / f"{report}.json").read_text(encoding="utf-8")


def test_a_report_on_sport_yields_nothing_political():
    extraction = read("football-cup-semifinal.txt")
    assert (extraction.meetings, extraction.events, extraction.incidents) == ((), (), ())
    assert (extraction.agreements, extraction.commitments) == ((), ())
