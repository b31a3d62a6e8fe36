"""Whose words a cue reports: the phrase that stands as its source, also where grammar keeps it in another clause."""

from dataclasses import dataclass
from functools import cache

from dragoman.layers.attribution.frames import Frame
from dragoman.layers.tree import Range, Tree
from dragoman.lexicon import read_patterns

__all__ = ["Source", "find_source", "find_via", "is_passive"]

_RELATIVE = frozenset(["WDT", "WP"])
_VERBAL = ("VERB", "AUX")
_FINITE = frozenset(["VBD", "VBZ", "VBP"])
_RAISING = frozenset("be seem appear happen turn take make remain become".split())
_DASHES = frozenset(["-", "--", "—", "–"])
_NOMINAL = frozenset(["NOUN", "PROPN", "PRON"])
_LOOSE = frozenset("nsubj nsubjpass ROOT dep npadvmod appos advmod attr nmod".split())
_DEEPEST = 6  # clauses to climb; news sentences do not share a subject over more


@dataclass(frozen=True, slots=True)
class Source:
    """The phrase, its head word, how it was found, and what it stands for where it is a relative pronoun."""

    tokens: Range | None
    head: int
    how: str
    antecedent: Range | None = None


NONE = Source(None, -1, "none")


@cache
def _states_of_mind() -> frozenset[str]:
    return frozenset(w for entry in read_patterns("cues")["cue"] if entry["pos"] == "adj" for w in entry["lemmas"])


def find_source(tree: Tree, frame: Frame) -> Source:
    """The source of a cue in one of its frames; `NONE` where the text names nobody."""
    found = _source_of(tree, frame)
    acts = found.head >= 0 and tree.tags[found.head] in _FINITE
    return NONE if acts and found.how != "label" else found  # "that spending more than doubled raised questions"


def _source_of(tree: Tree, frame: Frame) -> Source:
    head, name = frame.head, frame.name
    if name.startswith("label:"):
        start = tree.blocks[tree.paragraph[head]][0]
        return Source((start, head), head - 1, "label")
    if name == "dash":
        return Source((head + 1, tree.blocks[tree.paragraph[head]][1]), head + 1, "dash")
    if name == "according":
        return _according(tree, head + 1)
    if name.startswith("noun:"):
        return _of_noun(tree, head)
    if name.startswith("adj:"):
        return _of_adjective(tree, head)
    if name == "quoted":
        return _subject(tree, head, 0) or NONE
    if name == "moves":
        return _phrase(tree, tree.child(head, "dobj"), "moved")
    if name == "raise" and tree.lemmas[head] in _RAISING:
        return NONE
    if name in ("pass", "pass+", "impersonal") or is_passive(tree, head):
        return _of_passive(tree, head)
    if tree.lemmas[head] in _silent()[1] and any(end == head for _, end in frame.content):
        named = _right_before(tree, head)  # what is said runs up to the verb, so its last name is no part of it
        if named is not None:
            return named
    found = _of_verb(tree, frame)
    return (_right_before(tree, head) or NONE) if _is_silent(tree, head, found) else found


@cache
def _silent() -> tuple[frozenset[str], frozenset[str]]:
    entry = read_patterns("cues")["silent"]
    return frozenset(entry["lemmas"]), frozenset(entry["tells"])


def _is_silent(tree: Tree, verb: int, source: Source) -> bool:
    """Whether the parser has a thing speak: "the raid wrecked a bridge the mayor said"."""
    things, tells = _silent()
    if source.head < 0 or source.antecedent is not None or tree.lemmas[verb] not in tells:
        return False
    return tree.pos[source.head] == "NOUN" and tree.lemmas[source.head] in things


_IN_NAME = frozenset(["DET", "ADJ", "NOUN", "PROPN", "PART"])


