"""A line of the Global Knowledge Graph 2.1: 27 fields apart by tabs, named as in its codebook (version 2.1, 19 February 2015)."""

import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

COLUMNS = (
    "GKGRECORDID", "V2.1DATE", "V2SOURCECOLLECTIONIDENTIFIER", "V2SOURCECOMMONNAME", "V2DOCUMENTIDENTIFIER", "V1COUNTS", "V2.1COUNTS",
    "V1THEMES", "V2ENHANCEDTHEMES", "V1LOCATIONS", "V2ENHANCEDLOCATIONS", "V1PERSONS", "V2ENHANCEDPERSONS", "V1ORGANIZATIONS",
    "V2ENHANCEDORGANIZATIONS", "V1.5TONE", "V2.1ENHANCEDDATES", "V2GCAM", "V2.1SHARINGIMAGE", "V2.1RELATEDIMAGES",
    "V2.1SOCIALIMAGEEMBEDS", "V2.1SOCIALVIDEOEMBEDS", "V2.1QUOTATIONS", "V2.1ALLNAMES", "V2.1AMOUNTS", "V2.1TRANSLATIONINFO",
    "V2EXTRASXML",
)  # fmt: skip
_AT = {name: position for position, name in enumerate(COLUMNS)}
_WEB = "1"
# The field looks like XML and is none (bare ampersands, no root), so its elements are found by their names.
_TITLE = re.compile(r"<PAGE_TITLE>(.*?)</PAGE_TITLE>", re.DOTALL)
_PUBLISHED = re.compile(r"<PAGE_PRECISEPUBTIMESTAMP>(\d{14})</PAGE_PRECISEPUBTIMESTAMP>")
_SOURCE_LANGUAGE = re.compile(r"\bsrclc:([a-z]{3})\b")
_SLUG_MARKS = re.compile(r"[-_/+.]+")


class BrokenLineError(ValueError):
    """A line that is no record; ``kind`` says why in one word."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True)
class GkgRow:
    """What is used of a line.

    ``seen``: the quarter of an hour in which GDELT read the page (UTC). ``published``: what the page states of itself, by GDELT's account,
    where that does not lie after ``seen``; sites' clocks differ, so it can be hours off. ``language``: ISO 639-3 of the page, ``eng`` where
    nothing was translated. ``is_web``: whether the document is a page of the web.
    """

    url: str
    title: str
    seen: datetime
    published: datetime | None
    language: str
    themes: frozenset[str]
    is_web: bool

    @property
    def address_words(self) -> str:
        """The words in the path of the URL, apart by blanks."""
        try:
            return _SLUG_MARKS.sub(" ", unquote(urlsplit(self.url).path)).strip()
        except ValueError:
            return ""


def read_row(line: bytes) -> GkgRow:
    """A line as a row. Raises :class:`BrokenLineError` for one with too few or too many fields, no time or no document."""
    cells = line.decode("utf-8", "replace").split("\t")
    if len(cells) != len(COLUMNS):
        raise BrokenLineError("columns", f"It has {len(cells)} fields instead of {len(COLUMNS)}.")
    url, extras = cells[_AT["V2DOCUMENTIDENTIFIER"]].strip(), cells[_AT["V2EXTRASXML"]]
    seen = _time(cells[_AT["V2.1DATE"]])
    if seen is None:
        raise BrokenLineError("bad_time", f"Its V2.1DATE {cells[_AT['V2.1DATE']][:40]!r} is no time.")
    if not url:
        raise BrokenLineError("bad_url", "It names no document.")
    title, stated = _TITLE.search(extras), _PUBLISHED.search(extras)
    language = _SOURCE_LANGUAGE.search(cells[_AT["V2.1TRANSLATIONINFO"]])
    published = _time(stated[1]) if stated else None
    return GkgRow(
        url=url,
        title=unescaped(title[1]) if title else "",
        seen=seen,
        published=published if published is not None and published <= seen else None,
        language=language[1] if language else "eng",
        themes=frozenset(filter(None, cells[_AT["V1THEMES"]].split(";"))),
        is_web=cells[_AT["V2SOURCECOLLECTIONIDENTIFIER"]].strip() == _WEB,
    )


def unescaped(text: str) -> str:
    """A title with its entities as characters, one line. Titles outside ASCII come as ``&#x4E2D;``, some escaped twice."""
    once = html.unescape(text)
    return " ".join((html.unescape(once) if "&#" in once else once).split())


def _time(text: str) -> datetime | None:
    try:
        return datetime.strptime(text.strip(), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
