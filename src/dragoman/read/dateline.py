"""The header of a report: the dateline of a wire story, or the date line that a web page puts over its text.

Forms known: "DOHA, Qatar (AP) -", "BAGHDAD, 10 January 2021 (Reuters) -", "SAN SALVADOR, 10 JAN 90 (DPA) --",
"Published On 9 Oct 2021", "22 February 2021 Share Save", "Last updated: 3 May 2020 10:15 GMT".
"""

import re
from dataclasses import dataclass
from datetime import date

from dragoman.model.document import Span

__all__ = ["Dateline", "find_dateline"]

# A header stands in the first lines; whatever comes later belongs to the story.
_HEAD = 1_200
_LINES = 12


@dataclass(frozen=True, slots=True)
class Dateline:
    """The parts that a header gives; `label` is "dateline", "published" or "updated"."""

    span: Span
    place: str | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    agency: str | None = None
    label: str = "dateline"

    @property
    def date(self) -> date | None:
        """The day, where all three parts are given and there is such a day."""
        if self.day is None or self.month is None or self.year is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? +)?"
_YEAR = r"(?:\d{4}|['’]?\d\d)"
_DATE = (
    rf"{_WEEKDAY}(?:(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -](?P<month1>{_MONTH})"
    rf"(?:,?[ -](?P<year1>{_YEAR}))?(?!\d)|"
    rf"(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year2>\d{{4}}))?(?!\d)|"
    r"(?P<year3>\d{4})-(?P<month3>\d\d)-(?P<day3>\d\d)(?!\d))"
)
_DATE_ONLY = re.compile(_DATE, re.IGNORECASE)

_CITY = r"(?P<place>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,4}(?:, (?:[A-Z][\w.'’-]*)(?: [A-Z][\w.'’-]*){0,3})?)"
_AGENCY = r"\((?P<agency>[A-Z][\w.& /-]{1,40})\)"
_DASH = r"(?:--?|[–—―_:])"
_WIRE = re.compile(
    rf"(?:\[[^\]\n]{{0,80}}\]\s*)*{_CITY}(?:[,:]? +(?P<date>(?i:{_DATE})))?(?:,? *{_AGENCY})? *"
    rf"(?:\[[^\]\n]{{0,40}}\] *)?{_DASH}"
)
_LABEL = re.compile(
    r"(?P<label>(?:first |originally )?(?:published|posted|created|issued|released)(?: +on)?|"
    r"(?:last )?(?:updated|modified)(?: +on)?|"
    r"date|publication date)\s*[:\-–|]?\s*(?:on |at )?",
    re.IGNORECASE,
)
# What a line may hold beside its date and still be a date line: a clock time, a byline's end, buttons.
_BESIDE = re.compile(
    r"[\s|,·•.–—-]*(?:(?:at |@ )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?|share|save|print|email|comments?|\d+ min read|"
    r"updated?|published|by [\w .'-]{0,40}|(?-i:[A-Z]{2,4})\b)?",
    re.IGNORECASE,
)


def find_dateline(text: str) -> Dateline | None:
    """The dateline or date line at the head of a text: the one with most of a date, a publication before an update.

    >>> find_dateline("BAGHDAD, 10 January 2021 (Reuters) - Talks resumed.").date
    datetime.date(2021, 1, 10)
    """
    found: list[Dateline] = []
    position = 0
    for line in text[:_HEAD].split("\n")[:_LINES]:
        if line.strip():
            header = _of_line(line, position)
            if header:
                found.append(header)
        position += len(line) + 1
    return max(found, key=_worth, default=None)


def _worth(line: Dateline) -> tuple[bool, int, bool]:
    parts = sum(part is not None for part in (line.day, line.month, line.year))
    return line.date is not None, parts if line.label != "updated" else 0, line.label != "updated"


def _of_line(line: str, position: int) -> Dateline | None:
    indent = len(line) - len(line.lstrip())
    start = position + indent
    body = line.strip()
    wire = _WIRE.match(body)
    if wire and (wire["agency"] or wire["date"] or (len(wire["place"]) > 3 and body[wire.end() - 1] != ":")):
        day, month, year = _parts(wire)
        return Dateline(
            Span(start, start + wire.end()), wire["place"].strip(" ,"), day, month, year, wire["agency"], "dateline"
        )
    label = _LABEL.match(body)
    begin = label.end() if label else 0
    dated = _DATE_ONLY.match(body, begin)
    if dated is None or not (label or _is_date_line(body[dated.end() :])):
        return None
    day, month, year = _parts(dated)
    if label is None and year is None:
        return None
    updated = bool(label and re.match(r"(?:last )?(?:updated|modified)", label["label"], re.IGNORECASE))
    return Dateline(
        Span(start, start + dated.end()), None, day, month, year, None, "updated" if updated else "published"
    )


def _is_date_line(rest: str) -> bool:
    """Whether nothing but a clock time, a zone and buttons follows the date on its line."""
    position = 0
    for _ in range(6):
        beside = _BESIDE.match(rest, position)
        if beside is None or beside.end() == position:
            break
        position = beside.end()
    return not rest[position:].strip()


def _parts(match: re.Match[str]) -> tuple[int | None, int | None, int | None]:
    groups = match.groupdict()
    for number in "123":
        day, month, year = (groups.get(f"{name}{number}") for name in ("day", "month", "year"))
        if day and month:
            numeric = int(month) if month.isdigit() else _NAMES.index(month[:3].lower()) + 1
            if not (1 <= int(day) <= 31 and 1 <= numeric <= 12):
                return None, None, None
            return int(day), numeric, _full_year(year) if year else None
    return None, None, None


def _full_year(digits: str) -> int:
    """Two digits are 1970 to 2069."""
    number = int(digits.strip("'’"))
    return number if number > 99 else number + (2000 if number < 70 else 1900)
