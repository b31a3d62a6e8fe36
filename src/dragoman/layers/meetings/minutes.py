"""Minutes of a meeting: the heading and the lines "Present:", "Absent:", "Chair:", "Place:" and "Date:" below it.

No verb stands in "Present: Gen. Peter Lual (government), Mary Akol (SPLM-IO)", so grammar finds no party there; the
form itself says who sat at the table.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from dragoman.layers.reading import Reading
from dragoman.model.document import Span
from dragoman.model.records import ActorRef

__all__ = ["Minutes", "read_minutes"]

_HEADING = re.compile(
    r"(?:(?:draft|agreed|official|summary)\s+)?(?:minutes|record|proceedings)\s+of\b[^\n]{0,200}", re.IGNORECASE
)
_FIELD = re.compile(
    r"[-*\u2022 \t]{0,4}(?:"
    r"(?P<present>present|in attendance|attendance|attendees|participants|delegations?)|"
    r"(?P<absent>absent|apologies)|"
    r"(?P<mediator>chair(?:ed by|man|person)?|in the chair|mediators?|facilitators?)|"
    r"(?P<observer>observers?)|(?P<place>place|venue|location)|(?P<date>date)"
    r")[ \t]{0,4}:[ \t]*(?=[^\n])",
    re.IGNORECASE,
)
_LINE = re.compile(r"[^\n]+")
_CHAIR = re.compile(r"\b(?:chair|chairman|chairperson|mediator|facilitator|mediation)\b", re.IGNORECASE)
_OBSERVER = re.compile(r"\bobservers?\b", re.IGNORECASE)
_ITEM = re.compile(r"(?P<who>[^,;()]{2,120})(?:\((?P<whose>[^()]{1,120})\))?")
_ROUND = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|final|opening|closing|"
    r"\d{1,3}(?:st|nd|rd|th)) (?:round|session|meeting|sitting)\b",
    re.IGNORECASE,
)
_LINES = 12  # below the heading, in which its fields stand
_ARTICLE = re.compile(r"(?:the|a|an|and)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Minutes:
    """The heading, the stretch of it and its fields, and what the fields say."""

    heading: Span
    stretch: Span
    round: str | None = None
    parties: tuple[ActorRef, ...] = ()
    participants: tuple[ActorRef, ...] = ()
    absent: tuple[ActorRef, ...] = ()
    mediators: tuple[ActorRef, ...] = ()
    place: Span | None = None
    date: Span | None = None


def read_minutes(reading: Reading) -> Minutes | None:
    """The minutes that the report is, or None: it begins with such a heading and says who was present."""
    text = reading.document.text
    begin = len(text) - len(text.lstrip())
    heading = _HEADING.match(text, begin)
    if heading is None:
        return None
    spans: dict[str, list[Span]] = {}
    end = heading.end()
    for line in islice(_LINE.finditer(text, heading.end()), _LINES):
        field = _FIELD.match(text, line.start(), line.end())
        if field and field.lastgroup:
            spans.setdefault(field.lastgroup, []).append(Span(field.end(), line.end()))
            end = line.end()
    if "present" not in spans:
        return None
    parties: dict[str, ActorRef] = {}
    participants: dict[str, ActorRef] = {}
    mediators: dict[str, ActorRef] = {}
    for span in spans["present"]:
        for person, body, role in _people(reading, span):
            if _CHAIR.search(role):
                mediators |= {ref.name: ref for ref in (body, person) if ref}
            elif body and not _OBSERVER.search(role):
                parties.setdefault(body.name, body)
            if person:
                participants.setdefault(person.name, person)
    for span in spans.get("mediator", ()):
        mediators |= {ref.name: ref for person, body, _ in _people(reading, span) for ref in (body, person) if ref}
    number = _ROUND.search(heading.group())
    return Minutes(
        heading=Span(heading.start(), heading.end()),
        stretch=Span(heading.start(), end),
        round=number.group() if number else None,
        parties=tuple(ref for name, ref in parties.items() if name not in mediators),
        participants=tuple(participants.values()),
        absent=_named(reading, spans.get("absent", [])),
        mediators=tuple(mediators.values()),
        place=next(iter(spans.get("place", ())), None),
        date=next(iter(spans.get("date", ())), None),
    )


def _people(reading: Reading, span: Span) -> Iterator[tuple[ActorRef | None, ActorRef | None, str]]:
    """Of each item of a list the person, the body that it stands for, and the words in brackets.

    "Mary Akol (SPLM-IO)" is a person of a body, "the SPLM-IO" a body, "John Smith (chair)" a person with a role.
    """
    text = reading.document.text
    for item in _ITEM.finditer(text, span.start, span.end):
        who = _trimmed(text, Span(*item.span("who")))
        if who is None:
            continue
        role = item["whose"] or ""
        if not role:
            yield None, reading.actor_ref(who), ""
            continue
        start = item.start("whose")
        first = Span(start, start + len(role.split(",")[0]))
        body = None if _CHAIR.fullmatch(first.of(text)) or _OBSERVER.fullmatch(first.of(text)) else first
        yield reading.actor_ref(who), reading.actor_ref(_trimmed(text, body) if body else None), role


def _named(reading: Reading, spans: list[Span]) -> tuple[ActorRef, ...]:
    refs = [body or person for span in spans for person, body, _ in _people(reading, span)]
    return tuple({ref.name: ref for ref in refs if ref}.values())


def _trimmed(text: str, span: Span) -> Span | None:
    """The span without outer white space, full stop and article; None where nothing is left."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    end = span.start + len(words.rstrip(" \t."))
    article = _ARTICLE.match(text, start, end)
    start = article.end() if article else start
    return Span(start, end) if start < end else None
