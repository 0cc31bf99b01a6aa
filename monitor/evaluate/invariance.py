"""Do a text and its human translation get the same frames? Measured on a file of parallel news.

Segments are taken in groups of eight, in the file's order: a group's Chinese side and its English side are two articles
of the same content. For each frame the scores of both sides are compared over all groups. A scorer could buy agreement by telling
frames less apart, so the mean correlation between the scores of different frames is given beside.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.stats import rankdata

from monitor.articles.passages import passages_of
from monitor.config import ConfigError, Settings
from monitor.frames import Scorer, load_codebook
from monitor.frames.bootstrap import DRAWS, SEED
from monitor.frames.score import open_scorer
from monitor.frames.scorer import PASSAGE_COLUMNS
from monitor.text import count_han
from monitor.warehouse import Warehouse

Floats = NDArray[np.float64]

SEGMENTS_A_GROUP = 8
TOP_SHARE = 0.2
LEAST_GROUPS = 20
LEAST_HAN = 0.2
"""Least share of Han characters by which a column is taken for Chinese."""


@dataclass(frozen=True)
class FrameInvariance:
    """One frame. ``spearman``: rank correlation of both sides' scores; ``kappa``: Cohen's, of being in the top fifth of one's side.

    ``level_zh_minus_en``: mean difference of probabilities; ``level_score`` the same on the scorer's own scale.
    """

    frame: str
    spearman: float
    kappa: float
    level_zh_minus_en: float
    level_score: float


@dataclass(frozen=True)
class Invariance:
    """Means over frames, with 95% intervals (bootstrap over groups), and each frame's figures.

    ``frame_correlation``: mean correlation between the scores of different frames, over both sides.
    """

    scorer_id: str
    model_revision: str
    n_segments: int
    n_groups: int
    spearman: float
    spearman_interval: tuple[float, float]
    kappa: float
    kappa_interval: tuple[float, float]
    level_zh_minus_en: float
    frame_correlation: float
    frames: tuple[FrameInvariance, ...]


def measure_invariance(settings: Settings, warehouse: Warehouse, path: Path) -> Invariance:
    """Measure the current scorer on a CSV of two columns, Chinese and English in either order, with or without a header.

    Vectors of the sentences are kept in the cache. Raises :class:`monitor.config.ConfigError` for a file without two such columns or
    with fewer than twenty groups.
    """
    segments = read_parallel(path)
    n_groups = len(segments) // SEGMENTS_A_GROUP
    if n_groups < LEAST_GROUPS:
        raise ConfigError(
            f"{path}: {len(segments)} segments; at least {LEAST_GROUPS * SEGMENTS_A_GROUP} are needed "
            f"({LEAST_GROUPS} groups of {SEGMENTS_A_GROUP})."
        )
    codebook = load_codebook(settings.codebook)
    scorer = open_scorer(settings, warehouse, codebook)
    groups = [segments[start * SEGMENTS_A_GROUP : (start + 1) * SEGMENTS_A_GROUP] for start in range(n_groups)]
    shape = n_groups, len(codebook.frame_ids)
    chinese = _scores(scorer, [[zh for zh, _ in group] for group in groups], "zh-Hans", shape)
    english = _scores(scorer, [[en for _, en in group] for group in groups], "en", shape)
    frames = tuple(
        FrameInvariance(
            name,
            spearman(chinese[0][:, index], english[0][:, index]),
            top_kappa(chinese[0][:, index], english[0][:, index]),
            float((chinese[1] - english[1])[:, index].mean()),
            float((chinese[0] - english[0])[:, index].mean()),
        )
        for index, name in enumerate(codebook.frame_ids)
    )
    drawn = _draws(chinese[0], english[0])
    return Invariance(
        scorer.identity.scorer_id,
        scorer.identity.model_revision,
        len(segments),
        n_groups,
        float(np.mean([one.spearman for one in frames])),
        _interval(drawn[:, 0]),
        float(np.mean([one.kappa for one in frames])),
        _interval(drawn[:, 1]),
        float(np.mean([one.level_zh_minus_en for one in frames])),
        float(np.mean([between_frames(side[0]) for side in (chinese, english)])),
        frames,
    )


def read_parallel(path: Path) -> list[tuple[str, str]]:
    """Segments as (Chinese, English). A row with an empty side or a header is left out. Raises ConfigError."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.reader(file) if row]
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 (byte {error.start}). Save it as UTF-8.") from error
    wrong = next((number for number, row in enumerate(rows, 1) if len(row) != 2), None)
    if not rows or wrong:
        raise ConfigError(
            f"{path}:{wrong or 1}: two columns are expected, a text and its translation, and nothing else."
        )
    first, second = ("".join(row[column] for row in rows) for column in (0, 1))
    shares = [count_han(side) / max(1, len(side)) for side in (first, second)]
    if (shares[0] > LEAST_HAN) == (shares[1] > LEAST_HAN):
        raise ConfigError(f"{path}: one column must be Chinese and the other English.")
    order = (0, 1) if shares[0] > LEAST_HAN else (1, 0)
    pairs = [(row[order[0]].strip(), row[order[1]].strip()) for row in rows]
    begins = 0 if count_han(pairs[0][0]) else 1
    return [pair for pair in pairs[begins:] if all(pair)]


def _scores(
    scorer: Scorer, groups: Sequence[Sequence[str]], language: str, shape: tuple[int, int]
) -> tuple[Floats, Floats]:
    """Scores and probabilities, each (n_groups, n_frames)."""
    rows = [row for number, group in enumerate(groups) for row in _passages(f"{number:06d}", group, language)]
    articles = scorer.score(pa.Table.from_pylist(rows)).articles
    score, probability = (articles[name].to_numpy().reshape(shape) for name in ("score", "probability"))
    return score, probability


def _passages(name: str, segments: Sequence[str], language: str) -> Iterator[dict[str, object]]:
    for row in passages_of(name, "", "\n".join(segments), language):
        if row.text.strip():
            yield {"language": language} | {
                column: getattr(row, column) for column in PASSAGE_COLUMNS if column != "language"
            }


def spearman(one: Floats, other: Floats) -> float:
    """Rank correlation; 0 where a side does not vary."""
    ranks = rankdata(one), rankdata(other)
    if min(np.ptp(one), np.ptp(other)) == 0:
        return 0.0
    return float(np.corrcoef(*ranks)[0, 1])


def top_kappa(one: Floats, other: Floats) -> float:
    """Cohen's kappa of belonging to the top fifth of one's own side."""
    first, second = (side >= np.quantile(side, 1 - TOP_SHARE) for side in (one, other))
    agreed = float((first == second).mean())
    chance = float(first.mean() * second.mean() + (1 - first.mean()) * (1 - second.mean()))
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def between_frames(scores: Floats) -> float:
    """Mean correlation between different columns."""
    matrix = np.atleast_2d(np.corrcoef(scores.T))
    return float(np.nanmean(matrix[np.triu_indices(len(matrix), 1)]))


def _draws(chinese: Floats, english: Floats) -> Floats:
    """Means over frames of both figures for resampled groups: (draws, 2)."""
    generator = np.random.default_rng(SEED)
    n, frames = chinese.shape
    figures = []
    for _ in range(DRAWS // 4):
        rows = generator.integers(n, size=n)
        pairs = [(chinese[rows, frame], english[rows, frame]) for frame in range(frames)]
        figures.append([np.mean([measure(*pair) for pair in pairs]) for measure in (spearman, top_kappa)])
    return np.array(figures)


def _interval(values: Floats) -> tuple[float, float]:
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)
