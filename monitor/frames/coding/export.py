"""A sample as files for coders: Label Studio tasks and interface, a CSV for a spreadsheet, and the codebook to read."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, select_autoescape

from monitor.config import ConfigError, Settings
from monitor.frames.codebook import Codebook, load_codebook, register_codebook
from monitor.frames.coding.label_config import label_config
from monitor.frames.coding.samples import find_sample
from monitor.warehouse import Warehouse, query

FORMATS = ("label-studio", "csv")
CELL = 30_000
"""Characters of a text in the CSV: Excel takes 32,767 in a cell and silently cuts or spills the rest."""
CUT = " […]"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class ExportSummary:
    """Files written (or there already with the same content), articles in them, texts cut in the CSV, articles gone since."""

    sample: str
    codebook_version: str
    files: tuple[str, ...]
    articles: int
    cut: int
    missing: int


def export_sample(
    settings: Settings, warehouse: Warehouse, name: str, folder: Path, formats: tuple[str, ...] = FORMATS
) -> ExportSummary:
    """Write the files of sample ``name`` into ``folder``: NAME.tasks.json and NAME.interface.xml, NAME.csv, and two codebook sheets.

    They hold the article with its id, the sample, and the version of the present codebook, which the import asks for again;
    never what a scorer said. Reads gold_samples, gold_sample_articles, articles; writes codebooks, frames. Raises
    :class:`monitor.config.ConfigError` for an unknown sample or format, and where a file is there with other content: coders
    may have filled it in.
    """
    unknown = sorted(set(formats) - set(FORMATS))
    if unknown:
        raise ConfigError(f"--format {', '.join(unknown)}: expected label-studio, csv or both.")
    sample, codebook = find_sample(warehouse, name), load_codebook(settings.codebook)
    register_codebook(warehouse, codebook)
    with warehouse.transaction() as connection:
        rows = query(connection, "coding_texts", sample_id=sample["sample_id"]).to_pylist()
    name, about = str(sample["name"]), {"sample": str(sample["name"]), "codebook_version": codebook.version}
    files = {
        f"codebook-{codebook.version}.{language}.html": codebook_sheet(codebook, language) for language in ("en", "zh")
    }
    if "label-studio" in formats:
        files[f"{name}.tasks.json"] = json.dumps(tasks(rows, about), ensure_ascii=False, indent=1) + "\n"
        files[f"{name}.interface.xml"] = label_config(codebook)
    if "csv" in formats:
        files[f"{name}.csv"] = "\ufeff" + spreadsheet(rows, about, codebook)
    _write(folder, files)
    cut = sum(len(row["body"]) > CELL for row in rows) if "csv" in formats else 0
    paths = tuple(str(folder / one) for one in sorted(files))
    return ExportSummary(name, codebook.version, paths, len(rows), cut, int(str(sample["n_articles"])) - len(rows))


def tasks(rows: Rows, about: Mapping[str, str]) -> list[dict[str, Any]]:
    """Label Studio's tasks, one an article: the data that an annotator sees and the export returns, and meta for the project."""
    return [
        {
            "data": {
                "text": _plain(f"{row['title']}\n\n{row['body']}").strip(),
                "url": row["url"], "language": row["language"], "article_id": row["article_id"], **about,
            },
            "meta": {
                "article_id": row["article_id"], **about, "position": row["position"],
                "inclusion_probability": row["inclusion_probability"],
            },
        }
        for row in rows
    ]  # fmt: skip


def spreadsheet(rows: Rows, about: Mapping[str, str], codebook: Codebook) -> str:
    """CSV, a row an article; what to fill in is empty: coder, a column for each frame (1 or 0), note."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        [
            "article_id",
            "url",
            "sample",
            "codebook_version",
            "language",
            "title",
            "text",
            "coder",
            *codebook.frame_ids,
            "note",
        ]
    )
    for row in rows:
        body = row["body"] if len(row["body"]) <= CELL else row["body"][:CELL] + CUT
        cells = [row["article_id"], row["url"], *about.values(), row["language"], row["title"], body]
        writer.writerow([*map(as_cell, cells), "", *[""] * len(codebook.frames), ""])
    return out.getvalue()


def codebook_sheet(codebook: Codebook, language: str) -> str:
    """What a coder reads, as a page in one language: instructions and, of each frame, name, definition, what counts and what not."""
    loader = PackageLoader("monitor.frames.coding", "templates")
    environment = Environment(
        loader=loader, autoescape=select_autoescape(default=True), trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("codebook.html.j2").render(book=codebook, language=language, t=_text_in(language))


def _text_in(language: str) -> Callable[[Any], str]:
    return lambda bilingual: str(getattr(bilingual, language))


def _plain(text: str) -> str:
    return _CONTROL.sub("", text)


def as_cell(value: object) -> str:
    """A cell that a spreadsheet takes as text, whatever a title begins with."""
    text = _plain("" if value is None else str(value))
    return (
        f"'{text}"
        if text.lstrip()[:1] in {"=", "+", "-", "@", "＝", "＋", "－", "＠"} or text[:1] in {"\t", "\r", "\n"}
        else text
    )


def _write(folder: Path, files: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = folder / name
        if path.exists() and path.read_bytes() != text.encode():
            raise ConfigError(
                f"{path}: is there with other content, perhaps filled in by a coder. Nothing was written; name another folder."
            )
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
