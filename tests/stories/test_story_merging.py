"""Communities that retell one event become one story, and others do not."""

from dataclasses import replace

import numpy as np
import pytest

from monitor.stories import Reach, group, items
from monitor.stories.graph import find_links
from monitor.stories.merging import merge_communities
from monitor.stories.scale import Scale

SCALE = Scale(("en",), np.zeros((1, 64), np.float32), centre=0.0, spread=0.1, least_link=3.0)
REACH = Reach(window_days=10.0, decay_per_day=0.15, links=6.0, resolution=2.0)


def told(directions, n, days, noise=1.5, seed=1):
    """``n`` articles near each direction: alike one by one at a cosine of about .3, their centres far more."""
    random = np.random.default_rng(seed)
    vectors = np.repeat(directions, n, axis=0) + noise * random.normal(size=(len(directions) * n, 64)) / 8
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return items(vectors, ["en"] * len(vectors), np.repeat(np.asarray(days, float), n))


def merged(coverage, labels, **more):
    links = find_links(coverage, SCALE, REACH)
    return merge_communities(
        coverage, np.asarray(labels), links, SCALE, **({"alike": 4.2, "decay_per_day": 0.5} | more)
    )


@pytest.fixture
def directions():
    return np.eye(64)[:3]


def test_two_halves_of_one_event_become_one_and_another_event_stays(directions):
    coverage = told(directions[[0, 0, 1]], 10, [0, 0, 0])
    labels = np.repeat([0, 1, 2], 10)
    assert merged(coverage, labels).tolist() == [0] * 20 + [1] * 10


def test_the_same_words_long_after_are_another_story(directions):
    labels = np.repeat([0, 1], 10)
    assert merged(told(directions[[0, 0]], 10, [0, 1]), labels).tolist() == [0] * 20
    assert merged(told(directions[[0, 0]], 10, [0, 9]), labels).tolist() == labels.tolist()


def test_what_has_no_link_is_not_compared_and_stays(directions):
    coverage = told(directions[[0, 0]], 3, [0, 0])
    labels = np.repeat([0, 1], 3)
    none = replace(SCALE, least_link=99.0)
    links = find_links(coverage, none, REACH)
    assert len(links) == 0
    assert merge_communities(coverage, labels, links, none, alike=1.0, decay_per_day=0.0).tolist() == labels.tolist()


def test_nothing_merges_where_more_is_asked_than_there_is(directions):
    coverage = told(directions[[0, 0]], 10, [0, 0])
    labels = np.repeat([0, 1], 10)
    assert merged(coverage, labels, alike=9.9).tolist() == labels.tolist()


def test_the_order_of_the_articles_does_not_matter(directions):
    coverage = told(directions[[0, 0, 1, 2]], 8, [0, 1, 1, 2])
    labels = np.repeat([0, 1, 2, 3], 8)
    order = np.random.default_rng(3).permutation(len(coverage))
    plain, shuffled = merged(coverage, labels), merged(coverage.take(order), labels[order])
    same = plain[order]
    assert (
        len({*zip(same.tolist(), shuffled.tolist(), strict=True)})
        == len(set(same.tolist()))
        == len(set(shuffled.tolist()))
    )


def test_grouping_merges_only_where_its_reach_says_so(directions):
    coverage = told(directions, 12, [0, 0, 0], noise=1.2)
    plain = group(coverage, REACH, replace(SCALE, least_link=5.5, penalty=0.3))
    joined = group(
        coverage, replace(REACH, merge_at=4.2, merge_decay_per_day=0.5), replace(SCALE, least_link=5.5, penalty=0.3)
    )
    assert len(set(joined.tolist())) < len(set(plain.tolist()))
    for event in range(3):
        inside = np.arange(event * 12, event * 12 + 12)
        assert not set(joined[inside].tolist()) & set(np.delete(joined, inside).tolist())


def test_nothing_gives_nothing():
    empty = items(np.empty((0, 64), np.float32), [], np.empty(0))
    assert group(empty, replace(REACH, merge_at=4.2)).tolist() == []
    one = told(np.eye(64)[:1], 1, [0])
    assert group(one, replace(REACH, merge_at=4.2)).tolist() == [0]
