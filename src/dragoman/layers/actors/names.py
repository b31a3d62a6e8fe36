"""Names of actors in a text: lexicon entries, countries and their people, and the parser's names put right.

A name is a range of words with what is known of it. The lexicon (`lexicons/actors.csv`, then the user's own file)
goes before the parser; an alias marked "?" is trusted only where the parser sees a name of that kind or where the
report also has another name of the same entry.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from dragoman.codes import ActorKind
from dragoman.countries import country_named, country_of_capital, country_of_demonym
from dragoman.layers.actors.kinds import settle_kinds
from dragoman.layers.actors.lexicon import is_acronym, match_lexicon
from dragoman.layers.actors.name_words import (
    ORGANISATION_WORDS,
    TITLES,
    Name,
    chain,
    is_headline,
    is_name_word,
    is_title,
    leads,
    speaks_of_one,
    starts_name,
)
from dragoman.layers.actors.official_names import official_names
from dragoman.layers.attribution.cues import class_of
from dragoman.layers.roles import is_rank, role_at, role_of_words
from dragoman.layers.tree import Range, Tree
from dragoman.lexicon import read_table

__all__ = ["find_names"]


_EVENT_WORDS = re.compile(
    r"\b(agreements?|accords?|talks|conference|cessation|initiative|summit|resolutions?|operation|plan|treaty|process|"
    r"dialogue|war|act|law|protocol|roadmap|road map|declaration|ceasefire|truce|day|award|prize|cup|games|festival|"
    r"unscr|gmt|utc|islam|christianity|covid|brexit|meetings?|negotiations|constitution|code|statute|charter|framework|campaign|offensive|actions?|statement|report)\b",
    re.I,
)
_KINDS = {"PERSON": ActorKind.PERSON, "ORG": ActorKind.ORGANISATION, "NORP": ActorKind.GROUP}
# "Bosnian Serbs" are Serbs of Bosnia; but "Turkish Cypriots" live on Cyprus.
_BY_ORIGIN = frozenset("cypriot cypriots american americans canadian canadians australian australians".split())
_LONGEST_COUNTRY = 7  # words: "Democratic People's Republic of Korea" is six
_LOOSE = frozenset(("FAC", "LOC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "LANGUAGE"))


# --- the lexicon ----------------------------------------------------------------------------------------------------


# --- names in a text ------------------------------------------------------------------------------------------------


def find_names(
    tree: Tree, text: str, entities: Sequence[tuple[int, int, str]], *, own: Path | None = None, upper: bool = False
) -> tuple[Name, ...]:
    """The names of a text in order, none overlapping.

    `text` is the parser's copy, `entities` its names as (start, end, label), `own` a user's lexicon; `upper`: the text
    came in capitals.
    """
    labels: dict[int, tuple[int, int, str]] = {}
    for entity in entities:
        labels.update(dict.fromkeys(range(entity[0], entity[1]), entity))
    names = _from_lexicon(tree, text, labels, own)
    names += _long_countries(tree, {word for name in names for word in range(*name.words)})
    at = {word: name for name in names for word in range(*name.words)}
    headlines = {number for number, (first, _) in enumerate(tree.stops) if is_headline(tree, first)}
    for start, end, label in entities:
        name = _from_parser(tree, start, end, label)
        if name is None or (name.country is None and tree.sentence[start] in headlines and _is_once(tree, text, name)):
            continue
        inner = list(dict.fromkeys(at[word] for word in range(*name.words) if word in at))
        if not inner or _outweighs(tree, name, inner):
            found = [replace(name, country=name.country or next((n.country for n in inner if n.country), None))]
        else:
            found = _person_before(tree, name, inner[0], label)
        for one in found:
            at.update(dict.fromkeys(range(*one.words), one))
    for whole in official_names(tree, at, upper=upper):
        at.update(dict.fromkeys(range(*whole.words), whole))
    names = list(dict.fromkeys(at.values()))
    taken = set(at)
    names += _loose_countries(tree, taken)
    names += _after_roles(tree, taken)
    names += _speakers(tree, taken)
    names += _surnames(tree, names, taken)
    names = [_whole(tree, name, taken) for name in names]
    return tuple(settle_kinds(tree, sorted(names, key=lambda n: n.words)))


def _is_once(tree: Tree, text: str, name: Name) -> bool:
    phrase = text[tree.starts[name.words[0]] : tree.ends[name.words[1] - 1]]
    first = text.find(phrase)
    return text.find(phrase, first + 1) < 0


def _from_lexicon(tree: Tree, text: str, labels: Mapping[int, tuple[int, int, str]], own: Path | None) -> list[Name]:
    matches = match_lexicon(tree, text, own)
    sure = {alias.entry.name for _, alias in matches if not alias.doubtful}
    names = []
    for words, alias in matches:
        _, _, label = labels.get(words[0], (0, 0, ""))
        seen = _KINDS.get(label) == alias.entry.kind and alias.entry.kind is not ActorKind.PERSON
        if alias.doubtful and alias.entry.name not in sure and not seen:
            continue
        if alias.entry.kind is ActorKind.PERSON and " " not in alias.words and _is_other_name(tree, words):
            continue
        names.append(Name(words, alias.entry.kind, alias.entry, alias.entry.country))
    return names


def _is_other_name(tree: Tree, words: Range) -> bool:
    """Whether a lone surname stands beside other capitals: "Fidel Castro" is not "Raul Castro", nor "Assad Street"."""
    before, after = words[0] - 1, words[1]
    return (
        before >= 0 and tree.tags[before] == "NNP" and tree.entities[before] == "PERSON" and not is_title(tree, before)
    ) or (after < len(tree) and tree.tags[after] == "NNP" and tree.entities[after] == "PERSON")


def _from_parser(tree: Tree, start: int, end: int, label: str) -> Name | None:
    """The parser's name without articles, titles and what trails it; None for dates, numbers and the like."""
    if label not in _KINDS and label != "GPE" and label not in _LOOSE:
        return None
    while start < end and (tree.lower[start] in ("the", "a", "an", "-", '"', "'") or not tree.words[start].strip()):
        start += 1
    while end > start and (
        tree.words[end - 1] in ("'s", "'", '"', ",", ".", "-", "(", ":", ";") or not tree.words[end - 1].strip()
    ):
        end -= 1
    titled = end - start > 1 and _is_addressed(tree, start, end)
    while end - start > 1 and is_title(tree, start) and (label == "PERSON" or titled):
        start += 1
    label = "PERSON" if titled else label
    if start >= end or not any(tree.words[w][:1].isupper() for w in range(start, end)) or end - start > 12:
        return None
    return _typed(tree, (start, end), label)