def _right_before(tree: Tree, verb: int) -> Source | None:
    """The name that stands right before a verb: "the Observatory for Human Rights"."""
    start = verb
    while start and not _is_day(tree, start - 1):
        word = start - 1
        joins = tree.lower[word] in ("of", "for") and word > 0 and tree.pos[word - 1] == "PROPN"
        if not (tree.pos[word] in ("PROPN", "DET") or (joins and start < verb)):
            break
        whole = all(tree.pos[k] in _IN_NAME and not _is_day(tree, k) for k in range(tree.left[word], word))
        start = tree.left[word] if whole else word
        if tree.pos[start] == "DET":
            break
    return _trim(tree, start, verb, verb - 1, "beside") if start < verb and tree.pos[verb - 1] == "PROPN" else None


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether a verb is in the passive, also without its auxiliary ("a raid condemned by ...")."""
    if any(tree.deps[k] in ("auxpass", "nsubjpass") for k in tree.kids[verb]):
        return True
    if tree.tags[verb] != "VBN" or any(tree.lemmas[k] == "have" for k in tree.kids[verb]):
        return False
    if tree.deps[verb] in ("acl", "advcl"):
        return True
    up = tree.heads[verb]
    return tree.deps[verb] == "conj" and any(tree.deps[k] == "auxpass" for k in tree.kids[up])


# --- verbs ---------------------------------------------------------------------------------------------------------


def _of_verb(tree: Tree, frame: Frame) -> Source:
    head, name = frame.head, frame.name
    found = _subject(tree, head, 0)
    if found is not None and found.head >= 0 and tree.quoted[found.head] >= 0 > tree.quoted[head]:
        found = None  # the subject of what is quoted, where no comma parts it from who says it
    if found is not None:
        impersonal = found.head >= 0 and tree.lower[found.head] == "it" and tree.lemmas[head] in _RAISING
        return NONE if impersonal and name in ("ccomp", "xcomp", "to") else found
    if name.startswith(("quote", "around")) or name in ("fronted", "before", "split"):
        return _inverted(tree, head) or _beside(tree, head) or NONE
    if tree.tags[head] in _FINITE and tree.deps[head] in ("ROOT", "ccomp", "conj"):
        return _beside(tree, head) or NONE
    return NONE


def _of_passive(tree: Tree, verb: int) -> Source:
    """The agent; the subject of what is a state of mind ("is worried by"), or of "is quoted as saying"."""
    if tree.lower[verb] in _states_of_mind():
        found = _subject(tree, verb, 0)
        if found is not None:
            return found
    return _agent(tree, verb)


def _subject(tree: Tree, verb: int, depth: int) -> Source | None:
    if depth > _DEEPEST:
        return None
    own = [k for k in tree.kids[verb] if tree.deps[k] in ("nsubj", "csubj", "nsubjpass") and not _is_day(tree, k)]
    if own:
        before = [k for k in own if k < verb]
        nearest = before[-1] if before else own[0]  # a dateline is taken for a first subject
        return _subject_phrase(tree, nearest, verb)
    up, dep = tree.heads[verb], tree.deps[verb]
    if up == verb:
        return None
    if dep == "conj" and tree.pos[up] in _VERBAL:
        return _rename(_subject(tree, up, depth + 1), "conj")
    if dep in ("xcomp", "advcl", "ccomp", "parataxis", "dep") and tree.pos[up] in (*_VERBAL, "ADJ"):
        if dep == "xcomp" and verb > up and tree.lemmas[up] not in ("promise", "use", "take", "make"):
            controller = tree.child(up, "dobj")
            if controller is not None and controller < verb:
                return _phrase(tree, controller, "object")
        return _rename(_subject(tree, up, depth + 1), dep)
    if dep == "pcomp":
        return _rename(_of_governor(tree, tree.heads[up], depth), "pcomp")
    if dep in ("acl", "relcl") and tree.pos[up] in _NOMINAL and up < verb:
        return _of_modifier(tree, verb, up, dep, depth)
    return None


def _of_governor(tree: Tree, word: int, depth: int) -> Source | None:
    """Whose act a preposition's clause is: "criticised the army for saying", "its decision on opening"."""
    if tree.pos[word] in _VERBAL:
        return _subject(tree, word, depth + 1)
    if tree.pos[word] == "NOUN":
        return _of_noun(tree, word)
    return _of_adjective(tree, word) if tree.pos[word] == "ADJ" else None


