"""The one form of a URL under which a page is known."""

import re

import httpx

# What is known to say where a reader came from and nothing about the page. Deliberately short: a general cleaner
# (courlan's clean_url) also drops `cid`, `uid` and queries without a value, by which many Chinese sites name their
# pages.
_TRACKING = re.compile(
    r"utm_\w+|at_(?:medium|campaign)|ns_(?:mchannel|source|campaign|linkname)|mc_[ce]id|(?:fb|g|y)clid|gclsrc|msclkid|igshid|cmpid"
    r"|ocid|spm",
    re.IGNORECASE,
)


def canonical_url(url: str) -> str | None:
    """``url`` without fragment, default port and tracking parameters, host in lower case; None if it is no http(s) URL.

    The rest is kept as given: order and repetition of parameters, upper case in the path, a slash at the end.
    Applying it twice changes nothing.
    """
    try:
        parsed = httpx.URL(url.strip())
    except (httpx.InvalidURL, UnicodeError):
        return None
    if parsed.scheme not in {"http", "https"} or not parsed.host or b"%" in parsed.raw_host:
        return None
    parts = [part for part in parsed.query.decode("ascii").split("&") if part]
    kept = [part for part in parts if not _TRACKING.fullmatch(part.partition("=")[0])]
    return str(parsed.copy_with(query="&".join(kept).encode("ascii") if kept else None, fragment=None))
