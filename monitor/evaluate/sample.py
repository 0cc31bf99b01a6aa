"""How good the line is on the synthetic sample, whose author's intentions are known."""

from typing import Any

from monitor.config import Settings
from monitor.frames import current_scorer_id
from monitor.stories import story_quality
from monitor.topics import current_method
from monitor.warehouse import Warehouse, query

# Planted by the sample's author: Mainland China's outlets turn to self-reliance in the seventh week, and nothing else lasts.
PLANTED_SHIFT = {"country": "CHN", "frame_id": "self_reliance_innovation", "week": "2026-02-23"}


def sample_quality(settings: Settings, warehouse: Warehouse) -> dict[str, Any]:
    """One object of figures, ready for JSON; floats rounded to four digits.

    Keys: ``relevance`` (precision, recall, n), ``stories`` (rows by part: overall, language, cross-language), ``frames``
    (by coder and language: micro and macro F1 with interval of the micro), ``agreement`` (Krippendorff's alpha by coders and
    language), ``planted_shift`` (found, week, change with interval; other shifts found), ``seconds`` (last run of each stage).
    """
    scorer, method = current_scorer_id(settings, warehouse), current_method(settings, warehouse)
    with warehouse.transaction() as connection:
        relevance = query(connection, "evaluate_relevance", method=method).to_pylist()[0]
        frames = query(connection, "evaluate_frames", scorer_id=scorer).to_pylist()
        agreement = query(connection, "evaluate_agreement").to_pylist()
        shifts = query(connection, "evaluate_shifts", scorer_id=scorer).to_pylist()
        seconds = query(connection, "evaluate_seconds").to_pylist()
    return {
        "relevance": _rounded(relevance),
        "stories": [_rounded(row) for row in story_quality(settings, warehouse).to_pylist()],
        "frames": [_rounded(row) for row in frames],
        "agreement": [_rounded(row) for row in agreement],
        "planted_shift": _planted([_rounded(row) for row in shifts]),
        "seconds": {row["stage"]: round(row["seconds"], 1) for row in seconds},
    }


def _planted(shifts: list[dict[str, Any]]) -> dict[str, Any]:
    """The planted shift among those found, with how far off its week is, and what else was found."""
    same = [s for s in shifts if (s["country"], s["frame_id"]) == (PLANTED_SHIFT["country"], PLANTED_SHIFT["frame_id"])]
    others = [s for s in shifts if s not in same]
    return {"planted": PLANTED_SHIFT, "found": bool(same), "as_found": same, "others_found": others}


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    return {key: round(value, 4) if isinstance(value, float) else value for key, value in row.items()}
