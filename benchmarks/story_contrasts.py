"""False alarms, coverage and the false coverage of selected intervals of contrasts within a story, in simulated worlds.

    python benchmarks/story_contrasts.py --worlds 60

The first designs are of places that tell every story alike: ``p<=`` should be at most its level, and hardly any week should have a finding
(q <= .05). In the others (``apart``) they do not. :func:`monitor.evaluate.story_contrasts.measure` says what the figures are. The last
line is a JSON object; ``worst_selected_missed`` is promised to be at most .05.
"""

import argparse
import json
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial

from monitor.evaluate.story_contrasts import measure
from monitor.evaluate.worlds.told import Telling

BASE = Telling()
DESIGNS = {
    "three places": BASE,
    "two places": replace(BASE, places=2),
    "six places": replace(BASE, places=6),
    "few articles": replace(BASE, articles=2.5),
    "many articles": replace(BASE, articles=8.0),
    "outlets do not matter": replace(BASE, house=0.0),
    "outlets matter much": replace(BASE, house=0.7),
    "two outlets a place": replace(BASE, outlets=2, house=0.5),
    "one outlet a place": replace(BASE, outlets=1),
    "stories far apart": replace(BASE, alike=0.6, articles=8.0),
    "60 coded": replace(BASE, gold=60),
    "all coded": replace(BASE, gold=10**9),
    "none coded": replace(BASE, gold=0),
    "apart": replace(BASE, apart=0.3),
    "apart, many articles": replace(BASE, apart=0.3, articles=10.0),
    "apart, many, all coded": replace(BASE, apart=0.3, articles=10.0, gold=10**9),
    "far apart, many articles": replace(BASE, apart=0.6, articles=10.0),
}


def main() -> None:
    """Measure all designs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", type=int, default=60)
    parser.add_argument("--processes", type=int, default=2)
    chosen = parser.parse_args()
    began, told = time.perf_counter(), {}
    with ProcessPoolExecutor(chosen.processes) as pool:
        found = pool.map(partial(measure, seeds=range(chosen.worlds)), DESIGNS.values())
        for name, figures in zip(DESIGNS, found, strict=True):
            told[name] = figures
            print(json.dumps({name: figures}), file=sys.stderr)
    worst = {
        f"worst_{name}": max(figures.get(name, 0.0) for figures in told.values())
        for name in ("missed", "missed_share", "selected_missed", "selected_missed_plainly", "false_findings")
    }
    false = {"worst_false_alarms": max(told[name]["p<=0.05"] for name in told if not name.startswith(("apart", "far")))}
    seconds = round(time.perf_counter() - began)
    print(json.dumps({"worlds": chosen.worlds, "seconds": seconds, "designs": told} | worst | false))


if __name__ == "__main__":
    main()
