"""Fit the weights of the attribution cues from PolNeAR's training part, and write the two lexicon files.

    python training/attribution_cues.py ../shared/eval/attribution/train.jsonl [--parses FOLDER] [--first N]

Reads every article, lists all candidate readings as the layer itself does, calls those right whose head lies in a gold
cue and whose content shares at least half of its words with the gold content (F1), and fits a logistic regression. Kept
are weights of words and grammar, nothing of a text. numpy only; about five minutes. Deterministic.
"""

import argparse
import collections
import csv
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.extract.attribution import Candidate, list_candidates
from dragoman.extract.cues import CueLexicon
from dragoman.extract.tree import Tree
from dragoman.parse import Parse, parse

LEXICONS = Path(__file__).parent.parent / "src" / "dragoman" / "lexicons"
SELDOM = 3  # a feature seen fewer times among the candidates says nothing
SMALL = 0.06  # a weight below is left out of the file
PENALTY = 0.6  # L2; best of .2, .6, 1, 2 on 150 articles held out of the training part
IDLE = (60, 0.01)  # a verb that is a cue in less than 1 in 100 of at least 60 places is skipped
BUSY = (2, 0.04)  # a noun worth a look was a cue at least twice, and in 4 of 100 places


class Gold:
    """The gold attributions of an article, by word."""

    def __init__(self, tree: Tree, attributions: Sequence[dict[str, Any]]) -> None:
        at: dict[int, int] = {}
        for k, (start, end) in enumerate(zip(tree.starts, tree.ends, strict=True)):
            for c in range(start, end):
                at[c] = k
        self.tree = tree
        self.cues: dict[int, list[int]] = collections.defaultdict(list)
        self.contents: list[frozenset[int]] = []
        self.sources: list[frozenset[int]] = []
        for number, attribution in enumerate(attributions):
            words = {part: self._words(at, attribution[part]) for part in ("cue", "content", "source")}
            for k in words["cue"]:
                self.cues[k].append(number)
            self.contents.append(frozenset(k for k in words["content"] if tree.words[k][0].isalnum()))
            self.sources.append(frozenset(k for k in words["source"] if tree.words[k][0].isalnum()))

    @staticmethod
    def _words(at: dict[int, int], spans: Sequence[Sequence[int]]) -> set[int]:
        return {at[c] for start, end in spans for c in range(start, end) if c in at}

    def match(self, candidate: Candidate) -> int | None:
        """The number of the gold attribution that the candidate finds, or None."""
        if candidate.frame.head not in self.cues:
            return None
        mine = {
            k for start, end in candidate.content for k in range(start, end) if self.tree.words[k][:1].isalnum()
        }
        for number in self.cues[candidate.frame.head]:
            if overlap(mine, self.contents[number]) >= 0.5:
                return number
        return None


