"""The scorers' answers as figures of one shape: shares in percent, with the number they rest on.

The scorers are programs of their own beside the gold; they are run as such, on the gold as it is.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

__all__ = ["Measured", "ScorerError", "score"]


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure. `value` is a share in percent (an F1 where there are `precision` and `recall`), else a plain number.

    `n` is how many gold items it rests on. `guarded`: it has a floor; `less`: less is better, and the floor a ceiling.
    `enough`: no floor is set above this, since more of it is not better at the cost of other figures.
    """

    name: str
    value: float
    n: int
    precision: float | None = None
    recall: float | None = None
    guarded: bool = True
    less: bool = False
    enough: float = 100.0


class ScorerError(Exception):
    """A scorer is missing or failed; the message holds what it said."""


# "GOLD" and "PRED" stand for the two paths, "OUT" for a file that the scorer writes (others print their JSON).
_COMMANDS: dict[str, tuple[str, ...]] = {
    "actors": ("score_events.py", "actors", "GOLD", "PRED", "--json"),
    "attribution": ("score_attribution.py", "GOLD", "PRED", "--strict-ids", "--quiet", "--json", "OUT"),
    "casualties": ("score_incidents.py", "--task", "casualties", "--gold", "GOLD", "--pred", "PRED", "--json"),
    "commitments": ("score_commitments.py", "--gold", "GOLD", "--pred", "PRED", "--json"),
    "dating": ("score_dating.py", "GOLD", "PRED", "--json"),
    "events": ("score_events.py", "events", "GOLD", "PRED", "--json"),
    "figures": ("score_figures.py", "GOLD", "PRED", "--json"),
    "incidents": ("score_incidents.py", "--gold", "GOLD", "--pred", "PRED", "--json"),
    "links": ("score_links.py", "GOLD", "PRED", "--json"),
    "places": ("score_places.py", "GOLD", "PRED", "--no-ci", "--json"),
    "quad": ("score_events.py", "quad", "GOLD", "PRED", "--json"),
    "record": ("score_record.py", "GOLD", "PRED", "--json", "OUT"),
    "times": ("score_times.py", "GOLD", "PRED", "--json"),
}


