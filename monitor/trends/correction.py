"""Correction of a classifier's shares by coded articles.

Per article and frame the corrected value is prediction + R (gold - prediction) / pi: R says whether the article was
coded, pi is the probability with which it was drawn for coding (prediction-powered inference, Angelopoulos et al.
2023; design-based supervised learning, Egami et al. 2023). Its mean is unbiased for the coders' share whatever the
classifier's errors, as long as pi is known. An article's correction is made of its own coding alone, so none crosses
from one language to another; and an estimate counts as corrected only when every language in it has coding enough.
"""

from dataclasses import dataclass

import numpy as np

from monitor.trends.groups import Bools, Column, Floats, Ints, group_counts, group_rows, group_sums

UNCORRECTED = "Uncorrected: too few articles coded with a known probability of being drawn, in one language or more."
NO_GOLD = "Uncorrected: no article was coded by a gold coder with a known probability of being drawn."


@dataclass(frozen=True)
class Values:
    """Values of u units by f frames, each (u, f): what the scorer predicts (0 or 1), the corrected value, whether it
    was coded.

    ``exact`` is true where the unit was sure to be coded, so that its corrected value is the coders' judgement itself.
    """

    prediction: Floats
    corrected: Floats
    coded: Bools
    exact: Bools

    @staticmethod
    def empty(n_frames: int) -> "Values":
        """No units."""
        none, no = np.zeros((0, n_frames)), np.zeros((0, n_frames), dtype=np.bool_)
        return Values(none, none, no, no)


def correct(prediction: Floats, gold: Floats, probability: Floats) -> Values:
    """Corrected values from (u, f) matrices with NaN for what is missing.

    A frame the scorer gave no judgement on counts as not predicted. Gold without a probability in 0 < pi <= 1 is not
    used.
    """
    predicted = np.nan_to_num(prediction, nan=0.0)
    with np.errstate(invalid="ignore"):
        coded = ~np.isnan(gold) & (probability > 0) & (probability <= 1)
    corrected = predicted.copy()
    corrected[coded] += (gold[coded] - predicted[coded]) / probability[coded]
    return Values(predicted, corrected, coded, coded & (probability == 1))


@dataclass(frozen=True)
class Correctable:
    """How many articles of c cells are coded for f frames, and whether that is enough to correct; both (c, f)."""

    n_gold: Ints
    enough: Bools

    def reasons(self) -> Column:
        """Why a cell is not corrected, a sentence or an empty string, (c, f)."""
        return Column(np.where(self.enough, 0, np.where(self.n_gold > 0, 1, 2)), ("", UNCORRECTED, NO_GOLD))

    def methods(self) -> Column:
        """``ppi`` or ``uncorrected``, (c, f)."""
        return Column(self.enough.astype(np.int64), ("uncorrected", "ppi"))


def correctable(cell: Ints, language: Ints, coded: Bools, n_cells: int, min_gold: int) -> Correctable:
    """Decide which cells are corrected: in each of their languages ``min_gold`` articles are coded, or half of all
    where that is less.

    ``cell`` and ``language`` are (n,), ``coded`` (n, f). Half, because in a week of eight articles no more than a few
    can be coded; below it the error of the scorer is known from too few articles for its variance to be trusted.
    """
    parts = group_rows(cell, language)
    articles = group_counts(parts.index, parts.size)[:, None]
    gold = group_sums(parts.index, coded, parts.size)
    lacking = gold < np.maximum(1, np.minimum(min_gold, np.ceil(articles / 2)))
    owner = cell[parts.first]
    return Correctable(group_sums(owner, gold, n_cells).astype(np.int64), group_sums(owner, lacking, n_cells) == 0)
