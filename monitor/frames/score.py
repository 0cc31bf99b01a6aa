"""The stage: score what is relevant and not scored yet."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa
from tqdm import tqdm

from monitor.config import Settings
from monitor.frames.codebook import Codebook, load_codebook, register_codebook
from monitor.frames.head.scorer import HeadScorer
from monitor.frames.nli import NliScorer
from monitor.frames.prototype import PrototypeScorer
from monitor.frames.scorer import FrameScores, Scorer
from monitor.topics import current_method
from monitor.warehouse import Warehouse, query, record_stage, sql_text, upsert

log = logging.getLogger(__name__)

ARTICLES_AT_ONCE = 2000
"""Scored and written together; a run that is killed loses at most these."""


@dataclass(frozen=True)
class FrameSummary:
    """What a run of the stage did. ``present`` counts pairs of article and frame among ``scored`` articles."""

    scorer_id: str
    scored: int
    present: int
    removed: int


def open_scorer(settings: Settings, warehouse: Warehouse, codebook: Codebook) -> Scorer:
    """The scorer that the settings name; loads no model yet."""
    if settings.frames.scorer == "nli":
        return NliScorer(settings, codebook)
    if settings.frames.scorer == "head":
        return HeadScorer(settings, warehouse, codebook)
    return PrototypeScorer(settings, warehouse, codebook)


def current_scorer_id(settings: Settings, warehouse: Warehouse) -> str:
    """Id of the scorer under the present settings, codebook and model."""
    return open_scorer(settings, warehouse, load_codebook(settings.codebook)).identity.scorer_id


def score_frames(settings: Settings, warehouse: Warehouse) -> FrameSummary:
    """Score relevant articles whose present text the current scorer has not scored; a second run does nothing.

    Reads articles, article_topics, passages and vectors; writes codebooks, frames, scorers, frame_scores,
    frame_evidence. Scores of a text that has changed since, or of an article no longer relevant, are replaced or
    removed; those of other scorers stay. Raises :class:`monitor.config.ConfigError` for a wrong codebook or an
    unusable NLI model.
    """
    with record_stage(warehouse, "frames") as record:
        codebook = load_codebook(settings.codebook)
        register_codebook(warehouse, codebook)
        scorer = open_scorer(settings, warehouse, codebook)
        scope = {"scorer_id": scorer.identity.scorer_id, "topic_method": current_method(settings, warehouse)}
        with warehouse.transaction() as connection:
            upsert(connection, "scorers", scorer.identity.row(), ["scorer_id"])
            outdated = query(connection, "frames_outdated", **scope)["article_id"].to_pylist()
            _forget(connection, scope["scorer_id"], outdated)
            pending = query(connection, "frames_pending", **scope)["article_id"].to_pylist()
        present = 0
        with tqdm(
            total=len(pending), desc="scoring frames", unit=" articles", disable=None if pending else True
        ) as bar:
            for start in range(0, len(pending), ARTICLES_AT_ONCE):
                some = pending[start : start + ARTICLES_AT_ONCE]
                present += _score_some(warehouse, scorer, some)
                bar.update(len(some))
        record.summary = summary = FrameSummary(scope["scorer_id"], len(pending), present, len(outdated))
    return summary


def _score_some(warehouse: Warehouse, scorer: Scorer, article_ids: Sequence[str]) -> int:
    """Score articles and write the result; returns how many frames were found present."""
    with warehouse.transaction() as connection:
        passages = query(connection, "frames_passages", article_ids=article_ids)
    scores = scorer.score(passages)
    hashes = passages.group_by("article_id", use_threads=False).aggregate([("article_text_hash", "first")])
    with warehouse.transaction() as connection:
        _write(connection, scorer.identity.scorer_id, scores, hashes.rename_columns(["article_id", "text_hash"]))
    return int(scores.articles["present"].to_numpy().sum())


def _write(connection: duckdb.DuckDBPyConnection, scorer_id: str, scores: FrameScores, hashes: pa.Table) -> None:
    _forget(connection, scorer_id, hashes["article_id"].to_pylist())
    by_article = scores.articles.join(hashes, "article_id", use_threads=False).append_column(
        "scorer_id", pa.repeat(scorer_id, scores.articles.num_rows)
    )
    evidence = scores.evidence.append_column("scorer_id", pa.repeat(scorer_id, scores.evidence.num_rows))
    upsert(connection, "frame_scores", by_article, ["article_id", "frame_id", "scorer_id"])
    upsert(connection, "frame_evidence", evidence, ["article_id", "frame_id", "scorer_id", "rank"])


def _forget(connection: duckdb.DuckDBPyConnection, scorer_id: str, article_ids: Sequence[str]) -> None:
    for name in ("frames_forget_scores", "frames_forget_evidence"):
        connection.execute(sql_text(name), {"scorer_id": scorer_id, "article_ids": list(article_ids)})
