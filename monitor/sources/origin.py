"""Where a run reads from, and by which clock."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from monitor.config import ConfigError, Outlet, Settings
from monitor.config.settings import CollectSettings
from monitor.sample import SamplePress
from monitor.sources.entries import FeedPlan
from monitor.web import HttpClient, live_client, sample_client

POLL_TIME = time(18, tzinfo=UTC)
"""When the simulated clock polls on each day."""


def polls(collect: CollectSettings) -> list[datetime]:
    """The moments at which this run polls: every day of the simulated clock for the sample, now for live feeds.

    Raises :class:`ConfigError` for a sample without a clock.
    """
    if collect.source == "feeds":
        return [datetime.now(UTC).replace(microsecond=0)]
    if collect.clock is None:
        raise ConfigError("collect.clock: is missing; source sample needs one: {start: 2026-01-12, stop: 2026-03-22}.")
    days = (collect.clock.stop - collect.clock.start).days
    return [datetime.combine(collect.clock.start + timedelta(days=day), POLL_TIME) for day in range(days + 1)]


def require_contact(settings: Settings) -> None:
    """Raise :class:`ConfigError`, naming file and line, where live collection is asked for without a contact."""
    if settings.collect.source == "feeds" and not (settings.collect.contact or "").strip():
        raise ConfigError(
            f"{settings.where('collect', 'contact')}: is missing; live collection names a contact to every site that it asks, so "
            "that its operator can reach you. Write an e-mail address or a URL there."
        )


def feed_plans(outlets: Sequence[Outlet]) -> list[FeedPlan]:
    """All feeds and sitemaps in the order of the settings.

    Raises :class:`ConfigError` for an unknown time zone or a feed given twice.
    """
    plans = []
    for outlet in outlets:
        try:
            zone = ZoneInfo(outlet.time_zone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ConfigError(
                f"outlets: {outlet.id}: time_zone: {outlet.time_zone!r} is no IANA time zone such as Asia/Shanghai."
            ) from error
        plans += [
            FeedPlan(feed.url, outlet.id, feed.language, feed.audience, zone, feed.kind, feed.named_by)
            for feed in outlet.feeds
        ]
    urls = [plan.url for plan in plans]
    repeated = sorted({url for url in urls if urls.count(url) > 1})
    if repeated:
        raise ConfigError(f"outlets: feeds given twice: {', '.join(repeated)}. Keep one of each.")
    return plans


@contextmanager
def open_origin(
    collect: CollectSettings, outlets: Sequence[Outlet], now: datetime
) -> Iterator[tuple[HttpClient, Callable[[datetime], None]]]:
    """The client for a run, and a function that tells its web what time it is (which only the sample's listens to).

    Raises :class:`ConfigError` for live collection without a contact.
    """
    if collect.source == "feeds":
        with live_client(collect) as client:
            yield client, lambda _: None
        return
    with SamplePress(outlets, now) as press, sample_client(collect, press.port) as client:

        def turn(moment: datetime) -> None:
            press.now = moment

        yield client, turn
