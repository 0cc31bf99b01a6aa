"""A week of news with translated segments among it, as a file for `monitor evaluate stories`.

    python benchmarks/mixed_week.py PARALLEL.csv NEWS.jsonl.gz 2025-02-10 mixed.csv [--pairs 200] [--seed 1]

PARALLEL.csv has two columns, a text and its translation; NEWS.jsonl.gz a record a line with id, title, pubtime and
content_html. Segments are taken far apart, and both sides of each become articles at any two times of the week; only they
have a gold story.
"""

import argparse
import csv
import gzip
import json
import random
from datetime import datetime, timedelta
from pathlib import Path

from lxml import html

from monitor.evaluate.invariance import read_parallel

WEEK = timedelta(days=7)


def main() -> None:
    """Read the command line and write the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("parallel", type=Path)
    parser.add_argument("news", type=Path)
    parser.add_argument("start", type=datetime.fromisoformat, help="first day of the week")
    parser.add_argument("out", type=Path)
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    draw = random.Random(chosen.seed)
    segments = read_parallel(chosen.parallel)
    step = len(segments) // chosen.pairs
    with chosen.out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["uri", "lang", "published_at", "title", "body", "gold_cluster"])
        with gzip.open(chosen.news, "rt", encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                if chosen.start <= datetime.fromisoformat(record["pubtime"]) < chosen.start + WEEK:
                    body = html.fromstring(record["content_html"] or "<p/>").text_content()
                    writer.writerow([record["id"], "zh", record["pubtime"], record["title"], body, ""])
        for number in range(chosen.pairs):
            for language, text in zip(("zh", "en"), segments[number * step + draw.randrange(step)], strict=True):
                moment = chosen.start + timedelta(seconds=draw.randrange(int(WEEK.total_seconds())))
                writer.writerow(
                    [f"pair-{number}-{language}", language, moment.isoformat(" "), text, "", f"pair-{number}"]
                )


if __name__ == "__main__":
    main()
