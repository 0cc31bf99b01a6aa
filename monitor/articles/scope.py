"""How much of an article's text a page gives: full, partial (cut off, behind a wall) or the title alone."""

import re

from lxml.html import HtmlElement

from monitor.text import visual_length

# What walls and teasers say. As a whole line this is no text of the article; in the last lines it shows that the rest is missing.
_WALL = re.compile(
    r"this (?:article|story|content) is (?:for|available to|only)"
    r"|(?:subscribe|sign in|log ?in|register)\b.{0,40}\b(?:to (?:read|continue|unlock)|read on)"
    r"|to (?:read|continue reading|unlock)\b.{0,60}\b(?:subscribe|sign in|log ?in|register)"
    r"|already a subscriber|subscribers? only|continue reading|read (?:the )?(?:full|rest of)"
    r"|本文(?:仅供|仅限|僅供|僅限|為訂戶|为订户|為會員|为会员)"
    r"|(?:订阅|訂閱|登录|登入|登錄|购买|購買).{0,12}(?:阅读|閱讀|继续|繼續|全文)"
    r"|(?:阅读|閱讀|查看|展开|展開|點擊|点击)(?:全文|原文|更多)|剩余\d+%|此为付费|付费内容|付費內容"
    r"|会員限定|有料会員|続きを(?:お?読み|読む)",
    re.IGNORECASE,
)
_CUT_OFF = re.compile(r"(?:\.\.\.|…+|\[…\]|\[\.\.\.\])\s*$")
_WALL_LINE_AT_MOST = 200.0
_TEASER_AT_MOST = 1200.0


def drop_walls(body: str) -> tuple[str, bool]:
    """``body`` without the lines of a wall among its last four, and whether there were any."""
    lines = body.split("\n")
    kept = [line for at, line in enumerate(lines) if at < len(lines) - 4 or not _is_wall(line)]
    return "\n".join(kept), len(kept) < len(lines)


def text_scope(tree: HtmlElement, body: str, walled: bool, summary: str | None) -> str:
    """``title`` without a body; ``partial`` behind a wall, cut off, or when the body is only the page's own summary; else ``full``."""
    if not body:
        return "title"
    length = visual_length(body)
    if walled or (_declares_wall(tree) and length < _TEASER_AT_MOST):
        return "partial"
    if _CUT_OFF.search(body) and length < _TEASER_AT_MOST:
        return "partial"
    squeezed = "".join(body.split()).rstrip("….。")
    is_summary = bool(summary) and squeezed in "".join((summary or "").split())
    return "partial" if is_summary and length < _TEASER_AT_MOST / 4 else "full"


def shows_wall(tree: HtmlElement) -> bool:
    """Whether the page says anywhere, in a short text of its own, that only subscribers may read on, or declares so in its markup."""
    texts = (element.text for element in tree.iter("p", "div", "span", "h2", "h3") if element.text)
    return _declares_wall(tree) or any(_is_wall(text) for text in texts)


def _is_wall(line: str) -> bool:
    return visual_length(line) < _WALL_LINE_AT_MOST and bool(_WALL.search(line))


def _declares_wall(tree: HtmlElement) -> bool:
    """schema.org's isAccessibleForFree false, or a content tier that is not free."""
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        if re.search(r'"isAccessibleForFree"\s*:\s*"?false', script.text or "", re.IGNORECASE):
            return True
    return bool(
        tree.xpath(
            "//meta[@property='article:content_tier' or @name='article:content_tier'][@content='locked' or @content='metered']"
        )
    )
