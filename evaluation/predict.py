"""Predictions for one track: `python -m evaluation.predict TRACK INPUT OUTPUT [--actors FILE] [--workers N]`.

Of each gold item only id, text, title, date (or dct, published) and outlet are read. INPUT is a JSON-lines file, for
`record` also a folder of ID.txt (then OUTPUT is a folder of ID.json), for `links` a folder with docs.jsonl and
syndication_docs.jsonl (then OUTPUT is one JSON file). The order of the output is that of the input.
"""

import argparse
import json
import multiprocessing
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from dragoman.errors import DragomanError
from dragoman.model.document import Document
from dragoman.pipeline import extract
from evaluation.ablation import Reader, read_by
from evaluation.gold import SEEN, Item, read_items, write_jsonl
from evaluation.own_lexicon import own_lexicon
from evaluation.tracks import FORMS, NOT_YET, TRACKS, document_of

__all__ = ["main", "predict", "predict_file", "reader_pool"]


def predict(
    track: str,
    items: Sequence[Item],
    *,
    actors: Path | None = None,
    pool: Executor | None = None,
    reader: Reader = Reader.BOTH,
) -> list[Item]:
    """One prediction an item, in the order of the items: `id` and what the track's scorer reads.

    A track whose layer is not there yet gives its empty prediction without reading the text.
    """
    seen = [{key: item[key] for key in SEEN if key in item} for item in items]
    if track in NOT_YET:
        return [{"id": item["id"], **NOT_YET[track]} for item in seen]
    read = partial(_predict_one, track, actors, reader)
    if pool is None:
        return list(_counted(map(read, seen), len(seen)))
    return list(_counted(pool.map(read, seen, chunksize=4), len(seen)))


def _predict_one(track: str, actors: Path | None, reader: Reader, item: Item) -> Item:
    return {"id": item["id"], **FORMS[track](read_by(reader, document_of(track, item), actors))}


def _counted(rows: Iterable[Item], total: int) -> Iterator[Item]:
    """The rows as they come, with their number on stderr, a line every ten seconds."""
    told = time.monotonic()
    for number, row in enumerate(rows, 1):
        if time.monotonic() - told > 10:
            told = time.monotonic()
            print(f"  {number:,} of {total:,}", file=sys.stderr, flush=True)
        yield row


@contextmanager
def reader_pool(workers: int | None = None) -> Iterator[Executor | None]:
    """Processes that have read one text each, so that loading the model is in nobody's time; None for one worker.

    Spawned, not forked: the parent may hold threads of its own, and a fork of those can hang.
    """
    number = workers or os.cpu_count() or 1
    if number == 1:
        _warm_up(0)
        yield None
        return
    with ProcessPoolExecutor(number, mp_context=multiprocessing.get_context("spawn")) as pool:
        list(pool.map(_warm_up, range(number)))
        yield pool


def _warm_up(_: int) -> None:
    extract(Document(text="The two sides met in the capital on Monday, a spokesman said."))
    time.sleep(0.2)  # so that no process takes another's turn


def predict_file(
    track: str,
    source: Path,
    target: Path,
    *,
    actors: Path | None = None,
    pool: Executor | None = None,
    reader: Reader = Reader.BOTH,
) -> int:
    """Read the items of `source`, write their predictions to `target`; how many there were."""
    items = read_items(source)
    if track == "links":
        target.write_text(json.dumps(NOT_YET["links"], indent=1) + "\n", encoding="utf-8")
        return len(items)
    rows = predict(track, items, actors=actors, pool=pool, reader=reader)
    if track == "record" and source.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        for row in rows:
            words = json.dumps(row, ensure_ascii=False, indent=1) + "\n"
            (target / f"{row['id']}.json").write_text(words, encoding="utf-8")
    else:
        write_jsonl(target, rows)
    return len(items)


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status: 0 done, 1 failed, 2 wrong use."""
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.predict", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("track", choices=TRACKS)
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--actors", type=Path, help="a lexicon of your own, as lexicons/actors.csv (or JSON)")
    parser.add_argument("--workers", type=int, help="processes (default: one a processor)")
    given = parser.parse_args(arguments)
    if not given.input.exists():
        parser.error(f"{given.input}: no such file or folder")
    workers = 1 if given.track in NOT_YET else given.workers
    try:
        with reader_pool(workers) as pool, TemporaryDirectory() as scratch:
            actors = own_lexicon(given.actors, Path(scratch))
            began = time.monotonic()
            number = predict_file(given.track, given.input, given.output, actors=actors, pool=pool)
    except DragomanError as error:
        print(f"evaluation.predict: {error}", file=sys.stderr)
        return 1
    seconds = time.monotonic() - began
    state = ", empty: this layer is not there yet" if given.track in NOT_YET else ""
    print(f"{given.track}: {number:,} texts in {seconds:.1f} s{state}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
