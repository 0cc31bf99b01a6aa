"""How long each view takes to answer a filtered question, and the trends stage to take in a new week, as the coverage grows.

    python benchmarks/views.py --sizes 10000 100000 1000000

Each size is a warehouse of its own (see ``benchmarks/made_warehouse.py``), with its trends estimated by the stage itself, a year of
past reports' differences, and published as a run does; it runs in a process of its own, so that its peak memory is its own.

``views``: a question for each view, asked several times by one connection: ``seconds`` is the best, ``first_seconds`` the first, with
nothing read yet; ``cpu_seconds`` the least processor time of all threads together, which other work on the machine changes little.
``first_trends``: what the estimation of all weeks but the newest costs, with nothing estimated yet; ``trends``: what that newest week
costs on top, ``weeks_estimated`` of them being estimated by week, ``steps``: each table (two at a time);
``publish``: the copy for people.
``growth``: ratios of processor time to the size before. In time is a view under 1 s and a new week under 60 s, on two cores. The last
line is a JSON object.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb

sys.path.insert(0, str(Path(__file__).parent))
from made_warehouse import METHOD, SCORER, bring_back, hold_back, make, remember

from monitor.config import Settings, load_settings
from monitor.trends import TrendSummary, stage
from monitor.warehouse import Warehouse, publish

SETTINGS = "config/sample.yaml"
REPORTS = 52
"""Weeks of which there are reports, each with its own differences."""
MOST_SECONDS, MOST_WEEK_SECONDS = 1.0, 60.0
A_STORY = "story-216-0"
"""The story of 2026-W10 that most articles tell."""
STEPS = (
    "read_study", "story_frame_contrasts", "weekly_prevalence", "framing_decomposition", "distinctive_terms", "frame_shifts",
    "frame_differences", "country_divergence", "agenda", "lead_lag", "not_found_in_sources", "write_telling_passages", "_write",
)  # fmt: skip
"""What the stage does, the writing last."""

QUESTIONS = {
    "v_agenda": "SELECT event_en, share, share_low, share_high, difference, difference_low, difference_high, q FROM v_agenda"
    " WHERE level = 'story' AND country = 'CHN' ORDER BY abs(difference) DESC, event LIMIT 10",
    "v_articles": "SELECT published_at, outlet, title, story_en, frames_en, url FROM v_articles"
    " WHERE country = 'TWN' AND week_label = '2026-W10' AND is_counted ORDER BY published_at, article LIMIT 10",
    "v_country_divergence": "SELECT country_b, divergence, divergence_low, divergence_high, q, leading_frame_en FROM v_country_divergence"
    " WHERE country_a = 'CHN' ORDER BY divergence DESC",
    "v_country_gap": "SELECT country_b, frame_en, difference, difference_low, difference_high, q FROM v_country_gap"
    " WHERE country_a = 'CHN' AND is_clear ORDER BY abs(difference) DESC LIMIT 10",
    "v_country_gap_history": "SELECT last_week_label, difference, difference_low, difference_high, q FROM v_country_gap_history"
    " WHERE country_a = 'CHN' AND country_b = 'USA' AND frame = 'frame_03' ORDER BY last_week",
    "v_current_scorer": "SELECT scorer, method, codebook_en FROM v_current_scorer",
    "v_current_topics": "SELECT topic, method, n_articles_newest_week FROM v_current_topics ORDER BY topic",
    "v_data_health": "SELECT week_label, outlet, n_articles, n_articles_usual, n_fetches_failed, is_silent FROM v_data_health"
    " WHERE country = 'GBR' AND week_label >= '2026-W01' ORDER BY outlet, week",
    "v_distinctive_terms": "SELECT term, n_articles_with, n_articles_with_against, log_odds, strength, q FROM v_distinctive_terms"
    " WHERE country = 'GBR' AND against = 'USA' AND basis = 'all' ORDER BY strength DESC, term LIMIT 10",
    "v_estimation": "SELECT newest_week_label, text_scope, topics, scorer FROM v_estimation",
    "v_evidence": "SELECT country, outlet, passage, probability, url FROM v_evidence"
    " WHERE frame = 'frame_03' AND week_label = '2026-W10' AND is_present AND rank = 1 ORDER BY probability DESC, article LIMIT 10",
    "v_frame_gaps": "SELECT rank, n_stories, language, example, url FROM v_frame_gaps WHERE example_rank = 1 ORDER BY rank LIMIT 10",
    "v_frame_quality": "SELECT language, frame_en, f1 FROM v_frame_quality WHERE frame = 'micro' ORDER BY language",
    "v_frame_shifts": "SELECT frame_en, since_week_label, change, change_low, change_high, p FROM v_frame_shifts"
    " WHERE country = 'CHN' AND is_newest ORDER BY p, frame",
    "v_frame_trend": "SELECT week_label, share, share_low, share_high, n_articles, n_stories, method, caveat FROM v_frame_trend"
    " WHERE country = 'CHN' AND frame = 'frame_03' AND is_complete ORDER BY week",
    "v_framing_decomposition": "SELECT country_b, frame_en, resolution, difference, unshared, agenda, framing, framing_low, framing_high"
    " FROM v_framing_decomposition WHERE country_a = 'CHN' AND is_clear ORDER BY abs(difference) DESC LIMIT 10",
    "v_frames": "SELECT frame, frame_en, definition_en FROM v_frames WHERE frame = 'frame_03'",
    "v_gold": "SELECT frame_en, count(*), count(*) FILTER (WHERE is_present) FROM v_gold WHERE country = 'CHN'"
    " GROUP BY frame_en ORDER BY frame_en",
    "v_lead_lag": "SELECT country_b, n_stories, lag_days, lag_low, lag_high, share_a_first, q FROM v_lead_lag"
    " WHERE country_a = 'CHN' ORDER BY country_b",
    "v_not_found_in_sources": "SELECT story_en, n_countries_found, n_expected, chance, q FROM v_not_found_in_sources"
    " WHERE country = 'CHN' ORDER BY chance, story LIMIT 10",
    "v_places": "SELECT country, country_en, country_zh FROM v_places WHERE country IN ('CHN', 'USA')",
    "v_same_story": f"SELECT country_en, frame_en, share, n_articles, share_elsewhere, q FROM v_same_story WHERE story = '{A_STORY}'"
    " ORDER BY country, frame",
    "v_story_contrasts": "SELECT story_en, frame_en, difference, difference_low, difference_high, side, quote, url FROM v_story_contrasts"
    " WHERE country = 'CHN' AND week_label = '2026-W10' ORDER BY rank_in_week, story, side DESC, quote_rank LIMIT 10",
    "v_story_timeline": "SELECT position, hours_since_first, country, outlet, title, frames_en, url FROM v_story_timeline"
    f" WHERE story = '{A_STORY}'"
    " AND NOT is_copy ORDER BY position",
    "v_weeks": "SELECT week_label, is_complete, n_articles, n_outlets FROM v_weeks WHERE week_label >= '2026-W01' ORDER BY week",
}  # fmt: skip
"""A question with a filter for each view, as people ask: one place, week, frame, pair or story."""


def clocked(work: Callable[[], Any]) -> dict[str, float]:
    """Seconds of the wall clock and of the processor that ``work`` takes."""
    began, worked = time.monotonic(), time.process_time()
    work()
    return {"seconds": round(time.monotonic() - began, 3), "cpu_seconds": round(time.process_time() - worked, 3)}


def timed(work: Callable[..., Any], into: dict[str, float]) -> Callable[..., Any]:
    """``work`` that leaves the seconds it took under its name."""

    def step(*given: Any, **named: Any) -> Any:
        began = time.monotonic()
        try:
            return work(*given, **named)
        finally:
            into[work.__name__] = round(time.monotonic() - began, 1)

    return step


def asked(file: Path, question: str, repeats: int) -> dict[str, float]:
    """The best and the first of several times that a question is asked by one connection."""
    with duckdb.connect(str(file), read_only=True, config={"threads": 2}) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        took = [clocked(lambda: connection.execute(question).fetchall()) for _ in range(repeats)]
        rows = len(connection.execute(question).fetchall())
    return {
        "seconds": min(one["seconds"] for one in took),
        "first_seconds": took[0]["seconds"],
        "cpu_seconds": min(one["cpu_seconds"] for one in took),
        "rows": rows,
    }


def made_settings(folder: Path) -> Settings:
    """The sample's settings for coverage of no simulated clock, coded by people."""
    settings = load_settings(SETTINGS, folder)
    return settings.model_copy(
        update={
            "collect": settings.collect.model_copy(update={"clock": None}),
            "gold": settings.gold.model_copy(update={"coder_kinds": ("human",)}),
        }
    )


