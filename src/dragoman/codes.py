"""The closed vocabularies of the record: one word per idea, used in code, columns, JSON and docs.

PLOVER codes follow the PLOVER manual 2.0 (openeventdata/PLOVER, CC BY-SA 4.0); TIMEX3 types follow TimeML 1.2.1;
the rest are the conventions of `docs/record.md`.
"""

from enum import StrEnum

__all__ = [
    "ActorKind", "AgreementKind", "Bearing", "By", "CommitmentModality", "CommitmentStatus", "Context",
    "Directness", "EventMode", "EventType", "FigureField", "Genre", "Kind", "LinkKind", "MODES",
    "MeetingStatus", "Medium", "Modality", "NoMatch", "NoPlace", "PerpetratorStatus", "PlaceKind", "PlacePrecision",
    "Precision", "QUADS", "QuadClass", "Sector", "StatementKind", "TimexType", "Verdict",
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


# --- actors: PLOVER manual 2.0, sectors; kinds are ours ------------------------------------------------------------


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    GROUP = "group"


class Sector(StrEnum):
    """PLOVER sectors of an actor."""

    COP = "COP"
    GOV = "GOV"
    JUD = "JUD"
    LEG = "LEG"
    MIL = "MIL"
    PRM = "PRM"
    PTY = "PTY"
    REB = "REB"
    SPY = "SPY"
    UAF = "UAF"
    UNK = "UNK"
    AGR = "AGR"
    BUS = "BUS"
    CRM = "CRM"
    CVL = "CVL"
    EDU = "EDU"
    ELI = "ELI"
    JRN = "JRN"
    LAB = "LAB"
    MED = "MED"
    REF = "REF"
    OPP = "OPP"
    PRE = "PRE"
    REL = "REL"
    SOC = "SOC"
    IGO = "IGO"
    NGO = "NGO"


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


# --- events: PLOVER manual 2.0, sections on types, modes and contexts ---------------------------------------------


class EventType(StrEnum):
    """The 16 PLOVER 2.0 event types."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class EventMode(StrEnum):
    """PLOVER 2.0 modes; `MODES` says which type may take which."""

    VISIT = "visit"
    THIRD_PARTY = "third-party"
    MULTILATERAL = "multilateral"
    PHONE = "phone"
    WITHDRAW = "withdraw"
    RELEASE = "release"
    DISARM = "disarm"
    CEASEFIRE = "ceasefire"
    ACCESS = "access"
    RESIGN = "resign"
    ASSIST = "assist"
    CHANGE = "change"
    YIELD = "yield"
    MEET = "meet"
    DISAPPROVE = "disapprove"
    INVESTIGATE = "investigate"
    ALLEGE = "allege"
    RESTRICT = "restrict"
    ARREST = "arrest"
    RELATIONS = "relations"
    EXPEL = "expel"
    TERRITORY = "territory"
    VIOLENCE = "violence"
    DEMO = "demo"
    RIOT = "riot"
    STRIKE = "strike"
    HUNGER = "hunger"
    BOYCOTT = "boycott"
    OBSTRUCT = "obstruct"
    VANDALIZE = "vandalize"
    CONVICT = "convict"
    DISCONTINUE = "discontinue"
    TROOPS = "troops"
    WEAPONS = "weapons"
    POLICE = "police"
    MILITIA = "militia"
    SEIZE = "seize"
    CENSOR = "censor"
    CURFEW = "curfew"
    MARTIAL_LAW = "martial-law"
    DEPORT = "deport"
    WITHHOLD = "withhold"
    MISINFORMATION = "misinformation"
    CYBER = "cyber"
    ABDUCT = "abduct"
    BEAT = "beat"
    TORTURE = "torture"
    SEXUAL = "sexual"
    TARGETED = "targeted"
    DESTROY = "destroy"
    PRIMITIVE = "primitive"
    FIREARMS = "firearms"
    EXPLOSIVES = "explosives"
    SUICIDE_ATTACK = "suicide-attack"
    AERIAL = "aerial"
    DRONE = "drone"
    HEAVY_WEAPONS = "heavy-weapons"
    CROWD_CONTROL = "crowd-control"
    UNCONVENTIONAL = "unconventional"


def _modes(names: str) -> tuple[EventMode, ...]:
    return tuple(EventMode(name) for name in names.split())


MODES: dict[EventType, tuple[EventMode, ...]] = {
    EventType.AGREE: (),
    EventType.CONSULT: _modes("visit third-party multilateral phone"),
    EventType.SUPPORT: (),
    EventType.CONCEDE: (),
    EventType.COOPERATE: (),
    EventType.AID: (),
    EventType.RETREAT: _modes("withdraw release disarm ceasefire access resign"),
    EventType.REQUEST: _modes("assist change yield meet"),
    EventType.ACCUSE: _modes("disapprove investigate allege"),
    EventType.REJECT: _modes("assist change yield meet"),
    EventType.THREATEN: _modes("restrict arrest relations expel territory violence"),
    EventType.PROTEST: _modes("demo riot strike hunger boycott obstruct vandalize"),
    EventType.SANCTION: _modes("convict expel withdraw discontinue"),
    EventType.MOBILIZE: _modes("troops weapons police militia"),
    EventType.COERCE: _modes("seize restrict censor curfew martial-law arrest deport withhold misinformation cyber"),
    EventType.ASSAULT: _modes(
        "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
        "heavy-weapons crowd-control unconventional"
    ),
}


class QuadClass(StrEnum):
    """PLOVER quad classes."""

    VERBAL_COOPERATION = "verbal cooperation"
    MATERIAL_COOPERATION = "material cooperation"
    VERBAL_CONFLICT = "verbal conflict"
    MATERIAL_CONFLICT = "material conflict"


QUADS: dict[EventType, QuadClass] = {
    **dict.fromkeys(
        (EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.CONCEDE), QuadClass.VERBAL_COOPERATION
    ),
    **dict.fromkeys((EventType.COOPERATE, EventType.AID, EventType.RETREAT), QuadClass.MATERIAL_COOPERATION),
    **dict.fromkeys(
        (EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN), QuadClass.VERBAL_CONFLICT
    ),
    **dict.fromkeys(
        (EventType.PROTEST, EventType.SANCTION, EventType.MOBILIZE, EventType.COERCE, EventType.ASSAULT),
        QuadClass.MATERIAL_CONFLICT,
    ),
}


class Context(StrEnum):
    """The 37 PLOVER 2.0 contexts."""

    MILITARY = "military"
    INTELLIGENCE = "intelligence"
    EXECUTIVE = "executive"
    LEGISLATIVE = "legislative"
    ELECTION = "election"
    POLITICAL_INSTITUTIONS = "political_institutions"
    PRO_DEMOCRACY = "pro_democracy"
    PRO_AUTOCRACY = "pro_autocracy"
    ECONOMIC = "economic"
    LEGAL = "legal"
    REPARATIONS = "reparations"
    HUMAN_RIGHTS = "human_rights"
    RIGHTS_FREEDOMS = "rights_freedoms"
    REPRESSION = "repression"
    HUMAN_SECURITY = "human_security"
    GENDER = "gender"
    LGBT = "lgbt"
    RELIGION_ETHNICITY = "religion_ethnicity"
    INEQUALITY = "inequality"
    DIPLOMATIC = "diplomatic"
    TERRITORY = "territory"
    PEACEKEEPING = "peacekeeping"
    HEALTH = "health"
    ASYLUM = "asylum"
    MIGRATION = "migration"
    DISASTERS = "disasters"
    NATURAL_RESOURCE = "natural_resource"
    ENVIRONMENT = "environment"
    TECHNOLOGY = "technology"
    TERRORISM = "terrorism"
    CBRN = "cbrn"
    CYBER = "cyber"
    MISINFORMATION = "misinformation"
    CRIME = "crime"
    CORRUPTION = "corruption"
    ILLEGAL_DRUGS = "illegal_drugs"
    TRAFFICKING = "trafficking"


# --- incidents ----------------------------------------------------------------------------------------------------


class PerpetratorStatus(StrEnum):
    """On whose word somebody is called the perpetrator."""

    NAMED = "named"
    CLAIMED = "claimed"
    SUSPECTED = "suspected"
    ALLEGED = "alleged"
    DENIED = "denied"
    UNKNOWN = "unknown"


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
