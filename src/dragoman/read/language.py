"""The language of a text, from letters and common words; the model comes inside py3langid and needs no network."""

import re
import threading
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["identify_language"]

# A text is judged by three windows of this many characters: more tells nothing new and would cost as much as a layer.
_WINDOW = 1_500

# Words that are frequent in English and are no words, or rare ones, in other languages written with these letters.
# Left out for that reason: of, was (Dutch), at, for (Danish), to (Polish), in, on, is, as, had, an, by, who.
_ENGLISH = frozenset(
    "the and that with from this these those were would which their they them said been not there than what when "
    "while about into after before between could should his her its our your have".split()
)
_MANY = 0.14  # share of such words; English news has .2 or more, headlines less, other languages hardly any
_SOME = 0.07
_SURE = 0.95  # probability from which py3langid's word stands against some English words

# Short texts are taken for what their names look like ("Taliban, US meet" for Bikol), but at a low probability: plain
# letters then count as English. Real sentences of five words of another language reach .9.
_UNSURE = 0.6

_WORD = re.compile(r"[^\W\d_]+")


def identify_language(text: str) -> str:
    """The ISO 639-1 code of the language most of the text is in, or "und" where it has no letters.

    Case does not matter. A short text in plain letters counts as English. A text in two languages gets the one that
    prevails.

    >>> identify_language("THE TALKS WERE BROKEN OFF, AND THE DELEGATES LEFT THE HALL WITH THEIR PAPERS.")
    'en'
    >>> identify_language("Les pourparlers ont été rompus et les délégués ont quitté la salle.")
    'fr'
    >>> identify_language("12 - 14 %")
    'und'
    """
    sample = _sample(text).lower()
    words = _WORD.findall(sample)
    letters = sum(map(len, words))
    if not letters:
        return "und"
    english = sum(word in _ENGLISH for word in words) / len(words)
    if english >= _MANY:
        return "en"
    language, probability = _classify(sample)
    accents = sum(len(word.encode("utf-8", "replace")) for word in words) - letters
    if accents <= 0.12 * letters and probability < (_SURE if english >= _SOME else _UNSURE):
        return "en"
    return language


def _sample(text: str) -> str:
    """The text, or where it is long its beginning, middle and end; a text whose windows hold no letter is kept whole.

    (Ten megabytes that open with blanks or figures are searched for their first letters instead.)
    """
    if len(text) <= 3 * _WINDOW:
        return text
    middle = (len(text) - _WINDOW) // 2
    sample = " ".join((text[:_WINDOW], text[middle : middle + _WINDOW], text[-_WINDOW:]))
    if not any(c.isalpha() for c in sample):
        first = _WORD.search(text)
        return text[first.start() : first.start() + 3 * _WINDOW] if first else ""
    return sample


_lock = threading.Lock()


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Only languages with a code of two letters: a headline is not in Emilian or Bikol because its names look like it.
    identifier.set_languages([label for label in identifier.labels if len(label) == 2])
    return identifier


def _classify(sample: str) -> tuple[str, float]:
    with _lock:  # first use loads the model; two threads must not do so at once
        identifier = _identifier()
    language, probability = identifier.classify(sample.replace("\x00", " "))
    return str(language), float(probability)
