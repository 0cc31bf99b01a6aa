"""Measuring the stages against codings.

Public: :func:`sample_quality` (the synthetic sample: stories, relevance, frames, agreement, planted shift, seconds).
"""

from monitor.evaluate.sample import sample_quality

__all__ = ["sample_quality"]
