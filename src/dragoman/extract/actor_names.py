"""Names of actors in a text: lexicon entries, countries and their people, and the parser's names put right.

A name is a range of words with what is known of it. The lexicon (`lexicons/actors.csv`, then the user's own file)
goes before the parser; an alias marked "?" is trusted only where the parser sees a name of that kind or where the
report also has another name of the same entry.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from dragoman.codes import ActorKind, Sector
from dragoman.countries import country_named, country_of_capital, country_of_demonym
from dragoman.errors import LexiconError
from dragoman.extract.cues import class_of
from dragoman.extract.roles import role_at, role_of_words
from dragoman.extract.tree import Range, Tree
from dragoman.lexicon import read_table

__all__ = ["Entry", "Name", "find_names", "is_headline", "load_actors"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the actor lexicon. `years` bound its life or office; `note` may begin with a PLOVER body code."""

    name: str
    kind: ActorKind
    country: str | None
    sector: Sector | None
    years: tuple[int | None, int | None]
    note: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text, as a range of words.

    `kind` is None for place names that are no country. `adjective`: "Turkish", "Afghans", not the state itself.
    """

    words: Range
    kind: ActorKind | None
    entry: Entry | None = None
    country: str | None = None
    adjective: bool = False
    capital: bool = False


@dataclass(frozen=True, slots=True)
class _Alias:
    words: str
    entry: Entry
    doubtful: bool


_Index = Mapping[str, tuple[_Alias, ...]]

_FIRST = re.compile(r"\w+")
_TITLES = frozenset(
    "mr mr. mrs mrs. ms ms. miss dr dr. sir dame lord lady gen gen. lt lt. col col. maj maj. capt capt. sgt sgt. adm adm. "
    "prof prof. sen sen. rep rep. gov gov. rev rev. msgr msgr. brig brig. ayatollah comrade don dona doña".split()
)
_ORGANISATION_WORDS = re.compile(
    r"\b(ministry|council|committee|commission|office|command|agency|university|army|party|front|brigades?|battalion|"
    r"department|union|association|movement|organi[sz]ation|institute|congress|assembly|parliament|police|forces?|"
    r"coalition|alliance|court|tribunal|bank|company|group|federation|foundation|cent(?:er|re)|network|corps|authority|"
    r"embassy|league|society|observatory|watch|mission|bureau|church|guards?|cartel|clan|administration|government|"
    r"service|units?|defen[cs]e|legion|regiment|board|fund|programme|program|corporation|newspaper|news|tv|radio|times|post)\b",
    re.I,
)
_PLACING = frozenset("in near at around outside inside into across throughout toward towards via through".split())
_SETTLEMENTS = frozenset(
    "village town city province region district territory area capital port island county suburb neighbourhood "
    "neighborhood municipality locality valley airport camp villages towns".split()
)
_PARTICLES = frozenset(
    "de del della al el bin bint ben ibn abu von van der den la le du dos da das di e y ould ag".split()
)
_EVENT_WORDS = re.compile(
    r"\b(agreements?|accords?|talks|conference|cessation|initiative|summit|resolutions?|operation|plan|treaty|process|"
    r"dialogue|war|act|law|protocol|roadmap|road map|declaration|ceasefire|truce|day|award|prize|cup|games|festival|"
    r"unscr|gmt|utc|islam|christianity|covid|brexit|meetings?|negotiations|constitution|code|statute|charter|framework|campaign|offensive|actions?|statement|report)\b",
    re.I,
)
_KINDS = {"PERSON": ActorKind.PERSON, "ORG": ActorKind.ORGANISATION, "NORP": ActorKind.GROUP}
_NEVER_PEOPLE = frozenset(("LOC", "DATE", "TIME", "EVENT", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE", "LAW"))
_LOOSE = frozenset(("FAC", "LOC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "LANGUAGE"))


# --- the lexicon ----------------------------------------------------------------------------------------------------


@cache
def load_actors(own: Path | None = None) -> tuple[_Index, _Index]:
    """The actor lexicon with the user's rows over ours: aliases by their first word, as written and in lower case.

    Raises LexiconError where a row of the user's file has an unknown kind or sector or lacks a name.
    """
    aliases: dict[str, _Alias] = {}
    for label, rows in (("actors.csv", read_table("actors")), (str(own), read_table("actors", own) if own else ())):
        for number, row in enumerate(rows, 1):
            entry = _entry(row, f"{label}, row {number}")
            for words in (entry.name, *filter(None, (a.strip() for a in row.get("aliases", "").split(";")))):
                bare = words.removeprefix("?")
                aliases[bare] = _Alias(bare, entry, words != bare)
                if _is_acronym(bare) and bare.isalpha() and bare.isupper() and 4 <= len(bare) <= 8:  # "Farc", "Sadc"
                    aliases.setdefault(bare.capitalize(), _Alias(bare.capitalize(), entry, True))
                if "'" in bare:  # some sites lose their apostrophes
                    aliases.setdefault(bare.replace("'", ""), _Alias(bare.replace("'", ""), entry, words != bare))
    exact: dict[str, list[_Alias]] = {}
    folded: dict[str, list[_Alias]] = {}
    for alias in sorted(aliases.values(), key=lambda a: -len(a.words)):
        first = _FIRST.match(alias.words)
        if first:
            exact.setdefault(first.group(), []).append(alias)
            if len(alias.words) > 7 or " " in alias.words:
                folded.setdefault(first.group().lower(), []).append(alias)
    return {k: tuple(v) for k, v in exact.items()}, {k: tuple(v) for k, v in folded.items()}


def _entry(row: Mapping[str, str], where: str) -> Entry:
    try:
        return Entry(
            name=row["name"].removeprefix("?"),
            kind=ActorKind(row.get("kind") or "organisation"),
            country=row.get("country") or None,
            sector=Sector(row["sector"]) if row.get("sector") else None,
            years=(int(row["from"]) if row.get("from") else None, int(row["to"]) if row.get("to") else None),
            note=row.get("note", ""),
        )
    except (KeyError, ValueError) as error:
        raise LexiconError(f"{where}: {error}") from error


def _match_lexicon(tree: Tree, text: str, own: Path | None) -> list[tuple[Range, _Alias]]:
    exact, folded = load_actors(own)
    found: list[tuple[Range, _Alias]] = []
    word = 0
    while word < len(tree):
        range_ = None
        first = _FIRST.match(tree.words[word])
        if first:
            start = tree.starts[word]
            for alias in (*exact.get(first.group(), ()), *folded.get(first.group().lower(), ())):
                range_ = _alias_at(tree, text, word, start, alias)
                if range_:
                    found.append((range_, alias))
                    break
        word = range_[1] if range_ else word + 1
    return found


def _alias_at(tree: Tree, text: str, word: int, start: int, alias: _Alias) -> Range | None:
    """The words that an alias covers from `start` on, which must end where a word (or its part before "-") ends."""
    end = start + len(alias.words)
    here = text[start:end]
    if here != alias.words and (here.lower() != alias.words.lower() or not here[:1].isupper()):
        return None
    if text[end : end + 1].isalnum() or text[end : end + 2] == "-K":
        return None
    last = word
    while last < len(tree) and tree.ends[last] < end:
        last += 1
    return (word, last + 1) if last < len(tree) else None


# --- names in a text ------------------------------------------------------------------------------------------------


def find_names(
    tree: Tree, text: str, entities: Sequence[tuple[int, int, str]], *, own: Path | None = None
) -> tuple[Name, ...]:
    """The names of a text in order, none overlapping. `text` is the parser's copy, `entities` its (start, end, label)."""
    labels: dict[int, tuple[int, int, str]] = {}
    for entity in entities:
        labels.update(dict.fromkeys(range(entity[0], entity[1]), entity))
    names = _from_lexicon(tree, text, labels, own)
    taken = {word for name in names for word in range(*name.words)}
    for start, end, label in entities:
        name = _from_parser(tree, start, end, label)
        if name is None or (name.country is None and is_headline(tree, start) and _is_once(tree, text, name)):
            continue
        inner = [n for n in names if n.words[0] < name.words[1] and name.words[0] < n.words[1]]
        if inner and not _outweighs(tree, name, inner):
            continue
        names = [n for n in names if n not in inner]
        names.append(replace(name, country=name.country or next((n.country for n in inner if n.country), None)))
        taken.update(range(*name.words))
    names += _loose_countries(tree, taken)
    names += _after_roles(tree, taken)
    names += _speakers(tree, taken)
    names += _surnames(tree, names, taken)
    names = [_whole(tree, name, taken) for name in names]
    return tuple(_settle(tree, sorted(names, key=lambda n: n.words)))


