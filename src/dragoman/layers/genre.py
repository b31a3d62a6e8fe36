"""What sort of text a report is, and what of its record that leaves standing.

A text tells by what it calls itself (heading, address, the line on its author), by who speaks in it (an issuer that
condemns and calls for in its own name, a rights group that is its own source), and by its voice: news hands what it
says to speakers, opinion judges and speaks as "we". Whatever says too little is news.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from dragoman.codes import Genre
from dragoman.layers.attribution.quotations import find_quotations
from dragoman.layers.communiques import Communique
from dragoman.lexicon import read_patterns, read_table
from dragoman.model.annotations import Attribution, Interval, Published
from dragoman.model.document import Document, Span
from dragoman.model.records import Event, Incident, Meeting, When
from dragoman.parse import Parse
from dragoman.read.dateline import find_dateline

__all__ = ["find_genre", "keeps"]

LABEL = 40  # characters; where the title is known, only labels ("Analysis") are looked for above the text
HEADING = 160  # characters; a longer first line is a lead
EDGE = 450  # characters at the end in which a text speaks of its author or its subject's dates
BYLINE = 200  # characters at the end that the line on the author fills
WORK = 0.2  # share of sentences with "said" from which a reporter is at work, and not the issuer
FEW_WORDS = 400  # in a shorter text one word would make a high rate
FEWEST = 5  # sentences below which shares of them mean nothing
OPINION = 5  # points, of ten; the best cut on sixty comment and news texts of one paper, read by hand
NEAR = 14  # days either side of the report's date within which an opinion piece still tells news
WIDEST = 31  # days; "in 2016" lies near every report of that year and dates nothing


def find_genre(
    document: Document, parse: Parse, *, communique: Communique | None, attributions: Sequence[Attribution]
) -> Genre:
    """The genre of a report; news where nothing tells otherwise. Title, outlet and address may be missing.

    Obituaries and profiles count as explainers, letters and analyses in the writer's own voice as opinion.
    """
    headings = _headings(document, parse)
    voice = _measure(parse, attributions)
    return (
        _by_issuer(document, parse, headings, voice, attributions)
        or _by_name(document, parse, headings, voice)
        or _by_acts(parse, headings, voice, communique)
        or _by_voice(parse, voice)
        or Genre.NEWS
    )


# --- what is counted -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Voice:
    """Shares and rates of a text. `reported`: sentences with a verb of saying; `quoted`: characters in quotation marks.

    The rest is counted outside quotations and reported speech: first persons and questions by number, words of judging
    and duty by the thousand, `present` as the share of present among finite verbs.
    """

    sentences: int
    reported: float
    told: float  # sentences that report speech in the past: "said", "told"
    quoted: float
    lone: int  # "I", "me", "my"
    persons: int
    questions: int
    judging: float
    duty: float
    present: float


_FIRST = frozenset("i my me we our us ourselves myself".split())
_LONE = frozenset("i me my".split())
_DUTY = frozenset("must should ought".split())
_PRESENT, _PAST = ("VBZ", "VBP"), ("VBD", "VBN")


def _measure(parse: Parse, attributions: Sequence[Attribution]) -> _Voice:
    length = len(parse.text)
    quoted = _mask(length, [q.span for q in find_quotations(parse.text, parse.paragraphs)])
    spoken = [a for a in attributions if a.speech]
    reported = _mask(length, [span for a in spoken for span in a.content])
    heads = {a.head.start for a in spoken}
    saying, telling, starts = [], [], [0]
    lone = persons = judging = duty = present = past = words = questions = 0
    judged = _judging()
    for token in parse.words:
        at, lower = token.idx, token.lower_
        if token.is_sent_start and at:
            starts.append(at)
        if at in heads:
            saying.append(at)
            if token.tag_ in _PAST:
                telling.append(at)
        if quoted[at]:
            continue
        lone += lower in _LONE
        persons += lower in _FIRST and token.text != "US"
        questions += lower == "?"
        if reported[at]:
            continue
        words += lower.isalpha()
        judging += lower in judged
        duty += lower in _DUTY
        tag = token.tag_
        present += tag in _PRESENT
        past += tag == "VBD"
    sentences = len(starts)
    return _Voice(
        sentences=sentences,
        reported=_holding(starts, saying) / sentences,
        told=_holding(starts, telling) / sentences,
        quoted=sum(quoted) / max(1, length),
        lone=lone,
        persons=persons,
        questions=questions,
        judging=1000 * judging / max(FEW_WORDS, words),
        duty=1000 * duty / max(FEW_WORDS, words),
        present=present / (present + past + 1),
    )


def _mask(length: int, spans: Sequence[Span]) -> bytearray:
    mask = bytearray(length)
    for span in spans:
        mask[span.start : span.end] = b"\1" * len(span)
    return mask


def _holding(starts: Sequence[int], offsets: Sequence[int]) -> int:
    """How many of the sentences that begin at `starts` hold one of the offsets."""
    return len({bisect_right(starts, offset) for offset in offsets})


# --- by who issues it ----------------------------------------------------------------------------------------------


def _by_issuer(
    document: Document, parse: Parse, headings: Sequence[str], voice: _Voice, attributions: Sequence[Attribution]
) -> Genre | None:
    """Who issues a text, where its outlet, address or heading tells."""
    if _is_ngo(document, parse, attributions):
        return Genre.NGO_REPORT
    named = _matching("heading", headings, (Genre.RELEASE, Genre.COMMUNIQUE))
    if named and voice.told < WORK:
        return named
    outlet = {piece.strip().lower() for piece in re.split(r"[()|,/]", document.outlet or "")}
    if outlet & _parties():
        return Genre.RELEASE
    return _matching("address", _addresses(document), (Genre.RELEASE,))


def _by_acts(parse: Parse, headings: Sequence[str], voice: _Voice, communique: Communique | None) -> Genre | None:
    """A text whose issuer acts by words: "we condemn" throughout, or the formulas of the third person."""
    if communique and voice.lone < 3 and not _is_dialogue(parse):  # a witness who tells her story says "I" as well
        issuer = communique.issuer.of(parse.text) if communique.issuer else " ".join(headings)
        return Genre.RELEASE if _OFFICIAL.search(issuer) else Genre.COMMUNIQUE
    return _by_formula(parse, voice) if voice.told < WORK and voice.quoted < 0.1 else None


_OFFICIAL = re.compile(
    r"\b(?:ministr|government|embass|president|republic|department|secretary|united (?:states|nations|kingdom)|union"
    r"|security council|commission|kingdom|state of)",
    re.IGNORECASE,
)


def _by_formula(parse: Parse, voice: _Voice) -> Genre | None:
    """An issuer in the third person: "The Republic strongly condemns", "wishes to state", "remains committed to"."""
    quoted = [q.span for q in find_quotations(parse.text, parse.paragraphs)]
    found = [
        match
        for pattern, _ in _patterns("formula")
        for match in pattern.finditer(parse.text)
        if not any(span.start <= match.start() < span.end for span in quoted) and not _in_heading(parse, match.start())
    ]
    if not found or len(found) * 12 < voice.sentences:
        return None
    wishes = any(match.group().lower().startswith("wish") for match in found)
    return Genre.COMMUNIQUE if wishes else Genre.RELEASE


def _in_heading(parse: Parse, offset: int) -> bool:
    first = parse.paragraphs[0]
    return offset < first.end and len(first) <= HEADING and parse.text[first.end - 1] not in ".!"


def _is_ngo(document: Document, parse: Parse, attributions: Sequence[Attribution]) -> bool:
    """A rights or relief group's own text: its outlet or address, its "said today", or the chapters of a report."""
    addresses = _addresses(document)
    if _matching("address", addresses, (Genre.NGO_REPORT,)) or _ngos().fullmatch((document.outlet or "").strip()):
        return True
    own = [m.group(1) for m in _said_today().finditer(parse.text, 0, 2500)]
    if own:
        sources = [a.source.of(parse.text) for a in attributions if a.speech and a.source]
        return 2 * sum(own[0] in source for source in sources) >= len(sources)
    chapters = sum(
        any(pattern.search(p.of(parse.text)) for pattern, _ in _patterns("chapter"))
        for p in parse.paragraphs
        if len(p) < 60
    )
    return chapters >= 3 and _ngos().search(parse.text, 0, 2500) is not None


