import numpy as np

from monitor.trends.shift_outlets import outlet_changes


def changes(rows):
    series, outlet, after, value = (np.array(column) for column in zip(*rows, strict=True))
    return outlet_changes(series, int(series.max()) + 1, outlet, after.astype(bool), value[:, None].astype(float))


def test_a_change_is_told_without_each_outlet_and_among_those_that_stayed():
    found = changes([
        (0, 1, 0, 0), (0, 1, 1, 1), (0, 1, 1, 1),  # changes: 0 to 1
        (0, 2, 0, 0), (0, 2, 1, 0),  # stays as it is
        (0, 3, 1, 1), (0, 3, 1, 1),  # came later
    ])  # fmt: skip
    # without 1: 0 to 2/3; without 2: 0 to 1; without 3: 0 to 2/3; outlets 1 and 2: 0 to 2/3
    np.testing.assert_allclose([found.least[0, 0], found.most[0, 0], found.same[0, 0]], [2 / 3, 1, 2 / 3])


def test_where_one_outlet_holds_a_period_nothing_is_left_to_compare():
    found = changes([(0, 1, 0, 1), (0, 1, 1, 0), (1, 1, 0, 0), (1, 2, 1, 1)])
    assert np.isnan(found.least).all()
    assert np.isnan(found.most).all()
    np.testing.assert_allclose(found.same[0], -1)
    assert np.isnan(found.same[1])
