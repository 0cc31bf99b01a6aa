"""The story stage with its tables as the coverage grows: a first grouping, a day's new articles on top, and nothing new.

    python benchmarks/story_stage.py --sizes 10000 100000 1000000

Articles, titles and vectors are drawn as in ``benchmarks/stories.py``; all of them are relevant, which is the hardest case. They lie in a
data folder of their own, as a run leaves them, with the vectors of their leads in the cache: no model is loaded. Each size runs in a
process of its own, so that its peak memory is its own. The baseline is the first grouping of the same run.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parent))
from stories import NEW_A_DAY, SETTINGS, base_vectors, drawn

from monitor.config import Settings, load_settings
from monitor.embedding import model_revision
from monitor.embedding.align import read_translation_pairs
from monitor.embedding.cache import list_array
from monitor.sample.pairs import all_pairs_paths
from monitor.stories import Items, group_stories
from monitor.stories.lead import lead_of
from monitor.text import text_hash
from monitor.topics import current_method
from monitor.warehouse import Warehouse

FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC)
CHUNK = 50_000
OUTLETS = 200


def fill(settings: Settings, warehouse: Warehouse, coverage: Items, rows: range) -> None:
    """Write the articles of ``rows`` as the stages before would: article, relevance, passages, and the vector of the lead."""
    pairs = read_translation_pairs(all_pairs_paths())
    method, revision = current_method(settings, warehouse), model_revision(settings)
    for start in range(rows.start, rows.stop, CHUNK):
        chunk = range(start, min(start + CHUNK, rows.stop))
        languages = [str(coverage.languages[row]) for row in chunk]
        texts = [
            (pairs.english if language == "en" else pairs.chinese)[row % len(pairs.english)]
            for row, language in zip(chunk, languages, strict=True)
        ]
        titles = [f"{text[:60]} {row}" for row, text in zip(chunk, texts, strict=True)]
        ids = [f"{row:016x}" for row in chunk]
        made = pa.table(
            {
                "article_id": ids,
                "language": languages,
                "title": titles,
                "text": texts,
                "outlet_id": [f"outlet{row % OUTLETS}" for row in chunk],
                "published_at": [FIRST_DAY + timedelta(days=float(coverage.days[row])) for row in chunk],
                "lead_hash": [text_hash(lead_of(*one)) for one in zip(titles, [[text] for text in texts], strict=True)],
                "vector": list_array(coverage.vectors[chunk.start : chunk.stop]),
            }
        )
        _insert(warehouse, made, method, revision)


def _insert(warehouse: Warehouse, made: pa.Table, method: str, revision: str) -> None:
    with warehouse.transaction() as connection:
        connection.register("made", made)
        connection.execute(
            "INSERT INTO articles BY NAME SELECT article_id, article_id AS url, outlet_id, 'USA' AS country, language, title, text AS body,"
            " published_at, published_at AS first_seen_at, lead_hash AS text_hash, 'full' AS text_scope, 1 AS version FROM made"
        )
        connection.execute(
            "INSERT INTO article_topics BY NAME SELECT article_id, 'drawn' AS topic_id, ? AS method, lead_hash AS text_hash,"
            " 1.0 AS relevance, true AS is_relevant FROM made",
            [method],
        )
        for field, position in (("title", 0), ("body", 1)):
            text = "title" if field == "title" else "text"
            connection.execute(
                f"INSERT INTO passages BY NAME SELECT article_id || '-{position}' AS passage_id, article_id, {position} AS position,"
                f" '{field}' AS field, {text} AS text, md5({text}) AS text_hash FROM made"
            )
    with warehouse.transaction() as connection:
        connection.register("made", made)
        connection.execute(
            "INSERT INTO vectors.embeddings BY NAME SELECT lead_hash AS text_hash, ? AS model_revision, vector FROM made",
            [revision],
        )


def timed(settings: Settings, warehouse: Warehouse) -> dict[str, Any]:
    """One run of the stage."""
    started, worked = time.monotonic(), time.process_time()
    told = group_stories(settings, warehouse)
    return {
        "seconds": round(time.monotonic() - started, 1),
        "cpu_seconds": round(
            time.process_time() - worked, 1
        ),  # of all threads: what a busy machine does not change much
        "regrouped": told.n_regrouped,
        "stories": told.n_stories,
        "disputes": told.n_disputes,
    }


def one(n: int, base: Path, folder: Path) -> dict[str, Any]:
    """Three runs in this process: everything but the newest articles, these on top, and nothing new."""
    settings = load_settings(SETTINGS, folder)
    warehouse = Warehouse(folder)
    coverage, _ = drawn(np.load(base), n)
    new = min(NEW_A_DAY, n // 5)
    fill(settings, warehouse, coverage, range(n - new))
    told: dict[str, Any] = {"articles": n, "new": new, "first": timed(settings, warehouse)}
    fill(settings, warehouse, coverage, range(n - new, n))
    del coverage
    told |= {"day": timed(settings, warehouse), "nothing_new": timed(settings, warehouse)}
    told["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    told["first_over_day"] = round(told["first"]["cpu_seconds"] / max(told["day"]["cpu_seconds"], 0.1), 1)
    return told


def main() -> None:
    """Read the command line and print a line for each size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 50_000])
    parser.add_argument("--one", nargs=3, metavar=("N", "BASE", "FOLDER"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(one(int(chosen.one[0]), Path(chosen.one[1]), Path(chosen.one[2]))))
        return
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "base.npy"
        np.save(base, base_vectors())
        for n in chosen.sizes:
            data = Path(folder) / str(n)
            command = [sys.executable, __file__, "--one", str(n), str(base), str(data)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            last = (done.stderr if done.returncode else done.stdout).strip().splitlines() or ["ended without a word"]
            print(last[-1] if not done.returncode else json.dumps({"articles": n, "error": last[-1]}), flush=True)


if __name__ == "__main__":
    main()