def score(track: str, home: Path, gold: Path, predicted: Path, *, options: Sequence[str] = ()) -> list[Measured]:
    """What the track's scorer in `home` says, the headline figure first. Raises ScorerError."""
    with TemporaryDirectory() as scratch:
        out = Path(scratch) / "out.json"
        paths = {"GOLD": str(gold), "PRED": str(predicted), "OUT": str(out)}
        script, *arguments = _COMMANDS[track]
        command = [sys.executable, str(home / script), *(paths.get(word, word) for word in arguments), *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise ScorerError(f"{script} on {gold.name}: {done.stderr.strip() or done.stdout.strip()}")
        answer = json.loads(out.read_text(encoding="utf-8") if out.exists() else done.stdout)
    return _READINGS[track](answer)


# --- reading the answers --------------------------------------------------------------------------------------------


def _share(name: str, value: float | None, n: int, *, guarded: bool = True) -> Measured:
    return Measured(name, round(100 * (value or 0.0), 1), n, guarded=guarded)


def _f1(name: str, row: dict[str, Any] | Sequence[float], n: int | None = None, *, guarded: bool = True) -> Measured:
    """A row of precision, recall and F1, as a dict with its gold count or as three numbers."""
    p, r, f = (row["p"], row["r"], row["f1"]) if isinstance(row, dict) else row
    number = n if n is not None else int(row["gold"]) if isinstance(row, dict) else 0
    return Measured(
        name, round(100 * f, 1), number, precision=round(100 * p, 1), recall=round(100 * r, 1), guarded=guarded
    )


def _attribution(answer: dict[str, Any]) -> list[Measured]:
    rows, gold = answer["rows"], answer["n"]["gold"]
    parts = [_f1(part, rows["all"][part], gold["all"], guarded=False) for part in ("cue", "source", "content")]
    kinds = [_f1(f"FULL {kind}", rows[kind]["full"], gold[kind]) for kind in ("direct", "indirect", "mixed")]
    sentence = _f1("sentence", answer["sentence"], answer["n"]["sentences_gold"])
    return [_f1("FULL", rows["all"]["full"], gold["all"]), *kinds, *parts, sentence]


def _times(answer: dict[str, Any]) -> list[Measured]:
    return [_f1(name, answer[name], answer["gold"]) for name in ("value", "strict", "relaxed")]


def _dating(answer: dict[str, Any]) -> list[Measured]:
    docs = answer["docs"]
    contained = replace(_share("contained", answer["contained"], docs), enough=95.0)  # then rather more answers
    shares = [_share(name, answer[name], docs) for name in ("closed", "year", "best_7")]
    weekday = _share("weekday", answer["weekday"], answer["weekday_docs"], guarded=answer["weekday_docs"] >= 20)
    return [contained, *shares, weekday, Measured("width_days", round(answer["width_days"], 1), docs, guarded=False)]


def _places(answer: dict[str, Any]) -> list[Measured]:
    found = answer["resolved_pairs"]
    return [
        _f1("e2e F1@161", answer["e2e"], answer["gold_spans"]),
        _share("acc of found", answer["acc"], found),
        _f1("detection", answer["detect_overlap"], answer["gold_spans"]),
    ]


def _record(answer: dict[str, Any]) -> list[Measured]:
    kinds = answer["kinds"]
    total = sum(row["gold"] for row in kinds.values())
    rows = [_share("overall", answer["overall"], total), _share("overall strict", answer["overall_strict"], total)]
    for kind, row in kinds.items():
        rows.append(_f1(kind, (row["P"], row["R"], row["F1"]), row["gold"]))
        rows.append(_share(f"{kind} strict", row["sF1"], row["gold"]))
    right, dated = answer["published"]
    rows.append(_share("published right", right / dated if dated else 0.0, dated))
    alarms = sum(sum(kinds.values()) for kinds in answer["negatives"].values())
    return [*rows, Measured("false alarms", alarms, len(answer["negatives"]), less=True)]


def _events(answer: dict[str, Any]) -> list[Measured]:
    told = answer["any_event"]
    rows = [
        _f1("type", answer["type_micro"]),
        _share("type macro F1", answer["type_macro_f1"], answer["type_micro"]["gold"]),
        *(_f1(f"triple {name}", row) for name, row in answer["triple"].items()),
        _f1("any event", told),
    ]
    empty = answer["documents"] - told["gold"]
    if empty:
        rows.append(_share("empty left empty", 1 - (told["pred"] - told["tp"]) / empty, empty))
    return rows


def _quad(answer: dict[str, Any]) -> list[Measured]:
    docs = answer["sentences"]
    return [_share("macro F1", answer["macro_f1"], docs), _share("accuracy", answer["accuracy"], docs)]


def _actors(answer: dict[str, Any]) -> list[Measured]:
    return [_f1("exact", answer["exact"]["micro"]), _f1("overlap", answer["overlap"]["micro"])]


def _incidents(answer: dict[str, Any]) -> list[Measured]:
    rows = {
        "document": answer["document"],
        "type": answer["type"],
        "pooled strict": answer["REE_strict"]["micro"],
        "incident strict": answer["incident_strict"]["micro"],
    }
    return [_f1(name, _out_of_percent(row)) for name, row in rows.items()]


def _out_of_percent(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the scorers of incidents and commitments, which alone answer in percent."""
    return {**row, **{part: row[part] / 100 for part in ("p", "r", "f1")}}


def _casualties(answer: dict[str, Any]) -> list[Measured]:
    return [
        Measured(f"{field} exact", answer[field]["exact"], answer[field]["texts"])
        for field in ("killed", "wounded", "attackers_killed")
    ]


def _figures(answer: dict[str, Any]) -> list[Measured]:
    return [_f1("figures", answer["figures"]), _f1("spoken", answer["spoken"])]


def _commitments(answer: dict[str, Any]) -> list[Measured]:
    return [_f1(name, _out_of_percent(answer[name])) for name in ("labelled", "found", "full")]


def _links(answer: dict[str, Any]) -> list[Measured]:
    events = answer["same_event"]
    return [
        _share("CoNLL", events["conll"], answer["mentions"]["gold"]),
        _f1("pairwise", events["pairwise"]),
        _f1("copies", answer["duplicates"]["all"]),
        _f1("contradicted field", answer["contradiction"]["field"]),
        _f1("commitment evidence", answer["commitment_evidence"]),
    ]


_READINGS: dict[str, Callable[[dict[str, Any]], list[Measured]]] = {
    "actors": _actors,
    "attribution": _attribution,
    "casualties": _casualties,
    "commitments": _commitments,
    "dating": _dating,
    "events": _events,
    "figures": _figures,
    "incidents": _incidents,
    "links": _links,
    "places": _places,
    "quad": _quad,
    "record": _record,
    "times": _times,
}
