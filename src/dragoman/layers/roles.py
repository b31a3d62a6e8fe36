"""What a noun says of whom it names: a person by role ("spokesman"), people ("residents"), or a body ("ministry").

The words stand in `lexicons/roles.toml` with the PLOVER sector they point to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.codes import ActorKind, Sector
from dragoman.layers.tree import Tree
from dragoman.lexicon import read_patterns

__all__ = [
    "Role",
    "is_plural",
    "is_rank",
    "load_roles",
    "role_at",
    "role_of_words",
    "sector_of_modifiers",
    "sector_of_name",
    "singular",
]

LONGEST = 4  # words in an entry of the lexicon

# Plural in form or sense; the tagger takes some of them for singulars or names.
_PLURALS = frozenset(
    "police people troops troop authorities mujahideen forces clergy media public marines elderly gendarmes".split()
)


@dataclass(frozen=True, slots=True)
class Role:
    """A noun's sense: `kind` of one of them, PLOVER sector (None: that of whom they stand for), and the noun itself.

    `speaks`: somebody so called, without a name, still counts as an actor of the report.
    """

    noun: str
    kind: ActorKind
    sector: Sector | None
    speaks: bool


@cache
def load_roles() -> Mapping[str, Role]:
    """The entries of `lexicons/roles.toml` by lower-case noun."""
    roles: dict[str, Role] = {}
    patterns = read_patterns("roles")
    for entry in (*patterns["role"], *patterns["body"]):
        sector = Sector(entry["sector"]) if entry["sector"] else None
        for noun in entry["nouns"]:
            roles.setdefault(noun, Role(noun, ActorKind(entry["kind"]), sector, entry["speaks"]))
    return roles


@cache
def _sectors_of(kind: str) -> Mapping[str, Sector]:
    found: dict[str, Sector] = {}
    for entry in read_patterns("roles")[kind]:
        for noun in entry["nouns"]:
            found.setdefault(noun, Sector(entry["sector"]))
    return found


def sector_of_modifiers(words: Sequence[str]) -> Sector | None:
    """The sector that the words before a role noun give: the last that gives one.

    >>> sector_of_modifiers(["senior", "military"]).value
    'MIL'
    """
    return next((found for word in reversed(words) if (found := _sectors_of("modifier").get(word))), None)


def sector_of_name(name: str) -> Sector | None:
    """The sector that the name of a body gives by one of its words.

    >>> sector_of_name("Ministry of Defence").value
    'GOV'
    """
    words = set(name.lower().split())
    return next((sector for noun, sector in _sectors_of("name").items() if noun in words), None)


def singular(word: str) -> str:
    """The singular of a regular English plural, in lower case.

    >>> [singular(w) for w in ("Spokesmen", "ministries", "rebels", "police", "witnesses", "forces")]
    ['spokesman', 'ministry', 'rebel', 'police', 'witness', 'force']
    """
    low = word.lower()
    if low.endswith("men") and len(low) > 4 and low not in ("regimen", "specimen"):
        return low[:-2] + "an"
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "ches", "shes", "xes")):
        return low[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3:
        return low[:-1]
    return low


def role_at(tree: Tree, word: int) -> tuple[Role, int] | None:
    """The longest role noun that ends at `word`, and its first word; None where the word is none."""
    roles = load_roles()
    # In this order, and none twice: a plural with an entry of its own ("negotiators") goes before its singular.
    endings = tuple(dict.fromkeys((tree.lower[word], singular(tree.lower[word]), tree.lemmas[word])))
    for size in range(min(LONGEST, word + 1), 0, -1):
        before = " ".join(tree.lower[word - size + 1 : word]).replace(" - ", "-")
        for ending in endings:
            phrase = f"{before} {ending}" if before else ending
            if phrase in roles:
                return roles[phrase], word - size + 1
    return None


def role_of_words(words: str) -> Role | None:
    """The role that a phrase ends in ("acting foreign minister").

    >>> role_of_words("acting foreign minister").sector.value
    'GOV'
    """
    parts = words.lower().split()
    roles = load_roles()
    for size in range(min(LONGEST, len(parts)), 0, -1):
        for last in (parts[-1], singular(parts[-1])):
            phrase = " ".join([*parts[len(parts) - size : -1], last])
            if phrase in roles:
                return roles[phrase]
    return None


_RANKS = frozenset(
    "general colonel lieutenant major captain sergeant admiral brigadier marshal sheikh mullah ayatollah bishop "
    "archbishop cardinal monsignor imam maulana rabbi professor doctor prince king queen senator judge justice".split()
)


def is_rank(noun: str) -> bool:
    """Whether a role noun is a title that people keep beside their office ("Sheikh X, the deputy leader")."""
    return noun in _RANKS


def is_plural(tree: Tree, word: int) -> bool:
    """Whether a noun speaks of several, or of a body of people."""
    return tree.tags[word] in ("NNS", "NNPS") or tree.lower[word] in _PLURALS
