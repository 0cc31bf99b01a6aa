"""Are there duplicate keys? All three checks block what comes after.

DuckDB files and lakes alike are written without key constraints, so uniqueness is proved here.
"""

import dagster as dg
import duckdb
import pyarrow as pa

from assets.articles import articles
from assets.checks.answer import answer
from assets.failures import told
from assets.framing import annotations, frame_scores
from assets.metadata import table_of
from assets.resources import MonitorProject
from monitor.warehouse.keys import KEYS, repeated_keys

ARTICLE_TABLES = (
    "outlets", "links", "source_files", "source_rows", "articles", "article_versions", "copies", "passages",
)  # fmt: skip
CODING_TABLES = (
    "annotations", "gold_samples", "gold_strata", "gold_population", "gold_sample_articles", "gold_coded", "gold_imports", "gold_refused",
)  # fmt: skip
SCORE_TABLES = ("codebooks", "frames", "scorers", "frame_scores", "frame_evidence")


@dg.asset_check(
    asset=articles,
    name="are_there_duplicate_keys",
    blocking=True,
    description=(
        "Are there duplicate keys? Is every key of the tables up to the articles unique? Blocks what comes after: an article that "
        "stands there twice would count twice in every share."
    ),
)
def article_keys(project: MonitorProject) -> dg.AssetCheckResult:
    """Block when a key of the article tables stands in more than one row."""
    return keys_are_unique(project, ARTICLE_TABLES)


@dg.asset_check(
    asset=frame_scores,
    name="are_there_duplicate_scores",
    blocking=True,
    description=(
        "Are there duplicate scores? Is every article scored once by each scorer for each frame? Blocks what comes after: a score that "
        "stands there twice would weigh twice."
    ),
)
def score_keys(project: MonitorProject) -> dg.AssetCheckResult:
    """Block when a key of the score tables stands in more than one row."""
    return keys_are_unique(project, SCORE_TABLES)


@dg.asset_check(
    asset=annotations,
    name="are_there_duplicate_codings",
    blocking=True,
    description=(
        "Are there duplicate codings? Does every coder judge an article and frame once, and is every article drawn once in a sample? "
        "Blocks what comes after: a judgement that stands there twice would outvote others."
    ),
)
def coding_keys(project: MonitorProject) -> dg.AssetCheckResult:
    """Block when a key of the coding tables stands in more than one row."""
    return keys_are_unique(project, CODING_TABLES)


def keys_are_unique(project: MonitorProject, tables: tuple[str, ...]) -> dg.AssetCheckResult:
    """Passes when no key of ``tables`` stands in more than one row; says rows and repeated keys of each."""
    with told(project), project.warehouse().transaction() as connection:
        counted = [(table, _rows(connection, table), repeated_keys(connection, table)) for table in tables]
    repeated = [(table, n) for table, _, n in counted if n]
    n_rows = sum(n for _, n, _ in counted)
    words = "; ".join(f"{table}: {n} {'key' if n == 1 else 'keys'} in more than one row" for table, n in repeated)
    return answer(
        not repeated,
        f"{words}." if repeated else f"Every key is unique: {n_rows} rows in {len(tables)} tables.",
        "What comes after is not run, and people's database is left as it is. Delete the surplus rows in "
        f"{project.warehouse().path}, or move the data folder away and run the whole line anew. They are listed by: "
        + "; ".join(_listing(table) for table, _ in repeated),
        rows=n_rows,
        repeated_keys=sum(n for _, n in repeated),
        tables=table_of(
            pa.table(list(map(pa.array, zip(*counted, strict=True))), names=["table", "rows", "repeated_keys"])
        ),
    )


def _rows(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0


def _listing(table: str) -> str:
    columns = ", ".join(KEYS[table])
    return f"`SELECT {columns}, count(*) FROM {table} GROUP BY {columns} HAVING count(*) > 1`"  # the UI reads Markdown
