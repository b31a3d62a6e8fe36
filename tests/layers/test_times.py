"""Time expressions: spans, TIMEX3 values, the days they cover, and what is none."""

import time
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.codes import Precision
from dragoman.layers.times.forms import find_forms
from dragoman.layers.times.holidays import holiday_days
from dragoman.layers.times.layer import find_times
from dragoman.layers.times.words import read_words_of
from dragoman.lexicon import read_patterns
from dragoman.model.annotations import Interval, Published
from dragoman.parse import Parse, find_paragraphs, parse
from tests import HANGS

SATURDAY = date(2021, 10, 9)
GIVEN = Published(Interval(SATURDAY, SATURDAY), basis="given")
UNKNOWN = Published(Interval(None, None))
AUTUMN = Published(Interval(date(2021, 9, 1), date(2021, 12, 31)), basis="text")


@cache
def parsed(text):
    return parse(text)


def times(text, published=GIVEN):
    """The words, type and value of each expression."""
    return [(t.span.of(text), t.type.value, t.value) for t in find_times(parsed(text), published=published)]


def values(text, published=GIVEN):
    return [t.value for t in find_times(parsed(text), published=published)]


FORMS = read_patterns("times_forms")["form"]


@pytest.mark.parametrize("form", FORMS, ids=[form["name"] for form in FORMS])
def test_every_form_finds_its_example(form):
    assert (form["finds"], form["value"]) in [(words, value) for words, _, value in times(form["example"])]


HOLIDAYS = read_patterns("times_holidays")["holiday"]


@pytest.mark.parametrize("entry", HOLIDAYS, ids=[entry["names"][0] for entry in HOLIDAYS])
def test_every_holiday_is_found_in_its_example(entry):
    found = [words.lower() for words, _, _ in times(entry["example"])]
    assert any(name in words for words in found for name in entry["names"])


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        ("The envoy told reporters on Friday that talks had failed.", "Friday", "DATE", "2021-10-08"),
        ("Neither envoy could be reached on Monday.", "Monday", "DATE", "2021-10-04"),
        ("The delegations will meet on Monday.", "Monday", "DATE", "2021-10-11"),
        ("Tuesday's talks will be about prisoners.", "Tuesday", "DATE", "2021-10-12"),
        ("He was freed on Saturday.", "Saturday", "DATE", "2021-10-09"),  # the day of writing itself
        ("He flew there to meet the rebels on Thursday.", "Thursday", "DATE", "2021-10-07"),  # a purpose, not a plan
        ("They agreed to meet on Thursday.", "Thursday", "DATE", "2021-10-14"),
        ("He threatened to attack if they had not left by Thursday.", "Thursday", "DATE", "2021-10-14"),
        ("He would have attacked if they had not left by Thursday.", "Thursday", "DATE", "2021-10-07"),
        ("A bomb went off late Friday.", "late Friday", "DATE", "2021-10-08"),
        ("Shells fell early Friday morning.", "early Friday morning", "TIME", "2021-10-08TMO"),
        ("He resigned in early 2021.", "early 2021", "DATE", "2021"),
        ("The raid took place in mid-August.", "mid-August", "DATE", "2021-08"),
        ("The vote will be held in March.", "March", "DATE", "2022-03"),
        ("He was arrested last December.", "last December", "DATE", "2020-12"),
        ("They met again in December last year.", "December last year", "DATE", "2020-12"),
        ("Elections are planned for April next year.", "April next year", "DATE", "2022-04"),
        ("They met on the 5th of May 2018.", "the 5th of May 2018", "DATE", "2018-05-05"),
        ("He was shot on Feb. 3.", "Feb. 3", "DATE", "2021-02-03"),
        ("The deal of the late 1990s failed.", "the late 1990s", "DATE", "199"),
        ("Snow closed the pass in the winter of 2019.", "the winter of 2019", "DATE", "2019-WI"),
        ("Aid grew in the third quarter.", "the third quarter", "DATE", "2021-Q3"),
        ("He left two years ago.", "two years ago", "DATE", "2019"),
        ("A ceasefire was agreed six months ago.", "six months ago", "DATE", "2021-04"),
        ("The siege lasted more than three weeks.", "more than three weeks", "DURATION", "P3W"),
        ("The talks took two and a half hours.", "two and a half hours", "DURATION", "PT2H30M"),
        ("He ended a two-day visit.", "two-day", "DURATION", "P2D"),  # the article belongs to the visit
        ("They have fought for decades.", "decades", "DURATION", "PXE"),
        ("Fighting has gone on in recent weeks.", "recent weeks", "DURATION", "PXW"),
        ("A 20-year-old conflict came to an end.", "20-year-old", "DURATION", "P20Y"),
        ("They will withdraw within 135 days.", "135 days", "DURATION", "P135D"),
        ("The committee meets every Friday.", "every Friday", "SET", "XXXX-WXX-5"),
        ("Drones circle every night.", "every night", "SET", "XXXX-XX-XXTNI"),
        ("Nobody is in control now.", "now", "DATE", "PRESENT_REF"),
        ("The strike hit at 1430 GMT.", "1430 GMT", "TIME", "2021-10-09T14:30Z"),
        ("The truce begins at midnight Sunday.", "midnight Sunday", "TIME", "2021-10-10T24:00"),
        ("Guns fell silent for Eid al-Fitr.", "Eid al-Fitr", "DATE", "2021-05-13"),
        ("They met again on Nowruz.", "Nowruz", "DATE", "2021-03-20"),
    ],
)
def test_one_expression(text, words, kind, value):
    assert times(text) == [(words, kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "The 46-year-old farmer was freed.",  # an age
        "About 2000 people fled.",  # a count
        "He may go.",
        "They march in silence.",
        "Theresa May met the envoy.",
        "Profits rose by 3.5 percent to $2,021 a share.",
        "Three-quarters of the houses are gone.",
        "Flight 1990 was hit.",
        "The army wants the law to last.",
    ],
)
def test_no_expression(text):
    assert times(text) == []


