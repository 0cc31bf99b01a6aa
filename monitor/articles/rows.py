"""A row of a file to an article: its text, out of HTML where it is some, and its time."""

from datetime import UTC

from lxml import etree, html

from monitor.articles.clean import cut_credits, normalise, one_line
from monitor.articles.date_choice import Dated
from monitor.articles.extract import Extracted, LinkFacts, NoTextError
from monitor.articles.reading import is_text
from monitor.articles.titles import strip_site
from monitor.sources import RowRecord, read_record

_LONGEST_TITLE = 500
_HIDDEN = frozenset({"script", "style", "noscript", "template", "iframe", "object", "svg", "figcaption"})
_BLOCKS = frozenset({
    "p", "div", "br", "li", "ul", "ol", "tr", "table", "section", "article", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre",
    "dd", "dt", "figure",
})  # fmt: skip


def row_article(content: bytes, link: LinkFacts) -> Extracted:
    """The article in a raw record of a row.

    A title alone where the row has no text that is long enough to be one. Dated ``row``, or ``row_day`` for a day without an hour, or
    ``first_seen`` for a row without a time. Raises :class:`NoTextError` for a record that cannot be read.
    """
    try:
        record = read_record(content)
    except (ValueError, KeyError, TypeError) as error:
        raise NoTextError(f"The raw record of the row cannot be read ({error}). Import its file anew.") from error
    title = strip_site(one_line(record.title), link.outlet_names)[:_LONGEST_TITLE]
    if not title:
        raise NoTextError("The row's title holds nothing that can be shown.")
    text = normalise(record.body or fragment_text(record.body_html))
    clean = cut_credits(text.removeprefix(title).lstrip())
    body = clean.body if is_text(clean.body) else ""
    byline = "\n".join(one for one in (one_line(record.byline), clean.byline) if one)
    return Extracted(title, body, byline, "full" if body else "title", _dated(record, link))


def fragment_text(markup: str) -> str:
    """The text of a piece of HTML, a line for each block; empty for what is none. Nothing in it is run or fetched."""
    if not markup.strip():
        return ""
    try:
        root = html.fragment_fromstring(markup.replace("\x00", ""), create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError):
        return ""
    parts: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in {"comment", "pi"}:
            parts.append("" if hidden else element.tail or "")
            continue
        block, veiled = element.tag in _BLOCKS, element.tag in _HIDDEN
        hidden += veiled if event == "start" else -veiled
        if not hidden:
            text = element.text if event == "start" and not veiled else element.tail if event == "end" else ""
            parts.append(f"\n{text or ''}" if block else text or "")
    return "".join(parts)


def _dated(record: RowRecord, link: LinkFacts) -> Dated:
    if record.published is None:
        return Dated(link.first_seen_at.astimezone(UTC), "first_seen", None)
    return Dated(record.published.astimezone(UTC), "row_day" if record.day_only else "row", None)
