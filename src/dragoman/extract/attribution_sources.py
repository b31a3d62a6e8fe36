"""Whose words a cue reports: the phrase that stands as its source, also where grammar keeps it in another clause."""

from dataclasses import dataclass

from dragoman.extract.attribution_frames import Frame
from dragoman.extract.tree import Range, Tree

__all__ = ["Source", "find_source"]

_SUBJECTS = frozenset(["nsubj", "csubj"])
_RELATIVE = frozenset(["WDT", "WP"])
_NOMINAL = frozenset(["NOUN", "PROPN", "PRON"])
_DEEPEST = 6  # clauses to climb; news sentences do not share a subject over more


@dataclass(frozen=True, slots=True)
class Source:
    """The phrase, its head word, how it was found, and what it stands for where it is a relative pronoun."""

    tokens: Range | None
    head: int
    how: str
    antecedent: Range | None = None
    via: Range | None = None


NONE = Source(None, -1, "none")


def find_source(tree: Tree, frame: Frame) -> Source:
    """The source of a cue in one of its frames; `NONE` where the text names nobody."""
    head, name = frame.head, frame.name
    if name.startswith("label:"):
        start = tree.blocks[tree.paragraph[head]][0]
        return Source((start, head), head - 1, "label")
    if name == "dash":
        return Source((head + 1, tree.blocks[tree.paragraph[head]][1]), head + 1, "dash")
    if name == "according":
        return _phrase(tree, _object(tree, head + 1), "according")
    if name.startswith("noun:"):
        return _of_noun(tree, head)
    if name.startswith("adj:"):
        return _of_adjective(tree, head)
    if name in ("pass", "pass+") or (_is_passive(tree, head) and name == "ccomp"):
        return _agent(tree, head)
    return _of_verb(tree, frame)


# --- verbs ---------------------------------------------------------------------------------------------------------


def _of_verb(tree: Tree, frame: Frame) -> Source:
    found = _subject(tree, frame.head, 0)
    if found is not None:
        return found
    if frame.name.startswith("quote") or frame.name in ("fronted", "before", "split") or frame.name.startswith("around"):
        return _inverted(tree, frame.head) or _beside(tree, frame.head) or NONE
    return NONE


def _subject(tree: Tree, verb: int, depth: int) -> Source | None:
    if depth > _DEEPEST:
        return None
    for kid in tree.kids[verb]:
        if tree.deps[kid] in _SUBJECTS:
            return _subject_phrase(tree, kid, verb, depth)
        if tree.deps[kid] == "nsubjpass":
            return _subject_phrase(tree, kid, verb, depth, "passive")
    up, dep = tree.heads[verb], tree.deps[verb]
    if up == verb:
        return None
    if dep == "conj" and tree.pos[up] in ("VERB", "AUX"):
        return _rename(_subject(tree, up, depth + 1), "conj")
    if dep in ("xcomp", "advcl", "ccomp", "parataxis", "dep") and tree.pos[up] in ("VERB", "AUX", "ADJ"):
        if dep == "xcomp" and verb > up:
            controller = tree.child(up, "dobj")
            if controller is not None and controller < verb and tree.deps[verb] == "xcomp" and _objects_control(tree, up):
                return _phrase(tree, controller, "object")
        return _rename(_subject(tree, up, depth + 1), dep)
    if dep == "pcomp":
        above = tree.heads[up]
        if tree.pos[above] in ("VERB", "AUX"):
            return _rename(_subject(tree, above, depth + 1), "pcomp")
        if tree.pos[above] == "NOUN":
            return _rename(_of_noun(tree, above), "pcomp")
        if tree.pos[above] == "ADJ":
            return _rename(_of_adjective(tree, above), "pcomp")
    if dep in ("acl", "relcl") and tree.pos[up] in _NOMINAL and up < verb:
        if tree.tags[verb] == "VBG" or dep == "relcl":
            return _before(tree, up, verb, dep)
        return _rename(_of_noun(tree, up), "acl")
    return None


def _objects_control(tree: Tree, verb: int) -> bool:
    return tree.lemmas[verb] not in ("promise", "use", "take", "make")


def _subject_phrase(tree: Tree, subject: int, verb: int, depth: int, how: str = "subject") -> Source | None:
    if tree.tags[subject] in _RELATIVE and tree.deps[verb] == "relcl" and tree.heads[verb] < verb:
        antecedent = _before(tree, tree.heads[verb], verb, "")
        return Source((subject, subject + 1), subject, "relative", antecedent.tokens)
    if tree.lower[subject] in ("it", "there") and _is_passive(tree, verb):
        return _agent(tree, verb)
    start, end = tree.subtree(subject)
    if start <= verb < end:
        start, end = (start, subject + 1) if subject < verb else (subject, subject + 1)
    return _trim(tree, start, end, subject, how)


def _is_passive(tree: Tree, verb: int) -> bool:
    return any(tree.deps[k] in ("auxpass", "nsubjpass") for k in tree.kids[verb])


