"""A page to an article: title, body, time of publication, language."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement
from trafilatura.settings import Document

from monitor.articles.clean import credit_lines, cut_credits, one_line
from monitor.articles.date_choice import Dated, DateSources, choose_date
from monitor.articles.dates import Moment, page_moments, visible_texts
from monitor.articles.page_kind import error_page, front_page, list_page
from monitor.articles.pagination import has_more_pages
from monitor.articles.reading import document_text, is_text, load_page, read_document, wider_text
from monitor.articles.relative_dates import relative_moments
from monitor.articles.scope import drop_walls, shows_wall, text_scope
from monitor.articles.tails import cut_tail, drop_disclaimers
from monitor.articles.titles import own_headline, strip_site
from monitor.text import visual_length

_LONGEST_TITLE = 500
_HEADLINE_AT_LEAST = 30.0  # visual length


@dataclass(frozen=True)
class LinkFacts:
    """What is known of a page before it is opened: the link as the feed gave it, and its outlet."""

    link_id: str
    url: str
    outlet_id: str
    outlet_names: tuple[str, ...]
    zone: ZoneInfo
    language_hint: str | None
    title_hint: str | None
    published_hint: datetime | None
    first_seen_at: datetime


@dataclass(frozen=True)
class Extracted:
    """What a page says. ``body`` is empty for a title alone; ``byline`` holds the credits that were cut from the text."""

    title: str
    body: str
    byline: str
    text_scope: str
    dated: Dated


class NotAnArticleError(ValueError):
    """The page is no article; the message is the reason, as a sentence."""


class NoTextError(NotAnArticleError):
    """The page may be an article, but its text could not be had; a title from the feed stands for it."""


def extract_page(text: str, link: LinkFacts, fetched_at: datetime, final_url: str | None = None) -> Extracted:
    """Read one page (trafilatura, favouring precision).

    Raises :class:`NotAnArticleError` for lists, errors and front pages, and its subclass :class:`NoTextError` for pages
    without any text or title.
    """
    reason = front_page(link.url, final_url)
    if reason:
        raise NotAnArticleError(reason)
    tree = load_page(text)
    if tree is None:
        raise NoTextError("The page is empty or no HTML.")
    document = read_document(tree, link.url, fetched_at)
    title = _title(tree, document, link)
    body, walled = drop_walls(_without_title(drop_disclaimers(document_text(document)), title))
    walled = walled or (not is_text(body) and shows_wall(tree))
    if not walled:
        body = _without_title(drop_disclaimers(wider_text(tree, link.url, body)), title)
    for reason in (error_page(title or "", body), None if walled else list_page(tree, body)):
        if reason:
            raise NotAnArticleError(reason)
    tailless = cut_tail(body)
    clean = cut_credits(tailless.body)
    byline = "\n".join(one for one in (clean.byline, *credit_lines(tailless.tail)) if one)
    body = clean.body if is_text(clean.body) else ""
    if not title:
        raise NoTextError("The page has no title, and the feed gave none.")
    if not (body or document.title or tree.find(".//h1") is not None):
        raise NoTextError("The page is empty: it has neither a text nor a title of its own.")
    scope = text_scope(tree, body, walled or has_more_pages(tree, link.url), document.description)
    return Extracted(title, body, byline, scope, _dated(tree, document, link, fetched_at))


def title_only(link: LinkFacts, fetched_at: datetime) -> Extracted | None:
    """An article from the feed's title alone; None when the feed gave none."""
    title = one_line(link.title_hint or "")
    if not title:
        return None
    sources = DateSources((), link.published_hint, None, link.first_seen_at, fetched_at, link.zone)
    return Extracted(strip_site(title, link.outlet_names), "", "", "title", choose_date(sources))


def _title(tree: HtmlElement, document: Document, link: LinkFacts) -> str | None:
    """The page's title without the site's name; the feed's where the page has none or only the site's name."""
    headings = [one_line(element.text_content()) for element in tree.iter("h1")]
    headings = [heading for heading in headings if heading]
    raw = one_line(document.title or "") or (headings[0] if headings else "")
    names = (*link.outlet_names, document.sitename or "", urlsplit(link.url).hostname or "")
    title = strip_site(raw, names, headings[0] if len(headings) == 1 else own_headline(tree, raw))
    hint = one_line(link.title_hint or "")
    if not title or title.casefold() in {name.casefold() for name in names}:
        # some pages give their headline as the name of the site
        title = strip_site(hint, names) or (title if visual_length(title) >= _HEADLINE_AT_LEAST else "")
    return title[:_LONGEST_TITLE] or None


def _without_title(body: str, title: str | None) -> str:
    lines = body.split("\n")
    return "\n".join(lines[1:]) if title and lines and lines[0].strip("#- ") == title else body


def _dated(tree: HtmlElement, document: Document, link: LinkFacts, fetched_at: datetime) -> Dated:
    guessed = Moment(datetime.fromisoformat(document.date).date(), None) if document.date else None
    stated = tuple(page_moments(tree, link.zone))
    if not stated and link.published_hint is None:
        stated = _told_relatively(tree, guessed, fetched_at, link.zone)
    return choose_date(DateSources(stated, link.published_hint, guessed, link.first_seen_at, fetched_at, link.zone))


def _told_relatively(
    tree: HtmlElement, guessed: Moment | None, fetched_at: datetime, zone: ZoneInfo
) -> tuple[Moment, ...]:
    """The first time told from the moment of reading (3小时前), unless a day found elsewhere on the page speaks against it."""
    told = next(relative_moments(visible_texts(tree, named_only=True), fetched_at, zone), None)
    return () if told is None or (guessed is not None and guessed.day != told.day) else (told,)
