"""Bulk files: which, whether they are whole, what is kept of them."""

import base64
import io
import zipfile
from datetime import UTC, datetime

import pytest

from monitor.sources.gdelt import FileListError, collect_gkg
from monitor.sources.gdelt.gkg_files import files_by_clock, files_listed

QUARTER = ("2026-03-02T10:15", "2026-03-02T10:30")
FILE, TRANSLATED = "20260302101500.gkg.csv.zip", "20260302101500.translation.gkg.csv.zip"


def test_names_follow_the_clock():
    start, stop = datetime(2026, 3, 1, 23, 50, tzinfo=UTC), datetime(2026, 3, 2, 0, 15, tzinfo=UTC)
    assert [file.name for file in files_by_clock(["english", "translation"], start, stop)] == [
        "20260302000000.gkg.csv.zip",
        "20260302000000.translation.gkg.csv.zip",
    ]
    assert (
        next(files_by_clock(["english"], datetime(2010, 1, 1, tzinfo=UTC), stop)).name == "20150218230000.gkg.csv.zip"
    )


def test_a_list_gives_sizes_and_checksums():
    md5 = "0123456789abcdef" * 2
    base = "http://data.gdeltproject.org/gdeltv2/"
    text = (
        f"77 {md5} {base}{FILE}\n88 {md5} {base}20260302101500.export.CSV.zip\n\nbroken\n1 2 3\n"
        f"9 {md5} {base}20269902101500.gkg.csv.zip\n9 {md5} {base}20260302103000.gkg.csv.zip\n"
    )
    start, stop = (datetime.fromisoformat(one).replace(tzinfo=UTC) for one in QUARTER)
    (file,) = files_listed("english", text.encode(), start, stop)
    assert (file.name, file.size, file.md5) == (FILE, 77, md5)
    assert list(files_listed("translation", text.encode(), start, stop)) == []


def test_pages_are_filtered_by_words_themes_language_and_place_of_publication(gdelt, make_settings, run, table, make):
    english, _ = make.packed(
        make.line(), make.line("A garden show", "https://b.com/2"), make.line("Gardens", "https://b.com/new-chips-plant"),
        make.line("Robots", "https://b.com/4", V1THEMES="TECH_AUTOMATION;LEADER"), make.line("Chips", "no address"),
        make.line("Chips", "DOI:1", V2SOURCECOLLECTIONIDENTIFIER="3"),
    )  # fmt: skip
    translated, _ = make.packed(
        make.line("&#x82AF;&#x7247;&#x7981;&#x4EE4;", "https://tech.jiang.cn/3", **{"V2.1TRANSLATIONINFO": "srclc:zho;eng:GT-ZHO 1.0"}),
        make.line("Chips", "https://c.ru/5", **{"V2.1TRANSLATIONINFO": "srclc:rus;eng:Moses"}),
    )  # fmt: skip
    gdelt.files = {FILE: (200, english, {}), TRANSLATED: (200, translated, {})}
    settings = make_settings(languages=("en", "zh"), themes=("TECH_AUTOMATION",))
    summary = run(collect_gkg, settings, *QUARTER)
    assert (summary.n_files, summary.n_read, summary.n_lines, summary.n_links, summary.n_broken) == (2, 2, 8, 4, 0)
    links = table("SELECT * FROM links JOIN gdelt_links USING (link_id) ORDER BY url")
    assert [(one["url"], one["title_hint"], one["language_hint"], one["outlet_id"]) for one in links] == [
        ("https://b.com/4", "Robots", "en", "b.com"),
        ("https://b.com/new-chips-plant", "Gardens", "en", "b.com"),
        ("https://tech.jiang.cn/3", "芯片禁令", "zh-Hans", "jiang"),
        ("https://www.ledger.com/a", "Chips for all", "en", "ledger.com"),
    ]
    assert {(one["found_by"], one["first_seen_at"]) for one in links} == {
        ("gkg", datetime(2026, 3, 2, 10, 15, tzinfo=UTC))
    }
    assert run(collect_gkg, settings, *QUARTER).n_read_before == 2
    assert len(gdelt.fetched) == 2


def test_known_outlets_alone_can_be_asked_for_and_another_filter_reads_again(gdelt, make_settings, run, table, make):
    gdelt.files = {FILE: (200, make.packed(make.line(), make.line(url="https://a.jiang.cn/2"))[0], {})}
    assert run(collect_gkg, make_settings(known_outlets_only=True), *QUARTER).n_links == 1
    assert run(collect_gkg, make_settings(), *QUARTER).n_links == 2
    assert [(one["n_kept"], one["n_lines"]) for one in table("FROM gdelt_files")] == [(2, 2)]


