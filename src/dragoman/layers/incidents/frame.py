"""One sentence's account of violence, with all that tells it from another's."""

from dataclasses import dataclass, field

from dragoman.codes import PerpetratorStatus, Stage
from dragoman.layers.casualties.layer import Toll
from dragoman.layers.incidents.lexicon import Act
from dragoman.layers.incidents.phrases import Struck
from dragoman.layers.incidents.roles import Blame
from dragoman.model.annotations import Timex
from dragoman.model.document import Span
from dragoman.model.records import PlaceRef

__all__ = ["Frame"]


@dataclass(slots=True)
class Frame:
    """One sentence's account of violence.

    `definite`: it takes up something told before ("the blast"); `resumes`: a part of it does ("the blast
    killed nine"); `goes_on`: that, or its figures do ("were also killed").
    `at_large`: it tells of violence in general ("fighting", "massacres"); `summary`: at the head of the report, of
    attacks on several towns; `long_past`: all its times lie more than a week back. `sites`: the towns, quarters and
    villages that it names, known or not.
    """

    number: int
    span: Span
    acts: list[tuple[Act, Span]]
    tolls: list[Toll]
    others: list[Toll] = field(default_factory=list)
    blames: list[Blame] = field(default_factory=list)
    struck: list[Struck] = field(default_factory=list)
    weapons: list[str] = field(default_factory=list)
    places: tuple[PlaceRef, ...] = ()
    regions: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    words: str = ""
    timexes: tuple[Timex, ...] = ()
    definite: bool = False
    goes_on: bool = False
    resumes: bool = False
    fresh: bool = False
    of_weeks: bool = False
    also: bool = False
    sides: frozenset[str | None] = frozenset()
    apart: bool = False
    summary: bool = False
    recalled: bool = False
    long_past: bool = False
    cumulative: bool = False
    bodies: bool = False
    at_large: bool = False
    going_on: bool = False
    towns: frozenset[str] = frozenset()
    named: bool = False
    earlier: bool = False
    stage: Stage = Stage.CARRIED_OUT

    @property
    def targets(self) -> list[str]:
        """What those it struck are called."""
        return [struck.words for struck in self.struck]

    @property
    def anchored(self) -> bool:
        """Whether it says when, where, how many or, by name, whom."""
        return bool(self.timexes or self.towns or self.named or any(t.told for t in self.tolls))

    @property
    def loose(self) -> bool:
        """Whether it speaks of attacks at large: weak words or plurals, nobody counted, named, dated or struck."""
        weak = bool(self.acts) and all(act.weak for act, _ in self.acts)
        if self.at_large and not self.anchored:
            return all(b.status is PerpetratorStatus.NAMED for b in self.blames)  # "blamed the army for the killings"
        if self.going_on and not (self.timexes or any(t.told for t in self.tolls)):
            return True
        told = self.tolls or self.timexes or self.blames or self.targets or self.weapons or self.towns
        return weak and not told

    @property
    def taken_up(self) -> bool:
        """Whether it only takes up what is known, or passes for known: "in the wake of the rebel offensive"."""
        weak = all(act.weak for act, _ in self.acts)
        return (
            self.definite and weak and not (self.towns or self.named or self.targets or any(t.told for t in self.tolls))
        )

    @property
    def act(self) -> Act | None:
        """The act that says most."""
        return min((act for act, _ in self.acts), key=lambda act: act.rank, default=None)
