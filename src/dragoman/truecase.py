"""Wire copy in capitals made readable for a parser that tells names by their case; lengths never change."""

import re

__all__ = ["is_upper_case", "truecase"]


def is_upper_case(text: str) -> bool:
    """Whether a text is in capitals throughout, as wire copy of the 1980s is.

    Three letters in ten may be small: editors' notes and headers often are.
    """
    letters = [c for c in text[:20_000] if c.isalpha()]
    return len(letters) >= 40 and sum(c.isupper() for c in letters) > 0.7 * len(letters)


def truecase(text: str) -> str:
    """The text with capitals only where English has them, as far as can be told; the length is the same."""
    lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return re.sub(r"(^|[.!?]\s+|\n\s*)([a-z])", lambda m: m.group(1) + m.group(2).upper(), lowered)
