from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from monitor.config import PLACES
from monitor.warehouse import Warehouse, publish, replace

W11, W12 = date(2026, 3, 9), date(2026, 3, 16)
VIEWS = {
    "v_places", "v_current_scorer", "v_current_topics", "v_frames", "v_weeks", "v_articles", "v_frame_trend", "v_country_gap",
    "v_same_story", "v_story_timeline", "v_evidence", "v_data_health", "v_frame_quality", "v_estimation", "v_country_gap_history",
    "v_frame_gaps", "v_frame_shifts", "v_story_contrasts", "v_agenda", "v_lead_lag", "v_not_found_in_sources",
    "v_gold", "v_framing_decomposition", "v_country_divergence", "v_distinctive_terms",
}  # fmt: skip


def article(ident, week, outlet, country, title, **more):
    at = datetime(week.year, week.month, week.day, 9, tzinfo=UTC)
    return {
        "article_id": ident, "url": f"https://{outlet}.example/{ident}", "outlet_id": outlet, "country": country,
        "language": "en",
        "title": title, "body": "They copied it. So they say.", "published_at": at, "week": week, "text_scope": "full",
        "version": 1, **more,
    }  # fmt: skip


def scores(ident, scorer, frame, present):
    return {
        "article_id": ident,
        "frame_id": frame,
        "scorer_id": scorer,
        "score": 0.7,
        "probability": 0.8,
        "present": present,
    }


def trend(week, country, **more):
    return {
        "week": week, "country": country, "language": "all", "ownership": "all", "audience": "all", "text_scope": "full", "panel": "all",
        "frame_id": "f1", "scorer_id": "new", "weighting": "article", "n_articles": 2, "n_stories": 1, "n_outlets": 1, "n_gold": 0,
        "estimate": 0.5, "lo": 0.1, "hi": 0.9, "method": "uncorrected", "complete": week == W11, "reason": "why", **more,
    }  # fmt: skip


def gap(**more):
    return {
        "range_start": W11, "range_stop": W12, "contrast": "country", "side_a": "CHN", "side_b": "USA", "text_scope": "full",
        "frame_id": "f1", "scorer_id": "new", "n_articles_a": 4, "n_articles_b": 5, "n_outlets_a": 3, "n_outlets_b": 3, "n_stories": 4,
        "estimate_a": 0.7,
        "estimate_b": 0.2, "difference": 0.5, "lo": 0.2, "hi": 0.8, "q": 0.01, "method": "ppi", **more,
    }  # fmt: skip


