"""How long a report takes to build once trends are there, and each query behind it, as the coverage grows.

    python benchmarks/report.py --folder FOLDER --sizes 10000 1000000

``FOLDER`` is where ``benchmarks/views.py --folder`` keeps its warehouses, with their trends; a size that is missing is made and estimated
first. The least size is the baseline: ``growth`` is against it. ``report``: both languages, HTML and Markdown, of the newest complete
week, and the site's pages, written to an empty folder (no PDF: the browser's time is its own); ``site``: the site alone, once more;
``cpu_seconds`` is processor time of all threads together, which other work on the machine changes
little. ``queries``: each query by itself, asked once more. In time is a report under 30 s. The last line is a JSON object.
"""

import argparse
import json
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from made_warehouse import METHOD, SCORER, make
from views import clocked, made_settings

from monitor.config.settings import ReportSettings
from monitor.report import write_reports
from monitor.report.data import newest_complete_week, read_report
from monitor.report.revision import read_inputs
from monitor.report.site import write_site
from monitor.report.source import views_for_people
from monitor.trends import estimate_for
from monitor.warehouse import Warehouse

MOST_SECONDS = 30.0


def one(n: int, folder: Path) -> dict[str, Any]:
    """Build the report of the warehouse in ``folder``, in this process; the warehouse is made where there is none."""
    settings, warehouse = made_settings(folder), Warehouse(folder)
    if not warehouse.path.exists():
        make(warehouse, n, 10)
        estimate_for(settings, warehouse, SCORER, METHOD)
    settings = settings.model_copy(update={"report": ReportSettings(pdf=False)})
    shutil.rmtree(settings.report_dir, ignore_errors=True)
    told: dict[str, Any] = {"articles": n, "report": clocked(lambda: write_reports(settings, warehouse))}
    told["site"] = clocked(lambda: write_site(settings, warehouse))
    files = list(settings.report_dir.rglob("*.*"))
    told["files"] = len(files)
    told["report_kb"] = {file.name: file.stat().st_size // 1000 for file in files if file.match("2026-W*.html")}
    told["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    with views_for_people(warehouse) as connection:
        week = newest_complete_week(connection)
        assert week is not None
        queries = {"inputs": clocked(lambda: read_inputs(connection))}
        for name, answer in read_report(connection, settings, week).queries():
            queries[name] = clocked(lambda sql=answer.sql: connection.execute(sql).fetchall())  # type: ignore[misc]
    return told | {"queries": queries}


def main() -> None:
    """Read the command line and build at every size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--folder", type=Path, required=True, help="where the warehouses are, one folder a size")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(one(chosen.one, chosen.folder / str(chosen.one))))
        return
    sizes = []
    for n in sorted(chosen.sizes):
        command = [sys.executable, __file__, "--one", str(n), "--folder", str(chosen.folder)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        sizes.append(json.loads(done.stdout.splitlines()[-1]))
        print(json.dumps(sizes[-1]), file=sys.stderr, flush=True)
    for size in sizes[1:]:
        size["growth"] = {
            "articles": round(size["articles"] / sizes[0]["articles"], 1),
            "report": round(size["report"]["cpu_seconds"] / sizes[0]["report"]["cpu_seconds"], 1),
        }
    print(json.dumps({"sizes": sizes, "in_time": sizes[-1]["report"]["seconds"] < MOST_SECONDS}))


if __name__ == "__main__":
    main()
