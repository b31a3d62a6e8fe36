"""Our own labels of place names, for `tools/place_weights.py` and `tools/place_choice.py`.

Three files in `training/data/places`, described in `training/data/README.md`: names in the passages of the other
files, single passages with places in braces, and whole reports that also say which place is meant.
"""

import csv
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from dragoman.gazetteer import candidates_for
from training.passages import DATA, read_folder

__all__ = ["Answer", "Label", "Text", "read_reports", "read_texts"]

PLACES = DATA / "places"


@dataclass(frozen=True, slots=True)
class Answer:
    """Which place is meant: `country` ISO3, `division` in it; `whole`: that, or its seat; `area`: no division."""

    country: str | None = None
    division: str | None = None
    whole: bool = False
    area: bool = False

    def fits(self, kind: str, country: str | None, admin1: str | None) -> bool:
        """Whether a place of the gazetteer, or one that was resolved, is the place meant."""
        if self.area:
            return country == self.country and kind in ("region", "admin1")
        if self.division is None:
            return country == self.country and kind != "region"
        inside = country == self.country and (admin1 or "") in _called(country or "", self.division)
        return inside and kind != "country" and (kind != "admin1" or self.whole)


@cache
def _called(country: str, division: str) -> frozenset[str]:
    """What the gazetteer calls a division: "Amara" for Amhara."""
    bearers = (c for c in candidates_for(division) if c.country == country and c.kind in ("admin1", "region"))
    return frozenset((division, *(c.admin1 or c.name for c in bearers)))


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled name: `answer` where a report says which place, `reason` where it says why it is none."""

    start: int
    end: int
    place: bool
    answer: Answer | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A labelled text; `complete`: what has no label is no place; `report`: it says which place each is.

    `ordinary`: a report that is not rich in namesakes of places.
    """

    text: str
    labels: tuple[Label, ...]
    complete: bool
    report: bool = False
    ordinary: bool = False


def read_texts() -> list[Text]:
    """All labelled texts, whole reports last."""
    return [*_of_passages(), *map(read_marked, _lines("passages.txt")), *read_reports()]


def read_reports() -> list[Text]:
    """The whole reports, which say of each name which place it is; the ordinary ones last."""
    return [*_blocks("reports.txt", ordinary=False), *_blocks("ordinary.txt", ordinary=True)]


def _blocks(name: str, *, ordinary: bool) -> list[Text]:
    blocks = "\n".join(_lines(name, empty=True)).split("\n\n")
    texts = (read_marked(block.strip()) for block in blocks if block.strip())
    return [replace(text, report=True, ordinary=ordinary) for text in texts]


def _lines(name: str, *, empty: bool = False) -> list[str]:
    lines = (PLACES / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#") and (line or empty)]


_MARK = re.compile(r"\{([^{}|]+)(?:\|([^{}|]+))?\}|\[([^\[\]|]+)\|([^\[\]|]+)\]")


def read_marked(marked: str) -> Text:
    """A text without its marks: {name}, {name|answer} for places, [name|reason] for what is none.

    >>> read_marked("{Oslo|NOR} said no.").labels[0].answer
    Answer(country='NOR', division=None, whole=False, area=False)
    """
    text, labels = "", []
    answers: dict[str, str] = {}
    at = 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        place, answer, other, reason = mark.groups()
        name = place or other
        if answer:
            answers[name.lower()] = answer
        given = answers.get(name.lower()) if place else None
        label = Label(len(text), len(text) + len(name), bool(place), read_answer(given) if given else None, reason)
        labels.append(label)
        text += name
        at = mark.end()
    return Text(text + marked[at:], tuple(labels), complete=True)


def read_answer(given: str) -> Answer | None:
    """The answer that a label writes: "COD", "COD/North Kivu", "COD/North Kivu/", "SDN*", "*"; None for "-".

    >>> read_answer("USA/Georgia/")
    Answer(country='USA', division='Georgia', whole=True, area=False)
    """
    if given == "-":
        return None
    country, _, division = given.rstrip("*").partition("/")
    return Answer(country or None, division.rstrip("/") or None, division.endswith("/"), given.endswith("*"))


def _of_passages() -> Iterator[Text]:
    """The passages of the other files with their labels; says how many labels no longer fit a text."""
    texts = {hashlib.sha256(p.text.encode()).hexdigest()[:12]: p.text for p in read_folder()[0]}
    found: dict[str, list[Label]] = defaultdict(list)
    rows = list(csv.DictReader(_lines("labels.tsv"), delimiter="\t"))
    for row in rows:
        text = texts.get(row["text"], "")
        start, end = int(row["start"]), int(row["end"])
        if text[start:end].split() == row["words"].split() and end > start:
            found[text].append(Label(start, end, row["place"] == "1"))
    print(f"{len(rows) - sum(map(len, found.values()))} of {len(rows)} labels fit no text and are left out")
    return (Text(text, tuple(labels), complete=False) for text, labels in found.items())
