"""Everything Dagster loads."""

import dagster as dg

from assets import articles, automation, checks, collection, framing, reporting, stories, trends
from assets.resources import MonitorProject

defs = dg.Definitions(
    assets=dg.load_assets_from_modules([collection, articles, stories, framing, trends, reporting]),
    asset_checks=dg.load_asset_checks_from_modules([checks]),
    jobs=[automation.whole_line],
    resources={"project": MonitorProject()},
)