def test_an_earlier_month_is_counted_from_the_time_told_of():
    text = "The army took the town in June 2014. A month earlier the rebels had fled."
    assert values(text) == ["2014-06", "2014-05"]


def test_the_following_day_is_counted_from_the_time_told_of():
    assert values("He was shot on 3 May 2018 and died the following day.") == ["2018-05-03", "2018-05-04"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The talks of 9-10 October failed.", [("9", "2021-10-09"), ("10 October", "2021-10-10")]),
        ("They met on April 24 and 25, 2019.", [("April 24", "2019-04-24"), ("25, 2019", "2019-04-25")]),
        ("They met between 3 and 5 May 2020.", [("3", "2020-05-03"), ("5 May 2020", "2020-05-05")]),
        (
            "They met on 3, 4 and 5 May 2020.",
            [("3", "2020-05-03"), ("4", "2020-05-04"), ("5 May 2020", "2020-05-05")],
        ),
    ],
)
def test_days_of_one_month(text, expected):
    assert [(words, value) for words, _, value in times(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The truce held from March to June 2020.", ["2020-03", "2020-06"]),
        ("They fought from November to March 2020.", ["2019-11", "2020-03"]),  # the November before
        ("They met in January, February and March 2020.", ["2020-01", "2020-02", "2020-03"]),
        ("They met between 28 March and 5 April 2020.", ["2020-03-28", "2020-04-05"]),
        ("It was quiet in the summer and autumn of 2020.", ["2020-SU", "2020-FA"]),
        ("He ruled in 2010-2014.", ["2010", "2014"]),
        ("They met in May and June.", ["2021-05", "2021-06"]),  # no year to borrow
    ],
)
def test_the_ends_of_a_range_share_their_year(text, expected):
    assert values(text) == expected


