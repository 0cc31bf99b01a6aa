"""Pages that are no articles: lists of headlines, error pages, front pages."""

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from monitor.text import visual_length

_ERROR_TITLE = re.compile(
    r"^\W*(?:(?:error\s*)?(?:40[0-9]|410|429|50[0-4])(?:\W*$|\s*[-–—|:_]"
    r"|\W*(?:not found|forbidden|error|page|bad|service|gateway|unauthorized|too many|页面|頁面|找不到|抱歉|错误))"
    r"|page (?:was )?not found|not found\b|access denied|forbidden\b|just a moment|attention required"
    r"|are you a robot|verify you are human|service unavailable|bad gateway"
    r"|页面(?:不存在|没有找到|未找到|找不到)|頁面(?:不存在|找不到)|找不到(?:页面|頁面|网页|網頁)"
    r"|您访问的(?:页面|网页|内容)|您訪問的|抱歉，|访问验证|安全验证|验证码|无法访问|拒绝访问)",
    re.IGNORECASE,
)
_ERROR_BODY = re.compile(
    r"page (?:you (?:requested|are looking for)|not found)|has been (?:removed|deleted)|enable (?:javascript|cookies)"
    r"|verify(?:ing)? (?:that )?you are human|页面不存在|已被删除|已删除|頁面不存在|已被刪除|访问过于频繁|请输入验证码",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[。！？!?…।؟]|[.](?=\s|$|[\"'”’])")
_ARTICLE_TYPE = re.compile(
    r'"@type"\s*:\s*\[?\s*"(?:\w*NewsArticle|Article|ReportageNewsArticle|BlogPosting|LiveBlogPosting)"'
)
_ERROR_BODY_AT_MOST = 400.0
_HEADLINE_LIKE, _LONGEST_HEADLINE = 15.0, 120.0
_LEAST_HEADLINES, _MOST_HEADLINES, _LEAST_PROSE = 6, 400, 250.0
_LEAST_OWN, _OWN_SHARE = 500.0, 0.8


def error_page(title: str, body: str) -> str | None:
    """The reason, if this is an error, robot check or removal notice sent as an ordinary page."""
    short = visual_length(body) < _ERROR_BODY_AT_MOST
    if short and (_ERROR_TITLE.search(title) or _ERROR_BODY.search(body[:500])):
        return f"The page is an error or access notice, not an article (title {title[:60]!r})."
    return None


def front_page(url: str, final_url: str | None) -> str | None:
    """The reason, if the link was redirected to the front page of a site."""
    if (
        final_url
        and urlsplit(final_url).path.strip("/") == ""
        and urlsplit(url).path.strip("/") != ""
        and not urlsplit(final_url).query
    ):
        return f"The link leads to a front page ({final_url}), not to an article."
    return None


def list_page(tree: HtmlElement, body: str) -> str | None:
    """The reason, if the page is a list of links: it does not declare an article, and its headlines far outweigh its sentences.

    A text that holds none of them is no list, though it has no sentences either (verse, a table of results).
    """
    headlines = {text for text in _link_texts(tree) if visual_length(text) >= _HEADLINE_LIKE}
    if len(headlines) < _LEAST_HEADLINES or _declares_article(tree):
        return None
    own = body
    for headline in sorted(headlines, key=len, reverse=True)[:_MOST_HEADLINES]:
        own = own.replace(headline, "")
    if visual_length(own) >= max(_LEAST_OWN, _OWN_SHARE * visual_length(body)):
        return None
    prose = prose_length(own)
    linked = sum(visual_length(text) for text in headlines)
    least = _LEAST_PROSE / 2 if _has_headline(tree) else _LEAST_PROSE
    if prose < least and linked > 2 * prose:
        return f"The page is a list of {len(headlines)} links, not an article."
    return None


def prose_length(text: str) -> float:
    """Visual length of the lines that are prose rather than headlines or labels."""
    return sum(visual_length(line) for line in text.split("\n") if is_prose(line))


def _has_headline(tree: HtmlElement) -> bool:
    """One h1, too long for the name of a section: a flash of one sentence has it, a list of links has not."""
    headings = [" ".join(element.text_content().split()) for element in tree.iter("h1")]
    return len(headings) == 1 and visual_length(headings[0]) >= 2 * _HEADLINE_LIKE


def _link_texts(tree: HtmlElement) -> list[str]:
    return [" ".join(element.text_content().split()) for element in tree.iter("a") if element.get("href")]


def is_prose(line: str) -> bool:
    """A line with the end of a sentence in it, or too long for a headline."""
    return bool(_SENTENCE_END.search(line)) or visual_length(line) > _LONGEST_HEADLINE


def _declares_article(tree: HtmlElement) -> bool:
    """Open Graph type, schema.org type or a publication time, as article pages carry them."""
    if tree.xpath(
        "//meta[@property='og:type' and (@content='article' or @content='news')] | //meta[@property='article:published_time']"
    ):
        return True
    return any(_ARTICLE_TYPE.search(script.text or "") for script in tree.xpath("//script[contains(@type, 'ld+json')]"))
