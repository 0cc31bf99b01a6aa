"""Correction by the coding of all weeks, and of other weeks."""

import numpy as np
import pytest

pytestmark = pytest.mark.usefixtures("one_outlet_is_enough")

WEEKLY = (
    "language = 'all' AND ownership = 'all' AND audience = 'all' AND panel = 'all' AND country = 'USA' "
    "AND weighting = 'article' AND frame_id = 'security'"
)


def weekly(world, where=WEEKLY):
    return world.rows(f"SELECT * FROM weekly_frame_prevalence WHERE {where} ORDER BY week")


def fill(
    world, generator, week, share, *, n=200, coded=0, sensitivity=0.75, false_alarms=0.1, probability=0.1, **fields
):
    """Articles of a week, each a story of its own; the first ``coded`` of them coded."""
    for number in range(n):
        present = generator.random() < share
        marked = generator.random() < (sensitivity if present else false_alarms)
        words = "security" if present else ""
        name = f"{fields.get('language', 'en')}{week:02d}-{number:03d}"
        gold = words if number < coded else None
        world.add(name, week, "security" if marked else "", gold, story=name, probability=probability, **fields)


def test_a_period_of_its_own_gives_the_estimate_of_ppi_python(world):
    """0.275 is what ppi_mean_pointestimate of ppi-python 0.2.3 gives for these 200 articles (lam=1)."""
    at = np.arange(200)
    predicted, true = (at * 7) % 10 < 3, (at * 7 + at // 13) % 10 < 4
    for number in at:
        words = ["", "security"]
        coded = words[int(true[number])] if number % 5 == 0 else None
        world.add(f"a{number:03d}", 0, words[int(predicted[number])], coded, story=f"s{number}", probability=0.2)
    world.run()
    (row,) = weekly(world)
    assert row["method"] == "ppi"
    assert row["n_gold"] == 40
    assert row["estimate"] == pytest.approx(0.275, abs=1e-9)


def test_weeks_together_are_the_prediction_powered_estimate_of_all(world):
    generator = np.random.default_rng(5)
    for week, share in enumerate((0.2, 0.3, 0.6)):
        fill(world, generator, week, share, n=100 + 20 * week, coded=12)
    world.run()
    rows = weekly(world)
    assert {row["method"] for row in rows} == {"ppi-weeks-pooled"}
    assert {row["n_gold"] for row in rows} == {36}
    total = sum(row["n_articles"] for row in rows)
    mean = sum(row["estimate"] * row["n_articles"] for row in rows) / total
    articles = world.articles
    coded = [one for one in articles if one.gold is not None]
    predicted = sum("security" in one.predicted for one in articles) / total
    error = sum(("security" in one.gold) - ("security" in one.predicted) for one in coded) / len(coded)
    assert mean == pytest.approx(predicted + error, abs=1e-9)


def test_a_change_is_as_large_as_it_is_and_not_as_the_scorer_shows_it(world):
    generator = np.random.default_rng(11)
    for week in range(8):
        fill(world, generator, week, 0.2 if week < 4 else 0.6, n=400, coded=40)
    world.run()
    rows = weekly(world)
    before, after = (np.mean([row["estimate"] for row in half]) for half in (rows[:4], rows[4:]))
    marked = [sum("security" in one.predicted for one in world.articles if one.week == week) / 400 for week in range(8)]
    assert np.mean(marked[4:]) - np.mean(marked[:4]) < 0.3  # what the scorer shows
    assert after - before == pytest.approx(0.4, abs=0.06)
    held = [row["lo"] <= (0.2 if at < 4 else 0.6) <= row["hi"] for at, row in enumerate(rows)]
    assert sum(held) >= 7


def test_weeks_after_the_coded_ones_have_their_correction_from_those(world):
    generator = np.random.default_rng(2)
    for week in range(6):
        fill(world, generator, week, 0.4, n=60, coded=15 if week < 3 else 0)
    world.run()
    assert [row["method"] for row in weekly(world)] == ["ppi-weeks-pooled"] * 3 + ["transported"] * 3


def test_errors_that_change_are_not_carried_to_other_weeks(world):
    generator = np.random.default_rng(4)
    for week in range(6):
        fill(world, generator, week, 0.5, n=60, coded=25, sensitivity=0.95 if week < 3 else 0.3)
    world.run()
    rows = weekly(world)
    assert {row["method"] for row in rows} == {"uncorrected"}
    assert all("errors changed over the coded weeks" in row["reason"] for row in rows)


def test_a_week_of_many_coded_articles_does_not_need_those_of_other_weeks(world):
    generator = np.random.default_rng(4)
    for week in range(6):
        coded, sensitivity = (60, 0.95) if week < 3 else (25, 0.3)
        fill(world, generator, week, 0.5, n=100, coded=coded, sensitivity=sensitivity, probability=coded / 100)
    world.run()
    assert [row["method"] for row in weekly(world)] == ["ppi"] * 3 + ["uncorrected"] * 3


def test_a_scorer_that_guesses_corrects_nothing(world):
    generator = np.random.default_rng(6)
    for week in range(4):
        fill(world, generator, week, 0.3, n=60, coded=15, sensitivity=0.3, false_alarms=0.3)
    world.run()
    rows = weekly(world)
    assert {row["method"] for row in rows} == {"uncorrected"}
    assert all("may not tell this frame" in row["reason"] for row in rows)


def test_coding_of_one_language_corrects_no_other(world):
    generator = np.random.default_rng(8)
    for week in range(4):
        fill(world, generator, week, 0.3, n=40, coded=10, language="en")
        fill(world, generator, week, 0.3, n=40, language="zh-Hans")
    world.run()
    english = weekly(world, WEEKLY.replace("language = 'all'", "language = 'en'"))
    chinese = weekly(world, WEEKLY.replace("language = 'all'", "language = 'zh-Hans'"))
    assert {row["method"] for row in english} == {"ppi-weeks-pooled"}
    assert {row["method"] for row in chinese} == {row["method"] for row in weekly(world)} == {"uncorrected"}


def test_places_with_little_coding_are_corrected_together(world):
    """Nine coded articles a place are too few for one place, and enough for their language."""
    generator = np.random.default_rng(9)
    for week in range(3):
        for place in ("USA", "GBR"):
            for number in range(30):
                words = "security" if generator.random() < 0.4 else ""
                name = f"{place}{week}-{number:02d}"
                world.add(name, week, words, words if number < 3 else None, story=name, country=place, probability=0.1)
    world.run()
    assert {row["method"] for row in weekly(world)} == {"uncorrected"}
    assert all("too few articles coded" in row["reason"] for row in weekly(world))
    together = weekly(world, WEEKLY.replace("country = 'USA'", "country = 'all'"))
    assert {row["method"] for row in together} == {"ppi-weeks-pooled"}
    assert {row["n_gold"] for row in together} == {18}


def test_differences_and_changes_use_the_same_values(world):
    generator = np.random.default_rng(12)
    for week in range(8):
        for place, share in (("USA", 0.3), ("GBR", 0.6)):
            for number in range(60):
                present = generator.random() < share
                marked = generator.random() < (0.8 if present else 0.05)
                words, name = "security" if present else "", f"{place}{week}-{number:02d}"
                coded = words if number < 12 else None
                marks = "security" if marked else ""
                world.add(name, week, marks, coded, story=name, country=place, outlet=place, probability=0.2)
    world.run()
    (gap,) = world.rows("SELECT * FROM frame_differences WHERE contrast = 'country' AND frame_id = 'security'")
    assert gap["method"] == "ppi"
    assert (gap["side_a"], gap["side_b"]) == ("GBR", "USA")
    assert gap["lo"] < 0.3 < gap["hi"]
    shifts = world.rows("SELECT DISTINCT method FROM frame_shifts WHERE frame_id = 'security'")
    assert {row["method"] for row in shifts} <= {"ppi", "ppi-weeks-pooled"}


def test_a_copy_in_another_language_has_the_correction_of_its_original(world):
    generator = np.random.default_rng(3)
    for week in range(3):
        fill(world, generator, week, 0.4, n=40, coded=10)
    world.add("copy", 1, "security", copy_group="en01-039", language="zh-Hans", outlet="o9", story="en01-039", hour=20)
    world.run()
    copies = weekly(world, WEEKLY.replace("'article'", "'copy'"))
    assert [row["n_articles"] for row in copies] == [40, 41, 40]
    assert {row["method"] for row in copies} == {"ppi-weeks-pooled"}


def test_coded_articles_keep_their_coding_and_only_the_others_are_guessed(world):
    """Seven of eight are coded, one of them with the frame: the share lies between 1/8 and 2/8."""
    generator = np.random.default_rng(14)
    for week in range(4):
        for number in range(8):
            present = number == 0
            words, marks = "security" if present else "", "security" if generator.random() < 0.4 or present else ""
            coded = None if week == 2 and number == 7 else words
            name = f"{week}{number}"
            world.add(name, week, marks, coded, story=name, probability=1.0)
    world.run()
    rows = weekly(world)
    assert [row["method"] for row in rows] == ["ppi", "ppi", "ppi-weeks-pooled", "ppi"]
    assert [rows[at]["estimate"] for at in (0, 1, 3)] == [0.125] * 3
    # a value may lie a little outside 0 to 1, so the share may lie a little outside what the coding allows
    assert 0.125 - 0.08 < rows[2]["estimate"] < 0.25 + 0.08
    assert rows[2]["hi"] - rows[2]["lo"] < 1.3 * (rows[1]["hi"] - rows[1]["lo"])
