"""The stage: look for gaps under the current scorer, when there is something new to look at."""

import logging
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from monitor.config import Settings
from monitor.embedding import load_projection, model_revision
from monitor.frames.codebook import Codebook, load_codebook
from monitor.frames.gaps.choose import unfit, worth_reading
from monitor.frames.gaps.cluster import communities
from monitor.frames.gaps.coverage import read_coverage
from monitor.frames.gaps.tables import GAPS, PASSAGES, Scored, gap_tables
from monitor.frames.prototype import PrototypeScorer
from monitor.frames.score import open_scorer
from monitor.frames.scorer import Scorer
from monitor.text import short_id
from monitor.topics import current_method
from monitor.warehouse import Warehouse, query, record_stage, replace, upsert

log = logging.getLogger(__name__)

GAP_FORMAT = 1  # raise when the same input gives other gaps
MOST_PASSAGES = 60_000  # read at once, by a fixed sample of articles where there are more: 400 MB
KEYS = ("codebook_version", "scorer_id")


@dataclass(frozen=True)
class GapSummary:
    """What a run of the stage did; ``looked`` is false when nothing was new since the last search."""

    looked: bool
    n_passages: int
    n_worth_reading: int
    n_unfit: int
    n_gaps: int


@runtime_checkable
class PassageScorer(Protocol):
    """A scorer that can score single passages, on the scale of its threshold."""

    @property
    def threshold(self) -> float:
        """Score from which a frame counts as present, to tell distances by."""

    def passage_scores(self, passages: pa.Table) -> NDArray[np.float64]:
        """(n, n_frames) for whole articles, sorted by article_id and position."""


def find_gaps(settings: Settings, warehouse: Warehouse) -> GapSummary:
    """Look for gaps in the relevant articles of the measured topics, over the weeks that trends compare; replaces the scorer's rows.

    Scorers that score whole articles only borrow the prototype scorer's eye for passages, under the same codebook. Does nothing
    when articles, stories, codebook and scorer are as at the last search. About 3 s and 100 MB for 5,000 passages.
    """
    with record_stage(warehouse, "gaps") as record:
        codebook = load_codebook(settings.codebook)
        scorer = open_scorer(settings, warehouse, codebook)
        key = {"codebook_version": codebook.version, "scorer_id": scorer.identity.scorer_id}
        scope = {
            "topic_method": current_method(settings, warehouse),
            "topics": list(settings.trends.topics) or None,
            "weeks": settings.trends.weeks,
        }
        with warehouse.transaction() as connection:
            (state,) = query(connection, "gaps_state", **scope).to_pylist()
            input_hash = short_id(GAP_FORMAT, state["rows_hash"], state["n"], model_revision(settings), *scope.values())
            known = query(connection, "gaps_searches", **key).to_pylist()
        if known and known[0]["input_hash"] == input_hash:
            counts = (known[0][name] for name in ("n_passages", "n_worth_reading", "n_unfit", "n_gaps"))
            record.summary = summary = GapSummary(False, *counts)
            return summary
        with warehouse.transaction() as connection:
            found = query(connection, "gaps_passages", **scope, revision=model_revision(settings), most=MOST_PASSAGES)
        summary, gaps, passages = _search(settings, warehouse, codebook, scorer, found)
        search = pa.table({"input_hash": [input_hash], **{name: [getattr(summary, name)] for name in _COUNTS}})
        with warehouse.transaction() as connection:
            _write(connection, key, search, gaps, passages)
        record.summary = summary
    return summary


_COUNTS = ("n_passages", "n_worth_reading", "n_unfit", "n_gaps")


def _search(
    settings: Settings, warehouse: Warehouse, codebook: Codebook, scorer: Scorer, found: pa.Table
) -> tuple[GapSummary, pa.Table, pa.Table]:
    if not found.num_rows:
        return GapSummary(True, 0, 0, 0, 0), GAPS.empty_table(), PASSAGES.empty_table()
    coverage = read_coverage(found, load_projection(settings, warehouse))
    eye = scorer if isinstance(scorer, PassageScorer) else PrototypeScorer(settings, warehouse, codebook)
    scored = Scored(codebook.frame_ids, eye.passage_scores(coverage.table), eye.threshold)
    worth = worth_reading(coverage)
    rows = unfit(scored.scores.max(axis=1), worth)
    community = communities(coverage.beyond_story[rows], coverage.story[rows], coverage.is_chinese[rows])
    key = f"{codebook.version} {scorer.identity.scorer_id}"
    gaps, passages = gap_tables(coverage, scored, rows, community, n_worth=int(worth.sum()), key=key)
    return GapSummary(True, found.num_rows, int(worth.sum()), len(rows), gaps.num_rows), gaps, passages


def _write(
    connection: duckdb.DuckDBPyConnection, key: dict[str, str], search: pa.Table, gaps: pa.Table, passages: pa.Table
) -> None:
    # Both are hexadecimal hashes of our own making.
    where = " AND ".join(f"{name} = '{value}'" for name, value in key.items())
    for table, rows in (("frame_gaps", gaps), ("frame_gap_passages", passages)):
        replace(connection, table, _keyed(rows, key), where)
    upsert(connection, "frame_gap_searches", _keyed(search, key), KEYS)


def _keyed(rows: pa.Table, key: dict[str, str]) -> pa.Table:
    for name, value in key.items():
        rows = rows.append_column(name, pa.array([value] * rows.num_rows, pa.string()))
    return rows
