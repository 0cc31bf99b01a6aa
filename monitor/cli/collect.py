"""The command group `collect`: single sources, over a range of dates."""

import typer

from monitor.cli.app import app

collect = typer.Typer(no_args_is_help=True, help="Collect links from one source over a range of dates.")
app.add_typer(collect, name="collect")


@collect.callback()
def _collect() -> None:
    """Collect links from one source over a range of dates; `monitor run` fetches their pages."""
