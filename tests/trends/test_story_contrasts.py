import numpy as np
import pytest
from scipy.stats import hypergeom
from statsmodels.stats.proportion import confint_proportions_2indep

from monitor.trends.story_contrasts import agresti_caffo, fisher

pytestmark = pytest.mark.usefixtures("one_outlet_is_enough")

CASES = np.array([[0, 3, 5, 9], [2, 2, 0, 4], [1, 6, 7, 20], [4, 4, 16, 16]])


@pytest.mark.parametrize("case", CASES)
def test_interval_is_that_of_statsmodels(case):
    hits_a, n_a, hits_b, n_b = case
    lo, hi = agresti_caffo(np.array([float(hits_a)]), np.array([n_a]), np.array([float(hits_b)]), np.array([n_b]))
    theirs = confint_proportions_2indep(hits_a, n_a, hits_b, n_b, method="agresti-caffo")
    np.testing.assert_allclose([lo[0], hi[0]], np.clip(theirs, -1, 1), atol=1e-9)


@pytest.mark.parametrize("case", CASES)
def test_p_is_twice_the_smaller_exact_tail(case):
    hits_a, n_a, hits_b, n_b = case
    found = fisher(np.array([float(hits_a)]), np.array([n_a]), np.array([float(hits_b)]), np.array([n_b]))[0]
    chances = hypergeom.pmf(np.arange(n_a + 1), n_a + n_b, hits_a + hits_b, n_a)
    expected = min(1.0, 2 * min(chances[: hits_a + 1].sum(), chances[hits_a:].sum()))
    assert found == pytest.approx(expected, abs=1e-9)


def test_a_story_told_in_two_countries(world):
    for number in range(4):
        world.add(f"c{number}", coded="security", country="CHN", outlet=f"c{number}")
        world.add(f"u{number}", coded="security" if number == 0 else "", country="USA", outlet=f"u{number}")
    world.add("alone", coded="security", story="s2", country="CHN")
    world.run()
    rows = world.rows("SELECT * FROM story_frame_contrasts WHERE frame_id = 'security' ORDER BY country")
    assert [(row["country"], row["share"], row["share_others"], row["difference"]) for row in rows] == [
        ("CHN", 1.0, 0.25, 0.75),
        ("USA", 0.25, 1.0, -0.75),
    ]
    assert [(row["n_articles"], row["n_others"], row["method"], row["reason"]) for row in rows] == [
        (4, 4, "ppi", None)
    ] * 2
    assert all(row["lo"] < row["difference"] < row["hi"] and 0 < row["q"] <= 1 for row in rows)


def test_too_few_articles_or_coding_say_so(world):
    world.add("c1", present="security", coded="", country="CHN")
    world.add("u1", present="security", coded="", country="USA").add("u2", present="security", country="USA")
    world.run()
    (row,) = world.rows("SELECT * FROM story_frame_contrasts WHERE frame_id = 'security' AND country = 'CHN'")
    assert (row["share"], row["method"], row["lo"], row["q"]) == (1.0, "uncorrected", None, None)
    assert "not every article" in row["reason"]
    assert "fewer than 2 articles" in row["reason"]