def days(text, published=GIVEN):
    """The days that each expression covers."""
    return [
        (t.interval.earliest, t.interval.latest) if t.interval else None
        for t in find_times(parsed(text), published=published)
    ]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The decree was issued on 12 Ramadan 1442.", "12 Ramadan 1442", "2021-04-24"),
        ("Both signed on Rajab 5, 1441.", "Rajab 5, 1441", "2020-02-29"),
        ("Both signed on Hoot 10, 1398.", "Hoot 10, 1398", "2020-02-29"),
        ("They were shot on 15 Khordad 1342.", "15 Khordad 1342", "1963-06-05"),
        ("The shah's rule ended on 22 Bahman 1357.", "22 Bahman 1357", "1979-02-11"),
        ("He was killed on the 17th of Ramadan.", "17th of Ramadan", "2021-04-29"),
        ("The convoy left at 101430Z JAN 90.", "101430Z JAN 90", "1990-01-10T14:30Z"),
        ("The order came at 0600 hours.", "0600 hours", "2021-10-09T06:00"),
        ("The convoy left at 1430Z.", "1430Z", "2021-10-09T14:30Z"),
        ("The log was closed on 2020/05/13.", "2020/05/13", "2020-05-13"),
        ("The log was closed on 9.10.2020.", "9.10.2020", "2020-10-09"),
        ("They met before Easter 2020.", "Easter 2020", "2020-04-12"),
        ("Guns fell silent for Eid al-Adha last year.", "Eid al-Adha last year", "2020-07-31"),
        ("They met on the second Tuesday of November 2020.", "the second Tuesday of November 2020", "2020-11-10"),
        ("The aid doubled in H1 2021.", "H1 2021", "2021-H1"),
        ("He resigned the day before yesterday.", "the day before yesterday", "2021-10-07"),
    ],
)
def test_calendars_and_wire_forms(text, words, value):
    assert [(found, told) for found, _, told in times(text)] == [(words, value)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hundreds fled in the past two weeks.", [(date(2021, 9, 25), SATURDAY)]),
        ("They met in the last week of June 2020.", [(date(2020, 6, 24), date(2020, 6, 30))]),
        ("They fasted in Ramadan 2021.", [(date(2021, 4, 13), date(2021, 5, 12))]),
        ("The school opened in Khordad 1399.", [(date(2020, 5, 21), date(2020, 6, 20))]),
        ("They met on 3/5/2020.", [(date(2020, 3, 5), date(2020, 5, 3))]),  # either of two days
    ],
)
def test_the_days_covered(text, expected):
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The deal was signed on 29 February 2020. Troops will leave within 135 days.",
            (date(2020, 2, 29), date(2020, 7, 13)),
        ),
        ("Troops will leave within 135 days of 29 February 2020.", (date(2020, 2, 29), date(2020, 7, 13))),
        (
            "The deal was signed on 29 February 2020. All forces will leave within 14 months of the signing.",
            (date(2020, 2, 29), date(2021, 4, 29)),
        ),
        ("They will reply within 48 hours.", (SATURDAY, date(2021, 10, 11))),
        ("Troops will leave within 14 months of the signing.", None),  # nobody says when that was
        ("By 10 March 2020 they are to be free, within three days of the signing.", None),
        ("The siege ended within three weeks.", None),
    ],
)
def test_a_deadline_is_counted_from_the_signing(text, expected):
    durations = [t for t in find_times(parsed(text), published=GIVEN) if t.type.value == "DURATION"]
    (interval,) = [t.interval for t in durations]
    assert ((interval.earliest, interval.latest) if interval else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The deal was signed on 29 February 2020. Troops will leave within 14 months of the signing.",
            [(date(2020, 2, 29), date(2021, 4, 29)), (date(2020, 2, 29), date(2021, 4, 30))],
        ),
        (
            "Troops will leave within a year of 10 March 2020.",
            [(date(2020, 3, 10), date(2021, 3, 10)), (date(2020, 3, 10), date(2021, 3, 31))],
        ),
        ("Troops will leave within a month of 31 March 2020.", []),  # the thirtieth ends April
        ("Troops will leave within 135 days of 10 March 2020.", []),
        ("They met on 3/5/2020.", [(date(2020, 3, 5),) * 2, (date(2020, 5, 3),) * 2]),
        ("They met on 3/15/2020.", []),
    ],
)
def test_both_readings_are_kept(text, expected):
    found = find_times(parsed(text), published=GIVEN)
    assert [(r.earliest, r.latest) for t in found for r in t.readings] == expected


def test_a_stretch_has_no_days_where_the_writing_has_none():
    (found,) = find_times(parsed("Hundreds fled in the past two weeks."), published=UNKNOWN)
    assert (found.value, found.interval) == ("P2W", None)


MONTHS = read_patterns("times_hijri")["month"]


@pytest.mark.parametrize("entry", MONTHS, ids=[entry["names"][0] for entry in MONTHS])
def test_every_month_of_the_islamic_calendars_is_found_in_its_example(entry):
    found = [words.lower() for words, _, _ in times(entry["example"])]
    assert any(name in words for words in found for name in entry["names"])


@pytest.mark.parametrize(
    "text", ["He met Bahman and 12 Mizan reporters.", "They met on 33 Ramadan 1442 or 31 Mehr 1399."]
)
def test_no_date_of_an_islamic_calendar(text):
    assert values(text) == []


