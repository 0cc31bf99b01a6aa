import os
import resource
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest
from warcio.archiveiterator import ArchiveIterator

from monitor.web import RawPage, RawPageError, RawStore

AT = datetime(2026, 1, 12, 18, tzinfo=UTC)
URL = "https://news.example/%E8%B7%AF?a=1&b=2"


def _records(path):
    with path.open("rb") as file:
        return [record.content_stream().read() for record in ArchiveIterator(file)]


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        ("人工智能".encode("gb18030"), "text/html; charset=gb18030"),
        (b"HTTP/1.1 200 OK\r\nX: y\r\n\r\nbody", "text/html"),
        (b"", None),
        (os.urandom(300_000), "application/octet-stream"),
        (b"WARC/1.0\r\n\r\n", None),
    ],
)
def test_a_page_comes_back_as_it_was(tmp_path, content, content_type):
    store = RawStore(tmp_path)
    store.append("https://news.example/first", b"first", "text/plain", AT)
    file, offset = store.append(URL, content, content_type, AT)
    store.append("https://news.example/last", b"last", None, AT)
    assert RawStore(tmp_path).read(file, offset) == RawPage(URL, content, content_type, AT)
    assert _records(tmp_path / "raw" / file) == [b"first", content, b"last"]


def test_one_file_a_day_of_the_clock(tmp_path):
    store = RawStore(tmp_path)
    days = [datetime(2026, 1, 12, 23, 59, tzinfo=UTC), datetime.fromisoformat("2026-01-13T07:00:00+08:00")]
    names = [store.append(URL, b"x", None, at)[0] for at in (*days, datetime(2026, 1, 13, tzinfo=UTC))]
    assert names == ["2026-01-12.warc.gz", "2026-01-12.warc.gz", "2026-01-13.warc.gz"]


def test_the_same_pages_give_the_same_bytes(tmp_path):
    for folder in ("a", "b"):
        RawStore(tmp_path / folder).append(URL, b"page", "text/html", AT)
        time.sleep(0.01)
    name = "raw/2026-01-12.warc.gz"
    assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_a_torn_record_is_cut_off(tmp_path):
    file, offset = RawStore(tmp_path).append(URL, b"whole", None, AT)
    path = tmp_path / "raw" / file
    whole = path.read_bytes()
    for torn in (whole + whole[:40], whole + whole[:1]):
        path.write_bytes(torn)
        store = RawStore(tmp_path)
        assert store.append(URL, b"next", None, AT) == (file, len(whole))
        assert store.read(file, offset).content == b"whole"
        assert _records(path) == [b"whole", b"next"]


def test_records_behind_a_damaged_one_are_kept(tmp_path):
    store = RawStore(tmp_path)
    store.append(URL, b"one" * 50, None, AT)
    file, second = store.append(URL, b"two", None, AT)
    path = tmp_path / "raw" / file
    damaged = bytearray(path.read_bytes())
    damaged[second - 20] ^= 0xFF
    path.write_bytes(damaged)
    store = RawStore(tmp_path)
    file, third = store.append(URL, b"three", None, AT)
    assert [store.read(file, offset).content for offset in (second, third)] == [b"two", b"three"]


@pytest.mark.parametrize(
    ("file", "offset"), [("2026-01-12.warc.gz", 3), ("2026-01-12.warc.gz", 10**6), ("none.warc.gz", 0)]
)
def test_a_page_that_is_not_there(tmp_path, file, offset):
    store = RawStore(tmp_path)
    store.append(URL, b"x", None, AT)
    with pytest.raises(RawPageError, match="no page at offset"):
        store.read(file, offset)


def test_names_cannot_lead_out_of_the_folder(tmp_path):
    (tmp_path / "secret.warc.gz").write_bytes(b"")
    with pytest.raises(RawPageError, match=r"raw/secret\.warc\.gz"):
        RawStore(tmp_path).read("../secret.warc.gz", 0)


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path):
    store = RawStore(tmp_path)
    file, offset = store.append(URL, b"before", None, AT)
    path = tmp_path / "raw" / file
    before = path.read_bytes()
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 100, limit[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            store.append(URL, os.urandom(5000), None, AT)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert path.read_bytes() == before
    assert store.append(URL, b"after", None, AT) == (file, len(before))
    assert store.read(file, offset).content == b"before"


WRITER = """
import sys, os
from datetime import UTC, datetime
from monitor.web import RawStore
day = datetime(2026, 1, 12, tzinfo=UTC)
store = RawStore(sys.argv[1])
for number in range(10**6):
    file, offset = store.append(f"https://news.example/{number}", os.urandom(200_000), None, day)
    print(offset, flush=True)
"""


def test_a_killed_writer_leaves_older_records_whole(tmp_path):
    child = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    offsets = [int(child.stdout.readline()) for _ in range(15)]
    child.send_signal(signal.SIGKILL)
    rest, _ = child.communicate()
    offsets += [int(line) for line in rest.split("\n")[:-1]]
    store = RawStore(tmp_path)
    file, offset = store.append(URL, b"after", None, datetime(2026, 1, 12, tzinfo=UTC))
    assert all(len(store.read(file, one).content) == 200_000 for one in offsets)
    assert store.read(file, offset).content == b"after"
    assert len(_records(tmp_path / "raw" / file)) >= len(offsets) + 1
