"""Who and what the key of 1992 could hold of one incident, role by role, each with the signs that speak for it.

Four sources: what the record itself names; actors beside it in its sentences; armed bodies that the report names
anywhere; and what the encoder's own head for this key marks.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from dragoman.codes import ActorKind, PerpetratorStatus, Sector
from dragoman.layers.actor_lexicon import load_actors
from dragoman.model.records import Actor, ActorRef, Extraction, Incident
from evaluation.muc_marks import Mark
from evaluation.muc_relevance import THING

__all__ = ["Candidate", "candidates"]

Candidate = tuple[str, str, dict[str, float]]

_BANDS = re.compile(
    r"\b(?:guerrillas?|rebels?|terrorists?|men|man|gunmen|individuals?|persons?|soldiers?|troops|traffickers|commandos?|"
    r"groups?|members?|units?|patrols?|columns?|battalion|brigade|people|personnel|officers?|bands?)$",
    re.IGNORECASE,
)
_BODIES = re.compile(r"\b(?:forces?|military|army|police|squads?|cartels?|mafias?|government|regime)$", re.IGNORECASE)
_VEHICLES = re.compile(r"\b(?:helicopters?|gunships?|aircraft|planes?|tanks?|artillery|jets?)$", re.IGNORECASE)
_NEAR = (Sector.REB, Sector.CRM, Sector.PRM, Sector.MIL)
_LATIN = frozenset(
    "ARG BOL BRA CHL COL CRI CUB DOM ECU GTM HND HTI MEX NIC PAN PER PRI PRY SLV URY VEN".split()
)  # fmt: skip
_WORD = re.compile(r"\w+")
_MOST = 2  # acronyms that are shorter are words


def candidates(
    extraction: Extraction, record: Incident, among: Sequence[Incident], marks: Sequence[Mark]
) -> Iterator[Candidate]:
    """All that could fill a role of one of the incidents `among` which it stands; the same words may come twice."""
    first = record is among[0]
    yield from _told(extraction, record)
    yield from _beside(extraction, record, first)
    yield from _bodies(extraction, record, first)
    yield from _marked(extraction, record, among, marks)


def _told(extraction: Extraction, record: Incident) -> Iterator[Candidate]:
    """The fillers that the record itself names."""
    actors = {a.id: a for a in extraction.actors}
    for ref in record.perpetrators:
        actor = actors.get(ref.actor or "")
        more = {"told": 1.0, f"sector_{actor.sector if actor else None}": 1.0}
        more["claimed"] = float(record.perpetrator_status is PerpetratorStatus.CLAIMED)
        if _VEHICLES.search(ref.words):
            continue
        if _is_body(actor, ref):
            yield "perp_org", body_words(extraction, ref), more
        else:
            more["person"] = float(actor is not None and actor.type is ActorKind.PERSON)
            yield "perp_individual", _person_words(actor, ref.words), more
    people = sorted({a.name for a in extraction.actors if a.type is ActorKind.PERSON and " " in a.name})
    for at, target in enumerate((record.target or "").split("; ")):
        if not target:
            continue
        first = {"told": 1.0, "first": float(at == 0)}
        if THING.search(target.split(" of ")[0]):
            yield "phys_target", target, first
        elif name := next((p for p in people if p == target or target.endswith(" " + p)), None):
            yield "hum_target_name", name, first
        else:
            yield "hum_target_desc", target, first
    for at, weapon in enumerate((record.weapon or "").split("; ")):
        yield "instrument", weapon, {"told": 1.0, "first": float(at == 0)}


def _beside(extraction: Extraction, record: Incident, first: bool) -> Iterator[Candidate]:
    """Armed bodies and persons that its sentences name, or (for the first incident) other sentences."""
    spans = [e.span for e in record.evidence]
    for actor in extraction.actors:
        near = sum(any(span.contains(e.span) for span in spans) for e in actor.evidence)
        if not near and not first:
            continue
        more = {"beside" if near else "far": 1.0, "near": min(3, near) / 3, f"beside_{actor.sector}": 1.0}
        if actor.type is ActorKind.ORGANISATION and actor.sector in _NEAR and not _BANDS.search(actor.name):
            yield "perp_org", body_words(extraction, ActorRef(actor.name, actor.name, actor.id)), more
        elif actor.type is ActorKind.PERSON and " " in actor.name:
            yield "hum_target_name", actor.name, more


def _bodies(extraction: Extraction, record: Incident, first: bool) -> Iterator[Candidate]:
    """Armed bodies of the lexicon that stand in the report, also inside other names ("Shining Path members")."""
    text = extraction.document.text.lower()
    told = " ".join(e.text.lower() for e in record.evidence)
    blamed = " ".join(ref.words.lower() for ref in record.perpetrators)
    for forms in _known(text).values():
        near = sum(told.count(form) for form in forms)
        if near or first:
            more = {"known": 1.0, "near": min(3, near) / 3, "blamed": float(any(f in blamed for f in forms))}
            yield "perp_org", max(forms, key=lambda form: (len(form), form)), more


def _known(text: str) -> Mapping[str, Counter[str]]:
    """The armed bodies of Latin America that a text in lower case names, each with its forms there."""
    found: dict[str, Counter[str]] = {}
    words = list(_WORD.finditer(text))
    index = _armed_names()
    at = 0
    while at < len(words):
        start = words[at].start()
        for form, name in index.get(words[at].group(), ()):
            end = start + len(form)
            if text.startswith(form, start) and not text[end : end + 1].isalnum():
                found.setdefault(name, Counter())[form] += 1
                while at + 1 < len(words) and words[at + 1].start() < end:
                    at += 1
                break
        at += 1
    return found


@cache
def _armed_names() -> Mapping[str, tuple[tuple[str, str], ...]]:
    names: dict[str, dict[str, str]] = {}
    for aliases in load_actors()[0].values():
        for alias in aliases:
            if alias.doubtful or alias.entry.sector not in _NEAR or alias.entry.country not in _LATIN:
                continue
            if len(alias.words) > _MOST and (first := _WORD.match(alias.words)):
                names.setdefault(first.group().lower(), {})[alias.words.lower()] = alias.entry.name
    return {word: tuple(sorted(forms.items(), key=lambda f: -len(f[0]))) for word, forms in names.items()}


def _marked(
    extraction: Extraction, record: Incident, among: Sequence[Incident], marks: Sequence[Mark]
) -> Iterator[Candidate]:
    """What the encoder marks in the sentences of a record, or outside those of all but nearest to this one's."""
    people = {e.text.lower() for a in extraction.actors if a.type is ActorKind.PERSON for e in a.evidence}
    sure: dict[tuple[str, str], float] = {}
    for mark in marks:
        key = (mark.role, mark.words.lower())
        sure[key] = max(mark.confidence, sure.get(key, 0.0))
    for mark in marks:
        if _nearest(among, mark) is not record:
            continue
        inside = any(e.span.contains(mark.span) for e in record.evidence)
        more = {"marked": sure[mark.role, mark.words.lower()], "inside": float(inside)}
        role = mark.role
        if role == "hum_target":
            words = mark.words.lower()
            named = any(p == words or words.endswith(" " + p) for p in people)
            role = "hum_target_name" if named else "hum_target_desc"
        yield role, mark.words, more


def _nearest(among: Sequence[Incident], mark: Mark) -> Incident:
    """The record whose sentences hold a mark or stand nearest to it."""

    def gap(record: Incident) -> int:
        return min(max(e.span.start - mark.span.end, mark.span.start - e.span.end, 0) for e in record.evidence)

    return min(among, key=gap)


def _is_body(actor: Actor | None, ref: ActorRef) -> bool:
    body = actor is not None and actor.type in (ActorKind.ORGANISATION, ActorKind.COUNTRY)
    return (body and not _BANDS.search(ref.words)) or bool(_BODIES.search(ref.words))


def _person_words(actor: Actor | None, words: str) -> str:
    """The words for a doer, or a person's whole name where they are only a part of it."""
    return actor.name if actor and actor.type is ActorKind.PERSON and len(actor.name) > len(words) else words


def body_words(extraction: Extraction, ref: ActorRef) -> str:
    """A body as the text calls it: by its name where it is written out, else by its commonest form there."""
    actor = next((a for a in extraction.actors if a.id == ref.actor), None)
    if actor is None or actor.name.lower() in extraction.document.text.lower():
        return ref.name
    forms = Counter(e.text for e in actor.evidence)
    return max(forms, key=lambda form: (forms[form], form), default=ref.words)
