"""What the demo shows of one process: its meetings, its rival tolls, the promises and what was reported of them."""

from collections.abc import Iterable

from rich.text import Text

from dragoman.codes import FigureField
from dragoman.model.records import Commitment, Incident, Meeting
from dragoman.render import record_text
from dragoman.store import Entry, RecordFile
from dragoman.terminal import cut, fold
from dragoman.wording import day_words, place_words, plain, toll_words

__all__ = ["MONTH", "commitment_lines", "day_of_month", "meeting_lines", "toll_lines"]

# The part of the examples that is shown: the month in which several of them tell of the same talks.
MONTH = "2021-10"
_PARTY = "Taliban"

# The promise that three of the examples follow, by its words, from the first report to the last.
_PROMISED, _PROMISE_SINCE, _PROMISE_UNTIL = ("prisoners", "captives", "detainees"), "2020-02", "2020-12"

_MEETINGS, _TOLLS, _COMMITMENTS = 5, 5, 6


def day_of_month(entry: Entry) -> str:
    """The day as "9 Oct"; "" for what is not dated to a day."""
    whole = day_words(entry.earliest, entry.latest) if entry.earliest == entry.latest else ""
    return whole.rpartition(" ")[0]


def meeting_lines(record: RecordFile, width: int) -> list[Text]:
    """The meetings of the month between two sides at least, those that the reports tell most of, each once a day."""
    told: dict[tuple[str | None, str, str], Entry] = {}
    for entry in record.meetings(actor=_PARTY, since=MONTH, until=MONTH):
        meeting = entry.record
        if not isinstance(meeting, Meeting) or len(meeting.parties) < 2:
            continue
        key = (entry.earliest, place_words(meeting.city), str(meeting.status))
        if key not in told or _detail(told[key]) < _detail(entry):
            told[key] = entry
    best = sorted(told.values(), key=lambda entry: -_detail(entry))[:_MEETINGS]
    return _dated_lines(sorted(best, key=lambda entry: entry.earliest or ""), width)


def _detail(entry: Entry) -> int:
    """How much is known of a meeting, its own date counting most."""
    meeting = entry.record
    assert isinstance(meeting, Meeting)
    known = (meeting.city, meeting.round, meeting.agenda, meeting.not_about, meeting.hosts)
    return 2 * (entry.dated == "own") + sum(map(bool, known))


def _dated_lines(entries: Iterable[Entry], width: int) -> list[Text]:
    lines: list[Text] = []
    for entry in entries:
        head = Text(f"{day_of_month(entry):>6}  ", "dim")
        lines += fold(head, record_text(entry, dated=False), width, 2)
    return lines


def toll_lines(record: RecordFile, width: int) -> list[Text]:
    """Each report's incident of the month with the killed and the wounded that it gives, in columns."""
    rows = []
    for entry in record.incidents(since=MONTH, until=MONTH):
        incident = entry.record
        if not isinstance(incident, Incident) or incident.recalled or (entry.earliest or "")[:7] != MONTH:
            continue
        if killed := toll_words(incident, FigureField.KILLED):
            wounded = toll_words(incident, FigureField.WOUNDED)
            rows.append((day_of_month(entry), plain(incident.type), _name(record, entry), killed, wounded))
    lines: list[Text] = []
    for day, kind, report, killed, wounded in rows[:_TOLLS]:
        name = cut(Text(report), 30).plain
        head = Text.assemble((f"{day:>6}  ", "dim"), f"{kind:15}  ", (f"{name:30}  ", "dim"))
        body = Text.assemble((killed, "bold"), " killed", f"; {wounded} wounded" if wounded else "")
        lines += fold(head, body, width, 3)
    return lines


def _name(record: RecordFile, entry: Entry) -> str:
    """The report's outlet or title, else how it begins."""
    document = entry.document
    given = document.outlet or document.title
    text = "" if given else record.document(document.id).text or ""
    return plain(given) or next((plain(line) for line in text[:2000].splitlines() if line.strip()), document.id[:8])


def commitment_lines(record: RecordFile, width: int) -> list[Text]:
    """What was promised, demanded, refused or done about the prisoners, in order of the reports."""
    reports = {entry.document.id for entry in record.actors(actor=_PARTY)}
    found: dict[str, Entry] = {}
    for words in _PROMISED:
        for entry in record.commitments(text=words, since=_PROMISE_SINCE, until=_PROMISE_UNTIL):
            owed = entry.record
            if isinstance(owed, Commitment) and owed.obligor and entry.document.id in reports:
                found[owed.id] = entry
    lines: list[Text] = []
    for entry in sorted(found.values(), key=_reported)[:_COMMITMENTS]:
        interval = entry.document.dated.interval
        head = Text(f"{day_words(interval.latest, interval.latest):>11}  ", "dim")
        lines += fold(head, record_text(entry, dated=False), width, 2)
    return lines


def _reported(entry: Entry) -> tuple[str, int]:
    """When its report was written, then where it stands in it."""
    day = entry.document.dated.interval.latest
    return (day.isoformat() if day else "9999", entry.record.evidence[0].span.start)
