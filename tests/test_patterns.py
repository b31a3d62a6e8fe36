"""Every regular expression of the package reads a line of 50,000 characters in a moment, whatever stands in it."""

import ast
import functools
import importlib
import inspect
import re
import time
from collections import defaultdict
from pathlib import Path

import pytest

import dragoman
from dragoman.layers.times.forms import _forms
from dragoman.layers.times.words import LETTERS

LENGTH = 50_000
# Linear patterns need a few hundredths of a second of the processor's time; quadratic ones ten seconds and more.
SECONDS = 2.0
PIECES = [
    " ", "\n", " \n", "a", "A", "1", "-", "'", '"', "(", "a ", "A ", "1 ", "1,", "1.", "1/", "a,", "a-", "A-", "A. ",
    "A: ", "Al-", "the ", "of the ", "The ", "said ", "12 May ", "$1 ", "http://a/", "x" * 40 + " ",
]  # fmt: skip
# These read windows of a few hundred characters at most, or nothing from a report.
WINDOWED = ("dragoman.doctor:", "dragoman.layers.dating.stamps:_GOVERNED")
SEARCHING = {"search", "finditer", "findall", "sub", "split", "subn"}
SOURCES = sorted(Path(dragoman.__file__).parent.rglob("*.py"))


def module_name(path):
    parts = path.relative_to(Path(dragoman.__file__).parents[1]).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def patterns_in(value):
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from patterns_in(tuple(value.values()))
    elif isinstance(value, tuple | list | frozenset | set):
        for part in value:
            yield from patterns_in(part)


def named_patterns(module):
    """Name -> the patterns of a module's constants, and of its builders that take nothing."""
    for name, value in vars(module).items():
        if isinstance(value, functools._lru_cache_wrapper) and value.__module__ == module.__name__:
            signature = inspect.signature(value)
            if signature.parameters or "Pattern" not in str(signature.return_annotation):
                continue
            value = value()
        for pattern in patterns_in(value):
            if isinstance(pattern.pattern, str):
                yield name, pattern


def uses(tree):
    """Name -> the methods called on it; and the literal patterns given to `re` itself."""
    methods, literals = defaultdict(set), []
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        owner = node.func.value
        owner = owner.func if isinstance(owner, ast.Call) else owner
        if not isinstance(owner, ast.Name):
            continue
        first = node.args[0] if node.args else None
        if owner.id == "re" and isinstance(getattr(first, "value", None), str) and node.func.attr != "compile":
            literals.append((node.func.attr, first.value, node.lineno))
        methods[owner.id].add(node.func.attr)
    return methods, literals


def all_patterns():
    """(id, pattern, whether it is searched for at every position)"""
    found = {}
    for path in SOURCES:
        name = module_name(path)
        methods, literals = uses(ast.parse(path.read_text(encoding="utf-8")))
        for attribute, pattern in named_patterns(importlib.import_module(name)):
            used = methods.get(attribute, SEARCHING) & (SEARCHING | {"match", "fullmatch"}) or SEARCHING
            found[f"{name}:{attribute}:{pattern.pattern[:40]}"] = (pattern, bool(used & SEARCHING))
        for method, literal, line in literals:
            found[f"{name}:{line}:{literal[:40]}"] = (re.compile(literal), method in SEARCHING)
    return {name: entry for name, entry in found.items() if not name.startswith(WINDOWED)}


PATTERNS = all_patterns()


def seconds(pattern, text, searched):
    began = time.process_time()
    if searched:
        for _ in pattern.finditer(text):
            pass
    else:
        pattern.match(text)
        pattern.fullmatch(text)
    return time.process_time() - began


def hangs(pattern, unit, searched):
    """Whether a line of one thing over and over holds a pattern up; a twelfth of it is tried first, to save time."""
    if seconds(pattern, (unit * LENGTH)[: LENGTH // 12], searched) < SECONDS / 12**2:
        return False  # a quadratic pattern would do the whole line within its seconds
    return seconds(pattern, (unit * LENGTH)[:LENGTH], searched) > SECONDS


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_hangs(name):
    pattern, searched = PATTERNS[name]
    assert [unit for unit in PIECES if hangs(pattern, unit, searched)] == []


@pytest.mark.parametrize("reading", sorted({reading for reading, _ in _forms()}))
def test_no_form_of_times_hangs(reading):
    """Forms read class strings: each class over and over, and the classes that each form itself is made of."""
    forms = [pattern for name, pattern in _forms() if name == reading]
    own = [re.sub(r"\(\?:|\{[\d,]+\}|\\|[()?*+]|\|", "", form.pattern) for form in forms]
    units = [*LETTERS.values(), *own, "nn", "n=", "tLnn", "W,M"]
    assert [unit for form in forms for unit in units if hangs(form, unit, True)] == []


def test_the_package_has_patterns():
    assert len(PATTERNS) > 200
