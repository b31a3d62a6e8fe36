import numpy as np
import pytest

from training.calibrate import fit_temperature


@pytest.mark.parametrize("temperature", [0.7, 1.0, 2.5])
def test_scores_that_were_multiplied_are_divided_again(temperature):
    draw = np.random.default_rng(1)
    scores = draw.normal(0, 2, (4000, 3))
    chances = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    truth = [int(draw.choice(3, p=row)) for row in chances]
    fitted = fit_temperature(list(zip(scores * temperature, truth, strict=True)))
    assert fitted == pytest.approx(temperature, rel=0.1)


def test_few_answers_hardly_move_it():
    assert fit_temperature([(np.array([0.0, 9.0]), 0)] * 1) < 2
