"""Which sitemaps of an index are asked: the newest that can hold something of the range, and no more than so many."""

import re
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from monitor.sources.moments import Window
from monitor.sources.sitemaps import Child

_CURRENT = re.compile(r"(?<![a-z])(?:latest|recent|current|today|news|daily|breaking)(?![a-z])", re.IGNORECASE)


def within(children: Sequence[Child], window: Window) -> list[Child]:
    """Children that can hold entries of the window, the likeliest first.

    One that last changed before the window, or whose name tells of another time, cannot. Those without any date come first
    where their name says that they hold what is current (``news``, ``latest``). Then come the dated, newest first; a site that
    makes all its sitemaps anew every night gives all of them the same date, so of two dates the older one counts: what the
    archive of 2019 holds is of 2019. The rest is numbered, and whether the first or the last is the newest nobody says: they
    are taken from both ends.
    """
    fit = [child for child in children if _fits(child, window)]
    dated = [(moment, child) for child in fit if (moment := _newest(child)) is not None]
    undated = [child for child in fit if _newest(child) is None]
    current = [child for child in undated if _CURRENT.search(_path(child.url))]
    numbered = [child for child in undated if not _CURRENT.search(_path(child.url))]
    dated.sort(key=lambda pair: pair[0], reverse=True)
    return [*current, *(child for _, child in dated), *_from_both_ends(numbered)]


def _fits(child: Child, window: Window) -> bool:
    changed_too_early = child.changed is not None and child.changed.last < window.since
    return not changed_too_early and (child.named is None or window.meets(child.named))


def _newest(child: Child) -> datetime | None:
    """The latest time that an entry of it can have."""
    return min((moment.last for moment in (child.changed, child.named) if moment is not None), default=None)


def _path(url: str) -> str:
    """What follows the host: many sites are called news."""
    return urlsplit(url)._replace(scheme="", netloc="").geturl()


def _from_both_ends(children: Sequence[Child]) -> list[Child]:
    half = (len(children) + 1) // 2
    ends = zip(children[:half], reversed(children[half - len(children) % 2 :]), strict=True)
    return list(dict.fromkeys(child for pair in ends for child in pair))
