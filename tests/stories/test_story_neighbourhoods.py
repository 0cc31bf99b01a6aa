"""Where neighbourhoods end, and what that does to links."""

import numpy as np
import pytest

from monitor.stories import Reach, bcubed, group, items
from monitor.stories.graph import find_links, learn_scale
from monitor.stories.links import Links
from monitor.stories.neighbourhoods import FEWEST_LINKS, depth_of, drop_for, links_for, within_neighbourhoods
from monitor.stories.scale import LEAST_LINK

DIMENSIONS = 384
REACH = Reach(window_days=10.0, decay_per_day=0.15, links=6.0, resolution=2.0, follows_drops=True)


def links(*triples):
    one, other, weight = zip(*triples, strict=True)
    return Links(np.array(one), np.array(other), np.array(weight, float))


def pairs_among_others(n_pairs, n_alone, subject=0.5, seed=1):
    """``n_pairs`` events of two articles each and ``n_alone`` of one, all of a few subjects."""
    random = np.random.default_rng(seed)
    subjects = random.normal(size=(8, DIMENSIONS))
    event = np.repeat(np.arange(n_pairs + n_alone), [2] * n_pairs + [1] * n_alone)
    own = (
        random.normal(size=(n_pairs + n_alone, DIMENSIONS))
        + subject * subjects[random.integers(8, size=n_pairs + n_alone)]
    )
    vectors = own[event] + 0.4 * random.normal(size=(len(event), DIMENSIONS))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return items(vectors, ["en"] * len(event), random.uniform(0, 7, len(event))), event


def test_depth_is_where_the_largest_drop_comes():
    pair = links((0, 1, 8.0), (0, 2, 2.0), (1, 2, 2.0))
    assert depth_of(pair, 3) == pytest.approx((2 * 1 * 6.0 + 2 * (2.0 - LEAST_LINK)) / (2 * 6.0 + 2.0 - LEAST_LINK))
    three = links((0, 1, 8.0), (0, 2, 7.5), (1, 2, 7.5))
    assert depth_of(three, 3) == pytest.approx(2.0)


def test_without_links_the_depth_is_one_and_an_item_without_any_counts_nothing():
    assert depth_of(Links(*(np.empty(0, kind) for kind in (int, int, float))), 5) == 1.0
    pair = links((0, 1, 8.0))
    assert depth_of(pair, 2) == depth_of(pair, 9) == 1.0


def test_links_grow_with_depth_within_bounds():
    assert links_for(1.0, 6.0) == FEWEST_LINKS
    assert links_for(1.0, 0.1) == 0.1
    assert FEWEST_LINKS < links_for(1.5, 6.0) < links_for(2.0, 6.0)
    assert links_for(9.0, 6.0) == 6.0
    assert drop_for(1.2) < drop_for(2.0)


def test_a_link_behind_a_drop_of_either_side_is_left_out():
    """0 and 1 are two versions of one dispatch; 2 resembles 0 a little, 3 and 4 resemble 2 and each other as little."""
    found = links((0, 1, 8.0), (0, 2, 3.0), (2, 3, 3.2), (2, 4, 3.1), (3, 4, 3.0))
    kept = within_neighbourhoods(found, 5, 3.5)
    assert list(zip(kept.one.tolist(), kept.other.tolist(), strict=True)) == [(0, 1), (2, 3), (2, 4), (3, 4)]
    assert len(within_neighbourhoods(found, 5, 99.0)) == len(found)
    nothing = Links(*(np.empty(0, kind) for kind in (int, int, float)))
    assert len(within_neighbourhoods(nothing, 3, 1.0)) == 0


def test_pairs_are_found_among_many_articles_of_their_subjects():
    coverage, event = pairs_among_others(150, 100)
    scores = bcubed(group(coverage, REACH), event)
    assert scores.precision > 0.9
    assert scores.recall > 0.9
    plain = bcubed(group(coverage, Reach(10.0, 0.15, 6.0, 2.0)), event)
    assert scores.precision > plain.precision + 0.1


def test_a_coverage_of_pairs_gets_fewer_links_than_one_of_large_stories():
    coverage, _ = pairs_among_others(150, 100)
    large, _ = pairs_among_others(25, 0, subject=0.0, seed=2)
    many = items(
        np.repeat(large.vectors, 6, axis=0) + 0.02 * np.random.default_rng(1).normal(size=(300, DIMENSIONS)),
        ["en"] * 300,
        np.repeat(large.days, 6),
    )
    few, more = (learn_scale(one, REACH) for one in (coverage, many))
    assert few.drop < more.drop
    assert len(find_links(coverage, few, REACH)) / len(coverage) < len(find_links(many, more, REACH)) / len(many)
