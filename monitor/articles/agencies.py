"""News agencies credited in an article."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from monitor.config import StrictModel, load_model
from monitor.text import to_simplified

_HEAD, _TAIL = 300, 160


class Agency(StrictModel):
    """An agency: the name stored, and the names it goes by in texts (Chinese ones in simplified characters)."""

    name: str
    names: list[str]


class AgencyFile(StrictModel):
    """The file of agencies."""

    agencies: list[Agency]


@dataclass(frozen=True)
class Agencies:
    """Finds the credit of an agency; made once by :func:`load_agencies`."""

    canonical: dict[str, str]
    credit: re.Pattern[str]

    def credited(self, body: str, byline: str = "") -> str | None:
        """Name of the agency credited first in ``byline``, the head or the tail of ``body``; None when there is none.

        A credit is a dateline (新华社北京2月24日电, BEIJING (Reuters) -), a note in brackets, a byline, 据新华社报道 or "AP contributed".
        Being quoted ("told Reuters") is none.
        """
        head, tail = body[:_HEAD], body[max(len(body) - _TAIL, 0) :]
        for part in (byline, head, tail):
            match = self.credit.search(to_simplified(part))
            if match:
                return self.canonical[next(name for name in match.groups() if name)]
        return None


@cache
def load_agencies(path: Path) -> Agencies:
    """Read ``config/agencies.yaml``. Raises :class:`monitor.config.ConfigError`."""
    file = load_model(path, AgencyFile)
    canonical = {name: agency.name for agency in file.agencies for name in agency.names}
    return Agencies(canonical, _credit_pattern(sorted(canonical, key=lambda name: (-len(name), name))))


def _credit_pattern(names: list[str]) -> re.Pattern[str]:
    han = "|".join(re.escape(name) for name in names if not name.isascii()) or r"(?!)"
    latin = "|".join(re.escape(name) for name in names if name.isascii()) or r"(?!)"
    every = f"{han}|(?<![\\w-])(?:{latin})(?![\\w-])"
    forms = (
        rf"({han})[^。，！？\n]{{0,24}}?电(?![\u3400-\u9fff]*[话视影])",  # 新华社北京2月24日电
        rf"据({han})[^。！？\n]{{0,20}}?(?:报道|消息|电)",
        rf"(?:来源|稿源)[ ：:]{{1,3}}({every})",
        rf"[（(\[【][^（）()\n]{{0,24}}?({every})[^（）()\n]{{0,28}}[）)\]】]",
        rf"(?m:^)(?:By|From|Source:|Reporting by)?\s*[\w .'’]{{0,30}}?,?\s*({every})(?:\s+(?:staff|correspondent|writers?))?\s*(?m:$)",
        rf"(?:—|–|--|-)\s*({every})\s*(?m:$)",
        rf"({every})\s+contributed\b",
    )
    return re.compile("|".join(forms))
