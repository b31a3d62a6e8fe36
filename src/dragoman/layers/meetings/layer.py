"""Meetings: talks, summits, rounds and encounters, each once with all its mentions.

Mentions belong to one meeting unless something tells them apart: another town, another day, another round, other
parties, or that one was held and the other lies ahead. "The talks" as a process, with no place, date or round of its
own, adds to a meeting that is told of and makes none itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from dragoman.codes import Genre, MeetingStatus, PlaceKind, Precision
from dragoman.layers.events.parties import party_key
from dragoman.layers.meetings.details import absent_from, agenda_of, hosts_of, mediators_of, participants_of
from dragoman.layers.meetings.mentions import Mention, find_mentions
from dragoman.layers.meetings.minutes import Minutes, read_minutes
from dragoman.layers.meetings.places import is_town
from dragoman.layers.phrases import lemma
from dragoman.layers.reading import Reading
from dragoman.layers.relevance import is_about_conflict
from dragoman.layers.sides import is_generic, main_sides
from dragoman.model.annotations import Timex
from dragoman.model.document import Span
from dragoman.model.records import ActorRef, Meeting

__all__ = ["build_meetings"]

S = MeetingStatus
_SORTS = {
    **dict.fromkeys(("summit", "mini-summit"), "summit"),
    **dict.fromkeys(("conference", "gathering"), "conference"),
    **dict.fromkeys(("talk", "negotiation", "dialogue", "round"), "talks"),
}  # others, as "meeting", can be any
MOST = 300  # mentions that are told apart; no report has more, and litter must not cost time by the square
MENTIONS = 6  # spans of evidence beside the main one
REACH = 1500  # characters in which "the meeting" finds the one it takes up


@dataclass(slots=True)
class _Group:
    """The mentions of one meeting, as they are gathered."""

    mentions: list[Mention]
    parties: dict[str, ActorRef] = field(default_factory=dict)

    def add(self, mention: Mention) -> None:
        for ref in mention.parties:
            self.parties.setdefault(party_key(ref), ref)


def build_meetings(reading: Reading, *, genre: Genre | None = None) -> tuple[Meeting, ...]:
    """The meetings of a report in text order; none of a report that is not about a conflict."""
    if not len(reading.parse.doc) or not is_about_conflict(reading):
        return ()
    minutes = read_minutes(reading)
    mentions = list(islice(find_mentions(reading), MOST))
    if minutes:
        mentions = [mention for mention in mentions if not minutes.stretch.contains(mention.span)]
    groups: list[_Group] = []
    for mention in mentions:
        if mention.own:
            _gather(groups, mention)
    for mention in mentions:
        if not mention.own:
            _attach(groups, mention)
    sides = main_sides(reading, genre)
    kept: dict[str, Meeting] = {}
    if minutes:
        record = _of_minutes(reading, minutes)
        kept[record.id] = record
    for group in groups:
        record = _record(reading, group, sides)
        kept.setdefault(record.id, record)
    return tuple(sorted(kept.values(), key=lambda r: r.evidence[0].span))


# --- one meeting, many mentions --------------------------------------------------------------------------------


def _gather(groups: list[_Group], mention: Mention) -> None:
    """Put a mention that says something to the meeting it agrees with, or make it one of its own."""
    fitting = [(_agreement(group, mention), group) for group in groups]
    fitting = [(score, group) for score, group in fitting if score > 0 or (score == 0 and mention.definite)]
    if fitting:
        score, group = max(fitting, key=lambda item: (item[0], -_gap(item[1], mention)))
        if score > 0 or _gap(group, mention) <= REACH:
            group.mentions.append(mention)
            group.add(mention)
            return
    group = _Group([mention])
    group.add(mention)
    groups.append(group)


def _attach(groups: Sequence[_Group], mention: Mention) -> None:
    fitting = [(_agreement(group, mention), group) for group in groups]
    fitting = [(score, group) for score, group in fitting if score >= 0 and _gap(group, mention) <= REACH]
    if fitting:
        _, group = max(fitting, key=lambda item: (item[0], -_gap(item[1], mention)))
        group.mentions.append(mention)


def _gap(group: _Group, mention: Mention) -> int:
    return min(abs(m.span.start - mention.span.start) for m in group.mentions)


def _agreement(group: _Group, mention: Mention) -> int:
    """How many things speak for a mention's telling of a meeting; -1 where one speaks against it."""
    score = 0
    for one in group.mentions:
        alike = _alike(one, mention)
        if alike < 0:
            return -1
        score = max(score, alike)
    mine = {party_key(ref) for ref in mention.parties}
    theirs = set(group.parties)
    if len(mine) > 1 and len(theirs) > 1 and not (mine <= theirs or theirs <= mine):
        return -1
    sorts = {_SORTS.get(lemma(m.head)) for m in group.mentions} - {None}
    sort = _SORTS.get(lemma(mention.head))
    if score < 3 and (
        (sort and sorts and sort not in sorts)
        or (not mention.definite and mine and len(theirs) > 1 and not mine & theirs)
    ):
        return -1  # a summit is no conference, and talks of others are other talks, but on the same day or in one town
    return score + (len(mine & theirs) > 1)


