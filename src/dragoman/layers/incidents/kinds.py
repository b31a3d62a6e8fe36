"""What kind of attack an event was, by the words nearest to its victims, else by its means."""

from collections.abc import Sequence

from dragoman.layers.incidents.frame import Frame
from dragoman.layers.incidents.lexicon import Act, acts_by_means
from dragoman.model.document import Span

__all__ = ["kind_of", "main_first"]

_BROAD = frozenset({"any", "kill", "rape"})  # beside which another word may say how
_FIRST = 4  # frames of an event in which a word for how it was done is looked for; later ones may speak of others
_LEAD = 2  # frames of an event whose words may say more of its kind


def kind_of(frames: Sequence[Frame]) -> Act | None:
    """The act that an event is called by.

    Of several kinds in one sentence the one nearest to the figures counts, not the one that says most: a report of air
    strikes may name a car bomb, too. Where no word says more than "attack" or "killed", rockets or rifles may.
    """
    telling = [f for f in main_first(frames) if f.acts]
    for frame in telling[:_FIRST]:
        told = sorted((at for at in frame.acts if _says_how(at[0])), key=lambda at: _far(frame, at[1]))
        if told:
            return _most_telling(told[0][0], frame, telling)
    lead = telling[:_LEAD]
    return _by_means(lead) or min((act for f in lead for act, _ in f.acts), key=lambda act: act.rank, default=None)


def _most_telling(act: Act, frame: Frame, telling: Sequence[Frame]) -> Act:
    """The act of the same kind that says most; a bombing may be a suicide's, or by its sentence from afar."""
    same = (act.family, "blast") if act.family == "bomb" else (act.family,)
    acts = [a for f in telling for a, _ in f.acts if a.family in same]
    if act.family == "bomb":
        acts += [a for a, _ in frame.acts if a.family in ("air", "shell")]
    return min(acts, key=lambda a: a.rank)


def main_first(frames: Sequence[Frame]) -> list[Frame]:
    """The frames, the first that names an act with victims or a place in front (a headline says less)."""
    return sorted(frames, key=lambda f: (not f.acts, not any(t.told for t in f.tolls), f.number))


def _says_how(act: Act) -> bool:
    return not act.weak and act.family not in _BROAD


def _far(frame: Frame, span: Span) -> int:
    """How far a word stands from the figures of its sentence, or from its beginning."""
    spots = [t.span.start for t in frame.tolls if t.told] or [frame.span.start]
    return min(abs(span.start - spot) for spot in spots)


def _by_means(frames: Sequence[Frame]) -> Act | None:
    """The kind of attack that its weapons make it: "an attack with rocket shells"."""
    words = [word.lower() for f in frames for weapon in f.weapons for word in weapon.split()[-1:]]
    return next((act for word in words for act in [acts_by_means().get(word.removesuffix("s"))] if act), None)