def test_broken_lines_are_counted_and_kept_in_mind(gdelt, make_settings, run, table, make):
    gdelt.files = {
        FILE: (
            200,
            make.packed(
                "only three\tfields\there", make.line(), b"\xff\xfe", "x" * 4_500_000, make.line(url="https://z.com/9")
            )[0],
            {},
        )
    }
    summary = run(collect_gkg, make_settings(), *QUARTER)
    assert (summary.n_lines, summary.n_broken, summary.n_links) == (5, 3, 2)
    broken = table("SELECT row_number, kind FROM source_unmapped WHERE source_set = 'gdelt-gkg' ORDER BY row_number")
    assert [(one["row_number"], one["kind"]) for one in broken] == [(1, "columns"), (3, "columns"), (4, "too_large")]


def _header(md5: str) -> dict[str, str]:
    return {"x-goog-hash": "crc32c=AAAAAA==,md5=" + base64.b64encode(bytes.fromhex(md5)).decode()}


def _damaged(content: bytes) -> bytes:
    return content[:60] + bytes([content[60] ^ 0xFF]) + content[61:]


def _two_members() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a", "x")
        archive.writestr("b", "x")
    return buffer.getvalue()


def test_a_file_is_whole_or_not_believed(gdelt, make_settings, run, table, make):
    good, md5 = make.packed(*(make.line(url=f"https://a.com/{n}") for n in range(50)))
    cases = {
        "1000": (good, _header(md5), "ok", "header"), "1015": (good, _header("0" * 32), "checksum", "header"),
        "1030": (good, {"x-goog-hash": "md5=%%%"}, "ok", "zip"), "1045": (_damaged(good), {}, "bad_zip", "zip"),
        "1100": (b"<html>", {}, "bad_zip", "zip"), "1115": (good[:-30], {}, "bad_zip", "zip"),
        "1130": (_two_members(), {}, "bad_zip", "zip"), "1145": (make.packed(b"0" * 3_000_000)[0], {}, "too_large", "zip"),
    }  # fmt: skip
    gdelt.files = {f"20260302{at}00.gkg.csv.zip": (200, body, headers) for at, (body, headers, _, _) in cases.items()}
    summary = run(collect_gkg, make_settings(max_unpacked_bytes=1_000_000), "2026-03-02T10:00", "2026-03-02T12:15")
    found = table(
        "SELECT strftime(starts_at, '%H%M') AS at, outcome, checked_by, n_lines, n_kept, reason FROM gdelt_files ORDER BY file"
    )
    assert [(one["at"], one["outcome"], one["checked_by"]) for one in found] == [
        *((at, outcome, by) for at, (_, _, outcome, by) in cases.items()), ("1200", "missing", None),
    ]  # fmt: skip
    assert all(
        (one["n_kept"], one["reason"]) == (50, None)
        if one["outcome"] == "ok"
        else one["n_lines"] is None and one["reason"]
        for one in found
    )
    assert (summary.n_read, summary.n_links, sum(summary.n_unread.values())) == (2, 100, 7)
    assert table("SELECT count(*) AS n FROM links") == [{"n": 50}]


def test_files_are_compared_with_the_list_where_that_is_wanted(gdelt, make_settings, run, table, make):
    good, md5 = make.packed(make.line())
    listed = f"1 {md5} http://data.gdeltproject.org/gdeltv2/{FILE}\n1 {'0' * 32} http://x/20260302103000.gkg.csv.zip\n"
    gdelt.files = {
        "masterfilelist.txt": (200, listed.encode(), {}), FILE: (200, good, {}), "20260302103000.gkg.csv.zip": (200, good, {}),
    }  # fmt: skip
    run(collect_gkg, make_settings(file_list=True), "2026-03-02T10:15", "2026-03-02T10:45")
    assert [(one["outcome"], one["checked_by"]) for one in table("FROM gdelt_files ORDER BY file")] == [
        ("ok", "list"),
        ("checksum", "list"),
    ]
    gdelt.files = {}
    with pytest.raises(FileListError, match="file_list: false"):
        run(collect_gkg, make_settings(file_list=True), *QUARTER)


def test_a_service_that_is_down_is_left_alone_and_asked_again_later(gdelt, make_settings, run, make):
    names = [file.name for file in files_by_clock(["english"], *(datetime(2026, 3, day, tzinfo=UTC) for day in (2, 3)))]
    gdelt.files = dict.fromkeys(names, (500, b"", {}))
    first = run(collect_gkg, make_settings(), "2026-03-02", "2026-03-03")
    assert (first.n_files, first.n_read, first.n_unread) == (96, 0, {"http_error": 12})
    assert "12 files in a row" in first.stopped
    gdelt.files = dict.fromkeys(names, (200, make.packed(make.line())[0], {}))
    assert run(collect_gkg, make_settings(), "2026-03-02", "2026-03-02T01:00").n_read == 4
