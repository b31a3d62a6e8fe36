"""Which matches of a form are no time expressions after all: counts, rates, ages, names."""

import re
from dataclasses import replace
from functools import lru_cache

from dragoman.layers.times.forms import Found, find_forms
from dragoman.layers.times.words import Words, read_words_of, token_at
from dragoman.parse import Parse

__all__ = ["find_expressions", "is_expression", "put_right"]

_YEAR_BEFORE = re.compile(
    r"\b(?:in|of|since|by|from|until|till|to|through|before|after|during|early|late|mid|fiscal|between|around|for|than|"
    r"about|year|circa|and|or|the|back|ending|ended|election|as|a|this|its|his|their|on|at)[\s-]+$",
    re.IGNORECASE,
)
_STRICT_BEFORE = re.compile(
    r"\b(?:in|since|by|from|until|till|between|before|after|of|around|circa|year|early|late|mid|to|through|and)[\s-]+$",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"(?:[\d$£€#/.:+]-?|\b(?:no|nos|number|flight|resolution|article|room|page|route|highway|rule|law|order|act|op|"
    r"apollo|model|section|about|than|least|some|nearly|almost|over|around|approximately|roughly|only|all|the other)\.?"
    r"\s)$",
    re.IGNORECASE,
)
# A day that no month has: the month beside it is no date of its own.
_NO_DAY_BEFORE = re.compile(r"(?<![\d.,:$])(?:0|3[2-9]|[4-9]\d)(?:st|nd|rd|th)? (?:of )?$")
_NO_DAY_AFTER = re.compile(r"\s(?:0|3[2-9]|[4-9]\d),? (?:1[89]|20)\d\d\b")
_FOREIGN_YEAR = re.compile(r",?\s(?![0-9])\d{3}|\s9\d{3}\b")
_ON = re.compile(r"\bon $", re.IGNORECASE)
_PERIOD_BEFORE = re.compile(r"\b(?:in|for|of|during|by|since|from|to|until|and) $", re.IGNORECASE)
_NO_NOUN_AFTER = re.compile(r"\s*(?:[.,;:)]|$|(?:and|for|to|in|at|by|when|as|but|after|before|that|who|from) )")
_RATE_BEFORE = re.compile(
    r"\b(?:for|in|within|after|of|about|nearly|almost|than|over|under|least|just|only|around|last|lasted|lasts|take|"
    r"takes|took|every|spend|spent|spends|him|them|us|me|her|by|barely|as|every|roughly|during|to|and|or|is|was|be|been|"
    r"quite|given|gave)\s+$",
    re.IGNORECASE,
)
_RATE_AFTER = re.compile(
    r"\s*(?:ago|earlier|later|after|before|of|to|in|from|and a half|or so|or two|-)", re.IGNORECASE
)
# What can be so many years old and is spoken of as lasting, unlike a person.
_LASTING = re.compile(
    r"[\s-]*old\s+(?:[\w-]+\s+){0,2}?(?:war|conflict|truce|ceasefire|cease-fire|crisis|siege|insurgency|dispute|blockade|"
    r"rebellion|campaign|strike|embargo|occupation|peace|agreement|accord|deal|government|regime|rule|uprising|"
    r"offensive|mission|republic|feud|struggle|standoff|sanctions|ban|talks|law|treaty|policy|program|programme)\b",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(r"[\s-]*(?:old\b|olds\b)|[\s-]+of\s+age\b", re.IGNORECASE)
# What is called after a day: "the March 23 Movement", "6 October Bridge".
_NAMED_AFTER = re.compile(
    r"(?:-\d\d?)?\)?(?: \([A-Z\d-]{2,6}\))?[ -](?:[Mm]ovement|Group|Front|Brigades?|Battalions?|Alliance|Coalition|"
    r"Army|Revolution|Organi[sz]ation|Bridge|Square|Street|Forces|Party|Committee)\b"
)
_NAMED_DAY = re.compile(r"\b(?:Black|Bloody|Super|Fat|Holy|Cyber)\s+$")
_PLACE_AFTER = re.compile(
    r"[\s-]+(?:miles?|km|feet|meters|metres|dollars|people|troops|soldiers|men|women)\b", re.IGNORECASE
)


# "rose 8 percent annually" tells a rate, as "8 percent a year" does.
_RATES = frozenset({"annually", "yearly", "monthly", "daily", "weekly"})
_AMOUNT_BEFORE = re.compile(r"(?:(?:\d%?|percent|[mb]illion|dollars?)(?: [a-z]+)?|average) $")
# "The year ended 30 June" is so long; "the year" alone is the one of the writing.
_ENDING = re.compile(r"\s(?:that |which )?(?:ended|ending|ends)\b")


@lru_cache(maxsize=2)  # dating and times ask for the same, one after the other
def find_expressions(parse: Parse) -> tuple[Found, ...]:
    """The time expressions of a text, unread, in text order."""
    words = read_words_of(parse)
    return tuple(match for match in find_forms(words) if is_expression(parse, match, words))


def put_right(parse: Parse, match: Found) -> Found:
    """The match as its neighbours ask for it."""
    if match.reading == "the_unit" and _ENDING.match(parse.text, match.words[-1].end):
        return replace(match, reading="bare_units")
    return _without_count(parse, match)


def _without_count(parse: Parse, match: Found) -> Found:
    """The match without a number that is no year of two digits: "on 5 Oct 40 people died"."""
    month, number = match.words[-2:] if len(match.words) == 3 else (None, None)
    if month is None or number is None or match.reading != "date" or month.kind != "M" or number.kind not in "DN":
        return match
    token = token_at(parse, number.end + 1)
    ends = not re.match(r",?\s\w", parse.text[number.end : number.end + 3])
    short = len(month.text.rstrip(".")) < 5 and (token is None or token.tag_ not in ("NNS", "NN", "JJ"))
    if len(number.text) == 2 and (ends or short):
        return match
    return replace(match, words=match.words[:-1], end=match.end - 1)


def is_expression(parse: Parse, match: Found, words: Words) -> bool:
    """Whether a match is a time expression, by what stands around it."""
    text = parse.text
    first, last = match.words[0], match.words[-1]
    before, after = text[max(0, first.start - 24) : first.start], text[last.end : last.end + 60]
    letters = match.letters
    if match.reading in ("date", "month", "hijri") and _FOREIGN_YEAR.match(after):
        return False  # its year cannot be read
    if match.reading in ("date", "month") and "Y" not in letters and _NAMED_AFTER.match(after):
        return False
    if match.reading == "season" and last.text.lower() == "fall" and re.match(r" of (?:the |[A-Z])", after):
        return False  # "the fall of the capital"
    if letters == "Y":
        return _is_of_range(match, words) or _is_year(parse, match, before, after)
    if match.reading in ("duration", "ago", "duration_range"):
        return _is_duration(match, before, after)
    if match.reading == "bare_part" and after.startswith(" of "):
        return False  # "the morning of 3 May": of the day that follows
    if match.reading == "bare_part" and last.text.lower() == "night":
        return bool(re.search(r"\b(?:in|during|through|throughout|later|overnight)\s$", before))
    if match.reading == "day_of_month" and len(match.words) == 2:
        return bool(_ON.search(before) and _NO_NOUN_AFTER.match(after))
    if letters == "B":
        return first.text[0] == "Q" and bool(_PERIOD_BEFORE.search(before))
    if match.reading == "week_number" and first.text.lower() != "week":
        return False
    if match.reading == "the_unit" and last.text.lower() == "day":
        # "the third attack of the day", but not "during the day", "the day belonged to them"
        return first.text.lower() != "the" or before.endswith(" of ")
    if match.reading == "the_unit" and re.match(r"\s\d", after):
        return False  # a year that is none: "the year 0"
    if match.reading == "sets":
        return not re.match(r"\s[A-Z]", after) and not (last.text.lower() in _RATES and _AMOUNT_BEFORE.search(before))
    if match.reading == "reference" and last.text.lower() == "past":
        token = token_at(parse, last.start)
        return token is not None and token.tag_ == "NN"
    if match.reading == "weekday" and _NAMED_DAY.search(before):
        return False
    if match.reading == "single" and first.text.lower() == "current":
        return _is_current(parse, match)
    if match.reading == "month" and (_NO_DAY_BEFORE.search(before) or _NO_DAY_AFTER.match(after)):
        return False
    if match.reading == "month" and letters == "M":
        return not _is_name(parse, match)
    if match.reading == "decade" and len(first.text.strip("'’")) == 2 and letters == "S":
        # "in his 40s" is an age, "the 40s" temperatures or a decade
        return not re.search(r"\b(?:his|her|their|my|your|our)\s(?:\w+\s)?$", before)
    return True


def _is_year(parse: Parse, match: Found, before: str, after: str) -> bool:
    word = match.words[0]
    number = int(word.value)
    if _NOT_BEFORE.search(before) and not re.search(r"\b(?:around|over|about)\s$", before):
        return False
    if re.match(r"[/:]\d|\.\d|,\d{3}|[-–]\d{3}|%|\s?(?:percent|million|billion)", after) or _PLACE_AFTER.match(after):
        return False
    token = token_at(parse, word.start)
    follower = parse.doc[token.i + 1] if token is not None and token.i + 1 < len(parse.doc) else None
    counts = follower is not None and follower.tag_ == "NNS" and not word.text.endswith("s")
    if not 1900 <= number <= 2100:
        return bool(_STRICT_BEFORE.search(before)) and not counts
    if counts:
        return bool(re.search(r"\b(?:the|of|its|his|their|fiscal)\s+$", before, re.IGNORECASE))
    return True


def _is_of_range(match: Found, words: Words) -> bool:
    """Whether a year is one end of a range: "2010-2014", "2019/20"."""
    for low, high in ((match.start - 2, match.start), (match.start, match.start + 2)):
        if low >= 0 and words.letters[low : high + 1] in ("Y=Y", "Y/Y"):
            one, two = words.words[low], words.words[high]
            if one and two and one.end + 1 == two.start and 1800 <= int(one.value) < int(two.value) <= 2100:
                return True
    return False


def _is_duration(match: Found, before: str, after: str) -> bool:
    if _AGE_AFTER.match(after):
        return bool(_LASTING.match(after))
    letters = match.letters
    if match.words[-1].text.istitle() and len(match.words) > 1 and letters[0] in "DN":
        return False  # a title: 60 Minutes
    if re.search(r"=[UQ]$", letters) and match.words[-1].text.lower() == "quarters":
        return False  # three-quarters
    if letters == "aQ" and re.match(r"\s(?:of|century|mile|million|billion)\b|-", after):
        return False  # a fourth part
    if letters == "nu" and match.words[0].text.lower() == "one" and match.words[1].text.lower() == "day":
        return bool(_RATE_BEFORE.search(before) or _RATE_AFTER.match(after))
    if letters.endswith("5"):
        return bool(_LASTING.match("old" + after))
    if match.reading == "duration" and letters in ("au", "aQ", "ap"):
        return bool(_RATE_BEFORE.search(before) or _RATE_AFTER.match(after))
    return not (letters and letters[0] in "NDY" and re.search(r"[$£€#/.:]$", before))


def _is_current(parse: Parse, match: Found) -> bool:
    token = token_at(parse, match.words[0].start)
    return token is not None and token.tag_ == "JJ"


def _is_name(parse: Parse, match: Found) -> bool:
    """April and June of "June Carter"; a month is no part of a person's name."""
    token = token_at(parse, match.words[0].start)
    return (
        token is not None
        and token.ent_type_ == "PERSON"
        and token.text in ("April", "June", "May", "August", "Jan", "Jan.")
    )
