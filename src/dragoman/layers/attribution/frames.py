"""Candidates for attributions: every way in which a word may report something, with what it would report.

A frame names where the content stands seen from the cue: its clause, its object, the quotation before it. Which frame
of a word holds, if any, is for `cues.py` to weigh; here nothing is decided that grammar does not decide.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.layers.tree import Range, Tree
from dragoman.lexicon import read_patterns

__all__ = ["Frame", "find_frames"]

FINAL = frozenset([".", "!", "?", ";"])
_RELATIVE = frozenset(["WDT", "WP"])
_NOUN_PREPOSITIONS = frozenset(
    "of on about for against to over in that with regarding toward towards by at from".split()
)
_QUOTING = ("quote", "cite")
_AUXILIARY = frozenset(["aux", "auxpass"])


@dataclass(frozen=True, slots=True)
class Frame:
    """One reading of `head` as a cue: the content it would have, as ranges of words in text order."""

    head: int
    name: str
    content: tuple[Range, ...]
    cue_end: int  # the last word of the cue: a particle or preposition that goes with the head, or the head


def find_frames(tree: Tree, skip: frozenset[str], nouns: frozenset[str]) -> Iterator[Frame]:
    """The frames of all words that are not quoted, word by word; `skip`: verbs that report nothing."""
    for i, pos in enumerate(tree.pos):
        if tree.lower[i] == "according":
            if i + 2 < len(tree) and tree.lower[i + 1] == "to":
                yield from _according_frames(tree, i)
        elif pos == "VERB" or (pos == "AUX" and tree.deps[i] not in _AUXILIARY):
            if tree.lemmas[i] not in skip:
                yield from _verb_frames(tree, i)
        elif pos == "NOUN":
            if tree.lemmas[i] in nouns:
                yield from _noun_frames(tree, i)
        elif pos == "ADJ" and tree.deps[i] in ("acomp", "amod", "oprd", "attr", "ROOT", "conj", "advcl"):
            yield from _adjective_frames(tree, i)


# --- verbs ---------------------------------------------------------------------------------------------------------


def _verb_frames(tree: Tree, verb: int) -> Iterator[Frame]:
    deps, kids = tree.deps, tree.kids[verb]
    if deps[verb] == "pcomp" and tree.lemmas[tree.heads[tree.heads[verb]]] in _QUOTING:
        return  # "was quoted as saying": the frame of "quoted"
    particle = next((k for k in kids if deps[k] == "prt" and k > verb), verb)
    target: int | None = None  # the direct object
    passive: int | None = None
    complement = False
    for kid in kids:
        dep = deps[kid]
        if dep == "ccomp":
            complement = True
            if kid > verb:
                name = "ccomp" if passive is None or tree.lower[passive] != "it" else "impersonal"
                yield _frame(tree, verb, name, [(_clause_start(tree, verb, kid), tree.right[kid] + 1)], particle)
            elif tree.right[kid] < verb:
                yield _frame(tree, verb, "fronted", [tree.subtree(kid)], particle)
        elif dep == "xcomp" and kid > verb:
            complement = True
            subject = passive if passive is not None else tree.child(verb, "nsubj")
            if subject is not None and (passive is not None or tree.lemmas[verb] in ("seem", "appear")):
                yield _frame(tree, verb, "raise", [tree.subtree(subject), tree.subtree(kid)], particle)
            yield _frame(tree, verb, "xcomp", [tree.subtree(kid)], particle)
            if target is not None:
                yield _frame(tree, verb, "dobj+xcomp", [(tree.left[target], tree.right[kid] + 1)], particle)
        elif dep == "advcl" and kid > verb and _is_infinitive(tree, kid):
            yield _frame(tree, verb, "to", [tree.subtree(kid)], particle)
            if target is not None:
                yield _frame(tree, verb, "dobj+to", [(tree.left[target], tree.right[kid] + 1)], particle)
        elif dep in ("dobj", "attr", "dative", "oprd") and kid > verb:
            if dep == "dobj":
                target = kid
            yield _frame(tree, verb, dep, [tree.subtree(kid)], particle)
        elif dep == "nsubjpass" and kid < verb:
            passive = kid
        elif dep in ("prep", "agent") and kid > verb:
            yield from _prepositional(tree, verb, kid, target)
    if target is not None:
        end = _predicate_end(tree, verb, target)
        if end > tree.right[target] + 1:
            yield _frame(tree, verb, "dobj+", [(tree.left[target], end)], particle)
        subject = tree.child(verb, "nsubj")
        if subject is not None and subject < verb and tree.lemmas[verb] in _moving():
            yield _frame(tree, verb, "moves", [tree.subtree(subject)], particle)
    if passive is not None:
        yield _frame(tree, verb, "pass", [tree.subtree(passive)], particle)
        end = _predicate_end(tree, verb, verb)
        if end > particle + 1:
            yield _frame(tree, verb, "pass+", [tree.subtree(passive), (particle + 1, end)], particle)
    if deps[verb] == "relcl":
        yield from _relative(tree, verb, particle, target)
    if not complement:
        yield from _around(tree, verb, particle)
    yield from _colon(tree, verb, particle)


_LOOSE = frozenset(["advcl", "conj", "cc", "parataxis", "agent", "ccomp", "npadvmod"])


def _predicate_end(tree: Tree, verb: int, after: int) -> int:
    """Where what belongs closely to a verb ends: before a comma, an adverbial clause, the agent, a second verb."""
    end = tree.right[after] + 1 if after != verb else verb + 1
    for kid in tree.kids[verb]:
        if kid < end:
            continue
        if (tree.deps[kid] in _LOOSE and not _is_infinitive(tree, kid)) or tree.words[kid] in (",", ":", ";"):
            break
        end = tree.right[kid] + 1
    return end


@cache
def _moving() -> frozenset[str]:
    return frozenset(w for entry in read_patterns("cues")["cue"] if entry["pos"] == "moves" for w in entry["lemmas"])


def _clause_start(tree: Tree, verb: int, clause: int) -> int:
    """Where a reported clause begins: "said on Monday it ..." tells when it was said."""
    start = tree.left[clause]
    if start != verb + 1 or any(tree.deps[k] == "mark" for k in tree.kids[clause]):
        return start
    kid = next((k for k in tree.kids[clause] if tree.left[k] == start), clause)
    last = tree.right[kid]
    if tree.deps[kid] in ("prep", "npadvmod", "nmod") and last - start < 3 and tree.lower[last] in _DAYS:
        return last + 1
    return start


_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today".split())


def _prepositional(tree: Tree, verb: int, preposition: int, target: int | None) -> Iterator[Frame]:
    inner = next((k for k in tree.kids[preposition] if tree.deps[k] in ("pobj", "pcomp")), None)
    if inner is None or inner < preposition:
        return
    if tree.lower[preposition] == "as" and tree.tags[inner] == "VBG" and tree.lemmas[verb] in _QUOTING:
        clause = tree.child(inner, "ccomp", "xcomp")
        if clause is not None and clause > inner:
            yield _frame(tree, verb, "quoted", [tree.subtree(clause)], inner)
        return
    name = f"prep:{tree.lower[preposition]}" if tree.deps[preposition] == "prep" else "agent"
    yield _frame(tree, verb, name, [(preposition + 1, tree.right[preposition] + 1)], preposition)
    if target is not None and target < preposition:
        content = (tree.left[target], tree.right[preposition] + 1)
        yield _frame(tree, verb, f"dobj+{tree.lower[preposition]}", [content], verb)
    # "called on both sides to withdraw": the infinitive hangs on the verb
    for kid in tree.kids[verb]:
        if kid > preposition and tree.deps[kid] in ("xcomp", "advcl", "ccomp") and _is_infinitive(tree, kid):
            yield _frame(tree, verb, f"{name}+to", [(preposition + 1, tree.right[kid] + 1)], preposition)
            break


def _relative(tree: Tree, verb: int, particle: int, target: int | None) -> Iterator[Frame]:
    noun = tree.heads[verb]
    pronoun = next(
        (
            k
            for k in range(tree.left[verb], verb)
            if tree.tags[k] in _RELATIVE and tree.deps[k] not in ("nsubj", "det", "poss")
        ),
        None,
    )
    if noun >= tree.left[verb] or (pronoun is None and target is not None):
        return
    if pronoun is not None:
        yield _frame(tree, verb, "whom", [(pronoun, pronoun + 1)], particle)
    yield _frame(tree, verb, "antecedent", [(tree.left[noun], tree.left[verb])], particle)


def _around(tree: Tree, verb: int, particle: int) -> Iterator[Frame]:
    """ "..., he said" and "..., he said, ...": the content is the sentence around a short clause."""
    start, end = tree.stops[tree.sentence[verb]]
    head = tree.heads[verb]
    if head != verb and tree.deps[verb] in ("parataxis", "ccomp", "advcl", "dep", "conj", "relcl", "acl", "appos"):
        before, after = (tree.left[head], tree.left[verb]), (tree.right[verb] + 1, tree.right[head] + 1)
        if before[0] < before[1] - 1:
            yield _frame(tree, verb, f"around:{tree.deps[verb]}", [before, after], particle)
            return
        if tree.deps[verb] == "advcl" and head > verb:  # "As the minister said, ..."
            if tree.lemmas[verb] == "put" and any(tree.lower[k] == "it" for k in tree.kids[verb]):
                yield _frame(tree, verb, "idiom", [after], particle)
            yield _frame(tree, verb, "as", [after], particle)
            return
    subject = tree.child(verb, "nsubj")
    first = min(verb, verb if subject is None else tree.left[subject])
    comma = next((k for k in range(first - 1, max(start, first - 4), -1) if tree.words[k] == ","), None)
    if comma is None:
        return
    yield _frame(tree, verb, "before", [(start, comma)], particle)
    second = next((k for k in range(verb + 1, min(end, verb + 12)) if tree.words[k] == ","), None)
    if second is not None and second + 2 < end:
        yield _frame(tree, verb, "split", [(start, comma), (second + 1, end)], particle)


def _colon(tree: Tree, verb: int, particle: int) -> Iterator[Frame]:
    end = tree.stops[tree.sentence[verb]][1]
    colon = next((k for k in range(verb + 1, min(end, verb + 25)) if tree.words[k] == ":"), None)
    if colon is None or tree.quoted[colon] >= 0:
        return
    after = colon + 1
    while after < len(tree) and not tree.words[after].strip():
        after += 1
    if after < len(tree):
        yield _frame(tree, verb, "colon", [(after, tree.stops[tree.sentence[after]][1])], particle)


def _is_infinitive(tree: Tree, verb: int) -> bool:
    return any(tree.lower[k] == "to" and tree.deps[k] == "aux" for k in tree.kids[verb])


# --- nouns, adjectives, prepositions -------------------------------------------------------------------------------


def _noun_frames(tree: Tree, noun: int) -> Iterator[Frame]:
    for kid in tree.kids[noun]:
        if kid < noun:
            continue
        dep = tree.deps[kid]
        if dep in ("acl", "relcl", "ccomp", "xcomp"):
            first = tree.lower[tree.left[kid]]
            if first in ("that", "whether", "if", "how") or dep == "ccomp":
                yield _frame(tree, noun, "noun:that", [tree.subtree(kid)], noun)
            elif _is_infinitive(tree, kid):
                yield _frame(tree, noun, "noun:to", [tree.subtree(kid)], noun)
        elif dep == "prep" and tree.lower[kid] in _NOUN_PREPOSITIONS and tree.right[kid] > kid:
            yield _frame(tree, noun, f"noun:{tree.lower[kid]}", [(kid + 1, tree.right[kid] + 1)], kid)
        elif dep == "appos":
            yield _frame(tree, noun, "noun:appos", [tree.subtree(kid)], noun)


def _adjective_frames(tree: Tree, word: int) -> Iterator[Frame]:
    for kid in tree.kids[word]:
        if kid < word or (tree.right[kid] <= kid and tree.deps[kid] == "prep"):
            continue
        dep = tree.deps[kid]
        if dep in ("ccomp", "xcomp"):
            yield _frame(tree, word, f"adj:{dep}", [tree.subtree(kid)], word)
        elif dep == "prep":
            yield _frame(tree, word, f"adj:{tree.lower[kid]}", [(kid + 1, tree.right[kid] + 1)], kid)


def _according_frames(tree: Tree, word: int) -> Iterator[Frame]:
    start, end = tree.stops[tree.sentence[word]]
    first, last = word, max(tree.right[word], tree.right[word + 1]) + 1
    if word == start or tree.words[word - 1] in '"(' or word - start <= 1:
        content = [(last, end)]
    elif last >= end - 2:
        content = [(start, first)]
    else:
        content = [(start, first), (last, end)]
    yield _frame(tree, word, "according", content, word + 1)


def _frame(tree: Tree, head: int, name: str, content: list[Range], cue_end: int) -> Frame:
    return Frame(head, name, tuple(content), cue_end)
