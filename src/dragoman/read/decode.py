"""From bytes to text: UTF-8 where possible, and never silently the wrong letters."""

import codecs
import re
from dataclasses import dataclass

from dragoman.errors import InputError

__all__ = ["Decoded", "decode", "decode_line", "refuse_binary"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and what was assumed in decoding it."""

    text: str
    notes: tuple[str, ...] = ()


# The longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_MAGIC = (
    (b"%PDF-", "a PDF file; convert it first, for instance with pdftotext"),
    (b"PK\x03\x04", "a ZIP archive or an office document; save the text as .txt"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save the text as .txt"),
    (b"{\\rtf", "a rich-text document; save the text as .txt"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x1f\x8b", "gzip-compressed; unpack it first"),
    (b"BZh91AY&SY", "bzip2-compressed; unpack it first"),
    (b"\xfd7zXZ", "xz-compressed; unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it first"),
    (b"PAR1\x15", "a Parquet file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF87a", "an image"),
    (b"GIF89a", "an image"),
    (b"II*\x00", "an image"),
    (b"ID3\x03", "a sound"),
    (b"ID3\x04", "a sound"),
    (b"OggS\x00", "a sound or a film"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
)

_SAMPLE = 65_536
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"

_PLAIN = re.compile(rb"[\t\n\r -~]+")

_MOST_NULS = 0.05  # a stray NUL is kept, as any character; a text in UTF-16 without its mark has .3 and more
_MOST_CONTROLS = 0.1
# Western text has fewer letters outside ASCII than this; Cyrillic, Greek or Chinese read as Windows-1252 has more.
_MOST_WESTERN = 0.25


def decode(raw: bytes, *, declared: str | None = None, encoding: str | None = None) -> Decoded:
    """The text of a file, newlines untouched.

    In this order: a byte order mark, UTF-8, `encoding` (the user's word) or `declared` (the page's own), Windows-1252.
    Raises InputError for what is empty, binary, or in none of these; it names the first byte that does not fit.
    """
    if not raw.strip():
        raise InputError("empty" if not raw else "empty: nothing but white space")
    for mark, name in _MARKS:
        if raw.startswith(mark):
            text = _decode_as(raw[len(mark) :], name, offset=len(mark))
            if not text.strip():
                raise InputError("empty: nothing but a byte order mark")
            return Decoded(text)
    refuse_binary(raw)
    try:
        return Decoded(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _decode_other(raw, error, declared, encoding)


def decode_line(raw: bytes, *, encoding: str | None = None) -> Decoded:
    """One line of a table: as `decode`, but it may be empty."""
    return decode(raw, encoding=encoding) if raw.strip() else Decoded(raw.decode("ascii", "replace"))


def refuse_binary(raw: bytes) -> None:
    """Raise InputError where the bytes are no text: by how they begin, or by how many controls they hold."""
    for magic, name in _MAGIC:
        if raw.startswith(magic):
            raise InputError(f"not text: this is {name}")
    sample = raw[:_SAMPLE]
    if not sample:
        return
    nuls = sample.count(0)
    if nuls > _MOST_NULS * len(sample):
        alternate = max(sample[::2].count(0), sample[1::2].count(0)) > 0.95 * nuls > 0.3 * len(sample)
        if alternate and _PLAIN.fullmatch(sample.replace(b"\x00", b"")):
            raise InputError("not UTF-8: it looks like UTF-16 without its byte order mark; save it as UTF-8")
        raise InputError(f"not text: {nuls:,} of the first {len(sample):,} bytes are NUL")
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    if controls > _MOST_CONTROLS * len(sample):
        raise InputError(f"not text: {controls:,} of the first {len(sample):,} bytes are control characters")


def _decode_other(raw: bytes, error: UnicodeDecodeError, declared: str | None, encoding: str | None) -> Decoded:
    where = f"byte 0x{raw[error.start]:02x} at offset {error.start:,}"
    if encoding:
        return Decoded(_decode_as(raw, encoding), (f"read as {encoding}",))
    if declared and _is_codec(declared):
        try:
            return Decoded(_decode_as(raw, declared), (f"read as {declared}, as the page declares",))
        except InputError:
            pass  # the page is wrong about itself
    if any(byte >= 0x80 for byte in raw[: error.start]):
        raise InputError(f"not UTF-8: {where}, though what comes before is; is the file damaged?")
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError as western:
        bad = f"byte 0x{raw[western.start]:02x} at offset {western.start:,}"
        raise InputError(f"neither UTF-8 ({where}) nor Windows-1252 ({bad}); name its --encoding") from western
    foreign = sum(byte >= 0x80 for byte in raw)
    letters = len(re.findall(rb"[A-Za-z]", raw))
    if foreign > _MOST_WESTERN * (letters + foreign):
        raise InputError(f"not UTF-8: {where}; too many such bytes for Windows-1252; name its --encoding")
    return Decoded(text, (f"not UTF-8 ({where}): read as Windows-1252",))


def _decode_as(raw: bytes, encoding: str, *, offset: int = 0) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        byte = raw[error.start]
        raise InputError(f"not {encoding}: byte 0x{byte:02x} at offset {error.start + offset:,}") from error


def _is_codec(name: str) -> bool:
    try:
        b"?".decode(name)
    except UnicodeDecodeError:  # one that a question mark is too short for
        return True
    except (LookupError, ValueError):  # unknown, or one that does not make text
        return False
    return True
