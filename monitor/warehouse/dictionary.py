"""The data dictionary: what the comments of an empty database say, as a page of Markdown."""

import tempfile
from importlib import resources

from monitor.warehouse.catalogue import Relation, catalogue
from monitor.warehouse.connect import Warehouse
from monitor.warehouse.fingerprint import OPERATIONAL_TABLES
from monitor.warehouse.keys import KEYS
from monitor.warehouse.publish import publish, published
from monitor.warehouse.sharing import NOT_SHARED, SHARED, UNDECIDED

FOREMOST = (
    "v_frame_trend", "v_country_gap", "v_same_story", "v_story_timeline", "v_evidence", "v_data_health",
)  # fmt: skip
"""Views that answer the questions asked most, in this order; the others follow by name."""

HEAD = """# Data dictionary

Every view, table and column of `data/monitor.duckdb`, the database that people query. Made by `make dictionary` from the comments in the
database itself (`FROM duckdb_columns()` shows them in any DuckDB client) and from `monitor/warehouse/examples/*.sql`; do not edit it here.

Times are UTC; weeks are ISO weeks, named by their Monday; places are those of the outlet, ISO 3166-1 alpha-3; languages are BCP 47.
Vectors of texts are in `data/vectors.duckdb` and not published. "Passed on" says what `monitor export --share` does.
"""
VIEWS_HEAD = "## Views for people\n\nOne for each question, with labels in English and Chinese, of the scorer in use.\n"
TABLES_HEAD = "## Tables\n\nWhat the views are made of: all scorers, all cuts, all text scopes.\n"
OPERATIONAL_HEAD = "## Operational tables\n\nWhat the machine did and when: different on every run by nature.\n"


def examples() -> dict[str, tuple[str, str]]:
    """The example of each view for people: ``{view: (the question it answers, SQL)}``, from ``examples/VIEW.sql``.

    The first line of a file is a comment with the question. Raises ValueError where it is not.
    """
    folder = resources.files("monitor.warehouse") / "examples"
    found = {}
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if not entry.name.endswith(".sql"):
            continue
        first, _, sql = entry.read_text(encoding="utf-8").partition("\n")
        if not first.startswith("-- ") or not sql.strip():
            raise ValueError(f"examples/{entry.name}: begin it with a line `-- QUESTION`, then the SQL.")
        found[entry.name.removesuffix(".sql")] = (first.removeprefix("-- "), sql.strip())
    return found


def data_dictionary() -> str:
    """The page in Markdown. It depends on the migrations, the views and their examples alone, so it is the same everywhere.

    Raises ValueError for a view without an example.
    """
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Warehouse(folder)
        publish(warehouse)
        with published(warehouse) as connection:
            relations = catalogue(connection)
    views = sorted(
        (one for one in relations.values() if one.is_view),
        key=lambda one: FOREMOST.index(one.name) if one.name in FOREMOST else len(FOREMOST),
    )
    tables = [one for one in relations.values() if not one.is_view and one.name not in OPERATIONAL_TABLES]
    operational = [one for one in relations.values() if one.name in OPERATIONAL_TABLES]
    asked = examples()
    silent = [one.name for one in views if one.name not in asked]
    if silent:
        raise ValueError(
            f"monitor/warehouse/examples: no {silent[0]}.sql; every view for people has a question and an example."
        )
    parts = [HEAD, _contents(views, tables, operational, asked), VIEWS_HEAD]
    parts += [_view(one, *asked[one.name]) for one in views]
    parts += [TABLES_HEAD, *map(_table, tables), OPERATIONAL_HEAD, *map(_table, operational)]
    return "\n".join(parts)


def _contents(
    views: list[Relation], tables: list[Relation], operational: list[Relation], asked: dict[str, tuple[str, str]]
) -> str:
    rows = [f"| {_link(one)} | {_escaped(asked[one.name][0])} |" for one in views]
    lines = ["| ask | to know |", "|---|---|", *rows, ""]
    rows = [f"| {_link(one)} | {_escaped(one.comment)} |" for one in [*tables, *operational]]
    return "\n".join([*lines, "| table | what it holds |", "|---|---|", *rows, ""])


def _view(view: Relation, question: str, sql: str) -> str:
    return "\n".join(
        [f"### {view.name}", "", f"**{question}**", "", _about(view), "", "```sql", sql, "```", "", _columns(view), ""]
    )


def _table(table: Relation) -> str:
    return "\n".join([f"### {table.name}", "", _about(table), "", _columns(table), ""])


def _about(relation: Relation) -> str:
    key = f" Key: {', '.join(f'`{name}`' for name in KEYS[relation.name])}." if relation.name in KEYS else ""
    stop = "" if relation.comment.endswith((".", "?")) else "."
    return f"{relation.comment}{stop}{key} {_passed_on(relation.name)}"


def _passed_on(name: str) -> str:
    shared = SHARED.get(name)
    if shared is None:
        return f"Not passed on: {NOT_SHARED.get(name, UNDECIDED)}."
    told = [f"without `{column}`" for column in shared.left_out]
    told += [f"coders in `{column}` numbered" for column in shared.numbered]
    told += ["of one body at most 300 characters, and half of it, quoted"] if shared.query else []
    return f"Passed on{': ' if told else ''}{', '.join(told)}."


def _columns(relation: Relation) -> str:
    rows = [f"| `{one.name}` | {one.type} | {_escaped(one.comment)} |" for one in relation.columns]
    return "\n".join(["| column | type | meaning |", "|---|---|---|", *rows])


def _link(relation: Relation) -> str:
    return f"[{relation.name}](#{relation.name})"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
