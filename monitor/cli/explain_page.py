"""An explanation as a person reads it on a terminal."""

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from monitor.articles import OneText
from monitor.articles.one_text import harmless
from monitor.frames import Explanation
from monitor.frames.explain import FrameReading

LANGUAGE_NAMES = {"en": "English", "zh-Hans": "Chinese, simplified", "zh-Hant": "Chinese, traditional"}
_PIPE_WIDTH = 110
_QUOTED_AT_MOST = 300
_IMPROBABLE = 0.05
"""Frames under this probability are named in one line, unless all are asked for."""


def print_explanation(text: OneText, found: Explanation, seconds: float, *, every_frame: bool = False) -> None:
    """Print relevance, language, frames by probability with their evidence, notes, and what did the scoring.

    Improbable frames are only named, without ``every_frame``.
    """
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_PIPE_WIDTH)
    if text.title:
        console.print(Text(harmless(text.title), style="bold"))
    console.print(_heading(found))
    for note in found.notes:
        console.print(Text(f"Note: {note}", style="yellow"))
    console.print(_frames(found, every_frame))
    scorer, read = found.scorer, f"{found.n_passages} passage{'' if found.n_passages == 1 else 's'}"
    console.print(
        Text(
            f"{scorer.method} scorer {scorer.scorer_id}, codebook {found.codebook_id} {scorer.codebook_version}, model "
            f"{scorer.model_revision}, projection {scorer.projection_id or 'none'}; {read} in {seconds:.1f} s",
            style="dim",
        )
    )


def _heading(found: Explanation) -> Text:
    topics = ", ".join(
        f"{topic.topic} {topic.relevance:.2f}{' (relevant)' if topic.relevant else ''}" for topic in found.topics
    )
    words = "Relevant" if found.relevant else "Not relevant to any topic, so a run would not score its frames"
    language = LANGUAGE_NAMES.get(found.language, f"other ({found.detected})")
    return Text(f"{words}: {topics}\nLanguage: {language}")


def _frames(found: Explanation, every_frame: bool) -> Table:
    mark = "the head's own mark for each frame" if found.scorer.method == "head" else "probability 0.50"
    table = Table(show_lines=True, caption=f"A frame counts as present from {mark}.", caption_justify="left")
    table.add_column("Probability", justify="right", no_wrap=True)
    table.add_column(
        "Frame, and the passages that speak most for it (passage score, field and offsets)", overflow="fold"
    )
    ranked = sorted(found.frames, key=lambda frame: -frame.probability)
    shown = [frame for frame in ranked if every_frame or frame.present or frame.probability >= _IMPROBABLE]
    for frame in shown:
        style = "bold" if frame.present else "dim"
        table.add_row(Text(f"{frame.probability:.2f}", style=style), Group(_name(frame, style), *_quotes(frame)))
    if len(shown) < len(ranked):
        names = ", ".join(frame.frame for frame in ranked if frame not in shown)
        table.add_row(
            Text(f"< {_IMPROBABLE:.2f}", style="dim"), Text(f"{names} (--all shows their passages)", style="dim")
        )
    return table


def _name(frame: FrameReading, style: str) -> Text:
    return Text(f"{frame.name_en} {frame.name_zh} ({frame.frame}){': present' if frame.present else ''}", style=style)


def _quotes(frame: FrameReading) -> list[Text]:
    """All evidence of a frame that is present, the best of one that is not."""
    shown = frame.evidence if frame.present else frame.evidence[:1]
    return [
        Text(
            f"  {one.score:+.2f} {one.field} {one.start}-{one.stop}  “{_cut(harmless(one.text))}”",
            style="" if frame.present else "dim",
        )
        for one in shown
    ]


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED_AT_MOST else line[:_QUOTED_AT_MOST] + " …"
