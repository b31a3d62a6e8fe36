"""One sentence of the casualty layer: words as lists, numbers that may count people, words of harm and their reach."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.codes import FigureField
from dragoman.layers.casualties.words import NOBODY, harm_nouns, harm_verbs, lemma_of, victim_groups
from dragoman.layers.counts import Quantity, find_quantities
from dragoman.layers.incidents.lexicon import unreal

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

__all__ = ["Sentence"]


_NO_NOUN = frozenset("VBD VBZ VBP MD IN RB RBR CC . ,".split())  # tags behind somebody who goes without a noun
_PARTICIPLES = {"killing": "kill", "wounding": "wound", "injuring": "injure"}
_STATES = {"killed": "kill", "wounded": "wound", "injured": "injure", "murdered": "murder", "massacred": "massacre",
           "hurt": "hurt"}  # fmt: skip
_FOUND = (
    "found find recovered discovered finding retrieved pulled received uncovered unearthed exhumed counted collected "
    "dumped brought seen"
)
_PRESENT = {"wound": "wound", "wounds": "wound", "injures": "injure", "hurts": "hurt", "kills": "kill"}
_LEFT = "left leave leaves leaving claimed claiming fell"
_COSTS = "claim claimed claiming claims take took taken taking lose lost losing cost"
_HURTS = frozenset("injuries injury wounds injures".split())
_FIGURES = frozenset("figure number tally count dead".split())
_MANY = frozenset("people police personnel dead wounded injured staff crew".split())  # plurals that look like none
_AGED = ["-", "year", "-", "old"]
_BODIES = frozenset("family group crew team party band".split())
_COUNTED = {"dead": FigureField.KILLED, "deaths": FigureField.KILLED, "killed": FigureField.KILLED,
            "fatalities": FigureField.KILLED, "wounded": FigureField.WOUNDED, "injured": FigureField.WOUNDED,
            "injuries": FigureField.WOUNDED}  # fmt: skip


Mark = tuple[str, FigureField]  # the side on which those stand whom a word of harm counts, and what it counts


class Sentence:
    """A sentence's words, grammar, quantities and marks (side and field of each word of harm, by position)."""

    def __init__(self, sentence: "SpacySpan", text: str) -> None:
        self.tokens: list[Token] = list(sentence)
        self.words = [t.lower_ for t in self.tokens]
        self.lemmas = [lemma_of(t) for t in self.tokens]
        self.tags = [t.tag_ for t in self.tokens]
        self.offset = self.tokens[0].i if self.tokens else 0
        self.text = text
        found = find_quantities(self.words)
        starts = {q.start for q in found}  # "URL 2440 Over 100 people": a number before a number counts nobody
        self.quantities = [q for q in found if self._counts_people(q) and not (q.end in starts and self._is_bare(q))]
        self.marks = dict(self._marks())

    def _marks(self) -> Iterator[tuple[int, Mark]]:
        """The words of dying and wounding: side and field by position."""
        for at in range(len(self.words)):
            mark = self._mark_of_verb(at)
            if mark is None and not self._is_carried_out(at):
                mark = self._mark_of_state(at) or self._mark_of_noun(at) or self._mark_of_toll(at)
            if mark is not None:
                yield at, mark

    def _mark_of_verb(self, at: int) -> Mark | None:
        lemma, word, tag = self.lemmas[at], self.words[at], self.tags[at]
        entry = harm_verbs().get(lemma) if tag[0] in "VJN" else None
        if entry is None and word in _PARTICIPLES and self.opens(at):
            entry = harm_verbs()[_PARTICIPLES[word]]  # taken for a noun
        if entry is None and word in _STATES and tag in ("JJ", "NN") and self._own_quantity(at):
            entry = harm_verbs()[_STATES[word]]  # "33 injured", "50 hurt"
        counting = word in _PRESENT and any(q.start == at + 1 and q.exact for q in self.quantities)
        if counting:
            entry = harm_verbs()[_PRESENT[word]]  # "gunmen kill six, wound 11", "bomb kills four, wounds 12"
        shaped = tag[0] == "V" or word.endswith("ed") or word in ("slain", "hurt") or counting or self.opens(at)
        if entry is None or not shaped or self._is_carried_out(at):
            return None
        side, field, needs = entry
        return (side, field) if not needs or any(w in needs for w in self.words[at + 1 : at + 6]) else None

    def _mark_of_state(self, at: int) -> Mark | None:
        """ "Dead", "lost their lives", "sustained injuries": they say of those before them what became of them."""
        lemma, word = self.lemmas[at], self.words[at]
        if word == "dead" and not self._is_put(at) and self.words[at - 1 : at] != ["shot"]:
            return "before", FigureField.KILLED
        if word == "fatal" and self.words[at - 2 : at] in (["of", "them"], ["of", "which"]):
            return "subject", FigureField.KILLED  # "12 casualties, four of them fatal"
        if lemma in ("sustain", "suffer", "receive") and not _HURTS.isdisjoint(self.words[at + 1 : at + 5]):
            return "subject", FigureField.WOUNDED
        if word in _HURTS and "with" in self.words[max(0, at - 3) : at] and self._near(at, 7, _LEFT):
            return "subject", FigureField.WOUNDED  # "leaving two with shrapnel wounds"
        if lemma == "lose" and self._loses_people(at):
            return "object", FigureField.KILLED
        if lemma == "lose" and not {"life", "lives"}.isdisjoint(self.words[at + 2 : at + 4]):
            return ("subject", FigureField.KILLED) if self.tags[at + 1] == "PRP$" else None
        return None

    def _mark_of_noun(self, at: int) -> Mark | None:
        """ "Fatalities", "the bodies of six men", "claimed nine lives", "no loss of life"."""
        lemma, word, before = self.lemmas[at], self.words[at], self.words[max(0, at - 4) : at]
        if lemma == "injury" and not {"sustained", "suffered", "received", "sustaining"}.isdisjoint(before):
            return None
        if lemma in harm_nouns() and self.tags[at][0] == "N" and self.words[at + 1 : at + 2] != ["toll"]:
            return "noun", harm_nouns()[lemma]
        if word in ("life", "lives") and self._near(at, 5, _COSTS):
            return "lives", FigureField.KILLED
        found = word in ("bodies", "body", "corpses", "corpse") and self._near(at, 12, _FOUND)
        martyrs = lemma == "martyr" and (self._own_quantity(at) or self._near(at, 6, _LEFT))
        if found or martyrs or (word == "loss" and self.words[at + 1 : at + 3] == ["of", "life"]):
            return "noun", FigureField.KILLED
        return None

    def _mark_of_toll(self, at: int) -> Mark | None:
        """ "The toll", "the body count", "the number of wounded", "put the figure at 26"."""
        word = self.words[at]
        if word == "number" and (counted := self._number_of(at)):
            return "toll", _COUNTED[self.words[counted]]
        named = word == "toll" or (word == "count" and self.words[at - 1 : at] == ["body"])
        return ("toll", FigureField.KILLED) if named or self._is_put(at) else None

    def _is_carried_out(self, at: int) -> bool:
        """ "Executed a rapid advance": plans and operations are executed, too."""
        if self.lemmas[at] != "execute":
            return False
        things = [c for c in self.tokens[at].children if c.dep_ in ("dobj", "nsubjpass")]
        return any(lemma_of(c) in unreal("executed") for c in things)

    def _own_quantity(self, at: int) -> Quantity | None:
        """The number that stands right before a word."""
        return next((q for q in self.quantities if q.exact and q.end == at), None)

    def _is_put(self, at: int) -> bool:
        """ "Put the figure at 26", "puts the number at 40": the toll under another name."""
        named = self.words[at] in _FIGURES and self.words[at + 1 : at + 2] == ["at"]
        return named and "put" in self.lemmas[max(0, at - 4) : at]

    def _number_of(self, at: int) -> int:
        """Where the dead or wounded stand whose number is meant, else 0: "the number of dead", "of people killed"."""
        if self.words[at + 1 : at + 2] != ["of"]:
            return 0
        return next((i for i in range(at + 2, min(at + 6, len(self.words))) if self.words[i] in _COUNTED), 0)

    def _loses_people(self, at: int) -> bool:
        """ "The army lost eight men", "losing two of their own"."""
        behind = next((q for q in self.quantities if q.start == at + 1), None)
        if behind and self.words[behind.end : behind.end + 3 : 2] == ["of", "own"]:
            return True
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

    def _counts_people(self, q: Quantity) -> bool:
        """Whether the noun behind a quantity may be people."""
        head = self.noun_of(q)
        if head is None:
            if self._is_of_a_name(q, None):
                return False
            return q.exact or q.count.max != 1 or self._stands_alone(q)
        if self.words[q.end + 1 : q.end + 5] == _AGED and not q.exact:
            return True  # "a 46-year-old was killed"
        if self.lemmas[head] in NOBODY or self._is_of_a_name(q, head):
            return False
        behind = (self.words[head + 1 : head + 2], self.tags[head + 2 : head + 3])
        if not q.exact and q.count.max == 1 and self.lemmas[head] in _BODIES and behind == (["of"], ["CD"]):
            return False  # "a family of six"
        return (
            q.exact
            or q.count.max != 1
            or self.lemmas[head] not in ("total", "result", "consequence", "injury", "attack")
        )

    def _is_bare(self, q: Quantity) -> bool:
        return q.exact and q.end == q.start + 1 and self.words[q.start].isdigit()

    def _is_of_a_name(self, q: Quantity, head: int | None) -> bool:
        """Whether a number belongs to the noun before it: "Flight 714 was", "the Brigade 51 commander"."""
        if not self._is_bare(q) or not q.start or not self.tags[q.start - 1].startswith("NN"):
            return False
        if head is None:
            return self.words[q.end : q.end + 1] in (["was"], ["is"], ["were"], ["had"])
        return q.count.min != 1 and self.tags[head] == "NN" and self.lemmas[head] not in _MANY

    def _stands_alone(self, q: Quantity) -> bool:
        """Whether "another" or "a third" is somebody: "injured another in Gao", "and a third died in hospital"."""
        if self.words[q.end - 1] not in ("another", "third", "fourth", "fifth"):
            return False
        after = self.tags[q.end] if q.end < len(self.tags) else "."
        return self.tags[q.start - 1 : q.start] != ["IN"] and after in _NO_NOUN

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
