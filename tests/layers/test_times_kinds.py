"""Expressions by kind, in sentences of our own, with all values found; the report is of Saturday, 9 October 2021."""

from datetime import date

import pytest

from dragoman.layers.times.layer import find_times
from dragoman.model.annotations import Interval, Published
from dragoman.parse import parse

SATURDAY = date(2021, 10, 9)
GIVEN = Published(Interval(SATURDAY, SATURDAY), basis="given")

ZONES = """
The blast came at 10 a.m. EST on Tuesday. || 2021-10-05T10:00-05:00
The talks begin at 14:30 local time. || 2021-10-09T14:30
The raid began at 1800 CET. || 2021-10-09T18:00+01:00
The strike hit at 0900 UTC+3. || 2021-10-09T09:00+03:00
The strike hit at 09:00 UTC+03:00. || 2021-10-09T09:00+03:00
The strike hit at 09:00 UTC-5. || 2021-10-09T09:00-05:00
The strike hit at 0900Z. || 2021-10-09T09:00Z
The truce begins at 7 p.m. (1600 GMT). || 2021-10-09T19:00 2021-10-09T16:00Z
The truce begins at 19:00 GMT+2 on Sunday. || 2021-10-10T19:00+02:00
At midnight GMT on Friday the truce ended. || 2021-10-08T24:00Z
The truce begins at noon GMT. || 2021-10-09T12:00Z
The truce took effect at 00:01 local time (2101 GMT Friday). || 2021-10-09T00:01 2021-10-08T21:01Z
It struck at 11:45 p.m. PDT Monday. || 2021-10-04T23:45-07:00
The log entry reads 2021-09-30T14:30+03:00. || 2021-09-30T14:30+03:00
It was UTC+3 there. ||
He lives in the EST zone. ||
"""
CLOCKS = """
He landed at five o'clock. || 2021-10-09T05:00
He landed at 5 o'clock on Friday afternoon. || 2021-10-08T17:00
He landed at five o'clock in the afternoon. || 2021-10-09T17:00
He landed at half past nine on Friday. || 2021-10-08T09:30
The plane took off at 06.45 on 3 May 2020. || 2020-05-03T06:45
They met last Tuesday morning. || 2021-10-05TMO
They met Friday at dawn. || 2021-10-08TMO
He came the night before last. || 2021-10-07TNI
He was shot two nights ago. || 2021-10-07TNI
On the morning of October 3 they met. || 2021-10-03
They met at one. ||
"""
YEARS_AND_WEEKS = """
The budget of 2019-20 was cut. || 2019 2020
The club won in the 2019/20 season. || 2019 2020
The 1999/2000 season was short. || 1999 2000
The war of 2008-09 left many dead. || 2008 2009
The class of '69 met. || 1969
They met in Sept. '19. || 2019-09
The report covers 2021-W40. || 2021-W40
The report covers week 40 of 2021. || 2021-W40
They met on 2020-05. || 2020-05
It rose in Q3. || 2021-Q3
He said: '20 days is enough.' || P20D
The '45 people in it fled. ||
The Q5 car was hit. ||
"""
DISTANCES = """
They will meet a week from Friday. || 2021-10-22
They met the Friday before last. || 2021-10-01
They met the week before last. || 2021-W38
They met the year before last. || 2019
They will meet the week after next. || 2021-W42
They will meet the Sunday after next. || 2021-10-17
The day before last Tuesday was quiet. || 2021-10-05
They met on Friday last week. || 2021-10-01
They met last week on Tuesday. || 2021-09-28
They will meet on Tuesday next week. || 2021-10-12
They met a year ago today. || 2020-10-09
They met two Fridays ago. || 2021-10-01
They will vote the day after tomorrow. || 2021-10-11
They took the town on 3 June 2014. The day before, they had fled. || 2014-06-03 2014-06-02
They met on 3 May 2018. Two weeks after, they fled. || 2018-05-03 2018-W20
They will meet on the 19th. || 2021-10-19
They met on 30 May 2018 and left on the 2nd. || 2018-05-30 2018-06-02
They met on the 5th of last month. || 2021-09-05
They met on the 14th floor. ||
They met on 7 October and left the next morning. || 2021-10-07 2021-10-08TMO
Aid rose in the first part of the year. || 2021
Aid rose in the fiscal year ended June 30. || P1Y 2021-06-30
It was the third raid of the day. || 2021-10-09
During the day, they prayed. ||
The fall of Kabul shocked them. ||
The fall of 2019 was quiet. || 2019-FA
The March 23 Movement (M23) denied it. ||
Fighters of the May-3 (M3) movement fled. ||
They met in late 2014 and again in May the following year. || 2014 2015-05
He was seized in 2016 and freed in June of that year. || 2016 2016-06
There was a lull until early December. || 2021-12
The truce held until May. || 2021-05
It is a decades-long war. || PXE
In the months after, they fled. ||
Before, they had fled. ||
"""
DATES = """
They met on 10-JAN-1990. || 1990-01-10
They met on 10 JAN 90. || 1990-01-10
They met on May 3, 4 and 5. || 2021-05-03 2021-05-04 2021-05-05
They met on the 3rd and 4th of May 2018. || 2018-05-03 2018-05-04
On May 3, 4 people died. || 2021-05-03
From May 3, 20 camps were shut. || 2021-05-03
As of 5 October 40 had died. || 2021-10-05
On 5 Oct 40 people died. || 2021-10-05
"""
SPANS = """
Two years and three months passed. || P2Y3M
They were held for 2 years 3 months. || P2Y3M
They waited a quarter of an hour. || PT15M
They waited three quarters of an hour. || PT45M
The committee meets twice a week. || P1W
The committee meets every other day. || P2D
The 100th day of the war was quiet. ||
"""
HOLIDAYS = """
They met at Passover 2019. || 2019-04-20
Guns fell silent for Eid. || 2021-07-20
They met on the last Friday of Ramadan. || 2021-05-07
They met on the first day of Ramadan. || 2021-04-13
The siege of Eid Ahmad was lifted. ||
"""
DIRECTIONS = """
The offer had been due to expire Friday. || 2021-10-08
He was named chief, effective Feb. 1. || 2022-02-01
Until Thursday, they had not met. || 2021-10-07
"""