def _is_addressed(tree: Tree, start: int, end: int) -> bool:
    """Whether a name begins with a form of address or a rank: "General Sylvain Ekenge" is no body."""
    found = role_at(tree, start)
    address = tree.lower[start] in TITLES or (found is not None and is_rank(found[0].noun))
    phrase = " ".join(tree.words[start:end])
    return address and not ORGANISATION_WORDS.search(phrase) and " of " not in phrase


def _typed(tree: Tree, words: Range, label: str) -> Name | None:
    phrase = " ".join(tree.words[words[0] : words[1]])
    if words[1] - words[0] > 1 and (iso := country_of_demonym(tree.words[words[1] - 1])):
        home = country_of_demonym(tree.words[words[1] - 2])
        if home and home != iso and tree.lower[words[1] - 1] not in _BY_ORIGIN:
            if tree.tags[words[1] - 1] in ("NNS", "NNPS"):
                return Name((words[1] - 2, words[1]), ActorKind.GROUP, None, home)
            iso = home
        if home or label == "NORP":
            return Name((words[1] - 1, words[1]), ActorKind.COUNTRY, None, iso, adjective=True)
    if words[0] > 0 and tree.lower[words[0] - 1] == "ethnic" and country_of_demonym(phrase):
        return Name(words, ActorKind.GROUP)  # people of some other state
    if iso := country_named(phrase):
        return Name(words, ActorKind.COUNTRY, None, iso)
    if iso := country_of_demonym(phrase):
        return Name(words, ActorKind.COUNTRY, None, iso, adjective=True)
    if ORGANISATION_WORDS.search(phrase) and label not in ("LAW", "EVENT") and not _EVENT_WORDS.search(phrase):
        return Name(words, ActorKind.ORGANISATION, None, _country_in(tree, words))
    if (capital := country_of_capital(phrase)) and (label != "PERSON" or phrase.lower() not in _given_names()):
        return Name(words, None, None, capital, capital=True)
    if label == "GPE" and not (words[1] - words[0] > 1 and tree.lower[words[0]] in _given_names()):
        return Name(words, None)
    if words[1] - words[0] in (2, 3, 4) and tree.lower[words[0]] in _given_names() and label != "NORP":
        return Name(words, ActorKind.PERSON)
    if label in _LOOSE:
        return None
    if label == "GPE":
        return Name(words, None)
    kind = _KINDS[label]
    role, first = role_of_words(phrase), role_at(tree, words[0])
    if first and first[0].kind is ActorKind.PERSON and tree.tags[words[0]] in ("NNS", "NNPS"):
        return None  # "Ministers of Foreign Affairs"
    if (role and role.kind is ActorKind.PERSON) or (kind is ActorKind.PERSON and (role or role_at(tree, words[0]))):
        return None
    if kind is ActorKind.PERSON and (
        (is_acronym(phrase) and len(phrase) < 6) or _country_in(tree, (words[0], words[0] + 1))
    ):
        kind = ActorKind.ORGANISATION
    if kind is ActorKind.ORGANISATION and (_EVENT_WORDS.search(phrase) or words[1] - words[0] > 8):
        return None
    return Name(words, kind, None, _country_in(tree, words) if kind is not ActorKind.PERSON else None)


