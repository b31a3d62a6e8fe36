"""Wire copy in capitals made readable for a parser that tells names by their case; lengths never change.

Every word gets the form it mostly has inside sentences (`word_case`). Words written both ways go by their neighbours,
words never seen by their endings. A first pass over the text notes what it says about itself: "NATIONAL LIBERATION
FRONT (NLF)" makes NLF an acronym and the words before it a name; "GENERAL RAFAEL BUSTILLO" makes BUSTILLO a name
wherever it stands.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import log
from typing import NamedTuple

from dragoman.word_case import capital_share, formed_share, is_new, kind_of, looks_acronym, lower, usual_pair, written

__all__ = ["is_upper_case", "truecase", "truecase_lines"]

_WORD = re.compile(r"[^\W\d_]+")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_SMALL_DOTTED = frozenset({"a.m.", "p.m.", "e.g.", "i.e."})
_BEGINS = re.compile(
    r"(?:^|[.!?:]|\) ?--|\*|•)[\"'”’)\]]*(?:\s|--)*[\"'“‘(\[]*$|[,:.!?]\s*[\"“]$|(?:--|\]) ?\[[^\W\d_]+\] *$"
)
_ABBREVIATIONS = frozenset(
    "gen col lt mr mrs ms dr st no jr sr sen rep gov capt sgt maj msgr rev fr brig cmdr amb prof co inc ltd".split()
)
_ABBREVIATED = re.compile(rf"\b(?:{'|'.join(sorted(_ABBREVIATIONS))}|[a-z])\.\s*$", re.IGNORECASE)
_CAPITALS = r"[^\W\d_a-zà-ÿ]{2,20}+"
_DATELINE = re.compile(rf"\s{{0,8}}({_CAPITALS}(?:[ '’-]{_CAPITALS}){{0,4}}+)(?=,? ?\(|, | ?[-–—]{{1,2}} )")
_EXPLAINED = re.compile(r"[(\[]([^\W\d_]{2,10})[)\]]|, ([^\W\d_]{2,10})(?=[,.;])")  # FRONT (NLF), FRONT, NLF,

_BEFORE = 20  # characters before a word that tell whether a sentence ended there
_WIDTH = 90  # lines of half this width and more were broken by a machine
_JOINTS = (" ", "-", "\n", "\r\n", "  ")  # what may stand between two words of one phrase
_INSIDE = frozenset((" ", "'", "’", "-", "."))  # no sentence begins after these
_NAME_JOINTS = (*_JOINTS, ". ", ".  ")  # GEN. BUSTILLO
_SMALL_LETTERS = frozenset("aey")  # articles; "and" in Spanish names
_CLITICS = frozenset("s t d m ll re ve".split())
_MONTHS = frozenset("may march august jan feb mar apr jun jul aug sep oct dec".split())  # also words
_BEFORE_MONTH = frozenset("in last since until till by this next early late mid of from during before after".split())
_DETERMINERS = frozenset("a an his her their its my our this that no some any these those".split())
_OFFICES = frozenset("defense defence foreign prime interior finance justice deputy vice first acting state".split())
_INTRODUCES = frozenset("alias named nicknamed".split())  # and then a name follows
_BEFORE_US = frozenset("the a former senior top two three several many some anti pro non".split())
_AFTER_US = frozenset(
    "forces troops soldiers officials official officers president presidents military army navy marines marine general "
    "government embassy ambassador envoy envoys senator senators congress congressman secretary state dollar dollars "
    "citizens citizen citizenship nationals aid sanctions law media troop aircraft airstrike airstrikes strike strikes "
    "bases base policy diplomat diplomats diplomacy representative representatives delegation administration special "
    "intelligence defense defence foreign withdrawal led backed made based supreme treasury department".split()
)
_OPEN_NAMES = frozenset("el la los las al del de van von un".split())  # El Salvador, but San Vicente del Caguan
_SPEAK = frozenset("said says told added stated noted announced declared explained warned replied denied".split())
_SELDOM = 0.08  # words with a capital more seldom than this owe it to headlines and titles
_OFTEN = 0.6

# Logistic weights for words written both ways and words never seen: training/truecase_weights.py, on train texts only.
_WEIGHTS = {
    "bias": -0.2, "own": 0.95, "after name": 1.75, "after small": -0.9, "after a": -1.15, "before word": -0.5,
    "next": 3.15, "before said": 1.1, "new": 0.45, "new, again": 2.0,
}  # fmt: skip


class _Token(NamedTuple):
    """A run of letters: where, in small letters, what stands between it and the one before, whether it begins."""

    start: int
    end: int
    low: str
    joint: str
    first: bool


@dataclass(frozen=True, slots=True)
class _Learned:
    """What a text says of itself: words that are acronyms or names wherever they stand, and starts of single ones."""

    acronyms: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    name_starts: set[int] = field(default_factory=set)
    dotted: set[int] = field(default_factory=set)  # letters of U.S.
    small: set[int] = field(default_factory=set)  # letters of p.m.


# --- which lines ---------------------------------------------------------------------------------------------------


def is_upper_case(text: str) -> bool:
    """Whether a text is in capitals throughout, as wire copy of the 1980s is.

    Three letters in ten may be small: editors' notes and headers often are.
    """
    letters = [c for c in text[:20_000] if c.isalpha()]
    return len(letters) >= 40 and sum(map(str.isupper, letters)) > 0.7 * len(letters)


def truecase_lines(text: str) -> str:
    """The text with its lines in capitals truecased, all of it where it is so throughout; the length is the same.

    In a text that is not, a line counts from three words on of which most are no acronyms; the city of a dateline in
    capitals is written as a name.

    >>> truecase_lines("REBELS FREE TWO HOSTAGES\\nGOMA, Congo - The M23 and the FDLR met.")
    'Rebels free two hostages\\nGoma, Congo - The M23 and the FDLR met.'
    """
    if is_upper_case(text):
        return truecase(text)
    pieces: list[str] = []
    run: list[str] = []  # neighbouring lines in capitals are one text
    for line in text.splitlines(keepends=True):
        if _is_upper_line(line) or (run and line.isupper()):
            run.append(line)
        else:
            pieces += (truecase("".join(run)), _name_city(line)) if run else (_name_city(line),)
            run = []
    return "".join([*pieces, truecase("".join(run))])


def _is_upper_line(line: str) -> bool:
    if not (head := line[:200]).isupper() or not (len(head) == len(line) or line.isupper()):
        return False
    words = [w for w in _WORD.findall(line) if len(w) > 1]
    return len(words) >= 3 and 2 * sum(kind_of(w.lower()) == "acronym" for w in words) < len(words)


def _name_city(line: str) -> str:
    """The line with the capitals of a dateline's city lowered: `KUNDUZ, Afghanistan (AP)`."""
    found = _DATELINE.match(line)
    if not found:
        return line
    city = _WORD.sub(lambda m: _as_name(m.group(), inside=m.start() > 0), found[1])
    return line[: found.start(1)] + city + line[found.end(1) :]


