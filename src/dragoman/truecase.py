"""Wire copy in capitals made readable for a parser that tells names by their case; lengths never change.

Every word gets the form it mostly has inside sentences (`lexicons/truecase.csv`, counted over news; names and
acronyms in `truecase_names.csv`). Words written both ways go by their neighbours, words never seen by their endings.
A first pass over the text notes what it says about itself: "NATIONAL LIBERATION ARMY (ELN)" makes ELN an acronym and
the words before it a name; "GENERAL RAFAEL BUSTILLO" makes BUSTILLO a name wherever it stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from math import log

from dragoman.lexicon import read_table

__all__ = ["is_upper_case", "truecase", "truecase_lines"]

_WORD = re.compile(r"[^\W\d_]+")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")  # U.S., a.m.
_BEGINS = re.compile(r"(?:^|[.!?:]|--|\*|•)[\"'”’)\]]*(?:\s|--)*[\"'“‘(\[]*$|\n\s*$|[\"“]$")
_ABBREVIATED = re.compile(
    r"(?:\b(?:GEN|COL|LT|MR|MRS|MS|DR|ST|NO|JR|SR|SEN|REP|GOV|CAPT|SGT|MAJ|MSGR|REV|FR|BRIG|CMDR|AMB|PROF|VS|[A-Z])"
    r"|\.[A-Z])\.\s*$",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"(?m)^[ \t]*((?:[^\W\d_a-zà-ÿ]{2,}[ '’-]?){1,5}?)(?=,? ?\(|, |: | ?[-–—]{1,2} )",
)
_BRACKETED = re.compile(r"[(\[]([^\W\d_]{2,10})[)\]]")
_ROMAN = frozenset("ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xx xxi xxiii".split())
_MONTHS_TOO = frozenset({"may", "march", "august"})  # words and months
_BEFORE_MONTH = frozenset("in last since until till by this next early late mid of from during before after".split())
_CLITICS = frozenset("s t d m ll re ve".split())
_DETERMINERS = frozenset("a an his her their its my our this that no some any these those".split())
_SPEAK = frozenset("said says told added stated noted announced declared explained warned replied denied".split())
_VOWELS = frozenset("aeiouy")
_NEVER_NAMES = 0.08  # words capitalised more seldom than this inside sentences are capitalised by titles, not as names
_UNSEEN = 0.5

# Logistic weights for words written both ways, fitted over 91,000 of them in the texts behind truecase.csv.
_BIAS, _OWN, _AFTER_NAME, _AFTER_SMALL = 0.27, 0.94, 1.81, -0.94
_NEXT, _HAS_NEXT, _AFTER_A, _AFTER_THE, _BEFORE_OF, _NEW = 2.62, -1.08, -0.58, 0.44, 0.38, -0.6


@dataclass(frozen=True, slots=True)
class _Words:
    """What is known of words: usual forms, shares of capitals, endings, pairs that go together, kinds of names."""

    form: dict[str, str] = field(default_factory=dict)
    share: dict[str, float] = field(default_factory=dict)
    ending: dict[str, float] = field(default_factory=dict)
    pair: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    kind: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Token:
    """A run of letters: where, in small letters, how it hangs on the one before, whether a sentence begins with it."""

    start: int
    end: int
    low: str
    joint: str  # what stands between it and the word before, "" at the very start
    first: bool


def is_upper_case(text: str) -> bool:
    """Whether a text is in capitals throughout, as wire copy of the 1980s is.

    Three letters in ten may be small: editors' notes and headers often are.
    """
    letters = [c for c in text[:20_000] if c.isalpha()]
    return len(letters) >= 40 and sum(c.isupper() for c in letters) > 0.7 * len(letters)


def truecase_lines(text: str) -> str:
    """The text with its lines in capitals truecased, all of it where it is so throughout; the length is the same.

    In a text that is not, a line counts from three words on of which most are no acronyms; a place or speaker in
    capitals at the head of a paragraph is written as a name.

    >>> truecase_lines("REBELS FREE TWO HOSTAGES NEAR GOMA\\nGOMA, Congo - The M23 and the FDLR met.")
    'Rebels free two hostages near Goma\\nGoma, Congo - The M23 and the FDLR met.'
    """
    if is_upper_case(text):
        return truecase(text)
    pieces = []
    run: list[str] = []
    for line in text.splitlines(keepends=True):
        if _is_upper_line(line):
            run.append(line)
            continue
        if run:
            pieces.append(truecase("".join(run)))
            run = []
        pieces.append(_name_head(line))
    return "".join([*pieces, truecase("".join(run))])


def _is_upper_line(line: str) -> bool:
    head = line[:200]
    if head.upper() != head or head.lower() == head:
        return False
    words = [w for w in _WORD.findall(line) if len(w) > 1]
    kind = _words().kind
    return len(words) >= 3 and 2 * sum(kind.get(w.lower()) == "acronym" for w in words) < len(words)


def _name_head(line: str) -> str:
    """The line with the capitals of a dateline's city or a speaker's label lowered: `KUNDUZ, Afghanistan (AP)`."""
    found = _DATELINE.match(line)
    if not found:
        return line
    words = _words()
    head = found[1]
    for m in _WORD.finditer(head):
        low = m.group().lower()
        if words.kind.get(low) != "acronym" and not _looks_acronym(low, words) and len(low) > 2:
            head = head[: m.start()] + _written(m.group(), low, words, capital=True) + head[m.end() :]
    return line[: found.start(1)] + head + line[found.end(1) :]


def truecase(text: str) -> str:
    """The text with capitals only where English has them, as far as can be told; the length is the same.

    >>> truecase("GEN. RAFAEL BUSTILLO SAID THE FMLN ATTACKED SAN MIGUEL.")
    'Gen. Rafael Bustillo said the FMLN attacked San Miguel.'
    """
    words = _words()
    tokens = tuple(_tokens(text))
    acronyms, names = _learn(text, tokens, words)
    out: list[str] = []
    end = 0
    capital = False  # whether the word before is a name
    for i, token in enumerate(tokens):
        following = tokens[i + 1] if i + 1 < len(tokens) and tokens[i + 1].joint in (" ", "-", "\n") else None
        word = text[token.start : token.end]
        if token.low in acronyms or (token.start, token.end) in acronyms:
            written, capital = word.upper() if len(word.upper()) == len(word) else word, True
        else:
            capital = _is_capital(tokens, i, following, capital, names, words)
            written = _written(word, token.low, words, capital=capital or token.first)
        out += (text[end : token.start], written)
        end = token.end
    return "".join([*out, text[end:]])


def _tokens(text: str) -> Iterator[_Token]:
    end = 0
    for m in _WORD.finditer(text):
        start = m.start()
        joint = text[end:start] if start else ""
        first = False
        if joint != " " and joint not in ("'", "’", "-"):
            before = text[max(0, start - 12) : start]
            first = bool(_BEGINS.search(before if start <= 12 else "x" + before))
            first = first and not _ABBREVIATED.search(before)
        yield _Token(start, m.end(), _lower(m.group()), joint[:3], first or not start)
        end = m.end()


def _lower(word: str) -> str:
    low = word.lower()
    return low if len(low) == len(word) else word


# --- what the text says of itself ----------------------------------------------------------------------------------


def _learn(text: str, tokens: tuple[_Token, ...], words: _Words) -> tuple[set[str | tuple[int, int]], set[str | int]]:
    """Acronyms (words, or spans of dotted ones) and names (words wherever they stand, or starts of single words)."""
    acronyms: set[str | tuple[int, int]] = set()
    names: set[str | int] = set()
    for m in _DOTTED.finditer(text):
        if m.group().lower() not in ("a.m.", "p.m.", "e.g.", "i.e."):
            acronyms.update((i, i + 1) for i in range(m.start(), m.end(), 2))
    at = {token.start: i for i, token in enumerate(tokens)}
    for m in _BRACKETED.finditer(text):
        i = at.get(m.start(1))
        if i is None:
            continue
        long = _expansion(tokens, i, words)
        if long or _looks_acronym(tokens[i].low, words):
            acronyms.add(tokens[i].low)
            names.update(long)
    for i, token in enumerate(tokens[:-1]):
        following = tokens[i + 1]
        if words.kind.get(token.low) in ("title", "given") and following.joint in (" ", ". "):
            for near in tokens[i + 1 : i + 3]:
                if near.joint not in (" ", ". ") or not _may_be_name(near.low, words):
                    break
                names.add(near.low)
        elif following.low in _SPEAK and following.joint == " " and _share(token.low, words) > 0.3:
            names.add(token.low)
    return acronyms, names


def _may_be_name(low: str, words: _Words) -> bool:
    return words.kind.get(low) not in ("title", "particle") and _share(low, words) > _NEVER_NAMES


def _expansion(tokens: tuple[_Token, ...], i: int, words: _Words) -> list[int]:
    """Starts of the words before an acronym in brackets that spell it, or none: NATIONAL LIBERATION ARMY (ELN) does
    not by order (the acronym is Spanish), so half of its letters as initials in any order will do.
    """
    acronym = tokens[i].low
    left = list(acronym)
    starts: list[int] = []
    for token in reversed(tokens[max(0, i - 2 * len(acronym)) : i]):
        if token.first and starts and not left:
            break
        if token.low[0] in left:
            left.remove(token.low[0])
            starts.append(token.start)
        elif len(token.low) > 3 and words.kind.get(token.low) != "particle":
            break
        if not left or token.first:
            break
    return starts if len(left) <= len(acronym) // 3 and len(starts) > 1 else []


# --- one word ------------------------------------------------------------------------------------------------------


def _is_capital(
    tokens: tuple[_Token, ...], i: int, following: _Token | None, after: bool, names: set[str | int], words: _Words
) -> bool:
    """Whether a word is written with a capital for what it is, not for where it stands; `after`: so is the one before."""
    token = tokens[i]
    low = token.low
    before = tokens[i - 1].low if token.joint in (" ", "-", "\n") and i else ""
    if token.joint in ("'", "’") and low in _CLITICS:
        return False
    if low == "i" or low in _ROMAN or token.start in names:
        return True
    if low in _MONTHS_TOO:
        return _is_month(tokens, i)
    if before and (pair := words.pair.get((before, low))):
        return pair[1][0].isupper()
    if following and (pair := words.pair.get((low, following.low))):
        return pair[0][0].isupper()
    kind = words.kind.get(low)
    if kind == "particle" and i:
        return _is_name_particle(low, following, after and not token.first, words)
    near = _share(following.low, words) if following else 0.0
    if kind == "title":
        return following is not None and (near >= 0.6 or following.low in names) and before not in ("a", "an")
    share = 0.97 if low in names else _share(low, words)
    if share <= 0.02 or share >= 0.98:
        return share > 0.5
    score = _BIAS + _OWN * log(share / (1 - share)) + (_HAS_NEXT + _NEXT * near if following else 0.0)
    if before:
        score += _AFTER_NAME if after else _AFTER_SMALL
        score += _AFTER_A if before in _DETERMINERS else _AFTER_THE if before == "the" else 0.0
    if following and following.low == "of":
        score += _BEFORE_OF
    if low not in words.share:
        score += _NEW
    return score > 0


def _is_month(tokens: tuple[_Token, ...], i: int) -> bool:
    """MAY, MARCH and AUGUST as months: beside a number, or after "in", "last" and the like."""
    token = tokens[i]
    numbered = token.joint[-1:] == " " and len(token.joint) > 1 and token.joint[0] == " "
    following = tokens[i + 1].joint if i + 1 < len(tokens) else ""
    before = tokens[i - 1].low if i else ""
    digits = following[:1] == " " and following[1:2].isdigit()
    return digits or (numbered and token.joint[1].isdigit()) or (token.joint == " " and before in _BEFORE_MONTH)


def _is_name_particle(low: str, following: _Token | None, after: bool, words: _Words) -> bool:
    """EL, LA, LOS open a Spanish name with a capital and stand inside one without (San Vicente del Caguan)."""
    if following is None or not _may_be_name(following.low, words):
        return False
    return low in ("el", "la", "los", "las", "al", "del", "de", "van", "von", "un") and not after


def _share(low: str, words: _Words) -> float:
    """How many in a hundred, as a fraction, are written with a capital inside sentences; a guess for words not seen."""
    kind = words.kind.get(low)
    seen = words.share.get(low)
    if kind is not None and kind not in ("title", "particle"):
        return max(seen, 0.7) if seen is not None else 0.98
    if seen is not None:
        return seen
    for cut, ends in ((1, ("s", "d")), (2, ("es", "ed", "ly", "er")), (3, ("ing", "ers", "ist")), (4, ("ness", "ment"))):
        if low.endswith(ends):
            stem = low[:-cut]
            if len(stem) > 2 and (share := words.share.get(stem, words.share.get(stem + "e"))) is not None:
                return share
    for size in (4, 3, 2, 1):
        if len(low) > size + 1 and (share := words.ending.get(low[-size:])) is not None:
            return share
    return _UNSEEN


def _looks_acronym(low: str, words: _Words) -> bool:
    """Whether letters cannot be a word: known as an acronym, or no vowel among two to six."""
    if words.kind.get(low) == "acronym":
        return True
    return low not in words.share and 2 <= len(low) <= 6 and not _VOWELS.intersection(low) and low.isascii()


def _written(word: str, low: str, words: _Words, *, capital: bool) -> str:
    """The word in its form, of the same length."""
    if low in _ROMAN or _looks_acronym(low, words):
        form = low.upper()
    elif not capital:
        return low
    else:
        known = words.form.get(low, "")
        form = known if known[:1].isupper() else low[:1].upper() + low[1:]
    return form if len(form) == len(word) else word


@cache
def _words() -> _Words:
    words = _Words()
    for row in read_table("truecase"):
        form, percent = row["form"], row["capitals"]
        if form.startswith("-"):
            words.ending[form[1:]] = min(max(int(percent) / 100, 0.03), 0.97)
        elif " " in form:
            left, right = form.split(" ")
            words.pair[left.lower(), right.lower()] = (left, right)
        else:
            words.form[form.lower()] = form
            words.share[form.lower()] = int(percent) / 100 if percent else float(form[0].isupper())
    for row in read_table("truecase_names"):
        words.kind[row["name"].lower()] = row["kind"]
        words.form.setdefault(row["name"].lower(), row["name"])
    return words
