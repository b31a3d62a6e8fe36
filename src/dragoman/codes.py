"""The closed vocabularies of the record: one word per idea, used in code, columns, JSON and docs.

The codes of PLOVER stand in `plover.py` and are passed on here; TIMEX3 types follow TimeML 1.2.1; the rest are the
conventions of `docs/record.md`.
"""

from enum import StrEnum

from dragoman.plover import MODES, QUADS, Context, EventMode, EventType, QuadClass, Sector

__all__ = [
    "ActorKind", "AgreementKind", "Bearing", "By", "CommitmentModality", "CommitmentStatus", "Context", "Damage",
    "Directness", "EventMode", "EventType", "FigureField", "FoundBy", "Genre", "Kind", "LinkKind", "MODES",
    "MeetingStatus", "Medium", "Modality", "NoMatch", "NoPlace", "PerpetratorStatus", "PlaceKind", "PlacePrecision",
    "Precision", "QUADS", "QuadClass", "Sector", "Stage", "StatementKind", "TargetKind", "TargetStatus", "TimexType",
    "Verdict",
]  # fmt: skip


class Kind(StrEnum):
    """The kinds of record that one report yields."""

    ACTOR = "actor"
    PLACE = "place"
    MEETING = "meeting"
    STATEMENT = "statement"
    EVENT = "event"
    INCIDENT = "incident"
    AGREEMENT = "agreement"
    COMMITMENT = "commitment"


class By(StrEnum):
    """Whose word a record is: the machine's reading, or what an analyst made of it."""

    MACHINE = "machine"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    ADDED = "added"


class FoundBy(StrEnum):
    """Which reader found a record: the rules, the encoder, or both, each by its own signs."""

    RULES = "rules"
    ENCODER = "encoder"
    BOTH = "both"


class Modality(StrEnum):
    """How far the report commits itself to what a record says."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    POSSIBLE = "possible"
    HYPOTHETICAL = "hypothetical"
    DEMANDED = "demanded"
    DENIED = "denied"


class Genre(StrEnum):
    """What sort of text a report is."""

    NEWS = "news"
    EXPLAINER = "explainer"
    OPINION = "opinion"
    RELEASE = "release"
    COMMUNIQUE = "communique"
    NGO_REPORT = "ngo report"


# --- times: TimeML 1.2.1, section 2.2 -----------------------------------------------------------------------------


class TimexType(StrEnum):
    """The four TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Precision(StrEnum):
    """The finest unit that the words of a date fix."""

    MINUTE = "minute"
    DAY_PART = "day part"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    RANGE = "range"


# --- actors -------------------------------------------------------------------------------------------------------


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    GROUP = "group"


# --- places -------------------------------------------------------------------------------------------------------


class PlaceKind(StrEnum):
    """What sort of place a name stands for."""

    COUNTRY = "country"
    REGION = "region"  # across or inside countries, without a government of its own: the Sahel, Darfur
    ADMIN1 = "admin1"
    ADMIN2 = "admin2"
    CITY = "city"
    SITE = "site"


class NoMatch(StrEnum):
    """Why a place name has no place."""

    UNKNOWN = "unknown"  # the gazetteer has no place of that name
    UNLIKELY = "unlikely"  # it has, but the one meant here is more likely one that it lacks


class NoPlace(StrEnum):
    """What a name that some place bears stands for here instead."""

    PERSON = "person"  # "Mr. Paris"
    BODY = "body"  # part of the name of an organisation, a firm, a team: "Islamic State in Khorasan"
    ACTOR = "actor"  # the name of an actor that we know: the Taliban, of whom there is a namesake in Turkey
    OTHER = "other"  # a ship, a month, a word with a capital: nothing says that it is a place


class PlacePrecision(StrEnum):
    """How near the coordinates of a place are to what is meant."""

    SITE = "site"
    CITY = "city"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    COUNTRY = "country"
    REGION = "region"


# --- statements ---------------------------------------------------------------------------------------------------


