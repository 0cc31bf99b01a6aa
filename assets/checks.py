"""Checks, named as questions, that run with the assets they look at."""

import dagster as dg

from assets.articles import articles
from assets.collection import raw_coverage
from assets.framing import frame_scores
from assets.reporting import monitor_database
from assets.resources import MonitorProject
from monitor.warehouse import query
from monitor.warehouse.keys import repeated_keys


@dg.asset_check(
    asset=raw_coverage,
    name="are_all_outlets_still_publishing",
    description="Has every outlet shown a link in the last seven days?",
)
def outlets_publishing(project: MonitorProject) -> dg.AssetCheckResult:
    """Warns when an outlet has fallen silent: a difference between countries may then be a broken feed."""
    with project.warehouse().transaction() as connection:
        silent = query(connection, "checks_silent_outlets").column("outlet_id").to_pylist()
    return dg.AssetCheckResult(
        passed=not silent,
        severity=dg.AssetCheckSeverity.WARN,
        description="Silent for seven days: " + ", ".join(silent)
        if silent
        else "All outlets have published within seven days.",
        metadata={"silent_outlets": silent},
    )


@dg.asset_check(
    asset=articles,
    name="are_there_duplicate_keys",
    blocking=True,
    description="Is every key of the article tables unique?",
)
def article_keys(project: MonitorProject) -> dg.AssetCheckResult:
    """Blocks: DuckDB files and lakes alike are written without key constraints, so uniqueness is proved here."""
    return _keys(project, ("outlets", "links", "articles", "article_versions", "copies", "passages"))


@dg.asset_check(
    asset=frame_scores,
    name="are_there_duplicate_scores",
    blocking=True,
    description="Is every article scored once by each scorer?",
)
def score_keys(project: MonitorProject) -> dg.AssetCheckResult:
    """Blocks: a score counted twice would weigh twice in every share."""
    return _keys(project, ("frame_scores", "frame_evidence", "scorers", "frames"))


@dg.asset_check(
    asset=monitor_database,
    name="does_every_score_lead_back_to_a_sentence",
    description="Has every present frame a passage behind it?",
)
def scores_have_evidence(project: MonitorProject) -> dg.AssetCheckResult:
    """Fails when a frame counts as present in an article without a passage that shows it."""
    with project.warehouse().transaction() as connection:
        bare = query(connection, "checks_scores_without_evidence").column("n").to_pylist()[0]
    return dg.AssetCheckResult(passed=bare == 0, metadata={"scores_without_evidence": bare})


def _keys(project: MonitorProject, tables: tuple[str, ...]) -> dg.AssetCheckResult:
    with project.warehouse().transaction() as connection:
        repeated = {table: n for table in tables if (n := repeated_keys(connection, table))}
    words = "; ".join(f"{table}: {n} keys stand there more than once" for table, n in repeated.items())
    return dg.AssetCheckResult(
        passed=not repeated, description=words or "Every key is unique.", metadata={"tables": list(tables)}
    )
