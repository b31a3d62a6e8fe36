"""Which place a name means in this report: population weighed against the company the name keeps.

One sense a name and report, as in all work on toponyms; the countries of the names that are not in doubt vote first,
and their votes decide about the others. A name followed by its container ("Goma, North Kivu") lies in it.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from dragoman.codes import PlaceKind, PlacePrecision
from dragoman.countries import countries, country_named, country_of_capital
from dragoman.gazetteer import Candidate, candidates_for
from dragoman.layers.toponyms import Found, continent_of_demonym
from dragoman.model.annotations import Place

__all__ = ["resolve"]

# Weights set on GWN and LGL together, in steps of one; neighbours of these values change F1 by less than a point.
COUNTRY_BONUS = 3.0
ADMIN1_BONUS = 1.5
METROPOLIS = 5_000_000
CAPITAL_BONUS = 3.5
VOTE = 8.0  # for all the votes of the report; a share of it for a share of them
SAME_ADMIN1 = 5.0
CONTAINED = 8.0
HINTED = 3.0
SEAT = 2.5
ALTERNATE = -1.0  # a name that is not the place's main one
LEAST = 0.1  # share of the best candidate below which no place is named


def resolve(found: Sequence[Found], gaps: Sequence[str]) -> tuple[tuple[Place | None, float], ...]:
    """The place and score of each name, in the order given; `gaps[i]` is the text between name i and the next."""
    containers = _containers(found, gaps)
    sure = _votes([_sure(f) for f in found])
    first = {name: _best(name, group, sure, Counter(), containers) for name, group in _by_name(found).items()}
    countries_voted = _votes([first[_key(f)][0] for f in found])
    admins = Counter((c.country, c.admin1) for c, _ in (first[_key(f)] for f in found) if c and c.admin1)
    second = {name: _best(name, group, countries_voted, admins, containers) for name, group in _by_name(found).items()}
    return tuple(_result(f, *second[_key(f)]) for f in found)


def _key(found: Found) -> tuple[str, str | None]:
    return found.lookup, found.country


def _by_name(found: Sequence[Found]) -> dict[tuple[str, str | None], list[Found]]:
    groups: dict[tuple[str, str | None], list[Found]] = {}
    for f in found:
        groups.setdefault(_key(f), []).append(f)
    return groups


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
    if found.demonym:
        name = continent_of_demonym(found.lookup) or (countries()[found.country].name if found.country else "")
        return tuple(c for c in candidates_for(name) if c.kind in ("country", "region"))[:1]
    candidates = candidates_for(found.lookup)
    iso3 = country_named(found.lookup)
    if iso3 and not any(
        c.kind == "region" for c in candidates
    ):  # the table of countries knows "US" and "Congo", which the gazetteer gives to villages
        own = tuple(c for c in candidates_for(countries()[iso3].name) if c.kind == "country")
        candidates = (*own, *(c for c in candidates if c.kind != "country"))
    if found.country:
        candidates = tuple(c for c in candidates if c.country == found.country) or candidates
    return candidates


def _votes(places: Sequence[Candidate | None]) -> Counter[str]:
    return Counter(place.country for place in places if place and place.country)


def _containers(found: Sequence[Found], gaps: Sequence[str]) -> Mapping[str, tuple[set[str], set[str]]]:
    """Name to the countries and division names that follow it after a comma: "Goma, North Kivu", "Moscow, Idaho"."""
    containers: dict[str, tuple[set[str], set[str]]] = {}
    for i, left in enumerate(found[:-1]):
        right = found[i + 1]
        if gaps[i].strip() not in (",", ", in", "in", "(", ", in the", "in the") or right.demonym:
            continue
        for c in _candidates(right):
            if c.kind in ("country", "admin1"):
                nations, divisions = containers.setdefault(left.lookup, (set(), set()))
                nations.add(c.country or "")
                if c.kind == "admin1":
                    divisions.add(c.name)
    return containers


def _best(
    name: tuple[str, str | None],
    group: Sequence[Found],
    votes: Counter[str],
    admins: Counter[tuple[str | None, str | None]],
    containers: Mapping[str, tuple[set[str], set[str]]],
) -> tuple[Candidate | None, float]:
    """The best candidate and its share against the others."""
    candidates = [c for c in _candidates(group[0]) if c.lat is not None]
    if not candidates:
        return None, 0.0
    hints = {f.hint for f in group if f.hint}
    total = sum(votes.values()) or 1
    all_admins = sum(admins.values()) or 1
    within = containers.get(name[0], (set(), set()))
    scores = []
    for c in candidates[:60]:
        own = votes.get(c.country or "", 0) / total
        score = _prior(c, group[0].lookup) + VOTE * own - SEAT * (c.kind == "admin1" and _has_seat(c, candidates))
        score += (
            SAME_ADMIN1 * admins.get((c.country, c.admin1), 0) / all_admins
            if c.kind not in ("country", "region")
            else 0
        )
        if within[0]:
            score += CONTAINED * (c.country in within[0] and c.kind != "country")
            score += CONTAINED * (c.admin1 in within[1] and c.kind not in ("admin1", "country"))
        score += HINTED * (c.kind in hints)
        scores.append(score)
    best = max(range(len(scores)), key=lambda i: (scores[i], -i))
    weights = [math.exp(s - scores[best]) for s in scores]
    # Two records of one town (the town and its district) are no rivals.
    chosen = candidates[best]
    share = sum(
        w
        for w, c in zip(weights, candidates, strict=False)
        if c.country == chosen.country and c.admin1 == chosen.admin1
    )
    return chosen, share / sum(weights)


def _has_seat(division: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether a town of the same name holds a good part of the division's people: then the bare name is the town."""
    return any(
        c.kind == "city" and c.country == division.country and c.population >= 0.2 * division.population > 0
        for c in candidates
    )


def _prior(candidate: Candidate, name: str) -> float:
    score = math.log10(candidate.population + 10)
    if candidate.kind in ("country", "region"):
        score = COUNTRY_BONUS + 7
    elif candidate.kind == "admin1":
        score += ADMIN1_BONUS
    elif candidate.kind == "admin2":
        score -= 0.7  # a district is meant where its town is not
    elif candidate.population > METROPOLIS:
        score += ADMIN1_BONUS  # New York is the city
    if candidate.kind == "city" and country_of_capital(name) == candidate.country and candidate.country:
        score += CAPITAL_BONUS
    return score + (0 if candidate.main or candidate.kind in ("country", "region") else ALTERNATE)


def _result(found: Found, candidate: Candidate | None, share: float) -> tuple[Place | None, float]:
    if candidate is None or share < LEAST:
        return None, round(share, 3)
    kind = PlaceKind(candidate.kind)
    precision = PlacePrecision(candidate.kind)
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