def _alike(one: Mention, other: Mention) -> int:
    score = 0
    if one.place and other.place and one.place.place and other.place.place:
        first, second = one.place.place, other.place.place
        both = is_town(first) and is_town(second)
        if first.country != second.country or (both and first.name != second.name):
            return -1
        score += 3 if both else 1
    same_day = _same_day(one.date, other.date)
    if same_day is False or _days_apart(one, other):
        return -1
    score += 3 * bool(same_day)
    if one.ordinal and other.ordinal:
        if one.ordinal != other.ordinal:
            return -1
        score += 2
    if not same_day and S.ONGOING in (one.status, other.status) and (_is_over(one) or _is_over(other)):
        return -1
    ahead = (S.PLANNED, S.PROPOSED)
    if (
        not same_day
        and one.sure
        and other.sure
        and other.own
        and ((one.status in ahead and other.status is S.HELD) or (other.status in ahead and one.status is S.HELD))
    ):
        return -1
    return score


def _is_over(mention: Mention) -> bool:
    """ "They met": talks that go on are others; "the talks began" can be these."""
    return mention.status is S.HELD and mention.head.pos_ == "VERB" and mention.head.tag_ in ("VBD", "VBN")


def _days_apart(one: Mention, other: Mention) -> bool:
    """Whether two days that hang on that of writing differ, "last night" and "today", be that known or not."""
    days = [_DEICTIC.get(" ".join(_words(m)[-2:])) or _DEICTIC.get(_words(m)[-1]) for m in (one, other) if m.date]
    return len(days) == 2 and None not in days and days[0] != days[1]


_DEICTIC = {"today": "0", "tonight": "0", "yesterday": "-1", "last night": "-1", "tomorrow": "1"}


def _words(mention: Mention) -> list[str]:
    span = mention.date.span if mention.date else mention.span
    words = mention.head.doc.char_span(span.start, span.end, alignment_mode="expand")
    return [word.lower_ for word in words] if words is not None and len(words) else [""]


def _same_day(one: Timex | None, other: Timex | None) -> bool | None:
    """Whether two dates can be one: None where either says nothing."""
    if one is None or other is None:
        return None
    if one.interval and other.interval and one.interval.earliest and other.interval.earliest:
        first = (one.interval.earliest, one.interval.latest or one.interval.earliest)
        second = (other.interval.earliest, other.interval.latest or other.interval.earliest)
        if first[0] > second[1] or second[0] > first[1]:
            return False
        return True if Precision.DAY in (one.precision, other.precision) or first == second else None
    if one.value == other.value:
        return True
    return False if one.type == other.type and len(one.value) == len(other.value) else None


# --- the record ------------------------------------------------------------------------------------------


def _of_minutes(reading: Reading, minutes: Minutes) -> Meeting:
    """The meeting whose minutes the report is."""
    fields = [span for span in (minutes.place, minutes.heading) if span]
    city = next((place for span in fields for place in reading.place_refs(span)), None)
    record = next((place for place in reading.places if city and place.id == city.place), None)
    fields = [span for span in (minutes.date, minutes.heading) if span]
    date = next((timex for span in fields for timex in reading.timexes_in(span)), None)
    return Meeting(
        evidence=(reading.document.evidence(minutes.heading),),
        parties=minutes.parties,
        participants=minutes.participants,
        absent=minutes.absent,
        mediators=minutes.mediators,
        city=city if record and record.type is PlaceKind.CITY else None,
        country=record.country if record else None,
        date=reading.when(date) if date else None,
        round=minutes.round,
        status=S.HELD,
    )


