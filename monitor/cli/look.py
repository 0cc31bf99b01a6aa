"""Commands that look: query, fingerprint."""

import csv
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from monitor.cli.app import DEFAULT_CONFIG, ConfigOption, DataOption, app, open_project, print_json
from monitor.config import ConfigError
from monitor.report.safe_text import display
from monitor.warehouse import defused, published
from monitor.warehouse import fingerprint as table_hashes


@app.command(context_settings={"ignore_unknown_options": True})  # SQL may begin with a comment, "-- ..."
def query(
    sql: Annotated[str, typer.Argument(help='SQL, e.g. "SELECT * FROM v_frame_trend LIMIT 10"')],
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="print CSV instead of a table")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object: columns and rows")] = False,
) -> None:
    """Ask the published database in SQL (read-only, without files and network; a run under way does not disturb it)."""
    _, warehouse = open_project(config, data_dir)
    with published(warehouse) as connection:
        connection.execute("SET enable_external_access = false")  # no files, no network: the database alone
        cursor = connection.execute(sql)
        if cursor is None:
            raise ConfigError("query: holds no SQL. Try: monitor query 'FROM v_frame_trend LIMIT 10'")
        columns = [column[0] for column in cursor.description or []]
        rows = cursor.fetchall()
    if as_json:
        print_json({"columns": columns, "rows": rows})
    elif as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([[defused(value) if isinstance(value, str) else value for value in row] for row in rows])
    else:
        table = Table(*[Column(column, overflow="fold") for column in columns])
        for row in rows:
            table.add_row(*[_shown(value) for value in row])
        console = Console()
        if not console.is_terminal:  # a pipe has no width: nothing is cut
            console = Console(width=10_000)
        console.print(table)


def _shown(value: object) -> str:
    """A cell for a terminal, in which a control character from a headline could do harm."""
    return f"{value:.6g}" if isinstance(value, float) else display(value).replace("[", r"\[")


@app.command()
def fingerprint(config: ConfigOption = DEFAULT_CONFIG, data_dir: DataOption = None) -> None:
    """Print a line `table hash` for each content table; the same input gives the same lines."""
    _, warehouse = open_project(config, data_dir)
    with warehouse.transaction() as connection:
        hashes = table_hashes(connection)
    for table, value in hashes.items():
        sys.stdout.write(f"{table} {value}\n")
