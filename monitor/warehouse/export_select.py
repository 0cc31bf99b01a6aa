"""The SELECT that writes one table or view to a file: columns for sharing, cells for CSV."""

from monitor.config import ConfigError
from monitor.warehouse.catalogue import Column, Relation
from monitor.warehouse.cells import defused_sql
from monitor.warehouse.sharing import LONGEST_QUOTATION, NOT_SHARED, OURS, SHARED, UNDECIDED, Shared
from monitor.warehouse.sql import sql_text

PLAIN = frozenset({"BIGINT", "BOOLEAN", "DATE", "DOUBLE", "INTEGER", "TIMESTAMPTZ"})
"""Types whose values are numbers, times or yes and no: written as they are."""


def shared_as(name: str) -> Shared:
    """How ``name`` is passed on. Raises ConfigError, with the reason, where it is not."""
    if name in SHARED:
        return SHARED[name]
    reason = NOT_SHARED.get(name, UNDECIDED)
    raise ConfigError(f"{name}: not passed on with --share, because {reason}.")


def columns_written(relation: Relation, share: bool) -> tuple[Column, ...]:
    """The columns of ``relation`` that a file gets. Raises ConfigError as :func:`shared_as` does."""
    left_out = shared_as(relation.name).left_out if share else ()
    return tuple(column for column in relation.columns if column.name not in left_out)


def export_select(relation: Relation, *, share: bool = False, as_csv: bool = False) -> str:
    """A query for the rows of ``relation``: cut to what may be passed on, and with cells that are no formulas in CSV.

    Lists become JSON arrays in CSV. Raises ConfigError where the relation, or a column's type, may not be shared.
    """
    shared = shared_as(relation.name) if share else Shared()
    written = []
    for column in columns_written(relation, share):
        quoted = f'"{column.name}"'
        value = _shareable(relation.name, column, column.name in shared.numbered) if share else quoted
        value = _cell(value, column.type) if as_csv else value
        written.append(quoted if value == quoted else f"{value} AS {quoted}")
    source = f"({sql_text(shared.query)})" if shared.query else f'"{relation.name}"'
    return f"SELECT {', '.join(written)} FROM {source}"


def _shareable(relation: str, column: Column, numbered: bool) -> str:
    quoted = f'"{column.name}"'
    if numbered:  # in the order of a hash, so that the numbers do not follow the alphabet
        return f"'coder ' || dense_rank() OVER (ORDER BY md5({quoted}))"
    if column.type in PLAIN or column.type == "DOUBLE[]" or column.name in OURS:
        return quoted
    if column.type == "VARCHAR":
        return _cut(quoted)
    if column.type == "VARCHAR[]":
        return f"list_transform({quoted}, lambda one: {_cut('one')})"
    raise ConfigError(
        f"{relation}.{column.name}: values of type {column.type} are not passed on with --share; name another table."
    )


def _cut(text: str) -> str:
    return f"CASE WHEN length({text}) > {LONGEST_QUOTATION} THEN left({text}, {LONGEST_QUOTATION - 1}) || '…' ELSE {text} END"


def _cell(value: str, kind: str) -> str:
    if kind in PLAIN:
        return value
    if kind == "VARCHAR":
        return defused_sql(value)
    return defused_sql(f"CAST(to_json({value}) AS VARCHAR)")
