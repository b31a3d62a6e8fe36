"""Encoders that have not seen a dispatch, to say of it what they would say of a new one.

    for K in 0 1 2; do
        python -m training.train --fold $K/3 --without polnear --without quads --without times --without own \\
            --scale 0.75 --no-export --out build/training/fold$K
    done

Each leaves every third dispatch out. On development text they tell fillers as well as the shipped encoder does, and are
as sure of them: with fewer steps they would not be, with more they would be surer.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch

from dragoman.encoder.labels import PAIRS, WIDTH
from dragoman.encoder.tagger import Encoder, load_tokenizer
from dragoman.encoder.weights import TOKENIZER
from training.model import Reader, base_folder

__all__ = ["FOLDS", "unseen_encoders"]

FOLDS = 3


class _Session:
    """A reader in torch that is asked as onnxruntime's is."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def run(self, _: None, feeds: Mapping[str, Any]) -> list[Any]:
        pieces = torch.from_numpy(feeds["pieces"])
        with torch.inference_mode():
            columns, _left, _right = self._reader(pieces, torch.ones_like(pieces))
        return [columns[0].numpy(), np.zeros((len(PAIRS), 0, 0), dtype=np.float32)]  # what belongs to what is not asked


def unseen_encoders(folder: Path, *, layers: int = 4) -> list[Encoder]:
    """Of each fold in turn the encoder that did not learn from it."""
    encoders = []
    for fold in range(FOLDS):
        reader = Reader(layers=layers)
        reader.load_state_dict(torch.load(folder / f"fold{fold}" / "reader-1.pt", weights_only=True))
        encoders.append(
            Encoder(
                session=_Session(reader.eval()),
                tokenizer=load_tokenizer(base_folder() / TOKENIZER),
                digest="",
                runtime="torch",
                sharpness=np.ones(WIDTH, dtype=np.float32),
                pair_sharpness=np.ones((len(PAIRS), 1, 1), dtype=np.float32),
            )
        )
    return encoders
