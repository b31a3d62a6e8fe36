"""Where an outlet is at home: the country of its address or of its name."""

import re
from functools import cache
from urllib.parse import urlsplit

from dragoman.countries import country_named, country_of_demonym, iso3_codes
from dragoman.gazetteer import candidates_for

__all__ = ["home_of"]

LARGE = 500_000  # people of a town in an outlet's name: The Kampala Monitor
_USED_ABROAD = frozenset("AI AM CC CO FM GG IO LA LY ME SH TK TO TV WS".split())  # sold to anybody


def home_of(outlet: str | None, url: str | None) -> str | None:
    """The ISO3 country of an outlet, or None where neither its address nor its name tells.

    >>> home_of("Daily Monitor", "https://www.monitor.co.ug/news/1"), home_of("The Times of India", None)
    ('UGA', 'IND')
    """
    return _of_host(url or "") or _of_host(outlet or "") or _of_name(outlet or "")


def _of_host(address: str) -> str | None:
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return None
    last = host.rpartition(".")[2].upper() if " " not in host and "." in host else ""
    return _by_domain().get(last)


@cache
def _by_domain() -> dict[str, str]:
    codes = {iso2: iso3 for iso2, iso3 in iso3_codes().items() if iso2 not in _USED_ABROAD}
    return codes | {"UK": "GBR"}


def _of_name(outlet: str) -> str | None:
    words = re.findall(r"[^\W\d_]+", outlet[:200])
    for size in (2, 1):
        for at in range(len(words) - size + 1):
            name = " ".join(words[at : at + size])
            country = country_named(name) or country_of_demonym(name)
            if country:
                return country
            towns = [c for c in candidates_for(name) if c.kind == "city" and c.main and c.population >= LARGE]
            if towns and size == len(name.split()):
                return towns[0].country
    return None
