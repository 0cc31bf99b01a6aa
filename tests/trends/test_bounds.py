import numpy as np
import pytest


def shares(world, weighting="article"):
    return world.rows(f"""
        SELECT country, estimate, lo, hi, method FROM weekly_frame_prevalence
        WHERE frame_id = 'security' AND week = DATE '2026-01-12' AND country <> 'all' AND language = 'all' AND ownership = 'all'
            AND audience = 'all' AND panel = 'all' AND weighting = '{weighting}' ORDER BY country
    """)


@pytest.fixture
def one_without_coding(world, one_outlet_is_enough):
    """A scorer that finds half of what there is; in the second week the one article it finds is the one nobody coded."""
    generator = np.random.default_rng(2)
    for number in range(40):
        carried = number % 2 == 0
        seen = "security" if carried and generator.random() < 0.5 else ""
        world.add(
            f"first{number:02d}", 0, seen, "security" if carried else "", story=f"f{number // 2}", probability=0.5
        )
    for number in range(8):
        coded = None if number == 7 else "security" if number == 0 else ""
        world.add(
            f"then{number}", 1, "security" if number == 7 else "", coded, story=f"t{number // 2}", probability=0.5
        )
    return world


@pytest.mark.parametrize("weighting", ["article", "story"])
def test_a_share_is_one_that_the_articles_could_have(one_without_coding, weighting):
    one_without_coding.run()
    found = shares(one_without_coding, weighting)
    assert [row["method"] for row in found] == ["ppi-weeks-pooled"]
    assert 1 / 8 <= found[0]["estimate"] <= 2 / 8
    # what the scorer finds stands for what it misses, so without bounds the share would be larger
    assert found[0]["estimate"] == pytest.approx(2 / 8)
    assert found[0]["lo"] <= found[0]["estimate"] <= found[0]["hi"]
