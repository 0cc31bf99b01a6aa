"""Commands that hand out: export, dictionary."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.app import DEFAULT_CONFIG, ConfigOption, DataOption, app, open_project, print_for_programs, say
from monitor.config import ConfigError
from monitor.warehouse import ExportKind, data_dictionary
from monitor.warehouse import export as export_files

SPREADSHEET_ROWS = 1_048_576


class FileFormat(StrEnum):
    """What the files are."""

    PARQUET = "parquet"
    CSV = "csv"


@app.command()
def export(
    *,
    to: Annotated[Path, typer.Option("--to", help="folder for the files; made where there is none")],
    names: Annotated[list[str] | None, typer.Argument(help="tables or views, e.g. v_frame_trend v_evidence")] = None,
    every_view: Annotated[bool, typer.Option("--all", help="every view for people (v_...)")] = False,
    file_format: Annotated[
        FileFormat | None,
        typer.Option("--format", help="parquet (default), or csv: text that looks like a formula gets an apostrophe"),
    ] = None,
    share: Annotated[
        bool,
        typer.Option(
            "--share", help="for passing on: no bodies, quotations of 300 characters at most, no coders' names"
        ),
    ] = False,
    excel: Annotated[bool, typer.Option("--excel", help="CSV with the mark by which Excel knows UTF-8")] = False,
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
) -> None:
    """Write tables or views of the published database as Parquet or CSV, with SOURCES.json on where they come from."""
    if excel and file_format is FileFormat.PARQUET:
        raise ConfigError("--excel: Excel opens CSV, not Parquet; leave --format out or say csv.")
    _, warehouse = open_project(config, data_dir)
    as_csv = excel or file_format is FileFormat.CSV
    kind = ExportKind("csv" if as_csv else "parquet", share, byte_order_mark=excel)
    files = export_files(warehouse, names or [], to, kind, every_view=every_view)
    for one in files:
        say(f"{one.name}: {one.n_rows:,} rows, {one.n_bytes:,} bytes in {to / one.file}")
        if as_csv and one.n_rows >= SPREADSHEET_ROWS:
            say(f"  more rows than a spreadsheet shows ({SPREADSHEET_ROWS:,} with the header): take Parquet.")
    say(f"{to / 'SOURCES.json'} says what they rest on.")
    written = [{"name": one.name, "file": one.file, "rows": one.n_rows, "sha256": one.sha256} for one in files]
    print_for_programs({"folder": str(to), "shared": share, "files": written})


@app.command()
def dictionary(
    to: Annotated[Path, typer.Option("--to", help="file to write")] = Path("docs/data-dictionary.md"),
) -> None:
    """Write the data dictionary: every view, table and column with its comment (the same for every project)."""
    fresh = to.with_name(f".{to.name}.{os.getpid()}")
    try:
        fresh.write_text(data_dictionary(), encoding="utf-8")
        fresh.replace(to)
    finally:
        fresh.unlink(missing_ok=True)
    say(str(to))
