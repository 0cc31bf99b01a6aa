"""How far apart one pair of sides is over all frames, with interval and p."""

from dataclasses import dataclass

import numpy as np

from monitor.trends.divergence_interval import simulate
from monitor.trends.exchange import exchange_p
from monitor.trends.groups import Floats, Ints
from monitor.trends.jensen_shannon import curvature, divergence, jackknife_bias, shares
from monitor.trends.profiles import Profile
from monitor.trends.study import Study

MIN_STORIES = 5
"""Stories on each side below which no interval and no p is given."""
_MANY = 3000
"""Stories from which p is taken from the normal law of the differences; dealing out so many would take long and tell the same."""


@dataclass(frozen=True)
class Distance:
    """Shares of both sides and what each frame adds to the divergence (f,), whose sum it is; 95% limits and p, NaN where not given.

    ``method`` and ``why`` (f,) are those of the profile, ``enough`` says whether there are stories enough for limits.
    """

    method: Ints
    why: Ints
    share_a: Floats
    share_b: Floats
    added: Floats
    enough: bool
    lo: float = np.nan
    hi: float = np.nan
    p: float = np.nan


def profile_distance(profile: Profile, study: Study) -> Distance:
    """The divergence of a pair, less what noise of the stories and of the coding adds to it; so it may fall a little below 0."""
    told, k, seed = profile.told, len(profile.extra), study.settings.seed
    p, q = shares(told)
    added = (divergence(p, q) - jackknife_bias(told) - curvature(p, q) * profile.extra) / k
    enough = min(int((told.n_a > 0).sum()), int((told.n_b > 0).sum())) >= MIN_STORIES
    found = profile.method, profile.why, p, q, added, enough
    if not enough:
        return Distance(*found)
    covariance = profile.influence.T @ profile.influence + np.diag(profile.extra)
    simulated = simulate(p, q, covariance, profile.df, seed)
    lo, hi = simulated.interval()
    if len(told.n_a) > _MANY:
        return Distance(*found, lo, hi, simulated.by_chance())
    return Distance(*found, lo, hi, exchange_p(told, profile.extra, study.settings.permutations, seed))


def withheld_distance(profile: Profile) -> Distance:
    """Nothing at all, of a pair of which nothing may be said."""
    nothing = np.full(len(profile.extra), np.nan)
    return Distance(profile.method, profile.why, nothing, nothing, nothing, enough=True)
