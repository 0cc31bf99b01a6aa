"""A sitemap's bytes into entries, or into the sitemaps that an index names."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitor.sources.entries import FeedEntry, FeedPlan, entry_notes, plain_title, unreadable, with_notes
from monitor.sources.moments import Moment, Window, named_moment, read_moment
from monitor.sources.sitemap_xml import MAX_URLS, Item, NoSitemapError, SitemapText, parse_sitemap
from monitor.web import FetchResult, TooLargeError, UnreadableError, canonical_url, unpack_gzip

MAX_LINKS = 1000
"""Most entries of a sitemap that become links on a live poll, the newest: the limit of news sitemaps."""
_OTHER_NAMES = {"zho": "zh", "chi": "zh", "cn": "zh", "cmn": "zh", "eng": "en"}


@dataclass(frozen=True)
class Reach:
    """How far back a poll looks into sitemaps.

    ``window`` is when an entry must have been published (or changed, where that is all that is said), ``children`` the most
    sitemaps of one index that are asked, ``links`` the most entries of one sitemap. ``whole`` asks for sitemaps
    unconditionally: what a poll of a few days passed over is wanted now, although the file has not changed since.
    """

    window: Window
    children: int
    links: int = MAX_LINKS
    whole: bool = False

    @classmethod
    def live(cls, now: datetime, days: int, children: int) -> "Reach":
        """The last ``days`` days before today (UTC), and today."""
        midnight = datetime.combine(now.astimezone(UTC), time(), UTC)
        return cls(Window(midnight - timedelta(days=days)), children)

    @classmethod
    def back_to(cls, window: Window, children: int) -> "Reach":
        """A range of time: every entry of it that the sitemaps asked hold."""
        return cls(window, children, MAX_URLS, whole=True)


@dataclass(frozen=True)
class Child:
    """A sitemap that an index names: when it last changed, and the time that its name tells of."""

    url: str
    changed: Moment | None
    named: Moment | None


@dataclass(frozen=True)
class SitemapReading:
    """What came of reading: the result with its notes, entries within reach, all that were there, and children of an index.

    ``newest`` is the time of the newest entry, within reach or not; ``n_entries`` counts them all.
    """

    result: FetchResult
    entries: list[FeedEntry] = field(default_factory=list)
    n_entries: int = 0
    newest: datetime | None = None
    children: list[Child] | None = None


def read_sitemap(
    plan: FeedPlan, result: FetchResult, now: datetime, reach: Reach, max_bytes: int, *, is_child: bool = False
) -> SitemapReading:
    """The entries of a sitemap that was fetched ``ok``, those within reach, newest first; of an index its children.

    An entry's time is its news publication date, or when it last changed, or the date that its address names; one with none
    of these is not taken. A packed sitemap (``.xml.gz``) is unpacked up to ``max_bytes``. What cannot be read becomes
    ``unreadable`` or ``too_large``; an index within an index is not followed.
    """
    try:
        text = parse_sitemap(unpack_gzip(result.content, max_bytes), result.content_type)
    except TooLargeError:
        reason = f"{result.url}: more than {max_bytes} bytes when unpacked (collect.max_sitemap_bytes). Left out."
        return SitemapReading(replace(result, outcome="too_large", reason=reason))
    except (NoSitemapError, UnreadableError) as error:
        return SitemapReading(unreadable(result, str(error), "sitemap"))
    except Exception as error:  # a parser's bug on hostile bytes costs this sitemap, not the run
        return SitemapReading(unreadable(result, f"the parser gave up ({type(error).__name__}: {error})", "sitemap"))
    if text.is_index and is_child:
        return SitemapReading(
            unreadable(result, "it is an index named by an index, and only one level is followed", "sitemap")
        )
    return _index(plan, result, text) if text.is_index else _entries(plan, result, text, now, reach)


def _index(plan: FeedPlan, result: FetchResult, text: SitemapText) -> SitemapReading:
    found = {
        url: Child(url, read_moment(item.lastmod, plan.zone), named_moment(url, plan.zone))
        for item in text.items
        if (url := canonical_url(item.loc)) is not None
    }
    own = {url for url in (canonical_url(result.url), canonical_url(result.final_url)) if url is not None}
    notes = [*text.notes, *(["it names itself, which was passed over"] if own & found.keys() else [])]
    return SitemapReading(with_notes(result, notes), children=[child for url, child in found.items() if url not in own])


def _entries(plan: FeedPlan, result: FetchResult, text: SitemapText, now: datetime, reach: Reach) -> SitemapReading:
    timed = [(item, _moment(item, plan.zone)) for item in text.items]
    undated = sum(moment is None for _, moment in timed)
    inside = [(item, moment) for item, moment in timed if moment is not None and reach.window.meets(moment)]
    inside, foreign_notes = _of_language(inside, plan.language)
    inside.sort(key=lambda pair: pair[1].at, reverse=True)
    found = [_entry(item, plan.zone) for item, _ in inside[: reach.links]]
    notes = [*text.notes]
    if text.n_all > len(text.items):
        notes.append(f"only the first {len(text.items)} of {text.n_all} entries were read")
    if undated:
        notes.append(f"entries left out for want of a date: {undated}")
    notes += foreign_notes
    if len(inside) > reach.links:
        notes.append(f"only the newest {reach.links} of {len(inside)} entries within reach were taken")
    return SitemapReading(
        with_notes(result, [*notes, *entry_notes(found, now)]),
        entries=[entry for entry in found if entry is not None],
        n_entries=len(text.items),
        newest=max((moment.at for _, moment in timed if moment is not None), default=None),
    )


def _moment(item: Item, zone: ZoneInfo) -> Moment | None:
    return read_moment(item.published, zone) or read_moment(item.lastmod, zone) or named_moment(item.loc, zone)


def _of_language(pairs: list[tuple[Item, Moment]], language: str) -> tuple[list[tuple[Item, Moment]], list[str]]:
    """Entries in the language of the plan, where a sitemap holds several; a label that none fits is not believed."""
    named = Counter(_primary(item.language) for item, _ in pairs if item.language)
    wanted = _primary(language)
    foreign = named.total() - named[wanted]
    if not foreign:
        return pairs, []
    if not named[wanted]:
        labels = ", ".join(sorted(named)[:5])
        return pairs, [f"its entries are labelled {labels} and the settings say {language}: taken all the same"]
    kept = [pair for pair in pairs if not pair[0].language or _primary(pair[0].language) == wanted]
    return kept, [f"entries in other languages left out: {foreign}"]


def _primary(tag: str) -> str:
    """The language of a tag without script and region, by its two letters."""
    primary = tag.strip().lower().replace("_", "-").partition("-")[0]
    return _OTHER_NAMES.get(primary, primary)


def _entry(item: Item, zone: ZoneInfo) -> FeedEntry | None:
    url = canonical_url(item.loc)
    if url is None:
        return None
    published, changed = read_moment(item.published, zone), read_moment(item.lastmod, zone)
    return FeedEntry(
        url=url,
        title=plain_title(item.title) if item.title else None,
        published=published.at if published else None,
        updated=changed.at if changed else None,
    )
