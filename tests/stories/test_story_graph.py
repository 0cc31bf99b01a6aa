import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.stories import Reach, group, items
from monitor.stories.communities import by_first_appearance
from monitor.stories.graph import BLOCK, find_links, learn_scale
from monitor.stories.scale import LEAST_LINK, PENALTY_PART, PENALTY_RANGE, PRIOR_SPREAD, language_scale

REACH = Reach(window_days=10.0, decay_per_day=0.25, links=8.0, resolution=1.5)


def made_up(events, days, languages=None, noise=0.9, seed=5):
    """Articles near the direction of their event; each language adds a direction of its own."""
    random = np.random.default_rng(seed)
    languages = languages or ["en"] * len(events)
    own = {one: random.normal(size=384) for one in sorted({*events, *languages})}
    vectors = np.array(
        [
            own[event] + 0.2 * own[language] + noise * random.normal(size=384)
            for event, language in zip(events, languages, strict=True)
        ]
    ).reshape(-1, 384)
    return items(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), languages, np.array(days, dtype=float))


def same_groups(labels, gold):
    return by_first_appearance(labels).tolist() == by_first_appearance(np.unique(gold, return_inverse=True)[1]).tolist()


def test_events_in_two_languages_are_found():
    gold = [event for event in "abcdefgh" for _ in range(6)]
    languages = ["en", "zh-Hans", "zh-Hant"] * 16
    coverage = made_up(gold, [0.1 * row for row in range(48)], languages)
    assert same_groups(group(coverage, REACH), gold)


def test_the_same_words_a_month_later_are_another_story_and_a_week_later_the_same():
    gold = [event for event in "abcdef" for _ in range(5)]
    days = [0, 0, 1, 1, 7] * 5 + [0, 0, 0, 35, 35]
    labels = group(made_up(gold, days, noise=0.2), REACH)
    assert same_groups(labels, [*gold[:-2], "later", "later"])


def test_links_are_those_of_all_pairs_compared_one_by_one():
    random = np.random.default_rng(1)
    n = BLOCK + 90
    coverage = made_up([str(one) for one in random.integers(0, 40, n)], random.uniform(0, 60, n))
    scale = language_scale(coverage)
    links = find_links(coverage, scale, REACH)
    vectors = scale.centred(coverage)
    gaps = np.abs(coverage.days[:, None] - coverage.days[None, :])
    weights = (vectors @ vectors.T - scale.centre) / scale.spread - REACH.decay_per_day * gaps
    expected = np.argwhere(np.triu((weights > scale.least_link) & (gaps <= REACH.window_days), 1))
    assert {tuple(sorted(pair)) for pair in zip(links.one.tolist(), links.other.tolist(), strict=True)} == {
        tuple(p) for p in expected.tolist()
    }
    assert len(links) == len(expected) > n
    assert links.weight == pytest.approx(weights[links.one, links.other], abs=1e-3)


def test_dense_coverage_needs_stronger_links():
    random = np.random.default_rng(2)
    events = [str(one) for one in random.integers(0, 60, 600)]
    sparse = learn_scale(made_up(events, random.uniform(0, 600, 600)), REACH)
    dense = learn_scale(made_up(events, random.uniform(0, 6, 600)), REACH)
    assert sparse.least_link < dense.least_link
    assert len(find_links(made_up(events, random.uniform(0, 6, 600)), dense, REACH)) < 10 * 600


def test_penalty_and_least_link_are_bounded_in_little_coverage():
    scale = learn_scale(made_up(["a"] * 6, [0] * 6, noise=0.1), REACH)
    assert scale.least_link == LEAST_LINK
    gains = find_links(made_up(["a"] * 6, [0] * 6, noise=0.1), scale, REACH).weight - scale.least_link
    assert PENALTY_RANGE[0] <= scale.penalty <= max(PENALTY_RANGE[1], PENALTY_PART * gains.mean())
    assert group(made_up(["a"] * 6, [0] * 6, noise=0.1), REACH).tolist() == [0] * 6


def test_no_article_one_article_and_all_at_one_time():
    assert group(made_up([], []), REACH).tolist() == []
    assert group(made_up(["a"], [0]), REACH).tolist() == [0]
    assert learn_scale(made_up(["a"], [0]), REACH).spread == PRIOR_SPREAD
    gold = [event for event in "abcde" for _ in range(4)]
    assert same_groups(group(made_up(gold, [3.5] * 20), REACH), gold)


def test_identical_vectors_are_one_story():
    coverage = made_up(["a", "b"], [0, 0])
    twice = items(np.repeat(coverage.vectors, 3, axis=0), ["en"] * 6, np.zeros(6))
    assert group(twice, REACH).tolist() == [0, 0, 0, 1, 1, 1]


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_number_that_is_not_finite_is_refused_with_its_row(bad):
    vectors = np.eye(4, dtype=np.float32)
    vectors[2, 1] = bad
    with pytest.raises(ValueError, match=r"row 2 of 4 .* not finite"):
        items(vectors, ["en"] * 4, np.zeros(4))


def test_a_vector_without_length_a_missing_time_and_unequal_numbers_are_refused():
    vectors = np.eye(4, dtype=np.float32)
    with pytest.raises(ValueError, match=r"row 1 of 4 .* time is missing"):
        items(vectors, ["en"] * 4, np.array([0, np.nan, 1, 2]))
    with pytest.raises(ValueError, match="4 vectors, 3 languages and 4 times"):
        items(vectors, ["en"] * 3, np.zeros(4))
    vectors[3] = 0
    with pytest.raises(ValueError, match=r"row 3 of 4 .* no length"):
        items(vectors, ["en"] * 4, np.zeros(4))


def test_the_same_input_gives_the_same_answer():
    gold = [str(one) for one in np.random.default_rng(4).integers(0, 30, 200)]
    coverage = made_up(gold, np.linspace(0, 20, 200).tolist(), noise=0.9)
    assert np.array_equal(group(coverage, REACH), group(coverage, REACH))


@given(st.lists(st.integers(-3, 6), max_size=20))
@settings(deadline=None)
def test_numbering_by_first_appearance_keeps_the_groups(labels):
    numbered = by_first_appearance(np.array(labels, dtype=np.int64)).tolist()
    assert [numbered.index(one) for one in numbered] == [labels.index(one) for one in labels]
    firsts = [one for place, one in enumerate(numbered) if one not in numbered[:place]]
    assert firsts == list(range(len(firsts)))
