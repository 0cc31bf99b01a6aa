"""What the UI shows of a materialisation: counts with plain names, and small tables."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import dagster as dg
import pyarrow as pa

from monitor.report.safe_text import display
from monitor.report.source import views_for_people
from monitor.warehouse import Warehouse, query


def counts(summary: Mapping[str, Any]) -> dict[str, dg.MetadataValue[Any]]:
    """A stage's summary with names that a person reads: ``n_titles_only`` becomes ``in this run: titles only``."""
    return {
        "in this run: " + name.removeprefix("n_").replace("_", " "): readable(value) for name, value in summary.items()
    }


def readable(value: Any) -> dg.MetadataValue[Any]:
    """A count, a number, a text, or JSON for anything with parts."""
    match value:
        case bool():
            return dg.MetadataValue.bool(value)
        case int():
            return dg.MetadataValue.int(value)
        case float():
            return dg.MetadataValue.float(value)
        case dict() | list() | tuple():
            return dg.MetadataValue.json(value if isinstance(value, dict) else list(value))
        case None:
            return dg.MetadataValue.text("none")
        case _:
            return dg.MetadataValue.text(str(value))


def tables(warehouse: Warehouse, **shown: str) -> dict[str, dg.MetadataValue[Any]]:
    """The answers of ``queries/ui_NAME.sql`` over the views for people, one for each ``label=NAME``, in one short transaction."""
    if not shown:
        return {}
    with views_for_people(warehouse) as connection:
        return {label.replace("_", " "): table_of(query(connection, f"ui_{name}")) for label, name in shown.items()}


def table_of(rows: pa.Table) -> dg.MetadataValue[Any]:
    """A table with typed columns: lists joined with commas, dates and times as ISO texts, hidden characters named; a sentence where
    there is no row.
    """
    if not rows.num_rows:
        return dg.MetadataValue.text("none")
    columns = [dg.TableColumn(field.name.replace("_", " "), _type_name(field.type)) for field in rows.schema]
    records = [
        dg.TableRecord({name.replace("_", " "): _cell(value) for name, value in row.items()})
        for row in rows.to_pylist()
    ]
    return dg.MetadataValue.table(records, dg.TableSchema(columns))


def _type_name(kind: pa.DataType) -> str:
    if pa.types.is_boolean(kind):
        return "bool"
    if pa.types.is_integer(kind):
        return "int"
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return "float"
    return "date" if pa.types.is_date(kind) else "string"


def _cell(value: Any) -> str | int | float | bool | None:
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return display(value)
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
        case list():
            return display(", ".join(map(str, value)))
        case _:
            return float(value)
