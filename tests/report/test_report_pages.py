import hashlib
import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import duckdb
import pytest
from markdown_it import MarkdownIt

from monitor.config import ConfigError, place_name
from monitor.report import write_reports
from monitor.report.numbers import percent, signed
from monitor.warehouse import fingerprint

WEEK = date(2026, 3, 16)
VOID = {"meta", "link", "br", "img", "hr", "input"}


@dataclass
class Page(HTMLParser):
    """What a page holds: elements in order, text by data class, SQL by name."""

    elements: list[tuple[str, dict]] = field(default_factory=list)
    values: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    sql: dict[str, list[str]] = field(default_factory=dict)
    quotes: list[list[tuple[str, str]]] = field(default_factory=list)
    described: dict[str, str] = field(default_factory=dict)
    text: str = ""

    def __post_init__(self):
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict]] = []

    def handle_starttag(self, tag, attrs):
        found = (tag, dict(attrs))
        self.elements.append(found)
        if tag == "div" and found[1].get("class") == "side":
            self.quotes.append([])
        if tag == "blockquote":
            self.quotes[-1].append((found[1]["lang"], ""))
        if tag not in VOID:
            self.open.append(found)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop()[0] == tag, f"</{tag}> closes another element"

    def handle_data(self, data):
        if not self.open:
            return
        tag, attributes = self.open[-1]
        if tag == "style":
            return
        self.text += data
        if tag == "data":
            self.values.setdefault(attributes["class"], []).append((attributes["value"], data))
        elif tag == "code":
            name = next(found["data-sql"] for kind, found in reversed(self.open) if kind == "details")
            self.sql.setdefault(name, []).append(data)
        elif tag == "desc":
            self.described[attributes["id"]] = data
        elif tag == "blockquote":
            self.quotes[-1][-1] = (self.quotes[-1][-1][0], self.quotes[-1][-1][1] + data)


def read(text):
    page = Page()
    page.feed(text)
    page.close()
    assert not page.open
    return page


@pytest.fixture(scope="module")
def files(house):
    settings, warehouse = house
    summary = write_reports(settings, warehouse)
    assert (summary.week, summary.n_files, summary.n_findings) == ("2026-W12", 4, 3)
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(settings.report_dir.glob("2026-W*"))}


@pytest.fixture(scope="module", params=["en", "zh"])
def page(request, files):
    return read(files[f"2026-W12.{request.param}.html"])


