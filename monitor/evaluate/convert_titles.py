"""Published titles in the layout that `evaluate language` reads: text, language."""

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from monitor.config import ConfigError


def convert_gdelt_titles(folder: Path, to: Path) -> dict[Path, int]:
    """Chinese titles from Taiwan (zh-Hant) in GDELT DOC 2.0 article lists (``*.csv.gz``), into ``titles-zh-Hant.csv``.

    All converters leave out what stands twice, return the rows written by file, and raise ConfigError where the folder holds no
    such title. Nothing decides the script but the country: titles are to be checked by eye.
    """
    texts: list[str] = []
    for path in sorted(Path(folder).rglob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
            texts += [
                row.get("title") or ""
                for row in csv.DictReader(file)
                if row.get("language") == "Chinese" and row.get("sourcecountry") == "Taiwan"
            ]
    return _write(folder, to, texts, "zh-Hant", "*.csv.gz with Chinese titles from Taiwan")


def convert_tnews(folder: Path, to: Path) -> dict[Path, int]:
    """Simplified Chinese titles of TNEWS (Xu et al. 2021, FewCLUE): lines with ``sentence``, into ``titles-zh-Hans.csv``."""
    texts: list[str] = []
    for path in sorted(Path(folder).glob("*_few_all.json")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                texts.append(str(json.loads(line)["sentence"]))
            except (ValueError, KeyError, TypeError) as error:
                raise ConfigError(f"{path}, line {number}: no JSON object with a sentence ({error}).") from error
    return _write(folder, to, texts, "zh-Hans", "*_few_all.json")


def convert_headlines(folder: Path, to: Path) -> dict[Path, int]:
    """English headlines scraped again and again: zips of CSV files (time, headline), into ``titles-en.csv``."""
    texts = [text for path in sorted(Path(folder).glob("*.zip")) for text in _zipped(path)]
    return _write(folder, to, texts, "en", "*.zip of CSV files with a time and a headline")


def _zipped(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".csv"):
                content = io.StringIO(archive.read(name).decode("utf-8-sig", "replace"), newline="")
                yield from (row[1] for row in csv.reader(content) if len(row) == 2)


def _write(folder: Path, to: Path, texts: list[str], language: str, wanted: str) -> dict[Path, int]:
    cleaned = list(dict.fromkeys(one for text in texts if (one := " ".join(text.split()))))
    if not cleaned:
        raise ConfigError(f"{folder}: holds no {wanted}; name the folder of the published files.")
    to.mkdir(parents=True, exist_ok=True)
    path = to / f"titles-{language}.csv"
    pd.DataFrame({"text": cleaned, "language": language}).to_csv(path, index=False)
    return {path: len(cleaned)}
