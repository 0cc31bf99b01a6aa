import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from monitor.trends.clusters import Means, cluster_means, pair_differences
from monitor.trends.correction import correct
from monitor.trends.intervals import adjust, difference_interval, picked_interval, share_interval, wilson

WORLDS = 400


def test_wilson_is_that_of_statsmodels():
    hits, n = np.array([0.0, 1.0, 3.0, 7.4, 9.0]), np.array([9.0, 9.0, 8.0, 11.2, 9.0])
    lo, hi = wilson(hits / n, n)
    theirs = proportion_confint(hits, n, method="wilson")
    np.testing.assert_allclose(lo, theirs[0], atol=1e-9)
    np.testing.assert_allclose(hi, theirs[1], atol=1e-9)


def test_benjamini_yekutieli_is_that_of_statsmodels_and_skips_what_was_not_tested():
    p = np.array([0.001, np.nan, 0.04, 0.2, 0.012, 1.0])
    known = ~np.isnan(p)
    np.testing.assert_allclose(adjust(p)[known], multipletests(p[known], method="fdr_by")[1], atol=1e-12)
    assert np.isnan(adjust(p)[1])


def test_independent_articles_give_wilson_on_their_number():
    y = np.array([1.0] * 6 + [0.0] * 12)
    means = cluster_means(np.zeros(18, dtype=np.int64), np.ones(18), y[:, None], 1)
    lo, hi = share_interval(means, np.array([18.0]))
    # variance p (1 - p) / (n - 1), so one article fewer than there are
    expected = proportion_confint(6 * 17 / 18, 17, method="wilson")
    np.testing.assert_allclose([lo[0, 0], hi[0, 0]], expected, atol=1e-9)


def test_cells_with_few_positives_lend_each_other_their_spread():
    # a hundred cells of ten stories of two articles, which always agree: two articles are worth one
    generator = np.random.default_rng(3)
    cell, n = np.repeat(np.arange(100), 10), np.full(1000, 2.0)
    total = n * (generator.random(1000) < 0.1)
    means = cluster_means(cell, n, total[:, None], 100)
    lo, hi = share_interval(means, np.full(100, 20.0))
    few = np.flatnonzero(means.estimate[:, 0] == 0.1)
    expected = proportion_confint(1, 10, method="wilson")
    np.testing.assert_allclose([lo[few[0], 0], hi[few[0], 0]], expected, atol=1e-9)


def test_at_zero_and_one_stories_stand_for_articles():
    one = np.ones((1, 2))
    means = Means(np.array([[0.0, 1.0]]), 0 * one, np.array([3.0]), np.array([4.0]), np.array([4.0]))
    lo, hi = share_interval(means, np.array([20.0]))
    assert lo[0, 0] == 0
    assert hi[0, 1] == 1
    np.testing.assert_allclose(hi[0, 0], proportion_confint(0, 4, method="wilson")[1], atol=1e-9)
    np.testing.assert_allclose(hi[0, 0], 1 - lo[0, 1], atol=1e-9)


def test_a_corrected_share_outside_its_range_still_has_an_interval():
    means = Means(np.array([[-0.03]]), np.array([[0.004]]), np.array([9.0]), np.array([10.0]), np.array([10.0]))
    lo, hi = share_interval(means, np.array([30.0]))
    assert lo[0, 0] == 0
    assert 0.05 < hi[0, 0] < 0.6


def stories(generator, worlds, n_stories, share, spread):
    """Stories of one to many articles whose own shares scatter around ``share``: world, n, hits of each story."""
    n = 1 + generator.poisson(1.0, worlds * n_stories)
    own = generator.beta(share * spread, (1 - share) * spread, n.size)
    return np.repeat(np.arange(worlds), n_stories), n.astype(float), generator.binomial(n, own).astype(float)


