"""Lags between two countries' first articles on shared stories, and their distribution when countries are shuffled within stories.

A story's n articles stand in order of time; n_a are of country a. Shuffled, the first is of a with chance n_a / n, and
the lag of b is the time of the j-th article less that of the first with chance

    [n_a]_(j-1) n_b / [n]_j          ([n]_j = n (n - 1) ... (n - j + 1))

that the first j - 1 are all of a and the j-th is of b. So the null distribution of a story's lag is known exactly: who
writes more is first more often by chance, and by how much is taken off.
"""

from dataclasses import dataclass

import numpy as np
from scipy import special, stats

from monitor.trends.groups import Bools, Floats, Ints

LONGEST_DAYS = 7.0
"""A longer lag counts as one of this many days in means."""
_DRAWN_STORIES = 200  # with more stories Student's distribution is as good as draws
_TAIL_DRAWS = (
    20  # so many draws beyond the statistic say how likely it is; with fewer the tail is Student's from there on
)


@dataclass(frozen=True)
class Lags:
    """Lags of g stories in days, (g,), above 0 where a is first, and the mean of each under shuffling.

    ``lag`` is as it is, ``cut`` at :data:`LONGEST_DAYS`; ``first`` is 1, 0 or for a tie 1/2, ``first_null`` its mean under
    shuffling. ``start`` (g + 1,), ``outcome`` and ``chance`` (r,) are the null distribution of ``cut``, story by story.
    """

    lag: Floats
    cut: Floats
    cut_null: Floats
    first: Floats
    first_null: Floats
    start: Ints
    outcome: Floats
    chance: Floats

    @property
    def beyond(self) -> Floats:
        """Lags beyond chance, (g,)."""
        return self.cut - self.cut_null


def story_lags(story: Ints, at: Floats, slack: Floats, is_a: Bools) -> Lags:
    """Lags of stories that both tell, from their articles (n,) sorted by story and time ``at`` (days).

    ``slack`` is by how much a time may be off (days). Two times that may be one another's are no lag: 0.
    """
    first = np.flatnonzero(np.diff(story, prepend=story[0] - 1))
    n = np.diff(np.append(first, len(story)))
    of = np.repeat(np.arange(len(first)), n)
    rank = np.arange(len(story)) - first[of]
    since = at - at[first][of]
    reach = np.where((rank > 0) & (since >= slack + slack[first][of]), since, 0.0)
    n_a = np.add.reduceat(is_a.astype(np.int64), first)
    other = rank + np.where(is_a == is_a[first][of], len(story), 0)
    lead = np.where(is_a[first], 1.0, -1.0)
    lag = lead * reach[first + np.minimum.reduceat(other, first)]
    cut = np.minimum(reach, LONGEST_DAYS)
    chance_a, chance_b = (_chances(rank, count[of], n[of]) for count in (n_a, n - n_a))
    plain = cut * (chance_a - chance_b)
    ahead = (reach > 0) * chance_a + 0.5 * (reach == 0) * (chance_a + chance_b)
    order = np.argsort(np.concatenate([of, of]), kind="stable")
    return Lags(
        lag=lag,
        cut=np.clip(lag, -LONGEST_DAYS, LONGEST_DAYS),
        cut_null=np.add.reduceat(plain, first),
        first=(np.sign(lag) + 1) / 2,
        first_null=np.add.reduceat(ahead, first),
        start=np.append(2 * first, 2 * len(story)),
        outcome=np.concatenate([cut, -cut])[order],
        chance=np.concatenate([chance_a, chance_b])[order],
    )


def _chances(rank: Ints, n_lead: Ints, n: Ints) -> Floats:
    """Chance that the first ``rank`` articles are all of the one side and the next is of the other, (r,)."""
    alone = (rank > 0) & (rank <= n_lead)
    j = np.where(alone, rank, 0)
    log = (
        special.gammaln(n_lead + 1)
        - special.gammaln(n_lead - j + 1)
        - special.gammaln(n + 1)
        + special.gammaln(n - j + 1)
    )
    return np.where(alone, np.exp(log) * (n - n_lead) / (n - j), 0.0)


def shuffled_p(lags: Lags, draws: int, generator: np.random.Generator) -> float:
    """Two-sided p of the mean lag beyond chance over its standard error, under shuffling; Student's with many stories.

    The statistic is studentised anew in each draw, so that it holds also where articles of a story are not exchangeable
    but no country leads (Chung and Romano 2013). Where few draws lie beyond it, the tail goes on like Student's from the
    last that many do (as Knijnenburg et al. 2009 with another tail): draws alone could never make p small.
    """
    observed = float(_studentised(lags.beyond[None, :])[0])
    g = len(lags.lag)
    if g > _DRAWN_STORIES:
        return float(2 * stats.t.sf(observed, g - 1))
    total = np.cumsum(lags.chance)
    base = np.append(0.0, total)[lags.start[:-1]]
    # each story's chances add up to 1: a draw is a place on its piece of the running total
    span = np.append(0.0, total)[lags.start[1:]] - base
    places = np.searchsorted(total, base + generator.random((draws, g)) * span, side="right")
    places = np.clip(places, lags.start[:-1], lags.start[1:] - 1)
    null = np.sort(_studentised(lags.outcome[places] - lags.cut_null))
    beyond = draws - int(np.searchsorted(null, observed - 1e-9, side="left"))
    if beyond >= _TAIL_DRAWS or draws < _TAIL_DRAWS:
        return (1 + beyond) / (1 + draws)
    edge = float(null[-_TAIL_DRAWS])
    tail = stats.t.sf(observed, g - 1) / stats.t.sf(edge, g - 1) if np.isfinite(edge) else 1.0
    return float(_TAIL_DRAWS / draws * tail)


def _studentised(beyond: Floats) -> Floats:
    """Absolute mean over standard error of each row of (d, g), with a minute of error at least."""
    g = beyond.shape[1]
    error = np.sqrt(beyond.var(axis=1, ddof=1) / g + (1 / 1440) ** 2)
    return np.asarray(np.abs(beyond.mean(axis=1)) / error, dtype=np.float64)


def median_limits(lag: Floats) -> tuple[float, float]:
    """95% limits of the median from order statistics (the sign test's); NaN with fewer than six lags."""
    g = len(lag)
    below = int(stats.binom.ppf(0.025, g, 0.5))
    if below < 1:
        return float("nan"), float("nan")
    ordered = np.sort(lag)
    return float(ordered[below - 1]), float(ordered[g - below])
