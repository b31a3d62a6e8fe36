"""On which weekday a report was written, from the weekdays that it names without a date."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.layers.times.forms import Found
from dragoman.layers.times.tense import direction, firm_direction
from dragoman.layers.times.words import LETTERS, token_at
from dragoman.model.document import Span
from dragoman.parse import Parse

__all__ = ["NAMES", "WeekdayCue", "find_weekday_cues", "likely_weekdays"]

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# How often the writing falls 0 to 6 days after a weekday named in the past, by where it stands: in the lead, beside a
# verb of saying, both, or elsewhere; and after one named ahead (the last is "tomorrow"). The mean of five sets, counts
# smoothed by a half: the training parts of TimeBank/AQUAINT and PolNeAR, and dated reports on three wars.
_ODDS = {
    "lead and said": (0.596, 0.174, 0.062, 0.039, 0.027, 0.027, 0.074),
    "lead": (0.533, 0.313, 0.049, 0.050, 0.015, 0.016, 0.025),
    "said": (0.305, 0.363, 0.127, 0.099, 0.048, 0.032, 0.025),
    "behind": (0.227, 0.271, 0.216, 0.116, 0.066, 0.050, 0.054),
    "ahead": (0.253, 0.120, 0.046, 0.071, 0.105, 0.130, 0.275),
}  # best first
_LEAD = 250
# Two weekdays of one text are not told of independently.
_DAMPING = 0.9
# More weekdays than these make a timetable or a chronicle, which tells nothing of the day of writing.
_TIMETABLE = 4


@dataclass(frozen=True, slots=True)
class WeekdayCue:
    """A weekday named without a date: Monday is 0; `side` -1 behind the writing, 1 ahead of it.

    `firm`: behind the writing it dates what somebody said, which is seldom old; ahead of it, the verb has "will".
    """

    weekday: int
    side: int
    span: Span
    firm: bool = False


def find_weekday_cues(parse: Parse, found: Sequence[Found]) -> list[WeekdayCue]:
    """The weekdays of a text that stand without a date, with the tense around them."""
    cues = []
    for match in found:
        if match.reading not in ("weekday", "part", "clock"):
            continue
        if any(word.kind in _RELATED for word in match.words):
            continue
        for word in match.words:
            if word.kind == LETTERS["weekday"]:
                told = firm_direction(parse, word.start)
                side = told or (1 if direction(parse, word.start) > 0 else -1)
                firm = told > 0 or (told < 0 and _is_said(parse, word.start))
                cues.append(WeekdayCue(int(word.value) - 1, side, Span(word.start, word.end), firm=firm))
    return cues


_RELATED = "".join(LETTERS[name] for name in ("month", "last", "next", "that", "same", "year", "every"))


# What is told of as said on a weekday was said to the reporter, in the days of the writing.
_SAYING = frozenset("say tell announce add warn confirm insist declare".split())


def _is_said(parse: Parse, offset: int) -> bool:
    token = token_at(parse, offset)
    for _ in range(4):
        if token is None or token.head.i == token.i:
            break
        if token.pos_ in ("VERB", "AUX"):
            break
        token = token.head
    return token is not None and token.lemma_ in _SAYING


def _where(cue: WeekdayCue) -> str:
    if cue.side > 0:
        return "ahead"
    if cue.span.start < _LEAD:
        return "lead and said" if cue.firm else "lead"
    return "said" if cue.firm else "behind"


def likely_weekdays(cues: Sequence[WeekdayCue], *, sure: float) -> tuple[int, ...]:
    """The fewest weekdays, at most three, that together are as likely as `sure`; none where it takes more.

    A weekday that is firmly behind and firmly ahead is the day of writing itself: "told reporters on Saturday that
    the talks on Saturday and Sunday will go on".
    """
    if not cues:
        return ()
    firm = {side: {cue.weekday for cue in cues if cue.firm and cue.side == side} for side in (-1, 1)}
    both = firm[-1] & firm[1]
    if len(both) == 1:
        return tuple(both)
    named: dict[tuple[int, int], str] = {}
    for cue in cues:
        known = named.get((cue.weekday, cue.side), "ahead")
        named[cue.weekday, cue.side] = min(known, _where(cue), key=list(_ODDS).index)
    if len(named) > _TIMETABLE:
        return ()
    scores = [0.0] * 7
    for (weekday, _), where in named.items():
        odds = _ODDS[where]
        for day in range(7):
            scores[day] += _DAMPING * math.log(odds[(day - weekday) % 7])
    total = sum(math.exp(score) for score in scores)
    ranked = sorted(range(7), key=lambda day: -scores[day])
    reached = 0.0
    for count, day in enumerate(ranked[:3], 1):
        reached += math.exp(scores[day]) / total
        if reached >= sure:
            return tuple(sorted(ranked[:count]))
    return ()
