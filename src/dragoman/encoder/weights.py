"""The files of the encoder's weights: where they are, and whether they are those of their manifest."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

__all__ = ["MANIFEST", "NETWORK", "TOKENIZER", "WEIGHTS", "digest_of", "read_manifest"]

WEIGHTS = Path(__file__).resolve().parent.parent / "weights"
NETWORK, TOKENIZER, MANIFEST = "encoder.onnx", "tokenizer.json", "manifest.json"


def digest_of(folder: Path) -> str:
    """The SHA-256 of the network in a folder."""
    return sha256((folder / NETWORK).read_bytes()).hexdigest()


def read_manifest(folder: Path) -> dict[str, Any]:
    """What was written beside the network when it was made: its `sha256`, `columns`, `pairs` and training."""
    manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return manifest
