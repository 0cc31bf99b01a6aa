import subprocess
import sys

import pytest
from typer.main import get_command

from monitor.cli import COMMANDS, main, register
from monitor.embedding import ModelFileError

pytestmark = pytest.mark.slow


def test_every_command_is_found_by_its_name_alone():
    assert set(get_command(register()).commands) == set(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_registers_itself_without_the_others(name):
    script = (
        "import sys; from typer.main import get_command; from monitor.cli import register;"
        f"names = set(get_command(register([{name!r}])).commands); assert {name!r} in names, names; assert 'torch' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_model_that_cannot_be_used_ends_in_a_sentence(monkeypatch, capsys):
    def broken(_words):
        raise ModelFileError("model.onnx: cannot be read. Delete it, and run again.")

    monkeypatch.setattr("monitor.cli.register", broken)
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 1
    assert capsys.readouterr().err == "monitor: model.onnx: cannot be read. Delete it, and run again.\n"


def test_another_error_is_not_hidden(monkeypatch):
    def broken(_words):
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr("monitor.cli.register", broken)
    with pytest.raises(RuntimeError, match="a mistake of ours"):
        main()
