"""The form under which place names are looked up."""

import re
import unicodedata

__all__ = ["DIVISION_WORDS", "place_key"]

# What a division calls itself; the name goes without it as well.
DIVISION_WORDS = frozenset(
    "province governorate region state district county department municipality oblast prefecture territory division "
    "wilayat parish canton voivodeship".split()
)

_NOT_WORD = re.compile(r"[^\w]+")


def place_key(name: str) -> str:
    """A name without case, accents, points and hyphens; "St." is "saint".

    >>> place_key("Al-Ḩasakah"), place_key("St. Petersburg")
    ('al hasakah', 'saint petersburg')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = plain.replace("'", "").replace("’", "").replace("ʼ", "").replace("ʻ", "").casefold()
    words = _NOT_WORD.sub(" ", plain).split()
    return " ".join("saint" if word == "st" else word for word in words)
