"""The command behind ``make run-real``, where there is nothing to run on."""

import sys

from assets.run import main


def test_a_folder_that_is_absent_is_told_in_a_sentence(monkeypatch, capsys, tmp_path):
    options = [
        "--config",
        "config/real.yaml",
        "--files-root",
        str(tmp_path / "absent"),
        "--data-dir",
        str(tmp_path / "data"),
        "--json",
    ]
    monkeypatch.setattr(sys, "argv", ["run", *options])
    assert main() == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert f"there is no folder {tmp_path / 'absent'} with files to read" in said.err
    assert not (tmp_path / "data").exists()
