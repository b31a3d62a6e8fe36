"""Whom a pronoun means: the most prominent actor of the last sentences that fits it."""

from dragoman.codes import ActorKind, Sector
from dragoman.layers.actors.clusters import Cluster, State
from dragoman.layers.actors.mentions import PRONOUNS, Mention
from dragoman.layers.tree import Tree

__all__ = ["antecedent"]

REACH = 3  # sentences back in which a pronoun may find whom it means


def antecedent(state: State, i: int, mention: Mention) -> int | None:
    """Whom a pronoun means: the best of the actors named in the last sentences, subjects and the nearest first."""
    tree = state.tree
    what = PRONOUNS[tree.lower[mention.head]]
    here = tree.sentence[mention.head]
    own = tree.tags[mention.head] == "PRP$"
    subject = tree.deps[mention.head] in ("nsubj", "nsubjpass")
    seen: set[int] = set()  # of an object the last mention counts alone, a subject may take up any
    doer = state.by_word.get(_doer(tree, mention.head))
    barred = state.chosen[doer] if doer is not None else None  # nobody does a thing to "him" who is himself
    best: tuple[float, int] | None = None
    for j in range(i - 1, max(-1, i - 60), -1):
        other, number = state.mentions[j], state.chosen[j]
        back = here - tree.sentence[other.head]
        if back > REACH:
            break
        if number is None or number == barred or number in seen:
            continue
        if not subject:
            seen.add(number)
        cluster = state.clusters[number]
        if not _agrees(cluster, other, what):
            continue
        score = (
            _prominence(tree, other, mention) * (0.4 if own else 1.0) - 1.2 * back - (0.2 if own else 0.02) * (i - j)
        )
        if cluster.sector is Sector.JRN:
            score -= 1.5  # outlets are told things; they are seldom "it"
        if best is None or score > best[0]:
            best = score, number
    if best is None:
        return None
    cluster = state.clusters[best[1]]
    if what in ("he", "she") and not cluster.gender:
        cluster.gender = what
    return best[1]


def _doer(tree: Tree, pronoun: int) -> int:
    """The subject of the verb that a pronoun is the object of, also where verbs share it; -1 where there is none."""
    if tree.deps[pronoun] not in ("dobj", "dative", "pobj") or tree.lower[pronoun].endswith(("self", "selves")):
        return -1
    verb = tree.heads[pronoun] if tree.deps[pronoun] != "pobj" else tree.heads[tree.heads[pronoun]]
    for _ in range(3):
        subject = tree.child(verb, "nsubj", "nsubjpass")
        up = tree.heads[verb]
        if subject is not None:
            return subject if tree.tags[subject] not in ("WP", "WDT") else -1
        if tree.deps[verb] not in ("advcl", "conj") or tree.pos[up] not in ("VERB", "AUX"):
            break
        verb = up
    return -1


def _agrees(cluster: Cluster, mention: Mention, what: str) -> bool:
    if what in ("he", "she"):
        return cluster.kind is ActorKind.PERSON and cluster.gender in ("", what)
    if cluster.kind is ActorKind.PERSON:
        return False
    if what == "it":
        return cluster.kind is not ActorKind.GROUP and (bool(cluster.words) or not cluster.plural)
    return (
        cluster.kind is ActorKind.GROUP
        or cluster.plural
        or bool(cluster.entry)
        or cluster.kind is ActorKind.ORGANISATION
    )


def _prominence(tree: Tree, other: Mention, mention: Mention) -> float:
    head = _place_in_clause(tree, other)
    dep = tree.deps[head]
    if dep not in ("nsubj", "nsubjpass") and _heads_clause(tree, other):
        dep = "nsubj"
    score = {"nsubj": 2.0, "nsubjpass": 1.6, "dobj": 0.6, "pobj": 0.3, "poss": 0.3, "conj": 0.8, "agent": 0.6}.get(
        dep, 0.0
    )
    subjects = dep in ("nsubj", "nsubjpass") and tree.deps[mention.head] in ("nsubj", "nsubjpass")
    if subjects and tree.deps[tree.heads[head]] == "ROOT":
        score += 0.3  # "the men said the others had fled": the men
    if dep in ("nsubj", "nsubjpass") and tree.heads[mention.head] == tree.heads[head]:
        return -2.0  # subject and object of one verb are not the same
    if tree.deps[mention.head] == dep == "nsubj":
        score += 0.5
    if other.form == "name":
        score += 0.3
    quoted = tree.quoted[mention.head]
    if quoted >= 0 and tree.quoted[other.head] != quoted and tree.deps[mention.head] == "nsubj" and dep == "nsubj":
        score -= 1.0  # inside a quotation "he" is seldom who speaks
    if quoted < 0 <= tree.quoted[other.head]:
        score -= 2.0  # "no soldier was killed," he said: not the soldier
    return score


def _place_in_clause(tree: Tree, other: Mention) -> int:
    """The word whose place in its clause a phrase has: the noun's in "a spokesman, Omar Haddad", "a man named Omar"."""
    head = other.head
    for _ in range(4):
        up = tree.heads[head]
        if up == head or not (tree.deps[head] == "appos" or other.words[0] <= up < other.words[1]):
            break
        head = up
    return head


def _heads_clause(tree: Tree, other: Mention) -> bool:
    """Whether a finite verb stands right behind a name, which the parser hung on the clause before."""
    after = other.name[1]
    return (
        other.form == "name"
        and tree.deps[other.head] in ("conj", "appos")
        and after < len(tree)
        and tree.tags[after] in ("VBZ", "VBD", "VBP", "MD")
        and tree.pos[after] in ("VERB", "AUX")
    )
