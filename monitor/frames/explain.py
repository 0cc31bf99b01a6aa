"""Frames of one text, for looking at how the scorer sees it."""

import pyarrow as pa

from monitor.config import Settings
from monitor.frames.codebook import load_codebook
from monitor.frames.score import open_scorer
from monitor.frames.scorer import FrameScores
from monitor.text import split_sentences
from monitor.warehouse import Warehouse


def score_text(settings: Settings, warehouse: Warehouse, title: str, body: str, language: str) -> FrameScores:
    """Score a text that is not in the warehouse; ``language`` is BCP 47 (``en``, ``zh-Hans``, ``zh-Hant``).

    Evidence has passage ids ``title`` and ``body:START``. Vectors of its sentences are kept in the cache. Raises
    ValueError for a text without any character.
    """
    parts = [("title", title, 0, len(title))] + [
        ("body", body[start:stop], start, stop) for start, stop in split_sentences(body, language)
    ]
    rows = [
        {
            "article_id": "text",
            "language": language,
            "position": position,
            "passage_id": field if field == "title" else f"body:{start}",
            "field": field,
            "start": start,
            "stop": stop,
            "text": text,
        }
        for position, (field, text, start, stop) in enumerate(parts)
        if text.strip()
    ]
    if not rows:
        raise ValueError("title and body are both empty; there is nothing to score")
    scorer = open_scorer(settings, warehouse, load_codebook(settings.codebook))
    return scorer.score(pa.Table.from_pylist(rows))
