"""The figures of a report's dead and wounded, one per mention, before anything is added or compared.

Grammar where the parser has it, neighbourhood where it has not: scraped text lacks commas, and wire copy is a list of
clauses. So the words of a number are sought on the side of "killed" where the victims of such a form stand, back or on
to the next verb, and the parse tells only who is meant where no number stands there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.codes import FigureField, Modality
from dragoman.layers.casualties.victims import Victims
from dragoman.layers.casualties.words import (
    ADVERBS,
    ATTACKERS,
    DEEDS,
    ITEMS,
    STOP_RIGHT,
    hints_at_harm,
    lemma_of,
    victim_groups,
)
from dragoman.layers.counts import Quantity
from dragoman.layers.modality import modality_of
from dragoman.model.document import Span
from dragoman.model.records import Count
from dragoman.parse import Parse, span_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Toll", "find_tolls"]

UPDATED = re.compile(
    r"\b(?:updated|revised|risen|rose|climbed|increased) to\b|\bputs? the (?:figure|number|tally|count) at\b",
    re.IGNORECASE,
)
FIRST = frozenset("initial early earlier previous preliminary initially originally previously".split())
_PASSED = frozenset("passed past exceeds exceeded topped surpassed".split())
_BEFORE_TOTAL = _PASSED | frozenset("to at of as reached is was : nearly stands".split())
_AHEAD = frozenset("likely could may might expected feared".split())
_OLD = frozenset("initial earlier previous preliminary".split())
DENSEST = 30  # words of dying and wounding in a sentence; what has more is litter
_LONGEST = 250  # words of a sentence that are read; what is longer is a list or litter


@dataclass(frozen=True, slots=True)
class Toll:
    """One figure as it stands: what it counts, how many, whom, and where.

    `trigger` is the position of the word of dying or wounding; `agent` that of who does it, where the grammar has one.
    `part`: of a total given elsewhere ("14 of the dead were rebels"). `old`: superseded in its own words ("an initial
    toll of 47"). `told`: the number stands in the words; else it was read off a name or a plural. `update`: "rose to".
    `also`: "were also killed". `number`: where the word that counts begins. `attacking`: the words make attackers of
    them ("gunmen who stormed the bank").
    """

    field: FigureField
    count: Count
    span: Span
    trigger: int
    whom: str | None = None
    group: str = "generic"
    victims: tuple[int, ...] = ()
    agent: int | None = None
    part: bool = False
    old: bool = False
    update: bool = False
    told: bool = True
    also: bool = False
    number: int = -1
    attacking: bool = False


def find_tolls(parse: Parse) -> tuple[Toll, ...]:
    """The figures of a text in text order; what is denied, feared, planned or supposed is left out."""
    tolls: list[Toll] = []
    for sentence in parse.doc.sents:
        words = parse.text_of(sentence)
        if hints_at_harm(words) or (tolls and UPDATED.search(words)):
            told = _Reader(sentence[:_LONGEST], parse.text).tolls(bool(tolls))
            tolls += [
                replace(toll, old=True) if any(_rises_by(other, toll) for other in told) else toll for toll in told
            ]
    return tuple(_without_those_who_died(parse, tolls))


def _without_those_who_died(parse: Parse, tolls: Sequence[Toll]) -> list[Toll]:
    """The tolls, those wounded who are told to have died of it as part of the dead: "was hit and later died"."""
    doc, died = parse.doc, set[int]()
    for n, toll in enumerate(tolls):
        if toll.field is not FigureField.KILLED or lemma_of(doc[toll.trigger]) not in ("die", "succumb"):
            continue
        pronoun = any(doc[i].lower_ in ("he", "she") for i in toll.victims)
        for m, hurt in enumerate(tolls[:n]):
            alone = pronoun and m == n - 1 and hurt.count.max == 1
            if hurt.field is FigureField.WOUNDED and (alone or not set(hurt.victims).isdisjoint(toll.victims)):
                died.add(m)
    return [replace(toll, part=True) if n in died else toll for n, toll in enumerate(tolls)]


def _rises_by(risen: Toll, toll: Toll) -> bool:
    """ "The toll rose to 11 after two of the wounded died", in one sentence: the two are among the eleven."""
    return risen is not toll and risen.update and (risen.count.min or 0) > (toll.count.max or 0) > 0


class _Reader(Victims):
    """A sentence and the figures that it tells."""

    def tolls(self, before: bool) -> list[Toll]:
        found: list[Toll] = []
        for at, (side, field) in list(self.marks.items())[:DENSEST]:
            match side:
                case "object" | "subject" | "before":
                    found += self._verbal(at, side, field)
                case "noun" | "lives":
                    found += self._nominal(at, field)
                case "toll":
                    found += self._toll(at, field)
        if before or found:
            found += self._updated(bool(found))
        return sorted(self._joint(found), key=lambda toll: toll.span)

    def _verbal(self, at: int, side: str, field: FigureField) -> list[Toll]:
        token = self.tokens[at]
        before = self.words[at - 1] if at else ""
        if side == "before" and before in ("feared", "presumed"):
            return []
        if before in ("the", "those", "these", "self") and self.tags[at] != "VBG":
            return []  # "the wounded", "among those killed": people told of before
        right = self._looks_right(at, side)
        quantities, stop = self._on_right(at) if right else self._on_left(at)
        also = False
        if not right:
            of_whom = self._of_whom(at, field)
            also = bool(of_whom)
            quantities = of_whom or [*(quantities or self._subject_number(at)), *self._as_well(at)]
            quantities = [*quantities, *self._gapped(at)] if quantities else []
        modality, negated = modality_of(token)
        if modality is Modality.DEMANDED and self.tags[at] == "VBD" and token.dep_ == "ccomp":
            modality = Modality.ASSERTED  # "elders insisted that planes killed nine"
        zero = any(q.count.max == 0 for q in quantities)
        if negated and not zero:
            return []
        exact = any(q.exact for q in quantities)
        if modality not in (Modality.ASSERTED, Modality.POSSIBLE) or (modality is Modality.POSSIBLE and not exact):
            return []
        if self._near(at, 3, "believed feared presumed") and not exact:
            return []
        if token.dep_ == "acl" and modality_of(token.head.head)[0] is Modality.POSSIBLE and not exact:
            return []  # "there might be many people wounded"
        if not quantities and "many" in self.words[max(0, at - 8) : at] and "how" in self.words[max(0, at - 9) : at]:
            return []  # "it is not known how many people were killed"
        part = self._is_part(at, quantities)
        items = self._items(at, right, stop)
        tolls = self._make(at, field, quantities, items, part=part, agent=self._agent(at, right), old=self._is_old(at))
        return [replace(toll, also=True) for toll in tolls] if also else tolls

    def _is_old(self, at: int) -> bool:
        """ "An initial report said three had died", "two were at first reported killed"."""
        word = self.tokens[at]
        for _ in range(3):
            word = word.head
            if lemma_of(word) in ("say", "put", "report", "speak", "give", "suggest", "indicate", "state", "list"):
                return any(
                    first.lower_ in FIRST
                    for child in word.children
                    if child.dep_ in ("nsubj", "nsubjpass", "advmod")
                    for first in (child, *child.children)
                )
        return False

    def _looks_right(self, at: int, side: str) -> bool:
        """Whether those counted stand behind the word: "killed four", "killing four", as against "four were killed"."""
        if side in ("subject", "before"):
            return False
        if self.opens(at):
            return True
        tag = self.tags[at]
        before = at - 1
        while before >= 0 and (self.words[before] in ADVERBS or self.tags[before] == "RB"):
            before -= 1
        aux = before >= 0 and self.words[before] in ("was", "were", "been", "being", "be", "is", "are", "got")
        if aux:
            return False
        if tag in ("VBG", "VB", "VBZ", "VBP") or (tag == "NNS" and self.words[at] in ("wounds", "injures", "kills")):
            return True
        if tag == "NN":
            return False
        after = at + 1
        while after < len(self.words) and (
            self.tags[after] in ("RB", "``") or self.words[after] in ("dead", "down", "to", "death", "alive")
        ):
            after += 1
        if any(q.exact and q.start == after and q.end > after + 1 for q in self.quantities) and not self._own_quantity(
            at
        ):
            return True  # "killed up to 20", "killed between five and ten"
        if (
            after >= len(self.words)
            or self.words[after] in STOP_RIGHT
            or self.tags[after] in ("CC", ",", ".", ":", "IN")
        ):
            return after < len(self.words) and self.words[after] == "at" and self._quantity_at(after) is not None
        behind = self._quantity_at(after)
        own = next((q for q in self.quantities if q.exact and q.end == at), None)
        if own and not (behind and behind.exact):
            return False  # "in addition to 12 injured a source said"
        if behind and behind.end in self.marks and any(0 <= at - q.end <= 2 for q in self.quantities):
            return False  # "12 civilians killed 14 injured"
        follows = self.tokens[after]
        return follows.pos_ in ("DET", "NUM", "ADJ", "NOUN", "PROPN", "PRON") or self._quantity_at(after) is not None

    def _is_part(self, at: int, quantities: Sequence[Quantity]) -> bool:
        words = self.words
        for q in quantities:
            behind = words[q.end : q.end + 5]
            if (
                behind[:1] == ["of"]
                and behind[1:2] in (["the"], ["those"])
                and any(w in ("dead", "killed", "victims", "deaths", "wounded", "injured") for w in behind[2:4])
            ):
                return not (self.lemmas[at] == "die" and any(w in ("wounded", "injured") for w in behind[2:4]))
        return False

    def _make(
        self, at: int, field: FigureField, quantities: Sequence[Quantity], items: "Sequence[Token]", *,
        part: bool = False, agent: int | None = None, old: bool = False, update: bool = False,
    ) -> list[Toll]:  # fmt: skip
        """One figure an addend: "five soldiers and three rebels" are two."""
        trigger = self.tokens[at].i
        victims = tuple(i.i for i in items)
        zero = next((q for q in quantities if q.count.max == 0), None)
        if zero:
            quantities = [zero]
        tolls = []
        near = self._near(at, 2, "also")
        attackers = {item.i - self.offset for item in items if self._attacks(item, at)}
        for q in quantities:
            also = near or (self._others(q) and not self._is_contrast(q, at))
            head = self.noun_of(q)
            group = self._group(head) if self.lemmas[at] != "lose" else self._group_of_loser(at)
            tolls.append(
                Toll(
                    field, self._worded(q), self._span(q, at), trigger, self._whom(q, head), group, victims,
                    agent, part, old, update, also=also, number=self.tokens[q.start].idx,
                    attacking=head is not None and (head in attackers or self.lemmas[head] in ATTACKERS),
                )
            )  # fmt: skip
        if not quantities and self._beside_digits(at):
            return tolls
        covered = {i for q in quantities for i in range(q.start, (self.noun_of(q) or q.end) + 1)}
        bare = [i for i in items if i.i - self.offset not in covered and 0 <= i.i - self.offset < len(self.tokens)]
        if quantities:
            exact_others = any(self._others(q) for q in quantities)
            first = min(q.start for q in quantities) + self.offset
            bare = [i for i in bare if self._is_one_more(i, exact_others, i.i < first)]
        for item in bare:
            count = self._bare_count(item)
            if count is None:
                continue
            span = Span(item.idx, item.idx + len(item.text)).cover(span_of(self.tokens[at]))
            group = victim_groups().get(lemma_of(item), "civil")
            phrase = self.text[item.left_edge.idx : item.idx + len(item.text)]
            tolls.append(
                Toll(
                    field, count, span, trigger, phrase[:80], group, victims, agent, part, old, update, False,
                    attacking=item.i - self.offset in attackers
                    or item.lower_ in ("himself", "herself")
                    or lemma_of(item) in ATTACKERS,
                )
            )  # fmt: skip
        return tolls

    def _worded(self, q: Quantity) -> Count:
        first, last = self.tokens[q.start], self.tokens[q.end - 1]
        words = self.text[first.idx : last.idx + len(last.text)]
        return Count(q.count.min, q.count.max, q.count.approx, words)

    def _span(self, q: Quantity, at: int) -> Span:
        first, last = self.tokens[q.start], self.tokens[q.end - 1]
        return Span(first.idx, last.idx + len(last.text)).cover(span_of(self.tokens[at]))

    def _nominal(self, at: int, field: FigureField) -> list[Toll]:
        """ "19 fatalities", "the deaths of 17 people", "claimed 30 lives", "no casualties"."""
        token = self.tokens[at]
        if token.dep_ == "compound" and self.tags[at] == "NN":
            return []  # "a death knell", "a murder charge"
        modality, _ = modality_of(token.head if token.head.pos_ == "VERB" else token)
        if modality not in (Modality.ASSERTED, Modality.POSSIBLE):
            return []
        lost = self.lemmas[at] == "loss"
        if self.words[at + 1 : at + 2] == ["of"] and not lost:
            quantities, _ = self._on_right(at + 1)
            items = [c for p in token.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]
            for item in items:
                items += [c for c in item.children if c.dep_ == "conj" and c.pos_ in ITEMS][:20]
            if self.lemmas[at] in DEEDS and not quantities:
                return []
            if (
                self.lemmas[at] in ("killing", "murder", "assassination", "martyrdom", "body", "corpse")
                and not quantities
            ):
                items = [i for i in items if i.pos_ in ("NOUN", "PROPN")]
            return self._make(at, field, quantities, items)
        near = [q for q in self.quantities if 0 <= at - q.end <= 3 and self._counts_noun(q, at)]
        if not near and self._is_denied(at):
            near = [Quantity(at, at + 1, Count(0, 0))]
        if self.words[at + 1 : at + 2] == ["lives"] or not near or (lost and near[-1].count.max != 0):
            return []
        q = near[-1]
        if not q.exact and q.count.max == 1 and self.lemmas[at] not in ("death", "fatality", "body"):
            return []
        if field is FigureField.CASUALTIES and q.count.max == 0:
            zero = [FigureField.KILLED, FigureField.WOUNDED]
            return [t for f in zero for t in self._make(at, f, [q], [])]
        if self._is_part(at, [q]):
            return []
        return self._make(at, field, [q], [])

    def _counts_noun(self, q: Quantity, at: int) -> bool:
        """Whether only what belongs to a noun of harm stands between it and a number; "no deaths or injuries"."""
        none = q.count.max == 0
        return all(
            (none or i not in self.marks)
            and (
                self.tags[i].startswith(("JJ", "NN", "VBN")) or self.words[i] == "-" or (none and self.tags[i] == "CC")
            )
            for i in range(q.end, at)
        )

    def _is_denied(self, at: int) -> bool:
        """ "without causing casualties", "did not cause any deaths"."""
        before = self.words[max(0, at - 5) : at]
        if "without" in before:
            return not any(w in before[before.index("without") :] for w in ("of", "on", "about", "knowing", "giving"))
        causes = not {"cause", "inflict", "suffer", "claim"}.isdisjoint(self.lemmas[max(0, at - 4) : at])
        return causes and not {"not", "n't", "never"}.isdisjoint(before)

    def _toll(self, at: int, field: FigureField) -> list[Toll]:
        """ "The toll rose to 46 from 33", "an initial toll of 47", "put the death toll at 12"."""
        chosen = self._total_of(at)
        if chosen is None or not _AHEAD.isdisjoint(self.words[at : chosen.start]):
            return []
        old = not _OLD.isdisjoint(self.words[max(0, at - 3) : at])
        before = self.words[chosen.start - 1]
        if before in _PASSED and chosen.count.min == chosen.count.max:
            chosen = replace(chosen, count=Count((chosen.count.min or 0) + 1, None))
        risen = self.words[chosen.start] == "from" and chosen.count.max
        if risen:  # "rose from 21 to 27"
            chosen = replace(chosen, count=Count(chosen.count.max, chosen.count.max))
        update = bool(risen) or before in ("to", "reached", "reaches", *_PASSED)
        return self._make(at, field, [chosen], [], old=old, update=update)

    def _total_of(self, at: int) -> Quantity | None:
        """The number that a word for a toll goes with: behind it, or before it in "bringing to 19 the toll"."""
        behind = [q for q in self.quantities if q.start > at and q.count.max != 0 and (q.exact or q.count.max != 1)]
        chosen = next((q for q in behind if self.words[q.start - 1] in _BEFORE_TOTAL), None)
        if chosen is None and behind and behind[0].exact and behind[0].start - at < 12:
            between = self.words[at : behind[0].start]
            chosen = None if {"said", "says"} & {*between} else behind[0]  # "confirmed the toll, the army said two ..."
        if chosen is None:
            chosen = next((q for q in self.quantities if 0 < at - q.end < 3 and self.words[q.start - 1] == "to"), None)
        return chosen

    def _updated(self, beside: bool) -> list[Toll]:
        """ "This was later updated to 82": a toll taken up without its name; `beside` other tolls only as "it"."""
        for at, word in enumerate(self.words):
            if word in ("updated", "revised", "risen", "rose", "climbed", "increased") and self.words[
                at + 1 : at + 2
            ] == ["to"]:
                q = next((q for q in self.quantities if q.start == at + 2), None)
                taken_up = not {"it", "this", "that", "which"}.isdisjoint(self.words[max(0, at - 3) : at])
                if q and q.exact and (taken_up or not beside):
                    return self._make(at, FigureField.KILLED, [q], [], update=True)
        return []

    def _joint(self, tolls: list[Toll]) -> list[Toll]:
        """Figures of "killed and injured", "killed or wounded" together are joint and stay so."""
        joint: list[Toll] = []
        by_trigger: dict[int, list[Toll]] = {}
        for toll in tolls:
            by_trigger.setdefault(toll.trigger, []).append(toll)
        skip: set[int] = set()
        for at in self.marks:
            other = at + 2
            if (
                other in self.marks
                and self.words[at + 1] in ("and", "or")
                and self.marks[at][0] in ("object", "before")
                and self.marks[other][0] == "object"
                and self.marks[at][1] != self.marks[other][1]
            ):
                one, two = by_trigger.get(at + self.offset, []), by_trigger.get(other + self.offset, [])
                # "were killed and wounded", "killed or wounded more than 1,000": one number for both words
                told = [t.count.words for t in one if t.told], [t.count.words for t in two if t.told]
                if told[0] == told[1] or not all(told):
                    skip |= {at + self.offset, other + self.offset}
                    none = all(t.count.max == 0 for t in (one or two))  # "nobody was killed or injured"
                    joint += [
                        Toll(field, t.count, t.span, t.trigger, t.whom, t.group, t.victims, t.agent)
                        for t in (one or two)
                        if t.told
                        for field in ((self.marks[at][1], self.marks[other][1]) if none else (FigureField.CASUALTIES,))
                    ]
        return [t for t in tolls if t.trigger not in skip] + joint
