"""The command group `codebook`: check one, and see what changed between two."""

import math
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.cli.app import DEFAULT_CONFIG, ConfigOption, DataOption, app, open_project, print_json
from monitor.frames.codebook import (
    Codebook,
    CodebookCheck,
    CodebookDiff,
    check_codebook,
    diff_codebooks,
    load_codebook,
    stored_codebook,
)
from monitor.warehouse import Warehouse

NEAREST_SHOWN = 3

codebook = typer.Typer(no_args_is_help=True, help="Check a codebook, and see what changed between two versions.")
app.add_typer(codebook, name="codebook")

JsonOption = Annotated[bool, typer.Option("--json", help="print one JSON object instead")]


@codebook.command("check")
def check(
    file: Annotated[Path | None, typer.Argument(help="codebook; by default the settings file's")] = None,
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
    text_only: Annotated[bool, typer.Option("--text-only", help="without the model: texts alone, in a second")] = False,
    as_json: JsonOption = False,
) -> None:
    """Look for what is missing, repeated or too near another frame. Exits with 1 when there is an error; warnings are told."""
    settings, warehouse = open_project(config, data_dir)
    path = file or settings.codebook
    found = check_codebook(path) if text_only else check_codebook(path, settings, warehouse)
    if as_json:
        print_json(_check_object(found))
    else:
        sys.stdout.write("\n".join(_check_lines(found)) + "\n")
    if not found.ok:
        raise typer.Exit(1)


@codebook.command("diff")
def diff(
    old: Annotated[str, typer.Argument(help="a file, or a version (or edition) that the warehouse knows")],
    new: Annotated[str, typer.Argument(help="the same")],
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Frames added, removed and changed, by field, and what that means for scores and codings."""
    _, warehouse = open_project(config, data_dir)
    found = diff_codebooks(_named(old, warehouse), _named(new, warehouse))
    if as_json:
        print_json(_diff_object(found))
    else:
        sys.stdout.write("\n".join(_diff_lines(found)) + "\n")


def _named(name: str, warehouse: Warehouse) -> Codebook:
    return load_codebook(name) if Path(name).is_file() else stored_codebook(warehouse, name)


def _about(book: Codebook) -> dict[str, str]:
    return {
        "codebook": book.codebook,
        "edition": book.edition,
        "version": book.version,
        "instructions_version": book.instructions_version,
    }


def _check_lines(found: CodebookCheck) -> list[str]:
    lines = [f"{found.path}:{one.line}: {one.severity}: {one.key}: {one.words}" for one in found.findings]
    if found.codebook and found.overlap:
        pairs = _pairs(found)[:NEAREST_SHOWN]
        told = [f"  {p['a']} and {p['b']}: {p['ratio']:.2f}" for p in pairs if p["ratio"] is not None]
        lines += [
            "Frames most alike (heterotrait-monotrait ratio of prototypes: 0 nothing in common, 1 the same frame):",
            *told,
        ]
    errors = sum(one.severity == "error" for one in found.findings)
    warnings = len(found.findings) - errors
    counted = [f"{n} {word}{'s' if n > 1 else ''}" for n, word in ((errors, "error"), (warnings, "warning")) if n]
    end = ", ".join([*(["ok"] if found.ok else []), *counted])
    return [*lines, end + (" (warnings are to know, not to mend)" if found.ok and warnings else "")]


def _check_object(found: CodebookCheck) -> dict[str, Any]:
    findings = [
        {"severity": f.severity, "kind": f.kind, "line": f.line, "key": f.key, "words": f.words, "value": f.value}
        for f in found.findings
    ]
    made: dict[str, Any] = {"ok": found.ok, "file": str(found.path)}
    made |= (_about(found.codebook) if found.codebook else {}) | {"findings": findings}
    if found.codebook and found.overlap:
        shares = zip(found.codebook.frame_ids, found.overlap.astray, strict=True)
        made |= {"pairs": _pairs(found), "astray": {name: round(float(share), 4) for name, share in shares}}
    return made


def _pairs(found: CodebookCheck) -> list[dict[str, Any]]:
    """Pairs of frames, the nearest first; a ratio that is undefined is null and comes last."""
    assert found.codebook
    assert found.overlap
    ids, overlap = found.codebook.frame_ids, found.overlap
    pairs = [
        {"a": ids[a], "b": ids[b], "ratio": _number(overlap.ratio[a, b]), "cosine": _number(overlap.cosine[a, b])}
        for b in range(len(ids))
        for a in range(b)
    ]
    return sorted(pairs, key=lambda pair: -math.inf if pair["ratio"] is None else pair["ratio"], reverse=True)


def _number(value: float) -> float | None:
    return None if math.isnan(value) else round(float(value), 4)


def _diff_lines(found: CodebookDiff) -> list[str]:
    lines = [f"old: {_line(found.old)}", f"new: {_line(found.new)}"]
    lines += [f"frame added: {name}" for name in found.added] + [f"frame removed: {name}" for name in found.removed]
    for change in found.changes:
        lines.append(
            f"{change.frame or found.new.codebook}: {change.field}{'' if change.removed or change.added else ' (order)'}"
        )
        lines += [f"  - {text}" for text in change.removed] + [f"  + {text}" for text in change.added]
    if found.reordered:
        lines.append("frames stand in another order")
    if not (found.added or found.removed or found.changes or found.reordered):
        lines.append("no difference in content")
    return [*lines, found.scores, found.codings]


def _line(book: Codebook) -> str:
    return f"{book.codebook}, edition {book.edition}, version {book.version}, instructions {book.instructions_version}"


def _diff_object(found: CodebookDiff) -> dict[str, Any]:
    changes = [asdict(change) | {"read_by_coders": change.read_by_coders} for change in found.changes]
    return {
        "old": _about(found.old),
        "new": _about(found.new),
        "same_content": found.old.version == found.new.version,
        "same_instructions": found.old.instructions_version == found.new.instructions_version,
        "added": found.added,
        "removed": found.removed,
        "changed": changes,
        "reordered": found.reordered,
        "scores": found.scores,
        "codings": found.codings,
    }
