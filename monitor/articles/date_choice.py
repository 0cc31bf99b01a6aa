"""Which of the dates found is believed, and why not the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.articles.dates import Moment

_EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)  # before news was on the web: epochs and templates
_FAR = timedelta(days=3)  # a visible date this far from the feed's is another article's
_AHEAD = timedelta(days=1)  # clocks and zones go wrong by hours, not by more


@dataclass(frozen=True)
class DateSources:
    """All that is known about when an article appeared, in the order in which it is believed.

    ``stated``: what the page states; ``feed``: the feed's time; ``guessed``: a day guessed from the page's text or
    address; ``first_seen``: when the collector saw the link. ``fetched`` is when the page was read, ``zone`` the outlet's.
    """

    stated: Sequence[Moment]
    feed: datetime | None
    guessed: Moment | None
    first_seen: datetime
    fetched: datetime
    zone: ZoneInfo


@dataclass(frozen=True)
class Dated:
    """Time of publication (UTC), its source (page, page_day, feed or first_seen), and why a better one was not believed."""

    at: datetime
    method: str
    note: str | None


def choose_date(sources: DateSources) -> Dated:
    """The first source that can be believed.

    Not believed: more than a day after the page was fetched, before 1995, and a visible date more than three days from
    the feed's. A day without an hour takes the hour from elsewhere on the page (method ``page``), from the feed where that
    names the same day (``feed``), or else is noon (``page_day``).
    """
    refused: list[str] = []
    for whose, moment in _in_order(sources):
        doubt = _doubt(moment.utc(sources.zone), sources.fetched)
        if doubt is None:
            at, method = _complete(moment, sources) if whose == "page" else (moment.utc(sources.zone), whose)
            note = f"Not believed: {'; '.join(dict.fromkeys(refused))}. Taken instead: {method}." if refused else None
            return Dated(at, method, note)
        refused.append(f"the {whose.removesuffix('_day')}'s date {moment.utc(sources.zone):%Y-%m-%d} {doubt}")
    return Dated(
        sources.first_seen.astimezone(UTC), "first_seen", f"Not believed: {'; '.join(dict.fromkeys(refused))}."
    )


def _in_order(sources: DateSources) -> Iterator[tuple[str, Moment]]:
    feed = sources.feed if sources.feed and _doubt(sources.feed, sources.fetched) is None else None
    for moment in sources.stated:
        if feed is None or not moment.visible or abs(moment.utc(sources.zone) - feed) <= _FAR:
            yield "page", moment
    if sources.feed is not None:
        yield "feed", Moment(sources.feed.date(), sources.feed)
    if sources.guessed is not None:
        yield "page_day", sources.guessed
    yield "first_seen", Moment(sources.first_seen.date(), sources.first_seen)


def _doubt(at: datetime, fetched: datetime) -> str | None:
    """Why a time cannot be believed, None when it can."""
    if at > fetched + _AHEAD:
        return f"lies after the day it was fetched ({fetched.astimezone(UTC):%Y-%m-%d})"
    return "lies before there was news on the web" if at < _EARLIEST else None


def _complete(moment: Moment, sources: DateSources) -> tuple[datetime, str]:
    """A stated moment with its hour, wherever that is found."""
    if moment.at is None:
        hour = next((one for one in sources.stated if one.at and one.day == moment.day), None)
        if hour is not None:
            return hour.utc(sources.zone), "page"
        if sources.feed is not None and sources.feed.astimezone(sources.zone).date() == moment.day:
            return sources.feed.astimezone(UTC), "feed"
        return moment.utc(sources.zone), "page_day"
    return moment.utc(sources.zone), "page"