def _of_modifier(tree: Tree, verb: int, noun: int, dep: str, depth: int) -> Source | None:
    """ "a man saying ...", "a decision to oppose ...", "issued a letter, warning ...": whose act it is."""
    if dep == "acl" and tree.tags[verb] == "VBG":
        up = tree.heads[noun]
        comma = tree.words[tree.left[verb] - 1] == "," if tree.left[verb] else False
        if comma and tree.pos[up] in _VERBAL and tree.deps[noun] not in ("nsubj", "nsubjpass"):
            return _rename(_subject(tree, up, depth + 1), "participle")
        return _before(tree, noun, verb, "acl")
    if dep == "relcl":
        return _before(tree, noun, verb, "relcl")
    return _rename(_of_noun(tree, noun), "acl:to")


def _subject_phrase(tree: Tree, subject: int, verb: int) -> Source | None:
    if tree.tags[subject] in _RELATIVE and tree.deps[verb] == "relcl" and tree.heads[verb] < verb:
        if tree.pos[tree.heads[verb]] == "VERB":
            return NONE  # "doubled its spending, which raises questions"
        antecedent = _before(tree, tree.heads[verb], verb, "")
        return Source((subject, subject + 1), subject, "relative", antecedent.tokens)
    passive = tree.deps[subject] == "nsubjpass"
    if passive and tree.lower[subject] in ("it", "there"):
        return _agent(tree, verb)
    start, end = tree.subtree(subject)
    if start <= verb < end:
        start, end = (start, subject + 1) if subject < verb else (subject, subject + 1)
    for k in range(start, subject):  # "KAMPALA (Reuters) - The army said"
        if (tree.words[k] in _DASHES and tree.words[k - 1] in (")", ".")) or (tree.words[k] == ")" and k < start + 6):
            start = k + 1
    return _trim(tree, start, end, subject, "passive" if passive else "subject")


def _agent(tree: Tree, verb: int) -> Source:
    for kid in tree.kids[verb]:
        if kid > verb and tree.lower[kid] == "by" and tree.deps[kid] in ("agent", "prep"):
            return _phrase(tree, _object(tree, kid), "agent")
    return NONE


def _according(tree: Tree, preposition: int) -> Source:
    """ "according to X"; of "a tally by X" and "interviews with X" it is X."""
    word = _object(tree, preposition)
    if word is not None:
        for kid in tree.kids[word]:
            if kid > word and (
                tree.lower[kid] == "by" or (tree.lower[kid] == "with" and tree.lemmas[word] == "interview")
            ):
                return _phrase(tree, _object(tree, kid), "according")
        return _phrase(tree, word, "according")
    start = preposition + 1
    end = start
    while end < len(tree) and tree.pos[end] in ("DET", "ADJ", "NOUN", "PROPN", "NUM"):
        end += 1
    return _trim(tree, start, end, end - 1, "according") if end > start else NONE


def _inverted(tree: Tree, verb: int) -> Source | None:
    """ "said John Smith": the phrase right behind the verb, whatever the parser took it for."""
    for kid in tree.kids[verb]:
        if kid < verb or tree.pos[kid] not in _NOMINAL or tree.deps[kid] == "dative" or _is_day(tree, kid):
            continue
        if all(_is_day(tree, k) for k in range(verb + 1, tree.left[kid])):
            return _trim(tree, *tree.subtree(kid), kid, "inverted")
    return None


_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def _is_day(tree: Tree, word: int) -> bool:
    """Whether a word tells when: nobody is called Sunday in "declared Sunday the bishop"."""
    return tree.entities[word] in ("DATE", "TIME") or tree.lower[word] in _WEEKDAYS


