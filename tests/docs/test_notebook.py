"""The notebook of docs/: it runs on the published sample, says what the tables say, and its committed outputs are not stale."""

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import nbformat
import pytest
from nbclient import NotebookClient
from traitlets.config import Config

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "docs/from-file-to-figure.ipynb"
KEEP = "MONITOR_NOTEBOOK"
"""Environment variable: file to write the notebook to with its outputs (`make notebook`)."""
LARGEST = 120_000
"""Bytes of the committed notebook: tables as text, one drawing."""
CUT = """frame_id = 'self_reliance_innovation' AND text_scope = 'full' AND scorer_id = (SELECT scorer_id FROM current_estimation)"""


@dataclass(frozen=True)
class Executed:
    """The notebook after it ran, and the folder of the published database it read."""

    notebook: nbformat.NotebookNode
    data: Path


@pytest.fixture(scope="module")
def executed(sample_run, tmp_path_factory):
    """Run by a kernel that talks over sockets in a folder of its own, not over ports."""
    data = tmp_path_factory.mktemp("notebook") / "data"
    data.mkdir()
    shutil.copy(sample_run.warehouse.published_path, data)
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:  # paths of sockets must be short
        for name in ("JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
            patch.setenv(name, folder)
        patch.setenv("MONITOR_DATABASE", str(data / sample_run.warehouse.published_path.name))
        client = NotebookClient(
            notebook,
            timeout=120,
            record_timing=False,
            coalesce_streams=True,
            resources={"metadata": {"path": str(ROOT / "docs")}},
            config=Config({"KernelManager": {"transport": "ipc", "ip": f"{folder}/kernel"}}),
        )
        client.execute()
    if KEEP in os.environ:
        notebook.metadata.language_info = {"name": "python"}  # which Python ran it changes nothing
        (ROOT / os.environ[KEEP]).write_text(nbformat.writes(notebook, indent=1) + "\n", encoding="utf-8")
    return Executed(notebook, data)


def shown(notebook, cell):
    """What a cell printed or returned, as text."""
    outputs = next(one for one in notebook.cells if one.id == cell).outputs
    return "\n".join(one.text if one.output_type == "stream" else one.data["text/plain"] for one in outputs)


def figures(notebook):
    return [json.loads(line) for line in shown(notebook, "figures").splitlines() if line.strip()]


def test_its_figures_are_those_of_the_tables(executed):
    total, *rest = figures(executed.notebook)
    with duckdb.connect(str(next(executed.data.glob("*.duckdb"))), read_only=True) as connection:
        gap = connection.execute(
            f"SELECT n_articles_a, n_articles_b, difference, q FROM frame_differences WHERE {CUT} AND contrast = 'country'"
            " AND side_a = 'CHN' AND side_b = 'USA' AND range_stop = (SELECT newest_week FROM current_estimation)"
        ).fetchall()
        parts = connection.execute(
            f"SELECT resolution, difference, unshared, agenda, framing FROM framing_decomposition WHERE {CUT}"
            " AND contrast = 'country' AND side_a = 'CHN' AND side_b = 'USA' ORDER BY resolution DESC"
        ).fetchall()
        weeks = connection.execute(
            f"SELECT country, strftime(week, '%G-W%V'), estimate, lo, hi, n_articles, method FROM weekly_frame_prevalence WHERE {CUT}"
            " AND country IN ('CHN', 'USA') AND panel = 'all' AND weighting = 'article' AND language = 'all' AND ownership = 'all'"
            " AND audience = 'all' AND complete ORDER BY country, week"
        ).fetchall()
    assert [(*total["articles"], total["difference"], total["q"])] == [pytest.approx(row, abs=1e-4) for row in gap]
    assert len(parts) == 2
    assert len(weeks) == 20
    told = [tuple(one.values()) for one in rest]
    for found, row in zip(told, [*parts, *weeks], strict=True):
        assert [one for one in found if isinstance(one, str)] == [one for one in row if isinstance(one, str)]
        numbers = [[one for one in values if not isinstance(one, str)] for values in (found, row)]
        assert numbers[0] == pytest.approx(numbers[1], abs=0.0051)


def test_figure_caption_and_paragraph_say_that_the_coverage_is_synthetic(executed):
    paper = executed.data / "paper"
    assert "Synthetic sample" in (paper / "figure.svg").read_text(encoding="utf-8")
    assert (paper / "caption.txt").read_text(encoding="utf-8").startswith("Synthetic sample.")
    assert shown(executed.notebook, "reviewer").startswith("Synthetic sample. No outlet, event or text in it exists")


def test_what_it_exports_is_for_passing_on(executed):
    shared = executed.data / "paper/shared"
    note = json.loads((shared / "SOURCES.json").read_text(encoding="utf-8"))
    assert note["shared"] is True
    assert {path.stem for path in shared.glob("*.parquet")} >= {"v_frame_trend", "framing_decomposition", "v_evidence"}


def test_the_committed_outputs_are_small_and_not_stale(executed):
    committed = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(committed)
    assert NOTEBOOK.stat().st_size < LARGEST
    code = [(old, new) for old, new in zip(committed.cells, executed.notebook.cells, strict=True) if "outputs" in old]
    kinds = [([one.output_type for one in old.outputs], [one.output_type for one in new.outputs]) for old, new in code]
    assert [old for old, _ in kinds] == [new for _, new in kinds], "type `make notebook` and commit it"
    before, now = figures(committed), figures(executed.notebook)
    assert len(before) == len(now)
    for old, new in zip(before, now, strict=True):
        for name, value in new.items():
            close = value if isinstance(value, str) else pytest.approx(value, abs=0.02)
            assert old[name] == close, f"{name} of {old}: type `make notebook` and commit it"
