"""The generated press with its reports and their site; the pages' links, read by a parser."""

import re
import shutil
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest

from monitor.config import Settings
from monitor.report import write_reports
from monitor.report.site import write_site
from monitor.warehouse import Warehouse


class Page(HTMLParser):
    """Links, anchors, tags and visible text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[tuple[str, dict]] = []
        self.anchors: set[str] = set()
        self.elements: list[tuple[str, dict]] = []
        self.text = ""
        self.quotes: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        found = dict(attrs)
        self.elements.append((tag, found))
        if found.get("id"):
            self.anchors.add(found["id"])
        if tag == "a" or (tag == "link" and found.get("href")):
            self.links.append((found["href"], found))
        if tag == "blockquote":
            self.quotes.append("")

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="session")
def read_page() -> Callable[[Path], Page]:
    """A file as a :class:`Page`."""
    return lambda file: Page(file.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def broken_links() -> Callable[[Path], list[str]]:
    """Relative links of all pages of a site that lead to no file, or to no anchor in it."""

    def find(root: Path) -> Iterator[str]:
        pages = {file: Page(file.read_text(encoding="utf-8")) for file in root.rglob("*.html")}
        for file, page in pages.items():
            for href, _ in page.links:
                if re.match(r"[a-z]+:", href):
                    continue
                path, anchor = urldefrag(urljoin(file.as_uri(), href))
                target = Path(path.removeprefix("file://"))
                if not target.is_file() or (anchor and anchor not in pages[target].anchors):
                    yield f"{file.relative_to(root)}: {href}"

    return lambda root: list(find(root))


@pytest.fixture
def site(finished: tuple[Settings, Warehouse], tmp_path: Path) -> tuple[Settings, Warehouse]:
    """A copy of one's own of :func:`finished`."""
    data = tmp_path / "data"
    shutil.copytree(finished[0].data_dir, data)
    return finished[0].model_copy(update={"data_dir": data}), Warehouse(data)


@pytest.fixture(scope="session")
def finished(make_house: Callable, press: list) -> tuple[Settings, Warehouse]:
    """A warehouse with reports and site, to look at only: two weeks reported, one contrast clear, every difference split."""
    settings, warehouse = make_house(press)
    with warehouse.transaction() as connection:
        connection.execute(
            "UPDATE story_frame_contrasts SET selected = true, selected_lo = .1, selected_hi = .9, q = .01, rank_in_story = 1, "
            "rank_in_week = 1, week = DATE '2026-03-16', n_outlets = 3, n_outlets_others = 4 "
            "WHERE story_id = 'story-09-0' AND country = 'CHN' AND difference > 0"
        )
        connection.execute(
            "DELETE FROM framing_decomposition; INSERT INTO framing_decomposition BY NAME "
            "SELECT range_start, range_stop, contrast, side_a, side_b, text_scope, frame_id, scorer_id, 'story' AS resolution, "
            "12 AS n_shared, n_articles_a, n_articles_b, method, "
            "difference, difference / 2 AS framing, lo / 2 AS framing_lo, hi / 2 AS framing_hi, "
            "difference / 4 AS agenda, lo / 4 AS agenda_lo, hi / 4 AS agenda_hi, difference / 4 AS unshared FROM frame_differences"
        )
    write_reports(settings, warehouse)
    for file in settings.report_dir.glob("2026-W12.*"):
        shutil.copyfile(file, file.with_name(file.name.replace("W12", "W10")))
    with warehouse.transaction() as connection:
        connection.execute(
            "INSERT INTO reports SELECT * REPLACE (DATE '2026-03-02' AS week, replace(file, 'W12', 'W10') AS file) FROM reports"
        )
        connection.execute(
            "INSERT INTO report_findings SELECT * REPLACE (DATE '2026-03-02' AS week, 'W10: ' || sentence_en AS sentence_en, "
            "'W10：' || sentence_zh AS sentence_zh) FROM report_findings"
        )
    write_site(settings, warehouse)
    return settings, warehouse
