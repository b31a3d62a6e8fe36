"""What the encoder makes of each sentence: its quad class, and who acts on whom in it."""

from dragoman.encoder.tagger import Labels, within
from dragoman.model.annotations import LabelledParty, SentenceLabel

__all__ = ["label_sentences"]


def label_sentences(labels: Labels) -> tuple[SentenceLabel, ...]:
    """A label for each sentence, in text order."""
    parties = labels.spans("actors")
    found = []
    for span, chances in labels.sentence_chances("quad"):
        quad = max(chances, key=lambda name: chances[name])
        inside = tuple(
            LabelledParty(party.span, party.label, round(party.confidence, 3)) for party in within(parties, span)
        )
        found.append(SentenceLabel(span, int(quad), round(chances[quad], 3), inside))
    return tuple(found)
