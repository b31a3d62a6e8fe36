"""When a report was written: given, from its header, or from cues of its text."""

from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dragoman
from dragoman.layers.actors.offices import spellings_of
from dragoman.layers.dating.layer import date_report, read_given
from dragoman.layers.dating.weekdays import WeekdayCue, likely_weekdays
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
            Interval(date(2010, 8, 7), date(2018, 8, 21)),  # two weeks' grace: who leaves is news
        ),
        ("The board will cut aid in the 2010-11 fiscal year.", Interval(date(2009, 1, 1), date(2011, 12, 31))),
        ("A bomb went off. Photo: Tuesday, March 17, 2009.", Interval(date(2009, 1, 1), date(2010, 3, 17))),
        ("He won in the 2006-07 season.", OPEN),
        ("Some 2047 voters were asked.", OPEN),
        ("Fighters of M23 took the hill.", Interval(date(2012, 4, 1), None)),
        ("This article was amended on 3 May 2019.", Interval(date(2017, 5, 3), date(2019, 5, 3))),
        # the year of a page may be that of its showing; beside the name of a wire it is that of writing
        (
            "Copyright 2018 The Valley Wire. The army took the town in 2015.",
            Interval(date(2015, 1, 1), date(2018, 12, 31)),
        ),
        ("The town was shelled. © 2012 The Associated Press. All rights reserved.", year(2012)),
        ("The bridge fell in the night. First published on 3 May 2019.", Interval(date(2019, 5, 2), date(2019, 5, 4))),
        (
            "See http://wire.example/2016/05/12/talks for more. The army took the town.",
            Interval(date(2016, 5, 12), None),
        ),
        ("By JOHN DOE Valley Reporter May 3, 2019 The bridge is shut.", Interval(date(2019, 5, 2), date(2019, 5, 5))),
        ("He drove a 2005 Ford that he bought in March 2003.", Interval(date(2003, 3, 1), None)),
        # a term that may be one recalled bounds from above only where no year or "former" stands by
        ("The aide met President Juan Manuel Santos.", Interval(date(2010, 8, 7), date(2018, 8, 21))),
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


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        # one thing told of twice
        ("They were seized on 4 May 2014 near the dam. The rebels had warned them in May last year.", year(2015)),
        (
            "The party will mark the tenth anniversary of the 2003 invasion.",
            Interval(date(2012, 3, 7), date(2014, 3, 31)),
        ),
        ("The mayor was shot in 1991, 25 years ago.", Interval(date(2015, 7, 2), date(2017, 7, 2))),
        (
            "The eight-year-old war, which began in March 2011, has displaced millions.",
            Interval(date(2018, 8, 30), date(2020, 5, 1)),
        ),
        (
            "The war, now in its sixth year, goes on. The conflict began in March 2011 with protests.",
            Interval(date(2016, 3, 1), date(2017, 5, 1)),
        ),
        (
            "Murders rose by a third compared with the same period of 2013, police said.",
            Interval(date(2014, 1, 1), date(2015, 4, 30)),
        ),
        # a year told by its number is not "this year"
        ("He died on 21 July 2016. A friend died in July this year.", Interval(date(2016, 7, 21), None)),
        # days planned
        ("The summit will be held in Nairobi on 14 October 2019.", Interval(date(2018, 10, 14), date(2019, 10, 14))),
        ("Talks would go on in Lima on 4 March 1992, the ministry says.", Interval(date(1991, 3, 5), date(1993, 3, 4))),
        ("Villagers fear fraud in the upcoming March 2015 elections.", Interval(date(2014, 3, 1), date(2015, 3, 31))),
        ("The loan will be repaid on 1 June 2030. The notes will mature on May 3, 2024.", OPEN),
        ("The notes, which will be due on May 3, 2024, will be sold.", OPEN),
        # the year that runs
        ("Police have arrested 300 people in 2018.", Interval(date(2018, 1, 1), date(2019, 1, 31))),
        ("The country has seen a wave of bombings in 2017.", Interval(date(2017, 1, 1), date(2018, 1, 31))),
        ("The man was believed to have died in a strike in 2017.", Interval(date(2017, 1, 1), None)),
        # titles after the name, of small letters, shortened
        (
            "Angela Merkel, the German chancellor, said on Tuesday that the talks had failed.",
            Interval(date(2005, 11, 22), date(2021, 12, 22)),
        ),
        (
            "The prime minister, Theresa May, said on Monday that she agreed.",
            Interval(date(2016, 7, 13), date(2019, 8, 7)),
        ),
        ("Texas Gov. Rick Perry said Tuesday that he signed the bill.", Interval(date(2000, 12, 21), date(2015, 2, 3))),
        (
            "UN special envoy for Yemen Ismail Ould Cheikh Ahmed said on Friday that talks would resume.",
            Interval(date(2015, 4, 25), date(2018, 3, 14)),
        ),
        ("Former US Secretary of State Colin Powell spoke.", Interval(date(2005, 1, 26), None)),
        # whose adviser, and who is only imagined in office
        ("Obama’s national security adviser, Susan Rice, wrote it.", Interval(date(2013, 4, 12), None)),
        ("He feared the prospects of President Joe Biden.", OPEN),
        ("Lt. Gov. Ralph Northam said on Tuesday that he would run.", OPEN),
        ("President George W. Bush spent the rest of his presidency on it.", Interval(date(2000, 11, 1), None)),
        # a day of the week with its date falls so in few years
        (
            "Police shot four men on Friday, March 12, near the bridge. President Barack Obama spoke on Saturday.",
            Interval(date(2009, 9, 13), date(2010, 9, 8)),
        ),
    ],
)
def test_bounds_of_two_expressions(text, interval):
    assert dated(text).interval == interval


