"""What one estimation is given."""

from dataclasses import dataclass
from functools import cached_property

from monitor.config.settings import TrendSettings
from monitor.trends.calendar import Calendar
from monitor.trends.correction import Correctable, correctable
from monitor.trends.coverage import Coverage, read_coverage
from monitor.trends.groups import Ints
from monitor.trends.units import Articles, Units


@dataclass(frozen=True)
class Study:
    """Units of one scorer, the weeks compared, and the limits of the settings."""

    units: Units
    calendar: Calendar
    settings: TrendSettings
    scorer_id: str

    @cached_property
    def coverage(self) -> Coverage:
        """Outlets of each place over the weeks compared up to each week."""
        return read_coverage(self.units.articles, self.settings.weeks, self.settings.min_outlets)

    def compared(self) -> Articles:
        """Articles of the weeks compared, copies within a country counted once."""
        articles = self.units.articles
        return articles.take(articles.is_unit & self.calendar.compares(articles.week))

    def correctable(self, cell: Ints, articles: Articles, n_cells: int) -> Correctable:
        """Which cells are corrected; ``cell`` is the cell of each article."""
        coded = self.units.values.coded[articles.unit]
        return correctable(cell, articles.language.codes, coded, n_cells, self.settings.min_gold)
