"""The answer to a check: yes or no, numbers, what to do."""

from typing import Any

import dagster as dg


def answer(
    well: bool, words: str, remedy: str, *, warns: bool = False, **metadata: dg.MetadataValue[Any] | int
) -> dg.AssetCheckResult:
    """The result of a check. ``remedy`` is told only when not all is well; ``warns`` makes it a warning instead of an error."""
    shown: dict[str, Any] = {name.replace("_", " "): value for name, value in metadata.items()}
    if not well:
        shown = {"what to do": dg.MetadataValue.text(remedy), **shown}
    return dg.AssetCheckResult(
        passed=well,
        severity=dg.AssetCheckSeverity.WARN if warns else dg.AssetCheckSeverity.ERROR,
        description=words if well else f"{words} {remedy}",
        metadata=shown,
    )
