"""The records of archives, as crawlers write them and as nobody should."""

import gzip
import tracemalloc
import zlib
from datetime import UTC, datetime

import pytest

from monitor.sources.warc.faults import WarcFault
from monitor.sources.warc.records import RecordReader

from .archives import AT, HTML, Archive, chunked, page

NOW = datetime(2026, 4, 1, tzinfo=UTC)
URL = "https://ledger.example/a"
LIMIT = 100_000


@pytest.fixture
def read(tmp_path):
    """What an archive's records are: a page, or why there is none."""

    def reading(archive: Archive | bytes, start=None, wants=lambda _: True):
        path = tmp_path / "a.warc.gz"
        path.write_bytes(archive if isinstance(archive, bytes) else archive.bytes())
        reader = RecordReader(wants, LIMIT, NOW)
        return list(reader.read(path, start) if start else reader.read(path))

    return reading


@pytest.mark.parametrize("packed", [True, False])
def test_pages_are_told_from_everything_else(read, packed):
    archive = (
        Archive(packed=packed)
        .record(URL, "request", b"GET /a HTTP/1.1\r\n\r\n", "application/http; msgtype=request")
        .answer(URL)
        .answer("https://ledger.example/robots.txt", b"User-agent: *\n", "text/plain")
        .answer("https://ledger.example/logo", b"\x89PNG\r\n", "image/png")
        .answer("https://ledger.example/gone", status="404 Not Found")
        .record("https://ledger.example/saved", "resource", page("x"), "text/html")
        .record("https://ledger.example/saved.pdf", "resource", b"%PDF", "application/pdf")
        .record("dns:ledger.example", "response", b"192.0.2.1", "text/dns")
        .answer(URL, at="soon").answer(URL, at="2999-01-01T00:00:00Z")
        .answer("https://other.example/a")
        .record(URL, "metadata", b"fetchTimeMs: 3", "application/warc-fields")
    )  # fmt: skip
    found = read(archive, wants=lambda url: "other" not in url)
    assert [one.left_out or one.page.url for one in found] == [
        "other_record", "other_record", URL, "not_html", "not_html", "not_ok", "https://ledger.example/saved", "not_html", "bad_address",
        "bad_time", "bad_time", "other_outlet", "other_record",
    ]  # fmt: skip
    kept = found[2].page
    assert (kept.content, kept.content_type, kept.at) == (page(), HTML, datetime.fromisoformat(AT))


