"""Taking articles out again: on request of a publisher, of an outlet, or by age.

Public: :func:`find_removable` (what a :class:`Removal` would take out: :class:`Removable`), :func:`find_expired` (what is older than its
outlet allows), :func:`remove` (takes it out, everywhere, and
keeps it from coming back: :class:`RemovalSummary`), :func:`finish_removal` (one that was killed: :class:`FinishedRemoval`). For people
:func:`show_removable` (each link with what hangs on it: :class:`ShownLink`), :func:`check_reason` and :func:`why_nothing`. Reads and
writes every table that has a row for an article, ``stories``, ``fetches``, ``removals``, the vectors, the raw pages and the published
database; reads the reports.
"""

from monitor.removal.expired import find_expired
from monitor.removal.find import Removable, Removal, find_removable
from monitor.removal.near import why_nothing
from monitor.removal.remove import FinishedRemoval, RemovalSummary, finish_removal, remove
from monitor.removal.shown import ShownLink, check_reason, show_removable

__all__ = [
    "FinishedRemoval",
    "Removable",
    "Removal",
    "RemovalSummary",
    "ShownLink",
    "check_reason",
    "find_expired",
    "find_removable",
    "finish_removal",
    "remove",
    "show_removable",
    "why_nothing",
]