def overlap(one: set[int] | frozenset[int], other: set[int] | frozenset[int]) -> float:
    """The F1 of two sets of words."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def count_lemmas(articles: Sequence[tuple[Parse, Sequence[dict[str, Any]]]]) -> tuple[set[str], set[str]]:
    """The verbs to skip and the nouns to look at."""
    seen: collections.Counter[tuple[str, str]] = collections.Counter()
    cues: collections.Counter[tuple[str, str]] = collections.Counter()
    for parsed, attributions in articles:
        inside = [Span for a in attributions for Span in a["cue"]]
        marked = {c for start, end in inside for c in range(start, end)}
        for token in parsed.doc:
            pos = "VERB" if token.pos_ == "AUX" else token.pos_
            if pos in ("VERB", "NOUN"):
                seen[pos, token.lemma_.lower()] += 1
                cues[pos, token.lemma_.lower()] += token.idx in marked
    skip = {w for (pos, w), n in seen.items() if pos == "VERB" and n >= IDLE[0] and cues[pos, w] / n < IDLE[1]}
    nouns = {
        w for (pos, w), n in seen.items() if pos == "NOUN" and cues[pos, w] >= BUSY[0] and cues[pos, w] / n >= BUSY[1]
    }
    return skip, nouns


def fit(rows: Sequence[Sequence[str]], labels: Sequence[bool], *, penalty: float = PENALTY) -> dict[str, float]:
    """Logistic regression with L2 by accelerated gradient descent, step sizes by feature frequency."""
    counts = collections.Counter(f for row in rows for f in row)
    names = sorted(f for f, n in counts.items() if n >= SELDOM)
    number = {f: k for k, f in enumerate(names)}
    flat = [[number[f] for f in row if f in number] for row in rows]
    lengths = np.array([len(row) for row in flat])
    columns = np.fromiter((k for row in flat for k in row), dtype=np.int64, count=int(lengths.sum()))
    lines = np.repeat(np.arange(len(flat)), lengths)
    wanted = np.array(labels, dtype=float)
    frequency = np.bincount(columns, minlength=len(names))
    step = 1.0 / (0.25 * frequency * float(lengths.max()) ** 0.5 + penalty)
    weights = np.zeros(len(names))
    momentum = weights.copy()
    for turn in range(300):
        total = np.bincount(lines, weights=momentum[columns], minlength=len(flat))
        error = 1.0 / (1.0 + np.exp(-np.clip(total, -30, 30))) - wanted
        slope = np.bincount(columns, weights=error[lines], minlength=len(names)) + penalty * momentum
        before = weights
        weights = momentum - step * slope
        momentum = weights + (turn / (turn + 3.0)) * (weights - before)
        if float(slope @ (weights - before)) > 0:
            momentum = weights.copy()
    return {f: float(w) for f, w in zip(names, weights, strict=True) if abs(w) >= SMALL}


def read_articles(file: Path, parses: Path | None) -> Iterator[tuple[Parse, Sequence[dict[str, Any]]]]:
    """The articles, parsed; from pickled spaCy documents where `parses` holds them."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    if parses is None:
        for row in rows:
            yield parse(row["text"]), row["attributions"]
        return
    import pickle

    from dragoman.parse import load_model
    from spacy.tokens import DocBin

    docs = DocBin(store_user_data=False).from_disk(parses / f"{file.stem}.spacy").get_docs(load_model().nlp.vocab)
    with (parses / f"{file.stem}.meta").open("rb") as meta:
        for row, doc, (_, text, paragraphs, upper) in zip(rows, docs, pickle.load(meta), strict=True):
            yield Parse(text, doc, paragraphs, upper), row["attributions"]


def write_lexicon(weights: dict[str, float], skip: set[str], nouns: set[str]) -> None:
    """`cue_weights.csv` and `cue_lemmas.csv`."""
    with (LEXICONS / "cue_weights.csv").open("w", encoding="utf-8", newline="") as file:
        file.write("# Logistic regression weights; written by training/attribution_cues.py. See SOURCES.md.\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["feature", "weight"])
        writer.writerows([feature, f"{weight:.2f}"] for feature, weight in sorted(weights.items()))
    with (LEXICONS / "cue_lemmas.csv").open("w", encoding="utf-8", newline="") as file:
        file.write("# Verbs that report nothing, nouns that may; written by training/attribution_cues.py.\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["list", "lemma"])
        writer.writerows([("skip", lemma) for lemma in sorted(skip)] + [("noun", lemma) for lemma in sorted(nouns)])


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("train", type=Path)
    parser.add_argument("--parses", type=Path, help="folder of spaCy parses made before")
    parser.add_argument("--first", type=int, help="only the first N articles")
    options = parser.parse_args(arguments)
    articles = list(read_articles(options.train, options.parses))[: options.first]
    skip, nouns = count_lemmas(articles)
    lexicon = CueLexicon({}, frozenset(skip), frozenset(nouns))
    rows, labels = [], []
    for parsed, attributions in articles:
        tree, candidates = list_candidates(parsed, lexicon)
        gold = Gold(tree, attributions)
        for candidate in candidates:
            rows.append(candidate.features)
            labels.append(gold.match(candidate) is not None)
    weights = fit(rows, labels)
    write_lexicon(weights, skip, nouns)
    print(f"{len(articles)} articles, {len(rows)} candidates, {sum(labels)} right, {len(weights)} weights", file=sys.stderr)


if __name__ == "__main__":
    main()
