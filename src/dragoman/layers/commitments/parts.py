"""The parts of a commitment: the act without its due date and condition, and those two in their own words."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dragoman.codes import TimexType
from dragoman.layers.commitments.conditions import LONG, alternatives, comma_before, condition_words, conditions_of
from dragoman.layers.commitments.topics import OTHER, topic_of
from dragoman.layers.phrases import ancestors, lemma
from dragoman.layers.reading import Reading, tidy
from dragoman.model.annotations import Timex
from dragoman.model.document import Span
from dragoman.model.records import When

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

__all__ = ["Parts", "is_set_aside", "parts_of", "share_object"]

FAR = 600  # characters from an act in which its due date stands
_OWN_BEFORE = frozenset({"neg", "advmod", "amod", "compound", "nummod", "nmod", "poss", "quantmod", "predet"})
_ASIDE = frozenset({"while", "whereas", "although", "though", "because", "as", "since", "so", "saying", "despite"})
_APPOSED = frozenset({"relcl", "appos", "acl"})


@dataclass(frozen=True, slots=True)
class Parts:
    """The act in the report's words, its first and last position, and what hangs on it."""

    action: str
    span: Span
    deadline: When | None
    condition: str | None
    words: "tuple[Token, ...]"


def parts_of(
    reading: Reading, act: "Token", cue: "Token", *, first: int | None = None, passive: bool = False, past: bool = False
) -> Parts:
    """The parts of the act whose head word is `act` under the cue `cue` (the same word for "must leave").

    `first`: the position the action begins at, where it is not the act's own first word. `passive`: the action begins
    with its grammatical subject. `past`: dates before the act are its own ("on Friday freed ...").
    """
    start = _first_word(act, passive) if first is None else first
    outside = _outside(act, cue)
    timexes = _due_dates(reading, act, cue, past, outside)
    cuts = [t for t in (_first_of(reading, timex) for timex in timexes) if t > act.i]
    conditions = [] if past and act == cue else conditions_of(act, cue)  # a deed told as done depends on nothing
    cuts += [left for left, _ in conditions if left > act.i]
    cuts += outside
    end = min([*cuts, act.right_edge.i + 1, act.i + LONG])
    thing = next((c for c in act.rights if c.dep_ == "dobj"), None)
    if thing is not None and thing.i >= end and min([*outside, act.right_edge.i + 1]) > act.i + 1 and timexes:
        end = min([*outside, act.right_edge.i + 1])  # "release on Friday forty captives" cannot be cut
    doc = act.doc
    while end - 1 > act.i and _is_loose(doc[start:end]):
        end -= 1
    start = min(start, act.i)
    words = tuple(doc[start:end])
    span = Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
    if not past:
        timexes = [timex for timex in timexes if not _is_over(reading, timex)]
    deadline = _deadline(reading, act, cue, timexes, span)
    return Parts(
        action=_without_soon(tidy(span.of(reading.document.text))),
        span=span,
        deadline=deadline,
        condition=condition_words(reading, conditions),
        words=words,
    )


def _is_loose(words: "TokenSpan") -> bool:
    """Whether the last word is no part of the act: a stop, a joining word, a quotation mark without its partner."""
    last = words[-1]
    if last.text in "\"'":
        return sum(word.text == last.text for word in words) % 2 == 1
    if last.tag_ in ("WDT", "WP", "WP$", "WRB") or (last.pos_ == "ADP" and last.dep_ == "prep"):
        return True
    return last.pos_ == "CCONJ" or (last.text != ")" and not any(c.isalnum() for c in last.text))


def share_object(act: "Token", other: "Token") -> bool:
    """Whether two coordinated verbs have one object, "cease and prevent attacks": neither is an act alone."""
    between = act.doc[act.i + 1 : other.i]
    return (
        len(between) == 1
        and between[0].dep_ == "cc"
        and any(c.dep_ == "dobj" for c in other.children)
        and (topic_of(act, [act]) in (None, OTHER) or lemma(act) in _OF_SOMETHING)
    )


# Verbs of peacemaking that say nothing without an object.
_OF_SOMETHING = frozenset("protect defend respect implement honour honor guarantee ensure support free release".split())


def is_set_aside(verb: "Token") -> bool:
    """ "disarm rather than fight": the second verb is what is not to be done."""
    left = verb.left_edge.i
    before = verb.doc[max(left - 3, 0) : left]
    words = {word.lower_ for word in before} | {c.lower_ for c in verb.head.children if c.dep_ == "cc" and c.i < verb.i}
    return verb.dep_ == "conj" and ({"rather", "than"} <= words or "instead" in words)


