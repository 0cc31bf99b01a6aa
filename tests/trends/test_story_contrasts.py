from dataclasses import replace

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep

from monitor.evaluate.story_contrasts import measure
from monitor.evaluate.worlds.told import Telling, draw_told
from monitor.trends.groups import group_rows
from monitor.trends.intervals import adjust
from monitor.trends.small_samples import Owed, Sample, difference, likeness_of_outlets
from monitor.trends.story_contrasts import story_frame_contrasts

pytestmark = pytest.mark.usefixtures("one_outlet_is_enough")

CASES = np.array([[0, 3, 5, 9], [2, 2, 0, 4], [1, 6, 7, 20], [4, 4, 16, 16]])


def sample(hits, n):
    share = np.atleast_2d(np.asarray(hits, float) / n)
    return Sample(np.full(share.shape, float(n)), share, share, np.ones(share.shape), np.zeros(share.shape))


def nothing_owed(shape=(1, 1)):
    return Owed(np.zeros(shape), np.full(shape, np.inf))


@pytest.mark.parametrize("case", CASES)
def test_with_normal_quantiles_the_interval_is_that_of_statsmodels(case):
    hits_a, n_a, hits_b, n_b = case
    apart = difference(sample(hits_a, n_a), sample(hits_b, n_b), nothing_owed())
    lo, hi = replace(apart, df=np.full((1, 1), np.inf)).interval()
    theirs = confint_proportions_2indep(hits_a, n_a, hits_b, n_b, method="agresti-caffo")
    np.testing.assert_allclose([lo[0, 0], hi[0, 0]], np.clip(theirs, -1, 1), atol=1e-9)
    wide_lo, wide_hi = apart.interval()
    assert wide_lo[0, 0] < wide_hi[0, 0]
    assert wide_lo[0, 0] <= lo[0, 0]
    assert hi[0, 0] <= wide_hi[0, 0]


@pytest.mark.parametrize("level", [0.05, 0.01, 0.001])
@pytest.mark.parametrize(("n_a", "n_b"), [(2, 3), (4, 4), (5, 12), (8, 28)])
def test_sides_that_tell_alike_are_hardly_ever_found_apart(n_a, n_b, level):
    """By enumeration over all outcomes and a grid of true shares."""
    x, y = np.meshgrid(np.arange(n_a + 1), np.arange(n_b + 1), indexing="ij")
    p = difference(sample(x, n_a), sample(y, n_b), nothing_owed(x.shape)).p
    grid = np.linspace(0.02, 0.98, 49)
    of_a, of_b = (stats.binom.pmf(np.arange(n + 1)[:, None], n, grid) for n in (n_a, n_b))
    size = np.einsum("ig,jg,ij->g", of_a, of_b, (p <= level).astype(float))
    assert size.max() <= 2 * level
    assert size.mean() <= 0.6 * level


def test_p_is_the_level_at_which_the_interval_reaches_no_difference():
    apart = difference(sample(5, 6), sample(2, 9), nothing_owed())
    lo, _ = apart.interval(apart.p)
    assert lo[0, 0] == pytest.approx(0, abs=1e-9)


def test_what_is_owed_to_coding_widens():
    plain, owing = (
        difference(sample(5, 6), sample(2, 9), owed)
        for owed in (nothing_owed(), Owed(np.full((1, 1), 0.02), np.full((1, 1), 30.0)))
    )
    assert np.diff([one[0, 0] for one in owing.interval()]) > np.diff([one[0, 0] for one in plain.interval()])