# --- when the day of writing is not known --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He resigned on 17 October.", "XXXX-10-17"),
        ("He resigned on Friday.", "XXXX-WXX-5"),
        ("He resigned in August.", "XXXX-08"),
        ("He resigned last week.", "XXXX-WXX"),
        ("He resigned on 17 October 2019.", "2019-10-17"),
        ("He resigned in 2019.", "2019"),
        ("He served for two years.", "P2Y"),
    ],
)
def test_unknown_day_of_writing(text, value):
    found = find_times(parsed(text), published=UNKNOWN)
    assert [t.value for t in found] == [value]
    assert "X" not in value or found[0].interval is None


def test_an_interval_of_writing_bounds_what_is_relative():
    (found,) = find_times(parsed("He resigned in August."), published=AUTUMN)
    assert (found.value, found.interval) == ("2021-08", Interval(date(2021, 8, 1), date(2021, 8, 31)))
    (found,) = find_times(parsed("He resigned yesterday."), published=AUTUMN)
    assert found.precision is Precision.RANGE
    assert found.interval == Interval(date(2021, 8, 31), date(2021, 12, 30))


# --- bad input -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "They met on 31 February 2021.",
        "They met on 13/13/2020.",
        "They met on 2020-02-31.",
        "They met on 0 May.",
        "They met on 32 May 2020.",
        "They met on May 40, 2020.",
        "They met on 00/00/0000.",
    ],
)
def test_days_that_do_not_exist_have_no_value(text):
    assert not any("-" in value for value in values(text))


@pytest.mark.parametrize("text", ["In the year 0 nothing was written.", "It is 99:99 now.", "At 25 p.m. he left."])
def test_odd_numbers_raise_nothing(text):
    for found in find_times(parsed(text), published=GIVEN):
        assert found.interval is None or found.value != "0000"


def test_a_thousand_dates_in_a_line():
    text = ", ".join(["10 January 2021"] * 1000)
    assert values(text) == ["2021-01-10"] * 1000


@pytest.mark.parametrize(
    "unit",
    [
        "one ",
        "the ",
        "two hundred ",
        "1/2 ",
        "9:30 ",
        "the end of ",
        "last ",
        "early-",
        "'90s ",
        "May ",
        "12,",
        "a half ",
        "-",
        "20",
        "12 Ramadan ",
        "Rabi al-",
        "1442 ",
        "101430Z ",
        "3, ",
        "Q3 ",
        "within two days of ",
    ],
)
def test_forms_are_linear(unit):
    text = (unit * 50_000)[:50_000]
    started = time.process_time()
    # without words of the parser: the forms are tried without its time
    find_forms(read_words_of(Parse(text, (), find_paragraphs(text))))
    assert time.process_time() - started < HANGS  # 50,000 characters that are all of them time words


PIECES = (
    "last|31|February|0|9999|the|end|of|year|'s|ago|weeks|Friday|a.m.|-|,|first|quarter|1/0|24:00|GMT|\n\n|\x00|🙂|١٢|"
    "Eid al-Fitr|months"
).split("|")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_any_jumble_is_read_within_its_text(words):
    text = " ".join(words)
    tree = parse(text)
    for published in (GIVEN, UNKNOWN):
        position = 0
        for found in find_times(tree, published=published):
            assert position <= found.span.start < found.span.end <= len(text)
            position = found.span.end


# --- the calendar --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "year", "value"),
    [
        ("easter", 1998, "1998-04-12"),
        ("good friday", 1998, "1998-04-10"),
        ("thanksgiving", 1999, "1999-11-25"),
        ("election day", 1998, "1998-11-03"),
        ("nowruz", 2023, "2023-03-21"),
        ("orthodox easter", 2019, "2019-04-28"),
        ("orthodox easter", 2021, "2021-05-02"),
        ("eid al-adha", 2021, "2021-07-20"),
        ("memorial day", 2021, "2021-05-31"),
        ("passover", 2019, "2019-04-20"),
        ("rosh hashanah", 2020, "2020-09-19"),
        ("yom kippur", 1973, "1973-10-06"),
        ("hanukkah", 2019, "2019-12-23"),
        ("purim", 2021, "2021-02-26"),
        ("shavuot", 2021, "2021-05-17"),
        ("ascension day", 2021, "2021-05-13"),
    ],
)
def test_holidays(name, year, value):
    ((told, _, _),) = holiday_days(name, year)
    assert told == value
