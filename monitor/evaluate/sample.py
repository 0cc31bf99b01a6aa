"""How good the line is on the synthetic sample, whose author's intentions are known."""

from typing import Any

from monitor.config import Settings
from monitor.frames import current_scorer_id, load_codebook
from monitor.stories import story_quality
from monitor.topics import current_method
from monitor.trends import read_study
from monitor.trends.shifts import frame_shifts
from monitor.warehouse import Warehouse, query

# Planted by the sample's author: Mainland China's outlets turn to self-reliance in the seventh week, and nothing else lasts.
PLANTED_SHIFT = {"country": "CHN", "frame_id": "self_reliance_innovation", "week": "2026-02-23"}


def sample_quality(settings: Settings, warehouse: Warehouse) -> dict[str, Any]:
    """One object of figures, ready for JSON; floats rounded to four digits.

    Keys: ``relevance`` (precision, recall, n), ``stories`` (rows by part: overall, language, cross-language), ``frames``
    (by coder and language: micro and macro F1 with interval of the micro), ``agreement`` (Krippendorff's alpha by coders and
    language), ``planted_shift`` (found, week, change with interval; other shifts found), ``planted_shift_uncorrected`` (the same
    by the scorer alone, without any coding), ``seconds`` (last run of each stage).
    """
    scorer, method = current_scorer_id(settings, warehouse), current_method(settings, warehouse)
    version = load_codebook(settings.codebook).version
    with warehouse.transaction() as connection:
        relevance = query(connection, "evaluate_relevance", method=method).to_pylist()[0]
        frames = query(connection, "evaluate_frames", scorer_id=scorer).to_pylist()
        agreement = query(connection, "evaluate_agreement", codebook_version=version).to_pylist()
        shifts = query(connection, "evaluate_shifts", scorer_id=scorer).to_pylist()
        seconds = query(connection, "evaluate_seconds").to_pylist()
    return {
        "relevance": _rounded(relevance),
        "stories": [_rounded(row) for row in story_quality(settings, warehouse).to_pylist()],
        "frames": [_rounded(row) for row in frames],
        "agreement": [_rounded(row) for row in agreement],
        "planted_shift": _planted(shifts),
        "planted_shift_uncorrected": _planted(_uncorrected_changes(settings, warehouse, scorer, method)),
        "seconds": {row["stage"]: round(row["seconds"], 1) for row in seconds},
    }


def _uncorrected_changes(settings: Settings, warehouse: Warehouse, scorer: str, method: str) -> list[dict[str, Any]]:
    """Changes in the scorer's predictions: on the sample every article is coded, so correction would hide the scorer."""
    alone = settings.model_copy(update={"gold": settings.gold.model_copy(update={"coder_kinds": ()})})
    study = read_study(alone, warehouse, scorer, method)
    shifts = frame_shifts(study) if study is not None else None
    rows = shifts.to_pylist() if shifts is not None else []
    return [
        row | {"week": str(row["week"])} for row in rows if row["language"] == "all" and row["text_scope"] == "full"
    ]


def _planted(series: list[dict[str, Any]]) -> dict[str, Any]:
    """The planted shift among the likeliest changes of all series (found when it stands up to error control), and what else was found."""
    kept = ("country", "frame_id", "week", "n_articles", "share_before", "share_after", "change", "lo", "hi", "p")
    rows = {(row["country"], row["frame_id"]): row for row in series}
    planted = rows.pop((PLANTED_SHIFT["country"], PLANTED_SHIFT["frame_id"]), None)
    others = [_rounded({key: row[key] for key in kept}) for row in rows.values() if row["is_shift"]]
    return {
        "planted": PLANTED_SHIFT,
        "found": bool(planted and planted["is_shift"]),
        "series": _rounded({key: planted[key] for key in kept}) if planted else None,
        "others_found": others,
    }


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    return {key: round(value, 4) if isinstance(value, float) else value for key, value in row.items()}
