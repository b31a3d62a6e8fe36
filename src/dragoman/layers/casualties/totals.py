"""What a report's figures come to: killed, wounded and attackers killed of one incident, by rule.

The rules (conventions of the casualty gold):
1. Parts of a total and tolls that the text itself calls superseded count for nothing; a toll that "rose to" replaces
   what the same voice said before.
2. A figure that agrees with one before it is the same told again, and the sharper of the two stays ("dozens", then 30);
   "at least 20" stays open even where 20 is said later.
3. Figures of different victims (soldiers, fighters) are added, unless a total of all that came before holds them.
4. Figures of different voices on the same victims are rival accounts: from the lowest floor to the highest figure, open
   where the highest is open. Nothing is ever added across voices that contradict one another.
5. What has no number (a name, "several") counts only where nothing better stands.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations

from dragoman.codes import FigureField
from dragoman.layers.casualties.layer import Toll
from dragoman.layers.casualties.words import group_of_words
from dragoman.layers.counts import sum_counts
from dragoman.model.records import ActorRef, Count, PlaceRef

__all__ = ["OWN", "Account", "attackers_of", "parts_of_total", "total_of"]


_BODIES = frozenset({"body", "bodies", "corpse", "corpses"})
OWN = "own "  # begins the group of victims who are the speaker's own


@dataclass(frozen=True, slots=True)
class Account:
    """A toll with its speaker (None: the outlet), the number of its sentence and the places named there."""

    toll: Toll
    speaker: ActorRef | None
    sentence: int
    places: tuple[PlaceRef, ...] = ()

    @property
    def voice(self) -> str:
        """The speaker's name; the outlet has none."""
        return self.speaker.name if self.speaker else ""


def total_of(accounts: Sequence[Account], episodes: Collection[int] = ()) -> Count | None:
    """The count that accounts of one field amount to; None where there is none.

    `episodes`: sentences that are known to tell of different parts of one event, so that their figures add up.
    """
    live = [a for a in accounts if not a.toll.part and not a.toll.old]
    if any(a.toll.told for a in live):
        live = [a for a in live if a.toll.told or _is_further(a, live)]
    if not live:
        return None
    told = [a for a in live if a.toll.told]
    parts = parts_of_total(told)
    if parts:
        live = [a for a in live if a not in parts]
    elif episodes and len({a.sentence for a in told} & set(episodes)) > 1 and all(a.sentence in episodes for a in told):
        return sum_counts([a.toll.count for a in told])
    ledgers = _ledgers(live)
    totals = [sum_counts([entry.count for entry in ledger]) for ledger in ledgers.values()]
    return _rivals([total for total in totals if total])


def parts_of_total(accounts: Sequence[Account]) -> list[Account]:
    """The later figures that add up to the first: "51 were killed", then 15, 9 and 27. Empty where none do."""
    if len(accounts) < 3:
        return []
    total = accounts[0].toll.count
    want = total.min or 0
    slack = 0 if total.max is not None else want // 30
    later = [
        a
        for a in accounts[1:]
        if a.sentence != accounts[0].sentence
        and 0 < (a.toll.count.min or 0) < want
        and a.toll.count.max in (None, a.toll.count.min)  # "as many as 16" is no part
    ][:8]
    for size in range(len(later), 1, -1):
        for chosen in combinations(later, size):
            if abs(sum(a.toll.count.min or 0 for a in chosen) - want) <= slack:
                return list(chosen)
    return []


