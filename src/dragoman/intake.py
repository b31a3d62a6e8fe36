"""From paths to records: reads what is there, leaves out what is held, extracts, stores, and tells what became of it.

One bad report does not stop the others. What is told of as read has been stored: the next report is begun only after.
"""

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from dragoman.errors import DragomanError
from dragoman.model.document import Document
from dragoman.model.records import Extraction
from dragoman.read import ReadFailure, Reading, ReadOptions, Received, Skipped, read_path, read_stream
from dragoman.store import Entry, RecordFile, StoredDocument
from dragoman.store.indexing import own_date

__all__ = ["Extract", "Outcome", "State", "Tally", "as_entries", "as_stored", "load_extract", "take_in"]

Extract = Callable[[Document], Extraction]


class State(StrEnum):
    """What became of a report."""

    READ = "read"
    HELD = "already held"
    UNREAD = "kept unread"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one report, or of a file that is none. `extraction` is there for READ and UNREAD.

    `document` is its id in the record. For SKIPPED, `reason` is the suffix that no reader is for.
    """

    source: str
    state: State
    reason: str = ""
    notes: tuple[str, ...] = ()
    extraction: Extraction | None = None
    document: str | None = None


@dataclass(slots=True)
class Tally:
    """How many reports met which end, and how many records they gave."""

    states: dict[State, int] = field(default_factory=lambda: dict.fromkeys(State, 0))
    records: int = 0
    skipped: list[str] = field(default_factory=list)

    def count(self, outcome: Outcome) -> None:
        """Add one outcome."""
        self.states[outcome.state] += 1
        if outcome.extraction:
            self.records += len(outcome.extraction.records)
        if outcome.state is State.SKIPPED:
            self.skipped.append(outcome.source)

    @property
    def failed(self) -> bool:
        """Whether anything could not be read, or was kept unread."""
        return bool(self.states[State.FAILED] or self.states[State.UNREAD])


def load_extract(
    *, actors: Path | None = None, places: Path | None = None, model: str | None = None, rules_only: bool = False
) -> Extract:
    """`dragoman.extract` with the user's own lexicon, places and model. Takes the two seconds that spaCy needs to load.

    Raises ModelError where no model is installed, LexiconError where a row of the lexicon or the places cannot be.
    """
    from dragoman.layers.actors.lexicon import load_actors
    from dragoman.own_places import read_places
    from dragoman.parse import load_model
    from dragoman.pipeline import extract

    load_actors(actors)  # a wrong row is told before a report is read
    read_places(places)
    load_model(model)
    return lambda document: extract(document, actors=actors, places=places, model=model, rules_only=rules_only)


def take_in(
    paths: Iterable[str],
    options: ReadOptions,
    *,
    extract: Callable[[], Extract] | None = None,
    record: RecordFile | None = None,
    suffix: str | None = None,
    again: bool = False,
) -> Iterator[Outcome]:
    """What becomes of every report under `paths` ("-" is the standard input), in order.

    `extract` is called once, when the first report needs it: a second run over the same folder loads no model. With
    `again`, reports that the record holds are read anew.
    """
    ready: Extract | None = None
    for reading in _readings(paths, options, suffix):
        match reading:
            case Skipped(source, kind):
                yield Outcome(source, State.SKIPPED, kind)
            case ReadFailure(source, reason):
                yield _failed(source, reason, record)
            case Received(source, document, notes):
                if record and not again and record.holds(document):
                    yield Outcome(source, State.HELD, notes=notes, document=document.id)
                    continue
                ready = ready or (extract or load_extract)()
                yield _read_one(reading, ready, record)


def _readings(paths: Iterable[str], options: ReadOptions, suffix: str | None) -> Iterator[Reading]:
    for path in paths:
        if path == "-":
            raw = sys.stdin.buffer.read()
            yield from read_stream(io.BytesIO(raw), "standard input", options, suffix=suffix)
        else:
            yield from read_path(Path(path), options, suffix=suffix)


def _read_one(received: Received, extract: Extract, record: RecordFile | None) -> Outcome:
    try:
        extraction = extract(received.document)
    except DragomanError:
        raise  # no model, a broken lexicon: the next report would meet the same
    except Exception as error:  # a fault of ours in one report must not cost the other 9,999
        return _failed(received.source, f"a fault in Dragoman: {type(error).__name__}: {error}", record)
    if record:
        record.add(extraction)
    state = State.UNREAD if extraction.unread else State.READ
    return Outcome(received.source, state, extraction.unread or "", received.notes, extraction, received.document.id)


def _failed(source: str, reason: str, record: RecordFile | None) -> Outcome:
    if record:
        record.record_failure(source, reason)
    return Outcome(source, State.FAILED, reason)


# --- a reading in the form of the record ---------------------------------------------------------------------------


def as_stored(extraction: Extraction) -> StoredDocument:
    """The header that the record would hold of a report that was read and not stored."""
    document = extraction.document
    return StoredDocument(
        id=document.id,
        title=document.title,
        outlet=document.outlet,
        url=document.url,
        published=document.published,
        retrieved=document.retrieved,
        digest=document.digest,
        dated=extraction.published,
        language=extraction.language,
        genre=extraction.genre,
        unread=extraction.unread,
        length=len(document.text),
        recorded_at=datetime.now(UTC),
        coder=str(extraction.coder),
    )


def as_entries(extraction: Extraction) -> tuple[Entry, ...]:
    """The records as the record file would give them back, each with its date and its report's header."""
    header = as_stored(extraction)
    interval = extraction.published.interval
    first = interval.earliest.isoformat() if interval.earliest else None
    last = interval.latest.isoformat() if interval.latest else None
    entries = []
    for record in extraction.records:
        if when := own_date(record):
            entries.append(Entry(record, header, when.earliest, when.latest, "own"))
        else:
            entries.append(Entry(record, header, first, last, "report" if first or last else "none"))
    return tuple(entries)
