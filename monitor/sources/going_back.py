"""Going back over a range of days, from whichever source: one function for the command line and for the UI."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, get_args

from monitor.config import ConfigError, Settings
from monitor.sources.collect import CollectSummary, collect
from monitor.sources.files import FilesSummary
from monitor.sources.gdelt import DocSummary, GkgSummary, bulk_client, collect_doc, collect_gkg, doc_client
from monitor.sources.moments import Window
from monitor.sources.past_days import check_days
from monitor.warehouse import Warehouse

PastSource = Literal["gdelt", "gdelt_bulk", "sitemaps"]
"""GDELT's search (about three months), its bulk files (since 2015), or the outlets' sitemaps as far as they reach."""


def go_back(
    settings: Settings, warehouse: Warehouse, source: PastSource, first: date, last: date
) -> DocSummary | GkgSummary | CollectSummary | FilesSummary:
    """Links of the days from ``first`` to ``last`` (UTC, both included); of sitemaps their pages too.

    Interrupted, the same call goes on where it stopped; with sitemaps left (``n_sitemaps_left``) it goes on with
    those. Pages of GDELT's links are fetched by the next :func:`collect`. Raises :class:`monitor.config.ConfigError`
    for settings of the sample, for days that cannot be asked for (:func:`check_days`), and without a contact.
    """
    if last < first:
        raise ConfigError(f"from {first} to {last}: the first day lies after the last.")
    if settings.synthetic or settings.collect.source != "feeds":
        raise ConfigError(
            f"settings {settings.name!r}: are of the synthetic sample or of files; going back needs settings of live coverage, such as "
            "config/live.yaml."
        )
    check_days(source, first, last, datetime.now(UTC).date())
    start, stop = datetime.combine(first, time(), UTC), datetime.combine(last, time(), UTC) + timedelta(days=1)
    if source == "sitemaps":
        return collect(settings, warehouse, Window(start, stop))
    if source == "gdelt":
        with doc_client(settings) as client:
            return collect_doc(settings, warehouse, client, start, stop)
    with bulk_client(settings) as client:
        return collect_gkg(settings, warehouse, client, start, stop)


def past_source(name: str) -> PastSource:
    """The source of that name. Raises :class:`monitor.config.ConfigError` naming those that there are."""
    for known in get_args(PastSource):
        if name == known:
            return known  # type: ignore[no-any-return]
    raise ConfigError(f"source {name!r}: is none that one can go back in; choose {', '.join(get_args(PastSource))}.")
