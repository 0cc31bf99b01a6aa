"""Drawing for coding: how many from where, with which chance, and the chance over several samples."""

import numpy as np
import pyarrow as pa
import pytest

from monitor.config import ConfigError
from monitor.frames.coding.allocate import allocate, draw
from monitor.warehouse import Warehouse, replace

VERSION = "v"


@pytest.mark.parametrize(
    ("sizes", "n", "least", "expected"),
    [
        ([100, 100, 100], 30, 1, [10, 10, 10]),
        ([200, 100, 100], 40, 1, [20, 10, 10]),
        ([400, 40, 8], 60, 5, [50, 5, 5]),
        ([400, 40, 3], 60, 5, [52, 5, 3]),
        ([10, 5], 100, 5, [10, 5]),
        ([3, 3, 3], 4, 1, [2, 1, 1]),
        ([7], 3, 5, [3]),
    ],
)
def test_allocation_is_proportional_with_a_least_number(sizes, n, least, expected):
    if least * len(sizes) > n:
        with pytest.raises(ConfigError, match="does not reach"):
            allocate(sizes, n, least)
        return
    assert allocate(sizes, n, least).tolist() == expected


def test_allocation_always_adds_up_and_stays_within_bounds():
    random = np.random.default_rng(3)
    for _ in range(200):
        sizes = random.integers(1, 500, random.integers(1, 12))
        low = np.minimum(sizes, 4)
        n = int(random.integers(low.sum(), sizes.sum() + 1))
        counts = allocate(sizes.tolist(), n, 4)
        assert counts.sum() == n
        assert (counts >= low).all()
        assert (counts <= sizes).all()


def test_every_article_is_drawn_with_the_chance_that_is_stored():
    stratum = np.repeat([0, 1, 2], [30, 10, 4])
    sizes, n_draws = np.bincount(stratum), 4000
    counts = allocate(sizes.tolist(), 14, 3)
    chance = (counts / sizes)[stratum]
    drawn, pairs, first = np.zeros(44), np.zeros((44, 44)), np.zeros(44)
    for seed in range(n_draws):
        rows = draw(stratum, 14, 3, np.random.default_rng(seed)).rows
        assert np.bincount(stratum[rows]).tolist() == counts.tolist()
        drawn[rows] += 1
        pairs[np.ix_(rows, rows)] += 1
        first[rows[:7]] += 1
    error = np.sqrt(chance * (1 - chance) / n_draws)
    assert (np.abs(drawn / n_draws - chance) < 4.5 * error).all()
    # without replacement: two of a stratum are drawn together with n (n - 1) / N (N - 1)
    together = pairs[0, 1:30].mean() / n_draws
    assert together == pytest.approx(counts[0] * (counts[0] - 1) / (30 * 29), rel=0.05)
    # who stops half way has coded a random half
    assert (np.abs(first / n_draws - chance / 2) < 4.5 * np.sqrt(chance / 2 / n_draws)).all()


@pytest.fixture(scope="module")
def connection(tmp_path_factory):
    with Warehouse(tmp_path_factory.mktemp("gold")).transaction() as connection:
        yield connection


def store(connection, samples, coded, judgements):
    """``samples``: name, kind, population (article to stratum), drawn; ``coded``: (sample, article); ``judgements``: rows."""
    strata, population, articles = [], [], []
    for name, _, stratum_of, drawn in samples:
        for stratum in sorted(set(stratum_of.values())):
            inside = [one for one, its in stratum_of.items() if its == stratum]
            strata.append((name, stratum, len(inside), len(set(inside) & set(drawn))))
        population += [(name, one, its) for one, its in stratum_of.items()]
        articles += [(name, one, stratum_of.get(one, "")) for one in drawn]
    tables = {
        "gold_samples": (("sample_id", "kind"), [(name, kind) for name, kind, _, _ in samples]),
        "gold_strata": (("sample_id", "stratum", "n_population", "n_drawn"), strata),
        "gold_population": (("sample_id", "article_id", "stratum"), population),
        "gold_sample_articles": (("sample_id", "article_id", "stratum"), articles),
        "gold_coded": (("sample_id", "article_id", "coder_id", "codebook_version"), [(*one, VERSION) for one in coded]),
        "annotations": (
            (
                "article_id",
                "task",
                "label",
                "present",
                "coder_id",
                "coder_kind",
                "codebook_version",
                "inclusion_probability",
            ),
            [
                (article, "frame", "f", present, coder, kind, VERSION, own)
                for article, coder, kind, present, own in judgements
            ],
        ),
    }
    for name, (columns, values) in tables.items():
        listed = {column: [row[place] for row in values] for place, column in enumerate(columns)}
        typed = {"inclusion_probability": pa.array(listed.get("inclusion_probability", []), pa.float64())}
        rows = pa.table(listed | (typed if "inclusion_probability" in columns else {}))
        replace(connection, name, rows if values else pa.table({}))


