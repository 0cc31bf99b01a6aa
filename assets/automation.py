"""Jobs."""

import dagster as dg

from assets.reporting import weekly_report

whole_line = dg.define_asset_job(
    "whole_line",
    selection=dg.AssetSelection.all() - dg.AssetSelection.assets(weekly_report),
    description=(
        "Everything, from the feeds to the report of the newest complete week: one click, no question asked. Reports of earlier "
        "weeks whose coverage has changed since are written again."
    ),
)

weekly_reports = dg.define_asset_job(
    "weekly_reports",
    selection=dg.AssetSelection.assets(weekly_report),
    description="Reports of the weeks you choose, a range of them in one run. Needs a run of whole_line first.",
)
