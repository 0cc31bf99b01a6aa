"""A stage's summary in words."""

from dataclasses import dataclass, field

import pytest

from monitor.warehouse import told


@dataclass(frozen=True)
class _Part:
    week: str = ""
    n_files: int = 0


@dataclass(frozen=True)
class _Summary:
    n_polls: int = 0
    looked: bool = False
    scorer_id: str = "abc"
    feeds_failed: dict[str, int] = field(default_factory=dict)
    newest: _Part = _Part()
    reopened: tuple[_Part, ...] = ()


@pytest.mark.parametrize(
    ("summary", "line"),
    [
        (_Summary(n_polls=1234), "polls: 1,234, scorer id: abc"),
        (
            _Summary(1, feeds_failed={"timeout": 2, "http_error": 30}),
            "polls: 1, scorer id: abc, feeds failed: 30 http_error, 2 timeout",
        ),
        (
            _Summary(1, True, newest=_Part("2026-W12", 4), reopened=(_Part(),)),
            "polls: 1, looked, scorer id: abc, newest week: 2026-W12, newest files: 4, reopened: 1",
        ),
        (_Part(), "nothing new"),
        (_Part("2026-W12"), "nothing new"),
        (None, "nothing new"),
        ("data/monitor.duckdb", "data/monitor.duckdb"),
    ],
)
def test_a_summary_is_a_line_without_what_is_zero(summary, line):
    assert told(summary) == line
