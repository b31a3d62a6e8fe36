"""Count how words are written inside sentences, for `lexicons/truecase.csv`: forms and shares only, no text.

    python training/truecase_counts.py TEXTS.jsonl... > src/dragoman/lexicons/truecase.csv

Each line of the input is an object with `text`. Words that open a sentence, and lines set like headlines, are not
counted, as their capitals tell nothing.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path

WORD = re.compile(r"[^\W\d_]+")
OPENS = re.compile(r"(?:^|[.!?:;|]|--|[–—_*•])[\s\"'“”‘’(\[]*$|[\"“‘(\[]$|\n\s*$")
MOST_WORDS = 20_000
RARE = 2  # words seen at most so often teach what endings say about a word never seen
MIN_SUFFIX = 12
MIN_PAIR = 3


def words_inside(text: str) -> Iterator[tuple[str, str | None]]:
    """Each word of running text that does not open a sentence, and the word right before it, if any."""
    for line in text.splitlines():
        found = list(WORD.finditer(line))
        long = [m.group() for m in found if len(m.group()) > 3]
        if len(long) < 4 or sum(w[0].isupper() for w in long) > 0.55 * len(long):
            continue
        previous: str | None = None
        end = -1
        for m in found:
            word, before = m.group(), line[max(0, m.start() - 6) : m.start()]
            apostrophe = end >= 0 and line[end : m.start()] in ("'", "’")
            near = previous if end >= 0 and line[end : m.start()] in (" ", "-") else None
            if not apostrophe and m.start() and not OPENS.search(before):
                yield word, near
            previous, end = None if apostrophe else word, m.end()


def main(files: list[str]) -> None:
    """Print the table: forms with their share of capitals, endings of rare words, pairs that override them."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    pairs: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for file in files:
        for line in Path(file).read_text(encoding="utf-8").splitlines():
            for word, near in words_inside(json.loads(line)["text"]):
                forms[word.lower()][word] += 1
                if near:
                    pairs[near.lower(), word.lower()][f"{near} {word}"] += 1
    total = {word: sum(seen.values()) for word, seen in forms.items()}
    capital = {w: sum(n for form, n in seen.items() if form[0].isupper()) for w, seen in forms.items()}
    fixed = {pair: seen for pair, seen in pairs.items() if is_fixed(pair, seen, capital)}
    for (_, right), seen in fixed.items():  # STATES without UNITED is a verb as often as not
        n = sum(k for form, k in seen.items() if form.split(" ")[1][0].isupper())
        if total[right] - n > 1:
            capital[right] -= n
            total[right] -= n
    print("# Forms of words inside sentences, made by training/truecase_counts.py; see SOURCES.md.")
    print("# form: as mostly written; -end: an ending of rare words; a pair of words: as mostly written together.")
    print("# capitals: how many in a hundred begin with a capital; empty where the form says it (0 or 100).")
    print("form,capitals")
    print_words(forms, total, capital)
    print_endings(total, capital)
    print_pairs(pairs, fixed, total, capital)


def is_fixed(pair: tuple[str, str], seen: Counter[str], capital: dict[str, int]) -> bool:
    """Whether a pair is a name that makes up much of what its second word owes its capital to: WHITE HOUSE."""
    both = sum(n for form, n in seen.items() if form.split(" ")[0][0].isupper() and form.split(" ")[1][0].isupper())
    return both >= 10 and both >= 0.9 * sum(seen.values()) and both >= 0.25 * capital[pair[1]]


def print_words(forms: dict[str, Counter[str]], total: dict[str, int], capital: dict[str, int]) -> None:
    """Print the most frequent words that were seen more than once."""
    kept = sorted((w for w, n in total.items() if n > 1 and len(w) > 1), key=lambda w: (-total[w], w))[:MOST_WORDS]
    for word in sorted(kept):
        share = round(100 * capital[word] / total[word])
        cased = Counter({form: n for form, n in forms[word].items() if form[0].isupper()})
        form = max(cased, key=lambda f: (cased[f], f)) if capital[word] * 2 >= total[word] and cased else word
        print(f"{form},{'' if share in (0, 100) else share}")


def print_endings(total: dict[str, int], capital: dict[str, int]) -> None:
    """Print endings of two to four letters with the share of capitals among the rare words that have them."""
    seen: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for word, n in total.items():
        if n <= RARE:
            for size in (1, 2, 3, 4):
                if len(word) > size + 1:
                    seen[word[-size:]] += 1
                    upper[word[-size:]] += capital[word] / n
    for ending in sorted(e for e, n in seen.items() if n >= MIN_SUFFIX):
        print(f"-{ending},{round(100 * upper[ending] / seen[ending])}")


def print_pairs(
    pairs: dict[tuple[str, str], Counter[str]],
    fixed: Collection[tuple[str, str]],
    total: dict[str, int],
    capital: dict[str, int],
) -> None:
    """Print the pairs whose usual form is not what the two words by themselves would be given."""
    for (left, right), seen in sorted(pairs.items()):
        form, n = max(seen.items(), key=lambda item: (item[1], item[0]))
        if n < MIN_PAIR or n < 0.7 * sum(seen.values()):
            continue
        words = form.split(" ")
        alone = [2 * capital.get(w, 0) >= total.get(w, 1) for w in (left, right)]
        if (left, right) in fixed or [w[0].isupper() for w in words] != alone:
            print(f"{form},")


if __name__ == "__main__":
    main(sys.argv[1:])