def test_articles_of_one_outlet_are_found_alike():
    generator = np.random.default_rng(5)
    cell, outlet = (np.repeat(np.arange(size), 400 // size * 4) for size in (200, 400))
    of_outlet = generator.random((400, 6)) < 0.4
    alike = np.where(generator.random((1600, 6)) < 0.6, of_outlet[outlet], generator.random((1600, 6)) < 0.4)
    found = likeness_of_outlets(group_rows(cell), group_rows(cell, outlet), alike.astype(float))
    assert found == pytest.approx(0.36, abs=0.06)
    assert likeness_of_outlets(group_rows(outlet), group_rows(outlet), alike.astype(float)) == 1


def tell(world, n=4, story="s1", week=0, **more):
    """A story on security in China and not, but for one article of n, in the United States."""
    for number in range(n):
        world.add(f"{story}c{number}", week, "security", story=story, country="CHN", outlet=f"c{number}", **more)
        present = "security" if number == 0 else "industry"
        world.add(f"{story}u{number}", week, present, story=story, country="USA", outlet=f"u{number}", **more)
    return world


def contrasts(world, where="frame_id = 'security'"):
    return world.rows(f"SELECT * FROM story_frame_contrasts WHERE {where} ORDER BY story_id, country")


def test_a_story_told_in_two_countries(world):
    for number in range(4):
        world.add(f"c{number}", coded="security", country="CHN", outlet=f"c{number}")
        world.add(f"u{number}", coded="security" if number == 0 else "", country="USA", outlet=f"u{number}")
    world.add("alone", coded="security", story="s2", country="CHN")
    world.run()
    rows = contrasts(world)
    assert [(row["country"], row["share"], row["share_others"], row["difference"]) for row in rows] == [
        ("CHN", 1.0, 0.25, 0.75),
        ("USA", 0.25, 1.0, -0.75),
    ]
    assert [(row["n_articles"], row["n_others"], row["n_outlets"], row["method"], row["reason"]) for row in rows] == [
        (4, 4, 4, "ppi", None)
    ] * 2
    for row in rows:
        assert row["selected_lo"] <= row["lo"] < row["difference"] < row["hi"] <= row["selected_hi"]
        assert row["share_lo"] <= row["share"] <= row["share_hi"]
        assert (row["rank_in_story"], row["rank_in_week"], row["selected"]) == (1, 1, True)
        assert 0 < row["p"] <= row["q"] <= 1
    assert rows[0]["lo"] == pytest.approx(-rows[1]["hi"])


def test_a_frame_that_nobody_carries_is_no_finding_looked_for(world):
    tell(world).run()
    rows = contrasts(world, "frame_id = 'openness'")
    assert [(row["difference"], row["p"], row["q"], row["selected"]) for row in rows] == [(0.0, None, None, False)] * 2
    assert all(row["lo"] < 0 < row["hi"] for row in rows)


def test_too_few_articles_or_outlets_say_so(world):
    world.add("c1", present="security", country="CHN")
    world.add("u1", present="security", country="USA").add("u2", present="security", country="USA")
    tell(world, 6, "s2")
    for number in range(3):
        world.add(f"one{number}", present="security", story="s3", country="CHN", outlet="one")
        world.add(f"many{number}", present="", story="s3", country="USA", outlet=f"many{number}")
    world.run()
    thin, full, one = (
        contrasts(world, f"frame_id = 'security' AND country = 'CHN' AND story_id = '{story}'")[0]
        for story in ("s1", "s2", "s3")
    )
    assert (thin["share"], thin["method"], thin["lo"], thin["q"]) == (1.0, "uncorrected", None, None)
    assert "fewer than 2 articles" in thin["reason"]
    assert (full["caveat"], full["reason"].split(":")[0]) == (None, "Uncorrected")
    assert "by one outlet" in one["caveat"]
    assert one["hi"] - one["lo"] > full["hi"] - full["lo"]


def test_articles_without_coding_are_corrected_by_that_of_other_articles(world):
    """The scorer misses half of security in English; 40 articles of other stories are coded, those of the story itself are not."""
    for number in range(40):
        for country, outlet in (("CHN", "c"), ("USA", "u")):
            has, seen = number % 2 == 0, number % 4 == 0
            world.add(
                f"gold{country}{number}", number % 8, "security" if seen else "", "security" if has else "", probability=0.5,
                story=f"g{number}", country=country, outlet=f"{outlet}{number % 5}",
            )  # fmt: skip
    for number in range(4):
        world.add(f"c{number}", 3, "security" if number < 2 else "", story="told", country="CHN", outlet=f"c{number}")
        world.add(f"u{number}", 3, story="told", country="USA", outlet=f"u{number}")
    world.run()
    chinese, american = contrasts(world, "frame_id = 'security' AND story_id = 'told'")
    assert chinese["method"] == american["method"] == "ppi-weeks-pooled"
    assert (
        chinese["share"] > 0.9
    )  # half were seen, and by the coding the scorer sees half of those that carry the frame
    assert american["share"] < 0.1
    assert chinese["difference"] == pytest.approx(chinese["share"] - american["share"])
    assert chinese["lo"] == pytest.approx(-american["hi"])


def test_all_places_of_a_story_are_corrected_or_none(world):
    """India's articles are in a language without coding."""
    for number in range(30):
        gold = "security" if number % 3 == 0 else ""
        world.add(
            f"gold{number}",
            number % 8,
            gold,
            gold,
            probability=0.5,
            story=f"g{number}",
            country="USA",
            outlet=f"u{number % 4}",
        )
    for country, language in (("USA", "en"), ("IND", "hi")):
        for number in range(3):
            world.add(
                f"{country}{number}", 3, story="told", country=country, language=language, outlet=f"{country}{number}"
            )
    world.run()
    rows = contrasts(world, "frame_id = 'security' AND story_id = 'told'")
    assert [row["method"] for row in rows] == ["uncorrected"] * 2


def test_weeks_are_families_of_their_own_and_their_clearest_are_selected(world):
    for week in range(2):
        for number in range(12):
            tell(world, 2 + number % 4, f"w{week}s{number:02d}", week)
    tell(world, 12, "clear", 1).run()
    rows = world.rows("SELECT * FROM story_frame_contrasts WHERE p IS NOT NULL")
    for week in {row["week"] for row in rows}:
        family = [row for row in rows if row["week"] == week]
        np.testing.assert_allclose([row["q"] for row in family], adjust(np.array([row["p"] for row in family])))
        first = [row for row in family if row["selected"]]
        assert len(first) >= 10
        assert max(row["p"] for row in first) <= min(row["p"] for row in family if not row["selected"]) + 1e-12
    clear = [row for row in rows if row["story_id"] == "clear" and row["q"] <= 0.05]
    assert len(clear) == 4
    assert all(row["selected"] and row["selected_lo"] * row["selected_hi"] > 0 for row in clear)


def test_no_interval_is_without_width():
    study = draw_told(Telling(stories=40, weeks=12, house=0.2), 3).study
    table = story_frame_contrasts(study)
    width = np.array(table["hi"].to_pylist(), float) - np.array(table["lo"].to_pylist(), float)
    assert table.num_rows == 480 * 3 * 4
    assert np.nanmin(width) > 0.05
    assert "ppi-weeks-pooled" in table["method"].to_pylist()


@pytest.mark.parametrize(
    "design", [Telling(), Telling(articles=8.0, gold=0), Telling(apart=0.3, articles=10.0, gold=10**9)]
)
def test_error_rates_in_simulated_worlds(design):
    """benchmarks/story_contrasts.py looks at more worlds of more kinds."""
    found = measure(design, range(4))
    if not design.apart:
        assert found["p<=0.05"] <= 0.05
        assert found["weeks_with_findings"] <= 0.1
    else:
        assert found["weeks_with_findings"] > 0.2
    assert found["missed"] <= 0.05
    assert found["selected_missed"] <= 0.05
