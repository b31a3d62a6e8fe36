"""The trained encoder as a file that needs no torch: ONNX, weights in eight bits, with what is needed to use it."""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import torch

from dragoman.encoder.labels import COLUMNS, PAIRS
from dragoman.encoder.weights import MANIFEST, NETWORK, TOKENIZER, digest_of
from training.model import Exported, Reader, base_folder

__all__ = ["export"]


def export(reader: Reader, folder: Path, *, trained_on: dict[str, int], options: argparse.Namespace) -> None:
    """Write `encoder.onnx`, `tokenizer.json` and `manifest.json` into a folder."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    reader.eval()
    with TemporaryDirectory() as temporary:
        full = Path(temporary) / "full.onnx"
        torch.onnx.export(
            Exported(reader),
            (torch.tensor([[101, 2000, 3000, 102]]),),
            str(full),
            input_names=["pieces"],
            output_names=["columns", "pairs"],
            dynamic_axes={"pieces": {1: "length"}, "columns": {0: "length"}, "pairs": {1: "length", 2: "length"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(full, folder / NETWORK, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        shutil.copy(full, options.out / f"full-{options.seed}.onnx")
    shutil.copy(base_folder() / TOKENIZER, folder / TOKENIZER)
    manifest = {
        "sha256": digest_of(folder),
        "columns": {name: [columns.start, columns.stop] for name, columns in COLUMNS.items()},
        "pairs": list(PAIRS),
        "windows": trained_on,
        "seed": options.seed,
        "layers": options.layers,
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    print(f"wrote {folder}", flush=True)
