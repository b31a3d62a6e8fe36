"""The sets that may train the encoder, each read into `GoldText`s.

Terms of each set: the model card. What stands in a dev set too (`train_exclude.txt`) is left out.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

from dragoman.codes import EventType
from dragoman.encoder.labels import CAMEO_QUADS
from training.examples import GoldText, Span, join_texts
from training.passages import Passage, Telling, read_folder

__all__ = ["OPEN", "SETS", "dev_golds", "is_held_back", "own_golds", "train_golds"]

OPEN = ("own",)  # what `--only-open` trains on


def train_golds(name: str, gold_folder: Path) -> list[GoldText]:
    """The training texts of one of `SETS`; raises FileNotFoundError where the set is not there."""
    read, train, _ = SETS[name]
    excluded = _excluded(gold_folder)
    return [gold for gold in read(gold_folder / train, excluded) if f"{train}\t{gold.id}" not in excluded]


def dev_golds(name: str, gold_folder: Path) -> list[GoldText]:
    """The dev texts of one of `SETS`: to be scored, never to be learned from."""
    read, _, dev = SETS[name]
    return list(read(gold_folder / dev, frozenset()))


def _excluded(gold_folder: Path) -> frozenset[str]:
    lines = (gold_folder / "train_exclude.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line and not line.startswith("#"))


def _lines(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


# --- PolNeAR: who said what ----------------------------------------------------------------------------------------


def read_polnear(path: Path, _excluded: frozenset[str]) -> Iterator[GoldText]:
    """Attributions of PolNeAR."""
    for item in _lines(path):
        gold = GoldText(item["id"], item["text"], frozenset({"attribution", "content"}))
        sources: list[Span] = []
        contents: list[Span] = []
        cues: list[Span] = []
        for attribution in item["attributions"]:
            mine = {role: [(start, end) for start, end in attribution[role]] for role in ("source", "cue", "content")}
            gold.spans += [("attribution", role, span) for role in ("cue", "source") for span in mine[role]]
            gold.spans += [("content", "content", span) for span in mine["content"]]
            sources += mine["source"]
            contents += mine["content"]
            cues += mine["cue"][:1]
            for cue in mine["cue"][:1]:
                gold.pairs += [("cue-source", cue, span) for span in mine["source"]]
                gold.pairs += [("cue-content", cue, span) for span in mine["content"]]
        gold.joined = {"cue-source": (cues, sources), "cue-content": (cues, contents)}
        yield gold


# --- CAMEO quads and actors: the same sentences --------------------------------------------------------------------


def read_quads(path: Path, excluded: frozenset[str]) -> Iterator[GoldText]:
    """Quad class and actor spans of a sentence; a sentence that only one of the two files has counts for that one."""
    actors_path = path.with_name(path.name.replace("quad_", "actors_"))
    folder = path.parent.name
    by_quad: dict[str, dict] = {}
    alone: list[dict] = []
    for item in _lines(actors_path):
        if f"{folder}/{actors_path.name}\t{item['id']}" in excluded:
            continue
        if item.get("quad_id"):
            by_quad[item["quad_id"]] = item
        else:
            alone.append(item)
    for item in _lines(path):
        partner = by_quad.get(item["id"])
        same = partner is not None and partner["text"] == item["text"]
        gold = GoldText(item["id"], item["text"], frozenset({"actors"} if same else ()))
        gold.quads.append(((0, len(gold.text)), item["quad"]))
        if partner and same:
            gold.spans = _actor_spans(partner)
        elif partner:
            alone.append(partner)
        yield gold
    for item in alone:
        yield GoldText(item["id"], item["text"], frozenset({"actors"}), spans=_actor_spans(item))


def _actor_spans(item: dict) -> list[tuple[str, str, Span]]:
    return [("actors", actor["role"], (actor["start"], actor["end"])) for actor in item["actors"]]


# --- MUC-4: who did it to whom -------------------------------------------------------------------------------------

MUC_FILLS = {
    "perp_individual": "perp_individual", "perp_org": "perp_org", "phys_target": "phys_target",
    "hum_target_name": "hum_target", "hum_target_desc": "hum_target", "instrument": "instrument",
}  # fmt: skip


def read_muc(path: Path, _excluded: frozenset[str]) -> Iterator[GoldText]:
    """Every place of a key's words in its message; messages without incidents have none."""
    for item in _lines(path):
        gold = GoldText(item["id"], item["text"], frozenset({"muc"}))
        places: list[tuple[Span, str]] = []
        for incident in item["incidents"]:
            for field, label in MUC_FILLS.items():
                for words in (words for fill in incident.get(field) or () for words in fill):
                    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)"
                    places += [((m.start(), m.end()), label) for m in re.finditer(pattern, item["text"])]
        taken: list[Span] = []
        for span, label in sorted(set(places), key=lambda p: (p[0][0] - p[0][1], p[0], p[1])):
            if all(span[1] <= start or end <= span[0] for start, end in taken):
                taken.append(span)
                gold.spans.append(("muc", label, span))
        yield gold