def is_headline(tree: Tree, word: int) -> bool:
    """Whether the sentence of `word` is in title case, so that capitals mark no names."""
    first, last = tree.stops[tree.sentence[word]]
    long = [tree.words[w] for w in range(first, last) if len(tree.words[w]) > 3 and tree.words[w].isalpha()]
    return len(long) > 3 and sum(w[0].isupper() for w in long) >= 0.8 * len(long)


def _is_once(tree: Tree, text: str, name: Name) -> bool:
    phrase = text[tree.starts[name.words[0]] : tree.ends[name.words[1] - 1]]
    first = text.find(phrase)
    return text.find(phrase, first + 1) < 0


def _from_lexicon(tree: Tree, text: str, labels: Mapping[int, tuple[int, int, str]], own: Path | None) -> list[Name]:
    matches = _match_lexicon(tree, text, own)
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
        before >= 0 and tree.tags[before] == "NNP" and tree.entities[before] == "PERSON" and not _is_title(tree, before)
    ) or (after < len(tree) and tree.tags[after] == "NNP" and tree.entities[after] == "PERSON")


def _is_title(tree: Tree, word: int) -> bool:
    return tree.lower[word] in _TITLES or role_at(tree, word) is not None


def _from_parser(tree: Tree, start: int, end: int, label: str) -> Name | None:
    """The parser's name without articles, titles and what trails it; None for dates, numbers and the like."""
    if label not in _KINDS and label != "GPE" and label not in _LOOSE:
        return None
    while start < end and (tree.lower[start] in ("the", "a", "an", "-", '"', "'") or not tree.words[start].strip()):
        start += 1
    while end > start and (
        tree.words[end - 1] in ("'s", "'", '"', ",", ".", "-", "(") or not tree.words[end - 1].strip()
    ):
        end -= 1
    if label == "PERSON":
        while end - start > 1 and _is_title(tree, start):
            start += 1
    if start >= end or not any(tree.words[w][:1].isupper() for w in range(start, end)) or end - start > 12:
        return None
    return _typed(tree, (start, end), label)


