"""Trains the encoder and writes its weights.

make train                          every set that may train shipped weights
make train ONLY_OPEN=1              our own data alone, for a clean lineage
python -m training.train --help     seeds, sets, epochs, a smoke run
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from dragoman.encoder.labels import COLUMNS
from dragoman.encoder.tagger import load_tokenizer
from dragoman.encoder.weights import TOKENIZER
from training.examples import Example, make_examples
from training.model import Reader, base_folder
from training.sets import OPEN, SETS, own_golds, train_golds

__all__ = ["main"]

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
BATCH = 16  # windows
EPOCHS = {"polnear": 2.5, "muc": 3.0, "quads": 10.0, "times": 5.0, "own": 24.0}
WEIGHT = {"entity": 0.6, "trigger": 3.0}  # of a head's loss; 1 where nothing is said
HEADS = 8.0  # times the encoder's learning rate: the heads begin at nothing
MEMORY = 0.998  # of the running mean of the weights, a step: about the last 500 steps count, or a tenth of a short plan
SAVE_EVERY = 200  # steps


def main(arguments: list[str] | None = None) -> None:
    """Train, export, score."""
    options = _options(arguments)
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(base_folder() / TOKENIZER)
    sets = load_sets(options, tokenizer)
    plan = make_plan(sets, options)
    reader = Reader(layers=options.layers)
    if options.start:
        reader.load_state_dict(torch.load(options.start, weights_only=True))
    reader = train(reader, sets, plan, options)
    torch.save(reader.state_dict(), out / f"reader-{options.seed}.pt")
    if not options.no_export:
        from training.export import export

        export(reader, options.weights, trained_on={name: len(found) for name, found in sets.items()}, options=options)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m training.train",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="example: python -m training.train --seed 2 --without polnear --out build/training/no-polnear",
    )
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "eval", help="folder of the public sets")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "training", help="checkpoints and log")
    parser.add_argument("--weights", type=Path, default=ROOT / "src" / "dragoman" / "weights", help="what is shipped")
    parser.add_argument("--without", action="append", default=[], choices=[*SETS, "own"], help="leave a set out")
    parser.add_argument("--only-open", action="store_true", help="our own data alone")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, help="go on from the reader-SEED.pt of an earlier run")
    parser.add_argument("--layers", type=int, default=4, help="of the base encoder's six, from below")
    parser.add_argument("--rate", type=float, default=2e-4, help="learning rate at its height")
    parser.add_argument("--scale", type=float, default=1.0, help="all epochs times this")
    parser.add_argument("--steps", type=int, help="stop after so many steps: a smoke run")
    parser.add_argument("--texts", type=int, help="of each set no more than so many texts: a smoke run")
    parser.add_argument("--fold", type=_fold, help="as 0/3: leave out the 1st of every three texts of each set")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--no-export", action="store_true")
    return parser.parse_args(arguments)


def _fold(words: str) -> tuple[int, int]:
    left_out, folds = words.split("/")
    return int(left_out), int(folds)


def load_sets(options: argparse.Namespace, tokenizer: Tokenizer) -> dict[str, list[Example]]:
    """The windows of each set that is wanted and there; says which set is left out and why."""
    sets: dict[str, list[Example]] = {}
    for name in (*SETS, "own"):
        if name in options.without or (options.only_open and name not in OPEN):
            continue
        began = time.monotonic()
        try:
            golds = own_golds(held_back=False) if name == "own" else train_golds(name, options.gold)
        except FileNotFoundError as error:
            print(f"{name}: left out, {error.filename} is not there", flush=True)
            continue
        cache = ROOT / "build" / "training" / f"parsed-{name}.pickle"
        if options.fold:
            left_out, folds = options.fold
            golds = [gold for at, gold in enumerate(golds) if at % folds != left_out]
        sets[name] = make_examples(golds[: options.texts], tokenizer, cache)
        seconds = time.monotonic() - began
        print(f"{name}: {len(golds)} texts, {len(sets[name])} windows, read in {seconds:.0f} s", flush=True)
    return sets


def make_plan(sets: dict[str, list[Example]], options: argparse.Namespace) -> list[tuple[str, list[int]]]:
    """The batches of the whole training in their order: (set, positions). Batches hold windows of like length."""
    order = random.Random(options.seed)
    plan: list[tuple[str, list[int]]] = []
    for name, examples in sets.items():
        wanted = EPOCHS[name] * options.scale
        while wanted > 0:
            batches = list(_batches(examples, order))
            order.shuffle(batches)
            plan += [(name, batch) for batch in batches[: max(1, round(len(batches) * min(1.0, wanted)))]]
            wanted -= 1
    order.shuffle(plan)
    return plan[: options.steps]


def _batches(examples: list[Example], order: random.Random) -> Iterator[list[int]]:
    positions = list(range(len(examples)))
    order.shuffle(positions)
    for at in range(0, len(positions), BATCH * 20):
        bucket = sorted(positions[at : at + BATCH * 20], key=lambda p: len(examples[p].window.pieces))
        for start in range(0, len(bucket), BATCH):
            yield bucket[start : start + BATCH]


def train(
    reader: Reader, sets: dict[str, list[Example]], plan: list[tuple[str, list[int]]], options: argparse.Namespace
) -> Reader:
    """The running mean of the weights over all steps of the plan, begun at the last checkpoint of the same plan."""
    trained = [weights for weights in reader.parameters() if weights.requires_grad]
    encoder = [weights for weights in reader.encoder.parameters() if weights.requires_grad]
    known = set(map(id, encoder))
    heads = [weights for weights in trained if id(weights) not in known]
    groups = [{"params": encoder, "lr": options.rate}, {"params": heads, "lr": options.rate * HEADS}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    memory = min(MEMORY, 1 - 10 / max(20, len(plan)))
    mean = AveragedModel(reader, multi_avg_fn=get_ema_multi_avg_fn(memory))
    warm = max(1, len(plan) // 10)

    def rate(step: int) -> float:
        return (step + 1) / warm if step < warm else max(0.0, (len(plan) - step) / max(1, len(plan) - warm))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    checkpoint = options.out / f"checkpoint-{options.seed}.pt"
    begin = _resume(checkpoint, len(plan), reader, mean, optimizer, schedule)
    reader.train()
    log = (options.out / f"log-{options.seed}.jsonl").open("a" if begin else "w", encoding="utf-8")
    began = time.monotonic()
    losses: dict[str, list[float]] = {}
    for step in range(begin, len(plan)):
        name, positions = plan[step]
        batch = [sets[name][position] for position in positions]
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=_has_bf16()):
            loss, parts = batch_loss(reader, batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        schedule.step()
        mean.update_parameters(reader)
        for head, value in parts.items():
            losses.setdefault(head, []).append(value)
        if step % 50 == 49 or step == len(plan) - 1:
            means = {head: round(sum(values) / len(values), 4) for head, values in sorted(losses.items())}
            losses = {}
            minutes = (time.monotonic() - began) / 60
            left = minutes / (step + 1 - begin) * (len(plan) - step - 1)
            print(f"step {step + 1}/{len(plan)}  {minutes:.1f} min, {left:.0f} to go  {means}", flush=True)
            print(json.dumps({"step": step + 1, "losses": means}), file=log, flush=True)
        if step % SAVE_EVERY == SAVE_EVERY - 1:
            _save(checkpoint, step + 1, len(plan), reader, mean, optimizer, schedule)
    checkpoint.unlink(missing_ok=True)
    return mean.module.eval()


def _has_bf16() -> bool:
    """Whether bfloat16 saves time: with tiles (AMX) alone. With AVX512 it was measured to take half as long again."""
    return torch.cpu._is_amx_tile_supported()


def _resume(checkpoint: Path, steps: int, *parts) -> int:
    if not checkpoint.exists():
        return 0
    held = torch.load(checkpoint, weights_only=True)
    if held["steps"] != steps:
        return 0
    for part, state in zip(parts, held["parts"], strict=True):
        part.load_state_dict(state)
    print(f"goes on from step {held['step']} of {checkpoint}", flush=True)
    return int(held["step"])


def _save(checkpoint: Path, step: int, steps: int, *parts) -> None:
    new = checkpoint.with_suffix(".new")
    torch.save({"step": step, "steps": steps, "parts": [part.state_dict() for part in parts]}, new)
    new.replace(checkpoint)


# --- the loss ------------------------------------------------------------------------------------------------------


def batch_loss(reader: Reader, batch: list[Example]) -> tuple[torch.Tensor, dict[str, float]]:
    """The sum of the heads' losses on a batch of one set, and each for the log."""
    longest = max(len(example.window.pieces) for example in batch)
    pieces = torch.zeros(len(batch), longest, dtype=torch.long)
    mask = torch.zeros(len(batch), longest, dtype=torch.long)
    for row, example in enumerate(batch):
        pieces[row, : len(example.window.pieces)] = torch.tensor(example.window.pieces)
        mask[row, : len(example.window.pieces)] = 1
    columns, left, right = reader(pieces, mask)
    columns = columns.float()
    losses: dict[str, torch.Tensor] = {}
    for head in sorted({head for example in batch for head in example.labels}):
        places = [
            (row, example.window.firsts[at], label)
            for row, example in enumerate(batch)
            for at, label in enumerate(example.labels.get(head, ()))
            if label >= 0
        ]
        if places:
            rows, firsts, labels = (torch.tensor(column) for column in zip(*places, strict=True))
            losses[head] = functional.cross_entropy(columns[rows, firsts, COLUMNS[head]], labels)
    quads = _quad_loss(columns, batch)
    if quads is not None:
        losses["quad"] = quads
    pairs = [
        (row, relation, example.window.firsts[a], example.window.firsts[b], true)
        for row, example in enumerate(batch)
        for relation, a, b, true in example.pairs
    ]
    if pairs:
        table = torch.tensor(pairs)
        scores = reader.score_pairs(left.float(), right.float(), table[:, :4])
        losses["pairs"] = functional.binary_cross_entropy_with_logits(scores, table[:, 4].float())
    total = sum((WEIGHT.get(head, 1.0) * loss for head, loss in losses.items()), torch.tensor(0.0))
    return total, {head: float(loss.detach()) for head, loss in losses.items()}


def _quad_loss(columns: torch.Tensor, batch: list[Example]) -> torch.Tensor | None:
    """The quads of the sentences: the mean over the words of each."""
    means, labels = [], []
    for row, example in enumerate(batch):
        for (begin, end), quad in zip(example.window.sentences, example.quads, strict=True):
            if quad >= 0:
                means.append(columns[row, list(example.window.firsts[begin:end]), COLUMNS["quad"]].mean(dim=0))
                labels.append(quad)
    return functional.cross_entropy(torch.stack(means), torch.tensor(labels)) if means else None


if __name__ == "__main__":
    main()
