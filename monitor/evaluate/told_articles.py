"""Articles with gold stories from a CSV file: uri, lang, published_at, title, gold_cluster and, where there is one, body."""

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from monitor.config import ConfigError
from monitor.stories.lead import LONGEST, lead_of
from monitor.text import count_han, parse_moment, split_sentences, to_simplified

NEEDED = ("uri", "lang", "published_at", "title", "gold_cluster")
MOST_CHARACTERS = 100_000
DAY = 86_400.0
UTC_ZONE = ZoneInfo("UTC")
BCP47 = {"eng": "en", "zho": "zh", "chi": "zh", "cmn": "zh"}


@dataclass(frozen=True)
class ToldArticle:
    """One row that can be used. ``language``: BCP 47 where it is English or Chinese, else as written; ``gold`` "" where it is not coded."""

    uri: str
    language: str
    day: float
    lead: str
    gold: str


@dataclass(frozen=True)
class ToldArticles:
    """Rows that can be used, in the file's order, and a sentence for each that cannot."""

    articles: tuple[ToldArticle, ...]
    left_out: tuple[str, ...]


def read_told_articles(path: Path, sentences: int) -> ToldArticles:
    """Read a file; ``sentences`` of the body are read with the title.

    Left out with row and reason: no uri, no time or one that cannot be read, no letter or digit in title and body, more than 100,000
    characters, a uri that was there before. A row without gold_cluster takes part in the grouping and is not measured.
    Raises :class:`monitor.config.ConfigError` for a file that cannot be read, lacks a column or has no row to measure.
    """
    articles: dict[str, ToldArticle] = {}
    left_out = []
    for number, row in _rows(path):
        try:
            article = _article(row, sentences)
        except ValueError as error:
            left_out.append(f"{path}: row {number}: {error}.")
            continue
        if article.uri in articles:
            left_out.append(f"{path}: row {number}: uri {article.uri} is there already; the first row is used.")
            continue
        articles[article.uri] = article
    if not any(article.gold for article in articles.values()):
        raise ConfigError("\n".join([f"{path}: no row with a gold_cluster can be used.", *left_out[:5]]))
    return ToldArticles(tuple(articles.values()), tuple(left_out))


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if missing := [name for name in NEEDED if name not in (reader.fieldnames or ())]:
                raise ConfigError(
                    f"{path}: no column {', '.join(missing)}; needed are {', '.join(NEEDED)}, and body where there is one."
                )
            for number, row in enumerate(reader, 2):
                yield number, {name: (value or "").strip() for name, value in row.items() if isinstance(name, str)}
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 (byte {error.start}). Save it as UTF-8.") from error
    except csv.Error as error:
        raise ConfigError(f"{path}: is no CSV file ({error}).") from error


def _article(row: dict[str, str], sentences: int) -> ToldArticle:
    title, body = row["title"], row.get("body", "")
    if not row["uri"]:
        raise ValueError("no uri")
    if len(title) + len(body) > MOST_CHARACTERS:
        raise ValueError(f"{len(title) + len(body):,} characters, more than {MOST_CHARACTERS:,}")
    if not any(character.isalnum() for character in title + body):
        raise ValueError("neither title nor body has a letter or a digit")
    language = _language(row["lang"], title + body)
    spans = split_sentences(body[: 4 * LONGEST], language)[:sentences]
    lead = lead_of(title, [body[start:stop] for start, stop in spans])
    return ToldArticle(row["uri"], language, _day(row["published_at"]), lead, row["gold_cluster"])


def _day(text: str) -> float:
    """Days since 1970 (a time without a zone counts as UTC, a day without a time as its noon). Raises ValueError."""
    found = parse_moment(text) if text else None
    if found is None:
        raise ValueError(f"published_at {text!r} is no time" if text else "no published_at")
    moment = found.at(UTC_ZONE) or datetime.combine(found.day, time(12), UTC_ZONE)
    return moment.timestamp() / DAY


def _language(written: str, text: str) -> str:
    """BCP 47; Chinese with its script by the characters."""
    known = BCP47.get(written.lower(), written)
    if known.partition("-")[0].lower() != "zh" or "-" in known:
        return known
    return "zh-Hans" if not count_han(text) or to_simplified(text) == text else "zh-Hant"