def _typed(tree: Tree, words: Range, label: str) -> Name | None:
    phrase = " ".join(tree.words[words[0] : words[1]])
    if iso := country_named(phrase):
        return Name(words, ActorKind.COUNTRY, None, iso)
    if iso := country_of_demonym(phrase):
        return Name(words, ActorKind.COUNTRY, None, iso, adjective=True)
    if _ORGANISATION_WORDS.search(phrase) and label not in ("LAW", "EVENT") and not _EVENT_WORDS.search(phrase):
        return Name(words, ActorKind.ORGANISATION, None, _country_in(tree, words))
    if (capital := country_of_capital(phrase)) and (label != "PERSON" or phrase.lower() not in _given_names()):
        return Name(words, None, None, capital, capital=True)
    if label == "GPE" and not (words[1] - words[0] > 1 and tree.lower[words[0]] in _given_names()):
        return Name(words, None)
    if words[1] - words[0] in (2, 3, 4) and tree.lower[words[0]] in _given_names() and label != "NORP":
        return Name(words, ActorKind.PERSON)
    if label in _LOOSE:
        return None
    kind = _KINDS[label]
    role = role_of_words(phrase)
    if (role and role.kind is ActorKind.PERSON) or (kind is ActorKind.PERSON and (role or role_at(tree, words[0]))):
        return None
    if kind is ActorKind.PERSON and (
        _is_acronym(phrase) and len(phrase) < 6 or _country_in(tree, (words[0], words[0] + 1))
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


def _outweighs(tree: Tree, name: Name, inner: Sequence[Name]) -> bool:
    """Whether the parser's longer name is to replace the lexicon's within it: "Hamas Interior Ministry"."""
    if any(n.words[0] < name.words[0] or n.words[1] > name.words[1] for n in inner):
        return False
    if all(n.words == name.words for n in inner) or name.kind is not ActorKind.ORGANISATION:
        return False
    last = tree.words[name.words[1] - 1]
    return (
        bool(_ORGANISATION_WORDS.fullmatch(last))
        and last[:1].isupper()
        and inner[-1].words[1] < name.words[1]
        and name.words[1] - name.words[0] <= 6
    )


def _loose_countries(tree: Tree, taken: set[int]) -> list[Name]:
    """Countries and their people that the parser did not mark as names."""
    names = []
    for word, form in enumerate(tree.words):
        if word in taken or not form[:1].isupper() or tree.pos[word] not in ("PROPN", "ADJ", "NOUN"):
            continue
        if tree.entities[word] and tree.entities[word] not in ("GPE", "NORP"):
            continue
        if iso := country_of_demonym(form):
            names.append(Name((word, word + 1), ActorKind.COUNTRY, None, iso, adjective=True))
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
        if word in taken or not _starts_name(tree, word) or not _is_title(tree, word - 1) or _is_title(tree, word):
            word += 1
            continue
        end = _chain(tree, word, taken)
        phrase = " ".join(tree.words[word:end])
        person = not _ORGANISATION_WORDS.search(phrase) and not role_of_words(phrase) and not _leads(tree, end)
        if person and _speaks_of_one(tree, word - 1):
            names.append(Name((word, end), ActorKind.PERSON))
            taken.update(range(word, end))
        word = max(end, word + 1)
    return names


def _speakers(tree: Tree, taken: set[int]) -> list[Name]:
    """Capitalised subjects of words of saying that are no names yet: "Barzeh said"."""
    names = []
    for word in range(len(tree)):
        if word in taken or tree.deps[word] != "nsubj" or not _is_name_word(tree, word) or role_at(tree, word):
            continue
        if class_of(tree, tree.heads[word]) != "speech" or tree.tags[word] != "NNP":
            continue
        start = word
        while (
            start - 1 >= 0
            and start - 1 not in taken
            and _is_name_word(tree, start - 1)
            and not _is_title(tree, start - 1)
        ):
            start -= 1
        phrase = " ".join(tree.words[start : word + 1])
        organisation = _ORGANISATION_WORDS.search(phrase) or _is_acronym(tree.words[word])
        names.append(Name((start, word + 1), ActorKind.ORGANISATION if organisation else ActorKind.PERSON))
        taken.update(range(start, word + 1))
    return names


def _whole(tree: Tree, name: Name, taken: set[int]) -> Name:
    """A person's name with the capitalised words right after it that the parser left out."""
    end = name.words[1]
    if name.kind is not ActorKind.PERSON:
        return name
    while end < len(tree) and end not in taken and _is_name_word(tree, end) and not _is_title(tree, end):
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
        if form in last and word not in taken and tree.tags[word] == "NNP"
    ]