# --- TimeBank and AQUAINT: times -----------------------------------------------------------------------------------


def read_times(path: Path, _excluded: frozenset[str]) -> Iterator[GoldText]:
    """TIMEX3 spans and types."""
    for item in _lines(path):
        spans = [("timex", timex["type"], (timex["start"], timex["end"])) for timex in item["timexes"]]
        yield GoldText(item["id"], item["text"], frozenset({"timex"}), spans=spans)


# --- our own -------------------------------------------------------------------------------------------------------


def own_golds(*, held_back: bool) -> list[GoldText]:
    """Our own passages: nine tenths to learn from, or the tenth that is held back (by a hash of the text).

    Those to learn from stand in company: the encoder reads reports in windows of several sentences.
    """
    passages, faults = read_folder()
    if faults:
        print(f"left out {len(faults)} block(s) with faults, the first: {faults[0]}")
    golds = [_own(passage) for passage in passages if is_held_back(passage.text) == held_back]
    return golds if held_back else list(_in_company(golds))


def _in_company(golds: list[GoldText]) -> Iterator[GoldText]:
    """The texts in groups of one to four, each group of texts that are annotated for the same heads."""
    order = random.Random(0)
    alike: dict[frozenset[str], list[GoldText]] = {}
    for gold in golds:
        alike.setdefault(gold.heads, []).append(gold)
    for group in alike.values():
        order.shuffle(group)
        at = 0
        while at < len(group):
            size = order.choice((1, 2, 3, 4))
            yield join_texts(group[at : at + size])
            at += size


def is_held_back(text: str) -> bool:
    """Whether a passage of ours is for testing."""
    return int(sha256(text.encode()).hexdigest(), 16) % 10 == 0


def _own(passage: Passage) -> GoldText:
    gold = GoldText(passage.id, passage.text, frozenset())
    heads: set[str] = set()
    for layer, add in ADD.items():
        if layer in passage.layers:
            heads |= add(gold, passage.of(layer))
    gold.heads = frozenset(heads)
    quad = _own_quad(passage)
    if quad is not None:
        gold.quads.append(((0, len(passage.text)), quad))
    return gold


# Of these the annotators of CAMEO's sentences and we think alike: appeals, accusations and refusals they call
# statements as often as conflict in words, and what is agreed they divide by its matter.
ALIKE = frozenset(
    {
        EventType.CONSULT, EventType.AID, EventType.RETREAT, EventType.THREATEN, EventType.SANCTION,
        EventType.PROTEST, EventType.MOBILIZE, EventType.COERCE, EventType.ASSAULT,
    }
)  # fmt: skip