@cache
def _given_names() -> frozenset[str]:
    return frozenset(row["name"].lower() for row in read_table("truecase_names") if row["kind"] == "given")


def _country_in(tree: Tree, words: Range) -> str | None:
    """The country that a word of a longer name points to ("Colombian Communist Party", "Bank of Lebanon")."""
    for word in range(*words):
        if tree.words[word][:1].isupper() and (
            iso := country_of_demonym(tree.words[word]) or country_named(tree.words[word])
        ):
            return iso
    return None


def _person_before(tree: Tree, name: Name, inner: Name, label: str) -> list[Name]:
    """The person in a name that the parser ran together with a body: "Lucia Moreno of Human Rights Watch"."""
    start, end = name.words[0], inner.words[0]
    while end > start and not is_name_word(tree, end - 1):
        end -= 1
    person = label == "PERSON" or tree.lower[start] in _given_names()
    whole = all(is_name_word(tree, w) or starts_name(tree, w) for w in range(start, end))
    return [Name((start, end), ActorKind.PERSON)] if person and whole and 2 <= end - start <= 4 else []


def _outweighs(tree: Tree, name: Name, inner: Sequence[Name]) -> bool:
    """Whether the parser's longer name is to replace the lexicon's within it: "Hamas Interior Ministry"."""
    if any(n.words[0] < name.words[0] or n.words[1] > name.words[1] for n in inner):
        return False
    if all(n.words == name.words for n in inner) or name.kind is not ActorKind.ORGANISATION:
        return False
    last = tree.words[name.words[1] - 1]
    return (
        bool(ORGANISATION_WORDS.fullmatch(last))
        and last[:1].isupper()
        and inner[-1].words[1] < name.words[1]
        and name.words[1] - name.words[0] <= 6
    )


def _long_countries(tree: Tree, taken: set[int]) -> list[Name]:
    """Countries of several words, whatever the parser makes of them: "Democratic People's Republic of Korea"."""
    names = []
    word = 0
    while word < len(tree):
        opens = word not in taken and tree.words[word][:1].isupper() and tree.lower[word] != "the"
        end = _country_end(tree, word) if opens else word
        if end > word + 1 and taken.isdisjoint(range(word, end)):
            names.append(Name((word, end), ActorKind.COUNTRY, None, country_named(_phrase(tree, word, end))))
            taken.update(range(word, end))
        word = max(end, word + 1)
    return names


def _country_end(tree: Tree, start: int) -> int:
    """Where the longest name of a country that begins with a word ends; `start` where none does."""
    stops = range(min(len(tree), start + _LONGEST_COUNTRY), start + 1, -1)
    return next(
        (end for end in stops if tree.words[end - 1][:1].isupper() and country_named(_phrase(tree, start, end))), start
    )