def _agent(tree: Tree, verb: int) -> Source:
    agent = tree.child(verb, "agent")
    if agent is None:
        return NONE
    return _phrase(tree, _object(tree, agent), "agent")


def _inverted(tree: Tree, verb: int) -> Source | None:
    """ "said John Smith": the phrase right behind the verb, whatever the parser took it for."""
    for kid in tree.kids[verb]:
        if kid > verb and tree.pos[kid] in _NOMINAL and tree.left[kid] == verb + 1 and tree.deps[kid] != "dative":
            return _trim(tree, *tree.subtree(kid), kid, "inverted")
    return None


def _beside(tree: Tree, verb: int) -> Source | None:
    """The nearest subject or name before the verb since the quotation, or right behind it."""
    k = verb - 1
    while k >= 0 and verb - k < 15 and tree.quoted[k] < 0 and tree.paragraph[k] == tree.paragraph[verb]:
        if tree.pos[k] in _NOMINAL and tree.deps[k] in ("nsubj", "nsubjpass", "ROOT", "dep", "npadvmod", "appos"):
            start, end = tree.subtree(k)
            return _trim(tree, start, min(end, verb), k, "beside")
        k -= 1
    k = verb + 1
    if k < len(tree) and tree.pos[k] in ("PROPN", "PRON", "DET") and tree.quoted[k] < 0:
        while k + 1 < len(tree) and tree.pos[k + 1] in ("PROPN", "NOUN", "ADJ") and tree.quoted[k + 1] < 0:
            k += 1
        return _trim(tree, verb + 1, k + 1, k, "beside")
    return None


# --- nouns, adjectives ---------------------------------------------------------------------------------------------


def _of_noun(tree: Tree, noun: int) -> Source:
    possessor = tree.child(noun, "poss")
    if possessor is not None:
        start, end = tree.subtree(possessor)
        if end - start > 1 and tree.lower[end - 1] in ("'s", "’s", "'", "’"):
            end -= 1
        return _trim(tree, start, end, possessor, "possessor")
    for kid in tree.kids[noun]:
        if kid > noun and tree.lower[kid] in ("by", "from") and tree.deps[kid] in ("prep", "agent"):
            return _phrase(tree, _object(tree, kid), "by")
    up = tree.heads[noun]
    if tree.deps[noun] in ("dobj", "attr", "pobj", "nsubjpass") and tree.pos[up] in ("VERB", "AUX", "ADP"):
        if tree.deps[noun] == "pobj":
            up = tree.heads[up]
        if tree.pos[up] in ("VERB", "AUX"):
            if tree.deps[noun] == "nsubjpass":
                return _rename(_agent(tree, up), "light") or NONE
            found = _subject(tree, up, 1)
            if found is not None and not (found.tokens and found.tokens[0] <= noun < found.tokens[1]):
                return _rename(found, "light") or NONE
    for kid in tree.kids[noun]:
        if kid < noun and tree.deps[kid] in ("compound", "nmod") and tree.pos[kid] == "PROPN":
            return _trim(tree, tree.left[kid], kid + 1, kid, "compound")
    return NONE


def _of_adjective(tree: Tree, word: int) -> Source:
    up = tree.heads[word]
    if tree.deps[word] == "amod":
        return _trim(tree, tree.left[up], word, up, "modified") or NONE
    if tree.deps[word] == "conj" and up != word:
        up = tree.heads[up]
    if tree.pos[up] in ("VERB", "AUX"):
        return _rename(_subject(tree, up, 1), "predicate") or NONE
    if tree.pos[up] in _NOMINAL:
        return _before(tree, up, word, "modified") or NONE
    return NONE


# --- phrases -------------------------------------------------------------------------------------------------------


def _object(tree: Tree, preposition: int) -> int | None:
    return next((k for k in tree.kids[preposition] if tree.deps[k] in ("pobj", "pcomp") and k > preposition), None)


def _phrase(tree: Tree, word: int | None, how: str) -> Source:
    if word is None:
        return NONE
    return _trim(tree, *tree.subtree(word), word, how) or NONE


def _before(tree: Tree, noun: int, limit: int, how: str) -> Source:
    """The phrase of `noun` up to the clause that hangs on it."""
    clause = min((tree.left[limit], limit))
    end = clause if clause > noun else noun + 1
    return _trim(tree, tree.left[noun], end, noun, how) or NONE


def _trim(tree: Tree, start: int, end: int, head: int, how: str) -> Source:
    while start < end and not any(c.isalnum() for c in tree.words[start]):
        start += 1
    while end > start and not any(c.isalnum() for c in tree.words[end - 1]) and tree.words[end - 1] not in (")", '"'):
        end -= 1
    return Source((start, end), head, how) if start < end else NONE


def _rename(source: Source | None, how: str) -> Source | None:
    if source is None or source.tokens is None:
        return source
    if source.how == "relative":
        how = "relative"
    return Source(source.tokens, source.head, how, source.antecedent, source.via)
