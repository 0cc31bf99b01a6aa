"""Is coverage coming in as usual? Both checks warn: a difference between countries may be a broken feed."""

from typing import Any

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from assets.checks.answer import answer
from assets.collection import raw_coverage
from assets.failures import told
from assets.metadata import table_of
from assets.resources import MonitorProject
from assets.trends import frame_trends
from monitor.report.source import views_for_people
from monitor.warehouse import query


@dg.asset_check(
    asset=raw_coverage,
    name="are_all_outlets_still_publishing",
    description=(
        "Are all outlets still publishing? Has every outlet's feed shown a new link in the seven days before the last poll? "
        "Warns: a difference between countries may be a broken feed."
    ),
)
def outlets_publishing(project: MonitorProject) -> dg.AssetCheckResult:
    """Warn when an outlet has fallen silent."""
    with told(project), project.warehouse().transaction() as connection:
        outlets = query(connection, "checks_silent_outlets")
    silent = outlets.filter(outlets["is_silent"])
    return answer(
        not silent.num_rows,
        _outlet_words(outlets, silent),
        f"Open their feeds in a browser: if a feed has moved, correct its address in {project.settings().outlets}; if the outlet has "
        "closed, take it out there; if neither, leave it and name the gap when you compare countries.",
        warns=True,
        silent_outlets=table_of(silent.drop_columns(["is_silent", "outlet_id"])),
        outlets=outlets.num_rows,
    )


def _outlet_words(outlets: pa.Table, silent: pa.Table) -> str:
    if not outlets.num_rows:
        return "There are no outlets yet."
    last = outlets["last_poll"][0].as_py()
    if last is None:
        return f"No feed of the {outlets.num_rows} outlets was ever polled, so nothing can be said (rows of files are not polled)."
    told_ = f"{outlets.num_rows - silent.num_rows} of {outlets.num_rows} outlets have shown a new link in the seven days before {last}."
    if not silent.num_rows:
        return told_
    return f"{told_} Silent: {', '.join(map(_silence, silent.to_pylist()))}."


def _silence(outlet: dict[str, Any]) -> str:
    return f"{outlet['name']} ({outlet['country']}, last on {outlet['newest_link'] or 'never'})"


@dg.asset_check(
    asset=frame_trends,
    name="did_chinese_and_english_volumes_stay_in_range",
    description=(
        "Did Chinese and English volumes stay in range? Articles of the newest complete week in each language against its earlier "
        "complete weeks (up to twelve): median ± 3 robust deviations, a deviation being 1.4826 × the median absolute deviation, or the "
        "root of the median where that is more. No judgement with fewer than four earlier weeks. Warns."
    ),
)
def volumes_in_range(project: MonitorProject) -> dg.AssetCheckResult:
    """Warn when a language brought far more or fewer articles than it usually does."""
    with told(project), views_for_people(project.warehouse()) as connection:
        volumes = query(connection, "checks_volumes")
    outside = bool(pc.any(volumes["is_outside"]).as_py())
    return answer(
        not outside,
        " ".join(map(_volume, volumes.to_pylist())) or "No week is complete yet, so nothing can be compared.",
        "Look at v_data_health for the outlets behind it: a feed that broke or changed its edition, or a real event? Say it beside every "
        "comparison of that week.",
        warns=True,
        volumes=table_of(volumes),
    )


def _volume(row: dict[str, Any]) -> str:
    told_ = f"{row['language']}, {row['week']}: {row['articles']} articles"
    if not row["is_judged"]:
        return f"{told_}; not judged, as there are {row['earlier_weeks']} earlier complete weeks and four are needed."
    usual = f"range {row['low']:.0f} to {row['high']:.0f} from {row['earlier_weeks']} earlier weeks (median {row['usual']:g})"
    return f"{told_}, {'OUTSIDE the' if row['is_outside'] else 'within the'} {usual}."
