"""Delivery: the newest report to everybody who is to get it, and alerts between reports."""

import dagster as dg
import pyarrow as pa
from pydantic import Field

from assets.failures import told
from assets.metadata import table_of, tables
from assets.report_metadata import Metadata
from assets.reporting import latest_report, monitor_database
from assets.resources import MonitorProject
from assets.stage import OWNERS
from assets.weeks import week_named
from monitor.delivery import SendSummary, send_alerts, send_report

NEED = (
    "Sending again tries those that were refused. Where it is not known whether a message arrived a person decides: monitor deliveries "
    "list --undecided, then monitor deliveries resolve ID --sent or --again."
)


class WhatToSend(dg.Config):
    """Which report, and whether those who got an earlier revision get it too."""

    week: str = Field(
        default="",
        description="Week of the report, an ISO week such as 2026-W12 or a day of it. Empty: the newest that was written.",
    )
    again: bool = Field(
        default=False,
        description="Send a later revision also to those who got an earlier one. Off: each gets a week's report once.",
    )


@dg.asset(group_name="g_delivery", owners=OWNERS, kinds={"python"}, deps=[latest_report, monitor_database])
def sent_report(
    context: dg.AssetExecutionContext, config: WhatToSend, project: MonitorProject
) -> dg.MaterializeResult[None]:
    """The weekly report by mail, chat and folder, to each under `delivery` in the settings file, at most once. Table: `deliveries`.

    Recipients are shown as the first digits of a keyed hash, never by address. Fails, when everybody was tried, where somebody was not
    reached or it is not known whether they were.
    """
    with told(project):
        done = send_report(project.settings(), project.warehouse(), week_named(config.week), again=config.again)
        shown = _shown(done) | tables(project.warehouse(), newest_sendings="deliveries")
    _fail_where_in_need(done, shown)
    context.log.info("%s", done.counts)
    return dg.MaterializeResult(metadata=shown)


@dg.op
def alerts_of_the_newest_week(context: dg.OpExecutionContext, project: MonitorProject) -> None:
    """Look once at the newest complete week; tell of lasting changes that are new."""
    with told(project):
        done = send_alerts(project.settings(), project.warehouse())
        shown = {
            "new changes found": dg.MetadataValue.int(done.n_found),
            "changes waiting for the next message": dg.MetadataValue.int(done.n_waiting),
            **_shown(done.sent),
        }
    _fail_where_in_need(done.sent, shown)
    context.add_output_metadata(shown)


@dg.job(
    description=(
        "Alerts between reports: looks once at the newest complete week for lasting changes that are new, and tells everybody under "
        "delivery of them, with size, interval and passages. The sensor new_estimates asks for it after each run; it is off until you "
        "turn it on."
    )
)
def send_alert() -> None:
    """One step: look, and tell."""
    alerts_of_the_newest_week()


def _shown(done: SendSummary) -> Metadata:
    """Who (by hash), how, with what outcome."""
    rows = [
        {
            "recipient": row.recipient, "channel": row.channel, "language": row.language, "outcome": row.outcome,
            "detail": row.detail, "id": row.delivery_id,
        }
        for row in done.rows
    ]  # fmt: skip
    told_of = dg.MetadataValue.text(done.week or "none")
    return {"recipients": table_of(pa.Table.from_pylist(rows)), "week sent": told_of}


def _fail_where_in_need(done: SendSummary, shown: Metadata) -> None:
    if not done.n_in_need:
        return
    counts = ", ".join(f"{n} {name}" for name, n in done.counts.items() if name != "week")
    raise dg.Failure(f"{done.week}: {counts}. {NEED}", metadata={**shown}, allow_retries=False)
