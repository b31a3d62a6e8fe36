"""When a report was written: given, from its header, or from cues of its text."""

from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.layers.dating import date_report, read_given
from dragoman.layers.dating_weekdays import WeekdayCue, likely_weekdays
from dragoman.lexicon import read_table
from dragoman.model.annotations import Interval
from dragoman.model.document import Document, Span
from dragoman.parse import parse

OPEN = Interval(None, None)


@cache
def dated(text):
    return date_report(Document(text=text), parse(text))


def year(number):
    return Interval(date(number, 1, 1), date(number, 12, 31))


@pytest.mark.parametrize(
    ("words", "interval"),
    [
        ("2021-10-09", Interval(date(2021, 10, 9), date(2021, 10, 9))),
        ("2021-10-09T14:03:00+00:00", Interval(date(2021, 10, 9), date(2021, 10, 9))),
        ("2021-10-09 14:03", Interval(date(2021, 10, 9), date(2021, 10, 9))),
        ("20211009", Interval(date(2021, 10, 9), date(2021, 10, 9))),
        ("2020-02", Interval(date(2020, 2, 1), date(2020, 2, 29))),
        ("2021", year(2021)),
        ("2021-02-31", None),
        ("0000", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_given(words, interval):
    assert read_given(words) == interval


def test_what_is_given_wins_over_the_header():
    document = Document(text="LIMA, 5 JUN 89 (AFP) -- It rained.", published="2021-10-09")
    found = date_report(document, None)
    assert (found.day, found.basis, found.confidence) == (date(2021, 10, 9), "given", 1.0)


def test_the_header_is_used_without_a_parse():
    found = date_report(Document(text="LIMA, 5 JUN 89 (AFP) -- It rained."), None)
    assert (found.day, found.basis) == (date(1989, 6, 5), "dateline")
    ((reason, span),) = found.reasons
    assert "5 JUN 89" in reason
    assert span == Span(0, 23)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://wire.example/2016/05/12/talks-resume", date(2016, 5, 12)),
        ("https://wire.example/news/2016/may/12/talks", date(2016, 5, 12)),
        ("https://wire.example/talks-2016-05-12.html", date(2016, 5, 12)),
        ("https://wire.example/20160512/talks", date(2016, 5, 12)),
        ("https://wire.example/2016/13/45/talks", None),
        ("https://wire.example/story/123456789", None),
    ],
)
def test_address(url, day):
    assert date_report(Document(text="It rained.", url=url), None).day == day


# --- from the text -------------------------------------------------------------------------------------------------


def test_one_accord_dated_twice_gives_the_year():
    found = dated("The 2020 agreement is dead, the envoy said. The rebels broke the accord that they signed last year.")
    assert found.interval == year(2021)
    assert found.basis == "text"
    assert any("2020" in reason for reason, _ in found.reasons)


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("The army took the town in 2015.", Interval(date(2015, 1, 1), None)),
        ("The army took the town in March 2015.", Interval(date(2015, 3, 1), None)),
        (
            "The army took the town in 2015. It will hold elections in 2017.",
            Interval(date(2015, 1, 1), date(2017, 12, 31)),
        ),
        ("The base will close in 2017.", Interval(None, date(2017, 12, 31))),
        ("The town lies on a river.", OPEN),
        ("Former President Bill Clinton spoke first.", Interval(date(2001, 1, 20), None)),
        (
            "President Juan Manuel Santos said on Tuesday that talks went on.",
            Interval(date(2010, 8, 7), date(2018, 8, 7)),
        ),
        ("The board will cut aid in the 2010-11 fiscal year.", Interval(date(2009, 1, 1), date(2011, 12, 31))),
        ("A bomb went off. Photo: Tuesday, March 17, 2009.", Interval(date(2009, 1, 1), date(2010, 3, 17))),
        ("He won in the 2006-07 season.", OPEN),
        ("Some 2047 voters were asked.", OPEN),
        ("Fighters of M23 took the hill.", Interval(date(2012, 4, 1), None)),
        ("This article was amended on 3 May 2019.", Interval(date(2017, 5, 3), date(2019, 5, 3))),
        ("Copyright 2018 The Valley Wire. The army took the town in 2015.", Interval(date(2015, 1, 1), None)),
        ("By JOHN DOE Valley Reporter May 3, 2019 The bridge is shut.", Interval(date(2019, 5, 2), date(2019, 5, 5))),
        ("He drove a 2005 Ford that he bought in March 2003.", Interval(date(2003, 3, 1), None)),
        # a term that may be one recalled bounds from above only where no year or "former" stands by
        ("The aide met President Juan Manuel Santos.", Interval(date(2010, 8, 7), date(2018, 8, 7))),
        ("The law fell in 1995, when President Bill Clinton led.", Interval(date(1995, 1, 1), None)),
        # two dates in full and years close to one another: seldom more than two years old
        (
            "Talks broke down on March 3, 2015. They had begun in 2014 and stalled in 2013. In June 2015 a truce came. "
            "Posted May 2015.",
            Interval(date(2015, 6, 1), date(2017, 12, 31)),
        ),
    ],
)
def test_bounds(text, interval):
    assert dated(text).interval == interval


