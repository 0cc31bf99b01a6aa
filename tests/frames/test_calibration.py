"""The debiased calibration error against truths that a simulation knows, and against the formula written out."""

import numpy as np
import pytest

from monitor.frames.calibration import calibration, debiased_square, equal_mass_bins


def forecasts(n, seed, truth=lambda p: p):
    generator = np.random.default_rng(seed)
    p = generator.beta(0.6, 2.0, n)
    return p, generator.random(n) < truth(p)


def by_hand(p, y, bins):
    """Kumar, Liang and Ma's estimator, bin by bin, for a forecast that is constant in each."""
    total = 0.0
    for one in np.unique(bins):
        of_bin, there = bins == one, y[bins == one]
        n, share = of_bin.sum(), there.mean()
        total += n / len(p) * ((p[of_bin].mean() - share) ** 2 - share * (1 - share) / (n - 1))
    return total


def test_it_is_the_papers_estimator_where_a_bin_has_one_probability():
    generator = np.random.default_rng(5)
    p = np.repeat(np.linspace(0.05, 0.95, 10), 60)
    y = generator.random(600) < np.clip(p + 0.1, 0, 1)
    bins = equal_mass_bins(p, 10)
    assert np.bincount(bins).tolist() == [60] * 10
    assert calibration(p, y).error == pytest.approx(np.sqrt(by_hand(p, y, bins)), abs=1e-6)


def test_the_square_of_a_calibrated_forecast_is_zero_on_average_where_the_plain_one_is_not():
    squares, plain = [], []
    for seed in range(200):
        p, y = forecasts(300, seed)
        bins = equal_mass_bins(p, 10)
        sums = np.zeros((300, 10, 3))
        sums[np.arange(300), bins] = np.column_stack([np.ones(300), p, y])
        squares.append(debiased_square(sums))
        plain.append(sum((bins == b).mean() * (p[bins == b].mean() - y[bins == b].mean()) ** 2 for b in range(10)))
    assert abs(np.mean(squares)) < 3 * np.std(squares) / np.sqrt(200)
    assert np.mean(plain) > 0.004


def test_a_known_distortion_gets_its_true_value_inside_the_interval():
    bend = lambda p: np.clip(p * 0.6 + 0.02, 0, 1)  # noqa: E731
    p, _ = forecasts(400_000, 1)
    bins = equal_mass_bins(p, 10)
    gaps = [(p[bins == one] - bend(p[bins == one])).mean() for one in range(10)]
    truth = np.sqrt(np.mean(np.square(gaps)))
    found = [calibration(*forecasts(700, seed, bend)) for seed in range(16)]
    assert np.mean([one.error for one in found]) == pytest.approx(truth, rel=0.1)
    covered = np.mean([one.lo <= truth <= one.hi for one in found])
    assert 0.85 <= covered <= 1.0


def test_judgements_of_one_cluster_are_not_counted_as_independent():
    generator, errors = np.random.default_rng(3), {"alone": [], "clustered": []}
    for _ in range(12):
        chance = generator.beta(0.6, 2.0, 60)
        p = np.repeat(chance, 8)
        y = np.repeat(generator.random(60) < chance, 8)
        errors["alone"].append(calibration(p, y).error)
        errors["clustered"].append(calibration(p, y, np.repeat(np.arange(60), 8)).error)
    assert np.median(errors["clustered"]) < 0.5 * np.median(errors["alone"])


def test_the_reliability_table_shows_each_bin():
    p, y = forecasts(500, 9)
    found = calibration(p, y)
    table = found.reliability.to_pydict()
    assert sum(table["n"]) == 500
    assert table["probability"] == sorted(table["probability"])
    assert all(low <= share <= high for low, share, high in zip(table["lo"], table["share"], table["hi"], strict=True))
    assert found.lo <= found.error <= found.hi


def test_few_judgements_get_fewer_bins_and_no_interval():
    found = calibration([0.2, 0.9, 0.4], [False, True, False])
    assert (found.reliability.num_rows, found.lo, found.hi, found.n) == (1, None, None, 3)


@pytest.mark.parametrize(
    ("probability", "gold", "clusters", "words"),
    [
        ([], [], None, "one at least"),
        ([0.5, 1.2], [True, False], None, "between 0 and 1"),
        ([0.5, float("nan")], [True, False], None, "between 0 and 1"),
        ([0.5], [True, False], None, "as many judgements"),
        ([0.5, 0.2], [True, False], ["a"], "a cluster for each"),
    ],
)
def test_what_cannot_be_measured_is_refused(probability, gold, clusters, words):
    with pytest.raises(ValueError, match=words):
        calibration(probability, gold, clusters)