@pytest.mark.parametrize(("n_stories", "share"), [(4, 0.1), (6, 0.3), (15, 0.5), (40, 0.2)])
def test_weekly_interval_covers_whatever_the_number_of_stories(n_stories, share):
    world, n, hits = stories(np.random.default_rng(11), WORLDS, n_stories, share, 4.0)
    means = cluster_means(world, n, hits[:, None], WORLDS)
    lo, hi = share_interval(means, np.bincount(world, weights=n))
    assert np.mean((lo <= share) & (share <= hi)) >= 0.92


def test_interval_of_a_difference_covers_and_gains_from_shared_stories():
    generator = np.random.default_rng(12)
    covered, width, width_apart = [], [], []
    for _ in range(WORLDS):
        own = generator.beta(1.5, 1.5, 20)  # a story's share, the same on both sides: the true difference is 0
        n = 1.0 + generator.poisson(1.0, 40)
        hits = generator.binomial(n.astype(int), np.tile(own, 2)).astype(float)[:, None]
        side, story = np.repeat([0, 1], 20), np.tile(np.arange(20), 2)
        for labels, widths in ((story, width), (np.arange(40), width_apart)):
            found = pair_differences(labels, side, n, hits, pairs=np.array([[0, 1]]), n_sides=2)
            lo, hi, p = difference_interval(found.difference, found.variance, found.df)
            widths.append(hi[0, 0] - lo[0, 0])
            if labels is story:
                covered.append(lo[0, 0] <= 0 <= hi[0, 0])
                assert (p[0, 0] >= 0.05) == covered[-1]
    assert 0.92 <= np.mean(covered) <= 0.985
    assert np.mean(width) < 0.9 * np.mean(width_apart)


def test_correction_covers_where_the_scorer_alone_does_not():
    generator = np.random.default_rng(13)
    per_story, n_stories, share = 3, 40, 0.3
    world = np.repeat(np.arange(WORLDS), n_stories * per_story)
    own = np.repeat(generator.beta(3 * share, 3 * (1 - share), WORLDS * n_stories), per_story)
    truth = (generator.random(world.size) < own).astype(float)
    predicted = np.where(generator.random(world.size) < 0.25, 1.0, truth)  # false alarms in one of four
    drawn = generator.random(world.size) < 0.3
    values = correct(predicted[:, None], np.where(drawn, truth, np.nan)[:, None], np.where(drawn, 0.3, np.nan)[:, None])
    covered = {}
    for name, value in (("corrected", values.corrected), ("uncorrected", values.prediction)):
        total = value[:, 0].reshape(-1, per_story).sum(axis=1)[:, None]
        cell = np.repeat(np.arange(WORLDS), n_stories)
        means = cluster_means(cell, np.full(len(cell), float(per_story)), total, WORLDS)
        lo, hi = share_interval(means, np.full(WORLDS, float(n_stories * per_story)))
        covered[name] = np.mean((lo <= share) & (share <= hi))
    assert covered["corrected"] >= 0.92
    assert covered["uncorrected"] <= 0.3


def test_intervals_for_whichever_is_picked_hold_for_all_at_once():
    rng = np.random.default_rng(5)
    true, error, m = np.zeros((1, 60)), np.full((1, 60), 0.05), 60
    missed = {"picked": 0, "own": 0}
    for _ in range(800):
        seen = rng.normal(true, error)
        for kind, (lo, hi) in (
            ("picked", picked_interval(seen, error, np.full(1, 1e6), m)),
            ("own", difference_interval(seen, error**2, np.full(1, 1e6))[:2]),
        ):
            missed[kind] += bool(((lo > 0) | (hi < 0)).any())
    assert missed["own"] / 800 > 0.9
    assert missed["picked"] / 800 < 0.045  # 2.5% and four standard errors


def test_picked_intervals_are_students_at_a_bonferroni_level():
    lo, hi = picked_interval(np.array([[0.2]]), np.array([[0.04]]), np.array([12.0]), 30)
    reach = stats.t.ppf(1 - 0.025 / 60, 12) * 0.04
    assert (lo[0, 0], hi[0, 0]) == (pytest.approx(0.2 - reach), pytest.approx(0.2 + reach))