# What is no time, or half of one, gets no value made up.
BAD = """
They met on 29 February 2021. ||
They met on 32-JAN-1990. ||
They met in 2021-W60. ||
They met on Мarch 5, 2020. || 2020
They met on 5 Mау 2020. || 2020
They met on 5 May ２０２０. ||
They met on ２０２１-10-05. ||
They met on l5 May 2020. || 2020-05
They met at 24:30. ||
They met at 0900 UTC+99. ||
They met 99999999999999999999 days ago. ||
They waited 99999999999999999999 days. ||
Version 1.2.3 and 3.10.12 are out. ||
They met on 40 Ramadan 1442. ||
They met on 12 Ramadan 2019. || 2019-05-17
"""


def rows(*blocks):
    return [line.split(" ||") for block in blocks for line in block.strip().splitlines()]


@pytest.mark.parametrize(
    ("text", "values"),
    rows(ZONES, CLOCKS, YEARS_AND_WEEKS, DISTANCES, DATES, SPANS, HOLIDAYS, DIRECTIONS, BAD),
)
def test_kinds(text, values):
    assert [found.value for found in find_times(parse(text), published=GIVEN)] == values.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met in the last ten days of Ramadan 2021.", (date(2021, 5, 3), date(2021, 5, 12))),
        ("They met in the first two weeks of June 2020.", (date(2020, 6, 1), date(2020, 6, 14))),
        ("They met in the middle two weeks of June 2020.", None),
    ],
)
def test_parts_of_a_period_have_its_days(text, expected):
    duration = find_times(parse(text), published=GIVEN)[0]
    assert (duration.interval and (duration.interval.earliest, duration.interval.latest)) == expected


def test_eid_of_a_year_may_be_either():
    (eid,) = find_times(parse("Guns fell silent for Eid 2019."), published=GIVEN)
    assert eid.value == "2019"
    assert [day.earliest for day in eid.readings] == [date(2019, 6, 5), date(2019, 8, 12)]
