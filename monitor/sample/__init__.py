"""The embedded sample: a synthetic press of our own, the web that shows it, and codings kept apart from its pages.

Public: :func:`load_press` (articles with each text they have had), :func:`article_url` (where the web shows one),
:class:`SamplePress` (feeds and pages on loopback as they stood at a simulated time), :func:`codings` (a file of
codings).
Reads and writes no table; knows nothing of the layers above it.
"""

from pathlib import Path

from monitor.sample.looks import article_url
from monitor.sample.press import SAMPLE_DIR, SampleArticle, SampleError, SampleText, load_press
from monitor.sample.server import SamplePress

__all__ = ["SampleArticle", "SampleError", "SamplePress", "SampleText", "article_url", "codings", "load_press"]


def codings(name: str) -> Path:
    """Path of ``codings/NAME.csv`` (columns: id, relevant and story where coded, frames joined by ``;``)."""
    return SAMPLE_DIR / "codings" / f"{name}.csv"
