"""Several reports in one file: JSON lines and CSV, one report a row, columns named or guessed."""

import csv
import difflib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any, BinaryIO

from dragoman.errors import InputError, UsageError
from dragoman.model.document import Document
from dragoman.read.days import read_day
from dragoman.read.decode import Decoded, decode, decode_line, refuse_binary
from dragoman.read.reading import ReadFailure, ReadOptions, Received

__all__ = ["FIELDS", "parse_columns", "read_csv", "read_jsonl"]

# The columns that each field is looked for in, best first; case, spaces, hyphens and underscores do not count.
_GUESSES: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "fulltext", "articletext", "maintext", "article", "story", "rawtext"),
    "title": ("title", "headline", "heading", "articletitle"),
    "published": ("published", "date", "publishdate", "publisheddate", "publishedat", "publicationdate", "pubdate",
                  "datepublished", "articledate", "datetime", "timestamp"),
    "outlet": ("outlet", "source", "publisher", "publication", "sitename", "newspaper", "medianame", "site", "domain"),
    "url": ("url", "link", "href", "articleurl", "sourceurl", "permalink", "uri"),
}  # fmt: skip

FIELDS = tuple(_GUESSES)

_LONGEST_LINE = 20_000_000  # bytes; a report may have ten million characters, a broken file any number
_LONE = re.compile("[\ud800-\udfff]")


def parse_columns(words: str) -> dict[str, str]:
    """The column of each field from words like "text=body,title=headline".

    >>> parse_columns("text=body, outlet=source")
    {'text': 'body', 'outlet': 'source'}

    Raises UsageError for a field there is not, or words of another form.
    """
    columns: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in words.split(","))):
        name, sign, column = (piece.strip() for piece in part.partition("="))
        if not (sign and column):
            raise UsageError(f'"{part}" is not FIELD=COLUMN, as in text=body,title=headline')
        if name not in FIELDS:
            raise UsageError(f'no field "{name}"{_did_you_mean(name, FIELDS)} (fields: {", ".join(FIELDS)})')
        columns[name] = column
    return columns


def _did_you_mean(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, list(known), n=1)
    return f'. Did you mean "{near[0]}"?' if near else ""


# --- JSON lines ----------------------------------------------------------------------------------------------------


def read_jsonl(stream: BinaryIO, source: str, options: ReadOptions) -> Iterator[Received | ReadFailure]:
    """The report of each line; a line that cannot be read is a ReadFailure, and the others are read.

    A file that is one JSON array, or one object over several lines, is read too. Where no line is a report, one
    ReadFailure says so of the file. Raises InputError where the file is empty or binary.
    """
    yield from _told_once(_lines_or_array(stream, source, options), source)


def _told_once(rows: Iterator[Received | ReadFailure], source: str) -> Iterator[Received | ReadFailure]:
    """The rows; where none of several is a report, one failure for all, with the reason of the first."""
    failures: list[ReadFailure] = []
    for row in rows:
        if isinstance(row, Received):
            yield from failures
            yield row
            yield from rows
            return
        failures.append(row)
    if len(failures) > 1:
        first = failures[0]
        place = first.source.removeprefix(f"{source}, ")
        yield ReadFailure(source, f"no report in {len(failures):,} lines or items; {place}: {first.reason}")
    else:
        yield from failures


