"""Names that a text says mean the same: "the X Y Z (XYZ)", "XYZ, or X Y Z", "Luis Prado, alias Tomas"."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman.codes import ActorKind
from dragoman.layers.actors.name_words import Name
from dragoman.layers.tree import Range, Tree

__all__ = ["find_acronyms"]

_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9/.-]*[A-Z0-9][A-Za-z0-9/.-]*$")
_ALSO = re.compile(
    r"^\W*(?:(?:or|also|better|widely|commonly|otherwise|formerly|who is|whose real name is)\s+){0,3}"
    r"(?:known as|called|alias|aka|a\.k\.a\.?|nom de guerre|real name|nicknamed|or)?\W*(?:the\s+)?\W*$",
    re.I,
)
_ALIAS = re.compile(r"known as|called|alias|aka|a\.k\.a|nom de guerre|real name|nicknamed|\bor\b", re.I)
_LINKS = frozenset("of for the and de la y del in al - 's".split())


def find_acronyms(
    tree: Tree, text: str, names: Sequence[Name]
) -> tuple[tuple[Name, ...], tuple[tuple[Name, Name], ...]]:
    """The names with the acronyms (and their long forms) that the parser missed, and pairs of (long, short) names.

    Each further use of an acronym that the text introduces is a name too.
    """
    at = {word: name for name in names for word in range(*name.words)}
    found = {name.words: name for name in names}
    pairs: list[tuple[Name, Name]] = []
    for word, form in enumerate(tree.words):
        if form != "(" or word == 0 or word + 2 >= len(tree):
            continue
        end = next((w for w in range(word + 1, min(word + 6, len(tree))) if tree.words[w] == ")"), None)
        if end is None:
            continue
        pair = _in_brackets(tree, text, at, word, (word + 1, end))
        if pair:
            pairs.append(pair)
            for name in pair:
                at.update(dict.fromkeys(range(*name.words), name))
                found[name.words] = name
    short = {tree.words[s.words[0]]: s for _, s in pairs if s.words[1] - s.words[0] == 1}
    for word, form in enumerate(tree.words):
        if form in short and word not in at:
            name = Name((word, word + 1), short[form].kind, short[form].entry, short[form].country)
            found[name.words] = at[word] = name
    ordered = sorted({id(n): n for n in at.values()}.values(), key=lambda n: n.words)
    also = _also_known(tree, text, ordered)
    known = {other.words: other for _, other in also}
    return tuple(known.get(n.words, n) for n in ordered), (*pairs, *also)


def _in_brackets(tree: Tree, text: str, at: dict[int, Name], bracket: int, inner: Range) -> tuple[Name, Name] | None:
    words = text[tree.starts[inner[0]] : tree.ends[inner[1] - 1]]
    if not _ACRONYM.match(words) or len(words) > 12:
        return None
    long = at.get(bracket - 1)
    if long is None or not _abbreviates(tree, words, long.words):
        start = _long_form(tree, words, bracket)
        if start is not None and (long is None or start < long.words[0]):
            old = long
            long = Name((start, bracket), ActorKind.ORGANISATION, None, old.country if old else None)
    if long is None or long.kind in (ActorKind.COUNTRY, ActorKind.PERSON, None) or long.adjective:
        return None
    short = at.get(inner[0])
    if short is not None and short.words != inner:
        return None
    if short is not None and short.kind is ActorKind.COUNTRY:
        return None
    entry = long.entry or (short.entry if short else None)
    if short and short.entry and not long.entry and not _abbreviates(tree, words, long.words):
        entry = short.entry
    country = long.country or (short.country if short else None)
    kind = ActorKind.ORGANISATION
    return Name(long.words, kind, entry, country), Name(inner, kind, entry, country)


def _initials(tree: Tree, words: Range) -> str:
    return "".join(
        tree.words[w][0] for w in range(*words) if tree.lower[w] not in _LINKS and tree.words[w][0].isalnum()
    ).lower()


def _abbreviates(tree: Tree, acronym: str, words: Range) -> bool:
    """Whether the acronym begins like the name and most of the name's initials occur in it in order."""
    letters = [c for c in acronym.lower() if c.isalnum()]
    initials = _initials(tree, words)
    if not initials or letters[0] != initials[0]:
        return False
    rest = iter(letters)
    return sum(c in rest for c in initials) >= max(2, len(initials) - 2)


def _long_form(tree: Tree, acronym: str, bracket: int) -> int | None:
    """Where the capitalised words before a bracket begin that the acronym in it abbreviates."""
    word, first = bracket - 1, None
    while word >= 0 and bracket - word <= 12 and tree.sentence[word] == tree.sentence[bracket]:
        if tree.words[word][:1].isupper():
            if _abbreviates(tree, acronym, (word, bracket)) and tree.lower[word] != "the":
                first = word
        elif tree.lower[word] not in _LINKS and not tree.words[word][:1].isdigit():
            break
        word -= 1
    return first


def _also_known(tree: Tree, text: str, names: Sequence[Name]) -> list[tuple[Name, Name]]:
    """Neighbouring names of one kind with "alias", "also known as", "or" in brackets or commas between them."""
    pairs: list[tuple[Name, Name]] = []
    for one, other in itertools.pairwise(names):
        if one.kind not in (ActorKind.PERSON, ActorKind.ORGANISATION):
            continue
        gap = text[tree.ends[one.words[1] - 1] : tree.starts[other.words[0]]]
        if (
            len(gap) < 40
            and _ALSO.match(gap)
            and _ALIAS.search(gap)
            and (gap.lstrip()[:1] in (",", "(") or " or " not in gap or (pairs and pairs[-1][1] is one))
        ):
            if other.kind is None or other.kind is one.kind:
                pairs.append((one, other if other.kind else replace(other, kind=one.kind)))
        elif (
            gap.strip() == "("
            and one.kind is ActorKind.ORGANISATION
            and _is_short(tree, one)
            and _is_short(tree, other)
        ):
            pairs.append((one, other))
    return pairs


def _is_short(tree: Tree, name: Name) -> bool:
    return name.words[1] - name.words[0] <= 3 and tree.words[name.words[0]].isupper()