def gold(connection, *kinds):
    found = connection.execute(
        "SELECT article_id, present, basis, inclusion_probability FROM gold_judgements($kinds, $version)",
        {"kinds": list(kinds), "version": VERSION},
    ).fetchall()
    return {article: tuple(rest) for article, *rest in found}


def human(article, coder="Lin", present=True, kind="human", own=None):
    return article, coder, kind, present, own


def test_what_counts_as_gold_is_a_decision_else_the_majority_and_nothing_on_a_tie(connection):
    votes = {
        "one": [True],
        "all": [True, True],
        "most": [True, False, True],
        "tie": [True, False],
        "no": [False, False],
    }
    judgements = [human(a, f"c{i}", vote) for a, said in votes.items() for i, vote in enumerate(said)]
    judgements += [human("decided", "c0"), human("decided", "c1", False)]
    judgements += [human("decided", "adjudicated by Chen", False, "adjudicated")]
    judgements += [human("two", "c0"), human("two", "x", True, "adjudicated"), human("two", "y", False, "adjudicated")]
    judgements += [human("machine", "m", True, "model")]
    store(connection, [], [], judgements)
    assert {article: found[:2] for article, found in gold(connection, "human").items()} == {
        "one": (True, "one coder"), "all": (True, "unanimous"), "most": (True, "majority"), "tie": (None, "undecided"),
        "no": (False, "unanimous"), "decided": (False, "adjudicated"), "two": (None, "undecided"),
    }  # fmt: skip
    assert gold(connection, "model") == {
        "machine": (True, "one coder", None), "decided": (False, "adjudicated", None), "two": (None, "undecided", None),
    }  # fmt: skip
    assert gold(connection) == {}


def test_only_what_was_coded_for_a_random_sample_has_a_chance(connection):
    everyone = dict.fromkeys("abcdefgh", "s")
    samples = [
        ("r", "random", everyone, "abcd"),
        ("next", "suggested", {}, "ae"),
        ("idle", "random", everyone, "abcdef"),
    ]
    coded = [("r", "a", "Lin"), ("r", "b", "Lin"), ("next", "e", "Lin"), ("next", "a", "Lin"), ("", "f", "Lin")]
    store(connection, samples, coded, [human(one) for one in "abef"] + [human("g", own=0.3)])
    chances = {article: found[2] for article, found in gold(connection, "human").items()}
    # two of eight were coded; a sample that nobody has coded for adds nothing, nor does a suggestion or no sample at all
    assert chances == {"a": 0.25, "b": 0.25, "e": None, "f": None, "g": 0.3}


def test_chances_of_several_samples_add_up_so_that_corrected_means_are_unbiased(connection):
    """Two samples, the second of a population that has grown and coded by half: the mean of gold / chance meets the truth."""
    random = np.random.default_rng(5)
    ids = np.array([f"a{n:02d}" for n in range(24)])
    strata = np.repeat([0, 1], [16, 8])
    truth = random.random(24) < np.where(np.arange(24) < 12, 0.8, 0.2)  # what came later differs, so wrong chances show
    early = np.flatnonzero(np.arange(24) % 3 < 2)
    samples, coded, judgements, naive = [], [], [], []
    for seed in range(600):  # each with articles of its own, so that one question answers for all
        one = early[draw(strata[early], 6, 2, np.random.default_rng([1, seed])).rows]
        two = draw(strata, 12, 3, np.random.default_rng([2, seed])).rows
        part = two[:8]  # the second coder stopped: the order of coding is random
        if np.bincount(strata[part], minlength=2).min() == 0:
            continue
        names = [f"{seed}-{one}" for one in ids]
        samples += [
            (f"{seed}-one", "random", {names[i]: f"s{strata[i]}" for i in early}, [names[i] for i in one]),
            (f"{seed}-two", "random", {names[i]: f"s{strata[i]}" for i in range(24)}, [names[i] for i in two]),
        ]
        coded += [(f"{seed}-one", names[i], "Lin") for i in one] + [(f"{seed}-two", names[i], "Lin") for i in part]
        union = sorted({*one.tolist(), *part.tolist()})
        judgements += [human(names[i], present=bool(truth[i])) for i in union]
        naive.append(sum(truth[i] / (6 / 16) for i in union) / 24)
    store(connection, samples, coded, judgements)
    sums = dict.fromkeys(range(600), 0.0)
    for article, (present, _, chance) in gold(connection, "human").items():
        sums[int(article.split("-")[0])] += present / chance / 24
    estimates = [value for value in sums.values() if value]
    error = np.std(estimates) / np.sqrt(len(estimates))
    assert len(estimates) > 500
    assert abs(np.mean(estimates) - truth.mean()) < 3 * error
    assert abs(np.mean(naive) - truth.mean()) > 6 * error  # the chance in one sample alone will not do
