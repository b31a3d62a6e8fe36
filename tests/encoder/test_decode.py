import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.encoder.decode import best_path, decode_spans

# Columns: O, B-cue, I-cue, B-source, I-source.
LABELS = ("cue", "source")


def scores(*tags):
    table = np.zeros((len(tags), 5), dtype=np.float32)
    for row, tag in enumerate(tags):
        table[row, "O Bc Ic Bs Is".split().index(tag)] = 5
    return table


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ("O O O", []),
        ("O Bc O", [(1, 2, "cue")]),
        ("Bs Is Bc", [(0, 2, "source"), (2, 3, "cue")]),
        ("Bc Bc Ic", [(0, 1, "cue"), (1, 3, "cue")]),
        ("O O Bs Is", [(2, 4, "source")]),
    ],
)
def test_spans_are_read_off_the_tags(tags, spans):
    found = decode_spans(scores(*tags.split()), LABELS)
    assert [(s.start, s.end, s.label) for s in found] == spans
    assert all(s.confidence > 0.9 for s in found)


@given(st.lists(st.lists(st.floats(-5, 5), min_size=5, max_size=5), min_size=1, max_size=4))
def test_no_legal_path_is_better(rows):
    table = np.array(rows, dtype=np.float32)

    def legal(path):
        return all(tag % 2 or not tag or (at and path[at - 1] in (tag, tag - 1)) for at, tag in enumerate(path))

    def total(path):
        return sum(float(table[at, tag]) for at, tag in enumerate(path))

    found = best_path(table)
    best = max(total(path) for path in itertools.product(range(5), repeat=len(rows)) if legal(path))
    assert legal(found)
    assert total(found) == pytest.approx(best, abs=1e-3)
