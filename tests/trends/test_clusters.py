import numpy as np
import pytest
import statsmodels.api as sm

from monitor.trends.clusters import cluster_means, pair_differences
from monitor.trends.groups import group_rows, group_sums

EXACT = {"rtol": 1e-9, "atol": 1e-12}


def by_definition(design, y, cluster, contrast):
    """CR2 variance and Satterthwaite df of a contrast, straight from Bell and McCaffrey's matrices."""
    bread = np.linalg.inv(design.T @ design)
    hat = design @ bread @ design.T
    residual = y - hat @ y
    columns = []
    for name in np.unique(cluster):
        rows = np.flatnonzero(cluster == name)
        values, vectors = np.linalg.eigh(np.eye(len(rows)) - hat[np.ix_(rows, rows)])
        adjusted = vectors @ np.diag(values**-0.5) @ vectors.T
        columns.append((np.eye(len(y)) - hat)[:, rows] @ adjusted @ design[rows] @ bread @ contrast)
    influence = np.column_stack(columns)
    # (I - H) y = residual, and (I - H) is idempotent, so the columns applied to y give each cluster's contribution
    contributions = influence.T @ residual
    moments = influence.T @ influence
    return float(contributions @ contributions), float(np.trace(moments) ** 2 / np.sum(moments**2))


def draw(seed, n_stories=9, n_articles=40):
    generator = np.random.default_rng(seed)
    story = generator.integers(0, n_stories, n_articles)
    side = generator.integers(0, 2, n_articles)
    y = (generator.random((n_articles, 3)) < generator.random(n_stories)[story, None]).astype(float)
    return story, side, y


def sums(codes, y):
    groups = group_rows(*codes)
    return groups.first, np.bincount(groups.index).astype(float), group_sums(groups.index, y, groups.size)


@pytest.mark.parametrize("seed", range(5))
def test_share_matches_the_matrices_of_cr2(seed):
    story, _, y = draw(seed)
    first, n, total = sums([story], y)
    means = cluster_means(np.zeros(len(first), dtype=np.int64), n, total, 1)
    for frame in range(3):
        variance, df = by_definition(np.ones((len(y), 1)), y[:, frame], story, np.ones(1))
        np.testing.assert_allclose(means.variance[0, frame], variance, **EXACT)
        np.testing.assert_allclose(means.df[0], df, **EXACT)
    np.testing.assert_allclose(means.estimate[0], y.mean(axis=0), **EXACT)


@pytest.mark.parametrize("seed", range(5))
def test_difference_of_sides_that_share_stories_matches_the_matrices_of_cr2(seed):
    story, side, y = draw(seed)
    first, n, total = sums([story, side], y)
    found = pair_differences(story[first], side[first], n, total, pairs=np.array([[0, 1]]), n_sides=2)
    design = np.column_stack([side == 0, side == 1]).astype(float)
    for frame in range(3):
        variance, df = by_definition(design, y[:, frame], story, np.array([1.0, -1.0]))
        np.testing.assert_allclose(found.variance[0, frame], variance, **EXACT)
        np.testing.assert_allclose(found.df[0], df, **EXACT)
    np.testing.assert_allclose(found.difference[0], y[side == 0].mean(axis=0) - y[side == 1].mean(axis=0), **EXACT)


def test_stories_of_one_article_give_hc2_of_statsmodels():
    _, side, y = draw(7)
    story = np.arange(len(y))
    first, n, total = sums([story, side], y)
    found = pair_differences(story[first], side[first], n, total, pairs=np.array([[1, 0]]), n_sides=2)
    fit = sm.OLS(y[:, 0], sm.add_constant(side.astype(float))).fit(cov_type="HC2")
    np.testing.assert_allclose(found.difference[0, 0], fit.params[1], **EXACT)
    np.testing.assert_allclose(found.variance[0, 0], fit.cov_params()[1, 1], **EXACT)


def test_stories_of_equal_size_give_the_clustered_variance_of_statsmodels_and_stories_less_one_df():
    _, _, y = draw(8)
    story = np.repeat(np.arange(10), 4)
    first, n, total = sums([story], y)
    means = cluster_means(np.zeros(len(first), dtype=np.int64), n, total, 1)
    fit = sm.OLS(y[:, 0], np.ones(len(y))).fit(cov_type="cluster", cov_kwds={"groups": story})
    np.testing.assert_allclose(means.variance[0, 0], fit.cov_params()[0, 0], **EXACT)
    np.testing.assert_allclose(means.df[0], 9, **EXACT)


def test_one_story_gives_no_variance():
    means = cluster_means(np.array([0, 1, 1]), np.array([5.0, 1.0, 2.0]), np.array([[2.0], [1.0], [1.0]]), 2)
    assert np.isnan(means.variance[0, 0])
    assert means.variance[1, 0] > 0


def test_sides_without_variation_are_not_taken_for_certain():
    story, side, n = np.tile(np.arange(4), 2), np.repeat([0, 1], 4), np.full(8, 2.0)
    total = np.repeat([[2.0], [0.0]], 4, axis=0)
    found = pair_differences(story, side, n, total, pairs=np.array([[0, 1]]), n_sides=2)
    assert found.difference[0, 0] == 1
    np.testing.assert_allclose(found.variance[0, 0], 2 * 0.1 * 0.9 / 4)


def test_all_pairs_at_once_are_the_pairs_one_by_one():
    generator = np.random.default_rng(3)
    story, side = generator.integers(0, 12, 90), generator.integers(0, 4, 90)
    y = generator.random((90, 2))
    first, n, total = sums([story, side], y)
    pairs = np.array([[a, b] for a in range(4) for b in range(a + 1, 4)])
    whole = pair_differences(story[first], side[first], n, total, pairs=pairs, n_sides=4)
    for row, (a, b) in enumerate(pairs):
        kept = np.isin(side[first], [a, b])
        place = (side[first][kept] == b).astype(np.int64)
        alone = pair_differences(story[first][kept], place, n[kept], total[kept], pairs=np.array([[0, 1]]), n_sides=2)
        np.testing.assert_allclose(whole.variance[row], alone.variance[0], **EXACT)
        np.testing.assert_allclose(whole.df[row], alone.df[0], **EXACT)
