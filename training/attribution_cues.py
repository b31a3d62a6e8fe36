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

from dragoman.layers.attribution.cues import CueLexicon
from dragoman.layers.attribution.layer import Candidate, list_candidates
from dragoman.layers.tree import Tree
from dragoman.parse import Parse, parse

LEXICONS = Path(__file__).parent.parent / "src" / "dragoman" / "lexicons"
SELDOM = 3  # a feature seen fewer times among the candidates says nothing
SMALL = 0.06  # a weight below is left out of the file
PENALTY = 1.5  # L2; best of .3, .6, 1, 1.5, 2.5 on 150 articles held out of the training part
HOPELESS = 0.05  # no candidate below changed a figure on the held-out training articles; it halves the work
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
        mine = {k for start, end in candidate.content for k in range(start, end) if self.tree.words[k][:1].isalnum()}
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
        marked = {c for a in attributions for start, end in a["cue"] for c in range(start, end)}
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


def find_hopeless(candidates: Sequence[tuple[str, str, bool]]) -> tuple[set[str], set[str], set[str]]:
    """Rare frames, the "lemma|frame" pairs alive in them, and the dead pairs of other frames.

    A pair's rate is smoothed toward that of its frame by three imaginary cases.
    """
    frames: collections.Counter[str] = collections.Counter()
    hits: collections.Counter[str] = collections.Counter()
    pairs: collections.Counter[tuple[str, str]] = collections.Counter()
    right: collections.Counter[tuple[str, str]] = collections.Counter()
    names: set[tuple[str, str]] = set()
    for lemma, name, wanted in candidates:
        base = name.split(":")[0]
        frames[name] += 1
        pairs[lemma, base] += 1
        hits[name] += wanted
        right[lemma, base] += wanted
        names.add((lemma, name))
    rates = {name: (hits[name] + 0.01) / (n + 1) for name, n in frames.items()}
    rare = {name for name, rate in rates.items() if rate < HOPELESS}
    alive, dead = set(), set()
    for lemma, name in names:
        pair = (lemma, name.split(":")[0])
        hopeless = (right[pair] + 3 * rates[name]) / (pairs[pair] + 3) < HOPELESS
        if name in rare and not hopeless:
            alive.add(f"{lemma}|{name}")
        elif name not in rare and hopeless:
            dead.add(f"{lemma}|{name}")
    return rare, alive, dead


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

    from spacy.tokens import DocBin

    from dragoman.parse import load_model

    docs = DocBin(store_user_data=False).from_disk(parses / f"{file.stem}.spacy").get_docs(load_model().nlp.vocab)
    with (parses / f"{file.stem}.meta").open("rb") as meta:
        for row, doc, (_, text, paragraphs, upper) in zip(rows, docs, pickle.load(meta), strict=True):
            yield Parse(text, doc, paragraphs, upper), row["attributions"]


def write_lexicon(lexicon: CueLexicon) -> None:
    """`cue_weights.csv` and `cue_lemmas.csv`."""
    with (LEXICONS / "cue_weights.csv").open("w", encoding="utf-8", newline="") as file:
        file.write("# Logistic regression weights; written by training/attribution_cues.py. See SOURCES.md.\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["feature", "weight"])
        writer.writerows([feature, f"{weight:.2f}"] for feature, weight in sorted(lexicon.weights.items()))
    with (LEXICONS / "cue_lemmas.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(
            "# What is not worth weighing; written by training/attribution_cues.py. See layers/attribution/cues.py.\n"
        )
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["list", "entry"])
        for name, entries in (
            ("skip", lexicon.skip),
            ("noun", lexicon.nouns),
            ("rare", lexicon.rare),
            ("alive", lexicon.alive),
            ("dead", lexicon.dead),
        ):
            writer.writerows((name, entry) for entry in sorted(entries))


def train(articles: Sequence[tuple[Parse, Sequence[dict[str, Any]]]]) -> CueLexicon:
    """The lexicon that the articles teach."""
    skip, nouns = count_lemmas(articles)
    bare = CueLexicon({}, frozenset(skip), frozenset(nouns))
    rows: list[Sequence[str]] = []
    seen: list[tuple[str, str, bool]] = []
    for parsed, attributions in articles:
        tree, candidates = list_candidates(parsed, bare)
        gold = Gold(tree, attributions)
        for candidate in candidates:
            rows.append(candidate.features)
            frame = candidate.frame
            seen.append((tree.lemmas[frame.head], frame.name, gold.match(candidate) is not None))
    rare, alive, dead = find_hopeless(seen)
    weights = fit(rows, [wanted for _, _, wanted in seen])
    print(f"{len(articles)} articles, {len(rows)} candidates, {len(weights)} weights", file=sys.stderr)
    return CueLexicon(weights, bare.skip, bare.nouns, frozenset(rare), frozenset(alive), frozenset(dead))


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("train", type=Path)
    parser.add_argument("--parses", type=Path, help="folder of spaCy parses made before")
    parser.add_argument("--first", type=int, help="only the first N articles")
    options = parser.parse_args(arguments)
    articles = list(read_articles(options.train, options.parses))[: options.first]
    write_lexicon(train(articles))


if __name__ == "__main__":
    main()
