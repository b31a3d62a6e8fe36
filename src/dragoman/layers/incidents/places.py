"""Which of the places that a sentence names are where its violence was, by grammar."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.codes import PlacePrecision
from dragoman.layers.casualties.words import lemma_of
from dragoman.layers.incidents.lexicon import noun_acts, things, verbs_of
from dragoman.layers.reading import Reading
from dragoman.model.document import Span
from dragoman.model.records import PlaceRef
from dragoman.parse import span_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["TOWN", "WIDE", "places_of", "setting_of"]

TOWN = (PlacePrecision.CITY, PlacePrecision.SITE, PlacePrecision.ADMIN2)  # no larger than a district
WIDE = (PlacePrecision.ADMIN1, PlacePrecision.COUNTRY, PlacePrecision.REGION)
_STEPS = 12  # words above a name; no phrase is nested deeper
_ATTRIBUTES = frozenset({"acl", "relcl", "amod"})  # "vigils in Goma for those killed": Goma is that of the vigils
_AROUND = frozenset({"after", "before", "since"})
_WITHIN = frozenset("in at of".split())
_LOOKOUT = frozenset(
    "report footage video news reporter correspondent source resident witness police hospital governor mayor "
    "activist".split()
)
_COMPASS = frozenset(
    "north south east west northeast northwest southeast southwest km mile kilometre kilometer".split()
)
_AWAY = frozenset("km kilometer kilometre mile meter metre away north south east west outskirt".split())


def places_of(reading: Reading, span: Span, acts: "Sequence[Token]") -> tuple[PlaceRef, ...]:
    """The places named in a span, without initials ("DR", "UN") and those that something else than the acts has.

    Somebody's home ("from Leeds"), the seat of a body ("the Council in Geneva"), where something was said ("told
    reporters in Paris"), and the places of clauses beside the acts' own are left out.
    """
    refs = [ref for ref in reading.place_refs(span) if _is_theirs(reading, span, ref, acts)]
    near = [ref for ref in refs if not _is_landmark(reading, span, ref)]
    return tuple(near or refs)


def setting_of(reading: Reading, places: Sequence[PlaceRef]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Of places, the towns (no larger than a district), their provinces, and the names of all but the large."""
    towns = {p.id for p in reading.places if p.precision in TOWN}
    wide = {p.id for p in reading.places if p.precision in WIDE}
    regions = {p.id: p.admin1 for p in reading.places if p.admin1}
    return (
        frozenset(p.name for p in places if p.place in towns),
        frozenset(regions[p.place] for p in places if p.place in regions),
        frozenset(p.words.lower() for p in places if p.place not in wide),
    )


def _is_landmark(reading: Reading, span: Span, ref: PlaceRef) -> bool:
    """Whether a name only says where another place lies: "a town about 30 km south of Idlib"."""
    words = [reading.parse.tokens(t.span) for t in reading.toponyms if span.contains(t.span)]
    heads = [w.root for w in words if w.text == ref.words]
    return bool(heads) and all(
        h.dep_ == "pobj" and h.head.lower_ == "of" and lemma_of(h.head.head) in _COMPASS for h in heads
    )


def _is_theirs(reading: Reading, span: Span, ref: PlaceRef, acts: "Sequence[Token]") -> bool:
    if (len(ref.words) < 4 and ref.words.isupper()) or ref.words.split()[-1].lower().removesuffix("s") in noun_acts():
        return False  # initials; a headline's "Regime Airstrikes"
    heads = [
        reading.parse.tokens(t.span).root
        for t in reading.toponyms
        if span.contains(t.span) and t.span.of(reading.document.text) == ref.words
    ]
    return not heads or any(_may_be_of(reading, head, acts) for head in heads)


def _may_be_of(reading: Reading, head: "Token", acts: "Sequence[Token]") -> bool:
    word = head
    for _ in range(_STEPS):
        over = word.head
        if over == word or over in acts:
            return True
        if word.dep_ == "pobj" and over.dep_ == "prep":
            governor = over.head
            known = lemma_of(governor) in _AWAY | _LOOKOUT
            if over.lower_ == "from" and (not known or _is_far(over)):
                return False
            if over.lower_ in _WITHIN and _is_body(reading, governor):
                return False
            if lemma_of(governor) in _LOOKOUT:
                return True
        if any(act.head == over for act in acts if act.dep_ in _ATTRIBUTES):
            return True  # "a raid in Bria that killed nine"
        if over.pos_ in ("VERB", "AUX"):
            return not acts or _is_near(over, word, acts)
        word = over
    return True


def _is_far(preposition: "Token") -> bool:
    return preposition.i > preposition.sent.start and preposition.nbor(-1).lower_ == "far"


def _is_body(reading: Reading, noun: "Token") -> bool:
    """Whether a name is that of a body with a seat, not of a place or a building."""
    if noun.pos_ != "PROPN" or noun.ent_type_ != "ORG" or lemma_of(noun) in things():
        return False
    return not any(t.span.overlaps(span_of(noun)) for t in reading.toponyms)


def _is_near(verb: "Token", word: "Token", acts: "Sequence[Token]") -> bool:
    """Whether a clause that names a place is that of an act, around it or in it, and does not only tell of it."""
    if verb in acts:
        return True
    if verb.dep_ == "pcomp" and verb.head.lower_ in _AROUND:
        return False  # "was shot down after bringing aid to Idlib"
    first = word.dep_ == "prep" and word.i <= verb.sent.start + 2  # "In Goma, officials said ..."
    if lemma_of(verb) in verbs_of("telling") and not first:  # the parser hangs "attacks today in Tartus" on "condemned"
        return any(act in verb.ancestors or verb.i < act.i < word.i for act in acts)
    return any(verb in act.ancestors or act in verb.ancestors for act in acts)
