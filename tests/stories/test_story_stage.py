import numpy as np
import pytest

from monitor.stories import bcubed, story_quality
from monitor.text import short_id
from monitor.warehouse import fingerprint

TABLES = ("stories", "story_members", "story_events")
PLACES = ("GBR", "USA", "IND")


def hashes(world):
    with world.warehouse.transaction() as connection:
        found = fingerprint(connection)
    return {table: found[table] for table in TABLES}


def fill(world, events="abcdef", each=4, first_day=0.0):
    for number, event in enumerate(events):
        for copy in range(each):
            language = ("en", "zh-Hans")[copy % 2]
            day = first_day + number * 0.5 + copy
            world.add(f"{event}{copy}", event, day, language, outlet=f"o{copy}", country=PLACES[copy % 3])


def test_events_become_stories_with_counts_labels_and_disputes(world):
    fill(world)
    summary = world.group()
    assert (summary.n_articles, summary.n_stories, summary.n_founded) == (24, 6, 6)
    by_event = {(article[0], story) for article, story in world.stories().items()}
    assert len(by_event) == 6
    row = world.rows(
        "SELECT n_articles, n_outlets, countries, languages, label_en, label_zh, dispute_id IS NOT NULL, "
        f"last_published_at - first_published_at FROM stories WHERE story_id = '{short_id('story', 'a0')}'"
    )[0]
    assert row[:4] == (4, 4, ["GBR", "IND", "USA"], ["en", "zh-Hans"])
    assert row[4] in {"a reported by a0", "a reported by a2"}
    assert row[5] in {"a reported by a1", "a reported by a3"}
    assert row[6]
    assert row[7].days == 3
    similarity = [value for (value,) in world.rows("SELECT similarity FROM story_members")]
    assert all(0.3 < value <= 1 for value in similarity)


def test_a_second_run_changes_nothing_and_regroups_nothing(world):
    fill(world)
    world.group()
    before = hashes(world)
    summary = world.group()
    assert hashes(world) == before
    assert (summary.n_regrouped, summary.n_founded, summary.n_stories, summary.n_articles) == (0, 0, 6, 24)


def test_ids_stay_while_articles_come_day_by_day(world):
    seen: dict[str, str] = {}
    for day in range(5):
        for number, event in enumerate("abcde"):
            if day >= number // 2:
                world.add(f"{event}{day}", event, day + number * 0.01, ("en", "zh-Hant")[day % 2])
        world.group()
        stories = world.stories()
        assert {article: stories[article] for article in seen} == seen
        seen = stories
    assert len(set(seen.values())) == 5
    assert {event for _, event in world.rows("SELECT story_id, event FROM story_events")} == {"founded"}


def test_all_at_once_and_day_by_day_find_the_same_stories(world, tmp_path):
    fill(world)
    world.group()
    at_once = world.stories()
    fill(world, events="ghij", first_day=100.0)
    world.group()
    assert {article: story for article, story in world.stories().items() if article in at_once} == at_once


@pytest.mark.slow
def test_one_day_at_a_time_or_all_at_once_is_one_coverage(make_world):
    """Overlapping events of two subjects, told with noise over three weeks: within .01 B-cubed, and as near to what happened."""
    random = np.random.default_rng(7)
    told = [
        (f"{event}-{n}", f"event {event}", event % 14 + float(random.exponential(1.5)), ("en", "zh-Hans")[n % 2])
        for event in range(28)
        for n in range(int(random.integers(1, 9)))
    ]
    told.sort(key=lambda article: article[2])  # added in one order, both worlds draw the same vectors
    whole, daily = make_world("whole"), make_world("daily")
    for one in (whole, daily):
        for event in range(28):
            one.event(f"event {event}", like=f"event {event % 2}" if event > 1 else None, share=0.35)
    for article in told:
        whole.add(*article)
    whole.group()
    for day in range(int(max(article[2] for article in told)) + 1):
        for article in told:
            if day <= article[2] < day + 1:
                daily.add(*article)
        daily.group()
    names = [article[0] for article in told]
    at_once, by_day = ([found[name] for name in names] for found in (whole.stories(), daily.stories()))
    assert bcubed(by_day, at_once).f1 >= 0.99
    gold = [article[1] for article in told]
    assert bcubed(by_day, gold).f1 >= bcubed(at_once, gold).f1 - 0.01
    assert bcubed(at_once, gold).f1 > 0.8