def _lines_or_array(stream: BinaryIO, source: str, options: ReadOptions) -> Iterator[Received | ReadFailure]:
    empty = True
    for number, raw in enumerate(_lines(stream), 1):
        if not raw.strip():
            continue
        if empty and raw.lstrip(b"\xef\xbb\xbf \t").startswith(b"["):
            yield from _read_array(raw + stream.read(), source, options)
            return
        if empty and raw.strip() == b"{":  # an object laid out over many lines
            decoded = decode(raw + stream.read(), encoding=options.encoding)
            yield _received(_object(decoded.text), source, options, notes=decoded.notes)
            return
        empty = False
        place = f"{source}, line {number}"
        try:
            decoded = decode(raw, encoding=options.encoding)
            yield _received(_object(decoded.text), place, options, notes=decoded.notes)
        except InputError as error:
            yield ReadFailure(place, str(error))
    if empty:
        raise InputError("empty: not one line of JSON")


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines with their ends. Raises InputError for a binary file and for a line without end."""
    first = True
    while line := stream.readline(_LONGEST_LINE):
        if first and not line.startswith((b"\xff\xfe", b"\xfe\xff")):
            refuse_binary(line.removeprefix(b"\xef\xbb\xbf"))
        first = False
        if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
            raise InputError(f"a line of more than {_LONGEST_LINE:,} bytes")
        yield line


def _read_array(raw: bytes, source: str, options: ReadOptions) -> Iterator[Received | ReadFailure]:
    decoded = decode(raw, encoding=options.encoding)
    try:
        rows = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"not JSON: {error}") from error
    for number, row in enumerate(rows, 1):
        place = f"{source}, item {number}"
        try:
            yield _received(_checked(row), place, options, notes=decoded.notes)
        except InputError as error:
            yield ReadFailure(place, str(error))


def _object(line: str) -> Mapping[str, Any]:
    try:
        return _checked(json.loads(line))
    except json.JSONDecodeError as error:
        line = f"line {error.lineno:,}, " if error.lineno > 1 else ""
        raise InputError(f"not JSON: {error.msg.removesuffix(' at')} at {line}character {error.colno:,}") from error
    except (ValueError, RecursionError) as error:  # a number of ten thousand digits, brackets without end
        raise InputError(f"not JSON: {error}") from error


def _checked(row: Any) -> Mapping[str, Any]:
    if not isinstance(row, dict):
        met = _JSON_NAMES.get(type(row), "value")
        raise InputError(f'a JSON {met} where an object with the text of a report was wanted, as {{"text": "..."}}')
    return row


_JSON_NAMES = {list: "array", str: "string", int: "number", float: "number", bool: "boolean", type(None): "null"}


# --- CSV -----------------------------------------------------------------------------------------------------------


def read_csv(stream: BinaryIO, source: str, options: ReadOptions) -> Iterator[Received | ReadFailure]:
    """The report of each row under a line that names the columns; commas, semicolons, tabs or bars between them.

    Raises InputError where the file is empty or binary, or where no column holds the text; a row that cannot be read
    is a ReadFailure, and the others are read.
    """
    csv.field_size_limit(_LONGEST_LINE)
    lines = _Lines(stream, options)
    header = next((line for line in lines if line.strip()), "")
    if not header:
        raise InputError("empty: no line that names the columns")
    rows = csv.reader(chain([header], lines), delimiter=max(",;\t|", key=header.count), strict=True)
    try:
        names = [name.strip() for name in next(rows)]
    except csv.Error as error:
        raise InputError(f"not CSV: {error} in the line that names the columns") from error
    columns = _resolve(names, options.columns)
    if "text" not in columns:
        raise InputError(f"no column for the text among {_listed(names)}; name it with --map text=COLUMN")
    options = replace(options, columns=columns)
    yield from _told_once(_rows(rows, names, lines, source, options), source)


def _rows(
    rows: Iterator[list[str]], names: list[str], lines: "_Lines", source: str, options: ReadOptions
) -> Iterator[Received | ReadFailure]:
    while True:
        place = f"{source}, line {lines.number + 1}"
        try:
            cells = next(rows)
            notes = lines.told()
            if not any(cells):
                continue
            if len(cells) != len(names):
                raise InputError(f"{len(cells)} cells where the header has {len(names)}")
            yield _received(dict(zip(names, cells, strict=True)), place, options, notes=notes)
        except StopIteration:
            return
        except csv.Error as error:
            yield ReadFailure(place, f"not CSV: {error}")
        except InputError as error:
            yield ReadFailure(place, str(error))


class _Lines:
    """A file's lines as text, ends untouched. One that cannot be decoded is told of, not raised for: csv would stop.

    A file marked as UTF-16, as some spreadsheets save, is read whole.
    """

    def __init__(self, stream: BinaryIO, options: ReadOptions) -> None:
        self.number = 0
        self.notes: tuple[str, ...] = ()
        self.reason: InputError | None = None
        self._encoding = options.encoding
        self._lines = self._decoded(stream)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number += 1
        return line

    def told(self) -> tuple[str, ...]:
        """The notes since the last call. Raises the InputError of a line that could not be decoded."""
        notes, reason = self.notes, self.reason
        self.notes, self.reason = (), None
        if reason:
            raise reason
        return notes

    def _decoded(self, stream: BinaryIO) -> Iterator[str]:
        lines = _lines(stream)
        for raw in lines:
            if self.number == 0 and raw.startswith((b"\xff\xfe", b"\xfe\xff")):
                yield from io.StringIO(decode(raw + b"".join(lines)).text, newline="")
                return
            try:
                decoded = decode_line(raw, encoding=self._encoding)
            except InputError as error:
                self.reason = error
                decoded = Decoded(raw.decode("utf-8", "replace"))
            self.notes += tuple(note for note in decoded.notes if note not in self.notes)
            yield decoded.text


# --- rows to documents ---------------------------------------------------------------------------------------------


def _resolve(names: Iterable[str], wanted: Mapping[str, str]) -> dict[str, str]:
    """The column of each field: the one that is wanted, else the likeliest by name. Raises InputError for a wanted
    column that is not there."""
    names = list(names)
    plain = {re.sub(r"[\s_-]", "", name).lower(): name for name in reversed(names)}
    found: dict[str, str] = {}
    for field, guesses in _GUESSES.items():
        if field in wanted:
            if wanted[field] not in names:
                near = _did_you_mean(wanted[field], names)
                raise InputError(f'no column "{wanted[field]}" among {_listed(names)}{near}')
            found[field] = wanted[field]
        elif guess := next((plain[guess] for guess in guesses if guess in plain), None):
            found[field] = guess
    return found


def _listed(names: Iterable[str]) -> str:
    names = list(names)
    return ", ".join(names[:20]) + (f" and {len(names) - 20} more" if len(names) > 20 else "")


def _received(row: Mapping[str, Any], place: str, options: ReadOptions, *, notes: tuple[str, ...] = ()) -> Received:
    columns = _resolve(row, options.columns)
    if "text" not in columns:
        among = f"among its fields ({_listed(row)})" if row else "in it"
        raise InputError(f"no text of a report {among}; name the field that has it with --map text=FIELD")
    text = row[columns["text"]]
    if not isinstance(text, str):
        raise InputError(f'"{columns["text"]}" is not text but {_JSON_NAMES.get(type(text), "an object")}')
    if not text.strip():
        raise InputError(f'"{columns["text"]}" is empty')
    if _LONE.search(text):
        text = _LONE.sub("\ufffd", text)
        notes += ("halves of surrogate pairs were replaced by U+FFFD",)
    given = row[columns["published"]] if "published" in columns else None
    published = read_day(given)
    if given and not published and not options.published:
        notes += (f'date "{str(given)[:40]}" left out: not a date, or one that may be two',)
    document = Document(
        text=text,
        title=options.title or _cell(row, columns.get("title")),
        outlet=options.outlet or _cell(row, columns.get("outlet")),
        url=options.url or _cell(row, columns.get("url")),
        published=options.published or published,
    )
    return Received(place, document, notes)


def _cell(row: Mapping[str, Any], column: str | None) -> str | None:
    """The cell as one line; of an object such as {"id": 3, "name": "Radio One"} its name."""
    value = row.get(column) if column else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    if not isinstance(value, str):
        return None
    return " ".join(_LONE.sub("\ufffd", value).split()) or None