# --- by what it calls itself ---------------------------------------------------------------------------------------


def _by_name(document: Document, parse: Parse, headings: Sequence[str], voice: _Voice) -> Genre | None:
    """Heading, address, the line on the author, the article that a letter answers, or questions for headings."""
    own = (Genre.OPINION, Genre.EXPLAINER, Genre.NEWS)
    named = _matching("heading", headings, own) or _matching("address", _addresses(document), own)
    if named:
        return named
    last = parse.text[-EDGE:].rstrip()
    if _search("obituary", last):
        return Genre.EXPLAINER
    if _search("letter", parse.text[: 2 * EDGE]) and voice.quoted < 0.3:
        return Genre.OPINION
    if voice.reported < 0.35 and voice.quoted < 0.15 and _search("byline", last[-BYLINE:]):
        return Genre.OPINION
    return Genre.EXPLAINER if _is_asked(parse, voice) else None


_QUESTION = re.compile(
    r"(?:\d+[.)] ?)?(?:what|why|how|who|when|where|which|is|are|does|do|did|could|can|will|has|have|so)\b",
    re.IGNORECASE,
)

_OPENING = re.compile(r"[A-Z][^.!?\n]{0,78}\?")


def _is_asked(parse: Parse, voice: _Voice) -> bool:
    """Questions as headings where no reporter is at work, or a text in one piece that opens with a short question."""
    asked = [
        p
        for p in parse.paragraphs
        if len(p) < 100 and parse.text[p.end - 1] == "?" and _QUESTION.match(p.of(parse.text))
    ]
    if len(asked) >= 2 and voice.told < WORK:
        return True
    opening = parse.text.lstrip()[:80]
    return _OPENING.match(opening) is not None and voice.questions >= 3 and voice.persons < 3


