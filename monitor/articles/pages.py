"""One fetched page to what it says, whatever is wrong with it."""

import logging
from dataclasses import dataclass
from datetime import datetime

from monitor.articles.decode import UndecodableError, decode
from monitor.articles.extract import Extracted, LinkFacts, NotAnArticleError, NoTextError, extract_page, title_only
from monitor.articles.rows import row_article
from monitor.web import RawPageError, RawStore

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PageRef:
    """A page that was fetched and waits to be read, or (kind ``row``) a row of a file."""

    link_id: str
    kind: str
    seen_at: datetime
    page_sha256: str
    content_type: str | None
    final_url: str | None
    warc_file: str
    warc_offset: int


@dataclass(frozen=True)
class PageResult:
    """What a page says (None: nothing) and, if it gave no text, why."""

    found: Extracted | None
    reason: str | None


def read_page(raw: RawStore, page: PageRef, link: LinkFacts) -> PageResult:
    """Read one page from the raw store; never raises for what is wrong with the page.

    Where the text could not be had but the feed gave a title, that stands for the article. Lists, errors and front pages give nothing.
    """
    try:
        content = raw.read(page.warc_file, page.warc_offset).content
        if page.kind == "row":  # our own record, by its kind: a content type is what some server claims
            return PageResult(row_article(content, link), None)
        text = decode(content, page.content_type).text
        return PageResult(extract_page(text, link, page.seen_at, page.final_url), None)
    except (RawPageError, UndecodableError, NoTextError) as error:
        return PageResult(title_only(link, page.seen_at), str(error))
    except NotAnArticleError as error:
        return PageResult(None, str(error))
    except Exception as error:  # a hostile page must not stop the run: the libraries below raise many kinds
        log.warning("%s: could not be read", link.url, exc_info=True)
        reason = f"Reading the page failed ({type(error).__name__}: {str(error)[:200]}). Please report it with the page's address."
        return PageResult(title_only(link, page.seen_at), reason)
