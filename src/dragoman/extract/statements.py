"""Statements: attributions with their speaker, kind, medium, addressee and day.

A statement is one cue. A quotation that runs over paragraphs is one statement a paragraph, as monitors file them; verbs
of one speaker that are coordinated in a sentence are one statement if they do the same.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.codes import Directness, Medium, StatementKind, TimexType
from dragoman.extract.communiques import Communique
from dragoman.extract.coreference import actor_at
from dragoman.extract.modality import modality_of
from dragoman.extract.statement_kinds import kind_of_statement
from dragoman.extract.when import when_of
from dragoman.model.annotations import ActorLayer, Attribution, Timex
from dragoman.model.document import Document, Span
from dragoman.model.records import Actor, ActorRef, Statement, When
from dragoman.parse import Parse, span_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["build_statements"]

GIST = 240  # characters; a line and a half of a table
WIDEST = 600  # characters of evidence; longer ones hold other statements too


@dataclass(frozen=True, slots=True)
class _Part:
    """One attribution, or one further paragraph of its content."""

    attribution: Attribution
    content: tuple[Span, ...]
    first: bool


def build_statements(
    document: Document,
    parse: Parse,
    attributions: Sequence[Attribution],
    *,
    actors: ActorLayer,
    actor_records: Sequence[Actor],
    timexes: Sequence[Timex] = (),
    communique: Communique | None = None,
) -> tuple[Statement, ...]:
    """The statements of a report in text order; `actor_records` go by the positions of `actors.entities`.

    In a communiqué "we" is its issuer, and what "we" declare are statements too.
    """
    context = _Context(document, parse, actors, actor_records, timexes, communique.issuer if communique else None)
    spoken = [attribution for attribution in attributions if attribution.speech]
    cues = {attribution.cue for attribution in spoken}
    spoken += [d for d in (communique.declarations if communique else ()) if not any(d.cue.overlaps(c) for c in cues)]
    return _without_repeats([_build(context, part) for attribution in spoken for part in _parts(parse, attribution)])


@dataclass(frozen=True, slots=True)
class _Context:
    """What every statement of a report is built with."""

    document: Document
    parse: Parse
    actors: ActorLayer
    actor_records: Sequence[Actor]
    timexes: Sequence[Timex]
    issuer: Span | None


def _build(context: _Context, part: _Part) -> Statement:
    document, parse, attribution = context.document, context.parse, part.attribution
    head: Token = parse.tokens(attribution.head).root
    source = parse.tokens(attribution.source) if attribution.source else None
    content = [parse.tokens(span) for span in part.content]
    speaker, record = _speaker(context, attribution.source)
    modality, _ = modality_of(head)
    return Statement(
        evidence=tuple(document.evidence(span) for span in _evidence(parse, part)),
        confidence=round(attribution.confidence, 2),
        modality=modality,
        negated=attribution.negated,
        type=kind_of_statement(head, attribution.negated, content, source) if content else StatementKind.CLAIM,
        cue=document.evidence(attribution.cue),
        content=tuple(document.evidence(span) for span in part.content),
        gist=gist_of(" ".join(span.of(document.text) for span in part.content)),
        directness=attribution.directness if part.first else Directness.DIRECT,
        speaker=speaker,
        source=document.evidence(attribution.source) if attribution.source else None,
        role=record.role if record else None,
        organisation=record.affiliation if record else None,
        addressee=_addressee(document, head, part.content),
        medium=_medium(document.text, head, part.content),
        date=_date(context, part),
        via=_speaker(context, attribution.via)[0],
    )


# --- what is said, and where it stands ------------------------------------------------------------------------------


def _parts(parse: Parse, attribution: Attribution) -> list[_Part]:
    """The content grouped by paragraph; the group of the cue's paragraph first, even where it is empty of content."""
    home = _paragraph(parse, attribution.cue)
    groups: dict[Span, list[Span]] = {}
    for span in attribution.content:
        for paragraph in parse.paragraphs:
            start, end = max(span.start, paragraph.start), min(span.end, paragraph.end)
            if start < end:
                groups.setdefault(paragraph, []).append(Span(start, end))
    own = groups.pop(home, [])
    if not own and groups:  # "He put it thus:" with the words in the next paragraph
        own = groups.pop(min(groups, key=lambda p: abs(p.start - home.start)))
    parts = [_Part(attribution, tuple(own), True)]
    parts += [_Part(attribution, tuple(spans), False) for _, spans in sorted(groups.items())]
    return parts


