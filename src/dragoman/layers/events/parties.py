"""Who the phrases about an event name: actors of the report, or the country, owner or place they lead to."""

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from dragoman.codes import ActorKind, Sector
from dragoman.countries import country_name, country_named, country_of_demonym
from dragoman.layers.events.lexicon import noun_frames, word_class
from dragoman.layers.grammar import child, coordinated, prepositional
from dragoman.layers.reading import Reading, tidy
from dragoman.model.annotations import ActorMention
from dragoman.model.document import Span
from dragoman.model.records import Actor, ActorRef
from dragoman.parse import span_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Parties", "country_of_words", "is_everybody", "party_key", "unique_parties"]

_SPEAKERS = frozenset("he she it they we i him her them us".split())
_QUANTITIES = frozenset(
    "thousand hundred dozen ten number group third half majority score some most all many several one two million part "
    "rest series none each both handful lot total any other least couple plenty scores tens crowd mass".split()
)
_INSIDE = ("of", "by", "from", "in", "against", "between", "for", "to", "with", "on", "at", "into", "near")
_OWNING = ("of", "by", "from")
_NOT_POLITICAL = (Sector.BUS, Sector.JRN, Sector.CVL, None)
_PRIVATE = frozenset(
    (Sector.BUS, Sector.JRN, Sector.CVL, Sector.EDU, Sector.LAB, Sector.AGR, Sector.MED, Sector.CRM, None)
)
_NO_NAMES = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT"))
_NOBODY = frozenset(
    "dawn dusk night morning evening noon midnight day week hour time random least gunpoint will length scene "
    "retaliation response order bid effort front ground air end start beginning channel website page account".split()
)
_NAME = 3  # words from a title to the last of the name behind it
WORDS = 120  # characters of a phrase that a reference quotes


