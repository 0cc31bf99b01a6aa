"""The command `evaluate extraction`: are pages read right, and better than by plain trafilatura?"""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.cli.app import print_json, say
from monitor.cli.evaluate import evaluate
from monitor.evaluate.extraction import Count, ExtractionMeasurement, MarkedPage, PageFigures, measure_extraction
from monitor.evaluate.page_gold import read_gold

DIGITS = 4
COUNTS = ("date_exact", "day_exact", "title_exact", "contains", "excludes", "refused")


@evaluate.command("extraction")
def extraction(
    folder: Annotated[
        Path, typer.Argument(help="folder with gold.jsonl (id, title, pubtime, content_html) and html/ID.*.gz")
    ],
    *,
    worst: Annotated[int, typer.Option("--worst", min=0, help="also list this many of the worst pages")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="the JSON object at a terminal too")] = False,
) -> None:
    """Text, time and title of saved pages against what they say: 4-gram F1, exact dates and titles, and plain trafilatura's (JSON)."""
    found = measure_extraction(read_gold(folder))
    pages = [one for one in found.pages[:worst] if one.badness > 0]
    say("\n".join([*_lines(found), *map(_line, pages)]))
    if as_json or not sys.stdout.isatty():
        told = {"pages": len(found.pages), **_figures(found.ours), "trafilatura": _figures(found.plain)}
        print_json(told | ({"worst": [_page(one) for one in pages]} if worst else {}))


def _figures(one: PageFigures) -> dict[str, Any]:
    counts = {name: _count(getattr(one, name)) for name in COUNTS if getattr(one, name).n}
    scores = {"text_f1": one.text_f1, "strings_f1": one.strings_f1}
    return (
        {"n_text": one.n_text}
        | {name: round(value, DIGITS) for name, value in scores.items() if value is not None}
        | counts
    )


def _count(one: Count) -> dict[str, Any]:
    return {"n": one.n, "right": one.right, "share": round(one.share or 0.0, DIGITS)}


def _page(one: MarkedPage) -> dict[str, Any]:
    return {
        "id": one.gold.id,
        "url": one.gold.url,
        "f1": one.ours.f1 if one.ours.f1 is None else round(one.ours.f1, DIGITS),
        "trafilatura_f1": one.plain.f1 if one.plain.f1 is None else round(one.plain.f1, DIGITS),
        "wrong": _wrong(one),
    }


def _wrong(one: MarkedPage) -> list[str]:
    """What is wrong with our reading of a page, as sentences."""
    gold, ours, found = one.gold, one.ours, one.found
    told = [f"refused: {ours.refused}"] if ours.refused and gold.is_article else []
    if not gold.is_article and ours.refused is None:
        told.append("read as an article, and is none")
    if ours.date is False:
        told.append(f"date {found.at or found.day}, not {gold.at or gold.day}")
    if ours.title is False:
        told.append(f"title {found.title!r}, not {gold.title!r}")
    if ours.held < len(gold.contains):
        told.append(f"{len(gold.contains) - ours.held} of {len(gold.contains)} strings of the text are missing")
    if ours.kept_out < len(gold.excludes):
        told.append(f"{len(gold.excludes) - ours.kept_out} of {len(gold.excludes)} strings do not belong to the text")
    return told


def _lines(found: ExtractionMeasurement) -> list[str]:
    lines = [
        f"{len(found.pages)} {'page' if len(found.pages) == 1 else 'pages'}",
        f"{'':<12} {'the monitor':<18} trafilatura",
    ]
    for name in ("text_f1", "strings_f1"):
        values = [getattr(one, name) for one in (found.ours, found.plain)]
        if values[0] is not None:
            lines.append(f"{name:<12} " + " ".join(f"{value:<18.4f}" for value in values))
    for name in COUNTS:
        counts: list[Count] = [getattr(one, name) for one in (found.ours, found.plain)]
        if counts[0].n:
            lines.append(f"{name:<12} " + " ".join(f"{f'{one.right}/{one.n} ({one.share:.3f})':<18}" for one in counts))
    return [*lines, *_unknown(found)]


def _unknown(found: ExtractionMeasurement) -> list[str]:
    """What the gold does not say of its articles, once for each key."""
    articles = [one.gold for one in found.pages if one.gold.is_article]
    without = {
        "title": sum(one.title is None for one in articles),
        "pubtime": sum(one.day is None for one in articles),
        "content_html": sum(one.text is None for one in articles),
    }
    return [
        f"{n} of {len(articles)} articles have no {key} in gold.jsonl: that is not measured on them."
        for key, n in without.items()
        if n
    ]


def _line(one: MarkedPage) -> str:
    f1 = (
        "" if one.ours.f1 is None or one.plain.f1 is None else f" F1 {one.ours.f1:.3f} (trafilatura {one.plain.f1:.3f})"
    )
    return f"{one.gold.id}:{f1} {'; '.join(_wrong(one))}".rstrip()