def attackers_of(accounts: Sequence[Account], perpetrators: Collection[str]) -> Count | None:
    """How many of the dead were attackers, where the report tells who began and counts them apart.

    Fighters among the dead are attackers where they go by a name of those the act is laid to, where the words say that
    they attacked, or where the act is laid to fighters and others died beside them.
    """
    killed = [a for a in accounts if a.toll.field is FigureField.KILLED]
    dead = [a for a in killed if a.toll.told or _is_further(a, killed)]
    names = {w.removesuffix("s") for name in perpetrators for w in name.lower().split() if len(w) > 3}
    armed = [a for a in dead if a.toll.group == "armed"]
    one_side = len(perpetrators) == 1
    called = [a for a in dead if one_side and a.toll.group == "civil" and (a.toll.whom or "")[:1].isupper()]
    named = [a for a in dead if a.toll.group == "armed" or a in called]  # "ten Taliban"
    own = [a for a in named if names & {w.removesuffix("s") for w in (a.toll.whom or "").lower().split()}]
    own = [a for a in dead if a in own or a.toll.attacking]
    mixed = any(a.toll.group in ("force", "civil") for a in dead)
    if not own and mixed and any(group_of_words(name) == "armed" for name in perpetrators):
        own = armed
    return total_of(own) if own else None


def _is_further(account: Account, live: Sequence[Account]) -> bool:
    """Whether somebody without a number stands beside a number in one phrase: "Shah and two others"."""
    return any(a.toll.told and a.toll.trigger == account.toll.trigger for a in live)


@dataclass(slots=True)
class _Entry:
    """A running figure of one group of victims."""

    count: Count
    group: str
    sentence: int
    trigger: int
    head: str = ""


def _head(toll: Toll) -> str:
    return ((toll.whom or "").lower().split() or [""])[-1]


def _ledgers(accounts: Sequence[Account]) -> dict[str, list[_Entry]]:
    """The figures of each voice, repeats and parts taken out; who adds nothing new stays in the first ledger."""
    ledgers: dict[str, list[_Entry]] = {}
    main = ""
    spoken = [a.toll for a in accounts if a.voice]
    accounts = [a for n, a in enumerate(accounts) if a.voice or not n or not _is_repeated(a.toll, spoken)]
    for account in accounts:
        if not ledgers:
            main = account.voice
        if account.voice not in ledgers:
            first = ledgers.get(main)
            home = main if first is not None and not _contradicts(first, account) else account.voice
        else:
            home = account.voice
        if account.toll.update:
            ledgers = {voice: old for voice, old in ledgers.items() if voice == home or not _outgrown(old, account)}
        _enter(ledgers.setdefault(home, []), account)
    return ledgers


def _is_repeated(toll: Toll, spoken: Sequence[Toll]) -> bool:
    """Whether the outlet repeats in its own voice what a speaker said of the same victims."""
    return any(
        (toll.count.min, toll.count.max) == (other.count.min, other.count.max)
        and (toll.group == other.group or "generic" in (toll.group, other.group))
        for other in spoken
    )


def _outgrown(ledger: Sequence[_Entry], account: Account) -> bool:
    """Whether what was said before is what a toll has risen from, whoever said it."""
    return 0 < sum(e.count.min or 0 for e in ledger) <= (account.toll.count.min or 0)


def _contradicts(ledger: Sequence[_Entry], account: Account) -> bool:
    """Whether another voice gives another number for victims that were counted already."""
    count, group = account.toll.count, account.toll.group
    if account.toll.also or any(_agree(e.count, count) for e in ledger):
        return False
    total = sum_counts([e.count for e in ledger])
    if total and _agree(total, count):
        return False
    same = [e for e in ledger if e.group == group or "generic" in (e.group, group)]
    if not same or count.max == 0:
        return bool(same)  # "no civilians died": nobody's part
    head = _head(account.toll)
    if head in _BODIES and total and (count.max or count.min or 0) <= (total.min or 0):
        return False  # a clinic that received 20 bodies of the 46
    if (
        group != "generic"
        and head
        and all(e.head and e.head != head and (e.count.min or 0) > (count.min or 0) for e in same)
    ):
        return False  # "two men" of the five worshippers
    # "three soldiers" of the many dead are no rival account of them
    return group == "generic" or not any(
        e.group == "generic" and (e.count.min or 0) > (count.max or count.min or 0) for e in same
    )


