"""What speaks for a phrase as a filler of the key of 1992: its words, where it stands, what the record says."""

from collections.abc import Iterator, Mapping, Sequence

from dragoman.codes import ActorKind
from dragoman.encoder.decode import log_odds
from dragoman.model.records import Extraction
from evaluation.muc_bodies import armed_bodies
from evaluation.muc_encoded import span_signs
from evaluation.muc_relevance import rule_type
from evaluation.muc_weights import EXTREME
from evaluation.muc_words import DETERMINERS, LINKS, WITHIN, Place, Words, phrases, plain

__all__ = ["HEAD", "Signs", "is_plausible", "signs_of_phrases"]

Signs = dict[str, float]

HEAD = "h="
LEAD = 3  # sentences after the first
FAR = 8  # steps to a verb
_BESIDE = ("conj", "appos")  # what is said of the first of several is said of all


def signs_of_phrases(
    extraction: Extraction, words: Words, relevance: float
) -> tuple[dict[str, Signs], dict[str, list[Place]]]:
    """The signs of each phrase by its plain words, those of all its places put together, and the places."""
    found = phrases(words)
    about = _about(words, relevance)
    nouns = _nouns_by_sentence(words)
    told = [(rule_type(incident), e.span) for incident in extraction.incidents for e in incident.evidence]
    all_signs: dict[str, Signs] = {}
    for key, places in found.items():
        signs: Signs = {}
        for place in places:
            for name, value in _at(words, place).items():
                signs[name] = max(value, signs.get(name, value))
        roots = {words.lemmas[place.root] for place in places}
        signs |= {f"s={w}": 1.0 for p in places for w in nouns[words.sentences[p.first]] if w not in roots}
        starts = [words.starts[place.first] for place in places]
        kinds = {kind for kind, span in told if any(span.start <= at < span.end for at in starts)}
        signs |= dict.fromkeys((f"in={kind}" for kind in kinds), 1.0)
        signs["in record"] = float(bool(kinds))
        first = words.sentences[places[0].first]
        signs["often"] = min(5, len(places)) / 5
        signs["early"] = 1 - first / (words.sentences[-1] + 1)
        signs["lead"] = float(first <= LEAD)
        all_signs[key] = signs | about | span_signs(words.encoded, places)
    for key, name in (*_from_records(extraction, all_signs), *_of_names(found, all_signs)):
        all_signs[key][name] = 1.0
    return all_signs, found


def is_plausible(signs: Mapping[str, float], heads: Mapping[str, object]) -> bool:
    """Whether it is worth asking: names, what a record names, and nouns that the training keys held twice or more."""
    if signs.get("proper") or any(f"told={kind}" in signs for kind in ("perpetrator", "target", "weapon")):
        return True
    return any(name in heads for name in signs if name.startswith(HEAD))


def _about(words: Words, relevance: float) -> Signs:
    return {
        "any": 1.0,
        "relevant": log_odds(relevance, least=EXTREME) / 3,
        "long report": min(40, words.sentences[-1] + 1) / 40,
    }


def _nouns_by_sentence(words: Words) -> dict[int, set[str]]:
    """The nouns and verbs of each sentence."""
    found: dict[int, set[str]] = {sentence: set() for sentence in words.sentences}
    for lemma, kind, sentence in zip(words.lemmas, words.classes, words.sentences, strict=True):
        if kind in ("NOUN", "VERB"):
            found[sentence].add(lemma)
    return found


# --- one place -------------------------------------------------------------------------------------------------------


def _at(words: Words, place: Place) -> Signs:
    told = (*_inside(words, place), *_around(words, place), *_governed(words, place), *_under(words, place.root))
    return dict.fromkeys(told, 1.0) | {"long": min(6, place.last - place.first + 1) / 6}


def _inside(words: Words, place: Place) -> Iterator[str]:
    """The words of the phrase."""
    first, last, root = place
    yield HEAD + words.lemma(root)
    yield f"tag={words.tags[root]}"
    yield f"first={words.lemma(first)}"
    yield f"words={min(5, last - first + 1)}"
    yield from (f"m={words.lemma(at)}" for at in range(first, root))
    if first == root:
        yield "bare"
    if last > root:
        yield f"link={words.lower[root + 1]}"
        yield f"last={words.lemma(last)}"
        if any(words.lower[at] in LINKS for at in range(root + 2, last)):
            yield "two links"
    if words.classes[root] == "PROPN":
        yield "proper"
    if all(words.classes[at] == "PROPN" for at in range(first, last + 1)):
        yield "all proper"


