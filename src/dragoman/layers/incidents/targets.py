"""To whom and to what an act of violence is done, and with what, by grammar."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.layers.casualties.words import lemma_of
from dragoman.layers.grammar import is_passive, object_of, prepositional, subject_of
from dragoman.layers.incidents.lexicon import no_targets, noun_acts, partitives, things, verbs_of, weapon_words
from dragoman.layers.incidents.phrases import person_at, phrase_of
from dragoman.layers.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "companions",
    "damaged",
    "is_target",
    "is_thing",
    "is_weapon",
    "listed",
    "someone_meant",
    "targets",
    "victims",
    "weapons",
]

_ON = ("on", "against", "at", "upon")
_BESIDE = ("in", "near", "outside", "inside", "under", "beside", "behind", "opposite", "between", "of", "beneath", "to")
_ARMS = re.compile(
    r"^(?:(?:[\d.]*-?(?:kg|kilo|kilogram|mm|lb|pound)|first|second|third|other|another|powerful|strong|small|large|huge|"
    r"heavy|big|such|same|medium-sized|terrorist|several|more)[\s-]+)+(?=\w)",
    re.IGNORECASE,
)  # what is told of a weapon but is not its kind
_LEAST = 40  # persons of one list; a list of more is a register
_LOOSE = frozenset("hit break down level target ruin".split())  # contacts are broken off, targets are hit
_NO_ENTITY = ("DATE", "TIME", "GPE", "CARDINAL", "LOC", "MONEY", "PERCENT")


def targets(token: "Token") -> Iterator["Token"]:
    """The head words of what a verb or noun of violence is done to, coordinated ones apart."""
    heads = _of_verb(token) if token.pos_ in ("VERB", "AUX") else _of_noun(token)
    for head in heads:
        for part in _parts(_whole(head)):
            if is_target(part):
                yield part


def _of_verb(verb: "Token") -> "list[Token]":
    lemma = verb.lemma_.lower()
    own = object_of(verb)
    if lemma in verbs_of("throwing") and (lemma != "set" or own is None or is_weapon(own) or lemma_of(own) == "fire"):
        return [found for word in (verb, own) if word is not None for found in _struck(word)]
    if lemma in ("explode", "detonate") and (own is None or is_weapon(own) or is_passive(verb)):
        return _struck(verb)
    heads = [own] if own is not None else []
    if lemma in ("shoot", "attack", "fire", "strafe", "raid", "strike"):
        heads += prepositional(verb, "at", "on")
    return heads


def _of_noun(noun: "Token") -> "list[Token]":
    rider = lemma_of(noun) == "bomber"  # "a suicide bomber on a motorcycle" rides it
    heads = [*prepositional(noun, "of"), *(() if rider else _struck(noun))]
    heads += _whose_life(noun)
    heads += [
        found for c in noun.children if c.dep_ == "acl" and lemma_of(c) in verbs_of("planting") for found in _struck(c)
    ]
    if lemma_of(noun) in verbs_of("deaths"):
        heads += [c for c in noun.children if c.dep_ in ("poss", "compound") and c.pos_ == "PROPN"]
    verb = noun.head
    if verb.pos_ not in ("VERB", "AUX"):
        return heads
    lemma = verb.lemma_.lower()
    if noun.dep_ == "nsubj" and lemma in verbs_of("harming"):
        own = object_of(verb)
        heads += [own] if own is not None else list(prepositional(verb, "through", "at"))
    if noun.dep_ == "dobj" and lemma in ("survive", "escape", "receive"):
        own = subject_of(verb)
        heads += [own] if own is not None else []
    if lemma in verbs_of("throwing") or lemma in verbs_of("happening") or lemma in verbs_of("disarming"):
        heads += _struck(verb)
    if lemma == "use" and noun.dep_ in ("dobj", "nsubjpass"):
        heads += prepositional(verb, "against")
    return heads


def _whose_life(noun: "Token") -> "list[Token]":
    """Whom an "attempt on the life of the judge" is on; on "his life", who survives it."""
    life = next((word for word in prepositional(noun, "on", "against") if lemma_of(word) == "life"), None)
    if life is None:
        return []
    return [*prepositional(life, "of"), *(c for c in life.children if c.dep_ == "poss" and c.pos_ != "PRON")]


def _struck(word: "Token") -> "list[Token]":
    """What a word has after "on", "against" and "at", and the buildings it has near."""
    return [*prepositional(word, *_ON), *_beside(word)]


def someone_meant(reading: Reading, verb: "Token") -> "Token | None":
    """The "him" or "her" of an act that was tried or planned, where the report tells who that is."""
    whom = object_of(verb) if verb.pos_ == "VERB" else None
    record = person_at(reading, whom) if whom is not None and whom.lower_ in ("him", "her") else None
    return whom if record is not None and not record.name.lower().endswith(("men", "s")) else None


def companions(reading: Reading, verb: "Token") -> "list[Token]":
    """The persons an act is done to beside its object: "was kidnapped along with X"."""
    found = [part for head in prepositional(verb, "with") for part in _parts(head)]
    return [word for word in found if person_at(reading, word)]


def _beside(word: "Token") -> "list[Token]":
    """The buildings and the like that a phrase of place names: "in front of the ministry", "between a store and it"."""
    found = [_whole(head) for head in prepositional(word, *_BESIDE)]
    return [head for head in found if any(is_thing(part) for part in _parts(head))]


def _whole(head: "Token") -> "Token":
    """What a part is part of: "the front of the ministry" is the ministry."""
    for _ in range(3):
        inner = next(prepositional(head, "of"), None) if lemma_of(head) in partitives() else None
        if inner is None:
            break
        head = inner
    return head


def _parts(head: "Token") -> "list[Token]":
    """A noun and those coordinated with it, also where the parser takes a list for a row of appositions."""
    found = [head]
    for word in found:
        if len(found) > _LEAST:
            break
        for c in word.children:
            row = c.dep_ == "appos" and is_thing(c) and is_thing(word) and c.tag_ == word.tag_
            if (c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN")) or row:
                found.append(c)
    return found


def damaged(token: "Token") -> "Iterator[Token]":
    """What a verb or noun of damage in a sentence of violence is done to."""
    heads: list[Token] = []
    if token.pos_ == "VERB" and token.lemma_.lower() in verbs_of("damage"):
        own = object_of(token)
        heads = [own] if own is not None else []
    elif lemma_of(token) in ("damage", "fire") and token.dep_ in ("dobj", "nsubjpass", "nsubj"):
        heads = list(prepositional(token, "to"))
        if token.head.lemma_.lower() in ("cause", "inflict", "do", "set"):
            heads += prepositional(token.head, "to")
    for head in heads:
        for part in _parts(_whole(head)):
            if is_target(part) and (is_thing(part) or token.lemma_.lower() not in _LOOSE):
                yield part


def victims(reading: Reading, head: "Token") -> "Iterator[Token]":
    """A target, or the persons who are named beside it: "three journalists: A, B and C"."""
    named: list[Token] = []
    for word in _appositions(head):
        beside = word.pos_ == "PROPN" and word.dep_ == "conj" and word.head in named  # the parser misses some names
        if beside or person_at(reading, word):
            named.append(word)
    if named and not person_at(reading, head):
        yield from named
        return
    yield head
    yield from named if person_at(reading, head) and any(w.text in ";," for w in head.children) else ()


def _appositions(head: "Token") -> "list[Token]":
    found = [head, *prepositional(head, "including", "among")]
    for word in found:
        if len(found) > _LEAST:
            break
        deps = ("appos", "conj") if word is not head else ("appos",)
        found += [c for c in word.children if c.dep_ in deps and c.pos_ in ("NOUN", "PROPN")]
    return found[1:]


def listed(reading: Reading, sentence: "list[Token]") -> "Iterator[tuple[Token, Token]]":
    """The persons of a list, each with the noun that says who they are: "the victims were identified as A and B".

    A colon begins a list where a plural stands before it.
    """
    for token in sentence:
        opener = None
        if token.lemma_.lower() in ("identify", "name") and token.tag_ == "VBN":
            opener = object_of(token)
        elif token.text == ":":
            before = [t for t in sentence if t.i < token.i and t.tag_ in ("NNS", "NNPS") and t.dep_ != "compound"]
            opener = before[0] if before else None
        if opener is None:
            continue
        seen = set()
        for word in sentence[token.i - sentence[0].i + 1 :][:200]:
            person = person_at(reading, word)
            if person and person.id not in seen and word.dep_ != "compound":
                seen.add(person.id)
                yield word, opener


def is_target(head: "Token") -> bool:
    """Whether a word may be what is attacked: no pronoun, time, town, weapon, deed or abstraction."""
    if head.pos_ not in ("NOUN", "PROPN") or head.ent_type_ in _NO_ENTITY:
        return False
    lemma = lemma_of(head)
    return not (lemma in no_targets() or lemma in noun_acts() or len(head.text) < 3 or is_weapon(head))


def is_thing(head: "Token") -> bool:
    """Whether a word means a building, a vehicle or another thing that is attacked."""
    lemma = lemma_of(head)
    return (lemma in things() or lemma.removesuffix("s") in things()) and head.ent_type_ not in ("DATE", "TIME")


def is_weapon(head: "Token") -> bool:
    """Whether a word means arms."""
    lemma = re.sub(r"s$", "", lemma_of(head))
    return lemma in weapon_words()[0] and lemma not in ("tank", "plane", "helicopter")


def weapons(sentence: "list[Token]", text: str, violent: bool) -> Iterator[str]:
    """The weapons that a sentence names, in the words of the text; the "dynamite" of a "dynamite attack" too."""
    words, loose = weapon_words()
    for token in sentence:
        if token.pos_ not in ("NOUN", "PROPN"):
            continue
        lemma = re.sub(r"s$", "", lemma_of(token))
        before = token.nbor(-1).lemma_.lower() if token.i > token.sent.start else ""
        pair = f"{before} {lemma}"
        if pair not in words and lemma not in words:
            continue
        if token.dep_ == "compound":
            if violent and lemma_of(token.head) in verbs_of("using") and lemma not in loose:
                yield token.text if pair not in words else text[token.nbor(-1).idx : token.idx + len(token.text)]
            continue
        means = token.head.lower_ in ("with", "by", "using", "fired", "from")
        if lemma in loose and pair not in words and not (violent and means):
            continue
        yield _ARMS.sub("", phrase_of(token, text))
