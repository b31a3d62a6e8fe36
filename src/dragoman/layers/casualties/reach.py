"""Which numbers of a sentence belong to a word of dying or wounding: back or on from it to where its phrase ends."""

from dragoman.layers.casualties.sentence import Sentence
from dragoman.layers.casualties.words import ADVERBS, MEASURED, PARTS, STOP_LEFT, STOP_RIGHT
from dragoman.layers.counts import Quantity

__all__ = ["Reach"]

_GRAVELY = frozenset("critically seriously severely gravely badly slightly lightly fatally".split())
_SHARES = frozenset("half third quarter majority rest".split())


class Reach(Sentence):
    """A sentence whose words of harm are asked for the numbers on either side."""

    def _on_right(self, at: int) -> tuple[list[Quantity], int]:
        end = at + 1
        inside = False
        while end < len(self.words) and end - at < 40:
            word = self.words[end]
            held = self._quantity_at(end)
            if held:
                end = held.end
                continue
            if end in self.marks and end > at + 1:
                break
            if (
                word in PARTS
                or word in STOP_RIGHT
                or word in (";", ":", ".")
                or (word == "most" and self.words[end + 1 : end + 2] == ["of"])
            ):
                joins = self.words[end - 1] in ("along", "together") if word == "with" else self._is_as_well(end)
                if (word == "to" and end - at < 3) or joins:
                    end += 1
                    continue
                break
            if self.tags[end][0] == "V" and self.tags[end] != "VBN" and not inside:
                break
            end += 1
        found = [q for q in self.quantities if at < q.start and q.end <= end and (self._free(q) or q.start == at + 1)]
        found = [q for n, q in enumerate(found) if not (n and self._is_share(q))]
        nouns = [at for at in self.marks if self.tags[at] != "VBG"]  # "four civilians injuring ten" are the killed
        others = {at - 1 for at in nouns} | set(nouns)  # "and dozens of injured": the next word's
        return [
            q
            for q in found
            if q.end == end == len(self.words)
            or self.words[q.end] in ("and", "or", ",")
            or not (q.end in others and q.end + 1 >= end)
        ], end

    def _is_as_well(self, at: int) -> bool:
        """Whether a word is of "as well as", which goes on with those who are counted."""
        return any(self.words[max(0, i) : i + 3] == ["as", "well", "as"] for i in (at, at - 2))

    def _is_share(self, q: Quantity) -> bool:
        """Whether a bare number tells where some of those counted before it were: "26 people, 11 in Gao and 15 ..."."""
        placed = self.words[q.end : q.end + 1] in (["in"], ["at"], ["near"], ["from"])
        return placed and self.words[q.start - 1] in (",", ":", "(", "–", "-")

    def _on_left(self, at: int) -> tuple[list[Quantity], int]:
        start = self._before_auxiliaries(at)
        head = self.tokens[at].head.i - self.offset
        joined = head == start - 2 and self.words[start - 1] == "and" and self.tags[head] == "VBN"
        if self.tokens[at].dep_ == "conj" and joined and head not in self.marks:
            start = self._before_auxiliaries(head)  # "were raped and burned alive"
        begun = start
        while start > 0 and begun - start < 60:
            word, tag = self.words[start - 1], self.tags[start - 1]
            held = self._quantity_at(start - 1)
            if held and held.end == start:
                start = held.start
                continue
            if start - 1 in self.marks and self.marks[start - 1][0] != "noun":
                break
            acronym = word == "is" and self.tokens[start - 1].text == "IS"  # "17 IS fighters"
            if (
                word not in PARTS
                and not acronym
                and (word in STOP_LEFT or word in (";", ":") or tag in ("VBD", "VBZ", "VBP", "VBG", "MD"))
            ):
                if word == "as" and self.words[start - 2 : start - 1] == ["identified"]:
                    start -= 2
                    continue
                if word == "as" and self.words[start - 3 : start - 1] == ["as", "well"]:
                    start -= 3  # "a dozen guards, as well as the mayor, were killed"
                    continue
                break
            start -= 1
        region = [q for q in self.quantities if start <= q.start and q.end <= at]
        region = self._wholes(self._out_of_brackets(region, start), at)
        cut = next((i for i in range(start, at) if self.words[i] in PARTS), None)
        if cut is not None:
            kept = [q for q in region if q.end <= cut or q.end == at or self._goes_on(q, cut, region)]
            among = self.words[cut] == "among" and cut and self.tokens[cut - 1].pos_ == "AUX"
            region = region if among and not kept else kept  # "two children were among five people killed"
        return self._last_bare([q for q in region if self._free(q, start)], at), start

    def _goes_on(self, q: Quantity, cut: int, quantities: list[Quantity]) -> bool:
        """Whether a quantity stands behind the parts of another: "12 soldiers, including a colonel, and 20 rebels"."""
        parted = self.words[cut - 1] == "," and self.words[q.start - 2 : q.start] == [",", "and"]
        return parted and sum(cut < other.start < q.start for other in quantities) < 2

    def _out_of_brackets(self, quantities: list[Quantity], start: int) -> list[Quantity]:
        """Quantities without those in brackets behind another: "25 people (18 rebels and seven soldiers)"."""
        opened = next((i for i in range(start, len(self.words)) if self.words[i] == "("), None)
        if opened is None or not any(q.exact and q.end <= opened for q in quantities):
            return quantities
        closed = next((i for i in range(opened, len(self.words)) if self.words[i] == ")"), opened)
        return [q for q in quantities if not opened < q.start < closed]

    def _wholes(self, quantities: list[Quantity], at: int) -> list[Quantity]:
        """Of parts and wholes those that a word counts.

        "Six of the eight men injured were" serious counts the eight; "of the 40 aboard, 13 were killed" the 13.
        """
        kept = []
        for q in quantities:
            whole = next((w for w in quantities if w.start == q.end + 1 and self.words[q.end] == "of"), None)
            reduced = self.tokens[at].dep_ == "acl" and whole is not None and self.noun_of(whole) == at - 1
            noun = self.noun_of(q)
            opens = self.words[q.start - 1] == "of" and (q.start == 1 or self.words[q.start - 2] in (",", "but"))
            shared = opens and noun is not None and self.words[noun + 1 : noun + 2] == [","] and q is not quantities[-1]
            if not (reduced or shared):
                kept.append(q)
        return kept

    def _before_auxiliaries(self, at: int) -> int:
        """Where the auxiliaries and adverbs before a verb begin: "have since been" killed."""
        start = at
        while start > 0 and (
            self.tags[start - 1] in ("RB", "MD")
            or self.words[start - 1] in ADVERBS
            or self.tokens[start - 1].pos_ == "AUX"
            or (self.words[start - 1] == "since" and self.tokens[start - 2].pos_ == "AUX")
        ):
            start -= 1
        return start

    def _last_bare(self, quantities: list[Quantity], at: int) -> list[Quantity]:
        """Of "13 and 106 injured" the 106: the number before belongs to another word."""
        if len(quantities) > 1 and self.noun_of(quantities[-1]) is None and quantities[-1].end == at:
            return quantities[-1:]
        return quantities

    def _free(self, q: Quantity, start: int = -1) -> bool:
        """Whether a quantity stands for people of its own: no apposition ("Shah, a trader"), no part."""
        follows = self.words[q.end : q.end + 2]
        if q.count.max == 0:
            return True
        if self.words[max(0, q.start - 2) : q.start] == ["all", "but"]:
            return False  # "all but two perished"
        if follows and follows[0] in _GRAVELY and self.words[q.start - 1 : q.start] in ([","], ["("]):
            return False  # "11 injured, three critically"
        if follows[:1] == ["of"] and follows[1:] in (["them"], ["whom"], ["those"], ["these"]):
            return False
        previous = self.tags[q.start - 1] if q.start else ""
        if previous == "IN" and self.words[q.start - 1] == "of":
            head = self.noun_of(q)
            told = (q.end if head is None else head + 1) in self.marks  # "of the nine wounded" counts the wounded
            whole = not told and any(other.exact and other.end == q.start - 1 for other in self.quantities)
            share = told and self.words[max(0, q.start - 2)] in _SHARES  # "half of the 30 people killed"
            if whole or (self._is_owned(q.start - 2) and not share):
                return False  # "seven of the 12 hostages"
        bare = q.exact and self.noun_of(q) is None and self.words[q.end - 1].isdigit()
        named = previous in (",", "-LRB-") and self.tags[q.start - 2 : q.start - 1] == ["NNP"]
        if bare and (named or previous.startswith("NNP")):
            return False  # an age behind a name
        if q.exact or q.count.max != 1:
            return True
        previous = self.words[q.start - 1] if q.start else ""
        return (
            q.start == start
            or previous in ("and", "or", "")
            or (previous == "," and self._is_listed(q))
            or q.start - 1 in self.marks
            or self.tags[q.start - 1][0] not in ",NP("
        )

    def _is_listed(self, q: Quantity) -> bool:
        """Whether one without a number goes on a list that has one: "three soldiers, a guard and a girl"."""
        head = self.noun_of(q)
        before = any(self.noun_of(other) == q.start - 2 for other in self.quantities if other.end < q.start)
        return before and head is not None and self.words[head + 1 : head + 2] in (["and"], [","])

    def _is_owned(self, at: int) -> bool:
        """Whether "of" and a number behind a word belong to that word ("troopers of 27 Rifles", "head of a school")."""
        return at >= 0 and self.tags[at].startswith("NN") and self.lemmas[at] not in MEASURED and at not in self.marks
