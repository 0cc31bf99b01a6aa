"""How a sending ended."""

import re
from dataclasses import dataclass
from typing import Literal

from monitor.report.safe_text import clip, display

Result = Literal["sent", "failed", "unknown"]
_LONGEST = 300
_ADDRESS = re.compile(r"[^\s<>@,;:'\"()]+@[^\s<>@,;:'\"()]+")


@dataclass(frozen=True)
class Outcome:
    """``sent``; ``failed`` (certainly not taken, may be tried again); ``unknown`` (a person decides). ``detail`` holds no address."""

    result: Result
    detail: str


def without_addresses(text: str) -> str:
    """One line of what a server said, e-mail addresses taken out, at most 300 characters."""
    return clip(_ADDRESS.sub("[address]", display(text)), _LONGEST)
