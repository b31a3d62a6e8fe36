"""Agreements: accords, truces, plans and resolutions that a report relies on, each once under all its names.

"The peace accord", "the 2020 agreement" and "the Doha agreement" are one unless something tells them apart: another
place or year in the name, another number, other parties, or another sort of accord.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from dragoman.codes import AgreementKind, Genre, Modality
from dragoman.layers.agreements.mentions import Mention, find_mentions
from dragoman.layers.events.parties import party_key
from dragoman.layers.grammar import child
from dragoman.layers.modality import modality_of
from dragoman.layers.phrases import conjuncts, lemma, party_refs
from dragoman.layers.reading import Reading, tidy
from dragoman.layers.relevance import is_about_conflict, is_party
from dragoman.layers.sides import is_generic, main_sides
from dragoman.model.annotations import Timex
from dragoman.model.document import Span
from dragoman.model.records import ActorRef, Agreement

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["build_agreements"]

MOST = 300  # mentions that are told apart; no report has more, and litter must not cost time by the square
MENTIONS = 8  # further mentions kept as evidence


@dataclass(slots=True)
class _Group:
    """The mentions of one accord, as they are gathered."""

    mentions: list[Mention]
    parties: dict[str, ActorRef] = field(default_factory=dict)

    @property
    def marks(self) -> set[str]:
        return {mark for m in self.mentions for mark in m.marks}

    @property
    def years(self) -> set[str]:
        return {year for m in self.mentions if (year := _year(m))}


def build_agreements(reading: Reading, *, genre: Genre | None = None) -> tuple[Agreement, ...]:
    """The agreements of a report in text order; none of a report that is not about a conflict."""
    if not len(reading.parse.doc) or not is_about_conflict(reading):
        return ()
    groups: list[_Group] = []
    for mention in sorted(islice(find_mentions(reading), MOST), key=lambda m: (m.bare, m.span)):
        _gather(groups, mention)
    sides = main_sides(reading, genre)
    records = [
        _record(reading, group, sides) for group in groups if not all(m.bare and not m.alone for m in group.mentions)
    ]
    told = [set(group.parties) for group in groups if len(group.parties) > 1]
    named = [m.head for g in groups for m in g.mentions]
    records += [r for r in _reached(reading, named, sides) if not _is_told(r, told)]
    kept = {record.id: record for record in records}
    return tuple(sorted(kept.values(), key=lambda r: r.evidence[0].span))


# --- one accord, many mentions ----------------------------------------------------------------------------------------


def _gather(groups: list[_Group], mention: Mention) -> None:
    """Put a mention to the accord it can mean: the one that shares most with it, of equals the nearest before it."""
    fitting = [(_likeness(group, mention), group) for group in groups]
    fitting = [(likeness, group) for likeness, group in fitting if likeness >= 0]
    if fitting:
        _, group = max(fitting, key=lambda item: (item[0], -_distance(item[1], mention)))
        group.mentions.append(mention)
    elif mention.alone or not mention.bare:
        group = _Group([mention])
        groups.append(group)
    else:
        return
    for ref in mention.parties:
        group.parties.setdefault(party_key(ref), ref)


def _distance(group: _Group, mention: Mention) -> int:
    return min(abs(m.head.i - mention.head.i) + (1000 if m.head.i > mention.head.i else 0) for m in group.mentions)


_GENERIC = (AgreementKind.OTHER, AgreementKind.COMPREHENSIVE, AgreementKind.FRAMEWORK)


def _likeness(group: _Group, mention: Mention) -> int:
    """How much speaks for a mention's belonging to a group; -1 where something speaks against it."""
    first = group.mentions[0]
    if first.another:  # only what shares a name or year with "an earlier accord" means it
        return 2 if mention.marks & group.marks or (mention.year and _year(mention) in group.years) else -1
    numbers = {m.number for m in group.mentions if m.number}
    if mention.number or numbers:
        return 5 if mention.number in numbers else -1
    kinds = {m.type for m in group.mentions}
    if mention.bare and mention.type is AgreementKind.CEASEFIRE:
        return 2 if AgreementKind.CEASEFIRE in kinds else -1
    if mention.bare:
        fits = lemma(mention.head) in {lemma(m.head) for m in group.mentions} or (
            first.type not in (AgreementKind.PLAN, AgreementKind.RESOLUTION)
        )
        return 1 + (lemma(mention.head) in {lemma(m.head) for m in group.mentions}) if fits else -1
    if mention.type not in kinds and not (mention.type in _GENERIC and any(kind in _GENERIC for kind in kinds)):
        return -1
    year = _year(mention)
    if year and group.years and year not in group.years:
        return -1
    if mention.marks and group.marks and not mention.marks & group.marks:
        return -1
    mine, theirs = {party_key(ref) for ref in mention.parties}, set(group.parties)
    if len(mine) > 1 and len(theirs) > 1 and not mine & theirs:
        return -1
    if mention.another or (
        mention.own_words
        and (held := {w for m in group.mentions for w in m.own_words})
        and not mention.own_words & held
    ):
        return -1
    return 1 + 2 * bool(mention.marks & group.marks) + bool(mine & theirs) + bool(year and year in group.years)


def _year(mention: Mention) -> str | None:
    if mention.year:
        return mention.year
    interval = mention.signed.interval if mention.signed else None
    return str(interval.earliest.year) if interval and interval.earliest else None


