"""How much of a country's coverage is on each event: shares of c countries and e events, with intervals.

Of a **story** the outlets are the clusters: its articles are one event, and what could have been otherwise is how much
each outlet makes of it. A place has few outlets, so their spread is not taken from one story (four outlets give three
degrees of freedom, and most of them have nothing on it) but from all stories at once: with k articles of N on a story
and n_o of N_o at outlet o, the mean of

    X2 / (O - 1),   X2 = sum_o (n_o - N_o s)^2 / (N_o s (1 - s)),   s = k / N

is 1 if every article falls on a story independently, and phi0 + kappa m s, m = sum N_o^2 / N, if an outlet follows a
story up (phi0) and outlets make more or less of it than their country (kappa). Both are fitted to the stories of all
places (a generalised variance function, Wolter 2007), and N / phi is the number of independent articles. Student's
degrees of freedom are Satterthwaite's: what outlets add, (phi - phi0) / phi of the variance, has as many as twice the
outlets less one (twice, as the spread is pooled; chosen in simulated worlds), the rest any number.

Of a **dispute** the stories are the clusters, with the CR2 variance of :mod:`monitor.trends.clusters`.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse, stats

from monitor.trends.clusters import NO_VARIANCE, Means, cluster_means
from monitor.trends.groups import Bools, Column, Floats, Ints, distinct_counts, group_counts, group_rows
from monitor.trends.intervals import TAIL, share_interval, wilson
from monitor.trends.units import Articles

LEVELS = ("story", "dispute")
"""What an event is."""
MIN_ARTICLES = 5
_NOTHING = 1e-9


@dataclass(frozen=True)
class Counts:
    """Articles by event and country, (e, c) each; ``n`` and ``n_outlets`` (c,) are those of the country.

    ``most_outlet`` and ``most_story`` are the articles of the outlet and of the story with most of them.
    """

    events: Column
    countries: Column
    n: Ints
    n_outlets: Ints
    on_it: Ints
    outlets_on_it: Ints
    most_outlet: Ints
    most_story: Ints

    def of_countries(self, which: Bools) -> "Counts":
        """The counts of some countries, (c,) flags."""
        by_event = (self.on_it, self.outlets_on_it, self.most_outlet, self.most_story)
        return Counts(
            self.events, self.countries.take(which), self.n[which], self.n_outlets[which], *(one[:, which] for one in by_event)
        )  # fmt: skip


@dataclass(frozen=True)
class Attention:
    """Shares (e, c) with 95% limits and degrees of freedom.

    ``shrink`` (e, c) is by how much telling the same stories narrows a difference (ratio of variances).
    """

    share: Floats
    lo: Floats
    hi: Floats
    df: Floats
    shrink: Floats


@dataclass(frozen=True)
class Cells:
    """Articles (n) with the place of their country among c countries and of their event among e events (-1: none of them)."""

    articles: Articles
    country: Ints
    event: Ints


def place_articles(articles: Articles, level: str, min_outlets: int) -> Cells:
    """Events are those that ``min_outlets`` outlets tell in :data:`MIN_ARTICLES` articles, wherever: less is no matter of attention."""
    events: Column = getattr(articles, level)
    countries, found = group_rows(articles.country.codes), group_rows(events.codes)
    kept = distinct_counts(found.index, articles.outlet.codes, found.size) >= min_outlets
    kept &= group_counts(found.index, found.size) >= MIN_ARTICLES
    number = np.where(kept, np.cumsum(kept) - 1, -1)
    return Cells(articles, countries.index, number[found.index])


def count_articles(cells: Cells, level: str) -> Counts:
    """Count the articles of all events and countries."""
    articles, on = cells.articles, np.flatnonzero(cells.event >= 0)
    first = {name: group_rows(codes).first for name, codes in (("country", cells.country), ("event", cells.event[on]))}
    n_countries, n_events = len(first["country"]), len(first["event"])
    shape, place = (n_events, n_countries), cells.event[on] * n_countries + cells.country[on]
    outlet, story = articles.outlet.codes[on], articles.story.codes[on]
    events: Column = getattr(articles, level)
    return Counts(
        events.take(on[first["event"]]),
        articles.country.take(first["country"]),
        group_counts(cells.country, n_countries),
        distinct_counts(cells.country, articles.outlet.codes, n_countries),
        group_counts(place, n_events * n_countries).reshape(shape),
        distinct_counts(place, outlet, n_events * n_countries).reshape(shape),
        _most(place, outlet, n_events * n_countries).reshape(shape),
        _most(place, story, n_events * n_countries).reshape(shape),
    )


def _most(place: Ints, codes: Ints, size: int) -> Ints:
    groups = group_rows(place, codes)
    most = np.zeros(size, dtype=np.int64)
    np.maximum.at(most, place[groups.first], group_counts(groups.index, groups.size))
    return most


def story_attention(cells: Cells, counts: Counts) -> Attention:
    """Shares on stories, outlets as clusters."""
    share = counts.on_it / counts.n
    apart, size = _outlet_spread(cells, counts), _outlet_sizes(cells, len(counts.n))
    phi, kappa = _dispersion(counts, share, apart, size)
    added = kappa * size * share
    df = 2 * np.maximum(counts.n_outlets - 1, 1) * ((phi + added) / np.maximum(added, _NOTHING)) ** 2
    wider = (stats.t.ppf(TAIL, df) / stats.norm.ppf(TAIL)) ** 2
    lo, hi = wilson(share, counts.n / (phi + added) / wider)
    return Attention(share, lo, hi, df, np.ones_like(share))


def _outlet_sizes(cells: Cells, n_countries: int) -> Floats:
    """m = sum N_o^2 / N of each country, (c,)."""
    groups = group_rows(cells.country, cells.articles.outlet.codes)
    size = group_counts(groups.index, groups.size).astype(np.float64)
    owner = cells.country[groups.first]
    total = np.bincount(owner, weights=size, minlength=n_countries)
    return np.asarray(np.bincount(owner, weights=size**2, minlength=n_countries) / total, dtype=np.float64)


def _outlet_spread(cells: Cells, counts: Counts) -> Floats:
    """X2 of each event and country, (e, c); NaN where the country has no article on it, or no other.

    The sum of (n_o - N_o s)^2 / N_o over all outlets is that of n_o^2 / N_o over those with an article, less k^2 / N.
    """
    on = np.flatnonzero(cells.event >= 0)
    outlet, n_countries = cells.articles.outlet.codes, len(counts.n)
    of_outlet = np.bincount(outlet)
    groups = group_rows(cells.event[on] * n_countries + cells.country[on], outlet[on])
    row = on[groups.first]
    part = group_counts(groups.index, groups.size) ** 2 / of_outlet[outlet[row]]
    place = cells.event[row] * n_countries + cells.country[row]
    squares = np.bincount(place, weights=part, minlength=counts.on_it.size).reshape(counts.on_it.shape)
    share = counts.on_it / counts.n
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((squares - counts.on_it * share) / (share * (1 - share)), dtype=np.float64)


def _dispersion(counts: Counts, share: Floats, apart: Floats, size: Floats) -> tuple[float, float]:
    """phi0, at least 1, and kappa, at least 0, by least squares weighted with O - 1. A single article says nothing of spread."""
    freedom = np.broadcast_to(counts.n_outlets - 1.0, share.shape)
    use = (counts.on_it >= 2) & (freedom > 0) & np.isfinite(apart)
    if not use.any():
        return 1.0, 0.0
    weight, reach, ratio = freedom[use], (size * share)[use], apart[use] / freedom[use]
    root = np.sqrt(weight)
    design = np.column_stack([np.ones_like(reach), reach]) * root[:, None]
    phi, kappa = np.linalg.lstsq(design, ratio * root, rcond=None)[0]
    if kappa < 0:
        phi, kappa = np.average(ratio, weights=weight), 0.0
    if phi < 1:
        phi, kappa = 1.0, np.sum(weight * reach * (ratio - 1)) / np.sum(weight * reach**2)
    return float(max(phi, 1.0)), float(max(kappa, 0.0))


def dispute_attention(cells: Cells, counts: Counts) -> Attention:
    """Shares on disputes, stories as clusters."""
    n_countries, n_events = len(counts.n), len(counts.on_it)
    rows = group_rows(cells.country, cells.articles.story.codes)
    country, event, story = (codes[rows.first] for codes in (cells.country, cells.event, cells.articles.story.codes))
    n = group_counts(rows.index, rows.size).astype(np.float64)
    design = cluster_means(country, n, np.zeros((len(n), 0)), n_countries)
    weight = _weights(country, n, counts.n)
    share = counts.on_it / counts.n
    on = event >= 0
    place = event[on] * n_countries + country[on]
    inside = np.bincount(place, weights=weight[on] ** 2, minlength=n_events * n_countries).reshape(share.shape)
    everything = np.bincount(country, weights=weight**2, minlength=n_countries)
    variance = inside * (1 - 2 * share) + everything * share**2
    means = Means(
        share.T, np.where(np.isnan(design.df)[:, None], np.nan, variance.T), design.df, design.n_clusters, design.effective_clusters
    )  # fmt: skip
    lo, hi = (limits.T for limits in share_interval(means, counts.n.astype(np.float64)))
    matrix = sparse.csr_matrix((weight, (story, country)), shape=(int(story.max()) + 1, n_countries))
    of_story = np.full(matrix.shape[0], -1)
    of_story[story] = event
    df = np.broadcast_to(design.df, share.shape)
    return Attention(share, lo, hi, df, _shrink(share, variance, matrix, of_story))


def _weights(country: Ints, n: Floats, total: Ints) -> Floats:
    """a_g n_g / N: how much a story weighs in its country's share, with the CR2 factor; 0 where it is all there is."""
    leverage = n / total[country]
    return np.where(leverage < 1, leverage / np.sqrt(np.where(leverage < 1, 1 - leverage, 1)), 0.0)


