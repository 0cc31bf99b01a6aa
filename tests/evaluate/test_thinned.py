"""Less coding, wider intervals that still hold what all coding says."""

import numpy as np
import pytest

from monitor.evaluate.thinned import compare_thinned, thin_coding
from monitor.evaluate.worlds import Design, draw_world


@pytest.fixture(scope="module")
def study():
    return draw_world(Design(countries=3, gold=10**6, stories=12), 1)


def test_a_part_is_kept_in_each_place_with_its_chance(study):
    thin = thin_coding(study, 0.1, 5).units.values
    articles = study.units.articles
    units = articles.take(articles.is_unit)
    for code in range(len(units.country.names)):
        here = units.unit[units.country.codes == code]
        kept = int(thin.coded[here, 0].sum())
        assert kept == round(0.1 * len(here))
        np.testing.assert_allclose(thin.weight[here][thin.coded[here]], len(here) / kept)
    assert thin.drawable.all()
    assert study.units.values.coded.all()


def test_chances_multiply(study):
    twice = thin_coding(thin_coding(study, 0.5, 1), 0.5, 2).units.values
    assert twice.coded.mean() == pytest.approx(0.25, abs=0.01)
    assert np.median(twice.weight[twice.coded]) == pytest.approx(4, rel=0.02)


def test_intervals_of_a_tenth_hold_the_values_of_all(study):
    found = {(row.table, row.method): row for row in compare_thinned(study, 0.1, range(3))}
    weekly = found["weekly_frame_prevalence", "ppi-weeks-pooled"]
    assert weekly.n > 1000
    assert weekly.n_held / weekly.n > 0.95
    differences = found["frame_differences", "ppi"]
    assert differences.n_held / differences.n > 0.9
