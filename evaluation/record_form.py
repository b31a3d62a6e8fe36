"""A report's records as the record gold writes them (its README and scorer), kind by kind."""

import re
from collections.abc import Iterable

from dragoman.codes import Modality, PerpetratorStatus, PlaceKind, Precision, Sector
from dragoman.countries import country_name
from dragoman.layers.incidents.layer import TOLL
from dragoman.model.document import Evidence
from dragoman.model.records import (
    Actor,
    ActorRef,
    Agreement,
    Commitment,
    Count,
    Event,
    Extraction,
    Incident,
    Meeting,
    Place,
    PlaceRef,
    Record,
    Statement,
    When,
)
from evaluation.event_form import parties
from evaluation.gold import Item

__all__ = ["iso_partial", "record_form"]


def record_form(extraction: Extraction) -> Item:
    """All eight kinds.

    Actors that only stand by, news outlets and tolls of a period are optional in the gold, and left out; so are places
    where nothing happens.
    """
    return {
        "meetings": [_meeting(record) for record in extraction.meetings],
        "agreements": [_agreement(record) for record in extraction.agreements],
        "commitments": [_commitment(record) for record in extraction.commitments],
        "statements": [_statement(record) for record in extraction.statements],
        "incidents": [_incident(record) for record in extraction.incidents if record.type != TOLL],
        "events": [_event(record) for record in extraction.events],
        "actors": [_actor(record) for record in extraction.actors if record.acts and record.sector != Sector.JRN],
        "places": [_place(record) for record in extraction.places if record.setting],
    }


# --- dates ----------------------------------------------------------------------------------------------------------

_VALUE = re.compile(r"(\d{4}|XXXX)(?:-(\d{2})(?:-(\d{2}))?)?(?![-\d])")


def iso_partial(when: When | None) -> str:
    """A date as far as it is known: "2021-10-09", "2021-10", "2021", "--10-17" without its year, else "".

    An interval gives what its ends have in common.

    >>> iso_partial(When("on 9 and 10 October", earliest="2021-10-09", latest="2021-10-10"))
    '2021-10'
    >>> iso_partial(When("on 17 October", value="XXXX-10-17"))
    '--10-17'
    """
    if when is None:
        return ""
    if when.earliest and when.latest:
        return _in_common(when.earliest, when.latest)
    match = _VALUE.match(when.value or "")
    if not match or match.group(0) == "XXXX":
        return ""
    return match.group(0).replace("XXXX-", "--")


def _in_common(earliest: str, latest: str) -> str:
    parts = []
    for one, other in zip(earliest.split("-"), latest.split("-"), strict=False):
        if one != other:
            break
        parts.append(one)
    return "-".join(parts)


def _dates(when: When | None) -> Item:
    """Start and end of a meeting: the ends of a range, else the one partial date twice."""
    if when and when.precision == Precision.RANGE and when.earliest and when.latest:
        return {"start": when.earliest, "end": when.latest, "text": when.words}
    return {"start": iso_partial(when), "end": iso_partial(when), "text": _words(when)}


# --- values ---------------------------------------------------------------------------------------------------------


def _evidence(record: Record) -> list[Item]:
    return [_span(evidence) for evidence in record.evidence]


def _span(evidence: Evidence) -> Item:
    return {"text": evidence.text, "start": evidence.span.start, "end": evidence.span.end}


def _name(ref: ActorRef | PlaceRef | None) -> str:
    return ref.name if ref else ""


def _names(refs: Iterable[ActorRef]) -> list[str]:
    return [ref.name for ref in refs]


def _words(when: When | None) -> str:
    return when.words if when else ""


def _country(iso3: str | None) -> str:
    return (country_name(iso3) or iso3) if iso3 else ""


def _count(count: Count | None) -> Item:
    return {"min": count.min if count else None, "max": count.max if count else None}


# --- kinds ----------------------------------------------------------------------------------------------------------


def _meeting(record: Meeting) -> Item:
    return {
        "parties": _names(record.parties),
        "participants": _names(record.participants),
        "absent": _names(record.absent),
        "mediators": _names(record.mediators),
        "hosts": _names(record.hosts),
        "venue": record.venue or "",
        "city": _name(record.city),
        "country": _country(record.country),
        "dates": _dates(record.date),
        "status": str(record.status),
        "agenda": list(record.agenda),
        "not_about": list(record.not_about),
        "evidence": _evidence(record),
    }


def _agreement(record: Agreement) -> Item:
    return {
        "name": record.name,
        "aliases": list(record.aliases),
        "parties": _names(record.parties),
        "date": iso_partial(record.signed),
        "date_text": _words(record.signed),
        "place": _name(record.place),
        "kind": str(record.type),
        "evidence": _evidence(record),
    }


def _commitment(record: Commitment) -> Item:
    return {
        "obligor": _name(record.obligor),
        "action": record.action,
        "beneficiary": _name(record.beneficiary),
        "deadline": iso_partial(record.deadline) or _words(record.deadline),
        "condition": record.condition or "",
        "agreement": record.agreement or "",
        "modality": str(record.type),
        "status_reported": str(record.status),
        "evidence": _evidence(record),
    }


def _statement(record: Statement) -> Item:
    """The main evidence alone: further stretches of a long quotation are other statements' ground, too."""
    told = (record.addressee, _name(record.via), record.medium)
    return {
        "speaker": _name(record.speaker),
        "role": record.role or "",
        "organisation": record.organisation or "",
        "cue": record.cue.text,
        "gist": record.gist,
        "directness": str(record.directness),
        "addressee_or_medium": "; ".join(str(value) for value in told if value),
        "date": iso_partial(record.date),
        "date_text": _words(record.date),
        "kind": str(record.type),
        "evidence": [_span(record.evidence[0])],
    }


_UNSAID = (PerpetratorStatus.NAMED, None)  # the gold leaves the status of a plainly named perpetrator blank


def _incident(record: Incident) -> Item:
    return {
        "type": record.type,
        "perpetrator": _name(record.perpetrator),
        "perpetrator_status": "" if record.perpetrator_status in _UNSAID else str(record.perpetrator_status),
        "target": record.target or "",
        "weapon": record.weapon or "",
        "place": _name(record.place),
        "date": iso_partial(record.date),
        "date_text": _words(record.date),
        "killed": _count(record.killed),
        "wounded": _count(record.wounded),
        "other": record.superlative or "",
        "evidence": _evidence(record),
    }


_EVENT_MODALITY = {Modality.POSSIBLE: Modality.HYPOTHETICAL, Modality.DEMANDED: Modality.HYPOTHETICAL}


def _event(record: Event) -> Item:
    sources, targets = parties(record)
    return {
        "type": str(record.type),
        "source": _names(sources),
        "target": _names(targets),
        "date": iso_partial(record.date),
        "date_text": _words(record.date),
        "negated": record.negated,
        "modality": str(_EVENT_MODALITY.get(record.modality, record.modality)),
        "evidence": _evidence(record),
    }


def _actor(record: Actor) -> Item:
    return {
        "name": record.name,
        "aliases": list(record.aliases),
        "kind": str(record.type),
        "role": record.role or "",
        "affiliation": record.affiliation or "",
        "country": _country(record.country),
        "evidence": _evidence(record),
    }


_PLACE_KINDS = {PlaceKind.ADMIN1: "province", PlaceKind.ADMIN2: "district", PlaceKind.SITE: "building"}


def _place(record: Place) -> Item:
    return {
        "name": record.name,
        "country": _country(record.country),
        "admin1": record.admin1 or "",
        "kind": _PLACE_KINDS.get(record.type, str(record.type)),
        "evidence": _evidence(record),
    }
