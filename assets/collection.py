"""Collection: links from feeds, pages from the web (or from the sample's server on loopback)."""

import dagster as dg

from assets.failures import told
from assets.resources import MonitorProject
from assets.stage import OWNERS, materialised
from monitor.pipeline import check_files
from monitor.sources import collect


@dg.asset(group_name="a_collection", owners=OWNERS, kinds={"python", "duckdb"})
def raw_coverage(project: MonitorProject) -> dg.MaterializeResult[None]:
    """Outlets, links, every attempt to fetch them, and the raw pages themselves.

    Reads the feeds of the outlets file, fetches new and updated pages, keeps them as WARC under `data/raw`. Tables: `outlets`,
    `links`, `fetches`.
    """
    with told(project):  # a mistake in any file, or in the launchpad, is told before anything runs
        check_files(project.settings())
        project.chosen_week()
    return materialised(collect, project, outlets_and_their_links="links", attempts_by_outcome="fetches")
