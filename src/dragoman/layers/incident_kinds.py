"""What kind of attack an event was, by the words nearest to its victims, else by its means."""

from collections.abc import Sequence

from dragoman.layers.incident_frames import Frame
from dragoman.layers.incident_lexicon import Act, acts_by_means
from dragoman.model.document import Span

__all__ = ["kind_of", "main_first"]

_BROAD = frozenset({"any", "kill", "rape"})  # beside which another word may say how
_NAMES = {"bomb": frozenset({"bomb", "blast", "air", "shell"})}  # what a bombing may turn out to have been
_LEAD = 2  # frames of an event in which its kind is looked for


def kind_of(frames: Sequence[Frame]) -> Act | None:
    """The act that an event is called by.

    Of several kinds in one sentence the one nearest to the figures counts, not the one that says most: a report of air
    strikes may name a car bomb, too. Where no word says more than "attack" or "killed", rockets or rifles may.
    """
    lead = [f for f in main_first(frames) if f.acts][:_LEAD]
    for frame in lead:
        told = [act for act in sorted(frame.acts, key=lambda at: _far(frame, at[1])) if _says_how(act[0])]
        if told:
            family = told[0][0].family
            same = _NAMES.get(family, frozenset({family}))
            return min((act for f in lead for act, _ in f.acts if act.family in same), key=lambda act: act.rank)
    return _by_means(lead) or min(
        (act for f in (lead or frames) for act, _ in f.acts), key=lambda act: act.rank, default=None
    )


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
