"""Sentence splitting with exact offsets: the passages that are embedded, scored and quoted."""

import re
from collections.abc import Iterable, Sequence

from monitor.text.chinese import chinese_ends
from monitor.text.latin import latin_ends
from monitor.text.script import count_han, visual_length
from monitor.text.spans import Span, stripped

# A sentence model reads at most 512 pieces; these lengths (in code points) stay well below and are long for a sentence.
MAX_HAN_CODE_POINTS = 160
MAX_LATIN_CODE_POINTS = 420
# Below this a span is a scrap ("Yes." or 好的。): about 15 Latin letters or 6 Han characters.
MIN_VISUAL_LENGTH = 15.0

_HAN_LANGUAGES = ("zh", "ja")
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_PAUSE = re.compile(r"[，、；：,;:]+[”’」』）)\"']*|\s+")


def split_sentences(text: str, language: str) -> list[Span]:
    """Split ``text`` into spans, in order; each non-blank character of the text lies in exactly one of them.

    ``language`` (BCP 47) chooses the rules: Chinese and Japanese, or those for spaced scripts (also used for paragraphs of a
    Chinese text that hold no Han character). A line feed always ends a span. No span is longer than :data:`MAX_HAN_CODE_POINTS` or
    :data:`MAX_LATIN_CODE_POINTS`: longer sentences are cut at commas, else at spaces, else anywhere. Spans shorter than
    :data:`MIN_VISUAL_LENGTH` join a neighbour of their paragraph where the limit allows. Runs in linear time.
    """
    spans: list[Span] = []
    for match in _PARAGRAPH.finditer(text):
        paragraph = match.group()
        han = language.startswith(_HAN_LANGUAGES) and count_han(paragraph) > 0
        limit = MAX_HAN_CODE_POINTS if han else MAX_LATIN_CODE_POINTS
        ends = chinese_ends(paragraph) if han else latin_ends(paragraph)
        pieces = (piece for span in _between(paragraph, ends) for piece in _cut(paragraph, span, limit))
        spans += [
            Span(start + match.start(), stop + match.start()) for start, stop in _join_scraps(paragraph, pieces, limit)
        ]
    return spans


def _between(text: str, ends: Sequence[int]) -> list[Span]:
    """The non-empty spans between the given offsets."""
    spans = (stripped(text, start, stop) for start, stop in zip([0, *ends], [*ends, len(text)], strict=True))
    return [span for span in spans if span.stop > span.start]


def _cut(text: str, span: Span, limit: int) -> Iterable[Span]:
    """Cut a span that is longer than ``limit`` at the last pause within it, leaving about equal parts."""
    start, stop = span
    while stop - start > limit:
        parts = -(-(stop - start) // limit)
        aim = start + min(limit, -(-(stop - start) // parts) + limit // 8)
        at = (
            _last_pause(text, start + limit // 4, aim)
            or _last_pause(text, start + limit // 4, start + limit)
            or start + limit
        )
        piece = stripped(text, start, at)
        if piece.stop > piece.start:
            yield piece
        start = at
    last = stripped(text, start, stop)
    if last.stop > last.start:
        yield last


def _last_pause(text: str, low: int, high: int) -> int | None:
    """Offset after the last comma (else the last space) in ``text[low:high]``."""
    pauses = [match for match in _PAUSE.finditer(text, low, high) if not _within_number(text, match.end())]
    commas = [match.end() for match in pauses if not match.group().isspace()]
    return commas[-1] if commas else pauses[-1].end() if pauses else None


def _within_number(text: str, end: int) -> bool:
    """True after the comma or colon of 24,000 or 15:20."""
    return text[end - 1] in ",:" and text[end : end + 1].isdigit()


def _join_scraps(text: str, pieces: Iterable[Span], limit: int) -> list[Span]:
    """Join each scrap to the piece before it, or to the piece after it when it opens the paragraph."""
    joined: list[Span] = []
    for piece in pieces:
        is_scrap = _is_scrap(text, piece) or (bool(joined) and _is_scrap(text, joined[-1]))
        if joined and is_scrap and piece.stop - joined[-1].start <= limit:
            joined[-1] = Span(joined[-1].start, piece.stop)
        else:
            joined.append(piece)
    return joined


def _is_scrap(text: str, span: Span) -> bool:
    return (
        span.stop - span.start < 2 * MIN_VISUAL_LENGTH
        and visual_length(text[span.start : span.stop]) < MIN_VISUAL_LENGTH
    )
