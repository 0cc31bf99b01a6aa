"""The weekly report as a reader meets it: on a phone and a desk, light and dark, in both languages, and on paper."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pytest

LANGUAGES, WIDTHS, SCHEMES = ("en", "zh"), (375, 1440), ("light", "dark")
SECTIONS = ("findings", "moved", "stories", "gaps", "words", "disputes", "health", "method")
LARGEST = 5_000_000
SCREENSHOTS = "MONITOR_SCREENSHOTS"
"""Environment variable: folder for the pictures (`make screenshots`)."""
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}

TOO_WIDE = """() => [...document.body.querySelectorAll('*')].filter(node => {
    const box = node.getBoundingClientRect();
    const scrolls = node.parentElement.closest('.scroll, pre') || node.closest('.skip, svg');
    return box.width > 0 && !scrolls && box.right > document.documentElement.clientWidth + 1;
}).map(node => node.outerHTML.slice(0, 120))"""
CHARTS = """() => [...document.querySelectorAll('svg.chart')].map(node => {
    const box = node.getBoundingClientRect();
    return [box.width, box.height, node.querySelectorAll('path, text').length];
})"""
CONTRASTS = """() => {
    const channels = colour => colour.match(/[\\d.]+/g).map(Number);
    const light = colour => {
        const [r, g, b] = channels(colour).slice(0, 3).map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
        return .2126 * r + .7152 * g + .0722 * b;
    };
    const behind = node => {
        for (let at = node; at; at = at.parentElement) {
            const back = getComputedStyle(at).backgroundColor;
            if ((channels(back)[3] ?? 1) > .99) return light(back);
        }
        return 1;
    };
    return [...document.querySelectorAll('svg text, svg.mark path')].map(node => {
        const [one, other] = [light(getComputedStyle(node).fill), behind(node.closest('svg').parentElement)];
        return [node.tagName, (Math.max(one, other) + .05) / (Math.min(one, other) + .05)];
    });
}"""


@dataclass(frozen=True)
class Shown:
    """A page in a tab, all its SQL unfolded; what it asked for and what the browser said meanwhile."""

    tab: Any
    file: Path
    width: int
    scheme: str
    asked: list[str]
    said: list[str]


@pytest.fixture(scope="module")
def axe():
    """Run axe-core on a tab; what it finds that is serious or critical, and the rest that it finds."""
    sync = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    rules = sync.Axe()

    def run(tab) -> list[str]:
        found = rules.run(tab, options=RULES).response
        assert "color-contrast" in {one["id"] for one in found["passes"]}  # it did look
        return [
            f"{one['impact']} {one['id']}: {node['target']} {node.get('failureSummary', '')}"
            for one in found["violations"]
            for node in one["nodes"][:3]
        ]

    return run


def opened(browser, file: Path, width: int, scheme: str) -> Iterator[Shown]:
    """A tab of its own. The page's CSP forbids scripts, those of axe too: for the test it is passed over, but not for requests."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    asked, said = list[str](), list[str]()
    tab = context.new_page()
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto(file.resolve().as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(node => { node.open = true })")
    yield Shown(tab, file, width, scheme, asked, said)
    context.close()


@pytest.fixture(scope="module", params=product(LANGUAGES, WIDTHS, SCHEMES), ids=lambda one: "-".join(map(str, one)))
def shown(request, browser, sample_run) -> Iterator[Shown]:
    """The sample's report in each language, width and colour scheme."""
    language, width, scheme = request.param
    yield from opened(browser, sample_run.settings.report_dir / f"2026-W12.{language}.html", width, scheme)


@pytest.fixture(scope="module", params=LANGUAGES)
def paper(request, browser, sample_run) -> Iterator[Shown]:
    """The report as it is printed from a browser in dark colours."""
    for one in opened(browser, sample_run.settings.report_dir / f"2026-W12.{request.param}.html", 760, "dark"):
        one.tab.emulate_media(media="print", color_scheme="dark")
        yield one


@pytest.fixture(scope="module", params=["index.en.html", "stories", "frames/self_reliance_innovation.zh.html"])
def site_page(request, browser, sample_run) -> Iterator[Shown]:
    """The index, the page of the story with most to show, and a frame's, on a phone in dark colours."""
    root = sample_run.settings.report_dir
    chosen = root / request.param
    if chosen.is_dir():
        chosen = max(chosen.glob("*.en.html"), key=lambda file: (file.stat().st_size, file.name))
    yield from opened(browser, chosen, 375, "dark")


def test_the_site_fits_a_phone_and_asks_nothing(site_page):
    assert site_page.tab.evaluate("document.documentElement.scrollWidth") <= site_page.width
    assert site_page.asked == [site_page.file.resolve().as_uri()]
    assert site_page.said == []


@pytest.mark.slow
def test_axe_finds_nothing_on_the_site(site_page, axe):
    assert axe(site_page.tab) == []


PICTURES = {
    "report.en": ("2026-W12.en.html", 1200, 1500, ""), "report.zh": ("2026-W12.zh.html", 1200, 1500, ""),
    "report-apart.en": ("2026-W12.en.html", 1200, 900, "#gaps"), "report-stories.zh": ("2026-W12.zh.html", 1200, 900, "#story-1"),
    "report-disputes.en": ("2026-W12.en.html", 1200, 900, "#disputes"), "report-phone.zh": ("2026-W12.zh.html", 390, 844, ""),
    "frame.en": ("frames/self_reliance_innovation.en.html", 1200, 1200, ""),
}  # fmt: skip
"""Pictures of docs/images: page, size of the window, and the part of the page, if not its beginning."""


@pytest.mark.parametrize("name", PICTURES)
def test_pictures(browser, sample_run, tmp_path, name):
    page, width, height, part = PICTURES[name]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme="light")
    tab = context.new_page()
    tab.goto((sample_run.settings.report_dir / page).resolve().as_uri())
    file = Path(os.environ.get(SCREENSHOTS) or tmp_path) / f"{name}.png"
    (tab.locator(part) if part else tab).screenshot(path=file)
    context.close()
    assert file.stat().st_size > 30_000


