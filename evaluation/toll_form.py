"""The figures of a report as the casualty gold writes them: killed, wounded, the attackers' share; and each account.

That gold reads one number out of a report: new incidents are added, recalled ones left out unless there are no others.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from dragoman.codes import FigureField
from dragoman.layers.counts import sum_counts
from dragoman.layers.incidents.layer import TOLL
from dragoman.model.records import Count, Extraction, Figure, Incident
from evaluation.gold import Item

__all__ = ["casualty_form", "figure_form"]


def casualty_form(extraction: Extraction) -> Item:
    """`killed`, `wounded`, `attackers_killed` over the report's own incidents."""
    incidents = fresh(extraction)
    return {
        "killed": _over(incidents, lambda i: i.killed),
        "wounded": _over(incidents, lambda i: i.wounded),
        "attackers_killed": _over(incidents, lambda i: i.attackers_killed),
    }


def fresh(extraction: Extraction) -> list[Incident]:
    """The incidents that are neither recalled nor tolls of a period; all, where there are no others."""
    new = [i for i in extraction.incidents if not i.recalled and i.type != TOLL]
    return new or list(extraction.incidents)


def _over(incidents: Sequence[Incident], field: Callable[[Incident], Count | None]) -> Item | None:
    count = sum_counts([count for i in incidents if (count := field(i))])
    return {"min": count.min, "max": count.max} if count else None


def _summed(figures: Sequence[Figure]) -> list[Figure]:
    """Figures with those of one phrase ("killing 22 children and six teachers") as one, as that gold has them."""
    summed: list[Figure] = []
    for figure in figures:
        last = summed[-1] if summed else None
        if last and (last.field, last.speaker) == (figure.field, figure.speaker) and _is_one_phrase(last, figure):
            count = sum_counts([last.count, figure.count]) or last.count
            summed[-1] = replace(last, count=count, evidence=(*last.evidence, *figure.evidence))
        else:
            summed.append(figure)
    return summed


def _is_one_phrase(one: Figure, two: Figure) -> bool:
    return one.evidence[0].span.overlaps(two.evidence[0].span) and one.count.words != two.count.words


def figure_form(extraction: Extraction) -> Item:
    """Every numbered account of the dead and of the wounded, with its speaker."""
    counted = (FigureField.KILLED, FigureField.WOUNDED)
    figures = [f for i in fresh(extraction) for f in _summed([f for f in i.figures if f.field in counted])]
    seen: dict[tuple[str, int | None, int | None, str], Figure] = {}
    for figure in figures:
        speaker = figure.speaker.name if figure.speaker else ""
        seen.setdefault((figure.field, figure.count.min, figure.count.max, speaker), figure)
    return {
        "figures": [
            {
                "field": str(f.field),
                "min": f.count.min,
                "max": f.count.max,
                "speaker": f.speaker.name if f.speaker else None,
            }
            for f in seen.values()
        ]
    }
