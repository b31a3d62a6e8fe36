"""Do the trained encoder's sentence vectors still tell which mentions are of one event? Beside the untouched encoder's.

    python -m training.vectors build/training/reader-7.pt

For each mention of an event in the links gold, the other mentions are ranked by the cosine of their vectors (the mean
over pieces); printed is the mean average precision of finding those of the same event.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import torch

from dragoman.encoder.tagger import load_tokenizer
from dragoman.encoder.weights import TOKENIZER
from training.model import Reader, base_folder

__all__ = ["mean_average_precision", "vectors_of"]

GOLD = Path(__file__).resolve().parent.parent.parent / "shared" / "eval" / "links" / "dev"
LONGEST = 126  # pieces


def main(arguments: list[str]) -> None:
    """A line for the untouched encoder, whole and cut to as many layers, and one for the trained."""
    state = torch.load(arguments[0], weights_only=True)
    layers = 1 + max(int(name.split(".")[3]) for name in state if name.startswith("encoder.encoder.layer."))
    texts, events = read_mentions(GOLD)
    trained = Reader(layers=layers)
    trained.load_state_dict(state)
    readers = {
        "untouched, 6 layers": Reader(),
        f"untouched, {layers} layers": Reader(layers=layers),
        "trained": trained,
    }
    print(f"{len(texts)} mentions of {len(set(events))} events")
    for name, reader in readers.items():
        print(f"{name}: {100 * mean_average_precision(vectors_of(reader, texts), events):.1f}", flush=True)


def read_mentions(folder: Path) -> tuple[list[str], list[str]]:
    """The words of each mention (its first stretch) and the event that it is of."""
    with (folder / "docs.jsonl").open(encoding="utf-8") as file:
        documents = {item["id"]: item["text"] for item in map(json.loads, file)}
    events = json.loads((folder / "links.json").read_text(encoding="utf-8"))["same_event"]
    found = [
        (documents[mention["doc"]][slice(*mention["evidence"][0])], event["id"])
        for event in events
        for mention in event["mentions"]
        if mention["doc"] in documents
    ]
    return [text for text, _ in found], [event for _, event in found]


def vectors_of(reader: Reader, texts: list[str]) -> np.ndarray:
    """Vectors (texts, width) of length one: the mean of the encoder's states over a text's first pieces."""
    tokenizer = load_tokenizer(base_folder() / TOKENIZER)
    reader.eval()
    rows = []
    for text in texts:
        pieces = torch.tensor([tokenizer.encode(text).ids[:LONGEST]])
        with torch.no_grad():
            states = reader.encoder(input_ids=pieces, attention_mask=torch.ones_like(pieces)).last_hidden_state
        rows.append(states[0].mean(dim=0).numpy())
    vectors = np.array(rows)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def mean_average_precision(vectors: np.ndarray, events: list[str]) -> float:
    """Of ranking all others by likeness, over those that have a fellow."""
    likeness = vectors @ vectors.T
    np.fill_diagonal(likeness, -np.inf)
    precisions = []
    for at, row in enumerate(likeness):
        hits = np.array([events[other] == events[at] for other in np.argsort(-row)[:-1]])
        if hits.any():
            precisions.append(float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean()))
    return sum(precisions) / len(precisions)


if __name__ == "__main__":
    main(sys.argv[1:])
