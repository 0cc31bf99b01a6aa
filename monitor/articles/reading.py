"""The running text of a page, by trafilatura."""

import copy
import logging
import re
from datetime import datetime, timedelta

import trafilatura
from lxml.html import HtmlElement
from trafilatura.settings import Document

from monitor.articles.clean import normalise
from monitor.articles.page_kind import is_prose, prose_length
from monitor.text import visual_length

# What is wrong with a page becomes a row with a reason; the libraries' own warnings would say the same again, with less.
for _library in ("trafilatura", "htmldate", "justext", "courlan"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)

_LEAST_BODY = 40.0  # about 16 Han characters or eight words; anything shorter is a caption or a button
_HEADLINE_AT_MOST = 160.0
_PRECISE_SHARE = 0.3
_WIDE_LEAST = 300.0
_MOSTLY = 3
_NOTICE = re.compile(r"cookie|consent|gdpr|ccpa|privacy|onetrust", re.IGNORECASE)
_NOTICE_AT_MOST = 1500
_ITEM = re.compile(r"^-(?: |$)")
_FURNITURE = re.compile(
    r"cookie|privacy|subscrib|copyright|all rights reserved|sign up|log ?in\b|newsletter|版权所有|版權所有|隐私|隱私|订阅|訂閱"
    r"|登录|登入|注册|註冊|会员|會員|会員|フォロー|扫码|掃碼|关注我们|關注我們",
    re.IGNORECASE,
)


def load_page(text: str) -> HtmlElement | None:
    """The page as a tree, without its notices on cookies and consent; None when it is empty or no HTML."""
    tree = trafilatura.load_html(text)
    if tree is None or not len(tree):
        return None
    for element in tree.xpath("//div | //section | //aside | //p | //form | //dialog"):
        label = f"{element.get('class') or ''} {element.get('id') or ''}"
        if _NOTICE.search(label) and element.getparent() is not None and len(element.text_content()) < _NOTICE_AT_MOST:
            element.drop_tree()
    return tree


def read_document(tree: HtmlElement, url: str, fetched_at: datetime) -> Document:
    """Text and metadata of a page, favouring precision; without text when there is none. The tree is left as it was."""
    # max_date keeps htmldate from looking at the wall clock
    dates = {
        "original_date": True,
        "extensive_search": True,
        "max_date": (fetched_at + timedelta(days=2)).strftime("%Y-%m-%d"),
    }
    document = trafilatura.bare_extraction(
        copy.deepcopy(tree), url=url, favor_precision=True, include_comments=False, include_tables=False, with_metadata=True,
        date_extraction_params=dates,
    )  # fmt: skip
    if document is None:  # no text: the metadata still say what the page is
        document = trafilatura.extract_metadata(copy.deepcopy(tree), url, dates)
    if not isinstance(document, Document):
        raise TypeError(f"trafilatura gave {type(document).__name__} where a Document was expected")
    return document


def wider_text(tree: HtmlElement, url: str, precise: str) -> str:
    """``precise``, with the sentences that a reading without the favour for precision (and with tables) finds between its lines.

    Favouring precision drops short paragraphs, and whole articles from pages it takes for lists; old sites lay their text out in tables.
    Where the wide reading finds more than three times the prose it is taken whole. Where there was no text at all
    it must be long and free of notices, or it would make articles of furniture.
    """
    document = trafilatura.bare_extraction(copy.deepcopy(tree), url=url, include_comments=False, include_tables=True)
    wide = document_text(document) if isinstance(document, Document) else ""
    if prose_length(precise) >= _PRECISE_SHARE * prose_length(wide):
        return filled(precise, wide)
    if not is_text(precise) and not _stands_alone(wide):
        return precise
    return wide


def _stands_alone(wide: str) -> bool:
    """Whether a wide reading is long, and its lines that speak of cookies, rights or subscriptions are few."""
    furniture = prose_length("\n".join(line for line in wide.split("\n") if _FURNITURE.search(line)))
    return prose_length(wide) - furniture >= max(_WIDE_LEAST, _MOSTLY * furniture)


def filled(precise: str, wide: str) -> str:
    """``precise`` with the lines of ``wide`` that are prose and stand between two of its lines; else as it is."""
    lines = precise.split("\n")
    places = {line: at for at, line in enumerate(lines)}
    told: list[str] = []
    waiting: list[str] = []
    last = -1
    for line in wide.split("\n"):
        at = places.get(line)
        if at is not None and at > last:
            told += [*(waiting if last >= 0 and at == last + 1 else ()), *lines[last + 1 : at + 1]]
            last, waiting = at, []
        elif at is None and is_prose(line) and not _FURNITURE.search(line):
            waiting.append(line)
    return "\n".join([*told, *lines[last + 1 :]])


def document_text(document: Document) -> str:
    """The text of a document, normalised, without the marks that trafilatura puts before the items of a list."""
    lines = (_ITEM.sub("", line) for line in normalise(document.text or "").split("\n"))
    return "\n".join(line for line in lines if line)


def is_text(body: str) -> bool:
    """Whether there is a text at all: enough of it, and not one short line without the end of a sentence."""
    length = visual_length(body)
    if length < _LEAST_BODY:
        return False
    return length > _HEADLINE_AT_MOST or any(mark in body for mark in "。！？.!?…")