def _own_quad(passage: Passage) -> int | None:
    """The quad of a text that tells one sort of event on which CAMEO and we agree; 0 where it tells none."""
    if "event" not in passage.layers:
        return None
    kinds = {EventType(event.labels[0]) for event in passage.of("event")}
    quads = {CAMEO_QUADS[kind] for kind in kinds}
    if not kinds <= ALIKE or len(quads) > 1:
        return None
    return quads.pop() if quads else 0


def _add_events(gold: GoldText, events: list[Telling]) -> set[str]:
    parties: list[Span] = []
    for event in events:
        kind, mode, modality = event.labels
        gold.spans.append(("trigger", kind, event.trigger))
        gold.classes += [("mode", mode or "none", event.trigger), ("modality", modality, event.trigger)]
        for role in ("actor", "recipient"):
            for span in event.roles.get(role, ()):
                parties.append(span)
                gold.pairs.append((f"trigger-{role}", event.trigger, span))
    parties = sorted(set(parties), key=lambda span: (span[0] - span[1], span))
    gold.spans += [("party", "party", span) for span in parties]
    triggers = [event.trigger for event in events]
    gold.joined |= {"trigger-actor": (triggers, parties), "trigger-recipient": (triggers, parties)}
    return {"trigger", "party"}


def _add_attributions(gold: GoldText, attributions: list[Telling]) -> set[str]:
    sources = [span for a in attributions for span in a.roles.get("source", ())]
    contents = [span for a in attributions for span in a.roles.get("content", ())]
    for attribution in attributions:
        cue = attribution.trigger
        gold.spans.append(("attribution", "cue", cue))
        gold.classes.append(("kind", attribution.labels[0], cue))
        gold.pairs += [("cue-source", cue, span) for span in attribution.roles.get("source", ())]
        gold.pairs += [("cue-content", cue, span) for span in attribution.roles.get("content", ())]
    gold.spans += [("attribution", "source", span) for span in sources]
    gold.spans += [("content", "content", span) for span in contents]
    cues = [attribution.trigger for attribution in attributions]
    gold.joined |= {"cue-source": (cues, sources), "cue-content": (cues, contents)}
    return {"attribution", "content"}


def _add_commitments(gold: GoldText, commitments: list[Telling]) -> set[str]:
    actions = [commitment.trigger for commitment in commitments]
    for commitment in commitments:
        gold.spans.append(("commitment", "action", commitment.trigger))
        gold.classes.append(("commitment modality", commitment.labels[0], commitment.trigger))
    for role in ("obligor", "deadline", "condition", "beneficiary"):
        spans = [span for c in commitments for span in c.roles.get(role, ())]
        gold.spans += [("commitment", role, span) for span in spans]
        gold.pairs += [(f"action-{role}", c.trigger, span) for c in commitments for span in c.roles.get(role, ())]
        gold.joined[f"action-{role}"] = (actions, spans)
    return {"commitment"}


def _add_incidents(gold: GoldText, incidents: list[Telling]) -> set[str]:
    for incident in incidents:
        gold.spans += [("incident", role, span) for role, spans in incident.roles.items() for span in spans]
    return {"incident"}


def _add_counts(gold: GoldText, counts: list[Telling]) -> set[str]:
    gold.spans += [("count", count.labels[0], count.trigger) for count in counts]
    return {"count"}


ADD: dict[str, Callable[[GoldText, list[Telling]], set[str]]] = {
    "event": _add_events,
    "attribution": _add_attributions,
    "commitment": _add_commitments,
    "incident": _add_incidents,
    "count": _add_counts,
}

Reader = Callable[[Path, frozenset[str]], Iterator[GoldText]]

SETS: dict[str, tuple[Reader, str, str]] = {
    "polnear": (read_polnear, "attribution/train.jsonl", "attribution/dev.jsonl"),
    "quads": (read_quads, "events/quad_train.jsonl", "events/quad_dev.jsonl"),
    "muc": (read_muc, "incidents/muc4_train.jsonl", "incidents/muc4_dev.jsonl"),
    "times": (read_times, "times/train.jsonl", "times/dev.jsonl"),
}