@pytest.fixture(scope="module")
def database(published):
    with duckdb.connect(str(published), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        yield connection


def rows(database, sql):
    return database.execute(sql).to_arrow_table().to_pylist()


def test_four_files_with_their_hashes_in_the_table(files, house):
    assert sorted(files) == ["2026-W12.en.html", "2026-W12.en.md", "2026-W12.zh.html", "2026-W12.zh.md"]
    with house[1].transaction() as connection:
        stored = dict(connection.execute("SELECT file, sha256 FROM reports WHERE week = ?", [WEEK]).fetchall())
    assert stored == {name: hashlib.sha256(text.encode("utf-8")).hexdigest() for name, text in files.items()}


@pytest.mark.slow
def test_writing_again_changes_nothing(files, house):
    settings, warehouse = house
    with warehouse.transaction() as connection:
        before = fingerprint(connection)
    write_reports(settings, warehouse, WEEK)
    with warehouse.transaction() as connection:
        assert fingerprint(connection) == before
    assert {path.name: path.read_text(encoding="utf-8") for path in settings.report_dir.glob("2026-W*")} == files


def test_pages_are_whole_small_and_ask_nothing_of_the_network(page, files):
    assert max(len(text.encode("utf-8")) for text in files.values()) < 5_000_000
    tags = {tag for tag, _ in page.elements}
    assert not tags & {
        "script",
        "img",
        "iframe",
        "object",
        "embed",
        "form",
        "base",
        "link",
        "audio",
        "video",
        "image",
        "use",
    }
    for tag, attributes in page.elements:
        assert not any(name.startswith("on") for name in attributes), tag
        if "href" in attributes:
            assert re.match(
                r"https?://[^\s]+$|#[a-z-]+$|(2026-W12|index|stories/[\w-]+|frames/[\w-]+)\.(en|zh)\.html$",
                attributes["href"],
            )
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {attributes["href"][1:] for _, attributes in page.elements if attributes.get("href", "").startswith("#")}
    assert targets <= set(ids)


def test_every_chart_has_a_text_alternative(page):
    charts = [attributes for tag, attributes in page.elements if tag == "svg" and attributes.get("class") == "chart"]
    ids = {attributes.get("id") for _, attributes in page.elements}
    assert len(charts) > 80
    for attributes in charts:
        assert attributes["role"] == "img"
        assert set(attributes["aria-labelledby"].split()) <= ids


def test_the_sample_is_labelled_on_every_page(files):
    for name, text in files.items():
        assert ("Synthetic sample" if ".en." in name else "合成样本") in text.split("<h1>")[0].split("## ")[0], name


@pytest.mark.slow
def test_a_real_press_is_not_called_synthetic(house, tmp_path):
    settings, warehouse = house
    live = settings.model_copy(update={"synthetic": False, "data_dir": tmp_path})
    write_reports(live, warehouse)
    text = (live.report_dir / "2026-W12.en.html").read_text(encoding="utf-8")
    assert "Synthetic sample" not in text
    write_reports(settings, warehouse)


def test_every_sql_shown_runs_on_the_published_database(page, database):
    assert len(page.sql) == 27
    for texts in page.sql.values():
        for sql in texts:
            assert database.execute(sql).fetchall() is not None


def test_the_markdown_carries_the_same_sql(files, database):
    for language in ("en", "zh"):
        blocks = re.findall(r"````sql\n(.*?)\n````", files[f"2026-W12.{language}.md"], flags=re.DOTALL)
        assert len(blocks) == 27
        shown = read(files[f"2026-W12.{language}.html"]).sql
        assert {sql for texts in shown.values() for sql in texts} <= set(blocks)
        assert all(rows(database, sql) is not None for sql in blocks)


def test_findings_are_in_the_rows_of_their_sql(page, database):
    shown = [attributes for tag, attributes in page.elements if attributes.get("class") == "finding"]
    assert len(shown) == len(page.sql["finding"]) == 3
    for attributes, sql in zip(shown, page.sql["finding"], strict=True):
        wanted = float(attributes["data-estimate"])
        found = rows(database, sql)
        sizes = [abs(row.get("change", row.get("difference"))) for row in found]
        assert abs(wanted) in sizes
        assert float(attributes["data-lo"]) * float(attributes["data-hi"]) > 0


def test_weekly_shares_are_those_of_the_sql(page, database):
    newest = {}
    for row in rows(database, page.sql["trend"][0]):
        newest[row["frame"], row["country"]] = row["share"]
    shown = page.values["share"]
    assert sorted(float(value) for value, _ in shown) == sorted(newest.values())
    assert all(text == percent(float(value)) for value, text in shown)
    weeks = {row["week"] for row in rows(database, page.sql["trend"][0])}
    assert max(weeks) == WEEK
    assert len(weeks) <= 12


def test_differences_counts_and_health_are_those_of_the_sql(page, database):
    clear = [row for row in rows(database, page.sql["gaps"][0]) if row["is_clear"]][:12]
    assert [(float(value), text) for value, text in page.values["difference"]] == [
        (abs(row["difference"]), signed(abs(row["difference"]))) for row in clear
    ]
    counted = [row["n_clear"] for row in rows(database, page.sql["gap_counts"][0])]
    assert sorted(int(value) for value, _ in page.values["clear"]) == sorted(counted * 2)
    for name, column in (("outlets", "n_articles"), ("fetches", "n"), ("gold", "n_articles"), ("withheld", "n")):
        shown = page.values["articles" if name == "outlets" else name]
        assert [int(value) for value, _ in shown] == [row[column] for row in rows(database, page.sql[name][0])], name
    for name, column in (("agreement", "alpha"), ("quality", "f1")):
        shown = page.values[column]
        assert [float(value) for value, _ in shown] == [row[column] for row in rows(database, page.sql[name][0])], name


def test_the_week_in_numbers_is_that_of_the_sql(files, database):
    page = read(files["2026-W12.en.html"])
    totals = rows(database, page.sql["totals"][0])[0]
    assert (
        f"{totals['n_relevant']} articles from {totals['n_outlets']} outlets in {totals['n_places']} countries"
        in page.text
    )
    assert f"the {totals['n_counted']} articles with full text" in page.text


def test_story_profiles_and_headlines_are_those_of_the_sql(files, database):
    page = read(files["2026-W12.en.html"])
    told = " ".join(text for ident, text in page.described.items() if ident.startswith("story-"))
    profiles = rows(database, page.sql["profiles"][0])
    assert len(profiles) >= 18
    for row in profiles:
        noun = "article" if row["n_articles"] == 1 else "articles"
        assert f"{place_name(row['country'])} {percent(row['share'])} of {row['n_articles']} {noun}" in told
    links = {attributes["href"] for tag, attributes in page.elements if tag == "a" and attributes.get("rel")}
    headlines = rows(database, page.sql["headlines"][0])
    assert {row["url"] for row in headlines} <= links
    assert all(row["title"] in page.text for row in headlines)


def test_evidence_is_quoted_in_its_language_and_at_most_300_characters_a_side(page, database):
    passages = {row["passage"] for row in rows(database, page.sql["quotes"][0])}
    assert any(side for side in page.quotes)
    for side in page.quotes:
        assert sum(len(text) for _, text in side) <= 300
        for lang, text in side:
            assert lang in {"en", "zh-Hans", "zh-Hant"}
            assert text in passages or text.endswith("…")


def test_the_language_of_each_page_is_declared(files):
    assert '<html lang="en"' in files["2026-W12.en.html"]
    assert '<html lang="zh-Hans"' in files["2026-W12.zh.html"]
    assert "百分点" in files["2026-W12.zh.html"]
    assert "2026年第12周" in files["2026-W12.zh.md"]


@pytest.mark.slow
def test_a_week_without_articles_says_so(make_house, press):
    settings, warehouse = make_house([one for one in press if one.published_at.isocalendar().week != 6])
    summary = write_reports(settings, warehouse, date(2026, 2, 2))
    assert (summary.n_findings, summary.n_articles) == (0, 0)
    english = (settings.report_dir / "2026-W06.en.html").read_text(encoding="utf-8")
    assert "Too little data for findings" in english
    assert "No story was told in two or more countries or territories this week." in english
    assert "本周数据太少" in (settings.report_dir / "2026-W06.zh.md").read_text(encoding="utf-8")


def test_a_week_outside_the_coverage_is_refused(house):
    with pytest.raises(
        ConfigError, match=r"2025-W23: nothing was collected for it; there is coverage from 2026-W03 to 2026-W13"
    ):
        write_reports(*house, date(2025, 6, 2))


def test_no_article_at_all_writes_no_report(make_house):
    settings, warehouse = make_house([])
    assert write_reports(settings, warehouse).n_files == 0
    assert not settings.report_dir.exists()


def test_a_day_that_is_no_monday_is_refused(house):
    with pytest.raises(ValueError, match="not a Monday"):
        write_reports(*house, date(2026, 3, 18))


NASTY = (
    "<script>alert('t')</script>", "<img src=x onerror=alert(1)>", "</title></style><svg onload=alert(1)>", "\u202eltr\u2066 hidden\x07",
    "](javascript:alert(1)) | cell | `code`", "{{ 7 * 7 }} {% raw %}", "=HYPERLINK(\"http://e.example\")", "&lt;b&gt; \ufeff\u200b",
)  # fmt: skip
NASTY_URLS = (
    "javascript:alert(1)",
    "data:text/html,<b>",
    "https://ok.example/?a=1&b=<i>",
    "https://ok.example/\u202e",
    "vbscript:x",
)


@pytest.fixture(scope="module")
def hostile(make_house, outlets, item):
    items = []
    for number, outlet in enumerate(one for one in outlets if one.country in {"CHN", "USA", "SGP"}):
        for copy in range(2):
            nasty = NASTY[(2 * number + copy) % len(NASTY)]
            items.append(item(
                url=NASTY_URLS[(number + copy) % len(NASTY_URLS)] + f"#{number}{copy}", outlet=outlet, language=outlet.feeds[0].language,
                published_at=datetime(2026, 3, 17, number, copy, tzinfo=UTC), title=f"{nasty} {number}",
                body=f"Long enough to be quoted as evidence in a report {nasty} {number}. And so on, at some length, {nasty}.", story="s'1",
                frames=("competition", "openness"),
            ))  # fmt: skip
    settings, warehouse = make_house(items)
    write_reports(settings, warehouse)
    return {path.suffix + path.name: path.read_text(encoding="utf-8") for path in settings.report_dir.glob("2026-W*")}


def test_hostile_content_is_shown_as_text(hostile):
    assert len(hostile) == 4
    for name, text in hostile.items():
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\ufeff\x00-\x09\x0b-\x1f]", text), name
        if name.startswith(".html"):
            page = read(text)
            assert {tag for tag, _ in page.elements} & {"script", "img"} == set()
            assert all(not key.startswith("on") for _, attributes in page.elements for key in attributes)
            links = [attributes["href"] for tag, attributes in page.elements if tag == "a" and attributes.get("rel")]
            assert all(link.startswith("https://ok.example/") for link in links)
            assert "<script>alert('t')</script>" in page.text
            assert "[U+202E]" in page.text
            assert "{{ 7 * 7 }}" in page.text
        else:
            tokens = [
                one
                for block in MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
                for one in [block, *(block.children or [])]
            ]
            assert not {one.type for one in tokens} & {"html_block", "html_inline", "image", "code_inline"}
            assert all(one.attrs["href"].startswith("https://ok.example/") for one in tokens if one.type == "link_open")
