"""How likely a word is a cue in a frame: a sum of weights over what can be said of word, frame, source and content.

The weights are those of a logistic regression (see training/attribution_cues.py); they are words and grammar, no text.
What the words mean, as speech or attitude, is in `cues.toml`.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.layers.attribution.frames import FINAL, Frame
from dragoman.layers.attribution.sources import Source
from dragoman.layers.tree import Range, Tree
from dragoman.lexicon import read_patterns, read_table

__all__ = [
    "CueLexicon",
    "class_of",
    "describe",
    "is_hopeless",
    "is_speech",
    "load_cues",
    "probability",
    "probability_of",
]

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
_PERSONS = frozenset("he she i we they who you".split())
_MODALS = frozenset("will would can could may might must should shall 'll 'd ca wo".split())
LONGEST_HEADLINE = 30  # words; a longer first paragraph is text
# Frames too seldom in the training texts to be weighed; the figures are ours.
_GIVEN = {"dash": 0.75, "idiom": 0.75, "quoted": 0.9}
_MARKS = frozenset(['"', "''", "``", "'", "“", "”"])


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """The weights by feature, verbs not worth a look, nouns worth one; "lemma|frame" pairs seldom right, or not so.

    `rare` frames are seldom right but with the words of `alive`; other frames often but with the words of `dead`.
    """

    weights: Mapping[str, float]
    skip: frozenset[str]
    nouns: frozenset[str]
    rare: frozenset[str] = frozenset()
    alive: frozenset[str] = frozenset()
    dead: frozenset[str] = frozenset()


@cache
def load_cues() -> CueLexicon:
    """The cue lexicon as shipped."""
    rows = read_table("cue_weights")
    weights = {row["feature"]: float(row["weight"]) for row in rows if row["weight"]}
    lists: dict[str, set[str]] = {name: set() for name in ("skip", "noun", "rare", "alive", "dead")}
    for row in read_table("cue_lemmas"):
        lists[row["list"]].add(row["entry"])
    return CueLexicon(weights, *(frozenset(lists[name]) for name in ("skip", "noun", "rare", "alive", "dead")))


@cache
def _classes() -> Mapping[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for entry in read_patterns("cues")["cue"]:
        for lemma in entry["lemmas"]:
            found.setdefault((entry["pos"], lemma), entry["class"])
    return found


def class_of(tree: Tree, head: int) -> str | None:
    """ "speech", "attitude" or "knowledge", as the cue's head word has it in `cues.toml`, or None."""
    if tree.lower[head] == "according" or not tree.worded[head]:
        return "speech"
    return _classes().get((_POS.get(tree.pos[head], "other"), tree.lemmas[head]))


_BARE = frozenset("dobj dobj+ dobj+xcomp dobj+to prep xcomp to pass pass+ oprd dative raise".split())


@cache
def _deeds() -> frozenset[str]:
    return frozenset(lemma for entry in read_patterns("cues")["deed"] for lemma in entry["lemmas"])


def is_speech(tree: Tree, frame: Frame, content: tuple[Range, ...]) -> bool:
    """Whether a cue tells of something said or written, not of an attitude nor, in the same word, of a deed."""
    if class_of(tree, frame.head) != "speech":
        return False
    if tree.lemmas[frame.head] == "claim" and any(tree.lemmas[k] in _CLAIMED for k in tree.kids[frame.head]):
        return False
    if frame.name.split(":")[0] not in _BARE or tree.lemmas[frame.head] not in _deeds():
        return True
    start, end = content[0]
    head = next((k for k in range(start, end) if not start <= tree.heads[k] < end), start)
    return class_of(tree, head) == "speech"


_CLAIMED = frozenset("life victim casualty toll".split())  # by a war: "the clashes claimed 300 lives"


def is_hopeless(lexicon: CueLexicon, tree: Tree, frame: Frame) -> bool:
    """Whether word and frame alone say that the rest need not be looked at: fewer than 1 in 20 like it are cues."""
    key = f"{tree.lemmas[frame.head]}|{frame.name}"
    if frame.name in _GIVEN:
        return False
    return key not in lexicon.alive if frame.name in lexicon.rare else key in lexicon.dead


def probability_of(lexicon: CueLexicon, frame: Frame, features: list[str]) -> float:
    """The probability of a candidate; a frame that the training texts lack has one of its own."""
    return max(probability(lexicon, features), _GIVEN.get(frame.name, 0.0))


