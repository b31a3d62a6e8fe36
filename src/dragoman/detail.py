"""One record in full on a terminal: its words in their sentences, its fields, its accounts, its source."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from rich.text import Text

from dragoman.codes import Stage
from dragoman.model.document import Evidence, Span
from dragoman.model.records import (
    ActorRef,
    Asserted,
    Attestation,
    Count,
    Figure,
    Incident,
    PlaceRef,
    Record,
    Responsibility,
    When,
)
from dragoman.store import Entry
from dragoman.terminal import console, joined
from dragoman.wording import asserted_words, count_words, day_words, plain, published_words, target_words, when_words

__all__ = ["print_record", "record_lines"]

_AROUND = 240  # characters of a sentence shown on either side of the words, where it is that long
_NAMES = 20  # cells of the column of names: "perpetrator status" is the longest
_SHOWN = 5  # places in the report that are quoted

_DONE = (Stage.CARRIED_OUT, Stage.ATTEMPTED)

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]{0,2}\s|\n")


def print_record(entry: Entry, text: str | None, attestations: Sequence[Attestation]) -> None:
    """Print a record in full."""
    out = console()
    for line in record_lines(entry, text, attestations):
        out.print(line)


def record_lines(entry: Entry, text: str | None, attestations: Sequence[Attestation]) -> Iterator[Text]:
    """A record in full: its words in the report, its fields, where it stands, who read it."""
    record = entry.record
    yield Text.assemble(
        (f"{record.kind} {record.id}", "bold"), ("" if entry.current else "  (no longer found)", "yellow")
    )
    yield Text()
    for evidence in record.evidence[:_SHOWN]:
        yield _in_sentence(evidence, text)
    if len(record.evidence) > _SHOWN:
        yield Text(f"  … and {len(record.evidence) - _SHOWN} more places", "dim")
    yield Text()
    for name, value in _values(record):
        yield _field(name, value)
    if isinstance(record, Incident):
        for account in record.responsibility:
            yield _laid_to(account)
        for target in record.targets:
            yield _field("struck" if record.stage in _DONE else "meant", target_words(target))
        for figure in record.figures:
            yield _account(figure)
    if record.attribution:
        yield _field("asserted by", asserted_words(record))
    if days := day_words(entry.earliest, entry.latest):
        yield _field("dated", days + (" (the report's own date)" if entry.dated == "report" else ""))
    document = entry.document
    about = [plain(document.title), plain(document.outlet), published_words(document.dated), plain(document.url)]
    yield _field("report", joined([*about, document.id[:8]]))
    coders = dict.fromkeys(attestation.coder for attestation in attestations)
    if coders:
        yield _field("read by", "; ".join(coders))


def _field(name: str, value: str | Text) -> Text:
    return Text.assemble((f"{name:{_NAMES}}", "cyan"), value)


def _account(figure: Figure) -> Text:
    """One number on one speaker's word, with the words."""
    whom = f" ({plain(figure.whom)})" if figure.whom else ""
    when = f", {when_words(figure.when)}" if figure.when else ""
    quoted = "".join(f" “{plain(piece.text)}”" for piece in figure.evidence[:1])
    words = Text.assemble((count_words(figure.count), "bold"), whom, _on_word_of(figure), when, (quoted, "dim"))
    return _field(figure.field, words)


def _laid_to(account: Responsibility) -> Text:
    """Whom one speaker holds responsible."""
    return _field(account.status, Text.assemble((plain(account.who.name), "bold"), _on_word_of(account)))


def _on_word_of(account: Figure | Responsibility) -> str:
    return f" - {plain(account.speaker.name)}" if account.speaker else " - the report"


def _in_sentence(evidence: Evidence, text: str | None) -> Text:
    """The words in bold, in the sentence of the report that has them."""
    if text is None:
        return Text(f"  “{plain(evidence.text)}”")
    start, end = evidence.span.start, evidence.span.end
    around = _sentence(text, evidence.span)
    cut_before = around.start > 0 and start - around.start == _AROUND
    cut_after = around.end < len(text) and around.end - end == _AROUND
    before, after = text[around.start : start], text[end : around.end]
    head = ("… " if cut_before else "") + plain(before) + (" " if before[-1:].isspace() and before.strip() else "")
    tail = (" " if after[:1].isspace() and after.strip() else "") + plain(after) + (" …" if cut_after else "")
    return Text.assemble(("  " + head, "dim"), (plain(evidence.text), "bold"), (tail, "dim"))


def _sentence(text: str, span: Span) -> Span:
    """From the end of the sentence before the words to the end of theirs, within _AROUND characters of them."""
    low, high = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    start = max((found.end() for found in _SENTENCE_END.finditer(text, low, span.start)), default=low)
    closed = _SENTENCE_END.search(text, max(span.start, span.end - 2), high)
    return Span(start, max(span.end, closed.end() if closed else high))


def _values(record: Record) -> Iterator[tuple[str, str]]:
    """The fields that hold anything, as words; figures, targets and who asserts it have lines of their own."""
    apart = ("evidence", "by", "found_by", "confidence", "figures", "targets", "responsibility", "attribution")
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name not in apart and value not in (None, (), False, "", "asserted", Stage.CARRIED_OUT):
            yield field.name.replace("_", " "), _value_words(value)
    yield "confidence", f"{record.confidence:.2f}"
    yield "found by", str(record.found_by)


def _value_words(value: Any) -> str:
    match value:
        case tuple():
            return "; ".join(_value_words(element) for element in value)
        case Evidence():
            return f"“{plain(value.text)}”"
        case ActorRef() | PlaceRef():
            return plain(value.name) + ("" if value.words == value.name else f" (“{plain(value.words)}”)")
        case When():
            return f"{day_words(value.earliest, value.latest) or value.value or ''} (“{plain(value.words)}”)".strip()
        case Count():
            bounds = f"{value.min if value.min is not None else '?'} to {value.max if value.max is not None else '?'}"
            return f"{count_words(value)} ({bounds})"
        case Asserted():
            return plain(value.speaker.name) if value.speaker else "somebody unnamed"
        case bool():
            return "yes"
        case _:
            return plain(str(value))