def _shrink(share: Floats, variance: Floats, weight: sparse.csr_matrix, event: Ints) -> Floats:
    """Variance of each difference from the mean of the others over that of independent countries, (e, c), from 1/10 to 4.

    With u_gc = w_gc (1[g in e] - s_ec) the influence of story g on country c, the variance is the sum over stories of
    (sum_c l_c u_gc)^2, l the contrast: over the stories of the event, and over all less these with 0 for the indicator.
    """
    n_countries = share.shape[1]
    if n_countries < 2:
        return np.ones_like(share)
    contrast = _contrast(n_countries)
    rows = np.flatnonzero(event >= 0)
    own = weight[rows]
    at = event[rows]
    levels = own.multiply(share[at]).tocsr() @ contrast
    inside = (own @ contrast - levels) ** 2 - levels**2
    moments = np.asarray((weight.T @ weight).toarray())
    found = np.zeros_like(share)
    np.add.at(found, at, np.asarray(inside))
    for country in range(n_countries):
        scaled = share * contrast[:, country]
        found[:, country] += np.einsum("ec,ec->e", scaled @ moments, scaled)
    apart = variance @ contrast**2
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.clip(np.where(apart > NO_VARIANCE, found / apart, 1.0), 0.1, 4.0)


def _contrast(n_countries: int) -> Floats:
    """Columns are contrasts: a country less the mean of the others, (c, c)."""
    others = -1.0 / (n_countries - 1)
    return np.where(np.eye(n_countries, dtype=np.bool_), 1.0, others)
