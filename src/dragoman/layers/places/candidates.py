"""Which places a name may stand for, and what the words around it say of that: its container, the list it is in."""

from collections.abc import Mapping, Sequence

from dragoman.countries import countries, country_named
from dragoman.gazetteer import Candidate, candidates_for
from dragoman.layers.places.toponym_words import area_of_demonym, division_abbreviated
from dragoman.layers.places.toponyms import Found

__all__ = ["candidates_of", "containers_of", "listed", "sure_place"]


def sure_place(found: Found) -> Candidate | None:
    """The place of a name that needs no company: a country, a demonym, or a name that only one place bears."""
    candidates = candidates_of(found)
    if not candidates:
        return None
    nations = {c.country for c in candidates}
    if candidates[0].kind in ("country", "region"):
        # Georgia and Jordan are not sure: as many reports mean the state or the town.
        rivals = [c for c in candidates[1:] if c.kind == "admin1" and c.country != candidates[0].country]
        return None if rivals else candidates[0]
    return candidates[0] if len(nations) == 1 else None


def candidates_of(found: Found) -> tuple[Candidate, ...]:
    """The places of a name, the user's alone where the user has one, countries and areas first."""
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


def containers_of(
    found: Sequence[Found], gaps: Sequence[str]
) -> tuple[Mapping[str, tuple[set[str], set[str]]], frozenset[int]]:
    """Name to the countries and divisions that follow it after a comma ("Moscow, Idaho"), and where those stand."""
    containers: dict[str, tuple[set[str], set[str]]] = {}
    holders: set[int] = set()
    run = listed(found, gaps)
    for i, left in enumerate(found[:-1]):
        right = found[i + 1]
        if gaps[i].strip() not in _LEADS_TO_CONTAINER or right.demonym or i in run:
            continue
        inside = {(c.country, c.admin1) for c in candidates_of(left)}
        for c in candidates_of(right):
            if c.kind in ("country", "admin1"):
                nations, divisions = containers.setdefault(left.lookup, (set(), set()))
                nations.add(c.country or "")
                if c.kind == "admin1":
                    divisions.add(c.name)
                    if (c.country, c.name) in inside:
                        holders.add(i + 1)
    return containers, frozenset(holders)


def listed(found: Sequence[Found], gaps: Sequence[str], *, nations: bool = False) -> frozenset[int]:
    """Names in a list of countries or divisions, of which none lies in the next: "Niger, Nigeria and Togo".

    With `nations`, only lists of countries alone.
    """
    in_lists: set[int] = set()
    run: list[int] = []
    for i, one in enumerate(found):
        if run and gaps[i - 1].strip() not in _LISTS:
            run = []
        if one.demonym or not _is_wide(one):
            run = []
            continue
        run.append(i)
        wide_country = len(run) >= 2 and all(candidates_of(found[k])[0].kind == "country" for k in run)
        if wide_country or (len(run) > 2 and not nations):
            in_lists.update(run)
    return frozenset(in_lists)


def _is_wide(found: Found) -> bool:
    candidates = candidates_of(found)
    return bool(candidates) and any(c.kind in ("country", "region", "admin1") for c in candidates[:3])


_LISTS = frozenset((",", ", and", "and", ", or", "or"))
_LEADS_TO_CONTAINER = frozenset((",", ", in", "in", "(", ", in the", "in the"))
