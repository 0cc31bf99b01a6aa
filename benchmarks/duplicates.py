"""Copies: time, memory and quality as the coverage grows, and MinHash with locality-sensitive hashing (datasketch) in the same run.

    python benchmarks/duplicates.py --sizes 10000 100000 --million --datasketch 10000

The texts are those of ``monitor evaluate duplicates``: distinct ones recombined from the project's own material, and a fifth as many
reprints with up to 30% of their words edited. Making them is not part of the time; ``texts_mb`` is the memory of the process
with them and before copies are looked for, ``peak_mb`` the most it ever took. Each size runs in a process of its own. The last line
holds the ratios: ``growth`` is the time of a size over that of the smallest, ``growth_n_log_n`` what n log n would give, both of the
processor's time: other work on the machine makes the clock's longer.
"""

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from monitor.articles.agencies import load_agencies
from monitor.articles.copies import find_copies
from monitor.config import load_settings
from monitor.evaluate.duplicates import figures
from monitor.evaluate.reprints import Coverage, make_coverage

SETTINGS = Path(__file__).parents[1] / "config" / "sample.yaml"
MILLION = 1_000_000
PERMUTATIONS = 128
WORDS = 4


def copies(coverage: Coverage) -> list[str]:
    """The group of each text, as a run finds it."""
    settings = load_settings(SETTINGS)
    agencies = load_agencies(SETTINGS.parent / settings.articles.agencies.name)
    return [row.copy_group for row in find_copies(coverage.texts, agencies, settings.articles.copy_similarity)]


def datasketch(coverage: Coverage) -> list[str]:
    """The group of each text by MinHash (128 permutations) and LSH at a similarity of .5, each text in the group of its first match.

    Shingles are four words, or five characters where there are few blanks; the Chinese script is left as it is.
    """
    library = import_module("datasketch")
    index = library.MinHashLSH(threshold=0.5, num_perm=PERMUTATIONS)
    groups: list[str] = []
    for at, text in enumerate(coverage.texts):
        words = text.body.split() if text.language == "en" else list(text.body)
        length = WORDS if text.language == "en" else WORDS + 1
        sketch = library.MinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update_batch([" ".join(words[start : start + length]).encode() for start in range(len(words))])
        found = index.query(sketch)
        groups.append(groups[min(found)] if found else text.article_id)
        index.insert(at, sketch)
    return groups


METHODS = {"copies": copies, "datasketch": datasketch}


def memory_mb() -> float:
    """What the process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def one(method: str, n: int) -> dict[str, Any]:
    """One measurement, in this process."""
    coverage = make_coverage(n)
    before, clock, processor = memory_mb(), time.perf_counter(), time.process_time()
    groups = METHODS[method](coverage)
    seconds, cpu = time.perf_counter() - clock, time.process_time() - processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    quality = figures(coverage, groups, seconds)
    return {
        "method": method,
        "distinct": n,
        "texts": len(groups),
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu, 1),
        "texts_mb": round(before),
        "peak_mb": round(peak),
        "precision": round(quality.precision, 4),
        "recall_up_to_20": round(quality.recall_up_to_20, 4),
        "recall": {name: {kind: round(value, 4) for kind, value in by.items()} for name, by in quality.recall.items()},
    }


def measured(method: str, n: int) -> dict[str, Any]:
    """One measurement in a process of its own."""
    command = [sys.executable, __file__, "--one", method, str(n)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        error = (done.stderr.strip().splitlines() or ["ended without a word"])[-1]
        return {"method": method, "distinct": n, "error": error}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def ratios(told: dict[tuple[str, int], dict[str, Any]]) -> dict[str, Any]:
    """Growth of the time by the processor over the smallest size, and how often faster than the baseline."""
    own = {n: one["cpu_seconds"] for (method, n), one in told.items() if method == "copies" and "error" not in one}
    least = min(own, default=0)
    other = {
        n: one["cpu_seconds"] for (method, n), one in told.items() if method == "datasketch" and "error" not in one
    }
    return {
        "growth": {n: round(seconds / own[least], 2) for n, seconds in own.items()},
        "growth_n_log_n": {n: round(n * math.log(n) / (least * math.log(least)), 2) for n in own},
        "times_faster_than_datasketch": {n: round(other[n] / own[n], 1) for n in other if n in own},
    }


def main() -> None:
    """Read the command line, print a line for each measurement and the ratios at the end."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000], help="distinct texts")
    parser.add_argument("--million", action="store_true", help="also a million distinct texts (about half an hour)")
    parser.add_argument(
        "--datasketch", type=int, nargs="*", default=[10_000], help="sizes at which datasketch runs too"
    )
    parser.add_argument("--one", nargs=2, metavar=("METHOD", "N"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(one(chosen.one[0], int(chosen.one[1]))))
        return
    sizes = [*chosen.sizes, *([MILLION] if chosen.million else [])]
    told = {}
    for method, n in [("copies", n) for n in sizes] + [("datasketch", n) for n in chosen.datasketch]:
        told[method, n] = measured(method, n)
        print(json.dumps(told[method, n]), flush=True)
    print(json.dumps(ratios(told)))


if __name__ == "__main__":
    main()