def _around(words: Words, place: Place) -> Iterator[str]:
    """The words before and after it, and whether it is cut out of a longer one."""
    before, after = place.first - 1, place.last + 1
    if before >= 0:
        yield f"before={words.lower[before]}"
        same = words.sentences[before] == words.sentences[place.first]
        if same and words.lower[before] not in DETERMINERS and words.relations[before] in WITHIN:
            yield "cut"
            yield f"cut={words.classes[before]}"
    if after < len(words.lower):
        yield f"after={words.lower[after]}"


def _governed(words: Words, place: Place) -> Iterator[str]:
    """What is done by it, to it or with it: the words on which it hangs."""
    root = place.root
    yield f"rel={words.relations[root]}"
    if words.relations[root] in _BESIDE:
        yield f"via={words.relations[root]}"
        while words.relations[root] in _BESIDE and words.heads[root] != root:
            root = words.heads[root]
        yield f"anchor={words.lemma(root)}"
    relation, head = words.relations[root], words.heads[root]
    if relation == "pobj":
        relation = words.lower[head]
        yield f"by={relation}"
        head = words.heads[head]
    yield f"g={relation}|{words.lemma(head)}"
    yield f"on={words.lemma(head)}"
    if words.classes[head] in ("NOUN", "PROPN"):
        higher = words.heads[head]
        if words.relations[head] == "pobj":
            higher = words.heads[higher]
        yield f"onon={words.lemma(higher)}"


def _under(words: Words, at: int) -> Iterator[str]:
    """The nearest verb above, how far it is, by what relation it is reached, and on what it hangs itself."""
    steps, relation = 0, words.relations[at]
    while words.classes[at] != "VERB" and words.heads[at] != at and steps < FAR:
        relation, at = words.relations[at], words.heads[at]
        steps += 1
    yield f"verb={words.lemma(at)}"
    yield f"under={relation}|{words.lemma(at)}"
    yield f"steps={min(4, steps)}"
    if words.heads[at] != at:
        yield f"over={words.relations[at]}|{words.lemma(words.heads[at])}"


def _of_names(found: Mapping[str, list[Place]], signs: Mapping[str, Signs]) -> Iterator[tuple[str, str]]:
    """Which names are parts of longer ones, and which have shorter ones."""
    names = [key for key in found if "all proper" in signs[key]]
    for key in names:
        for other in names:
            if other != key and f" {key} " in f" {other} ":
                whole = len({(p.first, p.last) for p in found[key]}) > len(found[other])
                yield key, "part of a longer name"
                if other.endswith(f" {key}"):
                    yield key, "end of a longer name"
                if whole:
                    yield key, "short for a longer name"
                    yield other, "has a short name"


# --- what the layers found -------------------------------------------------------------------------------------------


def _from_records(extraction: Extraction, found: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Phrases with what the records say of them."""
    for kind, words in _told(extraction):
        if words in found:
            yield words, f"told={kind}"
        yield from ((key, f"near={kind}") for key in _overlapping(found, words))
    for actor in extraction.actors:
        country = "" if actor.type is ActorKind.PERSON else actor.country
        for form in {plain(e.text) for e in actor.evidence} | {plain(actor.name)}:
            if form in found:
                yield from ((form, f"{name}={value}") for name, value in (
                    ("actor", actor.type), ("sector", actor.sector), ("country", country))
                )  # fmt: skip
    for place in extraction.places:
        if plain(place.name) in found:
            yield plain(place.name), "place"
    for body in map(plain, armed_bodies(extraction.document.text)):
        if body in found:
            yield body, "armed body"
        yield from ((key, "of armed body") for key in found if key != body and f" {body} " in f" {key} ")


def _told(extraction: Extraction) -> Sequence[tuple[str, str]]:
    """Whom and what the records of incidents name, in plain words."""
    told = []
    for incident in extraction.incidents:
        told += [("perpetrator", ref.words) for ref in incident.perpetrators]
        told += [("perpetrator's name", ref.name) for ref in incident.perpetrators]
        told += [("target", words) for words in (incident.target or "").split("; ")]
        told += [("weapon", words) for words in (incident.weapon or "").split("; ")]
    return sorted({(kind, plain(words)) for kind, words in told if plain(words)})


def _overlapping(found: Mapping[str, object], words: str) -> Iterator[str]:
    for key in found:
        if key != words and (f" {key} " in f" {words} " or f" {words} " in f" {key} "):
            yield key
