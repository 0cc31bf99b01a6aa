"""While a run is under way, people go on asking: no question fails, and the run is not blocked."""

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import duckdb
import pytest

from monitor.warehouse import Warehouse

ROOT = Path(__file__).parents[2]


def readme_questions() -> list[str]:
    """The SQL questions of the README."""
    return re.findall(r"```sql\n(.+?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.slow
def test_every_question_of_the_readme_is_answered_all_the_while(sample_run, tmp_path):
    warehouse = Warehouse(shutil.copytree(sample_run.settings.data_dir, tmp_path / "data"))
    with warehouse.transaction() as connection:  # something to do for the run
        connection.execute("DELETE FROM frame_scores")
        connection.execute("DELETE FROM story_members")
    questions = readme_questions()
    assert len(questions) >= 5
    command = [sys.executable, "-m", "monitor", "run", "--data-dir", str(warehouse.data_dir)]
    before, rounds = warehouse.published_path.stat().st_ino, 0
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as run:
        told = Thread(target=run.stderr.read)  # an unread pipe would fill and stop the run
        told.start()
        while run.poll() is None:
            for question in questions:
                with duckdb.connect(str(warehouse.published_path), read_only=True) as reader:
                    assert reader.execute(question).fetchall() != []
            rounds += 1
            time.sleep(0.05)
        told.join()
    assert run.returncode == 0
    assert rounds >= 3
    assert warehouse.published_path.stat().st_ino != before  # a new copy was swapped in meanwhile
