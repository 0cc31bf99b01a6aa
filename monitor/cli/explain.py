"""The command `explain`: relevance, language and frames of one text, with the sentences behind them."""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from monitor.articles import OneText, UnreadableTextError
from monitor.cli.app import DEFAULT_CONFIG, ConfigOption, DataOption, app, say
from monitor.cli.explain_input import read_input
from monitor.cli.explain_page import print_explanation
from monitor.config import ConfigError, Settings, load_settings
from monitor.config.settings import FrameSettings
from monitor.embedding import keeps_fixed
from monitor.frames import Explanation, explain_text
from monitor.frames.explain import LANGUAGES
from monitor.warehouse import Warehouse


@app.command()
def explain(
    source: Annotated[
        str, typer.Argument(metavar="FILE|URL|-", help="plain text or a saved page, an address, or - for stdin")
    ],
    *,
    title: Annotated[str | None, typer.Option(help="title; by default a short first line, or the page's own")] = None,
    language: Annotated[str | None, typer.Option(help="en, zh-Hans or zh-Hant, where detection errs")] = None,
    scorer: Annotated[
        str | None, typer.Option(help="prototype, nli or head, instead of the settings' frames.scorer")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="print one JSON object: relevant, language, frames ...")
    ] = False,
    every_frame: Annotated[
        bool, typer.Option("--all", help="in the table: improbable frames with their passages too")
    ] = False,
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
) -> None:
    """Say what one text is about and how it frames it: the quickest way to judge the tool, and to argue with it."""
    started = time.monotonic()
    settings = _with_scorer(load_settings(config, data_dir), scorer)
    if language is not None and language not in LANGUAGES:
        raise ConfigError(f"--language {language}: write one of {', '.join(LANGUAGES)}.")
    try:
        text = read_input(source, settings, title)
        with _vectors(settings) as warehouse:
            found = explain_text(settings, warehouse, text, language)
    except UnreadableTextError as error:
        say(f"monitor: {error}")
        raise typer.Exit(1) from None
    seconds = time.monotonic() - started
    if as_json:
        _print(as_object(text, found, seconds))
    else:
        print_explanation(text, found, seconds, every_frame=every_frame)


def as_object(text: OneText, found: Explanation, seconds: float) -> dict[str, Any]:
    """The object that ``--json`` prints; title and body are given for pages, into whose fields the offsets count."""
    scorer = found.scorer
    return {
        "relevant": found.relevant,
        "language": found.language,
        "detected": found.detected,
        "title": text.title or None,
        **({"body": text.body} if text.kind == "html" else {}),
        "topics": [asdict(topic) for topic in found.topics],
        "frames": [asdict(frame) for frame in found.frames],
        "scorer": {
            "id": scorer.scorer_id,
            "method": scorer.method,
            "codebook": found.codebook_id,
            "codebook_version": scorer.codebook_version,
            "model_revision": scorer.model_revision,
            "projection": scorer.projection_id,
        },
        "notes": list(found.notes),
        "input": {"kind": text.kind, "passages": found.n_passages, "seconds": round(seconds, 2)},
    }


def _print(data: dict[str, Any]) -> None:
    """One line; characters that UTF-8 has no bytes for (lone surrogates) as JSON escapes, so that offsets stay true."""
    line = json.dumps(data, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        line = json.dumps(data)
    sys.stdout.write(line + "\n")


def _with_scorer(settings: Settings, scorer: str | None) -> Settings:
    if scorer is None:
        return settings
    try:
        frames = FrameSettings.model_validate(settings.frames.model_dump() | {"scorer": scorer})
    except ValidationError as error:
        raise ConfigError(f"--scorer {scorer}: {error.errors()[0]['msg'].removeprefix('Value error, ')}") from None
    return settings.model_copy(update={"frames": frames})


@contextmanager
def _vectors(settings: Settings) -> Iterator[Warehouse]:
    """A cache that goes when done, so that a look leaves no trace in the data folder and needs none.

    With a model whose vectors of the project's own sentences are kept in the data folder only, that folder.
    """
    if not keeps_fixed(settings):
        yield Warehouse(settings.data_dir)
        return
    with tempfile.TemporaryDirectory(prefix="monitor-explain-") as folder:
        yield Warehouse(Path(folder))