def test_cues_narrow_one_another():
    found = dated("President Ashraf Ghani said on Tuesday that talks went on. The accord of 29 February 2020 was dead. "
                  "The army lost the town in March 2020.")  # fmt: skip
    assert found.interval == Interval(date(2020, 3, 1), date(2021, 8, 15))
    assert len(found.reasons) >= 2


def test_a_header_without_year_takes_the_year_of_the_text():
    text = "LIMA, March 12 (AFP) -- The rebels broke the accord that they signed last year. The 2020 accord is dead."
    found = dated(text)
    assert found.interval.earliest == date(2021, 3, 12)
    assert (found.interval.latest - found.interval.earliest).days <= 2


def test_rivals_run_side_by_side():
    text = (
        "Donald Trump and Hillary Clinton traded blows at a rally and in a debate. Polls say that voters of both "
        "candidates tire of the campaign. The primary is over, Bernie Sanders said."
    )
    assert dated(text).interval == Interval(date(2015, 5, 2), date(2016, 12, 13))
    assert dated(text + " President Donald Trump was sworn in later.").interval.earliest >= date(2016, 11, 1)


def test_what_was_fetched_was_written_by_then():
    text = "The army took the town in 2020."
    found = date_report(Document(text=text, retrieved="2021-10-12T08:00:00Z"), parse(text))
    assert found.interval == Interval(date(2020, 1, 1), date(2021, 10, 13))
    assert date_report(Document(text=text, retrieved="2021-10-12"), None).interval.latest == date(2021, 10, 13)


def test_every_reason_quotes_the_text():
    text = "The army took the town in 2015. President Juan Manuel Santos said on Tuesday that it will leave in 2017."
    for reason, span in dated(text).reasons:
        assert span is not None
        assert span.of(text)[:4] in reason or "written on" in reason


@pytest.mark.parametrize(
    ("named", "weekdays"),
    [
        ([(4, -1), (5, -1), (5, 1), (6, 1)], (5,)),  # Friday and Saturday behind, Saturday and Sunday ahead
        ([], ()),
        ([(1, -1)], ()),  # one weekday alone may be told of days later
    ],
)
def test_weekdays(named, weekdays):
    cues = [WeekdayCue(weekday, side, Span(900, 901), firm=True) for weekday, side in named]
    assert likely_weekdays(cues, sure=0.9) == weekdays


def test_a_weekday_behind_and_ahead_is_the_day_of_writing():
    text = (
        "A bomb killed ten people on Friday. The envoy told reporters on Saturday that he was ready. "
        "Talks on Saturday and Sunday will turn on the prisoners."
    )
    assert dated(text).weekdays == (5,)


# --- bad input, tables ---------------------------------------------------------------------------------------------


PIECES = (
    "in 2015|President Bush|said Friday.|31 February 2021|9999|will|last year|the 2020 accord|signed|\n|🙂|(AP) -|"
    "LIMA,|former|0000"
).split("|")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_any_jumble_gives_bounds_in_order(words):
    text = " ".join(words)
    interval = date_report(Document(text=text), parse(text)).interval
    assert interval.earliest is None or interval.latest is None or interval.earliest <= interval.latest


def test_terms_begin_before_they_end():
    for row in read_table("offices"):
        start = date.fromisoformat(row["start"])
        assert not row["end"] or start < date.fromisoformat(row["end"]), row


def test_names_are_known_since_a_day():
    for row in read_table("first_known"):
        assert date.fromisoformat(row["since"]), row
