"""Jobs and schedules."""

import dagster as dg

# One process for the whole line: the stages are coarse, and a process for each would load its libraries anew.
whole_line = dg.define_asset_job(
    "whole_line",
    selection=dg.AssetSelection.all(),
    executor_def=dg.in_process_executor,
    description="Everything, from the feeds to the report: one click, no question asked.",
)