_MANY = (AgreementKind.TREATY, AgreementKind.PLAN)  # conventions have many parties, plans their author


def _record(reading: Reading, group: _Group, sides: Sequence[ActorRef]) -> Agreement:
    mentions = sorted(group.mentions, key=lambda m: m.span)
    main = max(mentions, key=lambda m: (m.clause != m.span, m.named, len(m.name), -m.span.start))
    name = max(mentions, key=lambda m: (m.named, not m.bare, m.year is not None, len(m.name), -m.span.start))
    spans = [main.clause, *(m.clause if m.clause != m.span else m.span for m in mentions if m is not main)][
        : MENTIONS + 1
    ]
    names = dict.fromkeys(m.name for m in mentions if m.name.lower() != name.name.lower())
    parties = tuple(ref for ref in group.parties.values() if not (sides and is_generic(ref.name)))
    if name.type is AgreementKind.RESOLUTION:
        parties = parties or (ActorRef("UN Security Council", "Security Council"),)
    elif len(parties) < 2 and name.type not in _MANY and not any("unilateral" in m.name.lower() for m in mentions):
        known = {party_key(ref) for ref in parties}
        if not known or known & {party_key(ref) for ref in sides}:
            parties = (*parties, *(ref for ref in sides if (party_key(ref)) not in known))
    signed = next((m.signed for m in mentions if m.signed and not _lies_ahead(reading, m.signed)), None)
    mediators = {party_key(ref): ref for m in mentions for ref in m.mediators}
    return Agreement(
        evidence=tuple(reading.document.evidence(span) for span in dict.fromkeys(spans)),
        name=name.name,
        aliases=tuple(names),
        parties=parties,
        mediators=tuple(mediators.values()),
        signed=reading.when(signed) if signed else None,
        place=next((m.place for m in mentions if m.place), None),
        type=next((m.type for m in (name, *mentions) if m.type is not AgreementKind.OTHER), AgreementKind.OTHER),
        attribution=None,
    )


def _lies_ahead(reading: Reading, timex: Timex) -> bool:
    """Whether a date is later than the report: no accord is signed then ("signed on 3 May" of an unnamed year)."""
    written = reading.published.interval
    first = timex.interval.earliest if timex.interval else None
    return first is not None and written.latest is not None and first > written.latest


# --- agreed, but not by name ------------------------------------------------------------------------------------------


def _is_told(record: Agreement, told: Sequence[set[str]]) -> bool:
    """Whether an accord of the same parties has a name in the report: what they "agreed to" is in it."""
    mine = {party_key(ref) for ref in record.parties}
    return any(mine <= parties for parties in told)


_MEETING = frozenset({"meet", "convene", "talk", "negotiate", "reconvene"})
_BOTH = frozenset(
    {"side", "party", "delegation", "leader", "government", "minister", "president", "faction", "country", "state"}
)


def _reached(reading: Reading, named: "Iterable[Token]", sides: Sequence[ActorRef]) -> list[Agreement]:
    """What two parties agreed to do, where the sentence gives the accord no name: an accord "to meet every month"."""
    taken = {head.sent.start for head in named}
    found = []
    for token, lemmatised in zip(reading.parse.words, reading.parse.lemmas, strict=True):
        if lemmatised != "agree" or token.pos_ != "VERB" or token.sent.start in taken:
            continue
        if token.dep_ == "pcomp" and token.head.lower_ == "without":
            continue
        subject, act = child(token, "nsubj"), child(token, "xcomp", "ccomp")
        if act is not None and lemma(act) in _MEETING:
            continue  # they agreed to talk on
        if subject is None or act is None or act.i < token.i or modality_of(token) != (Modality.ASSERTED, False):
            continue
        heads = [word for word in conjuncts(subject) if is_party(reading, word)]
        plural = lemma(subject) in _BOTH and subject.tag_ == "NNS"
        if len(heads) < 2 and not plural:
            continue
        last = act.right_edge
        span = Span(subject.left_edge.idx, min(last.idx + len(last), subject.idx + 400))
        first = next((c for c in act.children if c.dep_ == "aux" and c.lower_ == "to"), act)
        timex = next((t for t in reading.timexes_in(Span(subject.idx, act.idx))), None)
        words = _act_words(reading, first, Span(first.idx, last.idx + len(last)))
        found.append(
            Agreement(
                evidence=(reading.document.evidence(span),),
                confidence=0.6,
                name=f"agreement {words}" if first != act else f"agreement that {words}",
                parties=party_refs(reading, heads) if len(heads) > 1 else tuple(sides),
                signed=reading.when(timex) if timex else None,
            )
        )
    return found


def _act_words(reading: Reading, first: "Token", act: Span) -> str:
    """The act in few words, up to its first date."""
    end = min([act.end, act.start + 80, *(t.span.start for t in reading.timexes_in(act))])
    words = [t for t in first.doc[first.i : first.i + 40] if t.idx + len(t) <= end]
    while len(words) > 1 and (words[-1].pos_ in ("ADP", "DET", "CCONJ", "PUNCT", "SCONJ", "PART", "AUX")):
        words.pop()
    return tidy(reading.document.text[act.start : words[-1].idx + len(words[-1])]) if words else tidy(first.text)
