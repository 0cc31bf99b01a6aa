"""Writing the site beside the reports."""

import logging
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from monitor.config import Settings
from monitor.report.site.data import SiteData, read_site
from monitor.report.site.feed import Channel, feed
from monitor.report.site.files import SAFE_NAME, pages_of
from monitor.report.site.frames import frame_page
from monitor.report.site.index import index_page, week_name
from monitor.report.site.render import Pages, chooser
from monitor.report.site.rows import StoryRow
from monitor.report.site.stories import story_label, story_page
from monitor.report.source import views_for_people
from monitor.report.whole_files import write_if_new
from monitor.report.wording import REPORT_LANGUAGES, Wording
from monitor.warehouse import Warehouse

log = logging.getLogger(__name__)
File = tuple[str, str]
"""Path below the site's root, with slashes, and content."""


@dataclass(frozen=True)
class SiteSummary:
    """Files of the site as it stands, how many of them were new or changed, and pages of stories and frames (in one language)."""

    n_files: int = 0
    n_written: int = 0
    n_stories: int = 0
    n_frames: int = 0


def write_site(settings: Settings, warehouse: Warehouse) -> SiteSummary:
    """Write index, pages of stories and frames, and feeds beside the reports, in ``settings.report_dir``.

    The same tables beside the same files give the same bytes, and a file that would not change is left alone. A page that was there
    stays, so that links keep working: of a story that went into another it says so and links on, of one that is no more it says that.
    """
    folder = settings.report_dir
    stories, frames = pages_of(folder / "stories"), pages_of(folder / "frames")
    with views_for_people(warehouse) as connection:
        data = read_site(connection, settings, stories)
    if data is None:
        return SiteSummary()
    written = [week_name(row) for row in data.reports]
    reports = {name for name in written if all((folder / f"{name}.{one}.html").is_file() for one in REPORT_LANGUAGES)}
    n_files = n_written = 0
    for path, content in _files(_site(settings, data, reports, frames)):
        n_files += 1
        n_written += write_if_new(folder / path, content.encode("utf-8"))
    summary = SiteSummary(n_files, n_written, len(pages_of(folder / "stories")), len(pages_of(folder / "frames")))
    log.info("site: %d files, %d of them new or changed", n_files, n_written)
    return summary


@dataclass(frozen=True)
class _Site:
    """What there is to write: ``reports`` whose files are there, ``told`` the stories that have articles, ``old_frames`` with a page."""

    settings: Settings
    data: SiteData
    reports: Collection[str]
    told: Mapping[str, StoryRow]
    old_frames: Collection[str]


def _site(settings: Settings, data: SiteData, reports: Collection[str], old_frames: Collection[str]) -> _Site:
    told = {row.story: row for row in data.stories if data.timeline.get(row.story) and SAFE_NAME.fullmatch(row.story)}
    return _Site(settings, data, reports, told, old_frames)


def _files(site: _Site) -> Iterator[File]:
    settings, data = site.settings, site.data
    yield "index.html", chooser(settings)
    for language in REPORT_LANGUAGES:
        pages = Pages(settings, language, data.scorer)
        page = index_page(data, pages.words, site.reports, site.told)
        yield f"index.{language}.html", pages.render("index", "", "index", page=page, title=pages.topics)
        yield f"feed.{language}.xml", feed(data, pages.words, _channel(settings, pages), site.reports)
        yield from _story_pages(site, pages)
        yield from _frame_pages(site, pages)


def _channel(settings: Settings, pages: Pages) -> Channel:
    site_url = settings.delivery.site_url
    title = pages.words("site_feed_title", topics=pages.topics)
    if settings.synthetic:
        title += pages.words("aside", text=pages.words("synthetic_label"))
    return Channel(title, settings.name, site_url)


def _story_pages(site: _Site, pages: Pages) -> Iterator[File]:
    data, words = site.data, pages.words
    frames = {frame.frame for frame in data.frames}
    for row in site.told.values():
        page = story_page(row, data, words, site.settings.gold.coder_kinds)
        path = f"stories/{row.story}"
        yield _file(path, pages), pages.render("story", "../", path, page=page, title=page.label, frames=frames)
    for story, successor in data.merged.items():
        target = site.told.get(successor)
        yield _moved(
            pages, f"stories/{story}", successor if target else "", story_label(target, words) if target else ""
        )
    for story in (*data.gone, *(row.story for row in data.stories if row.story not in site.told)):
        if SAFE_NAME.fullmatch(story):
            yield _moved(pages, f"stories/{story}", "", "")


def _file(path: str, pages: Pages) -> str:
    return f"{path}.{pages.words.language}.html"


def _moved(pages: Pages, path: str, successor: str, label: str) -> File:
    title = pages.words("site_merged_title" if successor else "site_gone_title")
    return _file(path, pages), pages.render("moved", "../", path, title=title, successor=successor, label=label)


def _frame_pages(site: _Site, pages: Pages) -> Iterator[File]:
    data, words = site.data, pages.words
    for frame in data.frames:
        if not SAFE_NAME.fullmatch(frame.frame):
            continue
        page = frame_page(frame, data, words, site.settings.gold.coder_kinds)
        path = f"frames/{frame.frame}"
        reports, stories = _reports_on(frame.frame, site, words), _stories_on(frame.frame, site, words)
        yield (
            _file(path, pages),
            pages.render("frame", "../", path, page=page, title=page.name, stories=stories, reports=reports),
        )
    for ident in sorted(set(site.old_frames) - {frame.frame for frame in data.frames}):
        path, title = f"frames/{ident}", words("site_frame_gone_title")
        yield _file(path, pages), pages.render("moved", "../", path, title=title, successor="", label="")


def _reports_on(frame: str, site: _Site, words: Wording) -> list[tuple[str, str, bool]]:
    """Reports: file name, label, and whether a finding is about the frame."""
    return [
        (
            week_name(row),
            words.week(row.week, "site_report"),
            any(one.frame == frame for one in site.data.findings.get(row.week, [])),
        )
        for row in site.data.reports
        if week_name(row) in site.reports
    ]


def _stories_on(frame: str, site: _Site, words: Wording) -> list[tuple[str, str]]:
    """Stories on which a place is clearly apart by the frame: id and label."""
    return [
        (row.story, story_label(row, words))
        for row in site.told.values()
        if any(one.is_clear and one.frame == frame for one in site.data.contrasts.get(row.story, []))
    ]
