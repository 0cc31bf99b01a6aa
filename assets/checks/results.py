"""Can results be traced, and are reports up to date?"""

import dagster as dg

from assets.checks.answer import answer
from assets.failures import told
from assets.reporting import latest_report, monitor_database
from assets.resources import MonitorProject
from monitor.report import reopened_weeks
from monitor.warehouse import query


@dg.asset_check(
    asset=monitor_database,
    name="does_every_score_lead_back_to_a_sentence",
    description="Does every score lead back to a sentence? Has every frame that counts as present in an article a passage behind it?",
)
def scores_have_evidence(project: MonitorProject) -> dg.AssetCheckResult:
    """Fail when a frame counts as present in an article without a passage that shows it."""
    with told(project), project.warehouse().transaction() as connection:
        found = query(connection, "checks_scores_without_evidence").to_pylist()[0]
    return answer(
        found["n_bare"] == 0,
        f"{found['n'] - found['n_bare']} of {found['n']} frames that count as present have a passage behind them.",
        "Do not quote figures of this run. Delete the rows of frame_scores without a passage in the warehouse and run the whole line "
        "again: the articles are then scored anew.",
        frames_present=found["n"],
        without_a_passage=found["n_bare"],
    )


@dg.asset_check(
    asset=latest_report,
    name="are_past_reports_up_to_date",
    description=(
        "Are past reports up to date? Does every report still say what the tables say? A late article, a correction or new coding re-opens "
        "its week, and the weeks after it that draw it. Warns."
    ),
)
def reports_up_to_date(project: MonitorProject) -> dg.AssetCheckResult:
    """Warn when a report was made from other inputs than the tables hold now."""
    with told(project):
        reopened = reopened_weeks(project.settings(), project.warehouse())
        with project.warehouse().transaction() as connection:
            n_reports = len(query(connection, "report_written"))
    named = ", ".join(f"{week:%G-W%V}" for week in reopened)
    return answer(
        not reopened,
        f"{n_reports - len(reopened)} of {n_reports} weekly reports say what the tables say."
        + (f" Out of date: {named}." if reopened else ""),
        "Run whole_line, which writes them again, or choose these weeks in the partitions of weekly_report.",
        warns=True,
        reports=n_reports,
        out_of_date=len(reopened),
    )
