"""Whom and what an act of violence struck, described: how many, civilian or armed, whose, by trade, what became of it.

Only what the words for them say, in any sentence that the incident is told in: nothing is guessed from who attacked.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.codes import ActorKind, Damage, Sector, TargetKind, TargetStatus
from dragoman.countries import country_named, country_of_demonym
from dragoman.layers.casualties.words import harm_verbs, lemma_of
from dragoman.layers.counts import find_quantities
from dragoman.layers.grammar import is_passive, object_of, prepositional, subject_of
from dragoman.layers.incidents.damage import damage_of, damage_said
from dragoman.layers.incidents.frame import Frame
from dragoman.layers.incidents.lexicon import partitives, verb_acts
from dragoman.layers.incidents.phrases import Struck, person_at
from dragoman.layers.incidents.stage import UNDONE
from dragoman.layers.incidents.target_words import Sense, is_thing_noun, sense_of, status_of_sector
from dragoman.layers.incidents.targets import is_thing
from dragoman.layers.reading import Reading
from dragoman.model.document import Span
from dragoman.model.records import Actor, ActorRef, Count, Target
from dragoman.parse import span_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["describe_targets"]

_BEFORE = ("compound", "amod", "nmod", "nummod", "poss", "quantmod", "det", "advmod")
_LONGEST = 9  # words of a phrase before its head
_MENTIONS = 20  # of somebody that are asked who he is
_PLURAL = ("NNS", "NNPS")
_BELONGING = frozenset("member leader chief head boss personnel staff employee supporter sympathizer".split())
_STRIKING = frozenset({"abduct", "gun", "kill", "execution", "rape", "expel"})  # families of acts done to people


def describe_targets(reading: Reading, frames: Sequence[Frame], doers: Collection[str]) -> tuple[Target, ...]:
    """The targets of one incident in text order, each once; `doers` are left out, by their words in small letters."""
    found: dict[str, Target] = {}
    for frame in frames:
        told = [s for s in frame.struck if s.words.lower() not in doers]
        here = [target for s in told if (target := _describe(reading, s)) is not None]
        said = damage_said(reading, frame) if here else None
        for target in here:
            key = target.words.lower()
            if frame.stage in UNDONE:
                target = replace(target, damage=None)  # "a plot to blow up a train"
            elif said and target.kind is TargetKind.THING and target.damage is None:
                target = replace(target, damage=said)
            found[key] = _joined(found[key], target) if key in found else target
    return tuple(_without_repetitions(found))


def _without_repetitions(found: dict[str, Target]) -> Iterator[Target]:
    """The targets without bare repetitions ("pylons" beside "power pylons"), which may say more of the same."""
    for key, target in found.items():
        if any(key != other and other.endswith(" " + key) for other in found):
            continue
        for other, bare in found.items():
            if key != other and key.endswith(" " + other) and bare.kind is target.kind:
                target = _joined(target, bare)
        if key:
            yield target


def _joined(one: Target, other: Target) -> Target:
    """What two mentions of the same say together; the first goes before, a number before a bare plural."""
    vague = one.count is None or (one.count.max is None and other.count is not None and other.count.max is not None)
    return replace(
        one,
        name=one.name or other.name,
        actor=one.actor or other.actor,
        count=other.count if vague and other.count else one.count,
        status=one.status or other.status,
        nationality=one.nationality or other.nationality,
        occupation=one.occupation or other.occupation,
        damage=max(filter(None, (one.damage, other.damage)), key=list(Damage).index, default=None),
        evidence=tuple(dict.fromkeys((*one.evidence, *other.evidence))),
    )


# --- one mention ----------------------------------------------------------------------------------------------------


def _describe(reading: Reading, struck: Struck) -> Target | None:
    """The target that a head word names; None where its words count nobody."""
    head: Token = reading.parse.doc[struck.head]
    record = reading.actor_record(span_of(head))
    person = person_at(reading, head) if head.pos_ in ("PROPN", "PRON") else None
    phrase = _phrase(head)
    if _is_denied(phrase):
        return None
    describing = _everywhere(reading, head, person) if person else [phrase, *_owners(head)]
    senses = describing if person else [phrase]
    sense = next((told for words in senses if (told := _sense(reading, words))), None)
    kind = TargetKind.PERSON if person else _kind(reading, head, record, sense)
    named = person or (_named_beside(reading, head) if kind is TargetKind.PERSON else None)
    count = Count(1, 1, words=struck.words) if person else _count(reading, phrase, kind)
    if count and count.max == 0:
        return None
    if kind is TargetKind.PERSON and count and (count.min or 0) > 1:
        kind = TargetKind.PEOPLE  # "19 civilian deaths"
    if sense is None and person and person.role:
        sense = sense_of(person.role.lower().split())
    status = sense.status if sense else None
    if status is None and record and kind is not TargetKind.THING:
        status = _status_of(record, sense)
    record = named or record
    return Target(
        words=struck.words,
        kind=kind,
        name=named.name if named else _name(head, record),
        actor=ActorRef(record.name, span_of(head).of(reading.document.text), record.id) if record else None,
        count=count,
        status=None if kind is TargetKind.THING else status,
        nationality=next((found for words in describing if (found := _nationality(words))), None),
        occupation=sense.occupation if sense and kind is not TargetKind.THING else None,
        damage=damage_of(head) if kind is TargetKind.THING else None,
        evidence=(reading.document.evidence(_span(phrase, head)),),
    )


def _span(phrase: "Sequence[Token]", head: "Token") -> Span:
    first = next((token for token in phrase if token.pos_ != "PUNCT"), head)
    return span_of(first).cover(span_of(head))


def _phrase(head: "Token") -> "list[Token]":
    """The words of a noun phrase up to its head, numbers and articles included."""
    start = min((c.left_edge.i for c in head.lefts if c.dep_ in _BEFORE), default=head.i)
    first = max(start, head.i - _LONGEST, head.sent.start)
    if first and head.doc[first - 1].lower_ == "ex" and not head.doc[first - 1].whitespace_:
        first -= 1
    return [head.doc[at] for at in range(first, head.i + 1)]


def _describing(name: "Token") -> "list[list[Token]]":
    """The phrases that say who somebody is: a title, an apposition, the noun that the name stands beside."""
    phrases = [_phrase(name)[:-1]]
    phrases += [_phrase(c) for c in name.children if c.dep_ == "appos" and c.pos_ == "NOUN"]
    over = name
    while over.dep_ == "conj" and over.head.pos_ == "PROPN":
        over = over.head
    if over.dep_ in ("appos", "compound", "nmod") and over.head.pos_ in ("NOUN", "PROPN"):
        phrases.append(_phrase(over.head))
    return [words for words in phrases if words]


def _everywhere(reading: Reading, name: "Token", person: Actor) -> "list[list[Token]]":
    """The phrases that say who somebody is wherever the report names them, the nearest first."""
    heads = [reading.parse.tokens(e.span).root for e in person.evidence[:_MENTIONS]]
    others = [head for head in heads if head.pos_ == "PROPN" and head != name]
    return [phrase for head in (name, *others) for phrase in _describing(head)]


def _owners(head: "Token") -> "list[list[Token]]":
    """Whose a thing is: "the residence of US advisers"."""
    return [_phrase(owner) for owner in prepositional(head, "of")]


def _is_denied(phrase: "Sequence[Token]") -> bool:
    """ "Not a single person was killed"."""
    first = phrase[0]
    return first.i > first.sent.start and first.nbor(-1).lower_ == "not"


def _sense(reading: Reading, words: "Sequence[Token]") -> Sense | None:
    """What the noun that ends a phrase says; of members and leaders, what those say whom they belong to."""
    small = [token.lower_ for token in words]
    sense = sense_of(small)
    while sense is None and len(small) > 1:  # a title stands before the rest of a name
        small = small[:-1]
        sense = sense_of(small) if words[-1].pos_ == "PROPN" else None
        if words[-1].pos_ != "PROPN":
            break
    belongs = sense and sense.status is None and lemma_of(words[-1]) in _BELONGING
    inner = next(prepositional(words[-1], "of", "from"), None) if belongs else None
    if sense is None or inner is None:
        return sense
    behind = sense_of([token.lower_ for token in _phrase(inner)])
    body = reading.actor_record(span_of(inner))
    status = (behind.status if behind else None) or (status_of_sector(body.sector) if body else None)
    return replace(sense, status=status)


def _status_of(record: Actor, sense: Sense | None) -> TargetStatus | None:
    """What the sector of an actor makes of him; of "supporters" of a state it makes no officials."""
    status = None if record.sector is Sector.CVL else status_of_sector(record.sector)
    return status if sense is None or status in _FORCES else None


def _kind(reading: Reading, head: "Token", record: Actor | None, sense: Sense | None) -> TargetKind:
    """Whether a phrase means one, several, or a thing. Nouns that nobody knows are people where people are struck."""
    lemma = lemma_of(head)
    if any(t.place and not t.demonym for t in reading.toponyms if t.span.contains(span_of(head))):
        return TargetKind.THING
    if (sense is None or sense.several) and (is_thing(head) or is_thing_noun(lemma)):
        return TargetKind.THING
    if sense:
        several = sense.several or head.tag_ in _PLURAL
        return TargetKind.PEOPLE if several else TargetKind.PERSON
    if record and status_of_sector(record.sector) in _FORCES:
        return TargetKind.PEOPLE
    if head.ent_type_ in ("NORP", "PERSON") or country_of_demonym(head.text) or _is_harmed(head):
        return TargetKind.PEOPLE if head.tag_ in _PLURAL else TargetKind.PERSON
    return TargetKind.THING


_FORCES = (TargetStatus.MILITARY, TargetStatus.POLICE, TargetStatus.FIGHTER)


def _is_harmed(head: "Token") -> bool:
    """Whether a word is what a verb of killing, wounding or abducting is done to."""
    word = head
    while word.dep_ == "conj" and word.head.pos_ in ("NOUN", "PROPN", "NUM"):
        word = word.head
    verb = word.head
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    lemma = lemma_of(verb)
    act = verb_acts().get(lemma)
    if lemma not in harm_verbs() and (act is None or act.family not in _STRIKING):
        return False
    return word in (object_of(verb), subject_of(verb) if is_passive(verb) or lemma == "die" else None)


def _named_beside(reading: Reading, head: "Token") -> Actor | None:
    """The person whose name stands behind a noun: "the mayor of Tumaco, Ana Ruiz"."""
    return next((found for c in head.children if c.dep_ == "appos" and (found := person_at(reading, c))), None)


def _name(head: "Token", record: Actor | None) -> str | None:
    """The proper name of a body."""
    proper = head.pos_ == "PROPN" and record is not None and record.type in (ActorKind.ORGANISATION, ActorKind.PERSON)
    return record.name if record and proper and record.name[:1].isupper() else None


def _count(reading: Reading, phrase: "Sequence[Token]", kind: TargetKind) -> Count | None:
    """How many a phrase counts; a bare plural is two or more, a single person or thing one."""
    head = phrase[-1]
    phrase = _counted(phrase)
    found = find_quantities([token.lower_ for token in phrase])
    if found:
        quantity = found[-1].count
        first, last = phrase[found[-1].start], phrase[found[-1].end - 1]
        return replace(quantity, words=reading.document.text[first.idx : last.idx + len(last.text)])
    if head.tag_ in _PLURAL or (kind is TargetKind.PEOPLE and head.lower_ in ("people", "troops")):
        return Count(2, None, words=span_of(head).of(reading.document.text))
    several = kind is TargetKind.PEOPLE or head.tag_ not in ("NN", "NNP")
    return None if several else Count(1, 1, words=span_of(head).of(reading.document.text))


def _counted(phrase: "Sequence[Token]") -> "Sequence[Token]":
    """A phrase with the amount before it: "thousands of people", "a group of tourists"."""
    of = phrase[0].nbor(-1) if phrase[0].i > phrase[0].sent.start else None
    if of is None or of.lower_ != "of" or lemma_of(of.head) not in partitives():
        return phrase
    return [*_phrase(of.head), of, *phrase]


def _nationality(words: "Sequence[Token]") -> str | None:
    """The country whose people or property the words call somebody's: "South African", "US", "Frenchman"."""
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if not word.text[:1].isupper():
            continue
        pair = f"{words[at - 1].text} {word.text}" if at else word.text
        found = country_of_demonym(pair) or country_of_demonym(word.text)
        if found is None and at < len(words) - 1 and word.dep_ in ("compound", "nmod", "poss"):
            found = country_named(word.text)
        if found:
            return found
    return None
