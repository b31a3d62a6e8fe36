"""Which place a name means in this report: population weighed against the company the name keeps.

One sense a name and report, as in all work on toponyms; the countries of the names that are not in doubt vote first,
and their votes decide about the others. A name followed by its container ("Goma, North Kivu") lies in it.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.codes import PlaceKind, PlacePrecision
from dragoman.countries import countries, country_named, country_of_capital
from dragoman.gazetteer import Candidate, candidates_for
from dragoman.layers.toponym_words import area_of_demonym, division_abbreviated
from dragoman.layers.toponyms import Found
from dragoman.model.annotations import Place

__all__ = ["resolve"]

# Weights set on GWN and LGL together, in steps of one; neighbours of these values change F1 by less than a point.
COUNTRY = 10.0
REGION = 9.0
ADMIN1_BONUS = 1.5
METROPOLIS = 5_000_000
CAPITAL_BONUS = 3.5
VOTE = 6.0  # for all the votes of the report; a share of it for a share of them
SAME_ADMIN1 = 5.0
CONTAINED = 8.0
NEAR = 4.0
HALF = 80.0  # kilometres
DOUBT = 0.5  # weight of what is not named: one companion alone does not decide
ROUNDS = 3
MOST = 60  # candidates of a name, by population
HINTED = 3.0
SEAT = 2.5  # against a division whose name its chief town bears
ALTERNATE = -1.5  # a name that is not the place's main one
LEAST = 0.1  # share of the best candidate below which no place is named


# The words to look up, the country that is given with them, and whether they say where another name lies: New York is
# the state in "Albany, New York" and the city elsewhere in the same report.
_Name = tuple[str, str | None, bool]


@dataclass(frozen=True, slots=True)
class _Companion:
    """Another name of the report, the place it is taken for so far, and what it weighs."""

    name: _Name
    place: Candidate
    weight: float


def resolve(
    found: Sequence[Found], gaps: Sequence[str], *, home: str | None = None
) -> tuple[tuple[Place | None, float], ...]:
    """The place and score of each name, in the order given; `gaps[i]` is the text between name i and the next.

    `home`: the country of the outlet, which has the votes that nobody else has.
    """
    nations = _listed(found, gaps, nations=True)
    found = [replace(f, hint=f.hint or "country") if i in nations else f for i, f in enumerate(found)]
    containers, holders = _containers(found, gaps)
    names = [(f.lookup, f.country, i in holders) for i, f in enumerate(found)]
    groups: dict[_Name, list[Found]] = {}
    for name, f in zip(names, found, strict=True):
        groups.setdefault(name, []).append(f)
    known = {name: (sure, 1.0) for name, group in groups.items() if (sure := _sure(group[0]))}
    chosen: dict[_Name, tuple[Candidate | None, float]] = {}
    for _ in range(ROUNDS):
        company = _company(known, groups)
        chosen = {name: _best(name, group, company, containers, home) for name, group in groups.items()}
        known = {name: (place, share) for name, (place, share) in chosen.items() if place}
    return tuple(_result(*chosen[name]) for name in names)


def _company(
    known: Mapping[_Name, tuple[Candidate, float]], groups: Mapping[_Name, Sequence[Found]]
) -> tuple[_Companion, ...]:
    """What is known of a report's places so far, each weighed by how sure it is and the root of how often it stands."""
    return tuple(
        _Companion(name, place, share * math.sqrt(len(groups[name])))
        for name, (place, share) in known.items()
        if place.country
    )


def _sure(found: Found) -> Candidate | None:
    """The place of a name that needs no company: a country, a demonym, or a name that only one place bears."""
    candidates = _candidates(found)
    if not candidates:
        return None
    nations = {c.country for c in candidates}
    if candidates[0].kind in ("country", "region"):
        # Georgia and Jordan are not sure: as many reports mean the state or the town.
        rivals = [c for c in candidates[1:] if c.kind == "admin1" and c.country != candidates[0].country]
        return None if rivals else candidates[0]
    return candidates[0] if len(nations) == 1 else None


def _candidates(found: Found) -> tuple[Candidate, ...]:
    if found.own:
        return found.own
    if found.demonym:
        name = area_of_demonym(found.lookup) or (countries()[found.country].name if found.country else "")
        return tuple(c for c in candidates_for(name) if c.kind in ("country", "region"))[:1]
    written_out = division_abbreviated(found.lookup)
    if written_out:
        return tuple(c for c in candidates_for(written_out[0]) if c.country == written_out[1])
    candidates = candidates_for(found.lookup)
    iso3 = country_named(found.lookup)
    regions = tuple(c for c in candidates if c.kind == "region")
    if iso3:  # the table of countries knows "US" and "Congo", which the gazetteer gives to villages
        own = tuple(c for c in candidates_for(countries()[iso3].name) if c.kind == "country" and not regions)
        candidates = (*own, *regions, *(c for c in candidates if c.kind not in ("country", "region")))
    if found.country:
        candidates = tuple(c for c in candidates if c.country == found.country) or candidates
    return candidates


def _containers(
    found: Sequence[Found], gaps: Sequence[str]
) -> tuple[Mapping[str, tuple[set[str], set[str]]], frozenset[int]]:
    """Name to the countries and divisions that follow it after a comma ("Moscow, Idaho"), and where those stand."""
    containers: dict[str, tuple[set[str], set[str]]] = {}
    holders: set[int] = set()
    listed = _listed(found, gaps)
    for i, left in enumerate(found[:-1]):
        right = found[i + 1]
        if gaps[i].strip() not in _LEADS_TO_CONTAINER or right.demonym or i in listed:
            continue
        inside = {(c.country, c.admin1) for c in _candidates(left)}
        for c in _candidates(right):
            if c.kind in ("country", "admin1"):
                nations, divisions = containers.setdefault(left.lookup, (set(), set()))
                nations.add(c.country or "")
                if c.kind == "admin1":
                    divisions.add(c.name)
                    if (c.country, c.name) in inside:
                        holders.add(i + 1)
    return containers, frozenset(holders)


