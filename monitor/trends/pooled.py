"""Correction carried over weeks: what the coding of all weeks says of the articles of one.

A coded article has its coding. Within a stratum (text scope, country or territory, language: where the chance of being
drawn is known) the coding of all its weeks gives an article without coding the value

    c + b m,      c = r + (1 - b) M

with m the prediction (0 or 1), M its mean over the articles of the coded weeks that were not coded, and r the mean of
coding less prediction, weighted by 1 / pi - 1, the number of articles that a coded one stands for. Over those weeks the
mean of all values is the prediction-powered estimate (Angelopoulos et al. 2023). Where most were coded the rest are too
few to take a mean of: then M is over all articles of the coded weeks, and r is weighted by 1 / pi. A week that differs from them in its
predictions by d differs by b d: where the scorer marks a frame with chance s where it is and f where it is not,
whatever the week, predictions move only (s - f) times as far as the frame does, so b = 1 / (s - f) (Rogan and Gladen
1978), s and f being the language's. With b = 1 a shift of a frame would be understated by as much as the scorer
understates it.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy import sparse

from monitor.trends.correction import Values
from monitor.trends.groups import Bools, Floats, Ints, group_rows, group_sums
from monitor.trends.scorer_errors import Coded, scorer_errors
from monitor.trends.units import Articles

NO_GOLD = "Uncorrected: no article was coded by a gold coder with a known probability of being drawn."
TOO_FEW = "Uncorrected: too few articles coded with a known probability of being drawn, in one language or more."
DRIFTED = "Uncorrected: the scorer's errors changed over the coded weeks, so coding of other weeks cannot be used."
CANNOT_TELL = "Uncorrected: by the coding the scorer may not tell this frame's presence from its absence."
REASONS = ("", NO_GOLD, TOO_FEW, DRIFTED, CANNOT_TELL)


@dataclass(frozen=True)
class Strata:
    """Strata: ``of_unit`` (u,) is the stratum of each unit, ``language`` (s,) each one's language, by text scope apart."""

    of_unit: Ints
    language: Ints

    @property
    def size(self) -> int:
        """Number of strata."""
        return len(self.language)

    @property
    def n_languages(self) -> int:
        """Number of languages, those of each text scope apart."""
        return int(self.language.max(initial=-1)) + 1


def strata_of(units: Articles) -> Strata:
    """The strata of the units (one row each); a copy belongs where the unit does whose value it has."""
    groups = group_rows(units.text_scope.codes, units.country.codes, units.language.codes)
    of_unit = np.zeros(len(units), dtype=np.int64)
    of_unit[units.unit] = groups.index
    return Strata(of_unit, group_rows(units.text_scope.codes, units.language.codes).index[groups.first])


