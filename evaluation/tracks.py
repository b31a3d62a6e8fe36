"""How each track's predictions are written: an `Extraction` in the format of the track's scorer.

What a gold set calls otherwise than we do is mapped here, once a track, and nowhere else.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from dragoman.model.annotations import Published
from dragoman.model.document import Document, Span
from dragoman.model.records import Extraction
from evaluation.commitment_form import commitment_form
from evaluation.event_form import actors_form, events_form, quad_form
from evaluation.gold import Item
from evaluation.muc import muc_form
from evaluation.record_form import record_form
from evaluation.toll_form import casualty_form, figure_form

__all__ = ["FORMS", "NOT_YET", "TRACKS", "document_of"]


def document_of(track: str, item: Item) -> Document:
    """The report that an item gives: its text and what is known from outside; for `dating` the text alone."""
    if track == "dating":
        return Document(text=item["text"])
    day = item.get("dct") or item.get("date") or item.get("published")
    return Document(
        text=item["text"],
        title=item.get("title") or None,
        outlet=item.get("outlet") or None,
        published=_iso(str(day)) if day else None,
    )


def _iso(day: str) -> str:
    """A day as ISO writes it; PETRARCH's files leave the hyphens out.

    >>> _iso("20150609"), _iso("2016-09-12")
    ('2015-06-09', '2016-09-12')
    """
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if len(day) == 8 and day.isdigit() else day[:10]


def _attribution(extraction: Extraction) -> Item:
    return {
        "attributions": [
            {
                "source": [_pair(found.source)] if found.source else [],
                "cue": [_pair(found.cue)],
                "cue_head": _pair(found.head),
                "content": [_pair(span) for span in found.content],
            }
            for found in extraction.attributions
        ]
    }


# TimeBank writes a time of day as the clock shows it, also beside a zone ("5 p.m. EST": T17:00).
_OFFSET = re.compile(r"(?<=T\d\d:\d\d)(?:Z|[+-]\d\d:\d\d)$")


def _times(extraction: Extraction) -> Item:
    return {
        "timexes": [
            {
                "start": found.span.start,
                "end": found.span.end,
                "type": str(found.type),
                "value": _OFFSET.sub("", found.value),
            }
            for found in extraction.timexes
        ]
    }


def _places(extraction: Extraction) -> Item:
    return {
        "toponyms": [
            {
                "start": found.span.start,
                "end": found.span.end,
                "lat": found.place.lat if found.place else None,
                "lon": found.place.lon if found.place else None,
                "demonym": found.demonym,
            }
            for found in extraction.toponyms
        ]
    }


def _dating(extraction: Extraction) -> Item:
    return {**published_form(extraction.published), "weekdays": list(extraction.published.weekdays)}


def published_form(published: Published) -> Item:
    """`earliest`, `latest` and, where both are known, `best`: the day, or the middle of the interval."""
    earliest, latest = published.interval.earliest, published.interval.latest
    return {"earliest": _day(earliest), "latest": _day(latest), "best": _day(_middle(earliest, latest))}


def _record(extraction: Extraction) -> Item:
    return {"published": published_form(extraction.published), **record_form(extraction)}


def _middle(earliest: date | None, latest: date | None) -> date | None:
    return earliest + timedelta((latest - earliest).days // 2) if earliest and latest else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


FORMS: dict[str, Callable[[Extraction], Item]] = {
    "actors": actors_form,
    "attribution": _attribution,
    "casualties": casualty_form,
    "commitments": commitment_form,
    "dating": _dating,
    "figures": figure_form,
    "incidents": muc_form,
    "events": events_form,
    "places": _places,
    "quad": quad_form,
    "record": _record,
    "times": _times,
}

NOT_YET: dict[str, Any] = {
    "links": {"clusters": [], "duplicates": [], "commitment_evidence": []},
}
"""Tracks whose layer is not there yet, with the empty prediction: valid, and scored as what it is worth."""

TRACKS = (*sorted(FORMS), *sorted(NOT_YET))
