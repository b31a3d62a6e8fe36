"""How a word is written inside sentences: small, with a capital, or in capitals, and how surely.

Knowledge comes from `lexicons/truecase.csv` (forms, endings and pairs counted over news) and `truecase_names.csv`
(names, acronyms, titles and small words of war and talks). `truecase` puts it to use. Words are given in small letters.
"""

from dataclasses import dataclass, field
from functools import cache, lru_cache

from dragoman.lexicon import read_table

__all__ = ["capital_share", "formed_share", "is_new", "kind_of", "lower", "looks_acronym", "usual_pair", "written"]

_VOWELS = frozenset("aeiouy")
_ROMAN = frozenset("ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii".split())
_FORMED = (
    (1, ("s", "d", "r")),
    (2, ("es", "ed", "ly", "er", "al", "or", "ic")),
    (3, ("ing", "ers", "ist", "ism", "ity", "ive", "ion")),
    (4, ("ness", "ment", "ists", "able", "ions")),
)
_PREFIXES = ("un", "re", "non", "anti", "counter", "over", "under", "inter", "dis", "pre", "para", "mis", "out")
_SMALL_WORD = 0.03  # a word of our own list of small words; headlines and names of bodies capitalise it
_MOSTLY_SMALL = 0.3
_UNSEEN = 0.5


@dataclass(frozen=True, slots=True)
class _Words:
    """Usual forms, shares of capitals, endings of rare words, pairs that go together, kinds of names; by small word."""

    form: dict[str, str] = field(default_factory=dict)
    share: dict[str, float] = field(default_factory=dict)
    ending: dict[str, float] = field(default_factory=dict)
    pair: dict[tuple[str, str], tuple[bool, bool]] = field(default_factory=dict)
    kind: dict[str, str] = field(default_factory=dict)


@cache
def _words() -> _Words:
    words = _Words()
    for row in read_table("truecase"):
        form, percent = row["form"], row["capitals"]
        if form.startswith("-"):
            words.ending[form[1:]] = min(max(int(percent) / 100, 0.03), 0.97)
        elif " " in form:
            left, right = form.split(" ")
            words.pair[left.lower(), right.lower()] = (left[0].isupper(), right[0].isupper())
        else:
            words.form[form.lower()] = form
            words.share[form.lower()] = int(percent) / 100 if percent else float(form[0].isupper())
    for row in read_table("truecase_names"):
        low = row["name"].lower()
        words.kind[low] = row["kind"]
        if row["kind"] == "word":
            words.share[low] = min(words.share.get(low, _SMALL_WORD), _MOSTLY_SMALL)
        else:
            words.form.setdefault(low, row["name"])
    return words


def lower(word: str) -> str:
    """The word in small letters, or as it is where that would change its length."""
    low = word.lower()
    return low if len(low) == len(word) else word


def kind_of(low: str) -> str:
    """`given`, `surname`, `place`, `acronym`, `title`, `particle`, `word`, or nothing."""
    return _words().kind.get(low, "")


def usual_pair(left: str, right: str) -> tuple[bool, bool] | None:
    """Whether each of two neighbours has a capital, for pairs that are mostly written one way: (white, house)."""
    return _words().pair.get((left, right))


@lru_cache(maxsize=20_000)
def capital_share(low: str) -> float:
    """The share of a word's uses inside sentences that have a capital; for words never seen a guess from the ending.

    >>> capital_share("the") < 0.05 < 0.9 < capital_share("bogota")
    True
    """
    words = _words()
    seen = words.share.get(low)
    if words.kind.get(low, "word") not in ("title", "particle", "word"):
        return max(seen, 0.7) if seen is not None else 0.98
    if seen is not None:
        return seen
    if (share := formed_share(low)) is not None:
        return share
    for size in (4, 3, 2, 1):
        if len(low) > size + 1 and (share := words.ending.get(low[-size:])) is not None:
            return share
    return _UNSEEN


@lru_cache(maxsize=20_000)
def formed_share(low: str) -> float | None:
    """The share of the small word that an unknown word is formed from, or None: kidnappings, counterattack."""
    words = _words()
    if low in words.share or low in words.kind:
        return None
    for cut, ends in _FORMED:
        stem = low[:-cut]
        if low.endswith(ends) and len(stem) > 2:
            for base in (stem, stem + "e", stem[:-1] + "y" if stem[-1] == "i" else stem[:-1]):
                if len(base) > 2 and (share := words.share.get(base, 1.0)) < _MOSTLY_SMALL:
                    return share
    for prefix in _PREFIXES:
        if low.startswith(prefix) and (share := words.share.get(low[len(prefix) :], 1.0)) < _MOSTLY_SMALL:
            return share
    return None


@lru_cache(maxsize=20_000)
def is_new(low: str) -> bool:
    """Whether nothing is known of a word, nor of one that it is formed from: most such words are names."""
    words = _words()
    return low not in words.share and low not in words.kind and formed_share(low) is None


def looks_acronym(low: str) -> bool:
    """Whether letters cannot be a word: a known acronym, a Roman number, or two to six letters without a vowel."""
    if low in _ROMAN or kind_of(low) == "acronym":
        return True
    return 2 <= len(low) <= 6 and not _VOWELS.intersection(low) and low.isascii() and low not in _words().share


@lru_cache(maxsize=20_000)
def written(low: str, *, capital: bool) -> str:
    """The word as it is written with or without a capital, of the same length; acronyms in capitals either way.

    >>> written("mccain", capital=True), written("farc", capital=False)
    ('McCain', 'FARC')
    """
    if looks_acronym(low):
        form = low.upper()
    elif not capital:
        return low
    else:
        known = _words().form.get(low, "")
        form = known if known[:1].isupper() else low[:1].upper() + low[1:]
    return form if len(form) == len(low) else low