def _as_name(word: str, *, inside: bool) -> str:
    low = lower(word)
    if len(low) == 2 and not kind_of(low):
        return word
    return low if inside and kind_of(low) == "particle" else written(low, capital=True)


# --- a text in capitals --------------------------------------------------------------------------------------------


def truecase(text: str) -> str:
    """The text with capitals only where English has them, as far as can be told; the length is the same.

    >>> truecase("GEN. RAFAEL BUSTILLO SAID THE FMLN ATTACKED SAN MIGUEL.")
    'Gen. Rafael Bustillo said the FMLN attacked San Miguel.'
    """
    tokens = tuple(_tokens(text))
    learned = _learn(text, tokens)
    often = Counter(token.low for token in tokens)
    out: list[str] = []
    end = 0
    capital = False  # whether the word before is a name
    for i, token in enumerate(tokens):
        if (token.low in _CLITICS and token.joint in ("'", "’")) or token.start in learned.small:
            form = token.low
        elif token.low in learned.acronyms or token.start in learned.dotted or _is_twin(tokens, i):
            form, capital = text[token.start : token.end], True
        else:
            capital = _is_capital(tokens, i, capital, often, learned)
            form = written(token.low, capital=capital or token.first)
        out += (text[end : token.start], form)
        end = token.end
    return "".join([*out, text[end:]])


