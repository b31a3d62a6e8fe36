"""The figures of a report's dead and wounded, one per mention, before anything is added or compared.

Grammar where the parser has it, neighbourhood where it has not: scraped text lacks commas, and wire copy is a list of
clauses. So the words of a number are sought on the side of "killed" where the victims of such a form stand, back or on
to the next verb, and the parse tells only who is meant where no number stands there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.codes import FigureField, Modality
from dragoman.layers.casualty_sentence import Sentence
from dragoman.layers.casualty_words import (
    ADVERBS,
    HINT,
    ITEMS,
    NOBODY,
    STOP_RIGHT,
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

UPDATED = re.compile(r"\b(?:updated|revised|risen|rose|climbed|increased) to\b", re.IGNORECASE)
DENSEST = 30  # words of dying and wounding in a sentence; what has more is litter
_LONGEST = 250  # words of a sentence that are read; what is longer is a list or litter


@dataclass(frozen=True, slots=True)
class Toll:
    """One figure as it stands: what it counts, how many, whom, and where.

    `trigger` is the position of the word of dying or wounding; `agent` that of who does it, where the grammar has one.
    `part`: of a total given elsewhere ("14 of the dead were rebels"). `old`: superseded in its own words ("an initial
    toll of 47"). `told`: the number stands in the words; else it was read off a name or a plural. `update`: "rose to".
    `also`: "were also killed".
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


def find_tolls(parse: Parse) -> tuple[Toll, ...]:
    """The figures of a text in text order; what is denied, feared, planned or supposed is left out."""
    tolls: list[Toll] = []
    for sentence in parse.doc.sents:
        if HINT.search(sentence.text) or (tolls and UPDATED.search(sentence.text)):
            tolls += _Reader(sentence[:_LONGEST], parse.text).tolls(bool(tolls))
    return tuple(tolls)


class _Reader(Sentence):
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
                    found += self._toll(at)
        if before and not found:
            found += self._updated()
        return sorted(self._joint(found), key=lambda toll: toll.span)

    def _verbal(self, at: int, side: str, field: FigureField) -> list[Toll]:
        token = self.tokens[at]
        if (
            side == "before"
            and self.words[at - 1 : at]
            and self.words[at - 1] in ("the", "those", "feared", "presumed")
        ):
            return []
        if (
            self.words[at - 1 : at]
            and self.words[at - 1] in ("the", "those", "these", "self")
            and self.tags[at] != "VBG"
        ):
            return []  # "the wounded", "among those killed": people told of before
        right = self._looks_right(at, side)
        quantities, stop = self._on_right(at) if right else self._on_left(at)
        if not right:
            quantities = [*quantities, *self._as_well(at)]
        modality, negated = modality_of(token)
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
        part = self._is_part(at, quantities)
        items = self._items(at, right, stop)
        return self._make(at, field, quantities, items, part=part, agent=self._agent(at, right))

    def _as_well(self, at: int) -> list[Quantity]:
        """ "24 civilians had died, as well as 25 rebels and 26 fighters": those behind the word die, too."""
        start = at + 1 + (self.words[at + 1 : at + 2] == [","])
        if self.words[start : start + 3] != ["as", "well", "as"] and self.words[start : start + 2] != ["along", "with"]:
            return []
        begun = start + (3 if self.words[start] == "as" else 2)
        end = next((i for i in range(begun, len(self.words)) if self.tags[i] in ("VBD", "VBZ", "VBP", ".", ":")), None)
        return [q for q in self.quantities if q.exact and begun <= q.start and q.end <= (end or len(self.words))]

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
        if tag in ("VBG", "VB", "VBZ", "VBP"):
            return True
        if tag == "NN":
            return False
        after = at + 1
        while after < len(self.words) and (
            self.tags[after] == "RB" or self.words[after] in ("dead", "down", "to", "death")
        ):
            after += 1
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

    def _agent(self, at: int, right: bool) -> int | None:
        token = self.tokens[at]
        deps = ("nsubj",) if right else ("agent",)
        for child in token.children:
            if child.dep_ in deps:
                if child.dep_ == "agent":
                    return next((c.i for c in child.children if c.dep_ == "pobj"), None)
                return child.i
        return None

    def _items(self, at: int, right: bool, stop: int) -> "list[Token]":
        token = self.tokens[at]
        deps = ("dobj",) if right else ("nsubjpass", "nsubj")
        head = next((c for c in token.children if c.dep_ in deps), None)
        active = head is not None and head.dep_ == "nsubj" and self.marks[at][0] == "object"
        if active and not any(c.dep_ == "auxpass" for c in token.children) and not self._is_victim(head):
            return []
        if head is None and not right and token.dep_ in ("acl", "relcl", "amod"):
            head = token.head
        if head is None and not right and token.dep_ in ("conj", "acomp", "oprd", "xcomp", "ccomp", "advcl"):
            head = next(
                (c for c in token.head.children if c.dep_ in ("nsubjpass", "dobj", "nsubj") and c.i < token.i), None
            )
        if head is None or head.pos_ not in ITEMS:
            return []
        items = [head]
        for item in items:
            if len(items) > 30:
                break
            items += [c for c in item.children if c.dep_ == "conj" and c.pos_ in ITEMS and (right or c.i < token.i)]
        if items[0].lower_ in ("who", "which", "that") and token.dep_ == "relcl":
            items[0] = token.head
        return items

    def _is_victim(self, head: "Token | None") -> bool:
        """Whether the subject of a participle is its victim: "seven others injured"."""
        return head is not None and any(
            q.start + self.offset <= head.i <= q.end + 3 + self.offset for q in self.quantities
        )

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
        for q in quantities:
            also = near or self._others(q)
            head = self.noun_of(q)
            tolls.append(
                Toll(
                    field, self._worded(q), self._span(q, at), trigger, self._whom(q, head), self._group(head), victims,
                    agent, part, old, update, also=also,
                )
            )  # fmt: skip
        if not quantities and self._beside_digits(at):
            return tolls
        covered = {i for q in quantities for i in range(q.start, (self.noun_of(q) or q.end) + 1)}
        bare = [i for i in items if i.i - self.offset not in covered and 0 <= i.i - self.offset < len(self.tokens)]
        if quantities:
            exact_others = any(self._others(q) for q in quantities)
            bare = [
                i
                for i in bare
                if exact_others and i.tag_ in ("NN", "NNP") and i.ent_type_ not in ("GPE", "DATE", "CARDINAL")
            ]
        for item in bare:
            count = self._bare_count(item)
            if count is None:
                continue
            span = Span(item.idx, item.idx + len(item.text)).cover(span_of(self.tokens[at]))
            group = victim_groups().get(lemma_of(item), "civil")
            phrase = self.text[item.left_edge.idx : item.idx + len(item.text)]
            tolls.append(
                Toll(field, count, span, trigger, phrase[:80], group, victims, agent, part, old, update, False)
            )
        return tolls

    def _beside_digits(self, at: int) -> bool:
        """Whether a number that counts nobody stands beside a word: "-5 killed", "killed 3-2" tell of no plural."""
        beside = (*self.words[max(0, at - 1) : at], *self.words[at + 1 : at + 2])
        return any(word.lstrip("+-")[:1].isdigit() for word in beside)

    def _others(self, q: Quantity) -> bool:
        return "other" in self.words[q.end : q.end + 1] or "others" in self.words[q.start : q.end + 2]

    def _bare_count(self, item: "Token") -> Count | None:
        """What a phrase without a number counts: one for a person, at least two for a plural, None for a pronoun."""
        if (
            item.pos_ == "PRON"
            or item.lemma_.lower() in NOBODY
            or item.ent_type_ in ("DATE", "TIME", "CARDINAL", "MONEY")
        ):
            return None
        if item.tag_ in ("NNS", "NNPS") or item.lower_ in ("people", "police", "personnel"):
            return Count(2, None, False, item.text)
        if item.tag_ in ("NN", "NNP"):
            return Count(1, 1, False, item.text)
        return None

    def _worded(self, q: Quantity) -> Count:
        first, last = self.tokens[q.start], self.tokens[q.end - 1]
        words = self.text[first.idx : last.idx + len(last.text)]
        return Count(q.count.min, q.count.max, q.count.approx, words)

    def _span(self, q: Quantity, at: int) -> Span:
        first, last = self.tokens[q.start], self.tokens[q.end - 1]
        return Span(first.idx, last.idx + len(last.text)).cover(span_of(self.tokens[at]))

    def _whom(self, q: Quantity, head: int | None) -> str | None:
        if head is None:
            return None
        words = self.text[self.tokens[q.end].idx : self.tokens[head].idx + len(self.tokens[head].text)]
        return words[:80] or None

    def _group(self, head: int | None) -> str:
        return "generic" if head is None else victim_groups().get(self.lemmas[head], "civil")

    def _nominal(self, at: int, field: FigureField) -> list[Toll]:
        """ "19 fatalities", "the deaths of 17 people", "claimed 30 lives", "no casualties"."""
        token = self.tokens[at]
        modality, _ = modality_of(token.head if token.head.pos_ == "VERB" else token)
        if modality not in (Modality.ASSERTED, Modality.POSSIBLE):
            return []
        if self.words[at + 1 : at + 2] == ["of"]:
            quantities, _ = self._on_right(at + 1)
            items = [c for p in token.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]
            for item in items:
                items += [c for c in item.children if c.dep_ == "conj" and c.pos_ in ITEMS][:20]
            if (
                self.lemmas[at] in ("killing", "murder", "assassination", "martyrdom", "body", "corpse")
                and not quantities
            ):
                items = [i for i in items if i.pos_ in ("NOUN", "PROPN")]
            return self._make(at, field, quantities, items)
        near = [
            q for q in self.quantities if 0 <= at - q.end <= 3 and not any(i in self.marks for i in range(q.end, at))
        ]
        near = [
            q
            for q in near
            if all(self.tags[i].startswith(("JJ", "NN", "VBN")) or self.words[i] in ("-",) for i in range(q.end, at))
        ]
        if self.words[at + 1 : at + 2] == ["lives"] or not near:
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

    def _toll(self, at: int) -> list[Toll]:
        """ "the toll rose to 46 from 33", "an initial toll of 47", "put the death toll at 12"."""
        old = any(w in ("initial", "earlier", "previous", "preliminary") for w in self.words[max(0, at - 3) : at])
        behind = [
            q for q in self.quantities if q.start > at and q.count.max != 0 and not (q.count.max == 1 and not q.exact)
        ]
        chosen = next(
            (
                q
                for q in behind
                if self.words[q.start - 1]
                in (
                    "to",
                    "at",
                    "of",
                    "as",
                    "reached",
                    "is",
                    "was",
                    ":",
                    "passed",
                    "exceeds",
                    "topped",
                    "nearly",
                    "stands",
                )
            ),
            None,
        )
        if chosen is None:
            chosen = behind[0] if behind and behind[0].exact and behind[0].start - at < 12 else None
        if chosen is None:
            return []
        update = self.words[chosen.start - 1] == "to"
        if not {"likely", "could", "may", "might", "expected", "feared"}.isdisjoint(self.words[at : chosen.start]):
            return []
        return self._make(at, FigureField.KILLED, [chosen], [], old=old, update=update)

    def _updated(self) -> list[Toll]:
        """ "This was later updated to 82": a toll taken up without its name."""
        for at, word in enumerate(self.words):
            if word in ("updated", "revised", "risen", "rose", "climbed", "increased") and self.words[
                at + 1 : at + 2
            ] == ["to"]:
                q = next((q for q in self.quantities if q.start == at + 2), None)
                if q and q.exact:
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
                and self.marks[at][0] == "object" == self.marks[other][0]
                and self.marks[at][1] != self.marks[other][1]
            ):
                one, two = by_trigger.get(at + self.offset, []), by_trigger.get(other + self.offset, [])
                # "were killed and wounded", "killed or wounded more than 1,000": one number for both words
                told = [t.count.words for t in one if t.told], [t.count.words for t in two if t.told]
                if told[0] == told[1] or not all(told):
                    skip |= {at + self.offset, other + self.offset}
                    joint += [
                        Toll(FigureField.CASUALTIES, t.count, t.span, t.trigger, t.whom, t.group, t.victims, t.agent)
                        for t in (one or two)
                        if t.told
                    ]
        return [t for t in tolls if t.trigger not in skip] + joint