def _beside(tree: Tree, verb: int) -> Source | None:
    """The nearest subject or name before the verb since the quotation, or right behind it."""
    k = verb - 1
    while k >= 0 and verb - k < 15 and tree.quoted[k] < 0 and tree.paragraph[k] == tree.paragraph[verb]:
        if tree.pos[k] in _NOMINAL and tree.deps[k] in _LOOSE and not _is_day(tree, k):
            start, end = tree.subtree(k)
            return _trim(tree, start, min(end, verb), k, "beside")
        k -= 1
    k = verb + 1
    if k < len(tree) and tree.pos[k] in ("PROPN", "PRON", "DET") and tree.quoted[k] < 0 and not _is_day(tree, k):
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
    for kid in tree.kids[head]:  # "the general, speaking in Rome," is the general
        first = tree.left[kid]
        if head < first < end and tree.deps[kid] == "acl" and tree.words[first - 1] == ",":
            end = first - 1
            break
    while start < end and not tree.worded[start]:
        start += 1
    while end > start and not tree.worded[end - 1] and tree.words[end - 1] not in (")", '"'):
        end -= 1
    return Source((start, end), head, how) if start < end else NONE


def _rename(source: Source | None, how: str) -> Source | None:
    if source is None or source.tokens is None:
        return source
    if source.how == "relative":
        how = "relative"
    return Source(source.tokens, source.head, how, source.antecedent)


# --- who passes it on ----------------------------------------------------------------------------------------------

_MEDIA = frozenset(
    "agency newspaper newspapers daily weekly magazine television tv radio channel network broadcaster station website "
    "site outlet outlets media press news service newswire wire journal paper".split()
)
_RELAYING = frozenset("carry publish quote report release broadcast post cite circulate issue air run print".split())


def find_via(tree: Tree, frame: Frame, source: Source) -> Range | None:
    """Who passes the words on: "told the agency", "was quoted by the radio", "a statement carried by the daily"."""
    head = frame.head
    for kid in tree.kids[head]:
        if (
            kid > head
            and tree.deps[kid] in ("dobj", "dative")
            and tree.lemmas[head] == "tell"
            and _is_medium(tree, kid)
        ):
            return _with_name(tree, kid)
        if tree.deps[kid] == "prep" and tree.lower[kid] in ("in", "during", "to"):
            found = _interviewer(tree, _object(tree, kid))
            if found:
                return found
    as_saying = next((k for k in tree.kids[head] if tree.lower[k] == "as"), None) if frame.name == "quoted" else None
    if as_saying is not None or (tree.deps[head] == "pcomp" and tree.lower[tree.heads[head]] == "as"):
        pair = (head, *tree.kids[as_saying]) if as_saying is not None else (tree.heads[tree.heads[head]], head)
        for verb in pair:  # "was quoted by X as saying", "was quoted as saying by X"
            found = _agent(tree, verb).tokens
            if found:
                return found
    return _carrier(tree, source)


def _carrier(tree: Tree, source: Source) -> Range | None:
    if source.tokens is None:
        return None
    for verb in range(source.head + 1, min(source.head + 12, len(tree))):
        if tree.deps[verb] == "acl" and tree.heads[verb] == source.head and tree.lemmas[verb] in _RELAYING:
            return _agent(tree, verb).tokens
    return None


def _is_medium(tree: Tree, word: int) -> bool:
    if tree.lower[word] in _MEDIA:
        return True
    return tree.entities[word] == "ORG" and tree.pos[word] == "PROPN"


def _interviewer(tree: Tree, word: int | None) -> Range | None:
    if word is None or tree.lemmas[word] not in ("interview", "comment", "remark"):
        return None
    for kid in tree.kids[word]:
        if kid > word and tree.lower[kid] in ("with", "to", "by"):
            inner = _object(tree, kid)
            if inner is not None and _is_medium(tree, inner):
                return _with_name(tree, inner)
    return None


def _with_name(tree: Tree, word: int) -> Range | None:
    """The phrase, and a name right behind it that the parser hung elsewhere ("the newspaper Al-Watan")."""
    found = _phrase(tree, word, "via").tokens
    if found is None:
        return None
    end = found[1]
    while end < len(tree) and (tree.pos[end] == "PROPN" or (tree.words[end] == "-" and tree.pos[end - 1] == "PROPN")):
        end += 1
    return found[0], end