def _tokens(text: str) -> Iterator[_Token]:
    end = 0
    for m in _WORD.finditer(text):
        start, low = m.start(), lower(m.group())
        joint = text[end:start] if start else ""
        if joint in _INSIDE:
            first = False
        elif "\n" in joint:
            first = _begins_line(text, end, joint)
        else:
            first = not start or (_begins_sentence(text, start) and low not in _SPEAK)
        yield _Token(start, m.end(), low, joint if len(joint) < 20 else joint[:3] + joint[-3:], first)
        end = m.end()


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - _BEFORE) : start]
    return bool(_BEGINS.search(before if start <= _BEFORE else "x" + before)) and not _ABBREVIATED.search(before)


def _begins_line(text: str, end: int, joint: str) -> bool:
    """Whether a word at the head of a line begins a sentence: not where a long line broke off inside one."""
    start = text.rfind("\n", max(0, end - _WIDTH), end)
    broken = end - start > _WIDTH // 2 if start >= 0 else end >= _WIDTH // 2
    return not broken or joint.count("\n") > 1 or "\n  " in joint or any(c in ".!?:" for c in joint)


# --- what the text says of itself ----------------------------------------------------------------------------------


def _learn(text: str, tokens: tuple[_Token, ...]) -> _Learned:
    learned = _Learned()
    for m in _DOTTED.finditer(text):
        letters = learned.small if m.group().lower() in _SMALL_DOTTED else learned.dotted
        letters.update(range(m.start(), m.end(), 2))
    at = {token.start: i for i, token in enumerate(tokens)}
    for m in _EXPLAINED.finditer(text):
        i = at.get(m.start(m.lastindex or 0))
        if i is None or (m.lastindex == 2 and not looks_acronym(tokens[i].low)):
            continue
        long = _expansion(tokens, i)
        if long or looks_acronym(tokens[i].low):
            learned.acronyms.add(tokens[i].low)
            learned.name_starts.update(long)
    for i, (token, following) in enumerate(pairwise(tokens)):
        if following.joint not in _NAME_JOINTS:
            continue
        if kind_of(token.low) in ("title", "given") or token.low in _INTRODUCES:
            learned.names.update(_name_after(tokens, i))
        elif following.low in _SPEAK and following.joint == " " and capital_share(token.low) > 0.3:
            learned.names.add(token.low)
    return learned


def _name_after(tokens: tuple[_Token, ...], i: int) -> Iterator[str]:
    """The one or two words after a title or a given name that may be a name."""
    for near in tokens[i + 1 : i + 3]:
        if near.joint not in _NAME_JOINTS or not _may_be_name(near.low):
            return
        yield near.low


def _may_be_name(low: str) -> bool:
    if kind_of(low) in ("title", "particle", "word") or formed_share(low) is not None:
        return False
    return is_new(low) or capital_share(low) > _SELDOM


def _expansion(tokens: tuple[_Token, ...], i: int) -> list[int]:
    """Starts of the words before an acronym that spell it by their initials, two letters of three in any order.

    The order is often another: FARC stands for Spanish words, and reports translate them.
    """
    acronym = tokens[i].low
    left = list(acronym)
    starts: list[int] = []
    for token in reversed(tokens[max(0, i - 2 * len(acronym)) : i]):
        if token.low[0] in left:
            left.remove(token.low[0])
            starts.append(token.start)
        elif len(token.low) > 3 and kind_of(token.low) != "particle":
            break
        if not left or token.first:
            break
    return starts if len(left) <= len(acronym) // 3 and len(starts) > 1 else []


# --- one word ------------------------------------------------------------------------------------------------------


