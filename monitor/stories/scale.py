"""How similar two articles must be, learned from the coverage around them.

A cosine that means "the same event" in general news means nothing in the news of a single dispute, and a hundred
articles a day offer more chance resemblances than ten. So each language is centred on its own coverage; similarity is
measured in deviations of the similarity of unrelated pairs; and the least link and the penalty for a missing one follow
from the number of pairs on offer. (Penalty relative to the mean density of links: Reichardt and Bornholdt 2006; constant
Potts model: Traag et al. 2011.) Where there is little coverage each figure is drawn towards a fixed prior. Centring on
the coverage is for grouping only: frames, which are compared, are never scored in this space.
"""

from dataclasses import dataclass, replace

import numpy as np

from monitor.stories.items import Items, Vectors

PRIOR_ARTICLES = 30  # how many articles the priors count for
PRIOR_SPREAD = 0.08  # deviation of the cosine of unrelated articles
LEAST_LINK = 0.75  # links weaker than this many deviations say nothing, however sparse the coverage
PENALTY_RANGE = (0.005, 0.35)  # of the penalty for a missing link
PENALTY_PART = 0.25  # of the mean of what links have above the least one: where stories stand out clearly, the penalty may be higher
SAMPLED = 2000  # articles from which the spread is taken


@dataclass(frozen=True)
class Reach:
    """Settings of the graph: ``window_days`` and ``decay_per_day`` (deviations lost a day), ``links`` per item, relative ``resolution``.

    With ``follows_drops`` links are fewer where neighbourhoods end early. Communities merge where their centres are alike by
    ``merge_at`` deviations, ``merge_decay_per_day`` lost a day; never where it is None. What lasts more than ``longest_days`` is
    grouped again by itself; nothing where it is None.
    """

    window_days: float
    decay_per_day: float
    links: float
    resolution: float
    follows_drops: bool = False
    merge_at: float | None = None
    merge_decay_per_day: float = 0.0
    longest_days: float | None = None


@dataclass(frozen=True)
class Scale:
    """Language means (g, d) of ``languages``, centre and spread of unrelated cosines, least link, penalty for a missing link, and
    the drop in deviations that ends an article's neighbourhood (infinite: none does)."""

    languages: tuple[str, ...]
    means: Vectors
    centre: float = 0.0
    spread: float = PRIOR_SPREAD
    least_link: float = LEAST_LINK
    penalty: float = PENALTY_RANGE[1]
    drop: float = np.inf

    def centred(self, items: Items) -> Vectors:
        """Vectors (n, d) less the mean of their language, unit length; a language without a mean stays as it is."""
        row = {language: index for index, language in enumerate(self.languages)}
        means = np.vstack([self.means, np.zeros((1, items.vectors.shape[1]), np.float32)])
        rows = np.array([row.get(str(language), len(row)) for language in items.languages], dtype=np.int64)
        return unit(items.vectors - means[rows])


def language_scale(items: Items) -> Scale:
    """The scale of ``items`` as far as language means, centre and spread go.

    Centre and spread are the median and its distance to the lower 16%: pairs of one story, a minority, hardly move them.
    """
    languages = tuple(str(language) for language in np.unique(items.languages))
    means = np.zeros((len(languages), items.vectors.shape[1]), np.float32)
    for index, language in enumerate(languages):
        own = items.vectors[items.languages == language].astype(np.float64)
        means[index] = own.sum(axis=0) / (len(own) + PRIOR_ARTICLES)
    scale = Scale(languages, means)
    if len(items) < 2:
        return scale
    chosen = np.unique(np.linspace(0, len(items) - 1, min(SAMPLED, len(items))).astype(np.int64))
    vectors = scale.centred(items.take(chosen))
    low, median = np.quantile((vectors @ vectors.T)[np.triu_indices(len(chosen), 1)], [0.1587, 0.5])
    trust = len(items) / (len(items) + PRIOR_ARTICLES)
    return replace(
        scale,
        centre=float(trust * median),
        spread=float(trust * (median - low) + (1 - trust) * PRIOR_SPREAD) or PRIOR_SPREAD,
    )


def unit(vectors: Vectors) -> Vectors:
    """Rows scaled to length 1 (a zero row stays zero)."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
    return scaled
