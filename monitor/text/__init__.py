"""Text without language models: hashes, sentence splitting, script conversion, dates in words, tokenised titles.

Public: :func:`text_hash`, :func:`short_id`, :func:`split_sentences` (to :class:`Span`), :func:`to_simplified`,
:func:`to_traditional`, :func:`count_han`, :func:`visual_length`, :func:`parse_moment` and :func:`find_moment` (to
:class:`ParsedDate`), :func:`mend_tokenised`, :func:`keyword_pattern` with :func:`prepare_for_keywords`. Reads and writes no table.
"""

from monitor.text.date_text import ParsedDate, find_moment, parse_moment
from monitor.text.hash import short_id, text_hash
from monitor.text.keywords import keyword_pattern, prepare_for_keywords
from monitor.text.script import count_han, to_simplified, to_traditional, visual_length
from monitor.text.sentences import split_sentences
from monitor.text.spans import Span
from monitor.text.tokenised import mend_tokenised

__all__ = [
    "ParsedDate",
    "Span",
    "count_han",
    "find_moment",
    "keyword_pattern",
    "mend_tokenised",
    "parse_moment",
    "prepare_for_keywords",
    "short_id",
    "split_sentences",
    "text_hash",
    "to_simplified",
    "to_traditional",
    "visual_length",
]
