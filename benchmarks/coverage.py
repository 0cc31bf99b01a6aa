"""How often the 95% intervals of the tables hold the truth, in simulated worlds with a known one.

    python benchmarks/coverage.py --worlds 1000

Each world is drawn (``monitor/evaluate/worlds``) and estimated by the functions that fill ``weekly_frame_prevalence``
and ``frame_differences``. A cell of the design is a number of countries, of coded articles a country and of stories a
week, with one frame: "rare" is in 2% of the articles, "rare-apart" in 2 to 6%, "usual" in 10 to 15%, "frequent" in 30
to 45%. Coverage of prevalence counts the weekly shares of countries, that of differences the pairs of countries over
all weeks; both only where the estimate is corrected. The naive difference is that of the scorer's own shares, with
the interval that is right if the scorer never errs: the baseline. "headline" is the largest clear
difference of each world, with the interval that is to hold for whichever is picked, and "headline_unadjusted", its baseline, with the
interval of a difference that was named beforehand. The parts of a difference (unshared, agenda,
framing) are those between countries, stories or disputes as events; their truth is their mean over other worlds in which every
article is coded. With ``--coded-weeks 6`` no article of the last six weeks is coded, and "transported" counts the
weekly shares that rest on the coding of other weeks only. The last line is a JSON object: ``coverage`` is the mean
over the cells, ``worst`` the cell furthest from .95, ``withheld`` the share of estimates without a corrected
interval, ``withheld_enough`` the same in cells with 200 coded articles, 30 stories and 10 expected positives among
the coded, ``cells`` everything by cell.
"""

import argparse
import json
import sys
import time
from itertools import product

from monitor.evaluate.interval_coverage import measure, summary
from monitor.evaluate.worlds import Design

COUNTRIES, GOLD, STORIES = (2, 4, 6), (30, 100, 200, 400), (15, 30)


def main() -> None:
    """Run all cells of the design."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", type=int, default=100, help="worlds drawn of each design")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument(
        "--true-worlds", type=int, default=300, help="worlds whose mean is the truth of the parts; 0: no parts"
    )
    parser.add_argument("--countries", type=int, nargs="+", default=COUNTRIES)
    parser.add_argument("--gold", type=int, nargs="+", default=GOLD, help="coded articles a country")
    parser.add_argument("--stories", type=int, nargs="+", default=STORIES, help="stories a week and country")
    parser.add_argument("--coded-weeks", type=int, default=0, help="articles are coded in the first N weeks only")
    parser.add_argument(
        "--errors-drift",
        type=float,
        default=0.0,
        help="how much more often (logit) the scorer marks articles at the end",
    )
    chosen = parser.parse_args()
    began = time.perf_counter()
    designs = [
        Design(countries, gold, stories, coded_weeks=chosen.coded_weeks, errors_drift=chosen.errors_drift)
        for countries, gold, stories in product(chosen.countries, chosen.gold, chosen.stories)
    ]
    told = summary(measure(designs, chosen.worlds, chosen.processes, chosen.true_worlds), chosen.worlds)
    for cell in told["cells"]:
        print(json.dumps(cell), file=sys.stderr)
    print(json.dumps(told | {"seconds": round(time.perf_counter() - began)}))


if __name__ == "__main__":
    main()
