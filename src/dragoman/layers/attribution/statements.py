"""Statements: attributions with their speaker, kind, medium, addressee and day.

A statement is one cue. A quotation that runs over paragraphs is one statement a paragraph, as monitors file them; verbs
of one speaker that are coordinated in a sentence are one statement if they do the same.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.codes import ActorKind, Directness, Medium, StatementKind
from dragoman.layers.attribution.statement_kinds import kind_of_statement
from dragoman.layers.modality import modality_of
from dragoman.layers.phrases import ancestors, lemma, sentence_near
from dragoman.layers.reading import Reading, gap_between, tidy
from dragoman.model.annotations import Attribution
from dragoman.model.document import Document, Span
from dragoman.model.records import Actor, Statement, When, one_a_span
from dragoman.parse import Parse

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

__all__ = ["build_statements"]

GIST = 240  # characters; a line and a half of a table
TOLD = 0.5  # probability from which the encoder settles the kind
WIDEST = 600  # characters of evidence; longer ones hold other statements too


@dataclass(frozen=True, slots=True)
class _Part:
    """One attribution, or one further paragraph of its content."""

    attribution: Attribution
    content: tuple[Span, ...]
    first: bool


def build_statements(reading: Reading) -> tuple[Statement, ...]:
    """The statements of a report in text order. In a communiqué, what "we" declare are statements too."""
    spoken = [a for a in reading.attributions if a.speech and not _says_nothing(reading, a)]
    cues = [attribution.cue for attribution in spoken]
    if reading.communique:
        spoken += [d for d in reading.communique.declarations if not any(d.cue.overlaps(cue) for cue in cues)]
    return one_a_span([_build(reading, part) for attribution in spoken for part in _parts(reading, attribution)])


_UNNAMED = re.compile(
    r"(?:to )?(?:not (?:to )?be (?:named|identified|quoted)|remain anonymous|anonymity)", re.IGNORECASE
)


def _says_nothing(reading: Reading, attribution: Attribution) -> bool:
    """ "An official who asked not to be named", and the headline "Kenya: Who holds the gold?", put down to Kenya."""
    text = reading.document.text
    if any(_UNNAMED.match(span.of(text)) for span in attribution.content):
        return True
    asked = any("?" in text[span.end - 1 : span.end + 1] for span in attribution.content)
    label = attribution.cue.of(text) == ":"
    record = reading.actor_record(attribution.source) if asked and label else None
    return record is not None and record.type is not ActorKind.PERSON


def _build(reading: Reading, part: _Part) -> Statement:
    document, parse, attribution = reading.document, reading.parse, part.attribution
    head: Token = parse.tokens(attribution.head).root
    source = parse.tokens(attribution.source) if attribution.source else None
    content = [parse.tokens(span) for span in part.content]
    named = attribution.antecedent or attribution.source  # "the envoy, who said": whom "who" stands for
    record = reading.actor_record(named)
    modality, _ = modality_of(head)
    return Statement(
        evidence=tuple(document.evidence(span) for span in _evidence(parse, part)),
        confidence=round(attribution.confidence, 2),
        found_by=attribution.found_by,
        modality=modality,
        negated=attribution.negated,
        type=_kind(reading, attribution, head, content, source),
        cue=document.evidence(attribution.cue),
        content=tuple(document.evidence(span) for span in part.content),
        gist=gist_of(" ".join(span.of(document.text) for span in part.content)),
        directness=attribution.directness if part.first else Directness.DIRECT,
        speaker=reading.actor_ref(named),
        source=document.evidence(attribution.source) if attribution.source else None,
        role=record.role if record else None,
        organisation=_organisation(record) if record else None,
        addressee=_addressee(document, head, part.content),
        medium=_medium(document.text, head, part.content),
        date=_date(reading, part, head),
        via=reading.actor_ref(attribution.via),
    )


def _kind(
    reading: Reading, attribution: Attribution, cue: "Token", content: "Sequence[Tokens]", source: "Tokens | None"
) -> StatementKind:
    """What the encoder is sure of, as it puts 80 of 100 held-back statements of ours right and the rules 65.

    That somebody declines to tell is the rules' to say: they know the words for it.
    """
    if not content:
        return StatementKind.CLAIM
    told = kind_of_statement(cue, attribution.negated, content, source)
    if reading.labels and told is not StatementKind.NONDISCLOSURE:
        chances = reading.labels.class_chances("kind", cue.idx)
        best = max(chances, key=lambda kind: chances[kind], default=None)
        if best is not None and chances[best] >= TOLD:
            return StatementKind(best)
    return told


def _organisation(speaker: Actor) -> str | None:
    """The body a speaker speaks for: a person's affiliation, or the speaker itself where that is a body."""
    own = speaker.name if speaker.type in (ActorKind.ORGANISATION, ActorKind.COUNTRY) else None
    return speaker.affiliation or own