def one(n: int, every: int, repeats: int, folder: Path) -> dict[str, Any]:
    """Make, estimate, publish and ask, in this process; what is there already in ``folder`` is used again."""
    settings, warehouse = made_settings(folder), Warehouse(folder)
    told: dict[str, Any] = {"articles": n}
    if not warehouse.path.exists():
        make(warehouse, n, every)
    hold_back(warehouse)
    told["first_trends"] = clocked(lambda: stage.estimate_for(settings, warehouse, SCORER, METHOD))
    bring_back(warehouse)
    told["steps"] = steps = {}
    for step in STEPS:
        setattr(stage, step, timed(getattr(stage, step), steps))
    found: list[TrendSummary] = []
    told["trends"] = clocked(lambda: found.append(stage.estimate_for(settings, warehouse, SCORER, METHOD)))
    told["weeks_estimated"] = found[0].weeks_estimated
    told["trends_peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    remember(warehouse, REPORTS)
    told["publish"] = clocked(lambda: publish(warehouse))
    told["published_mb"] = round(warehouse.published_path.stat().st_size / 1e6)
    told["views"] = {view: asked(warehouse.published_path, question, repeats) for view, question in QUESTIONS.items()}
    return told


def summed(sizes: list[dict[str, Any]]) -> dict[str, Any]:
    """All sizes with how times grow from each to the next, and what misses its target at the largest."""
    for before, after in pairwise(sizes):
        after["growth"] = {
            "articles": round(after["articles"] / before["articles"], 1),
            "trends": round(after["trends"]["cpu_seconds"] / before["trends"]["cpu_seconds"], 1),
            "publish": round(after["publish"]["cpu_seconds"] / before["publish"]["cpu_seconds"], 1),
            "views": {
                view: round(took["cpu_seconds"] / max(before["views"][view]["cpu_seconds"], 0.001), 1)
                for view, took in after["views"].items()
            },
        }
    last = sizes[-1]
    slow = [view for view, took in last["views"].items() if took["seconds"] > MOST_SECONDS]
    return {"sizes": sizes, "slow_views": slow, "new_week_in_time": last["trends"]["seconds"] < MOST_WEEK_SECONDS}


def main() -> None:
    """Read the command line and ask at every size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--every", type=int, default=10, help="every so many articles have passages and evidence")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="keep the warehouses here and use them again")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(one(chosen.one, chosen.every, chosen.repeats, chosen.folder)))
        return
    sizes = []
    with tempfile.TemporaryDirectory() as temporary:
        for n in chosen.sizes:
            folder = (chosen.folder or Path(temporary)) / str(n)
            command = [sys.executable, __file__, "--one", str(n), "--every", str(chosen.every)]
            command += ["--repeats", str(chosen.repeats), "--folder", str(folder)]
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
            sizes.append(json.loads(done.stdout.splitlines()[-1]))
            print(json.dumps(sizes[-1]), file=sys.stderr, flush=True)
    print(json.dumps(summed(sizes)))


if __name__ == "__main__":
    main()
