"""Whether a report, an actor or an act belongs to war and peacemaking.

Companies make deals, clubs hold talks and town councils make promises; an analyst files none of them. What tells is
how often a report uses the words of conflict, and who the actor is.
"""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from dragoman.codes import ActorKind, Sector
from dragoman.countries import country_of_capital
from dragoman.layers.phrases import lemma
from dragoman.layers.reading import Reading
from dragoman.lexicon import read_patterns
from dragoman.parse import span_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_about_conflict", "is_party"]

RATE = 1 / 110  # words of conflict a word; news of business and sport hold less, the driest talks report more

_POLITICAL = frozenset(
    {
        Sector.GOV,
        Sector.MIL,
        Sector.REB,
        Sector.PRM,
        Sector.PTY,
        Sector.SPY,
        Sector.UAF,
        Sector.OPP,
        Sector.IGO,
        Sector.CRM,
        Sector.COP,
        Sector.JUD,
        Sector.LEG,
        Sector.ELI,
        Sector.PRE,
    }
)
_PARTY_NOUNS = frozenset(
    "side party leader commander rebel force troop group government army authority authorities donor mediator "
    "faction militia movement president minister premier regime junta opposition fighter guerrilla guerilla "
    "insurgent militant separatist state country administration cabinet parliament bloc coalition alliance "
    "soldier military police gang negotiator delegation delegate signatory belligerent warlord chief king emir "
    "ruler guarantor envoy power neighbour neighbor front militiaman council committee commission nation capital "
    "combatant tribe clan general colonel spokesman spokeswoman spokesperson official ambassador diplomat".split()
)


@lru_cache(maxsize=1)  # several layers ask it of the same report in turn
def is_about_conflict(reading: Reading) -> bool:
    """Whether the words of conflict are frequent enough; a text of a few sentences is given the benefit of doubt."""
    words = _conflict_words()
    least = int(RATE * len(reading.parse.doc))
    found = 0
    for token, word in zip(reading.parse.words, reading.parse.lemmas, strict=True):
        if found >= least:
            return True
        found += word in words and token.lower_ != "according"
    return found >= least


def is_party(reading: Reading, head: "Token | None") -> bool:
    """Whether a word names someone who can owe something in a peace process: a state, a force, a movement."""
    if head is None:
        return False
    if lemma(head) in _PARTY_NOUNS or (head.pos_ == "PROPN" and country_of_capital(head.text)):
        return True
    record = reading.actor_record(span_of(head))  # its own, not that of "their" in "their aim"
    return record is not None and (record.type is ActorKind.COUNTRY or record.sector in _POLITICAL)


@cache
def _conflict_words() -> frozenset[str]:
    return frozenset(word for entry in read_patterns("conflict_words")["word"] for word in entry["words"])
