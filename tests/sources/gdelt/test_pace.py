"""One turn at a time for the whole machine."""

import subprocess
import sys
import time
from itertools import pairwise

import pytest

from monitor.config import ConfigError
from monitor.sources.gdelt.pace import Pace

CODE = """
import sys, time
from pathlib import Path
from monitor.sources.gdelt.pace import Pace
pace = Pace(0.3, Path(sys.argv[1]))
for _ in range(3):
    with pace.turn():
        print(time.time(), flush=True)
"""


def test_processes_queue_up(tmp_path):
    command = [sys.executable, "-c", CODE, str(tmp_path / "pace")]
    children = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    turns = sorted(float(line) for child in children for line in child.communicate(timeout=60)[0].split())
    assert len(turns) == 6
    assert min(later - earlier for earlier, later in pairwise(turns)) >= 0.29


def test_everybody_holds_off(tmp_path):
    one, other = Pace(0.001, tmp_path / "pace"), Pace(0.001, tmp_path / "pace")
    with one.turn():
        one.hold_off(0.4)
    started = time.monotonic()
    with other.turn():
        assert time.monotonic() - started > 0.3


@pytest.mark.parametrize("left", ["", "nonsense", "1.0\n"])
def test_what_a_killed_process_left_stops_nobody(tmp_path, left):
    (tmp_path / "pace").write_text(left)
    started = time.monotonic()
    with Pace(60.0, tmp_path / "pace").turn():
        assert time.monotonic() - started < 1


def test_a_clock_that_was_wrong_stops_nobody_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr("monitor.sources.gdelt.pace.LONGEST_WAIT_SECONDS", 0.1)
    (tmp_path / "pace").write_text("99999999999")
    started = time.monotonic()
    with Pace(0.001, tmp_path / "pace").turn():
        assert time.monotonic() - started < 5


def test_a_file_that_cannot_be_written_ends_in_a_sentence(tmp_path):
    (tmp_path / "pace").mkdir()
    with pytest.raises(ConfigError, match="pace_file"), Pace(1.0, tmp_path / "pace").turn():
        pass