def _chain(tree: Tree, word: int, taken: set[int]) -> int:
    """The end of a run of capitalised words, particles between them included."""
    end = word
    while (
        end < len(tree)
        and end not in taken
        and tree.sentence[end] == tree.sentence[word]
        and (_is_name_word(tree, end) or _starts_name(tree, end))
    ):
        end += 1
    return end


def _starts_name(tree: Tree, word: int) -> bool:
    """Whether a name can begin here: a capitalised word, or a particle before one ("de Mistura")."""
    if _is_name_word(tree, word):
        return True
    return tree.lower[word] in _PARTICLES and word + 1 < len(tree) and _is_name_word(tree, word + 1)


def _leads(tree: Tree, end: int) -> bool:
    """Whether capitalised words go on to a common noun, so that they qualify it: "deputy Middle East director"."""
    return end < len(tree) and tree.tags[end] in ("NN", "NNS") and tree.sentence[end] == tree.sentence[end - 1]


def _speaks_of_one(tree: Tree, word: int) -> bool:
    found = role_at(tree, word)
    return tree.lower[word] in _TITLES or (
        found is not None and found[0].kind is ActorKind.PERSON and tree.tags[word] not in ("NNS", "NNPS")
    )


def _is_name_word(tree: Tree, word: int) -> bool:
    return (
        tree.tags[word] == "NNP"
        and tree.words[word][:1].isupper()
        and tree.words[word][-1:].isalpha()
        and tree.entities[word] not in _NEVER_PEOPLE
    )