def test_the_page_is_no_wider_than_the_screen(shown):
    assert shown.tab.evaluate("document.documentElement.scrollWidth") <= shown.width
    assert shown.tab.evaluate(TOO_WIDE) == []


def test_wide_tables_can_be_scrolled_by_keyboard(shown):
    regions = shown.tab.locator(".scroll")
    assert regions.count() >= 5
    assert regions.evaluate_all("nodes => nodes.every(node => node.tabIndex === 0 && node.getAttribute('aria-label'))")


def test_nothing_leaves_the_file_and_nothing_is_complained_of(shown):
    assert shown.asked == [shown.file.resolve().as_uri()]
    assert shown.said == []
    assert shown.file.stat().st_size < LARGEST


def test_charts_are_there_to_be_seen(shown):
    charts = shown.tab.evaluate(CHARTS)
    assert len(charts) > 80
    assert all(width > 100 and height >= 8 and parts for width, height, parts in charts)


def test_text_and_marks_in_charts_stand_out(shown):
    contrasts = shown.tab.evaluate(CONTRASTS)
    assert min(ratio for kind, ratio in contrasts if kind == "text") >= 4.5
    assert min(ratio for kind, ratio in contrasts if kind == "path") >= 3


@pytest.mark.slow
def test_axe_finds_nothing(shown, axe):
    assert axe(shown.tab) == []


def test_every_link_within_the_report_leads_somewhere(shown):
    links = shown.tab.locator("a").evaluate_all("nodes => nodes.map(node => node.getAttribute('href'))")
    inside = [link for link in links if not link.startswith(("http://", "https://"))]
    assert len(inside) > len(SECTIONS)
    for link in inside:
        if link.startswith("#"):
            assert shown.tab.locator(link).count() == 1, link
        else:
            assert (shown.file.parent / link).is_file(), link


def test_paper_is_white_and_shows_all_sections(paper):
    assert paper.tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert all(paper.tab.locator(f"#{section} h2").is_visible() for section in SECTIONS)
    assert not paper.tab.locator("nav").is_visible()
    assert paper.tab.locator(".sql:visible").count() == 0
    assert paper.tab.evaluate("document.documentElement.scrollWidth") <= 760


def test_no_page_ends_within_a_finding_a_row_or_a_quotation(paper):
    for part in (".finding", ".frame-row", ".quote", ".side", "tr"):
        values = paper.tab.locator(part).evaluate_all("nodes => nodes.map(node => getComputedStyle(node).breakInside)")
        assert values, part
        assert set(values) == {"avoid"}, part


@pytest.mark.slow
def test_axe_finds_nothing_on_paper(paper, axe):
    assert axe(paper.tab) == []


def test_the_printed_file_has_all_sections_in_its_outline(paper):
    printed = paper.tab.pdf(format="A4", print_background=True, tagged=True, outline=True)
    assert printed.startswith(b"%PDF-")
    assert len(printed) < LARGEST
    for title in paper.tab.locator("main h2").all_inner_texts():
        plain = f"/Title ({title})".encode("ascii", "ignore")
        coded = f"/Title <FEFF{title.encode('utf-16-be').hex().upper()}>".encode()
        assert plain in printed or coded in printed, title
