"""The encoder's names in the place of the parser's: `Doc.ents`, for the layers that ask what sort of name a word is in.

The parser's own reader of names takes two fifths of its time. Where the encoder reads, its head for names stands in,
and the times that the rules find stand in for the parser's.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Span as Tokens

from dragoman.codes import TimexType
from dragoman.encoder.tagger import Labels
from dragoman.layers.actors.name_words import ORGANISATION_WORDS
from dragoman.model.annotations import Timex
from dragoman.parse import Parse

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["set_names", "set_times"]

_KINDS = {"person": "PERSON", "organisation": "ORG", "place": "GPE", "nationality": "NORP"}


def set_names(parse: Parse, labels: Labels) -> None:
    """Mark persons, organisations, places and nationalities in the parse."""
    doc = parse.doc
    spans = [(parse.tokens(found.span), _KINDS[found.label]) for found in labels.spans("entity")]
    spans = _joined([(tokens, kind) for tokens, kind in spans if any(token.text[:1].isupper() for token in tokens)])
    names: list[Tokens] = []
    for at, (tokens, kind) in enumerate(spans):
        free = names[-1].end if names else 0
        if tokens.end > free:
            following = spans[at + 1][0].start if at + 1 < len(spans) else len(doc)
            names.append(_whole(doc, (max(tokens.start, free), tokens.end), kind, (free, following)))
    doc.set_ents(names)


def _joined(spans: list[tuple[Tokens, str]]) -> list[tuple[Tokens, str]]:
    """The spans, those of one kind that follow each other without a word between made one: "Great" + "Britain"."""
    joined: list[tuple[Tokens, str]] = []
    for tokens, kind in spans:
        if joined and joined[-1][1] == kind and joined[-1][0].end == tokens.start and not tokens[0].is_sent_start:
            tokens = tokens.doc[joined.pop()[0].start : tokens.end]
        joined.append((tokens, kind))
    return joined


def _whole(doc: "Doc", words: tuple[int, int], kind: str, room: tuple[int, int]) -> Tokens:
    """A name with the capitals round it, which the encoder does not see: "Syrian Democratic" + "Forces".

    A body goes on over "for" and "of" too; a place or a people that goes on into a word for bodies is one. `room`:
    where the names before and after it leave off.
    """
    start, end = words
    while kind != "PERSON" and start > room[0] and not doc[start].is_sent_start and _is_capital(doc, start - 1):
        start -= 1
    last = _run(doc, end, room[1])
    if kind == "ORG" and last + 1 < room[1] and doc[last].lower_ in ("for", "of"):
        further = _run(doc, last + 1, room[1])
        last = further if further > last + 1 else last
    body = last > end and ORGANISATION_WORDS.search(doc[start:last].text) and doc[end].lower_ != "government"
    if body and kind in ("NORP", "GPE"):
        kind = "ORG"
    plural = last > end and doc[last - 1].tag_ == "NNPS"  # "Bosnian Serbs"
    return Tokens(doc, start, last if kind != "NORP" or plural else end, label=kind)


def _run(doc: "Doc", at: int, stop: int) -> int:
    """The end of the capitalised words from `at` on, "Bosnia-Herzegovina" one of them."""
    while at < stop and not doc[at].is_sent_start:
        hyphen = doc[at].text == "-" and at + 1 < stop and _is_capital(doc, at + 1)
        if not (hyphen or _is_capital(doc, at)):
            break
        at += 2 if hyphen else 1
    return at


def _is_capital(doc: "Doc", at: int) -> bool:
    token = doc[at]
    return token.tag_ in ("NNP", "NNPS") and token.text[:1].isupper()


def set_times(parse: Parse, timexes: Sequence[Timex]) -> None:
    """Mark dates and times of day in the parse, where no name stands."""
    doc = parse.doc
    times: list[Tokens] = []
    for timex in timexes:
        tokens = parse.tokens(timex.span)
        free = not times or tokens.start >= times[-1].end
        if len(tokens) and free and not any(token.ent_type_ for token in tokens):
            label = "TIME" if timex.type is TimexType.TIME else "DATE"
            times.append(Tokens(doc, tokens.start, tokens.end, label=label))
    doc.set_ents(times, default="unmodified")
