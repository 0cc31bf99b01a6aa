"""The articles of a story in one place, and those in all other places of it, summed with their corrected values."""

from dataclasses import dataclass, fields

import numpy as np

from monitor.trends.groups import Floats, Groups, Ints, group_counts, group_rows, group_sums
from monitor.trends.methods import PPI, UNCORRECTED, Parts, article_values
from monitor.trends.small_samples import Sample, likeness_of_outlets
from monitor.trends.story_debts import Debts, story_debts
from monitor.trends.study import Study
from monitor.trends.told_twice import Told
from monitor.trends.windows import Windows


@dataclass(frozen=True)
class Side:
    """Sums over the articles of one side.

    ``n``, ``outlets`` and the outlets' numbers of articles squared are (c, 1); values, and what they are made of (coding where it
    counts, else the prediction), each with their squares, are (c, f).
    """

    n: Floats
    outlets: Floats
    squares: Floats
    value: Floats
    value_squares: Floats
    made_of: Floats
    made_of_squares: Floats

    def of_others(self, told: Told) -> "Side":
        """The same of the story's other places."""
        return Side(*(told.others(getattr(self, one.name)) for one in fields(self)))

    def sample(self, alike: Floats, slope: Floats) -> Sample:
        """As a sample, articles of one outlet being ``alike`` (c, 1); ``slope`` (c, f) is that of the values on what they are made of."""
        effective = self.n / (1 + (self.squares / self.n - 1) * alike)
        explained = slope**2 * self._spread(self.made_of, self.made_of_squares)
        more = np.maximum(self._spread(self.value, self.value_squares) - explained, 0)
        return Sample(effective, self.value / self.n, self.made_of / self.n, slope, more / effective)

    def _spread(self, total: Floats, squares: Floats) -> Floats:
        """Variance between articles, 0 where there is one."""
        return np.asarray((squares - total**2 / self.n) / np.maximum(self.n - 1, 1), dtype=np.float64)


@dataclass(frozen=True)
class StorySides:
    """A place's articles of a story (``here``) against those of the story's other places, for c cells and f frames.

    ``alike`` (c, 1) is the likeness of an outlet's articles, ``debts`` what is owed to the coding of other articles; ``method`` and
    ``why`` (c, f)
    are codes as in :mod:`monitor.trends.methods`, the same for all places of a story.
    """

    here: Side
    others: Side
    alike: Floats
    debts: Debts
    method: Ints
    why: Ints

    @property
    def samples(self) -> tuple[Sample, Sample]:
        """Both sides as samples."""
        here = self.here.sample(self.alike, self.debts.slope_here)
        return here, self.others.sample(self.alike, self.debts.slope_others)

    @property
    def carried(self) -> Floats:
        """Share of the story's articles that carry the frame as far as is known: coded, else predicted, (c, f)."""
        return np.asarray((self.here.made_of + self.others.made_of) / (self.here.n + self.others.n), dtype=np.float64)


@dataclass(frozen=True)
class Made:
    """How the articles of ``told`` are corrected (``parts`` are those of its stories), and what their values are made of, (n, f)."""

    told: Told
    parts: Parts
    made_of: Floats
    outlets: Groups

    @staticmethod
    def of(study: Study, told: Told) -> "Made":
        """All articles of a story are corrected or none, so that its shares can be compared."""
        articles, values, unit = told.articles, study.units.values, told.articles.unit
        parts = study.parts(articles, told.stories.index, told.stories.size)
        method = parts.method[parts.groups.index]
        known = values.coded[unit] & (method != UNCORRECTED) & ((method != PPI) | values.exact[unit])
        made_of = np.where(known, values.gold[unit], values.prediction[unit])
        return Made(told, parts, made_of, group_rows(told.cells.index, articles.outlet.codes))

    def alike(self, windows: Windows) -> Floats:
        """How alike an outlet's articles on a story are, over the stories last told in each week's window, (w,)."""
        told = self.told
        weeks = told.last_week[told.stories.index]

        def summed(groups: Groups, values: Floats) -> Floats:
            return windows.sums(weeks[groups.first], values)

        return likeness_of_outlets(told.cells, self.outlets, self.made_of, summed)


def story_sides(study: Study, made: Made, alike: Floats) -> StorySides:
    """Sum articles with their corrected values; ``alike`` (s,) is the likeness of an outlet's articles on each story."""
    told, values = made.told, study.units.values
    found = article_values(study.pooled, told.articles, made.parts, values)
    here = _sums(told, made.outlets, found.value, made.made_of)
    debts = story_debts(study.pooled, told, made.parts, values)
    of_cell = alike[told.story][:, None]
    return StorySides(here, here.of_others(told), of_cell, debts, found.method[told.story], found.why[told.story])


def _sums(told: Told, outlets: Groups, value: Floats, made_of: Floats) -> Side:
    size, cell = told.cells.size, told.cells.index[outlets.first]
    of_outlet = group_counts(outlets.index, outlets.size).astype(np.float64)
    counts = group_sums(cell, np.column_stack([of_outlet, np.ones(outlets.size), of_outlet**2]), size)
    sums = (group_sums(told.cells.index, one, size) for one in (value, value**2, made_of, made_of**2))
    return Side(counts[:, :1], counts[:, 1:2], counts[:, 2:], *sums)
