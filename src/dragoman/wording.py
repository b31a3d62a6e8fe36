"""Records in a few English words, for every face: terminal, chronology, pages.

Words from reports are made harmless here: on one line, without anything that a terminal would obey. No face adds
words of its own to what a report says; what the record marks (planned, denied, not) is said in front.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date

from dragoman.codes import Damage, FigureField, MeetingStatus, Modality, PerpetratorStatus, Stage, TargetKind
from dragoman.countries import country_name
from dragoman.model.annotations import Published
from dragoman.model.records import (
    ActorRef,
    Agreement,
    AnyRecord,
    Commitment,
    Count,
    Event,
    Figure,
    Incident,
    Meeting,
    PlaceRef,
    Responsibility,
    Statement,
    Target,
    When,
)

__all__ = [
    "asserted_words",
    "count_words",
    "day_words",
    "event_words",
    "figure_words",
    "mark_words",
    "meeting_place",
    "names",
    "perpetrator_words",
    "place_words",
    "plain",
    "published_words",
    "same_length",
    "speaker_words",
    "target_words",
    "toll_words",
    "what_words",
    "when_words",
    "who_words",
]

# Controls, and the marks that turn text around; tabs and line breaks are white space and go with it.
_HARMFUL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(words: str | None) -> str:
    """The words on one line, without anything that a terminal would obey.

    >>> plain("a\\n b\\x1b[2J")
    'a b[2J'
    """
    return " ".join(_HARMFUL.sub("", words or "").split())


def same_length(words: str) -> str:
    """As `plain`, but every character stays where it is."""
    return _HARMFUL.sub(" ", words).replace("\n", " ").replace("\r", " ").replace("\t", " ")


# --- days ----------------------------------------------------------------------------------------------------------

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def day_words(earliest: str | date | None, latest: str | date | None) -> str:
    """An interval of days as people write it.

    >>> day_words("2021-10-09", "2021-10-09"), day_words("2021-10-09", "2021-10-11")
    ('9 Oct 2021', '9-11 Oct 2021')
    >>> day_words("2021-09-27", "2021-10-03"), day_words("2021-12-30", "2022-01-02")
    ('27 Sep - 3 Oct 2021', '30 Dec 2021 - 2 Jan 2022')
    >>> day_words("1990-01-01", "1999-12-31"), day_words("2021-10-09", None)
    ('1990 - 1999', 'from 9 Oct 2021')
    >>> day_words("2021-10-01", "2021-10-31"), day_words("2021-01-01", "2021-12-31"), day_words(None, "2021-10-09")
    ('Oct 2021', '2021', 'until 9 Oct 2021')
    """
    first = date.fromisoformat(earliest) if isinstance(earliest, str) else earliest
    last = date.fromisoformat(latest) if isinstance(latest, str) else latest
    if first is None or last is None:
        return f"from {_day(first)}" if first else f"until {_day(last)}" if last else ""
    if first == last:
        return _day(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} - {last.year}"
    if first.year != last.year:
        return f"{_day(first)} - {_day(last)}"
    if first.month != last.month:
        return f"{first.day} {_MONTHS[first.month - 1]} - {_day(last)}"
    if (first.day, last.day) == (1, _length_of_month(last)):
        return f"{_MONTHS[first.month - 1]} {first.year}"
    return f"{first.day}-{_day(last)}"


def _length_of_month(day: date) -> int:
    return monthrange(day.year, day.month)[1]


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_BASIS = {"given": "", "dateline": " (dateline)", "text": " (from the text)", "none": ""}


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def published_words(published: Published) -> str:
    """When a report was written, with the weekdays told, and whether that was concluded from the dateline or the text;
    "" where unknown.
    """
    words = day_words(published.interval.earliest, published.interval.latest)
    if published.weekdays and published.day is None:
        days = "a " + " or ".join(_WEEKDAYS[day] for day in published.weekdays)
        words = f"{words}, {days}" if words else days
    return words + _BASIS.get(published.basis, "") if words else ""


def when_words(when: When | None) -> str:
    """A date in days, or in the report's words where the calendar day cannot be known."""
    return (day_words(when.earliest, when.latest) or plain(when.words)) if when else ""


# --- actors, places, counts ----------------------------------------------------------------------------------------


def names(refs: Iterable[ActorRef], between: str = ", ") -> str:
    """The names of actors, each once."""
    return between.join(dict.fromkeys(plain(ref.name) for ref in refs))


def place_words(*places: PlaceRef | str | None) -> str:
    """Places from the smallest to the largest, those that are there, each once.

    >>> place_words("Sheraton hotel", PlaceRef("Doha", "Doha"), None)
    'Sheraton hotel, Doha'
    """
    found = (plain(place.name if isinstance(place, PlaceRef) else place) for place in places)
    return ", ".join(dict.fromkeys(name for name in found if name))


