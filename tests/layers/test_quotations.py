"""Quotation marks of every kind, closed or not, and over paragraphs."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.layers.attribution.quotations import find_quotations
from dragoman.parse import find_paragraphs
from tests import HANGS


def quoted(text):
    return [q.span.of(text) for q in find_quotations(text, find_paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"The road is open," she said. "Go."', ['"The road is open,"', '"Go."']),
        ("“The road is open,” she said.", ["“The road is open,”"]),
        ("«The road is open», she said.", ["«The road is open»"]),
        ("''The road is open,'' she said of ''it''.", ["''The road is open,''", "''it''"]),
        ("'The road is open,' she said.", ["'The road is open,'"]),
        ("‘The guards’ road is open,’ she said.", ["‘The guards’ road is open,’"]),
        ("The rebels' camp and the miners' well.", []),  # possessives
        ('He said "stop. She said "no" again.', ['"stop.', '"no"']),  # never closed, met by the next
        ('She said "we will win', ['"we will win']),
        ('He is 6\'2" and she "the tall one".', ['"the tall one"']),  # inches close nothing
        ("“We call it ‘home’,” he said.", ["“We call it ‘home’,”"]),  # one within another is part of it
        ("", []),
        ('"', ['"']),
    ],
)
def test_marks(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"They came.\n\n"They left," she said.', [('"They came.', False, False), ('"They left,"', True, True)]),
        ("“They came.\n\nThey left,” she said.", [("“They came.", False, False), ("They left,”", True, True)]),
        ('"They came."\n\n"They left," she said.', [('"They came."', True, False), ('"They left,"', True, False)]),
    ],
)
def test_paragraphs_that_go_on(text, expected):
    found = find_quotations(text, find_paragraphs(text))
    assert [(q.span.of(text), q.closed, q.continues) for q in found] == expected


@given(st.text(alphabet="\"“”'‘’` .ab\n", max_size=80))
def test_any_text(text):
    paragraphs = find_paragraphs(text)
    found = find_quotations(text, paragraphs)
    for quotation in found:
        assert any(p.contains(quotation.span) for p in paragraphs)
    for one, other in itertools.pairwise(found):
        assert one.span.end <= other.span.start


@pytest.mark.parametrize("piece", ["'a ", '" ', "a' ", '"a', "“x. ", "'a b' '\"", "''"])
def test_long_lines_take_linear_time(piece):
    text = piece * (50_000 // len(piece))
    started = time.process_time()
    find_quotations(text, find_paragraphs(text))
    assert time.process_time() - started < HANGS
