import numpy as np
from scipy import stats

from monitor.trends.selection import LARGEST, ranks, select


def test_ranks_are_by_p_then_size_and_two_sides_share_one():
    p = np.array([0.2, 0.01, 0.01, np.nan, 0.2, 0.01])
    size = np.array([0.1, 0.5, -0.5, 0.9, 0.3, 0.6])
    assert ranks(np.zeros(6, np.int64), p, size).tolist() == [5, 2, 2, 0, 4, 1]
    assert ranks(np.array([0, 0, 1, 1, 1, 2]), p, size).tolist() == [2, 1, 1, 0, 2, 1]
    assert ranks(np.zeros(0, np.int64), np.zeros(0), np.zeros(0)).tolist() == []


def test_families_are_selected_apart():
    p = np.concatenate([np.linspace(0.2, 0.9, 40), np.full(30, 1e-9), np.full(5, 0.4), [np.nan]])
    family = np.repeat([3, 1, 0, 0], [40, 30, 5, 1])
    found = select(family, p, np.arange(len(p), dtype=float))
    assert [int(found.selected[family == one].sum()) for one in (3, 1, 0)] == [LARGEST, 30, 5]
    np.testing.assert_allclose(np.unique(found.missed[found.selected]), [0.05 * LARGEST / 40, 0.05])
    assert np.isnan(found.missed[~found.selected]).all()


def test_selected_intervals_hold_as_often_as_promised():
    """A hundred means, of which none or some differ from zero: the share of misses among the ten largest, over 400 families."""
    generator = np.random.default_rng(2)
    true = np.where(generator.random(40_000) < 0.1, 3.0, 0.0)
    seen = true + generator.standard_normal(40_000)
    found = select(np.repeat(np.arange(400), 100), 2 * stats.norm.sf(np.abs(seen)), seen)
    picked = found.selected
    adjusted = np.abs(seen - true)[picked] > stats.norm.isf(found.missed[picked] / 2)
    plain = np.abs(seen - true)[picked] > stats.norm.isf(0.025)
    assert adjusted.mean() < 0.05
    assert plain.mean() > 0.1