@pytest.mark.parametrize(
    ("body", "http"),
    [
        (gzip.compress(page(), mtime=0), {"Content_Encoding": "gzip"}),
        (gzip.compress(page(), mtime=0), {}),
        (zlib.compress(page()), {"Content_Encoding": "deflate"}),
        (zlib.compress(page())[2:-4], {"Content_Encoding": "deflate"}),
        (chunked(page()), {"Transfer_Encoding": "chunked"}),
        (chunked(gzip.compress(page(), mtime=0)), {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),
        (
            page(),
            {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"},
        ),  # undone by the crawler, headers left as they were
        (page(), {"Content_Encoding": "br"}),
    ],
    ids=["gzip", "gzip-unsaid", "deflate", "bare-deflate", "chunked", "chunked-gzip", "undone", "br-undone"],
)
def test_encodings_are_undone_where_they_are(read, body, http):
    assert read(Archive().answer(URL, body, **http))[1].page.content == page()


def test_a_page_without_a_type_is_known_by_how_it_begins(read):
    found = read(Archive().answer(URL, b"\xef\xbb\xbf \n" + page(), None).answer(URL, b"{}", None))
    assert [one.left_out for one in found[1:]] == [None, "not_html"]


def test_bombs_and_broken_bodies_cost_themselves_alone(read):
    bomb = gzip.compress(b"<html>" + b" " * 30_000_000)
    archive = (
        Archive()
        .answer(URL, bomb, Content_Encoding="gzip")
        .answer(URL, chunked(bomb, 10_000), Content_Encoding="gzip", Transfer_Encoding="chunked")
        .answer(URL, page("x" * 2 * LIMIT))
        .answer(URL, gzip.compress(page())[:-20], Content_Encoding="gzip")
        .answer(URL, b"\x1b\x00\x00\xff<", Content_Encoding="br")
        .answer(URL, b" ")
        .answer(URL)
    )
    tracemalloc.start()
    found = read(archive)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [one.left_out for one in found[1:]] == ["too_large"] * 3 + ["unreadable"] * 3 + [None]
    assert peak < 5_000_000


def test_what_the_archive_cut_is_kept_with_a_note(read):
    packed = gzip.compress(page("Long. " * 2000))
    found = read(Archive().answer(URL, packed[: len(packed) // 2], warc={"WARC-Truncated": "length"}))
    assert found[1].page.content.startswith(b"<!doctype html>")
    assert found[1].page.note == f"{URL}: the archive holds only the beginning of the page (length)."


def test_damaged_records_are_counted_and_the_next_member_is_read(read):
    endless = b"WARC/1.0\r\nWARC-Type: response\r\n" + b"X-Pad: " + b"y" * 3_000_000
    many = b"WARC/1.0\r\n" + b"X: y\r\n" * 300_000
    record = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-03-09T08:30:00Z\r\n"
    archive = (
        Archive().raw(b"<html>no record").raw(endless).raw(many).raw(record + b"\r\n").raw(record + b"Content-Length: 5\r\n\r\nHTTP/")
        .raw(record + b"WARC-Target-URI: https://ledger.example/b\r\nContent-Length: 900\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<html>")
        .answer(URL)
    )  # fmt: skip
    assert [one.left_out for one in read(archive)[1:]] == ["damaged"] * 4 + ["bad_address", "damaged", None]


@pytest.mark.parametrize("packed", [True, False])
def test_a_torn_end_costs_the_last_record(read, tmp_path, packed):
    whole = Archive(packed=packed).answer(URL).answer(URL + "2", page("x" * 5000)).bytes()
    (tmp_path / "a.warc").write_bytes(whole[:-60])
    reader = RecordReader(lambda _: True, LIMIT, NOW).read(tmp_path / "a.warc")
    assert [next(reader).left_out, next(reader).page.url] == ["other_record", URL]
    with pytest.raises(WarcFault, match="ends in the middle of a record"):
        next(reader)


def test_a_flipped_bit_costs_its_record_and_what_stands_behind(tmp_path):
    archive = Archive().answer(URL)
    before = len(archive.bytes())
    damaged = bytearray(archive.answer(URL + "2").answer(URL + "3").bytes())
    damaged[before + 200] ^= 4
    (tmp_path / "a.warc.gz").write_bytes(damaged)
    reader = RecordReader(lambda _: True, LIMIT, NOW).read(tmp_path / "a.warc.gz")
    assert [next(reader).left_out, next(reader).page.url] == ["other_record", URL]
    with pytest.raises(WarcFault, match="damaged before byte"):
        next(reader)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "empty"),
        (b"\x28\xb5\x2f\xfd\x00", "Zstandard"),
        (b"<html>no archive</html>", "no WARC record before byte"),
        (gzip.compress(b"\0" * 200_000_000, 9), "more than 200 times its size"),
    ],
    ids=["empty", "zstandard", "html", "bomb"],
)
def test_what_is_no_archive_is_said(read, content, fault):
    with pytest.raises(WarcFault, match=fault):
        read(content)


@pytest.mark.parametrize("form", ["members", "plain", "one member", "padded"])
def test_reading_goes_on_behind_any_record(read, form):
    archive = Archive(packed=form in {"members", "padded"})
    for number in range(4):
        archive.answer(f"{URL}{number}", page(f"{number}" * 3000))
    content = archive.bytes()
    content = (
        gzip.compress(content) if form == "one member" else content + b"\0" * 100_000 if form == "padded" else content
    )
    whole = read(content)
    assert [one.page.url for one in whole[1:]] == [f"{URL}{number}" for number in range(4)]
    for at, one in enumerate(whole):
        assert read(content, one.after) == whole[at + 1 :]
