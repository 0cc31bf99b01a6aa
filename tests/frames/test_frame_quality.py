"""Quality against codings and agreement between coders: against the field's own packages and cases done by hand."""

import krippendorff
import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import f1_score, precision_score, recall_score

from monitor.config.settings import CollectSettings, GoldSettings
from monitor.frames import current_scorer_id, import_codings, measure_quality, score_frames
from monitor.frames.bootstrap import DRAWS, draw_weights, interval
from monitor.frames.coding.agreement import _bootstrap, agreement_rows, alpha
from monitor.frames.quality import quality_rows

FRAMES = ("one", "two", "three")


@pytest.fixture
def judged():
    """300 articles in 40 stories, two languages, three frames; a scorer that is right four times in five."""
    random = np.random.default_rng(11)
    n = 300
    articles = pd.DataFrame(
        {"article_id": [f"a{i}" for i in range(n)], "cluster": random.integers(0, 40, n).astype(str)}
    )
    articles["language"] = np.where(random.random(n) < 0.4, "zh-Hans", "en")
    table = articles.merge(pd.DataFrame({"frame_id": FRAMES}), how="cross")
    table["gold"] = random.random(len(table)) < 0.3
    table["predicted"] = table["gold"] ^ (random.random(len(table)) < 0.2)
    table["probability"] = np.where(table["predicted"], 0.8, 0.2)
    return table.assign(coder_id="someone", coder_kind="human")


def test_precision_recall_and_f1_are_those_of_scikit_learn(judged):
    rows = pd.DataFrame(quality_rows(judged, FRAMES)).set_index(["language", "frame_id"])
    assert set(rows.index) == {(lang, f) for lang in ("all", "en", "zh-Hans") for f in (*FRAMES, "micro", "macro")}
    for language in ("all", "en", "zh-Hans"):
        part = judged if language == "all" else judged[judged["language"] == language]
        for frame in FRAMES:
            some, row = part[part["frame_id"] == frame], rows.loc[(language, frame)]
            for name, function in (("precision", precision_score), ("recall", recall_score), ("f1", f1_score)):
                assert row[name] == pytest.approx(function(some["gold"], some["predicted"]), abs=1e-6)
            assert (row["n_articles"], row["n_positive"]) == (len(some), some["gold"].sum())
        wide = part.pivot_table(index="article_id", columns="frame_id", values=["gold", "predicted"], aggfunc="first")
        for average in ("micro", "macro"):
            expected = f1_score(wide["gold"].astype(int), wide["predicted"].astype(int), average=average)
            assert rows.loc[(language, average), "f1"] == pytest.approx(expected, abs=1e-6)
    assert (rows["f1_lo"] < rows["f1"]).all()
    assert (rows["f1_hi"] > rows["f1"]).all()