def test_old_stories_out_of_reach_are_not_touched(world):
    fill(world)
    world.group()
    before = world.rows("SELECT * FROM story_members ORDER BY article_id")
    labels = world.rows("SELECT story_id, label_en, label_zh, n_articles FROM stories ORDER BY story_id")
    world.add("late", "a", 60.0)
    summary = world.group()
    assert (summary.n_regrouped, summary.n_founded) == (1, 1)
    assert world.rows("SELECT * FROM story_members WHERE article_id != 'late' ORDER BY article_id") == before
    kept = f"SELECT story_id, label_en, label_zh, n_articles FROM stories WHERE story_id != '{short_id('story', 'late')}' ORDER BY story_id"
    assert world.rows(kept) == labels


def test_copies_share_a_story_whatever_their_vectors_say(world):
    fill(world)
    world.add("reprint", "zzz", 8.0, copy_of="a0")
    world.group()
    stories = world.stories()
    assert stories["reprint"] == stories["a0"]


def test_stories_that_grow_together_merge_and_say_so(world):
    fill(world, events="bcde")
    world.event("a1")
    world.event("a2", like="a1", share=0.2)
    for copy in range(3):
        world.add(f"x{copy}", "a1", copy * 0.1)
        world.add(f"y{copy}", "a2", copy * 0.1)
    world.group()
    before = world.stories()
    assert before["x0"] != before["y0"]
    for copy in range(12):
        world.add(f"z{copy}", "a1", 1 + copy * 0.1, mix="a2")
    for copy in range(3):  # corrections: what was told apart is now told as one
        world.add(f"y{copy}", "a1", copy * 0.1, mix="a2", title=f"corrected {copy}")
    summary = world.group()
    after = world.stories()
    assert len({after[article] for article in after if article[0] in "xyz"}) == 1
    assert summary.n_merged == 1
    gone, kept = world.rows("SELECT story_id, other_story_id FROM story_events WHERE event = 'merged'")[0]
    assert {gone, kept} == {before["x0"], before["y0"]}
    assert after["x0"] == kept
    assert world.rows(f"SELECT count(*) FROM stories WHERE story_id = '{gone}'") == [(0,)]


def test_a_corrected_article_can_split_off_its_story(world):
    fill(world)
    world.group()
    before = world.stories()
    for copy in (2, 3):
        world.add(f"a{copy}", "elsewhere", copy, title=f"elsewhere {copy}")
    summary = world.group()
    after = world.stories()
    assert summary.n_split == 1
    assert after["a2"] == after["a3"] != before["a2"] == after["a0"]
    split = world.rows(
        "SELECT story_id, other_story_id, n_articles, at_article FROM story_events WHERE event = 'split'"
    )
    assert split == [(after["a2"], before["a0"], 2, "a2")]


def test_articles_that_are_no_longer_relevant_leave(world):
    fill(world)
    world.group()
    gone = world.stories()["a0"]
    with world.warehouse.transaction() as connection:
        connection.execute("UPDATE article_topics SET is_relevant = false WHERE article_id LIKE 'a%'")
    summary = world.group()
    assert (summary.n_articles, summary.n_stories, summary.n_withdrawn) == (20, 5, 1)
    assert world.rows("SELECT story_id, n_articles FROM story_events WHERE event = 'withdrawn'") == [(gone, 4)]
    with world.warehouse.transaction() as connection:
        connection.execute("UPDATE article_topics SET is_relevant = true")
    assert world.group().n_stories == 6
    assert gone not in world.stories().values()


