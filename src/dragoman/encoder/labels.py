"""What the encoder's heads tell of a word: one list of labels a head, shared by training and reading.

All heads are columns of one matrix (a row for each word), so a head costs next to nothing.
"""

from dragoman.codes import MODES, CommitmentModality, EventType, StatementKind

__all__ = ["CAMEO_QUADS", "CLASSES", "COLUMNS", "PAIRS", "SENTENCE_CLASSES", "TAGS", "WIDTH", "bio"]

# Spans: each label becomes B-label and I-label, with O before them all.
TAGS: dict[str, tuple[str, ...]] = {
    "attribution": ("cue", "source"),
    "content": ("content",),
    "actors": ("source", "target", "reciprocal"),
    "party": ("party",),
    "muc": ("perp_individual", "perp_org", "phys_target", "hum_target", "instrument"),
    "incident": ("perpetrator", "target", "victim", "weapon", "place"),
    "commitment": ("action", "obligor", "deadline", "condition", "beneficiary"),
    "timex": ("DATE", "TIME", "DURATION", "SET"),
    "entity": ("person", "organisation", "place", "nationality"),
}

# Classes of single words; the first is "nothing of the kind".
CLASSES: dict[str, tuple[str, ...]] = {
    "trigger": ("none", *(kind.value for kind in EventType)),
    "mode": ("none", *dict.fromkeys(mode.value for modes in MODES.values() for mode in modes)),
    "modality": ("asserted", "planned", "possible", "hypothetical", "demanded", "denied", "historical"),
    "kind": tuple(kind.value for kind in StatementKind),
    "commitment modality": tuple(modality.value for modality in CommitmentModality),
    "count": (
        "none", "killed", "wounded", "casualties", "abducted", "missing", "arrested", "displaced", "released",
        "attackers_killed", "attackers_wounded", "part", "former", "recalled", "other",
    ),
}  # fmt: skip

# Classes of a sentence: the mean over its words. CAMEO's five (0 a statement or nothing, then the four quads).
SENTENCE_CLASSES: dict[str, tuple[str, ...]] = {"quad": ("0", "1", "2", "3", "4")}

# In which of them CAMEO puts PLOVER's types; PLOVER 2.0 itself has CONCEDE in 1 and SANCTION in 4.
CAMEO_QUADS: dict[EventType, int] = {
    **dict.fromkeys((EventType.AGREE, EventType.CONSULT, EventType.SUPPORT), 1),
    **dict.fromkeys((EventType.AID, EventType.COOPERATE, EventType.CONCEDE, EventType.RETREAT), 2),
    **dict.fromkeys((EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.ACCUSE, EventType.SANCTION), 3),
    **dict.fromkeys((EventType.PROTEST, EventType.MOBILIZE, EventType.COERCE, EventType.ASSAULT), 4),
}

# What is joined with what, by the first words of two spans.
PAIRS: tuple[str, ...] = (
    "cue-source", "cue-content", "trigger-actor", "trigger-recipient",
    "action-obligor", "action-deadline", "action-condition", "action-beneficiary",
)  # fmt: skip


def bio(labels: tuple[str, ...]) -> tuple[str, ...]:
    """The tags of a span head.

    >>> bio(("cue",))
    ('O', 'B-cue', 'I-cue')
    """
    return ("O", *(f"{prefix}-{label}" for label in labels for prefix in "BI"))


def _columns() -> dict[str, slice]:
    columns: dict[str, slice] = {}
    at = 0
    for heads in ({name: bio(labels) for name, labels in TAGS.items()}, CLASSES, SENTENCE_CLASSES):
        for name, labels in heads.items():
            columns[name] = slice(at, at + len(labels))
            at += len(labels)
    return columns


COLUMNS: dict[str, slice] = _columns()
WIDTH = max(columns.stop for columns in COLUMNS.values())
