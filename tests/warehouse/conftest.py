"""The generated press of the reports' tests, published, with marks in everything that may not be passed on."""

from dataclasses import replace as changed
from datetime import date

import pyarrow as pa
import pytest

from monitor.config import load_model
from monitor.config.outlets import OutletFile
from monitor.text import short_id
from monitor.warehouse import Warehouse, publish, replace
from tests.report.conftest import ROOT, SCORER, fill, generated_items

HIDDEN = "HIDDEN"
"""Stands in bodies, bylines, coders' names and reasons of removals, and where a title or a quotation is too long to be passed on."""
LONG_SENTENCE = f"{'The court weighs what was copied, and by whom, ' * 12}{HIDDEN}."
BODY = f"{HIDDEN} begins here. Engineers ask what a rule would change. {LONG_SENTENCE}"
MARKS = f"""
    UPDATE articles SET byline = 'By {HIDDEN}';
    UPDATE annotations SET coder_id = '{HIDDEN} Lin', coder_kind = 'human';
    UPDATE frame_quality SET coder_id = '{HIDDEN} Lin';
    UPDATE coder_agreement SET coders = '{HIDDEN} Lin+{HIDDEN} Wu';
    INSERT INTO article_versions (article_id, version, title, body) SELECT article_id, version, title, body || ' {HIDDEN}' FROM articles;
    INSERT INTO removals (link_id, reason) VALUES ('x', '{HIDDEN}');
    INSERT INTO gold_kinds VALUES ('human');
    INSERT INTO counted_articles SELECT '{SCORER}', article_id FROM articles;
    INSERT INTO current_estimation VALUES ('{SCORER}', 'm1', ['ai'], 'full', DATE '2026-03-16');
"""

ATTENTION = f"""
    INSERT INTO agenda BY NAME
    SELECT DATE '2026-01-12' AS range_start, DATE '2026-03-16' AS range_stop, 'story' AS level, min(story_id) AS event_id, 'USA' AS country,
        'full' AS text_scope, '{SCORER}' AS scorer_id, 40 AS n_articles, 8 AS n_on_it, 0.2 AS share, 0.1 AS difference, 0.3 AS q
    FROM stories;
    INSERT INTO lead_lag BY NAME
    SELECT DATE '2026-03-16' AS range_stop, 'GBR' AS country_a, 'USA' AS country_b, '{SCORER}' AS scorer_id,
        12 AS n_stories, 0.5 AS lag_days;
    INSERT INTO not_found_in_sources BY NAME
    SELECT DATE '2026-03-16' AS range_stop, min(story_id) AS story_id, 'IND' AS country, '{SCORER}' AS scorer_id, 0.1 AS chance
    FROM stories;
    INSERT INTO country_divergence BY NAME
    SELECT DATE '2026-03-16' AS range_stop, 'country' AS contrast, 'GBR' AS side_a, 'USA' AS side_b, 'full' AS text_scope,
        '{SCORER}' AS scorer_id, 0.03 AS divergence;
    INSERT INTO distinctive_terms BY NAME
    SELECT DATE '2026-03-16' AS range_stop, 'en' AS language, 'GBR' AS side_a, 'USA' AS side_b, 'full' AS text_scope,
        '{SCORER}' AS scorer_id, 'shared' AS basis, 'court' AS term, 'USA' AS side, 2.5 AS z;
"""


@pytest.fixture(scope="session")
def press_house(tmp_path_factory) -> Warehouse:
    """A published warehouse with 700 articles; every third has a long last sentence, one a title of 400 characters."""
    outlets = load_model(ROOT / "config/sample-outlets.yaml", OutletFile).outlets
    items = [
        changed(item, body=BODY) if item.language == "en" and number % 3 == 0 else item
        for number, item in enumerate(generated_items(outlets))
    ]
    items[0] = changed(items[0], title=f"=1+1 {'and so on, ' * 36}{HIDDEN}")
    warehouse = Warehouse(tmp_path_factory.mktemp("press") / "data")
    fill(warehouse, outlets, items, {})
    article = short_id("link", next(item.url for item in items if item.body == BODY))
    with warehouse.transaction() as connection:
        connection.execute(MARKS)
        connection.execute(ATTENTION)
        for table, row in _gap(article).items():
            replace(connection, table, pa.Table.from_pylist([row]))
    publish(warehouse)
    return warehouse


def _gap(article):
    key = {"codebook_version": "c1", "scorer_id": SCORER, "gap_id": "g1"}
    return {
        "frame_gaps": {
            **key, "rank": 1, "n_stories": 3, "n_passages": 9, "first_week": date(2026, 1, 12), "countries": ["GBR", "USA"],
            "terms_en": "-court; weighs", "nearest_frames": ["law_regulation"], "nearest_distances": [0.25],
        },
        "frame_gap_passages": {**key, "article_id": article, "passage_id": short_id(article, 3), "rank": 1, "is_example": True},
    }  # fmt: skip
