"""How articles frame their story: the codebook, ways of scoring with evidence, codings, and how well they agree.

Public:

- :func:`load_codebook`, :func:`register_codebook` (writes codebooks, frames), :class:`Codebook`;
- :func:`score_frames` (reads articles, article_topics, passages, vectors; writes codebooks, frames, scorers,
  frame_scores, frame_evidence), :func:`current_scorer_id`, :func:`score_text` (one text, nothing written but
  vectors);
- :func:`import_codings` (reads articles, writes annotations, codebooks, frames);
- :func:`measure_quality` (reads frame_scores, annotations, articles, story_members; writes frame_quality,
  coder_agreement);
- :class:`Scorer`, :class:`PrototypeScorer`, :class:`NliScorer`.
"""

from monitor.frames.codebook import Codebook, Frame, load_codebook, register_codebook
from monitor.frames.explain import score_text
from monitor.frames.gold import GoldSummary, import_codings
from monitor.frames.nli import NliScorer
from monitor.frames.prototype import PrototypeScorer
from monitor.frames.quality import QualitySummary, measure_quality
from monitor.frames.score import FrameSummary, current_scorer_id, score_frames
from monitor.frames.scorer import FrameScores, Scorer, ScorerIdentity

__all__ = [
    "Codebook",
    "Frame",
    "FrameScores",
    "FrameSummary",
    "GoldSummary",
    "NliScorer",
    "PrototypeScorer",
    "QualitySummary",
    "Scorer",
    "ScorerIdentity",
    "current_scorer_id",
    "import_codings",
    "load_codebook",
    "measure_quality",
    "register_codebook",
    "score_frames",
    "score_text",
]
