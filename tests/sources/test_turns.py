from datetime import UTC, datetime

from monitor.sources.collect import turn_by_turn
from monitor.sources.rows import Link

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def link(url: str) -> Link:
    return Link(url, url, "outlet", None, None, None, None, None, None, NOW)


def test_hosts_take_turns_and_no_link_is_lost():
    urls = [
        "https://a.example/1",
        "https://a.example/2",
        "https://a.example/3",
        "https://b.example/1",
        "https://c.example:8/1",
    ]
    turned = [one.url for one in turn_by_turn([link(url) for url in urls])]
    assert turned == [urls[0], urls[3], urls[4], urls[1], urls[2]]
    assert turn_by_turn([]) == []
