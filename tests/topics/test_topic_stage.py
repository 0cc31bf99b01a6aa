import re

from monitor.embedding import embed_passages
from monitor.topics import current_method, score_relevance


def rows(warehouse):
    with warehouse.transaction() as connection:
        return connection.execute("SELECT * FROM article_topics ORDER BY ALL").fetchall()


def relevant(warehouse, method):
    with warehouse.transaction() as connection:
        found = connection.execute(
            "SELECT article_id FROM article_topics WHERE method = ? AND is_relevant ORDER BY ALL", [method]
        ).fetchall()
    return [article for (article,) in found]


def test_articles_about_the_topic_are_relevant_in_every_language(press):
    settings, warehouse = press
    summary = score_relevance(settings, warehouse)
    assert (summary.n_scored, summary.n_relevant, summary.n_waiting) == (6, 3, 0)
    assert summary.method == current_method(settings, warehouse)
    assert relevant(warehouse, summary.method) == ["ban-en", "ban-zh", "title"]
    with warehouse.transaction() as connection:
        values = connection.execute("SELECT relevance, keyword_score, article_id FROM article_topics").fetchall()
        without_text = connection.execute(
            "SELECT relevance, prototype_score, is_relevant FROM article_topics WHERE article_id = 'empty'"
        ).fetchone()
    assert all(0 <= relevance <= 1 and 0 <= keyword <= 1 for relevance, keyword, _ in values)
    assert without_text == (0.0, None, False)


def test_a_second_run_changes_nothing(press):
    settings, warehouse = press
    score_relevance(settings, warehouse)
    before = rows(warehouse)
    assert score_relevance(settings, warehouse).n_scored == 0
    assert rows(warehouse) == before


def test_a_corrected_text_waits_for_its_vectors_and_is_scored_again(press, write_article):
    settings, warehouse = press
    method = score_relevance(settings, warehouse).method
    write_article(
        warehouse, "rain", "zh-Hans", ["政府收紧人工智能芯片出口管制", "半导体企业须申请许可，业界担忧供应链安全。"]
    )
    waiting = score_relevance(settings, warehouse)
    assert (waiting.n_scored, waiting.n_waiting) == (0, 1)
    embed_passages(settings, warehouse)
    assert score_relevance(settings, warehouse).n_scored == 1
    assert "rain" in relevant(warehouse, method)
    assert len(rows(warehouse)) == 6


def test_changed_topics_make_a_method_of_their_own_and_old_rows_stay(press):
    settings, warehouse = press
    old = score_relevance(settings, warehouse).method
    settings.topics.write_text(
        settings.topics.read_text(encoding="utf-8").replace("threshold: 0.45", "threshold: 0.99999999"),
        encoding="utf-8",
    )
    new = score_relevance(settings, warehouse)
    assert new.method != old
    assert new.n_scored == 6
    assert relevant(warehouse, new.method) == []
    assert len(relevant(warehouse, old)) >= 3


def test_without_the_least_keyword_score_nothing_is_relevant(press):
    settings, warehouse = press
    before = score_relevance(settings, warehouse).method
    text = settings.topics.read_text(encoding="utf-8")
    changed = re.sub(r"threshold: [\d.]+", "threshold: 0.000001\n    least_keyword: 0.5", text)
    settings.topics.write_text(changed, encoding="utf-8")
    method = score_relevance(settings, warehouse).method
    assert method != before
    with warehouse.transaction() as connection:
        found = connection.execute(
            "SELECT article_id, keyword_score >= 0.5, is_relevant FROM article_topics WHERE method = ?", [method]
        ).fetchall()
    assert {relevant for _, _, relevant in found} == {True, False}
    assert all(enough == relevant for _, enough, relevant in found)
