"""How many articles each stratum gives, and which: simple random sampling without replacement within strata."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from monitor.config import ConfigError

Ints = NDArray[np.int64]


def allocate(sizes: Sequence[int], n: int, least: int) -> Ints:
    """Articles to draw from strata of ``sizes``: proportional to size, but at least ``least`` from each that has as many.

    Proportional, because every article then stands for about as many others, which keeps estimates over all places steady
    (Cochran 1977, ch. 5); with a least number, because shares are corrected place by place and language by language, and a
    small stratum that gets one article or none could not be. Drawing equally many everywhere would favour contrasts of two
    places, but makes an article of a large place stand for many times as many as one of a small place. The result adds up
    to ``n``, or to all articles where there are fewer; ties go to the earlier stratum. Raises
    :class:`monitor.config.ConfigError` where ``n`` does not reach for the least numbers.
    """
    size = np.asarray(sizes, dtype=np.int64)
    low = np.minimum(size, least)
    if n >= size.sum():
        return size
    if n < low.sum():
        raise ConfigError(
            f"n = {n} does not reach: {len(size)} strata of country and language need {low.sum()} articles ({least} each, or all "
            f"of a smaller one). Draw at least as many{'' if least == 1 else ', or give a smaller --per-stratum'}."
        )

    def target(rate: float) -> NDArray[np.float64]:
        return np.clip(rate * size, low, size)

    exact = low.astype(float) if n == low.sum() else target(brentq(lambda rate: target(rate).sum() - n, 0.0, 1.0))
    whole = np.floor(exact + 1e-9).astype(np.int64)
    rest = np.where(whole < size, exact - whole, -1.0)
    whole[np.argsort(-rest, kind="stable")[: n - int(whole.sum())]] += 1
    return whole


@dataclass(frozen=True)
class Drawn:
    """Rows of the population drawn, in the order of coding (m,); ``n_drawn`` by stratum (s,)."""

    rows: Ints
    n_drawn: Ints


def draw(stratum: Ints, n: int, least: int, generator: np.random.Generator) -> Drawn:
    """Draw ``n`` rows from a population; ``stratum`` (N,) holds the stratum of each, from 0 and without gaps.

    Within stratum h every row has the same chance, n_h / N_h. The order of coding is random over the whole sample: who stops
    half way has coded a random half.
    """
    sizes = np.bincount(stratum)
    counts = allocate(sizes.tolist(), n, least)
    order = generator.permutation(len(stratum))
    grouped = order[np.argsort(stratum[order], kind="stable")]  # by stratum, random within
    rank = np.arange(len(grouped)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    chosen = grouped[rank < counts[stratum[grouped]]]
    return Drawn(generator.permutation(chosen), counts)
