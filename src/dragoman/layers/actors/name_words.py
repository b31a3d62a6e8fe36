"""Names as ranges of words, and what single words say about names: titles, particles, words of bodies."""

import re
from dataclasses import dataclass

from dragoman.codes import ActorKind
from dragoman.layers.actors.lexicon import Entry
from dragoman.layers.roles import role_at
from dragoman.layers.tree import Range, Tree

__all__ = [
    "ORGANISATION_WORDS",
    "TITLES",
    "Name",
    "chain",
    "is_headline",
    "is_name_word",
    "is_title",
    "leads",
    "speaks_of_one",
    "starts_name",
]

TITLES = frozenset(
    "mr mr. mrs mrs. ms ms. miss dr dr. sir dame lord lady gen gen. lt lt. col col. maj maj. capt capt. sgt "
    "sgt. adm adm. prof prof. sen sen. rep rep. gov gov. rev rev. msgr msgr. brig brig. ayatollah comrade "
    "don dona doña".split()
)
ORGANISATION_WORDS = re.compile(
    r"\b(ministry|council|committee|commission|office|command|agency|university|army|party|front|brigades?|battalion|"
    r"department|union|association|movement|organi[sz]ation|institute|congress|assembly|parliament|police|forces?|"
    r"coalition|alliance|court|tribunal|bank|company|group|federation|foundation|cent(?:er|re)|network|corps|authority|"
    r"embassy|league|society|observatory|watch|mission|bureau|church|guards?|cartel|clan|administration|government|"
    r"service|units?|defen[cs]e|legion|regiment|board|fund|programme|program|corporation|newspaper|news|tv|radio|times|post)\b",
    re.I,
)
_PARTICLES = frozenset(
    "de del della al el bin bint ben ibn abu von van der den la le du dos da das di e y ould ag".split()
)
_NEVER_PEOPLE = frozenset(("LOC", "DATE", "TIME", "EVENT", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE", "LAW"))


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


def is_headline(tree: Tree, word: int) -> bool:
    """Whether the sentence of `word` is in title case, so that capitals mark no names."""
    first, last = tree.stops[tree.sentence[word]]
    long = [tree.words[w] for w in range(first, last) if len(tree.words[w]) > 3 and tree.words[w].isalpha()]
    ended = any(tree.words[w] in (".", "?", "!") for w in range(max(first, last - 3), last))
    return not ended and len(long) > 3 and sum(w[0].isupper() for w in long) >= 0.8 * len(long)


def is_title(tree: Tree, word: int) -> bool:
    """Whether a word is a form of address or a role noun, as they stand before names."""
    return tree.lower[word] in TITLES or role_at(tree, word) is not None


def leads(tree: Tree, end: int) -> bool:
    """Whether capitalised words go on to a common noun, so that they qualify it: "deputy Middle East director"."""
    return end < len(tree) and tree.tags[end] in ("NN", "NNS") and tree.sentence[end] == tree.sentence[end - 1]


def speaks_of_one(tree: Tree, word: int) -> bool:
    """Whether a word is a form of address or a role noun in the singular."""
    found = role_at(tree, word)
    return tree.lower[word] in TITLES or (
        found is not None and found[0].kind is ActorKind.PERSON and tree.tags[word] not in ("NNS", "NNPS")
    )


def is_name_word(tree: Tree, word: int) -> bool:
    """Whether a word can be part of a person's name: a capitalised proper noun, no month, no river."""
    return (
        tree.tags[word] == "NNP"
        and tree.words[word][:1].isupper()
        and tree.words[word][-1:].isalpha()
        and tree.entities[word] not in _NEVER_PEOPLE
    )


def starts_name(tree: Tree, word: int) -> bool:
    """Whether a name can begin here: a capitalised word, or a particle before one ("de Mistura")."""
    if is_name_word(tree, word):
        return True
    return tree.lower[word] in _PARTICLES and word + 1 < len(tree) and is_name_word(tree, word + 1)


def chain(tree: Tree, word: int, taken: set[int]) -> int:
    """The end of a run of capitalised words, particles between them included."""
    end = word
    while (
        end < len(tree)
        and end not in taken
        and tree.sentence[end] == tree.sentence[word]
        and (is_name_word(tree, end) or starts_name(tree, end))
    ):
        end += 1
    return end