def _is_capital(tokens: tuple[_Token, ...], i: int, after: bool, often: Counter[str], learned: _Learned) -> bool:
    """Whether a word has a capital for what it is, not for where it stands; `after`: so has the one before."""
    token = tokens[i]
    low = token.low
    if len(low) == 1:
        return low not in _SMALL_LETTERS and not token.joint[-1:].isdigit()
    if token.start in learned.name_starts or _after_apostrophe(tokens, i):
        return True
    if low in _MONTHS:
        return _is_month(tokens, i)
    before = tokens[i - 1].low if i and token.joint in _JOINTS else ""
    following = tokens[i + 1].low if i + 1 < len(tokens) and tokens[i + 1].joint in _JOINTS else ""
    if before and (pair := usual_pair(before, low)):
        return pair[1]
    if following and (pair := usual_pair(low, following)):
        return pair[0]
    kind = kind_of(low)
    if kind == "particle" and i:
        return low in _OPEN_NAMES and bool(following) and _may_be_name(following) and (token.first or not after)
    if kind == "title" or (low in _OFFICES and kind_of(following) == "title"):
        return _is_title(tokens, i + (kind != "title"), learned) and before not in ("a", "an")
    if low in learned.names:
        return True
    share = capital_share(low)
    if not 0.02 < share < 0.98:
        return share > 0.5
    features = find_features(low, before, following, after, often[low])
    return sum(_WEIGHTS[name] * value for name, value in features.items()) > 0


def _after_apostrophe(tokens: tuple[_Token, ...], i: int) -> bool:
    """Whether the word is the second part of O'NEILL, D'AUBUISSON, L'AQUILA."""
    return tokens[i].joint in ("'", "’") and i > 0 and tokens[i - 1].low in ("o", "d", "l", "n")


def _is_twin(tokens: tuple[_Token, ...], i: int) -> bool:
    """Whether US, WHO and DR are here the acronyms that look like small words: by the words beside them."""
    token = tokens[i]
    if token.low not in ("us", "who", "dr"):
        return False
    before = tokens[i - 1].low if i and token.joint == " " else ""
    following = tokens[i + 1].low if i + 1 < len(tokens) and tokens[i + 1].joint in (" ", "-") else ""
    if token.low == "us":
        return before in _BEFORE_US or following in _AFTER_US or (token.first and bool(following))
    return before == "the" if token.low == "who" else following == "congo"


def _is_title(tokens: tuple[_Token, ...], i: int, learned: _Learned) -> bool:
    """Whether a name follows a title, which then has a capital itself: PRESIDENT PASTRANA, but the president."""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None or following.joint not in _JOINTS:
        return tokens[i].low in _ABBREVIATIONS
    return following.low in learned.names or capital_share(following.low) >= _OFTEN


def _is_month(tokens: tuple[_Token, ...], i: int) -> bool:
    """Whether MAY, MARCH, SEP are months: beside a number, or after "in", "last" and the like."""
    token = tokens[i]
    following = tokens[i + 1].joint if i + 1 < len(tokens) else ""
    digits = following[:1] in (" ", ".") and following.strip(" .")[:1].isdigit()
    numbered = token.joint[-1:] == " " and token.joint[-2:-1].isdigit()
    return digits or numbered or (token.joint == " " and tokens[i - 1].low in _BEFORE_MONTH)


def find_features(low: str, before: str, following: str, after_name: bool, often: int) -> dict[str, float]:
    """What speaks for a capital: the word's own share as log odds, its neighbours, its return in a text.

    Neighbours are words of the same phrase, or nothing. Empty for words that are written one way only.
    """
    share = capital_share(low)
    if not 0.02 < share < 0.98:
        return {}
    features = {"bias": 1.0, "own": log(share / (1 - share))}
    if before:
        features["after name" if after_name else "after small"] = 1.0
        if before in _DETERMINERS:
            features["after a"] = 1.0
    if following:
        features["before word"] = 1.0
        features["next"] = capital_share(following)
        if following in _SPEAK:
            features["before said"] = 1.0
    if is_new(low):
        features["new"] = 1.0
        if often > 1:
            features["new, again"] = 1.0
    return features
