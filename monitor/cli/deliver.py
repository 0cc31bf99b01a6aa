"""Commands that tell people: send, alerts, deliveries."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import typer

from monitor.cli.app import DEFAULT_CONFIG, ConfigOption, DataOption, app, open_project, print_for_programs, say
from monitor.cli.work import monday_of
from monitor.config import ConfigError
from monitor.delivery import Delivery, SendSummary, send_report, send_test, write_letters
from monitor.delivery import deliveries as all_deliveries
from monitor.delivery import resolve as decide
from monitor.delivery import send_alerts as send_all_alerts
from monitor.delivery.alert_looks import threshold

WeekOption = Annotated[str | None, typer.Option("--week", help="ISO week, e.g. 2026-W12; the newest report by default")]
deliveries = typer.Typer(
    no_args_is_help=True, help="What was sent to whom (by hash), and a person's decision where that is not known."
)
app.add_typer(deliveries, name="deliveries")


@app.command()
def send(
    *,
    week: WeekOption = None,
    again: Annotated[
        bool, typer.Option("--again", help="a later revision also to those who got an earlier one")
    ] = False,
    dry_run: Annotated[
        Path | None, typer.Option("--dry-run", help="folder: write the mails there as .eml files and send nothing")
    ] = None,
    to: Annotated[str | None, typer.Option("--to", help="send a test to this address only; not counted")] = None,
    language: Annotated[Literal["en", "zh"], typer.Option("--language", help="of the test")] = "en",
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
) -> None:
    """Send a week's report to everybody named under `delivery` who has not got it yet."""
    if to is not None and (dry_run is not None or again):
        raise ConfigError("--to sends one test; leave out --dry-run and --again.")
    settings, warehouse = open_project(config, data_dir)
    monday = None if week is None else monday_of(week)
    if dry_run is not None:
        for file in write_letters(settings, warehouse, dry_run, monday):
            say(str(file))
        say("Nothing was sent. Open an .eml file with a mail reader.")
        return
    if to is not None:
        _tell(send_test(settings, warehouse, to, language, monday))
        return
    _tell(send_report(settings, warehouse, monday, again=again))


@app.command()
def alerts(config: ConfigOption = DEFAULT_CONFIG, data_dir: DataOption = None) -> None:
    """Look at the newest complete week, once, for lasting changes that are new, and tell of them."""
    settings, warehouse = open_project(config, data_dir)
    done = send_all_alerts(settings, warehouse)
    say(
        f"A change is told of where its family-wise p is at most {threshold(settings):.5f} (delivery.alerts.chance_a_year)."
    )
    say(f"New changes: {done.n_found}; waiting for the next message: {done.n_waiting}.")
    _tell(done.sent)


@deliveries.command("list")
def list_deliveries(
    undecided: Annotated[
        bool, typer.Option("--undecided", help="only those that did not arrive, or of which that is not known")
    ] = False,
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
) -> None:
    """Every sending, the newest first."""
    _, warehouse = open_project(config, data_dir)
    rows = [row for row in all_deliveries(warehouse) if not undecided or row.outcome != "sent"]
    for row in rows:
        say(_line(row))
    if not rows:
        say("None.")
    print_for_programs({"deliveries": [asdict(row) for row in rows]})


@deliveries.command()
def resolve(
    delivery_id: Annotated[str, typer.Argument(help="id, or its first digits, from `monitor deliveries list`")],
    *,
    sent: Annotated[bool, typer.Option("--sent", help="it arrived")] = False,
    again: Annotated[bool, typer.Option("--again", help="it did not: the next `monitor send` tries again")] = False,
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
) -> None:
    """Decide on a sending of which it is not known whether it arrived, or which was refused too often."""
    if sent == again:
        raise ConfigError("say one of --sent (it arrived) and --again (send it again).")
    _, warehouse = open_project(config, data_dir)
    say(_line(decide(warehouse, delivery_id, sent=sent)))


def _line(row: Delivery) -> str:
    return (
        f"{row.delivery_id}  {row.week:%G-W%V} {row.kind} {row.language} {row.channel} {row.recipient_hash[:12]} revision {row.revision}: "
        f"{row.outcome} ({row.started_at:%Y-%m-%d %H:%M} UTC, attempt {row.attempts}) {row.detail or ''}".rstrip()
    )


def _tell(summary: SendSummary) -> None:
    """A line for each recipient; exit code 1 where somebody was not reached."""
    for row in summary.rows:
        say(f"{row.channel} {row.recipient} {row.language}: {row.outcome}. {row.detail}")
    if not summary.rows:
        say("Nobody was due.")
    print_for_programs({"week": summary.week, "rows": [asdict(row) for row in summary.rows]})
    if summary.n_in_need:
        raise typer.Exit(1)
