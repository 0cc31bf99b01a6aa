"""Krippendorff's alpha between coders: present or not, nominal, by set of coders, language and frame."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

import krippendorff
import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from monitor.frames.bootstrap import cluster_sums, draw_weights, interval
from monitor.frames.codebook import Codebook
from monitor.warehouse import Warehouse, query, replace, sql_text, upsert

Floats = NDArray[np.float64]

SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("codebook_version", "coders", "language", "frame_id")),
        ("n_articles", pa.int32()),
        *((name, pa.float64()) for name in ("alpha", "lo", "hi")),
    ]
)


_weights = lru_cache(maxsize=4)(draw_weights)
"""The draws are the same for the same number of stories; frames mostly share it."""
AGREEMENT_KEYS = ["codebook_version", "coders", "language", "frame_id"]


def measure_agreement(warehouse: Warehouse, codebook: Codebook) -> int:
    """Measure how coders agree with this codebook version; returns how many rows of coder_agreement were written.

    Reads annotations, articles, story_members; replaces the version's rows of coder_agreement and coder_confusion.
    """
    scope = {"codebook_version": codebook.version}
    with warehouse.transaction() as connection:
        judgements = query(connection, "frames_judgements", **scope).to_pandas()
        confusion = query(connection, "coding_confusion", **scope)
    rows = agreement_rows(judgements, codebook.version, codebook.frame_ids)
    with warehouse.transaction() as connection:
        connection.execute(sql_text("frames_forget_agreement"), scope)
        upsert(connection, "coder_agreement", rows, AGREEMENT_KEYS)
        replace(connection, "coder_confusion", confusion, f"codebook_version = '{codebook.version}'")
    return int(rows.num_rows)


def agreement_rows(judgements: pd.DataFrame, codebook_version: str, frames: tuple[str, ...]) -> pa.Table:
    """Rows of ``coder_agreement`` for every pair of coders and, where there are more than two, for all together.

    ``judgements`` has columns article_id, frame_id, coder_id, present, language, cluster. Only articles and frames
    that two or more of the coders judged count; a set of coders that share none gets no row. ``all`` stands for all
    languages or frames.
    """
    rows = [
        {"codebook_version": codebook_version, "coders": "+".join(coders), "language": language} | row
        for coders in _sets_of_coders(sorted(judgements["coder_id"].unique()))
        for language, units in _parts(_units(judgements, coders), "language")
        for row in _frame_rows(units, frames)
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _sets_of_coders(coders: list[str]) -> list[tuple[str, ...]]:
    return [*combinations(coders, 2), *([tuple(coders)] if len(coders) > 2 else [])]


def _units(judgements: pd.DataFrame, coders: tuple[str, ...]) -> pd.DataFrame:
    """One row per article and frame judged twice or more: numbers of ``no`` and ``yes``."""
    some = judgements[judgements["coder_id"].isin(coders)]
    keys = ["article_id", "frame_id", "language", "cluster"]
    units = some.groupby(keys, sort=True)["present"].agg(yes="sum", n="size").reset_index()
    units["no"] = units["n"] - units["yes"]
    return units[units["n"] >= 2]


def _parts(units: pd.DataFrame, column: str) -> Iterator[tuple[str, pd.DataFrame]]:
    if len(units):
        yield "all", units
        yield from units.groupby(column, sort=True)


def _frame_rows(units: pd.DataFrame, frames: tuple[str, ...]) -> Iterator[dict[str, object]]:
    for frame, part in _parts(units[units["frame_id"].isin(frames)], "frame_id"):
        counts = part[["no", "yes"]].to_numpy(np.float64)
        codes, clusters = pd.factorize(part["cluster"], sort=True)
        low, high = interval(_bootstrap(counts, codes, len(clusters)), len(clusters))
        yield {
            "frame_id": frame,
            "n_articles": int(part["article_id"].nunique()),
            "alpha": alpha(counts),
            "lo": low,
            "hi": high,
        }


def alpha(counts: Floats) -> float | None:
    """Alpha of units x (no, yes) counts, each judged twice or more; None where no judgement differs from another."""
    if not counts.size or (counts.sum(axis=0) == 0).any():
        return None
    value = krippendorff.alpha(value_counts=counts.astype(int), level_of_measurement="nominal")
    return round(float(value), 6)


def _bootstrap(counts: Floats, codes: NDArray[np.int64], n_clusters: int) -> Floats:
    """Alpha of every draw of stories, from sums that add up over units (Krippendorff 2011, for two values)."""
    no, yes = counts.T
    unlike = 2 * no * yes / (no + yes - 1)  # both ways round, each unit's pairs weighted by 1 / (judgements - 1)
    drawn = _weights(n_clusters) @ cluster_sums(codes, np.column_stack([unlike, no, yes]), n_clusters)
    observed, n_no, n_yes = drawn.T
    expected = 2 * n_no * n_yes / (n_no + n_yes - 1)
    ratio = np.divide(observed, expected, out=np.full(len(expected), np.nan), where=expected > 0)
    return np.asarray(1 - ratio)
