"""A running series is no event: what lasts too long is grouped again by itself."""

from dataclasses import replace

import numpy as np
import pytest

from monitor.stories import Reach, bcubed, group, items
from monitor.stories.lasting import FEWEST, split_lasting

DIMENSIONS = 384
REACH = Reach(10.0, 0.15, 6.0, 2.0, follows_drops=True, merge_at=4.2, merge_decay_per_day=0.5, longest_days=10.0)


@pytest.fixture
def daily_front():
    """Forty days of a front, an event every fourth day told four times, among events of every kind."""
    random = np.random.default_rng(5)
    front = random.normal(size=DIMENSIONS)
    events, days, names = [], [], []
    for number in range(10):
        own = 2.0 * front + random.normal(size=DIMENSIONS)
        for _ in range(4):
            events.append(own + 1.2 * random.normal(size=DIMENSIONS))
            days.append(4.0 * number + random.uniform(0, 1.5))
            names.append(f"front {number}")
    for number in range(60):
        own, day = random.normal(size=DIMENSIONS), random.uniform(0, 40)
        for _ in range(3):
            events.append(own + 0.5 * random.normal(size=DIMENSIONS))
            days.append(day + random.uniform(0, 2))
            names.append(f"other {number}")
    vectors = np.array(events)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return items(vectors, ["en"] * len(days), np.array(days)), np.array(names)


def spans(labels, days):
    return [np.ptp(days[labels == one]) for one in np.unique(labels)]


def test_a_series_is_no_story_and_its_events_are(daily_front):
    coverage, names = daily_front
    whole = group(coverage, replace(REACH, longest_days=None))
    split = group(coverage, REACH)
    assert max(spans(whole, coverage.days)) > 20
    assert max(spans(split, coverage.days)) <= 10
    assert bcubed(split, names).f1 > bcubed(whole, names).f1
    other = np.char.startswith(names, "other")
    assert bcubed(split[other], names[other]).f1 == bcubed(whole[other], names[other]).f1


def test_what_is_short_small_or_cannot_be_split_stays():
    coverage = items(np.eye(DIMENSIONS)[:6], ["en"] * 6, np.array([0.0, 1, 2, 30, 31, 60]))

    def never(_part):
        raise AssertionError("nothing is to be grouped again")

    short = np.array([0, 0, 0, 1, 1, 2])
    assert split_lasting(coverage, short, 10.0, never).tolist() == short.tolist()
    small = np.array([0, 1, 2, 0, 3, 0])
    assert np.bincount(small).max() < FEWEST
    assert split_lasting(coverage, small, 10.0, never).tolist() == small.tolist()
    one = np.zeros(6, np.int64)
    assert split_lasting(coverage, one, 10.0, lambda part: np.zeros(len(part), np.int64)).tolist() == one.tolist()
    assert split_lasting(coverage.take(np.arange(0)), one[:0], 10.0, never).tolist() == []


def test_a_part_that_still_lasts_is_looked_at_again():
    coverage = items(np.eye(DIMENSIONS)[:8], ["en"] * 8, np.arange(8) * 4.0)
    halved = split_lasting(coverage, np.zeros(8, np.int64), 10.0, lambda part: np.arange(len(part)) * 2 // len(part))
    assert halved.tolist() == [0, 0, 1, 1, 2, 2, 3, 3]
