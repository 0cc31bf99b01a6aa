"""Measuring the stages against codings, parallel texts and minimal pairs.

Public: :func:`sample_quality` (the synthetic sample: stories, relevance, frames, agreement, planted shift, seconds);
:func:`measure_roles` and :func:`read_pairs` (minimal pairs that differ in role, negation, scope or attribution).
:func:`evaluate_frames` (heads trained on one file of coding, tested on another or by folds), :func:`convert_gvfc`,
:func:`convert_frames_sentences` (published codings into such files). In modules of their own, for the command line: ``invariance``,
``stories`` (the grouping on a file of articles with gold stories), ``retrieval``, ``extraction`` (saved pages with what they say, read by
``page_gold``; ``convert_pages`` makes such folders) and ``language`` (texts with their language; ``convert_titles``).
"""

from monitor.evaluate.convert import convert_frames_sentences, convert_gvfc
from monitor.evaluate.frames import EVERY as EVERY_METHOD
from monitor.evaluate.frames import evaluate_frames
from monitor.evaluate.roles import Pair, PairGroup, PairResult, RoleReport, measure_roles, read_pairs
from monitor.evaluate.sample import sample_quality

__all__ = [
    "EVERY_METHOD",
    "Pair",
    "PairGroup",
    "PairResult",
    "RoleReport",
    "convert_frames_sentences",
    "convert_gvfc",
    "evaluate_frames",
    "measure_roles",
    "read_pairs",
    "sample_quality",
]
