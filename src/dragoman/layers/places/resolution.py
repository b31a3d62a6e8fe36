"""Which place a name means in this report: what is known of each place weighed against the company the name keeps.

One sense a name and report, as in all work on toponyms; the countries of the names that are not in doubt vote first,
and their votes decide about the others. A name followed by its container ("Goma, North Kivu") lies in it. What each
sign is worth stands in `lexicons/place_choice.csv`, fitted by `tools/place_choice.py`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import mul

from dragoman.codes import PlaceKind, PlacePrecision
from dragoman.countries import country_of_capital
from dragoman.gazetteer import Candidate
from dragoman.layers.places.candidates import candidates_of, containers_of, listed, sure_place
from dragoman.layers.places.toponyms import Found
from dragoman.lexicon import read_table
from dragoman.model.annotations import Place
from dragoman.place_names import place_key

__all__ = ["SIGNS", "Choice", "choices", "resolve", "weigh"]

METROPOLIS = 5_000_000  # people of a town that is meant by a bare name, whatever else bears it
# People where the gazetteer has no number: it lists a town without one only where that is the seat of a division.
UNCOUNTED = {"city": 2_000, "admin2": 20_000}
HALF = 80.0  # kilometres over which nearness falls by half
DOUBT = 0.5  # weight of what is not named: one companion alone does not decide
ROUNDS = 3  # more change nothing
MOST = 60  # candidates of a name, by population

# What is weighed, in the order of the columns: what the place is, what the report's other places say of it, what the
# words beside the name say, and last, alone, that the gazetteer lacks it.
SIGNS = (
    "country region admin1 admin2 people metropolis capital alternate seat namesake same-country foreign same-division "
    "near in-container in-division kind-named none"
).split()

Signs = tuple[float, ...]

# The words to look up, the country that is given with them, and whether they say where another name lies: New York is
# the state in "Albany, New York" and the city elsewhere in the same report.
_Name = tuple[str, str | None, bool]


@dataclass(frozen=True, slots=True)
class Choice:
    """A name's candidates with the signs of each; a row of signs more is for none of them."""

    candidates: tuple[Candidate, ...]
    signs: tuple[Signs, ...]


@dataclass(frozen=True, slots=True)
class _Companion:
    """Another name of the report, the place it is taken for so far, and what it weighs."""

    name: _Name
    place: Candidate
    weight: float


def resolve(found: Sequence[Found], gaps: Sequence[str]) -> tuple[tuple[Place | None, float], ...]:
    """The place and how likely it is the right one, of each name; `gaps[i]` is the text between name i and the next.

    None where no place of that name is likelier than one that the gazetteer lacks.
    """
    return tuple(
        _best(choice, _weights(), f) for f, choice in zip(found, choices(found, gaps, _weights()), strict=True)
    )


def choices(found: Sequence[Found], gaps: Sequence[str], weights: Signs) -> list[Choice]:
    """What each name has to choose from, seen with the company that these weights give it."""
    nations = listed(found, gaps, nations=True)
    found = [replace(f, hint=f.hint or "country") if i in nations else f for i, f in enumerate(found)]
    containers, holders = containers_of(found, gaps)
    names = [(f.lookup, f.country, i in holders) for i, f in enumerate(found)]
    groups: dict[_Name, list[Found]] = {}
    for name, f in zip(names, found, strict=True):
        groups.setdefault(name, []).append(f)
    known = {name: (sure, 1.0) for name, group in groups.items() if (sure := sure_place(group[0]))}
    seen: dict[_Name, Choice] = {}
    for _ in range(ROUNDS):
        company = _company(known, groups)
        seen = {name: _choice(name, group, company, containers) for name, group in groups.items()}
        best = {name: weigh(choice, weights) for name, choice in seen.items()}
        known = {name: (place, share) for name, (place, share) in best.items() if place}
    return [seen[name] for name in names]


def _company(
    known: Mapping[_Name, tuple[Candidate, float]], groups: Mapping[_Name, Sequence[Found]]
) -> tuple[_Companion, ...]:
    """What is known of a report's places so far, each weighed by how sure it is and the root of how often it stands."""
    return tuple(
        _Companion(name, place, share * math.sqrt(len(groups[name])))
        for name, (place, share) in known.items()
        if place.country
    )


def _choice(
    name: _Name,
    group: Sequence[Found],
    company: Sequence[_Companion],
    containers: Mapping[str, tuple[set[str], set[str]]],
) -> Choice:
    hints = {f.hint for f in group if f.hint}
    candidates = [c for c in candidates_of(group[0]) if c.lat is not None][:MOST]
    if candidates and candidates[0].kind == "country" and not hints:
        # Mexico is the country, not the state in it, unless the words say "the state of Mexico".
        candidates = [c for c in candidates if c is candidates[0] or c.country != candidates[0].country]
    if name[2]:
        candidates = [c for c in candidates if c.kind in ("country", "admin1")] or candidates
    others = [o for o in company if o.name[0] != name[0]]
    nations, divisions = containers.get(name[0], (set(), set()))
    signs = []
    for c in candidates:
        below = c.kind not in ("country", "admin1")
        surroundings = (
            c.country in nations and c.kind != "country",
            c.admin1 in divisions and below,
            c.kind in hints,
            False,
        )
        signs.append((*_of_place(c, group[0].lookup, candidates), *_of_company(c, others), *map(float, surroundings)))
    if not any(f.own or f.dateline for f in group):  # an agency's dateline names no hamlet
        signs.append(tuple(float(sign == "none") for sign in SIGNS))
    return Choice(tuple(candidates), tuple(signs))


