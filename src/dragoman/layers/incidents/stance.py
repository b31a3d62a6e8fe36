"""Whether words of violence tell of something that was done, and when: once, long ago, or over a period."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dragoman.codes import Precision
from dragoman.layers.casualties.layer import Toll
from dragoman.layers.casualties.words import lemma_of
from dragoman.layers.events.dates import is_own_day
from dragoman.layers.grammar import is_passive, object_of, prepositional, subject_of
from dragoman.layers.incidents.lexicon import unreal, verbs_of
from dragoman.layers.reading import Reading
from dragoman.model.annotations import Timex
from dragoman.model.document import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "is_apart",
    "is_backdrop",
    "is_at_large",
    "is_before",
    "is_definite",
    "is_earlier",
    "is_just_begun",
    "is_going_on",
    "is_indefinite",
    "is_long_past",
    "is_of_a_campaign",
    "is_of_a_period",
    "is_of_a_war",
    "is_of_weeks",
    "is_recalled",
    "is_sum",
    "own_times",
]

_YEAR = re.compile(r"\b\d{4}$")
_PREPOSED = re.compile(r"\b(?:on|in|since|until|by|from|of the|after|before)\s*$|[.;!?]\s", re.IGNORECASE)
_DEFINITE = frozenset("the this that these those its their his such".split())
_AMID = frozenset({"since", "after", "before", "during", "amid", "amidst", "despite", "of"})
_ENDING = frozenset({"ease", "break", "lift", "end", "stop", "halt"})
_NEW = frozenset({"a", "an", "another"})
_TAKING_UP = frozenset("it this that these those they".split())
_COUNTLESS = frozenset({"many", "numerous", "countless", "more", "untold"})
_BREACHES = frozenset({"violations", "breaches"})
_NOW = frozenset({"is", "are", "get", "gets"})
HEADER = 40  # characters before the date of a report in its first line: a weekday, "Date of publication"
PAST = 3  # days after which what a sentence on a longer time dates is an instance of it, and no news
NEWS = 7  # days in which what began is still the same news
OLD = 45  # days before the report; what lies further back is told of as past
_DAYS = (Precision.DAY, Precision.DAY_PART)
WAR = 5_000  # dead
MANY = 200  # dead; fewer may be those of one day's fighting

_APART = re.compile(
    r"^Also\b,? (?!on\b|mon|tues|wednes|thurs|fri|satur|sun|killed|dead|wounded|injured|among)|"
    r"\b(?:separately|elsewhere|earlier (?:on|in the day|today|that day)|hours (?:earlier|later|"
    r"before)|in another|another (?:attack|bomb|explosion|incident|blast|group|strike)|in a separate|"
    r"in a different|moreover|second (?:attack|bomb|explosion|blast)|other (?:attacks|bombs|"
    r"explosions)|another (?:[\w-]+ )?(?:town|village|city|district|neighbou?rhood|area|quarter|suburb|province)|"
    r"in addition(?! to)|meanwhile|"
    r"in the meantime|in other|"
    r"(?:comes?|came|coming) (?:just |only )?(?:an?|one|two|three|\d+) (?:hours?|days?|weeks?|months?) after)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"^\W*Earlier\b|\b(?:earlier|initially|previously) (?:reported|said|put|announced|stated)\b")
_RECALL = re.compile(
    r"\b(?:last (?:year|month)|(?:years?|months?|decades?) (?:ago|earlier|before)|a (?:week|month|"
    r"year) (?:ago|earlier|after|before)|previous (?:attacks?|years?)|"
    r"in the past(?! few (?:hours|days)| \w+ hours)|earlier this (?:month|year)|recalled|anniversary|"
    r"years? (?:ago|earlier|later)|back in)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:since (?:the (?:beginning|start|war|conflict|outbreak|launch|uprising|regime|civil|first|end|"
    r"crisis|fighting|violence|rebellion|insurgency)|it |they |he |"
    r"its |then|[^.,;]{1,80}? (?:began|started|resumed|erupted|broke out)|late|mid|"
    r"january|february|march|april|june|july|august|"
    r"september|october|november|december|19|20|early|last|protests|that)|so far this year|"
    r"this (?:year|month) alone|over the (?:past|last|years)|in the (?:past|last) "
    r"(?:few |\w+ )?(?:weeks|months|years|decade)|in recent (?:weeks|months|years)|past \w+ (?:months|years)|(?:in|"
    r"of) (?:the )?(?:\w+[- ])?years? of (?:war|fighting|conflict)|during the (?:war|conflict|civil)|"
    r"in the (?:war|conflict)\b|for (?:months|years|decades)|"
    r"every (?:year|day|month|week)|each (?:year|month|week)|any ?time|whenever|"
    r"(?:three|four|five|six|seven|eight|nine|ten|\d+|several) (?:days|weeks|months) of (?:\w+ )?"
    r"(?:air ?strikes|strikes|raids|bombardment|shelling|fighting|clashes|attacks|bombing|violence)|"
    r"ongoing (?:\w+ )?(?:campaign|war|conflict)|"
    r"(?:has|have) (?:\w+ ){1,8}this year|every time|each time|to date\b|(?:has|have) long|over the course of|"
    r"regularly|often|(?:civil )?war that|wave of|several \w+ attacks|"
    r"stepped up|steps up|stepping up|spike in|surge in|rise in|increase in|"
    r"number of (?:attacks|murders|killings)|murder rate|in total)\b",
    re.IGNORECASE,
)
_ONE_OF = re.compile(r"\bone of (?:several|many|a (?:series|string|number) of)\b.*", re.IGNORECASE | re.DOTALL)
_SINCE_ONE_DAY = re.compile(r"\bsince [^,.;]{1,40}, when\b", re.IGNORECASE)  # "the deadliest since July, when a bomb"
_INSTANCE = re.compile(r"\b(?:including|such as)\b", re.IGNORECASE)  # "often, including in July when"
_BEGAN = re.compile(r"\bsince\b[^.;]{1,60}\b(?:began|started|erupted|broke out|was launched)\b", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\b[^,;:()]*$", re.IGNORECASE)
_SUM = re.compile(
    r"\b(?:bring|brings|bringing|brought|takes|taking|raising|raised)\b[^;.]{0,60}\b(?:total|since|overall|so far|"
    r"this (?:week|month|year)|in the (?:\w+ )?(?:week|month|year|war|conflict)|number)\b[^;.]{0,60}$",
    re.IGNORECASE,
)


def is_apart(words: str) -> bool:
    """Whether a sentence sets what it tells apart from what was told before ("elsewhere", "another bomb")."""
    return bool(_APART.search(words))


def is_earlier(words: str) -> bool:
    """Whether a sentence gives what somebody said before ("had earlier put the toll at nine")."""
    return bool(_EARLIER.search(words))


def is_definite(token: "Token") -> bool:
    """Whether a noun takes up something told before: "the blast"."""
    if token.tag_ == "VBN" and token.dep_ == "amod":
        return True  # "the killed soldiers"
    if lemma_of(token) in unreal("masses"):
        return False  # "the violence" goes on everywhere
    if token.dep_ == "attr" and (about := subject_of(token.head)) is not None and about.lower_ in _TAKING_UP:
        return True  # "this was an air strike"
    return token.pos_ in ("NOUN", "PROPN") and any(
        c.dep_ in ("det", "poss") and c.lower_ in _DEFINITE for c in token.children
    )


def is_indefinite(token: "Token") -> bool:
    """Whether a noun brings up something not told yet: "an attack", "another blast"."""
    return token.pos_ in ("NOUN", "PROPN") and any(c.dep_ == "det" and c.lower_ in _NEW for c in token.children)


def is_at_large(token: "Token") -> bool:
    """Whether a word tells of violence at large: "massacres", "fighting", "those killed"."""
    if token.pos_ in ("VERB", "AUX"):
        over = token.head
        bare = (token.dep_ == "amod" and over.tag_ in ("NNS", "NNPS")) or (
            token.dep_ == "acl" and over.lower_ == "those"
        )
        return bare or is_going_on(token)
    if token.tag_ in ("NNS", "NNPS"):
        return True
    return lemma_of(token) in unreal("masses") and not any(prepositional(token, "of", "on", "against"))


def is_before(word: "Token") -> bool:
    """ "Her husband had already died": earlier than what is told."""
    verb = next((w for w in (word, *word.ancestors) if w.pos_ in ("VERB", "AUX")), word)
    if verb.dep_ not in ("ROOT", "conj"):
        return False  # "denied that it had bombed the market"
    return any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.children)


def is_going_on(verb: "Token") -> bool:
    """ "Farmers are being killed", "the army is shelling villages": told of as what goes on, on no day."""
    words = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    return "being" in words or (verb.tag_ == "VBG" and bool(words & _NOW))


def is_of_a_period(words: str, times: Sequence[Timex]) -> bool:
    """Whether a sentence tells of what went on for long, or goes on: unless it happened on one day."""
    dated = any(t.precision in _DAYS for t in times) or (bool(times) and bool(_INSTANCE.search(words)))
    return bool(_PERIOD.search(_SINCE_ONE_DAY.sub("when", _ONE_OF.sub("", words)))) and not dated


def is_just_begun(reading: Reading, words: str, named: Sequence[Timex], tolls: Sequence[Toll]) -> bool:
    """Whether a period is only that of the news: "more than 50 have been injured since the clashes began on Monday"."""
    begun = [t for t in named if t.precision in _DAYS and _is_start(reading, t) and t.interval]
    few = all((toll.count.min or 0) < MANY for toll in tolls)
    return few and bool(_BEGAN.search(words)) and any(_days_back(reading, t) <= NEWS for t in begun)


def is_of_a_campaign(verb: "Token", toll: Toll) -> bool:
    """Whether a toll is what a war has cost so far: "the fighting has killed 3,000", "hundreds have died in clashes".

    What the perfect tells of a war is its sum; in clashes people also died today, if they are few.
    """
    many = (toll.count.min or 0) >= MANY
    over = next((word for word in (verb, *verb.ancestors) if word.pos_ in ("VERB", "AUX")), verb)
    doer = None if is_passive(over) else subject_of(over)
    if doer is not None and lemma_of(doer) in unreal("wars"):
        return True
    if any(word.lower_ in _BREACHES for word in prepositional(verb, "of", "to")):
        return True  # "died as a result of these violations"
    if not any(c.dep_ == "aux" and c.lower_ in ("has", "have") for c in over.children):
        return False
    if toll.count.words.lower() in _COUNTLESS:
        return True  # "its interventions have killed many people"
    if doer is not None and lemma_of(doer) in unreal("campaigns"):
        return many
    if verb is not over:
        return many and verb.tag_ == "NNS"  # "have been responsible for the killings of thousands"
    within = {lemma_of(word) for word in prepositional(verb, "in", "during", "by", "from", "amid")}
    return bool(within & unreal("wars")) or (many and bool(within & unreal("campaigns")))


def is_of_weeks(token: "Token") -> bool:
    """Whether a noun tells of what an army does for weeks: "the offensive"."""
    return token.pos_ in ("NOUN", "PROPN") and lemma_of(token) in unreal("drives")


def is_backdrop(token: "Token") -> bool:
    """Whether a drive of weeks only says amid what something happened: "since the rebel offensive".

    Or of whom it happened to: "an alliance that has mounted an offensive".
    """
    over = token.head
    if not is_of_weeks(token):
        return False
    if token.dep_ == "dobj":
        return over.dep_ == "relcl" or lemma_of(over) in _ENDING
    return token.dep_ == "pobj" and over.lower_ in _AMID


def is_of_a_war(toll: Toll) -> bool:
    """Whether a toll is that of a war: no single act kills as many."""
    return max(toll.count.min or 0, toll.count.max or 0) >= WAR


def is_sum(words: str, toll: Toll, sentence: Span) -> bool:
    """Whether a toll sums up more than is told: "bringing the number of dead this week to 530"."""
    before = words[: max(0, toll.span.end - sentence.start)]
    return bool(_SUM.search(before)) and not toll.update


def is_recalled(reading: Reading, words: str, times: Sequence[Timex]) -> bool:
    """Whether a sentence recalls something that lies well before the report."""
    recent = any(t.interval and t.interval.latest and _days_back(reading, t) <= OLD for t in times)
    if bool(_PERIOD.search(words)) and times and all(_days_back(reading, t) >= PAST for t in times):
        return True  # "has regularly shelled the port, including an attack on 6 October"
    return (bool(_RECALL.search(words)) and not recent) or _lies_back(reading, times)


def is_long_past(reading: Reading, times: Sequence[Timex]) -> bool:
    """Whether all times of a sentence's acts are known to lie more than a week back, or in a month that is over."""
    dated = bool(times) and all(t.interval and t.interval.latest for t in times)
    if dated and all(t.precision in (Precision.MONTH, Precision.YEAR) and _days_back(reading, t) > 0 for t in times):
        return True
    return (
        dated and reading.published.interval.earliest is not None and all(_days_back(reading, t) > NEWS for t in times)
    )


