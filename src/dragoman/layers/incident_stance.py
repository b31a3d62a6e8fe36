"""Whether words of violence tell of something that was done, and when: once, long ago, or over a period."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dragoman.codes import Modality, Precision
from dragoman.layers.casualties import Toll
from dragoman.layers.casualty_words import lemma_of
from dragoman.layers.event_dates import is_own_day
from dragoman.layers.event_grammar import is_passive, object_of, prepositional, subject_of
from dragoman.layers.incident_lexicon import unreal, verbs_of
from dragoman.layers.modality import modality_of
from dragoman.layers.reading import Reading
from dragoman.model.annotations import Timex
from dragoman.model.document import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "is_apart",
    "is_at_large",
    "is_definite",
    "is_done",
    "is_earlier",
    "is_of_a_campaign",
    "is_of_a_period",
    "is_of_a_war",
    "is_recalled",
    "is_sum",
    "own_times",
]

_DEFINITE = frozenset("the this that these those its their his such".split())
_UNSURE = frozenset({"whether", "if"})
_LEST = frozenset({"if", "unless", "lest", "until"})
_KEEPING = frozenset("prevent stop keep save protect deter stave discourage dissuade".split())
_LAUNCHING = frozenset("launch conduct stage mount carry send dispatch use open detonate explode return".split())
_NOW = frozenset({"is", "are", "get", "gets"})
_UNREAL_VERBAL = (Modality.PLANNED, Modality.HYPOTHETICAL, Modality.DEMANDED)
_OFF = ("of", "for", "about", "against", "to", "at", "on", "with", "from")
OLD = 45  # days before the report; what lies further back is told of as past
WAR = 5_000  # dead
MANY = 200  # dead; fewer may be those of one day's fighting
DEEP = 4  # nouns and prepositions above an act that are looked at

_APART = re.compile(
    r"\b(?:separately|elsewhere|earlier (?:on|in the day|today|that day)|hours (?:earlier|later|"
    r"before)|in another|another (?:attack|bomb|explosion|incident|blast|group|strike)|in a separate|"
    r"in a different|moreover|second (?:attack|bomb|explosion|blast)|other (?:attacks|bombs|"
    r"explosions)|in addition(?! to)|meanwhile|"
    r"in the meantime|in other)\b",
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
    r"its |then|(?:an? |the )[^.;]{1,80}? (?:began|started|resumed|erupted|broke out)|late|mid|"
    r"january|february|march|april|june|july|august|"
    r"september|october|november|december|19|20|early|last|protests|that)|so far this year|"
    r"this (?:year|month) alone|over the (?:past|last|years)|in the (?:past|last) "
    r"(?:few |\w+ )?(?:weeks|months|years|decade)|in recent (?:weeks|months|years)|past \w+ (?:months|years)|(?:in|"
    r"of) (?:the )?(?:\w+[- ])?years? of (?:war|fighting|conflict)|during the (?:war|conflict|civil)|"
    r"in the (?:war|conflict)\b|for (?:months|years|decades)|"
    r"every (?:year|day|month|week)|each (?:year|month|week)|any ?time|whenever|"
    r"every time|each time|to date\b|(?:has|have) long|over the course of|"
    r"regularly|often|(?:civil )?war that|series of|wave of|several \w+ attacks|"
    r"stepped up|steps up|stepping up|spike in|surge in|rise in|increase in|"
    r"number of (?:attacks|murders|killings)|murder rate)\b",
    re.IGNORECASE,
)
_ONE_OF = re.compile(r"\bone of (?:several|many|a (?:series|string|number) of)\b.*", re.IGNORECASE | re.DOTALL)
_SINCE = re.compile(r"\bsince\b[^,;:()]*$", re.IGNORECASE)
_SUM = re.compile(
    r"\b(?:bring|brings|bringing|brought|takes|taking|raising|raised)\b[^;.]{0,60}\b(?:total|since|overall|so far|"
    r"this (?:week|month|year)|in the (?:week|month|year|war|conflict)|number)\b[^;.]{0,60}$",
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
    return token.pos_ in ("NOUN", "PROPN") and any(
        c.dep_ in ("det", "poss") and c.lower_ in _DEFINITE for c in token.children
    )


def is_at_large(token: "Token") -> bool:
    """Whether a word tells of violence at large: "massacres", "fighting", "those killed"."""
    if token.pos_ in ("VERB", "AUX"):
        over = token.head
        bare = (token.dep_ == "amod" and over.tag_ in ("NNS", "NNPS")) or (
            token.dep_ == "acl" and over.lower_ == "those"
        )
        return bare or any(c.dep_ == "auxpass" and c.lower_ == "being" for c in token.children)
    if token.tag_ in ("NNS", "NNPS"):
        return True
    return lemma_of(token) in unreal("masses") and not any(prepositional(token, "of", "on", "against"))


def is_of_a_period(words: str, times: Sequence[Timex]) -> bool:
    """Whether a sentence tells of what went on for long, or goes on: unless it happened on one day."""
    return bool(_PERIOD.search(_ONE_OF.sub("", words))) and not any(
        t.precision in (Precision.DAY, Precision.DAY_PART) for t in times
    )


def is_of_a_campaign(verb: "Token", toll: Toll) -> bool:
    """Whether a toll is what a war has cost so far: "the fighting has killed 3,000", "hundreds have died in clashes".

    What the perfect tells of a war is its sum; in clashes people also died today, if they are few.
    """
    many = (toll.count.min or 0) >= MANY
    over = next((word for word in (verb, *verb.ancestors) if word.pos_ in ("VERB", "AUX")), verb)
    doer = None if is_passive(over) else subject_of(over)
    if doer is not None and lemma_of(doer) in unreal("wars"):
        return True
    if not any(c.dep_ == "aux" and c.lower_ in ("has", "have") for c in over.children):
        return False
    if doer is not None and lemma_of(doer) in unreal("campaigns"):
        return many or verb is over
    if verb is not over:
        return many and verb.tag_ == "NNS"  # "have been responsible for the killings of thousands"
    within = {lemma_of(word) for word in prepositional(verb, "in", "during", "by", "from", "amid")}
    return bool(within & unreal("wars")) or (many and bool(within & unreal("campaigns")))


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
    return (bool(_RECALL.search(words)) and not recent) or _lies_back(reading, times)


def _days_back(reading: Reading, timex: Timex) -> int:
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
    told = [t for t in times if not (_is_of_saying(reading, t) or _is_start(reading, t))]
    return tuple(t for t in told if any(is_own_day(reading, word, (word.i,), t) for word in words))


def _is_start(reading: Reading, timex: Timex) -> bool:
    """Whether a time is when something began that goes on: "have died since the siege began on Sunday"."""
    sentence = reading.parse.tokens(timex.span).root.sent
    before = reading.document.text[sentence.start_char : timex.span.start]
    return timex.precision in (Precision.DAY, Precision.DAY_PART) and bool(_SINCE.search(before))


def _is_of_saying(reading: Reading, timex: Timex) -> bool:
    """Whether a time hangs on a verb of saying: "the ministry said on Tuesday"."""
    word = reading.parse.tokens(timex.span).root
    over = word.head.head if word.dep_ == "pobj" and word.head.dep_ == "prep" else word.head
    beside = reading.parse.tokens(timex.span)[0]
    before = beside.nbor(-1) if beside.i > beside.sent.start else beside
    before = before.nbor(-1) if before.lower_ in ("on", "late", "early") and before.i > before.sent.start else before
    return lemma_of(over) in verbs_of("telling") or (lemma_of(before) in verbs_of("telling") and before.tag_ == "VBD")


# --- whether it was done ---------------------------------------------------------------------------------------------


def is_done(token: "Token") -> bool:
    """Whether an act of violence is told of as done.

    It is not where it is planned, feared, prevented, asked about or denied, where it is a habit ("the rebels attack
    whenever they can"), or where the words mean no violence ("attacked the proposal").
    """
    modality, negated = modality_of(token)
    if modality is not Modality.ASSERTED or negated:
        return False
    if _is_figure_of_speech(token) or _is_feared(token):
        return False
    if token.pos_ in ("VERB", "AUX") or token.tag_.startswith("V"):
        return not (_is_asked(token) or _is_kept_off(token) or _is_purpose(token) or _is_habit(token))
    return not _is_prospect(token)


def _is_feared(token: "Token") -> bool:
    """Whether it stands in a clause of fearing, warning, predicting or supposing: "agencies fear that he was shot"."""
    word = token
    for _ in range(2 * DEEP):
        over = word.head
        if over is word:
            return False
        if word.dep_ in ("ccomp", "acl") and lemma_of(over) in unreal("fearing"):
            return True
        if word.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _LEST for c in word.children):
            return True
        if word.dep_ == "relcl":
            return False
        word = over
    return False


def _is_asked(verb: "Token") -> bool:
    """ "It is not known whether they were killed"."""
    word = verb
    for _ in range(DEEP):
        if any(c.dep_ == "mark" and c.lower_ in _UNSURE for c in word.children) and word.dep_ != "relcl":
            return True
        if word.dep_ not in ("conj", "xcomp") or word.head is word:
            return False
        word = word.head
    return False


def _is_kept_off(verb: "Token") -> bool:
    """ "to prevent them from being attacked", "the risk of being shot"."""
    prep = verb.head
    if verb.dep_ != "pcomp" or prep.dep_ != "prep":
        return False
    over = lemma_of(prep.head)
    return (prep.lower_ == "from" and over in _KEEPING) or over in unreal("nouns") or over in unreal("verbs")


def _is_purpose(verb: "Token") -> bool:
    ahead = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    return ahead and verb.dep_ == "advcl" and verb.head.lemma_.lower() not in _LAUNCHING


def _is_habit(verb: "Token") -> bool:
    """A present tense below the headline tells what somebody does, not what happened."""
    if verb.sent.start == 0:
        return False
    auxiliaries = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
    passive = verb.tag_ == "VBN" and bool(auxiliaries) and set(auxiliaries) <= _NOW
    if not passive and (verb.tag_ not in ("VBP", "VBZ") or auxiliaries):
        return False
    return verb.dep_ == "relcl" or verb.sent[-1].text in (".", '"', "'")


def _is_prospect(noun: "Token") -> bool:
    """Whether what a noun tells of lies ahead, is feared, planned, prevented, or is no act: "attack helicopters"."""
    if any(c.lower_ == "no" or c.lemma_.lower() in unreal("adjectives") for c in noun.children):
        return True
    if noun.dep_ == "compound":
        return lemma_of(noun.head) in unreal("heads")
    if noun.dep_ == "nsubj" and noun.head.pos_ in ("VERB", "AUX") and modality_of(noun.head)[0] in _UNREAL_VERBAL:
        return True
    return _is_governed(noun)


def _is_governed(noun: "Token") -> bool:
    """Whether a word above a noun takes it back: "threatened an attack", "preparations for an assault"."""
    word = noun
    for _ in range(DEEP):
        over = word.head
        if word.dep_ in ("dobj", "nsubjpass", "oprd", "attr") and over.pos_ in ("VERB", "AUX"):
            if lemma_of(over) == "claim":
                return False  # "no group has claimed the blast": it happened all the same
            modality, negated = modality_of(over)
            return modality is not Modality.ASSERTED or negated or lemma_of(over) in unreal("verbs")
        if word.dep_ == "pobj" and over.lower_ in _OFF:
            above = over.head
            if above.pos_ in ("NOUN", "PROPN"):
                return lemma_of(above) in unreal("nouns")
            return above.pos_ in ("VERB", "ADJ") and lemma_of(above) in unreal("governors")
        if word.dep_ != "conj":
            return False
        word = over
    return False


def _is_figure_of_speech(token: "Token") -> bool:
    """ "attacked the proposal", "an assault on freedom", "verbal attacks"."""
    if token.pos_ in ("VERB", "AUX"):
        target = object_of(token)
    else:
        target = next(prepositional(token, "on", "against", "of"), None)
    return target is not None and lemma_of(target) in unreal("targets")
