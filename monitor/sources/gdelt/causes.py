"""Why GDELT gave nothing, short enough for a sentence."""

import re

_ADDRESS = re.compile(r"https?://([^/\s?#]+)\S*?(?=:?(?:\s|$))")
_LONGEST = 200


def short_cause(reason: str | None) -> str:
    """The first sentence of a reason, an address in it cut down to its host, without the full stop; queries are long."""
    first = _ADDRESS.sub(r"\1", reason or "no reason is known").partition(". ")[0].rstrip(".")
    return first if len(first) <= _LONGEST else first[: _LONGEST - 1] + "…"
