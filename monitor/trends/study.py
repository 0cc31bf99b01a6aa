"""What one estimation is given."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from monitor.config.settings import TrendSettings
from monitor.trends.calendar import Calendar
from monitor.trends.coverage import Coverage, read_coverage
from monitor.trends.groups import Ints
from monitor.trends.methods import Parts, choose_methods
from monitor.trends.pooled import Pooled, pool_weeks, strata_of
from monitor.trends.sums import Sums, sum_stories
from monitor.trends.units import Articles, Units
from monitor.trends.windows import YEAR, Windows


@dataclass(frozen=True)
class Study:
    """Units of one scorer, the weeks compared, and the limits of the settings; ``texts`` of the articles compared, where they were read."""

    units: Units
    calendar: Calendar
    settings: TrendSettings
    scorer_id: str
    texts: pa.Table | None = None

    @cached_property
    def coverage(self) -> Coverage:
        """Outlets of each place over the weeks compared up to each week."""
        return read_coverage(self.units.articles, self.settings.weeks, self.settings.min_outlets)

    @cached_property
    def windows(self) -> Windows:
        """The windows of the weeks with articles: a year each, or the weeks compared where these are more."""
        return Windows.of(self.units.articles.week, max(YEAR, self.settings.weeks))

    def compared(self) -> Articles:
        """Articles of the weeks compared, copies within a country counted once."""
        articles = self.units.articles
        return articles.take(articles.is_unit & self.calendar.compares(articles.week))

    @cached_property
    def pooled(self) -> Pooled:
        """What the coding of all weeks says."""
        articles = self.units.articles
        units = articles.take(articles.is_unit)
        week = (units.week - articles.week.min()).astype(np.int64) // 7
        return pool_weeks(units, self.units.values, strata_of(units), week, self.settings.min_gold)

    def parts(self, articles: Articles, cell: Ints, n_cells: int, *, raw: bool = False, split: bool = False) -> Parts:
        """How the articles of each cell are corrected, see :func:`monitor.trends.methods.choose_methods`."""
        return choose_methods(self.pooled, articles, cell, n_cells, self.units.values, raw=raw, split=split)

    def sums(self, articles: Articles, cell: Ints, n_cells: int, *, by_story: bool = False, raw: bool = False) -> Sums:
        """Articles by cell and story with their values, see :func:`monitor.trends.sums.sum_stories`; with ``raw`` uncorrected."""
        parts = self.parts(articles, cell, n_cells, raw=raw)
        return sum_stories(self.pooled, articles, parts, self.units.values, by_story=by_story)
