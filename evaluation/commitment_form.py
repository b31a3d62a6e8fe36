"""A report's commitments as the commitment gold writes them (its README and scorer)."""

from dragoman.codes import CommitmentModality, CommitmentStatus, Modality
from dragoman.model.records import ActorRef, Commitment, Extraction
from evaluation.gold import Item

__all__ = ["commitment_form"]


def commitment_form(extraction: Extraction) -> Item:
    """All commitments, in the words of the text: that gold keeps pronouns and never resolves a name."""
    return {"commitments": [_commitment(record) for record in extraction.commitments]}


def _commitment(record: Commitment) -> Item:
    speaker = record.attribution.speaker if record.attribution else None
    slots: Item = {
        "obligor": _words(record.obligor),
        "action_text": record.action,
        "beneficiary": _words(record.beneficiary),
        "deadline": record.deadline.words if record.deadline else "",
        "condition": record.condition or "",
        "asserted_by": _words(speaker),
        "topic": record.topic or "",
        "modality": str(record.type),
        "denied": record.modality is Modality.DENIED,
        "alleged": record.modality is not Modality.DENIED and _is_alleged(record, speaker),
    }
    return {slot: value for slot, value in slots.items() if value}


def _is_alleged(record: Commitment, speaker: ActorRef | None) -> bool:
    """One-sided: a breach on an accuser's word, or a promise on the word of somebody else than whoever promised."""
    if record.type is CommitmentModality.BREACH:
        return record.status is CommitmentStatus.DISPUTED
    other = speaker is not None and record.obligor is not None and speaker.name != record.obligor.name
    return record.type is CommitmentModality.PROMISE and other


def _words(ref: ActorRef | None) -> str:
    return ref.words if ref else ""
