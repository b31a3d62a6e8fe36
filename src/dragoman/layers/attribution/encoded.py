"""Attributions by the encoder (its cues, each joined with its source and its content), and their join with the rules'.

The rules know grammar and quotation marks and hold the boundaries of content; the encoder knows more words that can be
cues and finds more sources. So a reading of the rules is weighed by both, takes the encoder's source where it has none
of its own, and keeps its content; what the rules have no reading of and the encoder is sure of is added.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.codes import Directness, FoundBy
from dragoman.encoder.decode import log_odds
from dragoman.encoder.tagger import LabelledSpan, Labels, by_window
from dragoman.layers.attribution.cues import class_of
from dragoman.layers.tree import Tree
from dragoman.model.annotations import Attribution
from dragoman.model.document import Span
from dragoman.parse import Parse, span_of

__all__ = ["EncodedAttribution", "encoded_attributions", "join_attributions", "weigh"]

TIED = 0.5  # probability from which a cue owns a source or a content
RULES, ENCODER = 0.7, 0.5  # weights of the two log odds; from 0.5 to 1 they make little difference
QUOTED = 0.9  # probability from which the encoder's source of a quotation stands in for the rules'
GLUED = 0.9  # probability from which the encoder tells content and source apart where no comma does
LEAST = 1e-4  # nobody is surer than this, or than one minus it
SHORTEST = 2  # characters of a source
SURE = 0.55  # probability from which an attribution that the rules do not have is added


@dataclass(frozen=True, slots=True)
class EncodedAttribution:
    """One attribution as the encoder has it. `sure`: the probability of the cue; `tied`: that the source is its own."""

    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    sure: float
    tied: float = 0.0


def encoded_attributions(labels: Labels) -> list[EncodedAttribution]:
    """In text order; a cue without content is none."""
    marked = labels.spans("attribution")
    sources = by_window([span for span in marked if span.label == "source"])
    contents = by_window(labels.spans("content"))
    found = []
    for cue in (span for span in marked if span.label == "cue"):
        mine = [(labels.joined("cue-content", cue, content), content.span) for content in contents.get(cue.window, ())]
        tied = tuple(span for chance, span in mine if chance >= TIED)
        if tied:
            chance, source = _source(labels, cue, sources)
            found.append(EncodedAttribution(cue.span, source, tied, cue.confidence, chance))
    return found


def weigh(labels: Labels, head: Span, chance: float) -> float:
    """The probability of a reading by the rules' own `chance` and by the encoder's that its word is a cue."""
    marked = labels.tag_chance("attribution", "cue", head.start)
    total = RULES * log_odds(chance, least=LEAST) + ENCODER * log_odds(marked, least=LEAST)
    return 1 / (1 + math.exp(-total))


def join_attributions(
    parse: Parse, tree: Tree, found: Sequence[Attribution], encoded: Sequence[EncodedAttribution]
) -> tuple[Attribution, ...]:
    """The rules' attributions with the encoder's sources, and what only the encoder has, in the order of cues."""
    at = {offset: e for e in encoded for offset in range(e.cue.start, e.cue.end)}
    joined: list[Attribution] = []
    used: set[Span] = set()
    for attribution in found:
        partner = next((at[o] for o in range(attribution.head.start, attribution.head.end) if o in at), None)
        if partner:
            used.add(partner.cue)
            glued = _before_source(parse, attribution, partner) or _glued_content(parse, partner)
            if glued is not None and attribution.directness is Directness.INDIRECT:
                attribution = replace(attribution, source=partner.source, antecedent=None, content=(glued,))
            attribution = replace(_with_source(attribution, partner), found_by=FoundBy.BOTH)
        joined.append(attribution)
    for extra in encoded:
        if extra.sure < SURE or extra.cue in used:
            continue
        if not any(c.contains(extra.cue) or a.cue.overlaps(extra.cue) for a in joined for c in a.content):
            joined.append(_as_attribution(parse, tree, extra))
    return tuple(sorted(joined, key=lambda a: (a.head, a.cue)))


def _with_source(attribution: Attribution, partner: EncodedAttribution) -> Attribution:
    """The encoder's source where the rules have none, or of a quotation where it is sure.

    In reported speech the rules' subject is the better one: "residents told the agency that". The antecedent belongs to
    the rules' own source ("who"): with another it would name somebody else.
    """
    source = partner.source
    if source is None or len(source) < SHORTEST or source == attribution.source:
        return attribution
    if attribution.source is None:
        return replace(attribution, source=source, antecedent=None)
    if attribution.directness is Directness.INDIRECT or partner.tied < QUOTED or attribution.source.overlaps(source):
        return attribution
    return replace(attribution, source=source, antecedent=None)


def _before_source(parse: Parse, attribution: Attribution, partner: EncodedAttribution) -> Span | None:
    """What is said before a source that the rules took for the end of it, right before the cue."""
    source, text = partner.source, parse.mended
    if source is None or partner.tied < GLUED or text[source.end : partner.cue.start].strip():
        return None
    content = attribution.content[-1]
    if not (content.start < source.start and source.end == content.end):
        return None
    words = text[content.start : source.start]
    return Span(content.start, content.start + len(words.rstrip(" ,")))


def _glued_content(parse: Parse, partner: EncodedAttribution) -> Span | None:
    """What is said in "the raid killed nine people a witness said", where the encoder is sure and no comma stands.

    Grammar takes the victims, the raid or its place for who speaks. None where it is written otherwise.
    """
    source, text = partner.source, parse.mended
    if source is None or partner.sure < GLUED or partner.tied < GLUED:
        return None
    content = max((c for c in partner.content if c.end <= source.start), default=None, key=lambda c: c.end)
    if content is None or text[content.end : source.start].strip() or text[source.end : partner.cue.start].strip():
        return None
    words = parse.tokens(content)
    told = any(word.tag_ in ("VBD", "VBZ", "VBP", "MD") for word in words)
    return content if told and words[0].is_sent_start else None


def _as_attribution(parse: Parse, tree: Tree, extra: EncodedAttribution) -> Attribution:
    cue = parse.tokens(extra.cue)
    head = next((token for token in cue if token.pos_ in ("VERB", "NOUN", "ADP")), cue[0])
    quoted = all(content.of(parse.mended)[:1] == '"' for content in extra.content)
    return Attribution(
        cue=extra.cue,
        head=span_of(head),
        content=extra.content,
        source=extra.source,
        directness=Directness.DIRECT if quoted else Directness.INDIRECT,
        negated=any(token.dep_ == "neg" for token in cue),
        speech=quoted or class_of(tree, head.i) == "speech",
        confidence=round(extra.sure, 3),
        found_by=FoundBy.ENCODER,
    )


def _source(labels: Labels, cue: LabelledSpan, sources: dict[int, list[LabelledSpan]]) -> tuple[float, Span | None]:
    rated = [(labels.joined("cue-source", cue, source), source.span) for source in sources.get(cue.window, ())]
    chance, span = max(rated, default=(0.0, None))
    return (chance, span) if chance >= TIED else (0.0, None)