def test_a_day_beside_yesterday_takes_the_year_of_the_text():
    found = dated("The president spoke yesterday (3 April) in the capital. The army took the town in 2015. "
                  "The base will close in 2016.")  # fmt: skip
    assert found.interval == Interval(date(2015, 4, 4), date(2016, 4, 6))


def test_what_last_night_and_a_date_tell_of_is_one_thing():
    found = dated("Last night's meeting in the capital was hard. He met the rebels for an hour on 11 June.")
    assert found.interval == OPEN  # no year
    assert any("written on 12 June" in reason for reason, _ in found.reasons)


def test_months_named_without_a_year_narrow_a_known_year():
    found = dated(
        "The 2020 accord is dead; the rebels broke the accord that they signed last year. They took the port on "
        "3 November and the dam on 28 October, and a truce will begin on 12 November."
    )
    assert found.interval.earliest >= date(2021, 9, 1)
    assert found.interval.latest == date(2021, 12, 31)
    assert any("November" in reason and span is not None for reason, span in found.reasons)


def test_of_two_presidents_the_earlier_is_recalled():
    found = dated(
        "The Bush administration declared that the money could be used. President Barack Obama widened the rule."
    )
    assert found.interval.latest is None or found.interval.latest > date(2010, 1, 1)


def test_cues_narrow_one_another():
    found = dated("President Ashraf Ghani said on Tuesday that talks went on. The accord of 29 February 2020 was dead. "
                  "The army lost the town in March 2020.")  # fmt: skip
    assert found.interval == Interval(date(2020, 3, 1), date(2021, 8, 29))
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


def test_terms_of_one_holder_do_not_overlap():
    terms = {}
    for row in read_table("offices"):
        if not row["title"].startswith("presidential"):
            terms.setdefault((row["title"], row["country"], row["name"]), []).append(
                (row["start"], row["end"] or "9999")
            )
    for holder, spans in terms.items():
        ordered = sorted(spans)
        assert all(left[1] <= right[0] for left, right in pairwise(ordered)), holder


def test_terms_stand_in_one_table():
    held = {name for row in read_table("offices") for name in spellings_of(row["name"])}
    for row in read_table("actors"):
        if row["kind"] == "person" and row["name"].lower() in held:
            assert not row["from"], row
            assert not row["to"], row


def test_names_are_known_since_a_day():
    for row in read_table("first_known"):
        assert date.fromisoformat(row["since"]), row


@pytest.mark.parametrize("stamp", ["Date of publication 28 August 2016", "Publication date: 28 August 2016"])
def test_a_date_of_publication_dates_the_report(stamp):
    text = f"{stamp}\n\nThe minister said that talks would resume in Geneva next month."
    interval = dragoman.extract(dragoman.Document(text=text)).published.interval
    assert interval.earliest >= date(2016, 8, 27)
    assert interval.latest <= date(2016, 8, 29)
