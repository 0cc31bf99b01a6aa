"""What the monitor and plain trafilatura make of a saved page, told alike."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

import trafilatura
from trafilatura.settings import Document

from monitor.articles import LinkFacts, NotAnArticleError, UndecodableError, decode, extract_page
from monitor.articles.clean import one_line
from monitor.evaluate.page_gold import PageGold


@dataclass(frozen=True)
class Reading:
    """What a reader found in a page; ``at`` is None for a day alone; ``refused`` says why there is no text, else None.

    ``byline``: authors and credits that were not left in the text.
    """

    title: str
    text: str
    day: date | None
    at: datetime | None
    byline: str = ""
    refused: str | None = None


def read_ours(gold: PageGold, content: bytes) -> Reading:
    """The page as the stage of articles reads it, without a feed and without an outlet's name. Raises what the stage catches."""
    host = urlsplit(gold.url).hostname or ""
    link = LinkFacts(gold.id, gold.url, "", (host,) if host else (), gold.zone, None, None, None, gold.fetched_at)
    found = extract_page(decode(content).text, link, gold.fetched_at)
    if found.dated.method == "first_seen":
        return Reading(found.title, found.body, None, None, found.byline)
    at = found.dated.at.astimezone(gold.zone)
    return Reading(found.title, found.body, at.date(), None if found.dated.method == "page_day" else at, found.byline)


def read_plain(gold: PageGold, content: bytes) -> Reading:
    """The page as trafilatura reads it with its defaults; its dates are days."""
    document = trafilatura.bare_extraction(content, url=gold.url or None, with_metadata=True)
    if not isinstance(document, Document):
        return Reading("", "", None, None, refused="No text was found.")
    day = date.fromisoformat(document.date) if document.date else None
    return Reading(one_line(document.title or ""), document.text or "", day, None, document.author or "")


def safely(reader: Callable[[PageGold, bytes], Reading], gold: PageGold, content: bytes) -> Reading:
    """What a reader finds, or why it refused the page or failed on it."""
    try:
        return reader(gold, content)
    except (NotAnArticleError, UndecodableError) as error:
        return Reading("", "", None, None, refused=str(error))
    except Exception as error:  # saved pages are hostile, and the libraries raise many kinds: a page lost, not the run
        return Reading("", "", None, None, refused=f"{type(error).__name__}: {str(error)[:200]}")