def probability(lexicon: CueLexicon, features: list[str]) -> float:
    """The probability that a word with these features is a cue with this content."""
    get = lexicon.weights.get
    total = sum(get(feature, 0.0) for feature in features)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def describe(tree: Tree, frame: Frame, source: Source, content: tuple[Range, ...]) -> list[str]:
    """The features of a candidate; the names are the keys of `cue_weights.csv`."""
    head, name = frame.head, frame.name
    lemma, dep = tree.lemmas[head], tree.deps[head]
    kind = class_of(tree, head) or "other"
    who = _kind_of_source(tree, source)
    first, last = content[0][0], content[-1][1]
    size = sum(end - start for start, end in content)
    base = name.split(":")[0]
    features = [
        "bias",
        f"f={name}",
        f"l={lemma}|{base}",
        f"l={lemma}|{name}" if base != name else f"l={lemma}",
        f"c={kind}|{name}",
        f"c={kind}|s={who}",
        f"s={source.how}|{base}",
        f"s={source.how}|{who}",
        f"w={who}|{base}",
        f"l={lemma}|w={who}",
        f"d={dep}|{base}",
        f"t={tree.tags[head]}|{base}",
        f"n={_bucket(size)}|{base}",
        f"o={_opening(tree, first)}|{base}",
        f"o={_opening(tree, first)}|l={lemma}",
    ]
    if source.head >= 0:
        features.append(f"sl={tree.lemmas[source.head]}")
    features += _of_content_head(tree, base, content, lemma)
    features += _of_auxiliaries(tree, head, kind)
    features += _of_place(tree, head, kind, base)
    if base.startswith("quote"):
        features += _of_quotation(tree, frame, content, kind)
    else:
        quoted = f"{tree.quoted[first] >= 0}{tree.quoted[last - 1] >= 0}"
        features.append(f"q={quoted}|{base}")
        if base in ("fronted", "before", "split", "around"):
            following = tree.words[last] if last < len(tree) and not tree.worded[last] else ""
            features.append(f"a={following}|{base}|{kind}")
            features.append(f"q={quoted}|{base}|{kind}")
    return features


def _kind_of_source(tree: Tree, source: Source) -> str:
    head = source.head
    if head < 0:
        return "none"
    lower = tree.lower[head]
    if lower in _PERSONS:
        return "one" if lower in ("he", "she", "who") else lower
    if tree.pos[head] == "PRON" or tree.tags[head] in ("WDT", "WP", "DT"):
        return "it" if lower == "it" else "pron"
    if tree.entities[head]:
        return tree.entities[head].lower()
    return "plural" if tree.tags[head] in ("NNS", "NNPS") else tree.pos[head].lower()


def _bucket(size: int) -> str:
    return next((str(limit) for limit in (1, 2, 4, 8, 16, 32) if size <= limit), "more")


def _opening(tree: Tree, first: int) -> str:
    lower = tree.lower[first]
    if lower in _MARKS:
        return "mark"
    if lower in ("that", "to", "if", "whether", "how", "what", "why", "for"):
        return lower
    return tree.tags[first]


def _of_content_head(tree: Tree, base: str, content: tuple[Range, ...], lemma: str) -> list[str]:
    if base not in ("dobj", "dobj+", "prep", "noun", "adj", "pass", "pass+", "attr", "agent"):
        return []
    start, end = content[0]
    head = next((k for k in range(start, end) if not start <= tree.heads[k] < end), start)
    entity = tree.entities[head] or tree.pos[head]
    return [f"h={entity}|{base}", f"hl={tree.lemmas[head]}|{base}", f"h={entity}|l={lemma}"]


def _of_auxiliaries(tree: Tree, head: int, kind: str) -> list[str]:
    found = []
    for kid in tree.kids[head]:
        dep = tree.deps[kid]
        if dep in ("aux", "auxpass"):
            lower = tree.lower[kid]
            word = "modal" if lower in _MODALS else lower if lower == "to" else "passive" if dep == "auxpass" else ""
            if word:
                found.append(f"aux={word}|{kind}")
        elif dep == "neg":
            found.append(f"neg|{kind}")
        elif dep == "mark":
            found.append(f"mark={tree.lower[kid]}|{kind}")
    return found


def _of_place(tree: Tree, head: int, kind: str, base: str) -> list[str]:
    """Under which word the cue stands, and whether the sentence has an outer cue over it."""
    found = []
    up = tree.heads[head]
    if up != head:
        found.append(f"u={tree.lemmas[up]}|{tree.deps[head]}")
        found.append(f"uc={class_of(tree, up) or tree.pos[up]}|{tree.deps[head]}|{kind}")
    word, depth = head, 0
    while depth < 8 and tree.heads[word] != word:
        dep, word = tree.deps[word], tree.heads[word]
        depth += 1
        if dep in ("ccomp", "xcomp", "acl", "pcomp") and class_of(tree, word) is not None:
            found.append(f"under={class_of(tree, word)}|{dep}|{base}")
            break
    if tree.quoted[head] >= 0:
        found.append("inside")
    if tree.paragraph[head] == 0 and _is_headline(tree):
        found.append(f"headline|{base}")
    return found


def _is_headline(tree: Tree) -> bool:
    start, end = tree.blocks[0]
    return len(tree.blocks) > 1 and end - start <= LONGEST_HEADLINE


def _of_quotation(tree: Tree, frame: Frame, content: tuple[Range, ...], kind: str) -> list[str]:
    start, end = content[0]
    inner = next((k for k in range(start, end) if tree.words[k][0].isalnum()), start)
    last = next((tree.words[k] for k in range(end - 1, start, -1) if tree.lower[k] not in _MARKS), "")
    closing = "stop" if last in FINAL else "comma" if last == "," else "open"
    before = tree.words[start - 1] if start else ""
    before = before if before in (",", ":") else "start" if before in FINAL or not before.strip() else "word"
    capital = tree.words[inner][0].isupper()
    distance = min(abs(frame.head - start), abs(frame.head - end))
    name = frame.name
    return [
        f"q={closing}|{name}",
        f"q={before}|{name}",
        f"q={before}|{closing}|{capital}|{name[:-1]}",
        f"q={capital}|{name}",
        f"qd={_bucket(distance)}|{name}",
        f"qc={kind}|{closing}|{before}|{name}",
        f"qn={_bucket(end - start)}|{name}",
    ]
