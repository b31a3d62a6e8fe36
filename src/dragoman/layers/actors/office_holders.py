"""Whose office holder a person is that a report names without a country: by whole name, or by title and surname."""

from collections.abc import Collection, Mapping
from functools import cache

from dragoman.countries import countries
from dragoman.layers.actors.offices import bare_name, spellings_of
from dragoman.lexicon import read_table

__all__ = ["country_of_holder"]

# By surname with these titles alone: whoever else bears the name is hardly called so.
_HEADS = frozenset({"president", "prime minister", "premier", "foreign minister"})


def country_of_holder(names: Collection[str], titles: Collection[str]) -> str | None:
    """The ISO3 code of the one state in which a person of such a name held office, or None.

    >>> country_of_holder(["Angela Merkel"], ()), country_of_holder(["Merkel"], ()), country_of_holder(["Smith"], ())
    ('DEU', None, None)
    >>> country_of_holder(["Reagan"], ["president"])
    'USA'
    """
    bare = [bare_name(name) for name in names]
    keys = [name for name in bare if " " in name]
    keys += [f"{title} {name.split()[-1]}" for title in _HEADS & set(titles) for name in bare if name]
    found = {country for key in keys for country in _states().get(key, ())}
    return found.pop() if len(found) == 1 else None


@cache
def _states() -> Mapping[str, frozenset[str]]:
    """Whole name, and title with surname ("president reagan") -> the states of the offices held under it."""
    known = countries()
    found: dict[str, set[str]] = {}
    for row in read_table("offices"):
        if row["country"] not in known:
            continue
        for name in spellings_of(row["name"]):
            keys = [name] if " " in name else []
            for title in _HEADS & {row["title"], "premier" if row["title"] == "prime minister" else ""}:
                keys.append(f"{title} {name.split()[-1]}")
            for key in keys:
                found.setdefault(key, set()).add(row["country"])
    return {key: frozenset(states) for key, states in found.items()}