def _days_back(reading: Reading, timex: Timex) -> int:
    """How many days before the report a time ended; where that is not known, more than any news is old."""
    published = reading.published.interval.earliest
    latest = timex.interval.latest if timex.interval else None
    return (published - latest).days if published and latest else OLD + 1


def _lies_back(reading: Reading, times: Sequence[Timex]) -> bool:
    """Whether every date of a sentence's acts lies well before the report: a year gone, or six weeks."""
    published = reading.published.interval.earliest
    if not times or published is None:
        return False
    ends = [t.interval.latest for t in times if t.interval and t.interval.latest]
    if not ends or len(ends) < len(times):
        return False
    coarse = all(t.precision in (Precision.YEAR, Precision.DECADE) for t in times)
    return all((published - end).days > OLD for end in ends) or (
        coarse and all(end.year < published.year for end in ends)
    )


def own_times(reading: Reading, acts: "Iterable[Token]", times: Sequence[Timex]) -> tuple[Timex, ...]:
    """Those of the times in a sentence that may be the time of one of the acts, not of the telling or of a noun."""
    words = list(acts)
    told = [t for t in times if not (_is_of_saying(reading, t) or _is_start(reading, t) or _is_header(reading, t))]
    return tuple(t for t in told if any(_is_time_of(reading, word, t) for word in words))


