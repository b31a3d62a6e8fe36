"""A user's actor lexicon as the commands take it, from the JSON that one gold set comes with."""

import csv
import json
from pathlib import Path

from dragoman.codes import Sector

__all__ = ["own_lexicon"]

_COLUMNS = ("name", "aliases", "kind", "country", "sector", "from", "to", "note")


def own_lexicon(path: Path | None, folder: Path) -> Path | None:
    """`path` itself, or where it is JSON (surface form -> list of codes, "USAMIL") its rows as a CSV file in `folder`.

    A code's first three letters are taken for the country, the next three for the sector where PLOVER has it.
    """
    if path is None or path.suffix != ".json":
        return path
    target = folder / f"{path.stem}.csv"
    with target.open("w", encoding="utf-8", newline="") as out:
        rows = csv.DictWriter(out, _COLUMNS, restval="")
        rows.writeheader()
        for name, codes in json.loads(path.read_text(encoding="utf-8")).items():
            rows.writerow({"name": name.title(), "kind": "organisation", **_cells(codes[0])})
    return target


def _cells(code: str) -> dict[str, str]:
    sector = code[3:6]
    return {"country": code[:3], "sector": sector if sector in Sector.__members__ else ""}
