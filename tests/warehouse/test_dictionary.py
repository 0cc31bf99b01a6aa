"""The data dictionary is what the database says of itself, and its examples run."""

from pathlib import Path

import pytest

from monitor.warehouse import Warehouse, data_dictionary, publish, published
from monitor.warehouse.catalogue import catalogue
from monitor.warehouse.dictionary import examples

ROOT = Path(__file__).parents[2]
EXAMPLES = examples()


def test_the_committed_dictionary_is_the_generated_one():
    committed = (ROOT / "docs/data-dictionary.md").read_text(encoding="utf-8")
    assert committed == data_dictionary(), "type `make dictionary` and commit docs/data-dictionary.md"


def test_every_table_view_and_column_has_its_comment_in_it(tmp_path):
    warehouse = Warehouse(tmp_path)
    publish(warehouse)
    with published(warehouse) as connection:
        relations = catalogue(connection)
    page = (ROOT / "docs/data-dictionary.md").read_text(encoding="utf-8")
    for relation in relations.values():
        assert relation.comment, relation.name
        assert f"\n### {relation.name}\n" in page
        assert [column.name for column in relation.columns if not column.comment] == [], relation.name
    assert set(EXAMPLES) == {name for name, relation in relations.items() if relation.is_view}
    assert (
        page.index("### v_weeks")
        < page.index("### annotations")
        < page.index("### weekly_frame_prevalence")
        < page.index("### fetches")
    )


@pytest.mark.parametrize("view", sorted(EXAMPLES))
def test_each_example_answers_its_question(press_house, view):
    question, sql = EXAMPLES[view]
    with published(press_house) as connection:
        rows = connection.execute(sql).fetchall()
    assert f"FROM {view}\n" in f"{sql}\n"
    assert "?" in question
    assert rows