def _paragraph(parse: Parse, span: Span) -> Span:
    return next((p for p in parse.paragraphs if p.start <= span.start < p.end), span)


def _evidence(parse: Parse, part: _Part) -> tuple[Span, ...]:
    """The main evidence: source, cue and content in one stretch, clipped to the cue's surroundings where it is long."""
    if not part.first:
        return (part.content[0].cover(part.content[-1]),)
    attribution = part.attribution
    main = attribution.cue
    far: list[Span] = []
    for span in sorted(
        (*part.content, *([attribution.source] if attribution.source else [])), key=lambda s: _gap(attribution.cue, s)
    ):
        wider = main.cover(span)
        if len(wider) <= WIDEST or span == attribution.source:
            main = wider
        else:
            far.append(span)
    return (_with_closing_mark(parse.text, main), *far)


def _gap(span: Span, other: Span) -> int:
    """The characters between two spans; negative where they overlap."""
    return max(other.start - span.end, span.start - other.end)


def _with_closing_mark(text: str, span: Span) -> Span:
    following = text[span.end : span.end + 2]
    mark = re.match(r"[\"”’']?[.!?]?|[.!?][\"”’']", following)
    return Span(span.start, span.end + (mark.end() if mark else 0))


def gist_of(words: str) -> str:
    """The content in one line, without "that", quotation marks at the ends or line breaks, at most GIST characters.

    >>> gist_of('that the road\\nwould open "soon"')
    'the road would open "soon"'
    """
    line = re.sub(r"\s+", " ", words).strip()
    line = re.sub(r"^that\s+", "", line, flags=re.IGNORECASE)
    if line[:1] in '"“' and not re.search(r"[\"“”].", line[1:]):
        line = line.strip('"“”')
    line = line.rstrip(" ,;")
    return line if len(line) <= GIST else line[: line.rfind(" ", 0, GIST)].rstrip(" ,;") + " …"


# --- who, to whom, through what, when --------------------------------------------------------------------------------


def _speaker(context: _Context, source: Span | None) -> tuple[ActorRef | None, Actor | None]:
    """The actor that the source names. Words that name nobody known stand for themselves, pronouns for nobody."""
    if source is None:
        return None, None
    words = source.of(context.document.text)
    index = actor_at(context.actors, _issuer_for(context, words) or source)
    if index is None:
        return (None if words.lower() in _PRONOUNS else ActorRef(_tidy(words), words)), None
    record = context.actor_records[index]
    return ActorRef(record.name, words, record.id), record


def _issuer_for(context: _Context, words: str) -> Span | None:
    return context.issuer if words.lower() in ("we", "our", "us") else None


_PRONOUNS = frozenset(["he", "she", "it", "they", "we", "i", "you", "who", "which", "that", "this", "one"])


