"""Which articles must be grouped again when some are new, changed or gone."""

from dataclasses import dataclass

import numpy as np

from monitor.stories.items import Flags, Floats, Names, Texts


@dataclass(frozen=True)
class Coverage:
    """Relevant articles in time order (n,). ``story_ids`` is "" and ``similarity`` nan where there is none yet."""

    article_ids: Names
    days: Floats
    languages: Names
    titles: Texts
    copy_groups: Names
    story_ids: Names
    similarity: Floats
    input_hashes: Names
    changed: Flags

    def __len__(self) -> int:
        return len(self.days)


@dataclass(frozen=True)
class Gone:
    """Articles that stand in a story but are no longer relevant (g,); ``days`` is nan where the article itself is gone."""

    article_ids: Names
    story_ids: Names
    days: Floats

    def __len__(self) -> int:
        return len(self.days)


def within_reach(coverage: Coverage, gone: Gone, window_days: float) -> Flags:
    """Articles (n,) to group again: at most a window from a new, changed or gone one, or in a story or copy group with one that is.

    Everything else keeps its story untouched, so a daily run costs what a few windows of coverage cost.
    """
    causes = np.concatenate([coverage.days[coverage.changed], gone.days[np.isfinite(gone.days)]])
    near = coverage.changed | (_distance(coverage.days, np.sort(causes)) <= window_days)
    near |= np.isin(coverage.copy_groups, coverage.copy_groups[near])
    touched = np.concatenate([coverage.story_ids[near], gone.story_ids])
    return near | np.isin(coverage.story_ids, touched[touched != ""])


def _distance(days: Floats, causes: Floats) -> Floats:
    """Distance (n,) from each of ``days`` to the nearest of the sorted ``causes``; infinite when there is none."""
    if not len(causes):
        return np.full(len(days), np.inf)
    after = np.searchsorted(causes, days)
    following = causes[np.minimum(after, len(causes) - 1)]
    preceding = causes[np.maximum(after - 1, 0)]
    nearest: Floats = np.minimum(np.abs(following - days), np.abs(preceding - days))
    return nearest