def test_everything_leaves(world):
    fill(world, events="a")
    world.group()
    with world.warehouse.transaction() as connection:
        connection.execute("UPDATE article_topics SET is_relevant = false")
    summary = world.group()
    assert (summary.n_articles, summary.n_stories, summary.n_withdrawn) == (0, 0, 1)
    assert world.rows("SELECT count(*) FROM story_members") == world.rows("SELECT count(*) FROM stories") == [(0,)]


def test_articles_not_judged_yet_by_a_new_topic_method_keep_their_place(world):
    fill(world)
    world.group()
    before = hashes(world)
    with world.warehouse.transaction() as connection:
        connection.execute("UPDATE article_topics SET method = 'an older one'")
    assert world.group().n_withdrawn == 0
    assert hashes(world) == before


def test_an_article_that_lost_its_text_leaves(world):
    fill(world)
    world.group()
    with world.warehouse.transaction() as connection:
        connection.execute("DELETE FROM passages WHERE article_id = 'a0'")
    assert world.group().n_articles == 23
    assert "a0" not in world.stories()


def test_no_article_and_one_article(world):
    assert world.group().n_stories == 0
    world.add("only", "a", 0.0, "zh-Hans", title="岚山智能公布训练报告")
    summary = world.group()
    assert (summary.n_stories, summary.n_disputes) == (1, 1)
    assert world.rows("SELECT similarity FROM story_members") == [(None,)]
    label_en, label_zh = world.rows("SELECT label_en, label_zh FROM stories")[0]
    assert label_en.startswith("[terms] ")
    assert label_zh == "岚山智能公布训练报告"


def test_another_setting_groups_everything_again_under_the_same_ids(world):
    fill(world)
    world.group()
    before = world.stories()
    looser = world.settings.stories.model_copy(update={"resolution": 1.4})
    world.settings = world.settings.model_copy(update={"stories": looser})
    assert world.group().n_regrouped == 24
    assert world.stories() == before


def test_a_vector_that_is_not_finite_is_refused_in_words(world):
    fill(world, events="ab")
    world.store()
    with world.warehouse.transaction() as connection:
        connection.execute(
            "UPDATE vectors.embeddings SET vector = list_transform(vector, x -> 'nan'::FLOAT) "
            "WHERE text_hash IN (SELECT text_hash FROM articles)"
        )
    with pytest.raises(ValueError, match="cannot be grouped into stories: row 0 of 8"):
        world.group()


def test_quality_overall_by_language_and_across(world):
    fill(world)
    world.group()
    assert story_quality(world.settings, world.warehouse).rows == ()
    with world.warehouse.transaction() as connection:
        connection.execute(
            "INSERT INTO annotations (article_id, task, label, present, coder_id, coder_kind) "
            "SELECT article_id, 'story', article_id[1], true, 'author', 'author' FROM articles"
        )
    rows = {row["part"]: row for row in story_quality(world.settings, world.warehouse).to_pylist()}
    assert list(rows) == ["overall", "en", "zh-Hans", "cross-language"]
    assert (rows["overall"]["bcubed_f1"], rows["overall"]["pairwise_f1"], rows["overall"]["n_gold_stories"]) == (
        1.0,
        1.0,
        6,
    )
    assert (rows["en"]["n_articles"], rows["cross-language"]["bcubed_f1"], rows["cross-language"]["pairwise_f1"]) == (
        12,
        None,
        1.0,
    )
    with world.warehouse.transaction() as connection:
        connection.execute("UPDATE annotations SET label = 'x' WHERE label IN ('a', 'b')")
    merged = story_quality(world.settings, world.warehouse).rows[0]
    assert merged.bcubed_precision == 1.0
    assert merged.bcubed_recall == pytest.approx((8 * 0.5 + 16) / 24)
