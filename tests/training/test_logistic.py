"""Logistic regression: both ways give the same weights."""

import numpy as np
import pytest

from training.logistic import fit_signs, newton, table_of

ROWS = [{"any": 1.0, "wet": 1.0}, {"any": 1.0, "wet": 1.0, "cold": 0.5}, {"any": 1.0, "cold": 1.0}, {"any": 1.0}] * 4
LABELS = [True, True, False, False] * 3 + [False, True, True, False]


def test_signs_and_columns_give_the_same_weights() -> None:
    table = table_of(ROWS, often=1)
    whole = np.array([[row.get(name, 0.0) for name in table.names] for row in ROWS])
    known = newton(whole, np.array(LABELS, float), np.full(len(table.names), 1.5))
    assert fit_signs(table, LABELS, ridge=1.5) == pytest.approx(known, abs=0.005)


def test_only_the_rows_asked_for_are_learned_from() -> None:
    part = np.arange(len(ROWS)) < 8
    some = fit_signs(table_of(ROWS, often=1), LABELS, ridge=1.0, only=part)
    assert some == pytest.approx(fit_signs(table_of(ROWS[:8], often=1), LABELS[:8], ridge=1.0), abs=0.005)


def test_a_rare_sign_has_no_column() -> None:
    assert "cold" not in table_of(ROWS[:2], often=2).names
