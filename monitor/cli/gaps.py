"""The command `gaps`: what the codebook does not see."""

import sys
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from monitor.articles.one_text import harmless
from monitor.cli.app import DEFAULT_CONFIG, ConfigOption, DataOption, app, open_project, print_json
from monitor.frames import current_scorer_id, find_gaps, load_codebook
from monitor.warehouse import query

_PIPE_WIDTH = 120


@app.command()
def gaps(
    top: Annotated[int, typer.Option(help="gaps printed, the largest first", min=1)] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object with all of them")] = False,
    config: ConfigOption = DEFAULT_CONFIG,
    data_dir: DataOption = None,
) -> None:
    """Groups of passages across stories that fit no frame, with examples in both languages: to read, not to believe."""
    settings, warehouse = open_project(config, data_dir)
    summary = find_gaps(settings, warehouse)
    key = {
        "codebook_version": load_codebook(settings.codebook).version,
        "scorer_id": current_scorer_id(settings, warehouse),
    }
    with warehouse.transaction() as connection:
        found = query(connection, "gaps_found", **key).to_pylist()
    counts = {"passages": summary.n_passages, "worth_reading": summary.n_worth_reading, "unfit": summary.n_unfit}
    if as_json:
        print_json({**key, **counts, "gaps": found})
        return
    console = Console(highlight=False, width=None if sys.stdout.isatty() else _PIPE_WIDTH)
    console.print(
        Text(
            f"The frames of codebook {key['codebook_version']} fit {counts['unfit']} of {counts['worth_reading']} passages worth reading "
            f"least; {len(found)} groups of them stand in several stories and outlets. Most such groups are "
            "reporting and not framing: read the examples. A frame is never added by itself."
        )
    )
    for gap in found[:top]:
        console.print(_told(gap))


def _told(gap: dict[str, Any]) -> Text:
    nearest = ", ".join(
        f"{frame} (score {distance:.2f} below its threshold)"
        for frame, distance in zip(gap["nearest_frames"], gap["nearest_distances"], strict=True)
    )
    lines = [
        f"\n{gap['rank']}. {gap['n_passages']} passages ({gap['share']:.1%}) in {gap['n_stories']} stories, {gap['n_outlets']} outlets, "
        f"{gap['first_week']} to {gap['last_week']}, {', '.join(gap['countries'])}",
        f"   terms: {gap['terms_en'] or 'none in English'} | {gap['terms_zh'] or 'none in Chinese'}",
        f"   nearest frames: {nearest}",
        *(
            f"   [{one['language']}] {harmless(' '.join(one['text'].split()))}\n        {one['url']}"
            for one in gap["examples"]
        ),
    ]
    return Text("\n".join(lines))