def _is_time_of(reading: Reading, word: "Token", timex: Timex) -> bool:
    """Whether a time may be that of an act: by grammar, or as it opens the sentence ("Last Monday shells fell")."""
    if is_own_day(reading, word, (word.i,), timex):
        return True
    opens = reading.parse.tokens(timex.span).start - word.sent.start <= 1
    return opens and word.pos_ == "VERB" and word == word.sent.root


def _is_header(reading: Reading, timex: Timex) -> bool:
    """Whether a date is the line above a report, run into its first sentence: "6 October 2016 Rockets hit ..."."""
    before = reading.document.text[: timex.span.start]
    words = timex.span.of(reading.document.text)
    return len(before) <= HEADER and bool(_YEAR.search(words)) and not _PREPOSED.search(before)


def _is_start(reading: Reading, timex: Timex) -> bool:
    """Whether a time is when something began that goes on: "have died since the siege began on Sunday"."""
    sentence = reading.parse.tokens(timex.span).root.sent
    before = reading.document.text[sentence.start_char : timex.span.start]
    return timex.precision in _DAYS and bool(_SINCE.search(before))


def _is_of_saying(reading: Reading, timex: Timex) -> bool:
    """Whether a time hangs on a verb of saying ("the ministry said on Tuesday") and not on "claimed five lives"."""
    word = reading.parse.tokens(timex.span).root
    over = word.head.head if word.dep_ == "pobj" and word.head.dep_ == "prep" else word.head
    done = object_of(over) if over.pos_ == "VERB" else None
    if done is not None and lemma_of(done) == "life" and word.head.lower_ != "since":
        return False
    beside = reading.parse.tokens(timex.span)[0]
    before = beside.nbor(-1) if beside.i > beside.sent.start else beside
    before = before.nbor(-1) if before.lower_ in ("on", "late", "early") and before.i > before.sent.start else before
    return lemma_of(over) in verbs_of("telling") or (lemma_of(before) in verbs_of("telling") and before.tag_ == "VBD")
