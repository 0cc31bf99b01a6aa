"""Gaps as rows: what each is made of, its terms, nearest frames and examples."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from monitor.frames.gaps.coverage import Coverage, Floats, Whole
from monitor.frames.pooling import unit
from monitor.stories.labels import distinctive_terms
from monitor.text import short_id

LEAST_STORIES, LEAST_OUTLETS, LEAST_PASSAGES = 3, 3, 8  # below that it is one event, one voice, or chance
NEAREST = 3  # frames named
EXAMPLES = 3  # in each language
DIGITS = 4

_AT_DATE = pa.date32()
GAPS = pa.schema(
    [
        ("gap_id", pa.string()), ("rank", pa.int32()), ("n_passages", pa.int32()), ("share", pa.float64()), ("n_articles", pa.int32()),
        ("n_stories", pa.int32()), ("n_outlets", pa.int32()), ("first_week", _AT_DATE), ("last_week", _AT_DATE),
        ("countries", pa.list_(pa.string())), ("languages", pa.list_(pa.string())), ("terms_en", pa.string()), ("terms_zh", pa.string()),
        ("best_score", pa.float64()), ("nearest_frames", pa.list_(pa.string())), ("nearest_distances", pa.list_(pa.float64())),
    ]
)  # fmt: skip
PASSAGES = pa.schema(
    [
        ("gap_id", pa.string()), ("passage_id", pa.string()), ("article_id", pa.string()), ("rank", pa.int32()),
        ("typicality", pa.float64()), ("best_frame", pa.string()), ("best_score", pa.float64()), ("is_example", pa.bool_()),
    ]
)  # fmt: skip


@dataclass(frozen=True)
class Scored:
    """Scores of all passages of a coverage, (n, n_frames), with the frames' ids and the scorer's threshold."""

    frames: tuple[str, ...]
    scores: Floats
    threshold: float


def gap_tables(
    coverage: Coverage, scored: Scored, rows: Whole, community: Whole, *, n_worth: int, key: str
) -> tuple[pa.Table, pa.Table]:
    """Gaps and their passages. ``rows`` (m,) are the passages that fit no frame, ``community`` (m,) their groups.

    ``key`` names codebook version and scorer: a gap's id is a hash of it and of the gap's passages.
    """
    found = list(_gaps(coverage, rows, community))
    terms = {chinese: _terms(coverage, found, rows, chinese) for chinese in (False, True)}
    gaps: list[dict[str, object]] = []
    passages: list[dict[str, object]] = []
    for rank, members in enumerate(found, start=1):
        ids = coverage.table["passage_id"].take(pa.array(members)).to_pylist()
        gap_id = short_id("gap", key, *sorted(ids))
        means = scored.scores[members].mean(axis=0)
        nearest = np.argsort(-means, kind="stable")[:NEAREST]
        gaps.append(
            {
                "gap_id": gap_id,
                "rank": rank,
                "n_passages": len(members),
                "share": round(len(members) / n_worth, DIGITS),
                "n_articles": len(np.unique(coverage.article[members])),
                "n_stories": len(np.unique(coverage.story[members])),
                "n_outlets": len(np.unique(coverage.outlet[members])),
                **_where_and_when(coverage, members),
                "terms_en": terms[False][rank - 1],
                "terms_zh": terms[True][rank - 1],
                "best_score": round(float(scored.scores[members].max(axis=1).mean()), DIGITS),
                "nearest_frames": [scored.frames[frame] for frame in nearest],
                "nearest_distances": [round(float(scored.threshold - means[frame]), DIGITS) for frame in nearest],
            }
        )
        passages += _passages(coverage, scored, members, gap_id)
    return pa.Table.from_pylist(gaps, GAPS), pa.Table.from_pylist(passages, PASSAGES)


def _gaps(coverage: Coverage, rows: Whole, community: Whole) -> list[Whole]:
    """Members of each community that is large enough, most typical first; the largest community first."""
    groups = (rows[community == one] for one in range(int(community.max(initial=-1)) + 1))
    large = [_by_typicality(coverage, members) for members in groups if _is_large(coverage, members)]
    return sorted(large, key=lambda members: (-len(members), int(members.min())))


def _is_large(coverage: Coverage, members: Whole) -> bool:
    return (
        len(members) >= LEAST_PASSAGES
        and len(np.unique(coverage.story[members])) >= LEAST_STORIES
        and len(np.unique(coverage.outlet[members])) >= LEAST_OUTLETS
    )


def _typicality(coverage: Coverage, members: Whole) -> Floats:
    """Cosine to the middle of the group, both languages weighing the same."""
    vectors, chinese = coverage.beyond_story[members], coverage.is_chinese[members]
    sides = [vectors[side].mean(axis=0) for side in (chinese, ~chinese) if side.any()]
    typicality: Floats = (vectors @ unit(np.mean(sides, axis=0)[None])[0]).round(DIGITS)
    return typicality


def _by_typicality(coverage: Coverage, members: Whole) -> Whole:
    ordered: Whole = members[np.lexsort((members, -_typicality(coverage, members)))]
    return ordered


def _where_and_when(coverage: Coverage, members: Whole) -> dict[str, object]:
    part = coverage.table.take(pa.array(members))
    weeks = sorted({week for week in part["week"].to_pylist() if week})
    return {
        "first_week": weeks[0] if weeks else None,
        "last_week": weeks[-1] if weeks else None,
        "countries": sorted({country for country in part["country"].to_pylist() if country}),
        "languages": sorted(set(part["language"].to_pylist())),
    }


def _terms(coverage: Coverage, found: list[Whole], rows: Whole, chinese: bool) -> list[str]:
    """Terms of each gap in one language, against the other gaps and all else that fits no frame."""
    texts = coverage.table["text"].to_pylist()
    taken = np.concatenate(found) if found else np.empty(0, np.int64)
    groups = [*found, np.setdiff1d(rows, taken)]
    joined = ["\n".join(texts[row] for row in sorted(group) if coverage.is_chinese[row] == chinese) for group in groups]
    return distinctive_terms(joined, n_terms=6)[: len(found)]


def _passages(coverage: Coverage, scored: Scored, members: Whole, gap_id: str) -> Iterator[dict[str, object]]:
    typicality, examples = _typicality(coverage, members), set(_examples(coverage, members))
    best = scored.scores[members].argmax(axis=1)
    part = coverage.table.take(pa.array(members)).select(["passage_id", "article_id"]).to_pylist()
    for rank, (row, ids) in enumerate(zip(members.tolist(), part, strict=True), start=1):
        yield {
            "gap_id": gap_id,
            **ids,
            "rank": rank,
            "typicality": float(typicality[rank - 1]),
            "best_frame": scored.frames[best[rank - 1]],
            "best_score": round(float(scored.scores[row, best[rank - 1]]), DIGITS),
            "is_example": row in examples,
        }


def _examples(coverage: Coverage, members: Whole) -> Iterator[int]:
    """The most typical passages in each language, each of another story."""
    for chinese in (False, True):
        side = members[coverage.is_chinese[members] == chinese]
        _, first = np.unique(coverage.story[side], return_index=True)
        yield from side[np.sort(first)[:EXAMPLES]].tolist()
