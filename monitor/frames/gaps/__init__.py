"""What the codebook does not see: passages that matter to their story, fit no frame, and resemble each other across stories.

Public: :func:`find_gaps` (the stage) and its :class:`GapSummary`. Reads articles, article_topics, passages, copies, story_members,
vectors.embeddings; writes frame_gap_searches, frame_gaps, frame_gap_passages for the current scorer. A gap is a list to read, and
never becomes a frame by itself.

1. Passages of relevant articles that are worth reading (:mod:`monitor.frames.gaps.choose`): sentences of some length, not repeated
   in other stories or articles, no echo of the title, no copy, and not among those farthest from their story's centre.
2. Of these the ones that frames fit least: by the best score over all frames, in the passage's place, the lowest 15%.
3. From their vectors the story's own centre is taken off, so that what is left is what they say beyond the event; each is linked to
   its nearest in other stories, as many in each language (:mod:`monitor.frames.gaps.cluster`), and Leiden finds the communities.
4. A community with enough stories, outlets and passages is a gap, told with its terms, nearest frames and examples in each language.
"""

from monitor.frames.gaps.stage import GapSummary, find_gaps

__all__ = ["GapSummary", "find_gaps"]