# --- by its voice --------------------------------------------------------------------------------------------------


def _by_voice(parse: Parse, voice: _Voice) -> Genre | None:
    """Opinion where a writer judges, in the first person or in words of judging and duty, and reports little."""
    judges = voice.judging >= 2 or voice.duty >= 2.5 or voice.persons >= 2
    if voice.sentences < FEWEST or not judges or _is_dialogue(parse) or _is_wired(parse.text):
        return None
    points = (
        _steps(voice.judging, 2, 4, 8) + _steps(voice.duty, 2.5) + _steps(voice.present, 0.6) + (voice.questions > 0)
    )
    points += 2 if voice.persons >= max(2, voice.sentences / 10) else 0
    points += 2 - _steps(voice.reported, 0.12, 0.23) - 2 * _steps(voice.reported, 0.35)
    points += 1 - _steps(voice.quoted, 0.1) - 2 * _steps(voice.quoted, 0.2)
    return Genre.OPINION if points >= OPINION else None


_WIRED = re.compile(r"\W*[A-Z][^\n]{3,100}\) ?(?:--?|–|—) ")


def _is_wired(text: str) -> bool:
    """A wire story or a monitored broadcast, by its dateline: who judges there is the speaker it carries."""
    header = find_dateline(text)
    return _WIRED.match(text) is not None or (header is not None and header.label == "dateline")


_TURN = re.compile(r"(?:Q|A|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}): ")


def _is_dialogue(parse: Parse) -> bool:
    """An interview or minutes: "Okello: ..." opens every third paragraph, and "I" and "we" are whoever speaks."""
    turns = sum(_TURN.match(parse.text, p.start, p.end) is not None for p in parse.paragraphs)
    return turns >= 3 and 3 * turns >= len(parse.paragraphs)


def _steps(value: float, *steps: float) -> int:
    return sum(value >= step for step in steps)


# --- headings, addresses, patterns ---------------------------------------------------------------------------------


