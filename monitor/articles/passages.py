"""Passages: the title and the sentences of an article, by offsets."""

from monitor.articles.records import PassageRow
from monitor.text import short_id, split_sentences, text_hash


def passages_of(article_id: str, title: str, body: str, language: str) -> list[PassageRow]:
    """The title (position 0) and the sentences of the body, in order; offsets in code points of the column named by ``field``."""
    spans = [("title", title, 0, len(title))] if title else []
    spans += [("body", body, start, stop) for start, stop in split_sentences(body, language)]
    return [
        PassageRow(
            short_id("passage", article_id, position),
            article_id,
            position,
            field,
            start,
            stop,
            text[start:stop],
            text_hash(text[start:stop]),
        )
        for position, (field, text, start, stop) in enumerate(spans, start=0 if title else 1)
    ]