@dataclass(frozen=True)
class Pooled:
    """What the coding of all weeks says, by stratum s and frame f; (s, f) where nothing else is said.

    ``offset`` and ``slope`` give an article's value, ``centre`` is M. ``story``, ``stratum`` (r,) and ``effect`` (r,
    f) are the influence of each story on the offset, ``covariance`` (f, s, s) that of the offsets, ``slope_variance``
    (l, f) that of each language's slope. ``drawable`` (u,) says which units could have been drawn, ``why`` is the
    code in :data:`REASONS`, 0 where the pooled coding can be used in cells of which each language has ``min_gold``
    coded articles.
    """

    strata: Strata
    offset: Floats
    slope: Floats
    centre: Floats
    slope_variance: Floats
    story: Ints
    stratum: Ints
    effect: Floats
    covariance: Floats
    n_gold: Ints
    drawable: Bools
    why: Ints
    min_gold: int

    def influences(self, frame: int, n_stories: int) -> sparse.csr_matrix:
        """Influence of stories on the offsets for one frame, (stories, s)."""
        key = (frame, n_stories)
        if key not in self._influences:
            order, upto = self.by_story(n_stories)
            shape = (len(upto) - 1, self.strata.size)
            self._influences[key] = sparse.csr_matrix(
                (self.effect[order, frame], self.stratum[order], upto), shape=shape
            )
        return self._influences[key]

    def by_story(self, n_stories: int) -> tuple[Ints, Ints]:
        """Rows of ``effect`` by story and stratum, and where those of each of ``n_stories`` or more begin, with their end."""
        order, starts = self._by_story
        return order, np.append(starts, np.full(max(n_stories + 1 - len(starts), 0), len(order)))

    def places(self, story: Ints, stratum: Ints) -> Ints:
        """Rows of ``effect`` of stories in strata, (n,) each, -1 where a story has none there."""
        known = np.minimum(story, len(self._place) - 1)
        return np.where(story == known, self._place[known, stratum], -1)

    @cached_property
    def _influences(self) -> dict[tuple[int, int], sparse.csr_matrix]:
        """What was made of them already: tables are compared many times over."""
        return {}

    @cached_property
    def _by_story(self) -> tuple[Ints, Ints]:
        """Rows of ``effect`` by story and stratum, and where each story's begin, with their end."""
        order = np.lexsort((self.stratum, self.story))
        n_stories = int(self.story.max(initial=0)) + 1
        return order, np.append(0, np.cumsum(np.bincount(self.story, minlength=n_stories)))

    @cached_property
    def _place(self) -> npt.NDArray[np.int32]:
        """Row of ``effect`` by story and stratum, -1 where there is none."""
        place = np.full((int(self.story.max(initial=0)) + 1, self.strata.size), -1, dtype=np.int32)
        place[self.story, self.stratum] = np.arange(len(self.story))
        return place


def pool_weeks(articles: Articles, values: Values, strata: Strata, week: Ints, min_gold: int) -> Pooled:
    """Pool the coding of all weeks. ``articles`` are the units (n), ``week`` (n,) their weeks as numbers.

    A stratum and frame without any coding, with errors that changed (see
    :class:`monitor.trends.scorer_errors.Errors`) or with a scorer that does not tell is marked in ``why``.
    """
    stratum, size = strata.of_unit[articles.unit], strata.size
    coded = values.coded[articles.unit]
    rows = np.flatnonzero(coded.any(axis=1))
    of = articles.unit[rows]
    weight = np.where(coded[rows], values.weight[of], 0.0)
    gold = np.where(coded[rows], values.gold[of], 0.0)
    found = Coded(of, articles.story.codes[rows], week[rows], values.prediction[of], gold, weight)
    errors = scorer_errors(found, strata.language[stratum[rows]], strata.n_languages)
    slopes, slope_variance = errors.slope()
    slope = slopes[strata.language]
    n_gold = group_sums(stratum[rows], coded[rows], size).astype(np.int64)
    drawable = values.drawable | _between_coded(articles, values, stratum, week, size)
    could_be = drawable[articles.unit]
    mostly = 2 * n_gold > group_sums(stratum, coded | could_be[:, None], size)
    counted = np.where(mostly[stratum], coded | could_be[:, None], ~coded & could_be[:, None])
    centre, on_centre = _centre(articles, values, stratum, counted.astype(np.float64), size)
    rectifier, on_rectifier = _rectifier(found, stratum[rows], mostly)
    story = np.concatenate([on_centre[0], on_rectifier[0]])
    owner = np.concatenate([on_centre[1], on_rectifier[1]])
    effect = np.concatenate([(1 - slope[on_centre[1]]) * on_centre[2], on_rectifier[2]])
    cells = group_rows(owner, story)
    effect = group_sums(cells.index, effect, cells.size)
    story, owner = story[cells.first], owner[cells.first]
    covariance = _covariance(story, owner, effect, n_gold)
    why = np.where(n_gold == 0, REASONS.index(NO_GOLD), 0)
    why = np.where((why == 0) & errors.drifts()[strata.language], REASONS.index(DRIFTED), why)
    why = np.where((why == 0) & ~errors.tells()[strata.language], REASONS.index(CANNOT_TELL), why)
    return Pooled(
        strata, rectifier + (1 - slope) * centre, slope, centre, slope_variance, story, owner, effect, covariance,
        n_gold, drawable, why, min_gold,
    )  # fmt: skip


