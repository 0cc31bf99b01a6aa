"""Weeks whose estimates stand as they were written, and weeks that are to be estimated."""

from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from monitor.trends.groups import Bools
from monitor.trends.study import Study
from monitor.trends.units import Weeks, week_dates
from monitor.trends.week_inputs import Hashes, week_inputs
from monitor.warehouse import query

WEEKLY = ("weekly_frame_prevalence", "story_frame_contrasts")
"""Tables that are estimated week by week."""
OF_WEEK = {"weekly_frame_prevalence": "panel = 'all'", "story_frame_contrasts": "true"}
"""Which of their rows rest on the week's own inputs (SQL); all others are estimated anew each time."""


@dataclass(frozen=True)
class Standing:
    """Of one table: ``weeks`` (w,) with articles, hashes of their ``inputs`` (w,), and the rows of ``estimated_weeks`` that ``stand``."""

    weeks: Weeks
    inputs: Hashes
    stand: pa.Table

    @property
    def asked(self) -> Bools | None:
        """The weeks (w,) to be estimated; None where none stands."""
        if not self.stand.num_rows:
            return None
        standing = self.stand["week"].to_numpy().astype("datetime64[D]")
        return ~np.isin(self.weeks, standing)

    def other_rows(self, of_week: str) -> str:
        """Condition (SQL) of rows that do not belong to a week that stands; ``of_week`` as in :data:`OF_WEEK`."""
        weeks = ", ".join(f"DATE '{week.isoformat()}'" for week in self.stand["week"].to_pylist())
        return f"(week IN ({weeks}) AND {of_week}) IS NOT TRUE" if weeks else "true"

    def estimated(self, table_name: str, scorer_id: str, rows: pa.Table) -> pa.Table:
        """The rows of ``estimated_weeks`` from now on, ``rows`` being those of the weeks estimated."""
        asked = self.asked
        weeks = self.weeks if asked is None else self.weeks[asked]
        inputs = self.inputs if asked is None else self.inputs[asked]
        own = rows.filter(pc.equal(rows["panel"].cast(pa.string()), "all")) if "panel" in rows.column_names else rows
        found = own["week"].to_numpy().astype("datetime64[D]") if own.num_rows else np.empty(0, "datetime64[D]")
        n_rows = np.searchsorted(np.sort(found), weeks, "right") - np.searchsorted(np.sort(found), weeks, "left")
        new = pa.table({
            "table_name": pa.array([table_name] * len(weeks), pa.string()), "week": pa.array(week_dates(weeks), pa.date32()),
            "inputs": pa.array([_hex(one) for one in inputs], pa.string()), "n_rows": pa.array(n_rows, pa.int64()),
            "estimated_at": pa.array([datetime.now(UTC)] * len(weeks), pa.timestamp("us", "UTC")),
        })  # fmt: skip
        every = pa.concat_tables([self.stand.cast(new.schema), new])
        return every.append_column("scorer_id", pa.array([scorer_id] * every.num_rows, pa.string()))


def read_standing(connection: duckdb.DuckDBPyConnection, study: Study) -> dict[str, Standing]:
    """What stands of each of the :data:`WEEKLY` tables: weeks whose inputs are what they were, and whose rows are all there."""
    inputs = week_inputs(study)
    recorded = query(connection, "trends_standing_weeks", scorer_id=study.scorer_id)
    found = {}
    for table_name in WEEKLY:
        own: Hashes = getattr(inputs, table_name)
        current = {(week, _hex(one)) for week, one in zip(week_dates(inputs.weeks), own, strict=True)}
        of_table = recorded.filter(pc.equal(recorded["table_name"], table_name))
        keys = zip(of_table["week"].to_pylist(), of_table["inputs"].to_pylist(), strict=True)
        found[table_name] = Standing(
            inputs.weeks, own, of_table.filter(pa.array([key in current for key in keys], pa.bool_()))
        )
    return found


def _hex(value: np.uint64) -> str:
    return f"{int(value):016x}"