def _record(reading: Reading, group: _Group, sides: Sequence[ActorRef]) -> Meeting:
    mentions = sorted(group.mentions, key=lambda m: m.span)
    main = max(
        mentions, key=lambda m: (m.own, bool(m.date) + bool(m.place) + bool(m.round) + bool(m.parties), -m.span.start)
    )
    spans = list(dict.fromkeys([main.span, *(m.span for m in mentions if m.own), *(m.span for m in mentions)]))
    placed = [m for m in mentions if m.place and m.place.place]
    city = next((m for m in placed if m.place and m.place.place and is_town(m.place.place)), None)
    country = next((m.place.place.country for m in (city, *placed) if m and m.place and m.place.place), None)
    dated = sorted((m for m in mentions if m.date), key=lambda m: m.date.interval is None if m.date else True)
    agenda = [agenda_of(reading, m) for m in mentions]
    absent = {party_key(r): r for m in mentions for r in (*m.absent, *absent_from(reading, _sentence(m), m.head))}
    mediators = {party_key(r): r for m in mentions for r in mediators_of(reading, m)}
    hosts = {party_key(r): r for m in mentions for r in hosts_of(reading, m)}
    held = (
        main.status is not S.CANCELLED
    )  # who stays away then was not at the table, but is a side of what fell through
    participants = {party_key(r): r for m in mentions for r in participants_of(reading, m)}
    away = absent if held else {}
    named = {key: ref for key, ref in group.parties.items() if key not in away}
    parties = {
        key: ref
        for key, ref in _with_sides(named, sides if _is_between_sides(mentions) else ()).items()
        if key not in away and key not in mediators and (key not in hosts or len(group.parties) < 3)
    }
    first_round = next((m.round for m in (main, *mentions) if m.round), None)
    return Meeting(
        evidence=tuple(reading.document.evidence(span) for span in spans[: MENTIONS + 1]),
        parties=tuple(parties.values()),
        participants=tuple(ref for key, ref in participants.items() if key not in absent),
        absent=tuple(absent.values()),
        mediators=tuple(mediators.values()),
        hosts=tuple(hosts.values()),
        venue=next((m.venue for m in mentions if m.venue), None),
        city=city.place_ref if city else None,
        country=country,
        date=reading.when(dated[0].date) if dated and dated[0].date else None,
        round=first_round,
        agenda=tuple(dict.fromkeys(item for about, _ in agenda for item in about)),
        not_about=tuple(dict.fromkeys(item for _, out in agenda for item in out)),
        status=_status(mentions, main),
        attribution=reading.asserted(main.span),
    )


def _sentence(mention: Mention) -> Span:
    return Span(mention.head.sent.start_char, mention.head.sent.end_char)


def _is_between_sides(mentions: Sequence[Mention]) -> bool:
    """Whether a meeting can be one of the report's two sides: talks and rounds are, summits and conferences are not."""
    return not any(lemma(m.head) in ("summit", "mini-summit", "conference", "gathering", "visit") for m in mentions)


def _with_sides(parties: dict[str, ActorRef], sides: Sequence[ActorRef]) -> dict[str, ActorRef]:
    """The parties, completed from the report's sides where only one or none is named."""
    parties = {key: ref for key, ref in parties.items() if not is_generic(ref.name)} if sides else parties
    if len(parties) > 1 or not sides:
        return parties
    if parties and not set(parties) & {party_key(ref) for ref in sides}:
        return parties
    return {**parties, **{party_key(ref): ref for ref in sides}}


def _status(mentions: Sequence[Mention], main: Mention) -> MeetingStatus:
    """Called off outweighs all, what goes on outweighs plans; otherwise the main mention decides, if it has a verb."""
    statuses = [m.status for m in mentions if m.own or m.status in (S.CANCELLED, S.ONGOING)]
    if S.CANCELLED in statuses:
        return S.CANCELLED
    if S.ONGOING in statuses:
        return S.ONGOING
    if main.status is S.HELD:
        return next((s for s in statuses if s in (S.PLANNED, S.PROPOSED)), S.HELD)
    return main.status