def _of_place(candidate: Candidate, name: str, candidates: Sequence[Candidate]) -> Signs:
    """What the place is, whatever the report says."""
    c = candidate
    wide = c.kind in ("country", "region")
    return tuple(
        float(sign)
        for sign in (
            c.kind == "country",
            c.kind == "region",
            c.kind == "admin1",
            c.kind == "admin2",
            0 if wide else math.log10((c.population or UNCOUNTED.get(c.kind, 0)) + 10),
            c.kind == "city" and c.population > METROPOLIS,  # New York is the city
            c.kind == "city" and c.country is not None and country_of_capital(name) == c.country,
            not c.main and not wide,
            c.kind == "admin1" and _has_seat(c, candidates),
            c.kind == "city" and not c.main and any(_lies_in(c, d) for d in candidates),
        )
    )


def _of_company(candidate: Candidate, others: Sequence[_Companion]) -> Signs:
    """How well a candidate goes with the report's other places: same country, same division, near by."""
    total = sum(o.weight for o in others) + DOUBT
    nation = sum(o.weight for o in others if o.place.country == candidate.country) / total
    local = [o for o in others if o.place.country == candidate.country and o.place.kind not in ("country", "region")]
    foreign = _foreign(candidate, others) / total
    if candidate.kind in ("country", "region") or not local:
        return nation, foreign, 0.0, 0.0
    division = sum(o.weight for o in local if o.place.admin1 == candidate.admin1)
    near = sum(o.weight * _nearness(candidate, o.place) for o in local if o.place.kind != "admin1")
    return nation, foreign, division / total, near / (near + 1)


def _foreign(candidate: Candidate, others: Sequence[_Companion]) -> float:
    """What the other places weigh that lie together in one country, where none of them lies in the candidate's."""
    if candidate.kind in ("country", "region"):
        return 0.0
    weights: dict[str | None, float] = {}
    for o in others:
        weights[o.place.country] = weights.get(o.place.country, 0.0) + o.weight
    return 0.0 if candidate.country in weights else max(weights.values(), default=0.0)


def weigh(choice: Choice, weights: Signs) -> tuple[Candidate | None, float]:
    """The best candidate and its share against its rivals; None where none of them is likelier."""
    scores = [sum(map(mul, weights, signs)) for signs in choice.signs]
    top = max(scores)
    shares = [math.exp(score - top) for score in scores]
    best = max(range(len(scores)), key=lambda i: (scores[i], -i))
    total = sum(shares)
    if best == len(choice.candidates):
        return None, shares[best] / total
    chosen = choice.candidates[best]
    # Two records of one town (the town and its district) are no rivals: the town is meant, unless "district" is said.
    alike = [i for i, c in enumerate(choice.candidates) if (c.country, c.admin1) == (chosen.country, chosen.admin1)]
    towns = [i for i in alike if choice.candidates[i].kind == "city" and _nearness(chosen, choice.candidates[i]) > 0.5]
    if towns and chosen.kind == "admin2" and not choice.signs[best][SIGNS.index("kind-named")]:
        chosen = choice.candidates[max(towns, key=lambda i: scores[i])]
    return chosen, sum(shares[i] for i in alike) / total


@cache
def _weights() -> Signs:
    worth = {row["sign"]: float(row["worth"]) for row in read_table("place_choice")}
    return tuple(worth[sign] for sign in SIGNS)


def _nearness(one: Candidate, other: Candidate) -> float:
    """1 for the same point, falling by half every HALF kilometres, 0 beyond ten times that."""
    if one.lat is None or other.lat is None or one.lon is None or other.lon is None:
        return 0.0
    north = 111.2 * (one.lat - other.lat)
    if abs(north) > 10 * HALF:
        return 0.0
    east = 111.2 * (one.lon - other.lon) * math.cos(math.radians(one.lat))
    return math.exp2(-math.hypot(north, east) / HALF)


def _lies_in(town: Candidate, division: Candidate) -> bool:
    return division.kind == "admin1" and (town.country, town.admin1) == (division.country, division.name)


def _has_seat(division: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether a town of the same name holds a good part of the division's people: then the bare name is the town."""
    return any(
        c.kind == "city" and c.country == division.country and c.population >= 0.2 * division.population > 0
        for c in candidates
    )


def _as_said(chosen: Candidate, candidates: Sequence[Candidate], name: Found) -> Candidate:
    """The town's division where the words beside the name say "province", and the division's town beside "city".

    Washington State is the division of that very name, not the District of Columbia, which bears it too.
    """
    if name.hint is None or chosen.kind in ("country", "region"):
        return chosen
    said = [c for c in candidates if c.kind == name.hint and c.country == chosen.country]
    called = [c for c in said if place_key(c.name) == place_key(name.lookup)] if name.hint == "admin1" else []
    around = [c for c in said if c.admin1 == chosen.admin1]
    return next(iter((*called, *around)), chosen) if chosen.kind != name.hint or called else chosen


def _best(choice: Choice, weights: Signs, name: Found) -> tuple[Place | None, float]:
    candidate, share = weigh(choice, weights)
    if candidate is None:
        return None, share
    candidate = _as_said(candidate, choice.candidates, name)
    place = Place(
        name=candidate.name,
        kind=PlaceKind(candidate.kind),
        country=candidate.country,
        admin1=candidate.admin1,
        lat=candidate.lat,
        lon=candidate.lon,
        geonames=candidate.geonames,
        precision=PlacePrecision(candidate.precision or candidate.kind),
    )
    return place, share
