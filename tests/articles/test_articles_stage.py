"""The stage on a small web: versions, rejected pages, titles alone, passages, copies, and doing nothing twice."""

from datetime import UTC, datetime, timedelta

from monitor.text import text_hash
from monitor.warehouse import fingerprint

URL, OTHER = "https://jiang.example/a/1", "https://ledger.example/b/2"


def test_a_page_becomes_an_article_with_its_outlets_facts(web, make_page, chinese):
    link_id = web.link(URL, "标题")
    web.fetch(URL, make_page("美国扩大出口管制", chinese, visible="2026年2月24日 15:20"), hours=1)
    summary = web.run()
    assert (summary.n_pages, summary.n_versions, summary.n_rejected) == (1, 1, 0)
    row = web.rows(
        "SELECT article_id, country, ownership, audience, language, script, title, body, published_at, week, text_hash, text_scope, "
        "version FROM articles"
    )[0]
    body = "\n".join(chinese)
    assert row == (
        link_id, "CHN", "state", "domestic", "zh-Hans", "Hans", "美国扩大出口管制", body, datetime(2026, 2, 24, 7, 20, tzinfo=UTC),
        datetime(2026, 2, 23, tzinfo=UTC).date(), text_hash(f"美国扩大出口管制\n{body}"), "full", 1,
    )  # fmt: skip


def test_passages_are_the_texts_at_their_offsets(web, make_page, chinese, english):
    for url, title, paragraphs in ((URL, "美国扩大出口管制", chinese), (OTHER, "Rules widen 😀 again", english)):
        web.link(url)
        web.fetch(url, make_page(title, paragraphs))
    web.run()
    rows = web.rows(
        "SELECT p.position, p.field, p.start, p.stop, p.text, p.text_hash, a.title, a.body FROM passages AS p JOIN articles AS a USING "
        "(article_id) ORDER BY article_id, position"
    )
    assert len(rows) > 8
    for position, field, start, stop, text, digest, title, body in rows:
        assert (position == 0) == (field == "title")
        assert (title if field == "title" else body)[start:stop] == text
        assert digest == text_hash(text)


def test_a_second_run_does_nothing(web, make_page, chinese):
    web.link(URL)
    web.fetch(URL, make_page("美国扩大出口管制", chinese))
    web.run()
    with web.warehouse.transaction() as connection:
        before = fingerprint(connection)
    summary = web.run()
    with web.warehouse.transaction() as connection:
        assert fingerprint(connection) == before
    assert (summary.n_pages, summary.n_versions) == (0, 0)


def test_a_changed_text_is_a_new_version_and_keeps_its_day(web, make_page, chinese):
    web.link(URL)
    corrected = (*chinese[:2], "更正：新规将于六月一日生效，本报此前误写为五月一日，特此更正并向读者致歉。")
    web.fetch(URL, make_page("美国扩大出口管制", chinese, visible="2026-02-24 15:20"), hours=1)
    web.fetch(URL, make_page("美国扩大出口管制", corrected, visible="2026-02-25 09:00"), hours=24)
    web.run()
    assert web.rows("SELECT version, body LIKE '%更正%' FROM article_versions ORDER BY version") == [
        (1, False),
        (2, True),
    ]
    assert web.rows("SELECT version, body LIKE '%更正%', published_at FROM articles") == [
        (2, True, datetime(2026, 2, 24, 7, 20, tzinfo=UTC))
    ]
    assert web.rows("SELECT count(*) FROM passages WHERE text LIKE '%五月一日生效%'") == [(0,)]


def test_versions_are_the_same_whether_the_stage_runs_between_them_or_not(web, make_page, chinese):
    pages = [make_page("标题一号新闻", chinese[:n]) for n in (1, 2, 3)]
    other = "https://jiang.example/a/2"
    web.link(URL)
    web.link(other)
    for hours, content in enumerate(pages):
        web.fetch(URL, content, hours=hours)
        web.run()
    for hours, content in enumerate(pages):
        web.fetch(other, content, hours=hours)
    web.run()
    columns = "version, seen_at, title, body, text_hash, text_scope, page_sha256"
    first, second = (
        web.rows(
            f"SELECT {columns} FROM article_versions JOIN links ON link_id = article_id WHERE url = '{url}' ORDER BY 1"
        )
        for url in (URL, other)
    )
    assert len(first) == 3
    assert first == second


def test_the_same_text_in_another_page_is_no_version_and_an_old_text_again_is_one(web, make_page, chinese):
    web.link(URL)
    first, second = make_page("标题一号新闻", chinese), make_page("标题一号新闻", chinese[:2])
    rewrapped = first.replace("<p>", "<p>\n   ").replace("All rights", "All  rights (c) 2026")
    for hours, content in enumerate((first, rewrapped, first, second, first)):
        web.fetch(URL, content, hours=hours)
    summary = web.run()
    assert (summary.n_versions, summary.n_unchanged) == (3, 2)
    assert web.rows("SELECT outcome, version FROM page_outcomes ORDER BY seen_at") == [
        ("version", 1), ("same", 1), ("same", 1), ("version", 2), ("version", 3),
    ]  # fmt: skip


