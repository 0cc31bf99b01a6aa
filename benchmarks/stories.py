"""Grouping of stories: time, memory and quality as the coverage grows, and BERTopic on the same vectors in the same run.

    python benchmarks/stories.py --sizes 10000 100000 1000000 --bertopic 10000 50000

The vectors are drawn around real ones: those of the project's own translation pairs and press, each an event of which articles are told
with noise, in languages of their own means, over two years, in sizes as news has them (most events are told once or twice, a few by
hundreds). Each measurement runs in a process of its own, so that its peak memory is its own. BERTopic is compared where it is installed
(`pip install bertopic`); its topics are taken as stories, and what it calls noise as stories of one.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from monitor.config import load_settings
from monitor.embedding import embed_fixed
from monitor.embedding.align import read_translation_pairs
from monitor.sample.pairs import all_pairs_paths
from monitor.stories import Items, bcubed, group, items, pairwise, story_reach
from monitor.stories.graph import learn_scale
from monitor.warehouse import Warehouse

Vectors = NDArray[np.float32]
Ints = NDArray[np.int64]
SETTINGS = Path(__file__).parents[1] / "config" / "sample.yaml"

DAYS = 730.0
SEED = 20260316
NOISE = 0.75
"""Length of an article's own part beside its event's direction: two articles of an event then have a cosine of about .64."""
LANGUAGES = ("en", "zh-Hans", "zh-Hant")
NEW_A_DAY = 2_000


def drawn(base: Vectors, n: int) -> tuple[Items, Ints]:
    """``n`` articles in time order, and the event (n,) of each."""
    random = np.random.default_rng(SEED)
    sizes = np.minimum(random.zipf(2.0, n), 500)
    event = np.repeat(np.arange(n), sizes)[:n]
    n_events = int(event[-1]) + 1
    d = base.shape[1]
    own = random.standard_normal((n_events, d), dtype=np.float32)
    own /= np.linalg.norm(own, axis=1, keepdims=True)
    centres = (
        base[random.integers(len(base), size=n_events)] + 0.8 * own
    )  # many events share a subject: the real text they lie around
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    days = random.uniform(0, DAYS, n_events)[event] + random.exponential(1.0, n)
    vectors = random.standard_normal((n, d), dtype=np.float32)
    vectors *= NOISE / np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors += centres[event]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    order = np.argsort(days, kind="stable")
    languages = np.array(LANGUAGES)[random.integers(len(LANGUAGES), size=n)]
    return items(vectors[order], languages[order].tolist(), days[order]), event[order]


def grouped(coverage: Items, event: Ints) -> dict[str, Any]:
    """Time of grouping everything, with the scale of the newest 5,000 as a run learns it."""
    settings = load_settings(SETTINGS).stories
    reach = story_reach(settings)
    started = time.monotonic()
    newest = np.arange(len(coverage)) >= len(coverage) - settings.background_articles
    scale = learn_scale(coverage.take(newest), reach)
    labels = group(coverage, reach, scale)
    seconds = time.monotonic() - started
    scores = bcubed(labels, event)
    told = {
        "seconds": seconds,
        "bcubed_f1": scores.f1,
        "pairwise_f1": pairwise(labels, event).f1,
        "stories": int(labels.max()) + 1,
    }
    started = time.monotonic()
    last = coverage.days[-NEW_A_DAY]
    active = coverage.days >= last - 2 * reach.window_days  # what a day's articles reach, and what that reaches
    group(coverage.take(active), reach, learn_scale(coverage.take(newest), reach))
    return told | {"day_seconds": time.monotonic() - started, "day_active": int(active.sum())}


def bertopic(coverage: Items, event: Ints) -> dict[str, Any]:
    """BERTopic with topics of two and more on the same vectors; its words are made up, as only the vectors decide its topics."""
    words = [f"word{one % 1000} told" for one in range(len(event))]
    started = time.monotonic()
    topics = np.array(
        import_module("bertopic").BERTopic(min_topic_size=2).fit_transform(words, embeddings=coverage.vectors)[0]
    )
    seconds = time.monotonic() - started
    topics = np.where(topics < 0, topics.max() + 1 + np.arange(len(topics)), topics)
    return {"seconds": seconds, "bcubed_f1": bcubed(topics, event).f1, "pairwise_f1": pairwise(topics, event).f1}


METHODS = {"stories": grouped, "bertopic": bertopic}


def one(method: str, n: int, base: Path) -> dict[str, Any]:
    """One measurement, in this process: figures rounded, with its peak memory."""
    told = METHODS[method](*drawn(np.load(base), n))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rounded = {key: round(value, 3) if isinstance(value, float) else value for key, value in told.items()}
    return {"method": method, "articles": n} | rounded | {"peak_mb": round(peak)}


def measured(method: str, n: int, base: Path) -> dict[str, Any]:
    """One measurement in a process of its own."""
    command = [sys.executable, __file__, "--one", method, str(n), str(base)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return {
            "method": method,
            "articles": n,
            "error": (done.stderr.strip().splitlines() or ["ended without a word"])[-1],
        }
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def base_vectors() -> Vectors:
    """Real vectors: both sides of the project's own translation pairs, (n, d)."""
    settings = load_settings(SETTINGS)
    pairs = read_translation_pairs(all_pairs_paths())
    return embed_fixed(settings, Warehouse(settings.data_dir), [*pairs.english, *pairs.chinese])


def main() -> None:
    """Read the command line, print a line for each measurement and the ratios at the end."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 50_000, 100_000])
    parser.add_argument(
        "--bertopic", type=int, nargs="*", default=[], help="sizes at which BERTopic groups the same vectors too"
    )
    parser.add_argument("--one", nargs=3, metavar=("METHOD", "N", "BASE"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(one(chosen.one[0], int(chosen.one[1]), Path(chosen.one[2]))))
        return
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "base.npy"
        np.save(base, base_vectors())
        asked = [("stories", n) for n in chosen.sizes] + [("bertopic", n) for n in chosen.bertopic]
        told = {}
        for method, n in asked:
            told[method, n] = measured(method, n, base)
            print(json.dumps(told[method, n]), flush=True)
    both = [
        n for n in chosen.bertopic if "seconds" in told["bertopic", n] and "seconds" in told.get(("stories", n), {})
    ]
    ratios = {str(n): round(told["bertopic", n]["seconds"] / told["stories", n]["seconds"], 1) for n in both}
    print(json.dumps({"times_faster_than_bertopic": ratios}))


if __name__ == "__main__":
    main()