def meeting_place(meeting: Meeting) -> str:
    """Venue, city and country of a meeting."""
    return place_words(meeting.venue, meeting.city, country_name(meeting.country) if meeting.country else None)


def count_words(count: Count | None) -> str:
    """A count as the report words it, else in figures; a single one is "one".

    >>> count_words(Count(24, None, words="dozens")), count_words(Count(46, None)), count_words(Count(4, 6, True))
    ('dozens', 'at least 46', 'about 4-6')
    """
    if count is None:
        return ""
    if count.words and not count.min == count.max == 1:
        return plain(count.words)
    if count.min == count.max == 1:
        return "one"  # its words are such as "a"
    about = "about " if count.approx else ""
    if count.min is None or count.max is None:
        bound = f"at least {count.min:,}" if count.min is not None else f"up to {count.max:,}" if count.max else "some"
        return about + bound
    return about + (f"{count.min:,}" if count.min == count.max else f"{count.min:,}-{count.max:,}")


def figure_words(figure: Figure) -> str:
    """One account of one number, with whose it is: "at least 46 killed (police)"."""
    return f"{count_words(figure.count)} {figure.field}{_account(figure)}"


def _account(figure: Figure) -> str:
    return f" ({plain(figure.speaker.name)})" if figure.speaker else ""


def toll_words(incident: Incident, *kinds: FigureField) -> str:
    """What the accounts in the report say was the number of the killed, say: "at least 46 (police); 50 (a doctor)"."""
    told = [f"{count_words(f.count)}{_account(f)}" for f in incident.figures if f.field in kinds]
    if not told:
        derived = {FigureField.KILLED: incident.killed, FigureField.WOUNDED: incident.wounded}
        told = [count_words(derived[kind]) for kind in kinds if derived.get(kind)]
    return "; ".join(dict.fromkeys(told))


# --- what a record tells -------------------------------------------------------------------------------------------

_MARKS = {
    Modality.PLANNED: "planned",
    Modality.POSSIBLE: "possible",
    Modality.HYPOTHETICAL: "if",
    Modality.DEMANDED: "demanded",
    Modality.DENIED: "denied",
}


def mark_words(record: AnyRecord) -> str:
    """What keeps a record from being plain fact: "not", "planned", "denied", "foiled"; "" where nothing does."""
    far = _MARKS.get(record.modality, "")
    if isinstance(record, Incident) and record.stage is not Stage.CARRIED_OUT:
        far = str(record.stage)  # says more than that it was planned
    return ", ".join(filter(None, ("not" if record.negated else "", far)))


def asserted_words(record: AnyRecord) -> str:
    """Who asserts it, and through whom; "" for the outlet in its own voice."""
    said = record.attribution
    if said is None:
        return ""
    via = f" via {plain(said.via.name)}" if said.via else ""
    return (plain(said.speaker.name) if said.speaker else "somebody unnamed") + via


def speaker_words(statement: Statement) -> str:
    """The speaker's name."""
    return plain(statement.speaker.name) if statement.speaker else "(nobody named)"


def perpetrator_words(incident: Incident) -> str:
    """Who did it, and on whose word: "army (alleged by the medics' union, denied)"; "" where nobody is named."""
    who = {ref.name: ref for ref in (*incident.perpetrators, *filter(None, (incident.perpetrator,)))}
    if not who:
        return "unknown" if incident.perpetrator_status is PerpetratorStatus.UNKNOWN else ""
    return ", ".join(plain(name) + _on_whose_word(incident, name) for name in who)


_AMOUNTS = ("dozens", "scores", "hundreds", "thousands", "millions", "tens")


def target_words(target: Target) -> str:
    """Whom or what an act struck, and what the words tell of them.

    >>> two = Count(2, 2, words="two")
    >>> target_words(Target(words="engineers", kind=TargetKind.PEOPLE, count=two, nationality="FRA"))
    'two engineers (France)'
    """
    several = target.count is not None and target.kind is not TargetKind.PERSON and target.count.min != 1
    about = (
        target.status,
        target.occupation if (target.occupation or "") not in target.words.lower() else None,
        country_name(target.nationality) if target.nationality else None,
        target.damage and ("undamaged" if target.damage is Damage.NONE else target.damage),
    )
    told = ", ".join(plain(words) for words in about if words)
    number = count_words(target.count) if several else ""
    number += " of" * number.lower().endswith(_AMOUNTS)
    count = number + " " if number and number.lower() not in target.words.lower() else ""
    return count + plain(target.words) + (f" ({told})" if told else "")


def _on_whose_word(incident: Incident, name: str) -> str:
    told = [account for account in incident.responsibility if account.who.name == name]
    said = [_footing(account) for account in told if account.status is not PerpetratorStatus.NAMED]
    status = incident.perpetrator_status
    if not told and incident.perpetrator and incident.perpetrator.name == name and status:
        said = [str(status)] * (status is not PerpetratorStatus.NAMED)
    return f" ({', '.join(dict.fromkeys(said))})" if said else ""