def _enter(ledger: list[_Entry], account: Account) -> None:
    toll = account.toll
    count, group = toll.count, toll.group
    new = _Entry(count, group, account.sentence, toll.trigger, _head(toll))
    if toll.also and not any(_agree(e.count, count) and e.group == group for e in ledger):
        ledger.append(new)
        return
    if toll.update:
        ledger[:] = [new]
        return
    if ledger and count.min == 1 and (count.max or 0) > max(e.count.min or 0 for e in ledger):
        first = ledger[0].count  # "as many as 16": a ceiling, the floor stands
        ledger[0].count = Count(first.min, count.max, first.approx, first.words)
        return
    together = [e for e in ledger if e.trigger == toll.trigger and e.sentence == account.sentence]
    if together:
        ledger.append(new)  # "five soldiers and three rebels were killed"
        return
    for entry in ledger:
        alike = entry.group == group or "generic" in (entry.group, group) or _is_same_of_own(entry, new)
        if _agree(entry.count, count) and alike:
            entry.count = _sharper(entry.count, count)
            entry.group = group if entry.group == "generic" else entry.group
            return
    total = sum_counts([e.count for e in ledger])
    if total and len(ledger) > 1 and (_agree(total, count) and group == "generic"):
        ledger[:] = [_Entry(_sharper(total, count), group, account.sentence, toll.trigger)]
        return
    bound = count.max if count.max is not None else count.min or 0
    for entry in ledger:
        holds = entry.group in ("generic", group) or (entry.group == "civil" and group == "civil")
        if holds and (entry.count.min or 0) >= bound and account.sentence != entry.sentence:
            return  # a part of it
    same = [e for e in ledger if e.group == group or "generic" in (e.group, group)]
    if same and account.sentence != same[0].sentence and (count.min or 0) > (same[0].count.min or 0):
        ledger[:] = [e for e in ledger if e not in same]
    ledger.append(new)


def _is_same_of_own(entry: _Entry, new: _Entry) -> bool:
    """Whether an army's "nine of its soldiers" are the nine soldiers that were told before, and the reverse."""
    own = [e.group for e in (entry, new) if e.group.startswith(OWN)]
    return len(own) == 1 and entry.count.min == new.count.min and entry.count.max == new.count.max


def _agree(one: Count, two: Count) -> bool:
    """Whether two counts may be the same: equal, a floor and a figure above it within reason, a rounded figure."""
    a, b = one.min or 0, two.min or 0
    if (a, one.max) == (b, two.max):
        return True
    if one.max is not None and two.max is not None:
        near = (one.approx or two.approx) and abs(a - b) <= max(1, 0.1 * max(a, b))
        return near or (a <= b and two.max <= one.max) or (b <= a and one.max <= two.max)
    floor, other = (one, two) if one.max is None else (two, one)
    low, figure = floor.min or 0, other.min or 0
    vague = low in (2, 3, 24, 40, 200)
    told_round = low == figure + 1 and figure >= 10  # "more than 58" beside 58
    return told_round or (low <= figure <= max(low * 1.25, low + 2)) or (vague and low <= figure <= 5 * low)


def _sharper(one: Count, two: Count) -> Count:
    """Of two counts that agree the one that says more; "at least 20" stays open beside "20"."""
    if one.max is None and two.max is not None:
        return one if one.min == two.min else two
    if two.max is None and one.max is not None:
        return one if one.min != two.min else two if not one.approx else one
    if one.max is None and two.max is None:
        return one if (one.min or 0) >= (two.min or 0) else two
    if one.approx != two.approx:
        return two if one.approx else one
    return one


def _rivals(totals: Sequence[Count]) -> Count | None:
    if len(totals) < 2:
        return totals[0] if totals else None
    low = min(t.min or 0 for t in totals)
    top = max(totals, key=lambda t: t.max if t.max is not None else t.min or 0)
    return Count(low, top.max, any(t.approx for t in totals), "; ".join(dict.fromkeys(t.words for t in totals)))