def test_a_page_that_lost_its_text_does_not_replace_it(web, make_page, chinese):
    web.link(URL, "标题一号新闻")
    web.fetch(URL, make_page("标题一号新闻", chinese), hours=0)
    web.fetch(URL, make_page("标题一号新闻", ("本文仅供订阅用户阅读，请登录或订阅后继续阅读全文。",)), hours=1)
    web.run()
    assert web.rows("SELECT text_scope, version FROM articles") == [("full", 1)]
    assert web.rows("SELECT outcome FROM page_outcomes ORDER BY seen_at") == [("version",), ("kept",)]


def test_a_page_that_never_came_leaves_its_title_until_it_comes(web, make_page, chinese):
    published = datetime(2026, 2, 24, 5, tzinfo=UTC)
    web.link(URL, "美国扩大出口管制_江报", published)
    web.link(OTHER, "Not asked for yet")
    web.fetch(URL, None, hours=1)
    assert web.run().n_titles_only == 1
    assert web.rows("SELECT title, body, text_scope, published_at, published_method FROM articles") == [
        ("美国扩大出口管制", "", "title", published, "feed")
    ]
    assert web.rows("SELECT position, field FROM passages") == [(0, "title")]
    web.fetch(URL, make_page("美国扩大出口管制", chinese), hours=2)
    web.run()
    assert web.rows("SELECT text_scope, version FROM articles") == [("full", 2)]


def test_pages_that_give_nothing_are_rows_with_a_reason(web):
    links = "".join(f"<a href='/{n}'>A headline of this paper, number {n} of many</a>" for n in range(30))
    bad = {
        "https://ledger.example/list": f"<html><title>Technology</title><body>{links}</body></html>",
        "https://ledger.example/noise": bytes(range(128, 256)) * 20,
        "https://ledger.example/empty": "<html></html>",
    }
    for url, content in bad.items():
        web.link(url, f"Title of {url[-5:]}")
        web.fetch(url, content)
    summary = web.run()
    assert summary.n_rejected == 3
    reasons = dict(web.rows("SELECT url, reason FROM rejected_pages"))
    assert "list of 30 links" in reasons["https://ledger.example/list"]
    assert "charset" in reasons["https://ledger.example/noise"]
    assert "empty" in reasons["https://ledger.example/empty"]
    # the feed's word stands for pages whose text could not be had, not for those that are no articles
    assert web.rows("SELECT url, text_scope FROM articles ORDER BY url") == [
        ("https://ledger.example/empty", "title"), ("https://ledger.example/noise", "title"),
    ]  # fmt: skip


def test_a_lost_raw_file_is_a_row_and_not_the_end(web, make_page, chinese, english):
    web.link(URL, "标题一号新闻")
    web.fetch(URL, make_page("标题一号新闻", chinese), hours=0)
    next(web.raw.folder.iterdir()).unlink()
    web.link(OTHER)
    web.fetch(OTHER, make_page("Rules widen", english), hours=48)
    assert web.run().n_rejected == 1
    assert web.rows("SELECT text_scope FROM articles ORDER BY url") == [("title",), ("full",)]


def test_a_future_date_is_not_believed_and_says_so(web, make_page, english):
    published = datetime(2026, 2, 24, 5, tzinfo=UTC)
    web.link(OTHER, "Rules widen", published)
    web.fetch(OTHER, make_page("Rules widen", english, head='<meta name="pubdate" content="2062-02-24T09:00:00Z">'))
    web.run()
    at, method, note = web.rows("SELECT published_at, published_method, published_note FROM articles")[0]
    assert (at, method) == (published, "feed")
    assert "2062-02-24" in note


def test_copies_are_found_across_outlets_and_follow_a_late_original(web, make_page, english):
    early, late = datetime(2026, 2, 23, tzinfo=UTC), datetime(2026, 2, 24, tzinfo=UTC)
    web.link(OTHER, published=late)
    web.fetch(OTHER, make_page("Rules widen", (*english, "(Globe Relay)")))
    web.run()
    first = web.rows("SELECT copy_group = article_id, is_original, agency FROM copies")
    assert first == [(True, True, "Globe Relay")]
    original = "https://ledger.example/b/1"
    web.link(original, published=early)
    web.fetch(original, make_page("Computers under rules", english), hours=5)
    assert web.run().n_copies == 1
    rows = web.rows(
        "SELECT url, is_original, similarity FROM copies JOIN articles USING (article_id) ORDER BY published_at"
    )
    assert [row[:2] for row in rows] == [(original, True), (OTHER, False)]
    assert 0.9 < rows[1][2] <= 1


def test_two_cold_runs_give_the_same_rows(tmp_path, web, make_page, chinese, english):
    from monitor.warehouse import Warehouse

    twin = type(web)(web.settings.model_copy(update={"data_dir": tmp_path / "twin"}), Warehouse(tmp_path / "twin"))
    prints = []
    for side in (web, twin):
        for n in range(6):
            url = f"https://{'jiang' if n % 2 else 'ledger'}.example/x/{n}"
            side.link(url, f"标题 {n}", datetime(2026, 2, 20, tzinfo=UTC) + timedelta(hours=n))
            side.fetch(url, make_page(f"Title {n} of the day", chinese if n % 2 else english) if n else None, hours=n)
        side.run()
        with side.warehouse.transaction() as connection:
            prints.append(fingerprint(connection))
    assert prints[0] == prints[1]
