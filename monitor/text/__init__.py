"""Text without language models: hashes, sentence splitting, script conversion.

Public: :func:`text_hash`, :func:`short_id`, :func:`split_sentences` (to :class:`Span`), :func:`to_simplified`,
:func:`to_traditional`, :func:`count_han`, :func:`visual_length`. Reads and writes no table.
"""

from monitor.text.hash import short_id, text_hash
from monitor.text.script import count_han, to_simplified, to_traditional, visual_length
from monitor.text.sentences import split_sentences
from monitor.text.spans import Span

__all__ = [
    "Span",
    "count_han",
    "short_id",
    "split_sentences",
    "text_hash",
    "to_simplified",
    "to_traditional",
    "visual_length",
]
