"""How far two sides frame apart over all frames together."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.spatial.distance import jensenshannon

from monitor.config.settings import TrendSettings
from monitor.evaluate.worlds import Design, Frame, draw_world, without_coding
from monitor.trends.divergence import country_divergence
from monitor.trends.exchange import exchange_p
from monitor.trends.jensen_shannon import curvature, divergence, jackknife_bias, shares
from monitor.trends.parts import Told

SAME_ERRORS = {"sensitivity": (("zh", 0.85), ("en", 0.85)), "false_alarms": (("zh", 0.05), ("en", 0.05))}
SETTINGS = TrendSettings(weeks=12, permutations=200)


def frames(*shares_of_two):
    return tuple(Frame(f"f{at}", shares, **SAME_ERRORS) for at, shares in enumerate(shares_of_two))


def told(seed, share_a, share_b, n=40):
    """Stories that either or both sides tell, with one frame."""
    generator = np.random.default_rng(seed)
    n_a, n_b = generator.poisson(1.5, n).astype(float), generator.poisson(1.5, n).astype(float)
    n_a[:2], n_b[-2:] = 1, 1
    hits = [
        generator.binomial(size.astype(int), share).astype(float)[:, None]
        for size, share in ((n_a, share_a), (n_b, share_b))
    ]
    known = (n_a > 0) | (n_b > 0)
    return Told(n_a[known], n_b[known], hits[0][known], hits[1][known])


def test_it_is_the_square_of_scipys_distance():
    generator = np.random.default_rng(1)
    p, q = generator.random(50), generator.random(50)
    p[:3], q[:3] = (0, 0, 1), (0, 1, 1)
    expected = [jensenshannon([a, 1 - a], [b, 1 - b], base=2) ** 2 for a, b in zip(p, q, strict=True)]
    np.testing.assert_allclose(divergence(p, q), np.nan_to_num(expected), atol=1e-12)
    assert (divergence(p, q) == divergence(q, p)).all()
    assert list(divergence(np.array([0.0, 0.4]), np.array([1.0, 0.4]))) == [1.0, 0.0]


def test_near_nothing_it_is_the_curvature_times_the_square():
    p, q = np.array([0.3, 0.05]), np.array([0.301, 0.0505])
    np.testing.assert_allclose(divergence(p, q), curvature(p, q) * (p - q) ** 2, rtol=1e-3)


def test_the_jackknife_is_that_of_leaving_every_story_out():
    one = told(3, 0.3, 0.5)
    g = len(one.n_a)
    left = [
        divergence(
            *shares(Told(*(np.delete(values, at, axis=0) for values in (one.n_a, one.n_b, one.total_a, one.total_b))))
        )
        for at in range(g)
    ]
    expected = (g - 1) * (np.mean(left, axis=0) - divergence(*shares(one)))
    np.testing.assert_allclose(jackknife_bias(one), expected, atol=1e-12)


def test_without_a_difference_the_corrected_divergence_is_0_on_average_and_p_is_uniform():
    worlds = [told(seed, 0.3, 0.3) for seed in range(200)]
    plain = np.array([divergence(*shares(one))[0] for one in worlds])
    corrected = plain - np.array([jackknife_bias(one)[0] for one in worlds])
    assert plain.mean() > 0.005
    assert abs(corrected.mean()) < 3 * corrected.std() / np.sqrt(200)
    p = np.array([exchange_p(one, np.zeros(1), 99, 1000 + seed) for seed, one in enumerate(worlds)])
    assert 0.4 < p.mean() < 0.6
    assert (p <= 0.05).mean() < 0.1
    assert np.mean([exchange_p(told(seed, 0.2, 0.6), np.zeros(1), 99, 1000 + seed) <= 0.05 for seed in range(20)]) > 0.9


def test_planted_differences_are_found_and_the_frame_that_drives_them():
    design = Design(2, 0, 15, frames=frames((0.2, 0.2), (0.1, 0.6), (0.3, 0.3)))
    found = country_divergence(draw_world(design, 1, SETTINGS), ("country",))
    (pair,) = found.pairs.to_pylist()
    assert 0 < pair["lo"] < pair["divergence"] < pair["hi"] < 1
    assert pair["q"] == pair["p"] == 1 / 201
    assert (pair["method"], pair["n_frames"], pair["n_frames_corrected"]) == ("uncorrected", 3, 0)
    assert pair["reason"].startswith("Uncorrected: no article was coded")
    of_frames = found.frames.to_pylist()
    assert max(of_frames, key=lambda row: row["part"])["frame_id"] == "f1"
    assert sum(row["part"] for row in of_frames) == pytest.approx(pair["divergence"], abs=1e-12)


def test_sides_of_one_process_are_not_apart():
    design = Design(2, 0, 15, frames=frames((0.2, 0.2), (0.1, 0.1), (0.3, 0.3)))
    pairs = [
        country_divergence(draw_world(design, seed, SETTINGS), ("country",)).pairs.to_pylist()[0] for seed in range(8)
    ]
    assert sum(pair["p"] <= 0.05 for pair in pairs) <= 1
    assert all(pair["lo"] < 0.002 for pair in pairs)


def test_errors_of_the_scorer_are_corrected_and_their_noise_is_not_taken_for_framing():
    """Languages with other errors look apart; coding says that they are not."""
    errors = {"sensitivity": (("zh", 0.8), ("en", 0.8)), "false_alarms": (("zh", 0.2), ("en", 0.02))}
    design = Design(2, 150, 15, frames=tuple(Frame(f"f{at}", (0.25, 0.25), **errors) for at in range(4)))
    study = draw_world(design, 2, SETTINGS)
    (naive,) = country_divergence(without_coding(study), ("country",)).pairs.to_pylist()
    (pair,) = country_divergence(study, ("country",)).pairs.to_pylist()
    assert naive["p"] < 0.05 < pair["p"]
    assert (pair["n_frames_corrected"], pair["reason"], pair["caveat"]) == (4, None, None)
    assert pair["divergence"] < naive["divergence"]


def test_a_frame_that_cannot_be_corrected_is_uncorrected_on_both_sides_and_said_so():
    study = draw_world(Design(2, 150, 15, frames=frames((0.2, 0.2), (0.3, 0.3))), 3, SETTINGS)
    values = study.units.values
    coded = values.coded.copy()
    coded[:, 1] = False
    study = replace(study, units=replace(study.units, values=replace(values, coded=coded)))
    found = country_divergence(study, ("country",))
    (pair,) = found.pairs.to_pylist()
    assert (pair["n_frames_corrected"], pair["method"]) == (1, "uncorrected")
    assert pair["caveat"] == "Read with care: some of the frames are uncorrected, on both sides."
    methods = {row["frame_id"]: row["method"] for row in found.frames.to_pylist()}
    assert methods["f1"] == "uncorrected" != methods["f0"]
    row = next(row for row in found.frames.to_pylist() if row["frame_id"] == "f1")
    articles = study.compared()
    first = articles.country.codes == articles.country.names.index(pair["side_a"])
    assert row["share_a"] == pytest.approx(values.prediction[articles.unit[first], 1].mean())


def test_thin_sides_are_withheld_and_few_stories_leave_no_interval(world):
    world.draw({"CHN": {}, "USA": {}, "GBR": {}}, weeks=1, stories=4)
    world.articles = [a for a in world.articles if a.country != "GBR" or a.outlet in {"GBR0", "GBR1"}]
    world.run()
    rows = world.rows("SELECT * FROM country_divergence WHERE contrast = 'country' ORDER BY side_a, side_b")
    assert [(row["side_a"], row["side_b"]) for row in rows] == [("CHN", "GBR"), ("CHN", "USA"), ("GBR", "USA")]
    for row in (rows[0], rows[2]):
        assert "fewer than 3 outlets" in row["reason"]
        assert [row[name] for name in ("divergence", "lo", "hi", "p", "q")] == [None] * 5
    assert rows[1]["divergence"] is not None
    assert [rows[1][name] for name in ("lo", "hi", "p", "q")] == [None] * 4
    assert rows[1]["reason"] == "No interval: fewer than 5 stories on a side."
    withheld = world.rows("SELECT * FROM country_divergence_frames WHERE contrast = 'country' AND side_a = 'GBR'")
    assert all(row["share_a"] is None and row["part"] is None and "outlets" in row["reason"] for row in withheld)


def test_the_stage_writes_it_for_the_range_and_leaves_others(world):
    world.draw({"CHN": {"security": 0.8}, "USA": {"security": 0.2}}, weeks=6)
    assert world.run().divergence_rows == 1
    (row,) = world.rows("SELECT * FROM country_divergence")
    gap = world.rows("SELECT * FROM frame_differences WHERE frame_id = 'security'")[0]
    (part,) = world.rows("SELECT * FROM country_divergence_frames WHERE frame_id = 'security'")
    assert (part["share_a"], part["share_b"]) == (pytest.approx(gap["estimate_a"]), pytest.approx(gap["estimate_b"]))
    assert (row["range_stop"], row["n_articles_a"], row["n_outlets_a"]) == (
        gap["range_stop"],
        gap["n_articles_a"],
        gap["n_outlets_a"],
    )
    assert row["q"] <= 0.05
    world.run()
    assert world.rows("SELECT * FROM country_divergence") == [row]


def test_with_many_stories_p_is_that_of_the_normal_law(monkeypatch):
    """Above so many stories none are dealt out; with planted differences and without the answer stays the same."""
    designs = [Design(2, 0, 15, frames=frames(shares_of_two, (0.3, 0.3))) for shares_of_two in ((0.2, 0.2), (0.1, 0.5))]
    for design, differs in zip(designs, (False, True), strict=True):
        study = draw_world(design, 1, SETTINGS)
        (dealt,) = country_divergence(study, ("country",)).pairs.to_pylist()
        monkeypatch.setattr("monitor.trends.profile_distance._MANY", 3)
        monkeypatch.setattr("monitor.trends.profile_distance.exchange_p", None)
        (normal,) = country_divergence(study, ("country",)).pairs.to_pylist()
        monkeypatch.undo()
        assert (dealt["p"] <= 0.05, normal["p"] <= 0.05) == (differs, differs)
        assert 0 < normal["p"] <= 1
        assert [normal[name] for name in ("divergence", "lo", "hi")] == [
            dealt[name] for name in ("divergence", "lo", "hi")
        ]
