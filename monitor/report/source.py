"""Reading for the report: the views for people, over the warehouse, and SQL that a reader can run again."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date
from typing import Generic, TypeVar

import duckdb

from monitor.warehouse import Warehouse, query, sql_text
from monitor.warehouse.publish import view_texts

Row = TypeVar("Row")
Value = int | str | date | Sequence[str]


@dataclass(frozen=True)
class Answer(Generic[Row]):
    """The rows of a query and the SQL that gives them on the published database, parameters written out."""

    rows: tuple[Row, ...]
    sql: str


@contextmanager
def views_for_people(warehouse: Warehouse) -> Iterator[duckdb.DuckDBPyConnection]:
    """One transaction in which the published copy's views exist, as temporary ones: the report is written before publishing."""
    with warehouse.transaction() as connection:
        for _, text in view_texts():
            connection.execute(text.replace("CREATE OR REPLACE VIEW", "CREATE OR REPLACE TEMP VIEW"))
        yield connection


def ask(connection: duckdb.DuckDBPyConnection, name: str, row: type[Row], **parameters: Value) -> Answer[Row]:
    """Run ``queries/report_NAME.sql`` into rows of the dataclass ``row``, whose fields are its columns.

    Raises TypeError when columns and fields differ. Parameters the SQL does not name are ignored.
    """
    text = sql_text(f"report_{name}")
    used = {key: value for key, value in parameters.items() if f"${key}" in text}
    table = query(connection, f"report_{name}", **used)
    wanted = [field.name for field in fields(row)]  # type: ignore[arg-type]
    if table.column_names != wanted:
        raise TypeError(
            f"report_{name}.sql returns {', '.join(table.column_names)}; {row.__name__} has {', '.join(wanted)}"
        )
    return Answer(tuple(row(**one) for one in table.to_pylist()), with_literals(text, used))


def with_literals(text: str, parameters: dict[str, Value]) -> str:
    """SQL with its named parameters as literals, longest name first so that ``$week`` leaves ``$weeks`` alone."""
    for name in sorted(parameters, key=len, reverse=True):
        text = text.replace(f"${name}", _literal(parameters[name]))
    return text.strip()


def _literal(value: Value) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    if isinstance(value, str):
        quoted = value.replace("'", "''")
        return f"'{quoted}'"
    return f"[{', '.join(_literal(one) for one in value)}]::VARCHAR[]"
