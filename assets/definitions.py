"""Everything Dagster loads."""

import dagster as dg

from assets import (
    articles,
    automation,
    collection,
    delivery,
    framing,
    going_back,
    reporting,
    schedules,
    stories,
    trends,
)
from assets.checks import coverage, keys, results, rows
from assets.resources import MonitorProject

defs = dg.Definitions(
    assets=dg.load_assets_from_modules([collection, articles, stories, framing, trends, reporting, delivery]),
    asset_checks=dg.load_asset_checks_from_modules([coverage, keys, results, rows]),
    jobs=[
        automation.whole_line,
        automation.whole_line_and_send,
        automation.send_report,
        automation.weekly_reports,
        going_back.coverage_of_the_past,
        delivery.send_alert,
    ],
    schedules=[schedules.every_day, schedules.every_monday],
    sensors=[schedules.new_estimates],
    resources={"project": MonitorProject()},
    # One process for a run: the stages are coarse, and a process for each would load its libraries anew.
    executor=dg.in_process_executor,
)
