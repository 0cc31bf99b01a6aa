"""Simulated worlds with a known truth: stories, places, a scorer that errs, a few coded articles.

Public: :class:`Design` (what a world is like), :func:`draw_world` (one world of it, as the study that the stage of
trends estimates from), :func:`without_coding` (the same, with none coded), :func:`true_shares` (what an estimate
should find), :data:`FRAMES`. Reads and writes no table.
"""

from monitor.evaluate.worlds.design import FRAMES, PLACES, Design, Frame, Place
from monitor.evaluate.worlds.draw import draw_world, without_coding
from monitor.evaluate.worlds.truth import true_shares

__all__ = ["FRAMES", "PLACES", "Design", "Frame", "Place", "draw_world", "true_shares", "without_coding"]