# --- what is said, and where it stands ------------------------------------------------------------------------------


def _parts(reading: Reading, attribution: Attribution) -> list[_Part]:
    """The content grouped by paragraph; the group of the cue's paragraph first, even where it is empty of content."""
    home = reading.paragraph(attribution.cue)
    groups: dict[Span, list[Span]] = {}
    for span in attribution.content:
        at = span.start
        while at < span.end:
            paragraph = reading.paragraph(Span(at, span.end))
            end = min(span.end, paragraph.end)
            groups.setdefault(paragraph, []).append(Span(at, end))
            rest = reading.document.text[end : span.end]
            at = end + len(rest) - len(rest.lstrip())
    own = groups.pop(home, [])
    if not own and groups:  # "He put it thus:" with the words in the next paragraph
        own = groups.pop(min(groups, key=lambda p: abs(p.start - home.start)))
    parts = [_Part(attribution, tuple(own), True)]
    parts += [_Part(attribution, tuple(spans), False) for _, spans in sorted(groups.items())]
    return parts


def _evidence(parse: Parse, part: _Part) -> tuple[Span, ...]:
    """The main evidence: source, cue and content in one stretch, clipped to the cue's surroundings where it is long."""
    if not part.first:
        return (part.content[0].cover(part.content[-1]),)
    attribution = part.attribution
    main = attribution.cue
    far: list[Span] = []
    for span in sorted(
        (*part.content, *([attribution.source] if attribution.source else [])),
        key=lambda s: gap_between(attribution.cue, s),
    ):
        wider = main.cover(span)
        if len(wider) <= WIDEST or span == attribution.source:
            main = wider
        else:
            far.append(span)
    return (_with_closing_mark(parse.text, main), *far)


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
    return tidy(document.text[words[first].idx : words[last].idx + len(words[last])])


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
    frame = _outside(text, sentence_near(cue), content)
    return next((medium for medium, pattern in _MEDIA if pattern.search(frame)), None)


def _outside(text: str, span: Span, holes: Sequence[Span]) -> str:
    pieces, at = [], span.start
    for hole in sorted(holes):
        if hole.overlaps(span):
            pieces.append(text[at : max(at, hole.start)])
            at = max(at, hole.end)
    return " | ".join([*pieces, text[at : span.end]])


def _date(reading: Reading, part: _Part, head: "Token") -> When | None:
    """The time expression that says when the cue's words were spoken: beside it, and no part of anything said."""
    near = [
        timex
        for timex in reading.timexes_in(sentence_near(head))
        if not any(content.overlaps(timex.span) for content in part.content)
        and not reading.is_said(timex.span)
        and (
            timex.span.start - part.attribution.cue.end == 1  # "said Monday", wherever the parser hung it
            or _tells_when(reading.parse.tokens(timex.span).root, head)
        )
    ]
    if not near:
        return None
    return reading.when(min(near, key=lambda t: gap_between(part.attribution.cue, t.span)))


# What stands under these is the day of the words: "a letter sent on Monday", "speaking in Oslo on Monday".
_ISSUED = frozenset(
    "issue release publish post date send broadcast give deliver hold make air write sign speak talk address".split()
)


def _tells_when(time: "Token", cue: "Token") -> bool:
    """Whether a time hangs on the cue or what governs it, not on another clause ("the men who fled a decade ago")."""
    if time.dep_ in ("compound", "amod", "nmod", "poss"):
        return False
    if time.sent == cue.sent and time.left_edge.i <= time.sent.start + 1:
        return True  # "On Sunday the minister said"
    for above in ancestors(time):
        if above == cue or above.is_ancestor(cue):
            return True
        if above.pos_ in ("VERB", "AUX") and lemma(above) not in _ISSUED:
            return False
    return True
