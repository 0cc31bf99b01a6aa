import numpy as np

from monitor.trends.correction import correct, correctable


def test_corrected_value_is_prediction_plus_weighted_error():
    prediction = np.array([[1.0], [0.0], [1.0], [np.nan]])
    gold = np.array([[0.0], [1.0], [np.nan], [1.0]])
    probability = np.array([[0.5], [0.25], [np.nan], [1.0]])
    values = correct(prediction, gold, probability)
    np.testing.assert_allclose(values.corrected[:, 0], [1 - 1 / 0.5, 0 + 1 / 0.25, 1, 1])
    assert values.coded[:, 0].tolist() == [True, True, False, True]
    assert values.exact[:, 0].tolist() == [False, False, False, True]


def test_gold_that_was_not_drawn_at_random_is_not_used():
    values = correct(np.array([[1.0], [1.0], [1.0]]), np.zeros((3, 1)), np.array([[np.nan], [0.0], [1.5]]))
    assert not values.coded.any()
    assert values.corrected[:, 0].tolist() == [1, 1, 1]


def test_correction_is_unbiased_whatever_the_error():
    generator = np.random.default_rng(1)
    truth = np.tile([1.0, 0.0, 0.0, 1.0, 1.0], 40_000)[:, None]
    probability = np.tile([0.2, 0.9, 0.5, 0.3, 0.6], 40_000)[:, None]
    drawn = generator.random(truth.shape) < probability
    prediction = (generator.random(truth.shape) < np.where(truth == 1, 0.4, 0.7)).astype(float)
    values = correct(prediction, np.where(drawn, truth, np.nan), probability)
    assert abs(values.corrected.mean() - 0.6) < 0.01
    assert abs(values.prediction.mean() - 0.6) > 0.05


def test_every_language_of_a_cell_needs_coding_of_its_own():
    cell = np.array([0] * 24 + [1] * 12)
    language = np.array([0] * 12 + [1] * 12 + [0] * 12)
    coded = np.zeros((36, 1), dtype=bool)
    coded[:12] = coded[24:] = True  # language 1 of cell 0 has none
    found = correctable(cell, language, coded, 2, 10)
    assert found.n_gold[:, 0].tolist() == [12, 12]
    assert found.enough[:, 0].tolist() == [False, True]
    assert [found.reasons().names[code] for code in found.reasons().codes[:, 0]][1] == ""
    assert "language" in found.reasons().names[found.reasons().codes[0, 0]]


def test_half_of_a_small_cell_or_the_minimum_of_a_large_one_is_enough():
    cell = np.repeat([0, 1, 2, 3], [8, 8, 100, 100])
    coded = np.zeros((216, 1), dtype=bool)
    coded[:3] = coded[8:12] = coded[16:25] = coded[116:126] = True  # 3 of 8, 4 of 8, 9 of 100, 10 of 100
    found = correctable(cell, np.zeros(216, dtype=np.int64), coded, 4, 10)
    assert found.enough[:, 0].tolist() == [False, True, False, True]
