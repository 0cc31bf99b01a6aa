"""Spans of a text, counted in Unicode code points."""

from typing import NamedTuple


class Span(NamedTuple):
    """The half-open range ``text[start:stop]``, in code points."""

    start: int
    stop: int


def stripped(text: str, start: int, stop: int) -> Span:
    """The range without white space at its ends; empty (start == stop) when nothing else is in it."""
    part = text[start:stop]
    left = len(part) - len(part.lstrip())
    right = len(part.rstrip())
    return Span(start + left, start + right) if right > left else Span(start, start)
