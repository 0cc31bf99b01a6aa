"""Simulated worlds: the truth they state is what they are drawn from."""

import numpy as np
import pytest

from monitor.evaluate.interval_coverage import some_worlds, true_parts
from monitor.evaluate.worlds import FRAMES, Design, Frame, draw_world, true_shares, without_coding
from monitor.trends.prevalence import weekly_prevalence


def shares(study):
    """Shares of the frames by country, all weeks together, from the coding of a world in which everything is coded."""
    articles, values = study.units.articles, study.units.values
    units = articles.take(articles.is_unit)
    return np.array([
        values.corrected[units.unit[units.country.codes == code]].mean(axis=0)
        for code in range(len(units.country.names))
    ])  # fmt: skip


def test_the_truth_is_the_mean_of_many_worlds():
    design = Design(countries=5, gold=10**6, stories=40, weeks=6)
    found = np.mean([shares(draw_world(design, seed)) for seed in range(12)], axis=0)
    order = np.argsort([place.country for place in design.places])
    expected = true_shares(design).mean(axis=0)[order]
    np.testing.assert_allclose(found, expected, atol=0.02)


def test_a_step_moves_the_first_place_alone():
    frame = Frame("named", (0.2,) * 6, (("zh", 0.8), ("en", 0.9)), (("zh", 0.1), ("en", 0.1)))
    truth = true_shares(Design(countries=2, frames=(frame,), step=0.25, step_week=6, size_effect=0.0, reprints=0.0))
    np.testing.assert_allclose(truth[:6], 0.2, atol=1e-6)
    np.testing.assert_allclose(truth[6:, 0], 0.45, atol=1e-6)
    np.testing.assert_allclose(truth[6:, 1], 0.2, atol=1e-6)


def test_the_same_seed_draws_the_same_world_and_coding_is_as_asked():
    design = Design(countries=3, gold=60, stories=10)
    one, other = draw_world(design, 4), draw_world(design, 4)
    np.testing.assert_array_equal(one.units.values.corrected, other.units.values.corrected)
    articles = one.units.articles
    coded = one.units.values.coded[:, 0]
    units = articles.take(articles.is_unit)
    assert [int(coded[units.unit[units.country.codes == code]].sum()) for code in range(3)] == [60, 60, 60]
    assert not without_coding(one).units.values.coded.any()
    assert one.units.frames == tuple(frame.name for frame in FRAMES)


@pytest.mark.slow
@pytest.mark.parametrize(("design", "worlds"), [(Design(3, 100, 15), 60), (Design(5, 300, 30), 25)])
def test_intervals_hold_the_truth_as_often_as_they_say(design, worlds):
    """A small run of ``benchmarks/coverage.py``: no frame of a design far below 95%, nor the corrected below the naive."""
    total = some_worlds((design, range(worlds), None))[1]
    for kind in ("prevalence", "difference"):
        given, above, below, _ = total[kind].T
        covered = 1 - (above + below) / given
        assert covered.min() > (0.92 if kind == "prevalence" else 0.86), (kind, covered)
        assert (1 - (above.sum() + below.sum()) / given.sum()) > 0.93
    naive = total["naive_difference"]
    assert 1 - naive[:, 1:3].sum() / naive[:, 0].sum() < 0.93


@pytest.mark.parametrize("gold", [100, 10**6], ids=["a part of the first weeks is coded", "all of it"])
def test_weeks_after_the_coding_are_transported_and_hold_the_truth(gold):
    design = Design(3, gold, 15, coded_weeks=6)
    table = weekly_prevalence(draw_world(design, 1), (("country",),), ("all",), ("article",))
    weeks = np.unique(table["week"].to_numpy())
    methods = {(row["week"] > weeks[5], row["method"]) for row in table.select(["week", "method"]).to_pylist()}
    assert {method for late, method in methods if late} <= {"transported", "uncorrected"}
    assert "transported" not in {method for late, method in methods if not late}
    given, above, below, _ = some_worlds((design, range(10), None))[1]["transported"].T
    assert given.sum() > 10 * 6 * 3 * 3
    assert min(1 - (above + below) / given) > 0.92


def test_drifting_errors_make_the_scorer_mark_more():
    early, late = (
        [
            study.units.values.prediction[study.units.articles.week[study.units.articles.is_unit] == week].mean()
            for study in (draw_world(Design(2, 0, 40, errors_drift=drift), 3) for drift in (0.0, 2.0))
        ]
        for week in (np.datetime64("2026-01-05"), np.datetime64("2026-03-23"))
    )
    assert late[1] - late[0] > 0.03
    assert early[0] - early[1] > 0.03


def test_parts_of_differences_are_measured_at_both_resolutions():
    design = Design(2, 10**6, 6, weeks=6)
    true = true_parts(design, range(100, 130))
    total = some_worlds((design, range(12), true))[1]
    for kind in ("unshared", "agenda", "framing", "unshared_dispute", "agenda_dispute", "framing_dispute"):
        given, above, below, withheld = total[kind].sum(axis=0)
        assert (given, withheld) == (12 * 4, 0), kind
        assert 1 - (above + below) / given > 0.8, kind
