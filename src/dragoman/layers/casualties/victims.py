"""Whom a word of dying or wounding stands for: by grammar, and by the words around a number."""

from typing import TYPE_CHECKING

from dragoman.codes import ActorKind, FigureField
from dragoman.layers.casualties.reach import Reach
from dragoman.layers.casualties.words import ITEMS, KIN, MEASURED, NOBODY, lemma_of, victim_groups
from dragoman.layers.counts import Quantity
from dragoman.layers.grammar import subject_of
from dragoman.layers.incidents.lexicon import things, verb_acts
from dragoman.layers.roles import load_roles
from dragoman.model.records import Count

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Victims"]


_TREATED = frozenset("hospital hospitals clinic custody care condition".split())


class Victims(Reach):
    """A sentence whose words of harm are asked for those they harm, and for who does it."""

    def _of_whom(self, at: int, field: FigureField) -> list[Quantity]:
        """ "wounded ten, two of whom later died": who is counted anew, being no part of the killed."""
        for q in self.quantities:
            if self.words[q.end : q.end + 1] == ["of"] and self.words[q.end + 1 : q.end + 2] in (["whom"], ["them"]):
                between = range(q.end + 2, at)
                near = all(self.tags[i][0] in "RM" or self.tokens[i].pos_ == "AUX" for i in between)
                before = [self.marks[i][1] for i in self.marks if i < q.start]
                if (
                    q.end + 2 <= at
                    and near
                    and (before[-1] is not field if before else self.words[q.end + 1] == "whom")
                ):
                    return [q]
        return []

    def _subject_number(self, at: int) -> list[Quantity]:
        """ "Four of the nine wounded in the blast have since died": the subject is a number far before its verb."""
        token = self.tokens[at]
        subjects = [c.i - self.offset for c in token.children if c.dep_ in ("nsubj", "nsubjpass")]
        if not subjects and token.dep_ == "conj" and token.head.i - self.offset not in self.marks:
            above = [c for c in token.head.children if c.dep_ == "nsubj"]  # "three gunmen attacked and were killed"
            passive = any(c.dep_ == "auxpass" for c in token.children) or self.marks[at][0] == "subject"
            subjects = [c.i - self.offset for c in above if passive]
        if token.dep_ == "relcl" and any(self.words[i] in ("who", "that") for i in subjects if i >= 0):
            subjects.append(token.head.i - self.offset)  # "dozens of villagers who were wounded"
        return [
            q
            for q in self.quantities
            if q.exact
            and self.words[q.end : q.end + 2] not in (["of", "them"], ["of", "whom"])
            and any(q.start <= i < q.end or self.noun_of(q) == i for i in subjects)
        ]

    def _gapped(self, at: int) -> list[Quantity]:
        """ "Eight died in the mosque and three in the market": the verb goes without saying."""
        for q in self.quantities:
            told = any(at < other.start < q.start for other in self.quantities) or ":" in self.words[at : q.start]
            if q.start <= at + 1 or told or self.words[q.start - 1] != "and" or not (q.exact or q.count.max == 1):
                continue
            after = q.end + (self.words[q.end : q.end + 1] in (["others"], ["more"]))
            after += self.words[after : after + 1] in (["later"], ["then"])
            end = next((i for i in range(after, len(self.words)) if self.words[i] in (",", ";", ".")), len(self.words))
            placed = self.words[after : after + 1] in (["in"], ["at"], ["near"], ["outside"])
            if self.marks[at][0] == "before" and not _TREATED.isdisjoint(self.words[after : after + 3]):
                continue  # "five dead and 13 in hospital"
            between = {*range(at + 1, q.start), *range(after, end)}
            verbs = any(self.tags[i] in ("VBD", "VBZ", "VBP", "VBN", "MD") for i in between)
            if placed and not verbs and self.marks.keys().isdisjoint(range(at + 1, end)):
                return [q]
        return []

    def _as_well(self, at: int) -> list[Quantity]:
        """ "24 civilians had died, as well as 25 rebels and 26 fighters": those behind the word die, too."""
        start = at + 1 + (self.words[at + 1 : at + 2] == [","])
        if self.words[start : start + 3] != ["as", "well", "as"] and self.words[start : start + 2] != ["along", "with"]:
            return []
        begun = start + (3 if self.words[start] == "as" else 2)
        end = next((i for i in range(begun, len(self.words)) if self.tags[i] in ("VBD", "VBZ", "VBP", ".", ":")), None)
        return [q for q in self.quantities if q.exact and begun <= q.start and q.end <= (end or len(self.words))]

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
        passive = any(c.dep_ == "auxpass" for c in (*token.children, *self._passive_before(token)))
        if active and not passive and not self._is_victim(head):
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
        if right:
            items += self._companions(at)
        for item in items:
            if len(items) > 30:
                break
            items += [
                c
                for c in item.children
                if (c.dep_ == "conj" or (c.dep_ == "appos" and lemma_of(c) in KIN and _has_owner(c)))
                and c.pos_ in ITEMS
                and (right or c.i < token.i)
            ]
        if items[0].lower_ in ("who", "which", "that") and token.dep_ == "relcl":
            items[0] = token.head
        return items

    def _attacks(self, victim: "Token", at: int) -> bool:
        """Whether victims are told to have attacked: "rebels who stormed it", "four men after they robbed it"."""
        if (
            self.tokens[at].dep_ == "conj"
            and lemma_of(self.tokens[at].head) in verb_acts()
            and victim.head == self.tokens[at].head
        ):
            return True  # "three gunmen attacked a patrol and were killed"
        clauses = [c for c in (*victim.children, *self.tokens[at].children) if c.dep_ in ("relcl", "advcl")]
        for verb in clauses:
            doer = next((c for c in verb.children if c.dep_ == "nsubj"), None)
            own = ("who", "that") if verb.dep_ == "relcl" else ("they", "he", "she")
            deeds = {lemma_of(verb), *(lemma_of(c) for c in verb.children if c.dep_ == "xcomp")}
            if not deeds.isdisjoint(verb_acts()) and doer is not None and doer.lower_ in own:
                return True
        return False

    def _group_of_loser(self, at: int) -> str:
        """Who loses men loses his own: rebels fighters, all others soldiers."""
        doer = subject_of(self.tokens[at])
        return "armed" if doer is not None and victim_groups().get(lemma_of(doer)) == "armed" else "force"

    def _passive_before(self, token: "Token") -> "list[Token]":
        """The dependents of a passive that a verb without an object goes on with: "was killed and his son wounded"."""
        goes_on = token.dep_ == "conj" and not any(c.dep_ == "dobj" for c in token.children)
        return list(token.head.children) if goes_on and token.head.i - self.offset in self.marks else []

    def _companions(self, at: int) -> "list[Token]":
        """ "Killed a commander along with his wife and three children"."""
        found = []
        for word in self.tokens[at + 1 : at + 30]:
            if word.lower_ == "with" and self.words[word.i - self.offset - 1] in ("along", "together"):
                found += [child for child in word.children if child.dep_ == "pobj" and child.pos_ in ITEMS]
        return found[:1]

    def _is_victim(self, head: "Token | None") -> bool:
        """Whether the subject of a participle is its victim: "seven others injured"."""
        return head is not None and any(
            q.start + self.offset <= head.i <= q.end + 3 + self.offset for q in self.quantities
        )

    def _is_one_more(self, item: "Token", others: bool, before: bool) -> bool:
        """Whether someone without a number is counted beside numbers: "Shah and two others", "himself and nine men"."""
        if item.lower_ in ("himself", "herself"):
            return True
        if item.tag_ not in ("NN", "NNP") or item.ent_type_ in ("GPE", "DATE", "CARDINAL"):
            return False
        role = load_roles().get(lemma_of(item))
        known = (
            item.ent_type_ == "PERSON"
            or victim_groups().get(lemma_of(item)) in ("force", "armed")
            or (role is not None and role.kind is ActorKind.PERSON)
        )
        owned = _has_owner(item)  # "three aid workers and their driver"
        joined = item.dep_ == "conj" or any(child.dep_ == "conj" for child in item.children)
        listed = before and joined and lemma_of(item) not in NOBODY | MEASURED | things()
        return others or (known and (before or owned)) or (owned and lemma_of(item) in KIN) or listed

    def _beside_digits(self, at: int) -> bool:
        """Whether a number that counts nobody stands beside a word: "-5 killed", "killed 3-2" tell of no plural."""
        beside = (*self.words[max(0, at - 1) : at], *self.words[at + 1 : at + 2])
        return any(word.lstrip("+-")[:1].isdigit() for word in beside)

    def _others(self, q: Quantity) -> bool:
        return "other" in self.words[q.end : q.end + 1] or "others" in self.words[q.start : q.end + 2]

    def _is_contrast(self, q: Quantity, at: int) -> bool:
        """ "Five were killed and 12 others wounded": others than the killed, and no more wounded."""
        field = self.marks[at][1]
        before = [mark for i, (_, mark) in self.marks.items() if i < q.start]
        return bool(before) and field not in before

    def _bare_count(self, item: "Token") -> Count | None:
        """What a phrase without a number counts: one for a person, at least two for a plural, None for a pronoun."""
        if item.lower_ in ("himself", "herself", "he", "she", "him", "her"):
            return Count(1, 1, False, item.text)
        if item.lower_ == "couple":
            return Count(2, 2, False, item.text)
        if item.lower_ == "family":
            return Count(2, None, False, item.text)
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

    def _whom(self, q: Quantity, head: int | None) -> str | None:
        if head is None:
            return None
        words = self.text[self.tokens[q.end].idx : self.tokens[head].idx + len(self.tokens[head].text)]
        return words[:80] or None

    def _group(self, head: int | None) -> str:
        return "generic" if head is None else victim_groups().get(self.lemmas[head], "civil")


def _has_owner(word: "Token") -> bool:
    """Whether a possessive stands with a noun: "her daughter"."""
    return any(child.dep_ == "poss" for child in word.children)