def test_the_interval_is_wider_when_articles_of_a_story_err_together(judged):
    stories = judged["cluster"].drop_duplicates()
    wrong = judged["cluster"].isin(stories[: len(stories) // 5])
    together = judged.assign(predicted=judged["gold"] ^ wrong)
    width = {}
    for name, table in (("together", together), ("apart", together.assign(cluster=together["article_id"]))):
        row = next(r for r in quality_rows(table, FRAMES) if (r["language"], r["frame_id"]) == ("all", "micro"))
        width[name] = row["f1_hi"] - row["f1_lo"]
    assert width["together"] > 1.5 * width["apart"]


def test_a_frame_never_there_and_never_found_has_no_f1_and_few_stories_no_interval(judged):
    few = judged[judged["cluster"].isin(["1", "2", "3"]) & (judged["frame_id"] != "three")].copy()
    few.loc[few["frame_id"] == "two", ["gold", "predicted"]] = False
    rows = {row["frame_id"]: row for row in quality_rows(few, FRAMES) if row["language"] == "all"}
    assert set(rows) == {"one", "two", "micro", "macro"}
    assert rows["two"]["f1"] is None
    assert rows["macro"]["f1"] == rows["one"]["f1"]
    assert rows["one"]["f1_lo"] is None


def test_calibration_error_comes_with_its_interval(judged):
    rows = [row for row in quality_rows(judged, FRAMES) if row["frame_id"] == "micro"]
    assert all(0 <= row["calibration_lo"] <= row["calibration_error"] <= row["calibration_hi"] <= 1 for row in rows)
    late = judged.assign(probability=1 - judged["gold"].astype(float))
    wrong = [row for row in quality_rows(late, FRAMES) if row["frame_id"] == "micro"]
    assert all(row["calibration_error"] > 0.9 for row in wrong)


def test_draws_are_the_same_each_time_and_interval_ignores_undefined_draws():
    weights = draw_weights(7)
    assert weights.shape == (DRAWS, 7)
    assert (weights.sum(axis=1) == 7).all()
    np.testing.assert_array_equal(weights, draw_weights(7))
    values = np.concatenate([np.linspace(0, 1, 1001), np.full(500, np.nan)])
    assert interval(values, 7) == (0.025, 0.975)
    assert interval(values, 4) == (None, None)
    assert interval(np.append(values, np.full(1000, np.nan)), 7) == (None, None)


def test_bootstrapped_alpha_is_krippendorffs_own_on_every_draw():
    random = np.random.default_rng(2)
    yes = random.integers(0, 4, 30)
    counts = np.column_stack([3 - yes, yes]).astype(float)
    counts[:8, 0] = np.maximum(counts[:8, 0] - 1, 0)
    counts = counts[counts.sum(axis=1) >= 2]
    codes = np.arange(len(counts)) // 3
    n_clusters = codes.max() + 1
    found, weights = _bootstrap(counts, codes, n_clusters), draw_weights(n_clusters)
    for draw in (0, 5, 77):
        repeated = np.repeat(counts, weights[draw][codes].astype(int), axis=0).astype(int)
        expected = krippendorff.alpha(value_counts=repeated, level_of_measurement="nominal")
        assert found[draw] == pytest.approx(expected)


def test_alpha_is_one_for_perfect_agreement_and_undefined_without_variation():
    assert alpha(np.array([[2, 0], [0, 2], [2, 0]], dtype=float)) == 1
    assert alpha(np.array([[2, 0], [2, 0]], dtype=float)) is None
    assert alpha(np.empty((0, 2))) is None


def test_agreement_covers_pairs_and_all_coders_by_language_and_frame():
    random = np.random.default_rng(4)
    units = pd.DataFrame({"article_id": [f"a{i}" for i in range(60)], "language": ["en"] * 40 + ["zh-Hans"] * 20})
    units["cluster"] = units["article_id"].str[:2]
    truth = random.random(60) < 0.4
    coders = {"x": truth, "y": truth ^ (random.random(60) < 0.1), "z": random.random(60) < 0.5}
    table = pd.concat([units.assign(coder_id=name, present=values, frame_id="one") for name, values in coders.items()])
    table = table[~((table["coder_id"] == "z") & (table["language"] == "zh-Hans"))]
    rows = agreement_rows(table, "v", FRAMES).to_pandas().set_index(["coders", "language", "frame_id"])
    assert set(rows.index.get_level_values("coders")) == {"x+y", "x+z", "y+z", "x+y+z"}
    data = np.array([coders["x"], coders["y"]], dtype=float)
    expected = krippendorff.alpha(data, level_of_measurement="nominal")
    assert rows.loc[("x+y", "all", "one"), "alpha"] == pytest.approx(expected, abs=1e-6)
    assert rows.loc[("x+y", "all", "all"), "alpha"] == rows.loc[("x+y", "all", "one"), "alpha"]
    assert rows.loc[("x+y", "zh-Hans", "one"), "n_articles"] == 20
    assert ("x+z", "zh-Hans", "one") not in rows.index
    three = np.array([*data, np.where(units["language"] == "en", coders["z"], np.nan)], dtype=float)
    expected = krippendorff.alpha(three, level_of_measurement="nominal")
    assert rows.loc[("x+y+z", "all", "one"), "alpha"] == pytest.approx(expected, abs=1e-6)
    assert (rows["lo"].dropna() <= rows["alpha"][rows["lo"].notna()]).all()


@pytest.fixture
def live(settings, put_article, tmp_path, codebook):
    """A live project: an article for each of six frames, made of its prototypes, and two people who coded them all."""
    for index, frame in enumerate(codebook.frames[:6]):
        put_article(f"a{index}", "A title", " ".join(frame.prototypes.en), story=f"s{index}")
    lines = [
        f"https://example.org/a{index},{coder},{frame.id},{int(frame is codebook.frames[index])},{codebook.version}"
        for index in range(6)
        for frame in codebook.frames
        for coder in ("Lin", "Rao")
    ]
    path = tmp_path / "people.csv"
    path.write_text("\n".join(["url,coder,frame,present,codebook_version", *lines]), encoding="utf-8")
    return settings.model_copy(update={"collect": CollectSettings(source="feeds"), "gold": GoldSettings(files=[path])})


def test_the_stage_compares_the_current_scorer_with_codings_of_the_same_codebook(live, warehouse, rows):
    import_codings(live, warehouse)
    score_frames(live, warehouse)
    first = measure_quality(live, warehouse)
    before = rows("SELECT * FROM frame_quality ORDER BY ALL"), rows("SELECT * FROM coder_agreement ORDER BY ALL")
    assert measure_quality(live, warehouse) == first
    assert before == (
        rows("SELECT * FROM frame_quality ORDER BY ALL"),
        rows("SELECT * FROM coder_agreement ORDER BY ALL"),
    )
    assert (first.coders, first.quality_rows) == (3, 3 * 2 * 14)
    of_gold, of_lin = (
        rows("SELECT * EXCLUDE (coder_id, coder_kind) FROM frame_quality WHERE coder_id = ? ORDER BY ALL", [coder])
        for coder in ("gold", "Lin")
    )
    assert of_gold == of_lin  # the two agree, so what counts as gold is what either says
    assert first.scorer_id == current_scorer_id(live, warehouse)
    hits = rows("""
        SELECT sum((s.present AND n.present)::INTEGER), sum(s.present::INTEGER), sum(n.present::INTEGER)
        FROM frame_scores s JOIN annotations n ON n.article_id = s.article_id AND n.label = s.frame_id AND n.coder_id = 'Lin'
    """)[0]
    micro = rows("SELECT f1 FROM frame_quality WHERE coder_id = 'Lin' AND language = 'all' AND frame_id = 'micro'")[0][
        0
    ]
    assert micro == pytest.approx(2 * hits[0] / (hits[1] + hits[2]), abs=1e-6)
    assert micro > 0.7
    assert rows("SELECT alpha, n_articles FROM coder_agreement WHERE language = 'all' AND frame_id = 'all'") == [
        (1.0, 6)
    ]
