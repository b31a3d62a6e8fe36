"""One sentence of the casualty layer: words as lists, numbers that may count people, words of harm and their reach."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.codes import FigureField
from dragoman.layers.casualty_words import (
    ADVERBS,
    MEASURED,
    NOBODY,
    PARTS,
    STOP_LEFT,
    STOP_RIGHT,
    harm_nouns,
    harm_verbs,
    lemma_of,
    victim_groups,
)
from dragoman.layers.counts import Quantity, find_quantities
from dragoman.layers.incident_lexicon import unreal

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

__all__ = ["Sentence"]


_PARTICIPLES = {"killing": "kill", "wounding": "wound", "injuring": "injure"}
_STATES = {"killed": "kill", "wounded": "wound", "injured": "injure", "murdered": "murder", "massacred": "massacre"}
_BODIES = frozenset("family group crew team party band".split())
_GRAVELY = frozenset("critically seriously severely gravely badly slightly lightly fatally".split())
_COUNTED = {"dead": FigureField.KILLED, "deaths": FigureField.KILLED, "killed": FigureField.KILLED,
            "fatalities": FigureField.KILLED, "wounded": FigureField.WOUNDED, "injured": FigureField.WOUNDED,
            "injuries": FigureField.WOUNDED}  # fmt: skip


class Sentence:
    """A sentence's words, grammar, quantities and marks (side and field of each word of harm, by position)."""

    def __init__(self, sentence: "SpacySpan", text: str) -> None:
        self.tokens: list[Token] = list(sentence)
        self.words = [t.lower_ for t in self.tokens]
        self.lemmas = [lemma_of(t) for t in self.tokens]
        self.tags = [t.tag_ for t in self.tokens]
        self.offset = self.tokens[0].i if self.tokens else 0
        self.text = text
        self.quantities = [q for q in find_quantities(self.words) if self._counts_people(q)]
        self.marks = dict(self._marks())

    def _marks(self) -> Iterator[tuple[int, tuple[str, FigureField]]]:
        """The words of dying and wounding: side and field by position."""
        for at, (lemma, word) in enumerate(zip(self.lemmas, self.words, strict=True)):
            entry = harm_verbs().get(lemma) if self.tags[at][0] in "VJN" else None
            if entry is None and word in _PARTICIPLES and self.opens(at):
                entry = harm_verbs()[_PARTICIPLES[word]]  # taken for a noun
            if entry is None and word in _STATES and self.tags[at] == "JJ" and self._own_quantity(at):
                entry = harm_verbs()[_STATES[word]]  # "33 injured"
            if lemma == "execute" and self._is_carried_out(at):
                continue
            if entry and (self.tags[at][0] == "V" or word.endswith("ed") or word == "slain" or self.opens(at)):
                side, field, needs = entry
                if not needs or any(w in needs for w in self.words[at + 1 : at + 6]):
                    yield at, (side, field)
            elif word == "dead" and self.words[at - 1 : at] != ["shot"]:
                yield at, ("before", FigureField.KILLED)
            elif word in ("unhurt", "unharmed"):
                continue
            elif lemma in ("sustain", "suffer", "receive") and not {
                "injuries",
                "injury",
                "wounds",
                "injures",
            }.isdisjoint(self.words[at + 1 : at + 5]):
                yield at, ("subject", FigureField.WOUNDED)
            elif lemma == "injury" and not {"sustained", "suffered", "received", "sustaining"}.isdisjoint(
                self.words[max(0, at - 4) : at]
            ):
                continue
            elif lemma in harm_nouns() and self.tags[at][0] == "N" and self.words[at + 1 : at + 2] != ["toll"]:
                yield at, ("noun", harm_nouns()[lemma])
            elif word == "toll" or (word == "count" and self.words[at - 1 : at] == ["body"]):
                yield at, ("toll", FigureField.KILLED)
            elif word == "number" and self._number_of(at):
                yield at, ("toll", _COUNTED[self.words[self._number_of(at)]])
            elif lemma == "lose" and self._loses_people(at):
                yield at, ("object", FigureField.KILLED)
            elif lemma == "lose" and not {"life", "lives"}.isdisjoint(self.words[at + 2 : at + 4]):
                if self.tags[at + 1 : at + 2] == ["PRP$"]:
                    yield at, ("subject", FigureField.KILLED)  # "seven lost their lives"
            elif word in ("life", "lives") and self._near(
                at, 5, "claim claimed claiming claims take took taken taking lose lost losing cost"
            ):
                yield at, ("lives", FigureField.KILLED)
            elif (lemma == "martyr" and self._near(at, 6, "left leave leaves leaving claimed claiming fell")) or (
                word in ("bodies", "body", "corpses", "corpse")
                and self._near(at, 12, "found find recovered discovered finding retrieved pulled")
            ):
                yield at, ("noun", FigureField.KILLED)

    def _is_carried_out(self, at: int) -> bool:
        """ "Executed a rapid advance": plans and operations are executed, too."""
        things = [c for c in self.tokens[at].children if c.dep_ in ("dobj", "nsubjpass")]
        return any(lemma_of(c) in unreal("executed") for c in things)

    def _own_quantity(self, at: int) -> Quantity | None:
        """The number that stands right before a word."""
        return next((q for q in self.quantities if q.exact and q.end == at), None)

    def _number_of(self, at: int) -> int:
        """Where the dead or wounded stand whose number is meant, else 0: "the number of dead", "of people killed"."""
        if self.words[at + 1 : at + 2] != ["of"]:
            return 0
        return next((i for i in range(at + 2, min(at + 6, len(self.words))) if self.words[i] in _COUNTED), 0)

    def _loses_people(self, at: int) -> bool:
        """ "The army lost eight men"."""
        behind = next((q for q in self.quantities if q.start == at + 1), None)
        head = self.noun_of(behind) if behind else None
        if head is None:
            return False
        return self.lemmas[head] == "man" or victim_groups().get(self.lemmas[head]) in ("force", "armed")

    def opens(self, at: int) -> bool:
        """Whether a participle has a number behind it: "hit a school killing at least 35" where a comma is lost."""
        participle = self.words[at].endswith("ing") and self.tags[at][0] in "VN"
        return participle and any(q.start == at + 1 and q.exact for q in self.quantities)

    def _near(self, at: int, reach: int, words: str) -> bool:
        return not set(words.split()).isdisjoint(self.words[max(0, at - reach) : at + reach + 1])

    def _quantity_at(self, at: int) -> Quantity | None:
        return next((q for q in self.quantities if q.start <= at < q.end), None)

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
                if word == "to" and end - at < 3:
                    end += 1
                    continue
                break
            if self.tags[end][0] == "V" and self.tags[end] != "VBN" and not inside:
                break
            end += 1
        found = [q for q in self.quantities if at < q.start and q.end <= end and (self._free(q) or q.start == at + 1)]
        nouns = [at for at in self.marks if self.tags[at] != "VBG"]  # "four civilians injuring ten" are the killed
        others = {at - 1 for at in nouns} | set(nouns)  # "and dozens of injured": the next word's
        return [
            q
            for q in found
            if q.end == end == len(self.words)
            or self.words[q.end] in ("and", "or", ",")
            or not (q.end in others and q.end + 1 >= end)
        ], end

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
        cut = next((i for i in range(start, at) if self.words[i] in PARTS), None)
        if cut is not None:
            kept = [q for q in region if q.end <= cut or q.end == at]  # "including 13 civilians and 30 wounded"
            among = self.words[cut] == "among" and cut and self.tokens[cut - 1].pos_ == "AUX"
            region = region if among and not kept else kept  # "two children were among five people killed"
        return self._last_bare([q for q in region if self._free(q, start)], at), start

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
        if follows and follows[0] in _GRAVELY and self.words[q.start - 1 : q.start] in ([","], ["("]):
            return False  # "11 injured, three critically"
        if follows[:1] == ["of"] and follows[1:] in (["them"], ["whom"], ["those"], ["these"]):
            return False
        previous = self.tags[q.start - 1] if q.start else ""
        if previous == "IN" and self.words[q.start - 1] == "of":
            head = self.noun_of(q)
            told = (q.end if head is None else head + 1) in self.marks  # "of the nine wounded" counts the wounded
            whole = not told and any(other.exact and other.end == q.start - 1 for other in self.quantities)
            if whole or self._is_owned(q.start - 2):
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
            or q.start - 1 in self.marks
            or self.tags[q.start - 1][0] not in ",NP("
        )

    def _is_owned(self, at: int) -> bool:
        """Whether "of" and a number behind a word belong to that word ("troopers of 27 Rifles", "head of a school")."""
        return at >= 0 and self.tags[at].startswith("NN") and self.lemmas[at] not in MEASURED and at not in self.marks

    def _counts_people(self, q: Quantity) -> bool:
        """Whether the noun behind a quantity may be people."""
        head = self.noun_of(q)
        if head is None:
            return q.exact or q.count.max != 1 or q.count.max == 0
        if self.lemmas[head] in NOBODY:
            return False
        behind = (self.words[head + 1 : head + 2], self.tags[head + 2 : head + 3])
        if not q.exact and q.count.max == 1 and self.lemmas[head] in _BODIES and behind == (["of"], ["CD"]):
            return False  # "a family of six"
        return (
            q.exact
            or q.count.max != 1
            or self.lemmas[head] not in ("total", "result", "consequence", "injury", "attack")
        )

    def noun_of(self, q: Quantity) -> int | None:
        """The position of the noun that a quantity counts, if one stands behind it."""
        at, head = q.end, None
        if self.words[at : at + 1] == ["of"]:
            at += 1
        while at < len(self.words) and at - q.end < 8:
            tag = self.tags[at]
            if tag.startswith("NN"):
                head = at
                if tag == "NNS" or self.lemmas[at] in victim_groups():
                    return head
            elif not (
                tag.startswith("JJ")
                or tag in ("VBN", "DT", "PRP$", "HYPH", "POS", "CD")
                or self.words[at] in ("-", "other", "of")
            ) or at in getattr(self, "marks", {}):
                break
            at += 1
        return head
