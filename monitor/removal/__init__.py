"""Taking articles out again: on request of a publisher, of an outlet, or by age.

Public: :func:`find_removable` (what a :class:`Removal` would take out: :class:`Removable`), :func:`find_expired` (what is older than its
outlet allows), :func:`remove` (takes it out, everywhere, and
keeps it from coming back: :class:`RemovalSummary`), :func:`finish_removal` (one that was killed). Reads and writes every table that has a
row for an article, ``stories``, ``fetches``, ``removals``, the vectors, the raw pages and the published database; reads the reports.
"""

from monitor.removal.expired import find_expired
from monitor.removal.find import Removable, Removal, find_removable
from monitor.removal.remove import RemovalSummary, finish_removal, remove

__all__ = ["Removable", "Removal", "RemovalSummary", "find_expired", "find_removable", "finish_removal", "remove"]
