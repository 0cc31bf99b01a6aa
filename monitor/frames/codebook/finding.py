"""What a check of a codebook finds."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong (``error``) or should be known (``warning``).

    ``loc`` leads to the place in the file (``("frames", 3, "name", "zh")``), ``line`` is its line there (from 1), ``kind`` a
    word for programs, ``words`` a sentence with what to do, ``value`` the measured number where there is one.
    """

    severity: Severity
    kind: str
    loc: tuple[int | str, ...]
    words: str
    value: float | None = None
    line: int = 1

    @property
    def key(self) -> str:
        """The place in dots: ``frames.3.name.zh``."""
        return ".".join(map(str, self.loc)) or "(whole file)"
