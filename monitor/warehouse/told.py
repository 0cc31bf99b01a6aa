"""A stage's summary in words for a person."""

from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from typing import Any

NOTHING = "nothing new"


def told(summary: Any) -> str:
    """A summary (a dataclass of counts, or anything else) as one line: ``polls: 1, feeds: 150, feeds failed: 3 timeout``.

    What is zero or empty is left out; :data:`NOTHING` where nothing was counted.
    """
    if not is_dataclass(summary) or isinstance(summary, type):
        return NOTHING if summary is None else str(summary)
    counts = asdict(summary)
    if not any(value for value in counts.values() if not isinstance(value, bool | str)):
        return NOTHING  # ids of what would have done it say nothing to a person
    return ", ".join(_parts(counts))


def by_outcome(counts: Mapping[str, int]) -> str:
    """``12 timeout, 3 http_error``: the most frequent first."""
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{n:,} {name}" for name, n in ranked)


def _parts(counts: Mapping[str, Any], within: str = "") -> list[str]:
    parts = []
    for name, value in counts.items():
        label = f"{within}{name.removeprefix('n_').replace('_', ' ')}"
        match value:
            case {} if value and all(isinstance(one, int) for one in value.values()):
                parts.append(f"{label}: {by_outcome(value)}")
            case {}:
                parts += _parts(value, f"{label} ")
            case [*many]:
                parts += [f"{label}: {len(many):,}"] if many else []
            case False | None | "" | 0:
                pass
            case True:
                parts.append(label)
            case int():
                parts.append(f"{label}: {value:,}")
            case _:
                parts.append(f"{label}: {value}")
    return parts
