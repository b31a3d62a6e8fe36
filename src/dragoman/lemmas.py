"""Parts of speech, morphology and lemmas: what spaCy's attribute ruler and lemmatizer say, remembered by word.

Both look at a token's word, tag and dependency alone (a test holds them to it), but match 179 patterns for every token
and so take a fifth of the parser's time. Here they see each combination once, and the few pairs that they judge
together ("gonna", "there is") each time.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token

__all__ = ["PIPES", "Lemmas", "through_pipes"]

PIPES = ("attribute_ruler", "lemmatizer")

LARGEST = 300_000  # combinations remembered; beyond that, begin anew rather than fill the memory


class Lemmas:
    """The memory of one pipeline. Its content depends on the words alone, not on the order in which they came."""

    def __init__(self, nlp: "Language") -> None:
        self._nlp = nlp
        self._known: dict[tuple[int, int, int], tuple[int, int, Any, int, int]] = {}
        self._first_words, self._first_deps = _openings(nlp)

    def set_on(self, doc: Doc) -> Doc:
        """The doc, with tag, part of speech, morphology and lemma of every token as the two pipes would set them."""
        if len(self._known) > LARGEST:
            self._known.clear()
        known = self._known
        keys = [(token.orth, token.tag, token.dep) for token in doc]
        unseen = {key: token for token, key in zip(doc, keys, strict=True) if key not in known}
        if unseen:
            for key, judged in zip(unseen, self._judge(tuple(unseen.values()), apart=True), strict=True):
                known[key] = (judged.tag, judged.pos, judged.morph, judged.lemma, judged.dep)
        pairs = [
            doc[i : i + 2]
            for i, token in enumerate(doc[:-1] if len(doc) else ())
            if token.lower_ in self._first_words or token.dep_ in self._first_deps
        ]
        judged_pairs = [self._judge(tuple(pair)) for pair in pairs]
        for token, key in zip(doc, keys, strict=True):
            token.tag, token.pos, morph, token.lemma, token.dep = known[key]
            token.set_morph(morph)  # type: ignore[attr-defined]
        for pair, judged_pair in zip(pairs, judged_pairs, strict=True):
            for token, judged in zip(pair, judged_pair, strict=True):
                token.pos, token.lemma = judged.pos, judged.lemma
                token.set_morph(judged.morph)  # type: ignore[attr-defined]
        return doc

    def _judge(self, tokens: "Sequence[Token]", *, apart: bool = False) -> "Sequence[Token]":
        """The tokens as the pipes judge them; `apart`: with a full stop between any two, so that none makes a pair."""
        rows = [(t.text, t.tag_, t.dep_) for t in tokens]
        if apart:
            rows = [row for given in rows for row in (given, (".", ".", "punct"))]
        words, tags, deps = (list(column) for column in zip(*rows, strict=True))
        doc = Doc(self._nlp.vocab, words=words, tags=tags, deps=deps, heads=list(range(len(rows))))
        return list(through_pipes(doc, self._nlp))[:: 2 if apart else 1]


def through_pipes(doc: Doc, nlp: "Language") -> Doc:
    """The doc after spaCy's own attribute ruler and lemmatizer."""
    for name in PIPES:
        doc = nlp.get_pipe(name)(doc)
    return doc


def _openings(nlp: "Language") -> tuple[frozenset[str], frozenset[str]]:
    """The words in small letters, and the dependencies, with which the ruler's patterns over two tokens begin."""
    words, deps = set(), set()
    for entry in nlp.get_pipe("attribute_ruler").patterns:  # type: ignore[attr-defined]
        for pattern in entry["patterns"]:
            if len(pattern) > 1:
                opening = pattern[0]
                if "DEP" in opening:
                    deps.add(opening["DEP"])
                elif isinstance(opening["LOWER"], str):
                    words.add(opening["LOWER"])
                else:
                    words |= {"y", "y'"}  # the one opening that is a regular expression: "y'all"
    return frozenset(words), frozenset(deps)
