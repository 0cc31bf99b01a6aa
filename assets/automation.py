"""Jobs."""

import dagster as dg

from assets.delivery import sent_report
from assets.reporting import weekly_report

whole_line = dg.define_asset_job(
    "whole_line",
    selection=dg.AssetSelection.all() - dg.AssetSelection.assets(weekly_report, sent_report),
    description=(
        "Everything, from the feeds to the report of the newest complete week: one click, no question asked. Reports of earlier "
        "weeks whose coverage has changed since are written again. Nothing is sent to anybody."
    ),
)

whole_line_and_send = dg.define_asset_job(
    "whole_line_and_send",
    selection=dg.AssetSelection.all() - dg.AssetSelection.assets(weekly_report),
    description=(
        "Everything, from the feeds to the report, and then the report to everybody under delivery in the settings file. Nothing is "
        "sent where a step before fails or a blocking check does."
    ),
)

send_report = dg.define_asset_job(
    "send_report",
    selection=dg.AssetSelection.assets(sent_report),
    description=(
        "Send now: the newest report that was written (or the week you type into the launchpad) to everybody under delivery who has not "
        "got it yet. Run a second time it sends nothing twice. Needs a run of whole_line first."
    ),
)

weekly_reports = dg.define_asset_job(
    "weekly_reports",
    selection=dg.AssetSelection.assets(weekly_report),
    description="Reports of the weeks you choose, a range of them in one run. Needs a run of whole_line first.",
)
