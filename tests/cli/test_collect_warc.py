"""`monitor collect warc` on what is no archive."""

import gzip

import pytest
import yaml
from typer.testing import CliRunner

from monitor.cli import register
from monitor.config import ConfigError


@pytest.fixture
def call(tmp_path):
    """Run the command on a file with these bytes, under settings of one's own or the sample's."""

    def run(content: bytes, *, synthetic: bool = False):
        file = tmp_path / "a.warc.gz"
        file.write_bytes(content)
        settings = {"name": "mine", "synthetic": synthetic, "outlets": "config/sample-outlets.yaml"}
        (tmp_path / "mine.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
        options = ["--config", str(tmp_path / "mine.yaml"), "--data-dir", str(tmp_path / "data")]
        return CliRunner().invoke(register(["collect"]), ["collect", "warc", str(file), *options])

    return run


@pytest.mark.parametrize(
    "content", [gzip.compress(text, mtime=0) for text in (b"a page, not an archive\n", b"")], ids=["page", "empty"]
)
def test_a_gzip_file_that_is_no_archive_is_a_fault_in_one_line(call, content):
    for _ in range(2):  # named again, it is read again
        told = call(content)
        assert told.exit_code == 1
        assert told.stderr.count("There is no WARC record in it") == 1


def test_text_that_is_no_archive_is_quoted_without_its_line_break(call):
    told = call(b"plain text\nand more\n")
    assert told.exit_code == 1
    (fault,) = [line for line in told.stderr.splitlines() if line.startswith("! ")]
    assert "first line: plain text); nothing behind that was read" in fault


def test_the_synthetic_sample_takes_in_no_archive(call, tmp_path):
    refused = call(gzip.compress(b"x"), synthetic=True).exception
    assert isinstance(refused, ConfigError)
    assert "synthetic sample" in str(refused)
    assert not (tmp_path / "data").exists()