def _tidy(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip(" ,")


_TOLD = frozenset("tell inform assure warn urge ask remind notify advise promise brief".split())
_SPOKEN_TO = frozenset(
    "say speak talk confirm announce write explain report complain declare state propose appeal promise deny".split()
)


def _addressee(document: Document, cue: "Token", content: Sequence[Span]) -> str | None:
    """Whom the words are said to: "told the agency", "said to reporters"; never a part of the content."""
    for child in cue.children:
        if child.dep_ in ("dobj", "dative") and cue.lemma_ in _TOLD:
            return _phrase(document, child, content)
        if child.dep_ in ("prep", "dative") and child.lower_ == "to" and cue.lemma_ in _SPOKEN_TO:
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    return _phrase(document, grandchild, content)
    return None


def _phrase(document: Document, head: "Token", content: Sequence[Span]) -> str | None:
    words = [t for t in head.subtree if not any(s.start <= t.idx < s.end for s in content)]
    if head not in words or head.pos_ == "PRON":
        return None
    first = last = words.index(head)
    while first and words[first - 1].i == words[first].i - 1:
        first -= 1
    while (
        last + 1 < len(words)
        and words[last + 1].i == words[last].i + 1
        and words[last + 1].dep_ not in ("punct", "relcl")
    ):
        last += 1
    return _tidy(document.text[words[first].idx : words[last].idx + len(words[last])])


_MEDIA: tuple[tuple[Medium, re.Pattern[str]], ...] = (
    (Medium.INTERVIEW, re.compile(r"\b(?:interview|told (?:the )?[A-Z]\w+ (?:TV|News|Radio))", re.IGNORECASE)),
    (
        Medium.PRESS_CONFERENCE,
        re.compile(r"\b(?:press|news) (?:conference|briefing)|\breporters\b|\bjournalists\b", re.I),
    ),
    (
        Medium.SOCIAL_MEDIA,
        re.compile(r"\b(?:tweet\w*|Twitter|Facebook|Telegram|WhatsApp|social media|posted on X)\b", re.I),
    ),
    (Medium.VIDEO, re.compile(r"\bvideo(?:tape)?\b", re.IGNORECASE)),
    (
        Medium.SPEECH,
        re.compile(r"\b(?:in|during) (?:a|an|his|her|the) (?:\w+ )?(?:speech|address|sermon)\b", re.IGNORECASE),
    ),
    (
        Medium.BROADCAST,
        re.compile(r"\b(?:state|local|national) (?:television|TV|radio)\b|\bbroadcast\b", re.IGNORECASE),
    ),
    (Medium.LETTER, re.compile(r"\bletter\b", re.IGNORECASE)),
    (Medium.PHONE, re.compile(r"\b(?:by|over the) (?:tele)?phone\b", re.IGNORECASE)),
    (Medium.STATEMENT, re.compile(r"\b(?:statement|communiqu[eé]|press release)\b", re.IGNORECASE)),
    (Medium.REPORT, re.compile(r"\b(?:in|a|new|its) (?:\w+ )?report\b", re.IGNORECASE)),
)


def _medium(text: str, cue: "Token", content: Sequence[Span]) -> Medium | None:
    """The medium that the sentence of the cue names outside of what is said."""
    sentence = Span(cue.sent.start_char, cue.sent.end_char)
    frame = _outside(text, sentence, content)
    return next((medium for medium, pattern in _MEDIA if pattern.search(frame)), None)


def _outside(text: str, span: Span, holes: Sequence[Span]) -> str:
    pieces, at = [], span.start
    for hole in sorted(holes):
        if hole.overlaps(span):
            pieces.append(text[at : max(at, hole.start)])
            at = max(at, hole.end)
    return " | ".join([*pieces, text[at : span.end]])


def _date(context: _Context, part: _Part) -> When | None:
    """The time expression that stands beside the cue, in its sentence, outside of what is said."""
    cue = part.attribution.cue
    sentence = span_of(context.parse.tokens(cue).root.sent)
    near = [
        timex
        for timex in context.timexes
        if timex.type in (TimexType.DATE, TimexType.TIME)
        and sentence.contains(timex.span)
        and not any(content.overlaps(timex.span) for content in part.content)
        and not timex.value.endswith("_REF")
    ]
    return when_of(context.document, min(near, key=lambda t: _gap(cue, t.span))) if near else None


# --- one cue, one statement -----------------------------------------------------------------------------------------


def _without_repeats(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """One statement a main span, the surer kept: the id of a record is that span."""
    kept: dict[str, Statement] = {}
    for statement in statements:
        held = kept.get(statement.id)
        if held is None or statement.confidence > held.confidence:
            kept[statement.id] = statement
    return tuple(sorted(kept.values(), key=lambda s: (s.evidence[0].span, s.id)))
