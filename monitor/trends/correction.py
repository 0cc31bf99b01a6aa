"""Correction of a classifier's shares by coded articles.

Per article and frame the corrected value is prediction + R (gold - prediction) / pi: R says whether the article was
coded, pi is the probability with which it was drawn for coding (prediction-powered inference, Angelopoulos et al.
2023; design-based supervised learning, Egami et al. 2023). Its mean is unbiased for the coders' share whatever the
classifier's errors, as long as pi is known. An article's correction is made of its own coding alone, so none crosses
from one language to another.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from monitor.trends.groups import Bools, Floats


@dataclass(frozen=True)
class Values:
    """Values of u units by f frames, each (u, f): what the scorer predicts (0 or 1), the corrected value, whether it
    was coded.

    ``exact`` is true where the unit was sure to be coded, so that its corrected value is the coders' judgement
    itself. ``gold`` is the coders' judgement and ``weight`` 1 / pi, both 0 where not coded. ``drawable`` (u,) says
    which units a random sample could have drawn, as far as the samples tell.
    """

    prediction: Floats
    corrected: Floats
    coded: Bools
    exact: Bools
    gold: Floats
    weight: Floats
    drawable: Bools

    @cached_property
    def is_coded(self) -> Bools:
        """Which units are coded for any frame, (u,): few, as a rule."""
        return np.asarray(self.coded.any(axis=1), dtype=np.bool_)

    @staticmethod
    def empty(n_frames: int) -> "Values":
        """No units."""
        none, no = np.zeros((0, n_frames)), np.zeros((0, n_frames), dtype=np.bool_)
        return Values(none, none, no, no, none, none, np.zeros(0, dtype=np.bool_))


def correct(prediction: Floats, gold: Floats, probability: Floats, drawable: Bools | None = None) -> Values:
    """Corrected values from (u, f) matrices with NaN for what is missing; ``drawable`` (u,), none known where left out.

    A frame the scorer gave no judgement on counts as not predicted. Gold without a probability in 0 < pi <= 1 is not
    used.
    """
    predicted = np.where(np.isnan(prediction), 0.0, prediction)
    with np.errstate(invalid="ignore"):
        coded = ~np.isnan(gold) & (probability > 0) & (probability <= 1)
    judged, weight, corrected = np.zeros(predicted.shape), np.zeros(predicted.shape), predicted.copy()
    judged[coded], weight[coded] = gold[coded], 1 / probability[coded]
    corrected[coded] += weight[coded] * (judged[coded] - predicted[coded])  # few are coded, as a rule
    known = np.zeros(len(predicted), dtype=np.bool_) if drawable is None else drawable
    return Values(predicted, corrected, coded, coded & (probability == 1), judged, weight, known)