class Parties:
    """The actors of a report by the words that name them."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._text = reading.document.text
        self._at: dict[int, ActorMention] = {}
        for mention in sorted(reading.actors.mentions, key=lambda m: -len(m.name)):
            self._at.update(dict.fromkeys(range(mention.name.start, mention.name.end), mention))
        self._records = {record.id: record for record in reading.actor_records}
        self._countries = {
            record.country: record
            for record in reversed(reading.actor_records)
            if record.type is ActorKind.COUNTRY and record.country
        }

    def record(self, ref: ActorRef) -> Actor | None:
        """The actor's record that a reference points to."""
        return self._records.get(ref.actor) if ref.actor else None

    def mention_at(self, head: "Token") -> ActorMention | None:
        """The phrase whose name `head` belongs to, or goes before: "his counterpart Jeje Odongo"."""
        named = (c for c in (head, *head.rights) if c is head or (c.dep_ == "appos" and c.i - head.i <= _NAME))
        return next((self._at[c.idx] for c in named if c.idx in self._at), None)

    def is_somebody(self, head: "Token") -> bool:
        """Whether a word stands for people, a body or a country."""
        if head.lemma_.lower() in _QUANTITIES and (parts := list(prepositional(head, "of"))):
            return self.is_somebody(parts[0])
        if (
            self.mention_at(head) is not None
            or head.pos_ == "PROPN"
            or head.ent_type_ in ("PERSON", "NORP", "ORG", "GPE")
        ):
            return True
        return head.lower_ in _SPEAKERS or (
            head.lemma_.lower() in _QUANTITIES and head.pos_ in ("NOUN", "NUM", "PRON", "DET")
        )

    def is_quantity(self, head: "Token") -> bool:
        """Whether a word only counts what stands after its "of"."""
        return head.lemma_.lower() in _QUANTITIES or head.pos_ == "NUM"

    def is_official(self, head: "Token") -> bool:
        """Whether a word names somebody who speaks for a state, a movement or a body, by office."""
        mention = self.mention_at(head)
        if mention is None or mention.actor is None:
            return False
        record = self._reading.actor_records[mention.actor]
        return record.type is ActorKind.PERSON and record.sector not in _PRIVATE

    def named(
        self, head: "Token | None", *, loose: bool = False, where: bool = False, acting: bool = False
    ) -> list[ActorRef]:
        """The actors that a phrase names, its coordinated parts included, without repeats.

        `loose`: where it leads to no actor, its words stand for themselves (a village, a bus), as targets may; `where`:
        only those of towns and territory. `acting`:
        a place inside the phrase is no actor ("a bomb in Cairo").
        """
        if head is None:
            return []
        refs: list[ActorRef] = []
        for part in coordinated(head):
            found = self._of(part, 0, _OWNING if acting else _INSIDE)
            if (
                not found
                and (loose or (where and part.lemma_.lower() in word_class("territory")))
                and part.pos_ in ("NOUN", "PROPN")
                and part.ent_type_ not in _NO_NAMES
                and part.lemma_.lower() not in _NOBODY
            ):
                found = [self._words(part)]
            refs += found
        return unique_parties(refs)

    def is_political(self, ref: ActorRef) -> bool:
        """Whether an actor counts in politics: of a state or a movement, or people by origin; no firm, no bystander."""
        record = self.record(ref)
        if record is None:
            return country_of_words(ref.words) is not None
        if record.sector is None and record.role and record.type is ActorKind.PERSON:
            return True
        if record.country and record.sector not in (Sector.BUS, Sector.JRN):
            return True
        if record.type is ActorKind.GROUP and record.name.split()[-1][:1].isupper():
            return True  # a people or a faith
        return record.sector not in _NOT_POLITICAL or record.type is ActorKind.COUNTRY

    def _of(self, head: "Token", depth: int, preps: tuple[str, ...] = _INSIDE) -> list[ActorRef]:
        if head.lemma_.lower() in _QUANTITIES or head.pos_ == "NUM":
            for part in prepositional(head, "of"):
                found = [ref for word in coordinated(part) for ref in self._of(word, depth + 1)]
                if found:
                    return found
        mention = self.mention_at(head)
        if mention is not None:
            return [*self._split(head, mention), *self._mentioned(head, mention)]
        if head.lower_ in _SPEAKERS:
            if self._reading.communique and (issuer := self._reading.actor_ref(span_of(head))):
                return [issuer]
            speaker = self._reading.asserted(span_of(head))
            return [speaker.speaker] if speaker and speaker.speaker else []
        iso3 = country_of_demonym(head.text) or country_named(head.text)
        if iso3 and head.pos_ in ("PROPN", "ADJ", "NOUN"):
            return [self._country(iso3, head)]
        found = self._inside(head, depth, preps) if depth < 3 else []
        named = head.pos_ == "PROPN" and head.ent_type_ not in _NO_NAMES and not head.is_sent_start
        if not found and depth == 0 and named and head.lemma_.lower() not in noun_frames():
            return [self._words(head)]
        return found

    def _mentioned(self, head: "Token", mention: ActorMention) -> list[ActorRef]:
        if mention.actor is None:
            speaker = self._reading.asserted(span_of(head)) if mention.form == "pronoun" else None
            return [speaker.speaker] if speaker and speaker.speaker else []
        record = self._reading.actor_records[mention.actor]
        words = mention.span.of(self._text) if len(mention.span) <= WORDS else mention.name.of(self._text)
        return [ActorRef(record.name, words, record.id)]

    def _split(self, head: "Token", mention: ActorMention) -> list[ActorRef]:
        """The first of two peoples in "Hungarian and Romanian officials"; the mention itself is the last."""
        for adjective in head.children:
            if adjective.dep_ in ("amod", "compound", "nmod") and any(c.dep_ == "conj" for c in adjective.children):
                pair = coordinated(adjective)
                isos = [country_of_demonym(w.text) or country_named(w.text) for w in pair]
                if all(isos) and len(set(isos)) > 1:
                    return [ActorRef(f"{w.text} {head.text}", w.text) for w in pair[:-1]]
        return []

    def _country(self, iso3: str, head: "Token") -> ActorRef:
        record = self._countries.get(iso3)
        return ActorRef(record.name if record else country_name(iso3), head.text, record.id if record else None)

    def _inside(self, head: "Token", depth: int, preps: tuple[str, ...]) -> list[ActorRef]:
        owner = child(head, "poss")
        ways = [[owner]] if owner is not None else []
        ways += [[c] for c in head.children if c.dep_ in ("amod", "compound", "nmod") and self._is_name(c)]
        ways += [list(prepositional(head, prep)) for prep in preps]
        ways += [list(prepositional(c, "by")) for c in head.children if c.dep_ == "acl"]  # "land seized by the army"
        for words in ways:
            found = [ref for word in words for part in coordinated(word) for ref in self._of(part, depth + 1)]
            if found:
                return found
        return []

    def _is_name(self, word: "Token") -> bool:
        return bool(
            country_of_demonym(word.text)
            or country_named(word.text)
            or (word.pos_ == "PROPN" and self.mention_at(word) is not None)
        )

    def _words(self, head: "Token") -> ActorRef:
        first = min(
            (c.left_edge.i for c in head.children if c.dep_ in ("amod", "compound", "nummod", "poss", "det")),
            default=head.i,
        )
        phrase = head.doc[min(first, head.i) : self._end_of(head)]
        words = Span(phrase.start_char, phrase.end_char).of(self._text)
        return ActorRef(tidy(words), words)

    def _end_of(self, head: "Token") -> int:
        """Where the words that stand for themselves end: with the place that says which they are, or their name."""
        for c in head.rights:
            named = next((p for p in (*c.children, c) if p.pos_ == "PROPN" and not self.mention_at(p)), None)
            if named is not None and (c.dep_ == "appos" or (c.dep_ == "prep" and c.lower_ in _WHERE)):
                return named.i + 1
        return head.i + 1


_WHERE = frozenset({"in", "of", "near", "at"})


def party_key(ref: ActorRef) -> str:
    """What two references to one party share: the actor, or the words that stand for themselves."""
    return ref.actor or ref.name.lower()


_EVERYBODY = re.compile(
    r"(?:the two|both|both the|both of the|their|their two|their own|all the|all of the)"
    r" (?:countries|nations|states|sides|parties|governments)|each other|one another",
    re.IGNORECASE,
)


def is_everybody(words: str) -> bool:
    """Whether words mean parties that have been named before.

    >>> is_everybody("the two countries"), is_everybody("their governments"), is_everybody("the Gulf states")
    (True, True, False)
    """
    return _EVERYBODY.fullmatch(words) is not None


def unique_parties(refs: Iterable[ActorRef]) -> list[ActorRef]:
    """Each party once, where it stands first."""
    seen: dict[str, ActorRef] = {}
    for ref in refs:
        seen.setdefault(party_key(ref), ref)
    return list(seen.values())


@cache
def country_of_words(words: str) -> str | None:
    """The first country that a phrase names, by name or people; not that of "ethnic Turks"."""
    parts = words.split()
    for size in (1, 2, 3):
        for at in range(len(parts) - size + 1):
            if at and parts[at - 1].lower() == "ethnic":
                continue
            phrase = " ".join(parts[at : at + size]).strip(",.;'’\"").removesuffix("'s").removesuffix("’s")
            found = country_of_demonym(phrase) if size == 1 else None
            found = found or country_named(phrase)
            if found:
                return found
    return None
