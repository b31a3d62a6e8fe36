"""Where the gold lies, what of it a predictor may see, and how its files are read, written and told apart."""

import hashlib
import json
import os
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

__all__ = ["SEEN", "Item", "blind", "fingerprint", "gold_folder", "read_items", "read_jsonl", "write_jsonl"]

Item = dict[str, Any]

SEEN = ("id", "text", "title", "date", "dct", "published", "outlet")
"""The keys of a gold item that a predictor may see; everything else is label, origin or remark."""

SEED = 20211009  # any fixed number: the order of the gold (by label, in some sets) must not reach the predictor


def gold_folder() -> Path:
    """The folder that `DRAGOMAN_GOLD` names, else `../shared/eval` beside the repository; it need not exist."""
    named = os.environ.get("DRAGOMAN_GOLD")
    return Path(named) if named else Path(__file__).resolve().parents[2] / "shared" / "eval"


def read_jsonl(path: Path) -> list[Item]:
    """The objects of a JSON-lines file, blank lines left out."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def write_jsonl(path: Path, rows: Iterable[Item]) -> None:
    """One object a line."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def read_items(path: Path) -> list[Item]:
    """The items of a JSON-lines file, of a folder of `ID.txt`, or of a folder of JSON-lines files with texts.

    Newlines inside a text are kept as they are: offsets count them.
    """
    if path.is_file():
        return read_jsonl(path)
    texts = sorted(path.glob("*.txt"))
    if texts:
        return [{"id": file.stem, "text": _read_text(file)} for file in texts]
    return [item for file in sorted(path.glob("*docs.jsonl")) for item in read_jsonl(file)]


def _read_text(file: Path) -> str:
    with file.open(encoding="utf-8", newline="") as text:
        return text.read()


def blind(items: Sequence[Item]) -> tuple[list[Item], dict[str, str]]:
    """The items in shuffled order with neutral ids and nothing but the keys of `SEEN`; and neutral id -> real id.

    An id may tell the outlet, the year or the label ("PLOVER-GSR01-AGREE-0001"); a file's order may, too.
    """
    order = list(range(len(items)))
    random.Random(SEED).shuffle(order)
    seen, real = [], {}
    for number, index in enumerate(order, 1):
        item = {key: items[index][key] for key in SEEN if items[index].get(key) is not None}
        real[f"t{number:05}"] = str(item["id"])
        seen.append({**item, "id": f"t{number:05}"})
    return seen, real


def fingerprint(path: Path) -> str:
    """SHA-256 of a gold file, or over the names and bytes of a gold folder's files."""
    digest = hashlib.sha256()
    if path.is_file():
        digest.update(path.read_bytes())
    else:
        for file in sorted(p for p in path.iterdir() if p.suffix in {".json", ".jsonl", ".txt"}):
            digest.update(f"{file.name}\n".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()
