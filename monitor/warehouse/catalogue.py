"""The tables and views of an open database with what their comments say."""

from dataclasses import dataclass

import duckdb

from monitor.warehouse.sql import query


@dataclass(frozen=True)
class Column:
    """A column: name, SQL type, and its comment (empty where there is none)."""

    name: str
    type: str
    comment: str


@dataclass(frozen=True)
class Relation:
    """A table, or a view for people, with its comment and its columns in order."""

    name: str
    is_view: bool
    comment: str
    columns: tuple[Column, ...]


def catalogue(connection: duckdb.DuckDBPyConnection) -> dict[str, Relation]:
    """All tables and views of the database that ``connection`` opened, by name in alphabetical order."""
    columns: dict[str, list[Column]] = {}
    for row in query(connection, "catalogue_columns").to_pylist():
        columns.setdefault(row["name"], []).append(Column(row["column"], row["type"], row["comment"] or ""))
    return {
        row["name"]: Relation(row["name"], row["is_view"], row["comment"] or "", tuple(columns[row["name"]]))
        for row in query(connection, "catalogue_relations").to_pylist()
    }
