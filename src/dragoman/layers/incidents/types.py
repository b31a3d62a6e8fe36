"""What a type of incident is called in ACLED, UCDP, the GTD and MUC-4."""

from dataclasses import dataclass
from functools import cache

from dragoman.lexicon import read_table

__all__ = ["FieldCodes", "field_codes"]


@dataclass(frozen=True, slots=True)
class FieldCodes:
    """The names of one type elsewhere; None where that set has no such thing.

    `ucdp` are the types of violence it may be, the likelier first: there the sides decide, not the act.
    """

    acled_event: str | None
    acled_sub_event: str | None
    ucdp: tuple[int, ...]
    gtd: str | None
    muc: str | None


def field_codes(incident_type: str) -> FieldCodes:
    """The codes of a type of incident; a type that no table knows has none.

    >>> field_codes("air strike").acled_sub_event
    'Air/drone strike'
    """
    return _table().get(incident_type, FieldCodes(None, None, (), None, None))


@cache
def _table() -> dict[str, FieldCodes]:
    return {
        row["type"]: FieldCodes(
            row["acled_event"] or None,
            row["acled_sub_event"] or None,
            tuple(int(code) for code in row["ucdp"].split()),
            row["gtd"] or None,
            row["muc"] or None,
        )
        for row in read_table("incident_types")
    }