_Effects = tuple[Ints, Ints, Floats]


def _between_coded(articles: Articles, values: Values, stratum: Ints, week: Ints, size: int) -> Bools:
    """Units (u,) of strata of which no population is known, in the weeks from their first coded article to their last."""
    coded = values.coded[articles.unit].any(axis=1)
    first, last = np.full(size, np.iinfo(np.int64).max), np.full(size, -1)
    np.minimum.at(first, stratum[coded], week[coded])
    np.maximum.at(last, stratum[coded], week[coded])
    known = np.zeros(size, dtype=np.bool_)
    known[stratum[values.drawable[articles.unit]]] = True
    found = np.zeros(len(values.drawable), dtype=np.bool_)
    found[articles.unit] = ~known[stratum] & (first[stratum] <= week) & (week <= last[stratum])
    return found


def _centre(articles: Articles, values: Values, stratum: Ints, counted: Floats, size: int) -> tuple[Floats, _Effects]:
    """Mean prediction over the units that are ``counted`` (n, f), 0 or 1, by stratum, and the influence of stories on it."""
    predicted = counted * values.prediction[articles.unit]
    n = np.maximum(group_sums(stratum, counted, size), 1)
    centre = group_sums(stratum, predicted, size) / n
    cells = group_rows(stratum, articles.story.codes)
    owner = stratum[cells.first]
    own = group_sums(cells.index, counted, cells.size)
    effect = (group_sums(cells.index, predicted, cells.size) - centre[owner] * own) / n[owner]
    return centre, (articles.story.codes[cells.first], owner, effect)


def _rectifier(coded: Coded, stratum: Ints, mostly: Bools) -> tuple[Floats, _Effects]:
    """Mean of coding less prediction, (s, f), and the influence of stories on it, with the CR2 factor.

    Each coded article stands for 1 / pi - 1 that were not coded; of strata that are ``mostly`` (s, f) coded, or of
    which every coded article was sure to be, for 1 / pi.
    """
    size = len(mostly)
    for_others = np.maximum(coded.weight - 1, 0.0)
    sure = group_sums(stratum, for_others, size) <= 0
    weights = np.where((mostly | sure)[stratum], coded.weight, for_others)
    total = group_sums(stratum, weights, size)
    error = weights * (coded.gold - coded.prediction)
    cells = group_rows(stratum, coded.story)
    owner = stratum[cells.first]
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.nan_to_num(group_sums(stratum, error, size) / total)
        weight = group_sums(cells.index, weights, cells.size)
        leverage = weight / total[owner]
        scale = np.sqrt(1 / np.where(leverage < 1, 1 - leverage, np.nan))
        apart = group_sums(cells.index, error, cells.size) - mean[owner] * weight
        effect = np.nan_to_num(scale * apart / total[owner])
    return mean, (coded.story[cells.first], owner, effect)


def _covariance(story: Ints, stratum: Ints, effect: Floats, n_gold: Ints) -> Floats:
    """Covariances of the offsets, (f, s, s).

    Half an error in either direction is added to those of a stratum (as Agresti and Min 2005 add half a case to
    paired counts), so that a scorer with no error among the coded articles is not taken for faultless.
    """
    size, n_frames = n_gold.shape
    found = np.zeros((n_frames, size, size))
    n_stories = int(story.max(initial=0)) + 1
    for frame in range(n_frames):
        matrix = sparse.csr_matrix((effect[:, frame], (story, stratum)), shape=(n_stories, size))
        found[frame] = (matrix.T @ matrix).toarray()
        own = np.diag_indices(size)
        found[frame][own] = np.maximum(found[frame][own], 1 / (n_gold[:, frame] + 2.0) ** 2)
    return found
