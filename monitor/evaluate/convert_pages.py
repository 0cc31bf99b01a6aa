"""Published sets of saved pages in the layout that `evaluate extraction` reads; see :mod:`monitor.evaluate.page_gold`."""

import gzip
import json
import re
import shutil
from collections.abc import Iterator
from datetime import datetime, time
from html import escape
from pathlib import Path
from typing import Any

from monitor.config import ConfigError
from monitor.evaluate.page_gold import ANYWHERE, GOLD_FILE, PAGES

_NAME = re.compile(r"[^\w-]+")
_ZONES = {
    "cn": "Asia/Shanghai",
    "zh": "Asia/Shanghai",
    "tw": "Asia/Taipei",
    "jp": "Asia/Tokyo",
    "ja": "Asia/Tokyo",
    "kr": "Asia/Seoul",
}

Row = tuple[Path, dict[str, Any]]
"""A saved page (.html.gz) and what is known of it."""


def convert_trafilatura(folder: Path, to: Path) -> dict[Path, int]:
    """trafilatura's evaluation set: ``evaldata*.json``, with strings that the text must and must not hold, beside its pages.

    Titles and days are taken where they are given. All converters return the pages written by gold file, keep the pages' bytes and
    raise ConfigError where the folder is not in the layout or holds no page.
    """
    rows: list[Row] = []
    for path in sorted(Path(folder).glob("evaldata*.json")):
        for url, about in _json(path).items():
            row = {"url": url, "title": about.get("title"), "pubtime": about.get("date"), "zone": ANYWHERE}
            rows.append((_beside(path, about["file"]), row | {"contains": about["with"], "excludes": about["without"]}))
    return _write(folder, to, rows, "evaldata*.json with its pages")


def convert_newspaper(folder: Path, to: Path) -> dict[Path, int]:
    """newspaper4k's test pages: ``NAME.html.gz`` with ``NAME.txt`` and, where there is one, ``metadata__NAME.json``."""
    rows: list[Row] = []
    for path in sorted(Path(folder).glob("*.html.gz")):
        name = path.name.removesuffix(".html.gz")
        text, about = path.with_name(f"{name}.txt"), path.with_name(f"metadata__{name}.json")
        if text.exists():
            known = _json(about) if about.exists() else {}
            row = {
                "url": known.get("url"),
                "title": known.get("title"),
                "pubtime": _day_or_time(known.get("publish_date")),
            }
            row["zone"] = _ZONES.get(known.get("language", ""), ANYWHERE)
            rows.append((path, row | {"content_html": _paragraphs(text.read_text(encoding="utf-8").split("\n"))}))
    return _write(folder, to, rows, "NAME.html.gz with NAME.txt")


def convert_fundus(folder: Path, to: Path) -> dict[Path, int]:
    """fundus' test pages by country: ``PUBLISHER_DATE.html.gz``, ``PUBLISHER.json`` (one entry a page, in order) and ``meta.info``."""
    rows: list[Row] = []
    for path in sorted(Path(folder).rglob("meta.info")):
        fetched, zone = _json(path), _ZONES.get(path.parent.name, ANYWHERE)
        for gold in sorted(path.parent.glob("*.json")):
            pages = sorted(path.parent.glob(f"{gold.stem}_[0-9]*.html.gz"))
            entries = [entry for _, entry in sorted(_json(gold).items())]
            if len(pages) != len(entries):
                continue  # no telling which page is which
            for page, entry in zip(pages, entries, strict=True):
                about = fetched.get(page.name, {})
                known = {"url": about.get("url"), "fetched_at": about.get("crawl_date"), "zone": zone}
                rows.append((page, _fundus(entry) | known))
    return _write(folder, to, rows, "meta.info with PUBLISHER.json and PUBLISHER_DATE.html.gz")


def convert_readability(folder: Path, to: Path) -> dict[Path, int]:
    """Mozilla Readability's test pages: ``NAME__source.html.gz`` with ``NAME__expected.html.gz``; its titles are no gold."""
    rows: list[Row] = []
    for path in sorted(Path(folder).glob("*__source.html.gz")):
        expected = path.with_name(path.name.replace("__source", "__expected"))
        if expected.exists():
            rows.append((path, {"content_html": gzip.decompress(expected.read_bytes()).decode("utf-8")}))
    return _write(folder, to, rows, "NAME__source.html.gz with NAME__expected.html.gz")


def convert_lists(folder: Path, to: Path) -> dict[Path, int]:
    """Pages that are lists of links (GNE's ``test_list_page__*.html.gz``): they are to be refused."""
    rows: list[Row] = [(path, {"article": False}) for path in sorted(Path(folder).glob("test_list_page__*.html.gz"))]
    return _write(folder, to, rows, "test_list_page__*.html.gz")


def _fundus(entry: dict[str, Any]) -> dict[str, Any]:
    body = entry.get("body") or {}
    parts = [*body.get("summary", ())]
    for section in body.get("sections", ()):
        parts += [*section["headline"], *section["paragraphs"]]
    row = {"title": entry.get("title"), "pubtime": _day_or_time(entry.get("publishing_date"))}
    return row | ({"content_html": _paragraphs(parts)} if parts else {})


def _paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines if line.strip())


def _day_or_time(text: str | None) -> str | None:
    """Midnight to the second is a day whose hour was not known."""
    if not text:
        return None
    moment = datetime.fromisoformat(text)
    return moment.date().isoformat() if moment.time() == time(0) else moment.isoformat()


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: cannot be read as JSON ({error}); is this the published layout?") from error
    if not isinstance(found, dict):
        raise ConfigError(f"{path}: holds no JSON object; is this the published layout?")
    return found


def _beside(path: Path, name: str) -> Path:
    return path.with_name(Path(name).name + ("" if name.endswith(".gz") else ".gz"))


def _write(folder: Path, to: Path, rows: list[Row], wanted: str) -> dict[Path, int]:
    there = list(_present(rows))
    if not there:
        raise ConfigError(f"{folder}: holds no {wanted}; name the folder of the published files.")
    (to / PAGES).mkdir(parents=True, exist_ok=True)
    lines = []
    for name, page, row in there:
        shutil.copyfile(page, to / PAGES / f"{name}.html.gz")
        lines.append(
            json.dumps(
                {"id": name} | {key: value for key, value in row.items() if value is not None}, ensure_ascii=False
            )
        )
    (to / GOLD_FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return {to / GOLD_FILE: len(lines)}


def _present(rows: list[Row]) -> Iterator[tuple[str, Path, dict[str, Any]]]:
    """Rows whose page is there, with a name that is a file's and has no dot."""
    for page, row in rows:
        if page.exists():
            yield _NAME.sub("_", page.name.removesuffix(".gz").removesuffix(".html")), page, row
