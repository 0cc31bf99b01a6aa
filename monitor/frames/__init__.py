"""How articles frame their story: the codebook, ways of scoring with evidence, codings, and how well they agree.

Public:

- :func:`load_codebook`, :func:`register_codebook` (writes codebooks, frames), :class:`Codebook`; its check, versions and
  comparison in :mod:`monitor.frames.codebook`;
- :func:`score_frames` (reads articles, article_topics, passages, vectors; writes codebooks, frames, scorers,
  frame_scores, frame_evidence), :func:`current_scorer_id`, :func:`score_text` (one text, nothing written but
  vectors), :func:`explain_text` (the same with relevance and language, to :class:`Explanation`);
- coding by people, see :mod:`monitor.frames.coding`: :func:`draw_sample`, :func:`suggest_articles`, :func:`export_sample`,
  :func:`import_codings` (the stage; writes annotations, gold_coded, gold_kinds), :func:`import_files`, :func:`import_decisions`,
  :func:`agreement_report`, :func:`measure_agreement`, :func:`disputes`, :func:`write_disputes`;
- :func:`measure_quality` (reads frame_scores, annotations, articles, story_members; writes frame_quality,
  coder_agreement, coder_confusion);
- :func:`train_and_save` (a head from coding, see :mod:`monitor.frames.head`; writes vectors and a folder);
- :func:`find_gaps` (what the codebook does not see; see :mod:`monitor.frames.gaps`; writes frame_gap_searches, frame_gaps,
  frame_gap_passages);
- :class:`Scorer`, :class:`PrototypeScorer`, :class:`NliScorer`, :class:`HeadScorer`.
"""

from monitor.frames.codebook import Codebook, Frame, load_codebook, register_codebook
from monitor.frames.coding import (
    AgreementReport,
    ExportSummary,
    GoldSummary,
    ImportOptions,
    ImportSummary,
    SampleSummary,
    agreement_report,
    disputes,
    draw_sample,
    export_sample,
    import_codings,
    import_decisions,
    import_files,
    measure_agreement,
    suggest_articles,
    write_disputes,
)
from monitor.frames.explain import Explanation, explain_text, score_text
from monitor.frames.gaps import GapSummary, find_gaps
from monitor.frames.head import HeadScorer, TrainedHead, train_and_save
from monitor.frames.nli import NliScorer
from monitor.frames.prototype import PrototypeScorer
from monitor.frames.quality import QualitySummary, measure_quality
from monitor.frames.score import FrameSummary, current_scorer_id, score_frames
from monitor.frames.scorer import FrameScores, Scorer, ScorerIdentity

__all__ = [
    "AgreementReport",
    "Codebook",
    "Explanation",
    "ExportSummary",
    "Frame",
    "FrameScores",
    "FrameSummary",
    "GapSummary",
    "GoldSummary",
    "HeadScorer",
    "ImportOptions",
    "ImportSummary",
    "NliScorer",
    "PrototypeScorer",
    "QualitySummary",
    "SampleSummary",
    "Scorer",
    "ScorerIdentity",
    "TrainedHead",
    "agreement_report",
    "current_scorer_id",
    "disputes",
    "draw_sample",
    "explain_text",
    "export_sample",
    "find_gaps",
    "import_codings",
    "import_decisions",
    "import_files",
    "load_codebook",
    "measure_agreement",
    "measure_quality",
    "register_codebook",
    "score_frames",
    "score_text",
    "suggest_articles",
    "train_and_save",
    "write_disputes",
]
