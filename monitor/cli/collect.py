"""The command group `collect`: single sources, archives among them."""

import typer

from monitor.cli.app import app

collect = typer.Typer(no_args_is_help=True, help="Collect from one source beside the feeds.")
app.add_typer(collect, name="collect")


@collect.callback()
def _collect() -> None:
    """Collect from one source beside the feeds; `monitor run` goes on with what was collected."""
