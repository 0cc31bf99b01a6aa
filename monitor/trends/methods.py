"""How the articles of each cell are corrected: by which coding, or why not."""

from dataclasses import dataclass

import numpy as np

from monitor.trends.correction import Values
from monitor.trends.groups import Bools, Column, Floats, Groups, Ints, group_counts, group_rows, group_sums
from monitor.trends.pooled import NO_GOLD, REASONS, TOO_FEW, Pooled
from monitor.trends.units import Articles

METHODS = ("ppi", "ppi-weeks-pooled", "transported", "uncorrected")
"""How a share was corrected, the best first: by coding of its own articles' period, of all coded weeks with it among them, of other weeks,
or not at all."""
PPI, WEEKS_POOLED, TRANSPORTED, UNCORRECTED = range(4)
# So much of the coding of a stratum makes it the coding of this period; so much of a period must have been there to
# be drawn.
_NEARLY_ALL = 0.9
# Coded articles that stand for those beside them where other weeks' coding cannot be used.
_MANY = 30


@dataclass(frozen=True)
class Parts:
    """The articles (n) of c cells in p parts, one for each stratum of a cell: ``groups`` of the articles, ``cell`` and ``stratum`` (p,).

    ``method`` (p, f) is a code of :data:`METHODS`, where one part of a cell cannot be corrected ``uncorrected`` for
    all of them; ``n_coded`` (p, f) counts coded articles. ``cell_method`` and ``cell_why`` (c, f) are the worst of a
    cell's parts and why nothing was corrected.
    """

    groups: Groups
    cell: Ints
    stratum: Ints
    method: Ints
    n_coded: Ints
    cell_method: Ints
    cell_why: Ints

    @property
    def n(self) -> Ints:
        """Articles of each part, (p,)."""
        return group_counts(self.groups.index, self.groups.size)

    @property
    def from_others(self) -> Bools:
        """Where articles have values from the coding of a stratum's weeks, (p, f)."""
        return np.isin(self.method, (WEEKS_POOLED, TRANSPORTED))

    def coded_share(self) -> Floats:
        """Share of the articles that are coded, (p, f)."""
        share: Floats = self.n_coded / self.n[:, None]
        return share


def choose_methods(
    pooled: Pooled,
    articles: Articles,
    cell: Ints,
    n_cells: int,
    values: Values,
    *,
    raw: bool = False,
    split: bool = False,
) -> Parts:
    """Choose how the articles of each cell are corrected; with ``raw`` none is.

    ``ppi``: every article is coded, or nearly all coding of the stratum falls among these articles, or other weeks'
    coding cannot be used and 30 are coded. ``ppi-weeks-pooled``: the pooled coding can be used, and nearly all
    articles could have been drawn for it; ``transported`` where they could not. With ``split`` the cell is going to be
    divided into parts of its weeks: then its coding is not that of each part's own period.
    """
    of = pooled.strata.of_unit[articles.unit]
    groups = group_rows(cell, of)
    owner, stratum = cell[groups.first], of[groups.first]
    n = group_counts(groups.index, groups.size)[:, None]
    coded = np.flatnonzero(values.is_coded[articles.unit])
    unit, index = articles.unit[coded], groups.index[coded]
    n_coded = group_sums(index, values.coded[unit], groups.size).astype(np.int64)
    n_exact = group_sums(index, values.exact[unit], groups.size)
    why = _why_not_pooled(pooled, owner, stratum)
    if raw:
        method = np.full_like(why, UNCORRECTED)
    else:
        drawable = np.bincount(groups.index, weights=pooled.drawable[articles.unit], minlength=groups.size)
        inside, usable = drawable[:, None] >= _NEARLY_ALL * n, why == 0
        own_period = inside & np.where(
            usable, (n_coded >= _NEARLY_ALL * pooled.n_gold[stratum]) & (not split), n_coded >= _MANY
        )
        others = np.where(usable, np.where(inside, WEEKS_POOLED, TRANSPORTED), UNCORRECTED)
        method = np.where((n_exact == n) | own_period, PPI, others)
    cell_method = np.zeros((n_cells, why.shape[1]), dtype=np.int64)
    np.maximum.at(cell_method, owner, method)
    lacking = np.zeros_like(cell_method)
    np.maximum.at(lacking, owner, np.where(method == UNCORRECTED, why, 0))
    some = group_sums(owner, n_coded > 0, n_cells) > 0
    cell_why = np.where((lacking == REASONS.index(NO_GOLD)) & some, REASONS.index(TOO_FEW), lacking)
    method = np.where(cell_method[owner] == UNCORRECTED, UNCORRECTED, method)
    return Parts(groups, owner, stratum, method, n_coded, cell_method, cell_why)


def _why_not_pooled(pooled: Pooled, cell: Ints, stratum: Ints) -> Ints:
    """Why the pooled coding cannot be used for parts of cells, (p, f); too little may be coded in a cell's language."""
    languages = group_rows(cell, pooled.strata.language[stratum])
    of_language = group_sums(languages.index, pooled.n_gold[stratum].astype(np.float64), languages.size)[
        languages.index
    ]
    why = pooled.why[stratum]
    return np.where((why == 0) & (of_language < pooled.min_gold), REASONS.index(TOO_FEW), why)


@dataclass(frozen=True)
class ArticleValues:
    """The value of each article, (n, f), and how the articles of each of c cells were corrected, as in :class:`Parts`."""

    value: Floats
    method: Ints
    why: Ints


def article_values(pooled: Pooled, articles: Articles, parts: Parts, values: Values) -> ArticleValues:
    """Articles one by one with the values that their cell's shares are made of."""
    method, stratum = parts.method[parts.groups.index], parts.stratum[parts.groups.index]
    predicted = values.prediction[articles.unit]
    carried = pooled.offset[stratum] + pooled.slope[stratum] * predicted
    carried = np.where(values.coded[articles.unit], values.gold[articles.unit], carried)
    value = np.where(method == UNCORRECTED, predicted, carried)
    value = np.where(method == PPI, values.corrected[articles.unit], value)
    return ArticleValues(value, parts.cell_method, parts.cell_why)


def method_names(codes: Ints) -> Column:
    """Methods as words."""
    return Column(codes, METHODS)


def reason_sentences(codes: Ints) -> Column:
    """Why nothing was corrected, a sentence or an empty string."""
    return Column(codes, REASONS)