class Directness(StrEnum):
    """Whether the content is in quotation marks (or a quoted block), partly so, or not."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class StatementKind(StrEnum):
    """What the speaker does by saying it."""

    CLAIM = "claim"
    PROMISE = "promise"
    DEMAND = "demand"
    DENIAL = "denial"
    WARNING = "warning"
    REFUSAL = "refusal"
    NONDISCLOSURE = "nondisclosure"
    ASSESSMENT = "assessment"


class Medium(StrEnum):
    """Through what a statement reached the reporter, where the words tell."""

    INTERVIEW = "interview"
    PRESS_CONFERENCE = "press conference"
    STATEMENT = "statement"
    SPEECH = "speech"
    SOCIAL_MEDIA = "social media"
    BROADCAST = "broadcast"
    LETTER = "letter"
    REPORT = "report"
    VIDEO = "video"
    PHONE = "phone"


# --- incidents ----------------------------------------------------------------------------------------------------


class PerpetratorStatus(StrEnum):
    """On whose word somebody is called the perpetrator."""

    NAMED = "named"
    CLAIMED = "claimed"
    SUSPECTED = "suspected"
    ALLEGED = "alleged"
    DENIED = "denied"
    UNKNOWN = "unknown"


class Stage(StrEnum):
    """How far an act of violence got. Only what was carried out or attempted has taken place."""

    CARRIED_OUT = "carried out"
    ATTEMPTED = "attempted"  # begun, and without the end it was meant to have: a bomb that failed to explode
    FOILED = "foiled"  # prepared, and stopped by somebody: a bomb defused, a plot uncovered
    THREATENED = "threatened"  # announced, or said to be planned


class TargetKind(StrEnum):
    """What an act of violence strikes."""

    PERSON = "person"
    PEOPLE = "people"
    THING = "thing"


class TargetStatus(StrEnum):
    """What those who were struck are, by the words for them (MUC-4, HUM TGT: TYPE; ACLED's and UCDP's sides).

    Civilians in the sense of UCDP and ACLED are all but guards, police, military and fighters.
    """

    CIVILIAN = "civilian"
    POLITICIAN = "politician"
    OFFICIAL = "official"
    JUDICIAL = "judicial"
    DIPLOMAT = "diplomat"
    PEACEKEEPER = "peacekeeper"
    GUARD = "guard"
    POLICE = "police"
    MILITARY = "military"
    FIGHTER = "fighter"


class Damage(StrEnum):
    """What became of a thing that was struck."""

    NONE = "none"
    DAMAGED = "damaged"
    DESTROYED = "destroyed"
    LOOTED = "looted"


class FigureField(StrEnum):
    """What a figure counts."""

    KILLED = "killed"
    WOUNDED = "wounded"
    CASUALTIES = "killed or wounded"  # a joint total that must not be split
    ATTACKERS_KILLED = "attackers killed"
    ABDUCTED = "abducted"
    MISSING = "missing"
    DISPLACED = "displaced"
    ARRESTED = "arrested"
    RELEASED = "released"


# --- meetings, agreements, commitments -----------------------------------------------------------------------------


class MeetingStatus(StrEnum):
    """Whether a meeting took place. A no-show is cancelled."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    ONGOING = "ongoing"
    HELD = "held"
    CANCELLED = "cancelled"


class AgreementKind(StrEnum):
    """Sorts of accord, after PA-X stages and the ETH/PRIO ceasefire classes."""

    CEASEFIRE = "ceasefire"
    FRAMEWORK = "framework"
    COMPREHENSIVE = "comprehensive"
    PROTOCOL = "protocol"
    DECLARATION = "declaration"
    RESOLUTION = "resolution"
    PLAN = "plan"
    TREATY = "treaty"
    OTHER = "other"


class CommitmentModality(StrEnum):
    """What a commitment is: owed, promised, asked for, declined, or reported done or broken."""

    OBLIGATION = "obligation"
    PROMISE = "promise"
    DEMAND = "demand"
    REFUSAL = "refusal"
    FULFILMENT = "fulfilment"
    BREACH = "breach"


class CommitmentStatus(StrEnum):
    """What the report itself says of a commitment's being kept."""

    NONE = "none"
    KEPT = "kept"
    PARTLY = "partly"
    BREACHED = "breached"
    DELAYED = "delayed"
    DISPUTED = "disputed"


# --- the desk: links and decisions ---------------------------------------------------------------------------------


class LinkKind(StrEnum):
    """What joins two records."""

    SAME_ACTOR = "same actor"
    SAME_PLACE = "same place"
    SAME_EVENT = "same event"
    SAME_ACCORD = "same accord"
    SAME_COMMITMENT = "same commitment"
    COPY_OF = "copy of"
    BEARS_ON = "bears on"


class Bearing(StrEnum):
    """How a piece of evidence bears on a commitment."""

    FOR = "for"
    AGAINST = "against"
    DISPUTED = "disputed"


class Verdict(StrEnum):
    """What an analyst decided."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    ADD = "add"
    MERGE = "merge"
    SPLIT = "split"