def _first_word(act: "Token", passive: bool) -> int:
    first = act.i
    for word in act.lefts:
        if passive and word.dep_ in ("nsubjpass", "csubjpass"):
            return int(word.left_edge.i)
    if passive and act.dep_ == "xcomp" and act.head.i < act.i:  # "the front is to be disbanded"
        subject = next((c for c in act.head.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None:
            return int(subject.left_edge.i)
    for word in act.lefts:
        if word.dep_ in _OWN_BEFORE and word.lower_ not in (
            "only",
            "also",
            "already",
            "now",
            "immediately",
            "soon",
            "still",
            "yet",
            "then",
        ):
            first = min(first, word.left_edge.i)
            break
    between = [w for w in act.doc[first : act.i] if w.dep_ in ("aux", "auxpass") and w.head == act]
    if between and act.pos_ in ("VERB", "AUX"):
        negations = [w.i for w in act.lefts if w.dep_ == "neg"]
        return negations[0] if negations else max(first, between[-1].i + 1)
    infinitive = next((w.i for w in act.lefts if w.dep_ == "aux" and w.lower_ == "to"), None)
    if infinitive is not None and first > infinitive:
        negation = next((w.i for w in act.lefts if w.dep_ == "neg" and w.i < infinitive), None)
        return first if negation is None else negation
    return first


def _outside(act: "Token", cue: "Token") -> list[int]:
    """Where something begins, behind the act, that is no part of it: another act, an aside, whoever is quoted."""
    cuts = []
    for word in act.rights:
        left = int(word.left_edge.i)
        if share_object(act, word):
            continue
        if word.dep_ == "conj" and act.pos_ in ("VERB", "AUX") and word.pos_ in ("VERB", "AUX"):
            joint = next((c.i for c in act.rights if c.dep_ == "cc" and c.i < word.i), left)
            cuts.append(min(joint, left))
        elif (
            (
                (word.dep_ in ("parataxis", "dep") and word.pos_ in ("VERB", "AUX"))
                or (
                    word.dep_ == "advcl"
                    and (
                        word.left_edge.lower_ in _ASIDE
                        or (word.left_edge.lower_ == "when" and word.tag_ == "VBD")  # tells when it was said
                        or (word.tag_ == "VBG" and comma_before(word) and lemma(word) != "include")
                    )
                )
                or (word.dep_ == "prep" and word.lower_ in ("according", "despite", "under", "amid", "following"))
            )
            or (word.dep_ == "prep" and word.lower_ == "after" and comma_before(word))
            or (
                word.dep_ == "prep"
                and lemma(next(iter(word.children), word))
                in (
                    "line",
                    "accordance",
                    "compliance",
                    "keeping",
                )
            )
        ):
            cuts.append(left)
        elif word.dep_ == "punct" and word.text in (";", "--", "—", "–", ":"):
            cuts.append(int(word.i))
    for word in act.doc[act.i + 1 : min(act.right_edge.i + 1, act.i + LONG)]:
        if (
            word.dep_ in _APPOSED
            and comma_before(word)
            and word.left_edge.lower_ in ("which", "who", "whose", "where", "a", "an")
        ) or (word.dep_ == "relcl" and word.left_edge.pos_ == "ADP"):  # "the two unions, of which both are members"
            cuts.append(int(word.left_edge.i))
    return cuts


# --- due dates -------------------------------------------------------------------------------------------------------

_DUE = (TimexType.DATE, TimexType.TIME, TimexType.DURATION, TimexType.SET)


def _due_dates(reading: Reading, act: "Token", cue: "Token", past: bool, outside: list[int]) -> list[Timex]:
    """The time expressions that hang on the act, or on its cue behind it, without those of clauses inside the act."""
    sentence = act.sent
    stop = min([*outside, sentence.end])
    found = []
    spoken = {a.head.start for a in reading.attributions}
    first = bisect_left(reading.timexes, act.idx - FAR, key=lambda t: t.span.start)
    for timex in reading.timexes[first:]:
        if timex.span.start > act.idx + FAR:
            break
        if timex.span.start < sentence.start_char or timex.span.end > sentence.end_char or timex.type not in _DUE:
            continue
        if timex.value == "PAST_REF" or (timex.value == "PRESENT_REF" and not past):
            continue
        root: Token = reading.parse.tokens(timex.span).root
        if (
            root.dep_ in ("compound", "amod", "nmod", "poss")
            and root.head.idx >= timex.span.end
            and root.head.pos_ in ("NOUN", "PROPN")
        ):
            continue  # "a two-month truce"
        if timex.type is TimexType.SET and root.head.pos_ in ("NOUN", "NUM") and root.i == root.head.i + 2:
            continue  # "600 trucks a day"
        if (root.i >= stop and act.i < stop) or not _hangs_on(root, act, cue) or _is_said_then(root, act, cue, spoken):
            continue
        if root.i < act.i and not (past or act == cue or lemma(cue) in ("have", "give") or _leads_sentence(root, act)):
            continue
        if root.i < act.i and act != cue and root.i > cue.i and lemma(cue) not in ("have", "give"):
            continue
        found.append(timex)
    return found


def _leads_sentence(root: "Token", act: "Token") -> bool:
    top = root.head if root.dep_ == "pobj" else root
    return top.left_edge.i <= act.sent.start + 1 and lemma(top) in ("by", "within", "until", "before", "from")


def _is_said_then(root: "Token", act: "Token", cue: "Token", spoken: set[int]) -> bool:
    """ "should leave, the envoy said on Monday": the day of saying."""
    over = next((above for above in ancestors(root) if above.pos_ in ("VERB", "AUX")), act)
    return over.idx in spoken and over not in (act, cue)


def _hangs_on(root: "Token", act: "Token", cue: "Token") -> bool:
    for above in ancestors(root):
        if above == cue and lemma(cue) in ("have", "give") and cue.i < root.i < act.i:
            return True
        if above == act or (above == cue and root.i > act.i) or (above == cue and cue.i < act.i and root.i < cue.i):
            return True
        if above.pos_ in ("VERB", "AUX") and above.dep_ in ("acl", "relcl", "advcl", "ccomp"):
            return False
    return False


_PAST = re.compile(r"^(?:last|yesterday|earlier)\b|\bago$", re.IGNORECASE)
_BY = frozenset({"by", "within", "until", "till", "before", "from"})


def _is_over(reading: Reading, timex: Timex) -> bool:
    """Whether a time lies before the report and no "by" makes it a due date: "agreed to a truce last month"."""
    written = reading.published.interval
    before = reading.parse.doc[_first_of(reading, timex)].lower_
    if _PAST.search(timex.span.of(reading.document.text)) or (before == "after" and timex.type is TimexType.DURATION):
        return True  # "agreed a truce after several days of clashes"
    last = timex.interval.latest if timex.interval else None
    if last is None or written.earliest is None or last >= written.earliest:
        return False
    return before not in _BY


def _first_of(reading: Reading, timex: Timex) -> int:
    """The position of a due date's first word, its preposition included."""
    tokens = reading.parse.tokens(timex.span)
    first = int(tokens.start)
    sentence = tokens.root.sent.start
    while first > sentence and (
        (reading.parse.doc[first - 1].pos_ in ("ADP", "SCONJ", "DET") and reading.parse.doc[first - 1].dep_ != "prt")
        or reading.parse.doc[first - 1].lower_ in ("later", "early", "late", "end", "no", "than", "only", "just")
    ):
        first -= 1
    return first


def _deadline(reading: Reading, act: "Token", cue: "Token", timexes: list[Timex], action: Span) -> When | None:
    text = reading.document.text
    if timexes:
        timex = min(timexes, key=lambda t: (abs(reading.parse.tokens(t.span).root.i - act.i), t.span.start))
        when = reading.when(timex)
        start = reading.parse.doc[_first_of(reading, timex)].idx
        end = _with_anchor(reading, timex)
        return When(tidy(text[start:end]), when.value, when.earliest, when.latest, when.precision)
    after = text[act.idx : min(act.sent.end_char, action.end + 60)]
    soon = _soon().search(after)
    return When(tidy(soon.group())) if soon else None


def _with_anchor(reading: Reading, timex: Timex) -> int:
    """The end of a due date with what it is counted from: "within 135 days of signing"."""
    root = reading.parse.tokens(timex.span).root
    for word in root.rights:
        if word.dep_ == "prep" and word.lower_ in ("of", "after", "from", "following") and word.idx >= timex.span.end:
            last = word.right_edge
            return int(last.idx + len(last))
    return timex.span.end


def _without_soon(action: str) -> str:
    """The action without an adverb of haste at either end."""
    trimmed = _soon_at_edge().sub("", action).strip(" ,")
    return trimmed or action


@cache
def _soon() -> re.Pattern[str]:
    return re.compile(rf"\b(?<!\bas )(?:{alternatives('soon')})\b", re.IGNORECASE)


@cache
def _soon_at_edge() -> re.Pattern[str]:
    return re.compile(rf"^(?:{alternatives('soon')})\b|\b(?:{alternatives('soon')})$", re.IGNORECASE)
