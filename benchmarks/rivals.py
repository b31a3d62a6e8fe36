"""What other packages reach on the gold: `python -m benchmarks.rivals [SET ...]` prints a table in Markdown.

Times: dateparser's `search_dates` and timexy; places: geotext and flashgeotext, which find names alone, each located as
the most populous place of that name in Dragoman's gazetteer. Dragoman reads the same texts in the same run, and the
gold's own scorers measure all. `pip install -e '.[rivals]'` brings the packages; one that is absent is left out with
a word on stderr.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, time
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dragoman.gazetteer import candidates_for
from dragoman.pipeline import extract
from evaluation.gold import SEEN, Item, gold_folder, read_items, write_jsonl
from evaluation.goldsets import GOLD_SETS, GoldSet
from evaluation.score import Measured, ScorerError, score
from evaluation.tracks import FORMS, document_of

__all__ = ["main"]

Reader = Callable[[Item], Item]

TRACKS = {"times": ("dateparser", "timexy"), "places": ("geotext", "flashgeotext")}
_TIMEX3 = re.compile(r'type="(\w+)" value="([^"]+)"')


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 1 where there is no gold at all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rivals", description=(__doc__ or "").splitlines()[0])
    known = {gold_set.key: gold_set for gold_set in GOLD_SETS if gold_set.track in TRACKS}
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"of {', '.join(known)} (all)")
    chosen = parser.parse_args(arguments).sets or list(known)
    if unknown := [key for key in chosen if key not in known]:
        parser.error(f"no set is called {unknown[0]} (choose from {', '.join(known)})")
    rows = [row for key in chosen for row in _measure(known[key], gold_folder())]
    if not rows:
        return 1
    print("| set | system | figures (F1, unless said) |\n|---|---|---|")
    print("\n".join(rows))
    return 0


def _measure(gold_set: GoldSet, home: Path) -> Iterator[str]:
    """One row of the table for each system that is there."""
    path = home / gold_set.files[0]
    if not path.exists():
        _say(f"{gold_set.key}: no gold at {path} (DRAGOMAN_GOLD names its folder)")
        return
    items = [{key: item[key] for key in SEEN if key in item} for item in read_items(path)]
    for name in (*TRACKS[gold_set.track], "dragoman"):
        try:
            read = _reader(name, gold_set.track)
        except ImportError as error:
            _say(f"{name}: {error}; pip install -e '.[rivals]' brings it")
            continue
        with TemporaryDirectory() as folder:
            predicted = Path(folder) / "predicted.jsonl"
            write_jsonl(predicted, ({"id": item["id"], **read(item)} for item in items))
            try:
                measured = score(gold_set.track, home, path, predicted, options=gold_set.options)
            except ScorerError as error:
                _say(f"{gold_set.key}: {error}")
                return
        yield f"| {gold_set.key} | {name} {version(name)} | {', '.join(map(_figure, measured))} |"


def _figure(row: Measured) -> str:
    return f"{row.name} {row.value:.1f}"


def _say(words: str) -> None:
    print(f"benchmarks.rivals: {words}", file=sys.stderr)


# --- the readers ----------------------------------------------------------------------------------------------------


def _reader(name: str, track: str) -> Reader:
    """How a system reads one item. Raises ImportError where it is not installed."""
    if name == "dragoman":
        return lambda item: FORMS[track](extract(document_of(track, item)))
    return {"dateparser": _dateparser, "timexy": _timexy, "geotext": _geotext, "flashgeotext": _flashgeotext}[name]()


def _dateparser() -> Reader:
    search_dates = import_module("dateparser.search").search_dates

    def read(item: Item) -> Item:
        written = datetime.fromisoformat(item["dct"])
        settings = {"RELATIVE_BASE": written, "PREFER_DATES_FROM": "past"}
        found, position = [], 0
        for words, when in search_dates(item["text"], languages=["en"], settings=settings) or []:
            start = item["text"].find(words, position)
            if start >= 0:  # its words come in text order, but without their place
                position = start + len(words)
                at_midnight = when.time() == time()
                value = f"{when:%Y-%m-%d}" if at_midnight else f"{when:%Y-%m-%dT%H:%M}"
                kind = "DATE" if at_midnight else "TIME"
                found.append({"start": start, "end": position, "type": kind, "value": value})
        return {"timexes": found}

    return read


def _timexy() -> Reader:
    import_module("timexy")
    nlp = import_module("spacy").blank("en")
    nlp.add_pipe("timexy")

    def read(item: Item) -> Item:
        found = []
        for entity in nlp(item["text"]).ents:
            if told := _TIMEX3.search(entity.kb_id_):
                value = told[2].removesuffix("T00:00:00")
                found.append({"start": entity.start_char, "end": entity.end_char, "type": told[1], "value": value})
        return {"timexes": found}

    return read


def _geotext() -> Reader:
    names_in = import_module("geotext").GeoText

    def read(item: Item) -> Item:
        found = names_in(item["text"])
        names = sorted({*found.cities, *found.countries}, key=len, reverse=True)
        pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b")
        spans = [match.span() for match in pattern.finditer(item["text"])] if names else []
        return {"toponyms": [_located(item["text"], *span) for span in spans]}

    return read


def _flashgeotext() -> Reader:
    names_in = import_module("flashgeotext.geotext").GeoText()

    def read(item: Item) -> Item:
        found = names_in.extract(item["text"], span_info=True)
        spans = sorted({span for kind in found.values() for place in kind.values() for span in place["span_info"]})
        return {"toponyms": [_located(item["text"], *span) for span in spans]}

    return read


def _located(text: str, start: int, end: int) -> dict[str, Any]:
    best = next(iter(candidates_for(text[start:end])), None)
    return {"start": start, "end": end, "lat": best.lat if best else None, "lon": best.lon if best else None}


if __name__ == "__main__":
    sys.exit(main())