def _headings(document: Document, parse: Parse) -> list[str]:
    """The title and what stands like one above the text: short first lines without a full stop."""
    title = (document.title or "").strip()[:HEADING]
    if title and parse.text.lstrip().startswith(title):
        title = ""  # it stands above the text, like the rest
    found = [title] if title else []
    if len(parse.paragraphs) < 2:
        return found
    for paragraph in parse.paragraphs[:3]:
        if (
            len(paragraph) > (LABEL if found and found[0] == title else HEADING)
            or parse.text[paragraph.end - 1] in ".,;"
        ):
            break
        found.append(paragraph.of(parse.text))
    return found


def _addresses(document: Document) -> list[str]:
    return [words.strip() for words in (document.outlet, document.url) if words and words.strip()]


def _matching(kind: str, texts: Sequence[str], wanted: Sequence[Genre]) -> Genre | None:
    for text in texts:
        for pattern, genre in _patterns(kind):
            if genre in wanted and pattern.search(text[:500]):
                return genre
    return None


def _search(kind: str, text: str) -> bool:
    return any(pattern.search(text) for pattern, _ in _patterns(kind))


@cache
def _patterns(kind: str) -> tuple[tuple[re.Pattern[str], Genre | None], ...]:
    entries = read_patterns("genre")[kind]
    return tuple(
        (re.compile(e["pattern"], re.IGNORECASE), Genre(e["genre"]) if "genre" in e else None) for e in entries
    )


@cache
def _judging() -> frozenset[str]:
    return frozenset(word for entry in read_patterns("genre")["judging"] for word in entry["words"])


@cache
def _ngos() -> re.Pattern[str]:
    """The rights and relief groups of the actor lexicon that are at work in more than one country."""
    rows = [row for row in read_table("actors") if row["sector"] == "NGO" and not row["country"]]
    names = {name for row in rows for name in (row["name"], *row["aliases"].split(";")) if name and name[0] != "?"}
    return re.compile(rf"\b({'|'.join(re.escape(name) for name in sorted(names, key=len, reverse=True))})\b")


_PARTY_SECTORS = frozenset({"GOV", "MIL", "REB", "PRM", "PTY", "OPP", "IGO", "SPY", "UAF"})


@cache
def _parties() -> frozenset[str]:
    """Governments, armed movements and international bodies, as their own outlets are called."""
    rows = [row for row in read_table("actors") if row["sector"] in _PARTY_SECTORS and row["kind"] == "organisation"]
    names = {name.strip("? ").lower() for row in rows for name in (row["name"], *row["aliases"].split(";"))}
    return frozenset(name for name in names if len(name) > 2)


@cache
def _said_today() -> re.Pattern[str]:
    return re.compile(rf"{_ngos().pattern} (?:said|says|warned|reported|announced)(?: in a [\w -]{{4,40}})? today\b")


# --- what a genre leaves standing ----------------------------------------------------------------------------------

_NOW = re.compile(r"\b(?:today|yesterday|tomorrow|tonight|this (?:week|morning|weekend)|last night)\b", re.IGNORECASE)
_BACKGROUND = (Genre.OPINION, Genre.EXPLAINER)


def keeps(genre: Genre | None, record: Event | Incident | Meeting, published: Published) -> bool:
    """Whether a record stands as news of this report, rather than as background told again.

    All does in news, releases, communiqués and NGO reports. Opinion and explainers tell their background in the same
    tenses as their news: there a record needs a date of its own within NEAR days of the report's, or a "today".
    """
    if genre not in _BACKGROUND:
        return True
    if _NOW.search(record.evidence[0].text):
        return True
    when = record.date
    # A date that stands in none of the record's own words was carried over from a sentence nearby.
    own = when is not None and any(when.words in evidence.text for evidence in record.evidence)
    return when is not None and own and _is_near(when, published.interval)


def _is_near(when: When, published: Interval) -> bool:
    if when.earliest is None or when.latest is None:
        return (when.value or "").startswith("XXXX-WXX-")  # a bare weekday is never far
    low, high = _day(when.earliest), _day(when.latest)
    if published.earliest is None or published.latest is None or low is None or high is None:
        return False
    if max((high - low).days, (published.latest - published.earliest).days) > WIDEST:
        return False
    return max((published.earliest - high).days, (low - published.latest).days) <= NEAR


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None
