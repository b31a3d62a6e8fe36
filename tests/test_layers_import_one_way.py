"""Imports go one way: a layer imports what stands before it, and nothing else of ours."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "dragoman"

# For each layer (a package or a module of `dragoman`), the layers whose names it may import at any place.
BASE = {"codes", "errors", "plover"}
MODEL = {*BASE, "model"}
WORDS = {
    *MODEL,
    "lexicon",
    "datelines",
    "furniture",
    "truecase",
    "word_case",
    "countries",
    "place_names",
    "gazetteer",
    "own_places",
    "lemmas",
}
READING = {*WORDS, "read", "parse", "encoder", "layers"}
KEEPING = {*MODEL, "lexicon", "countries", "link", "store"}
ALLOWED = {
    "plover": set(),
    "codes": {"plover"},
    "errors": set(),
    "model": BASE,
    **dict.fromkeys(WORDS - MODEL, WORDS),
    "read": WORDS,
    "parse": WORDS,
    "encoder": WORDS,
    "layers": READING,
    "pipeline": READING,
    "batch": {*READING, "pipeline"},
    "link": MODEL,
    "store": KEEPING,
    "wording": {*MODEL, "countries"},
    "export": {*KEEPING, "wording"},
    "web": {*KEEPING, "wording", "export"},
}
# Every other module is a face (`cli` and what it is made of): it sees all, and none of these layers sees it.

# What the record's side must do without, and what takes too long to import for a command's help.
PARSING = {"spacy", "thinc", "onnxruntime", "trafilatura", "py3langid"}
HEAVY = {*PARSING, "fastapi", "dask", "numpy", "dragoman.pipeline", "dragoman.batch", "dragoman.layers"}

MODULES = sorted(path for path in SOURCE.rglob("*.py"))


def name_of(path):
    return ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)


def layer_of(path):
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(tree):
    """The modules that are imported inside `tree`, `from a import b` as both a and a.b; those for types left out."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING"):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole module"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        else:
            yield from imports(node)


def layers(names):
    """The layers of ours among the names of modules; `from dragoman import __version__` names none."""
    found = {name.split(".")[1] for name in names if name.startswith("dragoman.")}
    return {layer for layer in found if (SOURCE / layer).is_dir() or (SOURCE / f"{layer}.py").is_file()}


@pytest.mark.parametrize("path", [p for p in MODULES if layer_of(p) in ALLOWED], ids=name_of)
def test_a_layer_imports_only_what_stands_before_it(path):
    found = layers(imports(ast.parse(path.read_text("utf-8"))))
    assert found <= ALLOWED[layer_of(path)] | {layer_of(path)}


@pytest.mark.parametrize("path", [p for p in MODULES if layer_of(p) in {"link", "store", "export", "web"}], ids=name_of)
def test_the_record_knows_no_parser(path):
    found = {name.split(".")[0] for name in imports(ast.parse(path.read_text("utf-8")))}
    assert not found & PARSING


@pytest.mark.parametrize("module", ["dragoman", "dragoman.cli", "dragoman.store", "dragoman.export"])
def test_what_must_start_fast_imports_nothing_heavy(module):
    show = f"import sys, {module}; print(*sys.modules, sep='\\n')"
    env = {**os.environ, "PYTHONPATH": str(SOURCE.parent)}
    loaded = subprocess.run([sys.executable, "-c", show], capture_output=True, text=True, check=True, env=env)
    assert not set(loaded.stdout.split()) & HEAVY