def _listed(found: Sequence[Found], gaps: Sequence[str], *, nations: bool = False) -> frozenset[int]:
    """Names in a list of countries or divisions, of which none lies in the next: "Niger, Nigeria and Togo".

    With `nations`, only lists of countries alone.
    """
    listed: set[int] = set()
    run: list[int] = []
    for i, one in enumerate(found):
        if run and gaps[i - 1].strip() not in _LISTS:
            run = []
        if one.demonym or not _is_wide(one):
            run = []
            continue
        run.append(i)
        wide_country = len(run) >= 2 and all(_candidates(found[k])[0].kind == "country" for k in run)
        if wide_country or (len(run) > 2 and not nations):
            listed.update(run)
    return frozenset(listed)


def _is_wide(found: Found) -> bool:
    candidates = _candidates(found)
    return bool(candidates) and any(c.kind in ("country", "region", "admin1") for c in candidates[:3])


_LISTS = frozenset((",", ", and", "and", ", or", "or"))
_LEADS_TO_CONTAINER = frozenset((",", ", in", "in", "(", ", in the", "in the"))


def _best(
    name: _Name,
    group: Sequence[Found],
    company: Sequence[_Companion],
    containers: Mapping[str, tuple[set[str], set[str]]],
    home: str | None,
) -> tuple[Candidate | None, float]:
    """The best candidate and its share against the others."""
    hints = {f.hint for f in group if f.hint}
    candidates = [c for c in _candidates(group[0]) if c.lat is not None][:MOST]
    if candidates and candidates[0].kind == "country" and not hints:
        # Mexico is the country, not the state in it, unless the words say "the state of Mexico".
        candidates = [c for c in candidates if c is candidates[0] or c.country != candidates[0].country]
    if name[2]:
        candidates = [c for c in candidates if c.kind in ("country", "admin1")] or candidates
    if not candidates:
        return None, 0.0
    others = [o for o in company if o.name[0] != name[0]]
    nations, divisions = containers.get(name[0], (set(), set()))
    scores = []
    for c in candidates:
        score = _prior(c, group[0].lookup) + _fit(c, others, home) + HINTED * (c.kind in hints)
        score -= SEAT * (c.kind == "admin1" and _has_seat(c, candidates))
        score -= ALTERNATE * (c.kind == "city" and not c.main and any(_lies_in(c, d) for d in candidates))
        if nations:
            score += CONTAINED * (c.country in nations and c.kind != "country")
            score += CONTAINED * (c.admin1 in divisions and c.kind not in ("admin1", "country"))
        scores.append(score)
    best = max(range(len(scores)), key=lambda i: (scores[i], -i))
    weights = [math.exp(s - scores[best]) for s in scores]
    # Two records of one town (the town and its district) are no rivals.
    chosen = candidates[best]
    share = sum(
        w for w, c in zip(weights, candidates, strict=True) if c.country == chosen.country and c.admin1 == chosen.admin1
    )
    return chosen, share / sum(weights)


def _fit(candidate: Candidate, others: Sequence[_Companion], home: str | None) -> float:
    """How well a candidate goes with the report's other places: same country, same division, near by."""
    total = sum(o.weight for o in others) + DOUBT
    nation = sum(o.weight for o in others if o.place.country == candidate.country)
    if home and candidate.country == home:
        nation += DOUBT
    score = VOTE * nation / total
    if candidate.kind in ("country", "region"):
        return score
    local = [o for o in others if o.place.country == candidate.country and o.place.kind not in ("country", "region")]
    if not local:
        return score
    division = sum(o.weight for o in local if o.place.admin1 == candidate.admin1)
    near = sum(o.weight * _nearness(candidate, o.place) for o in local if o.place.kind != "admin1")
    return score + SAME_ADMIN1 * division / total + NEAR * near / (near + 1)


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


def _prior(candidate: Candidate, name: str) -> float:
    score = math.log10(candidate.population + 10)
    if candidate.kind == "country":
        score = COUNTRY
    elif candidate.kind == "region":
        score = REGION
    elif candidate.kind == "admin1":
        score += ADMIN1_BONUS
    elif candidate.kind == "admin2":
        score -= 0.7  # a district is meant where its town is not
    elif candidate.population > METROPOLIS:
        score += ADMIN1_BONUS  # New York is the city
    if candidate.kind == "city" and country_of_capital(name) == candidate.country and candidate.country:
        score += CAPITAL_BONUS
    return score + (0 if candidate.main or candidate.kind in ("country", "region") else ALTERNATE)


def _result(candidate: Candidate | None, share: float) -> tuple[Place | None, float]:
    if candidate is None or share < LEAST:
        return None, round(share, 3)
    kind = PlaceKind(candidate.kind)
    precision = PlacePrecision(candidate.precision or candidate.kind)
    return (
        Place(
            name=candidate.name,
            kind=kind,
            country=candidate.country,
            admin1=candidate.admin1,
            lat=candidate.lat,
            lon=candidate.lon,
            geonames=candidate.geonames,
            precision=precision,
        ),
        round(share, 3),
    )
