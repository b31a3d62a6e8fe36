"""Killed and wounded of one report: words to figures, and what figures come to."""

import pytest

from dragoman.codes import FigureField
from dragoman.layers.casualties.layer import find_tolls
from dragoman.layers.casualties.others import find_other_tolls
from dragoman.lexicon import read_patterns
from dragoman.model.document import Document
from dragoman.model.records import Incident
from dragoman.parse import parse
from dragoman.pipeline import extract

Bounds = tuple[int, int | None] | None


def incident_of(text: str) -> Incident | None:
    incidents = [i for i in extract(Document(text=text)).incidents if not i.recalled]
    return incidents[0] if incidents else None


def bounds(incident: Incident | None, field: str) -> Bounds:
    count = getattr(incident, field) if incident else None
    return (count.min, count.max) if count else None


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("A blast killed four traders and wounded nine others at the market.", (4, 4), (9, 9)),
        ("Gunmen shot dead three policemen near the bridge on Monday.", (3, 3), None),
        ("At least 46 people were killed and dozens were injured when a bomb exploded.", (46, None), (24, None)),
        ("More than 20 people died in the attack, including two nurses.", (21, None), None),
        ("Five soldiers and three rebels were killed when gunmen attacked the camp.", (8, 8), None),
        ("A car bomb went off at the gate, killing seven people and injuring 12.", (7, 7), (12, 12)),
        ("No one was hurt when the grenade exploded in the yard.", (0, 0), (0, 0)),
        ("The death toll from the bombing rose to 46 from 33, the governor said.", (46, 46), None),
        ("Up to 30 people were killed in the raid on the village.", (1, 30), None),
    ],
)  # fmt: skip
def test_totals(text: str, killed: Bounds, wounded: Bounds) -> None:
    incident = incident_of(text)
    assert (bounds(incident, "killed"), bounds(incident, "wounded")) == (killed, wounded)


def test_rival_accounts_stay_apart() -> None:
    text = (
        "Police said 30 people were killed when rebels attacked the town of Bor on Friday. "
        "The rebel movement said 50 people were killed in the attack."
    )
    incident = incident_of(text)
    assert incident is not None
    assert bounds(incident, "killed") == (30, 50)
    told = {(f.count.min, f.speaker.name if f.speaker else None) for f in incident.figures}
    assert {number for number, _ in told} == {30, 50}
    assert len({speaker for _, speaker in told}) == 2


def test_joint_totals_are_not_split() -> None:
    incident = incident_of("More than 60 civilians were killed and injured when bombs exploded in the port on Monday.")
    assert incident is not None
    assert [f.field for f in incident.figures] == [FigureField.CASUALTIES]
    assert incident.killed is None
    assert incident.wounded is None


@pytest.mark.parametrize(
    "text",
    [
        "The bomber was killed in 2019, an official said, and was 46.",
        "The home team killed off the match 3-2.",
        "A 46-year-old man was not killed.",
        "They might have been killed had the bomb exploded.",
        "The code was 12345678901234567890 killed.",
        "-5 killed.",
        "The 2nd Battalion killed time on Route 66.",
    ],
)
def test_no_toll(text: str) -> None:
    assert not [t for t in find_tolls(parse(text)) if t.told and (t.count.min or 0) > 1]


@pytest.mark.parametrize("entry", read_patterns("casualties")["harm"], ids=lambda e: e["lemmas"][0])
def test_every_entry_reads_its_example(entry: dict[str, object]) -> None:
    tolls = find_tolls(parse(str(entry["example"])))
    for field in ("killed", "wounded"):
        if field in entry:
            found = sum(t.count.min or 0 for t in tolls if t.field == field)
            assert found == entry[field][0]  # type: ignore[index]


def test_spans_are_offsets_of_the_text() -> None:
    text = "Gunmen killed\n“at least 12” people; six others were wounded."
    for toll in find_tolls(parse(text)):
        assert 0 <= toll.span.start < toll.span.end <= len(text)


@pytest.mark.parametrize("entry", read_patterns("casualties")["other"], ids=lambda e: e["lemmas"][0])
def test_others_are_counted_in_their_example(entry: dict[str, list[int]]) -> None:
    (sentence, *_) = parse(str(entry["example"])).doc.sents
    low, high = entry["count"]
    found = [(str(t.field), t.count.min, t.count.max) for t in find_other_tolls(sentence, str(entry["example"]))]
    assert (entry["field"], low, high or None) in found


def test_the_missing_are_counted() -> None:
    text = "Gunmen attacked the ferry and killed two sailors; 14 passengers are missing."
    (sentence,) = parse(text).doc.sents
    assert [(t.field, t.count.min) for t in find_other_tolls(sentence, text)] == [(FigureField.MISSING, 14)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A blast at the market killed 22 people the ministry said Wednesday.", "ministry"),
        ("A blast at the market killed 22 people. The monitor gave a toll of 31 dead.", "monitor"),
        ("A blast killed at least ten civilians, according to the hospital.", "hospital"),
    ],
)
def test_the_speaker_of_a_figure(text: str, speaker: str) -> None:
    incident = incident_of(text)
    assert incident is not None
    assert speaker in {name.split()[-1] for f in incident.figures if f.speaker for name in [f.speaker.name]}


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked the camp near Goma, 12345678901234567890 killed.",
        "The 2nd Battalion was attacked near Goma, killed 3-2.",
        "A 46-year-old was shot with a 9 mm pistol at 10:30, 12 km from Goma.",
        "Gunmen attacked the camp near Goma where his brother was killed in 2019.",
    ],
)
def test_what_counts_nobody_is_no_toll(text: str) -> None:
    assert all(t.count.min in (1, None) for t in find_tolls(parse(text)) if t.told)
