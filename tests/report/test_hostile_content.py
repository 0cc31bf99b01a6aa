"""Whatever titles, names, passages and addresses hold, it is shown as text: pages, Markdown, CSV, the UI's tables, the terminal.

Whole pages are rendered from the rows of the generated press with every foreign text replaced: each page holds some hundreds of them.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from functools import cached_property
from itertools import cycle
from typing import Any

import duckdb
import lxml.html
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assets.metadata import table_of
from monitor.config import Settings
from monitor.report import rows
from monitor.report.data import ComparedData, FindingData, ReportData, read_report
from monitor.report.findings import choose_findings
from monitor.report.render import render
from monitor.report.safe_text import display, language_tag, markdown, markdown_link, safe_url
from monitor.report.source import Answer, views_for_people
from monitor.warehouse.cells import SIGNS, defused, defused_sql
from tests.hostile import UNSEEN, addresses, honest_addresses, hostile, stored_texts, texts

pytestmark = pytest.mark.slow

FOREIGN = {
    "title", "passage", "outlet", "outlet_zh", "story_en", "story_zh", "dispute_en", "dispute_zh", "frame_en", "frame_zh",
    "coder", "coders", "coder_kind", "codebook_en", "codebook_zh", "codebook_version", "model_revision", "parameters", "kind",
    "outcome", "note", "caveat", "language", "term", "event_en", "event_zh",
}  # fmt: skip
"""Fields of the report's rows whose texts are others' or may be one day."""
RENDERED = {
    "link_open",
    "image",
    "html_block",
    "html_inline",
    "code_inline",
    "fence",
    "code_block",
    "s_open",
    "em_open",
}
READERS = [
    MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]),
    MarkdownIt("js-default", {"html": True}),
]


class Desk:
    """The rows of the report on the generated press, with fewer trend points so that a page is drawn in a moment, and the settings."""

    def __init__(self, settings: Settings, data: ReportData) -> None:
        self.settings = settings
        first = data.trend.rows[0].frame
        few = tuple(one for one in data.trend.rows if one.frame == first)
        self.data = replace(data, trend=replace(data.trend, rows=few))

    def __repr__(self) -> str:
        """Short: Hypothesis prints it."""
        return "Desk()"

    def pages(self, foreign: list[str], urls: list[str]) -> dict[str, str]:
        """The four files of a report whose foreign texts are taken in turn from ``foreign``."""
        made = filled(self.data, numbered(foreign), cycle(urls))
        findings = choose_findings(made.findings, self.settings)
        return {
            f"{language}.{kind}": page
            for language in ("en", "zh")
            for kind, page in render(made, findings, self.settings, language, "2026-W12").items()
        }

    def headlines(self, foreign: list[str]) -> list[str]:
        """What the headlines are in :meth:`pages`."""
        return [row.title for row in filled(self.data, numbered(foreign), cycle([""])).headlines.rows]

    @cached_property
    def harmless(self) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
        """The structure of the HTML pages when all is well."""
        made = self.pages(["A plain headline"], ["https://ok.example/"])
        return {name: structure(page) for name, page in made.items() if name.endswith("html")}


@pytest.fixture(scope="module")
def desk(house) -> Desk:
    """What pages are made of."""
    settings, warehouse = house
    with views_for_people(warehouse) as connection:
        return Desk(settings, read_report(connection, settings, date(2026, 3, 16)))


def numbered(foreign: list[str]) -> Iterator[str]:
    """The texts in turn, each with a number that makes it unlike others."""
    return (f"{text} q{number}" for number, text in enumerate(cycle(foreign)))


def filled(data: Any, foreign, urls) -> Any:
    """The rows with each foreign text and address replaced by the next of ``foreign`` and ``urls``; a text stands for the same text."""
    known: dict[str, str] = {}

    def value(name: str, old: Any) -> Any:
        if not isinstance(old, str):
            return old
        if name == "url":
            return next(urls)
        return known.setdefault(old, next(foreign)) if name in FOREIGN else old

    def part(old: Any) -> Any:
        if isinstance(old, Answer):
            return replace(old, rows=tuple(
                replace(row, **{one.name: value(one.name, getattr(row, one.name)) for one in fields(row)}) for row in old.rows
            ))  # fmt: skip
        return (
            replace(old, **{one.name: part(getattr(old, one.name)) for one in fields(old)})
            if isinstance(old, FindingData | ComparedData)
            else old
        )

    return replace(data, **{one.name: part(getattr(data, one.name)) for one in fields(data)})


def structure(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """Elements of a page with the names of their attributes, in order; a headline is a link or a span.

    Quotations, whose number depends on their lengths, must hold nothing but text and their link, and are left out.
    """
    tree = lxml.html.fromstring(page)
    for quotation in tree.xpath("//figure"):
        assert {node.tag for node in quotation.iter()} <= {"figure", "blockquote", "figcaption", "a", "span"}
        quotation.drop_tree()
    nodes = [(node.tag, tuple(sorted(node.attrib))) for node in tree.iter() if node.tag is not lxml.html.etree.Comment]
    return [("span", ("dir", "lang")) if "rel" in names else (tag, names) for tag, names in nodes]


@given(st.lists(texts(), min_size=50, max_size=50), st.lists(addresses(), min_size=7, max_size=7))
@hostile(16)
def test_pages_keep_their_structure_whatever_they_quote(desk, foreign, bad):
    """800 texts and 112 addresses on 64 pages."""
    for name, page in desk.pages(foreign, bad).items():
        assert [page[max(0, one.start() - 60) : one.end() + 20] for one in UNSEEN.finditer(page)] == [], name
        page.encode("utf-8")
        if name.endswith("html"):
            assert structure(page) == desk.harmless[name], name
            tree = lxml.html.fromstring(page)
            assert all(
                re.match(r"#[a-z0-9-]+$|(2026-W12|index|(stories|frames)/[\w-]+)\.(en|zh)\.html$", link)
                for link in tree.xpath("//@href")
            )
            shown = tree.text_content()
            assert all(display(one) in shown for one in desk.headlines(foreign)), name
        else:
            assert not _kinds(page, READERS[0]) & (RENDERED - {"fence", "em_open"}), name


@given(st.lists(honest_addresses(), min_size=7, max_size=7))
@hostile(3)
def test_honest_addresses_are_links_as_they_are(desk, good):
    made = desk.pages(["A plain headline"], good)
    links = set(lxml.html.fromstring(made["en.html"]).xpath("//a[@rel]/@href"))
    assert links
    assert links <= set(good)


@given(st.lists(texts(), min_size=4, max_size=4))
@hostile(150)
def test_markdown_is_text_wherever_it_stands(foreign):
    """600 texts, in a heading, a list, a quotation, a table, bold and after a number, for two readers."""
    one, two, three, four = map(markdown, foreign)
    page = f"# {one}\n\n- {two}\n1. **{three}**: x\n\n> {four}\n\n| {one} | b |\n|---|---|\n| {two} | {three} |\n\n{four}\n\n{one} · x\n"
    assert not UNSEEN.search(page)
    for reader in READERS:
        assert not _kinds(page, reader) & RENDERED
    tables = [token for token in READERS[0].parse(page) if token.type in {"td_open", "th_open"}]
    assert len(tables) == 4


@given(texts(), addresses())
@hostile(300)
def test_no_address_of_another_kind_is_a_link_in_markdown(text, url):
    assert safe_url(url) is None
    assert not _kinds(f"- {markdown_link(text, url)}", READERS[0]) & RENDERED


@given(texts(), honest_addresses())
@hostile(200)
def test_a_link_in_markdown_leads_where_it_says(text, url):
    (block,) = [token for token in READERS[0].parse(f"- {markdown_link(text + 'x', url)}") if token.type == "inline"]
    links = [token for token in block.children or [] if token.type == "link_open"]
    assert len(links) == 1
    assert str(links[0].attrs["href"]).startswith("https://ok.example/")


def _kinds(page: str, reader: MarkdownIt) -> set[str]:
    return {token.type for block in reader.parse(page) for token in [block, *(block.children or [])]}


@given(st.lists(stored_texts(), min_size=40, max_size=40))
@hostile(15)
def test_no_cell_of_an_export_is_a_formula(tmp_path_factory, cells):
    """600 texts, written by the database and by Python."""
    file = tmp_path_factory.mktemp("csv") / "cells.csv"
    with duckdb.connect() as connection:
        connection.register("cells", pa.table({"cell": pa.array(cells)}))
        connection.execute(f"COPY (SELECT {defused_sql('cell')} FROM cells) TO '{file}' (FORMAT csv, HEADER true)")
    with file.open(encoding="utf-8", newline="") as stream:
        written = [row[0] for row in csv.reader(stream)][1:]
    assert written == [defused(cell) for cell in cells]
    for cell in written:
        assert not re.match(rf"[\s\x00-\x20\x7f-\xa0\u200b-\u200f\u2060\ufeff]*[{SIGNS}]", cell)
        for line in io.StringIO(cell):  # a spreadsheet may cut at semicolons and line ends
            assert all(not part.lstrip(' "\t').startswith(tuple("=+-@")) for part in line.split(";"))


@given(st.lists(texts(), min_size=10, max_size=10))
@hostile(40)
def test_tables_of_the_ui_hide_nothing(cells):
    """400 texts."""
    table = table_of(pa.table({"cell": pa.array([cell.encode("utf-8", "ignore").decode() for cell in cells])}))
    for record in table.records:
        assert not UNSEEN.search(record.data["cell"])


def test_only_a_well_formed_language_tag_is_said_to_be_one():
    assert [language_tag(code) for code in ("en", "zh-Hans", "zh-Hant-TW")] == ["en", "zh-Hans", "zh-Hant-TW"]
    assert {language_tag(code) for code in (None, "", "e", "\ufeffen", "en\n", 'en" onload="x', "en-", "中文")} == {
        "und"
    }


def test_every_text_of_the_rows_is_replaced_or_known_to_be_ours():
    """A new column of a report's query is foreign until somebody says otherwise here."""
    ours = {
        "country",
        "country_a",
        "country_b",
        "frame",
        "story",
        "method",
        "part",
        "scorer",
        "projection_id",
        "url",
        "article",
        "outlet_id",
    }
    kinds = [kind for kind in vars(rows).values() if isinstance(kind, type) and kind.__module__ == rows.__name__]
    found = {one.name for kind in kinds for one in fields(kind) if str(one.type).startswith(("str", "<class 'str'"))}
    assert found - ours <= FOREIGN
