"""Articles that go on on another page."""

import re
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml.html import HtmlElement

_NEXT = re.compile(
    r"\W*(?:下一?[页頁]|后一页|後一頁|第[2二][页頁]|2|next(?: page)?|阅读全文|閱讀全文)\W*", re.IGNORECASE
)
_NUMBERED = re.compile(r"[_-]0?([1-9]\d?)$")
_FOLDED = re.compile(r"/(?:page/)?0?([1-9]\d?)$")
_ENDING = re.compile(r"\.\w{3,5}$")
_PAGE_KEYS = frozenset({"page", "p", "pn", "pageno", "page_no", "pagenum"})
_LINKS_AT_MOST = 3000


def has_more_pages(tree: HtmlElement, url: str) -> bool:
    """Whether the page links to another part of itself: a link called "next" or 2 whose address is this one's with a number.

    ``c_112559_2.htm`` belongs to ``c_112559.htm``, ``/a/story/2`` and ``/a/story?page=2`` to ``/a/story``. The next article is no
    part, nor is what links to all parts in one (the same address without a number).
    """
    if not url:
        return False
    own, own_number = _part(url)
    for link in tree.xpath("//a[@href] | //link[@rel='next'][@href]")[:_LINKS_AT_MOST]:
        if link.tag == "link" or _NEXT.fullmatch(" ".join(link.text_content()[:20].split())):
            try:
                whole, number = _part(urljoin(url, link.get("href")), _FOLDED)
            except ValueError:  # an address with a bad port or bracket
                continue
            if whole == own and number is not None and number != (own_number or 1):
                return True
    return False


def _part(
    url: str, folded: re.Pattern[str] | None = None
) -> tuple[tuple[str, str, tuple[tuple[str, str], ...]], int | None]:
    """The address of the whole (host, path, query) and the number of the part, if it has one.

    A last folder that is a number counts as one only with ``folded``: the address of an article may end in its day.
    """
    parts = urlsplit(url)
    query = parse_qsl(parts.query)
    numbers = [int(value) for key, value in query if key.lower() in _PAGE_KEYS and value.isdecimal() and len(value) < 3]
    path = _ENDING.sub("", parts.path).rstrip("/")
    numbered = _NUMBERED.search(path) or (folded.search(path) if folded else None)
    if numbered and not numbers:
        path, numbers = path[: numbered.start()], [int(numbered[1])]
    rest = tuple(sorted((key, value) for key, value in query if key.lower() not in _PAGE_KEYS))
    return (parts.hostname or "", path, rest), numbers[0] if numbers else None
