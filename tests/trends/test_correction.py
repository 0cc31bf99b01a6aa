import numpy as np

from monitor.trends.correction import correct


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
