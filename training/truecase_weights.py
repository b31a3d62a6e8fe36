"""Fit the logistic weights of `dragoman.truecase` and print them.

    python training/truecase_weights.py TEXTS.jsonl...

Each word is judged with the counts of the other texts only, so that words new to a text are as common as they are in
life. The word before is taken as the text has it.
"""

import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from logistic import newton
from truecase_counts import OPENS, WORD, words_inside

from dragoman import word_case
from dragoman.truecase import find_features


def forget() -> None:
    """Drop what was remembered of words whose counts have changed."""
    for function in (word_case.capital_share, word_case.formed_share, word_case.is_new, word_case.written):
        function.cache_clear()


def main(files: list[str]) -> None:
    """Print each feature with its weight, and how often the fitted rule is right beside the word's own share."""
    texts = [json.loads(line)["text"] for file in files for line in Path(file).read_text("utf-8").splitlines()]
    counted = [Counter((w.lower(), w[0].isupper()) for w, _ in words_inside(text)) for text in texts]
    total: Counter[tuple[str, bool]] = sum(counted, Counter())
    words = word_case._words()
    known = dict(words.share)
    rows, wanted = [], []
    for text, own in zip(texts, counted, strict=True):
        for low in {low for low, _ in own}:  # leave the text's own words out
            small, large = (total[low, up] - own[low, up] for up in (False, True))
            if small + large > 1:
                words.share[low] = large / (small + large)
            else:
                words.share.pop(low, None)
        forget()
        often = Counter(m.group().lower() for m in WORD.finditer(text))
        for line in text.splitlines():
            found = list(WORD.finditer(line))
            if not list(words_inside(line)):
                continue
            for i, m in enumerate(found):
                if i == 0 or OPENS.search(line[max(0, m.start() - 6) : m.start()]) or line[m.start() - 1] in "'’":
                    continue
                before = found[i - 1] if line[found[i - 1].end() : m.start()] in (" ", "-") else None
                following = None
                if i + 1 < len(found) and line[m.end() : found[i + 1].start()] in (" ", "-"):
                    following = found[i + 1].group().lower()
                features = find_features(
                    m.group().lower(),
                    before.group().lower() if before else "",
                    following or "",
                    before is not None and before.group()[0].isupper(),
                    often[m.group().lower()],
                )
                if features:
                    rows.append(features)
                    wanted.append(m.group()[0].isupper())
        for low in {low for low, _ in own}:
            if low in known:
                words.share[low] = known[low]
            else:
                words.share.pop(low, None)
    names = sorted({name for row in rows for name in row})
    x = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    y = np.array(wanted, float)
    b = newton(x, y, np.ones(len(names)))
    print({name: round(float(w), 2) for name, w in zip(names, b, strict=True)})
    z = 1 / (1 + np.exp(-x @ b))
    own_share = x[:, names.index("own")] > 0
    print(
        len(y),
        "right:",
        round(float(((z > 0.5) == y).mean()), 4),
        "by share:",
        round(float((own_share == y).mean()), 4),
    )


if __name__ == "__main__":
    main(sys.argv[1:])
