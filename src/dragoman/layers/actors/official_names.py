"""The whole of a body's official name, whose parts are joined by small words: "Front for the Liberation of X".

The parser cuts such names at "of the", "for the" and "and". A name begins with capitalised words that end in a noun for
bodies, and goes on over links to further capitalised words as long as these are of its kind: what an "and" joins is a
common noun ("Truth and Justice"), never another actor ("the Ministry of Defence and Hamas").
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from dragoman.codes import ActorKind, Sector
from dragoman.countries import country_named, country_of_demonym
from dragoman.layers.actors.name_words import ORGANISATION_WORDS, TITLES, Name, is_headline
from dragoman.layers.roles import is_plural, role_at
from dragoman.layers.tree import Range, Tree
from dragoman.word_case import capital_share, is_new, kind_of

__all__ = ["official_names"]

# Further nouns that name bodies where a link follows, though alone they are common: "Volunteers for the Defence of X".
_ALSO_BODIES = re.compile(
    r"(?:ministries|rally|brotherhood|sisterhood|resistance|volunteers|ansar|directorate|secretariat|militias?|bloc|"
    r"confederation|junta|syndicate|chamber|platform|vanguard|partisans|groups|commands|parties|defenders|guardians|companions|supporters|"
    r"soldiers|lions|swords|sons|fronts|armies|council|forum|circle|collective|conference|guard|delegation)",
    re.IGNORECASE,
)
_LINKS = frozenset("of for on to against and & ,".split())
_JOINTS = frozenset(("'s", "’s", "'", "’", "-"))  # within a run of capitalised words
_ARTICLES = frozenset(("the", "a", "an"))
_NEVER = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december mr mrs i".split()
)
# What bodies are for, and mostly written with a capital for that.
_ABSTRACT = frozenset("justice labour labor defence defense security freedom commerce treasury interior".split())
_COMMON = 0.6  # of a word's uses with a capital, at most: "homeland" is often one of "Homeland Security"
_UNKNOWN = 0.2  # the same of a word never seen, guessed from its ending
_LONGEST = 16  # words
_ARMED = (Sector.REB, Sector.PRM, Sector.MIL, Sector.PTY, Sector.OPP, Sector.UAF)


def official_names(tree: Tree, at: Mapping[int, Name], *, upper: bool = False) -> Iterator[Name]:
    """Names that the text has longer than they were found; `at`: the names found so far, by word.

    `upper`: the text came in capitals, so that common nouns within names are small in `tree`.
    """
    if upper:
        tree = replace(tree, words=[_as_in_name(tree, word) for word in range(len(tree))])
    word = 0
    while word < len(tree):
        end = _run(tree, word)
        if end == word:
            word += 1
            continue
        range_ = _official(tree, at, (word, end)) if end < len(tree) and tree.lower[end] in _LINKS else None
        if range_ and (not upper or _is_sure(tree, range_)):
            inner = (at[w].country for w in range(*range_) if w in at)
            country = _country(tree, range_) or next(filter(None, inner), None)
            yield Name(range_, ActorKind.ORGANISATION, None, country)
        word = range_[1] if range_ else end


def _official(tree: Tree, at: Mapping[int, Name], first: Range) -> Range | None:
    """The name that begins in a run of capitalised words, or None where it is no longer than the run."""
    start, end = first
    while start < end and (tree.lower[start] in _ARTICLES or country_of_demonym(tree.words[start])):
        start += 1
    if not _is_body(tree, end - 1) or is_headline(tree, end - 1):
        return None
    found = at.get(end - 1)
    if found and found.entry and (found.words[0] > start or found.entry.sector not in _ARMED):
        return None  # "the Security Council on Libya"
    if found:
        start, end = max(start, found.words[0]), max(end, found.words[1])
        rest = _run(tree, end - 1)
        end = end if rest <= end or found.entry or _is_titled(tree, (end, rest)) else rest
    last = _end(tree, at, (start, end))
    return (start, last) if last > end and last - start <= _LONGEST else None


# --- texts in capitals ---------------------------------------------------------------------------------------------

_IN_NAMES = ("NOUN", "PROPN", "ADJ", "NUM")
_STRONG = re.compile(
    r"(?:front|movement|ministry|union|council|committee|commission|congress|alliance|coalition|league|federation|"
    r"brotherhood|assembly|institute|directorate|bureau|agency|authority|party|department|organi[sz]ation|army|"
    r"volunteers|resistance|command|brigade|battalion|fund|rally|network|forces)",
    re.IGNORECASE,
)
_TIMES = frozenset("time times day days week weeks month months year years hour hours moment while".split())


def _as_in_name(tree: Tree, word: int) -> str:
    form = tree.words[word]
    return form[:1].upper() + form[1:] if tree.pos[word] in _IN_NAMES and tree.tags[word] != "CD" else form


def _is_sure(tree: Tree, words: Range) -> bool:
    """Whether words without capitals of their own are a name, not "the front of the building"."""
    before = words[0] - 1
    opens = before < 0 or tree.lower[before] == "the" or tree.sentence[before] != tree.sentence[words[0]]
    inside = all(words[0] <= tree.heads[w] < words[1] for w in range(*words) if tree.lower[w] in _LINKS)
    strong = any(_STRONG.fullmatch(w) for w in tree.words[slice(*words)][:6])
    named = any(tree.tags[w] in ("NNP", "NNPS") or tree.lower[w] in ("for", "and") for w in range(*words))
    return opens and inside and strong and named and _TIMES.isdisjoint(tree.lower[slice(*words)])


# --- where a name ends ---------------------------------------------------------------------------------------------


def _end(tree: Tree, at: Mapping[int, Name], run: Range) -> int:
    """Where the links and the words after them end that belong to a name."""
    end = run[1]
    links = [w for w in range(*run) if tree.lower[w] in _LINKS]
    link = tree.lower[links[-1]] if links else ""
    article = bool(links) and tree.lower[links[-1] + 1] in _ARTICLES
    while end < len(tree) and tree.lower[end] in _LINKS and tree.sentence[end] == tree.sentence[run[0]]:
        following = end + 1
        articled = following < len(tree) and tree.lower[following] in _ARTICLES
        begins = following + articled
        ends = _run(tree, begins)
        if ends == begins or tree.sentence[begins] != tree.sentence[run[0]]:
            break
        if _is_titled(tree, (begins, ends), articled=articled) or (not link and _is_person(tree, begins)):
            break
        joint = tree.lower[end]
        if joint == ",":
            stop = _list_end(tree, end) if link and not articled else end
            if stop == end:
                break
            end = stop
            continue
        if not _continues(tree, at, joint, (begins, ends), articled=articled, before=(link, article)):
            break
        if joint not in ("and", "&"):
            link, article = joint, articled
        end = ends
    return end


def _continues(
    tree: Tree, at: Mapping[int, Name], link: str, part: Range, *, articled: bool, before: tuple[str, bool]
) -> bool:
    """Whether capitalised words after a link belong to the name; `before`: the link before that, and its article."""
    common = _is_common(tree, part[1] - 1)
    known = at.get(part[0])
    named = known is not None and (known.entry is not None or known.kind is ActorKind.COUNTRY) and not common
    if link in ("and", "&"):
        another = named or bool(ORGANISATION_WORDS.fullmatch(tree.words[part[1] - 1]))
        if not before[0] or another or (articled and not before[1]):
            return False
        return common or (articled and before[1]) or (part[1] - part[0] > 1 and _is_common(tree, part[0]))
    if link == "of":
        if before[0] == "for":
            return True  # "for the Liberation of X", a country or not
        if articled and known and part[1] - part[0] > 1 and ORGANISATION_WORDS.fullmatch(tree.words[part[1] - 1]):
            return False  # "the Northern Command of the People's Front"
        return not named and (common or articled or before[1])
    if link == "for":
        return not named or articled
    return common or (part[1] - part[0] > 1 and _is_common(tree, part[0]) and not named)


def _list_end(tree: Tree, comma: int) -> int:
    """Where a list of common nouns ends that begins with a comma: "Women, Peace and Security"; else the comma."""
    end = comma
    while end < len(tree) and tree.lower[end] in (",", "and", "&"):
        last = tree.lower[end] != ","
        stop = _run(tree, end + 1)
        if stop == end + 1 or not _is_common(tree, stop - 1) or _is_titled(tree, (end + 1, stop)):
            return comma
        end = stop
        if last:
            return end
    return comma


# --- words ---------------------------------------------------------------------------------------------------------


def _run(tree: Tree, word: int) -> int:
    """Where the run of capitalised words ends that begins at a word; possessives and hyphens within it belong to it."""
    end = word
    while end < len(tree) and tree.sentence[end] == tree.sentence[word]:
        form = tree.words[end]
        capital = form[:1].isupper() and tree.lower[end] not in _NEVER and form[-1] != "."
        joins = word < end < len(tree) - 1 and form in _JOINTS and tree.words[end + 1][:1].isupper()
        if not capital and not joins:
            break
        end += 1
    return end


def _is_body(tree: Tree, word: int) -> bool:
    form = tree.words[word]
    return bool(ORGANISATION_WORDS.fullmatch(form) or _ALSO_BODIES.fullmatch(form))


def _is_titled(tree: Tree, part: Range, *, articled: bool = False) -> bool:
    """Whether one man's title stands in capitalised words, before a name or alone: "General X", "the President"."""
    for word in range(*part):
        if tree.lower[word] in TITLES:
            return True
        role = role_at(tree, word)
        if role is None or role[0].kind is not ActorKind.PERSON or is_plural(tree, word):
            continue
        alone = articled and role[1] == part[0] and tree.lower[word] != "commissioner"
        if alone or word + 1 < part[1]:
            return True
    return False


def _is_person(tree: Tree, word: int) -> bool:
    return tree.entities[word] == "PERSON" and not _is_common(tree, word)


def _is_common(tree: Tree, word: int) -> bool:
    """Whether a capitalised word is mostly written small elsewhere: "Equality", but not "Hamas"."""
    low = tree.lower[word]
    if low in _JOINTS:
        low = tree.lower[word - 1]
    if kind_of(low) in ("given", "surname", "place", "acronym") or tree.words[word].isupper():
        return False
    if low in _ABSTRACT or (is_plural(tree, word) and role_at(tree, word)):
        return True  # "Chiefs", however often a club is called so
    return capital_share(low) <= (_UNKNOWN if is_new(low) else _COMMON)


def _country(tree: Tree, words: Range) -> str | None:
    """The country that one of its words tells."""
    for word in tree.words[slice(*words)]:
        if iso := country_named(word) or country_of_demonym(word):
            return iso
    return None
