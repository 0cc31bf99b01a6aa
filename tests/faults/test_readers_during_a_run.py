"""While a run is under way, people go on asking: no question fails, and the run is not blocked."""

import re
import subprocess
import sys
import time
from pathlib import Path

import duckdb

ROOT = Path(__file__).parents[2]


def readme_questions() -> list[str]:
    """The SQL questions of the README."""
    return re.findall(r"```sql\n(.+?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)


def test_every_question_of_the_readme_is_answered_all_the_while(sample_run):
    with sample_run.warehouse.transaction() as connection:  # something to do for the run
        connection.execute("DELETE FROM frame_scores")
        connection.execute("DELETE FROM story_members")
    questions = readme_questions()
    assert len(questions) >= 5
    command = [sys.executable, "-m", "monitor", "run", "--data-dir", str(sample_run.settings.data_dir)]
    rounds, published = 0, set()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as run:
        while run.poll() is None:
            for question in questions:
                with duckdb.connect(str(sample_run.warehouse.published_path), read_only=True) as reader:
                    assert reader.execute(question).fetchall() != []
            published.add(sample_run.warehouse.published_path.stat().st_ino)
            rounds += 1
            time.sleep(0.05)
        told = run.stderr.read()
    assert run.returncode == 0, told
    assert rounds >= 3
    assert sample_run.warehouse.published_path.stat().st_ino in published or len(published) >= 1
