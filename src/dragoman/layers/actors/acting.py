"""Whether a phrase acts, speaks or is acted on, as against a place or a modifier, by its place in the sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.codes import ActorKind
from dragoman.layers.actors.name_words import Name
from dragoman.layers.roles import role_at
from dragoman.layers.tree import Range, Tree

__all__ = ["Reader", "is_acting"]

_VISITED = frozenset("leave visit enter flee reach tour exit quit cross invade rule govern".split())
_TOWARDS = frozenset("by with between against to among from for including like".split())
_ADDRESSING = frozenset(
    "tell say give send sell pledge promise offer appeal call belong apologise apologize speak return supply".split()
)
_DEEDS = frozenset(
    "attack invasion offensive raid strike airstrike assault ambush killing arrest capture release "
    "withdrawal visit offer demand refusal statement claim support threat decision proposal promise call "
    "talk negotiation agreement deal accord ceasefire truce meeting bombing shelling attempt response role "
    "ambush advance retreat delegation representative".split()
)


@dataclass(frozen=True, slots=True)
class Reader:
    """A tree with the names in it."""

    tree: Tree
    names: Sequence[Name]
    at: dict[int, Name]  # word -> the name it belongs to

    def head_of(self, words: Range) -> int:
        """The word of a range on which the others hang: the last of those that hang outside."""
        heads = [w for w in range(*words) if not words[0] <= self.tree.heads[w] < words[1] or self.tree.heads[w] == w]
        return heads[-1] if heads else words[1] - 1


def is_acting(reader: Reader, head: int, depth: int = 0) -> bool:
    """Whether the phrase of `head` acts, speaks or is acted on, as against a place or a modifier."""
    tree = reader.tree
    dep, over = tree.deps[head], tree.heads[head]
    country = head in reader.at and reader.at[head].kind in (ActorKind.COUNTRY, None)
    if dep in ("nsubj", "nsubjpass", "csubj", "dative", "agent"):
        return True
    if dep == "dobj":
        return not (country and tree.lemmas[over] in _VISITED)
    if dep == "pobj":
        low = tree.lower[over]
        if tree.deps[over] == "agent":
            return True
        if low == "of" and country:
            at = tree.heads[over]
            while not role_at(tree, at) and tree.deps[at] == "pobj" and tree.lower[tree.heads[at]] == "of":
                at = tree.heads[tree.heads[at]]  # "the Ministers of Foreign Affairs of X"
            name = reader.at.get(at)
            return role_at(tree, at) is not None or (name is not None and name.kind is ActorKind.ORGANISATION)
        if country and low in ("to", "from", "for"):
            return (
                low != "from" and tree.pos[tree.heads[over]] == "VERB" and tree.lemmas[tree.heads[over]] in _ADDRESSING
            )
        if low == "to":  # told to X, according to X; not the entrance to X
            return tree.pos[tree.heads[over]] == "VERB" or tree.lower[tree.heads[over]] == "according"
        return (
            low in _TOWARDS or (low == "of" and _is_deed(tree, tree.heads[over]) and not country) or low == "according"
        )
    if dep in ("conj", "appos") and over != head and depth < 6:
        return is_acting(reader, over, depth + 1)
    if dep == "poss":
        return not country or role_at(tree, over) is not None or _is_deed(tree, over)
    if dep in ("compound", "nmod", "amod"):
        if head > 1 and tree.words[head - 1] == "-" and tree.lower[head - 2] in ("anti", "pro"):
            return False
        found = role_at(tree, over) if over not in reader.at else None
        if found and found[0].speaks:
            return not (head in reader.at and reader.at[head].kind is ActorKind.PERSON)
        return not (head in reader.at and reader.at[head].adjective) and _is_paired(reader, head)
    return False


def _is_deed(tree: Tree, word: int) -> bool:
    return tree.lemmas[word] in _DEEDS


def _is_paired(reader: Reader, head: int) -> bool:
    """Whether a name is one of a hyphenated or slashed pair: "the US-Taliban talks"."""
    tree, name = reader.tree, reader.at.get(head)
    if name is None:
        return False
    for joint, other in ((name.words[1], name.words[1] + 1), (name.words[0] - 1, name.words[0] - 2)):
        if 0 <= joint < len(tree) and tree.words[joint] in ("-", "–", "/") and other in reader.at:
            return True
    return False