def _settle(tree: Tree, names: Sequence[Name]) -> list[Name]:
    """Give names that the parser labels now so, now so, the kind that the text as a whole speaks for."""
    surnames: set[str] = set()
    single = {tree.words[n.words[0]] for n in names if n.kind is ActorKind.PERSON and n.words[1] - n.words[0] == 1}
    for name in names:
        if name.kind is ActorKind.PERSON and name.words[1] - name.words[0] > 1:
            surnames.update(w for w in tree.words[name.words[0] : name.words[1]] if len(w) > 2)
    settled = []
    for name in names:
        before = name.words[0] - 1
        size = name.words[1] - name.words[0]
        last = tree.words[name.words[1] - 1]
        plain = name.entry is None and not name.adjective and name.kind in (None, ActorKind.ORGANISATION)
        if plain and not _ORGANISATION_WORDS.search(" ".join(tree.words[name.words[0] : name.words[1]])):
            led = before >= 0 and _speaks_of_one(tree, before) and not _leads(tree, name.words[1])
            if (size == 1 and last in surnames and not last.isupper()) or (
                led and 1 <= size <= 4 and not _is_acronym(last)
            ):
                name = replace(name, kind=ActorKind.PERSON, country=None, capital=False)
        settled.append(name)
    return _without_places(tree, settled)


def _without_places(tree: Tree, names: Sequence[Name]) -> list[Name]:
    """The names, those without a kind that stand where something is: the parser takes small towns for people.

    One "in X" is enough for a single word that is nobody's surname and follows no title; else most must be so.
    """
    where: dict[str, list[bool]] = {}
    people: set[str] = set()
    for name in names:
        if name.entry or name.kind not in (ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.GROUP):
            continue
        before = name.words[0] - 1
        if name.kind is ActorKind.PERSON and (
            name.words[1] - name.words[0] > 1 or (before >= 0 and _is_title(tree, before) and tree.pos[before] != "ADJ")
        ):
            people.update(tree.words[name.words[0] : name.words[1]])
        where.setdefault(_phrase(tree, name), []).append(_is_placed(tree, name))
    places = {
        words
        for words, found in where.items()
        if not _ORGANISATION_WORDS.search(words)
        and (
            2 * sum(found) > len(found)
            or (any(found) and " " not in words and words not in people and not _is_acronym(words))
        )
    } | _known_places()
    return [
        replace(n, kind=None)
        if n.entry is None
        and not n.adjective
        and n.kind is not ActorKind.COUNTRY
        and _phrase(tree, n) in places
        and _phrase(tree, n) not in people
        else n
        for n in names
    ]


def _is_placed(tree: Tree, name: Name) -> bool:
    """Whether what stands beside a name says that it is a place: "in X", "the village of X", "X province"."""
    before, after = name.words[0] - 1, name.words[1]
    if before > 0 and tree.lower[before] == "the":
        before -= 1
    if before >= 0 and tree.lower[before] in _PLACING:
        return True
    if before > 0 and tree.lower[before] == "of" and tree.lower[before - 1] in _SETTLEMENTS:
        return True
    return after < len(tree) and tree.lower[after] in _SETTLEMENTS


@cache
def _known_places() -> frozenset[str]:
    return frozenset(row["name"] for row in read_table("truecase_names") if row["kind"] == "place")


def _phrase(tree: Tree, name: Name) -> str:
    return " ".join(tree.words[name.words[0] : name.words[1]])


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and sum(c.isupper() for c in word) > 1
