"""A small web of our own: pages put into a real raw store and real tables, as the collector leaves them."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from monitor.articles import ArticleSummary, LinkFacts, extract_articles
from monitor.config import Settings
from monitor.text import short_id
from monitor.warehouse import Warehouse
from monitor.web import RawStore

START = datetime(2026, 2, 24, 8, tzinfo=UTC)

OUTLETS = """outlets:
  - {id: jiang, name: River News, name_zh: 江报, domain: jiang.example, country: CHN, ownership: state, audience: domestic,
     time_zone: Asia/Shanghai, feeds: [{url: "https://jiang.example/feed", language: zh-Hans}]}
  - {id: ledger, name: The Ledger, domain: ledger.example, country: USA, ownership: private, audience: domestic,
     time_zone: America/New_York, feeds: [{url: "https://ledger.example/feed", language: en}]}
"""

BODY_ZH = (
    "美国战略技术办公室二十四日宣布，将人工智能芯片的出口管制扩大到云算力租赁。办公室主任惠特洛克在记者会上说，此举旨在堵住漏洞。",
    "中国商务部门发言人沈文和当晚回应称，中方坚决反对泛化国家安全概念，将采取必要措施维护企业的正当权益，并呼吁双方通过对话解决分歧。",
    "分析人士认为，新规将于五月一日生效，云服务商须报告大额算力租赁的境外客户，多家企业已经请求豁免，行业影响仍有待观察。",
)
BODY_EN = (
    "The Office of Strategic Technology on Tuesday widened its export rules to computing power that is rented by the hour.",
    "Cloud providers will have to report foreign customers who rent more than a set amount, and to refuse those on a list.",
    "Lawyers said the rule, which takes effect on 1 May, leaves open what counts as one customer. Two firms asked for an exemption.",
)


def _page(title: str, paragraphs: tuple[str, ...], head: str = "", visible: str = "", site: str = "") -> str:
    """An article's page with the furniture of a real one around it."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    suffix = f" - {site}" if site else ""
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}{suffix}</title>{head}</head><body>"
        "<nav><a href='/'>Home</a> <a href='/world'>World</a></nav><div class='cookie-bar'><p>We use cookies. Change your choice "
        f"in the menu at any time.</p></div><article><h1>{title}</h1><div class='info'>{visible}</div>{text}</article>"
        "<aside><ul><li><a href='/1'>Another headline of today's paper that is quite long</a></li></ul></aside>"
        "<footer><p>All rights reserved.</p></footer></body></html>"
    )


def _facts(url: str = "https://jiang.example/a/1", **changes: object) -> LinkFacts:
    """What is known of a link before its page is read."""
    known: dict[str, object] = {
        "link_id": short_id("link", url), "url": url, "outlet_id": "jiang", "outlet_names": ("River News", "江报", "jiang.example"),
        "zone": ZoneInfo("Asia/Shanghai"), "language_hint": "zh-Hans", "title_hint": None, "published_hint": None, "first_seen_at": START,
    }  # fmt: skip
    return LinkFacts(**{**known, **changes})  # type: ignore[arg-type]


@dataclass
class Web:
    """Links and pages as the collector leaves them; ``hours`` count from :data:`START`."""

    settings: Settings
    warehouse: Warehouse
    raw: RawStore = field(init=False)

    def __post_init__(self) -> None:
        self.raw = RawStore(self.warehouse.data_dir)
        with self.warehouse.transaction() as connection:
            connection.execute(
                "INSERT INTO outlets (outlet_id, name, name_zh, domain, country, ownership, audience) VALUES "
                "('jiang', 'River News', '江报', 'jiang.example', 'CHN', 'state', 'domestic'), "
                "('ledger', 'The Ledger', NULL, 'ledger.example', 'USA', 'private', 'domestic')"
            )

    def link(self, url: str, title: str | None = None, published: datetime | None = None, hours: float = 0) -> str:
        """A link that a feed named; returns its id."""
        outlet = "jiang" if "jiang" in url else "ledger"
        link_id = short_id("link", url)
        language = "zh-Hans" if outlet == "jiang" else "en"
        with self.warehouse.transaction() as connection:
            connection.execute(
                "INSERT INTO links (link_id, url, outlet_id, language_hint, audience, title_hint, published_hint, first_seen_at) "
                "VALUES (?, ?, ?, ?, 'domestic', ?, ?, ?)",
                [link_id, url, outlet, language, title, published, START + timedelta(hours=hours)],
            )
        return link_id

    def fetch(self, url: str, content: str | bytes | None, hours: float = 0, final_url: str | None = None) -> None:
        """An attempt on a page: with ``content`` it came, without it failed."""
        at = START + timedelta(hours=hours)
        body = content.encode() if isinstance(content, str) else content
        warc = (None, None) if body is None else self.raw.append(url, body, "text/html", at)
        with self.warehouse.transaction() as connection:
            connection.execute(
                "INSERT INTO fetches (fetch_id, url, kind, attempted_at, outcome, reason, final_url, content_type, sha256, warc_file, "
                "warc_offset) VALUES (?, ?, 'page', ?, ?, ?, ?, 'text/html', ?, ?, ?)",
                [
                    short_id("fetch", url, hours), url, at, "http_error" if body is None else "ok", None, final_url or url,
                    None if body is None else hashlib.sha256(body).hexdigest(), *warc,
                ],
            )  # fmt: skip

    def run(self) -> ArticleSummary:
        """The stage itself."""
        return extract_articles(self.settings, self.warehouse)

    def rows(self, sql: str) -> list[tuple]:
        """Rows of a query."""
        with self.warehouse.transaction() as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture
def web(tmp_path: Path) -> Web:
    outlets = tmp_path / "outlets.yaml"
    outlets.write_text(OUTLETS, encoding="utf-8")
    data = tmp_path / "data"
    return Web(Settings(name="test", data_dir=data, outlets=outlets), Warehouse(data))


@pytest.fixture
def make_page() -> Callable[..., str]:
    return _page


@pytest.fixture
def facts() -> Callable[..., LinkFacts]:
    return _facts


@pytest.fixture
def chinese() -> tuple[str, ...]:
    """Three paragraphs of an article in simplified Chinese."""
    return BODY_ZH


@pytest.fixture
def english() -> tuple[str, ...]:
    """Three paragraphs of an article in English."""
    return BODY_EN