def _footing(account: Responsibility) -> str:
    speaker = account.speaker if account.status in (PerpetratorStatus.ALLEGED, PerpetratorStatus.SUSPECTED) else None
    return f"{account.status} by {plain(speaker.name)}" if speaker else str(account.status)


def event_words(event: Event) -> str:
    """The PLOVER type and mode: "ASSAULT drone"."""
    return f"{event.type} {event.mode}" if event.mode else str(event.type)


def who_words(record: AnyRecord) -> str:
    """Whom a record is about, in few words."""
    match record:
        case Statement():
            return speaker_words(record)
        case Meeting():
            return names(record.parties or record.participants, " - ") or "a meeting"
        case Event():
            return names(record.actors) or "somebody"
        case Incident():
            return plain(record.type)
        case Agreement():
            return plain(record.name)
        case Commitment():
            return names(filter(None, (record.obligor,))) or "(nobody named)"
        case _:
            return plain(record.name)


def what_words(record: AnyRecord) -> str:
    """What a record tells of whom `who_words` names; statements and events without their marks."""
    match record:
        case Statement():
            return plain(f"{record.cue.text}: {record.gist}")
        case Meeting():
            return _told("; ", _met_words(record), *_about(record))
        case Event():
            return _told(" ", event_words(record), _to(record.recipients), _at(place_words(record.place)))
        case Incident():
            return _told("; ", _struck_words(record), *_tolls(record))
        case Agreement():
            return _told("; ", _kind(record), names(record.parties, " - "), _signed(record), _by(record.mediators))
        case Commitment():
            return _committed(record)
        case _:
            return plain(record.type)


def _told(between: str, *pieces: str) -> str:
    return between.join(piece for piece in pieces if piece)


def _at(place: str) -> str:
    return f"in {place}" if place else ""


def _to(recipients: Sequence[ActorRef]) -> str:
    return f"→ {names(recipients)}" if recipients else ""


def _by(mediators: Sequence[ActorRef]) -> str:
    return f"mediated by {names(mediators)}" if mediators else ""


def _met_words(meeting: Meeting) -> str:
    verb = {MeetingStatus.HELD: "met", MeetingStatus.ONGOING: "are meeting"}
    where = meeting_place(meeting)
    return _told(" ", verb.get(meeting.status, f"meeting {meeting.status}"), _at(where))


def _about(meeting: Meeting) -> Iterable[str]:
    yield plain(meeting.round)
    yield f"on {', '.join(map(plain, meeting.agenda))}" if meeting.agenda else ""
    yield f"not on {', '.join(map(plain, meeting.not_about))}" if meeting.not_about else ""
    yield _by(meeting.mediators)
    yield f"hosted by {names(meeting.hosts)}" if meeting.hosts else ""
    yield f"for them {names(meeting.participants)}" if meeting.parties and meeting.participants else ""
    yield f"absent {names(meeting.absent)}" if meeting.absent else ""


def _struck_words(incident: Incident) -> str:
    known = incident.perpetrator or incident.perpetrators
    who = perpetrator_words(incident) if known else ""
    return _told(" ", _at(place_words(incident.place)), f"by {who}" if who else "", "(recalled)" * incident.recalled)


def _tolls(incident: Incident) -> Iterable[str]:
    """Every kind of figure that the report has, with its accounts."""
    for kind in FigureField:
        if told := toll_words(incident, kind):
            yield f"{kind} {told}".replace("; ", " / ")
    yield plain(incident.superlative)


def _kind(agreement: Agreement) -> str:
    return "" if agreement.type == "other" or agreement.type in agreement.name.lower() else str(agreement.type)


def _signed(agreement: Agreement) -> str:
    when = when_words(agreement.signed)
    where = place_words(agreement.place)
    return f"signed {_told(' ', when, _at(where))}" if when or where else ""


def _due(when: When | None) -> str:
    """By when, in days; in the report's words ("within 14 months") where they cannot be known."""
    if when is None:
        return ""
    days = day_words(when.earliest, when.latest)
    return f"by {days}" if days else plain(when.words)


def _committed(commitment: Commitment) -> str:
    beneficiary = commitment.beneficiary
    told = beneficiary is None or beneficiary.words in commitment.action or beneficiary.name in commitment.action
    owed = f"for {plain(beneficiary.name)}" if beneficiary and not told else ""
    return _told(
        "; ",
        _told(" ", f"{commitment.type}:", plain(commitment.action), owed),
        _due(commitment.deadline),
        plain(commitment.condition),
        f"under {plain(commitment.agreement)}" if commitment.agreement else "",
        f"reported {commitment.status}" if commitment.status != "none" else "",
    )
