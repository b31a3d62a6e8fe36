"""On which weekday a report was written, from the weekdays that it names without a date."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.layers.timex_forms import Found
from dragoman.layers.timex_tense import direction, firm_direction
from dragoman.layers.timex_words import LETTERS, token_at
from dragoman.model.document import Span
from dragoman.parse import Parse

__all__ = ["NAMES", "WeekdayCue", "find_weekday_cues", "likely_weekdays"]

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# How often the writing falls 0 to 6 days after a weekday named in the past, by where it stands: in the lead, beside a
# verb of saying, both, or elsewhere; and after one named ahead (the last is "tomorrow"). From the training parts of
# TimeBank/AQUAINT and PolNeAR, a mean of the two, flattened a little.
_ODDS = {
    "lead and said": (0.62, 0.22, 0.04, 0.04, 0.02, 0.02, 0.04),
    "lead": (0.48, 0.30, 0.07, 0.07, 0.03, 0.02, 0.03),
    "said": (0.32, 0.37, 0.12, 0.09, 0.05, 0.03, 0.02),
    "behind": (0.29, 0.25, 0.18, 0.14, 0.06, 0.03, 0.05),
    "ahead": (0.22, 0.13, 0.06, 0.15, 0.11, 0.06, 0.27),
}  # best first
_LEAD = 250
# Two weekdays of one text are not told of independently.
_DAMPING = 0.8
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
