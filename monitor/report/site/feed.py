"""The feed of reports: Atom (RFC 4287), one entry a report, its findings as content.

Nothing in it depends on the clock: an entry is updated when its week ended, and a minute later with each revision.
"""

import html
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree as ET  # written here, never read

from monitor.report.safe_text import safe_url
from monitor.report.site.data import SiteData
from monitor.report.site.index import finding, week_name
from monitor.report.site.rows import ReportRow
from monitor.report.wording import Wording

ATOM = "http://www.w3.org/2005/Atom"
MAX_ENTRIES = 60
# What XML 1.0 has no place for.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Channel:
    """The feed's title and where it stands: ``site_url`` is that of the site's root, None where it is not known.

    ``project`` and the host of ``site_url`` make the ids (tag URIs, RFC 4151), which stay the same whatever is written again.
    """

    title: str
    project: str
    site_url: str | None


def feed(data: SiteData, words: Wording, channel: Channel, reports: Collection[str]) -> str:
    """The feed of one language; links are absolute where the site's address is known, else relative to the feed.

    ``reports`` are the names of the reports whose files are there.
    """
    language = words.language
    site_url, project = channel.site_url, quote(channel.project, safe="")
    base = f"{site_url.rstrip('/')}/" if site_url and safe_url(site_url) else ""
    host = (urlsplit(base).hostname if base else None) or "localhost"
    rows = [row for row in data.reports if week_name(row) in reports][:MAX_ENTRIES]
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": words("lang")})
    _text(root, "title", channel.title)
    _text(root, "id", f"tag:{host},2026:{project}/reports/{language}")
    _text(
        root, "updated", _stamp(max((_updated(row) for row in rows), default=datetime.combine(data.week, time(), UTC)))
    )
    _text(ET.SubElement(root, "author"), "name", words("series"))
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{base}feed.{language}.xml"})
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": f"{base}index.{language}.html"})
    for row in rows:
        entry = ET.SubElement(root, "entry")
        name = week_name(row)
        _text(entry, "title", words.week(row.week, "site_report"))
        _text(entry, "id", f"tag:{host},{row.week.isoformat()}:{project}/report/{name}/{language}")
        _text(entry, "published", _stamp(_ended(row)))
        _text(entry, "updated", _stamp(_updated(row)))
        ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": f"{base}{name}.{language}.html"})
        _text(entry, "content", _content(row, data, words)).set("type", "html")
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _text(parent: ET.Element, tag: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, tag)
    element.text = _ILLEGAL.sub("", text)
    return element


def _ended(row: ReportRow) -> datetime:
    return datetime.combine(row.week + timedelta(days=7), time(), UTC)


def _updated(row: ReportRow) -> datetime:
    return _ended(row) + timedelta(minutes=(row.revision or 1) - 1)


def _stamp(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def _content(row: ReportRow, data: SiteData, words: Wording) -> str:
    found = [finding(one, words, ()) for one in data.findings.get(row.week, [])]
    if not found:
        return f"<p>{html.escape(words('site_no_finding'))}</p>"
    items = (html.escape(words.flow(one.sentence, one.caveat) if one.caveat else one.sentence) for one in found)
    return f"<ol>{''.join(f'<li>{item}</li>' for item in items)}</ol>"
