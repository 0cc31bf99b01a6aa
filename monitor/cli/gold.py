"""The command group `gold`: coding by people, from the draw to the decision between coders."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import typer

from monitor.cli.app import DEFAULT_CONFIG, ConfigOption, DataOption, app, open_project, print_for_programs, say
from monitor.frames import (
    ImportOptions,
    ImportSummary,
    SampleSummary,
    draw_sample,
    export_sample,
    import_decisions,
    import_files,
    load_codebook,
    measure_agreement,
    suggest_articles,
)

gold = typer.Typer(no_args_is_help=True, help="Coding by people: draw, export, import, agreement, decisions.")
app.add_typer(gold, name="gold")

NameOption = Annotated[str | None, typer.Option(help="name of the sample; by default made of its id")]
ReplaceOption = Annotated[
    bool,
    typer.Option(
        "--replace", help="a coder's new judgement replaces what was imported before, instead of being refused"
    ),
]
MAX_SHOWN = 40


@gold.command()
def draw(
    *,
    n: Annotated[int, typer.Option(help="articles to draw")],
    name: NameOption = None,
    seed: Annotated[int, typer.Option(help="another seed gives another, independent draw")] = 20260316,
    per_stratum: Annotated[
        int | None,
        typer.Option(help="least number from each country and language; by default 5, or what takes half of --n"),
    ] = None,
    text_scope: Annotated[
        list[str] | None, typer.Option(help="full, partial or title, once each; by default trends.text_scope")
    ] = None,
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
) -> None:
    """Draw articles for coding at random, stratified by country and language, with the chance of each."""
    settings, warehouse = open_project(config, data_dir)
    made = draw_sample(
        settings, warehouse, n, name=name, seed=seed, per_stratum=per_stratum, text_scopes=tuple(text_scope or ())
    )
    if made.articles < n:
        say(f"Only {made.articles} articles can be drawn: all of them were, each with certainty.")
    for stratum, size, drawn in made.strata:
        say(f"  {stratum}: {drawn} of {size} ({drawn / size:.1%})")
    _tell_sample(made, config)


@gold.command()
def suggest(
    n: Annotated[int, typer.Option(help="articles to suggest")],
    name: NameOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
) -> None:
    """Suggest what to code next: the scorer unsure, frames rare, places with little coding. Never used for prevalence."""
    settings, warehouse = open_project(config, data_dir)
    made = suggest_articles(settings, warehouse, n, name=name)
    if made.articles < n:
        say(
            f"Only {made.articles} articles can be suggested: every other relevant article is coded already, was drawn in a "
            "random sample (which is coded whole), or is not scored yet."
        )
    _tell_sample(made, config)


def _tell_sample(made: SampleSummary, config: Path) -> None:
    was = "is there already, the same draw" if made.existed else "made"
    say(f"Sample {made.name} ({made.kind}): {made.articles} of {made.population} articles, {was}.")
    other = "" if config == DEFAULT_CONFIG else f" --config {config}"
    say(f"Next: monitor gold export {made.name} --to FOLDER{other}")
    print_for_programs(asdict(made))


@gold.command()
def export(
    sample: Annotated[str, typer.Argument(help="name of the sample")],
    to: Annotated[Path, typer.Option(help="folder to write to; files that differ are never overwritten")],
    form: Annotated[
        Literal["label-studio", "csv", "both"], typer.Option("--format", help="what coders will work in")
    ] = "both",
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
) -> None:
    """Write a sample for coders: Label Studio tasks and interface, a CSV for a spreadsheet, the codebook in English and Chinese."""
    settings, warehouse = open_project(config, data_dir)
    made = export_sample(settings, warehouse, sample, to, ("label-studio", "csv") if form == "both" else (form,))
    for file in made.files:
        say(file)
    if made.cut:
        say(
            f"{made.cut} texts are longer than a spreadsheet's cell and end in […] in the CSV; the rest stands at their URL."
        )
    if made.missing:
        say(f"{made.missing} articles of the sample are no longer in the warehouse.")
    print_for_programs(asdict(made))


@gold.command("import")
def import_(
    *,
    files: Annotated[list[Path], typer.Argument(help="Label Studio JSON exports, or CSV")],
    kind: Annotated[Literal["human", "model", "author"], typer.Option(help="who coded")] = "human",
    coder: Annotated[
        list[str] | None,
        typer.Option(help="ANNOTATOR=NAME: an annotator's e-mail or number in Label Studio, and the coder's name"),
    ] = None,
    replace: ReplaceOption = False,
    same_instructions: Annotated[
        bool,
        typer.Option("--same-instructions", help="carry over codings of codebook versions that tell coders the same"),
    ] = False,
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
) -> None:
    """Import codings for good. Rows that cannot be used are refused with row and reason, the rest is taken."""
    settings, warehouse = open_project(config, data_dir)
    coders = dict(_pair(one) for one in coder or [])
    carry = same_instructions or settings.gold.same_instructions
    made = import_files(settings, warehouse, files, ImportOptions(kind, coders, replace, carry))
    measure_agreement(warehouse, load_codebook(settings.codebook))
    _tell_imports(made)


@gold.command()
def adjudicate(
    file: Annotated[Path, typer.Argument(help="CSV as `monitor gold disputes --to` writes it, filled in")],
    replace: ReplaceOption = False,
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
) -> None:
    """Import decisions between coders: each stands as the judgement of a coder of its own, and counts before all others."""
    settings, warehouse = open_project(config, data_dir)
    _tell_imports([import_decisions(settings, warehouse, file, replace=replace)])


def _pair(text: str) -> tuple[str, str]:
    annotator, _, name = text.partition("=")
    if not annotator.strip() or not name.strip():
        raise typer.BadParameter(f"--coder {text}: write ANNOTATOR=NAME, like 3=Lin")
    return annotator.strip(), name.strip()


def _tell_imports(made: list[ImportSummary]) -> None:
    """Sentences for each file and one JSON object; exit code 1 where nothing of any file could be used."""
    for one in made:
        say(
            f"{one.file} ({one.format}): {one.judgements} judgements of {one.articles} articles by {', '.join(one.coders) or 'nobody'}"
            f" ({one.known} known before, {one.replaced} replaced, {one.carried} rows carried over); "
            f"{one.not_coded} not coded, {one.not_judged} cells empty, {len(one.refused)} refused."
        )
        for sentence in (*one.told, *one.refused[:MAX_SHOWN]):
            say(f"  {sentence}")
        if len(one.refused) > MAX_SHOWN:
            say(f"  ... and {len(one.refused) - MAX_SHOWN} more: FROM gold_refused")
    print_for_programs({"files": [asdict(one) for one in made]})
    if any(one.refused for one in made) and not any(one.judgements for one in made):
        raise typer.Exit(1)