TABLES = {
    "outlets": [
        {"outlet_id": "north", "name": "North", "name_zh": "北报", "country": "CHN"},
        {"outlet_id": "south", "name": "South", "name_zh": None, "country": "USA"},
    ],
    "articles": [
        article("a1", W11, "north", "CHN", "One"), article("a2", W11, "south", "USA", "Two"),
        article("a3", W12, "north", "CHN", "Three"), article("a4", W12, "north", "CHN", "Four", text_scope="title", body=""),
    ],
    "copies": [{"article_id": "a3", "copy_group": "a1", "is_original": False},
               {"article_id": "a1", "copy_group": "a1", "is_original": True}],
    "article_topics": [
        {"article_id": "a1", "topic_id": "t", "method": "old", "relevance": 0.1, "is_relevant": False},
        *({"article_id": f"a{n}", "topic_id": "t", "method": "new", "relevance": 0.9, "is_relevant": n < 4} for n in (1, 2, 3, 4)),
    ],
    "counted_articles": [{"scorer_id": "new", "article_id": "a1"}, {"scorer_id": "older", "article_id": "a3"}],
    "stories": [{"story_id": "s1", "label_en": "Copying", "label_zh": "抄袭", "dispute_label_en": "Models", "dispute_label_zh": "模型"}],
    "story_members": [{"article_id": f"a{n}", "story_id": "s1"} for n in (1, 2, 3)],
    "codebooks": [{"codebook_version": "c", "title_en": "Frames", "title_zh": "框架"}],
    "frames": [
        {"codebook_version": "c", "frame_id": "f1", "position": 0, "name_en": "Theft", "name_zh": "窃取"},
        {"codebook_version": "c", "frame_id": "f2", "position": 1, "name_en": "Law", "name_zh": "法律"},
    ],
    "scorers": [{"scorer_id": name, "method": "prototype", "codebook_version": "c"} for name in ("older", "new")],
    "frame_scores": [
        scores("a1", "older", "f1", False), scores("a3", "older", "f1", False), scores("a1", "new", "f1", True),
        scores("a1", "new", "f2", True), scores("a2", "new", "f1", False), scores("a3", "new", "f1", True),
    ],
    "passages": [{"passage_id": "p1", "article_id": "a1", "position": 1, "field": "body", "start": 0, "stop": 15,
                  "text": "They copied it."}],
    "frame_evidence": [
        {"article_id": "a1", "frame_id": "f1", "scorer_id": name, "rank": 1, "passage_id": "p1", "field": "body", "start": 0, "stop": 15,
         "score": 0.6} for name in ("older", "new")
    ],
    "fetches": [
        {"fetch_id": str(n), "url": "https://north.example/feed", "kind": "feed", "outlet_id": "north",
         "attempted_at": datetime(2026, 3, 16 + n, tzinfo=UTC), "outcome": outcome}
        for n, outcome in enumerate(("http_error", "ok", "not_modified"))
    ],
    "rejected_pages": [{"link_id": "x", "outlet_id": "south", "seen_at": datetime(2026, 3, 17, tzinfo=UTC)}],
    "weekly_frame_prevalence": [
        trend(W11, "CHN"), trend(W12, "all"), trend(W12, "CHN", language="en"), trend(W12, "CHN", text_scope="title"),
        trend(W12, "CHN", weighting="story"), trend(W12, "CHN", panel="fixed"), trend(W12, "CHN", scorer_id="older"),
    ],
    "frame_differences": [gap(), gap(contrast="language"), gap(scorer_id="older"), gap(side_b="GBR", q=0.2), gap(side_b="SGP", lo=-0.1)],
    "story_frame_contrasts": [
        {"story_id": "s1", "country": "CHN", "text_scope": scope, "frame_id": "f1", "scorer_id": "new", "n_articles": 2, "share": 1.0,
         "n_others": 1, "share_others": 0.0, "difference": 1.0} for scope in ("full", "title")
    ],
    "frame_quality": [
        {"scorer_id": "new", "coder_id": "author", "coder_kind": "author", "language": "en", "frame_id": frame, "f1": 0.7}
        for frame in ("f1", "micro", "macro")
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    warehouse = Warehouse(tmp_path_factory.mktemp("views") / "data")
    with warehouse.transaction() as connection:
        for table, rows in TABLES.items():
            replace(connection, table, pa.Table.from_pylist(rows))
    with duckdb.connect(str(publish(warehouse)), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        yield connection


def rows(database, sql):
    return database.execute(sql).fetchall()


def test_every_view_and_every_column_says_what_it_is(database):
    views = dict(rows(database, "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal"))
    assert set(views) == VIEWS
    assert all(views.values())
    silent = rows(
        database,
        "SELECT table_name, column_name FROM duckdb_columns() WHERE table_name LIKE 'v\\_%' ESCAPE '\\' AND comment IS NULL",
    )
    assert silent == []


def test_every_view_is_in_a_file_of_its_own_name():
    folder = Path(publish.__code__.co_filename).parent / "views"
    assert {path.stem.split("_", 1)[1] for path in folder.glob("*.sql")} == VIEWS


def test_places_are_those_of_the_settings(database):
    labels = {code: (english, chinese) for code, english, chinese in rows(database, "FROM v_places")}
    assert labels == {**PLACES, "all": ("All places", "全部")}


def test_the_current_scorer_is_the_one_that_scored_most_of_the_newest_week_or_came_last(database):
    assert rows(database, "SELECT scorer, codebook_zh FROM v_current_scorer") == [("new", "框架")]


def test_a_scorer_that_stopped_scoring_is_not_current(tmp_path):
    warehouse = Warehouse(tmp_path / "data")
    with warehouse.transaction() as connection:
        tables = {name: TABLES[name] for name in ("articles", "scorers", "codebooks")}
        tables["frame_scores"] = [
            scores("a3", "older", "f1", True),
            scores("a1", "new", "f1", True),
            scores("a2", "new", "f1", True),
        ]
        for table, content in tables.items():
            replace(connection, table, pa.Table.from_pylist(content))
    with duckdb.connect(str(publish(warehouse)), read_only=True) as connection:
        assert rows(connection, "SELECT scorer FROM v_current_scorer") == [("older",)]


def test_an_empty_warehouse_has_working_views(tmp_path):
    with duckdb.connect(str(publish(Warehouse(tmp_path / "data"))), read_only=True) as connection:
        counts = {view: rows(connection, f"SELECT count(*) FROM {view}")[0][0] for view in sorted(VIEWS - {"v_places"})}
    assert set(counts.values()) == {0}


def test_articles_carry_names_story_frames_and_the_current_relevance(database):
    found = rows(
        database,
        "SELECT article, outlet_zh, country_en, week_label, is_relevant, is_copy, story_zh, frames_en FROM v_articles ORDER BY 1",
    )
    assert rows(database, "SELECT article FROM v_articles WHERE is_counted") == [("a1",)]
    assert found[0] == ("a1", "北报", "Mainland China", "2026-W11", True, False, "抄袭", ["Theft", "Law"])
    assert [(row[0], row[4], row[5], row[7]) for row in found[1:]] == [
        ("a2", True, False, None), ("a3", True, True, ["Theft"]), ("a4", False, False, None),
    ]  # fmt: skip


def test_weeks_know_whether_they_are_complete(database):
    assert rows(database, "SELECT week_label, is_complete, n_articles FROM v_weeks") == [
        ("2026-W11", True, 2),
        ("2026-W12", False, 2),
    ]


def test_the_trend_holds_one_cut_of_one_scorer(database):
    found = rows(
        database,
        "SELECT week_label, country_zh, frame_zh, share, is_corrected, is_complete FROM v_frame_trend ORDER BY week, country",
    )
    assert found == [
        ("2026-W11", "中国大陆", "窃取", 0.5, False, True),
        ("2026-W12", "全部", "窃取", 0.5, False, False),
    ]


def test_country_gaps_are_clear_only_with_q_and_interval(database):
    found = rows(
        database,
        "SELECT country_a_en, country_b_en, frame_en, difference, is_clear FROM v_country_gap ORDER BY country_b",
    )
    assert [(row[1], row[4]) for row in found] == [
        ("United Kingdom", False),
        ("Singapore", False),
        ("United States", True),
    ]
    assert found[2][:4] == ("Mainland China", "United States", "Theft", 0.5)


def test_the_same_story_is_compared_on_full_texts(database):
    assert rows(database, "SELECT story_en, country_en, frame_zh, difference, is_clear FROM v_same_story") == [
        ("Copying", "Mainland China", "窃取", 1.0, False)
    ]


def test_a_timeline_counts_from_the_first_article(database):
    found = rows(
        database,
        "SELECT position, article, hours_since_first FROM v_story_timeline WHERE story = 's1' ORDER BY position",
    )
    assert found == [(1, "a1", 0.0), (2, "a2", 0.0), (3, "a3", 168.0)]


def test_evidence_leads_from_a_score_to_the_passage_and_its_address(database):
    found = rows(
        database,
        "SELECT url, outlet, frame_en, passage, start, stop, passage_score, score, is_present, scorer FROM v_evidence",
    )
    assert found == [("https://north.example/a1", "North", "Theft", "They copied it.", 0, 15, 0.6, 0.7, True, "new")]
    assert rows(
        database,
        "SELECT substr(a.body, e.start + 1, e.stop - e.start) = e.passage FROM v_evidence e JOIN articles a ON a.article_id = e.article",
    ) == [(True,)]


def test_health_has_a_row_for_silence(database):
    found = rows(
        database,
        """
        SELECT outlet_id, week_label, n_articles, n_articles_usual, n_full, n_relevant, n_fetched, n_fetches_failed, n_rejected, is_silent
        FROM v_data_health ORDER BY outlet_id, week
    """,
    )
    assert found == [
        ("north", "2026-W11", 1, None, 1, 1, 0, 0, 0, False), ("north", "2026-W12", 2, 1.0, 1, 1, 1, 0, 0, False),
        ("south", "2026-W11", 1, None, 1, 1, 0, 0, 0, False), ("south", "2026-W12", 0, 1.0, 0, 0, 0, 0, 1, True),
    ]  # fmt: skip


def test_quality_names_pooled_and_mean_rows(database):
    assert rows(database, "SELECT frame, frame_en FROM v_frame_quality ORDER BY frame") == [
        ("f1", "Theft"), ("macro", "Mean over frames"), ("micro", "All judgements pooled"),
    ]  # fmt: skip


def test_views_follow_the_recorded_estimation(tmp_path):
    """The scorer, topics, scope and range of the newest estimates, whatever else is stored."""
    warehouse = Warehouse(tmp_path / "data")
    recorded = {
        "scorer_id": "older", "topic_method": "old", "topic_ids": ["t"], "text_scope": "title", "newest_week": W11,
    }  # fmt: skip
    with warehouse.transaction() as connection:
        for table, content in TABLES.items():
            replace(connection, table, pa.Table.from_pylist(content))
        replace(connection, "current_estimation", pa.Table.from_pylist([recorded]))
        connection.execute(
            "UPDATE frame_differences SET scorer_id = 'older', text_scope = 'title', "
            "range_stop = CASE WHEN side_b = 'USA' THEN DATE '2026-03-09' ELSE DATE '2026-03-16' END"
        )
    with duckdb.connect(str(publish(warehouse)), read_only=True) as connection:
        assert rows(connection, "SELECT scorer FROM v_current_scorer") == [("older",)]
        assert rows(connection, "SELECT DISTINCT last_week, country_b FROM v_country_gap") == [(W11, "USA")]
        n_all = rows(connection, "SELECT count(*) FROM v_country_gap_history")[0][0]
        assert n_all > rows(connection, "SELECT count(*) FROM v_country_gap")[0][0]
        assert rows(connection, "SELECT topic, method FROM v_current_topics") == [
            ("t", "old")
        ]  # though a newer method rated more
