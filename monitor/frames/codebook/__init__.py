"""The codebook: its model and file, its versions in the warehouse, a check, and what changed between two.

Public: :func:`load_codebook` (to :class:`Codebook`), :func:`register_codebook` (writes codebooks, frames),
:func:`stored_codebook` and :func:`stored_codebooks` (read codebooks), :func:`check_codebook` (reads codebooks),
:func:`measure_overlap`, :func:`diff_codebooks`.
"""

from monitor.frames.codebook.check import CodebookCheck, check_codebook
from monitor.frames.codebook.diff import CodebookDiff, diff_codebooks
from monitor.frames.codebook.finding import Finding
from monitor.frames.codebook.model import LANGUAGES, Bilingual, Codebook, Edition, Frame, Prototypes, load_codebook
from monitor.frames.codebook.overlap import Overlap, measure_overlap
from monitor.frames.codebook.register import StoredCodebook, register_codebook, stored_codebook, stored_codebooks

__all__ = [
    "LANGUAGES",
    "Bilingual",
    "Codebook",
    "CodebookCheck",
    "CodebookDiff",
    "Edition",
    "Finding",
    "Frame",
    "Overlap",
    "Prototypes",
    "StoredCodebook",
    "check_codebook",
    "diff_codebooks",
    "load_codebook",
    "measure_overlap",
    "register_codebook",
    "stored_codebook",
    "stored_codebooks",
]
