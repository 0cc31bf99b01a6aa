"""Published codings of frames in the layout that `evaluate frames` reads: text, lang, labels, id."""

from pathlib import Path

import pandas as pd

from monitor.config import ConfigError

NONE = 99
"""GVFC's code for no (further) frame."""

GVFC = {
    "en": ("english*.csv", "news_title", ("Q3 Theme1", "Q3 Theme2")),
    "ar": ("arabic*.csv", "text_a", ("theme1", "theme2")),
    "tr": ("turkish*.csv", "headline", ("frame1", "frame2")),
    "de": ("german*.csv", "text_a", ("theme1", "theme2")),
}
"""Pattern of the file, column of the headline, columns of the frames, by language."""


def convert_gvfc(folder: Path, to: Path) -> dict[Path, int]:
    """The Gun Violence Frame Corpus (Akyürek et al. 2020), one CSV a language: ``gvfc-en.csv`` and so on; rows by file.

    Reads the files of the published layout that are in ``folder``. Frames keep their numbers; 99 is no frame. Raises
    ConfigError where there is none, or a column is missing.
    """
    written: dict[Path, int] = {}
    for language, (pattern, text, frames) in GVFC.items():
        for path in sorted(Path(folder).glob(pattern))[:1]:
            table = _read(path, (text, *frames))
            numbers = table[list(frames)].apply(pd.to_numeric, errors="coerce")
            labels = [
                ";".join(str(int(one)) for one in dict.fromkeys(row) if not pd.isna(one) and one != NONE)
                for row in numbers.to_numpy()
            ]
            written |= _write(Path(to) / f"gvfc-{language}.csv", table[text], language, labels)
    return _some(written, folder, "english*.csv, arabic*.csv or turkish*.csv")


def convert_frames_sentences(folder: Path, to: Path) -> dict[Path, int]:
    """FrAC's English sentences with one frame each, into ``frames-sentences-en.csv``; rows by file.

    Reads the first file with the columns sentence and label. Labels stay opaque codes. Raises ConfigError.
    """
    written: dict[Path, int] = {}
    for path in sorted(Path(folder).glob("gold_standard*.csv"))[:1]:
        table = _read(path, ("sentence", "label"))
        written = _write(Path(to) / "frames-sentences-en.csv", table["sentence"], "en", table["label"].tolist())
    return _some(written, folder, "gold_standard*.csv")


def _read(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise ConfigError(f"{path}: cannot be read as CSV in UTF-8 ({error}).") from error
    missing = [name for name in columns if name not in table.columns]
    if missing:
        raise ConfigError(f"{path}: the header lacks {', '.join(missing)}; is this the published layout?")
    return table


def _write(path: Path, texts: "pd.Series[str]", language: str, labels: list[str]) -> dict[Path, int]:
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = pd.DataFrame({"text": texts.str.strip("\ufeff \t\r\n"), "lang": language, "labels": labels})
    rows["id"] = [f"{language}-{number}" for number in range(1, len(rows) + 1)]
    rows = rows[rows["text"] != ""]
    rows.to_csv(path, index=False)
    return {path: len(rows)}


def _some(written: dict[Path, int], folder: Path, patterns: str) -> dict[Path, int]:
    if not written:
        raise ConfigError(f"{folder}: holds no {patterns}; name the folder of the published files.")
    return written