def _phrase(tree: Tree, start: int, end: int) -> str:
    phrase = " ".join(tree.words[start:end])
    return phrase.replace(" '", "'").replace(" - ", "-")


def _loose_countries(tree: Tree, taken: set[int]) -> list[Name]:
    """Countries and their people that the parser did not mark as names."""
    names = []
    for word, form in enumerate(tree.words):
        if word in taken or not form[:1].isupper() or tree.pos[word] not in ("PROPN", "ADJ", "NOUN"):
            continue
        if tree.entities[word] and tree.entities[word] not in ("GPE", "NORP"):
            continue
        if iso := country_of_demonym(form):
            ethnic = word > 0 and tree.lower[word - 1] == "ethnic"  # people of some other state
            kind, country = (ActorKind.GROUP, None) if ethnic else (ActorKind.COUNTRY, iso)
            names.append(Name((word, word + 1), kind, None, country, adjective=not ethnic))
            taken.add(word)
        elif tree.tags[word] == "NNP" and (iso := country_named(form)):
            names.append(Name((word, word + 1), ActorKind.COUNTRY, None, iso))
            taken.add(word)
    return names


def _after_roles(tree: Tree, taken: set[int]) -> list[Name]:
    """Capitalised words after a role noun that no name covers yet: "spokesman Suhail Shaheen"."""
    names = []
    word = 1
    while word < len(tree):
        if word in taken or not starts_name(tree, word) or not is_title(tree, word - 1) or is_title(tree, word):
            word += 1
            continue
        end = chain(tree, word, taken)
        phrase = " ".join(tree.words[word:end])
        person = not ORGANISATION_WORDS.search(phrase) and not role_of_words(phrase) and not leads(tree, end)
        if person and speaks_of_one(tree, word - 1):
            names.append(Name((word, end), ActorKind.PERSON))
            taken.update(range(word, end))
        word = max(end, word + 1)
    return names


def _speakers(tree: Tree, taken: set[int]) -> list[Name]:
    """Capitalised subjects of words of saying that are no names yet: "Barzeh said"."""
    names = []
    counts = Counter(tree.words)
    for word in range(len(tree)):
        if word in taken or tree.deps[word] != "nsubj" or not is_name_word(tree, word) or role_at(tree, word):
            continue
        if class_of(tree, tree.heads[word]) != "speech" or tree.tags[word] != "NNP":
            continue
        if word == tree.stops[tree.sentence[word]][0] and counts[tree.words[word]] < 2:
            continue  # a capital at the start of a sentence says nothing
        start = word
        while (
            start - 1 >= 0
            and start - 1 not in taken
            and is_name_word(tree, start - 1)
            and not is_title(tree, start - 1)
        ):
            start -= 1
        phrase = " ".join(tree.words[start : word + 1])
        organisation = ORGANISATION_WORDS.search(phrase) or is_acronym(tree.words[word])
        names.append(Name((start, word + 1), ActorKind.ORGANISATION if organisation else ActorKind.PERSON))
        taken.update(range(start, word + 1))
    return names


def _whole(tree: Tree, name: Name, taken: set[int]) -> Name:
    """A person's name with the capitalised words right after it that the parser left out."""
    end = name.words[1]
    if name.kind is not ActorKind.PERSON:
        return name
    while end < len(tree) and end not in taken and is_name_word(tree, end) and not is_title(tree, end):
        if tree.sentence[end] != tree.sentence[end - 1] or end - name.words[1] == 3:
            break
        taken.add(end)
        end += 1
    return replace(name, words=(name.words[0], end))


def _surnames(tree: Tree, names: Sequence[Name], taken: set[int]) -> list[Name]:
    """Further uses of the last word of a person's full name that the parser did not mark."""
    last = {
        tree.words[n.words[1] - 1]
        for n in names
        if n.kind is ActorKind.PERSON and n.words[1] - n.words[0] > 1 and len(tree.words[n.words[1] - 1]) > 3
    }
    return [
        Name((word, word + 1), ActorKind.PERSON)
        for word, form in enumerate(tree.words)
        if form in last and word not in taken and tree.tags[word][:2] in ("NN", "JJ")
    ]
