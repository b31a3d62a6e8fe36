"""What a report's own text says of the day it was written: named years with tense, office holders, names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from dragoman.layers.actors.offices import find_tenures
from dragoman.layers.dating.campaigns import find_campaign
from dragoman.layers.dating.joins import find_joins
from dragoman.layers.dating.months import MONTH_NAMES
from dragoman.layers.dating.recent import find_recent, is_verbless
from dragoman.layers.dating.stamps import find_stamps, is_mark
from dragoman.layers.times.anchor import values
from dragoman.layers.times.calendar import interval_of, month_end
from dragoman.layers.times.forms import Found
from dragoman.layers.times.tense import direction, firm_direction
from dragoman.layers.times.words import LETTERS, token_at
from dragoman.lexicon import read_table
from dragoman.model.document import Span
from dragoman.parse import Parse

__all__ = ["Cue", "find_cues"]


@dataclass(frozen=True, slots=True)
class Cue:
    """One bound: the writing falls into one of `ranges` (None = open), as sure as `sure`. `strength` orders them when
    they quarrel.
    """

    ranges: tuple[tuple[date | None, date | None], ...]
    reason: str
    span: Span | None
    strength: int = 1
    sure: float = 0.98


def find_cues(parse: Parse, found: Sequence[Found]) -> list[Cue]:
    """The bounds that years and office holders set."""
    marked, found = found, [match for match in found if not is_mark(parse.text, match)]
    cues = _as_chronicle([cue for match in found if (cue := _of_year(parse, match))])
    cues += _of_offices(parse)
    cues += _of_running_year(parse)
    cues += _of_names(parse.text)
    cues += _of_joins(parse, found)
    cues += _of_plans(parse, found)
    cues += _of_perfect(parse, found)
    cues += _of_stamps(parse.text, marked)
    if campaign := find_campaign(parse.text):
        names = ", ".join(name.title() for name in campaign.names)
        reason = f"{names}: run against one another"
        cues.append(Cue(((campaign.start, campaign.end),), reason, campaign.span, 1, 0.95))
    if recent := find_recent(parse, found):
        reason = f"{recent.span.of(parse.text)}: the latest date told of"
        cues.append(Cue(((recent.low, recent.high),), reason, recent.span, 0, round(recent.sure, 2)))
    return cues


# --- years ---------------------------------------------------------------------------------------------------------

_DATED = frozenset({"date", "month", "year", "quarter", "season", "half", "part", "clock", "iso"})
_AHEAD = re.compile(r"\b(?:in|for|by|through|until|till|during|early|late|mid|fiscal)[\s-]$", re.IGNORECASE)
_BEHIND = re.compile(r"\b(?:in|since|during|early|late|mid)[\s-]$", re.IGNORECASE)
_NOT_BEHIND = re.compile(r"\b(?:for|until|till|to|through|by|fiscal)[\s-]$", re.IGNORECASE)
# A date that stands without a verb is the stamp of something quoted or shown, which is seldom old.
# Some are of days ahead: a programme, a vote.
_SOON = timedelta(days=365)
_AHEAD_OF = timedelta(days=180)
# No report read by this version tells of a later year in the past tense: it is a count, or a film.
_LATEST = 2035
_FUTURE_AUX = frozenset({"will", "'ll", "wo"})
_PLANS = frozenset(
    {"plan", "expect", "intend", "hope", "schedule", "slate", "aim", "project", "forecast", "anticipate", "predict"}
)


def _of_year(parse: Parse, match: Found) -> Cue | None:
    """A year told of in the past bounds the writing from below, one ahead from above."""
    years = values(match.words, "year")
    if match.reading not in _DATED or not years or not 1800 <= years[0] <= _LATEST + 50:
        return None
    first = match.words[0]
    span = Span(first.start, match.words[-1].end)
    low, high = _days_of(match, years[0])
    words = span.of(parse.text)
    side = direction(parse, first.start)
    before = parse.text[max(0, first.start - 12) : first.start]
    if (
        match.reading == "date"
        and side == 0
        and is_verbless(parse, match)
        and not re.search(r"\b(?:on|since|until|before|after|offense|by),? $", before)
        and match.words[-1].kind == LETTERS["year"]
    ):
        return Cue(((low - _AHEAD_OF, low + _SOON),), f"{words}: a stamp without a verb", span, 3)
    if (
        match.reading == "date"
        and match.words[0].kind == LETTERS["weekday"]
        and match.words[-1].kind == LETTERS["year"]
        and low.isoweekday() == match.words[0].value
    ):
        return Cue(((low - _AHEAD_OF, low + _SOON),), f"{words}: weekday and date in full", span, 3)
    if (
        side < 0
        and years[0] <= _LATEST
        and firm_direction(parse, first.start) < 0
        and (_BEHIND.search(before) or match.reading in ("month", "date"))
        and not _NOT_BEHIND.search(before)
        and not _looks_ahead(parse, match)
        and not _is_of_event(parse, first.start)
    ):
        return Cue(((low, None),), f"{words}: behind the writing", span, 2)
    if _looks_ahead(parse, match):
        return Cue(((None, high),), f"{words}: ahead of the writing", span, 1)
    return None


# "The race for the nomination in 2016 has taken shape": the race lies ahead, whatever the tense.
_EVENTS = frozenset("race election nomination vote primary convention campaign olympics referendum ballot cup".split())


def _is_of_event(parse: Parse, offset: int) -> bool:
    """Whether "in YEAR" stands with a noun that may lie ahead."""
    token = token_at(parse, offset)
    above = token.head if token is not None else None
    return above is not None and above.pos_ == "ADP" and above.head.lemma_.lower() in _EVENTS


def _as_chronicle(cues: list[Cue]) -> list[Cue]:
    """The cues; where they are stamps of several months, the text is a chronicle, which goes on after each."""
    stamps = [cue for cue in cues if cue.strength == 3]
    months = {cue.ranges[0][0].replace(day=1) for cue in stamps if cue.ranges[0][0]}
    if len(months) < 2:
        return cues
    return [replace(cue, ranges=((cue.ranges[0][0], None),)) if cue in stamps else cue for cue in cues]


def _days_of(match: Found, year: int) -> tuple[date, date]:
    if match.reading in ("date", "month") and match.words[-1].kind == LETTERS["year"]:
        months = values(match.words, "month")
        days = values(match.words, "day", "dayth")
        value = f"{year:04d}-{months[0]:02d}" if months else f"{year:04d}"
        if months and days:
            value += f"-{days[0]:02d}"
        interval, _ = interval_of(value)
        if interval and interval.earliest and interval.latest:
            return interval.earliest, interval.latest
    return date(year, 1, 1), date(year, 12, 31)


def _looks_ahead(parse: Parse, match: Found) -> bool:
    """Whether "will" or a present plan governs the year: stricter than the tense of a weekday, for years are told of
    in all sorts of clauses."""
    first = match.words[0]
    if not _AHEAD.search(parse.text[max(0, first.start - 8) : first.start]):
        return False
    token = token_at(parse, first.start)
    for _ in range(8):
        if token is None:
            return False
        if token.pos_ in ("VERB", "AUX"):
            aux = [child for child in token.children if child.dep_ in ("aux", "auxpass")]
            if any(child.lower_ in _FUTURE_AUX for child in aux):
                return True
            if token.tag_ in ("VBD",) or any(child.tag_ == "VBD" or child.lemma_ == "have" for child in aux):
                return False
            if token.lemma_ in _PLANS:
                return True
            if token.tag_ in ("VBZ", "VBP"):
                return False
        if token.head.i == token.i:
            return False
        token = token.head
    return False


# What is planned for a day is mostly planned within the year before it; what "would" be on a day may be past.
_PLANNED = timedelta(days=365)
# What runs out on a day has run for years.
_RUNS_OUT = frozenset(
    "mature maturity expire expiry expiration due lapse redeem redemption repay repayment pay payable retire term "
    "lease loan bond note debt debenture contract licence license mandate sentence vest phase treaty deadline end "
    "complete finish reach target pledge".split()
)
_NOT_A_DAY_OF = re.compile(
    r"\b(?:by|until|till|through|before|after|since|from|to|of|about|around)(?: the)? $", re.IGNORECASE
)
_WOULD = frozenset({"would", "'d"})
_AT_HAND = re.compile(
    rf"\b(?:upcoming|forthcoming)(?: [a-z]+)? (?P<month>{'|'.join(MONTH_NAMES)}) (?:\d\d?, )?(?P<year>(?:19|20)\d\d)\b"
)


def _of_plans(parse: Parse, found: Sequence[Found]) -> Iterable[Cue]:
    """Days in full on which something will or would be, and months called upcoming."""
    for ahead in _AT_HAND.finditer(parse.text):
        low = date(int(ahead["year"]), MONTH_NAMES.index(ahead["month"]) + 1, 1)
        bounds = (low - _PLANNED, month_end(low.year, low.month))
        yield Cue((bounds,), f"{ahead.group()}: is ahead", Span(*ahead.span()), 2, 0.95)
    for match in found:
        years, months = values(match.words, "year"), values(match.words, "month")
        if match.reading not in ("date", "month") or not (years and months) or not 1800 <= years[0] <= _LATEST:
            continue
        span = Span(match.words[0].start, match.words[-1].end)
        low, high = _days_of(match, years[0])
        before = parse.text[max(0, span.start - 40) : span.start]
        words = span.of(parse.text)
        if match.reading == "date" and not _NOT_A_DAY_OF.search(before):
            side = _plan_of(parse, span.start)
            if side:
                late = _PLANNED if side == "would" else timedelta(0)
                reason = f"{words}: a day that something {side} be on"
                yield Cue(((low - _PLANNED, high + late),), reason, span, 1, 0.93)


def _plan_of(parse: Parse, offset: int) -> str:
    """ "will" or "would" where the nearest verb above a day has it and nothing runs out on that day; else ""."""
    token = token_at(parse, offset)
    for _ in range(8):
        if token is None or token.lemma_.lower() in _RUNS_OUT:
            return ""
        if token.pos_ in ("VERB", "AUX"):
            beside = {child.lemma_.lower() for child in token.children}
            aux = {child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass")}
            if beside & _RUNS_OUT or "have" in aux:
                return ""
            return "will" if aux & _FUTURE_AUX else "would" if aux & _WOULD else ""
        if token.head.i == token.i:
            return ""
        token = token.head
    return ""


# "Has killed 300 in 2016" is written in that year, or in the first weeks of the next.
_NEW_YEAR = timedelta(days=31)
_IN = re.compile(r"\b(?:so far )?in $", re.IGNORECASE)


def _of_perfect(parse: Parse, found: Sequence[Found]) -> Iterable[Cue]:
    """The latest year of a text where a present perfect says what has happened in it."""
    named = [(values(match.words, "year"), match) for match in found if match.reading in _DATED]
    years = [(told[0], match) for told, match in named if told and 1900 <= told[0] <= _LATEST]
    latest = max((year for year, _ in years), default=0)
    for year, match in years:
        first = match.words[0]
        if year != latest or match.letters != "Y" or not _IN.search(parse.text[max(0, first.start - 8) : first.start]):
            continue
        if _is_perfect(parse, first.start):
            span = Span(first.start, match.words[-1].end)
            bounds = (date(year, 1, 1), date(year, 12, 31) + _NEW_YEAR)
            yield Cue((bounds,), f"{year}: the year that runs, by the present perfect", span, 2, 0.9)
            return


def _is_perfect(parse: Parse, offset: int) -> bool:
    """Whether the verb that "in YEAR" belongs to, or its object does, is in the present perfect."""
    token = token_at(parse, offset)
    nouns: set[str] = set()
    for _ in range(5):
        if token is None or token.head.i == token.i:
            return False
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            aux = {child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass")}
            is_perfect = token.tag_ == "VBN" and bool(aux & {"has", "have", "'ve"}) and not aux & _UNSURE
            # "Has denied the murders in 1994": the year of one deed is its own, that of many is the one that runs.
            return is_perfect and (not nouns or bool(nouns & _MANY))
        if token.pos_ == "NOUN":
            nouns.add(token.lemma_.lower())
        elif token.pos_ != "ADP":
            return False
    return False


_UNSURE = frozenset({"to", "would", "may", "might", "could", "must", "should"})
_MANY = frozenset("series wave string spate number rash dozen hundred thousand total rise increase surge".split())


# A year as the name of something that runs now or is at hand: "the 2009-10 season", "fiscal 2010", "the 2016 race".
_YEAR = re.compile(r"(?<![\d$.,/:-])((?:19|20)\d\d)(?![\d%]|,\d)")
_RUNS_AFTER = re.compile(
    r"(?P<years>[-–/]\d\d)?\s(?:fiscal|school|academic|legislative|general|presidential|congressional|state|federal|GOP|"
    r"Republican|Democratic|primary|White|city|county|tax|model|regular|budget|season|session|campaign|race|"
    r"election|elections|primaries|cycle|convention|census|Census|Legislature|crop|year|field|"
    r"contest|nominee|nomination|candidates|hopefuls|ballot|plan)\b"
)
# Campaigns begin in the year before last.
_VOTE = re.compile(
    r"presidential|general|GOP|Republican|Democratic|primar|White|campaign|race|election|nomin|candidates|ballot"
)
_RUNS_BEFORE = re.compile(r"(?:fiscal(?: year)?|FY|school year|model year)\s$")


def _of_running_year(parse: Parse) -> Iterable[Cue]:
    """The latest year of a text, where it names something that runs: the writing is at most a year from it.

    On the training texts 22 of 23 such years were.
    """
    years = [match for match in _YEAR.finditer(parse.text) if int(match[1]) <= _LATEST]
    if not years:
        return
    latest = max(int(match[1]) for match in years)
    for match in years:
        if int(match[1]) != latest:
            continue
        start, end = match.span()
        after = _RUNS_AFTER.match(parse.text, end)
        span = Span(start, after.end() if after else end)
        side = direction(parse, start)
        named = _RUNS_BEFORE.search(parse.text[max(0, start - 14) : start]) or (after and after["years"])
        if (named and side >= 0) or (after and side > 0):
            bounds = (date(latest - 1, 1, 1), date(latest + 1, 12, 31))
            if after and _VOTE.search(after.group()):
                bounds = (date(latest - 2, 7, 1), date(latest, 12, 31))
            yield Cue((bounds,), f"{span.of(parse.text)}: runs or is at hand", span, 1)
            return


def _of_joins(parse: Parse, found: Sequence[Found]) -> Iterable[Cue]:
    for join in find_joins(parse, found):
        yield Cue(((join.low, join.high),), join.reason, join.span, 5 if join.sure > 0.95 else 2, join.sure)


def _of_stamps(text: str, found: Sequence[Found]) -> Iterable[Cue]:
    for stamp in find_stamps(text, found):
        reason = f"{stamp.span.of(text)}: {stamp.kind}"
        yield Cue(((stamp.low, stamp.high),), reason, stamp.span, 5, 0.96)


# --- office holders ------------------------------------------------------------------------------------------------


def _of_offices(parse: Parse) -> Iterable[Cue]:
    for tenure in find_tenures(parse):
        words = tenure.span.of(parse.text)
        starts = min(start for start, _ in tenure.terms)
        if tenure.former:
            yield Cue(tenure.terms, f"{words}: no longer in office", tenure.span, 3)
        elif not tenure.near:
            yield Cue(tenure.terms, f"{words}: in office, it seems", tenure.span, 1, 0.93)
        elif any(end for _, end in tenure.terms):
            yield Cue(tenure.terms, f"{words}: in office", tenure.span, 4)
        else:
            yield Cue(((starts, None),), f"{words}: in office by then", tenure.span, 3)


@cache
def _first_known() -> tuple[re.Pattern[str], Mapping[str, date]]:
    known = {row["name"]: date.fromisoformat(row["since"]) for row in read_table("first_known")}
    names = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)"), known


def _of_names(text: str) -> Iterable[Cue]:
    """Names of movements, accords and things that did not exist before a day; the youngest of a text tells most."""
    pattern, known = _first_known()
    found = max(pattern.finditer(text), key=lambda match: known[match.group()], default=None)
    if found is not None:
        since = known[found.group()]
        yield Cue(((since, None),), f"{found.group()}: not known before {since}", Span(*found.span()), 3)
