"""The same report read by the rules alone, by the encoder alone, or by both: what each is worth.

The encoder alone has layers of its own for attributions and for the sentence as a whole (quad class, source and
target); the other records are built by rules, so there is no reading of them without.
"""

from enum import StrEnum
from pathlib import Path

from dragoman.encoder.tagger import label, load_encoder
from dragoman.layers.attribution.encoded import encoded_attributions
from dragoman.layers.attribution.sentence_labels import label_sentences
from dragoman.model.annotations import Attribution
from dragoman.model.document import Document
from dragoman.model.records import Extraction
from dragoman.parse import parse
from dragoman.pipeline import extract

__all__ = ["ENCODED_TRACKS", "Reader", "read_by"]

ENCODED_TRACKS = ("actors", "attribution", "quad")


class Reader(StrEnum):
    """Who reads."""

    RULES = "rules"
    ENCODER = "encoder"
    BOTH = "both"


def read_by(reader: Reader, document: Document, actors: Path | None = None) -> Extraction:
    """The reading of a report; by the encoder alone it has `attributions` and `sentences` and no records."""
    if reader is Reader.BOTH:
        return extract(document, actors=actors)
    alone = extract(document, actors=actors, rules_only=True)
    if reader is Reader.RULES or alone.unread:
        return alone
    labels = label(parse(document.text), load_encoder())
    attributions = tuple(
        Attribution(cue=found.cue, head=found.cue, content=found.content, source=found.source)
        for found in encoded_attributions(labels)
    )
    return Extraction(
        document=document,
        coder=alone.coder,
        language=alone.language,
        published=alone.published,
        attributions=attributions,
        sentences=label_sentences(labels),
    )
